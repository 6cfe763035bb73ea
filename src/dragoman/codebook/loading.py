"""Reading the codebook's files, with errors that name file, line and cause."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from dragoman.errors import CodebookError

SHIPPED = Path(__file__).parent / "data"


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


def load_yaml(path: Path) -> Any:
    """Parse one YAML file; raises CodebookError with file and line."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError(f"{path}:{line}: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: {error}") from error


def load_rows(path: Path, required: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV file with their line numbers; lines that start with # are comments."""
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
