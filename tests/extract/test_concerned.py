"""Whom a number concerns: mentions and places of our own, without a parser."""

from __future__ import annotations

import pytest

from dragoman.analysis import Mention, MentionKind, Sentence
from dragoman.codebook import load_codebook
from dragoman.extract.concerned import Concerned, World, concerned, world
from dragoman.model import Party

CODEBOOK = load_codebook()
SENTENCE = Sentence(0, 0, 0, 100, "." * 100)


def mention(
    *codes: str, head: int, sentence: int = 0, kind: MentionKind = MentionKind.NAME
) -> Mention:
    """Words for parties; the token with number `head` begins at ten times that."""
    parties = tuple(Party(code, code, code) for code in codes)
    return Mention(sentence, head, head, head, 10 * head, 10 * head + 5, "x", kind, parties, "r")


def around(*mentions: Mention) -> World:
    return world(mentions, CODEBOOK)


def of(
    world: World, clause: tuple[int, int] = (0, 100), token: int = 5, relational: bool = True
) -> Concerned | None:
    return concerned(world, SENTENCE, clause, token, relational=relational)


@pytest.mark.parametrize(
    ("named", "clause", "token", "found"),
    [
        # Two states of the clause, in the order of the text; a body steps back behind states.
        ([("KEN", 1), ("UGA", 3)], (0, 100), 5, (("KEN", "UGA"), "clause")),
        ([("UGA", 1), ("KEN", 3)], (0, 100), 5, (("UGA", "KEN"), "clause")),
        ([("UN", 0), ("KEN", 1), ("UGA", 3)], (0, 100), 5, (("KEN", "UGA"), "clause")),
        ([("UN", 1), ("KEN", 3)], (0, 100), 5, (("UN", "KEN"), "clause")),
        ([("BRICS", 0), ("UN", 1), ("KEN", 3)], (0, 100), 5, (("UN", "KEN"), "clause")),
        ([("EUROPE", 0), ("BRICS", 1), ("KEN", 3)], (0, 100), 5, (("BRICS", "KEN"), "clause")),
        # Three stay together; of four the two nearest to the number remain.
        ([("KEN", 1), ("UGA", 3), ("TZA", 4)], (0, 100), 9, (("KEN", "UGA", "TZA"), "clause")),
        ([("KEN", 1), ("UGA", 3), ("TZA", 4), ("RWA", 8)], (0, 100), 5, (("UGA", "TZA"), "clause")),
        ([("KEN", 1), ("UGA", 3), ("TZA", 4), ("RWA", 8)], (0, 100), 9, (("TZA", "RWA"), "clause")),
        ([("UGA", 1), ("KEN", 3), ("TZA", 7), ("RWA", 9)], (0, 100), 5, (("KEN", "TZA"), "clause")),
        # A clause begins with its first letter and ends before its end.
        ([("KEN", 1), ("UGA", 3), ("TZA", 6)], (30, 70), 5, (("UGA", "TZA"), "clause")),
        ([("KEN", 1), ("UGA", 3), ("TZA", 6)], (10, 60), 5, (("KEN", "UGA"), "clause")),
        ([("KEN", 1), ("UGA", 6)], (0, 50), 3, (("KEN", "UGA"), "sentence")),
    ],
)
def test_the_parties_of_the_clause_else_of_the_sentence(named, clause, token, found) -> None:
    told = of(around(*(mention(code, head=head) for code, head in named)), clause, token)
    assert told == Concerned(*found)


def test_else_the_parties_that_the_document_names_most() -> None:
    elsewhere = [mention(code, head=n, sentence=1) for n, code in enumerate(["PER", "BOL", "PER"])]
    assert of(around(*elsewhere)) == Concerned(("PER", "BOL"), "topic")
    assert of(around(*elsewhere), relational=False) is None
    assert of(around(mention("CHL", head=2), *elsewhere)) == Concerned(("CHL", "PER"), "topic")
    assert of(around(mention("BOL", head=2), *elsewhere)) == Concerned(("BOL", "PER"), "topic")
    assert of(around(mention("PER", head=2))) is None
    assert of(around()) is None


def test_pronouns_count_half_and_bodies_less_than_states() -> None:
    other = [
        mention("PER", head=0, sentence=1),
        mention("BOL", head=1, sentence=1, kind=MentionKind.PRONOUN),
        mention("CHL", head=2, sentence=1),
        mention("UN", head=3, sentence=1),
        mention("UN", head=4, sentence=1),
    ]
    assert around(*other).topic == ("PER", "CHL")
    assert around(*other, other[1]).topic == ("PER", "BOL")
    assert around(*other, other[1], other[1]).topic == ("PER", "BOL")
    assert around(mention("PER", "PER", head=0), *other[2:]).topic == ("PER", "CHL")
    assert around(other[3], other[0]).topic == ("UN", "PER")


def test_an_opposition_counts_as_its_state() -> None:
    made = around(mention("KENOPP", head=1), mention("UGA", head=3))
    assert of(made) == Concerned(("KEN", "UGA"), "clause")
    assert made.by_sentence[0][0].text == "x"


def test_an_opposition_of_no_state_stays_what_it_is() -> None:
    made = around(mention("XYZOPP", head=1))
    assert made.by_sentence[0][0].codes == ("XYZOPP",)


def test_mentions_stay_with_their_sentence() -> None:
    made = around(
        mention("KEN", head=1), mention("UGA", head=3), mention("TZA", head=1, sentence=1)
    )
    assert {n: [m.codes for m in found] for n, found in made.by_sentence.items()} == {
        0: [("KEN",), ("UGA",)],
        1: [("TZA",)],
    }
