"""`dragoman users`: who may see and decide what where others can open the site."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import ledger_option
from dragoman.cli.output import say
from dragoman.cli.words import secret_line
from dragoman.errors import DragomanError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.web.access.accounts import Accounts

ROLES = ("reader", "reviewer", "admin")
users_option = click.option(
    "--users",
    "file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file of accounts; by default that of the ledger with .users behind its name.",
)
_role_option = click.option(
    "--role",
    type=click.Choice(ROLES),
    default="reader",
    show_default=True,
    help="What they may do: read; review as well; see accounts and sign-ins as well.",
)
_stdin_option = click.option(
    "--password-stdin", "piped", is_flag=True, help="Take the password from standard input."
)


@click.group(short_help="Give people accounts, roles and tokens.")
def users() -> None:
    """Give people accounts, roles and tokens, for a site that others can open."""


def accounts_of(
    settings: Settings, ledger: str | None, file: Path | None, *, create: bool = False
) -> Accounts:
    """The accounts of a ledger; a file for the first is made only where one is added."""
    from dragoman.web.access.accounts import Accounts
    from dragoman.web.access.book import accounts_file

    return Accounts(file or accounts_file(ledger or settings.ledger), create=create)


def peopled(settings: Settings, ledger: str | None, file: Path | None) -> Accounts:
    """The accounts of a ledger that others are to reach; raises DragomanError without any."""
    accounts = accounts_of(settings, ledger, file)
    if not accounts.users():
        raise DragomanError(
            f"{accounts.path} has no accounts, which serving others needs: "
            "`dragoman users add NAME --role admin` makes the first"
        )
    return accounts


def _command(name: str, words: str) -> Callable[[Any], click.Command]:
    """A command that is given the accounts first."""

    def entered(run: Any) -> click.Command:
        def called(
            settings: Settings, ledger: str | None, file: Path | None, **given: Any
        ) -> int | None:
            accounts = accounts_of(settings, ledger, file, create=name == "add")
            done: int | None = run(accounts, **given)
            return done

        made: Any = click.pass_obj(called)
        made.__click_params__ = getattr(run, "__click_params__", [])
        as_command = users.command(name, short_help=words, help=run.__doc__)
        return as_command(ledger_option(users_option(made)))

    return entered


@_command("add", "Give someone an account.")
@click.argument("name")
@_role_option
@_stdin_option
def add(accounts: Accounts, name: str, role: str, piped: bool) -> None:
    """Give someone an account; the password is asked for, twice.

    \b
    dragoman users add asha --role reviewer
    """
    from dragoman.web.access.roles import Role

    accounts.free_name(name)  # before anyone types a password in vain
    accounts.add(name, Role(role), _password(piped))
    say(f"dragoman: {name} has an account as {role}, kept in {accounts.path}")


@_command("list", "List everyone with an account.")
def listed(accounts: Accounts) -> int:
    """List everyone with an account: name, role, since when, number of tokens."""
    found = accounts.users()
    if not found:
        say("dragoman: nobody has an account")
        return Exit.NOTHING
    for one in found:
        click.echo(f"{one.name}\t{one.role}\t{one.made}\t{one.tokens}")
    return Exit.DONE


@_command("remove", "Take an account away.")
@click.argument("name")
def remove(accounts: Accounts, name: str) -> None:
    """Take an account away, with its tokens; who is signed in with it is signed out.

    What they decided stays in the ledger.
    """
    accounts.remove(name)
    say(f"dragoman: {name} has no account any more")


@_command("role", "Give someone another role.")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
def role(accounts: Accounts, name: str, role: str) -> None:
    """Give someone another role; it holds at once."""
    from dragoman.web.access.roles import Role

    accounts.set_role(name, Role(role))
    say(f"dragoman: {name} is {role}")


@_command("password", "Give someone another password.")
@click.argument("name")
@_stdin_option
def password(accounts: Accounts, name: str, piped: bool) -> None:
    """Give someone another password; who is signed in with the account is signed out."""
    accounts.user(name)
    accounts.set_password(name, _password(piped))
    say(f"dragoman: the password of {name} is changed")


@_command("token", "Make, list or remove tokens for programs.")
@click.argument("name")
@click.option("--for", "words", default="", metavar="WORDS", help="What the token is for.")
@click.option("--list", "listing", is_flag=True, help="List the tokens instead of making one.")
@click.option("--remove", "gone", metavar="ID", help="Remove the token of this id instead.")
def token(accounts: Accounts, name: str, words: str, listing: bool, gone: str | None) -> None:
    """Make a token with which programs ask in someone's name; it is shown this once.

    \b
    dragoman users token asha --for "nightly export"
    """
    if listing:
        for one in accounts.tokens(name):
            click.echo(f"{one.id}\t{one.made}\t{_plain(one.words)}")
    elif gone:
        accounts.remove_token(name, gone)
        say(f"dragoman: the token {gone} is removed")
    else:
        click.echo(accounts.make_token(name, words))
        say("dragoman: send it as 'Authorization: Bearer TOKEN'; it is not shown again")


@_command("log", "Show sign-ins and changes of accounts.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, metavar="N",
              help="At most so many lines.")  # fmt: skip
def log(accounts: Accounts, limit: int) -> None:
    """Show sign-ins, refused ones too, and changes of accounts, the latest first."""
    for one in accounts.audit(limit):
        click.echo(f"{one.at}\t{one.what}\t{_plain(one.name)}\t{_plain(one.address)}")


def _plain(text: str) -> str:
    """Words that someone typed, with nothing that a terminal would obey."""
    from dragoman.present.inert import one_line

    return one_line(text)


def _password(piped: bool) -> str:
    if piped:
        return secret_line()
    if not sys.stdin.isatty():
        raise click.UsageError("No terminal to ask for a password at; see --password-stdin.")
    found: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return found
