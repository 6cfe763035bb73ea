"""Shards: what they are called, when they are whole, and that nothing is lost in them."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra ray")

from tests.ledger.samples import VERSIONS, visit
from tests.scale import world

from dragoman.analysis import Acquired
from dragoman.model import Failure, Skipped
from dragoman.scale import working
from dragoman.scale.packing import packed, unpacked
from dragoman.scale.shards import Versions, finished, shards
from dragoman.scale.storage import Folder, folder_at
from dragoman.settings import Settings

NOW = Versions(*VERSIONS, "as ever")
FOUND = [Acquired(f"{n}.txt", f"text {n}", "text", {"title": "t"}) for n in range(5)]


def keys(found: Any, versions: Versions = NOW, size: int = 2) -> list[str]:
    return [shard.key for shard in shards(found, versions, size)]


def test_documents_come_in_shards_in_their_order() -> None:
    made = list(shards([*FOUND, Skipped("x", "why")], NOW, 4))
    assert [len(one.documents) for one in made] == [4, 2]
    assert [d for one in made for d in one.documents] == [*FOUND, Skipped("x", "why")]


def test_the_same_documents_have_the_same_key_and_others_another() -> None:
    assert keys(FOUND) == keys(pickle.loads(pickle.dumps(FOUND)))
    changed = [replace(FOUND[0], fields={"title": "u"}), *FOUND[1:]]
    assert [a == b for a, b in zip(keys(FOUND), keys(changed), strict=True)] == [False, True, True]


@pytest.mark.parametrize("name", ["extractor", "codebook", "settings"])
def test_what_reads_is_in_the_key(name: str) -> None:
    assert not set(keys(FOUND)) & set(keys(FOUND, replace(NOW, **{name: "another"})))


def test_settings_that_change_what_is_read_are_in_the_versions() -> None:
    plain = Versions.of(Settings(), {})
    assert Versions.of(Settings(ledger="other.db", workers=3), {}) == plain
    assert Versions.of(Settings(max_characters=10), {}) != plain
    assert Versions.of(Settings(), {"published": "2020"}) != plain


def test_long_documents_do_not_wait_for_others() -> None:
    long = [replace(one, content="x" * 9_000_000) for one in FOUND]
    assert [len(one.documents) for one in shards(long, NOW, 100)] == [2, 2, 1]


def test_half_written_shards_are_thrown_away(tmp_path: Path) -> None:
    told = world.work(str(tmp_path))
    world.keep_run(told, [world.news(1, 3), world.news(2, 3), world.news(3, 3)])
    whole, cut, lone = sorted(finished(told.out))
    held = tmp_path / "_shards"
    (held / f"{cut}.parquet").write_bytes(b"half")
    (held / f"{lone}.json").unlink()
    (held / f"{whole}.parquet.part-1").write_bytes(b"half")
    (held / "odd.json").write_text("[no manifest")
    assert list(finished(told.out)) == [whole]
    assert {path.name for path in held.iterdir()} == {f"{whole}.parquet", f"{whole}.json"}


def test_what_a_ledger_keeps_of_records_is_in_their_packing() -> None:
    records = visit().records
    assert unpacked(packed(records)) == records


def test_a_manifest_tells_what_was_not_read(tmp_path: Path) -> None:
    told = world.work(str(tmp_path))
    [shard] = shards(FOUND[:2], NOW, 5)
    rows = [{"outcome": "skipped", "uri": "a", "reason": "is empty"}]
    working.keep(told, shard, [*rows, working.row_of(visit().records)], "here")
    [made] = finished(told.out).values()
    assert (made.documents, made.done, made.input) == (2, 1, shard.input)
    assert made.unread == (("skipped", "a", "is empty"),)
    assert made.days == (("2021-05-04", 1),)


class Crew:
    """Reads nothing: every document fails."""

    def __init__(self, *_: object) -> None:
        self.used = True

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def each(self, _: object, things: Any) -> Any:
        return (Skipped(one.uri, type(self).__name__) for one in things)


class Guarded(Crew):
    """A process of its own."""


def test_a_shard_at_which_a_worker_was_lost_is_read_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "Alone", Crew)
    monkeypatch.setattr(working, "Pool", Guarded)
    monkeypatch.setattr(working, "load_reader", lambda _: Failure)
    monkeypatch.setattr(working, "each_read", lambda found, *_: found)
    monkeypatch.setattr(Failure, "codebook", None, raising=False)
    reader = object.__new__(working.ShardReader)
    reader.work = world.work(str(tmp_path))
    [shard] = shards(FOUND[:1], NOW, 5)
    assert [row["reason"] for row in reader.rows(shard)] == ["Crew"]
    assert not list(tmp_path.rglob("*.tries"))
    reader.work.out.write(f"_shards/{shard.key}.tries", b"")
    assert [row["reason"] for row in reader.rows(shard)] == ["Guarded"]


def test_a_folder_stays_where_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        Folder("held").write("a", name.encode())
        assert (tmp_path / name / "held" / "a").read_text() == name
    assert folder_at("held") == Folder(str(tmp_path / "other" / "held"))
    assert folder_at("s3://bucket/held") == Folder("s3://bucket/held")


def test_a_folder_writes_whole_files_or_none(tmp_path: Path) -> None:
    folder = Folder(tmp_path.as_uri())
    folder.write("a/b.bin", b"one")
    folder.write("a/b.bin", b"two")
    folder.write("a-c.bin", b"three")
    assert folder.read("a/b.bin") == b"two"
    assert folder.read("a/none") is None
    assert [one.name for one in folder.files()] == ["a/b.bin", "a-c.bin"]
    folder.remove("a/b.bin")
    folder.remove("a/b.bin")
    assert [one.name for one in folder.files("a")] == []
    assert [path.name for path in tmp_path.rglob("*.bin*")] == ["a-c.bin"]
