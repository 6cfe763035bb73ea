"""The filter as conditions on the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Table, and_, exists, func, or_, select

from dragoman.errors import QueryError
from dragoman.ledger import derived, tables
from dragoman.ledger.bounds import bounds
from dragoman.query.filter import NAMES, Filter
from dragoman.query.searching import rows_with

_ALWAYS = {"limit", "after"}
_TIME = {"since", "until", "period"}
_COUNTRY = re.compile("[A-Z]{3}")
_RECORD = {"dyad", "actor", "publisher", "min_confidence", "text"} | _ALWAYS
# What each kind of row can be asked by.
APPLIES: dict[str, frozenset[str]] = {
    "events": frozenset(NAMES),
    "reports": frozenset(NAMES),
    "claims": frozenset(_RECORD | _TIME | {"speaker", "disputed"}),
    "figures": frozenset(_RECORD | _TIME | {"speaker"}),
    "ties": frozenset(_RECORD),
    "documents": frozenset({"dyad", "actor", "publisher", "text"} | _TIME | _ALWAYS),
    "disputes": frozenset({"dyad", "actor", "speaker"} | _TIME | _ALWAYS),
    "series": frozenset({"dyad", "actor"} | _TIME | _ALWAYS),
    "attributions": frozenset({"speaker", "publisher", "text"} | _TIME | _ALWAYS),
    "runs": frozenset(_ALWAYS),
    "missed": frozenset(_ALWAYS),
}


def check_applies(asked: Filter, kind: str) -> None:
    """Refuse what a kind of row cannot be asked by, so that nothing is silently ignored."""
    empty = Filter()
    used = {name for name in NAMES if getattr(asked, name) != getattr(empty, name)}
    if senseless := used - APPLIES[kind]:
        known = ", ".join(sorted(APPLIES[kind]))
        raise QueryError(
            f"{kind} cannot be asked by {', '.join(sorted(senseless))}; known: {known}"
        )


def fit(asked: Filter, kind: str) -> Filter:
    """The filter without what this kind of row cannot be asked by."""
    empty = Filter()
    return replace(asked, **{n: getattr(empty, n) for n in NAMES if n not in APPLIES[kind]})


def in_period(table: Table, asked: Filter) -> Iterator[ColumnElement[bool]]:
    """Rows whose date may lie between `since` and `until`; unknown dates lie nowhere."""
    if asked.since or asked.until or asked.period:
        yield from _between(asked, table.c.earliest, table.c.latest)


def _between(asked: Filter, first: Any, last: Any) -> Iterator[ColumnElement[bool]]:
    for since in filter(None, (asked.since, asked.period)):
        yield last >= bounds(since)[0]
    for until in filter(None, (asked.until, asked.period)):
        yield first <= bounds(until)[1]


def in_place(table: Table, place: str) -> ColumnElement[bool]:
    """Rows placed in a country, by its code, or in a place of this name."""
    if _COUNTRY.fullmatch(place):
        return table.c.place_country == place
    return or_(table.c.place_name == place, func.lower(table.c.place_name) == place.lower())


def of_event(asked: Filter) -> Iterator[ColumnElement[bool]]:
    """Conditions on `event`, but for those by which the timeline is entered."""
    yield from _of_act(derived.event, asked)


def of_report(asked: Filter, dialect: str) -> Iterator[ColumnElement[bool]]:
    """Conditions on `report`, joined with the event that it tells."""
    report = tables.report
    yield report.c.superseded_by.is_(None)
    yield from _of_act(report, asked)
    for code in asked.dyad or ((asked.actor,) if asked.actor else ()):
        yield _party(code, "source", "target")
    if asked.speaker:
        yield _spoken(asked.speaker)
    if asked.publisher:
        yield _published(report, asked.publisher)
    if asked.text:
        yield _says(report, asked.text, dialect)


def _of_act(table: Table, asked: Filter) -> Iterator[ColumnElement[bool]]:
    """What acts are asked by, told or merged; people and disputes speak of the merged."""
    yield from in_period(table, asked)
    if asked.wanted_types:
        yield table.c.type.in_([kind.value for kind in asked.wanted_types])
    if asked.statuses:
        yield table.c.status.in_([status.value for status in asked.statuses])
    if asked.min_confidence is not None:
        yield table.c.confidence >= asked.min_confidence
    if asked.place:
        yield in_place(table, asked.place)
    if asked.disputed is not None:
        yield derived.event.c.disputed.is_(asked.disputed)
    if asked.reviewed is not None:
        yield derived.event.c.reviewed.is_(asked.reviewed)


def of_record(table: Table, asked: Filter, dialect: str) -> Iterator[ColumnElement[bool]]:
    """Conditions on `claim`, `figure` or `tie`."""
    yield table.c.superseded_by.is_(None)
    yield from coded(table, asked)
    yield from in_period(table, asked)
    if asked.speaker:
        yield table.c.speaker_code == asked.speaker
    if asked.min_confidence is not None:
        yield table.c.confidence >= asked.min_confidence
    if asked.publisher:
        yield _published(table, asked.publisher)
    if asked.text:
        yield _says(table, asked.text, dialect)
    if asked.disputed is not None:
        link = derived.dispute_claim
        there = exists().where(link.c.claim == table.c.id)
        yield there if asked.disputed else ~there


def coded(table: Table, asked: Filter) -> Iterator[ColumnElement[bool]]:
    """Rows about the party or both parties asked for."""
    codes = tables.kept.tables[f"{table.name}_code"]
    for code in asked.dyad or ((asked.actor,) if asked.actor else ()):
        yield table.c.row.in_(
            select(codes.c[table.name]).where(codes.c.code == code).scalar_subquery()
        )


def of_attribution(asked: Filter, dialect: str) -> Iterator[ColumnElement[bool]]:
    """Conditions on `attribution`, joined with its document, by whose day it is dated."""
    said = tables.attribution
    yield said.c.superseded_by.is_(None)
    yield from in_period(tables.document, asked)
    if asked.speaker:
        yield said.c.speaker_code == asked.speaker
    if asked.publisher:
        yield tables.document.c.publisher == asked.publisher
    if asked.text:
        yield _says(said, asked.text, dialect)


def of_document(asked: Filter, dialect: str) -> Iterator[ColumnElement[bool]]:
    """Conditions on `document`."""
    document = tables.document
    yield from in_period(document, asked)
    if asked.publisher:
        yield document.c.publisher == asked.publisher
    if asked.text:
        yield document.c.row.in_(rows_with(document, asked.text, dialect))
    codes = asked.dyad or ((asked.actor,) if asked.actor else ())
    if codes:
        yield or_(
            _reports_on(codes), _claims_on(tables.claim, codes), _claims_on(tables.figure, codes)
        )


def of_dispute(asked: Filter) -> Iterator[ColumnElement[bool]]:
    """Conditions on `dispute`: its period is from the first to the latest telling."""
    dispute, link = derived.dispute, derived.dispute_claim
    yield from coded(dispute, asked)
    yield from _between(asked, dispute.c.first, dispute.c.latest)
    if asked.speaker:
        yield exists().where(link.c.dispute == dispute.c.row, link.c.speaker == asked.speaker)


def of_series(asked: Filter) -> Iterator[ColumnElement[bool]]:
    """Conditions on `series`: a point of it may lie in the period."""
    one, point = derived.series, derived.series_point
    yield from coded(one, asked)
    if inside := list(in_period(point, asked)):
        yield exists().where(point.c.series == one.c.row, *inside)


def _party(code: str, *sides: str) -> ColumnElement[bool]:
    party = tables.report_party
    found = select(party.c.report).where(party.c.code == code, party.c.side.in_(sides))
    return tables.report.c.row.in_(found.scalar_subquery())


def _spoken(code: str) -> ColumnElement[bool]:
    party = tables.report_party
    return exists().where(
        party.c.report == tables.report.c.row, party.c.side == "speaker", party.c.code == code
    )


def _published(table: Table, publisher: str) -> ColumnElement[bool]:
    # An alias, because the questions that this is part of join the document themselves.
    document = tables.document.alias()
    rows = select(document.c.row).where(document.c.publisher == publisher)
    return table.c.document.in_(rows.scalar_subquery())


def _says(table: Table, words: str, dialect: str) -> ColumnElement[bool]:
    """The quote holds the words, or the document's title does."""
    return table.c.row.in_(rows_with(table, words, dialect))


def telling(words: str, dialect: str) -> Subquery:
    """Events, with their places in time, of which a telling holds the words."""
    link = derived.event_report
    found = select(link.c.event, link.c.sort).distinct()
    return found.where(link.c.report.in_(rows_with(tables.report, words, dialect))).subquery()


def _reports_on(codes: tuple[str, ...]) -> ColumnElement[bool]:
    report = tables.report
    wanted = and_(*(_party(code, "source", "target") for code in codes))
    return _told_in(select(report.c.document).where(report.c.superseded_by.is_(None), wanted))


def _claims_on(table: Table, codes: tuple[str, ...]) -> ColumnElement[bool]:
    asked = Filter(dyad=(codes[0], codes[1])) if len(codes) == 2 else Filter(actor=codes[0])
    kept = table.c.superseded_by.is_(None), *coded(table, asked)
    return _told_in(select(table.c.document).where(*kept))


def _told_in(rows: Select[Any]) -> ColumnElement[bool]:
    # One look-up for all: asked document by document, SQLite walks all records of the party each
    # time (8.4 s of processor time for the busiest of 100,000 reports; 47 ms so).
    return tables.document.c.row.in_(rows.scalar_subquery())
