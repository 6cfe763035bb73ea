"""Nobody gets further than their role, whatever they send; and every sign-in is on record."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.web.conftest import PASSWORD, ROLES

from dragoman.errors import DragomanError

TestClient = pytest.importorskip("starlette.testclient", reason="needs the extra web").TestClient

from dragoman.web.access.accounts import Accounts  # noqa: E402
from dragoman.web.access.book import accounts_file  # noqa: E402
from dragoman.web.access.gate import COOKIE  # noqa: E402
from dragoman.web.access.limits import Limit  # noqa: E402
from dragoman.web.access.roles import Role  # noqa: E402
from dragoman.web.site import make_app  # noqa: E402

BASE = "http://127.0.0.1:8765"
OPEN = {
    *(("GET", "/sign-in"), ("POST", "/sign-in")),
    *(("GET", "/static/{name}"), ("GET", "/favicon.ico")),
}
FOR = {
    ("POST", "/review/as"): "reviewer",
    ("POST", "/review/{id_}"): "reviewer",
    ("POST", "/api/v1/verdicts"): "reviewer",
    ("GET", "/accounts"): "admin",
}
WHOLE = {"a": "GHA", "b": "NGA", "words": "GHA", "code": "GHA", "id_": "abcdef", "name": "AID"}


def browser(app) -> TestClient:
    return TestClient(app, base_url=BASE, follow_redirects=False)


def token_in(page: str) -> str:
    return re.search(r'name="token" value="([^"]*)"', page)[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, onward: str = "/"):
    token = token_in(client.get("/sign-in").text)
    fields = {"token": token, "name": name, "password": password, "next": onward}
    return client.post("/sign-in", data=fields)


@pytest.fixture
def app(site, team):
    return make_app(site, team.access, ["ledger.example"])


@pytest.fixture
def signed_in(app):
    """A browser of each role, and one of nobody."""
    clients = {"anonymous": browser(app)} | {role: browser(app) for role in ROLES}
    for role in ROLES:
        assert sign_in(clients[role], f"{role}-one").status_code == 303
    return clients


def routes(router, prefix=""):
    """Method and path of every route, of included and mounted ones too."""
    for route in router.routes:
        below = getattr(route, "original_router", None) or getattr(route, "app", None)
        if hasattr(route, "methods"):
            yield from ((method, prefix + route.path) for method in route.methods - {"HEAD"})
        else:
            yield from routes(below, prefix + getattr(route, "path", ""))


def every_route(app):
    found = sorted(set(routes(app)))
    assert len(found) > 50
    assert set(FOR) | OPEN < set(found)
    return found


def test_every_route_lets_in_its_roles_and_nobody_else(app, signed_in, team):
    order = ["anonymous", *ROLES]
    for method, path in every_route(app):
        needed = "anonymous" if (method, path) in OPEN else FOR.get((method, path), "reader")
        address = re.sub(r"{(\w+)(:path)?}", lambda m: WHOLE[m[1]], path)
        for role in order:
            client, may = signed_in[role], order.index(role) >= order.index(needed)
            if path == "/sign-out":
                continue  # it would end the session; tested by itself
            if path.startswith("/api/"):
                client = browser(app)
                headers = team.bearer(role) if role != "anonymous" else {}
                answer = client.request(method, address, headers=headers)
                refused = answer.status_code in {401, 403}
                assert not refused or answer.json()["errors"][0]["do"]
            else:
                answer = client.request(method, address)
                onward = answer.headers.get("location", "")
                # A form without its token is refused later, in other words.
                refused = answer.status_code == 403 and "needs the role" in answer.text
                refused = refused or answer.status_code == 401
                refused = refused or (role == "anonymous" and onward.startswith("/sign-in?"))
            assert refused is not may, (method, path, role, answer.status_code)
            assert answer.status_code < 500, (method, path, role)


def test_what_is_not_there_is_told_to_nobody(app, signed_in):
    for path in ("/nothing", "/docs", "/openapi.json", "/api/v1/nothing", "/api/v1"):
        assert signed_in["anonymous"].get(path).status_code in {303, 401}, path
        assert signed_in["anonymous"].post(path).status_code == 401, path
        assert signed_in["reader"].post(path).status_code in {401, 403}, path
    assert signed_in["reader"].get("/nothing").status_code == 404
    for path in ("//accounts", "/accounts/", "/ACCOUNTS", "/%61ccounts", "/static/../accounts"):
        assert "Sign-ins and changes" not in signed_in["reader"].get(path).text, path


def test_a_session_begins_anew_with_each_sign_in(app, team):
    client = browser(app)
    client.cookies.set(COOKIE, "chosen-by-someone-else")
    answer = sign_in(client, "reader-one", onward="/search?type=AID")
    assert answer.headers["location"] == "/search?type=AID"
    given = answer.headers["set-cookie"]
    assert "chosen" not in given
    assert "HttpOnly" in given
    assert "SameSite=strict" in given
    first = client.cookies.get(COOKIE, domain="127.0.0.1") or client.cookies.get(COOKIE)
    client.cookies.clear()
    client.cookies.set(COOKIE, first)
    page = client.get("/")
    assert page.status_code == 200
    client.post("/sign-out", data={"token": token_in(page.text)})
    client.cookies.clear()
    client.cookies.set(COOKIE, first)
    assert client.get("/").status_code == 303  # ended everywhere, not only in this browser


def test_a_forged_cookie_opens_nothing(app, signed_in):
    good = signed_in["admin"].cookies.get(COOKIE)
    for bad in (good[:-1] + "x", good.partition(".")[0], f"{good}.x", "." * 9, "é", "x" * 9000):
        client = browser(app)
        answer = client.get("/", headers={"Cookie": f"{COOKIE}={bad}".encode("latin-1")})
        assert answer.status_code == 303, bad[:50]


def test_a_session_ends_with_time_and_password(app, team, signed_in):
    reader, reviewer = signed_in["reader"], signed_in["reviewer"]
    team.now += timedelta(hours=11)
    assert reader.get("/").status_code == 200
    team.now += timedelta(hours=11)
    assert reader.get("/").status_code == 200
    assert reviewer.get("/").status_code == 303  # not seen for 22 hours
    team.accounts.set_password("reader-one", "another long password")
    assert reader.get("/").status_code == 303
    admin = browser(app)
    sign_in(admin, "admin-one")
    for _ in range(16):
        team.now += timedelta(hours=11)
        last = admin.get("/").status_code
    assert last == 303  # a week is the longest


def test_a_changed_role_holds_at_once(team, signed_in):
    team.accounts.set_role("admin-one", Role.READER)
    assert signed_in["admin"].get("/accounts").status_code == 403
    team.accounts.remove("reviewer-one")
    assert signed_in["reviewer"].get("/").status_code == 303
    assert team.accounts.by_token(team.tokens["reviewer"]) is None


def test_forms_need_the_token_of_their_session(site, signed_in):
    reviewer = signed_in["reviewer"]
    event = site.view.events().first().event.id
    fields = {"decision": "accept", "token": token_in(reviewer.get("/").text)}
    foreign = token_in(signed_in["admin"].get("/").text)
    for token in ("", foreign, site.token, "é"):
        assert reviewer.post(f"/review/{event}", data=fields | {"token": token}).status_code == 403
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert reviewer.post(f"/review/{event}", data=fields, headers=headers).status_code == 403
    assert site.view.ledger.verdicts() == []
    assert reviewer.post(f"/review/{event}", data=fields).status_code == 303
    [verdict] = site.view.ledger.verdicts()
    assert verdict.by == "reviewer-one"
    become = {"token": fields["token"], "name": "Someone Else"}
    assert reviewer.post("/review/as", data=become).status_code == 403


def test_a_sign_in_of_another_site_is_refused(app):
    client = browser(app)
    token = token_in(client.get("/sign-in").text)
    fields = {"name": "reader-one", "password": PASSWORD, "token": token}
    client.cookies.clear()
    assert client.post("/sign-in", data=fields).status_code == 403  # without the form's cookie
    client.get("/sign-in")
    assert client.post("/sign-in", data=fields).status_code == 403  # with another form's


def test_a_cookie_alone_writes_nothing_over_rest(site, signed_in):
    event = site.view.events().first().event.id
    body = {"decision": "accept", "subject": event}
    assert signed_in["reviewer"].get("/api/v1/events").status_code == 200
    assert signed_in["reviewer"].post("/api/v1/verdicts", json=body).status_code == 401
    assert site.view.ledger.verdicts() == []


HOSTS = (
    *("evil.example", "127.0.0.1.evil.example", "", "[::1", "ledger.example.evil"),
    *("@127.0.0.1", "evil.example@127.0.0.1", "127.0.0.1/evil", "127.0.0.1, evil.example"),
)


@pytest.mark.parametrize("host", HOSTS)
def test_other_names_are_refused(app, client, host):
    for one in (browser(app), client):
        assert one.get("/sign-in", headers={"Host": host}).status_code == 403, host
        answer = one.get("/api/v1/events", headers={"Host": host})
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "application/problem+json"


def test_names_of_ours_are_answered(app, client):
    assert browser(app).get("/sign-in", headers={"Host": "Ledger.Example:443"}).status_code == 200
    assert client.get("/", headers={"Host": "ledger.example"}).status_code == 403
    assert client.get("/sign-in").status_code == 404  # a single user has no account


def test_every_answer_bears_the_headers(app, signed_in):
    nobody, reader = signed_in["anonymous"], signed_in["reader"]
    asked = ((nobody, "/sign-in"), (nobody, "/"), (reader, "/accounts"), (reader, "/api/v1/"))
    for client, path in asked:
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    secure = TestClient(app, base_url="https://ledger.example", follow_redirects=False)
    answer = secure.get("/sign-in")
    assert answer.headers["strict-transport-security"]
    assert "Secure" in answer.headers["set-cookie"]


def test_sign_ins_are_slowed_and_on_record(app, team, site):
    access = team.access
    object.__setattr__(access, "trying", Limit(4, 1))
    client = browser(make_app(site, access))
    told = [sign_in(client, name, "wrong password!").status_code for name in
            ("reader-one", "nobody", "' OR 1=1 --", "\x1b[2J" * 40, "admin-one")]  # fmt: skip
    assert told == [401, 401, 401, 401, 429]
    found = team.accounts.audit(5)
    assert [one.what for one in found] == ["sign-in refused: too many"] + ["sign-in refused"] * 4
    assert {one.address for one in found} == {"testclient"}
    object.__setattr__(access, "trying", Limit(4, 1))
    page = browser(app)
    sign_in(page, "admin-one")
    shown = page.get("/accounts").text
    assert "sign-in refused" in shown
    assert "\x1b" not in shown


def test_a_name_is_not_told_from_a_password(app):
    names = ("reader-one", "nobody-at-all")
    pages = [sign_in(browser(app), name, "no such password").text for name in names]
    wrong = [re.search('role="alert">(.*)', page)[1] for page in pages]
    assert wrong[0] == wrong[1]


ELSEWHERE = (
    *("//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"),
    *("javascript:alert(1)", "/sign-out", ""),
)


@pytest.mark.parametrize("onward", ELSEWHERE)
def test_a_sign_in_leads_to_our_pages_only(app, onward):
    assert sign_in(browser(app), "reader-one", onward=onward).headers["location"] == "/"


def test_too_many_requests_are_told_to_wait(site, team):
    object.__setattr__(team.access, "asking", Limit(3, 60, lambda: 0.0))
    client = browser(make_app(site, team.access))
    told = [client.get("/api/v1/types", headers=team.bearer("reader")) for _ in range(4)]
    assert [one.status_code for one in told] == [200, 200, 200, 429]
    assert told[3].headers["retry-after"] == "1"
    assert client.get("/api/v1/types", headers=team.bearer("admin")).status_code == 200


def test_a_limit_fills_again():
    now = [0.0]
    limit = Limit(2, 60, lambda: now[0])
    assert [limit.wait("a"), limit.wait("a"), limit.wait("a"), limit.wait("b")] == [0, 0, 1, 0]
    now[0] = 1.0
    assert [limit.wait("a"), limit.wait("a")] == [0, 1]


def test_the_file_is_for_its_owner_and_holds_no_secret(team):
    assert team.accounts.path.stat().st_mode & 0o777 == 0o600
    content = team.accounts.path.read_bytes()
    assert PASSWORD.encode() not in content
    assert not any(token.encode() in content for token in team.tokens.values())


def test_passwords_cost_what_they_should(tmp_path):
    from dragoman.web.access.secrets import is_password, password_hash

    kept = password_hash("p\u00e9n is long enough")
    assert kept.startswith("scrypt$15$8$3$")
    assert is_password("pe\u0301n is long enough", kept)  # typed otherwise, the same word
    assert not is_password("pen is long enough", kept)
    assert not is_password("", None)


@pytest.mark.parametrize("name", ["", "a b", "x" * 61, "<b>", "a\nb", "READER-ONE"])
def test_names_that_cannot_be_given(team, name):
    with pytest.raises(DragomanError):
        team.accounts.add(name, Role.READER, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "a" * 12, "x" * 1001])
def test_passwords_that_cannot_be_given(team, password):
    with pytest.raises(DragomanError, match="password"):
        team.accounts.add("new", Role.READER, password)
    with pytest.raises(DragomanError, match="cannot be given"):
        team.accounts.add("new", Role.ANONYMOUS, PASSWORD)


def test_where_accounts_are_kept(tmp_path):
    assert str(accounts_file("a/b.db")) == "a/b.db.users"
    assert str(accounts_file("postgresql://u:secret@db.example/news")) == "db.example-news.users"
    (tmp_path / "j").write_text("not a database, whatever it says")
    with pytest.raises(DragomanError, match="no accounts that can be used"):
        Accounts(tmp_path / "j")
    with pytest.raises(DragomanError, match="nobody has an account"):
        Accounts(tmp_path / "none", create=False)
