"""What people type is a value, never a part of a question to the database: on both databases."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.web.conftest import fill

from dragoman.errors import QueryError
from dragoman.ledger import open_ledger
from dragoman.query import Filter, View

ATTACKS = (
    "' OR '1'='1",
    "'; DROP TABLE report; --",
    '" OR 1=1 --',
    "x' UNION SELECT value FROM ledger_info --",
    "%",
    "_",
    "\\",
    "%s %(x)s :words ? {0}",
    "GHA\x00NGA",
    "\ud800",
    "1) OR (1=1",
    "pg_sleep(10)",
    # the languages of the two full-text searches
    'a" OR "b',
    "NEAR(ghana nigeria, 5)",
    "title:ghana",
    "ghana*",
    "^ghana",
    "ghana AND",
    "(((",
    "a & b | !c <-> d",
    "ghana:* & 'x",
    "-",
    '""',
    '"',
    "{text title}: ghana",
    "+ghana",
)
UNSTORABLE = ("GHA\x00NGA", "\ud800")
WORDS = (
    *("dyad", "actor", "types", "quads", "statuses", "since", "until", "period", "place"),
    *("speaker", "publisher", "min_confidence", "disputed", "reviewed", "text", "limit", "after"),
)
KINDS = ("events", "reports", "claims", "figures", "ties", "documents", "disputes", "series")


@pytest.fixture
def view(target: str):
    fill(target if "://" in target else Path(target))
    with View(open_ledger(target)) as opened:
        yield opened


def counts(view: View) -> dict[str, int]:
    return {kind: len(list(getattr(view, kind)())) for kind in KINDS}


def test_the_words_are_all_that_can_be_asked() -> None:
    assert set(WORDS) == {one.name for one in fields(Filter)}


def test_no_word_of_a_filter_reaches_the_database_as_more_than_a_value(view: View) -> None:
    before = counts(view)
    for kind in ("events", "claims", "documents"):
        for name in WORDS:
            for attack in ATTACKS:
                value = f"GHA,{attack}" if name == "dyad" else attack
                try:
                    found = list(getattr(view, kind)(**{name: value}))
                except QueryError:
                    continue
                # What is found must hold the words: none of them opens the whole list.
                whole = before[kind] and len(found) == before[kind]
                assert not whole or name == "text", (kind, name, attack)
    assert counts(view) == before


def test_signs_of_the_full_text_languages_are_words_or_nothing(view: View) -> None:
    ghana = {row.source.id for row in view.documents(text="ghana")}
    assert ghana
    for words in ("ghana*", "^ghana", "+ghana", "(ghana)", "ghana:*", "'ghana'"):
        assert {row.source.id for row in view.documents(text=words)} == ghana, words
    for words in ("ghana OR benin", "ghana NEAR benin", "ghana | benin", "title:ghana"):
        assert not list(view.documents(text=words)), words  # each word would have to stand there


def test_a_question_of_very_many_words_is_refused(view: View) -> None:
    assert not list(view.documents(text=" ".join(f"w{n}" for n in range(100))))
    for words in ("a " * 101, "-a " * 3_000 + "b", '"a b" ' * 20_000):
        with pytest.raises(QueryError, match="at most 100 words"):
            list(view.documents(text=words))


def found_or_refused(ask, attack: str):
    """What is found; only what no database can hold may be refused."""
    try:
        return ask(attack)
    except QueryError as error:
        return None if attack in UNSTORABLE else error


def test_beginnings_of_ids_are_no_patterns(view: View) -> None:
    for attack in ATTACKS:
        assert not view.find(attack), attack
        for ask in (view.event, lambda id_: list(view.records([id_]))):
            assert not found_or_refused(ask, attack), attack


@pytest.mark.parametrize("attack", [ATTACKS[n] for n in (0, 4, 8, 12, 17)])
def test_addresses_of_the_site_are_no_better(client, attack: str) -> None:
    from dragoman.web.asking import NAMES

    said = quote(attack.encode("utf-8", "surrogatepass"))
    paths = [f"/{page}/{said}" for page in ("event", "document", "dispute", "actor", "review")]
    paths += [f"/pair/{said}/GHA", *(f"/search?{name}={said}" for name in NAMES)]
    paths += [f"/api/v1/{kind}/{said}" for kind in ("events", "documents", "reports")]
    paths += [f"/api/v1/events?{name}={said}" for name in NAMES]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code < 500, (path, answer.text[:300])
