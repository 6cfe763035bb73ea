"""The lists of a folder: Parquet files by day of publication, columns as of `dragoman`'s lists."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

from dragoman.scale.engine import Engine, Ref
from dragoman.scale.shards import Manifest
from dragoman.scale.standing import Standing, groups, order, part_of, parts_of, standing
from dragoman.scale.storage import Folder
from dragoman.scale.working import day_of
from dragoman.settings import Settings

STATE = "_lists.json"
LISTED = (
    *("documents", "events", "claims", "figures", "ties", "attributions"),
    *("disputes", "series", "missed"),
)
_ROWS = 50_000  # documents of a day whose records stand in one file
_FILE, _ORDER = "_file", "_order"
Sheets = dict[str, Any]
"""For each list an Arrow table of lines, each with the file that it belongs to and its place."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list; `order` sorts the rows of a file, `published` is the day that parts them."""

    kind: str
    order: str
    published: str | None
    row: Any
    dated: bool = True

    def file(self, slices: Mapping[str, int]) -> str:
        """The file in which it stands: days with many documents have several."""
        if not self.dated:
            return f"{self.kind}/part-00000.parquet"
        day = day_of(self.published)
        number = part_of(self.order, slices.get(day, 1))
        return f"{self.kind}/day={day}/part-{number:05d}.parquet"


def sheets(lines: Iterable[Line], parts: int, slices: Mapping[str, int]) -> list[Sheets]:
    """The lines as tables, for each part that writes files those which belong to its files."""
    sorted_: list[dict[str, list[tuple[str, Line]]]] = [defaultdict(list) for _ in range(parts)]
    for line in lines:
        file = line.file(slices)
        sorted_[part_of(file, parts)][line.kind].append((file, line))
    return [{kind: _sheet(kind, rows) for kind, rows in sorted(one.items())} for one in sorted_]


def _sheet(kind: str, rows: Sequence[tuple[str, Line]]) -> Any:
    import pyarrow as pa

    from dragoman.export.arrow import arrow_reader, storable

    table = arrow_reader(kind, (line.row for _, line in rows)).read_all()
    table = table.append_column(_FILE, pa.array([file for file, _ in rows], pa.string()))
    orders = [storable(line.order) for _, line in rows]
    return table.append_column(_ORDER, pa.array(orders, pa.string()))


def written(folder: Folder, *some: Sheets) -> dict[str, int]:
    """Write the files of a part; their names with the number of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found: dict[str, int] = {}
    for kind in LISTED:
        several = [one[kind] for one in some if kind in one]
        if not several:
            continue
        table = (
            pa.concat_tables(several)
            .combine_chunks()
            .sort_by([(_FILE, "ascending"), (_ORDER, "ascending")])
        )
        files = table.column(_FILE).to_pylist()
        table, at = table.drop_columns([_FILE, _ORDER]), 0
        for file, rows in sorted(Counter(files).items()):
            sink = BytesIO()
            pq.write_table(table.slice(at, rows), sink, compression="zstd")
            folder.write(file, sink.getvalue())
            found[file], at = rows, at + rows
    return found


def write_lists(
    engine: Engine, folder: Folder, settings: Settings, kept: Mapping[str, Manifest]
) -> None:
    """Merge all that the runs have read and write the lists, unless they are written already."""
    state = sha256(json.dumps(order(folder)).encode()).hexdigest()
    if json.loads(folder.read(STATE) or b"{}").get("shards") == state:
        return
    folder.remove(STATE)
    known = standing(engine, folder, kept)
    files: dict[str, int] = {}
    for some in _merged(engine, known, settings, kept):
        files |= some
    for kind in LISTED:
        for one in folder.files(kind):
            if f"{kind}/{one.name}" not in files:
                folder.remove(f"{kind}/{one.name}")
    rows = Counter[str]()
    for file, number in files.items():
        rows[file.partition("/")[0]] += number
    told = {"shards": state, "rows": {kind: rows[kind] for kind in LISTED}, "files": len(files)}
    folder.write(STATE, json.dumps(told, indent=1).encode())


def _merged(
    engine: Engine, known: Standing, settings: Settings, kept: Mapping[str, Manifest]
) -> list[dict[str, int]]:
    from dragoman.scale import copies, merging
    from dragoman.scale.telling import told

    parts, slices = parts_of(kept, known.runs), _slices(known, kept)
    shared = engine.shared(known)
    clusters = engine.shared(copies.clusters(engine, known, shared, parts))
    asked = [(shared, keys, parts, clusters, slices) for keys in groups(known.runs)]
    sent, plain = _halves(engine.spread(told, asked, 2 * parts), parts)
    asked = [(at, parts, settings, *sent[at]) for at in range(parts)]
    [found], words = _halves(engine.spread(merging.acts, asked, 1 + parts), 1)
    many = len(sent[0])
    asked = [(parts, settings, slices, many, *sent[at], *words[at]) for at in range(parts)]
    claims, answers = _halves(engine.spread(merging.disputed, asked, 2 * parts), parts)
    asked = [(parts, slices, found[at], *answers[at]) for at in range(parts)]
    events = engine.spread(merging.finished, asked, parts)
    asked = [(parts, slices, *part) for part in sent]
    figures = engine.spread(merging.counted, asked, parts)
    lines = [
        (known.folder, *some, *plain[at], *figures[at], *events[at])
        for at, some in enumerate(claims)
    ]
    return engine.each(written, lines)


def _halves(made: list[list[Ref]], at: int) -> tuple[list[list[Ref]], list[list[Ref]]]:
    return made[:at], made[at:]


def _slices(known: Standing, kept: Mapping[str, Manifest]) -> dict[str, int]:
    """In how many files the records of a day stand, where that is more than one."""
    days = Counter[str]()
    for key in known.runs:
        days.update(dict(kept[key].days))
    return {day: 1 + number // _ROWS for day, number in sorted(days.items()) if number > _ROWS}
