"""Languages beside English: whose parser reads them, and what their words are called here.

The frames, cues and word lists are written once, in English words. A language's folder gives its
own names, calendar and numbers, and says by which of those words each of its own is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import formed, load_yaml
from dragoman.errors import CodebookError

ENGLISH = "en"
_PARTS = ("verbs", "nouns", "adjectives", "adverbs")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a form of a verb ends, how its infinitive does, and what the form says."""

    form: str
    infinitive: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its parser, the extra that installs it, and its words by common name.

    `words` are known by their form, "word/POS" where another part of speech means something else;
    `lemmas` by part of speech and lemma, a verb with its reflexive or object ("rendre+se",
    "rendre+visite") before the verb alone; `modals` are verbs that stand as auxiliaries.
    `endings`, `tenses` (what an infinitive is lengthened by) and `helping` verbs set right what the
    parser takes a verb's form for.
    """

    code: str
    name: str
    parser: str
    extra: str
    installed: bool
    words: Mapping[str, str] = field(default_factory=dict)
    lemmas: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    modals: Mapping[str, str] = field(default_factory=dict)
    endings: tuple[Ending, ...] = ()
    tenses: Mapping[str, str] = field(default_factory=dict)
    helping: frozenset[str] = frozenset()


@formed("??/grammar.yaml", "??/words.yaml")
def load_languages(folders: Sequence[Path]) -> dict[str, Language]:
    """The languages of the folders that have a `grammar.yaml`, by code.

    Raises CodebookError with file and cause.
    """
    found: dict[str, list[Path]] = {}
    for folder in folders:
        for path in sorted(folder.glob("??/grammar.yaml")):
            found.setdefault(path.parent.name, []).append(path)
    return {code: _language(code, paths) for code, paths in sorted(found.items())}


def _language(code: str, paths: Sequence[Path]) -> Language:
    told: dict[str, str] = {}
    words: dict[str, str] = {}
    modals: dict[str, str] = {}
    lemmas: dict[str, dict[str, str]] = {part: {} for part in _PARTS}
    forms: dict[str, Any] = {"endings": [], "tenses": {}, "helping": set()}
    for path in paths:
        grammar = _mapping(path, load_yaml(path))
        told |= {key: str(grammar[key]) for key in ("name", "parser", "extra") if key in grammar}
        words |= _by_own(path, "words", grammar.get("words"))
        modals |= _by_own(path, "modals", grammar.get("modals"))
        forms["endings"].extend(_endings(path, grammar.get("endings") or ()))
        forms["tenses"] |= _by_own(path, "tenses", grammar.get("tenses"))
        forms["helping"].update(map(str, grammar.get("helping") or ()))
        content = path.with_name("words.yaml")
        named = _mapping(content, load_yaml(content)) if content.is_file() else {}
        for part in _PARTS:
            lemmas[part] |= _by_own(content, part, named.get(part))
    if missing := {"name", "parser", "extra"} - set(told):
        raise CodebookError(f"{paths[0]}: says no {', '.join(sorted(missing))}")
    return Language(
        code=code,
        installed=find_spec(told["parser"]) is not None,
        words=words,
        lemmas=lemmas,
        modals=modals,
        endings=tuple(forms["endings"]),
        tenses=forms["tenses"],
        helping=frozenset(forms["helping"]),
        **told,
    )


def _endings(path: Path, rows: Any) -> list[Ending]:
    for row in rows:
        if not isinstance(row, list) or len(row) != 3 or not all(isinstance(x, str) for x in row):
            raise CodebookError(f"{path}: endings: {row!r}: expected [form, infinitive, features]")
    return [Ending(form, infinitive, tuple(said.split("|"))) for form, infinitive, said in rows]


def _by_own(path: Path, key: str, section: Any) -> dict[str, str]:
    """A section that lists under each common word the language's own, turned round."""
    found: dict[str, str] = {}
    for common, listed in _mapping(path, section or {}).items():
        if not isinstance(listed, list) or not all(isinstance(w, str) for w in [common, *listed]):
            raise CodebookError(f"{path}: {key}.{common}: expected a list of words (quote yes, no)")
        for word in listed:
            if found.setdefault(word, common) != common:
                raise CodebookError(f"{path}: {key}: {word!r} is both {found[word]} and {common}")
    return found


def _mapping(path: Path, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CodebookError(f"{path}: expected names with values, found {type(value).__name__}")
    return value
