"""Words for offices, organs and groups of people that, with a state's name, stand for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.folding import fold
from dragoman.codebook.loading import existing, formed, load_yaml
from dragoman.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Office:
    """One word or phrase ("foreign minister"): its role, its PLOVER sector, and whether a person's
    name may follow.
    """

    words: str
    role: str
    sector: str
    title: bool
    plural: bool


@formed("en/offices.yaml")
def load_offices(folders: Sequence[Path]) -> dict[str, Office]:
    """The offices of `en/offices.yaml` by their words in lower case, plurals included."""
    found: dict[str, Office] = {}
    for path in existing(folders, "en/offices.yaml"):
        content = load_yaml(path)
        for group in ("titles", "organs"):
            for role, row in (content.get(group) or {}).items():
                for office in _offices(path, str(role), row, title=group == "titles"):
                    found.setdefault(office.words, office)
    return found


@formed("en/offices.yaml")
def adjectives_follow(folders: Sequence[Path]) -> bool:
    """Whether a state's adjective stands after its office ("le ministre kényan")."""
    files = existing(folders, "en/offices.yaml")
    return any(load_yaml(path).get("adjectives") == "after" for path in files)


def _offices(path: Path, role: str, row: Any, title: bool) -> Iterator[Office]:
    if not isinstance(row, dict) or not row.get("sector") or not row.get("words"):
        raise CodebookError(f"{path}: role {role!r} needs a sector and a list of words")
    for word in row["words"]:
        words = fold(str(word).lower())
        yield Office(words, role, row["sector"], title, plural=not title and words.endswith("s"))
        if title and not words.endswith("."):
            yield Office(plural(words), role, row["sector"], title, plural=True)


def plural(words: str) -> str:
    """The plural of an English office: "heads of state", "prime ministers", "deputies"."""
    head, of, rest = words.partition(" of ")
    if not of:
        head, of, rest = words.partition(" for ")
    return _plural_noun(head) + of + rest


def _plural_noun(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")
