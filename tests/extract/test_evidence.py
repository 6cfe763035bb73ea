"""The clause that is shown for an act: all of a short sentence, else what belongs to the act."""

from __future__ import annotations

import pytest

from dragoman import parse
from dragoman.extract.evidence import clause_span
from dragoman.model import Document
from dragoman.pipeline import load_reader
from dragoman.settings import Settings

MET = (
    "Kenya's foreign minister met his Ugandan counterpart in Nairobi on Monday for two hours, and "
    "Ghana's president praised Togo in a speech in Accra for the help that it had given to the "
    "victims of the floods that struck the Volta region in May."
)
EXPELLED = (
    "After Mali had expelled the French ambassador over a remark in a newspaper about the conduct "
    "of its army in the north of the country, France recalled its troops from Mali and told the "
    "council of the alliance that it would not send them again."
)
OPENED = (
    "For the sake of the peace in the valley, and because its own herders had asked for it in a "
    "petition with ten thousand names, Niger, which had closed the crossing to Benin in the year "
    "of the drought, opened it again on Thursday to all comers."
)


def evidence(text: str, word: str, *sides: str) -> str:
    """The evidence for an act told by the word between sides with these heads."""
    reader = load_reader(Settings(model="none"))
    document = Document("d", "d", text, ((0, len(text)),), language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    sentence = parsed.sentence_at(text.index(word))
    assert sentence is not None
    at, *heads = (sentence.token_at(text.index(w)) for w in (word, *sides))
    assert at is not None
    start, end = clause_span(sentence, at.i, [h.i for h in heads if h is not None])
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "word", "sides", "begins", "ends"),
    [
        (MET, "met", [], "Kenya's foreign minister", "in May."),
        (MET, "praised", [], "Ghana's president praised Togo", "Volta region in May."),
        (MET, "struck", [], "that struck", "Volta region in May"),
        (EXPELLED, "expelled", [], "After Mali", "north of the country"),
        (EXPELLED, "send", [], "that it would not", "send them again"),
        (OPENED, "closed", [], "which had closed", "year of the drought"),
        # A side that stands elsewhere is taken in, with the phrase that holds it.
        (MET, "struck", ["president"], "Ghana's president praised", "Volta region in May"),
        (MET, "praised", ["counterpart"], "his Ugandan counterpart in Nairobi", "in May."),
        (EXPELLED, "send", ["ambassador"], "the French ambassador over", "send them again"),
        (OPENED, "closed", ["Thursday"], "which had closed", "opened it again on Thursday"),
        (OPENED, "closed", ["herders"], "its own herders had asked", "year of the drought"),
    ],
)
def test_a_long_sentence_is_cut_to_the_clause_of_the_act(
    text: str, word: str, sides: list[str], begins: str, ends: str
) -> None:
    found = evidence(text, word, *sides)
    assert (found[: len(begins)], found[-len(ends) :]) == (begins, ends)


def test_a_short_sentence_is_its_own_evidence() -> None:
    text = "Kenya's minister met his Ugandan counterpart, and Ghana's president praised Togo."
    assert evidence(text, "praised") == text


def test_a_sentence_of_two_hundred_characters_is_short() -> None:
    start = "Kenya met Uganda, and Ghana praised Togo for "
    text = start + "its long and generous help " * 10
    assert evidence(text[:199] + ".", "praised").startswith("Kenya met")
    assert evidence(text[:200] + ".", "praised").startswith("Ghana praised")
