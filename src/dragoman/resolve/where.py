"""Where each act takes place: the place phrase of its own clause, resolved by context."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from dragoman.analysis import Judged, Mention, MentionKind, Parse, Sentence, Token
from dragoman.codebook.places import Places
from dragoman.model import EventType, Place, Report
from dragoman.resolve.attach import distance
from dragoman.resolve.phrases import token_in
from dragoman.resolve.sites import site_named

_REACH = 2
_REACH_OF_DEEDS = 4  # "shelled a camp near Ganja": the camp is between
# Acts done by speaking: places of what is spoken about are not theirs.
_SPOKEN = frozenset(
    {EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.SUPPORT}
)
_GOALS = frozenset({"to", "into", "from", "for"})
_STATES = frozenset({MentionKind.NAME, MentionKind.CAPITAL})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place phrase: its name, the word it modifies, and the state the name stands for, if any.

    `within` is the state that is named after it: "Tripoli, Lebanon"; a `goal` is where one goes.
    """

    start: int
    end: int
    name: str
    governor: Token
    code: str | None
    state: bool
    within: str | None = None
    goal: bool = False


def placed(parse: Parse, mentions: tuple[Mention, ...], judged: Judged, places: Places) -> Judged:
    """The same reports with the places of their acts."""
    spoken = Counter(code for m in mentions for code in m.codes)
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
                found[sentence.index] = _spots(parse, sentence, named, places)
            report = _placed(report, sentence, found[sentence.index], spoken, places)
        reports.append(report)
    return replace(judged, reports=tuple(reports))


def _placed(
    report: Report, sentence: Sentence, spots: list[Spot], spoken: Counter[str], places: Places
) -> Report:
    trigger = token_in(sentence, report.trigger.start, report.trigger.end)
    if trigger is None:
        return report
    spoken_act = report.type in _SPOKEN
    scored = [
        (_cost(sentence, trigger, s), s.state, s.goal, abs(s.start - trigger.start), n)
        for n, s in enumerate(spots)
        if not _of_another_act(sentence, trigger, s.governor)
        and not (spoken_act and _of_thing(sentence, trigger, s.governor))
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


def _of_thing(sentence: Sentence, trigger: Token, governor: Token) -> bool:
    """Whether the place is of what is spoken about: "criticised a court in Ganja"."""
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


def _place(spot: Spot, report: Report, spoken: Counter[str], places: Places) -> Place | None:
    if spot.state and spot.code and (country := places.country(spot.code)):
        return country
    near = report.codes | ({spot.code} if spot.code else set())
    return site_named(spot.name, near, spoken, places, spot.within)


def _spots(parse: Parse, sentence: Sentence, named: list[Mention], places: Places) -> list[Spot]:
    """The place phrases of a sentence: "in Oslo", "near the Golan Heights", "arrived in Cairo"."""
    times = [(t.start, t.end) for t in parse.times if t.sentence == sentence.index]
    spots = []
    for token in sentence.tokens:
        governor = _somewhere(sentence, token, places)
        if governor is None or any(a <= token.start < b for a, b in times):
            continue
        first = _first_of_name(sentence, token)
        words = sentence.tokens[first : _last_of_name(sentence, token, places) + 1]
        if not _named(words, named) or token.lower in places.words["never"]:
            continue
        spots.append(_spot(parse, token, words, governor, named))
    return spots


def _named(words: tuple[Token, ...], named: list[Mention]) -> bool:
    """Whether the words are a name of their own: the Orlik valley, not Kenyan territory."""
    people = [m for m in named if m.kind not in _STATES and m.start <= words[0].start < m.end]
    return words[0].text[:1].isupper() and not people


def _spot(
    parse: Parse, token: Token, words: tuple[Token, ...], governor: Token, named: list[Mention]
) -> Spot:
    start, end = words[0].start, words[-1].end
    mention = next((m for m in named if m.start <= token.start < m.end), None)
    code = mention.codes[0] if mention and len(mention.codes) == 1 else None
    state = mention is not None and mention.kind is MentionKind.NAME
    if mention and mention.kind not in _STATES:
        code = None
    text = parse.document.text
    after = (m for m in named if m.start > end and text[end : m.start] == ", " and m.codes)
    within = next((m.codes[0] for m in after if m.kind is MentionKind.NAME), None)
    goal = _is_goal(parse, token)
    named_state = state and bool(code)
    return Spot(start, end, text[start:end], governor, code, named_state, within, goal)


def _is_goal(parse: Parse, token: Token) -> bool:
    """Whether the place stands behind "to" or "from"."""
    sentence = parse.sentence_at(token.start)
    return sentence is not None and sentence.tokens[token.head].lower in _GOALS


def _somewhere(sentence: Sentence, token: Token, places: Places) -> Token | None:
    """The word that a token says the place of, or None when it is no place phrase."""
    head = sentence.tokens[token.head]
    words = places.words
    if token.dep == "conj" and token.pos == "PROPN" and head.i != token.i:
        return _somewhere(sentence, head, places)
    if token.dep in {"dobj", "nsubjpass"} and head.lemma in words["visiting"]:
        return head
    if token.dep != "pobj" or head.head == head.i:
        return None
    above = sentence.tokens[head.head]
    if head.lower in words["at"]:
        return above if head.lower != "at" or sentence.children_of(token.i, "det") else None
    if head.lower == "of" and above.lemma in words["taking"]:
        return above
    if head.lower in words["towards"] and _going(sentence, above, words["going"]):
        return above
    return None


def _going(sentence: Sentence, token: Token, going: frozenset[str]) -> bool:
    return token.lemma in going or any(
        c.lemma in going for c in sentence.children_of(token.i, "dobj", "nsubjpass")
    )


def _last_of_name(sentence: Sentence, token: Token, places: Places) -> int:
    """Where the name ends: "the Gulf of Oman" goes on behind its kind."""
    if token.text[:1].isupper() and token.lower in places.words["features"]:
        of = next((p for p in sentence.children_of(token.i, "prep") if p.lower == "of"), None)
        name = sentence.child(of.i, "pobj") if of is not None else None
        if name is not None and name.pos == "PROPN":
            return name.i
    return token.i


def _first_of_name(sentence: Sentence, token: Token) -> int:
    """Where the name that ends in this token begins: "Sharm el-Sheikh", "the Golan Heights"."""
    first = token.i
    while first > 0:
        before = sentence.tokens[first - 1]
        joined = before.dep in {"compound", "amod", "nmod", "punct", "case"} or before.text == "-"
        if not joined or not (
            before.text[:1].isupper() or before.text == "-" or before.lower == "el"
        ):
            break
        first -= 1
    return first
