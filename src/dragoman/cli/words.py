"""Words that are given to a command: as its argument, or on standard input."""

from __future__ import annotations

import sys

import click


def given(argument: str) -> str:
    """The text of an argument; of "-" what stands on standard input, in whatever encoding."""
    from dragoman.acquire.decoding import UndecodableError, decode, without_surrogates

    if argument != "-":
        return without_surrogates(argument)
    try:
        return decode(sys.stdin.buffer.read())
    except UndecodableError as error:
        raise click.UsageError(f"Standard input {error}.") from error


def secret_line() -> str:
    """The first line of standard input, in UTF-8, as a browser sends what is typed into it."""
    try:
        return sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        # Without the cause, which quotes the password.
        raise click.UsageError("The password is no text in UTF-8.") from None
