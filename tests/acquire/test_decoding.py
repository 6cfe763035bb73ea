"""Bytes to characters: encodings told, guessed and mixed; what is no text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.acquire.decoding import UndecodableError, decode

LATIN = "Der Außenminister traf in Zürich die Präsidentin; für Österreich sprach niemand. " * 4
RUSSIAN = "Министр иностранных дел прибыл в Минск с официальным визитом и провёл переговоры. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    assert decode(LATIN.encode(encoding)) == LATIN


def test_a_utf8_mark_stays_so_that_positions_are_those_of_the_file() -> None:
    assert decode(LATIN.encode("utf-8-sig")) == "\ufeff" + LATIN


def test_other_encodings_are_guessed() -> None:
    assert decode(LATIN.encode("cp1252")) == LATIN
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN


def test_a_page_is_read_as_it_declares() -> None:
    page = f"<html><head><meta charset='koi8-r'></head><p>{RUSSIAN}</p></html>"
    assert decode(page.encode("koi8-r"), html=True) == page


def test_a_page_that_declares_nonsense_is_guessed() -> None:
    page = f"<html><meta charset='klingon'>{LATIN}</html>"
    assert decode(page.encode("cp1252"), html=True) == page


def test_stray_bytes_in_utf8_are_read_as_windows_ones() -> None:
    raw = "Präsident, Zürich, Österreich, ".encode() + "“ja”".encode("cp1252")
    assert decode(raw) == "Präsident, Zürich, Österreich, “ja”"


def test_a_few_nuls_do_no_harm() -> None:
    text = "The talks ended.\0 " + "Nothing was signed. " * 20
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.4\n...", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (bytes(range(256)) * 20, "a binary file"),
        (b"\x00" * 1000, "a binary file"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, what: str) -> None:
    with pytest.raises(UndecodableError, match=what):
        decode(raw)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_valid_characters_or_a_reason(raw: bytes, html: bool) -> None:
    with suppress(UndecodableError):
        decode(raw, html=html).encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf8_round_trips(text: str) -> None:
    raw = text.encode("utf-8")
    assert decode(raw) == text
