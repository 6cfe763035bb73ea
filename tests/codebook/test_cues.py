"""The cues load, say what they mean, and name file and cause when they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.cues import load_cues
from dragoman.codebook.loading import SHIPPED
from dragoman.errors import CodebookError
from dragoman.judge.reading import EFFECTS


def laid_over(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_shipped_cues_know_the_common_words():
    cues = load_cues([SHIPPED])
    assert {s.stance for s in cues.verbs["deny"]} == {"denies"}
    assert any(s.force == "weak" for s in cues.verbs["claim"])
    assert cues.embedding_verbs["manage"] == "happened"
    assert cues.embedding_verbs["call off"] == "dropped"
    assert cues.modals["will"] == "planned"
    assert "no" in cues.negation["determiners"]
    assert len(cues.verbs) > 300


def test_every_effect_of_the_data_is_one_the_judge_knows():
    cues = load_cues([SHIPPED])
    known = {*EFFECTS, "happened", "fact", "verified"}
    used = {
        *cues.embedding_verbs.values(),
        *cues.embedding_nouns.values(),
        *cues.embedding_adjectives.values(),
        *cues.modifiers.values(),
    }
    assert used <= known


def test_longer_phrases_come_first():
    according = load_cues([SHIPPED]).according
    assert according["as"][-1] == ("as", "per")
    for first, phrases in according.items():
        assert {p[0] for p in phrases} == {first}
        assert [len(" ".join(p)) for p in phrases] == sorted(
            (len(" ".join(p)) for p in phrases), reverse=True
        )


def test_a_folder_laid_over_adds_words_and_changes_effects(tmp_path):
    folder = laid_over(
        tmp_path, "cues_embedding.yaml", "verbs:\n  failed: [manage]\n  planned: [scheme]\n"
    )
    cues = load_cues([SHIPPED, folder])
    assert cues.embedding_verbs["manage"] == "failed"
    assert cues.embedding_verbs["scheme"] == "planned"
    assert cues.embedding_verbs["refuse"] == "failed"


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("cues_embedding.yaml", "verbs:\n  wished: [hope]\n", "wished"),
        ("cues_embedding.yaml", "verbs:\n  failed: [on]\n", "quotes"),
        ("cues_embedding.yaml", "verbs:\n  failed: [stop]\n  planned: [stop]\n", "both"),
        ("cues_embedding.yaml", "verbs: [stop]\n", "expected names"),
        ("cues.yaml", "modals:\n  shall: surely\n", "surely"),
        ("cues_speech.yaml", "verbs: {say: plain}\n", "list of groups"),
        (
            "cues_speech.yaml",
            "verbs:\n  - {stance: hints, force: plain, kind: speech, takes: [], words: [say]}\n",
            "hints",
        ),
        ("cues_denial.yaml", "of: report\n", "list of words"),
    ],
)
def test_a_wrong_file_is_named_with_its_cause(tmp_path, name, text, cause):
    folder = laid_over(tmp_path, name, text)
    with pytest.raises(CodebookError, match=cause) as error:
        load_cues([SHIPPED, folder])
    assert name in str(error.value)
