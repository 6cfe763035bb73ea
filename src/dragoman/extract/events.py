"""Candidates for acts: triggers with their parties, sentence by sentence, in order."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.analysis import Candidate, Mention, Parse, Sentence, Token
from dragoman.codebook import Codebook
from dragoman.extract.adjectival import adjectival_acts
from dragoman.extract.ceasing import ceased
from dragoman.extract.evidence import clause_span
from dragoman.extract.nominal import nominal_acts
from dragoman.extract.parties import Cast
from dragoman.extract.sides import Scene, complete
from dragoman.extract.verbal import Act, verbal_acts
from dragoman.model import EventType

# Regions and "the world" are seldom who an act is done to; what is left below the floor is noise:
# on our annotated sample one in fifteen of such candidates was an act between the parties named.
VAGUE = frozenset({"WORLD", "AFRICA", "EUROPE", "ASIA", "LATAM"})
FLOOR = 0.45
POLITICS_OF_SPORT = frozenset({"PROTEST", "SANCTION", "ACCUSE", "CONSULT", "AGREE", "SUPPORT"})


def events(
    parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook
) -> tuple[Candidate, ...]:
    """Every act that a frame finds with two parties, the same act once per sentence."""
    found: list[Candidate] = []
    scene = Scene()
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence in parse.sentences:
        if not sentence.tokens:
            continue
        cast = Cast(sentence, by_sentence.get(sentence.index, ()), codebook.frames)
        dated = _in_dates(parse, sentence)
        acts = [
            ceased(complete(act, cast, scene, codebook.frames), sentence, codebook.frames)
            for act in acts_of(cast, codebook, dated)
        ]
        acts = _earnest(acts, sentence, codebook)
        kept = _distinct([a for a in acts if a.complete and _certain(a) >= FLOOR], sentence)
        found.extend(_candidate(act, cast) for act in kept)
        scene = scene.after(sentence, cast, kept)
    return tuple(found)


def _earnest(acts: list[Act], sentence: Sentence, codebook: Codebook) -> list[Act]:
    """The acts less those of a contest; boycotts and bans of one are politics all the same."""
    if not any(
        t.lower in codebook.frames.play or t.lemma in codebook.frames.play for t in sentence
    ):
        return acts
    return [a for a in acts if a.frame.type in POLITICS_OF_SPORT]


def _in_dates(parse: Parse, sentence: Sentence) -> frozenset[int]:
    """The tokens of temporal expressions: "March" is no demonstration."""
    phrases = [t for t in parse.times if t.sentence == sentence.index]
    return frozenset(
        token.i for token in sentence if any(t.start <= token.start < t.end for t in phrases)
    )


def acts_of(cast: Cast, codebook: Codebook, dated: frozenset[int]) -> list[Act]:
    """Every frame that fits in a sentence, whether or not both parties are found."""
    verbal = [*verbal_acts(cast, codebook), *adjectival_acts(cast, codebook)]
    used = frozenset(i for act in verbal if act.complete or act.frame.objects for i in act.used)
    return sorted(
        [*verbal, *nominal_acts(cast, codebook, used | dated)],
        key=lambda a: (a.trigger, a.frame.id),
    )


def _distinct(acts: Iterable[Act], sentence: Sentence) -> list[Act]:
    """Drop what tells the same act again: same type and parties, the surer trigger stays.

    What is only promised, asked for or aimed at is not counted as a second act.
    """
    kept: list[Act] = []
    for act in sorted(acts, key=lambda a: (-_certain(a), a.trigger)):
        if not any(_same(act, other, sentence) for other in kept):
            kept.append(act)
    kept = [a for a in kept if not any(_within(a, other, sentence) for other in kept)]
    return sorted(kept, key=lambda a: a.trigger)


def _within(act: Act, other: Act, sentence: Sentence) -> bool:
    """Whether an act is only what another between the same parties promises, asks or aims at."""
    if act is other or _pair(act) != _pair(other):
        return False
    token = sentence.tokens[act.trigger]
    above = {t.i for t in sentence.ancestors(act.trigger)}
    if other.trigger not in above:
        return False
    return other.frame.type == EventType.AGREE or (
        token.tag == "VB" and _infinitive(token, sentence)
    )


def _infinitive(token: Token, sentence: Sentence) -> bool:
    return any(aux.lower == "to" for aux in sentence.children_of(token.i, "aux"))


def _same(a: Act, b: Act, sentence: Sentence) -> bool:
    """Whether two triggers tell one act: the same frame twice, or a verb and its noun."""
    if a.frame.type != b.frame.type or _pair(a) != _pair(b):
        return False
    if not (a.frame.symmetric or b.frame.symmetric or a.sources.codes == b.sources.codes):
        return False
    return a.frame.id == b.frame.id or _governs(a, b, sentence) or _governs(b, a, sentence)


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


def _pair(act: Act) -> frozenset[str]:
    return act.sources.codes | act.targets.codes


def _certain(act: Act) -> float:
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


def _candidate(act: Act, cast: Cast) -> Candidate:
    sentence, trigger = cast.sentence, cast.sentence.tokens[act.trigger]
    start, end = clause_span(sentence, act.trigger, (*act.sources.heads, *act.targets.heads))
    return Candidate(
        sentence=sentence.index,
        trigger=act.trigger,
        type=act.frame.type,
        mode=act.frame.mode,
        sources=act.sources.parties,
        targets=act.targets.parties,
        symmetric=act.frame.symmetric,
        trigger_start=trigger.start,
        trigger_end=trigger.end,
        evidence_start=start,
        evidence_end=end,
        certain=_certain(act),
        rule=act.frame.id,
        contexts=act.frame.contexts,
        status_hint=act.frame.status,
    )
