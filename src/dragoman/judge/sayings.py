"""Attributions within a sentence: who says what, by which word, as the grammar shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues, Saying
from dragoman.judge.clauses import agent, bounds, is_verb, keys, passive, phrase, subject

_PEOPLE = frozenset("i he she we they you who which that it".split())
_PERSONAL = ("er", "or", "ist", "man", "men", "woman", "women", "ian", "ant", "ee", "ive")


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution before its words are quoted: places in the document, tokens in the sentence.

    `source` holds the tokens of the source and `head` its head; `content` may reach beyond the sentence.
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
    source = source_of(sentence, token)
    opens = frozenset(o for s in cues.verbs[key] for o in s.opens)
    found = content_of(sentence, token, opens, key, source)
    if (
        found is not None
        and found[0] not in ("clause", "quote", "infinitive")
        and not speaks(sentence, source, cues)
    ):
        return None
    construct = found[0] if found else "quote"
    if found is None and "quote" not in opens:
        return None
    if found is None and source is None:
        source = _after(sentence, token)
        if source is None:
            return None
    saying = next((s for s in cues.verbs[key] if construct in s.opens), cues.verbs[key][0])
    start, end = _cue_bounds(sentence, token, key, construct)
    tokens = tuple(phrase(sentence, source, without=token.i)) if source is not None else ()
    return Said(
        sentence=sentence.index,
        cue=token.i,
        cue_start=start,
        cue_end=end,
        saying=saying,
        form="verb",
        construct=construct,
        content=bounds(sentence, found[1]) if found else None,
        source=tokens,
        head=source.i if source is not None else None,
    )


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
    found = subject(sentence, token)
    if found is not None and found.lower in ("there", "what", "this"):
        return None
    return found


def speaks(sentence: Sentence, source: Token | None, cues: Cues) -> bool:
    """Whether the noun can be somebody who says things: a name, a person, a paper."""
    if source is None:
        return False
    if source.pos == "PROPN" or source.lower in _PEOPLE:
        return source.lower not in ("it", "which", "that")
    lemma = source.lemma
    if lemma in cues.documents or lemma in cues.relays or lemma in cues.commentators:
        return True
    names = any(sentence.tokens[c].pos == "PROPN" for c in sentence.children[source.i])
    return names or lemma.endswith(_PERSONAL) or lemma in cues.voices


def content_of(
    sentence: Sentence, token: Token, opens: frozenset[str], key: str, source: Token | None
) -> tuple[str, list[int]] | None:
    """What is said, as (construction, tokens); None when the sentence does not hold it."""
    for construct, finder in (
        ("clause", _clause),
        ("infinitive", _infinitive),
        ("naming", _naming),
        ("clause", _around),
        ("preposition", _prepositional),
        ("object", _object),
    ):
        if construct != "preposition" and construct not in opens:
            continue
        tokens = finder(sentence, token, opens, key)
        if tokens:
            own = set(phrase(sentence, source, without=token.i)) if source is not None else set()
            kept = [i for i in tokens if i not in own] if construct == "clause" else tokens
            if kept:
                whole = _with_rest(sentence, token, kept) if construct in _OPEN else kept
                whole = _before_but(sentence, whole) if construct == "clause" else whole
                return construct, _one_side(sentence, token, whole)
    return None


_OPEN = ("clause", "infinitive", "naming", "object", "preposition")
# Where it was said, rather than what was said.
_MEDIA = frozenset(
    {
        "statement",
        "interview",
        "tweet",
        "speech",
        "conference",
        "letter",
        "briefing",
        "report",
        "email",
    }
    | {
        "remarks",
        "post",
        "article",
        "press",
        "twitter",
        "television",
        "phone",
        "reporter",
        "testimony",
    }
)


_VAGUE = frozenset(
    {
        "give",
        "elaborate",
        "provide",
        "comment",
        "specify",
        "offer",
        "name",
        "identify",
        "say",
        "explain",
    }
)


def _before_but(sentence: Sentence, tokens: list[int]) -> list[int]:
    """ "Said the talks failed, but did not elaborate": what comes after "but" is the author's."""
    inside = set(tokens)
    for but in (sentence.tokens[i] for i in sorted(tokens)):
        if but.lower != "but" or but.dep != "cc" or but.i - 1 not in inside:
            continue
        verb = next((c for c in sentence.children_of(but.head, "conj") if c.i > but.i), None)
        if (
            verb is None
            or sentence.tokens[but.i - 1].text != ","
            or verb.pos not in ("VERB", "AUX")
        ):
            continue
        own = sentence.child(verb.i, "nsubj", "nsubjpass")
        that = any(m.lower == "that" for m in sentence.children_of(verb.i, "mark"))
        if (own is not None and own.pos != "PRON" and not that) or (
            own is None and verb.lemma in _VAGUE
        ):
            return [i for i in tokens if i < but.i]
    return tokens


