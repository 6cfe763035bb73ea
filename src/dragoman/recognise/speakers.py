"""Who speaks in each quotation, as far as "I", "we" and "our country" need it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from dragoman.analysis import Mention, MentionKind, Parse, Quotation, Sentence
from dragoman.model import Party

_SAY = frozenset(
    "say tell add state declare announce note stress emphasise emphasize warn claim insist argue explain reply answer ask write tweet "
    "post remark comment observe continue conclude recall affirm confirm deny reiterate underline underscore point vow pledge promise "
    "assure urge thank call express quote report cite read suggest describe acknowledge admit complain accuse respond stipulate".split()
)


@dataclass(slots=True)
class Speech:
    """The quotations of a document and, as the reading goes on, who was last heard to speak."""

    quotations: tuple[Quotation, ...]
    starts: list[int]
    last: dict[int, Party] = field(default_factory=dict)
    ahead: dict[int, Party] = field(default_factory=dict)

    def quoted(self, position: int) -> Quotation | None:
        """The quotation that a position of the document lies in, or None."""
        at = bisect_right(self.starts, position) - 1
        inside = at >= 0 and position < self.quotations[at].end
        return self.quotations[at] if inside else None

    def heard(self, sentence: Sentence, mention: Mention) -> None:
        """Remember the subject of a verb of speech outside quotation marks as the speaker of its sentence."""
        if self.quoted(mention.start) is not None or len(mention.parties) != 1:
            return
        if mention.kind is MentionKind.CAPITAL and mention.rule.endswith("place"):
            return
        token = sentence.tokens[mention.head]
        verb = sentence.tokens[token.head]
        according = verb.lower == "to" and sentence.tokens[verb.head].lower == "according"
        if according or (token.dep in {"nsubj", "nsubjpass"} and verb.lemma in _SAY):
            self.last.setdefault(sentence.index, mention.parties[0])

    def speaker(self, sentence: int) -> Party | None:
        """Who speaks in a sentence: heard in it, else in one of the few before it."""
        return next(
            (self.last[n] for n in range(sentence, max(-1, sentence - 4), -1) if n in self.last),
            None,
        )


def speeches(parse: Parse) -> Speech:
    """The quotations of a document, ready to learn who speaks."""
    return Speech(parse.quotations, [q.start for q in parse.quotations])
