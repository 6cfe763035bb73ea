"""The `dragoman` command. Each sub-command is a file of its own, imported when it is called."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from dragoman.cli import streams
from dragoman.cli.exits import Exit
from dragoman.errors import DragomanError

SECTIONS: dict[str, dict[str, str]] = {
    "Read": {
        "read": "Print what documents say, storing nothing.",
        "add": "Read documents into a ledger.",
        "watch": "Add what is new again and again, and tell what changes.",
    },
    "Ask": {
        "dossier": "Everything between two parties on one page.",
        "events": "List who did what to whom.",
        "claims": "List who asserts, denies, doubts or confirms what.",
        "figures": "List the numbers, with what they measure.",
        "ties": "List standing facts: memberships, embassies, offices.",
        "attributions": "List who says what, about states or not.",
        "disputes": "List what is said and contradicted, side by side.",
        "series": "List figures of one measure over time.",
        "documents": "List the documents of a ledger.",
        "explain": "Show what a record rests on, word by word.",
        "serve": "Show a ledger as a site in the browser.",
        "mcp": "Let agents ask a ledger over MCP.",
    },
    "Keep": {
        "export": "Hand the events on in a format of the field.",
        "review": "Go through what most needs a person, and decide.",
        "propose": "Let a language model propose reports; people decide.",
        "proposals": "List what language models proposed, and what was refused.",
        "verdict": "Accept, reject, correct, merge or split what was read.",
        "runs": "List the readings that filled a ledger.",
        "missed": "List unknown names and verbs, most frequent first.",
        "ledger": "Look after a ledger: count, check, copy, upgrade it.",
        "users": "Give people accounts, roles and tokens.",
    },
    "Check": {
        "who": "Explain whom the words of a text stand for.",
        "actors": "List and search the states, bodies, groups and people known.",
        "codebook": "Check, show and try the knowledge that reading rests on.",
        "places": "Add the places of a GeoNames dump to the gazetteer.",
        "evaluate": "Compare two coders, or predict for a hand-coded set.",
    },
}
MODULES = {name: f"dragoman.cli.{name}" for section in SECTIONS.values() for name in section}
MODULES |= dict.fromkeys(
    (
        *("events", "claims", "figures", "ties", "attributions", "disputes", "documents"),
        *("runs", "missed"),
    ),
    "dragoman.cli.listings",
)
MODULES["who"] = MODULES["actors"]


class Commands(click.Group):
    """A group that knows its commands by name and loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All commands, in the order of the help."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module and take the command from it."""
        if cmd_name not in MODULES:
            return None
        command = getattr(import_module(MODULES[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that may have been meant."""
        if args[0] not in MODULES and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = [repr(name) for name in get_close_matches(args[0], MODULES)]
            meant = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands by section, without importing any of them."""
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(commands.items()), col_max=12)


@click.group(
    cls=Commands,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "DRAGOMAN",
        "max_content_width": 100,
    },
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some inputs failed, 4 nothing matched, "
    "130 interrupted.",
)
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A settings file; by default dragoman.toml in this folder.",
)
@click.version_option(package_name="dragoman", message="%(package)s %(version)s")
@click.pass_context
def dragoman(ctx: click.Context, settings_file: Path | None) -> None:
    """Read the news and keep the record between states.

    Who did what to whom, when, whether it happened, and on whose word: every record quotes the
    characters it rests on.
    """
    from dragoman.settings import load_settings

    ctx.obj = load_settings(settings_file)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    streams.prepare()
    signal.signal(signal.SIGTERM, _interrupt)
    code = run(list(sys.argv[1:] if arguments is None else arguments))
    sys.exit(streams.flush(code))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors become one line on stderr."""
    try:
        result = dragoman.main(arguments, prog_name="dragoman", standalone_mode=False)
        return int(result) if isinstance(result, int) else Exit.DONE
    except click.exceptions.NoArgsIsHelpError as shown:
        shown.show()
        return Exit.USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("dragoman: interrupted; what was finished is kept", err=True)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        streams.silence()
        return Exit.DONE
    except DragomanError as error:
        click.echo(f"dragoman: {error}", err=True)
        return Exit.FAILED
    except OSError as error:
        return streams.unwritten(error)


def _interrupt(*_: object) -> None:
    """A terminated run ends as cleanly as an interrupted one."""
    raise KeyboardInterrupt
