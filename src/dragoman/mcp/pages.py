"""The tools that show one thing: a dossier, a document, a record with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from mcp_types import CallToolResult

from dragoman.errors import QueryError
from dragoman.mcp.answers import event_data, part, result, row_json
from dragoman.mcp.desk import Desk
from dragoman.mcp.material import NOTICE, clipped, plain, quoted_lines
from dragoman.mcp.standing import event_headline, report_standing
from dragoman.mcp.telling import (
    claim_lines,
    event_lines,
    figure_lines,
    report_lines,
    source_words,
    tie_lines,
)
from dragoman.model import Event, Records
from dragoman.present.explaining import explanation_text
from dragoman.present.explanation import Chain, Explanation, explained
from dragoman.present.words import counted
from dragoman.query import Filter
from dragoman.query.acts import acts, events_by_id, told_in
from dragoman.query.conditions import fit
from dragoman.query.counting import facets
from dragoman.query.rows import ClaimRow, EventRow, FigureRow, ReportRow, Source, TieRow

WINDOW = 6_000  # characters of a document in one answer
_ACTS, _OTHERS, _RECORDS = 8, 4, 12
_EXPLAINED = 12_000
_KINDS = {ReportRow: "reports", ClaimRow: "claims", FigureRow: "figures", TieRow: "ties"}


def dossier(desk: Desk, wanted: Filter, query: dict[str, Any]) -> CallToolResult:
    """Two parties: counts by status, the latest acts, what is disputed, figures and ties."""
    assert wanted.dyad
    open_ended = replace(wanted, limit=None, after=None)
    found = facets(desk.view, open_ended)
    rows = events_by_id(desk.view, _latest(acts(desk.view, open_ended)))
    a, b = (desk.name(code) for code in wanted.dyad)
    by_status = ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in found.statuses.items())
    lines = [
        f"Dossier of {plain(a)} and {plain(b)}: {counted(found.total, 'act')} on record"
        + (f", as told: {by_status}; {found.disputed} disputed" if found.total else ""),
        NOTICE,
        "",
        f"{counted(len(rows), 'act')}, the latest first, the undated last (all: dragoman_events):",
    ]
    lines += [line for row in rows for line in ["", *event_lines(desk, row)]]
    data: dict[str, Any] = {
        "query": query,
        "notice": NOTICE,
        "acts": found.total,
        "statuses": found.statuses,
        "types": found.types,
        "disputed": found.disputed,
        "latest": [event_data(row) for row in rows],
    }
    for kind in ("disputes", "series", "ties"):
        some = part(desk, kind, replace(fit(open_ended, kind), limit=_OTHERS))
        lines += ["", f"{kind}: {len(some.rows)} shown", *some.lines]
        lines += [f"More: dragoman_{kind} with between."] if some.next else []
        data[kind] = list(some.rows)
    return result(lines, data)


def _latest(found: Sequence[Event]) -> list[str]:
    dated = [event.id for event in found if event.date]
    undated = [event.id for event in found if not event.date]
    return [*dated[::-1], *undated][:_ACTS]


def pair(desk: Desk, a: str, b: str) -> tuple[str, str]:
    """The codes of two parties given by name or code."""
    codes = (desk.code(a), desk.code(b))
    if codes[0] == codes[1]:
        raise QueryError(f"{plain(a)} and {plain(b)} are one party: {codes[0]}")
    return codes


def document(desk: Desk, id_: str, start: int) -> CallToolResult:
    """A stretch of a document's text, and the records that rest on it."""
    read = next(iter(desk.view.records([id_.strip()])), None)
    if read is None:
        raise QueryError(f"there is no document {plain(id_)}; dragoman_documents lists them")
    whole = read.document.text
    if not 0 <= start <= len(whole):
        raise QueryError(f"start {start}: the text has {len(whole)} characters")
    end = min(start + WINDOW, len(whole))
    stretch = quoted_lines(whole[start:end])
    source = Source.of(read)
    lines = [f"Document {source_words(source)}", NOTICE, ""]
    lines += [f"Characters {start} to {end} of {len(whole)}:", stretch]
    lines += [f"More text: ask again with start={end}."] if end < len(whole) else []
    resting = list(_resting(desk, read, source, start, end))
    told = [line for words, _ in resting[:_RECORDS] for line in ["", *words]]
    left = len(resting) - _RECORDS
    lines += ["", "What was read in this stretch:", *told] if resting else ["", "Nothing was read."]
    lines += [f"and {left} more: ask with a smaller stretch or by the lists"] if left > 0 else []
    data = {
        "id": read.document.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "uri": source.uri,
        "notice": NOTICE,
        "start": start,
        "end": end,
        "characters": len(whole),
        "next_start": end if end < len(whole) else None,
        "rows": [row for _, row in resting[:_RECORDS]],
    }
    return result(lines, data, {"text": stretch})


