"""Frames: the words that tell an act, and where its parties stand around them.

A frame is written as a pattern in plain words:

    verbs:  "condemn|denounce TARGET"            the subject acts on the object
            "impose [sanction|tariff] on TARGET" with an object noun and a preposition
            "TARGET receive [aid] from SOURCE"   the subject is acted upon
            "promise CLAUSE"                     the target stands in what is promised
    nouns:  "visit to|in TARGET"                 its other parties are found by any link
    adjectives: "grateful to TARGET"             after "be"

`call+off` is a particle verb, `air+strike` a compound noun; a preposition at the end ("supply
TARGET with") must be there. In noun patterns parties that hang on the noun by possessive,
adjective, "of" or "by" act, unless the pattern says otherwise ("invasion of TARGET").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.loading import existing, formed, load_yaml
from dragoman.errors import CodebookError
from dragoman.model import EventType

SOURCE, TARGET, CLAUSE = "SOURCE", "TARGET", "CLAUSE"
_ROLES = {SOURCE, TARGET, CLAUSE}
_WORD_LISTS = (
    "light",
    "mutual",
    "control",
    "partitive",
    "play",
    "cease",
    "conclude",
    "undo",
    "charges",
    "silent",
)
_GROUP_KEYS = {
    "id",
    "mode",
    "symmetric",
    "implied",
    "status",
    "contexts",
    "verbs",
    "nouns",
    "adjectives",
    "certain",
    "tone",
    "direct",
    "explicit",
    "reactive",
    "ground",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of telling an act.

    `lemmas` trigger it, with `particle` and one of `objects` as head of the direct object where
    given. `roles` maps a place to the party that stands there: "subject", "object", "clause" or a
    preposition. `implied`: a missing side may be supplied by the discourse. `status` is a hint for
    the judge. `tone` asks for words of blame or praise in what the verb predicates. `direct`: the
    parties themselves must be named, not things of theirs. `explicit`: grammar gives both sides.
    `reactive`: "the move" or "it" as object stands for what another party has just done. `ground`:
    a place stands for its state ("arrived in Lima").
    """

    id: str
    type: EventType
    mode: str | None
    part: str  # "verb", "noun" or "adjective"
    lemmas: tuple[str, ...]
    particle: str | None
    objects: tuple[str, ...]
    roles: dict[str, str]
    symmetric: bool
    implied: bool
    certain: float
    status: str | None = None
    contexts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    tone: str | None = None
    direct: bool = False
    explicit: bool = False
    reactive: bool = False
    ground: bool = False


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames by the lemma that triggers them, and the words that help to find the parties.

    `light` verbs only lend a noun its subject, `mutual` adjectives say that an act is between the
    parties already spoken of, the object of a `control` verb does what its infinitive says,
    `partitive` nouns pass their phrase on, `play` words tell of a contest, where states beat one
    another without harm; a verb of `cease` turns an act into what `ends` says, but meetings that a
    verb of `conclude` ends were held, and those that one of `undo` is done to were not;
    `charges` are what somebody has said against the one who answers them. Who declines to do what
    a verb of `silent` says only keeps silent.
    """

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    adjectives: dict[str, tuple[Frame, ...]]
    light: frozenset[str]
    tones: dict[str, frozenset[str]]
    mutual: frozenset[str]
    control: frozenset[str]
    partitive: frozenset[str]
    play: frozenset[str]
    cease: frozenset[str]
    conclude: frozenset[str]
    undo: frozenset[str]
    charges: frozenset[str]
    silent: frozenset[str]
    ends: dict[EventType, EventType]

    def tone(self, name: str, lemmas: Iterable[str]) -> bool:
        """Whether one of the lemmas is a word of that tone, and none of the opposite one."""
        words = set(lemmas)
        other = "positive" if name == "negative" else "negative"
        return bool(words & self.tones[name]) and not (
            name == "positive" and words & self.tones[other]
        )


@formed("en/frames/*.yaml", "en/tone.yaml")
def load_frames(folders: Sequence[Path], types: Collection[EventType]) -> Frames:
    """Read every `en/frames/*.yaml`; raises CodebookError with file, group and cause.

    `types` are those that frames may have.
    """
    found: list[Frame] = []
    ends: dict[str, str] = {}
    words: dict[str, set[str]] = {name: set() for name in _WORD_LISTS}
    for folder in folders:
        own: list[Frame] = []
        for path in _files(folder, getattr(folders, "language", "en")):
            data = load_yaml(path)
            ends |= data.get("ends") or {}
            for name in _WORD_LISTS:
                words[name].update(data.get(name) or ())
            if "type" in data:
                own.extend(_frames_of(path, data, types))
        # Of two patterns that demand the same a user's own is tried before the shipped one.
        found = sorted(own, key=lambda frame: -len(frame.roles)) + found
    return Frames(
        verbs=_by_lemma(f for f in found if f.part == "verb"),
        nouns=_by_lemma(f for f in found if f.part == "noun"),
        adjectives=_by_lemma(f for f in found if f.part == "adjective"),
        tones=_tones(folders),
        ends={EventType(a): EventType(b) for a, b in ends.items()},
        **{name: frozenset(found) for name, found in words.items()},
    )


def _files(folder: Path, language: str) -> list[Path]:
    """The frames of a folder: those in English words, and a further language's own."""
    english = sorted((folder / "en" / "frames").glob("*.yaml"))
    own = sorted((folder / language / "frames").glob("*.yaml"))
    return english if language == "en" else [*english, *own]


