"""Where each act takes place: the place phrase of its own clause, resolved by context."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from dragoman.analysis import Judged, Mention, Parse, Sentence, Token
from dragoman.codebook import Codebook
from dragoman.codebook.places import Places, key
from dragoman.model import EventType, Place, Report
from dragoman.resolve.attach import distance
from dragoman.resolve.phrases import token_in
from dragoman.resolve.sites import site_named
from dragoman.resolve.spots import Spot, spots_of

_REACH = 2
_REACH_OF_DEEDS = 4  # "shelled a camp near Ganja": the camp is between
# Acts done by speaking: places of what is spoken about are not theirs.
_SPOKEN = frozenset(
    {EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.SUPPORT}
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The states that a text speaks of, how often, and by which words."""

    codes: Counter[str]
    words: Counter[tuple[str, str]]

    def beside(self, name: str) -> Counter[str]:
        """The states that the text speaks of by other words than this name of a place."""
        own = key(name)
        return +Counter({c: n - self.words[own, c] for c, n in self.codes.items()})


def _spoken(mentions: tuple[Mention, ...]) -> Spoken:
    named = [(key(m.text), code) for m in mentions for code in m.codes]
    return Spoken(Counter(code for _, code in named), Counter(named))


def placed(
    parse: Parse, mentions: tuple[Mention, ...], judged: Judged, codebook: Codebook
) -> Judged:
    """The same reports with the places of their acts."""
    spoken = _spoken(mentions)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    found: dict[int, list[Spot]] = {}
    reports = []
    for report in judged.reports:
        sentence = parse.sentence_at(report.trigger.start)
        if report.place is None and sentence is not None and sentence.tokens:
            if sentence.index not in found:
                named = by_sentence.get(sentence.index, [])
                found[sentence.index] = spots_of(parse, sentence, named, codebook)
            report = _placed(report, sentence, found[sentence.index], spoken, codebook.places)
        reports.append(report)
    return replace(judged, reports=tuple(reports))


def _placed(
    report: Report, sentence: Sentence, spots: list[Spot], spoken: Spoken, places: Places
) -> Report:
    trigger = token_in(sentence, report.trigger.start, report.trigger.end)
    if trigger is None:
        return report
    spoken_act = report.type in _SPOKEN
    scored = [
        (_cost(sentence, trigger, s), s.state, s.goal, abs(s.start - trigger.start), n)
        for n, s in enumerate(spots)
        if not _of_another_act(sentence, trigger, s.governor)
        and not (spoken_act and _of_thing(sentence, trigger, s.governor, places))
    ]
    reach = _REACH if spoken_act else _REACH_OF_DEEDS
    # A town is a better answer than the state that is named with it.
    for cost, *_, n in sorted(scored, key=lambda c: (c[1], c[0] + c[2], *c[3:])):
        place = _place(spots[n], report, spoken, places) if cost <= reach else None
        if place:
            return replace(report, place=place)
    return report


def _cost(sentence: Sentence, trigger: Token, spot: Spot) -> int:
    """How far a place is from the act; where somebody speaks "speaking in Oslo" is where he is."""
    return 1 if _beside(trigger, spot.governor) else distance(sentence, trigger, spot.governor)


def _beside(trigger: Token, governor: Token) -> bool:
    return governor.dep == "advcl" and governor.tag == "VBG" and governor.head == trigger.i


def _of_thing(sentence: Sentence, trigger: Token, governor: Token, places: Places) -> bool:
    """Whether the place is of what is spoken about: "criticised a court in Ganja"."""
    if trigger.lemma in places.words["concluding"] and governor.head == trigger.i:
        return False  # a pact is signed where it is made
    below = any(t.i == trigger.i for t in sentence.ancestors(governor.i))
    if governor.dep in {"nsubj", "nsubjpass"}:
        return False  # "the ministry in Lima said": there it was said
    occasion = sentence.tokens[governor.head].lower in {"at", "during", "in", "after"}
    thing = governor.pos in {"NOUN", "PROPN"} and not occasion
    return below and trigger.pos == "VERB" and thing


def _of_another_act(sentence: Sentence, trigger: Token, governor: Token) -> bool:
    """Whether the place is of a verb below the act: "invited her to visit Rome" is not in Rome."""
    if _beside(trigger, governor):
        return False
    below = any(t.i == trigger.i for t in sentence.ancestors(governor.i))
    return below and trigger.pos == "VERB" and governor.pos in {"VERB", "AUX"}


def _place(spot: Spot, report: Report, spoken: Spoken, places: Places) -> Place | None:
    beside = spoken.beside(spot.name)
    if spot.state and spot.code:
        namesake = places.namesakes.get(spot.code)
        if namesake in report.codes and spot.code not in report.codes | beside.keys():
            return Place(spot.name, country=namesake)  # the US president was in Georgia
        if country := places.country(spot.code):
            return country
    near = {code[:3] for code in report.codes}  # rebels are of their state, too
    found = site_named(spot.name, near, beside, places, spot.within)
    if found is None and spot.code:  # a small town that is known as one of the state
        found = site_named(spot.name, near | {spot.code}, beside, places)
    return found
