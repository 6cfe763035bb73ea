"""People and the offices they hold or held, with dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.codebook.gazetteer import cell
from dragoman.codebook.loading import existing, formed, load_rows
from dragoman.errors import CodebookError

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_COLUMNS = ("name", "code", "role", "since", "until", "variants", "alone")


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office; `until` is empty while it lasts."""

    name: str
    code: str
    role: str
    since: str
    until: str
    variants: tuple[str, ...]
    alone: tuple[str, ...]
    row: str

    def holds_on(self, day: str | None) -> bool:
        """Whether the office is held on a day (EDTF; None asks for today's holder)."""
        if day is None:
            return not self.until
        return self.since[: len(day)] <= day and (not self.until or day <= self.until)


@formed("people.csv")
def load_people(folders: Sequence[Path]) -> tuple[Tenure, ...]:
    """The rows of `people.csv` of all folders, in order."""
    found: list[Tenure] = []
    for path in existing(folders, "people.csv"):
        for line, row in load_rows(path, _COLUMNS):
            if not row["name"] or not row["code"] or not row["role"]:
                raise CodebookError(f"{path}:{line}: a person needs a name, a code and a role")
            for column in ("since", "until"):
                if row[column] and not _is_date(row[column]):
                    raise CodebookError(
                        f"{path}:{line}: {column} {row[column]!r} is no date: "
                        "expected YYYY-MM-DD, YYYY-MM or YYYY"
                    )
            found.append(_tenure(row, f"{path.name}:{line}"))
    return tuple(found)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def _tenure(row: dict[str, str], at: str) -> Tenure:
    variants, alone = tuple(cell(row["variants"])), tuple(cell(row["alone"]))
    return Tenure(
        row["name"], row["code"], row["role"], row["since"], row["until"], variants, alone, at
    )
