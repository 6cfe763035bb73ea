"""Numbers as they stand in a text: digits, words, orders of magnitude, fractions, ordinals.

Only the number is read here, with a sign of money that leans on it; `quantities` says of what.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dragoman.codebook.numbers import NumberWords

# Letters and a hyphen before digits make a name ("MiG-23", "Covid-19").
_PREFIX = re.compile(r"([A-Za-z]+)[-–]$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number's place in the text and its value; `form` says how it is written."""

    start: int
    end: int
    value: float
    form: str  # digits, words, plural, fraction, occasions, multiple, ordinal
    scale: float = 1.0
    symbol: str | None = None


def numbers(text: str, words: NumberWords) -> list[Number]:
    """Every number of the text in order, none overlapping another, the longer reading first."""
    found = [
        *_in_digits(text, words),
        *_in_plurals(text, words),
        *_in_fractions(text, words),
        *_in_words(text, words),
        *_singles(text, words),
        *_articles(text, words),
        *_ratios(text, words),
    ]
    kept: list[Number] = []
    end = 0
    for number in sorted(found, key=lambda n: (n.start, -n.end)):
        # Hundreds of digits in a row are beyond what a float holds, and no amount of anything.
        if number.start >= end and math.isfinite(number.value):
            kept.append(number)
            end = number.end
    return kept


def _in_digits(text: str, words: NumberWords) -> Iterator[Number]:
    skip = 0
    for match in words.patterns.digits.finditer(text):
        start, end = match.start(), match.end()
        if start < skip:
            continue
        clock = words.shapes["clock"].match(text, match.end("digits"))
        if clock:
            skip = clock.end()
        elif ordinal := words.shapes["ordinal"].match(text, match.end("digits")):
            yield Number(start, ordinal.end(), plain_digits(match["digits"]), "ordinal")
        elif not _is_label(text, match, words):
            value, scale = _digits_value(match, words)
            yield Number(start, end, value, "digits", scale, match["symbol"])


def _is_label(text: str, match: re.Match[str], words: NumberWords) -> bool:
    """Digits inside a name: "MiG-23", "1990s", "9/11", "#4", "B-52s"."""
    start, end = match.start(), match.end()
    before = _PREFIX.search(text, max(0, start - 20), start)
    if before and match["symbol"] is None and before[1].lower() not in words.open_prefixes:
        return True
    if start and text[start - 1] in "/#@_:'’" and text[start - 1 : start + 1] not in ("'", "’"):
        return match["symbol"] is None
    return text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalpha()


def _digits_value(match: re.Match[str], words: NumberWords) -> tuple[float, float]:
    value = plain_digits(match["digits"])
    if match["sign"]:
        value += words.signs[match["sign"]]
    scale = 1.0
    for word in re.findall(r"[^\W\d]+", match["scales"]):
        scale *= words.scales[word.lower()]
    # Rounding hides the noise of binary fractions: 2.3 × 1,000,000 is 2,300,000 exactly.
    return times(value, scale * (-1 if match["minus"] else 1)), scale


def times(value: float, factor: float) -> float:
    """The product as people reckon: 8.2 times a thousand million is 8,200,000,000, no hair less."""
    return float(Decimal(repr(value)) * Decimal(repr(factor)))


def plain_digits(digits: str) -> float:
    """The value of digits in any of the conventions: 1,200.5; 12,34,567; 10 000; 1.200.000; 3,5."""
    bare = re.sub(r"[\s\u00a0\u202f\u2009]", "", digits)
    if re.fullmatch(r"\d+,\d{1,2}", bare):
        return float(bare.replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", bare):
        return float(bare.replace(".", ""))
    return float(bare.replace(",", ""))


def _in_words(text: str, words: NumberWords) -> Iterator[Number]:
    for match in words.patterns.words.finditer(text):
        atoms = re.split(r"[\s-]+", match["atoms"].lower())
        bare = match["half"] is None and match.start("atoms") == match.start()
        if bare and (atoms[0] in words.scales or atoms[0] in words.groups):
            continue  # "million" or "hundred" without a number or an article
        if match.start("atoms") > match.start() and atoms[0] in words.cardinals:
            yield _of_words(match.start("atoms"), match.end(), atoms, words, half=False)
        else:
            yield _of_words(match.start(), match.end(), atoms, words, half=bool(match["half"]))


def _of_words(start: int, end: int, atoms: list[str], words: NumberWords, *, half: bool) -> Number:
    total = current = 0.0
    for place, atom in enumerate(atoms):
        if atom == "half" and place:
            current += 0.5
        elif atom in words.cardinals:
            current += words.cardinals[atom]
        elif atom in words.groups or words.scales.get(atom) == 100:
            current = (current or 1) * (words.groups.get(atom) or 100)
        elif atom in words.scales:
            total += times(current or 1.0, words.scales[atom])
            current = 0.0
    scale = max((words.scales.get(atom, 1.0) for atom in atoms[-1:]), default=1.0)
    return Number(start, end, times(total + current, 0.5 if half else 1.0), "words", scale)


def _articles(text: str, words: NumberWords) -> Iterator[Number]:
    """ "more than a year", "over a decade": the article is a one when something tempers it."""
    for match in words.shapes["article"].finditer(text):
        if words.before.search(text, max(0, match.start() - 24), match.start()):
            yield Number(match.start(), match.end(), 1.0, "words")


def _ratios(text: str, words: NumberWords) -> Iterator[Number]:
    """ "one in three", "6 of 10": a fraction; "three in five days" is none."""
    for match in words.shapes["ratio"].finditer(text):
        many, of = match[1].lower(), words.ratios.get(match[2].lower())
        part = float(many) if many.isdecimal() else words.cardinals.get(many)
        if part and of and part < of and (part == 1 or " in " not in match[0]):
            yield Number(match.start(), match.end(), round(part / of, 9), "fraction")


def _in_plurals(text: str, words: NumberWords) -> Iterator[Number]:
    for match in words.patterns.plural.finditer(text):
        value = 1.0
        if match["scale"]:
            value = words.scales.get(match["scale"].lower(), words.groups.get("dozen", 12))
        else:
            heaps = re.split(r"\s+of\s+", match["heaps"].lower())
            value = 10.0 if heaps[0] == "tens" else 1.0
            for heap in heaps:
                value *= words.plurals.get(heap, 1.0)
        yield Number(match.start(), match.end(), value, "plural", value)


def _in_fractions(text: str, words: NumberWords) -> Iterator[Number]:
    for match in words.patterns.fraction.finditer(text):
        many = (match["many"] or "").lower()
        whole = words.shapes["part"].match(text, match.end()) is not None
        halved = match["part"].lower() == "half" and words.shapes["halved"].search(
            text[: match.start()][-16:]
        )
        if not whole or not (many or match["part"].lower() == "half"):
            continue
        if not many and not halved and not words.shapes["whole"].match(text, match.end()):
            continue
        value = words.cardinals.get(many, 1.0) * words.fractions[match["part"].lower()]
        yield Number(match.start(), match.end(), value, "fraction")


def _singles(text: str, words: NumberWords) -> Iterator[Number]:
    forms = (
        ("occasions", words.occasions),
        ("multiple", words.multiples),
        ("ordinal", words.ordinals),
    )
    for match in words.patterns.single.finditer(text):
        word = match[0].lower()
        for form, table in forms:
            if word in table:
                yield Number(match.start(), match.end(), table[word], form)
                break
