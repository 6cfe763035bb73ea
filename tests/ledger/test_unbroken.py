"""An interrupt in the middle of writing is heard when the transaction has ended."""

from __future__ import annotations

import os
import signal
import threading

import pytest
from sqlalchemy import text

from dragoman.ledger import open_ledger
from dragoman.ledger.unbroken import unbroken


@pytest.fixture(autouse=True)
def listening():
    """Whoever runs the tests in the background has interrupts ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_what_is_begun_is_ended_before_the_interrupt_is_heard():
    done = []

    def work() -> None:
        with unbroken():
            interrupt()
            done.append("after")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["after"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_interrupt_breaks_it():
    done = []

    def work() -> None:
        with unbroken():
            interrupt()
            interrupt()
            done.append("after")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert not done


def test_an_error_stays_an_error():
    with pytest.raises(ValueError, match="this one"), unbroken():
        raise ValueError("this one")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_in_another_thread_nothing_is_held():
    def work() -> None:
        with unbroken():
            handlers.append(signal.getsignal(signal.SIGINT))

    handlers: list[object] = []
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handlers == [signal.default_int_handler]


def test_a_ledger_can_be_written_after_an_interrupted_transaction(tmp_path):
    ledger = open_ledger(tmp_path / "x.db")

    def work() -> None:
        with ledger.writing() as connection:
            connection.execute(text("CREATE TABLE kept (n INTEGER)"))
            interrupt()
            connection.execute(text("INSERT INTO kept VALUES (1)"))

    with pytest.raises(KeyboardInterrupt):
        work()
    with ledger.writing() as connection:
        connection.execute(text("INSERT INTO kept VALUES (2)"))
        assert connection.execute(text("SELECT count(*) FROM kept")).scalar_one() == 2
