"""What is told beside a text: the fields of a JSON line, a row or a sidecar file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dragoman.acquire.columns import Columns, flat, located
from dragoman.acquire.decoding import without_surrogates
from dragoman.acquire.paths import SIDECAR

KNOWN = ("id", "url", "title", "publisher", "published", "updated", "authors", "language")
LONGEST = 2000


class FieldsError(Exception):
    """Fields that cannot be used; the message says why."""


def parsed(line: str | bytes) -> dict[str, Any]:
    """The JSON object of a line; raises FieldsError."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise FieldsError(f"is not JSON ({error.msg} at character {error.pos + 1})") from None
    except RecursionError:
        raise FieldsError("is JSON nested too deeply") from None
    except ValueError as error:
        raise FieldsError(f"is not JSON ({error})") from None
    if not isinstance(value, dict):
        raise FieldsError("is JSON, but not an object with a field text or html")
    return value


def mapped(values: Mapping[str, Any], columns: Columns) -> dict[str, Any]:
    """The values under our names: as the user maps them, else by what they are mostly called."""
    values = flat(values)
    return {name: values[column] for name, column in located(values, columns).items()}


def known(values: Mapping[str, Any]) -> dict[str, str]:
    """The fields that describe a document, as text; empty ones left out."""
    found = {}
    for name in KNOWN:
        value = values.get(name)
        if isinstance(value, list):
            value = "; ".join(_named(item) for item in value)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            text = without_surrogates(str(value)).strip()
            if text and len(text) <= LONGEST:
                found[name] = text
    return found


def _named(item: Any) -> str:
    """An author may be a name or an object that has one."""
    return str(item.get("name", "")) if isinstance(item, dict) else str(item)


def beside(path: Path) -> dict[str, str]:
    """What the sidecar (`a.txt.meta.json`, `a.meta.json`) tells, if any; raises FieldsError."""
    for sidecar in (path.with_name(path.name + SIDECAR), path.with_suffix(SIDECAR)):
        if sidecar.is_file():
            try:
                return known(parsed(sidecar.read_bytes()))
            except FieldsError as error:
                raise FieldsError(f"its sidecar {sidecar.name} {error}") from None
            except OSError as error:
                raise FieldsError(
                    f"its sidecar {sidecar.name} cannot be opened ({error})"
                ) from None
    return {}
