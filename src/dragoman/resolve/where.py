"""Where each act takes place: the place phrase of its own clause, resolved by context."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from dragoman.analysis import Judged, Mention, MentionKind, Parse, Sentence, Token
from dragoman.codebook.places import Places
from dragoman.model import Place, Report
from dragoman.resolve.attach import distance
from dragoman.resolve.phrases import token_in
from dragoman.resolve.sites import site_named

_REACH = 2
_STATES = frozenset({MentionKind.NAME, MentionKind.CAPITAL})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place phrase: its name, the word it modifies, and the state the name stands for, if any.

    `within` is the state that is named after it: "Tripoli, Lebanon".
    """

    start: int
    end: int
    name: str
    governor: Token
    code: str | None
    state: bool
    within: str | None = None


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
    scored = [
        (distance(sentence, trigger, s.governor), abs(s.start - trigger.start), n)
        for n, s in enumerate(spots)
        if not _of_another_act(sentence, trigger, s.governor)
    ]
    for cost, _, n in sorted(scored):
        place = _place(spots[n], report, spoken, places) if cost <= _REACH else None
        if place:
            return replace(report, place=place)
    return report


def _of_another_act(sentence: Sentence, trigger: Token, governor: Token) -> bool:
    """Whether the place is of a verb below the act: "invited her to visit Rome" is not in Rome."""
    below = any(t.i == trigger.i for t in sentence.ancestors(governor.i))
    return below and trigger.pos == "VERB" and governor.pos in {"VERB", "AUX"}


def _place(spot: Spot, report: Report, spoken: Counter[str], places: Places) -> Place | None:
    if spot.state and spot.code:
        return places.country(spot.code)
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
        words = sentence.tokens[first : token.i + 1]
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
    return Spot(start, end, text[start:end], governor, code, state and bool(code), within)


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
