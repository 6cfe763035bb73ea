"""Events as CAMEO has them: one row for each pair and direction, a code, a Goldstein value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from dragoman.codebook.crosswalk import CameoCode
from dragoman.export.days import day_of
from dragoman.export.knowledge import Knowledge
from dragoman.export.parties import Actor
from dragoman.model import Event, Party, Status, identifier
from dragoman.query.rows import EventRow, ReportRow

DEEDS = (Status.OCCURRED, Status.ONGOING)
INTENTS = (Status.PLANNED, Status.PROPOSED)


@dataclass(frozen=True, slots=True)
class CameoRow:
    """One direction of an event between two parties, with its code."""

    number: int
    day: str
    source: Actor
    target: Actor | None
    code: CameoCode
    event: Event
    best: ReportRow


def cameo_rows(
    row: EventRow, known: Knowledge, left_out: Counter[str], precision: str = "day"
) -> Iterator[CameoRow]:
    """An event as rows of CAMEO; why one has none is counted in `left_out`.

    What all sides do alike is written once each way. What is planned gets a code of intent; what is
    alleged, denied or did not occur has no code, since CAMEO could only tell it as a deed.
    """
    day = day_of(row.event.date, precision)
    if day is None:
        left_out[f"without a {precision}" if precision != "any" else "without a date"] += 1
        return
    report = row.best.report
    for source, target in pairs(row.event, report.sources, report.targets):
        code = code_of(row.event, source, target, known)
        if code is None:
            left_out[f"{row.event.status} {row.event.type}, which CAMEO has no code for"] += 1
            return
        number = numbered(row.event.id, source.code, target.code if target else "")
        yield CameoRow(
            number,
            day,
            known.registry.actor(source),
            known.registry.actor(target) if target else None,
            code,
            row.event,
            row.best,
        )


def pairs(
    event: Event, sources: tuple[Party, ...], targets: tuple[Party, ...]
) -> Iterator[tuple[Party, Party | None]]:
    """Who acts on whom, once for each pair of codes; a party that acts on nobody has no target."""
    if event.symmetric:
        found = list(permutations((*sources, *targets), 2))
    else:
        found = list(product(sources, targets))
    across = {(a.code, b.code): (a, b) for a, b in reversed(found) if a.code != b.code}
    if across:
        yield from (across[key] for key in sorted(across))
    else:
        alone = {a.code: a for a in reversed(sources or targets)}
        yield from ((alone[code], None) for code in sorted(alone))


def code_of(
    event: Event, source: Party, target: Party | None, known: Knowledge
) -> CameoCode | None:
    """The CAMEO code of an event as one party does it to the other."""
    if event.status in INTENTS:
        return known.crosswalk.intents.get(event.type)
    if event.status not in DEEDS:
        return None
    if (event.type, event.mode) == ("CONSULT", "visit") and event.place:
        country = event.place.country
        if country == source.code:
            return known.crosswalk.cameo["043"]  # hosts a visit
        if target and country and country != target.code:
            return known.crosswalk.cameo["044"]  # meets at a third location
    scale = known.codebook.types[event.type].scale(event.mode)
    return known.crosswalk.cameo.get(scale.cameo)


def numbered(*parts: str) -> int:
    """A stable number for formats whose ids are numbers; R and JavaScript hold it exactly."""
    return int(identifier(*parts)[:13], 16)
