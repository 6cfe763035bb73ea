"""Where a command listens: for this machine alone, or under names by which others come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from dragoman.cli.users import users_option

Command = TypeVar("Command", bound=Callable[..., object])
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_ANY = frozenset({"0.0.0.0", "::", ""})  # noqa: S104  compared with, nothing is bound here
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


def open_options(command: Command) -> Command:
    """The options of a command that others than this machine may reach."""
    for option in reversed(
        (
            click.option(
                "--name",
                "names",
                multiple=True,
                metavar="HOST",
                help="A name or address by which others come; needs accounts. May be repeated.",
            ),
            users_option,
            click.option("--accounts", is_flag=True, help="Ask for accounts on this machine, too."),
            click.option(
                "--tls-certificate",
                "certificate",
                type=_file,
                help="Serve https with this chain.",
            ),
            click.option(
                "--tls-key", "key", type=_file, help="The private key of the certificate."
            ),
        )
    ):
        command = option(command)
    return command


def check_pair(certificate: Path | None, key: Path | None) -> None:
    """Refuse a certificate without its key, a key without its certificate, and what is neither."""
    if (certificate is None) != (key is None):
        raise click.UsageError("--tls-certificate and --tls-key belong together")
    if certificate is None or key is None:
        return
    import ssl

    try:
        # The key is read without asking for a password, which nobody may be there to type.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, lambda: "")
    except (OSError, ValueError) as error:
        raise click.UsageError(
            f"{certificate} and {key} are no certificate and its key without a password, "
            f"both in PEM form ({error})"
        ) from error


def names_of(host: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names by which others come; none if only this machine does."""
    others = tuple(name for name in map(_plain, names) if name not in _HERE)
    if _plain(host) in _HERE:
        return others
    if host in _ANY:
        if not others:
            raise click.UsageError(
                f"--host {host} is every address of this machine: say with --name by which name or "
                "address others come"
            )
        return others
    return (_plain(host), *others)


def _plain(host: str) -> str:
    return host.strip("[]").lower()
