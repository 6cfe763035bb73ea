"""What a file is: its first bytes count before its name."""

from __future__ import annotations

import pytest
from tests.acquire.files import docx, pdf, tarred, zipped

from dragoman.acquire.kinds import HEAD, Kind, kind_of

TEXT = b"Togo and Benin opened a bridge.\n"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.txt", TEXT, Kind.TEXT),
        ("a", TEXT, Kind.TEXT),
        ("a.xyz", TEXT, Kind.TEXT),
        ("a.txt", b"\n %PDF-1.4", Kind.PDF),
        ("a.txt", b"The mark %PDF-1.4 begins a PDF.", Kind.TEXT),
        ("a.pdf", b"junk before %PDF-1.4", Kind.PDF),
        ("a.pdf", b"<!DOCTYPE html>", Kind.HTML),
        ("a.pdf", pdf([]), Kind.PDF),
        ("a.HTM", TEXT, Kind.HTML),
        ("a.JSONL", TEXT, Kind.JSON_LINES),
        ("a.tsv", TEXT, Kind.TABLE),
        ("a", docx([]), Kind.DOCX),
        ("a.docx", TEXT, Kind.DOCX),
        ("a.docx", OLD, Kind.LOCKED),
        ("a.doc", OLD, Kind.UNREAD),
        ("a.rtf", b"{\\rtf1", Kind.UNREAD),
        ("a", zipped({"xl/workbook.xml": b""}), Kind.UNREAD),
        ("a.odt", zipped({"a": b""}), Kind.UNREAD),
        ("a.zip", zipped({"a": b""}), Kind.ZIP),
        ("a.zip", b"PK\x05\x06", Kind.ZIP),
        ("a", tarred({"a": b""}), Kind.TAR),
        ("a.txt", b"\x1f\x8b\x08", Kind.GZIP),
        ("a.warc.gz", b"\x1f\x8b\x08", Kind.GZIP),
        ("a", b"WARC/1.1\r\n", Kind.WARC),
        ("a", b"From a@b.example Mon May  3 10:00:00 2021\n", Kind.MAILBOX),
        ("a", b"From Monday on the bridge is open at 10:00.\n", Kind.TEXT),
        ("a", b"Received: from x\n\tby y\nSubject: z\n\n", Kind.MAIL),
        ("a", b"Received: a letter from the president.\nIt says nothing.\n", Kind.TEXT),
        ("a", b"X-ray: doctors in Peru strike.\nY: no.\n", Kind.TEXT),
        ("20240904.gkg.csv", b"a\tb", Kind.WORK_LIST),
        ("20240904101500.translation.mentions.CSV", b"a\tb", Kind.WORK_LIST),
        ("mentions.csv", b"text,date\n", Kind.TABLE),
    ],
)
def test_the_kind_of_a_file(name: str, raw: bytes, kind: Kind) -> None:
    assert kind_of(name, raw[:HEAD]) == kind
