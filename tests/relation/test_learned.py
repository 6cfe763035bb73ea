"""What a folder teaches the model is used on reading, and refused when it no longer fits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dragoman.codebook.loading import SHIPPED as BOOK
from dragoman.codebook.types import Types, load_types
from dragoman.errors import CodebookError
from dragoman.relation import Marked, RelationModel, taught
from dragoman.relation.learned import (
    BACKGROUND,
    LEARNED,
    items_of,
    load_background,
    marked_of,
    train,
)
from dragoman.relation.learning import Background
from dragoman.relation.model import Labels

WORDS = ("docked", "moored", "met", "shelled", "visited", "signed", "sailor", "frigate")
TYPE = """
PORT_CALL:
  quad: 1
  definition: A warship puts in at a port.
  base: [2.5, "042", 1.9]
"""


class Session:
    """Stands for the encoder: one feature for each known word, and no opinion of its own."""

    def run(self, _: None, given: dict[str, Any]) -> list[np.ndarray]:
        ids = given["ids"]
        features = np.array([[float(1000 + i in ids) for i in range(len(WORDS))]])
        none = np.zeros((1, 3), dtype=np.float32)
        return [none, none, none, features]


def pieces(words: str) -> list[int]:
    known = {word: 1000 + i for i, word in enumerate(WORDS)}
    return [known.get(word, 5000) for word in words.split()]


MODEL = RelationModel(
    session=Session(),
    pieces=pieces,
    labels=Labels(("NONE", "CONSULT", "ASSAULT"), ("a", "b", "c"), ("d", "e", "f"), (1, 1, 1)),
    length=64,
    version="0000aaaa",
    frame_weight=1.5,
)
GROUND = Background(np.eye(len(WORDS))[[2, 3, 4, 5] * 20], ("CONSULT",) * 80)


def example(number: int) -> str:
    word = WORDS[number % 2]
    return (
        f"The Peruvian frigate {word} in Manta on day {number} .\n"
        f"+ PORT_CALL - occurred | Peruvian frigate > Manta | {word}\n\n"
        f"A minister of Peru visited Manta on day {number} .\n"
        f"- Peru > Manta | visited | no ship\n\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "types.yaml").write_text(TYPE)
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "ships.txt").write_text("".join(map(example, range(10))))
    return tmp_path


@pytest.fixture
def types(folder: Path) -> Types:
    return load_types((BOOK, folder))


def opinion(model: RelationModel, words: str) -> dict[str, float]:
    [found] = model.opinions([Marked(words, None, None, None)])
    return found.types


def test_what_is_learned_joins_the_opinion(folder, types):
    measured = train(folder, MODEL, types, GROUND)["PORT_CALL"]
    assert (measured.examples, measured.found, measured.mistaken) == (10, 10, 0)
    ready = taught(MODEL, [folder], types)
    call = opinion(ready, "The Omani frigate docked in Karachi")
    talk = opinion(ready, "The Omani minister met his host")
    assert call["PORT_CALL"] > 0.5 > talk["PORT_CALL"]
    assert sum(call.values()) == pytest.approx(1)
    assert call["CONSULT"] == pytest.approx((1 - call["PORT_CALL"]) / 3)


def test_what_nobody_taught_changes_nothing(folder, types):
    assert taught(MODEL, [folder], types) == MODEL
    assert "PORT_CALL" not in opinion(MODEL, "a frigate docked")


def test_training_again_writes_the_same_bytes(folder, types):
    train(folder, MODEL, types, GROUND)
    first = (folder / LEARNED).read_bytes()
    train(folder, MODEL, types, GROUND)
    assert (folder / LEARNED).read_bytes() == first


def test_another_model_must_learn_again(folder, types):
    train(folder, MODEL, types, GROUND)
    with pytest.raises(CodebookError, match="another relation model; run: dragoman codebook train"):
        taught(replace(MODEL, version="1111bbbb"), [folder], types)


def test_other_examples_must_be_learned_again(folder, types):
    train(folder, MODEL, types, GROUND)
    with (folder / "examples" / "ships.txt").open("a") as file:
        file.write(example(11))
    with pytest.raises(CodebookError, match="from other examples; run: dragoman codebook train"):
        taught(MODEL, [folder], types)


def test_the_line_ends_of_a_system_are_no_change(folder, types):
    train(folder, MODEL, types, GROUND)
    path = folder / "examples" / "ships.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert taught(MODEL, [folder], types).added


def test_a_type_that_is_gone_must_be_learned_again(folder, types):
    train(folder, MODEL, types, GROUND)
    with pytest.raises(CodebookError, match=r"PORT_CALL is no longer in types\.yaml"):
        taught(MODEL, [folder], load_types((BOOK,)))


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\x00", b"[]", b'{"model": 1}', json.dumps({"model": "0000aaaa", "examples": "x",
     "types": {"PORT_CALL": {"weights": "no", "bias": 0}}}).encode()],
)  # fmt: skip
def test_a_broken_file_says_what_to_do(folder, types, content):
    (folder / LEARNED).write_bytes(content)
    with pytest.raises(CodebookError, match="dragoman codebook train"):
        taught(MODEL, [folder], types)


def test_examples_of_known_types_alone_teach_nothing(folder, types):
    path = folder / "examples" / "ships.txt"
    path.write_text(path.read_text().replace("+ PORT_CALL", "+ CONSULT"))
    with pytest.raises(CodebookError, match="no example tells an event type beyond the sixteen"):
        train(folder, MODEL, types, GROUND)


def test_a_folder_without_examples_is_told(folder, types):
    (folder / "examples" / "ships.txt").unlink()
    with pytest.raises(CodebookError, match="there are no examples"):
        train(folder, MODEL, types, GROUND)


def test_each_pair_of_parties_is_shown_once(folder, types):
    text = "Ships of Peru and Chile docked in Manta .\n"
    line = "+ PORT_CALL - occurred | Peru; Chile > Manta | docked\n"
    (folder / "examples" / "ships.txt").write_text(text + line)
    [item] = items_of(folder, types)
    marked = [one for _, one in marked_of(item)]
    assert [item.text[one.source[0] : one.source[1]] for one in marked] == ["Peru", "Chile"]


def test_a_background_belongs_to_its_model(tmp_path):
    with pytest.raises(CodebookError, match="no background to learn against"):
        load_background(tmp_path, MODEL)
    rows = {"features": np.eye(8, dtype=np.float16), "types": np.array(["NONE"] * 8)}
    np.savez(tmp_path / BACKGROUND, model=np.array("1111bbbb"), **rows)
    with pytest.raises(CodebookError, match="made with the model 1111bbbb, not 0000aaaa"):
        load_background(tmp_path, MODEL)
    np.savez(tmp_path / BACKGROUND, model=np.array("0000aaaa"), **rows)
    assert load_background(tmp_path, MODEL).types == ("NONE",) * 8
