"""Cues: the words by which a text says whether an act happened, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import existing, formed, load_yaml
from dragoman.errors import CodebookError

STANCES = ("reports", "asserts", "denies", "doubts", "confirms")
FORCES = ("plain", "weak", "strong")
KINDS = ("speech", "thought", "wish")
EFFECTS = frozenset(
    "happened ongoing begun ended planned proposed possible probable unlikely failed alleged denied"
    " unreal fact yet reported verified dropped".split()
)


@dataclass(frozen=True, slots=True)
class Saying:
    """How a verb or noun of saying stands to its content, and by what constructions it opens it."""

    stance: str
    force: str
    kind: str
    opens: frozenset[str]


@dataclass(frozen=True, slots=True)
class Predicates:
    """Words that deny, doubt or confirm what they are said of ("the report is baseless")."""

    adjectives: frozenset[str]
    nouns: frozenset[str]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of one language; lemmas in lower case, two-word verbs as "call off".

    `according` holds the openings ("according to") by their first word, longest first.
    """

    verbs: Mapping[str, tuple[Saying, ...]]
    nouns: Mapping[str, tuple[Saying, ...]]
    adjectives: Mapping[str, tuple[Saying, ...]]
    carriers: frozenset[str]
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    viewpoint: frozenset[str]
    outlets: frozenset[str]
    relays: frozenset[str]
    official: frozenset[str]
    documents: frozenset[str]
    commentators: frozenset[str]
    voices: frozenset[str]
    records: frozenset[str]
    media: frozenset[str]
    vague: frozenset[str]
    voice_endings: tuple[str, ...]
    negation: Mapping[str, frozenset[str]]
    modals: Mapping[str, str]
    conditions: frozenset[str]
    settled: frozenset[str]
    awaiting: frozenset[str]
    temporal: frozenset[str]
    modifiers: Mapping[str, str]
    adverbs: Mapping[str, str]
    state_nouns: frozenset[str]
    activities: frozenset[str]
    performatives: frozenset[str]
    goals: frozenset[str]
    conversations: frozenset[str]
    rounds: frozenset[str]
    intents: frozenset[str]
    meeting: frozenset[str]
    met_for: frozenset[str]
    state_verbs: frozenset[str]
    occurrence: frozenset[str]
    embedding_verbs: Mapping[str, str]
    embedding_nouns: Mapping[str, str]
    embedding_adjectives: Mapping[str, str]
    predicates: Mapping[str, Predicates]
    predicates_of: frozenset[str]
    contested: frozenset[str]
    plain_denials: frozenset[str]
    verifying: frozenset[str]
    losses: frozenset[str]
    no_denial: frozenset[str]
    demanding: frozenset[str]


@formed("en/cues*.yaml")
def load_cues(folders: Sequence[Path]) -> Cues:
    """Read the cue files of the folders; later folders add words and override their effects."""
    small = _Layers(folders, "en/cues.yaml")
    embedding = _Layers(folders, "en/cues_embedding.yaml")
    return Cues(
        **_speech(_Layers(folders, "en/cues_speech.yaml")),
        **_denial(_Layers(folders, "en/cues_denial.yaml")),
        negation={key: small.words("negation", key) for key in _NEGATION},
        modals=small.effect_of("modals"),
        modifiers=small.effects("modifiers"),
        adverbs=small.effects("adverbs"),
        state_nouns=small.words("states", "nouns"),
        activities=small.words("states", "activities"),
        state_verbs=small.words("states", "verbs"),
        conditions=small.words("conditions"),
        settled=small.words("settled"),
        awaiting=small.words("awaiting"),
        temporal=small.words("temporal"),
        performatives=small.words("performatives"),
        goals=small.words("goals"),
        conversations=small.words("conversations"),
        rounds=small.words("rounds"),
        intents=small.words("intents"),
        meeting=small.words("meeting"),
        met_for=small.words("met_for"),
        occurrence=small.words("occurrence"),
        embedding_verbs=embedding.effects("verbs"),
        embedding_nouns=embedding.effects("nouns"),
        embedding_adjectives=embedding.effects("adjectives"),
    )


_NEGATION = ("words", "determiners", "pronouns", "prepositions", "undone_by", "ended_by")
_SPEECH = (
    "carriers",
    "official", "viewpoint", "outlets", "relays", "documents", "commentators", "voices", "records",
    "media", "vague",
)  # fmt: skip


