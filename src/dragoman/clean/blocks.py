"""The visible text of a web page block by block, with what the markup says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_BREAKS = frozenset(
    "p div section article header footer main aside nav ul ol li table tr td th h1 h2 h3 h4 h5 h6 "
    "blockquote figure figcaption pre form fieldset dl dt dd br hr option button label address "
    "details summary".split()
)
_SILENT = frozenset("script style noscript template svg head iframe object select textarea".split())
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2028\u2029\x85]+")
# Points for the blocks within: what a site calls its parts is mostly true.
TAGS = {
    "nav": -6.0,
    "footer": -5.0,
    "aside": -3.0,
    "figcaption": -6.0,
    "button": -6.0,
    "label": -4.0,
    "option": -6.0,
    "form": -4.0,
    "article": 0.5,
    "main": 0.3,
    "address": -2.0,
    "h1": -3.0,
}
NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|footer|side-?bar|widgets?|related|"
    r"recommend(?:ed|ations?)?|recirc\w*|teasers?|trending|most-?(?:read|popular|viewed)|promo\w*|"
    r"newsletters?|subscri\w*|sign-?up|share\w*|sharing|social\w*|comments?|disqus\w*|respond|"
    r"replies|outbrain|taboola|sponsor\w*|advert\w*|ads?|banner|cookies?|consent|gdpr|pop-?up|"
    r"modal|paywall|caption\w*|credits?|by-?line|tags?|taglist|author-?(?:bio|box|info)|bio|copyright|"
    r"read-?more|readmore|also-?read|pagination|toolbar|skip-?link|screen-?reader\w*|print-?only)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"<(script|style|title)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>?")
NAMED, LINKED, ANSWERED = -3.0, -2.5, -6.0
# Names on these are of the page as a whole ("has-sidebar").
WHOLE = frozenset({"html", "body", "main", "article"})


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page; `points` is what its markup says for or against its being article."""

    text: str
    points: float


def parsed_tree(content: str) -> Any:
    """The tree of a page, however broken; None where there is nothing to parse."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(
            content.replace("\0", "").encode("utf-8", "replace"), parser=parser
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def rendered(tree: Any) -> list[Block]:
    """The visible blocks of a page in order; walks without recursion, however deep the tree."""
    from lxml import etree

    page = _Lines()
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            page.enter(tag, node)
        else:
            page.leave(tag, node)
    return page.blocks()


def stripped(content: str) -> str:
    """The text of a page whose tree cannot be built, for instance for its depth."""
    import html

    content = _CODE.sub(" ", content)
    lines = (_SPACE.sub(" ", html.unescape(piece)).strip() for piece in _TAG.split(content))
    return "\n".join(line for line in lines if line)


class _Lines:
    """Lines in the making: pieces of text with the points and link of where they stand."""

    def __init__(self) -> None:
        self.lines: list[list[tuple[str, float, bool]]] = [[]]
        self.points = [0.0]
        self.silent = 0
        self.links = 0

    def enter(self, tag: str, node: Any) -> None:
        self.points.append(min(self.points[-1], 0.0) + _points(tag, node))
        self.silent += _is_silent(tag, node)
        self.links += tag == "a"
        if tag in _BREAKS:
            self.lines.append([])
        self._add(node.text)

    def leave(self, tag: str, node: Any) -> None:
        self.points.pop()
        self.silent -= _is_silent(tag, node)
        self.links -= tag == "a"
        if tag in _BREAKS:
            self.lines.append([])
        self._add(node.tail)

    def _add(self, text: str | None) -> None:
        if text and not self.silent:
            self.lines[-1].append((text, self.points[-1], self.links > 0))

    def blocks(self) -> list[Block]:
        found = []
        for pieces in self.lines:
            text = _SPACE.sub(" ", "".join(piece for piece, _, _ in pieces)).strip()
            if text:
                found.append(Block(text, _of_line(pieces, text)))
        return found


def _of_line(pieces: list[tuple[str, float, bool]], text: str) -> float:
    """The points of the longest piece; a line that is all link is rarely a paragraph."""
    linked = sum(len(piece) for piece, _, link in pieces if link)
    points = max(pieces, key=lambda piece: len(piece[0].strip()))[1]
    return points + (LINKED if linked > 0.7 * len(text) else 0.0)


def _is_silent(tag: str, node: Any) -> bool:
    if tag in _SILENT:
        return True
    style = (node.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or node.get("hidden") is not None


def _is_answered(node: Any) -> bool:
    """Whether a quotation is the mail that is answered, as mail programs mark it."""
    return (node.get("type") or "").lower() == "cite" or "gmail_quote" in (node.get("class") or "")


def _points(tag: str, node: Any) -> float:
    points = TAGS.get(tag, 0.0)
    if tag == "blockquote" and _is_answered(node):
        points += ANSWERED
    if tag not in WHOLE:
        names = f"{node.get('class') or ''} {node.get('id') or ''}"[:300]
        points += NAMED if names.strip() and NAMES.search(names) else 0.0
    return points