def _with_rest(sentence: Sentence, token: Token, tokens: list[int]) -> list[int]:
    """What follows the content and still belongs to it, though the parse hangs it under the cue."""
    last = max(tokens)
    if last < token.i or token.dep == "relcl":
        return tokens
    for child in sentence.children_of(token.i):
        if child.i <= last:
            continue
        if not _belongs(sentence, child):
            return tokens
        if child.dep != "punct":
            tokens = [*tokens, *range(last + 1, max(sentence.subtree(child.i)) + 1)]
            last = max(tokens)
    # The parser cut the sentence in two: what comes after the cut is still being said.
    following = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    if following is not None and _root(sentence, following) != _root(sentence, token):
        if following.text not in (".", ";", ",", ":", "-", '"'):
            tokens = [*tokens, *range(last + 1, len(sentence.tokens))]
    return tokens


def _belongs(sentence: Sentence, child: Token) -> bool:
    if child.dep == "punct":
        return child.text in (",", '"', "'")
    if child.dep == "advcl":
        return child.tag != "VBG" or sentence.child(child.i, "mark") is not None
    if child.dep == "prep":
        object_ = sentence.child(child.i, "pobj")
        return object_ is None or object_.lemma not in _MEDIA
    return child.dep in ("advmod", "npadvmod", "dep", "ccomp", "xcomp")


def _root(sentence: Sentence, token: Token) -> int:
    return next((t.i for t in [*sentence.ancestors(token.i)][-1:]), token.i)


def _one_side(sentence: Sentence, token: Token, tokens: list[int]) -> list[int]:
    """Tokens without the punctuation at the edges."""
    listed = sorted(tokens)
    while listed and sentence.tokens[listed[0]].text in (",", ":", "-", "--", ";"):
        listed.pop(0)
    while listed and sentence.tokens[listed[-1]].text in (",", ":", ";", ".", "-", "--"):
        listed.pop()
    return listed


def _clause(sentence: Sentence, token: Token, opens: frozenset[str], key: str) -> list[int]:
    for child in sentence.children_of(token.i, "ccomp", "csubjpass"):
        below = sentence.subtree(child.i)
        if child.pos in ("VERB", "AUX") or len(below) > 2:
            return below
    told = sentence.child(token.i, "dobj", "dative")
    hearer = told if told is not None and "object" not in opens else None
    for child in sentence.children_of(hearer.i, "acl", "relcl") if hearer is not None else ():
        # "assured partners that ...": the parse hangs the clause on the hearer.
        if any(m.lower == "that" and m.tag == "IN" for m in sentence.children_of(child.i, "mark")):
            return sentence.subtree(child.i)
    for child in sentence.children_of(token.i, "xcomp"):
        if sentence.child(child.i, "aux") is None and child.tag == "VBG":
            return sentence.subtree(child.i)
    return []


def _infinitive(sentence: Sentence, token: Token, opens: frozenset[str], key: str) -> list[int]:
    for child in sentence.children_of(token.i, "xcomp", "ccomp", "advcl"):
        aux = sentence.child(child.i, "aux")
        if aux is None or aux.lower != "to":
            continue
        if child.dep == "advcl" and sentence.child(token.i, "dobj") is None:
            continue
        told = sentence.child(token.i, "dobj") or _told(sentence, token, key)
        before = sentence.subtree(told.i) if told is not None and token.i < told.i < child.i else []
        return [*before, *sentence.subtree(child.i)]
    return []


