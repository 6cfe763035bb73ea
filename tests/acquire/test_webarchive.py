"""Web archives: pages with their addresses and days; everything else is passed over."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from tests.acquire.files import record, warc

from dragoman.acquire import acquire
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

pytest.importorskip("warcio", reason="needs the extra warc")

PAGE = b"<html><p>Togo and Benin opened a bridge.</p></html>"
RECORDS = [
    record(b"software: test\r\n", kind="warcinfo", media="application/warc-fields"),
    record(PAGE, "https://news.example/1"),
    record(b"not found", status="404 Not Found"),
    record(b"", status="301 Moved"),
    record(b"\x89PNG", media="image/png"),
    record(b"GET /", kind="request", media="application/http"),
    record(
        "Öffnung".encode("cp1252") * 9, "https://news.example/2", media="text/html; charset=cp1252"
    ),
    record(b"Plain words.", "https://news.example/3", kind="conversion", media="text/plain"),
]


def taken(path: Path, raw: bytes, settings: Settings | None = None) -> list[Acquired | Skipped]:
    path.write_bytes(raw)
    return list(acquire([path], settings or Settings()))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.warc", warc(RECORDS)),
        ("a.warc.gz", warc(RECORDS, packed=True)),
        ("a.warc.gz", gzip.compress(warc(RECORDS))),
        ("a", warc(RECORDS, packed=True)),
    ],
    ids=["plain", "by record", "as a whole", "unnamed"],
)
def test_pages_keep_their_address_and_day(tmp_path: Path, name: str, raw: bytes) -> None:
    found = taken(tmp_path / name, raw)
    assert all(isinstance(f, Acquired) for f in found)
    pages = [f for f in found if isinstance(f, Acquired)]
    path = (tmp_path / name).as_posix()
    assert [p.uri for p in pages] == [f"{path}#2", f"{path}#7", f"{path}#8"]
    assert [p.fields for p in pages] == [{"url": f"https://news.example/{n}"} for n in (1, 2, 3)]
    assert {p.told["retrieved"] for p in pages} == {"2019-05-04"}
    assert [p.media for p in pages] == ["html", "html", "text"]
    assert pages[1].content == "Öffnung" * 9


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (warc(RECORDS[:1]), "is a web archive without any page"),
        (b"", "is a web archive without any page"),
        (b"no archive at all\n" * 9, "is no web archive after its record 0"),
        (warc(RECORDS)[:600], "is cut off: it ends in the midst of the page"),
        (warc(RECORDS)[:2000], "is cut off: it ends in the midst of what it holds"),
        (warc(RECORDS[:1]) + b"noise " * 300, "is no web archive after its record 1"),
    ],
    ids=["pageless", "empty", "text", "cut page", "cut head", "noise"],
)
def test_what_is_wrong_with_a_web_archive_is_told(tmp_path: Path, raw: bytes, reason: str) -> None:
    found = [f for f in taken(tmp_path / "a.warc", raw) if isinstance(f, Skipped)]
    assert any(reason in f.reason for f in found), found


def test_a_record_that_is_longer_than_it_says_is_no_noise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = warc(RECORDS[1:3]).replace(b"Content-Length: 1", b"Content-Length: 0", 1)
    assert taken(tmp_path / "a.warc", raw)
    assert capsys.readouterr().err == ""


def test_a_cut_off_packed_archive_is_told_after_its_pages(tmp_path: Path) -> None:
    raw = warc(RECORDS, packed=True)
    found = taken(tmp_path / "a.warc.gz", raw[:-40])
    assert isinstance(found[0], Acquired)
    assert isinstance(found[-1], Skipped)
    assert "cut off" in found[-1].reason


def test_a_page_that_is_too_big_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    raw = warc([record(PAGE * 99), record(PAGE)])
    found = taken(tmp_path / "a.warc", raw, replace(Settings(), max_bytes=1000))
    assert isinstance(found[0], Skipped)
    assert "setting max_bytes" in found[0].reason
    assert isinstance(found[1], Acquired)


def test_a_packed_answer_is_unpacked_within_bounds(tmp_path: Path) -> None:
    body = gzip.compress(bytes(5_000_000))
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    block = head.encode() + body
    raw = record(b"").split(b"Content-Length")[0] + b"Content-Length: %d\r\n\r\n" % len(block)
    found = taken(tmp_path / "a.warc", raw + block, replace(Settings(), max_bytes=100_000))
    assert isinstance(found[0], Skipped)
    assert "setting max_bytes" in found[0].reason
