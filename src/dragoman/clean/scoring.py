"""How much a unit by itself looks like an article's text, in points: above zero speaks for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.clean.units import TERMINAL, Unit
from dragoman.codebook.boilerplate import Boilerplate, Cue

WORD = re.compile(r"\w[\w'’.-]*")
# Points by number of words, with and without an end mark, set by hand on pages of our own: long
# runs of words that end like sentences are articles, short ones that do not are menus.
ENDED = ((4, -1.0), (8, 0.4), (15, 1.4), (25, 2.5), (40, 3.2), (10**9, 4.0))
UNENDED = ((4, -1.2), (15, -1.2), (25, -0.8), (40, 0.3), (10**9, 1.5))
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_INNER_END = re.compile(r"[.!?][\"”’)]?\s+[A-Z“\"]")
_TELLING = re.compile(r"\b(?:said|told|says|announced|added|alleged|accused|according|warned)\b")
_PAST = re.compile(r"\b(?:said|told|was|were|had|did|has|have|been|will|would|\w{2,}ed)\b")
_URL = re.compile(r"https?://\S+|www\.\S+")


@dataclass(frozen=True)
class Look:
    """What is seen of one unit by itself."""

    unit: Unit
    words: tuple[str, ...]
    cues: tuple[Cue, ...]

    @cached_property
    def count(self) -> int:
        """The number of words; where words are not parted, two characters count as one."""
        return max(len(self.words), len(_CJK.findall(self.unit.text)) // 2)

    @cached_property
    def ended(self) -> bool:
        """Whether the unit ends like a sentence, or like a long item of a list."""
        text = self.unit.text
        return bool(TERMINAL.search(text)) or (self.count >= 8 and text.endswith((";", ":")))

    @cached_property
    def lower(self) -> float:
        """The share of words with a small first letter, among those that begin with a letter."""
        letters = [w for w in self.words if w[0].isupper() or w[0].islower()]
        return sum(w[0].islower() for w in letters) / len(letters) if letters else 1.0

    @cached_property
    def key(self) -> str:
        """The words alone, by which repetitions are found."""
        return " ".join(self.words).casefold().strip(".")

    @property
    def gap(self) -> float:
        """What it costs to take the text before and after this unit for one article."""
        if self.cues:
            return max(cue.gap for cue in self.cues)
        return 0.4 if self.ended else 0.6


def look(unit: Unit, knowledge: Boilerplate) -> Look:
    """See a unit with its words and the cues that it shows."""
    return Look(unit, *_seen(unit.text, knowledge))


def looks_at(units: Iterable[Unit], knowledge: Boilerplate) -> list[Look]:
    """See all units of a page, whose menus repeat the same few lines, each text once."""
    known: dict[str, tuple[tuple[str, ...], tuple[Cue, ...]]] = {}
    found = []
    for unit in units:
        if unit.text not in known:
            known[unit.text] = _seen(unit.text, knowledge)
        found.append(Look(unit, *known[unit.text]))
    return found


def _seen(text: str, knowledge: Boilerplate) -> tuple[tuple[str, ...], tuple[Cue, ...]]:
    return tuple(WORD.findall(text)), knowledge.shown(_ends(text))


def shows(text: str, kinds: Collection[str], knowledge: Boilerplate) -> bool:
    """Whether a text shows a cue of one of the kinds."""
    return any(cue.kind in kinds for cue in knowledge.shown(_ends(text)))


def _ends(text: str) -> str:
    """A long text without its middle, where no cue is looked for."""
    return text if len(text) < 1200 else text[:600] + " " + text[-600:]


@dataclass(frozen=True, slots=True)
class Page:
    """What holds for the page as a whole."""

    english: bool
    closes: bool  # its paragraphs end with an end mark
    running: bool  # it is little else than sentences


def page_of(looks: Sequence[Look], stop: frozenset[str]) -> Page:
    """What the units of a page have in common."""
    long = [seen for seen in looks if seen.count >= 15]
    words = [w.lower() for seen in long for w in seen.words]
    english = not words or sum(w in stop for w in words) > 0.2 * len(words)
    plain = [seen.ended for seen in looks if seen.count >= 10 and not seen.cues]
    closes = sum(plain) >= 0.5 * len(plain)
    sentences = sum(seen.ended and not seen.cues and seen.count >= 4 for seen in looks)
    return Page(english, closes, sentences >= 0.6 * len(looks))


def alone(seen: Look, knowledge: Boilerplate, page: Page) -> float:
    """The points of a unit by itself, its neighbours left aside."""
    stop = knowledge.words.get("stop", frozenset())
    return _shape(seen, stop, page) + _cued(seen) + _caption(seen, knowledge)


def _shape(seen: Look, stop: frozenset[str], page: Page) -> float:
    if not seen.count:
        return -3.0
    points = _by_length(ENDED if seen.ended else UNENDED, seen.count)
    if not seen.ended and page.closes and seen.count >= 15 and not _cut_off(seen):
        points = min(points, 0.0) - 2.6
    if seen.ended and page.running:
        points += 0.8
    if page.english and seen.count >= 8:
        share = sum(w.lower() in stop for w in seen.words) / max(len(seen.words), 1)
        poor = -2.5 if share < 0.15 else -1.0 if share < 0.25 else 0.0
        points += poor / 2 if seen.ended else poor
    if seen.count >= 4 and seen.lower < 0.35:
        points -= 0.5 if seen.ended else 1.5
    return points + _marks(seen)


def _cut_off(seen: Look) -> bool:
    """Whether an end mark was lost from a paragraph, where captions have none by habit."""
    text = seen.unit.text
    inner = len(_INNER_END.findall(text))
    return inner > 1 or (inner == 1 and (seen.count >= 45 or bool(_TELLING.search(text))))


def _marks(seen: Look) -> float:
    """Quotation marks speak for an article; bars, addresses, cut ends, short questions against."""
    text, count, points = seen.unit.text, seen.count, 0.0
    if count < 30 and text.endswith(("...", "…", "[…]", "[...]")):
        points -= 1.5
    if "|" in text or " » " in text:
        points -= 1.5 if count < 40 else 0.3
    if count < 40 and _URL.search(text):
        points -= 1.0
    if text[0] in "“\"‘'«" and seen.ended:
        points += 0.7
    if count < 8 and text.endswith("?"):
        points -= 1.0
    return points


def _by_length(table: Sequence[tuple[int, float]], count: int) -> float:
    return next(points for limit, points in table if count < limit)


def _cued(seen: Look) -> float:
    """Cues weigh less in a long paragraph, which may speak of cookies or comments for once."""
    against = [cue for cue in seen.cues if cue.score < 0]
    points = sum(cue.score for cue in seen.cues if cue.score > 0)
    if not against:
        return points
    worst = min(cue.score for cue in against) - 0.7 * (len(against) - 1)
    anchored = any(cue.anchored for cue in against)
    share = 1.0 if anchored or seen.count <= 35 else 0.7 if seen.count <= 60 else 0.35
    if all(cue.kind == "photo" for cue in against) and _TELLING.search(seen.unit.text):
        share *= 0.3
    return points + worst * share


def _caption(seen: Look, knowledge: Boilerplate) -> float:
    """A single sentence in the present tense of captions, or that ends with the day it shows."""
    text = seen.unit.text
    if not 6 <= seen.count <= 60 or text[0] in "“\"‘'" or "”" in text:
        return 0.0
    if len(re.findall(r"[.!?]\s+[A-Z]", text)) > 1:
        return 0.0
    verbs = knowledge.words.get("caption_verbs", frozenset())
    present = any(w in verbs for w in seen.words[1:]) and not _PAST.search(text)
    day = knowledge.macros.get("day", r"(?!)")
    dated = bool(re.search(rf"\b(?:on|in)\s+(?:\w+day,?\s+)?{day}\.?$", text, re.IGNORECASE))
    if present and dated:
        return -5.0
    if dated and re.search(r"\b(?:in|at|near|during|outside)\b", text) and seen.count < 40:
        return -2.0 if not re.search(r"\b(?:said|told|signed|announced)\b", text) else 0.0
    return -0.8 if present and not seen.ended else 0.0
