"""No document takes longer than it may, whatever it does; what breaks a reader breaks no run."""

from __future__ import annotations

import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.acquire.files import pdf

from dragoman import read_all
from dragoman.acquire import workshop
from dragoman.acquire.deadline import OutOfTimeError, within
from dragoman.acquire.workshop import Workshop
from dragoman.model import Failure, Skipped
from dragoman.reading import work
from dragoman.settings import Settings

HASTY = replace(Settings(), max_seconds=1)
TEXT = "Togo and Benin opened a bridge. The presidents crossed it together.\n"
POSIX = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a POSIX system")


def endless(*_: object) -> None:
    while True:
        try:
            time.sleep(0.01)
        except Exception:  # noqa: BLE001 - as hasty libraries do
            continue


@POSIX
def test_work_that_takes_too_long_is_interrupted() -> None:
    with pytest.raises(OutOfTimeError):
        within(0.05, endless)
    assert within(0.05, lambda: 3) == 3
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_work_in_another_thread_is_left_alone() -> None:
    found: list[int] = []
    worker = threading.Thread(target=lambda: found.append(within(0.001, lambda: 3)))
    worker.start()
    worker.join()
    assert found == [3]


@POSIX
@pytest.mark.parametrize(("stage", "kind"), [("clean", Skipped), ("read_documents", Failure)])
def test_a_document_that_takes_too_long_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, kind: type
) -> None:
    whole = getattr(work, stage)

    def stuck(what: object, *rest: object) -> object:
        uri = getattr(what, "uri", None) or what[0].uri  # type: ignore[index]
        return endless() if uri.endswith("a.txt") else whole(what, *rest)

    monkeypatch.setattr(work, stage, stuck)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT if name == "a.txt" else TEXT * 2)
    first, second = read_all([tmp_path], settings=HASTY)
    assert isinstance(first, kind)
    assert "takes longer than the limit of 1 seconds" in str(first)
    assert not isinstance(second, Skipped | Failure)


def test_a_page_that_breaks_the_cleaning_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("head")

    monkeypatch.setattr(work, "clean", broken)
    (tmp_path / "a.txt").write_text(TEXT)
    [found] = read_all([tmp_path])
    assert isinstance(found, Skipped)
    assert found.reason == "cannot be cleaned (KeyError: 'head')"


def replaced(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let another program stand where the workshop's process stands."""
    whole = workshop.subprocess.Popen

    def started(command: list[str], **pipes: object) -> object:
        return whole([sys.executable, "-c", script], **pipes)  # type: ignore[call-overload]

    monkeypatch.setattr(workshop.subprocess, "Popen", started)


def test_a_file_that_hangs_its_reader_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, "import time; time.sleep(60)")
    start = time.perf_counter()
    with Workshop(HASTY) as shop:
        assert "takes longer" in (shop.extract("pdf", b"%PDF-").reason or "")
    assert time.perf_counter() - start < 20


def test_a_file_that_breaks_its_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, "import os; os.abort()")
    with Workshop(HASTY) as shop:
        assert "its reader breaks" in (shop.extract("pdf", bytes(10**6)).reason or "")


def test_the_next_file_is_read_by_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdfium2", reason="needs the extra documents")
    raw = pdf([[(60, 100, 10, TEXT.strip())]])
    with Workshop(Settings()) as shop:
        assert shop.extract("pdf", raw).content == TEXT.strip()
        assert shop.process is not None
        shop.process.kill()
        assert shop.extract("pdf", raw).reason == "is so damaged that its reader breaks on it"
        assert shop.extract("pdf", raw).content == TEXT.strip()
    assert shop.process is None


def test_without_the_extra_the_reason_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.acquire.extracting import extracted

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "mammoth", None)
    for kind in ("pdf", "docx"):
        assert extracted(kind, b"", 9).reason == (
            "is a PDF or Word file, which needs `pip install 'dragoman[documents]'`"
        )
