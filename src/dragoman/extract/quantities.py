"""Quantities: numbers with their unit, currency, rate, range and what tempers them.

Works on plain text, so that a sentence broken after "2.1 million." still finds its "Dollars". What is counted
where no unit stands ("33 tanks") needs grammar and is found in `counted`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.numbers import NumberWords
from dragoman.codebook.units import MONEY, Unit, Units
from dragoman.extract.numbers import Number, numbers

_GAP = re.compile(r"[\s\u00a0-]{0,2}")
_OF = re.compile(r"(?<=s)\s+of\s+")
# "2.1 million. Dollars": machine translation breaks the sentence before the currency.
_BROKEN = re.compile(r"\.\s+(?=[A-Z])")
_JOIN = re.compile(r"\s*(?:[-–—]|to|or|or\s+even|up\s+to)[\s-]*$", re.IGNORECASE)
_AND = re.compile(r"\s*and\s+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+\S{0,4}$", re.IGNORECASE)
_PER = re.compile(r"\s+(?:per|a|an|each|every)\s+(day|week|month|year|hour|barrel|tonne|ton|kilogram|person|head|gallon|litre|liter|ounce|square \w+|sq \w|share|cubic \w+|unit|minute|second|annum|capita|game|unit)\b|\s+(annually|monthly|daily|yearly|weekly)\b", re.IGNORECASE)  # fmt: skip
_LETTER = re.compile(r"([kmbtKMBT])(?!\w)")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_FROM = re.compile(r"\bfrom\s+(?:\S+\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:\S+\s+)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;()]{0,40}\bto\s+(?:about\s+|nearly\s+|almost\s+)?$", re.IGNORECASE)
_GROUP = re.compile(r"\b(?:[Gg]roup|[Cc]lub)\s+of\s+$")
_ADDRESS = re.compile(r"(?:\s+[A-Z]?\w+){0,2}\s+(\w+)")
_AGE = re.compile(r"(?<=[a-z]), $")
_WORD = re.compile(r"(\w+)\s+$")
_WORD_BEFORE = re.compile(r"([\w.&]+)[\s.,(]*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in the text: `start`..`end` with sign and unit, `number` the bare number.

    `sense` is one of = ~ < > as the words before it say; `side` tells the low and the high end of a range;
    `dimension` is None where no unit stands and something is counted.
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
    per: str | None = None
    restates: bool = False


def quantities(
    text: str,
    words: NumberWords,
    units: Units,
    *,
    dates: Sequence[tuple[int, int]] = (),
    states: Collection[str] = (),
) -> list[Quantity]:
    """Every amount of a text in order; numbers inside `dates`, years and labels are none."""
    found = [
        _with_unit(text, number, units, words, states)
        for number in numbers(text, words)
        if not _in_date(text, number, dates)
    ]
    kept = [q for q in found if not (_is_year(text, q, words) or _is_label(text, q, words))]
    tempered = [_tempered(text, q, words) for q in _ranged(text, kept)]
    return _equated(text, [q for q in tempered if not _is_score(text, q)])


def _in_date(text: str, number: Number, dates: Sequence[tuple[int, int]]) -> bool:
    return any(start <= number.start and number.end <= end for start, end in dates)


def _with_unit(
    text: str, number: Number, units: Units, words: NumberWords, states: Collection[str]
) -> Quantity:
    letter = _LETTER.match(text, number.end)
    money = number.symbol is not None
    end, value = number.end, number.value
    if letter and number.scale == 1 and number.form == "digits":
        after = units.money.match(text, _GAP.match(text, letter.end()).end())  # type: ignore[union-attr]
        if money or after or letter[1].isupper():
            number = replace(number, end=letter.end(), scale=words.letters[letter[1].lower()])
            end, value = letter.end(), round(value * number.scale, 9)
    quantity = Quantity(number.start, end, replace(number, value=value), value)
    if money:
        return _priced(text, quantity, units)
    return _measured(text, quantity, units, states)


def _priced(text: str, quantity: Quantity, units: Units) -> Quantity:
    symbol = quantity.number.symbol or ""
    code = units.symbols.get(symbol, symbol)
    after = re.compile(r"\s?(?:US|U\.S\.|USD)(?!\w)").match(text, quantity.end)
    end = after.end() if after else quantity.end
    return _rated(text, replace(quantity, end=end, unit=code, dimension=MONEY))


def _measured(text: str, quantity: Quantity, units: Units, states: Collection[str]) -> Quantity:
    broken = _BROKEN.match(text, quantity.end) if quantity.number.scale > 1 else None
    for gap in (_OF.match(text, quantity.end), _GAP.match(text, quantity.end), broken):
        if gap is None:
            continue
        money = units.money.match(text, gap.end())
        if money and _weighs(text, money, quantity, units):
            return _as_unit(text, quantity, money, Unit(units.weights[money[1].lower()], "mass"))
        if money and (unit := units.currency(money[1], states)):
            return _as_unit(text, quantity, money, unit)
        form = units.form.match(text, gap.end())
        if form and gap is not broken and not (quantity.number.form == "plural"):
            return _as_unit(text, quantity, form, units.unit(form[1]))
    return quantity


def _as_unit(text: str, quantity: Quantity, match: re.Match[str], unit: Unit) -> Quantity:
    found = replace(quantity, end=match.end(), unit=unit.name, dimension=unit.dimension)
    return _rated(text, replace(found, factor=unit.factor))


def _weighs(text: str, money: re.Match[str], quantity: Quantity, units: Units) -> bool:
    """ "500 pounds of rice", "500 pounds (225 kilograms)": a weight, not money."""
    if money[1].lower() not in units.weights or quantity.number.scale > 1:
        return False
    return re.match(r"\s+of\b|\s*\([\d.,]+\s?k|-", text[money.end() :][:12]) is not None


def _rated(text: str, quantity: Quantity) -> Quantity:
    per = _PER.match(text, quantity.end)
    if per is None:
        return quantity
    return replace(quantity, end=per.end(), per=(per[1] or per[2]).lower())


def _is_year(text: str, quantity: Quantity, words: NumberWords) -> bool:
    """Four digits that date something: "in 2021", "May 2019", "2014-2019"; not "2000 soldiers"."""
    number = quantity.number
    digits = text[number.start : number.end]
    if number.form not in {"digits", "ordinal"} or quantity.dimension is not None:
        return False
    before = _WORD_BEFORE.search(text[max(0, number.start - 24) : number.start])
    cue = before[1].lower().rstrip(".") if before else ""
    if not _YEAR.fullmatch(digits):
        following = re.match(r"(?:st|nd|rd|th)?(?:\s+of)?\s+([A-Za-z]+)", text[number.end :][:24])
        month = following is not None and following[1].lower() in words.months
        return number.value <= 31 and (cue in words.months or month)
    counted = re.match(r"\s+[a-z]+s\b", text[number.end :][:20]) is not None
    return cue in words.year_cues or not counted


def _is_label(text: str, quantity: Quantity, words: NumberWords) -> bool:
    """A number that names: "Resolution 2254", "No. 10", "this one", "Smith, 54,", "12 Hill Road"."""
    number = quantity.number
    if quantity.dimension is not None or number.form not in {"digits", "words"}:
        return False
    before = re.search(r"([\w&.]+)\s+$", text[max(0, quantity.start - 24) : quantity.start])
    word = before[1].lower() if before else ""
    if _GROUP.search(text[max(0, quantity.start - 10) : quantity.start]):
        return True
    after = text[quantity.end : quantity.end + 40]
    if number.form == "words":
        return number.value == 1 and (word in words.pronoun_one or after.startswith(" another"))
    street = _ADDRESS.match(after)
    if street and street[1].lower() in words.streets and street[1][0].isupper():
        return True
    age = _AGE.search(text[max(0, quantity.start - 3) : quantity.start]) and after[:1] in {",", "."}
    return word in words.labels or (bool(age) and 15 < number.value < 100)


def _ranged(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Mark the two ends of a range and lend each what the other says: "5 to 10 million", "$3-5bn"."""
    ends = list(found)
    for place in range(len(ends) - 1):
        low, high = ends[place], ends[place + 1]
        if low.side == "low" or "ordinal" in {low.number.form, high.number.form}:
            continue
        if _joined(text, low, high):
            low, high = _lent(low, high)
            ends[place], ends[place + 1] = replace(low, side="low"), replace(high, side="high")
    return ends


