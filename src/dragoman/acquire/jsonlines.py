"""JSON lines: one document a line, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader

from dragoman.acquire.columns import Columns
from dragoman.acquire.decoding import UndecodableError, checked, decode, without_surrogates
from dragoman.acquire.fields import FieldsError, known, mapped, parsed
from dragoman.acquire.paths import STDIN, printable
from dragoman.acquire.source import Found, Source, Taking, hashed
from dragoman.analysis import Acquired
from dragoman.model import Skipped


def looks_like(head: bytes, columns: Columns) -> bool:
    """Whether the first line, if it ends in what is seen of it, is a JSON object with a text."""
    line, end, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not end and len(head) > 1000:
        return line.startswith(b'{"')
    try:
        values = mapped(parsed(line), columns) if line.startswith(b"{") else {}
    except (FieldsError, UnicodeDecodeError):
        return False
    return "text" in values or "html" in values


def documents(source: Source, taking: Taking) -> Found:
    """The documents of the lines; a line that holds none is told by its number."""
    held, limit = False, taking.settings.max_bytes
    for number, line in enumerate(_lines(source.stream, limit), 1):
        if line is None:
            reason = f"line {number} is longer than the limit of {limit:,} bytes"
            yield Skipped(f"{source.uri}#{number}", f"{reason} (setting max_bytes)")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _document(source, number, line, taking)
        else:
            continue
        held = True
    if not held:
        yield Skipped(source.uri, "is empty")


def _lines(stream: BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Each line, or None for one beyond the limit, whose rest is passed over without keeping it."""
    while line := stream.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
            yield None
        else:
            yield line


def _document(source: Source, number: int, line: bytes, taking: Taking) -> Acquired | Skipped:
    try:
        values = mapped(parsed(decode(line).lstrip("\ufeff")), taking.columns)
    except (FieldsError, UndecodableError) as error:
        return Skipped(f"{source.uri}#{number}", f"line {number} {error}")
    fields = known(values)
    name = printable(f"{source.uri}#{fields.get('id', number)}")
    if source.uri == STDIN and "url" in fields:
        name = fields["url"]
    media = "text" if values.get("text") else "html"
    content = values.get(media)
    if not isinstance(content, str):
        return Skipped(name, f"line {number} has no text: expected a field text or html")
    content = without_surrogates(content)
    if why := checked(name, content, taking.settings.max_characters):
        return Skipped(name, f"line {number} {why.reason}")
    row = replace(source, uri=name, fields=source.fields | fields)
    return replace(row.taken(content, media, line), raw_hash=hashed(line.rstrip(b"\r\n")))
