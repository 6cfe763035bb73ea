"""Files of other coders, in the variants that are about."""

from __future__ import annotations

import gzip
import json
from collections import Counter

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.crosswalk import load_crosswalk
from dragoman.errors import ReadError
from dragoman.evaluate.codings import make_names, read_codings
from dragoman.export import icews, polecat

CHL_PER = {"Actor Country": "CHL", "Recipient Country": "PER"}


@pytest.fixture(scope="module")
def names():
    return make_names(load_codebook(), load_crosswalk())


def read(path, names):
    skipped = Counter()
    found = [
        (c.day, "".join(sorted(c.sources)), "".join(sorted(c.targets)), c.type.value, c.mode)
        for c in read_codings(path, names, skipped)
    ]
    return found, dict(skipped)


def written(path, columns, *rows, missing="None", encoding="utf-8"):
    lines = [columns, *([row.get(c, missing) for c in columns] for row in rows)]
    path.write_bytes("".join("\t".join(line) + "\r\n" for line in lines).encode(encoding))
    return path


def event(**more):
    return {"Event Date": "2022-03-04", "Event Type": "ACCUSE", **CHL_PER} | more


def test_polecat(tmp_path, names):
    path = written(
        tmp_path / "p.txt",
        polecat.COLUMNS,
        event(**{"Event Mode": "allege; disapprove"}),
        event(**{"Actor Country": "CHL; KOS; UNO", "Recipient Country": "EUR; IGO; None"}),
        event(**{"Event Date": "2022-03"}),
        event(**{"Event Type": "DEMAND"}),
        event(**{"Recipient Country": "None"}),
        event(**{"Event Mode": "visit; future"}),
    )
    assert read(path, names) == (
        [("2022-03-04", "CHL", "PER", "ACCUSE", "allege"),
         ("2022-03-04", "CHLUNXKX", "EU", "ACCUSE", None)],
        {"not dated to a day": 1, "of a type that PLOVER does not know": 1,
         "not between two states": 1, "planned, alleged or denied": 1},
    )  # fmt: skip


def test_polecat_renamed_quoted_with_more_columns_latin_1_and_zipped(tmp_path, names):
    columns = [c.replace("Intensity", "Event Intensity") for c in polecat.COLUMNS]
    path = written(
        tmp_path / "p.txt",
        [f'"{c}"' for c in [*columns, "Headline", "Feed"]],
        {f'"{k}"': f'"{v}"' for k, v in event(**{"Actor Name": "Bogotá"}).items()},
        encoding="latin-1",
    )
    zipped = tmp_path / "p.txt.gz"
    zipped.write_bytes(gzip.compress(path.read_bytes()))
    for one in (path, zipped):
        assert read(one, names)[0] == [("2022-03-04", "CHL", "PER", "ACCUSE", None)]


def row(code, source="Chile", target="Peru", **more):
    return {
        "Event Date": "2022-03-04", "CAMEO Code": code, "Source Country": source,
        "Target Country": target,
    } | more  # fmt: skip


def test_icews(tmp_path, names):
    path = written(
        tmp_path / "i.tab",
        icews.COLUMNS,
        row("112"),
        row("042"),
        row("0231", "Russian Federation", "Democratic Republic of Congo"),
        row("190", "NA", "Cote d'Ivoire", **{"Source Name": "United Nations"}),
        row("010"),
        row("10", "Occupied Palestinian Territory", "Bosnia and Herzegovina"),
        row("112", "Chile", "Chile"),
        row("112", "Atlantis"),
        missing="NA",
    )
    found, skipped = read(path, names)
    assert found == [
        ("2022-03-04", "CHL", "PER", "ACCUSE", "allege"),
        ("2022-03-04", "CHLPER", "CHLPER", "CONSULT", "visit"),
        ("2022-03-04", "RUS", "COD", "REQUEST", "assist"),
        ("2022-03-04", "UN", "CIV", "ASSAULT", None),
        ("2022-03-04", "PSE", "BIH", "REQUEST", None),
    ]
    assert skipped == {"of a type that PLOVER does not know": 1, "not between two states": 2}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("South Korea", "KOR"), ("North Korea", "PRK"), ("Czech Republic", "CZE"),
        ("Macedonia", "MKD"), ("East Timor", "TLS"), ("Syria", "SYR"), ("Iran", "IRN"),
        ("Laos", "LAO"), ("Vietnam", "VNM"), ("Myanmar", "MMR"), ("Taiwan", "TWN"),
        ("United States", "USA"), ("United Kingdom", "GBR"), ("Swaziland", "SWZ"),
        ("Republic of Congo", "COG"), ("Cape Verde", "CPV"), ("Brunei Darussalam", "BRN"),
        ("European Union", "EU"), ("Tanzania", "TZA"), ("Venezuela", "VEN"), ("Turkey", "TUR"),
        ("Kyrgyzstan", "KGZ"), ("The Gambia", "GMB"), ("Gambia", "GMB"), ("Bahamas", "BHS"),
    ],
)  # fmt: skip
def test_names_as_icews_writes_them(names, name, code):
    assert names.code(name) == code


def test_plover_json_lines(tmp_path, names):
    made = {"date": "2022-03-04", "actor": [{"code": "CHL"}], "recipient": [{"code": "PER"}]}
    lines = [
        {**made, "id": "1", "event": ["AID"], "mode": []},
        {**made, "id": "2", "event": ["AID"], "mode": ["future"]},
        {**made, "id": "3", "event": ["AID"], "enddate": "2022-03-31"},
        {"id": "4"},
        [],
    ]
    path = tmp_path / "p.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert read(path, names) == (
        [("2022-03-04", "CHL", "PER", "AID", None)],
        {"planned, alleged or denied": 1, "not dated to a day": 2, "not as the format has it": 1},
    )


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe", b"a,b\n1,2\n", b"{broken\n", b"\x1f\x8bx"]
)
def test_what_is_none_of_these_is_told(tmp_path, names, content):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(ReadError, match=r"x: (expected a file of POLECAT|cannot be read)"):
        read(tmp_path / "x", names)


def test_rows_that_are_cut_short_are_counted(tmp_path, names):
    path = written(tmp_path / "i.tab", icews.COLUMNS, row("112"), missing="NA")
    path.write_bytes(path.read_bytes() + b"1\t2022-03-0")
    found, skipped = read(path, names)
    assert (len(found), skipped) == (1, {"not as the format has it": 1})
