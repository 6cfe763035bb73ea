"""The site of a team in Chromium: sign-in, accounts, and what each role finds there."""

from __future__ import annotations

import re
import shutil

import pytest
from tests.web.browsing import SHAPES, serious, serving
from tests.web.conftest import PASSWORD, Team

pytest.importorskip("playwright.sync_api", reason="pip install 'dragoman[dev]'")
pytestmark = pytest.mark.browser
# As long as names may be, and each a single word.
LONG = "n" * 60
QUEUE = re.compile(r"//[^/]+/review$")  # not the sign-in that leads there


@pytest.fixture(scope="module")
def served(filled, tmp_path_factory):
    """The site of a team on a free port; hashing is made cheap."""
    pytest.importorskip("uvicorn", reason="pip install 'dragoman[web]'")
    from dragoman.ledger import open_ledger
    from dragoman.query import View
    from dragoman.settings import Settings
    from dragoman.web.access import secrets
    from dragoman.web.access.roles import Role
    from dragoman.web.site import Site, make_app

    folder = tmp_path_factory.mktemp("team")
    shutil.copy(filled, folder / "west.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "_LOG_N", 4)
        patch.setattr(secrets, "_NONE", f"scrypt$4$8$3${'00' * 16}${'00' * 32}")
        team = Team(folder)
        team.accounts.add(LONG, Role.ADMIN, PASSWORD)
        with View(open_ledger(folder / "west.db")) as view:
            app = make_app(Site(view, Settings(), "nobody"), team.access)
            with serving(app) as home:
                yield view, home


def sign_in(page, home: str, name: str, password: str = PASSWORD) -> None:
    """Sign in by keyboard alone, as a screen reader's user would."""
    page.goto(f"{home}/sign-in?next=/review")
    page.focus("#name")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("shape", SHAPES)
def test_sign_in_and_accounts_fit_and_are_accessible(served, chromium, axe, shape):
    _, home = served
    context = chromium.new_context(bypass_csp=True, **SHAPES[shape])
    page = context.new_page()
    asked, found, wide = set(), [], []
    page.on("request", lambda request: asked.add(request.url))

    def look() -> None:
        found.extend(serious(page, axe))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(page.url)

    page.goto(f"{home}/")
    assert "/sign-in?next=" in page.url
    assert page.locator("nav").count() == 0  # nothing is shown that needs an account
    look()
    sign_in(page, home, LONG, "not this password")
    page.wait_for_selector("[role=alert]")
    look()
    sign_in(page, home, LONG)
    page.wait_for_url(QUEUE)
    look()
    page.goto(f"{home}/accounts")
    assert page.locator("table").count() == 2
    look()
    page.goto(f"{home}/api")
    look()
    context.close()
    assert (found, wide) == ([], [])
    assert {url for url in asked if not url.startswith(home)} == set()


def test_a_whole_review_by_keyboard_alone(served, chromium):
    view, home = served
    context = chromium.new_context()
    page = context.new_page()
    sign_in(page, home, "reviewer-one")
    page.wait_for_url(QUEUE)
    page.keyboard.press("j")
    page.wait_for_url(re.compile(r"/review/[0-9a-f]{16}"))
    event = page.url.rpartition("/")[2]
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "field"
    page.keyboard.type("status")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "v-status"
    page.keyboard.type("did not")
    page.keyboard.press("Tab")
    page.keyboard.type("the second paragraph says so")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Corrected")
    page.keyboard.press("u")
    page.wait_for_selector("text=Taken back")
    decided = [(v.decision, v.by, v.value) for v in view.ledger.verdicts()]
    assert decided[0] == ("correct", "reviewer-one", "not_occurred")
    assert [one[0] for one in decided] == ["correct", "undo"]
    assert view.event(event)
    context.close()


def test_a_reader_is_told_what_is_not_for_them(served, chromium):
    _, home = served
    context = chromium.new_context()
    page = context.new_page()
    sign_in(page, home, "reader-one")
    page.wait_for_url(QUEUE)
    assert page.goto(f"{home}/accounts").status == 403
    assert "needs the role admin" in page.inner_text("main")
    assert page.locator("a[href='/accounts']").count() == 0
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in")
    assert page.goto(f"{home}/runs").url.startswith(f"{home}/sign-in")
    context.close()


def test_signing_in_needs_no_script(served, chromium):
    _, home = served
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/sign-in?next=/search%3Ftype=CONSULT")
    page.fill("#name", "reader-one")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/search?type=CONSULT")
    assert page.is_visible("text=reader-one")
    context.close()
