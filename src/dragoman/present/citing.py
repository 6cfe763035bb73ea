"""Sources by number for a page whose quotations stand in full on pages of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from dragoman.model import Basis, Document, Span
from dragoman.present.inert import web_address
from dragoman.present.passages import Source, Sources
from dragoman.query.rows import Source as Row

Place = Callable[[str, Span], str]
"""Where a quotation is read, given its document and where it stands in it."""


def cite(rows: Iterable[Row], cited: Iterable[tuple[str, Span]], place: Place) -> Sources:
    """Number the documents by date; each quotation leads to its place."""
    spans = set(cited)
    quoted = {id_ for id_, _ in spans}
    kept = sorted(
        {row.id: row for row in rows if row.id in quoted}.values(),
        key=lambda row: (row.published or "9999", row.uri, row.id),
    )
    numbers = {row.id: n for n, row in enumerate(kept, 1)}
    clusters: dict[str, list[int]] = defaultdict(list)
    for row in kept:
        if row.cluster:
            clusters[row.cluster].append(numbers[row.id])
    listed = tuple(_source(row, numbers[row.id], clusters) for row in kept)
    return Sources(listed, {(id_, span): place(id_, span) for id_, span in spans}, numbers)


def _source(row: Row, number: int, clusters: dict[str, list[int]]) -> Source:
    copies = tuple(n for n in clusters.get(row.cluster or "", ()) if n != number)
    return Source(number, textless(row), web_address(row.url), (), copies)


def textless(row: Row) -> Document:
    """A document of which all is known but its text."""
    return Document(
        id=row.id,
        uri=row.uri,
        text="",
        body=(),
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        published_basis=Basis(row.published_basis) if row.published_basis else None,
        language=row.language,
        url=row.url,
        cluster=row.cluster,
    )
