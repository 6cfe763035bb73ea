"""What words make of an act's status, and whose words they are: built by hand, without a parser."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.analysis import Candidate
from dragoman.codebook.cues import Saying
from dragoman.judge.reading import Reading
from dragoman.judge.sayings import Said
from dragoman.judge.words import Word, speakers_of, stand
from dragoman.model import EventType, Party, Status

RAID, PACT, TALKS = EventType.ASSAULT, EventType.AGREE, EventType.CONSULT
THREAT, SANCTION, ACCUSE = EventType.THREATEN, EventType.SANCTION, EventType.ACCUSE
IT_IS, IT_IS_NOT = Reading(Status.OCCURRED, 3.0), Reading(Status.NOT_OCCURRED, -3.0)
TO_COME = Reading(Status.PLANNED, 2.0)
DENIED_ALREADY = Reading(Status.DENIED, -3.0)


def party(code: str, name: str = "") -> Party:
    return Party(code, name or code, f"the {code or 'source'}")


def act(kind: EventType) -> Candidate:
    """Mali does it to Niger."""
    return Candidate(
        *(0, 1, kind, None, (party("MLI"),), (party("NER"),), False, 0, 4, 0, 9),
        certain=0.7,
        rule="r",
    )


def word(code: str | None, stance: str = "asserts", force: str = "plain", **marks: Any) -> Word:
    """An attribution to a party; None is one to nobody."""
    said = Said(0, 2, 10, 14, Saying(stance, force, "speech", frozenset()), "verb", "clause", None)
    return Word(said, () if code is None else (party(code),), **marks)


@pytest.mark.parametrize(
    ("kind", "reading", "words", "status"),
    [
        (RAID, IT_IS, [], Status.OCCURRED),
        # What one side tells of another's deeds; what it tells of its own, and of pacts.
        (RAID, IT_IS, [word("NER")], Status.ALLEGED),
        (RAID, IT_IS, [word("DZA")], Status.ALLEGED),
        (RAID, IT_IS, [word("MLI")], Status.OCCURRED),
        (PACT, IT_IS, [word("NER")], Status.OCCURRED),
        (SANCTION, IT_IS, [word("NER")], Status.OCCURRED),
        (RAID, TO_COME, [word("NER")], Status.PLANNED),
        # Sources without a country, or a paper alone.
        (SANCTION, IT_IS, [word("")], Status.ALLEGED),
        (SANCTION, IT_IS, [word(None)], Status.OCCURRED),
        (PACT, IT_IS, [word("")], Status.OCCURRED),
        (RAID, IT_IS, [word("FRA", relay=True)], Status.ALLEGED),
        (SANCTION, IT_IS, [word("FRA", relay=True)], Status.ALLEGED),
        # A register, a confirmation, a strong word and what is taken for granted leave it standing.
        (RAID, IT_IS, [word("NER", record=True)], Status.OCCURRED),
        (RAID, IT_IS, [word("NER", "confirms")], Status.OCCURRED),
        (RAID, IT_IS, [word("NER", force="strong")], Status.OCCURRED),
        (RAID, IT_IS, [word("DZA", presupposed=True)], Status.OCCURRED),
        (RAID, IT_IS, [word("NER", presupposed=True)], Status.ALLEGED),
        # Doubts, weak words and beliefs; talks and accusations stand all the same.
        (PACT, IT_IS, [word("MLI", "doubts")], Status.ALLEGED),
        (PACT, IT_IS, [word("DZA", force="weak")], Status.ALLEGED),
        (PACT, IT_IS, [word("DZA", belief=True)], Status.ALLEGED),
        (TALKS, IT_IS, [word("DZA", "doubts")], Status.OCCURRED),
        (TALKS, IT_IS, [word("DZA", belief=True)], Status.OCCURRED),
        (ACCUSE, IT_IS, [word("DZA", force="weak")], Status.OCCURRED),
        (ACCUSE, IT_IS, [word("DZA", belief=True)], Status.OCCURRED),
        # Denials.
        (RAID, IT_IS, [word("MLI", "denies", denies=True)], Status.DENIED),
        (RAID, DENIED_ALREADY, [word("MLI", "denies", denies=True)], Status.DENIED),
        (RAID, IT_IS_NOT, [word("DZA", "denies", denies=True)], Status.ALLEGED),
        (RAID, IT_IS_NOT, [word("MLI")], Status.DENIED),
        (RAID, IT_IS_NOT, [word("DZA")], Status.NOT_OCCURRED),
        (RAID, IT_IS_NOT, [word("MLI", "confirms")], Status.NOT_OCCURRED),
        (PACT, IT_IS_NOT, [word("MLI")], Status.NOT_OCCURRED),
        # A threat is made by saying so, but only by the one who threatens, and not yet done.
        (THREAT, TO_COME, [word("MLI")], Status.OCCURRED),
        (THREAT, TO_COME, [word("NER")], Status.PLANNED),
        (RAID, TO_COME, [word("MLI")], Status.PLANNED),
        # The innermost decides, a denial anywhere, one's own saying and a relay around it never.
        (RAID, IT_IS, [word("NER"), word("MLI")], Status.OCCURRED),
        (RAID, IT_IS, [word("MLI"), word("NER")], Status.ALLEGED),
        (RAID, IT_IS, [word("MLI", "denies", denies=True), word("NER")], Status.DENIED),
        (RAID, IT_IS, [word("NER", own=True)], Status.OCCURRED),
        (RAID, IT_IS, [word("MLI"), word("FRA", relay=True)], Status.OCCURRED),
    ],
)
def test_the_status_on_these_words(
    kind: EventType, reading: Reading, words: list[Word], status: Status
) -> None:
    assert stand(act(kind), reading, words)[0] is status


def test_the_word_that_decided_is_named() -> None:
    outer, inner = word("MLI", "denies", denies=True), word("NER")
    assert stand(act(RAID), IT_IS, [outer, inner]) == (Status.DENIED, outer)
    assert stand(act(RAID), IT_IS, [inner]) == (Status.ALLEGED, inner)
    assert stand(act(PACT), IT_IS, [inner]) == (Status.OCCURRED, None)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ([], []),
        ([word(None)], []),
        ([word("MLI"), word("NER")], ["MLI", "NER"]),
        ([word("MLI"), word("MLI")], ["MLI"]),
        ([word(""), word("")], ["", ""]),
        ([word("MLI"), word("NER"), word("MLI")], ["MLI", "NER", "MLI"]),
        ([word("FRA", relay=True), word("MLI")], ["MLI"]),
        ([word("FRA", relay=True)], [""]),
    ],
)
def test_the_chain_of_speakers(words: list[Word], codes: list[str]) -> None:
    assert [p.code for p in speakers_of(words)] == codes


def test_a_relay_alone_speaks_by_its_words() -> None:
    assert speakers_of([word("FRA", relay=True)]) == (Party("", "the FRA", "the FRA"),)
