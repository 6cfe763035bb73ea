"""What a ledger holds on a pair: the only thing that a dossier is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dragoman.model import Claim, Document, Figure, Span
from dragoman.present.passages import Cited
from dragoman.query.rows import DisputeRow, EventRow, SeriesRow, Source, TieRow


@dataclass(frozen=True, slots=True)
class Findings:
    """The answers to the questions that a dossier asks, and the documents that they stand in.

    `names` gives the name to show for each code, `scores` the PLOVER score of each event, `offices`
    the roles that a person can hold, `kin` the family of each measure; `asked` says in words what
    was left out by choice.
    """

    pair: tuple[str, str]
    events: tuple[EventRow, ...] = ()
    disputes: tuple[DisputeRow, ...] = ()
    series: tuple[SeriesRow, ...] = ()
    ties: tuple[TieRow, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    offices: frozenset[str] = frozenset()
    kin: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()

    def name(self, code: str) -> str:
        """The name to show for a code; the code itself where none is known."""
        return self.names.get(code, code)

    def claims(self) -> dict[str, tuple[Claim, Source]]:
        """The claims of all disputes by id, with where they stand."""
        return {c.claim.id: (c.claim, c.source) for d in self.disputes for c in d.claims}

    def figures(self) -> dict[str, tuple[Figure, Source]]:
        """The figures of all series by id, with where they stand."""
        return {f.figure.id: (f.figure, f.source) for s in self.series for f in s.figures}

    def sources(self) -> dict[str, Source]:
        """Every document that is quoted, by id."""
        return {source.id: source for source, _ in self._spans()}

    def cited(self) -> Iterator[Cited]:
        """Every span that the page will quote."""
        return ((source.id, span) for source, span in self._spans())

    def _spans(self) -> Iterator[tuple[Source, Span]]:
        for row in (report for event in self.events for report in event.reports):
            yield row.source, row.report.evidence
            yield from ((row.source, span) for span in row.report.further)
        yield from ((c.source, c.claim.evidence) for d in self.disputes for c in d.claims)
        yield from ((f.source, f.figure.evidence) for s in self.series for f in s.figures)
        yield from ((t.source, t.tie.evidence) for t in self.ties)
