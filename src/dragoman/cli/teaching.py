"""Teaching an event type from a folder of examples: `dragoman codebook train`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman import extract
from dragoman.codebook import load_codebook
from dragoman.codebook.items import Item
from dragoman.errors import CodebookError
from dragoman.model import Document
from dragoman.parse import load_parser, parse
from dragoman.pipeline import Reader
from dragoman.recognise import recognise
from dragoman.relation.learned import LEARNED, items_of, load_background, train
from dragoman.relation.learning import Measured
from dragoman.relation.loading import model_folder, named_model
from dragoman.settings import Settings


def teach(folder: Path, settings: Settings) -> Iterator[str]:
    """Learn from the folder's examples, then say how well, line by line."""
    if not folder.is_dir():
        raise CodebookError(f"{folder}: there is no such folder")
    model = named_model(settings.model)
    if model is None:
        raise CodebookError("there is no relation model to teach (setting model is none)")
    others = [f for f in settings.codebook if f.resolve() != folder.resolve()]
    codebook = load_codebook((*others, folder))
    items = items_of(folder, codebook.types)
    background = load_background(model_folder(settings.model), model)
    found = train(folder, model, codebook.types, background)
    reader = Reader(codebook, load_parser(settings.parser), None)
    for kind, measured in found.items():
        yield from _told(kind, measured, len(background.types))
        missed = unframed(items, kind, reader)
        telling = sum(kind in _types(item) for item in items)
        yield f"  its frames fit {telling - len(missed)} of the {telling} sentences that tell it"
        yield from (f"    not {item.where}: {item.text}" for item in missed)
    yield f"wrote {folder / LEARNED}"


def unframed(items: Sequence[Item], kind: str, reader: Reader) -> list[Item]:
    """The items that tell an act of the type in words that no frame of it fits."""
    return [
        item for item in items if kind in _types(item) and kind not in _framed(item.text, reader)
    ]


def _types(item: Item) -> set[str]:
    return {relation.type.value for relation in item.relations if relation.type}


def _framed(text: str, reader: Reader) -> set[str]:
    document = Document("-", "-", text, ((0, len(text)),), language="en")
    parsed = parse(document, reader.parser, reader.codebook)
    mentions = recognise(parsed, reader.codebook)
    found = extract.events(parsed, mentions, reader.codebook, None)
    return {candidate.type.value for candidate in found}


def _told(kind: str, measured: Measured, background: int) -> Iterator[str]:
    yield f"{kind}: {measured.examples} examples, {measured.others} near-misses; five-fold:"
    yield f"  by itself: {_scores(measured.found, measured.mistaken, measured.examples)}"
    framed = _scores(measured.framed_found, measured.framed_mistaken, measured.examples)
    yield f"  where a frame of {kind} fits: {framed}"
    taken = ", ".join(f"{name} {n}" for name, n in measured.background.items())
    wrong = sum(measured.background.values())
    yield f"  taken for it: {wrong} of {background:,} other acts" + (f" ({taken})" if taken else "")


def _scores(found: int, mistaken: int, examples: int) -> str:
    precision = found / (found + mistaken) if found + mistaken else 0.0
    return f"precision {precision:.2f}, recall {found / examples:.2f}"
