"""Attributions within a sentence: who says what, by which word, as the grammar shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues, Saying
from dragoman.judge.clauses import agent, bounds, is_verb, keys, passive, phrase, subject
from dragoman.judge.contents import Cue, content_of

_PRONOUNS = frozenset({"i", "he", "she", "we", "they", "you", "who"})
# Whoever says one of these speaks; a mere object may be that of a thing ("the move supports").
_TELLING = frozenset({"clause", "quote", "infinitive"})


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution before its words are quoted: places in the document, tokens in the sentence.

    `source` holds the tokens of the source, `head` its head; `content` may leave the sentence.
    """

    sentence: int
    cue: int
    cue_start: int
    cue_end: int
    saying: Saying
    form: str
    construct: str
    content: tuple[int, int] | None
    source: tuple[int, ...] = ()
    head: int | None = None
    carried: int | None = None


def sayings(sentence: Sentence, cues: Cues) -> Iterator[Said]:
    """Every attribution by a verb in the sentence, in order of the cue."""
    for token in sentence.tokens:
        if is_verb(token) and token.dep != "amod":
            said = _by_verb(sentence, token, cues)
            if said is not None:
                yield said


def _by_verb(sentence: Sentence, token: Token, cues: Cues) -> Said | None:
    key = next((k for k in keys(sentence, token) if k in cues.verbs), None)
    if key is None:
        return None
    entries = cues.verbs[key]
    cue = Cue(sentence, token, key, frozenset(o for s in entries for o in s.opens))
    source = source_of(sentence, token)
    found = content_of(cue, source, cues)
    construct, tokens = found or ("quote", [])
    if found is None:
        source = source or _after(sentence, token)
        if source is None or "quote" not in cue.opens:
            return None
    elif construct not in _TELLING:
        it = construct == "naming"
        if not speaks(sentence, _named(sentence, source), cues, it=it):
            return None
    start, end = _cue_bounds(cue)
    return Said(
        sentence=sentence.index,
        cue=token.i,
        cue_start=start,
        cue_end=end,
        saying=_saying(entries, construct),
        form="verb",
        construct=construct,
        content=bounds(sentence, tokens) if tokens else None,
        source=tuple(phrase(sentence, source, without=token.i)) if source is not None else (),
        head=source.i if source is not None else None,
    )


def _saying(entries: tuple[Saying, ...], construct: str) -> Saying:
    """The entry for the construction; "dismissed the report as" denies, like the bare verb."""
    fitting = [s for s in entries if construct in s.opens] or list(entries)
    return next((s for s in entries if s.stance == "denies"), fitting[0])


def _named(sentence: Sentence, source: Token | None) -> Token | None:
    """The noun that a relative pronoun stands for; any other word itself."""
    if source is None or source.tag not in ("WDT", "WP"):
        return source
    clause = next((t for t in sentence.ancestors(source.i) if t.dep == "relcl"), None)
    return source if clause is None else sentence.tokens[clause.head]


def _after(sentence: Sentence, token: Token) -> Token | None:
    """The speaker right after a cue that opens its sentence: `"..." Said the envoy.`"""
    if token.i > 1 or token.tag not in ("VBD", "VBZ"):
        return None
    names = [t for t in sentence.tokens[token.i + 1 :] if t.pos in ("PROPN", "NOUN", "PRON")]
    while names and names[0].dep == "compound":
        names = [sentence.tokens[names[0].head], *names[1:]]
    return names[0] if names and names[0].i <= token.i + 6 else None


def source_of(sentence: Sentence, token: Token) -> Token | None:
    """Who speaks: the subject, in a passive the noun after "by"; an empty "it" is nobody."""
    if passive(sentence, token):
        return agent(sentence, token)
    found = subject(sentence, token) or _adverbial_name(sentence, token)
    if found is not None and found.lower in ("there", "what", "this"):
        return None
    return found


def _adverbial_name(sentence: Sentence, token: Token) -> Token | None:
    """A name before its verb that the parse takes for an adverb: "Budapest contradicted ..."."""
    before = sentence.child(token.i, "npadvmod")
    fits = before is not None and before.pos == "PROPN" and before.i == token.i - 1
    return before if fits else None


def speaks(sentence: Sentence, source: Token | None, cues: Cues, *, it: bool = False) -> bool:
    """Whether the noun can be somebody who says things: a name, a person, a paper; `it` may be."""
    if source is None:
        return False
    if source.lower in ("it", "which", "that"):
        return it
    if source.pos in ("PROPN", "PRON") or source.lower in _PRONOUNS:
        return True
    lemma = source.lemma
    if lemma in cues.documents or lemma in cues.relays or lemma in cues.commentators:
        return True
    names = any(sentence.tokens[c].pos == "PROPN" for c in sentence.children[source.i])
    return names or lemma.endswith(cues.voice_endings) or lemma in cues.voices


def _cue_bounds(cue: Cue) -> tuple[int, int]:
    token = cue.token
    for child in cue.children():
        if cue.second and child.lower == cue.second and token.i < child.i <= token.i + 2:
            return token.start, child.end
    return token.start, token.end
