"""Near-copies come together in whatever order they are added, and part when texts change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from tests.clean.test_copies import constructed, reworded, story
from tests.ledger.samples import NOW, VERSIONS

from dragoman.clean import near_copies
from dragoman.ledger import Ledger, open_ledger
from dragoman.model import Document, Records
from dragoman.query import View


def add(ledger: Ledger, documents: Iterable[Document]) -> None:
    run = ledger.begin("add", *VERSIONS, NOW)
    for document in documents:
        ledger.add(Records(document, *VERSIONS), run)


def clusters(ledger: Ledger) -> dict[str, str]:
    rows = View(ledger).documents()
    return {row.source.id: row.source.cluster for row in rows if row.source.cluster}


def plain(name: str, text: str, published: str | None = None) -> Document:
    return Document(name, name, text, ((0, len(text)),), published=published)


@pytest.mark.parametrize("seed", [1, 2])
def test_one_by_one_equals_all_at_once(target: str, seed: int) -> None:
    documents, _ = constructed(21, 30)
    Random(seed).shuffle(documents)
    with open_ledger(target) as ledger:
        for at in range(0, len(documents), 17):
            add(ledger, documents[at : at + 17])
            ledger.settle_copies()
        found = clusters(ledger)
    assert found == near_copies(documents)
    assert len(set(found.values())) >= 15


def test_the_earliest_is_the_original_also_when_it_comes_last(target: str) -> None:
    told = " ".join(story(Random(4)))
    with open_ledger(target) as ledger:
        for name, day in (("b", "2014-03-02"), ("c", "2014-03-03"), ("a", "2014-03-01")):
            add(ledger, [plain(name, told, day)])
            ledger.settle_copies()
        assert clusters(ledger) == dict.fromkeys("abc", "a")


def test_a_bridge_joins_two_groups_and_its_change_parts_them(target: str) -> None:
    chance = Random(9)
    first, second = [" ".join(story(chance)) for _ in range(2)]
    bridge = plain("bridge", f"{first} {second}")
    with open_ledger(target) as ledger:
        add(ledger, [plain("a", first), plain("b", first), plain("c", second), plain("d", second)])
        ledger.settle_copies()
        apart = clusters(ledger)
        assert apart == {"a": "a", "b": "a", "c": "c", "d": "c"}
        add(ledger, [bridge])
        ledger.settle_copies()
        assert clusters(ledger) == dict.fromkeys(["a", "b", "c", "d", "bridge"], "a")
        other = " ".join(story(chance))
        add(ledger, [replace(bridge, text=other, body=((0, len(other)),))])
        ledger.settle_copies()
        assert clusters(ledger) == apart


def test_reading_the_same_text_again_costs_nothing(target: str) -> None:
    told = story(Random(6))
    one, two = plain("a", " ".join(told)), plain("b", " ".join(reworded(Random(1), told)))
    with open_ledger(target) as ledger:
        add(ledger, [one, two])
        ledger.settle_copies()
        run = ledger.begin("add", "dragoman 9", VERSIONS[1], NOW)
        ledger.add(Records(two, "dragoman 9", VERSIONS[1]), run)
        with ledger.reading() as connection:
            from dragoman.ledger import copying

            assert copying.unsettled(connection, 10) == []
        assert clusters(ledger) == {"a": "a", "b": "a"}
