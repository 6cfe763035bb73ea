"""Names that looked like actors and that the codebook does not know."""

from __future__ import annotations

from dragoman.analysis import Mention, Parse, Sentence
from dragoman.codebook import Codebook
from dragoman.model import Missed
from dragoman.recognise.scan import scan
from dragoman.recognise.senses import hidden
from dragoman.recognise.spelling import name_end, starts_name

_ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "agent"})


def missed(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> tuple[Missed, ...]:
    """Proper names in the place of a party that stand for no known actor, each once, in order."""
    taken = {(m.sentence, i) for m in mentions for i in range(m.first, m.last + 1)}
    found: dict[str, Missed] = {}
    for sentence in parse.sentences:
        if not _open(sentence, taken):
            continue
        masked = hidden(sentence, scan(sentence, codebook.actors), codebook.actors)
        at = 0
        while at < len(sentence.tokens):
            token = sentence.tokens[at]
            last = (
                name_end(sentence, at, masked)
                if token.pos == "PROPN" and starts_name(token)
                else at - 1
            )
            if last < at:
                at += 1
                continue
            covered = any((sentence.index, i) in taken for i in range(at, last + 1))
            if not covered and any(sentence.tokens[i].dep in _ACTING for i in range(at, last + 1)):
                start, end = sentence.tokens[at].start, sentence.tokens[last].end
                text = parse.document.text[start:end]
                found.setdefault(text, Missed("actor", text))
            at = last + 1
    return tuple(found.values())


def _open(sentence: Sentence, taken: set[tuple[int, int]]) -> bool:
    """Whether a name begins in the sentence that no mention covers."""
    return any(
        token.pos == "PROPN" and (sentence.index, token.i) not in taken and starts_name(token)
        for token in sentence.tokens
    )
