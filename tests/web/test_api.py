"""The interface for programs: pages of lists, one filter, formats, marks, problems, verdicts."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.web.conftest import SCRIPT

from dragoman.query.listing import cursor

API = "/api/v1"
LISTS = ("events", "claims", "figures", "ties", "attributions", "disputes", "series",
         "documents", "runs", "missed", "queue")  # fmt: skip


def asked(client, path, **query):
    answer = client.get(API + path, params=query)
    assert answer.status_code == 200, answer.text
    assert answer.json()["ok"] is True
    return answer.json()


def problem(answer, status):
    """The one thing that a problem says is wrong."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["status"], told["ok"]) == (status, False)
    assert all(one["what"] and one["do"] for one in told["errors"])
    return told["errors"][0]


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_one_hold_what_the_whole_list_holds(client, name):
    key = "events" if name == "queue" else name
    whole, address, found = asked(client, f"/{name}"), f"{API}/{name}?limit=1", []
    while address:
        page = client.get(address).json()
        assert len(page[key]) <= 1
        found += page[key]
        address = page["next_url"]
        assert (page["next"] is None) == (address is None)
    assert found == whole[key]
    assert whole["next"] is whole["next_url"] is None


def test_the_filter_is_that_of_the_command_line(client, site):
    both = asked(client, "/events", between="Ghana,Nigeria", since="2020", type="CONSULT")
    rows = [*site.view.events(dyad="GHA,NGA", since="2020", types="CONSULT")]
    assert [one["id"] for one in both["events"]] == [row.event.id for row in rows] != []
    for query in ({"actor": "GHA"}, {"place": "Lagos"}, {"status": ["alleged", "denied"]},
                  {"disputed": "yes"}, {"search": "fuel"}, {"quad": ["1"]}):  # fmt: skip
        assert 0 < len(asked(client, "/events", **query)["events"]) < 5, query


def test_formats(client):
    whole = asked(client, "/events")["events"]
    lines = client.get(f"{API}/events?format=jsonl")
    assert [json.loads(line) for line in lines.text.splitlines()] == whole
    for headers in ({"Accept": "text/csv"}, {"Accept": "text/*;q=0.5, application/xml"}):
        answer = client.get(f"{API}/events", headers=headers)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert [row["id"] for row in rows] == [one["id"] for one in whole]
    link = client.get(f"{API}/events?format=csv&limit=2").headers["link"]
    assert link.startswith(f"<{API}/events?format=csv&limit=2&after=")
    wanted = {"Accept": "application/json;q=0.1, text/csv;q=0"}
    assert client.get(f"{API}/events", headers=wanted).json()["ok"]
    problem(client.get(f"{API}/events", headers={"Accept": "image/png"}), 406)
    problem(client.get(f"{API}/facets", headers={"Accept": "text/csv"}), 406)


