"""`dragoman serve` answers on this machine until it is interrupted."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from dragoman.ledger import open_ledger

pytest.importorskip("uvicorn", reason="pip install 'dragoman[web]'")


def test_a_ledger_that_is_not_there_is_told(dragoman, tmp_path):
    done = dragoman("serve", "--ledger", tmp_path / "none.db")
    assert done.code == 1
    assert "there is no ledger" in done.err


@pytest.mark.parametrize("command", [("serve",), ("mcp", "--http", "127.0.0.1:0")])
def test_what_is_no_certificate_is_told_before_anything_is_served(dragoman, tmp_path, command):
    (tmp_path / "c.pem").write_bytes(b"\x00\xff no certificate")
    pair = ("--tls-certificate", tmp_path / "c.pem", "--tls-key", tmp_path / "c.pem")
    done = dragoman(*command, "--ledger", tmp_path / "none.db", *pair)
    assert done.code == 2
    assert "are no certificate and its key without a password" in done.err


def test_it_serves_until_it_is_interrupted(tmp_path):
    open_ledger(tmp_path / "a.db").close()
    program = Path(sys.executable).with_name("dragoman")
    command = [program, "serve", "--ledger", tmp_path / "a.db"]
    port = _free_port()
    process = subprocess.Popen(
        [*command, "--port", str(port)], stderr=subprocess.PIPE, text=True, cwd=tmp_path
    )
    try:
        told = process.stderr.readline()
        assert re.search(rf"http://127\.0\.0\.1:{port} shows .*a\.db", told)
        page = _fetched(f"http://127.0.0.1:{port}/runs")
        assert "Nothing has been read yet" in page
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode in {0, 130}


def _free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _fetched(address: str) -> str:
    import time

    for _ in range(300):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site does not answer")
