"""Proposals of language models on the site: apart from the acts, inert, decided with one press."""

from __future__ import annotations

import re

import pytest
from tests.ledger.samples import NOW, VERSIONS, span
from tests.web.conftest import BIDI, SCRIPT

from dragoman.ledger import proposing
from dragoman.ledger.proposing import Question, Replied
from dragoman.model import EventType, Party, Report, Status


@pytest.fixture
def proposal(site) -> str:
    """A model of a hostile name proposes something about the hostile article."""
    document = next(row.source.id for row in site.view.documents(actor="TGO"))
    text = site.view.document(document).text
    report = Report(
        id="abcdef0123456789",
        type=EventType.COOPERATE,
        sources=(Party("TGO", f"{SCRIPT}Togo", "Togo"),),
        targets=(Party("BEN", "Benin", "Benin"),),
        status=Status.OCCURRED,
        evidence=span(text, "Trade was 5 million <b>CFA</b> in 2020"),
        trigger=span(text, "Trade"),
        confidence=0.5,
        rule="proposed:toy",
    )
    ledger = site.view.ledger
    run = ledger.begin("propose", "toy at host:1", VERSIONS[1], NOW)
    asked = Question(document, 0, 9, text[:9], f"{SCRIPT}{BIDI}toy", "host:1", "f" * 64)
    proposing.keep(ledger, run, asked, Replied((report,)), "2026-01-02T03:04:05Z")
    return report.id


@pytest.fixture
def send(client, site):
    def sent(id_: str, decision: str):
        fields = {"token": site.token, "back": "/review/proposals", "decision": decision}
        return client.post(f"/review/{id_}", data=fields)

    return sent


def test_a_proposal_waits_with_its_sentence_and_origin(client, site, proposal):
    page = client.get("/review/proposals").text
    assert "1 proposal waiting" in page
    assert f'id="p-{proposal}"' in page
    assert "Trade" in page
    assert "ffffffffffff" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert list(site.view.events(types="COOPERATE")) == []
    assert client.get(f"/review/{proposal}").headers["location"].endswith(f"#p-{proposal}")


def test_an_accepted_one_is_an_act_until_undone(client, site, send, proposal):
    answer = send(proposal, "accept")
    verdict = re.search(r"done=(\w+)", answer.headers["location"])[1]
    assert answer.headers["location"].startswith("/review/proposals?done=")
    (row,) = site.view.events(types="COOPERATE")
    assert row.best.report.id == proposal
    page = client.get(answer.headers["location"]).text
    assert "Accepted" in page
    assert "No proposal waits" in page
    assert client.get(f"/review/{proposal}").status_code == 200
    assert client.get(f"/event/{row.event.id}").status_code == 200
    send(verdict, "undo")
    assert "1 proposal waiting" in client.get("/review/proposals").text
    assert list(site.view.events(types="COOPERATE")) == []


def test_a_rejected_one_waits_no_more(client, site, send, proposal):
    assert send(proposal, "reject").status_code == 303
    assert "No proposal waits" in client.get("/review/proposals").text
    assert list(site.view.events(types="COOPERATE")) == []
    assert client.get("/review/trail").status_code == 200
