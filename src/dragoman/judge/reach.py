"""How far what is said reaches, where the parse hangs words on the verb of saying."""

from __future__ import annotations

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues

_LEADING = frozenset({",", ":", "-", "--", ";"})
_TRAILING = _LEADING | {"."}
_ENDS = _TRAILING | {'"'}


def trimmed(sentence: Sentence, tokens: list[int]) -> list[int]:
    """The tokens in order, without the punctuation at their edges."""
    listed = sorted(tokens)
    while listed and sentence.tokens[listed[0]].text in _LEADING:
        listed.pop(0)
    while listed and sentence.tokens[listed[-1]].text in _TRAILING:
        listed.pop()
    return listed


def with_rest(sentence: Sentence, cue: Token, tokens: list[int], cues: Cues) -> list[int]:
    """The content with what follows it and still belongs to it."""
    last = max(tokens)
    if last < cue.i or cue.dep == "relcl":
        return tokens
    for child in sentence.children_of(cue.i):
        if child.i <= last:
            continue
        if not _belongs(sentence, child, cues):
            return tokens
        if child.dep != "punct":
            tokens = [*tokens, *range(last + 1, max(sentence.subtree(child.i)) + 1)]
            last = max(tokens)
    return tokens + _beyond_cut(sentence, cue, last)


def _beyond_cut(sentence: Sentence, cue: Token, last: int) -> list[int]:
    """The parser may cut a sentence in two: what comes right after the cut is still being said."""
    if last + 1 >= len(sentence.tokens):
        return []
    following = sentence.tokens[last + 1]
    if following.text in _ENDS or _root(sentence, following) == _root(sentence, cue):
        return []
    return list(range(last + 1, len(sentence.tokens)))


def _belongs(sentence: Sentence, child: Token, cues: Cues) -> bool:
    if child.dep == "punct":
        return child.text in (",", '"', "'")
    if child.dep == "advcl":
        return child.tag != "VBG" or sentence.child(child.i, "mark") is not None
    if child.dep == "prep":
        where = sentence.child(child.i, "pobj")
        return where is None or where.lemma not in cues.media
    return child.dep in ("advmod", "npadvmod", "dep", "ccomp", "xcomp")


def _root(sentence: Sentence, token: Token) -> int:
    return [token, *sentence.ancestors(token.i)][-1].i


def until_but(sentence: Sentence, tokens: list[int], cues: Cues) -> list[int]:
    """Without what the author adds: "said the talks failed, but did not elaborate"."""
    inside = set(tokens)
    for word in (sentence.tokens[i] for i in sorted(tokens)):
        if word.i - 1 not in inside:
            continue
        but = word.lower == "but" and word.dep == "cc" and _authors(sentence, word, cues)
        if but or _contrasts(sentence, word) or _adds(sentence, word, cues):
            return [i for i in tokens if i < word.i]
    return tokens


def until_semicolon(sentence: Sentence, tokens: list[int], _: Cues) -> list[int]:
    """Without what stands behind a semicolon: "proposed a truce; Juba turned it down"."""
    first = min(tokens)
    cut = next((t.i for t in sentence.tokens[first:] if t.text == ";"), len(sentence.tokens))
    return [i for i in tokens if i < cut]


def _contrasts(sentence: Sentence, mark: Token) -> bool:
    """Whether a "while" after a comma opens a clause about somebody else: the author's contrast."""
    if mark.lower not in ("while", "whereas") or mark.dep not in ("mark", "advmod"):
        return False
    if sentence.tokens[mark.i - 1].text != ",":
        return False
    own = sentence.child(mark.head, "nsubj", "nsubjpass")
    return own is not None and own.pos != "PRON"


def _adds(sentence: Sentence, word: Token, cues: Cues) -> bool:
    """Whether a participle of saying after a comma tells what the speaker did besides.

    "Denied that its men had crossed, calling the reports propaganda."
    """
    after = word.tag == "VBG" and word.dep == "advcl" and sentence.tokens[word.i - 1].text == ","
    told = cues.verbs.get(word.lemma, ())
    return after and any(s.kind == "speech" for s in told) and not sentence.child(word.i, "mark")


def _authors(sentence: Sentence, but: Token, cues: Cues) -> bool:
    """Whether the clause after the "but" is told by the author rather than by the speaker."""
    verb = next((c for c in sentence.children_of(but.head, "conj") if c.i > but.i), None)
    if verb is None or verb.pos not in ("VERB", "AUX"):
        return False
    own = sentence.child(verb.i, "nsubj", "nsubjpass")
    if own is None:
        return verb.lemma in cues.vague
    if sentence.tokens[but.i - 1].text != ",":
        return False
    that = any(m.lower == "that" for m in sentence.children_of(verb.i, "mark"))
    return own.pos != "PRON" and not that
