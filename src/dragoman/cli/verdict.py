"""`dragoman verdict`: what a person decides about events and reports, on the record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import form_option, ledger_option
from dragoman.cli.output import chosen, say, width, write
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.ledger import Verdict
    from dragoman.query import Found, View

by_option = click.option(
    "--by", metavar="NAME", help="Who decides; by default the name that you are logged in with."
)
why_option = click.option("--why", metavar="WORDS", help="The reason, for those who read it later.")


@click.group(short_help="Accept, reject, correct, merge or split what was read.")
def verdict() -> None:
    """Decide about events and reports; nothing is overwritten, and everything can be undone.

    A verdict holds on to the words it is about, so that it stands when the text is read again by a
    newer version. ID is the id of an event or report, or a beginning of it that no other has.

    \b
    dragoman events --between Chile Peru --format csv
    dragoman verdict accept 4aa4449607e379fe --why "seen in the gazette"
    dragoman verdict correct 4aa4 date=2021-05-04 status=planned
    """


def _deciding(name: str, words: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command that decides: with the options that all of them have."""

    def wrap(function: Callable[..., Any]) -> click.Command:
        command: Any = click.pass_obj(function)
        for option in (why_option, by_option, ledger_option):
            command = option(command)
        return verdict.command(name, short_help=words.split(":")[0].split(";")[0] + ".")(command)

    return wrap


@_deciding("accept", "Say that an event or report is right")
@click.argument("id_", metavar="ID")
def accept(settings: Settings, ledger: str | None, id_: str, **who: str | None) -> None:
    """Say that an event, or one report of it, is right; it counts as reviewed."""
    _judge(settings, ledger, "accept", id_, who)


@_deciding("reject", "Say that an event or report is wrong; it is no longer listed")
@click.argument("id_", metavar="ID")
def reject(settings: Settings, ledger: str | None, id_: str, **who: str | None) -> None:
    """Say that an event, or one report of it, is wrong; it is no longer listed among the events."""
    _judge(settings, ledger, "reject", id_, who)


@_deciding("correct", "Say what a field should be")
@click.argument("id_", metavar="ID")
@click.argument("fields", metavar="FIELD=VALUE…", nargs=-1, required=True)
def correct(
    settings: Settings, ledger: str | None, id_: str, fields: tuple[str, ...], **who: str | None
) -> None:
    """Say what a field of an event or report should be.

    Fields: type, mode, status, date (EDTF), symmetric (yes or no), sources, targets and speakers
    (names or codes, with commas between them), place (a name, and the code of its country),
    contexts, goldstein. Nothing behind "=" says that it is not known.

    \b
    dragoman verdict correct 4aa4 targets=PER,BOL place=Arica,CHL mode=
    """
    from dragoman.cli.correcting import corrected
    from dragoman.codebook import load_codebook

    codebook = load_codebook(settings.codebook)
    given = [corrected(field, codebook) for field in fields]
    for name, value in given:
        _judge(settings, ledger, "correct", id_, who, field=name, value=value)


@_deciding("merge", "Say that events are one")
@click.argument("id_", metavar="ID")
@click.argument("others", metavar="OTHER…", nargs=-1, required=True)
def merge(
    settings: Settings, ledger: str | None, id_: str, others: tuple[str, ...], **who: str | None
) -> None:
    """Say that an event and OTHER events are one act. They must be between the same parties."""
    _judge(settings, ledger, "merge", id_, who, others=others)


@_deciding("split", "Say that some reports of an event tell another act")
@click.argument("id_", metavar="ID")
@click.argument("reports", metavar="REPORT…", nargs=-1, required=True)
def split(
    settings: Settings, ledger: str | None, id_: str, reports: tuple[str, ...], **who: str | None
) -> None:
    """Say that these REPORTs of an event tell another act than the rest of them."""
    _judge(settings, ledger, "split", id_, who, others=reports)


@_deciding("note", "Write something down about an event or report; it changes nothing")
@click.argument("id_", metavar="ID")
@click.argument("words", metavar="WORDS")
def note(settings: Settings, ledger: str | None, id_: str, words: str, **who: str | None) -> None:
    """Write WORDS down about an event or report, for those who come after; it changes nothing."""
    _judge(settings, ledger, "note", id_, who | {"why": words})


@_deciding("undo", "Take back a verdict")
@click.argument("id_", metavar="VERDICT")
def undo(settings: Settings, ledger: str | None, id_: str, **who: str | None) -> None:
    """Take back a VERDICT, by its id or a beginning of it; both stay on the record."""
    _judge(settings, ledger, "undo", id_, who)


