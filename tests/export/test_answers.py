"""What a notebook shows: a table, of twenty rows at most, that nothing in a document can turn."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dragoman import open_ledger
from dragoman.export.formats import LISTS


def shown(answer) -> str:
    html = answer._repr_html_()
    ElementTree.fromstring(f"<div>{html}</div>")
    return html


@pytest.mark.parametrize("kind", LISTS)
def test_every_answer_shows_itself(view, kind):
    html = shown(getattr(view, kind)())
    assert html.startswith("<table>")
    assert kind in html


def test_nothing_in_a_document_can_turn_the_page(view):
    html = shown(view.documents())
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html


def test_long_answers_are_cut(view):
    assert "the first 20 events" not in shown(view.events())
    assert shown(view.events()).count("<tr>") == 1 + 7
    from dragoman import answers

    many = answers.Answer(
        lambda limit: ((row, []) for row in list(view.events()) * 9), None, "events"
    )
    assert "the first 20 events" in shown(many)
    assert shown(many).count("<tr>") == 1 + 20


def test_reports_are_shown_as_python_shows_them(view):
    assert view.reports()._repr_html_() is None


def test_the_api_opens_such_a_ledger(ledger):
    with open_ledger(ledger) as opened:
        assert "Ruto" in shown(opened.events(actor="KEN"))
