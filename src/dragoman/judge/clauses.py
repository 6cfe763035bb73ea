"""Finding one's way in a sentence's tree: subjects, auxiliaries, two-word verbs, phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.analysis import Sentence, Token
from dragoman.model import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_TRIMMED = " \t\u00a0,;:–—-"


def keys(sentence: Sentence, token: Token) -> Iterator[str]:
    """What to look a verb up by: with particle or preposition first ("call off"), then alone."""
    lemma = token.lemma
    for child in sentence.children_of(token.i, "prt", "prep", "advmod", "dobj", "acomp"):
        if child.i > token.i:
            yield f"{lemma} {child.lower}"
    yield lemma
    if token.lower.startswith(lemma + "e"):
        # The parser's rules take "hopes" for a form of "hop".
        yield lemma + "e"


def is_verb(token: Token) -> bool:
    """Whether the token is a verb or stands as one (auxiliaries with a clause of their own)."""
    return token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")


def subject(sentence: Sentence, token: Token) -> Token | None:
    """The subject of a verb: its own, or the one it shares with the verb it hangs on."""
    seen: set[int] = set()
    while token.i not in seen:
        seen.add(token.i)
        own = _own_subject(sentence, token)
        if own is not None and own.dep != "expl":
            return own
        head = sentence.tokens[token.head]
        if token.dep in ("acl", "relcl") and head.pos not in ("VERB", "AUX"):
            return head
        if token.dep not in (
            "conj",
            "xcomp",
            "advcl",
            "pcomp",
            "prep",
            "ccomp",
            "dep",
            "parataxis",
        ):
            return None
        if (
            token.dep in ("ccomp", "parataxis", "dep")
            and own is None
            and token.tag in ("VBD", "VBZ", "VBP")
        ):
            return _inverted(sentence, token)
        token = head
    return None


def _own_subject(sentence: Sentence, token: Token) -> Token | None:
    """The verb's subject; where it parts a quotation, the one behind it, not the quotation's.

    `"Chad," said the envoy, "has paid."`
    """
    found = sentence.children_of(token.i, *SUBJECTS)
    if len(found) == 2:
        between = sentence.tokens[found[0].i : found[1].i]
        return found[any(t.tag == "''" for t in between)]
    return found[0] if found else None


def _inverted(sentence: Sentence, token: Token) -> Token | None:
    """The noun right after a verb of saying that lost its subject: `"...," said Arce.`"""
    following = sentence.child(token.i, "dobj", "attr", "oprd")
    return following if following is not None and following.i > token.i else None


def passive(sentence: Sentence, token: Token) -> bool:
    """Whether the verb is passive: with its auxiliary, or as a participle after a noun."""
    if sentence.child(token.i, "auxpass", "nsubjpass") is not None:
        return True
    bare = token.tag == "VBN" and not _has_auxiliary(sentence, token)
    return bare and (token.dep in ("acl", "relcl") or sentence.child(token.i, "agent") is not None)


def _has_auxiliary(sentence: Sentence, token: Token) -> bool:
    return sentence.child(token.i, "aux") is not None


def agent(sentence: Sentence, token: Token) -> Token | None:
    """Who did it in a passive: the noun after "by"."""
    by = sentence.child(token.i, "agent") or next(
        (p for p in sentence.children_of(token.i, "prep") if p.lower == "by"), None
    )
    return sentence.child(by.i, "pobj") if by is not None else None


def auxiliaries(sentence: Sentence, token: Token) -> list[Token]:
    """The auxiliaries of a verb in order, with those it shares with a coordinated verb."""
    own = sentence.children_of(token.i, "aux", "auxpass")
    head = sentence.tokens[token.head]
    shares = token.dep == "conj" and head.pos == "VERB" and token.tag in ("VB", "VBN", "VBG")
    if own or not shares or sentence.child(token.i, *SUBJECTS) is not None:
        return own
    return auxiliaries(sentence, head) if head.tag == token.tag else own


# "NAIROBI, March 3 (Reuters) - ": where and by whom a story was filed, before its first words.
_DATELINE = re.compile(r"[A-Z][^.()\n]{0,60}\([A-Z][\w .]{1,30}\)\s*[-–—]+\s*")


def between(text: str, start: int, end: int) -> Span | None:
    """The span between two places without a dateline, outer blanks and punctuation."""
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    while start < end and (text[start].isspace() or text[start] in _TRIMMED):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _TRIMMED):
        end -= 1
    if end - start > 1 and text[end - 1] == "." and text[end - 3 : end - 2] not in (".", " "):
        end -= 1
    return Span.of(text, start, end) if start < end else None


def bounds(sentence: Sentence, indexes: Iterable[int]) -> tuple[int, int]:
    """The places where a set of tokens begins and ends."""
    listed = list(indexes)
    return sentence.tokens[min(listed)].start, sentence.tokens[max(listed)].end


def phrase(sentence: Sentence, head: Token, *, without: int | None = None) -> list[int]:
    """The tokens of a phrase; those below `without` left out, which a parse may hang there."""
    found = sentence.subtree(head.i)
    if without is not None and without in found and without != head.i:
        below = set(sentence.subtree(without))
        found = [i for i in found if i not in below] or [head.i]
    return found
