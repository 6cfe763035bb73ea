"""A frozen snapshot of a ledger: what is in it, what it is called, how it is cited and checked.

The id is a hash of everything that the snapshot says: the same ledger gives the same id, and a
snapshot that was changed no longer bears its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import SHIPPED
from dragoman.export.bibtex import bibtex_entries
from dragoman.export.csv import csv_lines
from dragoman.export.formats import FORMATS, LISTS
from dragoman.export.records import to_line
from dragoman.export.rows import COLUMNS, FLAT, NESTED
from dragoman.ledger.care import holdings
from dragoman.query import Filter, View
from dragoman.query.conditions import fit

FORMAT = f"dragoman snapshot {FORMATS['snapshot']}"
MANIFEST = "snapshot.json"
Files = Mapping[str, tuple[str, int]]  # name -> SHA-256 and number of bytes
_CODEBOOK = {".csv", ".json", ".yaml"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a snapshot is to hold and be called."""

    title: str
    authors: tuple[str, ...] = ()
    filter: Filter = field(default_factory=Filter)
    texts: bool = False
    codebook: tuple[Path, ...] = ()


def members(view: View, asked: Asked) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of a snapshot but for those that tell its id, each in pieces."""
    for kind in LISTS:
        wanted = fit(asked.filter, kind)
        yield f"{kind}.jsonl", _lines(NESTED[kind](row) for row in getattr(view, kind)(wanted))
        flat = (FLAT[kind](row) for row in getattr(view, kind)(wanted))
        yield f"{kind}.csv", _encoded(csv_lines(flat, COLUMNS[kind]))
    yield "verdicts.jsonl", _lines(asdict(verdict) for verdict in view.ledger.verdicts())
    documents = fit(asked.filter, "documents")
    yield "sources.bib", _encoded(bibtex_entries(view.documents(documents)))
    if asked.texts:
        yield "texts.jsonl", _lines(_texts(view, documents))
    for number, folder in enumerate((SHIPPED, *asked.codebook)):
        for path in sorted(p for p in folder.rglob("*") if p.suffix in _CODEBOOK):
            yield f"codebook/{number}/{path.relative_to(folder).as_posix()}", _bytes(path)


def manifest(view: View, asked: Asked, files: Files, versions: Mapping[str, str]) -> dict[str, Any]:
    """What the snapshot is, with the hash of each file; `versions` of dragoman and the codebook."""
    ledger = holdings(view.ledger)
    runs = list(view.runs())
    moments = [run.finished or run.started for run in runs]
    moments += [str(verdict.at) for verdict in view.ledger.verdicts()]
    said = {
        "format": FORMAT,
        "title": asked.title,
        "authors": list(asked.authors),
        "as_of": max(moments, default=None),
        "ledger": {"id": ledger.id, "schema": ledger.schema},
        "versions": dict(versions),
        "read_with": sorted({f"{run.extractor}; {run.codebook}" for run in runs}),
        "filter": {n: v for n, v in asdict(asked.filter).items() if v not in (None, ())},
        "lists": dict(LISTS),
        "files": {name: {"sha256": h, "bytes": n} for name, (h, n) in sorted(files.items())},
    }
    return {"id": snapshot_id(said), **said}


def snapshot_id(said: Mapping[str, Any]) -> str:
    """The id of a manifest: a hash of all that it says but the id itself."""
    told = {name: value for name, value in said.items() if name != "id"}
    text = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:32]


def state(view: View) -> Mapping[str, int]:
    """How many rows each table has: whether two looks at a ledger see the same."""
    return holdings(view.ledger).rows


def labels(said: Mapping[str, Any]) -> dict[str, str]:
    """The files that follow from the manifest: the manifest, how to cite it, what is what."""
    return {
        MANIFEST: json.dumps(said, ensure_ascii=False, indent=1) + "\n",
        "CITATION.cff": _citation(said),
        "README.txt": _readme(said),
    }


def _citation(said: Mapping[str, Any]) -> str:
    """The Citation File Format; JSON strings are YAML strings."""
    authors = said["authors"] or [f"Ledger {said['ledger']['id']}"]
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data, please cite it as below.",
        "type: dataset",
        f"title: {json.dumps(said['title'], ensure_ascii=False)}",
        f"version: {json.dumps(said['id'])}",
        "authors:",
        *(f"  - name: {json.dumps(name, ensure_ascii=False)}" for name in authors),
    ]
    if said["as_of"]:
        lines.append(f"date-released: {json.dumps(said['as_of'][:10])}")
    return "\n".join(lines) + "\n"


def _readme(said: Mapping[str, Any]) -> str:
    who = ", ".join(said["authors"])
    cited = [who, said["title"], f"Snapshot {said['id']}", f"as of {said['as_of']}"]
    return (
        ". ".join(part for part in cited if part)
        + ".\n\n"
        + "Each list is there as JSON lines (nested, with every quote) and as CSV. codebook/ is\n"
        "the knowledge of the dragoman that took the snapshot; snapshot.json names the versions\n"
        "that read the documents, the filter, and the SHA-256 of every file.\n\n"
        "Whether nothing was changed: dragoman export verify PATH\n"
    )


def wrongs(said: Mapping[str, Any], files: Files, told: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with a snapshot: its files as found, and its labels as they are written."""
    if said["id"] != snapshot_id(said):
        yield f"{MANIFEST}: does not bear the id of what it says"
    expected = said["files"]
    for name in sorted({*expected, *files}):
        if name not in files:
            yield f"{name}: is missing"
        elif name not in expected:
            yield f"{name}: does not belong to the snapshot"
        elif files[name] != (expected[name]["sha256"], expected[name]["bytes"]):
            yield f"{name}: was changed"
    for name, text in labels(said).items():
        if told.get(name) != text:
            yield f"{name}: was changed" if name in told else f"{name}: is missing"


def _texts(view: View, wanted: Filter) -> Iterator[dict[str, Any]]:
    for row in view.documents(wanted):
        document = view.document(row.source.id)
        if document is not None:
            yield {"id": document.id, "text": document.text}


def _lines(values: Any) -> Iterator[bytes]:
    return _encoded(to_line(value) + "\n" for value in values)


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    return (piece.encode("utf-8", "backslashreplace") for piece in pieces)


def _bytes(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()
