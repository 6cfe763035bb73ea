"""`dragoman mcp`: where it may listen, and what it says when it cannot."""

from __future__ import annotations

import sys

import pytest

from dragoman.ledger import open_ledger


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--http", "0.0.0.0:8766"), "say with --name"),
        (("--http", "127.0.0.1"), "expected HOST:PORT"),
        (("--http", "127.0.0.1:x"), "expected a port"),
        (("--http", "127.0.0.1:70000"), "expected a port"),
        (("--accounts",), "are for --http"),
        (("--name", "news.example"), "are for --http"),
    ],
)
def test_addresses_that_make_no_sense(dragoman, tmp_path, options, says):
    outcome = dragoman("mcp", "--ledger", tmp_path / "none.db", *options)
    assert outcome.code == 2
    assert says in outcome.err


@pytest.mark.parametrize(
    "options",
    [
        ("--http", "news.example:8766"),
        ("--http", "0.0.0.0:8766", "--name", "news.example"),
        ("--http", "127.0.0.1:8766", "--accounts"),
        ("--http", "127.0.0.1:8766", "--name", "news.example"),
    ],
)
def test_others_need_an_account(dragoman, tmp_path, options):
    pytest.importorskip("mcp")
    open_ledger(tmp_path / "a.db").close()
    outcome = dragoman("mcp", "--ledger", tmp_path / "a.db", *options)
    assert outcome.code == 1
    assert "dragoman users add NAME --role admin" in outcome.err


def test_a_ledger_that_is_not_there_is_named(dragoman, tmp_path):
    pytest.importorskip("mcp")
    outcome = dragoman("mcp", "--ledger", tmp_path / "none.db")
    assert outcome.code == 1
    assert "there is no ledger" in outcome.err


def test_the_extra_is_named_where_it_is_missing(dragoman, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    outcome = dragoman("mcp", "--ledger", tmp_path / "none.db")
    assert outcome.code == 1
    assert "pip install 'dragoman[mcp]'" in outcome.err
