"""The site in Chromium: fits a phone, is accessible, works by keyboard and without scripts."""

from __future__ import annotations

import re
import shutil

import pytest
from tests.web.browsing import SHAPES, serious, serving

pytest.importorskip("playwright.sync_api", reason="pip install 'dragoman[dev]'")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(filled, tmp_path_factory):
    """The site on a free port of this machine, over a copy of the ledger."""
    pytest.importorskip("uvicorn", reason="pip install 'dragoman[web]'")
    from dragoman.ledger import open_ledger
    from dragoman.query import View
    from dragoman.settings import Settings
    from dragoman.web.site import Site, make_app

    path = tmp_path_factory.mktemp("browser") / "west.db"
    shutil.copy(filled, path)
    with View(open_ledger(path)) as view:
        site = Site(view, Settings(), "Ada")
        with serving(make_app(site)) as home:
            yield site, home


@pytest.fixture(scope="module")
def addresses(served) -> list[str]:
    """A page of each kind, the hostile article's where there is a choice."""
    view = served[0].view
    event = next(iter(view.events(types="ACCUSE"))).event.id
    document = next(row.source.id for row in view.documents(actor="TGO"))
    dispute = next(iter(view.disputes(actor="TGO"))).dispute.id
    return [
        *("/", "/search", "/search?kind=claims", "/search?kind=figures", "/search?kind=disputes"),
        *("/search?kind=series", "/search?kind=ties", "/search?kind=documents", "/pair/GHA/NGA"),
        *("/pair/TGO/BEN", f"/event/{event}", f"/document/{document}", f"/dispute/{dispute}"),
        *("/actor/TGO", "/map", "/network", "/review", f"/review/{event}", "/review/trail"),
        *("/review/agreement", "/codebook", "/codebook/type/AID", "/codebook/names?q=togo"),
        *("/runs", "/api", "/nothing", "/search?type=X", "/pair/FJI/TON", "/map?since=2090"),
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_pages_fit_run_nothing_and_ask_nobody(served, chromium, addresses, shape):
    _, home = served
    context = chromium.new_context(**SHAPES[shape])
    page = context.new_page()
    asked, told = set(), []
    page.on("request", lambda request: asked.add(request.url))
    page.on("console", lambda message: told.append((page.url, message.text)))
    page.on("dialog", lambda dialog: told.append((page.url, "dialog")))
    wide = []
    for address in addresses:
        page.goto(home + address)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > page.viewport_size[
            "width"
        ]:
            wide.append((address, width))
    context.close()
    assert wide == []
    assert [t for t in told if "404 (Not Found)" not in t[1] and "422" not in t[1]] == []
    assert {url for url in asked if not url.startswith(home)} == set()


@pytest.mark.parametrize("shape", ["light", "dark"])
def test_axe_finds_nothing_serious(served, chromium, addresses, axe, shape):
    _, home = served
    context = chromium.new_context(bypass_csp=True, **SHAPES[shape])
    page = context.new_page()
    found = []
    for address in addresses:
        page.goto(home + address)
        found += serious(page, axe)
    context.close()
    assert found == []


def test_a_review_by_keyboard(served, chromium):
    site, home = served
    page = chromium.new_context().new_page()
    page.goto(f"{home}/review")
    page.keyboard.press("j")
    page.wait_for_url(re.compile(r"/review/[0-9a-f]{16}"))
    event = page.url.rpartition("/")[2]
    page.keyboard.press("a")
    page.wait_for_selector("text=Accepted")
    assert site.view.event(event).reviewed
    page.keyboard.press("u")
    page.wait_for_selector("text=Taken back")
    assert not site.view.event(event).reviewed
    page.goto(f"{home}/review/{event}")
    page.keyboard.press("n")
    page.keyboard.type("A note: rakes are no keys")
    page.click("text=Keep the note")
    page.wait_for_selector("text=Noted")
    decided = [v.decision for v in site.view.ledger.verdicts()]
    assert decided == ["accept", "undo", "note"]
    page.context.close()


def test_a_review_without_scripts(served, chromium):
    site, home = served
    page = chromium.new_context(java_script_enabled=False).new_page()
    event = next(iter(site.view.events(types="ACCUSE"))).event.id
    page.goto(f"{home}/review/{event}")
    page.click("summary:has-text('Correct')")
    page.select_option("#field", "status")
    page.select_option("#v-status", "denied")
    page.click("button:has-text('Correct')")
    page.wait_for_selector("text=Corrected")
    assert next(iter(site.view.events(types="ACCUSE"))).event.status == "denied"
    page.click("button:has-text('Undo')")
    page.wait_for_selector("text=Taken back")
    assert next(iter(site.view.events(types="ACCUSE"))).event.status == "alleged"
    page.context.close()


def test_the_first_tab_skips_to_the_content(served, chromium):
    _, home = served
    page = chromium.new_context().new_page()
    page.goto(f"{home}/search")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_a_quotation_leads_to_its_place(served, chromium):
    _, home = served
    page = chromium.new_context().new_page()
    page.goto(f"{home}/pair/GHA/NGA")
    page.click("blockquote a >> nth=0")
    page.wait_for_url(re.compile(r"/document/.*#c\d+"))
    assert page.evaluate("document.querySelector(':target')?.tagName") == "MARK"
    page.context.close()


def test_print_shows_the_record_alone(served, chromium):
    _, home = served
    page = chromium.new_context().new_page()
    page.emulate_media(media="print")
    page.goto(f"{home}/pair/GHA/NGA")
    assert not page.is_visible("header.masthead")
    assert not page.is_visible(".downloads")
    assert page.is_visible("#timeline")
    page.context.close()
