"""A language is a folder: what its files say, and what is said where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.language import load_languages
from dragoman.codebook.loading import SHIPPED, Folders, digest, existing
from dragoman.errors import CodebookError

GRAMMAR = "name: Danish\nparser: no_such_parser\nextra: danish\nwords:\n  with: [med]\n"


def folder(at: Path, grammar: str = GRAMMAR, words: str = "") -> Path:
    (at / "da").mkdir()
    (at / "da" / "grammar.yaml").write_text(grammar, encoding="utf-8")
    if words:
        (at / "da" / "words.yaml").write_text(words, encoding="utf-8")
    return at


def test_a_folder_makes_a_language(tmp_path: Path) -> None:
    found = load_languages([folder(tmp_path, words="verbs:\n  meet: [møde]\n")])["da"]
    assert (found.name, found.parser, found.extra) == ("Danish", "no_such_parser", "danish")
    assert not found.installed
    assert found.words == {"med": "with"}
    assert found.lemmas["verbs"] == {"møde": "meet"}


def test_french_is_shipped() -> None:
    french = load_languages([SHIPPED])["fr"]
    assert french.lemmas["verbs"]["rencontrer"] == "meet"
    assert french.words["des/ADP"] == "of"


def test_a_users_folder_adds_words_to_a_shipped_language(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "grammar.yaml").write_text("words: {}\n", encoding="utf-8")
    (tmp_path / "fr" / "words.yaml").write_text("verbs: {dock: [accoster]}\n", encoding="utf-8")
    french = load_languages([SHIPPED, tmp_path])["fr"]
    assert french.lemmas["verbs"]["accoster"] == "dock"
    assert french.lemmas["verbs"]["rencontrer"] == "meet"


@pytest.mark.parametrize(
    ("grammar", "words", "cause"),
    [
        ("name: Danish\n", "", "says no extra, parser"),
        ("- name\n", "", "expected names with values"),
        (GRAMMAR + "  no: [ingen, no]\n", "", "need quotes; one beside .ingen."),
        (GRAMMAR + "endings: [[é, er]]\n", "", "expected .form, infinitive, features."),
        (GRAMMAR, "verbs: {meet: [møde], visit: [møde]}\n", "'møde' is both meet and visit"),
        (GRAMMAR, "verbs: {meet: møde}\n", "expected a list of words"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, grammar: str, words: str, cause: str) -> None:
    with pytest.raises(CodebookError, match=cause):
        load_languages([folder(tmp_path, grammar, words)])


def test_own_files_take_the_place_of_english_ones_and_others_stay(tmp_path: Path) -> None:
    folders = Folders.of([SHIPPED], "fr")
    assert existing(folders, "en/times.yaml") == [SHIPPED / "fr" / "times.yaml"]
    assert existing(folders, "en/cues.yaml") == [SHIPPED / "en" / "cues.yaml"]
    assert existing([SHIPPED], "en/times.yaml") == [SHIPPED / "en" / "times.yaml"]


def test_a_further_language_does_not_change_the_name_of_what_english_was_read_with(
    tmp_path: Path,
) -> None:
    (tmp_path / "states.csv").write_text("code\n", encoding="utf-8")
    before = digest([tmp_path])
    folder(tmp_path)
    assert digest([tmp_path]) == before
    assert digest(Folders.of([tmp_path], "da")) != before
