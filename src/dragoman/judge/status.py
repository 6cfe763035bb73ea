"""Did it happen: reading an act's status off its own clause and everything that governs it.

From the word that tells the act we climb the tree. Each clause contributes tense, negation and
modality, each governing word an effect from the codebook (plan, propose, fail, deny, ...), until
nothing above bears on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.analysis import Sentence, Token
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import is_verb
from dragoman.judge.nominal import own_noun
from dragoman.judge.nouns_above import noun_above
from dragoman.judge.reading import Reading
from dragoman.judge.steps import Step
from dragoman.judge.verbal import own_verb
from dragoman.judge.verbs_above import verb_above

# Trees are finite, but one word may be read from several sides; no real sentence nests deeper.
_DEEPEST = 12


def read(sentence: Sentence, at: int, cues: Cues) -> Reading:
    """The status of the act told by token `at`."""
    return Climb(sentence, cues).read(at)


@dataclass(frozen=True, slots=True)
class Climb:
    """The way up a sentence's tree, with how many steps were taken."""

    sentence: Sentence
    cues: Cues
    depth: int = 0

    def read(self, at: int) -> Reading:
        """The whole reading of a word."""
        token = self.sentence.tokens[at]
        if _tells(token):
            return self.climb(token, own_verb(self.sentence, token, self.cues))
        return self.read_noun(token)

    def read_noun(self, noun: Token) -> Reading:
        """The whole reading of a noun."""
        return self.climb(noun, own_noun(self.sentence, noun, self.cues))

    def climb(self, token: Token, own: Reading) -> Reading:
        """What stands above the word makes of its own reading."""
        if self.depth > _DEEPEST:
            return own
        step = Step(Climb(self.sentence, self.cues, self.depth + 1), token, own)
        return verb_above(step) if _tells(token) else noun_above(step)


def _tells(token: Token) -> bool:
    return is_verb(token) or token.tag.startswith("VB")
