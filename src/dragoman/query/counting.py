"""Counts over many records: facets of a question, busiest parties and pairs, people, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from dragoman.ledger import derived, tables
from dragoman.model import EventType, Status
from dragoman.query.fetching import SOURCE, source_of
from dragoman.query.filter import Filter
from dragoman.query.rows import Source
from dragoman.query.timeline import entered
from dragoman.query.view import View

_PARTIES = 12
_KINDS = (derived.event.c.type, derived.event.c.mode, derived.event.c.status)


Kind = tuple[EventType, str | None, int]
"""A type and mode of act, and how many."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How the acts that a question finds are spread."""

    total: int = 0
    types: dict[EventType, int] = field(default_factory=dict)
    statuses: dict[Status, int] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    parties: dict[str, int] = field(default_factory=dict)
    disputed: int = 0


@dataclass(frozen=True, slots=True)
class PairCount:
    """Two parties, how many acts passed between them, and the kinds of those that happened."""

    a: str
    b: str
    acts: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Someone whom reports name as a party, with the roles given and the number of acts."""

    name: str
    code: str
    roles: tuple[str, ...]
    acts: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A document and how many of the acts asked for it tells."""

    source: Source
    acts: int


def facets(view: View, asked: Filter) -> Facets:
    """The number of acts by type, status, year and party."""
    event, code = derived.event, derived.event_code
    year = func.substr(event.c.earliest, 1, 4)
    with view.ledger.reading() as connection:
        found = _found(connection, asked)
        spread = (
            select(event.c.type, event.c.status, event.c.disputed, year, func.count())
            .join(found, found.c.row == event.c.row)
            .group_by(event.c.type, event.c.status, event.c.disputed, year)
        )
        counts = [Counter[Any]() for _ in range(4)]
        for *values, number in connection.execute(spread):
            for counter, value in zip(counts, values, strict=True):
                counter[value] += number
        number = func.count()
        sides = select(code.c.code, number)
        if asked != Filter(limit=asked.limit, after=asked.after):
            sides = sides.join(found, found.c.row == code.c.event)
        sides = sides.group_by(code.c.code).order_by(number.desc(), code.c.code)
        parties = {row[0]: row[1] for row in connection.execute(sides.limit(_PARTIES))}
    types, statuses, disputed, years = counts
    return Facets(
        total=sum(types.values()),
        types={EventType.add(kind): n for kind, n in types.most_common()},
        statuses={status: statuses[status] for status in Status if statuses[status]},
        years={y: years[y] for y in sorted(y for y in years if y and y > "0001")},
        parties=parties,
        disputed=disputed[True],
    )


def busiest(view: View, limit: int, asked: Filter | None = None) -> list[tuple[str, int]]:
    """The parties of most acts, with their number."""
    code, number = derived.event_code, func.count()
    query = select(code.c.code, number).group_by(code.c.code)
    with view.ledger.reading() as connection:
        if asked is not None:
            found = _found(connection, asked)
            query = query.join(found, found.c.row == code.c.event)
        rows = connection.execute(query.order_by(number.desc(), code.c.code).limit(limit))
        return [(row[0], row[1]) for row in rows]


def pairs(
    view: View, *, among: Sequence[str] = (), limit: int = 500, asked: Filter | None = None
) -> list[PairCount]:
    """The pairs of most acts; `among` these codes if any are given."""
    dyad, event = derived.event_dyad, derived.event
    query = select(dyad.c.a, dyad.c.b, *_KINDS, func.count())
    query = query.join(event, event.c.row == dyad.c.event)
    if among:
        query = query.where(dyad.c.a.in_(among), dyad.c.b.in_(among))
    with view.ledger.reading() as connection:
        if asked is not None:
            found = _found(connection, asked)
            query = query.join(found, found.c.row == event.c.row)
        rows = connection.execute(query.group_by(dyad.c.a, dyad.c.b, *_KINDS)).all()
    return _pairs(rows)[:limit]


def _pairs(rows: Sequence[Any]) -> list[PairCount]:
    totals: Counter[tuple[str, str]] = Counter()
    kinds: dict[tuple[str, str], Counter[tuple[EventType, str | None]]] = {}
    for a, b, kind, mode, status, number in rows:
        totals[a, b] += number
        spread = kinds.setdefault((a, b), Counter())
        if Status(status) in {Status.OCCURRED, Status.ONGOING}:
            spread[EventType.add(kind), mode] += number
    ordered = sorted(totals, key=lambda pair: (-totals[pair], pair))
    return [PairCount(*pair, totals[pair], _spread(kinds[pair])) for pair in ordered]