def _tones(folders: Sequence[Path]) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {"negative": set(), "positive": set(), "demanding": set()}
    for path in existing(folders, "en/tone.yaml"):
        for tone, lemmas in load_yaml(path).items():
            if tone not in words:
                raise CodebookError(f"{path}: tone {tone!r} is none of {', '.join(words)}")
            words[tone].update(lemmas)
    return {tone: frozenset(lemmas) for tone, lemmas in words.items()}


def _by_lemma(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, list[Frame]] = {}
    for frame in frames:
        for lemma in frame.lemmas:
            table.setdefault(lemma, []).append(frame)
    # The most demanding pattern is tried first: "impose sanctions on" before "impose".
    return {lemma: tuple(sorted(rows, key=_demands)) for lemma, rows in table.items()}


def _demands(frame: Frame) -> tuple[bool, bool, bool]:
    return not frame.objects, frame.particle is None, not frame.needs


def _frames_of(path: Path, data: dict[str, Any], types: Collection[EventType]) -> Iterable[Frame]:
    kind = next((kind for kind in types if kind == data["type"]), None)
    if kind is None:
        raise CodebookError(
            f"{path}: {data['type']} is no event type; known: {', '.join(types)}, "
            "and what a types.yaml beside it adds"
        )
    for group in data.get("groups") or ():
        if unknown := set(group) - _GROUP_KEYS:
            raise CodebookError(
                f"{path}: group {group.get('id')}: unknown {', '.join(sorted(unknown))}"
            )
        for part in ("verb", "noun", "adjective"):
            for pattern in group.get(f"{part}s") or ():
                try:
                    yield from _frames(kind, group, part, pattern)
                except ValueError as error:
                    raise CodebookError(
                        f"{path}: {group.get('id')}: {pattern!r}: {error}"
                    ) from error


def _frames(kind: EventType, group: dict[str, Any], part: str, pattern: str) -> Iterable[Frame]:
    """One frame per particle: "end|call+off" is "end", and "call" with "off"."""
    words = re.findall(r"\[[^\]]*\]|\S+", pattern)
    roles: dict[str, str] = {}
    if words[0] in _ROLES:
        roles["subject"] = words.pop(0)
    if not words or words[0] in _ROLES or words[0].startswith("["):
        raise ValueError("expected a word that triggers the frame")
    by_particle: dict[str, list[str]] = {}
    for word in words.pop(0).split("|"):
        lemma, _, particle = word.partition("+") if part == "verb" else (word, "", "")
        by_particle.setdefault(particle, []).append(lemma)
    for particle, lemmas in by_particle.items():
        yield _frame(kind, group, part, lemmas, particle, list(words), dict(roles))


def _frame(
    kind: EventType,
    group: dict[str, Any],
    part: str,
    lemmas: list[str],
    particle: str,
    words: list[str],
    roles: dict[str, str],
) -> Frame:
    objects: tuple[str, ...] = ()
    if words and words[0].startswith("["):
        objects = tuple(words.pop(0).strip("[]").split("|"))
    places, needs = _places(words, part)
    roles |= places
    if part == "verb":
        roles.setdefault("subject", SOURCE)
    return Frame(
        id=f"{kind.lower()}.{group['id']}",
        type=kind,
        mode=group.get("mode"),
        part=part,
        lemmas=tuple(lemmas),
        particle=particle or None,
        objects=objects,
        roles=roles,
        symmetric=bool(group.get("symmetric", False)),
        implied=bool(group.get("implied", False)),
        certain=float(group.get("certain", 0.7)),
        status=group.get("status"),
        contexts=tuple(group.get("contexts") or ()),
        needs=needs,
        tone=group.get("tone"),
        direct=bool(group.get("direct", False)),
        explicit=bool(group.get("explicit", False)),
        reactive=bool(group.get("reactive", False)),
        ground=bool(group.get("ground", group.get("mode") == "visit")),
    )


def _places(words: list[str], part: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Read "on|against TARGET" into place -> role, and a last preposition into a need."""
    places: dict[str, str] = {}
    waiting: list[str] = []
    for word in words:
        if word in _ROLES:
            if not waiting and part == "noun":
                raise ValueError("a noun's party needs a preposition")
            where = waiting or (["clause"] if word == CLAUSE else ["object"])
            places |= dict.fromkeys(where, TARGET if word == CLAUSE else word)
            if word == CLAUSE:
                places["clause"] = TARGET
            waiting = []
        elif re.fullmatch(r"[a-z|-]+", word):
            waiting = word.split("|")
        else:
            raise ValueError(f"cannot read {word!r}")
    return places, tuple(waiting)
