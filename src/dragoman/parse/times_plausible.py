"""Which look-alikes are no time: the modal "may", 2,000 people, Mr March, a quarter of exports."""

from __future__ import annotations

import re

from dragoman.analysis import Sentence, Token
from dragoman.codebook.times import TimeWords
from dragoman.parse.times_composed import Atom

_STRONG = frozenset(
    {"in", "since", "until", "till", "by", "from", "between", "during", "before", "after", "late"}
)
# After these a capitalised month before a capitalised word is a name: "Hungary and Jan Kavan".
_LOOSE = frozenset({"and", "or", "of", "as", "to", "for", "the", "this"})
_FRACTIONS = frozenset({"quarter", "half"})


def plausible(atom: Atom, sentence: Sentence, words: TimeWords) -> bool:
    """Whether the words of the phrase are meant as time here."""
    text = sentence.text
    if not _calendar_case(text[atom.start : atom.end], words):
        return False
    if "month" in atom.values and atom.form in {"date", "month"} and not _month(atom, text, words):
        return False
    if atom.form in {"year", "years"}:
        return _year(atom, sentence, words)
    if atom.form in {"duration", "ago", "past"} and not _span(atom, text):
        return False
    if atom.form == "past" and _is_verb(sentence.token_at(sentence.start + atom.start)):
        return False
    if atom.form == "date" and not _possible(atom):
        return False
    return not _inside_number(text, atom)


def _calendar_case(phrase: str, words: TimeWords) -> bool:
    """Months and weekdays are names: "may" and "march" in lower case are none."""
    if words.lowercase:
        return True
    names = {**words.words["month"], **words.words["weekday"]}
    plain = (w.strip(",.") for w in re.split(r"[\s\-–/]+", phrase))
    return all(w[:1].isupper() for w in plain if w.lower() in names)


def _month(atom: Atom, text: str, words: TimeWords) -> bool:
    """A doubtful month alone ("May", "March") needs a word of time before it."""
    phrase = text[atom.start : atom.end].lower()
    if set(atom.values) - {"month"} or phrase not in words.lists["doubtful_months"]:
        return True
    if phrase in {"april", "june"}:
        return True
    before = word_before(text, atom.start)
    if before in _LOOSE and re.match(r"\s+[A-Z][a-z]", text[atom.end :]):
        return False
    return before in words.lists["before_month"]


def _year(atom: Atom, sentence: Sentence, words: TimeWords) -> bool:
    text, year = sentence.text, int(atom.values["year"])
    if "year_to" in atom.values and int(atom.values["year_to"]) < year:
        return False
    if set(atom.values) - {"year", "year_to", "two", "approximate"}:
        return True
    if _inside_number(text, atom):
        return False
    before, after = word_before(text, atom.start), _word_after(text, atom.end)
    if before in words.lists["not_year_before"] or after in words.lists["not_year_after"]:
        return False
    if year >= 1900 and year % 100 and year < 2100:
        return "two" not in atom.values or _two(year, int(atom.values["two"]))
    token = sentence.token_at(sentence.start + atom.start)
    return before in _STRONG and not _counts(token, sentence)


def _two(year: int, two: int) -> bool:
    """Whether 1998-99 is a stretch of years: the second part goes on from the first."""
    return 0 < (two - year % 100) % 100 < 60


def _counts(token: Token | None, sentence: Sentence) -> bool:
    """Whether the number counts a plural: "in 2000 villages"."""
    if token is None:
        return False
    head = sentence.tokens[token.head]
    return token.dep == "nummod" and head.i > token.i and head.tag in {"NNS", "NNPS"}


def _span(atom: Atom, text: str) -> bool:
    """A quarter may be a fraction; a number before "old" is an age."""
    if atom.values.get("unit") in _FRACTIONS:
        return False
    return not re.match(r"[\s-]+old\b", text[atom.end :], re.IGNORECASE)


def _is_verb(token: Token | None) -> bool:
    """Whether "last" is what a visit does: "will last two days"."""
    return token is not None and token.pos == "VERB"


def _possible(atom: Atom) -> bool:
    days = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    month = int(atom.values.get("month", atom.values.get("monthnumber", 1)))
    day = int(atom.values.get("day", atom.values.get("daynumber", 1)))
    return day <= days[month - 1]


def _inside_number(text: str, atom: Atom) -> bool:
    """Whether the digits are part of a longer number, a price, a model or a score."""
    first, last = text[atom.start], text[atom.end - 1]
    before, after = text[: atom.start], text[atom.end :]
    if first.isdigit() and re.search(r"(?:[$€£¥#]\s?|\d[.,:/]|[A-Za-z]-)$", before):
        return not re.search(r"(?i)(?:post|pre|mid|late|early|pro|summer|fall)-$", before)
    return last.isdigit() and bool(re.match(r"[.,:]\d|\s?%|[-–]\d", after))


def word_before(text: str, at: int) -> str:
    """The word or mark before a place of the text, in lower case; "'s" for a possessive."""
    found = re.search(r"([\w.]*['’]s|[\w.]+|[^\w\s])\s*$", text[:at])
    word = found[1].lower().replace("’", "'") if found else ""
    return "'s" if word.endswith("'s") else word


def _word_after(text: str, at: int) -> str:
    found = re.match(r"\s*(\w+|[^\w\s])", text[at:])
    return found[1].lower() if found else ""
