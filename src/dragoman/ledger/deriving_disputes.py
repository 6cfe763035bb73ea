"""Disputes of one part of the ledger, made from its claims and the events they are about."""

from __future__ import annotations

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
    tellings,
)
from dragoman.ledger.verdicts import standing, with_corrections
from dragoman.merge import Stated, Telling
from dragoman.merge import disputes as merge_disputes
from dragoman.merge.events import at_odds, contradictory
from dragoman.model import Dispute, Stance, Status

# What is denied is told twice where its event was kept apart from the denied one: the denial's own
# report is known by standing in the words of the claim that denies it.
_TWIN = (
    tables.claim.c.superseded_by.is_(None),
    tables.claim.c.stance.in_((Stance.DENIES.value, Stance.DOUBTS.value)),
    tables.report.c.document == tables.claim.c.document,
    tables.report.c.status == Status.DENIED.value,
    tables.report.c.superseded_by.is_(None),
    tables.report.c.trigger_start >= tables.claim.c.evidence_start,
    tables.report.c.trigger_end <= tables.claim.c.evidence_end,
    derived.event_report.c.report == tables.report.c.row,
    derived.event_report.c.event == derived.event.c.row,
)


@lru_cache(maxsize=1)
def _matters() -> Matters:
    return load_matters((SHIPPED,))


def make_disputes(connection: Connection, block: str) -> None:
    """Make the disputes of one part again, and say of their events that they are disputed."""
    claim = tables.claim
    query = (
        claim_query(*FACTS, derived.event.c.row.label("event_row"))
        .where(claim.c.block == block, claim.c.superseded_by.is_(None))
        .order_by(claim.c.row)
    )
    rows = connection.execute(query).all()
    stated = [
        Stated(claim_of(row._mapping), *facts(row), row.event_id, row.changed) for row in rows
    ]
    touched = {row.event_row: row.event_id for row in rows if row.event_row is not None}
    reports = {id_: _told(connection, row) for row, id_ in sorted(touched.items())}
    found = merge_disputes(stated, reports, matters=_matters())
    made = add(connection, derived.dispute, [_dispute_row(d, block) for d in found])
    _insert_sides(connection, found, made, {s.claim.id: s.claim.speaker.code for s in stated})
    flag_disputed(connection, {*touched.values(), *_denied(connection, block)})


def _told(connection: Connection, event: int) -> list[Telling]:
    link = derived.event_report
    asked = report_query().join(link, link.c.report == tables.report.c.row)
    return [telling for _, telling in tellings(connection, asked.where(link.c.event == event))]


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


def events_disputed(connection: Connection, block: str) -> set[str]:
    """The events that the disputes of a part are about."""
    table = derived.dispute
    query = select(table.c.event).where(table.c.block == block, table.c.event.is_not(None))
    about = {id_ for (id_,) in connection.execute(query)}
    return about | _denied(connection, block)


def _denied(connection: Connection, block: str) -> set[str]:
    """The events that a claim of the part denies in its own words."""
    query = select(derived.event.c.id).distinct().where(tables.claim.c.block == block, *_TWIN)
    return {id_ for (id_,) in connection.execute(query)}


def flag_disputed(connection: Connection, events: set[str]) -> None:
    """An event is disputed when a dispute is about it or its own reports contradict one another."""
    event, dispute = derived.event, derived.dispute
    asked = sorted(events)
    for at in range(0, len(asked), MANY):
        about = exists().where(dispute.c.event == event.c.id) | exists().where(
            derived.dispute_claim.c.claim == tables.claim.c.id, *_TWIN
        )
        query = select(event.c.row, event.c.statuses, about)
        for row, statuses, is_about in connection.execute(
            query.where(event.c.id.in_(asked[at : at + MANY]))
        ).all():
            disputed = is_about or (
                contradictory(Status(status) for status in statuses) and _at_odds(connection, row)
            )
            connection.execute(update(event).where(event.c.row == row).values(disputed=disputed))


def _at_odds(connection: Connection, event: int) -> bool:
    """Whether the event's sources contradict one another, as people corrected them."""
    verdicts = standing(connection)
    return at_odds([with_corrections(t, verdicts.of(t)) for t in _told(connection, event)])
