"""`dragoman codebook`: the knowledge that reading rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import form_option
from dragoman.cli.output import chosen, say, width, write
from dragoman.cli.words import given
from dragoman.settings import Settings


@click.group(short_help="Check, show and try the knowledge that reading rests on.")
def codebook() -> None:
    """Check, show and try what dragoman knows: names, frames, cues, units, codes."""


@codebook.command()
@click.argument("folders", nargs=-1, metavar="[FOLDER…]")
@click.pass_obj
def check(settings: Settings, folders: tuple[str, ...]) -> None:
    """Load the codebook with your folders laid over it; errors name file and line.

    Without FOLDER, the folders of the setting `codebook` are checked.
    """
    from pathlib import Path

    from dragoman.codebook import load_codebook
    from dragoman.codebook.crosswalk import load_crosswalk
    from dragoman.codebook.items import read_items

    extra = tuple(map(Path, folders)) or settings.codebook
    loaded = load_codebook(extra)
    load_crosswalk(extra)
    for language in loaded.languages:
        load_codebook(extra, language)
    for name, number in counts(loaded):
        click.echo(f"{number:>8,}  {name}")
    for folder in extra:
        if examples := list(read_items(folder / "examples", loaded.types, headed=False)):
            click.echo(f"{len(examples):>8,}  examples in {folder}")
    for kind in loaded.types.added:
        click.echo(f"event type added: {kind}")
    click.echo(f"codebook {loaded.version}+{loaded.digest[:8]} is in order")


def counts(value: Any, above: str = "") -> Iterator[tuple[str, int]]:
    """How many entries each part of a codebook has, by its name."""
    for field in fields(value):
        part, name = getattr(value, field.name), f"{above}{field.name}".replace("_", " ")
        if isinstance(part, dict | tuple | frozenset | list):
            yield name, len(part)
        elif is_dataclass(part):
            yield from counts(part, above or f"{name}: ")


@codebook.command()
@click.argument("kind", required=False, metavar="[TYPE]")
@form_option
@click.pass_obj
def show(settings: Settings, kind: str | None, form: str | None) -> int:
    """List the event types with their scores, or one TYPE with its modes."""
    from dragoman.codebook import load_codebook
    from dragoman.errors import QueryError

    types = load_codebook(settings.codebook).types
    name = kind.upper().replace("-", "_") if kind else None
    wanted = [known for known in types if name in {None, known}]
    if not wanted:
        raise QueryError(f"{kind!r} is no event type; known: {', '.join(types)}")
    rows = [
        (t.value, mode or "-", scale.score, scale.cameo, scale.goldstein, types[t].definition)
        for t in wanted
        for mode, scale in [(None, types[t].base), *(types[t].modes.items() if kind else ())]
    ]
    return _print(("type", "mode", "score", "cameo", "goldstein", "definition"), rows, form)


@codebook.command()
@click.argument("sentence")
@form_option
@click.pass_obj
def explain(settings: Settings, sentence: str, form: str | None) -> int:
    """Say which words of SENTENCE trigger which frame, for whom, and what speaks against it.

    With a relation model, `model` is what it makes of the words by itself, and the verdict what
    frame and model say together. SENTENCE may be a paragraph, or - for standard input.
    """
    from dragoman.cli.considering import HEADS, considered_rows

    rows = list(considered_rows(settings, given(sentence)))
    if not rows:
        say("dragoman: no word of it triggers a frame")
        return Exit.NOTHING
    return _print(HEADS, rows, form)


@codebook.command()
@click.argument("folder")
@click.pass_obj
def train(settings: Settings, folder: str) -> None:
    """Learn the event types that FOLDER adds from its examples; takes seconds.

    FOLDER holds types.yaml, frames in en/frames/ and examples in examples/*.txt; what is learned
    goes into its learned.json, and is used when the setting `codebook` names FOLDER.
    """
    from pathlib import Path

    from dragoman.cli.teaching import teach

    for line in teach(Path(folder), settings):
        click.echo(line)


def _print(heads: tuple[str, ...], rows: list[tuple[Any, ...]], form: str | None) -> int:
    from dragoman.present.table import table

    if chosen(form) == "jsonl":
        records = (dict(zip(heads, row, strict=True)) for row in rows)
        write(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    else:
        write([table([[str(cell) for cell in row] for row in rows], heads, width=width())])
    return Exit.DONE
