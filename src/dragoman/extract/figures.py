"""Stage 5, figures: the numbers that say something about relations between states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dragoman.analysis import Mention, Parse, Sentence
from dragoman.codebook import Codebook
from dragoman.codebook.units import MONEY
from dragoman.extract.counted import Counted, counted
from dragoman.extract.evidence import clause_span
from dragoman.extract.measures import Measured, measured
from dragoman.extract.quantities import Quantity, quantities
from dragoman.extract.trend import direction
from dragoman.model import Figure, FigureKind, Span, identifier

# Temporal phrases that are amounts of time, not dates: only they may hold a figure.
_AMOUNTS_OF_TIME = frozenset({"duration", "anniversary"})
_NO_PARTY = frozenset({"UNK", "WORLD"})
# Shares of such figures that were right on the development articles, by how the parties are known.
_CONFIDENCE = {"clause": 0.85, "sentence": 0.75, "topic": 0.6}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quantity stands: its sentence, clause and the parties named there."""

    sentence: Sentence
    start: int
    end: int
    clause_codes: tuple[str, ...]
    sentence_codes: tuple[str, ...]
    topic: tuple[str, ...]


def figures(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> tuple[Figure, ...]:
    """The numbers about relations that the document tells, each once, in order of the text."""
    found: list[Figure] = []
    for figure in _told(parse, mentions, codebook):
        if not any(_same(figure, other) for other in found):
            found.append(figure)
    return tuple(found)


def _told(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> Iterator[Figure]:
    topic = _topic(mentions)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for _, group in groupby(parse.sentences, key=lambda s: s.paragraph):
        sentences = list(group)
        for quantity in _in_paragraph(parse, sentences, by_sentence, codebook):
            place = _place(quantity, sentences, by_sentence, topic)
            if place is not None:
                yield from _figure(parse, quantity, place, codebook)


def _in_paragraph(
    parse: Parse,
    sentences: Sequence[Sentence],
    by_sentence: dict[int, list[Mention]],
    codebook: Codebook,
) -> list[Quantity]:
    """The quantities of a paragraph, in document positions; bare millions take the money before."""
    start, end = sentences[0].start, sentences[-1].end
    dates = [
        (t.start - start, t.end - start)
        for t in parse.times
        if start <= t.start < end and t.form not in _AMOUNTS_OF_TIME
    ]
    states = {c for s in sentences for m in by_sentence.get(s.index, ()) for c in m.codes}
    found = quantities(
        parse.document.text[start:end], codebook.numbers, codebook.units, dates=dates,
        states=sorted(states),
    )  # fmt: skip
    return [
        _shifted(quantity, start) for quantity in _with_money(found, sentences, start, codebook)
    ]


def _shifted(quantity: Quantity, by: int) -> Quantity:
    number = replace(
        quantity.number, start=quantity.number.start + by, end=quantity.number.end + by
    )
    return replace(quantity, start=quantity.start + by, end=quantity.end + by, number=number)


def _with_money(
    found: Sequence[Quantity], sentences: Sequence[Sentence], start: int, codebook: Codebook
) -> Iterator[Quantity]:
    last: Quantity | None = None
    for quantity in found:
        if quantity.dimension == MONEY:
            last = quantity
        elif last is not None and quantity.dimension is None and quantity.number.scale >= 1000:
            sentence = next(s for s in sentences if quantity.start + start < s.end)
            if counted(sentence, _shifted(quantity, start), codebook.measures) is None:
                quantity = replace(quantity, unit=last.unit, dimension=MONEY, factor=last.factor)
        yield quantity


def _place(
    quantity: Quantity,
    sentences: Sequence[Sentence],
    by_sentence: dict[int, list[Mention]],
    topic: tuple[str, ...],
) -> Place | None:
    sentence = next((s for s in sentences if s.start <= quantity.start < s.end), None)
    token = sentence.token_at(quantity.number.end - 1) if sentence else None
    if sentence is None or token is None:
        return None
    start, end = clause_span(sentence, token.i, ())
    mentions = by_sentence.get(sentence.index, ())
    return Place(
        sentence,
        min(start, quantity.start),
        max(end, min(quantity.end, sentence.end)),
        _codes(m for m in mentions if start <= m.start < end),
        _codes(mentions),
        topic,
    )


def _codes(mentions: Sequence[Mention] | Iterator[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for m in mentions for c in m.codes if c not in _NO_PARTY))


def _topic(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The two parties that the document names most."""
    counts = Counter(c for m in mentions for c in dict.fromkeys(m.codes) if c not in _NO_PARTY)
    first = {c: n for n, c in reversed(list(enumerate(c for m in mentions for c in m.codes)))}
    ranked = sorted(counts, key=lambda c: (-counts[c], first[c]))
    return tuple(sorted(ranked[:2], key=lambda c: first[c]))


def _figure(parse: Parse, quantity: Quantity, place: Place, codebook: Codebook) -> Iterator[Figure]:
    noun = None
    if quantity.dimension in {None, "people", "count"}:
        noun = counted(place.sentence, quantity, codebook.measures)
    clause = parse.document.text[place.start : place.end]
    measure = measured(
        clause, quantity.start - place.start, quantity.end - place.start, quantity, noun,
        codebook.measures,
    )  # fmt: skip
    if measure is None or _is_foreign(quantity, noun, place, parse, codebook):
        return
    actors, basis = _actors(place, measure)
    if not actors:
        return
    value, unit, kind = _reading(quantity, noun, measure, place, codebook)
    evidence = parse.document.span(place.start, place.end)
    yield Figure(
        id=identifier(parse.document.id, "figure", quantity.number.start, value, unit),
        measure=measure.name,
        actors=actors,
        value=value,
        unit=unit,
        kind=kind,
        evidence=evidence,
        confidence=_CONFIDENCE[basis],
        number=Span.of(parse.document.text, quantity.number.start, quantity.number.end),
        modifier=quantity.modifier,
    )


def _is_foreign(
    quantity: Quantity, noun: Counted | None, place: Place, parse: Parse, codebook: Codebook
) -> bool:
    """Numbers that are about nothing between states: ages, labels, pronouns, ordinals, sports."""
    form = quantity.number.form
    around = parse.document.text[max(place.start, quantity.start - 12) : quantity.end + 14]
    if codebook.measures.foreign.search(around):
        return True
    if form == "ordinal":
        return not _is_anniversary(parse, quantity)
    if form in {"multiple", "fraction"}:
        return direction(place.sentence, quantity, codebook.numbers) is None
    return quantity.value == 1 and quantity.dimension is None


def _is_anniversary(parse: Parse, quantity: Quantity) -> bool:
    return any(t.form == "anniversary" and t.start <= quantity.start < t.end for t in parse.times)


def _actors(place: Place, measure: Measured) -> tuple[tuple[str, ...], str]:
    """The parties that a number is about, from the clause, the sentence, or the topic."""
    for codes, basis in ((place.clause_codes, "clause"), (place.sentence_codes, "sentence")):
        if len(codes) >= 2:
            return tuple(codes[:2]) if measure.relational else tuple(codes), basis
    if not measure.relational:
        return (), "topic"
    if place.sentence_codes:
        partner = [c for c in place.topic if c not in place.sentence_codes]
        return (*place.sentence_codes, *partner[:1]), "topic"
    return place.topic, "topic"


def _reading(
    quantity: Quantity, noun: Counted | None, measure: Measured, place: Place, codebook: Codebook
) -> tuple[float, str | None, FigureKind]:
    """Value in base units, unit, and kind."""
    value = round(quantity.value * quantity.factor, 9)
    if quantity.number.form == "ordinal":
        return value, "years", FigureKind.COUNT
    moved = direction(place.sentence, quantity, codebook.numbers)
    if quantity.dimension == "share" or quantity.number.form == "fraction":
        return _share(quantity, moved, place)
    if quantity.number.form == "multiple":
        return (value - 1) * 100 if value > 0 else value * 100, "percent", FigureKind.CHANGE_PCT
    if quantity.dimension == "time":
        return value, quantity.unit, FigureKind.LEVEL
    if quantity.dimension in {None, "people", "count", "times"}:
        unit = "people" if measure.name == "casualties" else noun.unit if noun else quantity.unit
        return value, unit, FigureKind.COUNT
    if moved:
        return (-value if moved == "down" else value), quantity.unit, FigureKind.CHANGE_ABS
    return value, quantity.unit, FigureKind.LEVEL


def _share(
    quantity: Quantity, moved: str | None, place: Place
) -> tuple[float, str | None, FigureKind]:
    value = quantity.value * (100 if quantity.number.form == "fraction" else 1)
    if moved:
        return (-value if moved == "down" else value), "percent", FigureKind.CHANGE_PCT
    following = place.sentence.text[quantity.end - place.sentence.start :][:12].split()
    if following[:1] == ["of"] or quantity.number.form == "fraction":
        return value, "percent", FigureKind.SHARE_PCT
    return value, "percent", FigureKind.LEVEL


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures tell one number again."""
    return (one.value, one.unit, one.kind) == (other.value, other.unit, other.kind)
