"""Answers that are read row by row, page by page, or at once."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

from dragoman.errors import QueryError

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_MOST = 2**63
T = TypeVar("T")
Keyed = Callable[[int | None], Iterator[tuple[T, list[Any]]]]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows and the cursor to ask on with; `next` is None at the end."""

    rows: tuple[T, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """The rows that a question finds; going through it again asks again.

    Rows are fetched as they are needed, so that a list of any length takes little memory. `keyed`
    yields each row with its place in the order.
    """

    keyed: Keyed[T]
    limit: int | None = None

    def __iter__(self) -> Iterator[T]:
        return (row for row, _ in self.keyed(self.limit))

    def page(self) -> Page[T]:
        """At most `limit` rows (100 if none was asked for), and the cursor of the next page."""
        size = self.limit or 100
        found = list(self.keyed(size + 1))
        more = len(found) > size
        rows = tuple(row for row, _ in found[:size])
        return Page(rows, cursor(found[size - 1][1]) if more else None)

    def first(self) -> T | None:
        """The first row; None when nothing was found."""
        return next((row for row, _ in self.keyed(1)), None)

    def to_dicts(self) -> list[dict[str, Any]]:
        """All rows as plain dictionaries."""
        return [asdict(row) for row in self]  # type: ignore[call-overload]


def cursor(key: list[Any]) -> str:
    """A place in the order, as text for the user to hand back."""
    written = json.dumps(key, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(written).decode().rstrip("=")


def place(after: str, kinds: Sequence[type]) -> list[Any]:
    """The place that a cursor stands for; raises QueryError when it is none of ours."""
    try:
        found = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        found = None
    if not isinstance(found, list) or len(found) != len(kinds) or not all(map(_fits, found, kinds)):
        raise QueryError(f"after {after!r}: expected the cursor that a page ended with")
    return found


def _fits(value: Any, kind: type) -> bool:
    """Whether a value of a cursor can be compared with a column, in either database."""
    if kind is str:
        return isinstance(value, str) and not _UNSTORABLE.search(value)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and (kind is float or isinstance(value, int)) and -_MOST < value < _MOST
