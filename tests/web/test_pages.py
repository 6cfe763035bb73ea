"""Every page answers, says what it shows, keeps its filters in its address and stays inert."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from dragoman.query import make_filter
from dragoman.query.latest import latest_disputes

PLAIN = (
    *("/", "/search", "/pair/GHA/NGA", "/pair/TGO/BEN", "/actor/TGO", "/actor/GHA", "/map"),
    *("/network", "/review", "/review?show=second", "/review/trail", "/review/agreement"),
    "/review/proposals",
    *("/codebook", "/codebook/type/AID", "/codebook/names?q=togo", "/runs"),
    *(f"/search?kind={kind}" for kind in ("claims", "figures", "disputes", "series", "ties")),
    *("/search?kind=documents", "/search?search=fuel", "/search?type=ACCUSE&status=alleged"),
)


class Outline(HTMLParser):
    """What a page is made of: tags, attributes, headings, and words outside scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def addresses(site) -> list[str]:
    """All pages, those of single records too, the hostile ones among them."""
    view = site.view
    found = [f"/event/{row.event.id}" for row in view.events()]
    found += [f"/review/{row.event.id}" for row in view.events()]
    found += [f"/document/{row.source.id}" for row in view.documents()]
    found += [f"/dispute/{row.dispute.id}" for row in latest_disputes(view, 9)]
    assert any("/dispute/" in address for address in found)
    return [*PLAIN, *found]


def test_every_page_is_whole(client, addresses):
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        outline = Outline(answer.text)
        assert len(outline.named("main")) == len(outline.named("h1")) == 1, address
        levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1, address
        assert all(b - a <= 1 for a, b in pairwise(levels)), address
        ids = [a["id"] for _, a in outline.tags if a.get("id")]
        assert sorted(ids) == sorted(set(ids)), address
        assert all(th.get("scope") for th in outline.named("th")), address
        assert len(answer.content) < 300_000, address


def test_no_page_runs_what_a_document_says(client, addresses):
    for address in addresses:
        outline = Outline(page := client.get(address).text)
        assert [s["src"].partition("?")[0] for s in outline.named("script")] == ["/static/site.js"]
        assert not any(
            name.startswith("on") or (value or "").strip().lower().startswith("javascript:")
            for _, attributes in outline.tags
            for name, value in attributes.items()
        ), address
        assert not any("style" in attributes for _, attributes in outline.tags), address
        assert all((i.get("src") or "/").startswith("/") for i in outline.named("img")), address
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", page), address


def test_links_of_pages_lead_somewhere(client, addresses):
    """Every address of ours that a page names can be opened."""
    seen: set[str] = set()
    for address in addresses:
        for a in Outline(client.get(address).text).named("a"):
            target = (a["href"] or "").partition("#")[0]
            if target.startswith("/") and "format=" not in target:
                seen.add(target)
    broken = [t for t in sorted(seen) if client.get(t).status_code not in {200, 303}]
    assert broken == []
    assert len(seen) > 50


@pytest.mark.parametrize("address", ["/", "/nothing", "/search?type=X", "/static/site.css"])
def test_every_answer_is_guarded(client, address):
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8765", "", "[", "10.0.0.7"]
)
def test_other_names_of_this_machine_are_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing", 404, "no page"),
        ("/event/feedfacefeedface", 404, "feedface"),
        ("/document/none", 404, "none"),
        ("/dispute/none", 404, "none"),
        ("/actor/Atlantis", 404, "Atlantis"),
        ("/pair/GHA/Atlantis", 422, "Atlantis"),
        ("/pair/GHA/GHA", 422, "one party"),
        ("/search?type=DANCE", 422, "DANCE"),
        ("/search?since=yesterday", 422, "yesterday"),
        (f"/network?parties={'9' * 5000}", 422, "whole number"),
        ("/search?min_confidence=2", 422, "0 to 1"),
        ("/search?after=x", 422, "cursor"),
        ("/search?colour=red", 422, "colour"),
        ("/search?kind=dances", 422, "dances"),
        ("/search?format=exe", 422, "exe"),
        ("/search?between=GHA", 422, "two"),
        ("/pair/GHA/NGA?page=999", 422, "999"),
        ("/pair/GHA/NGA?page=0", 422, "0"),
        ("/network?parties=9999", 422, "9999"),
        ("/document/x?at=-1", 404, "x"),
        ("/static/secret", 404, "secret"),
        ("/codebook/type/DANCE", 404, "DANCE"),
    ],
)
def test_what_cannot_be_answered_is_told(client, address, status, words):
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("at", ["-1", "x", "9" * 5000, "٣"])
def test_a_place_in_a_text_that_is_no_number_is_told(client, site, at):
    id_ = next(iter(site.view.documents())).source.id
    answer = client.get(f"/document/{id_}", params={"at": at})
    assert answer.status_code == 422
    assert "expected a whole number from 0" in answer.text


