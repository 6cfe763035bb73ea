"""Stage 5, figures: the numbers that say something about relations between states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dragoman.analysis import Mention, MentionKind, Parse, Sentence, TimePhrase, Token
from dragoman.codebook import Codebook
from dragoman.codebook.units import MONEY
from dragoman.extract.concerned import Concerned, World, concerned, world
from dragoman.extract.counted import Counted, counted, elided, is_part_of_name
from dragoman.extract.evidence import clause_span
from dragoman.extract.measures import COUNTS, Measured, governing_act, measured, subject_of
from dragoman.extract.quantities import Quantity, quantities
from dragoman.extract.reading import reading
from dragoman.extract.trend import direction
from dragoman.model import Figure, Span, identifier

# Temporal phrases that are amounts of time, not dates: only they may hold a figure.
_AMOUNTS_OF_TIME = frozenset({"duration", "anniversary"})
_LONG = frozenset({"years", "decades", "centuries"})
# A little below the shares right on the annotated articles (0.91 of 58 in the clause): unseen ones
# go worse. By where the parties were found; to be calibrated.
_CONFIDENCE = {"clause": 0.85, "sentence": 0.75, "topic": 0.6}
_TELLING = 10  # from here on a number alone tells what it counts: "60 envoys", "the 60 diplomats"
_BACK = 300  # characters before a number in which an elliptic sentence finds its measure


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quantity stands: sentence, token, clause, and the paragraph's text before."""

    sentence: Sentence
    token: Token
    start: int
    end: int
    before: str


