"""A site over a small ledger: three states of Africa, a dispute, and one hostile article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.ledger.samples import NOW, VERSIONS, Article, party, visit

from dragoman.ledger import open_ledger
from dragoman.model import Failure, Place, Skipped
from dragoman.query import View
from dragoman.settings import Settings

SCRIPT = "<script>alert('x')</script>"
BIDI = "\u202eevil\u202c\u200b\u2066"


def hostile() -> Article:
    """An article that tries to run on every page: in its title, text, figure and parties."""
    text = (
        f"Togo {SCRIPT} accused Benin {BIDI} of <img src=x onerror=alert(1)> smuggling fuel. "
        "Benin \" onmouseover='alert(2)' denied it. "
        "Trade was 5 million <b>CFA</b> in 2020. Togo has an embassy in Benin."
    )
    article = Article(
        text,
        publisher=f'"><svg onload=alert(3)>{BIDI}',
        published="2022-02-03",
        title=f"{SCRIPT}{BIDI} & </title></textarea><script src=//evil.example/x.js></script>",
    )
    told = article.report(
        "ACCUSE", [party("TGO", f"{SCRIPT} Minister", "foreign minister")], "BEN",
        text.split(". ")[0], "accused", mode="allege", status="alleged", date="2022-02",
        place=Place(f"{SCRIPT}ville", "TGO", 6.1, 1.2), confidence=0.45,
        speakers=(party("TGO", f"<i>{BIDI}</i>"),), rule='x"><script>alert(4)</script>',
    )  # fmt: skip
    article.claim(
        "BEN", "denies", "onmouseover='alert(2)' denied it", ("TGO", "BEN"), event=told.id
    )
    article.claim("TGO", "asserts", "smuggling fuel", ("TGO", "BEN"), event=told.id)
    article.figure(
        "trade <b>", ("TGO", "BEN"), 5e6, "<u>CFA</u>", "5 million <b>CFA</b>", period="2020"
    )
    article.tie("embassy", "TGO", "BEN", "Togo has an embassy in Benin")
    return article


def fill(path: Path) -> None:
    """Keep visits of several years and the hostile article."""
    with open_ledger(path) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for day, paper in (
            ("2019-03-02", "Coastal Post"),
            ("2021-05-04", "Harbour News"),
            ("2021-05-04", "Inland Mail"),
            ("2023-11-20", "Lagoon Times"),
        ):
            ledger.add(visit(day, paper).records, run)
        ledger.add(hostile().records, run)
        ledger.skip(Skipped("list.bin", f"no text {SCRIPT}"), run)
        ledger.fail(Failure("broken.html", f"cannot be read {SCRIPT}"), run)
        ledger.settle_copies()
        ledger.rederive()
        ledger.finish(run, NOW)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger's file, made once; tests that write take a copy."""
    path = tmp_path_factory.mktemp("web") / "west.db"
    fill(path)
    return path


class Clock:
    """A clock that goes on by a second each time it is read."""

    def __init__(self) -> None:
        self.read = 0

    def __call__(self) -> datetime:
        self.read += 1
        return datetime(2026, 3, 1, 12, self.read // 60, self.read % 60, tzinfo=UTC)


@pytest.fixture
def ledger(filled: Path, tmp_path: Path) -> Path:
    """A copy of the ledger to write to."""
    import sqlite3

    with sqlite3.connect(filled) as source, sqlite3.connect(tmp_path / "west.db") as target:
        source.backup(target)
    source.close()
    target.close()
    return tmp_path / "west.db"


@pytest.fixture
def site(ledger: Path) -> Iterator:
    """The site over a ledger of its own."""
    pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")
    from dragoman.web.site import Site

    with View(open_ledger(ledger)) as view:
        yield Site(view, Settings(), "Ada", Clock())


@pytest.fixture
def client(site):
    """A browser without a screen."""
    pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")
    pytest.importorskip("httpx2", reason="Starlette's test client: pip install 'dragoman[dev]'")
    from starlette.testclient import TestClient

    from dragoman.web.site import make_app

    return TestClient(make_app(site), base_url="http://127.0.0.1:8765", follow_redirects=False)


PASSWORD = "a long enough password"  # of everyone in the team
ROLES = ("reader", "reviewer", "admin")


class Team:
    """Accounts with one user of each role, and how each comes with a browser or a program."""

    def __init__(self, folder: Path) -> None:
        from dragoman.web.access.accounts import Accounts
        from dragoman.web.access.gate import Access
        from dragoman.web.access.limits import Limit
        from dragoman.web.access.roles import Role

        self.now = NOW
        self.accounts = Accounts(folder / "west.users", lambda: self.now)
        for role in ROLES:
            self.accounts.add(f"{role}-one", Role(role), PASSWORD)
        self.tokens = {role: self.accounts.make_token(f"{role}-one", "tests") for role in ROLES}
        many = Limit(1_000_000, 1_000_000)
        self.access = Access(self.accounts, many, many, many)

    def bearer(self, role: str) -> dict[str, str]:
        """The header with which a program of this role asks."""
        return {"Authorization": f"Bearer {self.tokens[role]}"}


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """The accounts of a team; hashing is made cheap, one test has it at its real cost."""
    pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")
    from dragoman.web.access import secrets

    monkeypatch.setattr(secrets, "_LOG_N", 4)
    monkeypatch.setattr(secrets, "_NONE", f"scrypt$4$8$3${'00' * 16}${'00' * 32}")
    return Team(tmp_path)


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """Debian's Chromium."""
    import shutil

    reason = "pip install 'dragoman[dev]'"
    playwright = pytest.importorskip("playwright.sync_api", reason=reason)
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    from tests.web.browsing import axe_script

    return axe_script()
