"""The three streams of the process: open, in UTF-8, and quiet about who stopped listening."""

from __future__ import annotations

import errno
import os
import sys

import click

from dragoman.cli.exits import Exit

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def prepare() -> None:
    """Open what the caller closed, and write UTF-8 whatever the locale."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            _fill(number, name)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A lone surrogate leaves as \udXXX, which is also how JSON spells it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fill(number: int, name: str) -> None:
    """Let a closed stream be nothing: else the next file that is opened gets its number."""
    nothing = os.open(os.devnull, os.O_RDWR)
    if nothing != number:
        os.dup2(nothing, number)
        os.close(nothing)
    setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))


def flush(code: int) -> int:
    """Write what still waits; the exit code is that of the command, unless it cannot be written."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
    except OSError as error:
        return unwritten(error)
    return code


def silence() -> None:
    """Point stdout at nothing, so that Python's own flush at exit does not complain either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unwritten(error: OSError) -> int:
    """Say that a disk is full; any other trouble of the system is a bug, which shows itself."""
    if error.errno not in _FULL:
        raise error
    silence()
    what = error.filename or "what was asked for"
    click.echo(f"dragoman: {what} cannot be written: {error.strerror}", err=True)
    return Exit.FAILED
