"""From bytes to characters, whatever the encoding; line ends stay as they are."""

from __future__ import annotations

import codecs
import re

from dragoman.model import Skipped

MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"OggS", "a sound or film file"),
    (b"ID3", "a sound file"),
)
# The longest marks first: the UTF-32 mark begins with the UTF-16 one.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 100_000


class UndecodableError(Exception):
    """The bytes are no text; the message says what they are."""


def decode(raw: bytes, *, html: bool = False, declared: str | None = None) -> str:
    """The characters that the bytes stand for; raises UndecodableError for what is no text.

    A UTF-8 byte order mark stays as the character U+FEFF, so that positions are those of the file.
    `declared` is the encoding that an envelope names, which is not always right.
    """
    for start, kind in MAGIC:
        if raw.startswith(start):
            raise UndecodableError(f"is {kind}, which cannot be read as text")
    text = without_surrogates(_characters(raw, html, declared))
    head = text[:_SAMPLE]
    if len(_CONTROL.findall(head)) > 0.02 * len(head):
        raise UndecodableError("is a binary file, not text")
    return text


def _characters(raw: bytes, html: bool, declared: str | None) -> str:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    if unmarked := _unmarked_utf16(raw[:_SAMPLE]):
        return raw.decode(unmarked, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    named = declared or (_declared(raw) if html else None)
    if named and (text := _as_declared(raw, named)) is not None:
        return text
    if _mostly_utf8(raw):
        return raw.decode("utf-8", "dragoman-mixed")
    return _guessed(raw)


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark shows as NUL in every other byte of Latin text."""
    half = len(raw) // 2
    if half < 4 or raw.count(0) < 0.4 * half:
        return None
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    if odd > 0.8 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 * half and odd < 0.05 * half else None


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:4096])
    return found.group(1).decode("ascii", "replace") if found else None


def _as_declared(raw: bytes, encoding: str) -> str | None:
    try:
        text = raw.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def encoding_of(head: bytes) -> str:
    """The encoding of a stream that begins with these bytes."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    if unmarked := _unmarked_utf16(head):
        return unmarked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        if not _mostly_utf8(head):
            return _guess(head)
    return "utf-8"


def _mostly_utf8(raw: bytes) -> bool:
    """Whether UTF-8 with stray bytes of another encoding: more right sequences than wrong ones."""
    text = raw[:_SAMPLE].decode("utf-8", "replace")
    right = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return right >= text.count("\ufffd")


def _guess(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    # Western quotation marks and names among plain letters; other scripts have more.
    if sum(byte > 127 for byte in raw[:_SAMPLE]) < 0.03 * len(raw[:_SAMPLE]):
        return "cp1252"
    best = from_bytes(raw[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    # What calls itself Latin-1 is read as the web reads it.
    return "cp1252" if encoding in {"latin_1", "iso8859_1", "ascii", "utf_8"} else encoding


def _guessed(raw: bytes) -> str:
    try:
        return raw.decode(_guess(raw))
    except (LookupError, UnicodeDecodeError):
        return raw.decode("cp1252", "replace")


def _mixed(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


codecs.register_error("dragoman-mixed", _mixed)


def without_surrogates(text: str) -> str:
    """The text with half surrogates, which no output can carry, replaced by U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def checked(uri: str, content: str, limit: int) -> Skipped | None:
    """Why a text cannot be a document: nothing in it, or too much."""
    if not content.strip("\ufeff\0 \t\r\n\u00a0"):
        return Skipped(uri, "is empty")
    if len(content) > limit:
        reason = f"has {len(content):,} characters, more than the limit of {limit:,}"
        return Skipped(uri, f"{reason} (setting max_characters)")
    return None
