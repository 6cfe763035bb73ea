"""`dragoman codebook` shows the event types and explains what a sentence triggers."""

from __future__ import annotations

import json

from dragoman.cli.exits import Exit


def rows(outcome):
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_every_type_is_shown_once(dragoman):
    shown = rows(dragoman("codebook", "show"))
    assert len(shown) == len({row["type"] for row in shown}) == 16
    assert all(row["definition"] for row in shown)


def test_one_type_is_shown_with_its_modes(dragoman):
    shown = rows(dragoman("codebook", "show", "consult"))
    assert [row["mode"] for row in shown][:2] == ["-", "visit"]
    assert {row["type"] for row in shown} == {"CONSULT"}


def test_an_unknown_type_is_named(dragoman):
    outcome = dragoman("codebook", "show", "DEMAND")
    assert outcome.code == Exit.FAILED
    assert "DEMAND" in outcome.err


def test_a_sentence_is_explained(dragoman):
    text = "Ghana condemned Togo. Ghana hopes to visit the coast."
    found = {row["trigger"]: row for row in rows(dragoman("codebook", "explain", text))}
    assert found["condemned"]["who"] == "GHA → TGO"
    assert found["condemned"]["verdict"].startswith("an act: ACCUSE (")
    assert found["visit"]["verdict"] == "no second party"


def test_a_sentence_without_a_trigger_matches_nothing(dragoman):
    assert dragoman("codebook", "explain", "The weather is fine.").code == Exit.NOTHING
