"""The command line of a cluster: what is asked wrongly is told before anything starts."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--engine", "ray"], "--engine ray needs --out"),
        (["--out", "tables"], "--out is for --engine ray"),
        (["--address", "auto"], "--address is for --engine ray"),
        (["--shard", "3"], "--shard is for --engine ray"),
        (["--engine", "spark"], "'spark' is not one of"),
        (["--engine", "ray", "--out", "x", "--shard", "0"], "0 is not in the range"),
    ],
)
def test_options_that_do_not_go_together(dragoman: Any, options: list[str], words: str) -> None:
    done = dragoman("add", "news", *options)
    assert done.code == 2
    assert words in done.err


def test_without_the_extra_the_command_names_it(
    dragoman: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra arrow")
    monkeypatch.setitem(sys.modules, "ray", None)
    (tmp_path / "a.txt").write_text("Chad met Niger.")
    done = dragoman("add", tmp_path, "--engine", "ray", "--out", tmp_path / "out")
    assert done.code == 1
    assert "pip install 'dragoman[ray]'" in done.err


def test_without_arrow_an_import_names_the_extra(
    dragoman: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("pyarrow", "pyarrow.fs"):
        monkeypatch.setitem(sys.modules, module, None)
    done = dragoman("ledger", "import", tmp_path, "--ledger", tmp_path / "a.db")
    assert done.code == 1
    assert "pip install 'dragoman[ray]'" in done.err


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1:99999", "no.such.host.invalid:6379"])
def test_a_cluster_that_is_not_there_is_told_at_once(
    dragoman: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra arrow")
    ray = SimpleNamespace(is_initialized=lambda: False)
    monkeypatch.setattr("dragoman.scale.engine.loaded", lambda: ray)
    (tmp_path / "a.txt").write_text("Chad met Niger.")
    where = ["--engine", "ray", "--out", tmp_path / "out", "--address", address]
    done = dragoman("add", tmp_path / "a.txt", *where)
    assert done.code == 1
    assert f"no cluster can be reached at {address}" in done.err


class RefusedError(Exception):
    """What Ray raises where a token is asked for and not had."""


@pytest.mark.parametrize(
    "wrong", [RefusedError("no token was found"), ConnectionError("not let in")]
)
def test_a_cluster_that_lets_nobody_in_is_told_with_what_it_may_want(
    dragoman: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: Exception
) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra arrow")

    def init(**_: Any) -> None:
        raise wrong

    exceptions = SimpleNamespace(RayError=RefusedError)
    ray = SimpleNamespace(is_initialized=lambda: False, init=init, exceptions=exceptions)
    monkeypatch.setattr("dragoman.scale.engine.loaded", lambda: ray)
    (tmp_path / "a.txt").write_text("Chad met Niger.")
    where = ["--engine", "ray", "--out", tmp_path / "out", "--address", "auto"]
    done = dragoman("add", tmp_path / "a.txt", *where)
    assert done.code == 1
    assert f"no cluster can be reached at auto: {wrong}" in done.err
    assert "RAY_AUTH_MODE=token" in done.err


def test_a_folder_that_cannot_be_written_is_told_before_ray_starts(
    dragoman: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra arrow")
    monkeypatch.setitem(sys.modules, "ray", None)
    (tmp_path / "a.txt").write_text("Chad met Niger.")
    done = dragoman("add", tmp_path, "--engine", "ray", "--out", tmp_path / "a.txt")
    assert done.code == 1
    assert "a.txt: cannot be written" in done.err


def test_the_web_is_not_read_by_a_cluster(dragoman: Any, tmp_path: Path) -> None:
    for asked in (["https://news.example/"], ["-"], ["a.txt", "--fetch"]):
        done = dragoman("add", *asked, "--engine", "ray", "--out", tmp_path / "out")
        assert done.code == 1
        assert "web" in done.err


def test_a_folder_without_a_run_makes_no_ledger(dragoman: Any, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra arrow")
    done = dragoman("ledger", "import", tmp_path / "none", "--ledger", tmp_path / "a.db")
    assert done.code == 1
    assert "no finished run" in done.err
    assert not (tmp_path / "a.db").exists()
