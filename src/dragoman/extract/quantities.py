"""Quantities: numbers with their unit, currency, rate, range and what tempers them.

Works on plain text, so that a sentence broken after "2.1 million." still finds its "Dollars". What
is counted where no unit stands ("33 tanks") needs grammar and is found in `counted`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.numbers import NumberWords
from dragoman.codebook.units import MONEY, Unit, Units
from dragoman.extract.numbers import Number, numbers, times

_ALONE = frozenset({"ordinal", "multiple", "occasions"})  # forms that are no end of a range
_BALLOT = 90  # characters around a score in which a word of voting makes it a vote
_LETTER = re.compile(r"([kmbtKMBT])(?!\w)")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_ADDRESS = re.compile(r"(?:\s+[A-Z]?\w+){0,2}\s+(\w+)")
_AGE = re.compile(r"(?<=[a-z]), $")
_WORD_BEFORE = re.compile(r"([\w.&]+)[\s.,(]*$")
_LABEL_BEFORE = re.compile(r"([\w&.]+)\s+$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in the text: `start`..`end` with sign and unit, `number` the bare number.

    `sense` is one of = ~ < > as the words before it say; `side` tells the low and the high end of a
    range; `dimension` is None where no unit stands and something is counted; `restates` marks what
    only says the number before it in another unit.
    """

    start: int
    end: int
    number: Number
    value: float
    unit: str | None = None
    dimension: str | None = None
    factor: float = 1.0
    modifier: str | None = None
    sense: str = "="
    side: str | None = None
    restates: bool = False


def quantities(
    text: str,
    words: NumberWords,
    units: Units,
    *,
    dates: Sequence[tuple[int, int]] = (),
    states: Collection[str] = (),
) -> list[Quantity]:
    """Every amount of a text in order; numbers inside `dates`, years and labels are none.

    `states` are the codes named nearby, in order: a bare "rupees" is that of the first with one.
    """
    found = [
        _with_unit(text, number, units, words, states)
        for number in numbers(text, words)
        if not any(start <= number.start and number.end <= end for start, end in dates)
    ]
    finite = [q for q in found if math.isfinite(q.value)]
    kept = [q for q in finite if not (_is_year(text, q, words) or _is_label(text, q, words))]
    tempered = [_tempered(text, q, words) for q in _ranged(text, kept, words)]
    told = [_of_vote(text, q, words) if _is_score(text, q) else q for q in tempered]
    return _equated(text, [q for q in told if q is not None], words)


def _with_unit(
    text: str, number: Number, units: Units, words: NumberWords, states: Collection[str]
) -> Quantity:
    number = _with_letter(text, number, units, words)
    quantity = Quantity(number.start, number.end, number, number.value)
    if number.symbol is None:
        return _measured(text, quantity, units, words, states)
    after = words.shapes["us"].match(text, quantity.end)
    return _rated(
        text,
        replace(
            quantity,
            end=after.end() if after else quantity.end,
            unit=units.symbols.get(number.symbol, number.symbol),
            dimension=MONEY,
        ),
        words,
    )


def _with_letter(text: str, number: Number, units: Units, words: NumberWords) -> Number:
    """ "$5m", "5m euros", "4.3M": a letter scales beside money or in upper case; else a unit."""
    letter = _LETTER.match(text, number.end)
    if letter is None or number.scale != 1 or number.form != "digits":
        return number
    gap = words.shapes["gap"].match(text, letter.end())
    money = units.money.match(text, gap.end() if gap else letter.end())
    if number.symbol is None and money is None and not letter[1].isupper():
        return number
    scale = words.letters[letter[1].lower()]
    return replace(number, end=letter.end(), value=times(number.value, scale), scale=scale)


def _measured(
    text: str, quantity: Quantity, units: Units, words: NumberWords, states: Collection[str]
) -> Quantity:
    gaps = ["of", "gap"] + (["broken"] if quantity.number.scale > 1 else [])
    for name in gaps:
        gap = words.shapes[name].match(text, quantity.end)
        if gap is None:
            continue
        money = units.money.match(text, gap.end())
        if money and _weighs(text, money, quantity, units, words):
            unit = Unit(units.weights[money[1].lower()], "mass")
            return _as_unit(text, quantity, money, unit, words)
        if money and (currency := units.currency(money[1], states)):
            return _as_unit(text, quantity, money, currency, words)
        form = units.form.match(text, gap.end())
        if form and name != "broken" and quantity.number.form != "plural":
            return _as_unit(text, quantity, form, units.unit(form[1]), words)
    return quantity


def _weighs(
    text: str, money: re.Match[str], quantity: Quantity, units: Units, words: NumberWords
) -> bool:
    """ "500 pounds of rice", "500 pounds (225 kilograms)": a weight, not money."""
    if money[1].lower() not in units.weights or quantity.number.scale > 1:
        return False
    return words.shapes["weight"].match(text, money.end()) is not None


def _as_unit(
    text: str, quantity: Quantity, match: re.Match[str], unit: Unit, words: NumberWords
) -> Quantity:
    found = replace(quantity, end=match.end(), unit=unit.name, dimension=unit.dimension)
    return _rated(text, replace(found, factor=unit.factor), words)


def _rated(text: str, quantity: Quantity, words: NumberWords) -> Quantity:
    per = words.shapes["per"].match(text, quantity.end)
    return replace(quantity, end=per.end()) if per else quantity


