"""What is new, in words: a title, what was before, and the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.export.rows import NESTED
from dragoman.ledger.watching import Notice
from dragoman.model import Point, Span, identifier
from dragoman.present.inert import one_line, web_address
from dragoman.present.labels import act
from dragoman.present.status import LOOKS, takes
from dragoman.present.words import date_words, hedged, listed, sides
from dragoman.query import DisputeRow, EventRow, SeriesRow, Source
from dragoman.watch.noticing import Finding, Kind

QUOTED = 3  # sentences that a notice quotes at most; the record that goes with it has them all
_NESTED = {EventRow: "events", DisputeRow: "disputes", SeriesRow: "series"}


def worded(finding: Finding, names: Mapping[str, str], watch: str, until: int, at: str) -> Notice:
    """A finding as it is told; its id is that of what it tells, at this point of the watch."""
    body: dict[str, Any] = {
        "title": title(finding, names),
        "quotes": [_quote(source, span, who) for source, span, who in _quotes(finding)][:QUOTED],
        "codes": sorted(_codes(finding)),
        "record": NESTED[_NESTED[type(finding.row)]](finding.row),
    }
    id_ = identifier("notice", watch, until, finding.kind, *finding.key)
    return Notice(id_, finding.kind, at, body)


def title(finding: Finding, names: Mapping[str, str]) -> str:
    """One line that says what is new."""
    row = finding.row
    if isinstance(row, EventRow):
        return _of_event(finding, row, names)
    if isinstance(row, DisputeRow):
        return _of_dispute(finding, row, names)
    return _of_figure(finding, row, names)


def _of_event(finding: Finding, row: EventRow, names: Mapping[str, str]) -> str:
    event = row.event
    label = act(event.type, event.mode, row.best.report.trigger.text)
    between = sides(
        [names.get(c, c) for c in event.sources],
        [names.get(c, c) for c in event.targets],
        event.symmetric,
    )
    status = LOOKS[event.status].word
    if finding.kind is Kind.STATUS:
        before = next(look.word for known, look in LOOKS.items() if known == finding.before)
        status = f"{status}, before: {before}"
    return f"{label}: {between}, {date_words(event.date)} ({status})"


def _of_dispute(finding: Finding, row: DisputeRow, names: Mapping[str, str]) -> str:
    said = f"“{one_line(row.dispute.proposition)}”"
    if finding.kind is Kind.VOICE:
        voices = [f"{names.get(code, code)} {takes(stance)}" for stance, code in finding.voices]
        return f"New voice in a dispute: {'; '.join(voices)}: {said}"
    taken = [
        f"{listed([names.get(c, c) for c in side.speakers])} "
        f"{takes(side.stance, len(side.speakers))}"
        for side in row.dispute.sides
    ]
    return f"Disputed: {said}: {'; '.join(taken)}"


def _of_figure(finding: Finding, row: SeriesRow, names: Mapping[str, str]) -> str:
    point = finding.point
    assert point is not None
    series = row.series
    who = listed([names.get(code, code) for code in series.actors])
    measure = series.measure[:1].upper() + series.measure[1:]
    told = f"{measure}, {who}: {_value(point, series.unit)}"
    if not finding.older:
        return told
    word = "otherwise told" if finding.before else "before"
    return f"{told}; {word}: {', '.join(_value(p, series.unit) for p in finding.older)}"


def _value(point: Point, unit: str | None) -> str:
    value = hedged(point.modifier, point.value, unit, point.kind)
    return f"{value} ({date_words(point.period)})" if point.period else value


Told = tuple[Source, Span, str | None]


def _quotes(finding: Finding) -> Iterator[Told]:
    """The sentences of new documents that show it, each once."""
    seen: set[str] = set()
    for source, span, who in _spans(finding):
        if source.id in finding.fresh and span.text not in seen:
            seen.add(span.text)
            yield source, span, who


def _spans(finding: Finding) -> Iterator[Told]:
    row = finding.row
    if isinstance(row, EventRow):
        for told in sorted(row.reports, key=lambda r: -r.report.confidence):
            speaker = told.report.speaker
            yield told.source, told.report.evidence, speaker.name if speaker else None
    elif isinstance(row, DisputeRow):
        yield from ((c.source, c.claim.evidence, c.claim.speaker.name) for c in row.claims)
    else:
        wanted = set(finding.point.figures) if finding.point else set()
        for figure in row.figures:
            if figure.figure.id in wanted:
                speaker = figure.figure.speaker
                yield figure.source, figure.figure.evidence, speaker.name if speaker else None


def _quote(source: Source, span: Span, who: str | None) -> dict[str, Any]:
    return {
        "text": span.text,
        "speaker": who,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": web_address(source.url) or web_address(source.uri),
        "uri": source.uri,
    }


def _codes(finding: Finding) -> set[str]:
    row = finding.row
    if isinstance(row, EventRow):
        return {*row.event.sources, *row.event.targets}
    return set(row.dispute.about if isinstance(row, DisputeRow) else row.series.actors)


def plain(notice: Notice) -> str:
    """A notice as a person reads it: the title, then each sentence with where it stands."""
    lines = [one_line(notice.body["title"])]
    for quote in notice.body["quotes"]:
        word = f" — {one_line(quote['speaker'])}" if quote["speaker"] else ""
        lines.append(f"  “{one_line(quote['text'])}”{word}")
        published = date_words(quote["published"]) if quote["published"] else None
        stands = (quote["publisher"], quote["title"], published, quote["url"] or quote["uri"])
        lines.append("    " + " · ".join(one_line(part) for part in stands if part))
    return "\n".join(lines) + "\n"
