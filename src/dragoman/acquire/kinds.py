"""What a file is, by its first bytes and, where these do not tell, by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

HEAD = 4096


class Kind(StrEnum):
    """A form in which documents come."""

    TEXT = "text"
    HTML = "html"
    JSON_LINES = "json lines"
    TABLE = "table"
    PARQUET = "parquet"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "mail"
    MAILBOX = "mailbox"
    WARC = "warc"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    WORK_LIST = "work list"
    FEED = "feed"
    LOCKED = "locked"
    UNREAD = "unread"


SUFFIXES = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.TEXT, ".markdown": Kind.TEXT,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSON_LINES, ".ndjson": Kind.JSON_LINES,
    ".csv": Kind.TABLE, ".tsv": Kind.TABLE, ".parquet": Kind.PARQUET,
    ".pdf": Kind.PDF, ".docx": Kind.DOCX, ".eml": Kind.MAIL, ".mbox": Kind.MAILBOX,
    ".warc": Kind.WARC, ".zip": Kind.ZIP, ".tar": Kind.TAR, ".tgz": Kind.GZIP,
    ".rss": Kind.FEED, ".atom": Kind.FEED, ".rdf": Kind.FEED,
    ".gz": Kind.GZIP, ".bz2": Kind.BZIP2, ".tbz2": Kind.BZIP2, ".xz": Kind.XZ, ".txz": Kind.XZ,
}  # fmt: skip
# Documents that a user would miss: told, where other files in a folder are passed over.
UNREAD = {
    ".doc": "an old Word file; save it as .docx",
    ".odt": "an OpenDocument file; save it as .docx",
    ".rtf": "an RTF file; save it as .docx",
    ".msg": "a message of Outlook; save it as .eml",
    ".epub": "an e-book, a kind that is not read",
    ".mht": "a web archive of a browser; save the page as .html",
    ".mhtml": "a web archive of a browser; save the page as .html",
    ".7z": "a 7-Zip archive; pack it as .zip or .tar.xz",
    ".rar": "a RAR archive; pack it as .zip or .tar.xz",
    ".zst": "a Zstandard archive; pack it as .gz or .xz",
    ".xlsx": "an Excel file; save it as .csv",
    ".pptx": "a presentation, a kind that is not read",
}
_STARTS = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\x1f\x8b", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"WARC/", Kind.WARC),
    (b"PAR1", Kind.PARQUET),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GDELT = re.compile(r"\.(?:gkg|export|mentions)(?:counts)?\.csv$|^gdelt.*\.(?:csv|tsv|txt)$")
_ENVELOPE = re.compile(rb"From \S[^\r\n]{0,200}? \d\d:\d\d(?::\d\d)?[^\r\n]{0,40}? \d{4}")
_HEADERS = re.compile(
    rb"(?:received|return-path|delivered-to|message-id|mime-version): ?\S[^\n]*\n"
    rb"(?:[ \t][^\n]*\n)*[a-z][a-z-]+: ?\S",
    re.IGNORECASE,
)
# Servers send pages under the names of files that are gone.
_PAGE = re.compile(rb"\s*<(?:!doctype\s+)?html\b", re.IGNORECASE)
# Office files are ZIP archives with a member of this name early on.
_WORD, _OTHER_OFFICE = (
    b"word/document.xml",
    re.compile(rb"xl/workbook\.xml|ppt/presentation\.xml|mimetypeapplication/(?:vnd\.oasis|epub)"),
)


_FEED = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<\?[^>]{0,500}>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}>)*"
    rb"<(?:rss|feed|rdf:RDF)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def suffix_of(name: str) -> str:
    """The last suffix of a name, in lower case."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def kind_of(name: str, head: bytes) -> Kind:
    """What a file of this name is that begins with these bytes."""
    suffix = suffix_of(name)
    if _GDELT.search(name.rpartition("/")[2].lower()) and b"\t" in head:
        return Kind.WORK_LIST
    if head.lstrip()[:5] == b"%PDF-" or (suffix == ".pdf" and b"%PDF-" in head[:1024]):
        return Kind.PDF
    if head.startswith(_OLD_OFFICE):
        # A Word document under a password is wrapped in the old form.
        return Kind.LOCKED if suffix == ".docx" else Kind.UNREAD
    for start, kind in _STARTS:
        if head.startswith(start):
            return _zipped(suffix, head) if kind == Kind.ZIP else kind
    if head[257:262] == b"ustar":
        return Kind.TAR
    return Kind.FEED if _FEED.match(head) else _by_name(suffix, head)


def _zipped(suffix: str, head: bytes) -> Kind:
    if suffix == ".docx" or _WORD in head:
        return Kind.DOCX
    return Kind.UNREAD if suffix in UNREAD or _OTHER_OFFICE.search(head) else Kind.ZIP


def _by_name(suffix: str, head: bytes) -> Kind:
    if suffix in UNREAD:
        return Kind.UNREAD
    if suffix == ".pdf" and _PAGE.match(head):
        return Kind.HTML
    if suffix not in SUFFIXES:
        if _ENVELOPE.match(head):
            return Kind.MAILBOX
        return Kind.MAIL if _HEADERS.match(head) else Kind.TEXT
    return SUFFIXES[suffix]
