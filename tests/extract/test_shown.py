"""How an act is shown to the relation model: the nearest mention of each side, and the trigger."""

from __future__ import annotations

from dataclasses import replace

from dragoman import parse, recognise
from dragoman.extract.parties import NOBODY, Found
from dragoman.extract.shown import shown
from dragoman.extract.verbal import Act
from dragoman.model import Document
from dragoman.pipeline import load_reader
from dragoman.settings import Settings

TEXT = (
    "The rains came late. Kenya was glad that Uganda, which Kenya calls a friend, had praised "
    "Ghana and Togo."
)


def marked(sources: list[str], targets: list[str], word: str = "praised") -> tuple[str, ...]:
    """The words marked as source, target and trigger for sides with these heads."""
    reader = load_reader(Settings(model="none"))
    document = Document("d", "d", TEXT, ((0, len(TEXT)),), language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    mentions = recognise.recognise(parsed, reader.codebook)
    sentence = parsed.sentences[1]
    trigger = sentence.token_at(TEXT.index(word))
    assert trigger is not None
    sides = [
        Found(heads=tuple(t.i for t in sentence.tokens if t.text in names)) if names else NOBODY
        for names in (sources, targets)
    ]
    frame = reader.codebook.frames.verbs["praise"][0]
    act = Act(frame, trigger.i, *sides, frozenset())
    found = shown(act, sentence, mentions)
    # Mentions of other sentences, whose tokens have the same numbers, are no sides here.
    elsewhere = tuple(replace(m, sentence=0) for m in mentions)
    assert shown(act, sentence, elsewhere) == replace(found, source=None, target=None)
    assert found.text == sentence.text
    bounds = (found.source, found.target, found.trigger)
    words = [found.text[slice(*at)] if at else "" for at in bounds]
    return (*words, str((found.source or (-1,))[0]))


def test_both_sides_and_the_trigger_are_marked() -> None:
    assert marked(["Uganda"], ["Ghana"])[:3] == ("Uganda", "Ghana", "praised")


def test_of_several_mentions_the_one_nearest_to_the_trigger_is_marked() -> None:
    assert marked(["Uganda"], ["Togo", "Ghana"])[:3] == ("Uganda", "Ghana", "praised")
    nearest = marked(["Kenya"], ["Ghana"])
    assert nearest[:3] == ("Kenya", "Ghana", "praised")
    assert nearest[3] == str(TEXT.rindex("Kenya") - TEXT.index("Kenya was"))


def test_a_side_that_is_not_named_is_not_marked() -> None:
    assert marked(["Uganda"], [])[:3] == ("Uganda", "", "praised")
    assert marked([], ["Ghana"])[:3] == ("", "Ghana", "praised")


def test_one_mention_is_not_both_sides() -> None:
    assert marked(["Uganda"], ["Uganda"])[:3] == ("Uganda", "", "praised")
    assert marked(["Uganda"], ["Uganda", "Kenya"])[:3] == ("Uganda", "Kenya", "praised")


def test_a_mention_that_holds_the_trigger_is_no_side() -> None:
    assert marked(["Uganda"], ["Ghana"], word="Uganda")[:3] == ("", "Ghana", "Uganda")
