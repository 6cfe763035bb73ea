"""The work on a batch of documents: cleaning and reading, each within its time."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dragoman.acquire.deadline import OutOfTimeError, within
from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.codebook import Codebook, load_codebook
from dragoman.model import Document, Failure, Records, Skipped
from dragoman.pipeline import Reader, load_reader, read_documents
from dragoman.reading.copies import nameless, of_nobody
from dragoman.settings import Settings

REMEMBERED = 256  # documents after which the parser forgets the words that it has met


def clean_batch(found: Sequence[Acquired], settings: Settings) -> list[Document | Skipped]:
    """Each document as it is read, or why it cannot be."""
    codebook = load_codebook(settings.codebook)
    return [cleaned(one, codebook, None, settings) for one in found]


def read_nameless(documents: Sequence[Document], settings: Settings) -> list[Records | Failure]:
    """What the documents say, as `given_to` gives it to each of them and to its copies."""
    reader = _loaded(settings)
    found = [_read_within(nameless(document), reader, settings) for document in documents]
    return [of_nobody(one) if isinstance(one, Records) else one for one in found]


@lru_cache(maxsize=2)
def _loaded(settings: Settings) -> Reader:
    """The reader of this process, which the garbage collector need not go through ever again."""
    reader = load_reader(settings)
    gc.collect()
    gc.freeze()
    return reader


def _read_within(document: Document, reader: Reader, settings: Settings) -> Records | Failure:
    vocabulary(reader.parser.nlp).use()
    try:
        [found] = within(settings.max_seconds, lambda: [*read_documents([document], reader)])
    except OutOfTimeError:
        return Failure(document.uri, _late("read", settings))
    return found


class Vocabulary:
    """The words that a parser has met: it forgets them now and then, for new ones never end.

    Not after every document: to learn common words again each time makes reading a tenth slower.
    Those of the first documents stay, and with them how each is split: in a zone the tokenizer
    remembers nothing, and splits every word anew.
    """

    def __init__(self, pipeline: Any) -> None:
        self.pipeline = pipeline
        self.used = 0
        self.zone = ExitStack()

    def use(self) -> None:
        """Note that one more document is going to be read."""
        full = self.used > 0 and self.used % REMEMBERED == 0
        if full and hasattr(self.pipeline, "memory_zone"):
            self.zone.close()
            self.zone.enter_context(self.pipeline.memory_zone())
        self.used += 1


@lru_cache(maxsize=2)
def vocabulary(pipeline: Any) -> Vocabulary:
    """That of a spaCy pipeline of this process."""
    return Vocabulary(pipeline)


def cleaned(
    found: Acquired, codebook: Codebook, fields: dict[str, str] | None, settings: Settings
) -> Document | Skipped:
    """The document as it is read, or why it cannot be; `fields` override what it says of itself."""
    given = replace(found, fields=found.fields | fields) if fields else found
    try:
        return within(settings.max_seconds, lambda: clean(given, codebook))
    except OutOfTimeError:
        return Skipped(found.uri, _late("cleaned", settings))
    except Exception as error:  # noqa: BLE001 - what one page does must not end the run
        return Skipped(found.uri, f"cannot be cleaned ({type(error).__name__}: {error})"[:300])


def _late(done: str, settings: Settings) -> str:
    limit = f"takes longer than the limit of {settings.max_seconds:,} seconds to be {done}"
    return f"{limit} (setting max_seconds)"
