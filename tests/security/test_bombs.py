"""Small files made to fill memory, disk or time end with a reason, whatever form they have.

Packed bombs of every kind are in tests/acquire/test_archives.py, feeds in test_feeds.py, answers of
servers in test_fetching.py; here is what hides within a document.
"""

from __future__ import annotations

import gzip
import io
import resource
import time
import zipfile
from pathlib import Path

import pytest

from dragoman.acquire import acquire
from dragoman.model import Skipped
from dragoman.settings import Settings

MANY = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha ha ">{MANY}]>'
LONG = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY b "{"b" * 100_000}">]>'
OUTER = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE = "http://purl.org/dc/elements/1.1/"
ROOT = "http://schemas.openxmlformats.org/package/2006"
PARTS = (
    f'<Relationships xmlns="{ROOT}/relationships"><Relationship Id="a" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)


NAMES = (
    *("laughs.docx", "long.docx", "outer.docx", "deep.docx", "core.docx", "core-outer.docx"),
    *("zeros.docx", "deep.html", "tables.html", "laughs.html", "laughs.rss", "nested.eml"),
    *("headers.eml", "deep.jsonl", "number.jsonl", "quotes.csv", "page.warc", "page.warc.gz"),
)


def body(inner: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(document: str, core: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{ROOT}/content-types"/>')
        archive.writestr("_rels/.rels", PARTS)
        archive.writestr("word/document.xml", document)
        if core:
            archive.writestr("docProps/core.xml", core)
    return out.getvalue()


def core(head: str, title: str) -> str:
    return f'{head}<cp:p xmlns:cp="a" xmlns:dc="{TITLE}"><dc:title>{title}</dc:title></cp:p>'


def nested_mail(depth: int) -> bytes:
    heads = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth)
    )
    return f"From: a@b.example\r\nMIME-Version: 1.0\r\n{heads}\r\nThe end.\r\n".encode()


def warc(content: bytes) -> bytes:
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + content
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/\r\n"
        "WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def bombs() -> dict[str, bytes]:
    deep, plain = 200_000, body(said("Ministers met."))
    return {
        "laughs.docx": docx(LAUGHS + body(said("&a11;"))),
        "long.docx": docx(LONG + body(said("&b;" * 20_000))),
        "outer.docx": docx(OUTER + body(said("&c;"))),
        "deep.docx": docx(body("<w:p>" * 20_000 + "</w:p>" * 20_000)),
        "core.docx": docx(plain, core(LAUGHS, "&a11;")),
        "core-outer.docx": docx(plain, core(OUTER, "&c;")),
        "zeros.docx": docx(body(said("0" * 3_500_000))),
        "deep.html": (b"<div>" * deep + b"Ministers met." + b"</div>" * deep),
        "tables.html": b"<table><tr><td>" * 20_000 + b"Ministers met.",
        "laughs.html": (LAUGHS + "<html><body><p>&a11;</p></body></html>").encode(),
        "laughs.rss": (
            LAUGHS + "<rss><channel><item><title>&a11;</title></item></channel>"
        ).encode(),
        "nested.eml": nested_mail(3_000),
        "headers.eml": b"Subject: a\r\n" + b"X: y\r\n" * 300_000 + b"\r\nMinisters met.\r\n",
        "deep.jsonl": b"[" * 500_000 + b"]" * 500_000,
        "number.jsonl": b'{"id": ' + b"9" * 1_000_000 + b', "text": "Ministers met."}\n',
        "quotes.csv": b'text\n"' + b'""' * 5_000_000,
        "page.warc": warc(gzip.compress(b"\0" * 300_000_000, 9)),
        "page.warc.gz": gzip.compress(warc(gzip.compress(b"\0" * 300_000_000, 9))),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bombs")
    made_up = bombs()
    assert set(made_up) == set(NAMES)
    for name, raw in made_up.items():
        (made / name).write_bytes(raw)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_a_bomb_ends_small_and_soon(folder: Path, name: str) -> None:
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = list(acquire([str(folder / name)], Settings()))
    assert found, "each document ends as taken or with a reason"
    text = "".join(one.content for one in found if not isinstance(one, Skipped))
    assert len(text) < 5_000_000
    assert "root:" not in text
    assert time.process_time() - begun < 60
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    assert grown < 700, f"{grown} MB"
