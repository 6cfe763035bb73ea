"""A model's folder is checked before anything of it runs."""

from __future__ import annotations

import hashlib
import json

import pytest

from dragoman.errors import CodebookError
from dragoman.relation import SHIPPED, Marked, load_relation_model, model_version, named_model
from dragoman.relation.loading import CARD, VOCABULARY, WEIGHTS


@pytest.fixture
def folder(tmp_path):
    files = {WEIGHTS: b"no network", VOCABULARY: b"{}"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    card = {
        "weights": hashlib.sha256(files[WEIGHTS]).hexdigest(),
        "vocabulary": hashlib.sha256(files[VOCABULARY]).hexdigest(),
        **{key: [] for key in ("types", "statuses", "directions", "temperatures")},
        "frame_weight": 1.0,
        "length": 96,
    }
    (tmp_path / CARD).write_text(json.dumps(card))
    return tmp_path


def test_a_damaged_file_is_named(folder):
    (folder / WEIGHTS).write_bytes(b"another")
    with pytest.raises(CodebookError, match=r"relation\.onnx: not the file"):
        load_relation_model(folder)


def test_a_missing_file_is_named(folder):
    (folder / VOCABULARY).unlink()
    with pytest.raises(CodebookError, match=r"vocabulary\.json: No such file"):
        load_relation_model(folder)


def test_a_card_must_say_everything(folder):
    (folder / CARD).write_text('{"weights": "x"}')
    with pytest.raises(CodebookError, match="does not say directions"):
        load_relation_model(folder)


def test_a_folder_without_a_model_is_told(tmp_path):
    with pytest.raises(CodebookError, match="no relation model can be read here"):
        named_model(str(tmp_path))


def test_no_model_may_be_wanted():
    assert named_model("none") is None


def test_the_shipped_model_reads():
    model = load_relation_model(SHIPPED)
    text = "Norway's foreign minister flew to Lima for talks with her Peruvian counterpart."
    source, target = text.index("Norway"), text.index("Lima")
    marked = Marked(text, (source, source + 6), (target, target + 4), (26, 30))
    one, other = model.opinions([marked]), model.opinions([marked])
    assert max(one[0].types, key=one[0].types.get) == "CONSULT"
    assert max(one[0].statuses, key=one[0].statuses.get) == "occurred"
    assert one == other


def test_the_version_is_told_without_loading(folder):
    card = json.loads((folder / CARD).read_text())
    assert model_version(str(folder)) == card["weights"][:8]
    assert model_version("none") is None
    assert model_version("shipped") == load_relation_model(SHIPPED).version
