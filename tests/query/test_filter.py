"""One filter, from strings or values, that says what it expected."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.errors import QueryError
from dragoman.model import EventType, Status
from dragoman.query import Filter, make_filter


def test_strings_and_values_make_the_same_filter() -> None:
    from_strings = make_filter(
        dyad="ken, uga",
        types="consult,AGREE",
        quads="1,material-conflict",
        statuses="occurred,not-occurred",
        min_confidence="0.5",
        disputed="yes",
        limit="10",
        actor="un",
    )
    assert from_strings == Filter(
        dyad=("KEN", "UGA"),
        types=(EventType.CONSULT, EventType.AGREE),
        quads=(1, 4),
        statuses=(Status.OCCURRED, Status.NOT_OCCURRED),
        min_confidence=0.5,
        disputed=True,
        limit=10,
        actor="UN",
    )
    assert make_filter(dyad=["KEN", "UGA"], types=[EventType.CONSULT], quads=1, disputed=False) == (
        Filter(dyad=("KEN", "UGA"), types=(EventType.CONSULT,), quads=(1,), disputed=False)
    )


def test_what_is_not_given_leaves_the_filter_open() -> None:
    assert make_filter(dyad=None, types=(), text="", statuses=[]) == Filter()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"dyad": "KEN"}, "expected two different codes"),
        ({"dyad": "KEN,KEN"}, "expected two different codes"),
        ({"dyad": "KEN,U GA"}, "is no code of a party"),
        ({"types": "DANCE"}, "'DANCE' is no event type; known: AGREE"),
        ({"quads": "5"}, "'5' is no quad class; known: 1-4, verbal-cooperation"),
        ({"statuses": "rumoured"}, "'rumoured' is no status; known: occurred"),
        ({"since": "last year"}, "expected EDTF such as 2019"),
        ({"until": "2021-02-30"}, "expected EDTF such as 2019"),
        ({"since": "2021-03", "until": "2019"}, "since 2021-03 lies after until 2019"),
        ({"min_confidence": "80"}, "expected a number from 0 to 1"),
        ({"min_confidence": "high"}, "expected a number from 0 to 1"),
        ({"disputed": "maybe"}, "expected yes or no"),
        ({"limit": "0"}, "expected a whole number above 0"),
        ({"limit": "-3"}, "expected a whole number above 0"),
        ({"colour": "red"}, "unknown filter colour; known: dyad, actor"),
        ({"reviewed": "perhaps"}, "reviewed 'perhaps': expected yes or no"),
        ({"period": "the nineties"}, "expected EDTF such as 2019"),
        ({"dyad": "KEN,UGA", "between": "KEN,TZA"}, "dyad is asked for twice, also as between"),
        ({"types": "ASSAULT", "quads": "1"}, "no type asked for belongs to a quad class"),
    ],
)
def test_what_cannot_be_asked_is_told(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        make_filter(**asked)


def test_types_and_quads_narrow_each_other() -> None:
    sixteen = set(EventType)  # other tests may have added types of their own
    assert tuple(t for t in make_filter(quads="2").wanted_types if t in sixteen) == (
        EventType.AID,
        EventType.COOPERATE,
        EventType.RETREAT,
    )
    assert make_filter(types="AID,ASSAULT", quads="2").wanted_types == (EventType.AID,)
    assert make_filter().wanted_types == ()


def test_the_names_that_people_use_are_understood() -> None:
    assert make_filter(
        between="ken,uga", type="aid", quad="2", status="planned", outlet="Lake Herald",
        confidence="0.5", search="ferry", period="2019/2020", place="Kisumu", reviewed="no",
    ) == Filter(
        dyad=("KEN", "UGA"), types=(EventType.AID,), quads=(2,), statuses=(Status.PLANNED,),
        publisher="Lake Herald", min_confidence=0.5, text="ferry", period="2019/2020",
        place="Kisumu", reviewed=False,
    )  # fmt: skip
    assert make_filter(pair=("KEN", "UGA"), dyad=None) == Filter(dyad=("KEN", "UGA"))
