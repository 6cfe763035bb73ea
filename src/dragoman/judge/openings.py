"""Attributions without a verb of saying: "according to", "the claim that", "concerns over"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues, Saying
from dragoman.judge.clauses import bounds, phrase, subject
from dragoman.judge.reach import trimmed, until_but
from dragoman.judge.sayings import Said

_PLAIN = Saying("reports", "plain", "speech", frozenset({"clause"}))


def according(sentence: Sentence, cues: Cues) -> Iterator[Said]:
    """Every "according to X" and "in X's view" of the sentence."""
    for token in sentence.tokens:
        if token.lower in cues.according and (opening := _opening(sentence, token, cues)):
            yield from _with_opening(sentence, opening, cues)
        if token.lemma in cues.viewpoint and token.dep == "pobj":
            yield from _viewpoint(sentence, token, cues)


def _opening(sentence: Sentence, token: Token, cues: Cues) -> tuple[Token, Token] | None:
    """First and last word of an opening that begins at the token."""
    for parts in cues.according[token.lower]:
        after = sentence.tokens[token.i : token.i + len(parts)]
        if tuple(t.lower for t in after) == parts and (
            len(parts) > 1 or token.pos in ("ADP", "SCONJ", "VERB")
        ):
            if token.lower == "per" and len(parts) == 1 and _measures(sentence, token):
                continue
            return after[0], after[-1]
    return None


def _measures(sentence: Sentence, token: Token) -> bool:
    """ "per cent", "per year": a rate, no source."""
    after = sentence.child(token.i, "pobj")
    return after is None or after.pos != "PROPN"


def _with_opening(sentence: Sentence, opening: tuple[Token, Token], cues: Cues) -> Iterator[Said]:
    first, last = opening
    source = sentence.child(last.i, "pobj", "dobj", "pcomp") or sentence.child(
        first.i, "pobj", "dobj"
    )
    if source is None and last.i + 1 < len(sentence.tokens):
        following = sentence.tokens[last.i + 1]
        source = following if following.pos in ("NOUN", "PROPN", "PRON", "DET") else None
    if source is None or last.lower in ("citing", "quoting"):
        return
    top = _top(sentence, first)
    inner = set(sentence.subtree(top.i)) | {first.i, last.i}
    content = _clause_of(sentence, top, inner, cues) or _after_comma(sentence, source)
    if content:
        yield Said(
            sentence=sentence.index,
            cue=first.i,
            cue_start=first.start,
            cue_end=last.end,
            saying=_PLAIN,
            form="according",
            construct="clause",
            content=bounds(sentence, content),
            source=_named(sentence, source, last, content),
            head=source.i,
        )


def _named(sentence: Sentence, source: Token, last: Token, content: list[int]) -> tuple[int, ...]:
    """The words of the source, between the opening and what is said."""
    kept = [i for i in phrase(sentence, source) if i > last.i and i not in content]
    while kept and sentence.tokens[kept[-1]].pos == "PUNCT":
        kept.pop()
    return tuple(kept)


def _after_comma(sentence: Sentence, source: Token) -> list[int]:
    """What follows the opening's comma, where the parse made the opening the sentence's head."""
    comma = next((t.i for t in sentence.tokens[source.i :] if t.text == ","), None)
    rest = [] if comma is None else list(range(comma + 1, len(sentence.tokens)))
    while rest and sentence.tokens[rest[-1]].pos == "PUNCT":
        rest.pop()
    return rest


def _viewpoint(sentence: Sentence, token: Token, cues: Cues) -> Iterator[Said]:
    owner = sentence.child(token.i, "poss")
    preposition = sentence.tokens[token.head]
    if owner is None or preposition.lower not in ("in", "from", "to", "by"):
        return
    content = _clause_of(sentence, preposition, set(sentence.subtree(preposition.i)), cues)
    if content:
        yield Said(
            sentence=sentence.index,
            cue=token.i,
            cue_start=preposition.start,
            cue_end=token.end,
            saying=_PLAIN,
            form="according",
            construct="clause",
            content=bounds(sentence, content),
            source=tuple(i for i in sentence.subtree(owner.i) if sentence.tokens[i].dep != "case"),
            head=owner.i,
        )


def _top(sentence: Sentence, token: Token) -> Token:
    """The highest word of a compound preposition ("as reported by")."""
    head = sentence.tokens[token.head]
    while (
        token.dep in ("prep", "mark", "prt", "advmod", "pcomp", "pobj")
        and head.dep in ("prep", "advcl")
        and head.i != token.i
        and abs(head.i - token.i) <= 2
    ):
        token, head = head, sentence.tokens[head.head]
    return token


def _clause_of(sentence: Sentence, opening: Token, inner: set[int], cues: Cues) -> list[int]:
    """The clause that the opening bears on: the one it hangs in."""
    head = sentence.tokens[opening.head]
    for above in (head, *sentence.ancestors(head.i)):
        if above.pos in ("VERB", "AUX") or above.head == above.i:
            head = above
            break
    while head.dep in ("conj", "xcomp") and head.head != head.i:
        head = sentence.tokens[head.head]
    tokens = [i for i in sentence.subtree(head.i) if i not in inner]
    before = [i for i in tokens if i < min(inner)]
    after = [i for i in tokens if i > max(inner)]
    if not _has_words(sentence, before) or not _has_words(sentence, after):
        tokens = before if _has_words(sentence, before) else after
    return trimmed(sentence, until_but(sentence, tokens, cues))


def _has_words(sentence: Sentence, indexes: list[int]) -> bool:
    return any(sentence.tokens[i].pos != "PUNCT" for i in indexes)


def nominal(sentence: Sentence, cues: Cues) -> Iterator[Said]:
    """Every noun of saying with its content: "the claim that ...", "concerns over ..."."""
    for token in sentence.tokens:
        if token.pos == "NOUN" and token.lemma in cues.nouns:
            said = _by_noun(sentence, token, cues)
            if said is not None:
                yield said


def adjectival(sentence: Sentence, cues: Cues) -> Iterator[Said]:
    """Every "is confident that", "are wary of" of the sentence."""
    for token in sentence.tokens:
        if token.lower not in cues.adjectives:
            continue
        if token.dep in ("acomp", "oprd"):
            source = subject(sentence, sentence.tokens[token.head])
        elif (be := sentence.child(token.i, "auxpass")) is not None:
            # The parse may leave the subject with the auxiliary.
            source = sentence.child(token.i, "nsubjpass", "nsubj") or sentence.child(be.i, "nsubj")
        else:
            continue
        sayings = cues.adjectives[token.lower]
        found = _adjective_content(sentence, token, frozenset(o for s in sayings for o in s.opens))
        if source is None or found is None or source.lower in ("it", "there", "this"):
            continue
        construct, tokens = found
        yield Said(
            sentence=sentence.index,
            cue=token.i,
            cue_start=token.start,
            cue_end=token.end,
            saying=sayings[0],
            form="adjective",
            construct="clause" if construct == "that" else construct,
            content=bounds(sentence, tokens),
            source=tuple(phrase(sentence, source, without=token.i)),
            head=source.i,
        )


def _adjective_content(
    sentence: Sentence, token: Token, opens: frozenset[str]
) -> tuple[str, list[int]] | None:
    for clause in sentence.children_of(token.i, "ccomp"):
        if "that" in opens:
            return "that", sentence.subtree(clause.i)
    for preposition in sentence.children_of(token.i, "prep"):
        rest = [i for i in sentence.subtree(preposition.i) if i != preposition.i]
        if preposition.lower in opens and rest:
            return preposition.lower, rest
    return None


def _by_noun(sentence: Sentence, token: Token, cues: Cues) -> Said | None:
    sayings = cues.nouns[token.lemma]
    opens = frozenset(o for s in sayings for o in s.opens)
    found = _noun_content(sentence, token, opens)
    if found is None:
        return None
    construct, tokens = found
    source = _noun_source(sentence, token, cues)
    if source is None and construct not in ("that",):
        return None
    saying = next((s for s in sayings if construct in s.opens), sayings[0])
    inner = set(tokens) | {token.i}
    owned = (
        [i for i in phrase(sentence, source, without=token.i) if i not in inner] if source else []
    )
    return Said(
        sentence=sentence.index,
        cue=token.i,
        cue_start=token.start,
        cue_end=token.end,
        saying=saying,
        form="noun",
        construct=construct,
        content=bounds(sentence, tokens),
        source=tuple(i for i in owned if sentence.tokens[i].dep != "case"),
        head=source.i if source is not None else None,
    )


def _noun_content(
    sentence: Sentence, token: Token, opens: frozenset[str]
) -> tuple[str, list[int]] | None:
    for child in sentence.children_of(token.i, "acl", "ccomp", "relcl"):
        marks = {m.lower for m in sentence.children_of(child.i, "mark")}
        if "that" in marks and "that" in opens:
            return "that", sentence.subtree(child.i)
        aux = sentence.child(child.i, "aux")
        if aux is not None and aux.lower == "to" and "to" in opens:
            return "to", sentence.subtree(child.i)
    for preposition in sentence.children_of(token.i, "prep"):
        if preposition.lower in opens and preposition.lower not in ("by", "to"):
            rest = [i for i in sentence.subtree(preposition.i) if i != preposition.i]
            if rest:
                return preposition.lower, rest
    return None


def _noun_source(sentence: Sentence, token: Token, cues: Cues) -> Token | None:
    """Whose claim it is: its possessor, "by X", the subject of the verb that carries it."""
    owner = sentence.child(token.i, "poss")
    if owner is not None:
        return owner
    for preposition in sentence.children_of(token.i, "prep"):
        if preposition.lower in ("by", "from", "among"):
            return sentence.child(preposition.i, "pobj")
    head = sentence.tokens[token.head]
    if token.dep == "dobj" and head.lemma in cues.carriers:
        return subject(sentence, head)
    names = sentence.children_of(token.i, "amod", "compound", "nmod")
    return next((t for t in names if t.text[:1].isupper()), None)
