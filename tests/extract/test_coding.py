"""Frame and model are weighed together; what neither believes is no act."""

from __future__ import annotations

import pytest

from dragoman.analysis import Candidate
from dragoman.codebook import load_codebook
from dragoman.extract.coding import coded, shares
from dragoman.model import EventType, Party
from dragoman.relation import Opinion

TYPES = load_codebook().types


def opinion(**types: float) -> Opinion:
    rest = 1.0 - sum(types.values())
    return Opinion({"NONE": rest, **types}, {"occurred": 0.9, "planned": 0.1}, {"forward": 1.0}, ())


def candidate(kind: EventType = EventType.AGREE, mode: str | None = None) -> Candidate:
    one, other = Party("NOR", "state", "Norway"), Party("PER", "state", "Peru")
    return Candidate(
        *(0, 1, kind, mode, (one,), (other,), False, 0, 4, 0, 9),
        certain=0.7,
        rule="agree.promise",
    )


def test_a_frame_raises_the_odds_of_its_type():
    share = shares(opinion(AID=0.4, AGREE=0.4), EventType.AID, weight=1.0)
    assert sum(share.values()) == pytest.approx(1.0)
    assert share["AID"] / share["AGREE"] == pytest.approx(2.718, abs=0.001)
    assert shares(opinion(AID=0.4), None, weight=1.0) == pytest.approx({"NONE": 0.6, "AID": 0.4})


def test_what_is_all_but_ruled_out_is_dropped():
    assert coded([candidate()], [opinion(AGREE=0.005)], TYPES, 1.0) == []


def test_doubt_lowers_the_certainty():
    [found] = coded([candidate()], [opinion(AGREE=0.3)], TYPES, 0.0)
    assert (found.type, found.certain) == ("AGREE", 0.3)


def test_the_model_may_name_another_type_and_the_mode_goes():
    [found] = coded(
        [candidate(EventType.CONSULT, "visit")], [opinion(AID=0.9, CONSULT=0.01)], TYPES, 0.0
    )
    assert (found.type, found.mode) == ("AID", None)
    assert found.certain == pytest.approx(0.9, abs=0.01)


def test_an_undecided_model_leaves_the_frame_its_type():
    [found] = coded(
        [candidate(EventType.CONSULT, "visit")], [opinion(AID=0.4, AGREE=0.4)], TYPES, 0.0
    )
    assert (found.type, found.mode) == ("CONSULT", "visit")


def test_statuses_are_kept_for_the_judge():
    [found] = coded([candidate()], [opinion(AGREE=0.9)], TYPES, 1.0)
    assert found.statuses == {"occurred": 0.9, "planned": 0.1}
