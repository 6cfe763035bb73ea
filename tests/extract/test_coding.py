"""Frame and model are weighed together; what neither believes is no act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.analysis import Candidate
from dragoman.codebook import load_codebook
from dragoman.extract.coding import DENIAL, coded, shares
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
        [candidate(EventType.CONSULT, "visit")],
        [opinion(AID=0.4, AGREE=0.3, CONSULT=0.1)],
        TYPES,
        0.0,
    )
    assert (found.type, found.mode, found.certain) == ("CONSULT", "visit", 0.1)


def test_statuses_are_kept_for_the_judge():
    [found] = coded([candidate()], [opinion(AGREE=0.9)], TYPES, 1.0)
    assert found.statuses == {"occurred": 0.9, "planned": 0.1}


def test_half_of_the_odds_are_enough_for_another_type():
    [found] = coded([candidate(EventType.CONSULT)], [opinion(AID=0.5, CONSULT=0.1)], TYPES, 0.0)
    assert (found.type, found.certain) == ("AID", 0.5)


def test_the_limit_itself_rules_out():
    ruled = Opinion({"NONE": 0.98, "AGREE": 0.02}, {}, {}, ())
    assert coded([candidate()], [ruled], TYPES, 0.0) == []
    doubted = Opinion({"NONE": 0.97, "AGREE": 0.03}, {}, {}, ())
    assert [c.certain for c in coded([candidate()], [doubted], TYPES, 0.0)] == [0.03]


def test_a_type_that_the_model_was_not_taught_stays():
    untaught = candidate(EventType.AID)
    [found] = coded([untaught], [opinion(AGREE=0.9)], TYPES, 0.0)
    assert found == replace(untaught, statuses={"occurred": 0.9, "planned": 0.1})


def test_a_deed_that_the_model_takes_for_a_promise_is_made_now():
    aid, promise = replace(candidate(EventType.AID), status_hint="planned"), candidate()
    [found] = coded([aid], [opinion(AGREE=0.9, AID=0.05)], TYPES, 0.0)
    assert (found.type, found.status_hint) == ("AGREE", "occurred")
    [found] = coded([aid], [opinion(AID=0.9)], TYPES, 0.0)
    assert (found.type, found.status_hint) == ("AID", "planned")
    [found] = coded([promise], [opinion(AGREE=0.9)], TYPES, 0.0)
    assert (found.type, found.status_hint) == ("AGREE", None)
    [found] = coded([aid], [opinion(CONSULT=0.9, AID=0.05)], TYPES, 0.0)
    assert (found.type, found.status_hint) == ("CONSULT", "planned")


def test_an_act_is_told_by_the_verb_whose_frame_says_so():
    framed, other = candidate(EventType.AID), candidate(EventType.REJECT)
    both = [opinion(AID=0.9), opinion(AID=0.9, REJECT=0.05)]
    assert [c.rule for c in coded([framed, replace(other, rule="x")], both, TYPES, 0.0)] == [
        "agree.promise"
    ]
    # Alone, of another sentence or between others it stays.
    assert len(coded([other], both[1:], TYPES, 0.0)) == 1
    assert len(coded([framed, replace(other, sentence=1)], both, TYPES, 0.0)) == 2
    party = (Party("CHL", "state", "Chile"),)
    assert len(coded([framed, replace(other, targets=party)], both, TYPES, 0.0)) == 2
    assert len(coded([framed, replace(other, sources=party)], both, TYPES, 0.0)) == 2


def test_each_candidate_has_its_opinion():
    with pytest.raises(ValueError, match="shorter"):
        coded([candidate(), candidate()], [opinion(AGREE=0.9)], TYPES, 0.0)


def test_the_weight_of_the_frame_counts_for_its_certainty():
    [found] = coded([candidate()], [opinion(AGREE=0.4)], TYPES, 1.0)
    assert found.certain == 0.644


def test_what_must_be_done_is_demanded_whatever_it_is():
    demand = replace(candidate(EventType.REQUEST), rule="request.must")
    [found] = coded([demand], [opinion(AID=0.9, REQUEST=0.02)], TYPES, 0.0)
    assert (found.type, found.certain) == ("REQUEST", demand.certain)
    assert coded([demand], [opinion(REQUEST=0.01)], TYPES, 0.0) == []


def test_a_denial_tells_nothing_of_another_type_beside_what_it_denies():
    """ "Norway denied that it had resumed talks with Peru" is no sanction, read as it may be."""
    meeting = candidate(EventType.CONSULT)
    denial = replace(candidate(EventType.REJECT), rule=DENIAL)
    read = [opinion(CONSULT=0.9), opinion(SANCTION=0.8, REJECT=0.05)]
    assert [c.type for c in coded([meeting, denial], read, TYPES, 0.0)] == ["CONSULT"]
    # Left as framed, alone, or beside an act between others it stays.
    kept = coded([meeting, denial], [read[0], opinion(REJECT=0.8)], TYPES, 0.0)
    assert [c.type for c in kept] == ["CONSULT", "REJECT"]
    assert [c.type for c in coded([denial], read[1:], TYPES, 0.0)] == ["SANCTION"]
    assert len(coded([replace(meeting, sentence=1), denial], read, TYPES, 0.0)) == 2
