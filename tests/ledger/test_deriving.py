"""Parts are made together, and come out as if each had been made by itself."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import RowMapping, select
from tests.ledger.samples import NOW, VERSIONS, Article

from dragoman.ledger import Ledger, derived, open_ledger, parts, tables

STATES = ("BOL", "CHL", "ECU", "PER", "URY")


def quarrel(one: str, other: str, day: int) -> Article:
    """Two states meet; one denies what the other alleges, and both have trade."""
    text = (
        f"The presidents of {one} and {other} met for talks. {one} said that {other} had closed "
        f"the border. {other} denied that it had closed it. Trade reached {day} million dollars."
    )
    article = Article(text, publisher=f"Paper {day % 3}", published=f"2021-05-{day:02}")
    article.report("CONSULT", one, other, "met for talks", "talks", symmetric=True)
    closing = f"{other} had closed the border"
    alleged = article.report("SANCTION", other, one, closing, "closed", status="alleged")
    article.report("SANCTION", other, one, "it had closed it", "closed it", status="denied")
    article.claim(one, "asserts", closing, (one, other), event=alleged.id)
    article.claim(other, "denies", "it had closed it", (one, other), event=alleged.id)
    article.figure("trade", (one, other), day * 1e6, "USD", f"{day} million dollars")
    return article


def derived_rows(ledger: Ledger) -> dict[str, list[Any]]:
    """Every row of the derived tables but the numbers, which count on."""
    with ledger.reading() as connection:
        ids: dict[str, dict[Any, str]] = {
            name: {row.row: row.id for row in connection.execute(select(table))}
            for name, table in derived.MADE.items()
        }

        def named(row: RowMapping) -> str:
            held = {n: ids[n].get(v, v) if n in ids else v for n, v in row.items() if n != "row"}
            return str(held)

        every = [*derived.MADE.values(), *(p for held in derived.PARTS.values() for p in held)]
        return {
            table.name: sorted(map(named, connection.execute(select(table)).mappings()))
            for table in every
        }


def test_parts_made_together_equal_parts_made_one_by_one(
    target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for day, (one, other) in enumerate([*combinations(STATES, 2)] * 2, 1):
            ledger.add(quarrel(one, other, day).records, run)
        ledger.rederive()
        together = derived_rows(ledger)
        monkeypatch.setattr(parts, "TOGETHER", 1)
        ledger.rederive(everything=True)
        assert derived_rows(ledger) == together
    assert all(together[name] for name in ("event", "dispute", "dispute_claim", "series_point"))


def test_a_batch_of_parts_holds_few_enough_records(
    target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "TOGETHER", 4)
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for day, other in enumerate(["CHL"] * 5 + ["ECU", "PER", "URY"], 1):
            ledger.add(quarrel("BOL", other, day).records, run)
        with ledger.reading() as connection:
            block = tables.figure.c.block
            blocks = sorted({b for (b,) in connection.execute(select(block))} | {"of nothing"})
            found = list(parts.batches(connection, blocks, tables.figure))
    assert [b for batch in found for b in batch] == blocks
    assert [len(batch) for batch in found] == [1, 4]  # five figures alone; three and none
    assert list(parts.batches(connection, [], tables.figure)) == []


def test_a_denied_act_stays_disputed_when_another_document_tells_of_its_part(target: str) -> None:
    """The denied act is of other parties than the alleged one that the claims are about."""
    text = (
        "Fiji said that Peru had closed the border. "
        "Peru denied that it had closed it together with Chile. Trade goes on."
    )
    article = Article(text, published="2021-05-04")
    closing, denial = "Peru had closed the border", "it had closed it together with Chile"
    alleged = article.report("SANCTION", "PER", "FJI", closing, "closed", status="alleged")
    article.report("SANCTION", "PER", "CHL", denial, "closed it", status="denied")
    article.claim("FJI", "asserts", closing, ("FJI", "PER"), event=alleged.id)
    article.claim("PER", "denies", denial, ("FJI", "PER"), event=alleged.id)
    later = Article("Peru fined Chile in November.", published="2022-11-08")
    later.report("SANCTION", "PER", "CHL", "Peru fined Chile", "fined", date="2022-11")
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        for one in (article, later):
            ledger.add(one.records, run)
            ledger.rederive()
        by_steps = derived_rows(ledger)
        assert sum("'disputed': True" in row for row in by_steps["event"]) == 2
        ledger.rederive(everything=True)
        assert derived_rows(ledger) == by_steps
