"""How sure a report is follows from what is known of it, by the weights of the codebook."""

from __future__ import annotations

import math

import pytest

from dragoman.analysis import Candidate, Mention, MentionKind
from dragoman.codebook.confidence import Confidence
from dragoman.judge.confidence import confidence, signals
from dragoman.judge.reading import Reading
from dragoman.model import EventType, Party, Status

NAMES = ("constant", "certain", "distance", "hedged", "status")
WEIGHTS = Confidence(dict.fromkeys(NAMES, 0.5), dict.fromkeys(NAMES[:-1], 1.0))
MALI, NIGER = Party("MLI", "Mali", "Mali"), Party("NER", "Niger", "Niger")


def act(certain: float = 0.5, statuses: dict[Status, float] | None = None) -> Candidate:
    """Mali does it to Niger, told by the word 20."""
    sides = ((MALI,), (NIGER,), False)
    return Candidate(
        *(3, 20, EventType.ASSAULT, None, *sides, 0, 4, 0, 9),
        certain=certain,
        rule="r",
        statuses=statuses or {},
    )


def named(party: Party, head: int, sentence: int = 3) -> Mention:
    kind = MentionKind.NAME
    return Mention(sentence, head, head, head, 0, 4, party.name, kind, (party,), "r")


@pytest.mark.parametrize(
    ("mentions", "steps"),
    [
        ([], 0),
        ([named(MALI, 19), named(NIGER, 22)], 0),
        ([named(MALI, 8), named(NIGER, 22)], 0),
        ([named(MALI, 2), named(NIGER, 22)], 6),
        ([named(MALI, 22), named(NIGER, 38)], 6),
        # The nearest mention of each party counts, and only in the act's own sentence.
        ([named(MALI, 2), named(MALI, 19), named(NIGER, 22)], 0),
        ([named(MALI, 2, sentence=2), named(NIGER, 22)], 0),
        # Others do not count.
        ([named(Party("FRA", "France", "France"), 2), named(NIGER, 22)], 0),
    ],
)
def test_distance_is_that_of_the_farther_party(mentions: list[Mention], steps: int) -> None:
    assert signals(act(), Status.OCCURRED, mentions)["distance"] == pytest.approx(steps / 12)


def test_shares_weigh_by_their_odds_within_bounds() -> None:
    known = [signals(act(share), Status.OCCURRED, [])["certain"] for share in (0.8, 0.5, 0.2)]
    assert known == pytest.approx([math.log(4), 0, -math.log(4)])
    bounds = [signals(act(share), Status.OCCURRED, [])["certain"] for share in (1.0, 0.0)]
    assert bounds == pytest.approx([math.log(99), -math.log(99)])


def test_what_is_no_plain_fact_is_hedged() -> None:
    hedged = [s for s in Status if signals(act(), s, [])["hedged"]]
    assert set(Status) - set(hedged) == {Status.OCCURRED, Status.ONGOING}


def test_the_models_view_of_the_status_counts_where_it_was_asked() -> None:
    asked = act(statuses={Status.OCCURRED: 0.8, Status.DENIED: 0.2})
    assert signals(asked, Status.OCCURRED, [])["status"] == pytest.approx(math.log(4))
    assert signals(asked, Status.DENIED, [])["status"] == pytest.approx(-math.log(4))
    assert signals(asked, Status.PLANNED, [])["status"] == pytest.approx(-math.log(99))
    assert "status" not in signals(act(), Status.OCCURRED, [])


@pytest.mark.parametrize(
    ("status", "value", "sure"),
    [
        (Status.OCCURRED, 3.0, 0.73),
        (Status.OCCURRED, 2.5, 0.73),
        (Status.OCCURRED, 2.4, 0.69),
        (Status.ONGOING, 2.0, 0.69),
        (Status.PLANNED, 1.8, 0.88),
    ],
)
def test_a_fact_told_with_less_than_full_force_is_less_sure(
    status: Status, value: float, sure: float
) -> None:
    assert confidence(act(), Reading(status, value), status, [], WEIGHTS) == sure


def test_the_weights_are_those_of_what_was_asked() -> None:
    asked = act(statuses={Status.OCCURRED: 0.5})
    told = confidence(asked, Reading(Status.OCCURRED, 3.0), Status.OCCURRED, [], WEIGHTS)
    assert told == 0.62
