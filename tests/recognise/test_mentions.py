"""Who is named: marked sentences, one table line each."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from dragoman import parse
from dragoman.analysis import Mention, MentionKind
from dragoman.model import Document
from dragoman.pipeline import load_reader
from dragoman.recognise import recognise

HERE = Path(__file__).parent
_MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
Wanted = list[tuple[int, int, str]]


def lines() -> list[str]:
    """Every line of the tables."""
    tables = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted(HERE.glob("*.yaml"))]
    return [line for table in tables for group in table.values() for line in group]


def unmark(marked: str) -> tuple[str, Wanted]:
    """The plain text, and the marked spans with what they stand for."""
    text, wanted, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at_place, codes = mark[2].startswith("@"), mark[2].removeprefix("@").split("+")
        code = "@" * at_place + "+".join(sorted(codes))
        wanted.append((len(text), len(text) + len(mark[1]), code))
        text += mark[1]
        at = mark.end()
    return text + marked[at:], wanted


def read(text: str, published: str | None = None) -> tuple[Mention, ...]:
    """The mentions of a text."""
    reader = load_reader()
    document = Document("d", "d", text, ((0, len(text)),), published=published, language="en")
    return recognise(parse.parse(document, reader.parser, reader.codebook), reader.codebook)


def shown(mentions: list[Mention]) -> str:
    """What mentions stand for, as the tables write it."""
    codes = sorted({code for m in mentions for code in m.codes})
    place = any(m.kind is MentionKind.CAPITAL and m.rule.endswith("place") for m in mentions)
    return ("@" if place else "") + "+".join(codes) if codes else "_"


@pytest.mark.parametrize("line", lines())
def test_the_marked_words_and_no_others_are_mentions(line: str) -> None:
    date, _, marked = line.rpartition(" :: ")
    text, wanted = unmark(marked)
    mentions = read(text, date or None)
    got = [
        (text[a:b], shown([m for m in mentions if m.start < b and a < m.end])) for a, b, _ in wanted
    ]
    assert got == [(text[a:b], code) for a, b, code in wanted]
    outside = [m.text for m in mentions if not any(m.start < b and a < m.end for a, b, _ in wanted)]
    assert outside == []


@pytest.mark.parametrize(
    ("publisher", "code"),
    [
        ("Ministry of Foreign Affairs of the Republic of Serbia", "SRB"),
        ("U.S. Department of State", "USA"),
        ("Embassy of India, Lusaka", "IND"),
        ("NATO", "NATO"),
        ("The Times of Israel", None),
        ("Daily Mirror", None),
        (None, None),
    ],
)
def test_we_of_a_statement_is_its_publisher(publisher: str | None, code: str | None) -> None:
    reader = load_reader()
    text = "We condemn the attack on Lomé."
    document = Document("d", "d", text, ((0, len(text)),), publisher=publisher, language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    found = [m for m in recognise(parsed, reader.codebook) if m.text == "We"]
    assert [m.codes for m in found] == ([(code,)] if code else [])


def test_the_tables_hold_what_they_promise() -> None:
    assert len(lines()) >= 400
    assert len(set(lines())) == len(lines())


@pytest.mark.parametrize("line", lines())
def test_mentions_quote_the_text_in_order(line: str) -> None:
    text, _ = unmark(line.rpartition(" :: ")[2])
    mentions = read(text)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(m.first <= m.head <= m.last and m.parties for m in mentions)
