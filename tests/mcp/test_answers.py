"""What an agent is told: status and speaker in words, data of a bounded size, pages by cursor."""

from __future__ import annotations

import json

import pytest
from tests.mcp.conftest import HIDDEN, ORDER


def words(answer):
    assert not answer.is_error, answer.content
    return answer.content[0].text


def rows(answer):
    assert not answer.is_error, answer.content
    return answer.structured_content["rows"]


def test_what_is_told_plainly_may_be_stated(call):
    (row,) = rows(call("dragoman_events", between=["Ghana", "Nigeria"], period="2019-03-02"))
    assert row["may_be_stated_as_fact"] is True
    assert row["reports"][0]["document"]["publisher"] == "Coastal Post"


@pytest.mark.parametrize(
    ("asked", "status", "word"),
    [
        ({"actor": "PER"}, "planned", "PLANNED (announced, intended or agreed for later)"),
        ({"actor": "GHA", "status": "denied"}, "denied", "DENIED (someone denies"),
        ({"actor": "SOM", "type": "ASSAULT"}, None, "DISPUTED"),
    ],
)
def test_nothing_else_passes_for_a_fact(call, asked, status, word):
    answer = call("dragoman_events", **asked)
    assert rows(answer)
    for row in rows(answer):
        assert row["may_be_stated_as_fact"] is False
        assert status in {None, row["status"]}
    assert word in words(answer)
    assert "How to cite: " in words(answer)


def test_every_side_is_told_with_its_speaker_and_quote(call):
    text = words(call("dragoman_events", actor="Somalia", type="ASSAULT"))
    assert "on the word of Kenya (KEN): quote ⟦Somali troops crossed" in text
    assert "on the word of Somalia (SOM): quote ⟦Somalia denied that" in text
    text = words(call("dragoman_disputes", between="Kenya,Somalia"))
    assert "Kenya (KEN) SAYS SO" in text
    assert "Somalia (SOM) DENIES IT" in text


def test_what_the_reader_is_unsure_of_is_no_fact(call):
    (row,) = rows(call("dragoman_events", actor="KEN", type="SANCTION"))
    assert row["status"] == "occurred"
    assert row["may_be_stated_as_fact"] is False
    assert "unsure" in row["how_to_cite"]
    assert "UNSURE, OCCURRED" in words(call("dragoman_events", actor="KEN", type="SANCTION"))


def test_what_only_a_speaker_tells_is_said_to_have_happened(call, desk):
    told = next(
        row.report
        for event in desk.view.events(actor="SOM", types="ASSAULT")
        for row in event.reports
        if row.report.status == "occurred"
    )
    answer = call("dragoman_explain", id=told.id)
    assert answer.structured_content["may_be_stated_as_fact"] is False
    assert "SAID TO HAVE OCCURRED (a speaker says so, not the outlet)" in words(answer)
    assert "OCCURRED (the text" not in words(answer).partition("How it was read")[0]


def test_a_claim_is_no_fact(call):
    answer = call("dragoman_claims", actor="GHA")
    assert all(row["may_be_stated_as_fact"] is False for row in rows(answer))
    assert "CLAIM, no fact: Nigeria (NGA) DENIES IT: ⟦closing its border⟧" in words(answer)


def outside(text):
    """What stands between no marks."""
    kept, depth = [], 0
    for c in text:
        depth += c == "⟦"
        if not depth:
            kept.append(c)
        depth -= c == "⟧"
        assert depth in {0, 1}
    assert depth == 0
    return "".join(kept)


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("dragoman_events", {"actor": "PER"}),
        ("dragoman_claims", {"actor": "PER"}),
        ("dragoman_documents", {"search": "treaty"}),
        ("dragoman_dossier", {"a": "Peru", "b": "Chile"}),
        ("dragoman_search", {"words": "treaty"}),
    ],
)
def test_an_article_cannot_speak_in_our_name(call, tool, given):
    text = words(call(tool, **given))
    assert ORDER in text
    assert ORDER not in outside(text)
    assert "SYSTEM" not in outside(text)
    assert "OCCURRED: Peru" not in outside(text)


def test_nothing_hidden_from_people_reaches_the_agent(call):
    for answer in (
        call("dragoman_events", actor="PER"),
        call("dragoman_documents", search="treaty"),
    ):
        told = words(answer) + json.dumps(answer.structured_content, ensure_ascii=False)
        assert not set(HIDDEN) & set(told)


def test_long_words_are_cut_and_say_so(call):
    answer = call("dragoman_claims", actor="PER")
    longest = max((row["proposition"] for row in rows(answer)), key=len)
    assert len(longest) <= 1_200
    assert longest.endswith("…[cut]")


def test_pages_hold_every_act_once(call):
    seen, after = [], None
    while True:
        answer = call("dragoman_events", between=["GHA", "NGA"], limit=5, after=after)
        seen += [row["id"] for row in rows(answer)]
        after = answer.structured_content["next"]
        if after is None:
            break
        assert f'after="{after}"' in words(answer)
        assert len(rows(answer)) == 5
    assert len(seen) == len(set(seen)) == 13


def test_a_page_ends_where_an_answer_would_grow_too_long(desk, monkeypatch):
    from dragoman.mcp import answers
    from dragoman.query import Filter

    monkeypatch.setattr(answers, "ROOM", 3_000)
    first = answers.part(desk, "events", Filter(limit=10))
    assert 1 <= len(first.rows) < 10
    second = answers.part(desk, "events", Filter(limit=10, after=first.next))
    assert second.rows[0]["id"] not in {row["id"] for row in first.rows}


def test_each_status_is_shown_before_any_is_repeated(desk):
    from dragoman.mcp.standing import telling_order

    row = next(r for r in desk.view.events(actor="GHA", statuses="denied"))
    assert len(row.reports) == 12
    odd = row.reports[-1].report
    turned = (*row.reports[:-1], changed(row.reports[-1], status=type(odd.status)("alleged")))
    assert [r.report.status for r in telling_order(turned)[:2]] == ["denied", "alleged"]


def changed(row, **fields):
    from dataclasses import replace

    return replace(row, report=replace(row.report, **fields))
