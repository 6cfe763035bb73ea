"""The headline of a plain text: what its head repeats, marks or sets above the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.clean.scoring import Look

_MARKED = re.compile(r"[-*+]?\s*#{1,2}\s+(.{10,250})")
_LABEL = re.compile(r"(?:subject|title|headline)\s*:\s*", re.IGNORECASE)
_CRUMBS = re.compile(r"^.*\s[›»>]\s+")
_TAIL = re.compile(r"\s+[|\-–—»:•·]+\s+[^|–—»•·]{2,60}$")
REACH = 25  # units above the body in which a headline may stand
# A headline is not a date, a menu item or a credit; "byline" fits titles such as "By the numbers".
NOT_A_TITLE = frozenset(
    {"menu", "stamp", "tags", "credit", "signup", "consent", "legal", "comments", "related"}
    | {"photo", "template", "part", "author", "byline", "social"}
)


def title(looks: Sequence[Look], body_start: int) -> str | None:
    """The headline that stands above the body, or None."""
    above = [seen for seen in looks if seen.unit.end <= body_start]
    for seen in above:
        if (found := _MARKED.fullmatch(seen.unit.text)) and not _is_section(found.group(1)):
            return found.group(1).strip()
    fits = [seen for seen in above[-REACH:] if _fits(seen)]
    page = [_bare(seen.unit.text) for seen in looks]
    repeated = [seen for seen in fits if _told_twice(seen, page)]
    chosen = repeated[-1:] or _first_of_run(fits)
    if not chosen:
        return None
    text = _LABEL.sub("", _CRUMBS.sub("", chosen[0].unit.text))
    return _TAIL.sub("", text) if repeated else text


def _is_section(heading: str) -> bool:
    return (
        heading.lower() in {"metadata", "page structure", "content", "links"}
        or "." in heading.split()[0]
    )


def _fits(seen: Look) -> bool:
    kinds = {cue.kind for cue in seen.cues}
    return (
        3 <= seen.count <= 30
        and not kinds & NOT_A_TITLE
        and seen.unit.text.lower().count("news") < 2
        and not seen.unit.text.endswith((".", ":", ";"))
    )


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", _TAIL.sub("", text)).casefold().strip()


def _told_twice(seen: Look, page: Sequence[str]) -> bool:
    key = _bare(seen.unit.text)
    return len(key) > 12 and page.count(key) > 1


def _first_of_run(fits: Sequence[Look]) -> Sequence[Look]:
    """Where nothing repeats, the longest of the last few lines that could be a headline."""
    near = fits[-4:]
    return [max(near, key=lambda seen: (min(seen.count, 12), -seen.unit.start))] if near else []
