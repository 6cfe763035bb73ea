"""`dragoman who` and `dragoman actors`: whom a text names, and whom the codebook knows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest


def test_who_tells_each_mention_and_the_rule_behind_it(dragoman: Callable[..., Any]) -> None:
    text = "Fiji's foreign minister met Jacques Chirac in Suva."
    outcome = dragoman("who", text, "--published", "1999-05-05", "--format", "jsonl")
    found = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 0
    assert [(m["text"], m["parties"][0]["code"]) for m in found] == [
        ("Fiji's foreign minister", "FJI"),
        ("Jacques Chirac", "FRA"),
        ("Suva", "FJI"),
    ]
    assert found[1]["parties"][0]["role"] == "head of state"
    assert "people.csv:" in found[1]["rule"]
    assert found[2]["rule"].endswith("place")
    assert all(text[m["start"] : m["end"]] == m["text"] for m in found)


def test_who_reads_standard_input_and_prints_a_table(dragoman: Callable[..., Any]) -> None:
    outcome = dragoman("who", "-", "--format", "table", stdin=b"Oman thanked Qatar.")
    lines = outcome.out.splitlines()
    assert lines[0].split() == ["words", "kind", "stand", "for", "because"]
    assert [line[:7].strip() for line in lines[2:] if line[:7].strip()] == ["Oman", "Qatar"]


def test_who_says_when_nobody_is_named(dragoman: Callable[..., Any]) -> None:
    outcome = dragoman("who", "It rained.")
    assert (outcome.code, outcome.out) == (4, "")
    assert "nobody is named" in outcome.err


def test_actors_finds_by_any_name(dragoman: Callable[..., Any]) -> None:
    outcome = dragoman("actors", "Ljubljana", "--format", "jsonl")
    found = [json.loads(line) for line in outcome.out.splitlines()]
    assert [(k["code"], k["kind"]) for k in found] == [("SVN", "state")]
    assert "Slovenian" in found[0]["names"]


def test_actors_lists_one_kind(dragoman: Callable[..., Any]) -> None:
    outcome = dragoman("actors", "--kind", "group", "--format", "table")
    lines = outcome.out.splitlines()
    assert lines[0].split()[:3] == ["code", "kind", "name"]
    assert all(len(line) <= 100 for line in lines)
    start = lines[0].index("kind")
    kinds = [line[start:].split()[0] for line in lines[2:] if line[:start].strip()]
    assert len(kinds) > 100
    assert set(kinds) == {"group"}


def test_actors_says_when_nobody_is_known(dragoman: Callable[..., Any]) -> None:
    outcome = dragoman("actors", "Grand Fenwick")
    assert outcome.code == 4
    assert "nobody is known" in outcome.err


def test_who_takes_a_date_only(dragoman: Callable[..., Any]) -> None:
    outcome = dragoman("who", "The president spoke.", "--published", "soon")
    assert outcome.code == 2
    assert "'soon' is no date" in outcome.err


@pytest.mark.parametrize("command", [("who",), ("codebook", "explain")])
def test_words_in_whatever_encoding_are_read(
    dragoman: Callable[..., Any], command: tuple[str, ...]
) -> None:
    text = "Côte d'Ivoire blamed Bénin."
    told = dragoman(*command, text, "--format", "jsonl")
    assert told.code == 0, told.err
    assert dragoman(*command, "-", "--format", "jsonl", stdin=text.encode("cp1252")) == told
    assert dragoman(*command, "-", "--format", "jsonl", stdin=text.encode("utf-16")) == told
    # As the shell hands on what is no UTF-8.
    broken = (text + " Caf").encode() + b"\xe9"
    assert dragoman(*command, broken.decode("utf-8", "surrogateescape")).code == 0
    picture = dragoman(*command, "-", stdin=b"\x89PNG\r\n\x1a\n")
    assert picture.code == 2
    assert "Standard input is a picture" in picture.err
