"""Files of other projects: events of POLECAT, ICEWS and PLOVER, places of GeoNames."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dragoman.codebook import load_codebook
from dragoman.codebook.crosswalk import load_crosswalk
from dragoman.codebook.geonames import gazetteer_rows
from dragoman.codebook.places import HEAD, load_places
from dragoman.errors import CodebookError, ReadError
from dragoman.evaluate.codings import make_names, read_codings
from dragoman.export import icews, polecat
from fuzz.target import Once, Target, expect, text_of

_OURS = "id,date,type,mode,sources,targets,"


def _codings() -> Once:
    codebook = load_codebook()
    names = make_names(codebook, load_crosswalk())
    path = Path(tempfile.mkdtemp()) / "events.tsv"
    heads = [
        b"",
        "\t".join(polecat.COLUMNS).encode() + b"\n",
        "\t".join(icews.COLUMNS).encode() + b"\n",
        f"{_OURS}symmetric,status\n".encode(),
        b"{",
    ]

    def once(data: bytes) -> None:
        path.write_bytes(heads[data[0] % len(heads)] + data[1:] if data else b"")
        try:
            for coding in read_codings(path, names, Counter()):
                expect(bool(date.fromisoformat(coding.day)), f"{coding} is not dated")
                expect(len(coding.sources | coding.targets) > 1, f"{coding} is of one party")
        except ReadError as error:
            expect("events.tsv" in str(error), f"does not name the file: {error}")

    return once


def _dump() -> Once:
    folder = Path(tempfile.mkdtemp())

    def once(data: bytes) -> None:
        lines = text_of(data).splitlines(keepends=True)
        try:
            rows = list(gazetteer_rows(lines, {"KE": "KEN", "PE": "PER"}, people=0))
        except CodebookError as error:
            expect(str(error).startswith("line "), f"does not say the line: {error}")
            return
        expect(rows[1] == HEAD, "the head is not ours")
        # Whatever it writes it must be able to read.
        path = folder / f"{len(rows)}-{hash(data)}" / "places.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(rows), encoding="utf-8")
        try:
            places = load_places([path.parent])
            for row in rows[2:]:
                name = row.split(",")[0]
                found = places.named(name)
                expect(bool(found) or not name.isalpha(), f"{row!r} is not found by its name")
        finally:
            path.unlink()
            path.parent.rmdir()

    return once


def _words() -> Iterable[str]:
    yield from (*polecat.COLUMNS, *icews.COLUMNS)
    yield from (
        "\t \n ; None NA 2024-03-05 KEN UGA UNO CONSULT visit planned 042 190 Kenya Uganda "
        '"event": "actor": "recipient": "date": "mode": [{"code":"KEN"}] { } [ ] null occurred yes'
    ).split(" ")


TARGETS = {
    "codings": Target(_codings, _words),
    "geonames": Target(
        _dump, lambda: "\t P PPL PPLC A ADM1 KE PE 0 -1 91 181 1e9 nan inf \u2028".split(" ")
    ),
}
