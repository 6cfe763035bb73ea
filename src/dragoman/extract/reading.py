"""How a quantity reads as a record: value in base units, unit, and kind."""

from __future__ import annotations

from dragoman.analysis import Sentence
from dragoman.codebook.measures import plural
from dragoman.codebook.numbers import NumberWords
from dragoman.extract.counted import Counted
from dragoman.extract.measures import COUNTS, PERSONAL, Measured
from dragoman.extract.numbers import times
from dragoman.extract.quantities import Quantity
from dragoman.extract.trend import direction
from dragoman.model import FigureKind

Reading = tuple[float, str | None, FigureKind]


def reading(
    sentence: Sentence,
    quantity: Quantity,
    noun: Counted | None,
    measure: Measured,
    words: NumberWords,
) -> Reading:
    """Value, unit and kind of a quantity as its sentence tells it."""
    value = times(quantity.value, quantity.factor)
    form = quantity.number.form
    if form == "ordinal":
        unit = "years" if measure.name == "duration" else plural(noun.unit) if noun else None
        return value, unit, FigureKind.COUNT
    moved = direction(sentence, quantity, words)
    if quantity.dimension == "share" or form == "fraction":
        return _share(sentence, quantity, moved)
    if form == "multiple":
        return (value - 1 if value > 0 else value) * 100, "percent", FigureKind.CHANGE_PCT
    if quantity.dimension == "time":
        return value, quantity.unit, FigureKind.LEVEL
    if quantity.dimension in COUNTS:
        return value, _counted_unit(sentence, quantity, noun, measure), FigureKind.COUNT
    if moved:
        return (-value if moved == "down" else value), quantity.unit, FigureKind.CHANGE_ABS
    return value, quantity.unit, FigureKind.LEVEL


def _counted_unit(
    sentence: Sentence, quantity: Quantity, noun: Counted | None, measure: Measured
) -> str | None:
    if measure.name == "casualties" or _is_strength(quantity, noun, measure):
        return "people"
    if quantity.dimension == "times":
        return (
            sentence.text[quantity.number.end - sentence.start : quantity.end - sentence.start]
            .strip()
            .lower()
        )
    if noun is None and quantity.unit is None and measure.name in PERSONAL:
        return "people"
    return noun.unit if noun else quantity.unit


def _is_strength(quantity: Quantity, noun: Counted | None, measure: Measured) -> bool:
    """Whether a number tells how strong one force is: "a 400-strong force"."""
    one = noun is not None and noun.head.tag == "NN" and quantity.value > 1
    return one and measure.name == "personnel"


def _share(sentence: Sentence, quantity: Quantity, moved: str | None) -> Reading:
    fraction = quantity.number.form == "fraction"
    value = round(quantity.value * (100 if fraction else 1), 9)
    if moved:
        return (-value if moved == "down" else value), "percent", FigureKind.CHANGE_PCT
    following = sentence.text[quantity.end - sentence.start :][:12].split()
    if following[:1] == ["of"] or fraction:
        return value, "percent", FigureKind.SHARE_PCT
    return value, "percent", FigureKind.LEVEL
