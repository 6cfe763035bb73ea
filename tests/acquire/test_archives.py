"""Archives: members as documents, bombs refused, nothing written anywhere, damage told."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.acquire.files import locked_zip, tarred, zipped

from dragoman.acquire import acquire, budget
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

TEXT = "Togo and Benin opened a bridge. " * 3
RAW = TEXT.encode()
MEMBERS = {
    "a.txt": RAW,
    "in/b.html": b"<html><p>Text</p></html>",
    "in/map.png": b"\x89PNG",
    "__MACOSX/in/._b.html": b"\0\1",
    ".hidden/c.txt": RAW,
    "a.txt.meta.json": b"{}",
}


def taken(path: Path, raw: bytes, settings: Settings | None = None) -> list[Acquired | Skipped]:
    path.write_bytes(raw)
    return list(acquire([path], settings or Settings()))


def marks(path: Path, raw: bytes, settings: Settings | None = None) -> list[str]:
    found = taken(path, raw, settings)
    return [f.uri.removeprefix(path.as_posix()) for f in found if isinstance(f, Acquired)]


def reasons(path: Path, raw: bytes, settings: Settings | None = None) -> list[str]:
    return [f.reason for f in taken(path, raw, settings) if isinstance(f, Skipped)]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.zip", zipped(MEMBERS)),
        ("x.tar", tarred(MEMBERS)),
        ("x.tar.gz", tarred(MEMBERS, "w:gz")),
        ("x.tgz", tarred(MEMBERS, "w:gz")),
        ("x.tar.bz2", tarred(MEMBERS, "w:bz2")),
        ("x.tar.xz", tarred(MEMBERS, "w:xz")),
        ("x", tarred(MEMBERS, "w:gz")),
    ],
)
def test_the_members_of_an_archive_are_documents(tmp_path: Path, name: str, raw: bytes) -> None:
    assert marks(tmp_path / name, raw) == ["#a.txt", "#in/b.html"]


@pytest.mark.parametrize("packed", [gzip.compress(RAW), bz2.compress(RAW), lzma.compress(RAW)])
def test_a_single_packed_file_is_the_document(tmp_path: Path, packed: bytes) -> None:
    [found] = taken(tmp_path / "a.txt.gz", packed)
    assert isinstance(found, Acquired)
    assert (found.uri, found.content) == ((tmp_path / "a.txt.gz").as_posix(), TEXT)


def test_packed_lines_are_documents_each(tmp_path: Path) -> None:
    raw = gzip.compress(b'{"text": "One."}\n{"text": "Two.", "id": "b"}\n')
    assert marks(tmp_path / "a.jsonl.gz", raw) == ["#1", "#b"]


def test_archives_within_archives_are_read_to_a_bound(tmp_path: Path) -> None:
    raw = zipped({"in.zip": zipped({"deep.tar.gz": tarred({"a.txt": RAW}, "w:gz")})})
    assert marks(tmp_path / "x.zip", raw) == ["#in.zip#deep.tar.gz#a.txt"]
    for _ in range(budget.DEPTH + 1):
        raw = zipped({"b.txt": RAW, "x.zip": raw})
    found = taken(tmp_path / "x.zip", raw)
    assert [f.reason for f in found if isinstance(f, Skipped)] == [
        f"lies more than {budget.DEPTH} archives deep; unpack it first"
    ] * 2
    assert len(found) == budget.DEPTH + 2


def test_a_bomb_is_refused_and_what_came_before_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "FLOOR", 100_000)
    inner = {f"{i}.txt": b"a" * 90_000 for i in range(9)}
    path = tmp_path / "x.zip"
    [first, second] = taken(path, zipped({"a.txt": RAW} | inner))[:1], reasons(path, zipped(inner))
    assert isinstance(first[0], Acquired)
    assert second == ["unpacks to more than 200 times its size; refused as a bomb"]
    nested = zipped({f"{i}.zip": zipped({"b.txt": b"a" * 90_000}) for i in range(9)})
    assert reasons(path, nested) == second
    assert reasons(tmp_path / "x.gz", gzip.compress(bytes(10**6))) == second
    assert reasons(tmp_path / "x.tar.xz", lzma.compress(tarred({"a.txt": bytes(10**6)}))) == second


def test_too_much_and_too_many_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = tarred({f"{i}.txt": RAW for i in range(5)})
    few = replace(Settings(), max_unpacked=250)
    assert "setting max_unpacked" in reasons(tmp_path / "x.tar", raw, few)[0]
    monkeypatch.setattr(budget, "MEMBERS", 3)
    assert reasons(tmp_path / "x.tar", raw) == ["holds more than 3 files; unpack it first"]


def test_overlapping_members_count_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "FLOOR", 100_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", bytes(90_000))
        info = archive.infolist()[0]
        # Further entries of the list point to the same packed bytes.
        archive.filelist += [info] * 50
    found = taken(tmp_path / "x.zip", out.getvalue())
    assert isinstance(found[-1], Skipped)
    assert "bomb" in found[-1].reason


def test_names_that_lead_elsewhere_write_nothing(tmp_path: Path) -> None:
    names = ["../../out.txt", "/etc/out.txt", "..\\out.txt", "C:\\out.txt", "a/../../b.txt"]
    (tmp_path / "in").mkdir()
    for make in (zipped, tarred):
        found = marks(tmp_path / "in/x", make(dict.fromkeys(names, RAW)))
        assert found == [f"#{name}" for name in names]
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "x"]
    assert not Path("/etc/out.txt").exists()


def test_names_do_a_terminal_no_harm(tmp_path: Path) -> None:
    for make in (zipped, tarred):
        assert marks(tmp_path / "x", make({"a\n\x1b[31m\u202e.txt": RAW})) == [
            "#a\ufffd\ufffd[31m\ufffd.txt"
        ]
    assert marks(tmp_path / "x.jsonl", b'{"id": "\\u001b[31m", "text": "One."}') == ["#\ufffd[31m"]


def test_links_and_devices_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret.")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("a.txt")
            info.type, info.linkname = kind, secret.as_posix()
            archive.addfile(info)
    assert reasons(tmp_path / "x.tar", out.getvalue()) == ["is an archive without any document"]
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, secret.as_posix())
    assert reasons(tmp_path / "x.zip", out.getvalue()) == ["is an archive without any document"]


def damaged(raw: bytes) -> bytes:
    middle = raw.index(b"a.txt") + 40
    return raw[:middle] + bytes(b ^ 0xFF for b in raw[middle : middle + 8]) + raw[middle + 8 :]


def _newer(raw: bytes) -> bytes:
    """An archive that says that it needs a version of ZIP that there is not."""
    at = raw.index(b"PK\x01\x02") + 6
    return raw[:at] + b"\xf9\0" + raw[at + 2 :]


LONG = "".join(f"{i} ships passed the strait of Bab el-Mandeb.\n" for i in range(3000)).encode()


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("x.zip", zipped({"a.txt": LONG})[:-60], "damaged or cut off ZIP"),
        ("x.zip", zipped({"a.txt": LONG})[60:], "damaged"),
        ("x.zip", b"PK\x03\x04", "damaged or cut off ZIP"),
        ("x.zip", b"no archive", "damaged or cut off ZIP"),
        ("x.zip", _newer(zipped({"a.txt": LONG})), "damaged or cut off ZIP"),
        ("x.zip", zipped({}), "is an archive without any document"),
        ("x.zip", damaged(zipped({"a.txt": LONG, "b.txt": RAW})), "damaged"),
        ("x.zip", locked_zip("a.txt", RAW), "is protected with a password"),
        ("x.gz", gzip.compress(LONG)[:-9], "is cut off"),
        ("x.gz", gzip.compress(LONG)[:50] + bytes(60), "is damaged"),
        ("x.gz", gzip.compress(LONG)[:-8] + bytes(8), "is damaged"),
        ("x.gz", b"no archive", "is damaged"),
        ("x.gz", gzip.compress(b""), "is empty"),
        ("x.bz2", bz2.compress(LONG)[:-9], "is cut off"),
        ("x.bz2", b"BZhnothing", "cannot be read"),
        ("x.xz", lzma.compress(LONG)[:-9], "is cut off"),
        ("x.xz", b"\xfd7zXZ\0nothing of it", "is damaged"),
        ("x.tar", tarred({"a.txt": LONG})[:2000], "is cut off"),
        ("x.tar", b"no archive" * 100, "is damaged"),
        ("x.tar.gz", tarred({"a.txt": LONG}, "w:gz")[:-300], "is cut off"),
        ("x.tar", tarred({}), "is an archive without any document"),
        ("x.7z", b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive"),
        ("x.zip", zipped({"a.zip": b"PK\x05\x06"}), "damaged or cut off ZIP"),
    ],
)
def test_what_is_wrong_with_an_archive_is_told(
    tmp_path: Path, name: str, raw: bytes, reason: str
) -> None:
    found = reasons(tmp_path / name, raw)
    assert found
    assert reason in found[0], found


def test_a_damaged_member_does_not_hide_the_others(tmp_path: Path) -> None:
    raw = damaged(zipped({"a.txt": LONG, "b.txt": RAW}))
    assert marks(tmp_path / "x.zip", raw) == ["#b.txt"]


def test_an_archive_may_come_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(zipped({"a.txt": RAW}))))
    assert [f.uri for f in acquire(["-"], Settings())] == ["-#a.txt"]
