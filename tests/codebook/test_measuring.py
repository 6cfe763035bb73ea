"""The data files of numbers, units, measures and ties: users add, the checker names causes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.measures import load_measures
from dragoman.codebook.numbers import load_number_words
from dragoman.codebook.ties import load_ties
from dragoman.codebook.units import load_units
from dragoman.errors import CodebookError
from dragoman.extract.quantities import quantities


def written(folder: Path, name: str, text: str) -> Path:
    """A user's folder with one file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_users_unit_and_sign_are_read_beside_ours(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        "units.yaml",
        "units: [{unit: containers, dimension: volume, forms: [teu]}]\nsymbols: {Ksh: KES}\n",
    )
    units = load_units([SHIPPED, folder])
    words = load_number_words([SHIPPED, folder], units.symbol)
    found = quantities("Ksh 5 million for 300 TEU and 7 tonnes.", words, units)
    assert [(q.value, q.unit) for q in found] == [
        (5000000, "KES"),
        (300, "containers"),
        (7, "tonnes"),
    ]


def test_a_users_number_word_is_read(tmp_path: Path) -> None:
    folder = written(tmp_path, "en/numbers.yaml", "scales: {arab: 1.0e+9}\n")
    words = load_number_words([SHIPPED, folder], load_units([SHIPPED]).symbol)
    found = quantities("It lent 3 arab rupees.", words, load_units([SHIPPED]))
    assert [q.value for q in found] == [3e9]


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("en/numbers.yaml", "cardinals: {five: many}", "'five' must be a number"),
        ("en/numbers.yaml", "labels: [no]", "put it in quotes"),
        ("en/numbers.yaml", "words: {}", "unknown section 'words'"),
        ("en/numbers.yaml", "labels: {a: 1}", "must be a list"),
        ("en/numbers.yaml", "modifiers: {'?': [perhaps]}", "must be one of ~ > < ="),
        ("en/numbers.yaml", "shapes: {gap: '('}", "gap"),
        ("en/numbers.yaml", "shapes: {gape: x}", "missing or unknown: gape"),
        ("units.yaml", "units: [{unit: teu}]", "needs unit, dimension and forms"),
        ("units.yaml", "nouns: {groat: XQQ}", "'XQQ' is no currency"),
        ("currencies.csv", "code,names,states\nusd,dollars,USA", "'usd' is no ISO 4217 code"),
    ],
)
def test_wrong_numbers_and_units_name_the_cause(
    tmp_path: Path, name: str, text: str, cause: str
) -> None:
    folder = written(tmp_path, name, text)
    with pytest.raises(CodebookError, match=cause.replace("?", r"\?")):
        load_number_words([SHIPPED, folder], load_units([SHIPPED, folder]).symbol)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("measures: [{measure: x}]", "a measure needs"),
        ("counted: {arms: tank}", "must be a list of words"),
        ("lasting: [on]", "put it in quotes"),
    ],
)
def test_wrong_measures_name_the_cause(tmp_path: Path, text: str, cause: str) -> None:
    folder = written(tmp_path, "en/measures.yaml", text)
    with pytest.raises(CodebookError, match=cause):
        load_measures([SHIPPED, folder])


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("patterns: [{kind: embassy}]", "needs kind, way and match"),
        ("patterns: [{kind: marriage, way: both, match: x}]", "marriage"),
        ("patterns: [{kind: treaty, way: up, match: x}]", "unknown way 'up'"),
        ("patterns: [{kind: treaty, way: both, match: '('}]", "unterminated"),
        ("ended: [off]", "put it in quotes"),
    ],
)
def test_wrong_ties_name_the_cause(tmp_path: Path, text: str, cause: str) -> None:
    folder = written(tmp_path, "en/ties.yaml", text)
    with pytest.raises(CodebookError, match=cause):
        load_ties([SHIPPED, folder])


def test_every_current_currency_has_a_state_and_every_measure_a_word() -> None:
    codebook = load_codebook()
    assert len(codebook.units.codes) > 150
    assert {"USD", "EUR", "BYN", "SYP", "CNY", "XOF"} <= codebook.units.codes
    assert all(codebook.measures.named.values())
