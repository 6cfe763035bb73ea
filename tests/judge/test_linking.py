"""Denials are tied to what they deny: by their matter, by what they refer to, by their act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.judge.linking import Denied, linked, topics
from dragoman.model import Claim, Document, Party, Records
from dragoman.pipeline import load_reader, read_document
from dragoman.settings import Settings

FRAMES = Settings(model="none")


def read(text: str) -> Records:
    document = Document("d", "d", text, ((0, len(text)),), "2024-05-02", language="en")
    return read_document(document, load_reader(FRAMES))


@pytest.mark.parametrize(
    ("denied", "topic", "sentence", "answers"),
    [
        ("raid village", "raid village", 3, True),
        ("raid village", "raid village", 9, True),
        ("raid village", "raid village truck road", 9, True),
        # Half of what they are about is enough, less is not.
        ("raid village", "raid village a b c d", 9, True),
        ("raid village", "raid", 3, False),
        ("raid village", "harbour", 3, False),
        ("raid village", "", 3, False),
        # Of a matter of one word, the word is enough in the next sentences.
        ("raid", "raid", 3, True),
        ("raid", "raid village", 5, True),
        ("raid", "raid", 1, True),
        ("raid", "raid", 6, False),
        ("raid", "raid", 0, False),
        ("raid", "village", 3, False),
    ],
)
def test_a_statement_on_a_denied_matter(
    denied: str, topic: str, sentence: int, answers: bool
) -> None:
    matter = Denied("TCD", 3, frozenset(denied.split()))
    assert matter.answered(frozenset(topic.split()), sentence) is answers


def test_exactly_half_alike_is_alike() -> None:
    denied = Denied("TCD", 3, frozenset("abcd"))
    assert denied.answered(frozenset("abxy"), 9) is False  # (2/4 + 2/6) / 2
    assert denied.answered(frozenset("abcxyz"), 9) is True  # (3/4 + 3/7) / 2
    assert Denied("TCD", 3, frozenset("abc")).answered(frozenset("abxyzuvwq"), 9) is False
    assert Denied("TCD", 3, frozenset("abcdef")).answered(frozenset("abcd"), 9) is True
    # (2/3 + 2/6) / 2 is 0.5
    assert Denied("TCD", 3, frozenset("abc")).answered(frozenset("abxyz"), 9) is True


def test_names_and_words_of_denying_are_no_matter() -> None:
    codebook = load_reader(FRAMES).codebook
    about = topics([], codebook.matters, codebook.cues)
    assert about.of("the false accusation of a raid") == about.of("raid")
    assert about.of("the raid") == about.of("raids") != frozenset()


def claims_of(text: str) -> list[tuple[str, str, str | None]]:
    return [(c.speaker.code, str(c.stance), c.event) for c in read(text).claims]


def test_a_denial_has_the_event_of_what_was_asserted_before() -> None:
    text = "Niger said Benin had shelled a Nigerien village. Benin denied it had shelled anyone."
    (teller, asserts, event), (denier, denies, other) = claims_of(text)
    assert (teller, asserts, denier, denies) == ("NER", "asserts", "BEN", "denies")
    assert event is not None
    assert event == other


def test_a_denial_of_another_matter_stands_alone() -> None:
    text = "Niger said Benin had shelled a Nigerien village. Benin denied that it had cut a cable."
    about = {c.speaker.code: c.event for c in read(text).claims}
    assert about["NER"] is not None
    assert about["BEN"] != about["NER"]


def test_that_charge_refers_to_what_another_said_last_and_not_to_ones_own() -> None:
    text = (
        "Benin said Niger had shelled a Beninese village. "
        "Niger said Benin had bombed a Nigerien bridge. "
        "Benin rejected that charge."
    )
    records = read(text)
    bombed = next(e.id for e in records.events if e.trigger.text == "bombed")
    denial = next(c for c in records.claims if c.stance == "denies")
    assert (denial.speaker.code, denial.event) == ("BEN", bombed)


def test_one_speakers_assertions_face_no_denial_of_his_own() -> None:
    text = "Niger said Benin had shelled a Nigerien village. Niger denied shelling anyone."
    parsed = {str(c.stance): c for c in read(text).claims}
    assert parsed["asserts"].event != parsed["denies"].event


def test_parties_that_one_side_leaves_out_are_those_of_the_act() -> None:
    text = "Niger said Benin had shelled a Nigerien village. Benin denied it had shelled anyone."
    assert {c.about for c in read(text).claims} == {("BEN", "NER")}


def test_without_a_denial_claims_stay_as_they_were() -> None:
    records = read("Niger said Benin had shelled a Nigerien village.")
    reader = load_reader(FRAMES)
    about = topics([], reader.codebook.matters, reader.codebook.cues)
    made: list[Claim] = [
        replace(c, id=str(n), speaker=Party(code, code, code))
        for n, (c, code) in enumerate(zip(records.claims * 2, ("NER", "FRA"), strict=True))
    ]
    from dragoman import parse

    parsed = parse.parse(records.document, reader.parser, reader.codebook)
    assert linked(parsed, made, records.events, about) == made
