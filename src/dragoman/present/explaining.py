"""The chain behind a record for the terminal: what stands where, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Party, Place, Report, Status
from dragoman.present.explanation import Chain, Explanation
from dragoman.present.inert import one_line
from dragoman.present.labels import act, tie_words
from dragoman.present.marking import underlined
from dragoman.present.paint import bold, faint, painted
from dragoman.present.status import LOOKS, marked, takes
from dragoman.present.table import width_of, wrap
from dragoman.present.words import (
    amount,
    counted,
    date_words,
    listed,
    named,
    sides,
    signed,
    what,
    who,
)
from dragoman.query.rows import ClaimRow, DisputeRow, EventRow, FigureRow, ReportRow, Source

MARGIN = 15
SIGNS = {"evidence": "·", "trigger": "^", "number": "^", "cue": "~"}
SHOWN = 3  # patterns of a frame


def explanation_text(told: Explanation, *, width: int = 100, colour: bool = False) -> str:
    """The whole chain as plain text, at most `width` columns wide."""
    page = _Page(told, max(width, 50), colour)
    return "\n".join(line.rstrip() for line in page.lines()) + "\n"


class _Page:
    """An explanation with the width and colours that it is written in."""

    def __init__(self, told: Explanation, width: int, colour: bool) -> None:
        self.told, self.width, self.colour = told, width, colour

    def lines(self) -> Iterator[str]:
        chains = self.told.chains
        if self.told.event:
            yield from self.event(self.told.event)
        for number, chain in enumerate(chains, 1):
            if self.told.event:
                yield ""
            yield from self.chain(chain, f"{number} of {len(chains)} ·" if self.told.event else "")
        yield from ("", *self.legend())

    def event(self, row: EventRow) -> Iterator[str]:
        event = row.event
        name = act(event.type, event.mode, row.best.report.trigger.text)
        parties = sides(event.sources, event.targets, event.symmetric)
        yield from self.heading("event", event.id)
        yield from self.field("what", f"{name}: {parties} ({what(event.type, event.mode)})")
        yield from self.field("status", self.status(event.status))
        yield from self.field("evolution", _evolution(row))
        yield from self.field("date", _dated(event.date))
        yield from self.field("place", _place(event.place))
        yield from self.field("told by", _told_by(row))
        yield from self.field("confidence", _sure(event.confidence, event.goldstein))
        yield from self.field("reviewed", "a person confirmed it" if row.reviewed else "")
        for dispute in self.told.disputes:
            yield from self.field("disputed", _contested(dispute))

    def chain(self, chain: Chain, number: str) -> Iterator[str]:
        row = chain.row
        kind = "report" if isinstance(row, ReportRow) else self.told.kind
        yield from self.heading(kind, f"{number} {_id(chain)}".strip())
        if isinstance(row, ReportRow):
            yield from self.report(chain, row)
            return
        for name, words in _stated(chain):
            yield from self.field(name, words)
        yield from self.grounds(chain)

    def report(self, chain: Chain, row: ReportRow) -> Iterator[str]:
        report = row.report
        name = act(report.type, report.mode, report.trigger.text)
        yield from self.field("what", f"{name}: {who(report)} ({what(report.type, report.mode)})")
        yield from self.grounds(chain)
        yield from self.rule(chain, report)
        yield from self.parties("who acts", report.sources)
        yield from self.parties("upon whom", report.targets)
        yield from self.field("status", self.status(report.status))
        yield from self.field("decided by", _cue(report))
        yield from self.field("on whose word", *_words(report.speakers))
        yield from self.field("date", _dated(report.date), *_dating(report))
        yield from self.field("place", _place(report.place))
        yield from self.field("confidence", _sure(report.confidence, report.goldstein))
        yield from self.field("told again", *(f"“{one_line(s.text)}”" for s in chain.retold))
        if not self.told.event:
            yield from self.field("event", row.event or "")

    def grounds(self, chain: Chain) -> Iterator[str]:
        """The document and the sentence, with what it is marked for."""
        yield from self.field("document", *_document(chain.row.source))
        yield from self.field("later version", *self.later(chain.row.source))
        marks = [(mark.span, SIGNS[mark.name]) for mark in chain.marks]
        shown = underlined(chain.sentence, marks, self.width - MARGIN)
        for i, (line, signs) in enumerate(shown):
            yield self.label("" if i else "sentence") + line
            if signs:
                yield self.label("") + faint(signs, self.colour)

    def later(self, source: Source) -> Iterator[str]:
        """What became of a story that its outlet published anew."""
        if (version := self.told.later.get(source.id)) is None:
            return
        telling = {chain.row.source.id for chain in self.told.chains}
        yield "it still tells the act" if version.id in telling else "it no longer tells the act"
        yield from _document(version)

    def rule(self, chain: Chain, report: Report) -> Iterator[str]:
        word = f"found by “{one_line(report.trigger.text)}”"
        yield from self.field("rule", f"{report.rule or 'unknown'}, {word}")
        shown = chain.patterns[: min(chain.near or SHOWN, SHOWN)]
        rest = len(chain.patterns) - len(shown)
        yield from self.field("", *shown, f"and {counted(rest, 'other pattern')}" if rest else "")
        if report.rule and not chain.patterns:
            yield from self.field("", "the codebook at hand has no such frame")
        if chain.row.source.codebook != self.told.codebook:
            yield from self.field("", f"(patterns of codebook {self.told.codebook}, at hand now)")

    def parties(self, name: str, parties: tuple[Party, ...]) -> Iterator[str]:
        yield from self.field(name, *(_party(party) for party in parties))

    def status(self, status: Status) -> str:
        return f"{marked(status)}: {LOOKS[status].meaning}"

    def heading(self, kind: str, id_: str) -> Iterator[str]:
        yield bold(f"{kind.upper()} {one_line(id_)}", self.colour)

    def legend(self) -> Iterator[str]:
        names: dict[str, str] = {}
        for chain in self.told.chains:
            names |= {mark.name: SIGNS[mark.name] for mark in chain.marks}
        signs = "   ".join(f"{sign} {name}" for name, sign in names.items())
        yield faint(self.label("marks") + signs, self.colour)

    def field(self, name: str, *values: str) -> Iterator[str]:
        """A label with its values, each on lines of its own; nothing for no value."""
        for value in filter(None, values):
            for i, line in enumerate(wrap(value, self.width - MARGIN)):
                yield self.label("" if i else name) + self.paint(line)
            name = ""

    def label(self, name: str) -> str:
        return name + " " * (MARGIN - width_of(name))

    def paint(self, line: str) -> str:
        """A line that opens with a status is painted in its colour."""
        for look in LOOKS.values():
            if self.colour and line.startswith(f"{look.mark} {look.word}"):
                return painted(look.mark, look.colour) + line[len(look.mark) :]
        return line


def _id(chain: Chain) -> str:
    row = chain.row
    if isinstance(row, ReportRow):
        return row.report.id
    if isinstance(row, ClaimRow):
        return row.claim.id
    return row.figure.id if isinstance(row, FigureRow) else row.tie.id


def _stated(chain: Chain) -> Iterator[tuple[str, str]]:
    """What a claim, figure or tie says, name by name."""
    row = chain.row
    if isinstance(row, ClaimRow):
        yield "who", _party(row.claim.speaker)
        yield "stance", f"{takes(row.claim.stance)}: “{one_line(row.claim.proposition)}”"
        yield "about", ", ".join(row.claim.about)
        yield "date", _dated(row.claim.date)
        yield "event", row.event or ""
        yield "confidence", _sure(row.claim.confidence)
    elif isinstance(row, FigureRow):
        yield "what", f"{row.figure.measure}: {listed(row.figure.actors)}"
        yield "value", f"{amount(row.figure)} ({row.figure.kind})"
        yield "period", _dated(row.figure.period)
        yield "on whose word", _words((row.figure.speaker,) if row.figure.speaker else ())[0]
        yield "confidence", _sure(row.figure.confidence)
    elif not isinstance(row, ReportRow):
        tie = row.tie
        yield "what", f"{tie.subject} {tie_words(tie.kind)} {tie.object}"
        yield "since", _dated(tie.since) if tie.since else ""
        yield "until", _dated(tie.until) if tie.until else ""
        yield "confidence", _sure(tie.confidence)


def _document(source: Source) -> tuple[str, ...]:
    published = date_words(source.published)
    basis = f" ({source.published_basis})" if source.published_basis else ""
    title = one_line(source.title or "untitled")
    first = " · ".join(
        [title, *([source.publisher] if source.publisher else []), published + basis]
    )
    read = f"read by {source.extractor}, codebook {source.codebook}"
    where = source.uri if source.url in {None, source.uri} else f"{source.url} · {source.uri}"
    return first, where, read


def _party(party: Party) -> str:
    role = f", {party.role}" if party.role else ""
    name = named(party) if party.code else party.name  # outlets and documents have no code
    return f"{name}{role}: “{one_line(party.text)}”"


def _words(speakers: tuple[Party, ...]) -> tuple[str, ...]:
    """The chain of speakers, the one who knows first."""
    if not speakers:
        return ("the document's own",)
    inner, *outer = reversed([_party(party) for party in speakers])
    return (inner, *(f"according to {party}" for party in outer))


def _cue(report: Report) -> str:
    if report.cue is None:
        return "tense and grammar: no word turns it"
    own = " (the act's own word)" if report.cue == report.trigger else ""
    return f"“{one_line(report.cue.text)}”{own}"


def _dated(edtf: str | None) -> str:
    words = date_words(edtf)
    return words if not edtf or words == edtf else f"{words} ({edtf})"


def _dating(report: Report) -> Iterator[str]:
    """The phrase that dates the act and how it was understood, each said once."""
    phrase, reason = report.date_phrase, report.date_reason
    if phrase and phrase not in (reason or ""):
        yield f"from “{one_line(phrase)}”"
    if reason:
        yield reason


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    where = f"{place.name} ({place.country})" if place.country else place.name
    if place.lat is not None and place.lon is not None:
        where += f", {place.lat:.2f} {place.lon:.2f}"
    return f"{where}, GeoNames {place.geonames}" if place.geonames else where


def _sure(confidence: float, goldstein: float | None = None) -> str:
    score = f", Goldstein {signed(goldstein)}" if goldstein is not None else ""
    return f"{confidence:.2f}{score}"


def _evolution(row: EventRow) -> str:
    return " → ".join(LOOKS[status].word for status in row.event.statuses)


def _told_by(row: EventRow) -> str:
    event = row.event
    told = f"{counted(event.outlets, 'independent source')}, {counted(len(row.reports), 'report')}"
    days = [day for day in (event.first_told, event.last_told) if day]
    return f"{told}, {' to '.join(dict.fromkeys(map(date_words, days)))}" if days else told


def _contested(dispute: DisputeRow) -> str:
    found = dispute.dispute
    positions = "; ".join(
        f"{', '.join(side.speakers)} {takes(side.stance, len(side.speakers))}"
        for side in found.sides
    )
    return f"“{one_line(found.proposition)}”: {positions}"
