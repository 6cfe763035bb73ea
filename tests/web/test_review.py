"""The whole round of a review: queue, verdicts of each kind, undo, trail, agreement."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def event(site) -> str:
    """The act that the hostile article tells."""
    return next(iter(site.view.events(types="ACCUSE"))).event.id


@pytest.fixture
def send(client, site):
    """Send a form as our pages do."""

    def sent(address: str, **fields):
        return client.post(address, data={"token": site.token, "back": "/review", **fields})

    return sent


def given(answer) -> str:
    """The id of the verdict that an answer tells of."""
    assert answer.status_code == 303, answer.text
    return re.search(r"done=(\w+)", answer.headers["location"]).group(1)


def test_the_queue_leads_with_the_unsure_and_weighty(client, event):
    assert re.search(r'href="/review/([0-9a-f]{16})"', client.get("/review").text).group(1) == event
    assert client.get("/review/next").headers["location"] == f"/review/{event}"
    after = client.get(f"/review/next?skip={event}").headers["location"]
    assert after.startswith("/review/")
    assert event not in after


def test_an_accepted_act_leaves_the_queue(client, site, send, event):
    verdict = given(send(f"/review/{event}", decision="accept", why="plain"))
    assert site.view.event(event).reviewed
    page = client.get(f"/review?done={verdict}").text
    assert "Accepted" in page
    assert f'action="/review/{verdict}"' in page
    assert f'href="/review/{event}"' not in page.partition("Queue</h2>")[2]


def test_a_rejected_act_is_gone_until_undone(client, site, send, event):
    verdict = given(send(f"/review/{event}", decision="reject"))
    assert site.view.event(event) is None
    assert client.get(f"/event/{event}").status_code == 404
    given(send(f"/review/{verdict}", decision="undo"))
    assert site.view.event(event) is not None
    trail = client.get("/review/trail").text
    assert trail.count("<tr>") == 3
    assert "undone" in trail


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("status", "denied", lambda e: e.status),
        ("type", "THREATEN", lambda e: e.type),
        ("date", "2022-02-01", lambda e: e.date),
        ("targets", "Benin, Niger", lambda e: ", ".join(e.targets)),
    ],
)
def test_a_field_is_corrected(site, send, event, field, value, shown):
    reports = site.view.event(event).event.reports
    given(send(f"/review/{event}", decision="correct", field=field, **{f"value_{field}": value}))
    now = next(row for row in site.view.events() if row.event.reports == reports)
    assert shown(now.event) == {"Benin, Niger": "BEN, NER"}.get(value, value)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"decision": "correct", "field": "date", "value_date": "soon"}, "soon"),
        ({"decision": "correct", "field": "mode", "value_mode": "dance"}, "dance"),
        ({"decision": "correct", "field": "colour"}, "colour"),
        ({"decision": "correct", "field": "sources", "value_sources": "Atlantis"}, "Atlantis"),
        ({"decision": "merge"}, "choose"),
        ({"decision": "split", "others": "x"}, "split off"),
        ({"decision": "note"}, "words"),
        ({"decision": "dance"}, "accept"),
        ({}, "accept"),
    ],
)
def test_what_makes_no_sense_is_told_beside_the_source(site, send, event, fields, words):
    answer = send(f"/review/{event}", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'role="alert"' in answer.text
    assert site.view.ledger.verdicts() == []


def test_acts_are_merged(site, send):
    one, other = [row for row in site.view.events(types="CONSULT") if len(row.reports) == 1][:2]
    given(send(f"/review/{one.event.id}", decision="merge", others=other.event.id))
    merged = next(row for row in site.view.events() if one.event.reports[0] in row.event.reports)
    assert set(merged.event.reports) == {*one.event.reports, *other.event.reports}


def test_a_report_is_split_off(site, send):
    whole = next(row for row in site.view.events(types="CONSULT") if len(row.reports) > 1)
    off = whole.event.reports[1]
    given(send(f"/review/{whole.event.id}", decision="split", others=off))
    apart = next(row for row in site.view.events() if off in row.event.reports)
    assert apart.event.reports == (off,)


def test_two_reviewers_and_how_far_they_agree(client, site, send, event):
    given(send(f"/review/{event}", decision="accept"))
    visit = next(iter(site.view.events(types="CONSULT"))).event
    given(send(f"/review/{visit.id}", decision="accept"))
    assert send("/review/as", name="Bo").status_code == 303
    second = client.get("/review?show=second").text
    report = site.view.event(event).event.reports[0]
    assert f'href="/review/{report}"' in second
    given(send(f"/review/{report}", decision="reject"))
    given(send(f"/review/{visit.id}", decision="accept"))
    page = client.get("/review/agreement").text
    both = 1 + len(visit.reports)
    assert re.search(rf"reports judged by both</dt><dd>{both}</dd>", page)
    assert f"{100 * (both - 1) / both:.0f} %" in page
    assert [v.by for v in site.view.ledger.verdicts()] == ["Ada", "Ada", "Bo", "Bo"]


def test_a_name_is_kept_as_it_is(client, send):
    send("/review/as", name="Żółć; <b>x</b>, Jr.")
    page = client.get("/review").text
    assert 'value="Żółć; &lt;b&gt;x&lt;/b&gt;, Jr."' in page


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_forms_of_other_sites_are_refused(client, site, event, headers):
    fields = {"token": site.token, "decision": "reject"}
    assert client.post(f"/review/{event}", data=fields, headers=headers).status_code == 403
    assert site.view.ledger.verdicts() == []


@pytest.mark.parametrize("token", ["", "guess", "ü"])
def test_a_form_needs_our_token(client, site, event, token):
    answer = client.post(f"/review/{event}", data={"token": token, "decision": "reject"})
    assert answer.status_code == 403
    assert site.view.ledger.verdicts() == []


def test_a_huge_form_is_refused(client, site, event):
    fields = {"token": site.token, "decision": "note", "why": "x" * 70_000}
    assert client.post(f"/review/{event}", data=fields).status_code == 413


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/review\\@evil", "/"])
def test_a_form_leads_back_to_the_review_only(send, event, back):
    answer = send(f"/review/{event}", decision="accept", back=back)
    assert answer.headers["location"].startswith("/review?done=")
