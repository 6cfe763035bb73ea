"""`dragoman evaluate`: predictions for a hand-coded data set, in the form that its scorer reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import click

from dragoman.cli.output import write
from dragoman.cli.progress import watched
from dragoman.errors import ReadError

SETS = {
    "times": "Temporal expressions and what they mean.",
    "quantities": "Quantities and their changes.",
    "countries": "Places, nationalities and seats of government as countries.",
    "attribution": "Who says what: source, cue and content.",
    "lines": "Which lines of a page are the article.",
    "factuality": "Whether what is told happened.",
    "eventtime": "When what is told happened.",
    "pairs": "What one given party does to another.",
}


@click.group(short_help="Compare two coders, or predict for a hand-coded set.")
def evaluate() -> None:
    """Compare two coders, or write predictions for a hand-coded set as its scorer reads them."""


def _command(name: str, words: str) -> click.Command:
    def predicted(data: Path, out: str) -> None:
        predict = import_module(f"dragoman.evaluate.{name}").predict
        write(_lines(predict, data), out)

    for decorate in (
        click.option("--out", default="-", metavar="PRED", help="Where to write; - is stdout."),
        click.argument(
            "data", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DATA"
        ),
    ):
        predicted = decorate(predicted)
    return click.command(name, help=words)(predicted)


def _lines(predict: Callable[[Path], Iterator[object]], data: Path) -> Iterator[str]:
    try:
        for made in watched(predict(data), "Predicting"):
            # One word a line where the set wants only a label, else one JSON object.
            yield (made if isinstance(made, str) else json.dumps(made, ensure_ascii=False)) + "\n"
    except UnicodeDecodeError as error:
        raise ReadError(f"{data}: is no text in UTF-8, so no data of this set") from error
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ReadError(f"{data}: is not data of this set ({error!r})") from error


for _name, _words in SETS.items():
    evaluate.add_command(_command(_name, _words))

from dragoman.cli import compare as _compare  # noqa: E402, F401  adds its command
