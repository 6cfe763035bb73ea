"""Part of speech and lemma of words, by the rules of the spaCy pipeline, asked once for each kind.

spaCy matches every rule against every token, which takes as long as its parser. What the rules say
of one token depends on its word, tag and label alone; so the answer is kept and looked up. The few
rules over several tokens ("gon na") are left to spaCy, sentence by sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
_READ = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_KINDS = frozenset({"IN", "NOT_IN", "REGEX"})
_KEPT = 200_000  # answers; a full memory is emptied, which changes no answer

Key = TypeVar("Key")
Value = TypeVar("Value")
Spec = Mapping[str, Any]
Word = tuple[str, str, str]  # as it stands, tag, label
Form = tuple[str, str]  # part of speech, lemma in lower case
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """Answers for one pipeline, kept while it is loaded."""

    nlp: Any
    listed: Callable[[str], bool]  # whether a rule names the word
    several: tuple[Sequence[Spec], ...]  # the rules over several tokens
    telling: frozenset[str]  # words and labels without which none of these holds
    known: dict[Word, tuple[Form, bool]] = field(default_factory=dict)
    ruled: dict[Word, tuple[str, str, str]] = field(default_factory=dict)
    lemmas: dict[Word, str] = field(default_factory=dict)
    joined: dict[tuple[Word, ...], list[Form]] = field(default_factory=dict)

    def of(self, rows: Sequence[Row]) -> list[Form]:
        """The forms of a sentence's tokens; `rows` begin with the word, tag and label of each."""
        words = [row[:3] for row in rows]
        answers = [self.known.get(word) or self._answer(word) for word in words]
        found = [form for form, _ in answers]
        if any(telling for _, telling in answers):
            for start, end in self._runs(words):
                found[start:end] = self._together(tuple(words[start:end]))
        return found

    def irregular(self) -> dict[str, list[str]]:
        """For each lemma the forms that no rule makes: "say" is told as "said"."""
        told: dict[str, list[str]] = {}
        for exceptions in self.nlp.get_pipe(LEMMATIZER).lookups.get_table("lemma_exc").values():
            for form, lemmas in exceptions.items():
                for lemma in lemmas:
                    told.setdefault(lemma, []).append(form)
        return told

    def _runs(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Where rules over several tokens hold, those that overlap as one."""
        places = [
            (start, start + len(rule))
            for start in range(len(words))
            for rule in self.several
            if start + len(rule) <= len(words)
            and all(map(_fits, rule, words[start : start + len(rule)]))
        ]
        runs: list[tuple[int, int]] = []
        for start, end in sorted(places):
            if runs and start < runs[-1][1]:
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        return runs

    def _together(self, words: tuple[Word, ...]) -> list[Form]:
        found = self.joined.get(words)
        if found is None:
            ruled = self.nlp.get_pipe(RULER)(self._document(words))
            forms = [
                (t.pos_, t.lemma_.lower() or self._lemma(t.text, t.pos_, str(t.morph)))
                for t in ruled
            ]
            found = _kept(self.joined, words, forms)
        return found

    def _answer(self, word: Word) -> tuple[Form, bool]:
        """The form of a word by itself, and whether a rule over several tokens may hold."""
        text, tag, label = word
        lower = text.lower()
        key = lower if self.listed(lower) else "", tag, label
        found = self.ruled.get(key)
        if found is None:
            found = self.ruled[key] = self._rule(word)
        pos, morph, lemma = found
        form = pos, lemma or self._lemma(text, pos, morph)
        return _kept(self.known, word, (form, lower in self.telling or label in self.telling))

    def _rule(self, word: Word) -> tuple[str, str, str]:
        token = self.nlp.get_pipe(RULER)(self._document((word,)))[0]
        return token.pos_, str(token.morph), token.lemma_.lower()

    def _document(self, words: tuple[Word, ...]) -> Any:
        from spacy.tokens import Doc

        texts, tags, labels = map(list, zip(*words, strict=True))
        heads = list(range(len(words)))
        return Doc(self.nlp.vocab, words=texts, tags=tags, deps=labels, heads=heads)

    def _lemma(self, text: str, pos: str, morph: str) -> str:
        key = text, pos, morph
        found = self.lemmas.get(key)
        if found is None:
            from spacy.tokens import Doc

            alone = Doc(self.nlp.vocab, words=[text], pos=[pos], morphs=[morph])
            lemmatizer = self.nlp.get_pipe(LEMMATIZER)
            lemmatizer.cache.clear()
            found = _kept(self.lemmas, key, lemmatizer.lemmatize(alone[0])[0].lower())
        return found


def _kept(memory: dict[Key, Value], key: Key, value: Value) -> Value:
    if len(memory) >= _KEPT:
        memory.clear()
    memory[key] = value
    return value


def forms_of(nlp: Any) -> Forms | None:
    """What answers in the place of a pipeline's rules; None where they read more than the token.

    The two components stop running with the others.
    """
    names = list(nlp.pipe_names)
    if names[-2:] != [RULER, LEMMATIZER] or nlp.get_pipe(LEMMATIZER).mode != "rule":
        return None
    rules = [rule for row in nlp.get_pipe(RULER).patterns for rule in row["patterns"]]
    several = [rule for rule in rules if len(rule) > 1]
    telling = frozenset(map(_needed, several))
    if not all(_readable(spec) for rule in rules for spec in rule) or None in telling:
        return None
    nlp.select_pipes(disable=[RULER, LEMMATIZER])
    single = [rule[0] for rule in rules if len(rule) == 1]
    return Forms(nlp, _listed(single), tuple(several), frozenset(filter(None, telling)))


def _readable(spec: Spec) -> bool:
    """Whether a rule asks nothing of a token but what is known here, in ways known here."""
    given = [one for one in spec.values() if isinstance(one, dict)]
    return spec.keys() <= _READ and all(one.keys() <= _KINDS for one in given)


def _listed(specs: Iterable[Spec]) -> Callable[[str], bool]:
    """Whether one of the rules names a word, or matches it by an expression."""
    named = [spec["LOWER"] for spec in specs if "LOWER" in spec]
    words = frozenset(word for given in named for word in _words(given))
    shapes = [re.compile(g["REGEX"]) for g in named if isinstance(g, dict) and "REGEX" in g]
    return lambda word: word in words or any(shape.search(word) for shape in shapes)


def _words(given: Any) -> Sequence[str]:
    if isinstance(given, dict):
        return [w for key in ("IN", "NOT_IN") for w in given.get(key, ())]
    return [given]


def _needed(rule: Sequence[Spec]) -> str | None:
    """A label or a word that some token must have for the rule to hold."""
    given = [spec.get(key) for key in ("DEP", "LOWER") for spec in rule]
    return next((one for one in given if isinstance(one, str)), None)


def _fits(spec: Spec, word: Word) -> bool:
    """Whether a word has all that a rule asks of one token."""
    text, tag, label = word
    said = {"TAG": tag, "LOWER": text.lower(), "DEP": label}
    return all(
        text.isspace() == given if key == "IS_SPACE" else _matches(given, said[key])
        for key, given in spec.items()
    )


def _matches(given: Any, said: str) -> bool:
    if not isinstance(given, dict):
        return bool(given == said)
    shape = given.get("REGEX")
    listed = said in given.get("IN", (said,)) and said not in given.get("NOT_IN", ())
    return listed and (shape is None or re.search(shape, said) is not None)
