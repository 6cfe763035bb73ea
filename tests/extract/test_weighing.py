"""How well an act's pattern fits, and what speaks against it for itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman import parse
from dragoman.analysis import Sentence
from dragoman.codebook.frames import Frame
from dragoman.extract.parties import NOBODY, Found
from dragoman.extract.verbal import Act
from dragoman.extract.weighing import FLOOR, certainty, weigh
from dragoman.model import Document, Party
from dragoman.pipeline import load_reader
from dragoman.settings import Settings

TEXT = "Ghana praised Togo."
NAMED = {"direct": True, "heads": (0,)}
INSIDE = {"direct": False, "heads": (0,)}
GUESSED: dict[str, object] = {"direct": False, "heads": ()}


def frame(certain: float = 1.0, *, reactive: bool = False) -> Frame:
    praise = load_reader(Settings(model="none")).codebook.frames.verbs["praise"][0]
    return replace(praise, certain=certain, reactive=reactive)


def side(code: str, **found: object) -> Found:
    return Found(parties=(Party(code, code, code),), **found)  # type: ignore[arg-type]


def act(source: Found, target: Found, of: Frame | None = None) -> Act:
    return Act(of or frame(), 1, source, target, frozenset())


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        (NAMED, NAMED, 1.0),
        (NAMED, INSIDE, 0.85),
        (INSIDE, INSIDE, 0.722),
        (NAMED, GUESSED, 0.6),
        (INSIDE, GUESSED, 0.51),
        # Both from the story: the pair that is spoken of.
        (GUESSED, GUESSED, 0.66),
    ],
)
def test_parties_inside_a_phrase_or_from_the_story_are_less_sure(
    one: dict[str, object], other: dict[str, object], sure: float
) -> None:
    assert certainty(act(side("GHA", **one), side("TGO", **other))) == sure
    assert certainty(act(side("GHA", **other), side("TGO", **one))) == sure
    half = certainty(act(side("GHA", **one), side("TGO", **other), frame(0.5)))
    assert half == pytest.approx(sure / 2, abs=0.001)


def test_what_answers_something_points_back_firmly() -> None:
    answer = frame(reactive=True)
    assert certainty(act(side("GHA", **NAMED), side("TGO", **GUESSED), answer)) == 0.75


def sentence() -> Sentence:
    reader = load_reader(Settings(model="none"))
    document = Document("d", "d", TEXT, ((0, len(TEXT)),), language="en")
    return parse.parse(document, reader.parser, reader.codebook).sentences[0]


def against(*acts: Act) -> list[str | None]:
    frames = load_reader(Settings(model="none")).codebook.frames
    return [w.against for w in weigh(acts, sentence(), frames)]


def test_an_act_needs_two_parties_and_some_certainty() -> None:
    ghana, togo = side("GHA", **NAMED), side("TGO", **NAMED)
    assert against(act(ghana, togo)) == [None]
    assert against(act(ghana, NOBODY)) == ["no second party"]
    assert against(act(NOBODY, NOBODY)) == ["no party"]
    assert against(act(ghana, togo, frame(FLOOR))) == [None]
    (doubt,) = against(act(ghana, togo, frame(FLOOR / 2)))
    assert doubt is not None
    assert "too uncertain" in doubt


def test_one_act_stands_once() -> None:
    ghana, togo = side("GHA", **NAMED), side("TGO", **NAMED)
    told = against(act(ghana, togo), act(ghana, togo))
    assert told == [None, "told by “praised” already"]
    assert against(act(ghana, togo), act(togo, ghana)) == [None, None]
