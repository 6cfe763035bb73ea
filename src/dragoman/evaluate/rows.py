"""The lines of a public set: JSON objects, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import ReadError


def rows(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file; raises ReadError at a line without one of the fields."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            row = _parsed(line, f"{path}:{number}")
            if not isinstance(row, dict):
                raise ReadError(f"{path}:{number}: expected an object with {', '.join(fields)}")
            if missing := sorted(set(fields) - set(row)):
                raise ReadError(f"{path}:{number}: no field {', '.join(missing)}")
            yield row


def _parsed(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where}: is not JSON ({error})") from error
