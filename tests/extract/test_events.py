"""Acts between marked parties, one table line each; recognition is not involved."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from dragoman import extract, parse
from dragoman.analysis import Candidate, Mention, MentionKind
from dragoman.model import Document, Party
from dragoman.pipeline import load_reader

TABLE = yaml.safe_load((Path(__file__).parent / "events.yaml").read_text(encoding="utf-8"))
_MARK = re.compile(r"\[\[(.+?)=(\w+)\]\]")


def _unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, parties, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        parties.append((len(text), len(text) + len(mark.group(1)), mark.group(2)))
        text += mark.group(1)
        at = mark.end()
    return text + marked[at:], parties


@cache
def candidates(marked: str) -> tuple[Candidate, ...]:
    """The acts found in a marked sentence."""
    text, parties = _unmark(marked)
    reader = load_reader()
    document = Document("d", "d", text, ((0, len(text)),), language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    mentions = []
    for start, end, code in parties:
        sentence = parsed.sentence_at(start)
        assert sentence is not None
        tokens = [t for t in sentence if t.start < end and t.end > start]
        inside = {t.i for t in tokens}
        head = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[-1])
        kind = MentionKind.ADJECTIVE if head.dep == "amod" else MentionKind.NAME
        party = Party(code, code, text[start:end])
        mentions.append(
            Mention(
                sentence.index,
                tokens[0].i,
                tokens[-1].i,
                head.i,
                start,
                end,
                party.text,
                kind,
                (party,),
                "marked",
            )
        )
    return extract.events(parsed, tuple(mentions), reader.codebook)


def _shown(candidate: Candidate) -> set[str]:
    sources = sorted(p.code for p in candidate.sources)
    targets = sorted(p.code for p in candidate.targets)
    if candidate.symmetric:
        both = sorted({*sources, *targets})
        return {f"{candidate.type} {a}={b}" for a in both for b in both if a != b}
    return {f"{candidate.type} {a}>{b}" for a in sources for b in targets}


@pytest.mark.parametrize(("marked", "expected"), TABLE, ids=[row[0][:60] for row in TABLE])
def test_act(marked: str, expected: str) -> None:
    found = candidates(marked)
    shown = set().union(*(_shown(c) for c in found)) if found else set()
    if expected == "none":
        assert not shown
    else:
        assert expected in shown


def test_evidence_holds_the_trigger() -> None:
    for marked, _ in TABLE:
        for candidate in candidates(marked):
            assert candidate.evidence_start <= candidate.trigger_start
            assert candidate.trigger_end <= candidate.evidence_end


def test_no_party_stands_on_both_sides() -> None:
    for marked, _ in TABLE:
        for candidate in candidates(marked):
            sources = {p.code for p in candidate.sources}
            assert not sources & {p.code for p in candidate.targets}


def test_a_participle_tells_no_act_of_its_own() -> None:
    told = "[[Oman=OMN]] bombed a port in [[Yemen=YEM]], killing two [[Yemeni=YEM]] sailors."
    [found] = candidates(told)
    assert told.replace("[[Oman=OMN]]", "Oman")[found.trigger_start : found.trigger_end] == "bombed"


@pytest.mark.parametrize(
    ("marked", "acts"),
    [
        ("[[Oman=OMN]], which met [[Yemen=YEM]], stood by [[its=OMN]] decision.", ["met"]),
        ("[[Oman=OMN]], which met [[Yemen=YEM]], stood by [[Yemen=YEM]].", ["met", "stood"]),
        (
            "[[Oman=OMN]] stood by [[its=OMN]] decision on [[Yemen=YEM]].",
            ["stood"],
        ),
    ],
)
def test_what_is_done_to_one_s_own_is_done_to_nobody_else(marked: str, acts: list[str]) -> None:
    text, _ = _unmark(marked)
    found = [text[c.trigger_start : c.trigger_end] for c in candidates(marked)]
    assert found == acts


def test_a_demand_is_told_once() -> None:
    [found] = candidates("[[Ghana=GHA]] said [[Togo=TGO]] must return the land of [[Ghana=GHA]].")
    assert found.rule == "request.must"


def test_troops_in_the_capital_threaten_no_neighbour() -> None:
    told = candidates("[[Togo=TGO]] met [[Oman=OMN]]. [[Oman=OMN]] massed troops in the capital.")
    assert [c.type for c in told] == ["CONSULT"]


def test_what_is_promised_is_no_second_act() -> None:
    told = candidates("[[Oman=OMN]] pledged to send aid to [[Yemen=YEM]].")
    assert [c.type for c in told] == ["AGREE"]