def figures(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> tuple[Figure, ...]:
    """The numbers about relations that the document tells, each once, in order of the text."""
    around = world(mentions, codebook)
    found: list[tuple[Figure, Place]] = []
    for _, group in groupby(parse.sentences, key=lambda s: s.paragraph):
        sentences = list(group)
        for quantity in _in_paragraph(parse, sentences, around, codebook):
            place = _place(parse, quantity, sentences)
            figure = _figure(parse, quantity, place, around, codebook) if place else None
            if place and figure and not any(_retold(parse, figure, place, *f) for f in found):
                found.append((figure, place))
    return tuple(figure for figure, _ in found)


def _in_paragraph(
    parse: Parse, sentences: Sequence[Sentence], around: World, codebook: Codebook
) -> Iterator[Quantity]:
    """The quantities of a paragraph, in document positions; bare millions take the money before."""
    start, end = sentences[0].start, sentences[-1].end
    dates = [
        (t.start - start, t.end - start)
        for t in parse.times
        if start <= t.start < end and not _is_amount(parse, t, codebook.measures.shapes["by"])
    ]
    mentions = [m for s in sentences for m in around.by_sentence.get(s.index, ())]
    found = quantities(
        parse.document.text[start:end],
        codebook.numbers,
        codebook.units,
        dates=dates,
        states=list(dict.fromkeys(c for m in mentions for c in m.codes)),
    )
    last: Quantity | None = None
    for quantity in (_shifted(q, start) for q in found):
        if quantity.dimension == MONEY:
            last = quantity
        elif last and quantity.dimension is None and quantity.number.scale >= 1000:
            quantity = _as_money(quantity, last, sentences, codebook)
        yield quantity


def _is_amount(parse: Parse, time: TimePhrase, by: re.Pattern[str]) -> bool:
    """Durations are amounts, and "by a quarter" is no quarter of a year."""
    before = parse.document.text[max(0, time.start - 12) : time.start]
    return time.form in _AMOUNTS_OF_TIME or (time.form == "set" and bool(by.search(before)))


def _shifted(quantity: Quantity, by: int) -> Quantity:
    number = replace(
        quantity.number, start=quantity.number.start + by, end=quantity.number.end + by
    )
    return replace(quantity, start=quantity.start + by, end=quantity.end + by, number=number)


def _as_money(
    quantity: Quantity, last: Quantity, sentences: Sequence[Sentence], codebook: Codebook
) -> Quantity:
    sentence = next((s for s in sentences if quantity.start < s.end), sentences[-1])
    if counted(sentence, quantity, codebook.measures) is not None:
        return quantity
    return replace(quantity, unit=last.unit, dimension=MONEY, factor=last.factor)


def _place(parse: Parse, quantity: Quantity, sentences: Sequence[Sentence]) -> Place | None:
    sentence = next((s for s in sentences if s.start <= quantity.start < s.end), None)
    token = sentence.token_at(quantity.number.end - 1) if sentence else None
    if sentence is None or token is None:
        return None
    start, end = clause_span(sentence, token.i, ())
    before = parse.document.text[max(sentences[0].start, quantity.start - _BACK) : sentence.start]
    start, end = min(start, quantity.start), max(end, min(quantity.end, sentence.end))
    return Place(sentence, token, start, end, before)


def _figure(
    parse: Parse, quantity: Quantity, place: Place, around: World, codebook: Codebook
) -> Figure | None:
    noun = _noun(quantity, place, codebook) if _counts(quantity) else None
    noun = _as_people(noun, place, around)
    if _is_beside_the_point(parse, quantity, noun, place, around, codebook):
        return None
    measure = _measure(parse, quantity, noun, place, codebook)
    if measure is None:
        return None
    about = concerned(
        around,
        place.sentence,
        (place.start, place.end),
        place.token.i,
        relational=measure.relational,
    )
    return _told(parse, quantity, noun, measure, about, place, codebook) if about else None


def _told(
    parse: Parse,
    quantity: Quantity,
    noun: Counted | None,
    measure: Measured,
    about: Concerned,
    place: Place,
    codebook: Codebook,
) -> Figure:
    value, unit, kind = reading(place.sentence, quantity, noun, measure, codebook.numbers)
    return Figure(
        id=identifier(parse.document.id, "figure", quantity.number.start, value, unit),
        measure=measure.name,
        actors=about.codes,
        value=value,
        unit=unit,
        kind=kind,
        evidence=parse.document.span(place.start, place.end),
        confidence=_CONFIDENCE[about.basis],
        number=Span.of(parse.document.text, quantity.number.start, quantity.number.end),
        modifier=quantity.modifier,
    )


def _noun(quantity: Quantity, place: Place, codebook: Codebook) -> Counted | None:
    """What is counted: the noun of the number, or else one that it is counted of before."""
    noun = counted(place.sentence, quantity, codebook.measures)
    known = noun and not codebook.measures.shapes["pronoun"].fullmatch(noun.unit)
    return noun if known else elided(place.sentence, quantity, noun, codebook.measures)


def _counts(quantity: Quantity) -> bool:
    return quantity.dimension in {None, "people"}


def _as_people(noun: Counted | None, place: Place, around: World) -> Counted | None:
    """ "230,000 Armenians": a people's name counts people."""
    if noun is None or not noun.named:
        return noun
    mentions = around.by_sentence.get(place.sentence.index, ())
    is_people = noun.unit.endswith("s") or noun.unit.endswith("ese")
    if is_people and any(m.first <= noun.head.i <= m.last for m in mentions):
        return replace(noun, unit="people")
    return noun


def _measure(
    parse: Parse, quantity: Quantity, noun: Counted | None, place: Place, codebook: Codebook
) -> Measured | None:
    """What is measured, by the clause; an elliptic clause looks back over the paragraph."""
    text, measures = parse.document.text, codebook.measures
    if noun and measures.shapes["whole"].search(text, place.sentence.start, quantity.start):
        # "Of the 40 soldiers 12 were killed": the act is of the part.
        own = text[quantity.start : noun.head.end]
        return measured(own, 0, len(own), quantity, noun, None, measures)
    clause = text[place.start : place.end]
    at = (quantity.start - place.start, quantity.end - place.start)
    act = governing_act(place.sentence, noun.head if noun else place.token, measures)
    span = subject_of(place.sentence, place.token)
    subject = (span[0] - place.start, span[1] - place.start) if span else None
    found = measured(clause, *at, quantity, noun, act, measures, subject)
    if found is not None and (found.name != "amount" or quantity.dimension in COUNTS):
        return found
    wider = place.before + text[place.sentence.start : place.sentence.end]
    shift = len(place.before) - place.sentence.start
    back = measured(
        wider, quantity.start + shift, quantity.end + shift, quantity, noun, act, measures
    )
    return back or found


def _is_beside_the_point(
    parse: Parse,
    quantity: Quantity,
    noun: Counted | None,
    place: Place,
    around: World,
    codebook: Codebook,
) -> bool:
    """Numbers about nothing between states: ages, labels, pronouns, sports, those who speak."""
    text, form = parse.document.text, quantity.number.form
    shapes = codebook.measures.shapes
    if codebook.measures.foreign.search(
        text[max(place.start, quantity.start - 12) : quantity.end + 14]
    ):
        return True
    if quantity.restates or is_part_of_name(place.sentence, quantity):
        return True
    if form == "ordinal":
        return not (
            shapes["anniversary"].match(text, quantity.end)
            or (quantity.value > 1 and shapes["nth"].match(text, quantity.end))
        )
    if form == "multiple":
        fold = text[quantity.number.start : quantity.number.end].lower().endswith("fold")
        grown = fold and direction(place.sentence, quantity, codebook.numbers) == "up"
        return place.token.pos != "VERB" and not grown
    force = noun is not None and codebook.measures.counted.get(noun.unit) == "personnel"
    if shapes["membered"].match(text, quantity.number.end) and not force:
        return True
    if quantity.dimension == "time":
        return quantity.unit not in _LONG or _is_age(text, quantity, codebook)
    before = text[max(place.sentence.start, quantity.start - 30) : quantity.start]
    if noun and noun.unit in codebook.measures.speakers and shapes["spoken"].search(before):
        return True
    if quantity.dimension is None and _is_definite(quantity, before, place, around, codebook):
        return True
    return quantity.value == 1 and quantity.dimension is None


def _is_age(text: str, quantity: Quantity, codebook: Codebook) -> bool:
    """ "a six-year-old boy" has an age; "a 40-year-old programme" has lasted."""
    if not codebook.measures.shapes["aged"].search(text, quantity.number.end, quantity.end + 5):
        return False
    following = " ".join(text[quantity.end : quantity.end + 60].split()[:4])
    return codebook.measures.lasting.search(following) is None


def _is_definite(
    quantity: Quantity, before: str, place: Place, around: World, codebook: Codebook
) -> bool:
    """ "the two countries", "both sides", "these three states" point back and count nothing new."""
    if quantity.number.form != "words" or quantity.value > 12:
        return False
    if codebook.measures.shapes["definite"].search(before):
        return True
    nominal = {MentionKind.NOMINAL, MentionKind.PRONOUN}
    mentions = around.by_sentence.get(place.sentence.index, ())
    return any(m.kind in nominal and m.start <= quantity.start < m.end for m in mentions)


def _retold(parse: Parse, figure: Figure, place: Place, other: Figure, elsewhere: Place) -> bool:
    """Whether a figure only tells again what another sentence told, of the same time."""
    if place.sentence.index == elsewhere.sentence.index:
        return False
    if figure.value != other.value:
        return False
    same = (figure.measure, sorted(figure.actors)) == (other.measure, sorted(other.actors))
    if figure.unit != other.unit and not (same and figure.value >= _TELLING):
        return False
    here, there = _times(parse, place), _times(parse, elsewhere)
    return not (here and there and here != there)


def _times(parse: Parse, place: Place) -> frozenset[str]:
    inside = (t for t in parse.times if t.form not in _AMOUNTS_OF_TIME)
    return frozenset(t.text.lower() for t in inside if t.start < place.end and place.start < t.end)