def test_one_filter_language(client, site):
    """What the page shows is what the filter finds, and the address says it."""
    rows = list(site.view.events(make_filter(types="CONSULT", since="2021")))
    page = client.get("/search?type=CONSULT&since=2021").text
    assert {row.event.id for row in rows} == set(re.findall(r'id="e-(\w+)"', page))
    assert f">{len(rows)} acts found<" in page
    assert "/search?since=2021" in page  # the chip that takes the type out


def test_names_are_taken_for_codes(client):
    assert client.get("/pair/ghana/Nigeria").headers["location"] == "/pair/GHA/NGA"
    assert client.get("/pair?a=Ghana&b=NGA").headers["location"] == "/pair/GHA/NGA"
    assert client.get("/actor/Togo").headers["location"] == "/actor/TGO"
    assert client.get("/search?actor=Ghana").status_code == 200


def test_downloads_hold_what_is_shown(client, site):
    ids = [row.event.id for row in site.view.events(actor="GHA")]
    asked = "/search?actor=GHA&format="
    table = list(csv.DictReader(io.StringIO(client.get(f"{asked}csv").text)))
    assert [row["id"] for row in table] == ids
    told = client.get(f"{asked}json").json()
    assert [event["id"] for event in told["events"]] == ids
    assert "| id |" in client.get(f"{asked}md").text
    assert "attachment" in client.get(f"{asked}md").headers["content-disposition"]


def test_a_list_goes_on_where_it_ended(client, site):
    first = client.get("/search?limit=2").text
    after = re.search(r'rel="next" href="([^"]+)"', first).group(1).replace("&amp;", "&")
    ids = re.findall(r'id="e-(\w+)"', first) + re.findall(r'id="e-(\w+)"', client.get(after).text)
    assert ids == [row.event.id for row in site.view.events(limit=4)]


def test_a_document_marks_its_records(client, site):
    source = next(iter(site.view.documents())).source
    records = next(site.view.records([source.id]))
    page = client.get(f"/document/{source.id}").text
    for record in (*records.events, *records.claims, *records.figures):
        assert f'id="r-{record.id}"' in page
    said = json.loads(client.get(f"/document/{source.id}?format=json").text)
    assert said["document"]["id"] == source.id
    assert client.get(f"/document/{source.id}?format=txt").text == records.document.text


@pytest.mark.parametrize("form", ["html", "md", "csv", "json"])
def test_a_dossier_can_be_taken_along(client, form):
    answer = client.get(f"/pair/TGO/BEN?format={form}")
    assert answer.status_code == 200
    assert f"dossier-TGO-BEN.{form}" in answer.headers["content-disposition"] or form in {
        "csv",
        "json",
    }


def test_the_order_of_a_timeline_turns(client):
    newest = re.findall(r'id="e-(\w+)"', client.get("/pair/GHA/NGA").text)
    oldest = re.findall(r'id="e-(\w+)"', client.get("/pair/GHA/NGA?order=oldest").text)
    assert sorted(newest) == sorted(oldest)
    assert newest != oldest


def test_an_empty_ledger_says_what_to_do(tmp_path):
    pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")
    pytest.importorskip("httpx2", reason="Starlette's test client: pip install 'dragoman[dev]'")
    from starlette.testclient import TestClient

    from dragoman.ledger import open_ledger
    from dragoman.query import View
    from dragoman.settings import Settings
    from dragoman.web.site import Site, make_app

    with View(open_ledger(tmp_path / "new.db")) as view:
        client = TestClient(make_app(Site(view, Settings(), "x")), base_url="http://localhost")
        for address in PLAIN:
            assert client.get(address).status_code == 200, address
        assert "dragoman add" in client.get("/").text
