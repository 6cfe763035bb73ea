"""The way of an article: one call per stage, in the order of the tree. Read this first.

Stages 2 to 8 are pure: records in, records out. What they need to know comes in as the codebook;
the parser and the relation model are the only other resources, loaded once per process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from dragoman import extract, judge, merge, parse, recognise, resolve
from dragoman.codebook import Codebook, load_codebook
from dragoman.model import Document, Failure, Records
from dragoman.relation import RelationModel, model_version, named_model, taught
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.parse import Gate, Parser


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs: the knowledge, the loaded parser and the relation model, if any.

    With a gate only the sentences that can hold a record are parsed.
    """

    codebook: Codebook
    parser: Parser
    model: RelationModel | None = None
    settings: Settings = Settings()
    gate: Gate | None = None


@lru_cache(maxsize=2)
def load_reader(settings: Settings = Settings()) -> Reader:
    """Load codebook, parser and model; takes about two seconds the first time, nothing after."""
    codebook, model = load_codebook(settings.codebook), named_model(settings.model)
    parser = parse.load_parser(settings.parser)
    return Reader(
        codebook,
        parser,
        taught(model, settings.codebook, codebook.types) if model else None,
        settings,
        parse.gate_of(parser, codebook),
    )


@lru_cache(maxsize=4)
def _reader_of(language: str, settings: Settings) -> Reader:
    """The reader of another language: its own words and parser; the model knows only English."""
    codebook = load_codebook(settings.codebook, language)
    parser = codebook.languages[language].parser
    return Reader(codebook, parse.load_parser(parser), None, settings)


@lru_cache(maxsize=4)
def extractor(settings: Settings) -> str:
    """What reads with these settings: the version of dragoman, and of the model where one is used.

    Records of another extractor are read again.
    """
    model = model_version(settings.model)
    return f"dragoman {version('dragoman')}" + (f"+model.{model}" if model else "")


def read_document(document: Document, reader: Reader) -> Records:
    """Take one document through the stages and return all that it says."""
    if document.language in reader.codebook.languages and reader.codebook.language is None:
        reader = _reader_of(str(document.language), reader.settings)
    codebook = reader.codebook
    parsed = parse.parse(document, reader.parser, codebook, reader.gate)
    mentions = recognise.recognise(parsed, codebook)
    candidates = extract.events(parsed, mentions, codebook, reader.model)
    # Numbers and ties are found by English words around them.
    english = codebook.language is None
    figures = extract.figures(parsed, mentions, codebook) if english else ()
    ties = extract.ties(parsed, mentions, codebook) if english else ()
    judged = judge.judge(parsed, mentions, candidates, figures, codebook)
    resolved = resolve.resolve(parsed, mentions, judged, codebook)
    return Records(
        document=document,
        extractor=extractor(reader.settings),
        codebook=f"{codebook.version}+{codebook.digest[:8]}",
        events=merge.retellings(resolved.reports),
        claims=resolved.claims,
        figures=resolved.figures,
        ties=ties,
        attributions=resolved.attributions,
        missed=recognise.missed(parsed, mentions, codebook),
    )


def read_documents(documents: Iterable[Document], reader: Reader) -> Iterator[Records | Failure]:
    """Read each document in turn; one that fails becomes a Failure and the rest go on."""
    for document in documents:
        try:
            yield read_document(document, reader)
        except Exception as error:  # noqa: BLE001 - whatever fails, the other documents go on
            yield Failure(document.uri, f"{type(error).__name__}: {error}")
