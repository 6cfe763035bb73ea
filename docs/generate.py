"""Write the reference pages that follow from the program itself, or check that they are current.

Usage: generate.py [--check]. With --check nothing is written; exits with 1 when a page is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields
from importlib.util import find_spec
from inspect import cleandoc
from pathlib import Path

import click

from dragoman.cli import SECTIONS, dragoman
from dragoman.ledger import derived, proposal_tables, watch_tables  # noqa: F401  register
from dragoman.ledger.tables import kept
from dragoman.settings import Settings

REFERENCE = Path(__file__).resolve().parent / "reference"
SCHEMA = (
    "A ledger is a SQLite file or a PostgreSQL database with these tables. What documents say is "
    "kept for ever; a newer reading marks older records as superseded. Events, disputes and series "
    "are derived from them and can be made again. Dates are EDTF, with the first and last day that "
    "they may mean beside them; lists are JSON."
)
REST = (
    "`dragoman serve` answers below `/api/v1`; `/api/v1/openapi.json` is the OpenAPI 3.1, and "
    "`/api` this reference as a page. Formats: `?format=` or `Accept`, JSON by default. A wrong is "
    "`application/problem+json` with `errors`: where, what, what to do. Where the site has "
    "[accounts](../howto/serve-a-team.md), send `Authorization: Bearer TOKEN`. Within `/api/v1` "
    "fields may be added; none is taken out or given another meaning."
)
NOTE = "<!-- Written by docs/generate.py: change the program, then run `make docs`. -->"


def cli_page() -> str:
    """Every command with its arguments and options."""
    context = click.Context(dragoman, info_name="dragoman")
    lines = [NOTE, "", "# Command line", "", dragoman.help or "", "", "```console"]
    lines += ["$ dragoman [OPTIONS] COMMAND [ARGUMENTS]", "```", "", *options(dragoman)]
    lines += ["", dragoman.epilog or "", "", "Details: [exit codes](exit-codes.md).", ""]
    for section, commands in SECTIONS.items():
        lines += [f"## {section}", ""]
        for name in commands:
            command = dragoman.get_command(context, name)
            assert command is not None
            lines += entry(f"dragoman {name}", command)
    return "\n".join(lines).rstrip() + "\n"


def entry(name: str, command: click.Command) -> Iterator[str]:
    """A command's section: what it does, how it is called, its options, its own commands."""
    yield from (f"### `{name}`", "", paragraphs(command.help or command.short_help or ""), "")
    yield from ("```console", f"$ {name} {usage(command)}".rstrip(), "```", "")
    yield from options(command)
    yield ""
    if isinstance(command, click.Group):
        for below in sorted(command.commands):
            yield from entry(f"{name} {below}", command.commands[below])


def paragraphs(text: str) -> str:
    """A help text as Markdown: click's mark against re-wrapping is not for the page."""
    blocks = cleandoc(text).split("\n\n")
    return "\n\n".join(
        "```text\n" + block.removeprefix("\b\n") + "\n```" if block.startswith("\b") else block
        for block in blocks
    )


def usage(command: click.Command) -> str:
    """The arguments of a command as they are written."""
    words = ["[OPTIONS]"] if any(isinstance(p, click.Option) for p in command.params) else []
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            name = parameter.metavar or (parameter.name or "").upper()
            given = parameter.required or name.startswith("[")
            words.append(name if given else f"[{name}]")
    return " ".join(words + (["COMMAND"] if isinstance(command, click.Group) else []))


def options(command: click.Command) -> Iterator[str]:
    """The options of a command, one list entry each."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            names = "`, `".join([*parameter.opts, *parameter.secondary_opts])
            value = "" if parameter.is_flag or parameter.count else f" {kind(parameter)}"
            words = parameter.help or ""
            if parameter.multiple and "repeated" not in words:
                words += " May be repeated."
            yield f"- `{names}{value}`: {words}"


def kind(parameter: click.Option) -> str:
    """What an option takes: the choices, or the name of the value."""
    if isinstance(parameter.type, click.Choice):
        return "|".join(str(choice) for choice in parameter.type.choices)
    return parameter.metavar or parameter.type.name.upper()


def settings_page() -> str:
    """Every setting with its default; the meaning is told by hand in settings.md."""
    names = [field.name for field in fields(Settings)]
    rows = [f"| `{n}` | `{default(n)}` | `DRAGOMAN_{n.upper()}` |" for n in names]
    head = [NOTE, "", "| setting | default | environment |", "|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def default(name: str) -> str:
    """A default as it would be written in the settings file."""
    value = getattr(Settings(), name)
    return "[]" if value == () else f'"{value}"' if isinstance(value, str) else str(value)


def schema_page() -> str:
    """Every table and column of a ledger, as the tables themselves explain them."""
    lines = [NOTE, "", "# Ledger tables", "", SCHEMA, ""]
    for table in kept.sorted_tables:
        lines += [f"## `{table.name}`", "", table.comment or "", ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        lines += [
            f"| `{c.name}` | {str(c.type).lower()} | {c.comment or ''} |" for c in table.columns
        ]
        lines.append("")
    return "\n".join(lines)


def rest_page() -> str:
    """Every route of the REST interface, from its own description."""
    from dragoman.web.api.making import make_api
    from dragoman.web.api.reference import markdown

    made = make_api(None, accounts=True).openapi()
    head = [NOTE, "", "# REST interface", "", made["info"]["description"], "", REST, ""]
    return "\n".join([*head, *markdown(made)]).rstrip() + "\n"


PAGES = {"cli.md": cli_page, "settings-table.md": settings_page, "schema.md": schema_page}
if find_spec("fastapi"):  # the extra `web`; without it the page is neither written nor checked
    PAGES["rest.md"] = rest_page


def main() -> int:
    """Write or check every generated page."""
    stale = []
    for name, page in PAGES.items():
        path, wanted = REFERENCE / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != wanted:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(wanted, encoding="utf-8")
    for name in stale:
        print(f"docs/reference/{name} " + ("is stale" if "--check" in sys.argv else "written"))
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
