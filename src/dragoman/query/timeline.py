"""How the events are entered: by pair, party, outlet, speaker or words, or from the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, select

from dragoman.ledger import derived, tables
from dragoman.query import conditions
from dragoman.query.fetching import SOURCE
from dragoman.query.filter import Filter


def entered(asked: Filter, dialect: str) -> tuple[Select[Any], ColumnElement[Any]]:
    """The rows of the events asked for, and what they are sorted by.

    Each way in is an index in order of time, so that a page costs the same in a ledger of any size.
    """
    event = derived.event
    narrowed = list(conditions.of_event(asked))
    ways = list(_ways(asked, dialect))
    if not ways:
        return select(event.c.row).where(*narrowed), event.c.sort
    first, *others = ways
    query = select(first.c.event.label("row"))
    for other in others:
        query = query.join(other, other.c.event == first.c.event)
    if narrowed:
        query = query.join(event, event.c.row == first.c.event).where(*narrowed)
    return query, first.c.sort


def queued(asked: Filter, dialect: str) -> tuple[Select[Any], ColumnElement[Any]]:
    """The events asked for, and the key by which those that most need a person come first.

    Worth is how unsure it is, times how many would be misled: sources that tell it, and how far on
    the scale from conflict to cooperation it lies.
    """
    event = derived.event
    contested = case((event.c.disputed, 1.0), else_=0.0)
    unsure = 4 * event.c.confidence * (1 - event.c.confidence) + contested
    told = 1 + event.c.outlets / (event.c.outlets + 2.0)
    weight = 1 + func.abs(func.coalesce(event.c.goldstein, 0.0)) / 10.0
    of_ways = (event.c.row.in_(select(way.c.event)) for way in _ways(asked, dialect))
    query = select(event).where(*conditions.of_event(asked), *of_ways)
    return query, -(unsure * told * weight)


def _ways(asked: Filter, dialect: str) -> Iterator[Subquery]:
    if asked.dyad:
        dyad = derived.event_dyad
        a, b = sorted(asked.dyad)
        found = select(dyad.c.event, dyad.c.sort).where(dyad.c.a == a, dyad.c.b == b)
        yield found.subquery("of_dyad")
    named = (
        (derived.event_code.c.code, asked.actor),
        (derived.event_outlet.c.publisher, asked.publisher),
        (derived.event_speaker.c.code, asked.speaker),
    )
    for column, name in named:
        if name:
            found = select(column.table.c.event, column.table.c.sort).where(column == name)
            yield found.subquery(f"of_{column.table.name}")
    if asked.text:
        yield conditions.telling(asked.text, dialect)


def whole_documents(rows: Select[Any]) -> Select[Any]:
    """The documents of these rows, with the lengths of their texts, which only a page is worth."""
    found, document = rows.subquery("found"), tables.document
    keys = [column for column in found.c if column.name.startswith("key_")]
    length = func.length(document.c.text).label("characters")
    return (
        select(document.c.row, length, *SOURCE, *keys)
        .join(found, found.c.row == document.c.row)
        .order_by(*keys)
    )


def whole_events(rows: Select[Any]) -> Select[Any]:
    """The events of these rows: sorted first and fetched then, so that only a page is fetched."""
    found = rows.subquery("found")
    event = derived.event
    return (
        select(event, found.c.key_0).join(found, found.c.row == event.c.row).order_by(found.c.key_0)
    )