def _spread(kinds: Counter[tuple[EventType, str | None]]) -> tuple[Kind, ...]:
    ordered = sorted(kinds.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    return tuple((*kind, number) for kind, number in ordered)


def partners(view: View, code: str, limit: int, asked: Filter) -> list[PairCount]:
    """The parties with whom one has most to do; it stands first in each pair."""
    dyad = derived.event_dyad
    with view.ledger.reading() as connection:
        found = _found(connection, asked)
        rows = [
            row
            for mine, theirs in ((dyad.c.a, dyad.c.b), (dyad.c.b, dyad.c.a))
            for row in connection.execute(
                select(mine, theirs, *_KINDS, func.count())
                .join(derived.event, derived.event.c.row == dyad.c.event)
                .join(found, found.c.row == dyad.c.event)
                .where(mine == code)
                .group_by(mine, theirs, *_KINDS)
            )
        ]
    return _pairs(rows)[:limit]


def people(view: View, asked: Filter, limit: int) -> list[Named]:
    """Persons whom reports of the acts asked for name, those of most acts first."""
    party, link = tables.report_party, derived.event_report
    number = func.count(link.c.event.distinct())
    with view.ledger.reading() as connection:
        found = _found(connection, asked)
        query = (
            select(party.c.name, party.c.code, party.c.role, number)
            .join(link, link.c.report == party.c.report)
            .join(found, found.c.row == link.c.event)
            .where(party.c.role.is_not(None), party.c.name != party.c.code)
            .group_by(party.c.name, party.c.code, party.c.role)
        )
        rows = connection.execute(query).all()
    acts: Counter[tuple[str, str]] = Counter()
    roles: dict[tuple[str, str], Counter[str]] = {}
    for name, code, role, n in rows:
        acts[name, code] += n
        roles.setdefault((name, code), Counter())[role] += n
    ordered = sorted(acts, key=lambda key: (-acts[key], key))[:limit]
    return [
        Named(*key, tuple(role for role, _ in roles[key].most_common(3)), acts[key])
        for key in ordered
    ]


def sources(view: View, asked: Filter) -> list[Cited]:
    """The documents that tell the acts asked for, the first published first."""
    report, document, link = tables.report, tables.document, derived.event_report
    number = func.count(link.c.event.distinct())
    with view.ledger.reading() as connection:
        found = _found(connection, asked)
        counted = (
            select(report.c.document, number.label("acts"))
            .join(link, link.c.report == report.c.row)
            .join(found, found.c.row == link.c.event)
            .group_by(report.c.document)
            .subquery()
        )
        query = select(*SOURCE, counted.c.acts).join(counted, counted.c.document == document.c.row)
        order = (func.coalesce(document.c.published, "9999"), document.c.id)
        rows: list[Row[Any]] = list(connection.execute(query.order_by(*order)))
        return [Cited(source_of(row), row.acts) for row in rows]


def outlets(view: View, limit: int = 300) -> list[tuple[str, int]]:
    """The outlets by name, with the number of their documents."""
    document, number = tables.document, func.count()
    query = (
        select(document.c.publisher, number)
        .where(document.c.publisher.is_not(None))
        .group_by(document.c.publisher)
        .order_by(number.desc(), document.c.publisher)
    )
    with view.ledger.reading() as connection:
        return [(row[0], row[1]) for row in connection.execute(query.limit(limit))]


def held(view: View) -> dict[str, int]:
    """How many documents, acts, disputes and series the ledger holds."""
    counted = (tables.document, derived.event, derived.dispute, derived.series)
    with view.ledger.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in counted
        }


def moment(view: View) -> tuple[int, ...]:
    """Numbers that change when the ledger does: what was counted at the same ones still holds."""
    grown = (tables.document, tables.run, tables.verdict, derived.event, derived.dispute)
    with view.ledger.reading() as connection:
        return tuple(
            connection.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one()
            for table in grown
        )


def _found(connection: Connection, asked: Filter) -> Any:
    query: Select[Any]
    query, _ = entered(asked, connection.dialect.name)
    return query.subquery("found")
