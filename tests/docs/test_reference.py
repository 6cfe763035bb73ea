"""What the program has, the documentation tells; what the documentation tells, the program has."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from dragoman.cli import MODULES
from dragoman.cli.exits import Exit
from dragoman.export import records as exported
from dragoman.export.rows import COLUMNS
from dragoman.model import (
    Attribution,
    Basis,
    Claim,
    Document,
    EventType,
    Figure,
    FigureKind,
    Party,
    Place,
    Records,
    Report,
    Span,
    Stance,
    Status,
    Tie,
    TieKind,
)
from dragoman.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
SPAN = Span(0, 5, "talks")
PARTY = Party("CHL", "Chile", "Santiago")
DOCUMENT = Document("d", "a.txt", "talks", ((0, 5),))
RECORDS = Records(
    document=DOCUMENT,
    extractor="dragoman",
    codebook="plover",
    events=(
        Report("e", EventType.CONSULT, (PARTY,), (PARTY,), Status.OCCURRED, SPAN, SPAN, 0.5,
               place=Place("Lima"), speakers=(PARTY,)),
    ),
    claims=(Claim("c", PARTY, Stance.DENIES, "talks", ("CHL",), SPAN, 0.5),),
    figures=(Figure("f", "trade", ("CHL",), 1.0, "USD", FigureKind.LEVEL, SPAN, 0.5, SPAN),),
    ties=(Tie("t", TieKind.MEMBERSHIP, "CHL", "UN", SPAN, 0.5),),
    attributions=(Attribution(SPAN, SPAN),),
)  # fmt: skip


def section(page: str, heading: str) -> str:
    """The text of a section of a page, up to the next heading of its level."""
    found = re.search(rf"^## `{heading}`\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading}"
    return found.group(1)


def test_generated_pages_are_current():
    done = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + "run: make docs"


def test_every_command_is_documented():
    page = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    assert [name for name in MODULES if f"### `dragoman {name}`" not in page] == []


def test_every_option_has_a_help_text():
    page = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    assert re.findall(r"^- `[^`]*(?:`, `[^`]*)*`: *$", page, re.MULTILINE) == []


@pytest.mark.parametrize("name", [f.name for f in fields(Settings)])
def test_every_setting_is_explained(name):
    page = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    assert re.search(rf"^`{name}`\n: \w", page, re.MULTILINE)


def test_no_setting_is_explained_that_is_not_there():
    page = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    explained = re.findall(r"^`(\w+)`\n: ", page, re.MULTILINE)
    assert sorted(explained) == sorted(f.name for f in fields(Settings))


@pytest.mark.parametrize("kind", ["document", "events", "claims", "figures", "ties"])
def test_every_field_of_the_records_is_documented_and_no_other(kind):
    printed = exported.records_json(RECORDS)[kind]
    keys = list(printed if isinstance(printed, dict) else printed[0])
    page = (REFERENCE / "records.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \|", section(page, kind), re.MULTILINE)
    assert told == keys


def test_attributions_are_documented():
    [printed] = exported.records_json(RECORDS, attributions=True)["attributions"]
    page = (REFERENCE / "records.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \|", section(page, "attributions"), re.MULTILINE)
    assert told == list(printed)


@pytest.mark.parametrize("values", [Status, Stance, FigureKind, TieKind, Basis])
def test_every_value_of_the_records_is_documented(values):
    page = (REFERENCE / "records.md").read_text(encoding="utf-8")
    assert [value for value in values if f"`{value}`" not in page] == []


def test_every_column_of_the_ledger_says_what_it_holds():
    page = (REFERENCE / "schema.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (.*) \|$", page, re.MULTILINE)
    assert len(rows) > 100
    assert [name for name, meaning in rows if not meaning] == []


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_column_of_the_lists_is_documented(kind):
    page = (REFERENCE / "lists.md").read_text(encoding="utf-8")
    shared = re.findall(r"^\| `(\w+)` \|", page.partition("\n## `events`")[0], re.MULTILINE)
    own = re.findall(r"^\| `(\w+)` \|", section(page, kind), re.MULTILINE)
    assert [*own, *(name for name in shared if "quote" in COLUMNS[kind])] == list(COLUMNS[kind])


def test_every_exit_code_is_documented():
    page = (REFERENCE / "exit-codes.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert told == {int(code) for code in Exit}


def test_every_file_of_the_codebook_is_documented():
    data = ROOT / "src" / "dragoman" / "codebook" / "data"
    page = (REFERENCE / "codebook.md").read_text(encoding="utf-8")
    files = [p.relative_to(data) for p in data.rglob("*") if p.suffix in {".csv", ".yaml"}]
    names = {"en/frames/*.yaml" if p.parent.name == "frames" else p.as_posix() for p in files}
    assert sorted(name for name in names if f"`{name}`" not in page) == []