def _told(sentence: Sentence, token: Token, key: str) -> Token | None:
    """Who is called on: the noun after the verb's own preposition."""
    second = key.partition(" ")[2]
    for preposition in sentence.children_of(token.i, "prep"):
        if preposition.lower == second:
            return sentence.child(preposition.i, "pobj")
    return None


def _naming(sentence: Sentence, token: Token, opens: frozenset[str], key: str) -> list[int]:
    named = sentence.child(token.i, "oprd")
    thing = sentence.child(token.i, "dobj", "nsubjpass")
    clause = sentence.child(token.i, "ccomp")
    if named is None and clause is not None:
        return sentence.subtree(clause.i)
    if named is None:
        as_ = next(
            (p for p in sentence.children_of(token.i, "prep") if p.lower in ("as", "to")), None
        )
        if as_ is None or thing is None:
            alone = thing is not None and "object" not in opens
            return sentence.subtree(thing.i) if thing is not None and alone else []
        named = as_
    tokens = sentence.subtree(named.i)
    return [*(sentence.subtree(thing.i) if thing is not None else []), *tokens]


def _around(sentence: Sentence, token: Token, opens: frozenset[str], key: str) -> list[int]:
    """The clause in which "she said" or "as she put it" is only inserted."""
    head = sentence.tokens[token.head]
    if head.i == token.i or token.dep not in ("parataxis", "advcl", "dep", "ccomp"):
        return []
    marks = {m.lower for m in sentence.children_of(token.i, "mark", "advmod")}
    if token.dep == "advcl" and marks and "as" not in marks:
        return []
    if token.dep == "advcl" and not marks and sentence.child(token.i, "nsubj") is None:
        return []
    if token.dep == "advcl" and sentence.child(token.i, "dobj", "prep", "xcomp") is not None:
        return []
    if sentence.child(token.i, "nsubj", "nsubjpass", "agent") is None:
        return []
    if token.dep == "ccomp" and sentence.child(token.i, "mark") is not None:
        return []
    own = set(sentence.subtree(token.i))
    return [i for i in sentence.subtree(head.i) if i not in own]


def _prepositional(sentence: Sentence, token: Token, opens: frozenset[str], key: str) -> list[int]:
    second = key.partition(" ")[2]
    accused = sentence.child(token.i, "dobj") if "of" in opens else None
    loose = sentence.children_of(accused.i, "prep") if accused is not None else []
    # "accused Mali of raids": the parse often hangs "of" on the accused.
    for preposition in [
        *sentence.children_of(token.i, "prep"),
        *(p for p in loose if p.lower == "of"),
    ]:
        if preposition.lower not in opens and preposition.lower != second:
            continue
        below = sentence.subtree(preposition.i)
        rest = [i for i in below if i != preposition.i]
        more = sentence.child(token.i, "xcomp")
        if rest:
            return [
                *rest,
                *(sentence.subtree(more.i) if more is not None and more.i > rest[-1] else []),
            ]
    return []


def _object(sentence: Sentence, token: Token, opens: frozenset[str], key: str) -> list[int]:
    thing = sentence.child(token.i, "dobj", "nsubjpass")
    if thing is not None and thing.tag in ("WDT", "WP") and token.dep == "relcl":
        # "arms, which Minsk denies": what is denied is the noun before the clause.
        clause = set(sentence.subtree(token.i))
        noun = sentence.tokens[token.head]
        while noun.pos == "PROPN" and noun.dep in ("pobj", "prep", "compound"):
            noun = sentence.tokens[sentence.tokens[noun.head].head]
        return [i for i in sentence.subtree(noun.i) if i not in clause]
    if thing is None or thing.lower in ("himself", "herself", "itself", "themselves"):
        return []
    below = sentence.subtree(thing.i)
    if thing.dep == "nsubjpass":
        return below
    return below


def _cue_bounds(sentence: Sentence, token: Token, key: str, construct: str) -> tuple[int, int]:
    second = key.partition(" ")[2]
    if second:
        for child in sentence.children_of(token.i):
            if child.lower == second and token.i < child.i <= token.i + 2:
                return token.start, child.end
    return token.start, token.end
