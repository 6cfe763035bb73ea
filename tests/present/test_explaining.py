"""The chain behind a record on a terminal: whole, within the width, marked without colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ledger.samples import NOW, VERSIONS, Article, party, span

from dragoman.codebook import load_codebook
from dragoman.ledger import open_ledger
from dragoman.model import Place, Span
from dragoman.present.explaining import explanation_text
from dragoman.present.explanation import Explanation, explained, pattern, patterns_of
from dragoman.present.marking import underlined
from dragoman.present.table import width_of
from dragoman.query import Found, View

TEXT = (
    "On Sunday, Laos denied, according to the daily Mekong Post, that its army planned to visit "
    "Vietnam. The plan had surprised diplomats. Trade with Vietnam was worth 12 million dollars."
)
HOSTILE = "Laos \x1b[31m\u202epraised\u202c\x07 Vietnam\u2028in a\tnote."


def articles() -> Iterator[Article]:
    """A plan that is denied at second hand, told before as a plan; and a text full of traps."""
    first = Article("Laos plans to visit Vietnam.", published="2023-03-01", publisher="Delta News")
    planned = {"mode": "visit", "date": "2023-04"}
    first.report("CONSULT", "LAO", "VNM", "Laos plans to visit Vietnam", "visit",
                 status="planned", cue=span(first.text, "plans"), **planned)  # fmt: skip
    yield first
    told = Article(TEXT, published="2023-03-07", publisher="Red River Times", title="No trip")
    denied = told.report(
        "CONSULT", (party("LAO", "Laos", "armed forces"),), "VNM",
        "its army planned to visit Vietnam", "visit", status="denied",
        speakers=(party("", "Mekong Post"), party("LAO", "Laos")),
        cue=span(TEXT, "denied"), further=(span(TEXT, "The plan had"),), rule="consult.visit",
        date_phrase="Sunday", date_reason="the last such day", confidence=0.72, goldstein=1.9,
        place=Place("Hanoi", "VNM", 21.03, 105.85, 1581130), **planned,
    )  # fmt: skip
    told.claim("VNM", "asserts", "planned to visit", ("LAO", "VNM"), event=denied.id)
    told.claim("LAO", "denies", "planned to visit Vietnam", ("LAO", "VNM"), event=denied.id)
    told.figure("trade", ("LAO", "VNM"), 12e6, "USD", "12 million dollars", period="2022")
    told.tie("treaty", "LAO", "VNM", "Trade with Vietnam")
    yield told
    bad = Article(HOSTILE, publisher="\x1b]0;owned\x07", title="\u202etrap\nline")
    bad.report("SUPPORT", "LAO", "VNM", HOSTILE[:-1], "praised")
    yield bad


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    path: Path = tmp_path_factory.mktemp("explaining") / "ledger.db"
    with open_ledger(path) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for article in articles():
            ledger.add(article.records, run)
        ledger.rederive()
        ledger.finish(run, NOW)
        yield View(ledger)


def told(view: View, kind: str, id_: str) -> Explanation:
    found = explained(view, Found(kind, id_), load_codebook())
    assert found is not None
    return found


def denial(view: View) -> Explanation:
    (row,) = view.reports(statuses="denied")
    return told(view, "report", row.report.id)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_report_is_shown_with_all_that_it_rests_on(view: View) -> None:
    text = explanation_text(denial(view))
    words = flat(text)
    for line in (
        "what Visit: LAO → VNM (CONSULT/visit)",
        "document No trip · Red River Times · 7 March 2023",
        "read by dragoman 0.1.0, codebook plover-2024.1+abcdef01",
        "rule consult.visit, found by “visit” noun: visit|trip|",
        "verb: SOURCE visit|tour TARGET",
        "who acts Laos (LAO), armed forces: “Laos”",
        "upon whom VNM: “VNM”",
        "status ✕ denied: someone denies that it happened or will",
        "decided by “denied”",
        "on whose word Laos (LAO): “Laos” according to Mekong Post: “Mekong Post”",
        "date April 2023 (2023-04) from “Sunday” the last such day",
        "place Hanoi (VNM), 21.03 105.85, GeoNames 1581130",
        "confidence 0.72, Goldstein +1.9",
        "told again “The plan had surprised diplomats.”",
        "marks · evidence ^ trigger ~ cue",
    ):
        assert line in words
    assert re.search(r"event +[0-9a-f]{16}\n", text)


def test_the_marks_stand_beneath_their_words(view: View) -> None:
    lines = explanation_text(denial(view), width=140).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("sentence"))
    quote, signs = lines[at], lines[at + 1]
    under = {s: "".join(c for c, below in zip(quote, signs, strict=False) if below == s)
             for s in "~^·"}  # fmt: skip
    assert under["~"] == "denied"
    assert under["^"] == "visit"
    assert under["·"].startswith("its army planned to  Vietnam")


def test_an_old_reading_is_told_from_the_codebook_at_hand(view: View) -> None:
    assert "(patterns of codebook plover-" in explanation_text(denial(view))


def test_an_event_is_shown_with_its_reports_and_how_its_status_evolved(view: View) -> None:
    (row,) = view.events(types="CONSULT")
    words = flat(explanation_text(told(view, "event", row.event.id)))
    assert "evolution planned → denied" in words
    assert "told by 2 independent sources, 2 reports, 1 March 2023 to 7 March 2023" in words
    assert "REPORT 1 of 2 · " in words
    assert words.index("Delta News") < words.index("REPORT 2 of 2 · ") < words.index("Red River")
    assert "VNM says so; LAO denies it" in words


def test_claims_figures_and_ties_are_shown(view: View) -> None:
    (claim,) = view.claims(speaker="LAO")
    words = flat(explanation_text(told(view, "claim", claim.claim.id)))
    assert f"CLAIM {claim.claim.id} who LAO: “LAO”" in words
    assert "stance denies it: “planned to visit Vietnam”" in words
    (figure,) = view.figures()
    words = flat(explanation_text(told(view, "figure", figure.figure.id)))
    assert "value 12 million USD (level)" in words
    assert "on whose word the document's own" in words
    (tie,) = view.ties()
    words = flat(explanation_text(told(view, "tie", tie.tie.id)))
    assert "what LAO has a treaty with VNM" in words
    assert "sentence Trade with Vietnam was worth 12 million dollars." in words


@pytest.mark.parametrize("width", [50, 72, 100, 140])
def test_lines_fit(view: View, width: int) -> None:
    for row in view.events():
        text = explanation_text(told(view, "event", row.event.id), width=width)
        assert max(width_of(line) for line in text.splitlines()) <= width


def test_hostile_text_is_inert(view: View) -> None:
    (row,) = view.reports(types="SUPPORT")
    made = told(view, "report", row.report.id)
    text = explanation_text(made)
    assert not [c for c in text if c != "\n" and (ord(c) < 32 or "\u2028" <= c <= "\u202e")]
    assert "Laos [31mpraised Vietnam in a note." in text
    assert "\x1b[1mREPORT" in explanation_text(made, colour=True)
    assert "\x1b]0" not in explanation_text(made, colour=True)


def test_the_whole_is_the_same_each_time(view: View) -> None:
    assert explanation_text(denial(view)) == explanation_text(denial(view))


def test_what_is_gone_has_no_explanation(view: View) -> None:
    assert explained(view, Found("report", "0"), load_codebook()) is None


@pytest.mark.parametrize("width", range(4, 30))
def test_wrapping_loses_no_word_and_no_mark(width: int) -> None:
    text = "  a  extraordinarily long日本 e\u0301t\u00e9\n said\x07 so "
    found = list(underlined(Span(7, 7 + len(text), text), [(Span(12, 27, ""), "^")], width))
    assert all(max(width_of(line), width_of(signs)) <= width for line, signs in found)
    assert "".join(line for line, _ in found).replace(" ", "") == (
        "aextraordinarilylong日本e\u0301t\u00e9saidso"
    )
    marked = "".join(
        c for line, signs in found for c, s in zip(line, signs, strict=False) if s == "^"
    )
    assert marked == "extraordinarily"


def test_patterns_are_written_as_in_the_codebook() -> None:
    frames = load_codebook().frames
    shapes = {pattern(f) for t in (frames.verbs, frames.nouns, frames.adjectives)
              for row in t.values() for f in row}  # fmt: skip
    assert "SOURCE visit|tour TARGET" in shapes
    assert "SOURCE pay [visit|call] to TARGET" in shapes
    assert any(shape.startswith("TARGET ") for shape in shapes)
    assert any(" be " in f" {shape}" for shape in shapes)


def test_patterns_like_the_trigger_come_first() -> None:
    frames = load_codebook().frames
    found, near = patterns_of(frames, "consult.visit", "arrived")
    assert (found[0], near) == ("verb: SOURCE arrive in|at TARGET", 1)
    assert patterns_of(frames, "consult.visit", "zzz") == (tuple(sorted(found)), 0)
    assert patterns_of(frames, None, "arrived") == ((), 0)
