"""`dragoman places`: more places than the shipped gazetteer has, from a dump of GeoNames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from dragoman.cli.output import say, write
from dragoman.errors import CodebookError
from dragoman.present.words import counted
from dragoman.settings import Settings

_FOLDER = Path("places")


@click.group(short_help="Add the places of a GeoNames dump to the gazetteer.")
def places() -> None:
    """Add places to the gazetteer: ours knows cities of 15,000 people and more."""


@places.command(short_help="Write places.csv from a GeoNames dump.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder of your codebook; by default the last of the setting `codebook`, or places.",
)
@click.option(
    "--people",
    default=500,
    show_default=True,
    type=click.IntRange(min=0),
    metavar="N",
    help="Leave out towns and villages with fewer people.",
)
@click.pass_obj
def install(settings: Settings, file: Path, folder: Path | None, people: int) -> None:
    """Write FOLDER/places.csv from FILE, an unpacked dump of GeoNames such as cities500.txt.

    Dumps are at https://download.geonames.org/export/dump/, one of every country and several of all
    cities. A places.csv that an earlier dump made is replaced.
    """
    folder = folder or (settings.codebook[-1] if settings.codebook else _FOLDER)
    target, counts = folder / "places.csv", Counter[str]()
    try:
        _check_free(target)
        with file.open(encoding="utf-8") as dump:
            folder.mkdir(parents=True, exist_ok=True)
            write(_lines(dump, file, settings, people, counts), str(target))
    except OSError as error:
        raise CodebookError(f"{error.filename or file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{file}: no text in UTF-8; is it packed still?") from error
    say(f"dragoman: {counted(counts['rows'], 'place')} written to {target}")
    if folder.resolve() not in {known.resolve() for known in settings.codebook}:
        say(f'dragoman: to read with them, set codebook = ["{folder}"] in dragoman.toml')


def _check_free(target: Path) -> None:
    from dragoman.codebook.geonames import ORIGIN

    if not target.exists():
        return
    with target.open("rb") as file:
        made = file.read(len(ORIGIN)) == ORIGIN.encode()
    if not made:
        raise CodebookError(f"{target} has rows of your own; name another folder with --out")


def _lines(
    dump: Iterable[str], file: Path, settings: Settings, people: int, counts: Counter[str]
) -> Iterator[str]:
    from dragoman.codebook.geonames import ORIGIN, gazetteer_rows
    from dragoman.codebook.loading import SHIPPED
    from dragoman.codebook.places import HEAD
    from dragoman.codebook.states import load_states

    states = load_states((SHIPPED, *settings.codebook)).values()
    alpha3 = {state.iso2: state.code for state in states if state.iso2}
    try:
        for line in gazetteer_rows(dump, alpha3, people=people):
            counts["rows"] += line not in (ORIGIN, HEAD)
            yield line + "\n"
    except CodebookError as error:
        raise CodebookError(f"{file}: {error}") from error
    if not counts["rows"]:
        raise CodebookError(f"{file}: no place with {people:,} people or more")
