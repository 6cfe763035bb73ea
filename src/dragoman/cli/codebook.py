"""`dragoman codebook`: the knowledge that reading rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import click

from dragoman.settings import Settings


@click.group(short_help="Check the knowledge that reading rests on.")
def codebook() -> None:
    """Check the files that hold what dragoman knows: names, frames, cues, units, codes."""


@codebook.command()
@click.argument("folders", nargs=-1, metavar="[FOLDER…]")
@click.pass_obj
def check(settings: Settings, folders: tuple[str, ...]) -> None:
    """Load the codebook with your folders laid over it; errors name file and line.

    Without FOLDER, the folders of the setting `codebook` are checked.
    """
    from pathlib import Path

    from dragoman.codebook import load_codebook
    from dragoman.errors import CodebookError

    extra = tuple(map(Path, folders)) or settings.codebook
    for folder in extra:
        if not folder.is_dir():
            raise CodebookError(f"{folder}: there is no such folder")
    loaded = load_codebook(extra)
    for name, number in counts(loaded):
        click.echo(f"{number:>8,}  {name}")
    click.echo(f"codebook {loaded.version}+{loaded.digest[:8]} is in order")


def counts(value: Any, above: str = "") -> Iterator[tuple[str, int]]:
    """How many entries each part of a codebook has, by its name."""
    for field in fields(value):
        part, name = getattr(value, field.name), f"{above}{field.name}".replace("_", " ")
        if isinstance(part, dict | tuple | frozenset | list):
            yield name, len(part)
        elif is_dataclass(part):
            yield from counts(part, above or f"{name}: ")
