"""Which of the acts that frames find in a sentence stand, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from dragoman.analysis import Sentence, Token
from dragoman.codebook.frames import Frames
from dragoman.extract.verbal import Act
from dragoman.model import EventType

# Regions and "the world" are seldom who an act is done to; what is left below the floor is noise:
# on our annotated sample one in fifteen of such candidates was an act between the parties named.
# What is told of the subject is not what it promises: "Wang, who visited Lima, promised".
_ASIDE = frozenset({"nsubj", "nsubjpass", "relcl", "parataxis"})
VAGUE = frozenset({"WORLD", "AFRICA", "EUROPE", "ASIA", "LATAM"})
FLOOR = 0.45
POLITICS_OF_SPORT = frozenset({"PROTEST", "SANCTION", "ACCUSE", "CONSULT", "AGREE", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """An act with how well its pattern fits, in [0, 1]; `against` says why it does not stand."""

    act: Act
    certain: float
    against: str | None = None


def weigh(acts: Iterable[Act], sentence: Sentence, frames: Frames) -> list[Weighed]:
    """Every act with its verdict, in the order of the text; the same act stands once."""
    contest = any(t.lower in frames.play or t.lemma in frames.play for t in sentence)
    weighed = [Weighed(a, certainty(a), _alone(a, contest)) for a in acts]
    ranked = sorted(
        weighed, key=lambda w: (_participle(w.act, sentence), -w.certain, w.act.trigger)
    )
    standing: list[Act] = []
    judged = []
    for one in ranked:
        one = one if one.against else replace(one, against=_told(one.act, standing, sentence))
        if one.against is None:
            standing.append(one.act)
        judged.append(one)
    final = [
        w if w.against else replace(w, against=_aim(w.act, standing, sentence)) for w in judged
    ]
    return sorted(final, key=lambda w: (w.act.trigger, w.act.frame.id))


def certainty(act: Act) -> float:
    """How well the pattern fits: less for parties inside a phrase or from the discourse."""
    weight = act.frame.certain
    if not (act.sources.heads or act.targets.heads):
        return round(weight * 0.66, 3)  # "the talks", "bilateral trade": the pair spoken of
    # "The move" points back firmly; otherwise the discourse supplies a party by guess.
    supplied = 0.75 if act.frame.reactive else 0.6
    for side in (act.sources, act.targets):
        weight *= 1.0 if side.direct else 0.85 if side.heads else supplied
        weight *= 0.7 if side.codes & VAGUE else 1.0
    return round(weight, 3)


def _alone(act: Act, contest: bool) -> str | None:
    """What speaks against an act for itself."""
    if not act.complete:
        return "no second party" if act.sources or act.targets else "no party"
    if contest and act.frame.type not in POLITICS_OF_SPORT:
        return "a contest"
    return f"too uncertain, below {FLOOR}" if certainty(act) < FLOOR else None


def _told(act: Act, standing: list[Act], sentence: Sentence) -> str | None:
    other = next((o for o in standing if _same(act, o, sentence)), None)
    return f"told by “{sentence.tokens[other.trigger].text}” already" if other else None


def _aim(act: Act, standing: list[Act], sentence: Sentence) -> str | None:
    other = next((o for o in standing if _within(act, o, sentence)), None)
    return f"what “{sentence.tokens[other.trigger].text}” is about" if other else None


def _same(a: Act, b: Act, sentence: Sentence) -> bool:
    """Whether two triggers tell one act: the same frame twice, or a verb and its noun."""
    if a.frame.type != b.frame.type or _pair(a) != _pair(b):
        return False
    if not (a.frame.symmetric or b.frame.symmetric or a.sources.codes == b.sources.codes):
        return False
    if a.frame.id == b.frame.id or _governs(a, b, sentence) or _governs(b, a, sentence):
        return True
    # What came of a deed: "bombed the port, killing two".
    return _participle(a, sentence) and sentence.tokens[a.trigger].head == b.trigger


def _participle(act: Act, sentence: Sentence) -> bool:
    """Whether an act is told by a participle that is set behind another verb."""
    token = sentence.tokens[act.trigger]
    return token.dep == "advcl" and token.tag == "VBG" and token.head < token.i


def _governs(verb: Act, noun: Act, sentence: Sentence) -> bool:
    """Whether `noun` hangs on `verb` with no other verb between."""
    if noun.frame.part == "verb":
        return False
    for above in sentence.ancestors(noun.trigger):
        if above.i == verb.trigger:
            return True
        if above.pos in {"VERB", "AUX"}:
            return False
    return False


def _within(act: Act, other: Act, sentence: Sentence) -> bool:
    """Whether an act is only what another between the same parties promises, asks or aims at."""
    if act is other or _pair(act) != _pair(other):
        return False
    token = sentence.tokens[act.trigger]
    way = list(takewhile(lambda t: t.i != other.trigger, sentence.ancestors(act.trigger)))
    if not way and token.head != other.trigger:
        return False
    over = way[-1] if way else token
    if over.head != other.trigger or any(t.dep in _ASIDE for t in (token, *way)):
        return False
    aimed = token.tag == "VB" and _infinitive(token, sentence)
    return aimed or other.frame.type == EventType.AGREE or other.frame.tone == "demanding"


def _infinitive(token: Token, sentence: Sentence) -> bool:
    return any(aux.lower == "to" for aux in sentence.children_of(token.i, "aux"))


def _pair(act: Act) -> frozenset[str]:
    return act.sources.codes | act.targets.codes
