"""Events as any coder hands them on: POLECAT, ICEWS, PLOVER JSON and lists of dragoman, one shape.

Which format a file has is read from its head. Every reader takes the variants that are about: the
renamed and the added columns of POLECAT, its Latin-1 files, quoted cells, gzip.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from dragoman.codebook import Codebook
from dragoman.codebook.crosswalk import Crosswalk
from dragoman.codebook.folding import fold
from dragoman.codebook.gazetteer import Sort
from dragoman.errors import ReadError
from dragoman.export import icews, polecat
from dragoman.export.plover import AUXILIARY
from dragoman.model import EventType, Status
from dragoman.query import View

_NOT_DEEDS = frozenset(AUXILIARY.values())
_DEEDS = (Status.OCCURRED, Status.ONGOING)
_FOREIGN = {"UNO": "UN", "EUR": "EU", "KOS": "XKX"}
_MISSING = {"", "None", "NA", "nan"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Coding:
    """One event as a coder has it: the day, who to whom in our codes, PLOVER type and mode."""

    day: str
    sources: frozenset[str]
    targets: frozenset[str]
    type: EventType
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Codes by the English names of states and bodies, and the crosswalk of event codes."""

    codes: Mapping[str, str]
    states: frozenset[str]
    crosswalk: Crosswalk

    def code(self, name: str) -> str:
        """The code that a name or a foreign code stands for; nothing when it is not known."""
        return self.codes.get(_plain(name), "")

    def country(self, code: str) -> str:
        """Our code for a country code of PLOVER."""
        known = code in self.states or code in {"UN", "EU"}
        return _FOREIGN.get(code, code if known else "")


def make_names(codebook: Codebook, crosswalk: Crosswalk) -> Names:
    """The names by which coders of other projects call states and bodies."""
    sorts = (Sort.BODY, Sort.STATE)
    known = [e for found in codebook.actors.entries.values() for e in found if e.sort in sorts]
    codes = {_plain(e.surface): e.code for e in sorted(known, key=lambda e: sorts.index(e.sort))}
    for code, fact in codebook.actors.facts.items():
        for name in (fact.official, fact.name):
            if name:
                codes.setdefault(_plain(name), code)
    return Names(codes, frozenset(codebook.actors.facts), crosswalk)


def read_codings(path: Path, names: Names, skipped: Counter[str]) -> Iterator[Coding]:
    """The events of a file; what cannot be compared is counted in `skipped` by reason."""
    with _opened(path) as lines:
        first = next(lines, "")
        head, rest = first.lstrip("\ufeff").rstrip("\r\n"), lines
        for knows, read in _READERS:
            if knows(head):
                try:
                    yield from read(head, rest, names, skipped)
                except (csv.Error, json.JSONDecodeError, RecursionError) as error:
                    raise ReadError(f"{path}: cannot be read as events: {error}") from error
                return
    raise ReadError(
        f"{path}: expected a file of POLECAT, ICEWS, PLOVER JSON lines, or `dragoman events` as CSV"
    )


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[str]]:
    try:
        with path.open("rb") as file:
            zipped = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            unpacked = gzip.GzipFile(fileobj=file) if zipped else file
            yield (_decoded(line) for line in unpacked)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")  # part of POLECAT's files


def read_ledger(view: View, names: Names, skipped: Counter[str]) -> Iterator[Coding]:
    """The events of a ledger that occurred or are going on."""
    for row in view.events(statuses=_DEEDS):
        event = row.event
        made = _coding(
            event.date or "",
            map(names.country, event.sources),
            map(names.country, event.targets),
            event.type,
            event.mode,
            alike=event.symmetric,
        )
        yield from _kept(made, skipped, {"id": event.id})


