"""Where a command's data goes: stdout or a file, in the width and colours of the reader."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, cast

import click

from dragoman.errors import DragomanError


def on_terminal() -> bool:
    """Whether a person is looking at stdout."""
    return sys.stdout.isatty()


def coloured() -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR is set."""
    return on_terminal() and not os.environ.get("NO_COLOR")


def width() -> int:
    """How wide a line may be: the terminal's width, at most 140; 100 when piped."""
    return min(shutil.get_terminal_size().columns, 140) if on_terminal() else 100


def write(pieces: Iterable[str], out: str = "-") -> None:
    """Write pieces of text to stdout ("-") or to a file, which appears only when it is whole."""
    if out == "-":
        for piece in pieces:
            sys.stdout.write(piece)
        return
    encoded = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
    write_file(lambda sink: sink.writelines(encoded), out)


def write_file(fill: Callable[[BinaryIO], object], out: str) -> None:
    """Let a function fill a file, which appears only when it is whole."""
    target = Path(out)
    try:
        if target.exists() and not target.is_file():  # a pipe or a device
            with target.open("wb") as sink:
                fill(sink)
        else:
            _write_whole(fill, target)
    except OSError as error:
        raise DragomanError(f"{target}: cannot be written: {error.strerror or error}") from error


def _write_whole(fill: Callable[[BinaryIO], object], target: Path) -> None:
    with tempfile.NamedTemporaryFile(
        "wb", dir=target.parent, prefix=f".{target.name}.", delete=False
    ) as file:
        try:
            fill(cast("BinaryIO", file))
        except BaseException:
            Path(file.name).unlink()
            raise
    Path(file.name).chmod(0o666 & ~_umask())
    Path(file.name).replace(target)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def say(words: str) -> None:
    """Tell the user something, on stderr."""
    click.echo(words, err=True)


def chosen(form: str | None, terminal: str = "table", piped: str = "jsonl") -> str:
    """The format asked for, else one that suits a terminal or a pipe."""
    return form or (terminal if on_terminal() else piped)
