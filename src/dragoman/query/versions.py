"""Later versions of the stories that records stand in: what an outlet published anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from dragoman.ledger import tables
from dragoman.ledger.bounds import bounds
from dragoman.merge.tellings import Stood
from dragoman.merge.versions import is_later
from dragoman.query.fetching import SOURCE, source_of
from dragoman.query.rows import Source
from dragoman.query.view import View


def later_versions(view: View, sources: Iterable[Source]) -> dict[str, Source]:
    """The latest version of each document's story, by id; only of those that have a later one."""
    asked = {source.id: source for source in sources}
    groups = {source.cluster for source in asked.values() if source.cluster and source.publisher}
    if not groups:
        return {}
    query = select(*SOURCE).where(tables.document.c.cluster.in_(sorted(groups)))
    with view.ledger.reading() as connection:
        near = [source_of(row) for row in connection.execute(query)]
    stood = {source.id: _stood(source) for source in (*near, *asked.values())}
    found = {}
    for id_ in sorted(asked):
        after = [source for source in near if is_later(stood[source.id], stood[id_])]
        if after:
            found[id_] = max(after, key=lambda s: (stood[s.id].told or "", s.updated or "", s.id))
    return found


def _stood(source: Source) -> Stood:
    told = bounds(source.published)[0]
    return Stood(source.id, source.cluster, source.publisher, told, source.updated)
