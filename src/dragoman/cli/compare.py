"""`dragoman evaluate compare`: how far two codings of events agree, in tables to quote."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.evaluate import evaluate
from dragoman.cli.exits import Exit
from dragoman.cli.options import FILTERS
from dragoman.cli.output import chosen, say, width, write
from dragoman.errors import ReadError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.evaluate.agreement import Agreement, Row
    from dragoman.evaluate.codings import Coding, Names

_SQLITE = b"SQLite format 3\x00"
_FEW = 20


@evaluate.command(short_help="Compare the events of two coders.")
@click.argument("one", metavar="LEDGER|FILE")
@click.argument("other", metavar="OTHER")
@click.option(
    "--window",
    type=click.IntRange(0, 366),
    default=1,
    show_default=True,
    metavar="DAYS",
    help="By how many days the two may date an event differently.",
)
@click.option(
    "--directed/--undirected",
    default=False,
    help="Whether it counts who acts on whom, or only the pair (default).",
)
@FILTERS["since"]
@FILTERS["until"]
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "md", "csv", "jsonl"]),
    help="table on a terminal, jsonl when piped; csv holds every pair and month.",
)
@click.option("--out", default="-", metavar="FILE", help="Write to FILE instead of stdout.")
@click.pass_obj
def compare(
    settings: Settings,
    /,
    one: str,
    other: str,
    window: int,
    directed: bool,
    since: str | None,
    until: str | None,
    form: str | None,
    out: str,
) -> int:
    """Compare the events of two coders: shares, F1 and kappa, by type, pair and month.

    LEDGER|FILE and OTHER are ledgers of dragoman, files of POLECAT or ICEWS as they are published
    (tab-separated, also gzipped), PLOVER JSON lines, or `dragoman events` as CSV. Compared are acts
    between states, the UN and the EU that occurred and are dated to the day, over the days that
    both cover. One pair, one day, one type counts once.
    """
    from dragoman.codebook import load_codebook
    from dragoman.codebook.crosswalk import load_crosswalk
    from dragoman.evaluate.agreement import compare as compared
    from dragoman.evaluate.codings import make_names

    names = make_names(load_codebook(settings.codebook), load_crosswalk(settings.codebook))
    sides = [list(_within(_codings(given, names), since, until)) for given in (one, other)]
    found = compared(*sides, window=window, directed=directed)
    if found is None:
        say("dragoman: the two have no days in common")
        return Exit.NOTHING
    write(_pieces(found, (Path(one).name, Path(other).name), chosen(form)), out)
    return Exit.DONE


def _within(codings: Iterator[Coding], since: str | None, until: str | None) -> Iterator[Coding]:
    from dragoman.ledger.bounds import FIRST, LAST, bounds
    from dragoman.query import make_filter

    make_filter(since=since, until=until)  # says what is wrong with a date
    first = (bounds(since)[0] if since else None) or FIRST
    last = (bounds(until)[1] if until else None) or LAST
    return (coding for coding in codings if first <= coding.day <= last)


def _codings(given: str, names: Names) -> Iterator[Coding]:
    """The events of a ledger or file; what cannot be compared is told."""
    from dragoman.evaluate.codings import read_codings, read_ledger

    skipped: Counter[str] = Counter()
    path = Path(given)
    if "://" in given or _is_ledger(path):
        from dragoman.query import open_ledger

        with open_ledger(given) as view:
            yield from read_ledger(view, names, skipped)
    else:
        yield from read_codings(path, names, skipped)
    for why, number in sorted(skipped.items()):
        say(f"dragoman: {path.name}: left out {number:,}: {why}")


def _is_ledger(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror}") from error


def _pieces(found: Agreement, names: tuple[str, str], form: str) -> Iterator[str]:
    if form == "jsonl":
        yield from (json.dumps(row, ensure_ascii=False) + "\n" for row in _records(found))
    elif form == "csv":
        from dragoman.export.csv import csv_lines

        columns = ("table", "key", "one", "other", "both", "share_one", "share_other", "f1")
        yield from csv_lines(_records(found), columns)
    else:
        yield from _report(found, names, markdown=form == "md")


def _records(found: Agreement) -> Iterator[dict[str, Any]]:
    for name in ("levels", "types", "pairs", "months"):
        for row in getattr(found, name):
            yield {"table": name, **_record(row)}
    for name in ("kappa", "kappa_quad", "correlation"):
        yield {"table": "summary", "key": name, "f1": _rounded(getattr(found, name))}


def _record(row: Row) -> dict[str, Any]:
    return {
        "key": row.key.removeprefix("… "),
        "one": row.one,
        "other": row.other,
        "both": row.both,
        "share_one": _rounded(row.both / row.one) if row.one else None,
        "share_other": _rounded(row.both / row.other) if row.other else None,
        "f1": _rounded(row.f1),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _report(found: Agreement, names: tuple[str, str], *, markdown: bool) -> Iterator[str]:
    """Tables with a sentence each, as a methods section quotes them."""
    one, other = names
    yield f"{one} and {other}, {found.since} to {found.until}\n\n"
    yield from _told("Agreement", found.levels, names, markdown)
    yield from _told("By type", found.types, names, markdown)
    often = sorted(found.pairs, key=lambda row: (-row.one - row.other, row.key))[:_FEW]
    yield from _told(f"By pair, the {len(often)} most frequent", often, names, markdown)
    yield from _told("By month", found.months, names, markdown)
    words = {
        "Cohen's kappa of the types of pair-days that both have": found.kappa,
        "the same for quad classes": found.kappa_quad,
        "Pearson's r of the numbers by pair and month": found.correlation,
    }
    for name, value in words.items():
        yield f"{name}: {'not defined' if value is None else f'{value:.2f}'}\n"


def _told(title: str, rows: Any, names: tuple[str, str], markdown: bool) -> Iterator[str]:
    from dragoman.present.inert import markdown_text
    from dragoman.present.table import table

    heads = ("", names[0], names[1], "both", "F1")
    cells = [(r.key, f"{r.one:,}", f"{r.other:,}", f"{r.both:,}", f"{r.f1:.2f}") for r in rows]
    if not markdown:
        yield f"{title}\n{table(cells, heads, width=width())}\n"
        return
    yield f"**{title}**\n\n"
    for line in (heads, ("---", *["---:"] * 4), *cells):
        shown = line if line[0] == "---" else [markdown_text(cell) for cell in line]
        yield f"| {' | '.join(shown)} |\n"
    yield "\n"
