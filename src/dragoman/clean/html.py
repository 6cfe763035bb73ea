"""The article of a web page as text, with what its markup says of each line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.clean.blocks import Block, parsed_tree, rendered, stripped
from dragoman.clean.metadata import told

# Points for a line that trafilatura takes for the article, and for one that it leaves out.
AGREED, LEFT_OUT = 1.0, -1.0
MANY = 5000  # blocks beyond which a page is too long for the extractor


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, one block a line; `hints` are points for the line that begins at a place."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    hints: dict[int, float] = field(default_factory=dict)


def page(content: str) -> Page:
    """The text and fields of an HTML page; an empty text where there is none."""
    tree = parsed_tree(content)
    found = [] if tree is None else rendered(tree)
    if not found:
        return Page(stripped(content))
    text = "\n".join(block.text for block in found)
    extracted = _extracted(content) if len(found) < MANY else ""
    return Page(text, told(tree), _hints(found, extracted))


def _hints(blocks: list[Block], extracted: str) -> dict[int, float]:
    """What the markup and trafilatura say of each block, by its place in the text."""
    article, hints, at = _bare(extracted), {}, 0
    share = sum(_bare(b.text) in article for b in blocks if len(b.text) > 60)
    for block in blocks:
        points = block.points
        if share:
            points += AGREED if _bare(block.text) in article else LEFT_OUT
        hints[at] = points
        at += len(block.text) + 1
    return hints


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _extracted(content: str) -> str:
    """What trafilatura takes for the article; nothing where a page breaks it."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(content.replace("\0", ""), include_comments=False)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return ""
    return found or ""
