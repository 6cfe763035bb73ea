"""A dossier: everything that a ledger holds between two parties, laid out for one page."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.present.balance import Balance, balance
from dragoman.present.findings import Findings
from dragoman.present.passages import Source, gather, independent
from dragoman.present.sections import (
    Bond,
    Contest,
    Measure,
    Person,
    bonds,
    contests,
    measures,
    people,
)
from dragoman.present.summary import Fact, summary
from dragoman.present.timeline import Entry, Stretch, timeline


@dataclass(frozen=True, slots=True)
class Dossier:
    """A page on two parties; all renderers show this and nothing else."""

    codes: tuple[str, str]
    names: tuple[str, str]
    asked: tuple[str, ...]
    summary: tuple[Fact, ...]
    timeline: tuple[Stretch, ...]
    balance: Balance
    measures: tuple[Measure, ...]
    contests: tuple[Contest, ...]
    bonds: tuple[Bond, ...]
    people: tuple[Person, ...]
    sources: tuple[Source, ...]
    voices: int
    read_by: tuple[str, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All acts in order of time."""
        return tuple(e for stretch in self.timeline for e in stretch.entries)

    @property
    def empty(self) -> bool:
        """Whether nothing at all is on record between the two."""
        return not (self.timeline or self.contests or self.measures)

    @property
    def published(self) -> tuple[str, str] | None:
        """The first and last day on which a source was published."""
        days = sorted(s.document.published for s in self.sources if s.document.published)
        return (days[0], days[-1]) if days else None

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets by name."""
        return tuple(sorted({s.document.publisher for s in self.sources if s.document.publisher}))


def assemble(findings: Findings) -> Dossier:
    """Lay out what was found."""
    sources = gather(findings.documents.values(), findings.cited())
    stretches = timeline(findings, sources)
    measured, contested = measures(findings, sources), contests(findings, sources)
    voices = independent(s.document for s in sources.listed)
    entries = [e for stretch in stretches for e in stretch.entries]
    return Dossier(
        codes=findings.pair,
        names=(findings.name(findings.pair[0]), findings.name(findings.pair[1])),
        asked=findings.asked,
        summary=summary(findings, entries, contested, measured, voices),
        timeline=stretches,
        balance=balance((row.event for row in findings.events), findings.scores),
        measures=measured,
        contests=contested,
        bonds=bonds(findings, sources),
        people=people(findings, sources),
        sources=sources.listed,
        voices=voices,
        read_by=_versions(findings),
    )


def _versions(findings: Findings) -> tuple[str, ...]:
    read = findings.sources().values()
    return tuple(sorted({f"{s.extractor}, codebook {s.codebook}" for s in read}))
