"""Which words are time: spans, forms and what is left alone, without the help of a parser too."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.analysis import Sentence, TimePhrase
from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.times import load_times
from dragoman.errors import CodebookError
from dragoman.parse.times import time_phrases
from dragoman.pipeline import load_reader


def phrases(text: str, start: int = 0) -> tuple[TimePhrase, ...]:
    """The phrases of a sentence that no parser has seen."""
    sentence = Sentence(0, 0, start, start + len(text), text)
    return time_phrases([sentence], load_reader().codebook)


@pytest.mark.parametrize(
    ("text", "form", "values"),
    [
        ("on 3 May 2011", "date", {"day": 3, "month": 5, "year": 2011}),
        ("for thirty-five years", "duration", {"n": 35, "unit": "year"}),
        ("several weeks", "duration", {"n": "X", "unit": "week"}),
        ("last month", "period", {"shift": -1, "period": "month"}),
        ("three days later", "later", {"n": 3, "unit": "day", "direction": 1}),
        ("every two years", "set", {"n": 2, "unit": "year"}),
        ("the 40th anniversary", "anniversary", {"ordinal": 40}),
        ("at 17:45", "clock", {"hour": 17, "minute": 45}),
    ],
)
def test_form_and_values_name_the_parts(text: str, form: str, values: dict[str, object]) -> None:
    (found,) = phrases(text)
    assert (found.form, found.values) == (form, values)


def test_a_range_keeps_both_ends_and_where_they_stand() -> None:
    text = "from 1992 to 1994"
    (found,) = phrases(text)
    values = found.values
    assert found.form == "range"
    assert (values["from.year"], values["to.year"]) == (1992, 1994)
    assert text[int(values["to.start"]) : int(values["to.end"])] == "1994"


def test_places_count_from_the_document_not_the_sentence() -> None:
    (found,) = phrases("They left last week.", start=100)
    assert (found.start, found.end, found.text) == (110, 119, "last week")


def test_the_longest_reading_wins() -> None:
    assert [p.text for p in phrases("in early March 2014")] == ["early March 2014"]
    assert [p.text for p in phrases("the first quarter of 2014")] == ["the first quarter of 2014"]


@pytest.mark.parametrize(
    "text",
    [
        "Oman may agree.",
        "She may, in principle, agree.",
        "General August was there.",
        "3,000 people and 12 tanks",
        "the S-2000 system",
        "a vote of 193 to 2",
        "a 71-year-old general",
        "a third of the fleet",
        "page 1,987",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert phrases(text) == ()


def test_a_broken_pattern_names_file_and_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    broken = 'patterns: {word: [{form: date, match: "<nonsense>"}]}'
    (folder / "times.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"times\.yaml.*nonsense"):
        load_times([SHIPPED, tmp_path])


def test_a_users_words_are_laid_over_ours(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "times.yaml").write_text("words: {month: {thermidor: 7}}", encoding="utf-8")
    words = load_times([SHIPPED, tmp_path])
    assert words.value("month", "Thermidor") == 7
    assert words.value("month", "Sept.") == 9
