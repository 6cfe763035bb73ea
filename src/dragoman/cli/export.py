"""`dragoman export`: what a ledger holds in the formats of the field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import EVENT_FILTERS, FILTERS, ledger_option, out_option
from dragoman.cli.output import say, write
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.export.knowledge import Knowledge
    from dragoman.query import EventRow, Listing

_DEFAULT = ("occurred", "ongoing")
Lines = Callable[["Listing[EventRow]", "Knowledge", Counter[str]], Iterator[str]]
precision_option = click.option(
    "--precision",
    type=click.Choice(["day", "month", "year", "any"]),
    default="day",
    show_default=True,
    help="Leave out what is dated less exactly; of a longer date the first day is written.",
)


@click.group(short_help="Hand the events on in a format of the field.")
def export() -> None:
    """Hand on what a ledger holds in a format of the field.

    For CSV, Parquet and JSON lines use the lists (`dragoman events`, `claims` …) with --format.
    """


def _command(words: str, *filters: str, ledger: bool = True) -> Callable[[Any], click.Command]:
    """A command of the group with the filters and where to write."""

    def made(function: Any) -> click.Command:
        command = click.pass_obj(function)
        for option in reversed([*(FILTERS[f] for f in filters), out_option]):
            command = option(command)
        name = function.__name__.rstrip("_")
        return export.command(name, short_help=words)(ledger_option(command) if ledger else command)

    return made


@_command("PLOVER JSON, one event a line.", *EVENT_FILTERS)
def plover(settings: Settings, ledger: str | None, out: str, **asked: Any) -> int:
    """PLOVER JSON, one event a line, with the words that tell it.

    Without --status only what occurred or is going on. Other statuses carry PLOVER's auxiliary
    modes: future, hypothetical, negation. Events that no day is known for are left out and counted.
    """
    from dragoman.export.plover import plover_lines

    return _events(settings, ledger, out, asked, plover_lines, heads=0)


@_command("The 40 columns of POLECAT.", *EVENT_FILTERS)
@precision_option
@click.option(
    "--evidence/--no-evidence",
    default=True,
    help="Write the quotes to FILE.evidence.jsonl beside FILE (default), or do not.",
)
def polecat(
    settings: Settings, ledger: str | None, out: str, precision: str, evidence: bool, **asked: Any
) -> int:
    """The 40 columns of POLECAT, tab-separated, `None` for missing, an event a row.

    Without --status only what occurred or is going on; other statuses carry PLOVER's auxiliary
    modes. What is left out is counted. Into a file, the quotes are written beside it.
    """
    from dragoman.export.polecat import polecat_lines

    code = _events(
        settings, ledger, out, asked, lambda r, k, left: polecat_lines(r, k, left, precision)
    )
    if evidence and out != "-" and code == Exit.DONE:
        _evidence(settings, ledger, out, precision, asked)
    return code


def _evidence(
    settings: Settings, ledger: str | None, out: str, precision: str, asked: dict[str, Any]
) -> None:
    from dragoman.cli.asking import asked_filter, opened
    from dragoman.export.days import day_of
    from dragoman.export.polecat import evidence_json
    from dragoman.export.records import to_line

    with opened(settings, ledger) as view:
        rows = view.events(asked_filter(asked, settings))
        kept = (row for row in rows if day_of(row.event.date, precision))
        target = Path(out).with_suffix(".evidence.jsonl")
        write((to_line(evidence_json(row)) + "\n" for row in kept), str(target))
    say(f"dragoman: the quotes are in {target}")


@_command("The 20 columns of ICEWS.", *EVENT_FILTERS)
@precision_option
def icews(settings: Settings, ledger: str | None, out: str, precision: str, **asked: Any) -> int:
    """The 20 columns of ICEWS, tab-separated, `NA` for missing, with CAMEO codes.

    What all parties do alike is written once each way. Without --status only what occurred or is
    going on; planned acts get CAMEO's codes of intent. What has no code is left out and counted.
    """
    from dragoman.export.icews import icews_lines

    return _events(
        settings, ledger, out, asked, lambda r, k, left: icews_lines(r, k, left, precision)
    )


@_command("Rows of GDELT with CAMEO and Goldstein.", *EVENT_FILTERS)
@precision_option
@click.option(
    "--header/--no-header",
    default=True,
    help="With the names of the columns, or as GDELT: without.",
)
def gdelt(
    settings: Settings, ledger: str | None, out: str, precision: str, header: bool, **asked: Any
) -> int:
    """The 61 columns of GDELT 2.0 events, tab-separated, with CAMEO codes and Goldstein values.

    What dragoman does not know (tone, places of the actors) is empty. Without --status only what
    occurred or is going on; planned acts get CAMEO's codes of intent.
    """
    from dragoman.export.gdelt import gdelt_lines

    def lines(rows: Listing[EventRow], known: Knowledge, left: Counter[str]) -> Iterator[str]:
        return gdelt_lines(rows, known, left, precision, header=header)

    return _events(settings, ledger, out, asked, lines, heads=int(header))


@_command("Pairs of states by month: counts and scores.", *EVENT_FILTERS)
@click.option(
    "--by",
    type=click.Choice(["month", "year"]),
    default="month",
    show_default=True,
    help="A row for each pair and month, or year.",
)
@click.option(
    "--directed/--undirected",
    default=True,
    help="Whether who acts on whom counts (default), or only the pair.",
)
@click.option(
    "--states/--all-parties",
    default=True,
    help="Pairs of states (default), or of all parties, bodies and groups too.",
)
@click.option(
    "--balanced",
    is_flag=True,
    help="Rows of zeros too: every pair that occurs, every period that both states exist.",
)
def panel(
    settings: Settings,
    ledger: str | None,
    out: str,
    by: str,
    directed: bool,
    states: bool,
    balanced: bool,
    **asked: Any,
) -> int:
    """A panel of pairs of states as CSV, for R and pandas: counts, net scores, by type.

    Without --status only what occurred or is going on; with --status planned the column `planned`
    tells how many of the events are planned or proposed. Use --undisputed to leave out what is
    disputed. An event whose date is not within one period is left out and counted.
    """
    from dragoman.export.panel import Frame, Shape, observed, panel_lines

    shape = Shape(by, directed, states)

    def lines(rows: Listing[EventRow], known: Knowledge, left: Counter[str]) -> Iterator[str]:
        since, until = (asked[side] or asked.get("period") for side in ("since", "until"))
        frame = observed(rows, known, shape, since, until) if balanced else Frame()
        return panel_lines(rows, known, shape, left, frame)

    return _events(settings, ledger, out, asked, lines)


@_command("FollowTheMoney entities.", *EVENT_FILTERS)
def ftm(settings: Settings, ledger: str | None, out: str, **asked: Any) -> int:
    """FollowTheMoney entities, one JSON object a line: events, articles, parties, ties.

    Governments stand for states. Without --status only what occurred or is going on. Ties are
    written as far as the filters apply to them.
    """
    from dragoman.cli.asking import asked_filter, opened
    from dragoman.export.ftm import ftm_entities
    from dragoman.export.knowledge import load_knowledge
    from dragoman.export.records import to_line
    from dragoman.query.conditions import fit

    asked["statuses"] = asked["statuses"] or _DEFAULT
    with opened(settings, ledger) as view:
        wanted = asked_filter(asked, settings)
        ties = view.ties(fit(wanted, "ties"))
        found = ftm_entities(view.events(wanted), ties, load_knowledge(settings.codebook))
        return _write((to_line(one) + "\n" for one in found), out, heads=0)


@_command("W3C Web Annotations (JSON-LD).", *EVENT_FILTERS)
@click.option(
    "--of",
    "kind",
    type=click.Choice(["events", "claims", "figures", "ties"]),
    default="events",
    show_default=True,
    help="What is annotated: every report of the events, or claims, figures, ties.",
)
def annotations_(settings: Settings, ledger: str | None, out: str, kind: str, **asked: Any) -> int:
    """W3C Web Annotations, one JSON-LD object a line, with position and quote of the evidence."""
    from dragoman.cli.asking import asked_filter, opened
    from dragoman.export.annotations import annotated
    from dragoman.export.records import to_line

    with opened(settings, ledger) as view:
        rows = getattr(view, kind)(asked_filter(asked, settings))
        found = annotated(kind, rows, view.document)
        return _write((to_line(one) + "\n" for one in found), out, heads=0)


@_command(
    "BibTeX of the documents.", "between", "actor", "publisher", "since", "until", "search", "limit"
)
def bibtex(settings: Settings, ledger: str | None, out: str, **asked: Any) -> int:
    """BibTeX of the documents, with keys that stay: outlet, year, id of the document."""
    from dragoman.cli.asking import asked_filter, opened
    from dragoman.export.bibtex import bibtex_entries

    with opened(settings, ledger) as view:
        rows = view.documents(asked_filter(asked, settings))
        return _write(bibtex_entries(rows), out, heads=0)


def _events(
    settings: Settings,
    ledger: str | None,
    out: str,
    asked: dict[str, Any],
    lines: Lines,
    heads: int = 1,
) -> int:
    """Write events as lines, and tell what was left out and why."""
    from dragoman.cli.asking import asked_filter, opened
    from dragoman.export.knowledge import load_knowledge

    asked["statuses"] = asked["statuses"] or _DEFAULT
    left_out: Counter[str] = Counter()
    with opened(settings, ledger) as view:
        rows = view.events(asked_filter(asked, settings))
        known = load_knowledge(settings.codebook)
        code = _write(lines(rows, known, left_out), out, heads=heads)
    for why, number in sorted(left_out.items()):
        say(f"dragoman: left out {number:,}: {why}")
    return code


def _write(lines: Iterable[str], out: str, *, heads: int) -> int:
    """Write the lines; whether there were more than the heads."""
    counts: Counter[str] = Counter()

    def counted() -> Iterator[str]:
        for line in lines:
            counts["lines"] += 1
            yield line

    write(counted(), out)
    if counts["lines"] > heads:
        return Exit.DONE
    say("dragoman: nothing matched")
    return Exit.NOTHING


from dragoman.cli import snapshot as _snapshot  # noqa: E402, F401  adds its commands
