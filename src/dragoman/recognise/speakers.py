"""Who speaks in each quotation, as far as "I", "we" and "our country" need it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from dragoman.analysis import Mention, MentionKind, Parse, Quotation, Sentence
from dragoman.model import Party

_BACK = 3


@dataclass(slots=True)
class Speech:
    """The quotations of a document and, as the reading goes on, who speaks in each sentence."""

    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    starts: list[int]
    saying: frozenset[str]
    voice: Party | None = None
    heard_in: dict[int, Party] = field(default_factory=dict)

    @classmethod
    def of(cls, parse: Parse, saying: frozenset[str], voice: Party | None) -> Speech:
        """The quotations of a document, ready to learn who speaks."""
        starts = [q.start for q in parse.quotations]
        return cls(parse.sentences, parse.quotations, starts, saying, voice)

    def quoted(self, position: int) -> Quotation | None:
        """The quotation that a position of the document lies in, or None."""
        at = bisect_right(self.starts, position) - 1
        inside = at >= 0 and position < self.quotations[at].end
        return self.quotations[at] if inside else None

    def heard(self, sentence: Sentence, mention: Mention) -> None:
        """Remember the subject of a verb of speech outside quotation marks as the speaker of its
        sentence.
        """
        if self.quoted(mention.start) is not None or len(mention.parties) != 1:
            return
        if mention.kind is MentionKind.CAPITAL and mention.rule.endswith("place"):
            return
        token = sentence.tokens[mention.head]
        verb = sentence.tokens[token.head]
        according = verb.lower == "to" and sentence.tokens[verb.head].lower == "according"
        if according or (token.dep in {"nsubj", "nsubjpass"} and verb.lemma in self.saying):
            self.heard_in.setdefault(sentence.index, mention.parties[0])

    def speaker(self, sentence: Sentence, position: int) -> Party | None:
        """Who speaks at a position: heard in a sentence of the same quotation, else shortly before
        it.
        """
        quotation = self.quoted(position)
        if quotation is None:
            return self.voice
        within = [
            s.index for s in self.sentences
            if s.start < quotation.end + 1 and quotation.start < s.end
        ]  # fmt: skip
        first = within[0] if within else sentence.index
        order = [*within, *range(first - 1, first - 1 - _BACK, -1)]
        return next((self.heard_in[n] for n in order if n in self.heard_in), None)
