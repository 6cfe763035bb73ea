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
_KEPT = 200_000  # answers; a full memory is emptied, which changes no answer

Key = TypeVar("Key")
Value = TypeVar("Value")
Spec = Mapping[str, Any]
Form = tuple[str, str]  # part of speech, lemma in lower case
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """Answers for one pipeline, kept while it is loaded."""

    nlp: Any
    listed: Callable[[str], bool]  # whether a rule names the word
    several: frozenset[str]  # words and labels without which no rule over several tokens holds
    known: dict[tuple[str, str, str], Form | None] = field(default_factory=dict)
    ruled: dict[tuple[str, str, str], tuple[str, str, str]] = field(default_factory=dict)
    lemmas: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, document: Any, rows: Sequence[Row]) -> list[Form]:
        """The forms of a document's tokens; `rows` begin with the word, tag and label of each."""
        found = []
        for row in rows:
            key = row[:3]
            try:
                form = self.known[key]
            except KeyError:
                form = _kept(self.known, key, self._form(*key))
            if form is None:
                return self._by_spacy(document)
            found.append(form)
        return found

    def irregular(self) -> dict[str, list[str]]:
        """For each lemma the forms that no rule makes: "say" is told as "said"."""
        told: dict[str, list[str]] = {}
        for exceptions in self.nlp.get_pipe(LEMMATIZER).lookups.get_table("lemma_exc").values():
            for form, lemmas in exceptions.items():
                for lemma in lemmas:
                    told.setdefault(lemma, []).append(form)
        return told

    def _by_spacy(self, document: Any) -> list[Form]:
        ruled = self.nlp.get_pipe(LEMMATIZER)(self.nlp.get_pipe(RULER)(document))
        return [(t.pos_, t.lemma_.lower()) for t in ruled]

    def _form(self, text: str, tag: str, label: str) -> Form | None:
        """The form of a word by itself; None where a rule over several tokens may hold."""
        word = text.lower()
        if word in self.several or label in self.several:
            return None
        key = word if self.listed(word) else "", tag, label
        found = self.ruled.get(key)
        if found is None:
            found = self.ruled[key] = self._rule(text, tag, label)
        pos, morph, lemma = found
        return pos, lemma or self._lemma(text, pos, morph)

    def _rule(self, text: str, tag: str, label: str) -> tuple[str, str, str]:
        from spacy.tokens import Doc

        alone = Doc(self.nlp.vocab, words=[text], tags=[tag], deps=[label], heads=[0])
        token = self.nlp.get_pipe(RULER)(alone)[0]
        return token.pos_, str(token.morph), token.lemma_.lower()

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
    several = [_needed(rule) for rule in rules if len(rule) > 1]
    if not all(spec.keys() <= _READ for rule in rules for spec in rule) or None in several:
        return None
    nlp.select_pipes(disable=[RULER, LEMMATIZER])
    single = [rule[0] for rule in rules if len(rule) == 1]
    return Forms(nlp, _listed(single), frozenset(filter(None, several)))


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
