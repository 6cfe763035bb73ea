"""What a governing word, a negation or both make of an act's status and factuality."""

from __future__ import annotations

import pytest

from dragoman.judge.reading import EFFECTS, OCCURRED, ONGOING, Reading, govern, negated
from dragoman.model import Status

DONE, G, P, R = Status.OCCURRED, Status.ONGOING, Status.PLANNED, Status.PROPOSED
A, D, N = Status.ALLEGED, Status.DENIED, Status.NOT_OCCURRED
HELD, NOT = Reading(DONE, 3.0), Reading(N, -3.0, 2)
ABSENT = Reading(N, -3.0, 7)  # an act whose own clause negates it


@pytest.mark.parametrize(
    ("effect", "governor", "act", "told"),
    [
        # A plain act under each kind of word, held or negated.
        ("planned", HELD, OCCURRED, Reading(P, 1.2, 5)),
        ("planned", NOT, OCCURRED, Reading(N, -1.5, 5)),
        ("failed", HELD, OCCURRED, Reading(N, -2.2, 5)),
        ("failed", NOT, OCCURRED, Reading(DONE, 2.0, 5)),
        ("ended", NOT, OCCURRED, Reading(G, 2.0, 5)),
        ("denied", HELD, OCCURRED, Reading(D, -2.0, 5)),
        # What is known stands as it is.
        ("fact", NOT, HELD, HELD),
        # The weaker of the two decides: "may plan to", "may fail to".
        ("planned", Reading(R, 0.8, 1), OCCURRED, Reading(R, 0.8, 5)),
        ("planned", Reading(P, 1.2, 1), OCCURRED, Reading(P, 1.2, 5)),
        ("failed", Reading(R, 0.8, 1), OCCURRED, Reading(N, -2.2, 5)),
        # Under a denial what is absent is denied, on the denial's word where there is one.
        ("failed", Reading(D, 0.5, 1), OCCURRED, Reading(D, -2.2, 1)),
        ("failed", Reading(D, 0.5), OCCURRED, Reading(D, -2.2, 5)),
        ("planned", Reading(D, -2.0, 1), OCCURRED, Reading(D, -1.5, 1)),
        # An act that its own clause negates: the plan of it is a plan that it be not.
        ("planned", HELD, ABSENT, Reading(N, -1.2, 7)),
        ("alleged", HELD, ABSENT, Reading(N, -2.0, 7)),
        ("alleged", NOT, ABSENT, Reading(N, -0.5, 7)),
        ("unlikely", HELD, ABSENT, Reading(N, -0.5, 7)),
        ("begun", HELD, ABSENT, Reading(N, -2.5, 7)),
        ("failed", HELD, ABSENT, Reading(DONE, 1.5, 7)),
        ("denied", HELD, ABSENT, Reading(A, 1.0, 7)),
        ("denied", HELD, Reading(D, -2.0, 7), Reading(A, 1.0, 7)),
        # What is only put forward or alleged stays so, no surer than what governs it.
        ("planned", HELD, Reading(R, 2.0, 7), Reading(R, 1.2, 7)),
        ("planned", HELD, Reading(A, 1.0, 7), Reading(A, 1.0, 7)),
        ("alleged", HELD, Reading(R, 1.0, 7), Reading(A, 2.0, 5)),
        ("denied", HELD, Reading(R, 1.0, 7), Reading(D, -2.0, 5)),
        # It happens as its governor does.
        ("happened", HELD, ONGOING, Reading(G, 3.0, 5)),
        ("happened", Reading(DONE, 2.0), Reading(DONE, 2.6), Reading(DONE, 2.0, 5)),
        ("happened", Reading(P, 1.8, 1), OCCURRED, Reading(P, 1.8, 1)),
        ("happened", HELD, Reading(P, 1.8, 7), Reading(P, 1.8, 7)),
        ("happened", NOT, OCCURRED, NOT),
        ("happened", HELD, ABSENT, Reading(N, -3.0, 7)),
        ("happened", Reading(N, -3.0, 7), ABSENT, ABSENT),
    ],
)
def test_a_governing_word(effect: str, governor: Reading, act: Reading, told: Reading) -> None:
    assert govern(effect, governor, act, 5) == told


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        (HELD, Reading(N, -3.0, 9)),
        (Reading(P, 1.8), Reading(N, -1.8, 9)),
        (Reading(R, 0.2), Reading(N, -0.8, 9)),
        (Reading(A, 1.5), Reading(N, -1.5, 9)),
        (NOT, Reading(DONE, 3.0, 9)),
        (Reading(N, -0.5), Reading(DONE, 1.0, 9)),
        (Reading(R, 0.0), Reading(DONE, 1.0, 9)),
    ],
)
def test_a_negation(reading: Reading, told: Reading) -> None:
    assert negated(reading, 9) == told


def test_every_effect_turns_under_a_negation_and_stays_on_the_scale() -> None:
    for effect, values in EFFECTS.items():
        assert all(-3 <= value <= 3 for _, value in values)
        assert effect == "yet" or values[0] != values[1]
