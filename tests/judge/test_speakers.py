"""Who speaks through a relative pronoun: what it stands for, never the pronoun."""

from __future__ import annotations

import pytest

from dragoman.model import Document, Records
from dragoman.pipeline import load_reader, read_document
from dragoman.settings import Settings

PRONOUNS = {"that", "which", "who"}


def read(text: str) -> Records:
    document = Document("d", "d", text, ((0, len(text)),), "2024-05-02", language="en")
    return read_document(document, load_reader(Settings(model="none")))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Peru's envoy presented figures that showed that Ecuador imports more copper than it "
            "sells.",
            ("", "figures"),
        ),
        (
            "The Peruvian minister cited a leaked letter that said that Bolivia had agreed to sell "
            "gas to Chile.",
            ("", "a leaked letter"),
        ),
        (
            "A report by the institute, which says that Iran sold drones to Sudan, was published "
            "on Monday.",
            ("", "the institute"),
        ),
        ("Sudan, which says Egypt moved troops to the border, stayed away.", ("SDN", "Sudan")),
        ("The guards who say that Malian troops crossed into Niger left.", ("", "The guards")),
    ],
)
def test_a_relative_pronoun_speaks_for_what_it_stands_for(
    text: str, speaker: tuple[str, str]
) -> None:
    found = [a for a in read(text).attributions if a.source and a.source.text in PRONOUNS]
    assert [(a.speaker.code, a.speaker.text) for a in found if a.speaker] == [speaker]


def test_what_figures_show_is_told_by_nobody_else() -> None:
    [event] = read(
        "Peru's envoy presented figures that showed that Ecuador closed the border to Peru in May."
    ).events
    assert event.speaker is None or event.speaker.text == "figures"
    assert str(event.status) == "occurred"


def test_what_happened_is_no_speaker() -> None:
    text = "The mine was closed, which shows that Laos accused Vietnam in vain."
    [found] = [a for a in read(text).attributions if a.source and a.source.text == "which"]
    assert found.speaker is None


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a source at the Togolese foreign ministry who asked not to be named", "TGO"),
        ("a source in the Togolese army", "TGO"),
        ("a diplomat in Lome", ""),
    ],
)
def test_a_source_within_an_organ_is_the_organ_s(source: str, code: str) -> None:
    told = read(f"Ghana recalled its envoy, according to {source}.").attributions
    [found] = [a for a in told if a.cue.text == "according to"]
    assert found.speaker is not None
    assert (found.speaker.code, found.speaker.text) == (code, source)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("A man who had visited Kenya", ""),
        ("The envoy, whom Kenya had expelled in May,", ""),
        ("The man who leads Kenya's army", "KEN"),
        ("Officials chosen by Kenya", "KEN"),
        ("Kenya, which met Chad's envoy,", "KEN"),
    ],
)
def test_whom_a_relative_clause_names_does_not_speak(who: str, code: str) -> None:
    told = read(f"{who} said Uganda had shelled the town.").attributions
    [found] = [a for a in told if a.cue.text == "said"]
    assert found.speaker is not None
    assert found.speaker.code == code


@pytest.mark.parametrize("much", ["by half", "by a third", "by 12 percent"])
def test_an_amount_shows_nothing(much: str) -> None:
    text = f"Trade between Kenya and Uganda fell {much}, which shows that the embargo works."
    [found] = [a for a in read(text).attributions if a.source and a.source.text == "which"]
    assert found.speaker is None


def test_what_is_called_wrong_is_not_denied() -> None:
    found = read("Uganda's tariffs on Kenya are wrong, Rwanda said.")
    assert [str(e.status) for e in found.events if e.trigger.text == "tariffs"] == ["occurred"]
    assert not [c for c in found.claims if str(c.stance) == "denies"]
