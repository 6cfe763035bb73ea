"""Whatever a text says, its mentions quote it, in order, and the reading does not stumble."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebook.folding import fold, name_key
from dragoman.model import Document
from dragoman.parse import parse
from dragoman.pipeline import load_reader
from dragoman.recognise import missed, recognise

WORDS = st.sampled_from(
    [
        *("Kenya", "Kenyan", "Nairobi", "the Kremlin", "US", "U.S.", "NATO", "Hamas", "Gazprom"),
        *("President", "foreign minister", "the two countries", "he", "they", "our", "“", "”", '"'),
        *("Omar Diallo", "al-Assad", "said", "met", "denied", ",", ".", "’s", "'s", "of", "the"),
        *(
            "and",
            "İzmir",
            "Côte d’Ivoire",
            "\u200bKyiv",
            "Moscow Times",
            "-",
            "(",
            ")",
            "\n",
            "May",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_mentions_quote_the_text_in_order(text: str) -> None:
    reader = load_reader()
    body = ((0, len(text)),) if text else ()
    parsed = parse(Document("d", "d", text, body, language="en"), reader.parser, reader.codebook)
    mentions = recognise(parsed, reader.codebook)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.first <= mention.head <= mention.last
        assert mention.parties
        assert all(p.code and p.name and p.text == mention.text for p in mention.parties)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert recognise(parsed, reader.codebook) == mentions
    assert all(m.text in text for m in missed(parsed, mentions, reader.codebook))


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcÉøŁ -'’.", max_size=30))
def test_a_name_has_one_key_however_it_is_written(name: str) -> None:
    assert name_key(name.upper()) == name_key(name) == name_key(fold(name))
