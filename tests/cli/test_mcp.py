"""`dragoman mcp`: where it may listen, and what it says when it cannot."""

from __future__ import annotations

import sys

import pytest


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("0.0.0.0:8766", "for this machine only"),
        ("news.example:8766", "for this machine only"),
        ("127.0.0.1", "for this machine only"),
        ("127.0.0.1:x", "expected a port"),
        ("127.0.0.1:70000", "expected a port"),
    ],
)
def test_other_addresses_are_refused(dragoman, tmp_path, address, says):
    outcome = dragoman("mcp", "--ledger", tmp_path / "none.db", "--http", address)
    assert outcome.code == 2
    assert says in outcome.err


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
