"""`dragoman ledger`: what a ledger holds, whether it is sound, copies, upgrades, less on disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import form_option, ledger_option
from dragoman.cli.output import chosen, say, width, write
from dragoman.present.words import counted
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.ledger import Ledger


@click.group(short_help="Look after a ledger: count, check, copy, upgrade it.")
def ledger() -> None:
    """Look after a ledger: count what it holds, check, copy, upgrade and compact it."""


@ledger.command(short_help="Count what a ledger holds.")
@ledger_option
@form_option
@click.pass_obj
def info(settings: Settings, ledger: str | None, form: str | None) -> None:
    """Count what a ledger holds, and tell its id and schema."""
    from dragoman.ledger.care import holdings
    from dragoman.ledger.tables import kept

    with _opened(settings, ledger) as opened:
        found, name = holdings(opened), opened.name
    if chosen(form) == "jsonl":
        record = {"ledger": name, "id": found.id, "schema": found.schema, "rows": found.rows}
        write([json.dumps(record, ensure_ascii=False) + "\n"])
        return
    rows = [(t, f"{n:,}", str(kept.tables[t].comment or "")) for t, n in found.rows.items()]
    write(
        [
            f"{name}: id {found.id}, schema {found.schema}\n\n",
            _table(rows, "table", "rows", "what they are"),
        ]
    )


@ledger.command(short_help="List what is wrong with a ledger.")
@ledger_option
@form_option
@click.pass_obj
def check(settings: Settings, ledger: str | None, form: str | None) -> int:
    """Check that a ledger is sound, and list what is not; ends with 1 if anything is wrong.

    The file is whole, every quote stands where it says in the text of its document, and every
    report tells an event.
    """
    from dragoman.ledger.care import check as wrongs

    with _opened(settings, ledger) as opened:
        found, name = wrongs(opened), opened.name
    if not found:
        say(f"dragoman: {name} is sound")
        return Exit.DONE
    if chosen(form) == "jsonl":
        write(json.dumps({"wrong": words}, ensure_ascii=False) + "\n" for words in found)
    else:
        write([_table([(words,) for words in found], "wrong")])
    say(f"dragoman: {counted(len(found), 'thing is', 'things are')} wrong with {name}")
    return Exit.FAILED


@ledger.command(short_help="Copy a ledger to a new file.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@ledger_option
@click.pass_obj
def backup(settings: Settings, file: Path, ledger: str | None) -> None:
    """Copy a ledger that is a file to FILE, which must be new; others may read and write meanwhile.

    A ledger on PostgreSQL is copied with pg_dump.
    """
    from dragoman.ledger.care import backup as copy

    with _opened(settings, ledger) as opened:
        copy(opened, file)
        say(f"dragoman: {opened.name} is copied to {file}")


@ledger.command(short_help="Bring a ledger of an older version up to date.")
@ledger_option
@click.pass_obj
def upgrade(settings: Settings, ledger: str | None) -> None:
    """Bring a ledger that an older version made to the schema of this one; nothing in it is lost.

    A file is upgraded by itself when it is opened, after a copy of it as it was. A ledger on
    PostgreSQL waits for this command: make a backup with pg_dump first, and let nobody use it.
    """
    from dragoman.ledger import open_ledger
    from dragoman.ledger.care import holdings

    with open_ledger(ledger or settings.ledger, create=False, upgrade=True) as opened:
        say(f"dragoman: {opened.name} has schema {holdings(opened).schema}")


@ledger.command(short_help="Give back unused space.")
@ledger_option
@click.pass_obj
def compact(settings: Settings, ledger: str | None) -> None:
    """Give back the space that a ledger no longer uses; nothing that it holds is lost."""
    from dragoman.ledger.care import compact as shrink

    with _opened(settings, ledger) as opened:
        shrink(opened)
        say(f"dragoman: {opened.name} is compacted")


def _opened(settings: Settings, ledger: str | None) -> Ledger:
    from dragoman.ledger import open_ledger

    return open_ledger(ledger or settings.ledger, create=False)


def _table(rows: list[tuple[Any, ...]], *heads: str) -> str:
    from dragoman.present.table import table

    return table(rows, heads, width=width())


from dragoman.cli import scaling as _scaling  # noqa: E402, F401  adds its command
