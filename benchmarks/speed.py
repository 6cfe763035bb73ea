"""Speed of reading beside bare spaCy and two floors, in turn over the same documents."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import accounts
import composing
import rivals
from accounts import STAGES
from dragoman.filling import fill
from dragoman.model import Document, Failure
from dragoman.pipeline import load_reader
from dragoman.reading import read_batch
from dragoman.settings import Settings

TOGETHER = 10
SPACY, EXPRESSIONS, DICTIONARY = "bare spaCy", "regular expression", "dictionary"
READING, WHOLE = "reading", "whole"
Row = tuple[str, ...]
Rival = Callable[[Sequence[Document]], object]


@dataclass
class Measured:
    """What was measured over some documents."""

    documents: int
    words: int
    sentences: int = 0
    rounds: int = 0
    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    ratios: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def memory() -> list[Row]:
    """The memory of this process as it loads one thing after the other."""
    from dragoman.codebook import load_codebook
    from dragoman.relation import named_model

    rows: list[Row] = [("Python, with what the benchmark imports", _megabytes(accounts.resident()))]
    steps: list[tuple[str, Callable[[], object]]] = [
        ("with the codebook", load_codebook),
        ("with the relation model", lambda: named_model("shipped")),
        ("with spaCy and its parser: all that reading needs", load_reader),
    ]
    for label, load in steps:
        load()
        rows.append((label, _megabytes(accounts.resident())))
    return rows


def peak() -> list[Row]:
    """The most memory that this process had."""
    return [("at most, beside a second spaCy pipeline and a ledger", _megabytes(accounts.peak()))]


def _megabytes(size: float) -> str:
    return f"{size:.0f} MB"


def measure(documents: list[Document], rounds: int) -> Measured:
    """Go over the documents in rounds, each rival in turn on a few of them."""
    spacy = rivals.Spacy()
    codebook = load_reader().codebook
    others: dict[str, Rival] = {
        SPACY: spacy,
        READING: read_all,
        EXPRESSIONS: rivals.Expressions(codebook),
        DICTIONARY: rivals.Dictionary(codebook),
    }
    words = sum(len(text.split()) for text in rivals.bodies(documents))
    found = Measured(len(documents), words)
    for rival in others.values():  # what is done once only is not the documents'
        rival(documents[:2])
    with TemporaryDirectory() as scratch:
        for number in range(rounds):
            _round(found, documents, others, Path(scratch) / f"{number}")
    found.sentences = sum(int(str(spacy([document]))) for document in documents)
    return found


def _round(
    found: Measured, documents: list[Document], others: dict[str, Rival], scratch: Path
) -> None:
    scratch.mkdir()
    before = dict(found.spent)
    for start in range(0, len(documents), TOGETHER):
        some = documents[start : start + TOGETHER]
        for name, rival in others.items():
            found.spent[name] += took(rival, some)
    with accounts.accounted() as stages:
        found.spent[WHOLE] += took(partial(add, folder=scratch), documents)
    for stage, seconds in stages.items():
        found.stages[stage] += seconds
    found.rounds += 1
    bare = found.spent[SPACY] - before.get(SPACY, 0.0)
    for name, taken in found.spent.items():
        found.ratios[name].append(bare / max(taken - before.get(name, 0.0), 1e-9))


def took(work: Rival, documents: Sequence[Document]) -> float:
    """The processor seconds that work on documents takes."""
    begun = time.process_time()
    work(documents)
    return time.process_time() - begun


def read_all(documents: Sequence[Document]) -> int:
    """Read the documents, in memory."""
    found = read_batch(documents)
    assert not [one for one in found if isinstance(one, Failure)]
    return len(found)


def add(documents: Sequence[Document], folder: Path) -> None:
    """From files to a settled ledger, as one call of `dragoman add` does."""
    paths = composing.written(folder, iter(documents))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for _ in fill(paths, folder / "x.db", {}, Settings(), lambda: now):
        pass


def rows(measured: dict[str, Measured]) -> list[Row]:
    """Texts, throughput, and time beside bare spaCy's."""
    every = list(measured.values())
    rows: list[Row] = [
        ("documents, sentences, words", *(_size(one) for one in every)),
        *(_throughput(name, every) for name in (READING, WHOLE, SPACY)),
    ]
    for name in (READING, WHOLE, EXPRESSIONS, DICTIONARY):
        ratios = [statistics.median(one.ratios[name]) for one in every]
        rows.append((f"speed of {name}, bare spaCy being 1", *(f"{r:.2f}" for r in ratios)))
    return rows


def _size(one: Measured) -> str:
    return f"{one.documents}, {one.sentences:,}, {one.words:,}"


def _throughput(name: str, every: list[Measured]) -> Row:
    """Documents, sentences and words for each second of the processor."""
    told = []
    for one in every:
        rates = [n * one.rounds / one.spent[name] for n in (one.documents, one.sentences)]
        words = one.words * one.rounds / one.spent[name]
        told.append(f"{rates[0]:.1f}, {rates[1]:,.0f}, {words:,.0f}")
    return (f"{name}: documents, sentences, words a second", *told)


def stages(measured: dict[str, Measured]) -> list[Row]:
    """What each stage costs: milliseconds for each thousand words, share of the whole."""
    rows = [(label, *(_cost(one, label) for one in measured.values())) for *_, label in STAGES]
    return [*rows, ("whole", *(_cost(one, WHOLE) for one in measured.values()))]


def _cost(one: Measured, label: str) -> str:
    whole = one.spent[WHOLE]
    spent = whole if label == WHOLE else one.stages[label]
    return f"{spent * 1e6 / (one.words * one.rounds):.1f} ms, {spent / whole:.1%}"
