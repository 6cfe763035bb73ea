"""A story that its outlet published anew: what the later version says counts, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.merge.test_events import ORDINARY, told

from dragoman.merge import events
from dragoman.merge.versions import is_later, newest
from dragoman.model import Status

LINE = "Chile and Argentina held talks on lithium in the hall of the old mint"


def version(number: int, published: str | None, **more: Any) -> Any:
    """A version of one story of one paper, published on a day."""
    changed = more.pop("changed", None)
    given = {"text": LINE, "paper": "Andes Post", "cluster": "c"} | more
    return replace(told(number, published=published, **given), changed=changed)


def test_the_later_version_decides_and_the_status_shows_the_way() -> None:
    first = version(1, "2015-06-04", confidence=0.9)
    second = version(2, "2015-06-06", status=Status.NOT_OCCURRED, confidence=0.5)
    (event,) = events([second, first], ordinary=ORDINARY)
    assert event.reports == ("r001", "r002")
    assert event.statuses == (Status.OCCURRED, Status.NOT_OCCURRED)
    assert event.status == Status.NOT_OCCURRED
    assert (event.outlets, event.confidence, event.disputed) == (1, 0.5, False)
    assert (event.first_told, event.last_told) == ("2015-06-04", "2015-06-06")


def test_what_another_outlet_still_says_is_a_contradiction() -> None:
    first = version(1, "2015-06-04")
    second = version(2, "2015-06-06", status=Status.NOT_OCCURRED)
    other = told(3, text=LINE, published="2015-06-05")
    (event,) = events([first, second, other], ordinary=ORDINARY)
    assert (event.outlets, event.disputed) == (2, True)


def test_a_denial_is_no_weaker_than_what_its_outlet_told_before() -> None:
    first = version(1, "2015-06-04")
    second = version(2, "2015-06-06", status=Status.DENIED, date="2015-06-03")
    (event,) = events([first, second], ordinary=ORDINARY)
    assert event.status == Status.DENIED


def test_a_corrected_day_is_the_day() -> None:
    first = version(1, "2015-06-20")
    second = version(2, "2015-06-21", date="2015-06-14")
    other = told(3, text="talks were held", published="2015-06-21", date="2015-06-14")
    (event,) = events([first, second], ordinary=ORDINARY)
    assert event.date == "2015-06-14"
    made = events([first, second, other], ordinary=ORDINARY)
    assert {e.date for e in made} == {"2015-06-14"}


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ({}, {"published": "2015-06-05"}, ["r002"]),
        ({}, {"published": "2015-06-05", "paper": "ANDES POST"}, ["r002"]),
        ({}, {"published": "2015-06-04", "changed": "2015-06-05"}, ["r002"]),
        ({"changed": "2015-06-04"}, {"published": "2015-06-04"}, ["r001", "r002"]),
        ({}, {"published": "2015-06-05", "paper": "Coast Post"}, ["r001", "r002"]),
        ({}, {"published": "2015-06-05", "cluster": "d"}, ["r001", "r002"]),
        ({}, {"published": "2015-07-05"}, ["r002"]),  # 31 days later
        ({}, {"published": "2015-07-06"}, ["r001", "r002"]),
        ({}, {"published": "2016-06-04"}, ["r001", "r002"]),
        ({"cluster": None}, {"published": "2015-06-05", "cluster": None}, ["r001", "r002"]),
    ],
)
def test_which_are_versions(one: dict[str, Any], other: dict[str, Any], kept: list[str]) -> None:
    first = version(1, **({"published": "2015-06-04"} | one))
    second = version(2, **other)
    assert [t.report.id for t in newest([first, second])] == kept


def test_reports_of_one_document_are_no_versions_of_each_other() -> None:
    first = version(1, "2015-06-04")
    assert newest([first, replace(version(2, "2015-06-05"), document=first.document)])[0] == first


def test_a_telling_of_no_known_day_is_no_version() -> None:
    unknown = replace(version(1, "2015-06-04"), told=None)
    later = version(2, "2015-06-05")
    assert newest([unknown, later]) == [unknown, later]


@pytest.mark.parametrize(
    "more", [{}, {"cluster": None}, {"paper": "Coast Post"}, {"cluster": "d"}], ids=str
)
def test_only_what_is_of_one_story_is_later(more: dict[str, Any]) -> None:
    first, second = version(1, "2015-06-04", **more), version(2, "2015-06-05")
    assert is_later(second, first) is (not more)
    assert not is_later(first, second)
    alone = version(3, "2015-06-06", cluster=None)
    assert not is_later(alone, replace(alone, document="d4", told="2015-06-05"))
