"""Answers of a bounded size: rows in words and as data, and the cursor to ask on with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mcp_types import CallToolResult, TextContent

from dragoman.export.rows import NESTED
from dragoman.mcp.desk import Desk
from dragoman.mcp.material import NOTICE, bounded, plain
from dragoman.mcp.standing import event_standing, report_standing, telling_order
from dragoman.mcp.telling import LINES
from dragoman.query import Filter, Listing
from dragoman.query.listing import cursor
from dragoman.query.rows import EventRow

ROOM = 24_000  # characters of the data of one answer; one row always fits
ROWS, MOST_ROWS = 10, 50


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a list in words and as data; `next` is None at the end."""

    kind: str
    lines: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    next: str | None


def part(desk: Desk, kind: str, asked: Filter) -> Part:
    """As many rows as are asked for and fit into one answer."""
    size = min(asked.limit or ROWS, MOST_ROWS)
    listing: Listing[Any] = getattr(desk.view, kind)(replace(asked, limit=None))
    lines: list[str] = []
    rows: list[dict[str, Any]] = []
    key: list[Any] = []
    used = 0
    for row, at in listing.keyed(size + 1):
        made = row_json(kind, row)
        used += len(json.dumps(made, ensure_ascii=False, default=str))
        if rows and (len(rows) == size or used > ROOM):
            return Part(kind, tuple(lines), tuple(rows), cursor(key))
        lines += ["", *_numbered(len(rows) + 1, LINES[kind](desk, row))]
        rows.append(made)
        key = at
    return Part(kind, tuple(lines), tuple(rows), None)


def row_json(kind: str, row: Any) -> dict[str, Any]:
    """A row as bounded data that says how far it may be believed."""
    if isinstance(row, EventRow):
        return event_data(row)
    data: dict[str, Any] = bounded(NESTED[kind](row))
    if kind in _NO_FACTS:
        data["may_be_stated_as_fact"] = False
    return data


_NO_FACTS = frozenset({"claims", "disputes", "attributions"})


def event_data(row: EventRow) -> dict[str, Any]:
    """An act as data, with its standing and that of each report."""
    ordered = replace(row, reports=tuple(telling_order(row.reports)))
    made = NESTED["events"](ordered)
    for told, shown in zip(ordered.reports, made["reports"], strict=True):
        shown |= report_standing(told.report)
    data: dict[str, Any] = bounded(made | event_standing(row))
    return data


def answer(found: Part, query: Mapping[str, Any]) -> CallToolResult:
    """One list as the answer to a call; the query is told back."""
    head = f"{found.kind}: {len(found.rows)} shown for {_told(query)}"
    ends = f'More: ask again with after="{found.next}".' if found.next else "No more."
    words = [head, NOTICE, *found.lines, "", ends if found.rows else "Nothing in the ledger."]
    data = {"query": query, "notice": NOTICE, "rows": list(found.rows), "next": found.next}
    return result(words, data)


def result(
    lines: Iterable[str], data: Mapping[str, Any], whole: Mapping[str, str] | None = None
) -> CallToolResult:
    """An answer in words with its data beside it; `whole` are texts that are bounded already."""
    text = TextContent(type="text", text="\n".join(lines))
    made = bounded(data) | dict(whole or {})
    plain_data = json.loads(json.dumps(made, ensure_ascii=False, default=str))
    return CallToolResult(content=[text], structured_content=plain_data)


def _numbered(number: int, lines: Iterable[str]) -> list[str]:
    mark = f"{number}. "
    return [(" " * len(mark) if i else mark) + line for i, line in enumerate(lines)]


def _told(query: Mapping[str, Any]) -> str:
    given = [f"{name}={plain(str(value))}" for name, value in query.items()]
    return ", ".join(given) or "no filter"
