"""The pages about handing on: their commands run, their code too, and every column is told."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.ledger.samples import NOW, VERSIONS, Article

from dragoman.codebook import load_codebook
from dragoman.export.formats import FORMATS
from dragoman.export.panel import columns
from dragoman.ledger import open_ledger

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = ["export", "analyse", "freeze-and-cite", "compare"]
FENCE = re.compile(r"^```(console|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with the ledger that the pages speak of."""
    article = Article(
        "Turkey accused Egypt of theft. Egypt's minister visited Turkey. Trade reached 5 billion. "
        "Egypt denied everything.",
        published="2013-05-04",
        publisher="Nile Post",
    )
    article.report("ACCUSE", "TUR", "EGY", "Turkey accused Egypt", "accused", date="2013-05-03")
    article.report(
        "CONSULT", "EGY", "TUR", "visited Turkey", "visited", date="2013-05-01", symmetric=True
    )
    article.figure("trade", ("EGY", "TUR"), 5e9, "USD", "5 billion", period="2012")
    article.claim("EGY", "denies", "denied everything", ("EGY", "TUR"))
    with open_ledger(tmp_path / "my.db") as kept:
        kept.add(article.records, kept.begin("add", *VERSIONS, NOW))
        kept.rederive()
    (tmp_path / "articles").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / "howto" / f"{page}.md").read_text(encoding="utf-8")
    return [block for kind, block in FENCE.findall(text) if kind == language]


def commands(page: str) -> list[str]:
    lines = "".join(blocks(page, "console")).splitlines()
    return [line[2:] for line in lines if line.startswith("$ dragoman ")]


def test_the_commands_of_the_pages_run(dragoman, here):
    run = 0
    for command in (c for page in PAGES for c in commands(page)):
        if "dragoman read" in command:
            continue
        if "parquet" in command:
            pytest.importorskip("pyarrow")
        done = dragoman(*shlex.split(command)[1:])
        assert done.code == 0, f"{command}\n{done.err}"
        run += 1
    assert run >= 15


@pytest.mark.filterwarnings("ignore")
def test_the_python_of_the_pages_runs(here, capsys):
    for name in ("pyarrow", "pandas", "polars", "duckdb"):
        pytest.importorskip(name)
    for block in blocks("analyse", "python"):
        exec(compile(block, "analyse.md", "exec"), {})
    assert "ACCUSE" in capsys.readouterr().out


def test_every_format_and_its_version_is_told():
    page = (DOCS / "reference" / "exports.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", page, re.MULTILINE))
    assert told == {name: str(version) for name, version in FORMATS.items()}
    assert [name for name in FORMATS if f"## `{name}`" not in page] == []


def test_every_column_of_the_panel_is_told():
    page = (DOCS / "reference" / "exports.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page.partition("## `panel`")[2].partition("\n## ")[0]))
    by_type = re.compile("n_|score_")
    names = columns(load_codebook().types)
    assert {name for name in names if not by_type.match(name)} <= told
    assert {f"{n}_{k}" for n in ("n", "score") for k in ("agree", "assault")} <= set(names) & told
