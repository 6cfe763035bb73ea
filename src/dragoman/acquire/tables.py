"""CSV and TSV tables: one document a row, its text and dates in the columns that the user names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BufferedReader
from typing import Any, TypeVar

from dragoman.acquire.columns import located
from dragoman.acquire.decoding import (
    UndecodableError,
    checked,
    decode,
    encoding_of,
    without_surrogates,
)
from dragoman.acquire.fields import known
from dragoman.acquire.kinds import suffix_of
from dragoman.acquire.paths import printable
from dragoman.acquire.source import Found, Source, Taking, UnreadableError
from dragoman.analysis import Acquired
from dragoman.model import Skipped

T = TypeVar("T")

DELIMITERS = ",;\t|"
SAMPLE = 100_000
_PAGE = re.compile(r"\s*<(?:!doctype|html|body|div|p|article)\b", re.IGNORECASE)


def documents(source: Source, taking: Taking) -> Found:
    """The documents of the rows; the first row names the columns."""
    limit = taking.settings.max_characters
    rows = _limited(_rows(source, limit), limit)
    try:
        header = [name.strip().lstrip("\ufeff") for name in next(rows, (0, []))[1]]
        columns = located(header, taking.columns)
        if why := unusable(header, columns, taking):
            yield Skipped(source.uri, why)
            return
        held = False
        for number, row in rows:
            if any(cell.strip() for cell in row):
                held = True
                cells = dict(zip(header, row, strict=False))
                values = {n: cells.get(column, "") for n, column in columns.items()}
                yield row_document(source, number, values, taking)
        if not held:
            yield Skipped(source.uri, "is a table without any row")
    except csv.Error as error:
        yield Skipped(source.uri, f"is no table from here on ({error}); a quote may lack its other")


def unusable(header: Sequence[str], columns: dict[str, str], taking: Taking) -> str | None:
    """Why no documents can be had from a table with these columns."""
    if not header:
        return "is empty"
    there = printable(" ".join(", ".join(header[:20]).split()))[:500] or "none"
    missing = [c for n, c in taking.columns.items() if n not in columns]
    if missing:
        return f"has no column {missing[0]!r}; it has: {there}"
    if not {"text", "html"} & set(columns):
        return (
            f"has no column that is known to hold the text; name it with --columns text=…; "
            f"it has: {there}"
        )
    return None


def _is_page(content: str) -> bool:
    """Whether a text of a table is a piece of HTML."""
    return bool(_PAGE.match(content))


def _limited(rows: Iterator[T], limit: int) -> Iterator[T]:
    """The rows, no cell longer than the limit; without it a lost quote takes the whole file.

    It is the csv module's own, for the whole process, where others read tables between two rows.
    """
    while True:
        before = csv.field_size_limit(limit)
        try:
            row = next(rows)
        except StopIteration:
            return
        finally:
            csv.field_size_limit(before)
        yield row


def _rows(source: Source, limit: int) -> Iterator[tuple[int, list[str]]]:
    """The rows with the number of each."""
    head = source.stream.peek(SAMPLE)[:SAMPLE]
    try:
        decode(head)
    except UndecodableError as error:
        raise UnreadableError(str(error)) from None
    encoding = encoding_of(head)
    lines = _lines(source.stream, encoding, 4 * limit)
    first = head.decode(encoding, "replace").partition("\n")[0]
    tab = suffix_of(source.name) == ".tsv"
    delimiter = "\t" if tab else max(DELIMITERS, key=first.count)
    yield from enumerate(csv.reader(lines, delimiter=delimiter), 1)


def _lines(stream: BufferedReader, encoding: str, limit: int) -> Iterator[str]:
    """The lines of a table; one beyond the limit is no row of texts."""
    from io import TextIOWrapper

    errors = "dragoman-mixed" if encoding == "utf-8" else "replace"
    text = TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    try:
        while line := text.readline(limit):
            if len(line) >= limit:
                raise UnreadableError(f"has a line of more than {limit:,} characters")
            yield line
    finally:
        text.detach()


def row_document(
    source: Source, number: int, values: Mapping[str, Any], taking: Taking
) -> Acquired | Skipped:
    """The document of a row, or why there is none; `values` are its cells under our names."""
    fields = known(values)
    name = printable(f"{source.uri}#{fields.get('id', number)}")
    text, html = values.get("text"), values.get("html")
    given = html if html and not text else text
    if not isinstance(given, str):
        return Skipped(name, f"row {number} has no text")
    content = without_surrogates(given)
    media = "text" if text and not _is_page(content) else "html"
    if why := checked(name, content, taking.settings.max_characters):
        return Skipped(name, f"row {number} {why.reason}")
    row = replace(source, uri=name, fields=source.fields | fields)
    return row.taken(content, media, content.encode("utf-8", "surrogatepass"))
