"""Relation typing with both parties given."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.evaluate.pairs import pair_reader, predict, root
from dragoman.pipeline import load_reader
from dragoman.relation import PAIRS, load_relation_model
from dragoman.settings import Settings

FRAMES = Settings(model="none")


@pytest.mark.parametrize(
    ("sentence", "source", "target", "expected"),
    [
        ("The mayor praised the harbour pilots.", "The mayor", "the harbour pilots", "SUPPORT"),
        ("The pilots were praised by the mayor.", "the mayor", "The pilots", "SUPPORT"),
        (
            "Lesotho accused Eswatini of theft and recalled its envoy.",
            "Lesotho",
            "Eswatini",
            "ACCUSE",
        ),
        ("The weather in Lesotho is like that of Eswatini.", "Lesotho", "Eswatini", "NONE"),
        ("A sentence without them.", "Lesotho", "Eswatini", "NONE"),
    ],
)
def test_root(sentence: str, source: str, target: str, expected: str) -> None:
    assert root(sentence, source, target, load_reader(FRAMES)) == expected


@pytest.mark.parametrize(
    ("sentence", "source", "target", "expected"),
    [
        ("Lesotho has frozen the assets of Eswatini's king.", "Lesotho", "Eswatini", "SANCTION"),
        ("Lesotho's rangers gave chase and shot at Eswatini's.", "Lesotho", "Eswatini", "ASSAULT"),
    ],
)
def test_the_model_reads_what_no_frame_knows(
    sentence: str, source: str, target: str, expected: str
) -> None:
    assert root(sentence, source, target, pair_reader()) == expected


def test_the_deeper_network_answers_unless_another_model_is_named() -> None:
    deep, shipped = load_relation_model(PAIRS), load_reader().model
    asked = pair_reader().model
    assert asked is not None
    assert shipped is not None
    assert asked.version == deep.version != shipped.version
    assert pair_reader(FRAMES).model is None


def test_one_answer_a_row(tmp_path: Path) -> None:
    data = tmp_path / "pairs.tsv"
    data.write_text(
        "uid\tsentence\tsource\ttarget\n"
        "1\tMalta thanked Libya.\tMalta\tLibya\n"
        "2\tMalta is an island.\tMalta\tisland\n",
        encoding="utf-8",
    )
    assert list(predict(data, load_reader(FRAMES))) == ["SUPPORT", "NONE"]
    assert next(iter(predict(data))) == "SUPPORT"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    data = tmp_path / "pairs.tsv"
    data.write_text("uid\tsentence\n1\tx\n", encoding="utf-8")
    with pytest.raises(ReadError, match="source, target"):
        list(predict(data))
