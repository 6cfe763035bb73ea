"""JSON lines: one document a line, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.acquire.decoding import UndecodableError, checked, decode, without_surrogates
from dragoman.acquire.fields import FieldsError, known, parsed
from dragoman.acquire.paths import STDIN
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings


def looks_like(line: bytes) -> bool:
    """Whether a first line is a JSON object with a text."""
    try:
        value = parsed(line) if line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") else {}
    except (FieldsError, UnicodeDecodeError):
        return False
    return "text" in value or "html" in value


def documents(
    uri: str, stream: BinaryIO, settings: Settings, head: bytes = b""
) -> Iterator[Acquired | Skipped]:
    """The documents of the lines; a line that holds none is told by its number."""
    number, held = 0, False
    for number, line in enumerate(_lines(stream, settings.max_bytes, head), 1):
        if line is None:
            reason = f"line {number} is longer than the limit of {settings.max_bytes:,} bytes"
            yield Skipped(f"{uri}#{number}", f"{reason} (setting max_bytes)")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _document(uri, number, line, settings)
        else:
            continue
        held = True
    if not held:
        yield Skipped(uri, "is empty")


def _lines(stream: BinaryIO, limit: int, head: bytes) -> Iterator[bytes | None]:
    """Each line, or None for one beyond the limit, whose rest is passed over without keeping it."""
    line = head or stream.readline(limit + 1)
    while line:
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
            yield None
        else:
            yield line
        line = stream.readline(limit + 1)


def _document(uri: str, number: int, line: bytes, settings: Settings) -> Acquired | Skipped:
    try:
        values = parsed(decode(line).lstrip("\ufeff"))
    except (FieldsError, UndecodableError) as error:
        return Skipped(f"{uri}#{number}", f"line {number} {error}")
    fields = known(values)
    name = f"{uri}#{fields.get('id', number)}"
    if uri == STDIN and "url" in fields:
        name = fields["url"]
    media = "text" if values.get("text") else "html"
    content = values.get(media)
    if not isinstance(content, str):
        return Skipped(name, f"line {number} has no text: expected a field text or html")
    content = without_surrogates(content)
    if why := checked(name, content, settings.max_characters):
        return Skipped(name, f"line {number} {why.reason}")
    return Acquired(name, content, media, fields)
