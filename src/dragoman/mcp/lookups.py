"""The tools that tell what codes mean: parties, types, statuses; and what the ledger holds."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import Any

from mcp_types import CallToolResult

from dragoman import __version__
from dragoman.codebook.roster import KINDS, Known, roster
from dragoman.errors import QueryError
from dragoman.mcp.answers import result
from dragoman.mcp.desk import Desk
from dragoman.mcp.material import plain
from dragoman.mcp.standing import headline
from dragoman.model import Status
from dragoman.present.labels import acts
from dragoman.present.words import counted
from dragoman.query.counting import held

_ROWS = 15
_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def actors(desk: Desk, name: str, kind: str | None, after: str | None) -> CallToolResult:
    """The parties with a name or code, or whose names hold the words."""
    if kind not in {None, *KINDS}:
        raise QueryError(f"kind {plain(str(kind))!r}: expected one of {', '.join(KINDS)}")
    if after is not None and not (after.isascii() and after.isdecimal() and len(after) < 7):
        raise QueryError(f"after {plain(after)!r}: expected the `next` of the answer before")
    skip = int(after or 0)
    found = list(islice(roster(desk.codebook.actors, name, kind), skip, skip + _ROWS + 1))
    rows, end = found[:_ROWS], str(skip + _ROWS) if len(found) > _ROWS else None
    lines = [f"{counted(len(rows), 'actor')} for {plain(name)}", *map(_actor, rows)]
    lines += [f'More: ask again with after="{end}".'] if end else []
    data = {"query": {"name": name, "kind": kind}, "rows": [asdict(k) for k in rows], "next": end}
    return result(lines, data)


def codes(desk: Desk) -> CallToolResult:
    """The event types with their modes, and what each status means for citing."""
    types = [
        {
            "type": kind.value,
            "label": acts(kind),
            "quad": _QUADS[entry.quad - 1],
            "definition": entry.definition,
            "modes": ", ".join(entry.modes),
        }
        for kind, entry in desk.codebook.types.items()
    ]
    lines = ["Event types:"]
    for one in types:
        modes = f" Modes: {one['modes']}." if one["modes"] else ""
        lines.append(f"- {one['type']} ({one['quad']}): {plain(one['definition'], 400)}{modes}")
    lines += ["", "Statuses:", *(f"- {status}: {headline(status)}" for status in Status)]
    version = f"{desk.codebook.version}+{desk.codebook.digest[:8]}"
    data = {"codebook": version, "rows": types, "statuses": {s: headline(s) for s in Status}}
    return result([f"Codebook {version}", "", *lines], data)


def holdings(desk: Desk) -> dict[str, Any]:
    """What the ledger holds, and the version that is asked."""
    return {"dragoman": __version__, "holds": held(desk.view)}


def _actor(known: Known) -> str:
    office = f", {known.role}" if known.role else ""
    term = f" {known.since or ''} to {known.until or 'now'}" if known.since else ""
    names = plain("; ".join(known.names), 300)
    also = f"; also {names}" if names else ""
    return f"- {plain(known.code)}: {plain(known.name)} ({known.kind}{plain(office)}{term}){also}"
