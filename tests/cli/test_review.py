"""The queue at the terminal and from a pipe: each key does what it says, and at once."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.samples import NOW, VERSIONS, visit

from dragoman.ledger import open_ledger
from dragoman.query import open_ledger as open_view

PATIENCE = 120  # seconds: the machine may be busy


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "lagos.db"
    with open_ledger(path) as opened:
        run = opened.begin("add", *VERSIONS, NOW)
        for article in (visit(), visit(day="2022-07-01")):
            opened.add(article.records, run)
        opened.rederive()
    return path


def decided(ledger: Path) -> list[tuple[str, str]]:
    with open_ledger(ledger) as opened:
        return [(verdict.decision.value, verdict.by) for verdict in opened.verdicts()]


def queue(ledger: Path) -> list[str]:
    with open_view(ledger) as view:
        return [row.event.id for row in view.queue()]


def test_lines_of_a_pipe_decide(dragoman: Callable[..., Any], ledger: Path) -> None:
    before = queue(ledger)
    keys = b"a\nr a rumour\nu\ns\nn ask the embassy\nc status=planned date=2022\nq\n"
    done = dragoman("review", "--ledger", ledger, "--by", "asha", stdin=keys)
    assert done.code == 0, done.err
    assert [name for name, _ in decided(ledger)] == [
        *("accept", "reject", "undo", "note", "correct", "correct"),
    ]
    assert "closing its border to Ghanaian lorries" in " ".join(done.out.split())
    assert "rule" in done.out
    assert "--- 1 of 3 ---" in done.out
    assert "\x1b" not in done.out
    assert "4 decided, 1 undone; 0 left in this queue" in done.err
    assert len(queue(ledger)) == len(before) - 2
    with open_view(ledger) as view:
        assert [row.event.date for row in view.events(reviewed=True, statuses="planned")] == [
            "2022"
        ]


def test_what_was_noted_is_shown_the_next_time(dragoman: Callable[..., Any], ledger: Path) -> None:
    dragoman("review", "--ledger", ledger, "--by", "asha", stdin=b"n ask the embassy\nq\n")
    done = dragoman("review", "--ledger", ledger, stdin=b"q\n")
    assert "note by asha" in done.out
    assert "ask the embassy" in done.out


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (b"x\nq\n", "[a]ccept"),
        (b"u\nq\n", "nothing was decided here that could be undone"),
        (b"c\nq\n", "expected FIELD=VALUE"),
        (b"c colour=red\nq\n", "expected FIELD=VALUE; fields: type"),
        (b'c place="Lagos\nq\n', "cannot read"),
        (b"", "0 decided; 3 left"),
        (b"\n\n", "0 decided; 3 left"),
        (b"s\ns\ns\n", "that was the last; u undoes"),
        (b"\xff\xfe\x00\n", "0 decided; 3 left"),
    ],
)
def test_other_lines_do_no_harm(
    dragoman: Callable[..., Any], ledger: Path, keys: bytes, words: str
) -> None:
    done = dragoman("review", "--ledger", ledger, stdin=keys)
    assert done.code == 0
    assert words in done.err
    assert decided(ledger) == []


def test_an_empty_queue_is_told(dragoman: Callable[..., Any], ledger: Path) -> None:
    done = dragoman("review", "--between", "NOR", "SWE", "--ledger", ledger)
    assert (done.code, done.out) == (4, "")
    assert "nothing is left to review" in done.err


class Terminal:
    """A person's terminal, with the command in it."""

    def __init__(self, *command: str, **environment: str) -> None:
        self.main, inner = pty.openpty()
        self.process = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=os.environ | environment,
            start_new_session=True,
        )  # fmt: skip
        os.close(inner)
        self.seen = ""

    def wait_for(self, words: str) -> str:
        """Everything on the screen since the last time, once the words stand there."""
        until = time.monotonic() + PATIENCE
        while words not in self.seen:
            assert time.monotonic() < until, self.seen
            if select.select([self.main], [], [], 0.2)[0]:
                self.seen += os.read(self.main, 65536).decode(errors="replace")
        shown, self.seen = self.seen, ""
        return shown

    def press(self, key: str) -> None:
        """Press a key once single keys are read: what is typed before is thrown away."""
        until = time.monotonic() + PATIENCE
        while termios.tcgetattr(self.main)[3] & termios.ICANON and time.monotonic() < until:
            time.sleep(0.02)
        os.write(self.main, key.encode())

    def write(self, line: str) -> None:
        os.write(self.main, f"{line}\n".encode())

    def end(self) -> int:
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            if select.select([self.main], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.main, 65536).decode(errors="replace")
                except OSError:
                    break
        os.close(self.main)
        return self.process.wait(PATIENCE)


@pytest.mark.parametrize("colour", [True, False])
def test_keys_at_a_terminal_decide_at_once(ledger: Path, colour: bool) -> None:
    before = queue(ledger)
    command = str(Path(sys.executable).with_name("dragoman"))
    plain = {} if colour else {"NO_COLOR": "1"}
    terminal = Terminal(command, "review", "--ledger", str(ledger), "--by", "ben", **plain)
    shown = terminal.wait_for("[q]uit > ")
    assert "EVENT" in shown
    assert ("\x1b[" in shown) is colour
    terminal.press("a")
    assert "--- 2 of 3 ---" in terminal.wait_for("[q]uit > ")
    assert decided(ledger) == [("accept", "ben")]
    terminal.press("c")
    terminal.wait_for("field=value")
    terminal.write("status=planned")
    assert "--- 3 of 3 ---" in terminal.wait_for("[q]uit > ")
    terminal.press("u")
    assert "--- 2 of 3 ---" in terminal.wait_for("[q]uit > ")
    terminal.press("q")
    assert terminal.end() == 0
    assert [name for name, _ in decided(ledger)] == ["accept", "correct", "undo"]
    assert len(queue(ledger)) == len(before) - 1


def test_control_c_ends_and_keeps_what_was_decided(ledger: Path) -> None:
    command = str(Path(sys.executable).with_name("dragoman"))
    terminal = Terminal(command, "review", "--ledger", str(ledger), "--by", "ben")
    terminal.wait_for("[q]uit > ")
    terminal.press("r")
    terminal.wait_for("[q]uit > ")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert decided(ledger) == [("reject", "ben")]
