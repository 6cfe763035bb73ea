"""Events of some parts of the ledger, made from their current reports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.ordinary import load_ordinary
from dragoman.ledger import derived, tables
from dragoman.ledger.bounds import bounds
from dragoman.ledger.deriving_disputes import mark_disputes
from dragoman.ledger.parts import UNKNOWN, add, add_all, chunked, report_query, tellings_by
from dragoman.ledger.verdicts import Judged, Standing, judged
from dragoman.merge import Telling
from dragoman.merge import events as merge_events
from dragoman.model import Event


@lru_cache(maxsize=1)
def _ordinary() -> frozenset[str]:
    return load_ordinary((SHIPPED,))


def make_events(connection: Connection, blocks: Sequence[str], verdicts: Standing) -> set[str]:
    """Make the events of some parts again, part by part; returns the types that they have."""
    report = tables.report
    asked = report_query().where(report.c.block.in_(blocks), report.c.superseded_by.is_(None))
    told = tellings_by(connection, asked, "block")
    found: list[Event] = []
    rows: list[dict[str, Any]] = []
    for block in blocks:
        left = judged(told[block], verdicts)
        merged = _merged(left)
        found += merged
        rows += [event_row(event, block, left.reviewed) for event in merged]
        told[block] = left.told
    made = add(connection, derived.event, rows)
    _link_reports(connection, found, made, [one for block in blocks for one in told[block]])
    _index_events(connection, found, made)
    mark_disputes(connection, blocks)
    return {event.type.value for event in found}


def _merged(left: Judged) -> tuple[Event, ...]:
    tellings = (telling for _, telling in left.told)
    return merge_events(tellings, ordinary=_ordinary(), together=left.together, apart=left.apart)


def _link_reports(
    connection: Connection,
    found: Sequence[Event],
    made: Sequence[int],
    told: Sequence[tuple[int, Telling]],
) -> None:
    """Note which reports tell each event, the outlets that published them and who speaks there."""
    by_id = {telling.report.id: (row, telling) for row, telling in told}
    links, outlets, speakers = [], [], []
    for event, row in zip(found, made, strict=True):
        key = {"sort": sort_key(event), "event": row}
        members = [by_id[id_] for id_ in event.reports]
        names = {telling.publisher for _, telling in members if telling.publisher is not None}
        codes = {speaker.code for _, telling in members for speaker in telling.report.speakers}
        links += [key | {"report": member} for member in sorted(row for row, _ in members)]
        outlets += [key | {"publisher": name} for name in sorted(names)]
        speakers += [key | {"code": code} for code in sorted(codes)]
    add_all(connection, derived.event_report, links)
    add_all(connection, derived.event_outlet, outlets)
    add_all(connection, derived.event_speaker, speakers)


def event_row(event: Event, block: str, reviewed: frozenset[str]) -> dict[str, Any]:
    """An event as a row."""
    place = event.place
    earliest, latest = bounds(event.date)
    return {
        "id": event.id,
        "block": block,
        "type": event.type.value,
        "mode": event.mode,
        "sources": list(event.sources),
        "targets": list(event.targets),
        "symmetric": event.symmetric,
        "status": event.status.value,
        "statuses": [status.value for status in event.statuses],
        "date": event.date,
        "earliest": earliest,
        "latest": latest,
        "sort": sort_key(event),
        "place_name": place and place.name,
        "place_country": place and place.country,
        "place_lat": place and place.lat,
        "place_lon": place and place.lon,
        "place_geonames": place and place.geonames,
        "outlets": event.outlets,
        "confidence": event.confidence,
        "first_told": event.first_told,
        "last_told": event.last_told,
        "disputed": event.disputed,
        "goldstein": event.goldstein,
        "reviewed": not reviewed.isdisjoint(event.reports),
    }


def sort_key(event: Event) -> str:
    """Orders events in time: by first possible day, then by last, unknown at the end."""
    earliest, latest = bounds(event.date)
    return f"{earliest or UNKNOWN} {latest or UNKNOWN} {event.id}"


def pairs_of(event: Event) -> list[tuple[str, str]]:
    """The pairs that an event is between: across its sides, or of all when they act alike."""
    sources, targets = sorted(set(event.sources)), sorted(set(event.targets))
    if event.symmetric or not targets or not sources:
        return list(combinations(sorted({*sources, *targets}), 2))
    across = {(min(a, b), max(a, b)) for a, b in product(sources, targets) if a != b}
    return sorted(across)


def _index_events(connection: Connection, found: Sequence[Event], made: Sequence[int]) -> None:
    codes, dyads = [], []
    for event, row in zip(found, made, strict=True):
        key = {"sort": sort_key(event), "event": row}
        codes += [key | {"code": c} for c in sorted({*event.sources, *event.targets})]
        dyads += [key | {"a": a, "b": b} for a, b in pairs_of(event)]
    add_all(connection, derived.event_code, codes)
    add_all(connection, derived.event_dyad, dyads)


def membership(connection: Connection, blocks: Sequence[str]) -> dict[str, str]:
    """Each event id of the parts with the smallest id of its reports."""
    event, link, report = derived.event, derived.event_report, tables.report
    query = (
        select(event.c.id, report.c.id)
        .join(link, link.c.event == event.c.row)
        .join(report, report.c.row == link.c.report)
        .where(event.c.block.in_(blocks))
    )
    first: dict[str, str] = {}
    for id_, member in connection.execute(query):
        first[id_] = min(member, first.get(id_, member))
    return first


def redirect(connection: Connection, before: dict[str, str]) -> None:
    """Note where the first reports of events went whose ids are no more."""
    table, event = derived.event_redirect, derived.event
    for some in chunked(sorted(before)):
        there = select(event.c.id).where(event.c.id.in_(some))
        kept = {id_ for (id_,) in connection.execute(there)}
        for old in sorted(set(some) - kept):
            if new := _holder(connection, before[old]):
                connection.execute(update(table).where(table.c.new == old).values(new=new))
                connection.execute(delete(table).where(table.c.old == old))
                connection.execute(insert(table).values(old=old, new=new))
    # What was merged and split again has its id back.
    connection.execute(delete(table).where(table.c.old.in_(select(event.c.id))))


def _holder(connection: Connection, member: str) -> str | None:
    """The event that holds the report with this id now."""
    report, link, event = tables.report, derived.event_report, derived.event
    query = (
        select(event.c.id)
        .join(link, link.c.event == event.c.row)
        .join(report, report.c.row == link.c.report)
        .where(report.c.id == member, report.c.superseded_by.is_(None))
    )
    return connection.execute(query).scalar()
