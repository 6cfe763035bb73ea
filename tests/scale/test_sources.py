"""Files behind paths and addresses: the same documents, in the same order, as on one machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.acquire.files import zipped

pytest.importorskip("pyarrow", reason="needs the extra ray")
fsspec = pytest.importorskip("fsspec", reason="needs the extra ray")

from dragoman.acquire import acquire  # noqa: E402
from dragoman.analysis import Acquired  # noqa: E402
from dragoman.errors import DragomanError  # noqa: E402
from dragoman.model import Skipped  # noqa: E402
from dragoman.scale.sources import File, documents, fingerprint, portions  # noqa: E402
from dragoman.settings import Settings  # noqa: E402

TEXT = "Malta and Tunisia opened a ferry line in {place}."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of several kinds, with a sidecar, a hidden one, one of no use and a broken one."""
    made = tmp_path / "news"
    (made / "deep" / "er").mkdir(parents=True)
    (made / "b.txt").write_text(TEXT.format(place="Sfax"))
    (made / "b.txt.meta.json").write_text('{"published": "2018-02-03", "title": "A line"}')
    (made / "deep" / "a.html").write_text(f"<html><p>{TEXT.format(place='Tunis')}</p></html>")
    (made / "deep" / "er" / "z.jsonl").write_text(
        "\n".join(json.dumps({"text": TEXT.format(place=n)}) for n in range(3))
    )
    (made / "deep.txt").write_text(TEXT.format(place="Gozo"))
    (made / "c.zip").write_bytes(zipped({"in.txt": TEXT.format(place="Bizerte").encode()}))
    (made / ".hidden.txt").write_text("nothing")
    (made / "picture.png").write_bytes(b"\x89PNG")
    (made / "broken.pdf.gz").write_bytes(b"\x1f\x8bxx")
    return made


def taken(*sources: str | Path) -> list[Acquired | Skipped]:
    """What the portions of the sources hold, one after the other."""
    asked = portions(map(str, sources), 2)
    return [one for portion in asked for one in documents(portion, Settings())]


def test_a_folder_holds_what_it_holds_for_one_machine(folder: Path) -> None:
    found = taken(folder)
    assert found == list(acquire([str(folder)], Settings()))
    assert sum(isinstance(one, Acquired) for one in found) == 7


def test_files_of_a_store_are_those_of_a_folder(folder: Path) -> None:
    """An address that only fsspec knows stands for all that Arrow does not."""
    store, address = fsspec.filesystem("memory"), "memory://news"
    store.put(str(folder), "/news", recursive=True)
    try:
        found, local = taken(address), taken(folder)
    finally:
        store.rm("/news", recursive=True)
    assert [one.uri for one in found] == [
        one.uri.replace(folder.as_posix(), address) for one in local
    ]
    assert told(found) == told(local)


def told(found: list[Acquired | Skipped]) -> list[Any]:
    """All but the names."""
    return [
        one.reason
        if isinstance(one, Skipped)
        else (one.content, one.media, one.fields, one.told, one.raw_hash)
        for one in found
    ]


def test_an_address_of_this_machine_is_its_path(folder: Path) -> None:
    assert taken(folder.as_uri()) == taken(folder)


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert len(taken(folder / "b.txt", folder / "b.txt", folder)) == len(taken(folder))


@pytest.mark.parametrize("given", ["-", "https://news.example/feed.xml"])
def test_what_a_cluster_does_not_read_is_refused(given: str) -> None:
    with pytest.raises(DragomanError, match="without --engine ray"):
        taken(given)


@pytest.mark.parametrize("given", ["nowhere/at/all", "memory://nowhere"])
def test_what_is_not_there_is_told(given: str) -> None:
    [found] = taken(given)
    assert isinstance(found, Skipped)


def test_a_file_that_holds_many_stands_alone(folder: Path) -> None:
    groups = [[one.uri.rpartition("/")[2] for one in p] for p in portions([str(folder)], 100)]
    assert ["z.jsonl"] in groups
    assert ["c.zip"] in groups


def test_a_file_that_comes_changes_its_own_portion_only(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number:03}.txt").write_text("x")
    before = {fingerprint(p) for p in portions([str(tmp_path)], 5)}
    (tmp_path / "030a.txt").write_text("x")
    after = {fingerprint(p) for p in portions([str(tmp_path)], 5)}
    assert len(before) > 5
    assert len(before - after) <= 1


def test_a_file_that_was_changed_has_another_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    [before] = portions([str(path)], 5)
    path.write_text("other")
    [after] = portions([str(path)], 5)
    assert isinstance(before[0], File)
    assert fingerprint(before) != fingerprint(after)