def _joined(text: str, low: Quantity, high: Quantity) -> bool:
    """Whether two numbers are the ends of one range, and not a change and the level it led to."""
    gap = text[low.end : high.start]
    before = text[max(0, low.start - 24) : low.start]
    if low.unit and high.unit and low.unit != high.unit:
        return False
    if _AND.fullmatch(gap):
        return _BETWEEN.search(before) is not None
    if _FROM.search(before):
        return _JOIN.fullmatch(gap) is not None or _TO.fullmatch(gap) is not None
    if _JOIN.fullmatch(gap) is None:
        return False
    # "rose by $4 billion to $41 billion", "gained 3 % to 1,478": a change and a level.
    led = low.dimension is not None and "to" in gap and (_BY.search(before) or not high.unit)
    return not led


def _lent(low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    scale = high.number.scale
    if low.number.scale == 1 and scale > 1 and low.value <= high.value / scale * 10:
        low = replace(low, value=round(low.value * scale, 9))
    if low.dimension is None:
        return replace(low, unit=high.unit, dimension=high.dimension, factor=high.factor), high
    if high.dimension is None:
        high = replace(high, unit=low.unit, dimension=low.dimension, factor=low.factor)
    return low, high


def _tempered(text: str, quantity: Quantity, words: NumberWords) -> Quantity:
    if quantity.number.form == "plural":
        said = " ".join(text[quantity.number.start : quantity.number.end].split())
        of = re.match(r"\s+of\b", text[quantity.number.end : quantity.number.end + 5])
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


def _equated(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Mark what only restates the number before it in another unit: "7 miles (11 km)"."""
    told: list[Quantity] = []
    for quantity in found:
        gap = text[told[-1].end : quantity.start] if told else ""
        start = next((q for q in reversed(told) if not q.restates), None)
        if start and re.fullmatch(r"\s*\(\w{0,2}\s?|\s*/\s*", gap) and quantity.unit != start.unit:
            if quantity.dimension is not None and start.dimension is not None:
                sense = quantity.sense if quantity.modifier else start.sense
                quantity = replace(quantity, restates=True, sense=sense)
        told.append(quantity)
    return told


def _is_score(text: str, quantity: Quantity) -> bool:
    """The two sides of a score or a vote ("12-1", "2-2"): no range, and no amount by themselves."""
    if quantity.dimension is not None or quantity.number.form != "digits":
        return False
    tight = re.compile(r"\d+[-–]\d+(?:[-–]\d+)?")
    around = text[max(0, quantity.start - 8) : quantity.end + 8]
    offset = quantity.start - max(0, quantity.start - 8)
    for match in tight.finditer(around):
        sides = [int(side) for side in re.split("[-–]", match[0])]
        if match.start() <= offset < match.end() and sides[0] >= sides[-1]:
            return True
    return False
