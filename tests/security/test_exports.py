"""No table that we hand out runs anything in the spreadsheet that opens it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.ledger.samples import NOW, VERSIONS, Article, party

from dragoman.ledger import open_ledger
from dragoman.model import Failure, Place, Skipped

FORMULA = "=HYPERLINK(A1)"
LISTS = (
    *("events", "claims", "figures", "ties", "disputes", "series", "documents"),
    *("attributions", "missed", "runs"),
)
TABLES = ("polecat", "icews", "gdelt", "panel")
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def armed() -> Article:
    """An article in which whatever can be chosen by its author begins like a formula."""
    text = (
        f"{FORMULA} Kenya accused Uganda of smuggling. @Uganda denied it. "
        "+Trade was 5 million =X in 2020. -Kenya has an embassy in Uganda."
    )
    article = Article(
        text, publisher=f"@{FORMULA}", published="2022-02-03", title=f"+{FORMULA}", id="=1+1"
    )
    for date, status in (("2022-02-02", "occurred"), ("2022-02-01", "occurred")):
        told = article.report(
            "ACCUSE", [party("KEN", f"-{FORMULA}", f"={FORMULA}")], [party("UGA", f"@{FORMULA}")],
            text.split(". ")[0], "accused", mode=None, status=status, date=date,
            place=Place(f"+{FORMULA}", "KEN", 1.0, 2.0), confidence=0.9,
            speakers=(party("UGA", f"={FORMULA}"),), rule=FORMULA,
        )  # fmt: skip
    article.claim("UGA", "denies", "@Uganda denied it", ("KEN", "UGA"), event=told.id)
    article.claim("KEN", "asserts", "smuggling", ("KEN", "UGA"), event=told.id)
    article.figure("+trade", ("KEN", "UGA"), 5e6, "=X", "5 million =X", period="2020")
    article.tie("embassy", "KEN", "UGA", "-Kenya has an embassy in Uganda")
    return article


@pytest.fixture(scope="module")
def armed_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("armed") / "armed.db"
    with open_ledger(path) as ledger:
        run = ledger.begin(FORMULA, *VERSIONS, NOW)
        ledger.add(armed().records, run)
        ledger.skip(Skipped(FORMULA, f"@{FORMULA}"), run)
        ledger.fail(Failure(f"-{FORMULA}", f"+{FORMULA}"), run)
        ledger.settle_copies()
        ledger.rederive()
        ledger.finish(run, NOW)
    return path


def dangerous(rows: list[list[str]]) -> list[str]:
    """Cells that a spreadsheet would run: what begins like a formula and is no number."""
    cells = [cell for row in rows for cell in row if cell.startswith(STARTS)]
    return [cell for cell in cells if not cell.lstrip("+-").replace(".", "").isdecimal()]


def rows_of(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_formulas_are_found_by_this_test() -> None:
    assert dangerous([["a", FORMULA, "-3.5", "=1"]]) == [FORMULA, "=1"]


@pytest.mark.parametrize("kind", LISTS)
def test_no_list_holds_a_formula(dragoman, armed_ledger: Path, kind: str) -> None:
    found = dragoman(kind, "--ledger", armed_ledger, "--format", "csv")
    rows = rows_of(found.out)
    assert len(rows) > 1 or kind in {"series", "attributions", "missed"}, found.err
    assert dangerous(rows) == []


@pytest.mark.parametrize("name", TABLES)
def test_no_format_holds_a_formula(dragoman, armed_ledger: Path, name: str) -> None:
    found = dragoman("export", name, "--ledger", armed_ledger)
    rows = rows_of(found.out, "," if name == "panel" else "\t")
    assert len(rows) > 1, found.err
    assert dangerous(rows) == []


def test_no_table_of_a_snapshot_holds_a_formula(dragoman, armed_ledger: Path, tmp_path) -> None:
    done = dragoman(
        "export", "snapshot", "--ledger", armed_ledger, "--title", FORMULA, tmp_path / "s"
    )
    assert done.code == 0, done.err
    tables = [p for p in (tmp_path / "s").rglob("*") if p.suffix in {".csv", ".tsv"}]
    assert tables
    for table in tables:
        text = table.read_text(encoding="utf-8")
        assert dangerous(rows_of(text, "\t" if table.suffix == ".tsv" else ",")) == [], table.name


def test_no_download_of_the_site_holds_a_formula(armed_ledger: Path) -> None:
    pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")
    pytest.importorskip("httpx2", reason="Starlette's test client: pip install 'dragoman[dev]'")
    from starlette.testclient import TestClient

    from dragoman.query import View
    from dragoman.settings import Settings
    from dragoman.web.site import Site, make_app

    paths = ["/?format=csv", "/pair/KEN/UGA?format=csv"]
    paths += [f"/search?kind={kind}&format=csv" for kind in LISTS[:7]]
    paths += [f"/api/v1/{kind}?format=csv" for kind in (*LISTS[:7], "pairs", "people", "places")]
    paths += [
        "/api/v1/outlets?format=csv",
        "/api/v1/runs?format=csv",
        "/api/v1/verdicts?format=csv",
    ]
    with View(open_ledger(armed_ledger)) as view:
        browser = TestClient(make_app(Site(view, Settings(), "Ada")), "http://127.0.0.1:8765")
        for path in paths:
            answer = browser.get(path)
            assert answer.status_code == 200, (path, answer.text)
            assert answer.headers["content-type"].startswith("text/csv"), path
            assert dangerous(rows_of(answer.text)) == [], path
