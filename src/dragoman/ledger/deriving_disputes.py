"""Disputes of some parts of the ledger, made from their claims and the events they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, exists, select, update

from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.matters import Matters, load_matters
from dragoman.ledger import derived, tables
from dragoman.ledger.loading import claim_of
from dragoman.ledger.parts import (
    FACTS,
    MANY,
    UNKNOWN,
    add,
    add_all,
    claim_query,
    facts,
    report_query,
    tellings_by,
)
from dragoman.ledger.staleness import mark
from dragoman.ledger.verdicts import standing, with_corrections
from dragoman.merge import Stated, Telling
from dragoman.merge import disputes as merge_disputes
from dragoman.merge.events import at_odds, contradictory
from dragoman.model import Dispute, Stance, Status

# What is denied is told twice where its event was kept apart from the denied one: the denial's own
# report is known by standing in the words of the claim that denies it.
_OWN = (
    tables.claim.c.stance.in_((Stance.DENIES.value, Stance.DOUBTS.value)),
    tables.report.c.document == tables.claim.c.document,
    tables.report.c.status == Status.DENIED.value,
    tables.report.c.trigger_start >= tables.claim.c.evidence_start,
    tables.report.c.trigger_end <= tables.claim.c.evidence_end,
)
_TWIN = (
    *_OWN,
    tables.claim.c.superseded_by.is_(None),
    tables.report.c.superseded_by.is_(None),
    derived.event_report.c.report == tables.report.c.row,
    derived.event_report.c.event == derived.event.c.row,
)


@lru_cache(maxsize=1)
def _matters() -> Matters:
    return load_matters((SHIPPED,))


def make_disputes(connection: Connection, blocks: Sequence[str]) -> None:
    """Make the disputes of some parts again, and say of their events that they are disputed."""
    claim = tables.claim
    query = (
        claim_query(*FACTS, derived.event.c.row.label("event_row"))
        .where(claim.c.block.in_(blocks), claim.c.superseded_by.is_(None))
        .order_by(claim.c.row)
    )
    rows = connection.execute(query).all()
    stated: dict[str, list[Stated]] = defaultdict(list)
    for row in rows:
        claimed = Stated(claim_of(row._mapping), *facts(row), row.event_id, row.changed)
        stated[row.block].append(claimed)
    touched = {row.event_row: row.event_id for row in rows if row.event_row is not None}
    told = _told(connection, sorted(touched))
    reports = {id_: told[row] for row, id_ in touched.items()}
    found = [
        (block, one)
        for block in blocks
        for one in merge_disputes(stated[block], reports, matters=_matters())
    ]
    made = add(connection, derived.dispute, [_dispute_row(one, block) for block, one in found])
    speakers = {row.id: row.speaker_code for row in rows}
    _insert_sides(connection, [one for _, one in found], made, speakers)
    flag_disputed(connection, {*touched.values(), *_denied(connection, blocks)})


def mark_disputes(connection: Connection, blocks: Sequence[str]) -> None:
    """Disputes rest on events: when those of these parts change, so may these."""
    claim, report = tables.claim, tables.report
    about = (report.c.document == claim.c.document) & (report.c.id == claim.c.report)
    for rests in ((about,), _OWN):
        query = select(claim.c.block).distinct().where(*rests, report.c.block.in_(blocks))
        found = connection.execute(query.where(claim.c.superseded_by.is_(None)))
        mark(connection, "dispute", {block for (block,) in found})


def _told(connection: Connection, events: Sequence[int]) -> dict[int, list[Telling]]:
    """The tellings of events, by the rows of the events."""
    link, found = derived.event_report, {event: list[Telling]() for event in events}
    asked = (
        report_query().join(link, link.c.report == tables.report.c.row).add_columns(link.c.event)
    )
    for at in range(0, len(events), MANY):
        some = asked.where(link.c.event.in_(events[at : at + MANY]))
        for event, told in tellings_by(connection, some, "event").items():
            found[event] = [telling for _, telling in told]
    return found


def _dispute_row(dispute: Dispute, block: str) -> dict[str, Any]:
    return {
        "id": dispute.id,
        "block": block,
        "proposition": dispute.proposition,
        "about": list(dispute.about),
        "sides": [[s.stance.value, list(s.speakers), list(s.claims)] for s in dispute.sides],
        "event": dispute.event,
        "outlets": dispute.outlets,
        "first": dispute.first,
        "latest": dispute.latest,
        "sort": f"{dispute.first or UNKNOWN} {dispute.latest or UNKNOWN} {dispute.id}",
    }


def _insert_sides(
    connection: Connection,
    found: Sequence[Dispute],
    made: Sequence[int],
    speakers: dict[str, str],
) -> None:
    claims, codes = [], []
    for dispute, row in zip(found, made, strict=True):
        for number, side in enumerate(dispute.sides):
            claims += [
                {
                    "dispute": row,
                    "side": number,
                    "place": place,
                    "stance": side.stance.value,
                    "claim": claim,
                    "speaker": speakers[claim],
                }
                for place, claim in enumerate(side.claims)
            ]
        spoken = {code for side in dispute.sides for code in side.speakers}
        codes += [{"dispute": row, "code": c} for c in sorted(spoken.union(dispute.about))]
    add_all(connection, derived.dispute_claim, claims)
    add_all(connection, derived.dispute_code, codes)


def events_disputed(connection: Connection, blocks: Sequence[str]) -> set[str]:
    """The events that the disputes of some parts are about."""
    table = derived.dispute
    query = select(table.c.event).where(table.c.block.in_(blocks), table.c.event.is_not(None))
    about = {id_ for (id_,) in connection.execute(query)}
    return about | _denied(connection, blocks)


def _denied(connection: Connection, blocks: Sequence[str]) -> set[str]:
    """The events that a claim of the parts denies in its own words."""
    query = select(derived.event.c.id).distinct().where(tables.claim.c.block.in_(blocks), *_TWIN)
    return {id_ for (id_,) in connection.execute(query)}


def flag_disputed(connection: Connection, events: set[str]) -> None:
    """An event is disputed when a dispute is about it or its own reports contradict one another."""
    event, dispute = derived.event, derived.dispute
    asked = sorted(events)
    for at in range(0, len(asked), MANY):
        about = exists().where(dispute.c.event == event.c.id) | exists().where(
            derived.dispute_claim.c.claim == tables.claim.c.id, *_TWIN
        )
        query = select(event.c.row, event.c.statuses, event.c.disputed, about)
        for row, statuses, was, is_about in connection.execute(
            query.where(event.c.id.in_(asked[at : at + MANY]))
        ).all():
            disputed = is_about or (
                contradictory(Status(status) for status in statuses) and _at_odds(connection, row)
            )
            if disputed != was:
                changed = update(event).where(event.c.row == row).values(disputed=disputed)
                connection.execute(changed)


def _at_odds(connection: Connection, event: int) -> bool:
    """Whether the event's sources contradict one another, as people corrected them."""
    verdicts = standing(connection)
    told = _told(connection, [event])[event]
    return at_odds([with_corrections(one, verdicts.of(one)) for one in told])
