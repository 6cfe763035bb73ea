"""Several processes: the results of one, in its order, whoever of them dies on the way."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reading import works
from tests.reading.works import document

from dragoman.errors import CodebookError, SettingsError
from dragoman.model import Document, Failure
from dragoman.reading import pool as pools
from dragoman.reading.crew import Alone, Ready, batches, crew
from dragoman.reading.pool import Pool
from dragoman.settings import Settings

# Nothing here is read: what is not there need not be loaded.
NOTHING = Settings(parser="none", model="none", max_seconds=5)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed by signal")


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(NOTHING, 2) as made:
        yield made


def things(many: int) -> list[Document | Ready]:
    return [
        Ready(number) if number % 5 == 3 else document("a" * (number % 7), number)
        for number in range(many)
    ]


@pytest.mark.parametrize("start", ["forkserver", "spawn"])
def test_results_come_in_the_order_of_the_things(start):
    if start not in pools.multiprocessing.get_all_start_methods():
        pytest.skip(f"this system does not know {start}")
    alone = list(Alone(NOTHING).each(works.lengths, things(60)))
    with Pool(NOTHING, 2, start) as several:
        assert list(several.each(works.lengths, things(60))) == alone
        assert list(several.each(works.lengths, [])) == []
        assert len(several.workers) == 2


def test_work_upon_work_uses_the_same_processes(pool):
    first = (document(str(size), size) for _, size in pool.each(works.lengths, things(20)[:3]))
    assert list(pool.each(works.lengths, first)) == [("0.txt", 1), ("1.txt", 1), ("2.txt", 1)]


@POSIX
def test_what_kills_its_process_twice_is_told_and_the_rest_goes_on(pool):
    texts = ["fine"] * 20
    texts[4] = texts[11] = "deadly"
    found = list(pool.each(works.deadly, [document(t, n) for n, t in enumerate(texts)]))
    lost = {number for number, one in enumerate(found) if isinstance(one, Failure)}
    assert lost == {4, 11}
    assert found[4].uri == "4.txt"
    assert "was killed (signal 9; is there enough memory?), and so did another" in found[4].error
    assert [one for one in found if isinstance(one, str)] == [
        f"{n}.txt" for n in range(20) if n not in lost
    ]


@POSIX
def test_a_process_that_is_killed_once_costs_nothing(pool, tmp_path):
    texts = ["", "", str(tmp_path / "died"), "", ""]
    found = list(pool.each(works.deadly_once, [document(t, n) for n, t in enumerate(texts)]))
    assert found == [f"{number}.txt" for number in range(5)]
    assert (tmp_path / "died").exists()


@POSIX
def test_processes_that_only_die_end_the_run(pool):
    from dragoman.errors import ReadError

    with pytest.raises(ReadError, match="one after the other"):
        list(pool.each(works.deadly, [document("deadly", n) for n in range(50)]))


@POSIX
def test_what_hears_no_alarm_is_ended(pool, monkeypatch):
    monkeypatch.setattr(pools, "GRACE", 0.5)
    pool.settings = Settings(parser="none", model="none", max_seconds=0)
    begun = time.monotonic()
    found = list(pool.each(works.deaf, [document("deaf", 1), document("fine", 2)]))
    assert isinstance(found[0], Failure)
    assert found[1] == "2.txt"
    assert time.monotonic() - begun < 50


def test_what_cannot_be_done_at_all_ends_the_run(pool):
    with pytest.raises(CodebookError, match="of the model is missing"):
        list(pool.each(works.impossible, [document("a")]))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="its size cannot be known here")
def test_a_process_that_has_grown_makes_way_for_another(pool):
    processes = list(pool.each(works.growing, [document("a", n) for n in range(12)]))
    assert len(processes) == 12
    assert len(set(processes)) > 2


def test_not_more_is_taken_than_is_soon_needed(pool):
    taken: list[int] = []

    def source() -> Iterator[Document]:
        for number in range(10_000):
            taken.append(number)
            yield document("a", number)

    results = pool.each(works.lengths, source())
    next(results)
    assert len(taken) <= 40
    for _ in range(500):
        next(results)
    assert len(taken) <= 600


def test_no_process_outlives_the_pool():
    with Pool(NOTHING, 2) as made:
        next(made.each(works.lengths, things(50)))
        alive = [worker.process.pid for worker in made.workers]
    for pid in alive:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert made.workers == []


def test_batches_grow_and_long_documents_go_by_themselves():
    found = list(batches([document("a")] * 30))
    assert [len(batch) for batch in found] == [1, 2, 4, 8, 8, 7]
    long = list(batches([document("a" * 70_000)] * 3))
    assert [len(batch) for batch in long] == [1, 1, 1]
    mixed = list(batches([document("a"), Ready(1), document("b"), document("c"), Ready(2)]))
    assert [batch if isinstance(batch, Ready) else len(batch) for batch in mixed] == [
        *(1, Ready(1)),
        *(2, Ready(2)),
    ]


def test_who_reads_is_a_setting():
    assert isinstance(crew(Settings()), Alone)
    assert crew(Settings(workers=3)).many == 3
    with pytest.raises(SettingsError, match="-1 processes cannot read"):
        crew(Settings(workers=-1))