@verdict.command(name="list", short_help="List all verdicts.")
@ledger_option
@form_option
@click.pass_obj
def listed(settings: Settings, ledger: str | None, form: str | None) -> int:
    """List all verdicts in the order in which they were given, with those that are undone."""
    from dragoman.cli.asking import opened

    with opened(settings, ledger) as view:
        given, undone = view.ledger.verdicts(), view.ledger.undone()
    return _written(_rows(given, undone), form)


@verdict.command(short_help="List verdicts that cannot all hold.")
@ledger_option
@form_option
@click.pass_obj
def conflicts(settings: Settings, ledger: str | None, form: str | None) -> int:
    """List verdicts that do not hold: their report is lost, or another person decided otherwise.

    A report is lost when a newer reading no longer finds it: decide anew, or undo the verdict. Of
    two people the later one holds.
    """
    from dataclasses import asdict

    from dragoman.cli.asking import opened

    with opened(settings, ledger) as view:
        found = view.ledger.conflicts()
    return _written([asdict(one) for one in found], form)


def _rows(given: Iterable[Verdict], undone: set[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "decision": one.decision.value,
            "subject": one.subject,
            "field": one.field,
            "value": one.value,
            "others": list(one.others),
            "by": one.by,
            "at": one.at,
            "why": one.why,
            "undone": one.id in undone,
        }
        for one in given
    ]


def _written(rows: list[dict[str, Any]], form: str | None) -> int:
    if not rows:
        say("dragoman: nothing matched")
        return Exit.NOTHING
    if chosen(form) == "jsonl":
        write(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return Exit.DONE
    from dragoman.present.table import table

    shown = [_briefly(row) for row in rows]
    cells = [tuple(_cell(value) for value in row.values()) for row in shown]
    write([table(cells, list(shown[0]), width=width())])
    return Exit.DONE


def _briefly(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a terminal: what was corrected in one column, the moment to the minute."""
    if "kind" in row:
        return {name: row[name] for name in ("kind", "decision", "by", "quote", "report")}
    corrected = f"{row['field']}={_cell(row['value'])}" if row["field"] else _cell(row["others"])
    kept = {name: row[name] for name in ("id", "decision", "subject")}
    moment = row["at"][:16].replace("T", " ")
    rest = {"by": row["by"], "at": moment, "why": row["why"], "undone": row["undone"]}
    return kept | {"what": corrected} | rest


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _judge(
    settings: Settings,
    ledger: str | None,
    decision: str,
    id_: str,
    who: dict[str, str | None],
    **what: Any,
) -> None:
    from dragoman.cli.asking import opened

    with opened(settings, ledger) as view:
        others = tuple(whole_id(view, other) for other in what.pop("others", ()))
        subject = whole_verdict(view, id_) if decision == "undo" else whole_id(view, id_)
        made = decide(view, decision, subject, others=others, **who, **what)
    told = f" {what['field']}={_cell(what['value'])}" if "field" in what else ""
    say(f"dragoman: verdict {made}: {decision} {subject}{told}")


def decide(view: View, decision: str, subject: str, **more: Any) -> str:
    """Give a verdict now, in the name of the person at the keyboard unless another is given."""
    from getpass import getuser

    from dragoman.ledger import Decision, Verdict

    try:
        by = more.pop("by", None) or getuser()
    except (KeyError, OSError):
        raise click.UsageError("nobody is logged in here: say who decides with --by NAME") from None
    # To the microsecond: who accepts, undoes and accepts again within a second means all three.
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return view.ledger.judge(Verdict(Decision(decision), subject, by, at, **more))


def whole_id(view: View, beginning: str) -> str:
    """The event, report or proposal whose id begins so; raises QueryError unless there is one."""
    from dragoman.errors import QueryError

    found = [one for one in view.find(beginning, 20) if one.kind in {"event", "report"}]
    found = found or list(_proposals(view, beginning))
    if len(found) != 1:
        named = ", ".join(f"{one.kind} {one.id}" for one in found[:6])
        raise QueryError(
            f"{beginning!r} is the beginning of several ids: {named}"
            if found
            else f"no event or report has an id that begins with {beginning!r}"
        )
    return found[0].id


def _proposals(view: View, beginning: str) -> Iterator[Found]:
    """The proposals whose ids begin so, which are no reports yet."""
    from dragoman.ledger.proposing import proposals
    from dragoman.query import Found

    for one in proposals(view.ledger):
        if beginning and one.report.id.startswith(beginning):
            yield Found("proposal", one.report.id)


def whole_verdict(view: View, beginning: str) -> str:
    """The verdict whose id begins so; raises QueryError where there is none or several."""
    from dragoman.errors import QueryError

    ids = [one.id for one in view.ledger.verdicts() if beginning and one.id.startswith(beginning)]
    if len(ids) != 1:
        several = f"{beginning!r} is the beginning of several verdicts: {', '.join(ids[:6])}"
        raise QueryError(several if ids else f"no verdict has an id that begins with {beginning!r}")
    return ids[0]
