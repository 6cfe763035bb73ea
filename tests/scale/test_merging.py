"""What a cluster merges is what a ledger derives, list by list, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra ray")

from tests.ledger.samples import NOW  # noqa: E402
from tests.scale import world  # noqa: E402
from tests.scale.lists import frozen, of_folder, of_ledger  # noqa: E402

from dragoman.model import Document, Records  # noqa: E402
from dragoman.query import open_ledger  # noqa: E402
from dragoman.scale import import_into  # noqa: E402
from dragoman.scale.lists import LISTED  # noqa: E402


@pytest.mark.parametrize("seed", range(4))
def test_the_lists_are_those_of_a_ledger(tmp_path: Path, seed: int) -> None:
    records = world.news(seed, 40)
    shards = [records[at : at + 7] for at in range(0, len(records), 7)]
    told = world.work(str(tmp_path / "out"))
    world.keep_run(told, shards)
    world.keep_in_ledger(tmp_path / "a.db", [records])
    rows = world.merged(told)["rows"]
    ledger, folder = of_ledger(tmp_path / "a.db"), of_folder(tmp_path / "out")
    assert folder == ledger
    assert rows == {kind: len(lines) for kind, lines in ledger.items()}
    assert min(rows[kind] for kind in ("events", "claims", "series", "missed")) > 1


def test_the_news_of_these_tests_has_disputes_copies_and_merged_events(tmp_path: Path) -> None:
    world.keep_in_ledger(tmp_path / "a.db", [[r for s in range(4) for r in world.news(s, 40)]])
    with open_ledger(tmp_path / "a.db") as view:
        events = list(view.events())
        assert sum(len(row.reports) > 1 for row in events) > 5
        assert 5 < sum(row.event.disputed for row in events) < len(events)
        assert len(list(view.disputes())) > 5
        assert sum(row.source.cluster is not None for row in view.documents()) > 20
        assert any(point.conflict for row in view.series() for point in row.series.points)


@pytest.mark.parametrize("seed", [7, 8])
def test_later_runs_replace_what_they_read_anew(tmp_path: Path, seed: int) -> None:
    first, second = world.news(seed, 20), world.news(seed + 100, 10)
    anew = [world.dated(one, "2019-03-09") for one in first[:6]]
    runs = [[first[:10], first[10:]], [second, anew], [first[:10], second]]
    told = world.work(str(tmp_path / "out"))
    for run in runs:
        world.keep_run(told, run)
    flat = [[one for shard in run for one in shard] for run in runs]
    world.keep_in_ledger(tmp_path / "a.db", flat)
    world.merged(told)
    assert of_folder(tmp_path / "out") == of_ledger(tmp_path / "a.db")


def test_a_ledger_filled_from_the_folder_is_that_of_one_machine(tmp_path: Path) -> None:
    first, second = world.news(21, 30), world.news(22, 10)
    told = world.work(str(tmp_path / "out"))
    world.keep_run(told, [first[:9], first[9:]])
    world.keep_run(told, [second, first[:9]])
    world.keep_in_ledger(tmp_path / "a.db", [first, [*second, *first[:9]]])
    outcomes = list(import_into(tmp_path / "b.db", tmp_path / "out", clock=lambda: NOW))
    assert len(outcomes) == len(first) + len(second) + 9
    assert frozen(tmp_path / "b.db") == frozen(tmp_path / "a.db")
    again = import_into(tmp_path / "b.db", tmp_path / "out", clock=lambda: NOW)
    assert list(again) == []
    assert frozen(tmp_path / "b.db") == frozen(tmp_path / "a.db")


def test_an_import_that_was_cut_off_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.filling.AT_ONCE", 2)
    records = world.news(23, 8)
    told = world.work(str(tmp_path / "out"))
    world.keep_run(told, [records])
    cut = import_into(tmp_path / "b.db", tmp_path / "out", clock=lambda: NOW)
    next(cut)
    cut.close()
    again = list(import_into(tmp_path / "b.db", tmp_path / "out", clock=lambda: NOW))
    assert len(again) == len(records)
    assert [type(one) for one in again[:3]] == [Document, Document, Records]


def test_what_is_merged_does_not_depend_on_how_it_is_parted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = world.news(31, 30)
    found = []
    for name, parts, together in (("a", 2, 50), ("b", 5, 1)):
        monkeypatch.setattr("dragoman.scale.standing.parts_of", lambda *_, n=parts: n)
        monkeypatch.setattr("dragoman.scale.lists.parts_of", lambda *_, n=parts: n)
        monkeypatch.setattr("dragoman.scale.standing._TOGETHER", together)
        told = world.work(str(tmp_path / name))
        world.keep_run(told, [records[at : at + 4] for at in range(0, len(records), 4)])
        world.merged(told)
        files = sorted((tmp_path / name).glob("[a-z]*/**/*.parquet"))
        found.append({str(p.relative_to(tmp_path / name)): p.read_bytes() for p in files})
    assert found[0] == found[1]
    assert len(found[0]) > 10


def test_a_day_with_many_documents_stands_in_several_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.scale.lists._ROWS", 3)
    records = world.news(41, 40)
    world.keep_in_ledger(tmp_path / "a.db", [records])
    told = world.work(str(tmp_path / "out"))
    world.keep_run(told, [records])
    world.merged(told)
    assert len(list((tmp_path / "out" / "events" / "day=2019-03-05").iterdir())) > 1
    assert of_folder(tmp_path / "out") == of_ledger(tmp_path / "a.db")


def test_documents_without_a_day_stand_apart_and_old_files_go(tmp_path: Path) -> None:
    told = world.work(str(tmp_path / "out"))
    records = world.news(51, 30)
    world.keep_run(told, [records])
    (tmp_path / "out" / "events" / "day=1900-01-01").mkdir(parents=True)
    stray = tmp_path / "out" / "events" / "day=1900-01-01" / "part-00000.parquet"
    stray.write_bytes(b"old")
    world.merged(told)
    assert not stray.exists()
    [unknown] = (tmp_path / "out" / "documents" / "day=unknown").iterdir()
    published = set(pq.ParquetFile(unknown).read(["published"]).column(0).to_pylist())
    assert published == {None, "2019-03"}


def test_nothing_at_all_is_no_trouble(tmp_path: Path) -> None:
    told = world.work(str(tmp_path / "out"))
    world.keep_run(told, [])
    assert world.merged(told)["rows"] == dict.fromkeys(LISTED, 0)
    assert list(import_into(tmp_path / "b.db", tmp_path / "out")) == []
