"""What keeps two reports apart, and what speaks for one act: pairs that differ in one trait."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.merge.test_events import ARG, CHL, MENDOZA, ROSARIO, told

from dragoman.merge.likeness import likeness, traits
from dragoman.merge.tellings import Telling
from dragoman.model import EventType, Party, Place, Status

URY, PRY, BOL, PER = (Party(code, code, code) for code in ("URY", "PRY", "BOL", "PER"))
RAID = {
    "type": EventType.ASSAULT,
    "symmetric": False,
    "text": "Chile shelled a fort of Argentina",
    "trigger": "shelled",
}
# The same day 0.45, the same kind 0.15, the same word 0.1, the same words 0.3.
TALKS = 1.0


def like(one: Telling, other: Telling) -> float | None:
    """The likeness, which is the same either way; every word counts alike."""
    found = likeness(traits(one), traits(other), {})
    assert found == likeness(traits(other), traits(one), {})
    return None if found is None else round(found, 3)


def person(name: str, role: str) -> Party:
    return Party("CHL", name, "Chile", role)


def pair(both: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> float | None:
    return like(told(1, **both | one), told(2, **both | other))


DAY = {"date": "2015-06-03"}
WEEK = {"date": "2015-06-01/2015-06-07"}
COERCION = {"type": EventType.COERCE}
HERE, THERE = {"place": MENDOZA}, {"place": ROSARIO}


@pytest.mark.parametrize(
    ("both", "one", "other", "score"),
    [
        ({}, {}, {}, TALKS),
        # How near the dates are: within three days, a month, a year, longer.
        ({"date": "2015-06-03/2015-06-05"}, {}, {}, TALKS),
        ({"date": "2015-06-03/2015-06-06"}, {}, {}, TALKS - 0.23),
        ({"date": "2015-05"}, {}, {}, TALKS - 0.23),
        ({"date": "2015-05-01/2015-06-01"}, {}, {}, TALKS - 0.35),
        ({"date": "2016"}, {}, {}, TALKS - 0.35),
        ({"date": "2016-01-01/2017-01-01"}, {}, {}, TALKS - 0.45),
        ({}, DAY, {"date": "2015-06"}, TALKS - 0.23),
        # A day apart, told alike; two days are too many, and so is a day beside a week.
        ({}, DAY, {"date": "2015-06-04"}, TALKS - 0.23),
        ({}, DAY, {"date": "2015-06-03/2015-06-04"}, TALKS),
        ({}, DAY, {"date": "2015-06-05"}, None),
        ({}, WEEK, {"date": "2015-06-08"}, None),
        ({}, WEEK, {"date": "2015-06-07"}, TALKS - 0.23),
        # Attacks, talks and all else weigh them differently.
        (RAID, {}, {}, 0.9),
        (RAID, HERE, HERE, 1.2),
        (RAID, HERE, THERE, 0.1),
        (RAID, {}, COERCION, 0.825),
        ({"type": EventType.AID}, {}, {}, 1.15),
        ({}, {}, {"type": EventType.SUPPORT}, 1.075),
        # Places: the same by name or number, unknown, a whole country, another town.
        (HERE, {}, {}, TALKS + 0.15),
        ({}, HERE, {}, TALKS),
        ({}, HERE, THERE, TALKS - 0.6),
        ({}, HERE, {"place": replace(MENDOZA, name="Mendosa")}, TALKS + 0.15),
        ({}, HERE, {"place": replace(MENDOZA, geonames=1)}, TALKS + 0.15),
        ({}, HERE, {"place": Place("Pampa")}, TALKS - 0.3),
        ({}, HERE, {"place": Place("Argentina", "ARG")}, TALKS),
        ({}, {}, {"trigger": "summit"}, TALKS - 0.1),
    ],
)
def test_what_agreement_is_worth(
    both: dict[str, Any], one: dict[str, Any], other: dict[str, Any], score: float | None
) -> None:
    assert pair(both, one, other) == (None if score is None else round(score, 3))


@pytest.mark.parametrize(
    ("both", "one", "other"),
    [
        ({}, {}, {"type": EventType.AID}),  # kinds that nobody takes for one another
        (RAID, {}, {"sources": (ARG,), "targets": (CHL,)}),
        ({}, {"mode": "phone"}, {"mode": "visit"}),
        ({}, {}, {"targets": (URY,)}),
        ({}, {"targets": (ARG, URY, PRY)}, {"sources": (CHL,), "targets": (ARG, BOL, PER)}),
        ({}, HERE, {"place": Place("Arica", "CHL")}),
        ({}, {"status": Status.OCCURRED, "date": None}, {"date": "2015-06-06"}),
        ({}, {"status": Status.PLANNED}, {"date": "2015-06-01"}),
    ],
)
def test_what_keeps_reports_apart(
    both: dict[str, Any], one: dict[str, Any], other: dict[str, Any]
) -> None:
    published = {"published": "2015-06-03"}
    assert pair(both, one | published, other) is None


@pytest.mark.parametrize(
    ("both", "one", "other"),
    [
        ({}, {}, {"sources": (ARG,), "targets": (CHL,), "symmetric": False}),  # talks
        (RAID, {"symmetric": True}, {"sources": (ARG,), "targets": (CHL,)}),
        (RAID, {"sources": ()}, {}),
        ({}, {"mode": "phone"}, {}),
        ({}, {"mode": "visit"}, {"mode": "visit"}),
        ({}, {"mode": "phone"}, {"mode": "meeting"}),
        ({}, {}, {"targets": ()}),
        ({}, {}, {"targets": (ARG, URY)}),
        ({}, {"targets": (ARG, URY)}, {"targets": (ARG, PRY)}),
        ({}, {"status": Status.OCCURRED, "date": None}, {"date": "2015-06-04"}),
        ({}, {"status": Status.PLANNED, "published": "2015-06-04"}, {}),
    ],
)
def test_what_does_not_keep_them_apart(
    both: dict[str, Any], one: dict[str, Any], other: dict[str, Any]
) -> None:
    found = pair(both, {"published": "2015-06-03"} | one, other)
    assert found is not None
    assert found > 0.5


@pytest.mark.parametrize(
    ("mine", "yours", "worth"),
    [
        (person("Ana Rojas", "head of state"), person("Rojas", "head of state"), 0.15),
        (person("Rojas", "head of state"), person("Ana Rojas", "envoy"), 0.15),
        (person("Ana Rojas", "envoy"), person("Rojas", "head of state"), 0.15),
        (person("Rojas", "envoy"), person("Soto", "envoy"), 0.15),
        (person("Rojas", "envoy"), person("Soto", "spokesman"), 0),
        (person("Rojas", "head of state"), person("Soto", "spokesman"), 0),
        (person("Rojas", "head of state"), person("Soto", "foreign minister"), None),
        (person("Rojas", "ambassador"), person("Soto", "defence minister"), None),
        (person("Rojas", "head of state"), replace(CHL, name="Rojas"), 0),
    ],
)
def test_persons_tell_meetings_apart(mine: Party, yours: Party, worth: float | None) -> None:
    found = pair({}, {"sources": (mine,)}, {"sources": (yours,)})
    assert found == (None if worth is None else round(TALKS + worth, 3))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ({}, {"date": "2015-06-06"}, 0.2),
        ({}, {"date": "2015-06-07"}, None),
        ({}, {"date": "2015-06-01/2015-06-03", "status": Status.ALLEGED}, 0.2),
        ({}, {"date": "2015-05", "published": "2015-06-05"}, 0.2),
        ({}, {"date": "2015-05", "published": "2015-06-09"}, None),
        ({}, {"date": "2015-06-03/2015-06-06", "published": "2015-06-20"}, None),
        ({"published": None}, {"date": "2015-06-03"}, None),
    ],
)
def test_an_undated_act_is_of_the_days_scene(
    one: dict[str, Any], other: dict[str, Any], near: float | None
) -> None:
    undated = {"date": None, "published": "2015-06-03", "status": Status.ALLEGED}
    found = pair({}, undated | one, other)
    assert found == (None if near is None else round(TALKS - 0.45 + near, 3))


def test_an_undated_act_in_the_same_words_is_the_same_at_any_time() -> None:
    long = "Chile and Argentina held talks on lithium mines in the old harbour town"
    undated = {"date": None, "status": Status.ALLEGED}
    assert pair({"text": long}, undated, {"date": "2011-06-06"}) == round(TALKS - 0.45 + 0.2, 3)
    for words, enough in (("salt wine ships wool copper", True), ("salt wine ships wool", False)):
        found = pair({"text": words}, undated, {"date": "2011-06-06"})
        assert (found is not None) is enough
    there = {"date": "2015-06-03", "text": "glaciers melt"}
    found = pair({"text": long}, undated | {"published": "2015-06-03"}, there)
    assert found == 0.4  # 0.15 for the day, and nothing for the words


def test_copies_are_one_act_and_may_differ_by_a_word() -> None:
    fish, visas = (f"they signed in the old hall a long deal on {w}" for w in ("fish", "visas"))
    copies = {"cluster": "c"}
    assert pair(copies, {}, {"date": "2019"}) == 1.5
    assert pair(copies, {}, {"date": "2019", "trigger": "summit"}) is None
    assert pair({}, {"text": fish}, {"text": visas}) is None
    assert pair(copies, {"text": fish}, {"text": visas}) is not None


def test_one_document_tells_an_act_and_its_denial() -> None:
    yes = told(1, **RAID)
    no = told(2, **RAID | {"status": Status.DENIED, "text": "nothing of that is true"})
    twins = replace(no, document=yes.document)
    assert like(yes, twins) == 0.6
    assert like(yes, replace(told(2, **RAID), document=yes.document)) is None
    word = told(2, **RAID | {"status": Status.DENIED, "trigger": "raid"})
    assert like(yes, replace(word, document=yes.document)) is None


def test_a_denial_of_the_day_does_not_date_the_act() -> None:
    denied = {"status": Status.DENIED}
    made = traits(told(1, published="2015-06-03", **denied))
    assert (made.first, made.last, made.days) == (None, None, None)
    assert traits(told(1, published="2015-06-04", **denied)).days is None
    assert traits(told(1, published="2015-06-05", **denied)).days == 1
    assert traits(told(1, published="2015-06-03", date="2015-06", **denied)).days == 30
    assert traits(told(1, published="2015-06-03")).days == 1
