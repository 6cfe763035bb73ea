"""What is fuzzed: a way to make a function of bytes, and how its inputs look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Once = Callable[[bytes], None]


class BrokenError(AssertionError):
    """Something that must hold of every input does not hold of this one."""


@dataclass(frozen=True, slots=True)
class Target:
    """One parser: `start` loads what it needs and returns what tries one input.

    `words` are put into inputs whole. An input of `longest` bytes may take `seconds` of processor
    time.
    """

    start: Callable[[], Once]
    words: Callable[[], Iterable[str]] = tuple
    longest: int = 4096
    seconds: float = 5.0


def text_of(data: bytes) -> str:
    """The input as text, as it comes from a file that is mostly UTF-8."""
    return data.decode("utf-8", "replace")


def expect(holds: bool, words: str) -> None:
    """Raise BrokenError unless something holds."""
    if not holds:
        raise BrokenError(words)
