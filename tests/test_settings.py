"""Settings come from the file and the environment, and a wrong one is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman.errors import SettingsError
from dragoman.settings import Settings, load_settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "dragoman.toml"


def test_without_a_file_the_defaults_hold(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert load_settings(environment={}) == Settings()


def test_a_file_in_the_folder_is_found(monkeypatch, file):
    monkeypatch.chdir(file.parent)
    file.write_text('ledger = "desk.db"\n', encoding="utf-8")
    assert load_settings(environment={}).ledger == "desk.db"


def test_the_environment_overrides_the_file(file):
    file.write_text("max_bytes = 10\nmax_characters = 20\n", encoding="utf-8")
    found = load_settings(file, {"DRAGOMAN_MAX_BYTES": "30"})
    assert (found.max_bytes, found.max_characters) == (30, 20)


def test_codebooks_are_several_paths(file):
    file.write_text('codebook = ["a", "b/c"]\n', encoding="utf-8")
    assert load_settings(file, {}).codebook == (Path("a"), Path("b/c"))
    joined = os.pathsep.join(["d", "e"])
    assert load_settings(file, {"DRAGOMAN_CODEBOOK": joined}).codebook == (Path("d"), Path("e"))


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("colour = 1\n", "colour"),
        ("max_bytes = 'many'\n", "max_bytes"),
        ("max_bytes\n", "dragoman.toml"),
    ],
)
def test_a_wrong_setting_is_named(file, content, cause):
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=cause):
        load_settings(file, {})


def test_a_file_that_is_no_text_is_named(file):
    file.write_bytes(b"\x82\x00\xff")
    with pytest.raises(SettingsError, match=r"dragoman\.toml: is no text in UTF-8"):
        load_settings(file, {})


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"absent\.toml"):
        load_settings(tmp_path / "absent.toml", {})
