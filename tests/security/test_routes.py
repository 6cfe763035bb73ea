"""Every route has a role that someone wrote down, and no answer comes without the guards."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")
pytest.importorskip("httpx2", reason="Starlette's test client: pip install 'dragoman[dev]'")

from starlette.testclient import TestClient
from tests.web.test_access import BASE, WHOLE, browser, routes, sign_in

from dragoman.web.access.roles import needed
from dragoman.web.doors import Bounds
from dragoman.web.site import make_app

LINES = (Path(__file__).parent / "routes.txt").read_text(encoding="utf-8").splitlines()
ROWS = {(m, path): role for role, m, path in (x.split() for x in LINES if not x.startswith("#"))}


@pytest.fixture
def app(site, team):
    return make_app(site, team.access)


def test_every_route_has_its_row_and_every_row_its_route(app) -> None:
    assert sorted(set(routes(app))) == sorted(ROWS), "write the role of a new route in routes.txt"


def test_each_row_is_what_the_gate_asks_for() -> None:
    for (method, path), role in ROWS.items():
        address = re.sub(r"{(\w+)(:path)?}", lambda m: WHOLE[m[1]], path)
        assert needed(method, address) == role, (method, path)


def test_what_only_reads_changes_nothing_and_what_changes_is_no_link(app) -> None:
    """No GET is in the list of what needs more than a reader, but that of accounts."""
    more = {row for row, role in ROWS.items() if role in {"reviewer", "admin"}}
    assert {path for method, path in more if method == "GET"} == {"/accounts"}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "X"])
def test_other_methods_get_no_further(app, team, method: str) -> None:
    for path in ("/", "/review/abc", "/api/v1/verdicts", "/accounts", "/sign-in"):
        answer = browser(app).request(method, path)
        assert answer.status_code in {401, 403, 404, 405, 411, 413}, (method, path)
        with_token = browser(app).request(method, path, headers=team.bearer("reviewer"))
        assert with_token.status_code in {401, 403, 404, 405}, (method, path)


@pytest.mark.parametrize(
    "path",
    [
        *("/static/..%2f..%2faccounts", "/static/%2e%2e/accounts", "/static/../../etc/passwd"),
        *("/static/site.css%00.html", "/static//etc/passwd", "/static/site.py", "/static/%3f"),
        *("/sign-in/../accounts", "/sign-in%2f..%2faccounts", "/favicon.ico/../accounts"),
    ],
)
def test_open_paths_lead_to_nothing_else(app, path: str) -> None:
    answer = browser(app).get(path)
    assert answer.status_code in {303, 404}, answer.text
    assert "root:" not in answer.text
    assert "reader-one" not in answer.text


def guarded(answer) -> bool:
    headers = answer.headers
    policy = headers["content-security-policy"]
    return (
        policy.startswith("default-src 'none'")
        and "unsafe" not in policy
        and "http" not in policy
        and headers["x-content-type-options"] == "nosniff"
        and headers["x-frame-options"] == "DENY"
        and headers["referrer-policy"] == "same-origin"
        and headers["cross-origin-resource-policy"] == "same-origin"
    )


def test_every_kind_of_answer_is_guarded(site, team, monkeypatch) -> None:
    app = make_app(site, team.access)
    client = TestClient(app, BASE, follow_redirects=False, raise_server_exceptions=False)
    answers = [client.get("/"), client.get("/sign-in"), client.get("/static/site.css")]
    answers += [client.get("/", headers={"Host": "evil.example"})]
    answers += [client.post("/review/as", content=b"x" * 70_000)]
    answers += [sign_in(client, "reader-one", "wrong wrong wrong")]
    assert sign_in(client, "reader-one").status_code == 303
    answers += [client.get(p) for p in ("/nothing", "/event/abc", "/search?limit=x", "/accounts")]
    answers += [client.get(p) for p in ("/api/v1/nothing", "/api/v1/events?limit=x")]
    answers += [client.get(f"/search?format={form}") for form in ("csv", "json", "md")]
    from dragoman.query import View

    monkeypatch.setattr(View, "events", lambda *_, **__: 1 // 0)
    answers += [client.get("/search"), client.get("/api/v1/events")]
    full = make_app(site, team.access, bounds=Bounds(queue=0))
    answers += [browser(full).get("/"), browser(full).get("/api/v1/events")]
    assert {a.status_code for a in answers} >= {200, 303, 401, 403, 404, 413, 422, 500, 503}
    assert not [(a.status_code, a.url) for a in answers if not guarded(a)]


SCRIPT = "<script>alert(1)</script>"
QUOTED = "\" onmouseover='alert(1)' x=\""
ECHOED = (
    *("/event/{}", "/document/{}", "/dispute/{}", "/actor/{}", "/pair/{}/GHA", "/pair?a={}&b=GHA"),
    *("/search?search={}", "/search?kind={}", "/search?actor={}", "/search?place={}"),
    *(
        "/search?since={}",
        "/search?after={}",
        "/search?nonsense={}",
        "/search?{}=1",
        "/map?actor={}",
    ),
    *("/network?since={}", "/codebook?search={}", "/codebook/type/{}", "/codebook/names?kind={}"),
    *(
        "/review?order={}",
        "/review/{}",
        "/review/trail?{}=1",
        "/runs?{}=1",
        "/{}",
        "/sign-in?next={}",
    ),
)


@pytest.mark.parametrize("path", ECHOED)
def test_nothing_that_is_asked_comes_back_as_markup(app, team, site, path: str) -> None:
    from urllib.parse import quote

    client = browser(app)
    if not path.startswith("/sign-in"):
        assert sign_in(client, "admin-one").status_code == 303
    for attack in (SCRIPT, QUOTED, f"javascript:{SCRIPT}"):
        answer = client.get(path.format(quote(attack, safe="")))
        assert answer.status_code < 500
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "<script>alert" not in answer.text
            assert "\" onmouseover='" not in answer.text
            assert 'x="' + '"' not in answer.text
            assert 'href="javascript:' not in answer.text


class Attributes(HTMLParser):
    """The names of all attributes of a page."""

    @classmethod
    def of(cls, text: str) -> set[str]:
        made = cls()
        made.names: set[str] = set()
        made.feed(text)
        return made.names

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _ in attrs}


def test_no_page_has_script_or_style_of_its_own(client) -> None:
    """What the policy would refuse is not there: the pages work under it."""
    for path in (
        "/",
        "/search",
        "/pair/GHA/NGA",
        "/map",
        "/network",
        "/review",
        "/codebook",
        "/api",
    ):
        text = client.get(path).text
        assert not re.search(r"<script(?![^>]* src=\"/static/)[^>]*>", text), path
        assert not Attributes.of(text) & {"style", "srcdoc"}, path
        assert not [name for name in Attributes.of(text) if name.startswith("on")], path
        assert "<style" not in text, path
        assert not re.search(r"(?:src|srcset|action|data|poster)=\"(?:https?:)?//", text), path


BREAKS = ("/\r\nSet-Cookie: x=1", "/a\nLocation: //evil.example", "/\x00", "/a\x85b", "/é\u2028")


@pytest.mark.parametrize("onward", BREAKS)
def test_no_header_can_be_broken_by_where_to_go_on(app, onward: str) -> None:
    answer = sign_in(browser(app), "reader-one", onward=onward)
    assert answer.status_code == 303
    assert "evil" not in answer.headers["location"]
    assert "x=1" not in answer.headers.get("set-cookie", "")
    assert answer.headers["location"].isascii()


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", *BREAKS, "/review\r\nX: y"]
)
def test_a_verdict_leads_back_to_the_review_only(site, client, back: str) -> None:
    event = site.view.events().first().event.id
    form = {"decision": "accept", "token": site.token, "back": back}
    answer = client.post(f"/review/{event}", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review")
    assert "X" not in answer.headers


def test_a_download_is_called_by_a_plain_name() -> None:
    from dragoman.web.files import file_answer

    for name in (
        'a"\r\nSet-Cookie: x=1.csv',
        "../../etc/passwd",
        "ü;filename*=x",
        "a\x00b",
        "\u202e",
    ):
        told = file_answer(b"", "text/csv", name).headers["content-disposition"]
        assert re.fullmatch(r'attachment; filename="[\w.-]+"', told, re.ASCII), told
