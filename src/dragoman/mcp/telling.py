"""Records in words for an agent: status and speaker first, then the quote and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dragoman.mcp.desk import Desk
from dragoman.mcp.material import plain, quoted
from dragoman.mcp.standing import (
    event_headline,
    event_standing,
    headline,
    report_standing,
    telling_order,
)
from dragoman.model import Party, Report, Span
from dragoman.present.labels import act, tie_words
from dragoman.present.status import STANCES
from dragoman.present.words import ARROW, BOTH, amount, counted, date_words, hedged, listed
from dragoman.query.rows import (
    AttributionRow,
    ClaimRow,
    DisputeRow,
    DocumentRow,
    EventRow,
    FigureRow,
    ReportRow,
    SeriesRow,
    Source,
    TieRow,
)

_REPORTS, _CLAIMS, _POINTS, _FIGURES = 8, 6, 20, 2


def event_lines(desk: Desk, row: EventRow) -> Iterator[str]:
    """An act, how to cite it, and its reports with their statuses, speakers and quotes."""
    event = row.event
    first = row.reports[0].report if row.reports else None
    label = act(event.type, event.mode, first.trigger.text if first else "")
    parties = _sides(desk, event.sources, event.targets, event.symmetric)
    notes = [plain(date_words(event.date)), f"confidence {event.confidence:.2f}"]
    notes += [f"in {quoted(event.place.name, 160)}"] if event.place else []
    notes += ["confirmed by a person"] if row.reviewed else []
    yield f"{event_headline(row)}: {label}, {parties}; {', '.join(notes)}"
    yield f"How to cite: {event_standing(row)['how_to_cite']}"
    reports = telling_order(row.reports)
    for told in reports[:_REPORTS]:
        yield _report_line(desk, told)
    if (left := len(reports) - _REPORTS) > 0:
        yield f"- and {counted(left, 'more report')}"
    yield f"dragoman://record/{event.id}"


def report_lines(desk: Desk, row: ReportRow) -> Iterator[str]:
    """What one document tells of an act."""
    report = row.report
    label = act(report.type, report.mode, report.trigger.text)
    sides = (
        [p.code for p in report.sources],
        [p.code for p in report.targets],
        report.symmetric,
    )
    told = f"{headline(report.status, report.speaker is None)}: {label}"
    yield f"{told}, {_sides(desk, *sides)}; {date_words(report.date)}"
    yield f"How to cite: {report_standing(report)['how_to_cite']}"
    yield _report_line(desk, row)
    yield f"dragoman://record/{report.id}"


def claim_lines(desk: Desk, row: ClaimRow) -> Iterator[str]:
    """A claim: who takes which stance."""
    claim = row.claim
    stance = STANCES[claim.stance][0].upper()
    about = listed([desk.name(code) for code in claim.about])
    speaker = party_words(desk, claim.speaker)
    yield f"CLAIM, no fact: {speaker} {stance}: {quoted(claim.proposition)}"
    yield f"About {plain(about)}; {date_words(claim.date)}; confidence {claim.confidence:.2f}"
    yield f"- quote {_cited(claim.evidence, row.source)}"
    yield f"dragoman://record/{claim.id}"


def figure_lines(desk: Desk, row: FigureRow) -> Iterator[str]:
    """A figure, on whose word it stands."""
    figure = row.figure
    actors = listed([desk.name(code) for code in figure.actors])
    period = date_words(figure.period) if figure.period else "period unknown"
    yield f"FIGURE, {_voice(desk, figure.speaker)}: {plain(figure.measure)}, {plain(actors)}: " + (
        f"{plain(amount(figure))} ({figure.kind}), {period}; confidence {figure.confidence:.2f}"
    )
    yield f"- quote {_cited(figure.evidence, row.source)}"
    yield f"dragoman://record/{figure.id}"


def tie_lines(desk: Desk, row: TieRow) -> Iterator[str]:
    """A standing fact as a document states it."""
    tie = row.tie
    ends = f"{_end(desk, tie.subject)} {tie_words(tie.kind)} {_end(desk, tie.object)}"
    since = f", since {date_words(tie.since)}" if tie.since else ""
    until = f", until {date_words(tie.until)}" if tie.until else ""
    yield f"TIE as stated by the outlet: {ends}{since}{until}; confidence {tie.confidence:.2f}"
    yield f"- quote {_cited(tie.evidence, row.source)}"
    yield f"dragoman://record/{tie.id}"


def dispute_lines(desk: Desk, row: DisputeRow) -> Iterator[str]:
    """A dispute, side by side."""
    dispute, claims = row.dispute, {c.claim.id: c for c in row.claims}
    about = plain(listed([desk.name(code) for code in dispute.about]))
    yield f"DISPUTED: {quoted(dispute.proposition)}; about {about}"
    yield "How to cite: give every side; none of them is established."
    for side in dispute.sides:
        speakers = plain(listed([desk.name(code) for code in side.speakers]), 400)
        yield f"- {speakers} {STANCES[side.stance][len(side.speakers) > 1].upper()}"
        for told in [claims[id_] for id_ in side.claims if id_ in claims][:_CLAIMS]:
            yield f"  - quote {_cited(told.claim.evidence, told.source)}"
    if dispute.event:
        yield f"about the act dragoman://record/{dispute.event}"


def series_lines(desk: Desk, row: SeriesRow) -> Iterator[str]:
    """A series, each value with its quotes and whether others contradict it."""
    series, figures = row.series, {f.figure.id: f for f in row.figures}
    actors = listed([desk.name(code) for code in series.actors])
    yield f"SERIES: {plain(series.measure)}, {plain(actors)}"
    for point in series.points[-_POINTS:]:
        words = hedged(point.modifier, point.value, series.unit, point.kind)
        doubt = "; CONTRADICTED by another source, give both values" if point.conflict else ""
        period = date_words(point.period) if point.period else "period unknown"
        yield f"- {period}: {plain(words)} ({point.kind}){doubt}"
        for told in [figures[id_] for id_ in point.figures if id_ in figures][:_FIGURES]:
            voice = _voice(desk, told.figure.speaker)
            yield f"  - {voice}: {_cited(told.figure.evidence, told.source)}"


def document_lines(_: Desk, row: DocumentRow) -> Iterator[str]:
    """A document and how much was read in it."""
    yields = ((row.events, "report"), (row.claims, "claim"), (row.figures, "figure"))
    counts = listed([counted(n, noun) for n, noun in (*yields, (row.ties, "tie")) if n])
    size = counted(row.characters, "character")
    yield f"DOCUMENT {source_words(row.source)}: {size}; {counts or 'nothing was read in it'}"
    yield f"dragoman://document/{row.source.id}"


def attribution_lines(desk: Desk, row: AttributionRow) -> Iterator[str]:
    """Who says what."""
    said = row.attribution
    words = quoted(said.source.text) if said.source else "unnamed"
    speaker = party_words(desk, said.speaker) if said.speaker else words
    yield f"SAID, no fact: {speaker}, cue {quoted(said.cue.text)}"
    yield f"- quote {_cited(said.content, row.source)}"


LINES: Mapping[str, Callable[[Desk, Any], Iterable[str]]] = {
    "events": event_lines,
    "claims": claim_lines,
    "figures": figure_lines,
    "ties": tie_lines,
    "disputes": dispute_lines,
    "series": series_lines,
    "documents": document_lines,
    "attributions": attribution_lines,
}


def party_words(desk: Desk, party: Party) -> str:
    """A party by the codebook's name, or by the article's words with the code."""
    known = desk.names.get(party.code)
    if known is not None and party.name in {party.code, known}:
        return desk.name(party.code)
    who = f"{quoted(party.name, 160)} ({plain(party.code or 'code unknown')})"
    return f"{who}, {plain(party.role)}" if party.role else who


def source_words(source: Source) -> str:
    """Where a record stands: outlet, title, day, address."""
    outlet = quoted(source.publisher, 160) if source.publisher else "outlet unknown"
    day = f"published {date_words(source.published)}" if source.published else "undated"
    where = quoted(source.url or source.uri, 300)
    return f"{outlet}, {quoted(source.title, 240)}, {day}, {where}, document {source.id}"


def _report_line(desk: Desk, row: ReportRow) -> str:
    report = row.report
    cited = _cited(report.evidence, row.source)
    status = headline(report.status, report.speaker is None)
    return f"- {status}, {_chain(desk, report)}: quote {cited}"


def _chain(desk: Desk, report: Report) -> str:
    """On whose word, the innermost first: it is the one that counts."""
    if not report.speakers:
        return "in the article's own voice"
    speakers = [party_words(desk, party) for party in report.speakers[::-1]]
    return f"on the word of {', as told by '.join(speakers)}"


def _voice(desk: Desk, speaker: Party | None) -> str:
    return (
        f"on the word of {party_words(desk, speaker)}" if speaker else "in the article's own voice"
    )


def _cited(evidence: Span, source: Source) -> str:
    return f"{quoted(evidence.text)} from {source_words(source)}"


def _sides(desk: Desk, sources: Iterable[str], targets: Iterable[str], symmetric: bool) -> str:
    one, other = (listed([desk.name(c) for c in codes]) for codes in (sources, targets))
    return plain(f"{one} {BOTH if symmetric else ARROW} {other}".strip(), 400)


def _end(desk: Desk, end: str) -> str:
    """A code in words; a name or an office as the article has it."""
    return desk.name(end) if end in desk.names else quoted(end, 160)
