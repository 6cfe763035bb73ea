"""Adding is whole, idempotent and never loses what an older reading said."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from tests.ledger.samples import NOW, VERSIONS, Article, visit

from dragoman.ledger import Ledger, open_ledger, tables
from dragoman.model import Failure, Records, Skipped
from dragoman.query import View


def fill(ledger: Ledger, *articles: Article, versions: tuple[str, str] = VERSIONS) -> None:
    run = ledger.begin("add news", *versions, NOW)
    for article in articles:
        ledger.add(with_versions(article.records, versions), run)
    ledger.rederive()
    ledger.finish(run, NOW)


def with_versions(records: Records, versions: tuple[str, str]) -> Records:
    return replace(records, extractor=versions[0], codebook=versions[1])


def count(ledger: Ledger, table: str) -> int:
    with ledger.reading() as connection:
        query = select(func.count()).select_from(tables.kept.tables[table])
        return int(connection.execute(query).scalar_one())


def test_what_was_added_comes_back_as_it_was(target: str) -> None:
    article = visit()
    with open_ledger(target) as ledger:
        fill(ledger, article)
        assert list(View(ledger).records([article.id])) == [article.records]


def test_a_document_is_known_once_it_was_read_by_the_same_versions(target: str) -> None:
    document = visit().records.document
    with open_ledger(target) as ledger:
        assert not ledger.knows(document, *VERSIONS)
        fill(ledger, visit())
        assert ledger.knows(document, *VERSIONS)
        assert not ledger.knows(document, "dragoman 0.2.0", VERSIONS[1])
        assert not ledger.knows(document, VERSIONS[0], "plover-2024.1+ffffffff")
        assert not ledger.knows(replace(document, text=document.text + "!"), *VERSIONS)
        assert not ledger.knows(replace(document, published="2020"), *VERSIONS)


def test_adding_again_changes_nothing(target: str) -> None:
    with open_ledger(target) as ledger:
        fill(ledger, visit())
        before = {name: count(ledger, name) for name in tables.kept.tables if name != "run"}
        fill(ledger, visit())
        assert before == {name: count(ledger, name) for name in before}


def test_add_says_whether_it_added(target: str) -> None:
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, NOW)
        assert ledger.add(visit().records, run)
        assert not ledger.add(visit().records, run)


def test_a_newer_reading_supersedes_and_deletes_nothing(target: str) -> None:
    article, newer = visit(), ("dragoman 0.2.0", VERSIONS[1])
    with open_ledger(target) as ledger:
        fill(ledger, article)
        article.reports.pop()
        article.claims.pop()
        fill(ledger, article, versions=newer)
        view = View(ledger)
        assert [r.report.id for r in view.reports()] == [article.reports[0].id]
        assert count(ledger, "report") == 3
        assert list(view.claims()) == []
        assert count(ledger, "claim") == 1
        assert [e.event.type for e in view.events()] == ["CONSULT"]
        (known,) = view.documents()
        assert known.source.extractor == newer[0]


def test_a_text_that_changed_is_kept_as_it_was(target: str) -> None:
    first, second = visit(id="d1"), Article("Ghana waits.", id="d1")
    with open_ledger(target) as ledger:
        fill(ledger, first)
        fill(ledger, second)
        with ledger.reading() as connection:
            kept = connection.execute(select(tables.earlier_text.c.text)).scalars().all()
        assert kept == [first.text]
        document = View(ledger).document("d1")
        assert document is not None
        assert document.text == "Ghana waits."


def test_texts_that_no_database_holds_keep_their_positions(target: str) -> None:
    article = Article("Chad\x00and\ud800Niger signed a pact.", title="a\x00b")
    article.report("AGREE", "TCD", "NER", "Chad\x00and\ud800Niger signed", "signed")
    with open_ledger(target) as ledger:
        fill(ledger, article)
        assert ledger.knows(article.records.document, *VERSIONS)
        (row,) = View(ledger).reports()
        document = View(ledger).document(article.id)
        assert document is not None
        assert len(document.text) == len(article.text)
        assert row.report.evidence.stands_in(document.text)


def test_a_run_tells_what_it_read_and_what_not(target: str) -> None:
    end = NOW + timedelta(minutes=5)
    with open_ledger(target) as ledger:
        run = ledger.begin("add news", *VERSIONS, NOW)
        ledger.add(visit().records, run)
        ledger.known(run)
        ledger.skip(Skipped("a.bin", "is not text"), run)
        ledger.fail(Failure("b.txt", "ValueError: odd"), run)
        (open_run,) = View(ledger).runs()
        assert open_run.finished is None
        ledger.finish(run, end)
        (row,) = View(ledger).runs()
    assert (row.command, row.extractor, row.codebook) == ("add news", *VERSIONS)
    assert (row.started, row.finished) == ("2026-01-02T03:04:05Z", "2026-01-02T03:09:05Z")
    assert (row.read, row.known) == (1, 1)
    assert row.skipped == (("a.bin", "is not text"),)
    assert row.failed == (("b.txt", "ValueError: odd"),)


def test_moments_are_kept_in_utc(target: str) -> None:
    from datetime import timezone

    there = datetime(2026, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    with open_ledger(target) as ledger:
        run = ledger.begin("add", *VERSIONS, there)
    assert run.started == there.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert run.started == "2025-12-31T23:00:00Z"


def test_near_copies_become_one_source(target: str) -> None:
    one, two = visit(publisher="Coastal Post"), visit(publisher="Savanna Times")
    with open_ledger(target) as ledger:
        fill(ledger, one, two)
        assert {e.event.outlets for e in View(ledger).events()} == {2}
        ledger.settle_copies()
        ledger.rederive()
        assert {e.event.outlets for e in View(ledger).events()} == {1}


def test_a_later_reading_keeps_the_cluster(target: str) -> None:
    one, two = visit(publisher="Coastal Post"), visit(publisher="Savanna Times")
    with open_ledger(target) as ledger:
        fill(ledger, one, two)
        ledger.settle_copies()
        fill(ledger, one, versions=("dragoman 0.2.0", VERSIONS[1]))
        clusters = [row.source.cluster for row in View(ledger).documents()]
    assert clusters == [min(one.id, two.id)] * 2


def test_an_id_that_an_event_had_still_finds_it(target: str) -> None:
    articles = [visit(publisher=f"Paper {n}") for n in range(12)]
    articles.sort(key=lambda a: a.reports[0].id, reverse=True)
    with open_ledger(target) as ledger:
        seen = set()
        for article in articles:
            fill(ledger, article)
            seen |= {e.event.id for e in View(ledger).events(types="CONSULT")}
        (now,) = View(ledger).events(types="CONSULT")
        found = [View(ledger).event(id_) for id_ in sorted(seen)]
    assert len(seen) > 1
    assert {row.event.id for row in found if row} == {now.event.id}
    assert None not in found


def test_deriving_in_parts_equals_deriving_all(target: str) -> None:
    articles = [visit(day=f"2021-05-{n:02}", publisher=f"Paper {n % 3}") for n in range(1, 9)]
    with open_ledger(target) as ledger:
        for article in articles:
            fill(ledger, article)
        view = View(ledger)
        parts = list(view.events()), list(view.disputes()), list(view.series())
        ledger.rederive(everything=True)
        assert parts == (list(view.events()), list(view.disputes()), list(view.series()))


def test_two_writers_take_turns(target: str) -> None:
    def write(paper: str) -> None:
        with open_ledger(target) as ledger:
            run = ledger.begin(f"add {paper}", *VERSIONS, NOW)
            for day in range(1, 11):
                article = visit(day=f"2021-05-{day:02}", publisher=paper, id=f"{paper} {day}")
                ledger.add(article.records, run)
                ledger.add(visit(id=f"shared {day}").records, run)
            ledger.rederive()

    open_ledger(target).close()
    writers = [threading.Thread(target=write, args=(f"Paper {n}",)) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with open_ledger(target) as ledger:
        assert count(ledger, "document") == 40
        assert count(ledger, "report") == 80
        view = View(ledger)
        assert sum(len(e.reports) for e in view.events()) == 80


def test_readers_see_one_state_while_another_writes(target: str) -> None:
    with open_ledger(target) as ledger:
        fill(ledger, *(visit(day=f"2021-05-{n:02}") for n in range(1, 5)))
        reading = iter(View(ledger).reports())
        first = next(reading)
        fill(ledger, visit(day="2021-06-01"))
        assert 1 + len(list(reading)) == 8
        assert first
        assert len(list(View(ledger).reports())) == 10
