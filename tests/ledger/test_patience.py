"""Whoever may wait so long only is told so by the database, whatever was asked."""

from __future__ import annotations

import time

import pytest

from dragoman.errors import TooLongError
from dragoman.ledger import open_ledger
from dragoman.ledger.patience import patient

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) "
    "SELECT count(*) FROM n"
)


def test_the_database_ends_a_question_that_lasts(target: str) -> None:
    with open_ledger(target) as ledger:
        begun = time.monotonic()
        with (
            patient(time.monotonic() + 0.3),
            pytest.raises(TooLongError, match="ask for less"),
            ledger.reading() as connection,
        ):
            connection.exec_driver_sql(ENDLESS)
        assert time.monotonic() - begun < 20
        with ledger.reading() as connection:  # who is in no hurry gets the same connection
            assert connection.exec_driver_sql("SELECT 1").scalar() == 1