def _resting(
    desk: Desk, read: Records, source: Source, start: int, end: int
) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """Acts as the ledger holds them (after verdicts), then what else the stretch says."""
    events = told_in(desk.view, read.document.id)
    inside = [r for r in read.events if start <= r.evidence.start < end and r.id in events]
    for row in events_by_id(desk.view, list(dict.fromkeys(events[r.id] for r in inside))):
        yield list(event_lines(desk, row)), {"kind": "event"} | event_data(row)
    others: Iterable[tuple[str, Any, Any]] = (
        *(
            ("claims", claim_lines, ClaimRow(c, source, c.event))
            for c in _in(read.claims, start, end)
        ),
        *(("figures", figure_lines, FigureRow(f, source)) for f in _in(read.figures, start, end)),
        *(("ties", tie_lines, TieRow(t, source)) for t in _in(read.ties, start, end)),
    )
    for kind, lines, row in others:
        yield list(lines(desk, row)), {"kind": kind[:-1]} | row_json(kind, row)


def _in(records: Iterable[Any], start: int, end: int) -> list[Any]:
    return [one for one in records if start <= one.evidence.start < end]


def explanation(desk: Desk, id_: str) -> CallToolResult:
    """A record with all that it rests on: sentences, rule, cues, speakers, reasons of the date."""
    found = desk.view.find(id_, 7)
    if len(found) > 1:
        named = ", ".join(f"{one.kind} {one.id}" for one in found[:6])
        raise QueryError(f"{plain(id_)!r} is the beginning of several ids: {named}")
    told = explained(desk.view, found[0], desk.codebook) if found else None
    if told is None:
        raise QueryError(f"nothing in the ledger has an id that begins with {plain(id_)!r}")
    whole = clipped(explanation_text(told, width=140), _EXPLAINED)
    row = told.event or told.chains[0].row
    lines = [f"{told.kind} {found[0].id}", NOTICE, "", *_words(desk, row), ""]
    lines += ["How it was read, sentence by sentence:", quoted_lines(whole)]
    return result(lines, _explained(told, row))


def _words(desk: Desk, row: EventRow | ReportRow | ClaimRow | FigureRow | TieRow) -> Iterator[str]:
    if isinstance(row, EventRow):
        yield from event_lines(desk, row)
    elif isinstance(row, ReportRow):
        yield from report_lines(desk, row)
        event = desk.view.event(row.event) if row.event else None
        yield (
            f"The act as the ledger holds it: {event_headline(event)}, "
            f"dragoman://record/{event.event.id}"
            if event
            else "No act of the ledger rests on it; a person may have rejected it: do not cite it."
        )
    elif isinstance(row, ClaimRow):
        yield from claim_lines(desk, row)
    elif isinstance(row, FigureRow):
        yield from figure_lines(desk, row)
    else:
        yield from tie_lines(desk, row)


def _explained(told: Explanation, row: Any) -> dict[str, Any]:
    from dragoman.export.records import report_json
    from dragoman.export.rows import source_json

    data: dict[str, Any] = {"kind": told.kind, "notice": NOTICE}
    if isinstance(row, EventRow):
        data |= event_data(row)
    elif isinstance(row, ReportRow):
        data |= report_json(row.report) | report_standing(row.report) | {"event": row.event}
        data |= {"document": source_json(row.source)}
        if row.event is None:
            data |= {"may_be_stated_as_fact": False}
    else:
        data |= row_json(_KINDS[type(row)], row)
    return data | {"chains": [_chain(chain) for chain in told.chains]}


def _chain(chain: Chain) -> dict[str, Any]:
    made: dict[str, Any] = {"sentence": chain.sentence.text, "document": chain.row.source.id}
    if isinstance(chain.row, ReportRow):
        report = chain.row.report
        made |= {
            "report": report.id,
            "rule": report.rule,
            "cue": report.cue.text if report.cue else None,
            "speakers": [{"code": p.code, "name": p.name} for p in report.speakers],
            "date_phrase": report.date_phrase,
            "date_reason": report.date_reason,
            "patterns": list(chain.patterns),
        }
    return made