def test_an_answer_is_sent_again_only_when_the_ledger_changed(client, site):
    for path in ("/events", "/facets", "/types", "/verdicts", "/dossier/GHA/NGA?format=md", "/"):
        mark = client.get(API + path).headers["etag"]
        again = client.get(API + path, headers={"If-None-Match": f'"x", {mark}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark), path
    mark = client.get(f"{API}/events").headers["etag"]
    assert client.get(f"{API}/events?limit=1").headers["etag"] != mark
    assert client.get(f"{API}/events?format=csv").headers["etag"] != mark
    event = site.view.events().first().event.id
    client.post(f"{API}/verdicts", json={"decision": "accept", "subject": event})
    again = client.get(f"{API}/events", headers={"If-None-Match": mark})
    assert again.status_code == 200
    assert again.json()["events"][0]["reviewed"] is True


WRONG = {
    "/events?colour=red": "query: colour",
    "/ties?since=2019": "query: since",
    "/events?limit=0": "query: limit",
    "/events?limit=1001": "query: limit",
    "/events?limit=5&limit=6": "query: limit",
    "/events?type=VISIT": "query: type",
    "/events?between=GHA": "query: between",
    "/events?since=yesterday": "query: since",
    "/events?min_confidence=nan": "query: min_confidence",
    "/events?publisher=a%00b": "query: publisher",
    "/events?disputed=": "query: disputed",
    "/events?format=xml": "query: format",
    "/events?after=%21": "query: after",
    "/search": "query: search",
}


@pytest.mark.parametrize("path", WRONG)
def test_what_is_wrong_is_told_where_it_is(client, path):
    assert problem(client.get(API + path), 400)["where"] == WRONG[path]


@pytest.mark.parametrize("path", ["/events?since=2019-02-31", "/events?actor=Atlantis",
                                  "/dossier/GHA/Ghana", "/events?search=---"])  # fmt: skip
def test_what_is_not_understood_is_told(client, path):
    problem(client.get(API + path), 422)


@pytest.mark.parametrize("key", [[{}], [None], [True], ["a", "b"], [[["x"]]], ["\x00"], [2**70],
                                 ["\ud800"], [1], {}, "x"])  # fmt: skip
def test_a_forged_cursor_is_refused(client, key):
    told = client.get(f"{API}/events", params={"after": cursor(key)} if key != ["\ud800"] else
                      {"after": "WyJcdWQ4MDAiXQ"})  # fmt: skip
    problem(told, 422)
    deep = "W1tb" * 1_500  # "[[[[…", which a parser may descend into for ever
    assert client.get(f"{API}/events", params={"after": deep}).status_code == 400


def test_what_is_not_there(client):
    for path in ("/events/abcd", "/documents/x%00", "/records/%F0%9F%92%A9", "/disputes/'",
                 "/types/VISIT", "/actors/%00", "/nothing", "/events/"):  # fmt: skip
        problem(client.get(API + path), 404)
    answer = client.delete(f"{API}/events")
    problem(answer, 405)
    assert answer.headers["allow"] == "GET"
    assert client.get(API).headers["location"].endswith(f"{API}/")


def test_a_document_holds_its_text_and_every_span_stands_in_it(client):
    for one in asked(client, "/documents")["documents"]:
        told = asked(client, f"/documents/{one['id']}")
        text = told["document"]["text"]
        spans = [r["evidence"] for kind in ("events", "claims", "figures", "ties")
                 for r in told[kind]]  # fmt: skip
        assert spans
        assert all(text[s["start"] : s["end"]] == s["text"] for s in spans)


def test_records_are_found_by_id_and_beginning(client):
    event = asked(client, "/events", type="ACCUSE")["events"][0]
    told = asked(client, f"/events/{event['id']}")
    assert told["event"] == event
    assert told["disputes"][0]["event"] == event["id"]
    assert asked(client, f"/records/{event['id']}")["record"] == event
    assert asked(client, f"/records/{event['id'][:12]}")["kind"] == "event"
    report = event["reports"][0]
    assert asked(client, f"/records/{report['id']}")["record"] == report
    dispute = told["disputes"][0]
    assert asked(client, f"/disputes/{dispute['id']}")["dispute"] == dispute


def test_counts_agree_with_the_lists(client):
    events = asked(client, "/events")["events"]
    facets = asked(client, "/facets")["facets"]
    assert facets["total"] == len(events) == sum(facets["types"].values())
    assert sum(pair["acts"] for pair in asked(client, "/pairs")["pairs"]) == len(events)
    assert asked(client, "/parties", limit=1)["parties"][0]["acts"] == 4
    only = asked(client, "/facets", actor="TGO")["facets"]
    assert only["total"] == len(asked(client, "/events", actor="TGO")["events"]) == 1
    assert asked(client, "/people")["people"][0]["name"] == f"{SCRIPT} Minister"


def test_search_and_dossier(client):
    found = asked(client, "/search", search="fuel")
    assert found["events"]
    assert found["claims"]
    told = asked(client, "/dossier/Ghana/NGA")
    assert told["names"] == ["Ghana", "Nigeria"]
    assert told["dossier"]["events"] == asked(client, "/events", between="GHA,NGA")["events"]
    assert client.get(f"{API}/dossier/GHA/NGA?format=md").text.startswith("# ")
    page = client.get(f"{API}/dossier/TGO/BEN?format=html")
    assert "<script>alert" not in page.text


def test_actors_by_pages(client):
    first = asked(client, "/actors", kind="state", limit=3)
    assert len(first["actors"]) == 3
    second = client.get(first["next_url"]).json()
    assert second["actors"][0] not in first["actors"]
    assert asked(client, "/actors", q="lagos", kind="organ")["next"] is None
    assert {one["code"] for one in asked(client, "/actors/GHA")["partners"]} == {"NGA"}


def verdict(client, **body):
    return client.post(f"{API}/verdicts", json=body)


def test_a_round_of_verdicts(client, site):
    event = asked(client, "/queue")["events"][0]["id"]
    kept = verdict(client, decision="correct", subject=event, field="status", value="planned",
                   why="it is\n only announced")  # fmt: skip
    assert kept.status_code == 201
    told = kept.json()["verdict"]
    assert (told["by"], told["value"], told["why"]) == ("Ada", "planned", "it is only announced")
    assert asked(client, f"/events/{event}")["event"]["status"] == "planned"
    assert asked(client, "/verdicts", about=event)["verdicts"] == [told]
    undone = verdict(client, decision="undo", subject=told["id"]).json()["verdict"]
    assert asked(client, f"/events/{event}")["event"]["status"] == "alleged"
    assert asked(client, "/verdicts", limit=1)["next"] == undone["id"]
    [last] = asked(client, "/verdicts", after=undone["id"])["verdicts"]
    assert last["undone_by"] == undone["id"]


BAD = [
    ({}, 400), ([], 400), ("x", 400), ({"decision": "burn", "subject": "abcd"}, 400),
    ({"decision": "accept", "subject": "../x"}, 400),
    ({"decision": "accept", "subject": "abcd", "by": "Someone Else"}, 400),
    ({"decision": "accept", "subject": "abcdef"}, 409),
    ({"decision": "undo", "subject": "abcdef"}, 409),
    ({"decision": "note", "subject": "abcd", "why": " "}, 422),
    ({"decision": "accept", "subject": "abcd", "field": "status"}, 422),
    ({"decision": "merge", "subject": "abcd"}, 422),
    *(({"decision": "correct", "subject": "abcd", "field": f, "value": v}, 422) for f, v in (
        ("status", "done"), ("status", []), ("type", {}), ("date", 5), ("date", "soon"),
        ("symmetric", "yes"), ("mode", "dance"), ("sources", "GHA"), ("sources", ["Atlantis"]),
        ("place", 7), ("contexts", [1]), ("goldstein", True), ("goldstein", 99))),
    ({"decision": "correct", "subject": "abcd", "field": "id", "value": "x"}, 400),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status"), BAD)
def test_a_verdict_that_makes_no_sense_is_not_kept(client, site, body, status):
    told = problem(client.post(f"{API}/verdicts", json=body), status)
    assert told["where"].startswith("body")
    assert site.view.ledger.verdicts() == []


def test_only_json_of_ours_is_taken(client, site):
    event = asked(client, "/events")["events"][0]["id"]
    body = json.dumps({"decision": "accept", "subject": event})
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = client.post(f"{API}/verdicts", content=body, headers={"Content-Type": kind})
        problem(answer, 415)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        headers |= {"Content-Type": "application/json"}
        problem(client.post(f"{API}/verdicts", content=body, headers=headers), 403)
    for content, status in ((b"\xff\xfe", 400), (b"[" * 9_000, 400), (b" " * 40_000, 413),
                            (b" " * 70_000, 413)):  # fmt: skip
        headers = {"Content-Type": "application/json"}
        problem(client.post(f"{API}/verdicts", content=content, headers=headers), status)
    chunked = client.post(f"{API}/verdicts", content=iter([body.encode()]),
                          headers={"Content-Type": "application/json"})  # fmt: skip
    problem(chunked, 411)
    assert site.view.ledger.verdicts() == []


def test_the_description_is_whole_and_shown(client):
    made = client.get(f"{API}/openapi.json").json()
    assert made["openapi"].startswith("3.1")
    assert "security" not in made  # a single user needs no token
    for path, operations in made["paths"].items():
        for operation in operations.values():
            assert operation["description"], path
            assert all(one["description"] for one in operation.get("parameters", ())
                       if one["in"] == "query")  # fmt: skip
    page = client.get("/api")
    assert page.status_code == 200
    assert all(f"{API}{path}</code>" in page.text for path in made["paths"])
    assert "http://www" not in page.text
    assert len(page.content) < 300_000


def test_a_failure_is_told_as_a_problem(site, monkeypatch):
    from starlette.testclient import TestClient

    from dragoman.errors import LedgerError
    from dragoman.web.site import make_app

    client = TestClient(make_app(site), base_url="http://localhost", raise_server_exceptions=False)
    monkeypatch.setattr(site.view, "events", lambda _: 1 / 0)
    told = problem(client.get(f"{API}/events"), 500)
    assert "ZeroDivisionError" in told["what"]

    def broken(_):
        raise LedgerError("west.db is damaged")

    monkeypatch.setattr(site.view, "claims", broken)
    problem(client.get(f"{API}/claims"), 503)