def _is_year(text: str, quantity: Quantity, words: NumberWords) -> bool:
    """What dates something: "in 2021", "May 2019", "the 4th of May"; not "2000 soldiers"."""
    number = quantity.number
    if number.form not in {"digits", "ordinal"} or quantity.dimension is not None:
        return False
    before = _WORD_BEFORE.search(text[max(0, number.start - 24) : number.start])
    cue = before[1].lower().rstrip(".") if before else ""
    if not _YEAR.fullmatch(text[number.start : number.end]):
        following = words.shapes["month"].match(text[number.end : number.end + 24])
        month = following is not None and following[1].lower() in words.months
        return number.value <= 31 and (cue in words.months or month)
    return cue in words.year_cues or not words.shapes["counted"].match(text, number.end)


def _is_label(text: str, quantity: Quantity, words: NumberWords) -> bool:
    """A number that names: "Resolution 2254", "this one", "Smith, 54,", "12 Hill Road"."""
    number, start = quantity.number, quantity.start
    if quantity.dimension is not None or number.form not in {"digits", "words"}:
        return False
    before = _LABEL_BEFORE.search(text[max(0, start - 24) : start])
    word = before[1].lower() if before else ""
    if words.shapes["group"].search(text[max(0, start - 10) : start]):
        return True
    if number.form == "words":
        another = words.shapes["another"].match(text, quantity.end)
        return number.value == 1 and (word in words.pronoun_one or another is not None)
    street = _ADDRESS.match(text[quantity.end : quantity.end + 40])
    if street and street[1].lower() in words.streets and street[1][0].isupper():
        return True
    aged = _AGE.search(text[max(0, start - 3) : start]) and text[quantity.end : quantity.end + 1]
    return word in words.labels or (aged in {",", "."} and 15 < number.value < 100)


def _ranged(text: str, found: Sequence[Quantity], words: NumberWords) -> list[Quantity]:
    """Mark the two ends of a range and lend each what the other says: "$3-5bn"."""
    ends = list(found)
    for place in range(len(ends) - 1):
        low, high = ends[place], ends[place + 1]
        if low.side == "low" or {low.number.form, high.number.form} & _ALONE:
            continue
        if _joined(text, low, high, words):
            low, high = _lent(low, high)
            ends[place], ends[place + 1] = replace(low, side="low"), replace(high, side="high")
    return ends


def _joined(text: str, low: Quantity, high: Quantity, words: NumberWords) -> bool:
    """Whether two numbers are the ends of one range, and not a change and the level it led to."""
    gap, shapes = text[low.end : high.start], words.shapes
    before = text[max(0, low.start - 24) : low.start]
    if low.unit and high.unit and low.unit != high.unit:
        return False
    if shapes["joined_and"].fullmatch(gap):
        return shapes["between"].search(before) is not None
    joins = shapes["join"].fullmatch(gap) is not None
    if shapes["from"].search(before):
        return joins or shapes["to"].fullmatch(gap) is not None
    # "rose by $4 billion to $41 billion", "gained 3 % to 1,478": a change and a level.
    led = low.dimension is not None and shapes["to"].fullmatch(gap)
    return joins and not (led and (shapes["by"].search(before) or not high.unit))


def _lent(low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    scale = high.number.scale
    if low.number.scale == 1 and scale > 1 and low.value <= high.value / scale * 10:
        low = replace(low, value=times(low.value, scale))
    if low.dimension is None:
        return replace(low, unit=high.unit, dimension=high.dimension, factor=high.factor), high
    if high.dimension is None:
        high = replace(high, unit=low.unit, dimension=low.dimension, factor=low.factor)
    return low, high


def _tempered(text: str, quantity: Quantity, words: NumberWords) -> Quantity:
    if quantity.number.form == "plural":
        said = " ".join(text[quantity.number.start : quantity.number.end].split())
        of = text[quantity.number.end :].lstrip()[:3] == "of "
        return replace(quantity, modifier=said + (" of" if of else ""))
    before = words.before.search(text, max(0, quantity.start - 40), quantity.start)
    after = words.after.match(text, quantity.end)
    if before:
        said = " ".join(before[1].lower().split())
        sense = words.senses[said]
    elif after:
        said = " ".join(after[1].lower().split())
        sense = words.senses_after[said]
    else:
        return quantity
    return replace(quantity, modifier=None if said in words.unspoken else said, sense=sense)


def _equated(text: str, found: Sequence[Quantity], words: NumberWords) -> list[Quantity]:
    """Mark what only restates the number before it in another unit: "7 miles (11 km)"."""
    told: list[Quantity] = []
    for quantity in found:
        first = next((q for q in reversed(told) if not q.restates), None)
        if first is not None and _restates(
            text[told[-1].end : quantity.start], first, quantity, words
        ):
            sense = quantity.sense if quantity.modifier else first.sense
            quantity = replace(quantity, restates=True, sense=sense)
        told.append(quantity)
    return told


def _restates(gap: str, first: Quantity, second: Quantity, words: NumberWords) -> bool:
    if first.dimension is None or first.dimension != second.dimension or first.unit == second.unit:
        return False
    return words.shapes["restated"].fullmatch(gap) is not None


def _of_vote(text: str, quantity: Quantity, words: NumberWords) -> Quantity | None:
    """The sides of a vote count votes; those of a match are no amounts."""
    around = text[max(0, quantity.start - _BALLOT) : quantity.end + _BALLOT]
    if not words.shapes["ballot"].search(around):
        return None
    return replace(quantity, unit="votes", dimension="count", side=None)


def _is_score(text: str, quantity: Quantity) -> bool:
    """The sides of a score ("12-1", "2-2"): no range, and no amount by themselves."""
    if quantity.dimension is not None or quantity.number.form != "digits":
        return False
    offset = max(0, quantity.start - 8)
    for match in re.finditer(r"\d+[-–]\d+(?:[-–]\d+)?", text[offset : quantity.end + 8]):
        sides = [int(side) for side in re.split("[-–]", match[0])]
        if match.start() <= quantity.start - offset < match.end() and sides[0] >= sides[-1]:
            return True
    return False
