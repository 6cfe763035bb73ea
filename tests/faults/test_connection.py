"""A server that goes away: nothing is half kept, the user is told, and the work goes on."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import create_engine, make_url
from tests.faults.stock import answers, fill
from tests.ledger.samples import NOW, VERSIONS, visit
from tests.ledger.targets import other_target, target

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, open_ledger, tables
from dragoman.ledger.care import check
from dragoman.query import View

__all__ = ["other_target", "target"]


@pytest.fixture
def server(target: str) -> str:
    """A database on the server."""
    if "://" not in target:
        pytest.skip("a file has no connection to lose")
    return target


class Line:
    """A line to the server that can be cut and mended: a port of ours that passes bytes on."""

    def __init__(self, host: str, port: int) -> None:
        self.there = (host, port)
        self.ends: list[socket.socket] = []
        self.listener = self._listening(0)
        self.port = self.listener.getsockname()[1]

    def _listening(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port), reuse_port=False)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self.there)
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_pass, args=(one, other), daemon=True).start()

    def cut(self) -> None:
        """End all connections and take no more."""
        # Shut down first: closing alone does not wake the thread that waits.
        for end in (self.listener, *self.ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def mend(self) -> None:
        """Take connections again, at the same place."""
        self.listener = self._listening(self.port)


def _pass(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def line(server: str) -> Iterator[Line]:
    """A line to the server of the ledger."""
    url = make_url(server)
    made = Line(str(url.host), int(url.port or 5432))
    yield made
    made.cut()


def terminate(server: str) -> None:
    """End every connection to the database but our own, as an administrator may."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    engine.dispose()


def cut_off(ledger: Ledger, server: str) -> None:
    """Write, lose the connection, and write on."""
    run = {"command": "add", "extractor": "x", "codebook": "y", "started": "z"}
    with ledger.writing() as connection:
        connection.execute(tables.run.insert(), run)
        terminate(server)
        connection.execute(tables.run.insert(), run)


def test_a_connection_that_is_ended_in_the_middle_keeps_nothing_half(
    server: str, other_target: str
) -> None:
    with open_ledger(server) as ledger:
        fill(ledger, 5)
        with pytest.raises(LedgerError, match="lost its connection; what was added before is kept"):
            cut_off(ledger, server)
        assert len(list(View(ledger).runs())) == 1
        assert fill(ledger, 10) == 5  # the same ledger goes on
        assert check(ledger) == []
    with open_ledger(other_target) as whole:
        fill(whole, 10)
    assert answers(server) == answers(other_target)


def test_connections_that_were_ended_while_nobody_asked_are_made_anew(server: str) -> None:
    with open_ledger(server) as ledger:
        fill(ledger, 2)
        assert len(list(View(ledger).documents())) == 2
        terminate(server)
        assert len(list(View(ledger).documents())) == 2
        terminate(server)
        run = ledger.begin("add", *VERSIONS, NOW)
        assert ledger.add(visit(day="2020-02-02").records, run)


def test_a_server_that_goes_and_comes_back(server: str, line: Line) -> None:
    through = make_url(server).set(host="127.0.0.1", port=line.port)
    with open_ledger(through.render_as_string(hide_password=False)) as ledger:
        fill(ledger, 3)
        line.cut()
        with pytest.raises(LedgerError, match="cannot be reached; is the server running"):
            fill(ledger, 6)
        with pytest.raises(LedgerError, match="cannot be reached; is the server running"):
            list(View(ledger).events())
        line.mend()
        assert len(list(View(ledger).documents())) == 3
        assert fill(ledger, 6) == 3
        assert check(ledger) == []


def test_a_server_that_is_not_there_is_told(server: str, line: Line) -> None:
    line.cut()
    gone = make_url(server).set(host="127.0.0.1", port=line.port)
    with pytest.raises(LedgerError, match="cannot be reached; is the server running"):
        open_ledger(gone.render_as_string(hide_password=False))
