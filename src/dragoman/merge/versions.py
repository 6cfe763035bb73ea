"""Versions of one story: what an outlet published anew, nearly in the same words, counts once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from dragoman.merge.tellings import Told

_SOON = 31  # days within which a near-copy by the same outlet is a later version of its story
Story = tuple[str, str]
Some = TypeVar("Some", bound=Told)


def story_of(told: Told) -> Story | None:
    """The group of near-copies and the outlet: what versions of one story share."""
    if told.cluster is None or told.publisher is None:
        return None
    return told.cluster, told.publisher.casefold()


def newest(told: Sequence[Some]) -> list[Some]:
    """Those that stand in the latest version of their story, in the order given."""
    stories: dict[Story | None, list[Some]] = defaultdict(list)
    for one in told:
        stories[story_of(one)].append(one)
    stories[None] = []
    return [one for one in told if not any(is_later(o, one) for o in stories[story_of(one)])]


def is_later(one: Told, other: Told) -> bool:
    """Whether the one stands in a later version of the story of the other.

    Of versions of one day the one that was changed later is the later; else none is.
    """
    if one.document == other.document or one.told is None or other.told is None:
        return False
    if story_of(one) is None or story_of(one) != story_of(other):
        return False
    days = (date.fromisoformat(one.told) - date.fromisoformat(other.told)).days
    return 0 <= days <= _SOON and _moment(one) > _moment(other)


def _moment(told: Told) -> tuple[str, str]:
    assert told.told is not None
    return told.told, told.changed or told.told
