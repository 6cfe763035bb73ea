"""Work for processes to do, and to die of."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from dragoman.errors import CodebookError
from dragoman.model import Document
from dragoman.reading import worker
from dragoman.settings import Settings


def document(text: str, number: int = 0) -> Document:
    return Document(str(number), f"{number}.txt", text, ((0, len(text)),), language="en")


def lengths(documents: Sequence[Document], settings: Settings) -> list[tuple[str, int]]:
    """The name and length of each text."""
    return [(one.uri, len(one.text)) for one in documents]


def deadly(documents: Sequence[Document], settings: Settings) -> list[str]:
    """Dies as the kernel ends a process for which there is no memory."""
    for one in documents:
        if one.text == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
    return [one.uri for one in documents]


def deadly_once(documents: Sequence[Document], settings: Settings) -> list[str]:
    """Dies of a document that names a file, if that is not there."""
    for one in documents:
        if one.text and not Path(one.text).exists():
            Path(one.text).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return [one.uri for one in documents]


def deaf(documents: Sequence[Document], settings: Settings) -> list[str]:
    """Stays in a call that no time limit of Python's own ends."""
    if any(one.text == "deaf" for one in documents):
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(60)
    return [one.uri for one in documents]


def impossible(documents: Sequence[Document], settings: Settings) -> list[str]:
    """Cannot be done at all."""
    raise CodebookError("a file of the model is missing")


def growing(documents: Sequence[Document], settings: Settings) -> list[int]:
    """Makes the process one that has grown too large."""
    worker.MOST_BYTES = 1
    return [os.getpid() for _ in documents]
