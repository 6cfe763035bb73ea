"""What all channels share: how a delivery fails, and files that appear only when they are whole."""

from __future__ import annotations

import os
from pathlib import Path

from dragoman.errors import DragomanError


class DeliveryError(DragomanError):
    """Notices could not be told now; they wait for the next round."""


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in the place of an older one in one step; raises DeliveryError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DeliveryError(f"{path} cannot be written ({error.strerror or error})") from error
