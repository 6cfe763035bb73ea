"""A ledger holds the same, in whatever order and however often documents are added."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.faults.medley import medley, retold
from tests.ledger.samples import NOW, VERSIONS, Article, visit

from dragoman.errors import QueryError
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.bounds import bounds
from dragoman.model import Records
from dragoman.query import View
from dragoman.query.searching import fts5, terms

DAYS = ("2021-05-04", "2021-05-05", "2021-11-30", "2022-05-04")
PAPERS = ("Coastal Post", "Savanna Times", "Lagoon Echo")
texts = st.text(st.characters(codec=None), min_size=3, max_size=40)


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    told = draw(st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(PAPERS)), max_size=8))
    return [visit(day=day, publisher=paper) for day, paper in dict.fromkeys(told)]


def derived(records: Sequence[Records], *, everything: bool, every: int) -> list[Any]:
    """Events, disputes and series of a ledger that is derived after `every` so many documents."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for number, one in enumerate(records, 1):
            ledger.add(one, run)
            if number % every == 0:
                ledger.rederive()
        ledger.rederive(everything=everything)
        return _shown(ledger)


@settings(max_examples=15, deadline=None)
@given(articles(), st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_order_of_adding_does_not_matter(found: list[Article], chance: Any, every: int) -> None:
    records = [article.records for article in found]
    before = derived(records, everything=False, every=every)
    chance.shuffle(records)
    assert derived(records + records[:2], everything=True, every=3) == before


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_what_is_made_little_by_little_is_what_is_made_at_once(seed: int) -> None:
    """Whatever documents say, and whichever are read again before others come."""
    chance = Random(seed)
    first = medley(chance, chance.randint(3, 10))
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for number, one in enumerate(first, 1):
            ledger.add(one.records, run)
            if chance.random() < 0.2:
                again = chance.choice(retold(chance, first[:number])).records
                ledger.add(replace(again, extractor=f"dragoman {number}"), run)
            if chance.random() < 0.4:
                ledger.settle_copies()
                ledger.rederive()
        ledger.settle_copies()
        ledger.rederive()
        before = _shown(ledger)
        ledger.rederive(everything=True)
        assert _shown(ledger) == before


def _shown(ledger: Ledger) -> list[Any]:
    view = View(ledger)
    return [list(view.events()), list(view.disputes()), list(view.series())]


@settings(max_examples=25, deadline=None)
@given(texts, st.integers(0, 10), st.integers(1, 30))
def test_every_quote_stands_in_the_text_that_is_kept(text: str, start: int, length: int) -> None:
    quoted = text[start : start + length]
    if not quoted:
        return
    article = Article(text, id="d")
    article.report("CONSULT", "GHA", "NGA", quoted, quoted[:1])
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        ledger.add(article.records, ledger.begin("add", *VERSIONS, NOW))
        (records,) = View(ledger).records(["d"])
    kept = records.document.text
    assert len(kept) == len(text)
    for report in records.events:
        assert report.evidence.stands_in(kept)
        assert report.trigger.stands_in(kept)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30).filter(lambda words: any(c.isalnum() for c in words)))
def test_whatever_is_searched_for_is_no_syntax_error(words: str) -> None:
    try:
        wanted, unwanted = terms(words)
    except QueryError:
        return
    assert wanted
    assert fts5(wanted, unwanted).count('"') == 2 * (len(wanted) + len(unwanted))
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (fts5(wanted, unwanted),)).fetchall()
    connection.close()


@settings(max_examples=100, deadline=None)
@given(st.dates(), st.sampled_from(["day", "month", "year"]))
def test_bounds_hold_the_day(day: Any, precision: str) -> None:
    text = day.isoformat()
    edtf = {"day": text, "month": text[:7], "year": text[:4]}[precision]
    first, last = bounds(edtf)
    assert first is not None
    assert last is not None
    assert first <= text <= last
    assert bounds(f"{edtf}/..") == (first, "9999-12-31")
    assert bounds(f"../{edtf}") == ("0001-01-01", last)


@settings(max_examples=15, deadline=None)
@given(articles(), st.integers(1, 4))
def test_pages_of_any_size_hold_every_row_once(found: list[Article], size: int) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for article in found:
            ledger.add(article.records, run)
        ledger.rederive()
        view = View(ledger)
        for ask in (view.events, view.reports, view.documents, view.claims, view.figures):
            seen, after = [], None
            while True:
                page = ask(limit=size, after=after).page()
                seen += page.rows
                after = page.next
                if after is None:
                    break
            assert seen == list(ask())