def _speech(speech: _Layers) -> dict[str, Any]:
    return {
        "verbs": speech.sayings("verbs", "takes"),
        "nouns": speech.sayings("nouns", "opens"),
        "adjectives": speech.sayings("adjectives", "opens"),
        "voice_endings": tuple(sorted(speech.words("voice_endings"))),
        "according": _by_first(speech.words("according")),
        **{key: speech.words(key) for key in _SPEECH},
    }


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The words of each phrase under the first of them, long phrases before short ones."""
    split = [tuple(p.split()) for p in sorted(phrases, key=lambda p: (-len(p), p))]
    return {words[0]: tuple(w for w in split if w[0] == words[0]) for words in split}


_PLAIN = ("plain_denials", "verifying", "losses", "no_denial", "demanding")


def _denial(denial: _Layers) -> dict[str, Any]:
    predicates = {
        stance: Predicates(
            denial.words(stance, "adjectives"),
            denial.words(stance, "nouns"),
            tuple(sorted(denial.words(stance, "phrases"), key=lambda p: (-len(p), p))),
        )
        for stance in ("denies", "doubts", "confirms")
    }
    return {
        "predicates": predicates,
        "predicates_of": denial.words("of"),
        "contested": denial.words("contested"),
        **{key: denial.words(key) for key in _PLAIN},
    }


class _Layers:
    """One cue file as it stands in each folder, shipped first."""

    def __init__(self, folders: Sequence[Path], name: str) -> None:
        self.files = [(path, _mapping(path, load_yaml(path))) for path in existing(folders, name)]

    def _at(self, *keys: str) -> Iterator[tuple[Path, Any]]:
        for path, whole in self.files:
            value: Any = whole
            for key in keys:
                value = value.get(key) if isinstance(value, dict) else None
            if value is not None:
                yield path, value

    def words(self, *keys: str) -> frozenset[str]:
        return frozenset(
            w for path, value in self._at(*keys) for w in _words(path, ".".join(keys), value)
        )

    def effects(self, key: str) -> dict[str, str]:
        """A section that lists words under their effect; the last file to name a word decides."""
        found: dict[str, str] = {}
        for path, section in self._at(key):
            named: dict[str, str] = {}
            for effect, listed in _mapping(path, section).items():
                _one_of(path, key, effect, EFFECTS)
                for word in _words(path, f"{key}.{effect}", listed):
                    if word in named:
                        raise CodebookError(
                            f"{path}: {key}: {word!r} is both {named[word]} and {effect}"
                        )
                    named[word] = effect
            found.update(named)
        return found

    def effect_of(self, key: str) -> dict[str, str]:
        """A section that gives each word its effect."""
        found: dict[str, str] = {}
        for path, section in self._at(key):
            for word, effect in _mapping(path, section).items():
                _one_of(path, key, effect, EFFECTS)
                found[str(word).lower()] = effect
        return found

    def sayings(self, key: str, opens: str) -> dict[str, tuple[Saying, ...]]:
        found: dict[str, list[Saying]] = {}
        for path, groups in self._at(key):
            if not isinstance(groups, list):
                raise CodebookError(f"{path}: {key} must be a list of groups")
            for group in groups:
                saying = _saying(path, key, _mapping(path, group), opens)
                for word in _words(path, f"{key}.words", group.get("words")):
                    found.setdefault(word, []).append(saying)
        return {word: tuple(sayings) for word, sayings in found.items()}


def _saying(path: Path, key: str, group: dict[str, Any], opens: str) -> Saying:
    for name, allowed in (("stance", STANCES), ("force", FORCES), ("kind", KINDS)):
        _one_of(path, f"{key}.{name}", group.get(name), allowed)
    return Saying(
        stance=group["stance"],
        force=group["force"],
        kind=group["kind"],
        opens=frozenset(_words(path, f"{key}.{opens}", group.get(opens))),
    )


def _mapping(path: Path, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CodebookError(f"{path}: expected names with values, found {type(value).__name__}")
    return value


def _one_of(path: Path, key: str, value: Any, allowed: Sequence[str] | frozenset[str]) -> None:
    if value not in allowed:
        raise CodebookError(f"{path}: {key}: {value!r} is none of {', '.join(sorted(allowed))}")


def _words(path: Path, key: str, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise CodebookError(f"{path}: {key} must be a list of words")
    for word in value:
        # YAML reads bare on, off, yes and no as truth values.
        if not isinstance(word, str):
            raise CodebookError(f"{path}: {key}: {word!r} is no word; write it in quotes")
    return [word.lower() for word in value]
