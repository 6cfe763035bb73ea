"""Which party a source is: on whose behalf the words are said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.analysis import Mention, MentionKind, Parse, Sentence
from dragoman.codebook.cues import Cues
from dragoman.judge.attribution import source_span
from dragoman.judge.clauses import is_verb
from dragoman.judge.sayings import Said
from dragoman.model import Party

_AMOUNTS = frozenset({"half", "third", "quarter", "fifth", "tenth", "percent", "%"})
# What somebody does for his own side.
_SERVING = frozenset(
    "run head lead represent chair command serve work speak govern rule advise".split()
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
# People whose nation is not that of the place where they are.
_ANYONES = frozenset({"diplomat", "source", "observer", "analyst", "correspondent", "envoy"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
# A pronoun that the reader of names left open stands for who spoke within so many sentences before.
_NEAR = 3


def speakers(
    parse: Parse, found: Sequence[Said], mentions: Sequence[Mention]
) -> list[tuple[Party, ...]]:
    """The parties behind each attribution; empty where the source is left out or is nobody's."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    resolved: list[tuple[Party, ...]] = []
    spoken: dict[int, tuple[Party, ...]] = {}
    last: tuple[int, tuple[Party, ...]] = (-_NEAR - 1, ())
    for said in found:
        parties = _behind(parse, said, by_sentence.get(said.sentence, []))
        if said.carried is not None:
            parties = spoken.get(said.carried, ())
        elif not parties and _is_pronoun(parse, said) and said.sentence - last[0] <= _NEAR:
            parties = last[1]
        resolved.append(parties)
        spoken[said.cue_start] = parties
        if parties and said.saying.kind == "speech" and said.form != "noun":
            last = (said.sentence, parties)
    return resolved


def _is_pronoun(parse: Parse, said: Said) -> bool:
    if said.head is None:
        return False
    return parse.sentences[said.sentence].tokens[said.head].lower in _PRONOUNS


def _behind(parse: Parse, said: Said, mentions: Sequence[Mention]) -> tuple[Party, ...]:
    if said.head is None:
        return ()
    sentence = parse.sentences[said.sentence]
    head, tokens = _source(sentence, said.head, said.source)
    if is_verb(sentence.tokens[head]) or (head != said.head and _amount(sentence, head)):
        return ()  # "fell by half, which shows that": what happened is no speaker
    span = source_span(parse, replace(said, source=tuple(sorted(tokens))))
    text = span.text if span is not None else sentence.tokens[head].text
    chosen = _chosen(sentence, head, tokens, mentions)
    if chosen is not None and head != said.head:
        text = chosen.text
    if chosen is not None and chosen.parties:
        return tuple(replace(p, text=text) for p in chosen.parties)
    if sentence.tokens[head].lower in _PRONOUNS or sentence.tokens[head].pos == "PRON":
        return ()
    return (Party(code="", name=text, text=text),)


def _amount(sentence: Sentence, at: int) -> bool:
    """Whether a noun tells how much: "by half", "by 12 percent"."""
    token = sentence.tokens[at]
    counted = sentence.child(at, "nummod") is not None
    return token.pos in ("NUM", "DET") or counted or token.lemma in _AMOUNTS


def _source(sentence: Sentence, head: int, tokens: Iterable[int]) -> tuple[int, set[int]]:
    """The head and the words of a source; of a relative pronoun, of what it stands for."""
    relative = sentence.tokens[head].lower in _RELATIVE
    return _antecedent(sentence, head) if relative else (head, set(tokens))


def _antecedent(sentence: Sentence, at: int) -> tuple[int, set[int]]:
    """The noun a relative pronoun stands for."""
    for above in sentence.ancestors(at):
        if above.dep == "relcl":
            clause = set(sentence.subtree(above.i))
            return above.head, set(sentence.subtree(above.head)) - clause
    return at, {at}


def _chosen(
    sentence: Sentence, head: int, tokens: set[int], mentions: Sequence[Mention]
) -> Mention | None:
    """The mention that holds the head of the source, or the nearest one that describes it."""
    covering = [m for m in mentions if m.first <= head <= m.last and m.parties]
    if covering:
        return covering[0]
    described = [
        m for m in mentions if m.head in tokens and m.parties and not _where(sentence, m, head)
    ]
    plain = [m for m in described if not _under(sentence, m.head, head, "relcl", "acl")]
    # Whom a relative clause names is another one: "a man whom Kenya had expelled".
    described = plain or [m for m in described if _whose(sentence, m.head, head)]
    described.sort(
        key=lambda m: (_depth(sentence, m.head, head), m.kind is MentionKind.CAPITAL, m.first)
    )
    return described[0] if described else None


def _where(sentence: Sentence, mention: Mention, head: int) -> bool:
    """Whether the mention says where somebody is, not whose he is: "diplomats in Bamako"."""
    if mention.kind is MentionKind.OFFICE:  # "a source at the Malian foreign ministry"
        return False
    preposition = sentence.tokens[sentence.tokens[mention.head].head]
    anyones = sentence.tokens[head].lemma in _ANYONES
    return anyones and preposition.lower in ("in", "at", "near") and preposition.head == head


def _whose(sentence: Sentence, at: int, head: int) -> bool:
    """Whether a clause behind a noun says whose it is: "the man who runs Chad's army"."""
    if not _under(sentence, at, head, "relcl"):
        return True
    clause = next(t for t in sentence.ancestors(at) if t.dep == "relcl")
    return clause.lemma in _SERVING


def _under(sentence: Sentence, at: int, head: int, *clauses: str) -> bool:
    """Whether a clause of one of the kinds stands between a token and the head of its phrase."""
    chain = [sentence.tokens[at], *sentence.ancestors(at)]
    below = [t for t in chain if t.i != head]
    for token in below:
        if token.dep in clauses:
            return True
        if token.head == head:
            return False
    return False


def _depth(sentence: Sentence, at: int, head: int) -> int:
    steps = 0
    token = sentence.tokens[at]
    while token.i != head and token.head != token.i:
        token = sentence.tokens[token.head]
        steps += 1
    return steps


def is_relay(parse: Parse, said: Said, parties: Sequence[Party], cues: Cues) -> bool:
    """Whether the source only passes words on: an agency, a paper, a post of nobody's."""
    if said.head is None:
        return False
    sentence = parse.sentences[said.sentence]
    at, tokens = _source(sentence, said.head, said.source)
    head = sentence.tokens[at]
    names = {head.lemma, head.lower}
    coded = any(p.code for p in parties)
    words = {sentence.tokens[i].lower for i in tokens}
    if coded and words & cues.official:
        # A state's own agency speaks for it.
        return False
    if names & cues.relays or names & cues.outlets or (names & cues.documents and not coded):
        return True
    text = (parties[0].text if parties else "").lower()
    return text in cues.outlets or text.removeprefix("the ") in cues.outlets


def is_record(parse: Parse, said: Said, cues: Cues) -> bool:
    """Whether the source is a register or statistics: what it says is taken for fact."""
    if said.head is None:
        return False
    sentence = parse.sentences[said.sentence]
    at, _ = _source(sentence, said.head, said.source)
    return sentence.tokens[at].lemma in cues.records
