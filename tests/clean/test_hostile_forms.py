"""Hostile and broken files of every form: each ends as a document or as a reason in words, soon."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.acquire.files import (
    column,
    docx,
    gdelt_event,
    locked_pdf,
    locked_zip,
    pdf,
    record,
    tarred,
    warc,
    zipped,
)

from dragoman import read_all
from dragoman.acquire import acquire
from dragoman.clean import clean
from dragoman.codebook import Codebook
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.settings import Settings

pytest.importorskip("mammoth", reason="needs the extra documents")
pytest.importorskip("pypdfium2", reason="needs the extra documents")
pytest.importorskip("warcio", reason="needs the extra warc")

SENTENCE = "The minister of Togo said that talks with Benin would go on in May. "
TEXT = SENTENCE * 12
PAGE = f"<html><head><title>Talks</title></head><body><p>{TEXT}</p></body></html>".encode()
MAIL = f"From: A B <a@b.example>\nSubject: Talks\nDate: 3 May 2021 10:00 +0000\n\n{TEXT}\n".encode()
LINES = column([SENTENCE.strip()] * 30, 60, 80)
FORMS: dict[str, bytes] = {
    "a.pdf": pdf([LINES, LINES], {"Title": "Talks", "CreationDate": "D:20210503101112"}),
    "a.docx": docx([TEXT] * 5, {"dc:title": "Talks", "dcterms:created": "2021-05-03T10:00:00Z"}),
    "a.eml": MAIL,
    "a.mbox": (b"From a@b.example Mon May  3 10:00:00 2021\n" + MAIL + b"\n") * 3,
    "a.warc": warc([record(PAGE), record(PAGE, "https://b.example/2")]),
    "a.warc.gz": warc([record(PAGE), record(PAGE)], packed=True),
    "a.csv": f'text,date\n"{TEXT}",2021-05-03\n"{TEXT}",2021-05-04\n'.encode(),
    "a.zip": zipped({"a.html": PAGE, "in/b.txt": TEXT.encode(), "m.eml": MAIL}),
    "a.tar.xz": tarred({"a.html": PAGE, "b.txt": TEXT.encode()}, "w:xz"),
    "1.export.CSV": gdelt_event("https://a.example/1") + gdelt_event("https://a.example/2"),
}


def spoiled(raw: bytes, seed: int, count: int) -> bytes:
    """The bytes with some of them changed."""
    chance, out = random.Random(seed), bytearray(raw)
    for _ in range(count):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "whole": lambda raw: raw,
    "empty": lambda raw: b"",
    "its first bytes": lambda raw: raw[:7],
    "its first third": lambda raw: raw[: len(raw) // 3],
    "without its end": lambda raw: raw[:-30],
    "without its head": lambda raw: raw[20:],
    "with a hole": lambda raw: raw[: len(raw) // 2] + raw[len(raw) // 2 + 200 :],
    "with nuls": lambda raw: raw[: len(raw) // 2] + bytes(300) + raw[len(raw) // 2 + 300 :],
    "a byte changed": lambda raw: spoiled(raw, 1, 1),
    "many bytes changed": lambda raw: spoiled(raw, 2, 40),
    "half of it changed": lambda raw: spoiled(raw, 3, len(raw) // 2),
    "twice": lambda raw: raw * 2,
    "noise before it": lambda raw: random.Random(4).randbytes(2000) + raw,
    "noise behind it": lambda raw: raw + random.Random(5).randbytes(2000),
    "as text of another encoding": lambda raw: raw.decode("latin-1").encode("utf-16"),
    "with line ends of another system": lambda raw: raw.replace(b"\n", b"\r\n"),
}


def ended(path: Path, codebook: Codebook, settings: Settings | None = None) -> list[str]:
    """How each document of a path ended: "done" or the reason."""
    start, found = time.perf_counter(), []
    for one in acquire([path], settings or Settings()):
        result = one if isinstance(one, Skipped) else clean(one, codebook)
        if isinstance(result, Skipped):
            assert " " in result.reason
            assert "Error" not in result.reason, result
            assert "Traceback" not in result.reason
            found.append(result.reason)
        else:
            assert isinstance(result, Document)
            assert result.body
            assert result.raw_hash
            (result.text + result.uri + json.dumps(result.title)).encode("utf-8")
            found.append("done")
    assert time.perf_counter() - start < 30
    assert found
    return found


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FORMS)
def test_damaged_files_are_read_or_told(
    name: str, damage: str, tmp_path: Path, codebook: Codebook
) -> None:
    (tmp_path / name).write_bytes(DAMAGES[damage](FORMS[name]))
    found = ended(tmp_path / name, codebook)
    if damage == "whole" and not name.endswith("CSV"):
        assert set(found) == {"done"}


def billion_laughs() -> bytes:
    parts = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{parts}]>'
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    whole = f"{head}{body}<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    return zipped({"word/document.xml": whole.encode()})


def deep_docx(depth: int) -> bytes:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    whole = (
        f"<w:document {word}><w:body>{'<w:sdt>' * depth}{'</w:sdt>' * depth}</w:body></w:document>"
    )
    return zipped({"word/document.xml": whole.encode()})


def self_referring_pdf() -> bytes:
    """A tree of pages that holds itself."""
    return pdf([LINES]).replace(b"/Kids [4 0 R] /Count 1", b"/Kids [2 0 R] /Count 9")


def quine(raw: bytes, times: int) -> bytes:
    for _ in range(times):
        raw = gzip.compress(raw, mtime=0)
    return raw


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a zip bomb": ("a.zip", lambda: zipped({f"{i}.txt": bytes(9**7) for i in range(20)}), "bomb"),
    "a gz bomb": ("a.jsonl.gz", lambda: gzip.compress(bytes(8 * 10**7)), "bomb"),
    "a bz2 bomb": ("a.tar.bz2", lambda: bz2.compress(bytes(6 * 10**7)), ""),
    "an xz bomb": ("a.csv.xz", lambda: lzma.compress(bytes(6 * 10**7), preset=0), ""),
    "a nested bomb": (
        "a.zip",
        lambda: zipped({f"{i}.zip": zipped({"a.txt": bytes(9**7)}) for i in range(20)}),
        "bomb",
    ),
    "a docx bomb": ("a.docx", lambda: zipped({"word/document.xml": bytes(101_000_000)}), "bomb"),
    "a page bomb in a web archive": (
        "a.warc.gz",
        lambda: warc([record(bytes(30_000_000))], packed=True),
        "max_bytes",
    ),
    "gz in gz in gz": ("a.txt.gz", lambda: quine(TEXT.encode(), 30), "archives deep"),
    "entities of entities": ("a.docx", billion_laughs, "damaged"),
    "a deep docx": ("a.docx", lambda: deep_docx(20_000), ""),
    "a docx without a text": ("a.docx", lambda: zipped({"x.xml": b""}), "holds no word/document"),
    "an empty docx": ("a.docx", lambda: docx([""]), "holds no text"),
    "a docx that is a text": ("a.docx", lambda: TEXT.encode(), "damaged or cut off Word file"),
    "a docx that is a page": ("a.docx", lambda: PAGE, "damaged or cut off Word file"),
    "a locked docx": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "password",
    ),
    "a locked pdf": ("a.pdf", locked_pdf, "password"),
    "a locked zip": ("a.zip", lambda: locked_zip("a.txt", TEXT.encode()), "password"),
    "a pdf that refers to itself": ("a.pdf", self_referring_pdf, ""),
    "a pdf of pictures": ("a.pdf", lambda: pdf([[], [], []]), "no text layer"),
    "a pdf of hundreds of pages": ("a.pdf", lambda: pdf([LINES[:2]] * 400), ""),
    "a pdf with a letter a line": (
        "a.pdf",
        lambda: pdf([column(list(TEXT.replace(" ", "")), 60, 0, step=0.9)]),
        "",
    ),
    "a spreadsheet": ("a.xlsx", lambda: zipped({"xl/workbook.xml": b"<x/>"}), "Excel"),
    "an unnamed presentation": ("a", lambda: zipped({"ppt/presentation.xml": b"<x/>"}), "office"),
    "a picture called text": ("a.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
    "an empty mail": ("a.eml", lambda: b"Subject: \nDate: \n\n", "without text"),
    "a mail of headers": ("a.eml", lambda: b"X-A: b\n" * 50_000, "without text"),
    "a mail with an endless header": ("a.eml", lambda: b"Subject: " + b"=?utf-8?q?a?= " * 9999, ""),
    "a mail of parts without end": (
        "a.eml",
        lambda: b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * 20_000,
        "",
    ),
    "a mail in an unknown encoding": (
        "a.eml",
        lambda: b"Content-Type: text/plain; charset=klingon\n\n" + TEXT.encode(),
        "done",
    ),
    "a mail in broken base64": (
        "a.eml",
        lambda: b"Content-Transfer-Encoding: base64\nSubject: x\n\n" + b"A*&^%===QUJD\n" * 9,
        "",
    ),
    "a mailbox of one line": ("a.mbox", lambda: b"From " * 200_000, ""),
    "a table with a lost quote": ("a.csv", lambda: b'text\n"' + TEXT.encode() * 4000, "quote"),
    "a table of one line": ("a.csv", lambda: b"text\n" + b"a," * 9_000_000, "has a line of more"),
    "a table without its text": ("a.csv", lambda: b"year,gdp\n2020,3\n", "--columns"),
    "a table that changes its encoding": (
        "a.csv",
        lambda: f"text\n{SENTENCE}“so”\n".encode() + f"{SENTENCE}“so”\n".encode("cp1252"),
        "done",
    ),
    "a line of a hundred megabytes": (
        "a.jsonl",
        lambda: b'{"text": "' + b"a" * 100_000_000 + b'"}\n' + b'{"text": "One."}\n',
        "line 1 is longer",
    ),
    "a page ten thousand deep": (
        "a.html",
        lambda: b"<html>" + b"<div>" * 10_000 + TEXT.encode() + b"</div>" * 10_000,
        "done",
    ),
    "a page of tables in tables": (
        "a.html",
        lambda: b"<html>" + b"<table><tr><td>" * 5000 + TEXT.encode(),
        "done",
    ),
    "a page of attributes": (
        "a.html",
        lambda: b"<html><p " + b'a="b" ' * 100_000 + b">" + TEXT.encode(),
        "",
    ),
    "a page dated in every wrong way": (
        "a.html",
        lambda: PAGE.replace(
            b"<title>",
            b'<meta property="article:published_time" content="0000-00-00T99:99"><meta name="date" '
            b'content="31/31/9999"><script type="application/ld+json">{"@type": "NewsArticle", '
            b'"datePublished": ["x", {}], "author": {"name": {"name": 3}}}</script>'
            b'<script type="application/ld+json">{"@graph": [[[[{"@type": "NewsArticle"'
            b"</script><title>",
        ),
        "done",
    ),
    "a page dated before its time": (
        "a.html",
        lambda: PAGE.replace(b"<title>", b'<meta name="date" content="1670-01-01"><title>'),
        "done",
    ),
    "a list of addresses that are none": (
        "1.gkg.csv",
        lambda: b"\t".join([b"javascript:alert(1)"] * 27) + b"\n",
        "lists no address",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_with_a_reason(name: str, tmp_path: Path, codebook: Codebook) -> None:
    file, make, reason = HOSTILE[name]
    (tmp_path / file).write_bytes(make())
    found = ended(tmp_path / file, codebook)
    assert any(reason in one for one in found), found


def test_odd_places_are_told(tmp_path: Path, codebook: Codebook) -> None:
    (tmp_path / "loop").mkdir()
    (tmp_path / "loop/up").symlink_to(tmp_path / "loop")
    (tmp_path / "ring.pdf").symlink_to(tmp_path / "ring.pdf")
    (tmp_path / "lost.docx").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.eml")
    (tmp_path / "a.zip").mkdir()
    found = ended(tmp_path, codebook)
    assert len(found) == 4
    for reason in ("link back", "symbolic links", "not there", "a pipe"):
        assert any(reason in one for one in found), reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, codebook: Codebook) -> None:
    (tmp_path / "a.pdf").write_bytes(FORMS["a.pdf"])
    (tmp_path / "a.pdf").chmod(0)
    assert ended(tmp_path, codebook) == ["cannot be opened (permission denied)"]


def test_a_folder_of_everything_is_read_to_its_end(tmp_path: Path) -> None:
    for name, raw in FORMS.items():
        (tmp_path / name).write_bytes(raw)
        (tmp_path / f"cut {name}").write_bytes(raw[: len(raw) // 2])
    (tmp_path / "a.pdf.meta.json").write_text('{"publisher": "The Daily"}')
    found = list(read_all([tmp_path]))
    assert not [one for one in found if isinstance(one, Failure)]
    done = {
        one.document.uri.removeprefix(tmp_path.as_posix())
        for one in found
        if isinstance(one, Records)
    }
    assert {"/a.pdf", "/a.docx", "/a.mbox#3", "/a.warc#2", "/a.csv#2", "/a.zip#in/b.txt"} <= done
    [paper] = [r for r in found if isinstance(r, Records) and r.document.uri.endswith("/a.pdf")]
    assert (paper.document.publisher, paper.document.title) == ("The Daily", "Talks")
    assert (paper.document.published, paper.document.published_basis) == ("2021-05-03", "metadata")
    assert {one.uri for one in found if isinstance(one, Skipped)} >= {"https://a.example/1"}
