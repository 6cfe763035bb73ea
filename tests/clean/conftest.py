"""The codebook, and pages of our own with their bodies marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.codebook import Codebook, load_codebook

PAGES = Path(__file__).parent / "pages"
OPEN, CLOSE = "⟦", "⟧"


@dataclass(frozen=True)
class MarkedPage:
    """A page with what is known of it: `@name: value` lines at its head, its body in ⟦ ⟧."""

    name: str
    text: str
    body: tuple[tuple[int, int], ...]
    fields: dict[str, str]


def marked(name: str, raw: str) -> MarkedPage:
    fields = {}
    while raw.startswith("@"):
        line, raw = raw.split("\n", 1)
        key, _, value = line[1:].partition(": ")
        fields[key] = value
    text, spans, start = "", [], 0
    for character in raw:
        if character == OPEN:
            start = len(text)
        elif character == CLOSE:
            spans.append((start, len(text)))
        else:
            text += character
    return MarkedPage(name, text, tuple(spans), fields)


def pages() -> list[MarkedPage]:
    found = sorted(PAGES.glob("*.page"))
    return [marked(path.stem, path.read_bytes().decode("utf-8")) for path in found]


def f1(text: str, got: tuple[tuple[int, int], ...], want: tuple[tuple[int, int], ...]) -> float:
    """Character F1 of two sets of spans."""
    one, other = (
        {i for a, b in spans for i in range(a, b) if not text[i].isspace()} for spans in (got, want)
    )
    return 2 * len(one & other) / max(1, len(one) + len(other))


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()
