"""The documents of a ledger as BibTeX, with keys that stay and text that TeX prints as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from dragoman.query.rows import DocumentRow, Source

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_URL_SAFE = ":/?#[]@!$&'()*+,;=-._~%"


def bibtex_entries(rows: Iterable[DocumentRow]) -> Iterator[str]:
    """One entry for each document."""
    return (bibtex_entry(row.source) for row in rows)


def bibtex_entry(source: Source) -> str:
    """A document as an entry that BibTeX and BibLaTeX read: `@misc`, with day and address."""
    published = source.published if source.published and _DAY.fullmatch(source.published) else ""
    fields = {
        "author": _authors(source),
        "title": f"{{{texed(source.title or source.uri)}}}",
        "howpublished": texed(source.publisher or ""),
        "year": published[:4],
        "month": published[5:7].lstrip("0"),
        "date": published,
        "url": address(source.url or ""),
        "language": texed(source.language or ""),
        "note": f"dragoman document {source.id}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{bibtex_key(source)},", *lines, "}", "", ""])


def bibtex_key(source: Source) -> str:
    """A key that stays while the document does: outlet, year, id."""
    plain = unicodedata.normalize("NFKD", source.publisher or "").encode("ascii", "ignore").decode()
    outlet = re.sub(r"[^a-z]", "", plain.lower())[:20] or "document"
    return f"{outlet}{(source.published or '')[:4]}-{re.sub('[^0-9A-Za-z]', '', source.id)}"


def texed(text: str) -> str:
    """The text so that TeX prints it as it is, on one line."""
    flat = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return "".join(_SPECIAL.get(c, c) for c in flat)


def address(url: str) -> str:
    """The address without what would end the entry; nothing if it is none of the web."""
    if not re.match(r"https?://\S", url):
        return ""
    return quote(url.encode("utf-8", "replace"), safe=_URL_SAFE)


def _authors(source: Source) -> str:
    """The authors; the outlet, braced so that it is no person, where none is known."""
    if source.authors:
        return " and ".join(f"{{{texed(name)}}}" for name in source.authors)
    return f"{{{texed(source.publisher)}}}" if source.publisher else ""
