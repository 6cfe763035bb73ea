"""An act on the soil of another state of the story is done to that state."""

from __future__ import annotations

import pytest

from dragoman.model import Document
from dragoman.pipeline import load_reader, read_document
from dragoman.settings import Settings


def acts(text: str) -> set[str]:
    """The acts of the last sentence, as "TYPE SOURCE>TARGET"."""
    document = Document("d", "d", text, ((0, len(text)),), "2024-05-02", language="en")
    last = text.rindex(". ", 0, -1)
    return {
        f"{e.type} {e.sources[0].code}>{e.targets[0].code}"
        for e in read_document(document, load_reader(Settings(model="none"))).events
        if e.trigger.start > last
    }


@pytest.mark.parametrize(
    ("story", "act"),
    [
        ("Uganda accused Kenya. Kenyan jets bombed Arua on Sunday.", "ASSAULT KEN>UGA"),
        ("Uganda accused Kenya. Kenyan jets struck a convoy near Gulu.", "ASSAULT KEN>UGA"),
        ("Uganda met Kenya. Arua was bombed by Kenyan jets.", "ASSAULT KEN>UGA"),
        ("China met India. The Indian prime minister visited Shanghai.", "CONSULT IND>CHN"),
        ("Sudan met Chad. Chadian troops shelled Port Sudan.", "ASSAULT TCD>SDN"),
    ],
)
def test_a_town_stands_for_its_state(story: str, act: str) -> None:
    assert act in acts(story)


@pytest.mark.parametrize(
    "story",
    [
        "Norway accused Kenya. Kenyan jets bombed Arua on Sunday.",  # Uganda is not in the story
        "Uganda accused Kenya. Kenyan jets bombed Garissa on Sunday.",  # a town of Kenya's own
        "Uganda accused Kenya. Kenyan jets came from Arua and bombed a hill.",
        "Uganda accused Kenya. Kenyan jets bombed a hill, Arua said.",
        "Uganda accused Kenya. Kenyan farmers praised Arua.",  # nothing done on the ground
        "Uganda accused Kenya. Kenyan jets bombed men who had crossed near Arua.",
        "Uganda met Kenya. Thirty flights from Kenya landed at Arua.",  # nobody's visit
        "Spain met Chile. Chilean troops attacked Santiago.",  # a town of both
    ],
)
def test_elsewhere_a_name_says_nothing(story: str) -> None:
    assert acts(story) == set()
