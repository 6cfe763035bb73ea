"""Body selection: which lines of a page's plain text are the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.clean.selection import body
from dragoman.codebook import load_codebook
from dragoman.codebook.boilerplate import Boilerplate
from dragoman.evaluate.rows import rows


def predict(path: Path | str) -> Iterator[dict[str, Any]]:
    """For each page of the file 1 for the lines of its body and 0 for the others."""
    knowledge = load_codebook().boilerplate
    for row in rows(Path(path), "id", "lines"):
        yield {"id": row["id"], "keep": keep(row["lines"], knowledge)}


def keep(lines: Sequence[str], knowledge: Boilerplate) -> list[int]:
    """1 for each line of which at least half lies in the body, else 0."""
    text = "\n".join(lines)
    spans, kept, at = body(text, knowledge), [], 0
    for line in lines:
        inside = sum(max(0, min(b, at + len(line)) - max(a, at)) for a, b in spans)
        kept.append(int(inside >= 0.5 * max(1, len(line))))
        at += len(line) + 1
    return kept