def _tabbed(head: str, lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated file that knows no quoting; cells quoted nonetheless are bared."""
    columns = [_bare(cell) for cell in head.split("\t")]
    for line in lines:
        cells = [_bare(cell) for cell in line.rstrip("\r\n").split("\t")]
        if len(cells) == len(columns):
            yield dict(zip(columns, cells, strict=True))
        elif line.strip():
            yield {}


def _bare(cell: str) -> str:
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].strip() if quoted else cell.strip()


def _polecat(
    head: str, lines: Iterable[str], names: Names, skipped: Counter[str]
) -> Iterator[Coding]:
    for row in _tabbed(head, lines):
        modes = _listed(row.get("Event Mode", ""))
        if _NOT_DEEDS & set(modes):
            skipped["planned, alleged or denied"] += 1
            continue
        kind = row.get("Event Type", "")
        made = _coding(
            row.get("Event Date", ""),
            (names.country(c) for c in _listed(row.get("Actor Country", ""))),
            (names.country(c) for c in _listed(row.get("Recipient Country", ""))),
            EventType(kind) if kind in set(EventType) else None,
            next(iter(modes), None),
        )
        yield from _kept(made, skipped, row)


def _icews(
    head: str, lines: Iterable[str], names: Names, skipped: Counter[str]
) -> Iterator[Coding]:
    for row in _tabbed(head, lines):
        code = names.crosswalk.cameo.get(row.get("CAMEO Code", ""))
        made = _coding(
            row.get("Event Date", ""),
            [_side(row, "Source", names)],
            [_side(row, "Target", names)],
            code.type if code else None,
            code.mode if code else None,
        )
        yield from _kept(made, skipped, row)


def _side(row: Mapping[str, str], side: str, names: Names) -> str:
    """The state of a side, or the body that it is: bodies have no country in ICEWS."""
    country = row.get(f"{side} Country", "")
    return names.code(row.get(f"{side} Name", "") if country in _MISSING else country)


def _plover(
    head: str, lines: Iterable[str], names: Names, skipped: Counter[str]
) -> Iterator[Coding]:
    for line in chain([head], lines):
        row = json.loads(line) if line.strip() else {}
        if not isinstance(row, dict):
            skipped["not as the format has it"] += 1
            continue
        modes = _texts(row.get("mode"))
        if _NOT_DEEDS & set(modes):
            skipped["planned, alleged or denied"] += 1
            continue
        kinds = [kind for kind in _texts(row.get("event")) if kind in set(EventType)]
        made = _coding(
            _single(row),
            _entities(row.get("actor"), names),
            _entities(row.get("recipient"), names),
            EventType(kinds[0]) if kinds else None,
            next(iter(modes), None),
        )
        yield from _kept(made, skipped, row)


def _texts(given: Any) -> list[str]:
    return [one for one in given if isinstance(one, str)] if isinstance(given, list) else []


def _single(row: Row) -> str:
    """The day of a PLOVER event; nothing when it may have lasted longer."""
    first, last = str(row.get("date") or ""), str(row.get("enddate") or "")
    return first if last in {"", first} else ""


def _entities(given: Any, names: Names) -> list[str]:
    entities = given if isinstance(given, list) else []
    return [names.country(str(e.get("code"))) for e in entities if isinstance(e, dict)]


def _ours(head: str, lines: Iterable[str], names: Names, skipped: Counter[str]) -> Iterator[Coding]:
    text = io.StringIO(head + "\n", newline="")
    columns = next(csv.reader(text))
    for cells in csv.reader(lines):
        row = dict(zip(columns, cells, strict=False))
        if row.get("status") not in _DEEDS:
            skipped["planned, alleged or denied"] += 1
            continue
        made = _coding(
            row.get("date", ""),
            (names.country(c) for c in _listed(row.get("sources", ""))),
            (names.country(c) for c in _listed(row.get("targets", ""))),
            EventType(row["type"]) if row.get("type") in set(EventType) else None,
            row.get("mode") or None,
            alike=row.get("symmetric") == "yes",
        )
        yield from _kept(made, skipped, row)


def _coding(
    day: str,
    sources: Iterable[str],
    targets: Iterable[str],
    kind: EventType | None,
    mode: str | None,
    *,
    alike: bool = False,
) -> Coding | str:
    """The event, or why it cannot be compared; those who meet act on one another."""
    if not _is_day(day):
        return "not dated to a day"
    if kind is None:
        return "of a type that PLOVER does not know"
    left, right = (frozenset(code for code in side if code) for side in (sources, targets))
    if len(left | right) < 2:
        return "not between two states"
    if alike or kind is EventType.CONSULT:
        left = right = left | right
    return Coding(day, left, right, kind, mode)


def _kept(made: Coding | str, skipped: Counter[str], row: Row) -> Iterator[Coding]:
    if isinstance(made, Coding):
        yield made
    else:
        skipped[made if row else "not as the format has it"] += 1


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip() not in _MISSING]


def _plain(name: str) -> str:
    return fold(name).casefold().replace(".", "").strip()


Knows = Callable[[str], bool]
Reader = Callable[[str, Iterable[str], Names, Counter[str]], Iterator[Coding]]


def _has(columns: Iterable[str]) -> Knows:
    wanted = set(columns)
    return lambda head: wanted <= {_bare(cell) for cell in head.split("\t")}


_READERS: tuple[tuple[Knows, Reader], ...] = (
    (_has(("Event Date", "Event Type", "Actor Country", polecat.COLUMNS[1])), _polecat),
    (_has(("Event Date", "CAMEO Code", "Source Country", icews.COLUMNS[8])), _icews),
    (lambda head: head.startswith("{"), _plover),
    (lambda head: head.startswith("id,date,type,mode,sources,targets,"), _ours),
)
