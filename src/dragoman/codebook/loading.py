"""Reading the codebook's files, with errors that name file, line and cause."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from dragoman.errors import CodebookError

SHIPPED = Path(__file__).parent / "data"
P = ParamSpec("P")
T = TypeVar("T")
_Loader = Callable[Concatenate[Sequence[Path], P], T]
# What values of another kind than the one that is expected lead to.
_MISFIT = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    re.error,
)


class Folders(tuple[Path, ...]):
    """Folders read for one language: its own file takes the place of the English one."""

    language = "en"

    @classmethod
    def of(cls, folders: Sequence[Path], language: str) -> Folders:
        """The folders as they are read for a language."""
        found = cls(folders)
        found.language = language
        return found


def existing(folders: Sequence[Path], name: str) -> list[Path]:
    """The files called `name` (a path such as "en/cues.yaml"), shipped ones first.

    For another language than English they are its own, and those of English where it has none.
    """
    language = getattr(folders, "language", "en")
    if language != "en" and name.startswith("en/"):
        own = [path for f in folders if (path := f / language / name[3:]).is_file()]
        if own:
            return own
    return [path for folder in folders if (path := folder / name).is_file()]


def formed(*names: str) -> Callable[[_Loader[P, T]], _Loader[P, T]]:
    """Let a loader of files called so tell a form that nobody foresaw as a CodebookError."""

    def decorate(load: _Loader[P, T]) -> _Loader[P, T]:
        @wraps(load)
        def loaded(folders: Sequence[Path] = (SHIPPED,), /, *args: P.args, **more: P.kwargs) -> T:
            try:
                return load(folders, *args, **more)
            except _MISFIT as error:
                files = " or ".join(map(str, _of_user(folders, names)))
                raise CodebookError(
                    f"{files}: not of the form of the shipped file ({str(error)[:200]})"
                ) from error

        return loaded

    return decorate


def _of_user(folders: Sequence[Path], names: Sequence[str]) -> list[Path]:
    """The files of these names that a user has, or the shipped ones where there are none."""
    language = getattr(folders, "language", "en")
    patterns = [re.sub("^en/", f"{language}/", name) for name in names]
    found = [path for f in folders for name in patterns for path in sorted(f.glob(name))]
    return [path for path in found if SHIPPED not in path.parents] or found


def load_yaml(path: Path) -> Any:
    """Parse one YAML file; raises CodebookError with file and line."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
        _check_words(content)
        return content
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError(f"{path}:{line}: {error.problem}") from error
    except RecursionError as error:
        raise CodebookError(f"{path}: is nested too deeply") from error
    except (yaml.YAMLError, OSError, *_MISFIT) as error:  # a day such as 2020-13-01, "!!bool x"
        raise CodebookError(f"{path}: {error}") from error


def _check_words(content: Any) -> None:
    """Raise ValueError where YAML has read a word of a list, such as on or no, as yes or no."""
    if isinstance(content, dict):
        for value in content.values():
            _check_words(value)
    elif isinstance(content, list):
        words = any(isinstance(value, str) for value in content)
        for value in content:
            if words and isinstance(value, bool):
                raise ValueError(
                    "in a list of words, on, off, yes, no, true and false need quotes; one beside "
                    f"{next(v for v in content if isinstance(v, str))!r} has none"
                )
            _check_words(value)


def load_text(path: Path) -> str:
    """The text of a file; raises CodebookError where it is not UTF-8 or cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: {error}") from error


def load_rows(path: Path, required: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV file with their line numbers; lines that start with # are comments."""
    try:
        yield from _rows(path, required)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CodebookError(f"{path}: {error}") from error


def _rows(path: Path, required: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        numbered = (
            (n, line)
            for n, line in enumerate(lines, 1)
            if line.strip() and not line.startswith("#")
        )
        numbers: list[int] = []

        def feed() -> Iterator[str]:
            for number, line in numbered:
                numbers.append(number)
                yield line

        reader = csv.DictReader(feed(), strict=True)
        missing = set(required) - set(reader.fieldnames or ())
        if missing:
            raise CodebookError(f"{path}:1: no column {', '.join(sorted(missing))}")
        for row in reader:
            if None in row or None in row.values():
                raise CodebookError(
                    f"{path}:{numbers[-1]}: expected {len(reader.fieldnames or ())} columns"
                )
            yield numbers[-1], {key: value.strip() for key, value in row.items()}


def digest(folders: Sequence[Path]) -> str:
    """A hash of the folders' data files, names and contents, independent of where they lie.

    The folders of languages that are not read say nothing of a reading.
    """
    total, read = sha256(), {"en", getattr(folders, "language", "en")}
    for folder in folders:
        other = {p.parent for p in folder.glob("??/grammar.yaml") if p.parent.name not in read}
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".yaml", ".csv", ".json"}):
            if not other.isdisjoint(path.parents):
                continue
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()
