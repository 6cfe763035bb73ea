"""The records of each document, sent to the parts in which they are merged with those of others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.ledger.bounds import bounds
from dragoman.ledger.storing import claim_row, figure_row
from dragoman.merge import Counted, Telling
from dragoman.merge.kinds import block_of
from dragoman.model import Claim, Document, Records, Report, Stance, Status
from dragoman.query.rows import AttributionRow, ClaimRow, DocumentRow, FigureRow, Source, TieRow
from dragoman.scale.lists import Line, Sheets, sheets
from dragoman.scale.packing import unpacked
from dragoman.scale.standing import Standing, part_of

_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS})


@dataclass(frozen=True, slots=True)
class Told:
    """A report on its way to the part of its block.

    `asked` are claims of its document about it, as block and id; `denied` those that deny it in
    the words that tell it. `place` is its place in the order of adding.
    """

    block: str
    telling: Telling
    source: Source
    place: tuple[int, int, int]
    asked: tuple[tuple[str, str], ...]
    denied: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim on its way to the part of its block."""

    block: str
    claim: Claim
    source: Source
    told: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure on its way to the part of its block."""

    block: str
    counted: Counted
    source: Source


@dataclass(slots=True)
class Part:
    """What one part is sent: records to be merged, and unknown words to be counted."""

    reports: list[Told] = field(default_factory=list)
    claims: list[Said] = field(default_factory=list)
    figures: list[Measured] = field(default_factory=list)
    missed: Counter[tuple[str, str, str]] = field(default_factory=Counter)


def told(
    known: Standing,
    keys: Sequence[str],
    parts: int,
    clusters: Mapping[str, str],
    slices: Mapping[str, int],
) -> list[Part | Sheets]:
    """The records of some shards: first what each part merges, then the lines that are made.

    Whatever is not merged (documents, ties, attributions) is written as it is.
    """
    sent = [Part() for _ in range(parts)]
    lines: list[Line] = []
    for place, records in _records(known, keys, clusters):
        source = Source.of(records)
        _send(records, source, place, sent)
        lines += _lines(records, source)
    return [*sent, *sheets(lines, parts, slices)]


def _records(
    known: Standing, keys: Sequence[str], clusters: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int], Records]]:
    for key in keys:
        for place, row in known.rows(key, ("id", "records")):
            records = unpacked(row["records"])
            document = replace(records.document, cluster=clusters.get(row["id"]))
            yield place, replace(records, document=document)


def _send(records: Records, source: Source, place: tuple[int, int], sent: Sequence[Part]) -> None:
    facts, changed = _facts(records.document), records.document.updated
    codes = {report.id: report.codes for report in records.events}
    blocks = {c.id: claim_row(c, codes.get(c.event or "", frozenset()))["block"]
              for c in records.claims}  # fmt: skip
    for number, report in enumerate(records.events):
        block = block_of(report, bounds(report.date)[0] or facts[-1])
        asked, denied = _spoken_of(report, records.claims, blocks)
        telling = Telling(report, *facts, *bounds(report.date), changed)
        made = Told(block, telling, source, (*place, number), asked, denied)
        sent[part_of(block, len(sent))].reports.append(made)
    for claim in records.claims:
        said = Said(blocks[claim.id], claim, source, facts[-1])
        sent[part_of(said.block, len(sent))].claims.append(said)
    for figure in records.figures:
        block = figure_row(figure)["block"]
        counted = Counted(figure, *facts, *bounds(figure.period), changed)
        sent[part_of(block, len(sent))].figures.append(Measured(block, counted, source))
    for missed in records.missed:
        part = sent[part_of(missed.text, len(sent))]
        part.missed[missed.kind, missed.text, source.id] += 1


def _facts(document: Document) -> tuple[str, str | None, str | None, str | None]:
    return document.id, document.cluster, document.publisher, bounds(document.published)[0]


def _spoken_of(
    report: Report, claims: Sequence[Claim], blocks: Mapping[str, str]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The claims of its document about a report, and those that deny it in their own words."""
    asked = tuple((blocks[c.id], c.id) for c in claims if c.event == report.id)
    if report.status is not Status.DENIED:
        return asked, ()
    start, end = report.trigger.start, report.trigger.end
    denied = tuple(
        (blocks[c.id], c.id)
        for c in claims
        if c.stance in _AGAINST and c.evidence.start <= start and end <= c.evidence.end
    )
    return asked, denied


def _lines(records: Records, source: Source) -> Iterator[Line]:
    yield Line("documents", source.id, source.published, _counted(records, source))
    for tie in records.ties:
        yield Line("ties", tie.id, source.published, TieRow(tie, source))
    for number, said in enumerate(records.attributions):
        order = f"{source.id} {number:09d}"
        yield Line("attributions", order, source.published, AttributionRow(said, source))


def _counted(records: Records, source: Source) -> DocumentRow:
    kinds = (records.events, records.claims, records.figures, records.ties)
    return DocumentRow(source, len(records.document.text), *map(len, kinds))


def claimed(said: Said, event: str | None) -> Line:
    """The line of a claim; `event` is what it is about, as merged."""
    row = ClaimRow(said.claim, said.source, event)
    return Line("claims", said.claim.id, said.source.published, row)


def measured(one: Measured) -> Line:
    """The line of a figure."""
    figure = one.counted.figure
    return Line("figures", figure.id, one.source.published, FigureRow(figure, one.source))


def by_block(things: Sequence[Told] | Sequence[Said] | Sequence[Measured]) -> dict[str, list]:  # type: ignore[type-arg]
    """The things of each block, blocks in order."""
    found = defaultdict(list)
    for thing in things:
        found[thing.block].append(thing)
    return dict(sorted(found.items()))
