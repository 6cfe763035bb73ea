"""When an act is told to be: its own phrase, the clauses around it, and the scene they stand in."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import timedelta

from dragoman.analysis import Parse, Sentence, Token
from dragoman.codebook.times import TimeWords
from dragoman.model import Span, Status
from dragoman.resolve.attach import FAR, distance, order, verb_above
from dragoman.resolve.bounds import earliest, latest
from dragoman.resolve.calendar import Moment
from dragoman.resolve.context import Dated
from dragoman.resolve.phrases import Placed, token_in
from dragoman.resolve.scenes import Scene, Story
from dragoman.resolve.tense import Told, told_as

_REACH = 6
_LEAD = 3
_FRESH = 7  # days within which news is told
# Shapes that tell how long or how often, not when.
NO_DATE = frozenset({"duration", "set", "now", "vague", "until"})
# "The challenges of the 21st century" date nothing that is done about them.
_WIDE = {"century": 4, "decade": 1, "since": 1}
_TOLD = frozenset({Status.OCCURRED, Status.ALLEGED})
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED})


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be dated: an act, done by speaking, by meeting or otherwise, or an amount.

    `said` tells whether it stands on someone's word.
    """

    trigger: Span
    evidence: Span
    status: Status
    speech: bool = False
    said: bool = False
    meeting: bool = False
    amount: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A document as it tells time: its placed phrases by sentence and the scenes of its story."""

    parse: Parse
    phrases: dict[int, list[Placed]]
    story: Story
    words: TimeWords

    @property
    def published(self) -> Moment | None:
        """The day, month or year of publication."""
        return Moment.parse(self.parse.document.published)

    def place(self, act: Act) -> tuple[Sentence, Token] | None:
        """The sentence of an act and the word that tells it."""
        sentence = self.parse.sentence_at(act.trigger.start)
        token = sentence and token_in(sentence, act.trigger.start, act.trigger.end)
        return (sentence, token) if sentence and token else None

    def own_phrase(
        self, act: Act, *, reach: int = _REACH, without: Container[int] = ()
    ) -> Placed | None:
        """The phrase that dates the act in its own sentence: the nearest in the tree.

        `without` are the numbers of phrases that date something else.
        """
        where = self.place(act)
        if where is None:
            return None
        sentence, trigger = where
        phrases = self.phrases.get(sentence.index, [])
        scored = [
            (*_preferred(sentence, trigger, p, cost), n)
            for n, p in enumerate(phrases)
            if p.phrase.form not in NO_DATE
            and not p.dateline
            and n not in without
            and (cost := _cost(sentence, trigger, p, act)) <= reach
        ]
        return phrases[min(scored)[-1]] if scored else None

    def when(self, act: Act, own: Placed | None) -> Dated | None:
        """The date of an act: that of its own phrase, or else of its scene."""
        if own is None:
            return self.of_scene(act)
        if act.status is Status.PROPOSED and own.context.direction < 0:
            # "Said on Sunday that it might": Sunday is the day of the saying.
            return None
        found = self._in_order(act, own, self.of_phrase(own))
        return found if found and _fits(found.edtf, act.status, self.published) else None

    def _in_order(self, act: Act, own: Placed, found: Dated | None) -> Dated | None:
        """What is told after or before a dated act is open on that side."""
        where = self.place(act)
        link = order(*where, own.governor) if where and own.governor else None
        if found is None or link is None or "/" in found.edtf:
            return found
        edtf = f"../{found.edtf}" if link == "before" else f"{found.edtf}/.."
        return None if link in {"until", "till"} else replace(found, edtf=edtf)

    def of_phrase(self, own: Placed) -> Dated | None:
        """The date that an act's own phrase gives it."""
        text = own.phrase.text
        if own.phrase.form == "then":
            scene = self.story.scenes.get(own.phrase.sentence)
            if scene is None or "/" in scene.date:
                return None
            about = scene.date.rstrip("~")
            edtf = f"{about}/.." if "link" in own.phrase.values else f"{about}~"
            return Dated(edtf, f"{text!r}: the time of {scene.phrase!r}")
        if own.dated is None:
            return None
        return Dated(own.dated.edtf, f"{text!r} in its clause: {own.dated.reason}")

    def of_scene(self, act: Act, *, month: bool = True) -> Dated | None:
        """The date of the scene an act is told in; news without a day is of the days before."""
        where = self.place(act)
        if where is None:
            return None
        sentence, trigger = where
        if trigger.pos == "NUM":
            where = sentence, verb_above(sentence, trigger) or trigger
        pointed = self._pointed(*where) if act.amount else None
        if pointed:
            return Dated(pointed.date, f"goes on with the scene of {pointed.phrase!r}")
        if not self._part_of_story(act, *where):
            return None
        reported = told_as(*where, self.words) is Told.REPORTED
        if not reported and (scene := self.story.at(where[0])):
            return Dated(scene.date, f"told in the scene of {scene.phrase!r}")
        published = self.published
        if month and published and published.exact:
            first = published.exact - timedelta(days=_FRESH)
            return Dated(f"{first}/{published}", f"told as news in an article of {published}")
        return None

    def _part_of_story(self, act: Act, sentence: Sentence, trigger: Token) -> bool:
        tense = told_as(sentence, trigger, self.words)
        if act.status not in _TOLD:
            # Who "is visiting" or "is holding talks" as the news is written does it on these days.
            going_on = act.meeting and tense is Told.PROGRESSIVE
            return act.status is Status.ONGOING and going_on
        if tense in {Told.PAST, Told.REPORTED} or (
            tense is Told.PERFECT and sentence.index < _LEAD
        ):
            return True
        return act.speech and self._spoken(act, sentence, trigger, tense)

    def _pointed(self, sentence: Sentence, trigger: Token) -> Scene | None:
        """The scene that an amount goes on with: "That includes …" of the sentence before."""
        scene = self.story.scenes.get(sentence.index)
        subject = sentence.child(trigger.i, "nsubj", "nsubjpass")
        pointing = subject is not None and subject.lower in {"that", "this", "these", "those"}
        near = scene is not None and scene.sentence >= sentence.index - 1
        return scene if pointing and near else None

    def _spoken(self, act: Act, sentence: Sentence, trigger: Token, tense: Told) -> bool:
        """Whether the telling is the act: "We condemn …", "The ministry welcomes …" in its lead."""
        if tense is Told.PRESENT and trigger.dep == "ROOT" and sentence.index < _LEAD:
            return True
        quoted = any(q.start <= trigger.start < q.end for q in self.parse.quotations)
        subject = sentence.child(trigger.i, "nsubj")
        mine = subject is not None and subject.lower in {"we", "i"}
        return act.said and (quoted or mine)


def _cost(sentence: Sentence, trigger: Token, placed: Placed, act: Act) -> int:
    if placed.governor is None:
        return FAR
    if placed.phrase.form == "anniversary":
        return _cost_of_anniversary(sentence, trigger, placed)
    inside = act.evidence.overlaps(placed.phrase.start, placed.phrase.end)
    wide = _WIDE.get(placed.phrase.form, 0)
    return distance(sentence, trigger, placed.governor) + wide + (0 if inside else 1)


def _preferred(
    sentence: Sentence, trigger: Token, placed: Placed, cost: int
) -> tuple[bool, int, bool, int]:
    """What comes first of several: this side of a semicolon; then near in the tree, and the text.

    A noun is dated from behind: "condemned on Friday the attack on 3 May".
    """
    start, end = sorted([trigger.start, placed.phrase.start])
    parted = ";" in sentence.text[start - sentence.start : end - sentence.start]
    before = trigger.pos == "NOUN" and placed.phrase.start < trigger.start
    return parted, cost, before, end - start


def _cost_of_anniversary(sentence: Sentence, trigger: Token, placed: Placed) -> int:
    """An anniversary dates what it is the anniversary of, and nothing beside."""
    head = sentence.token_at(placed.phrase.end - 1)
    return 0 if head and any(t.i == head.i for t in sentence.ancestors(trigger.i)) else FAR


def _fits(edtf: str, status: Status, published: Moment | None) -> bool:
    """Whether what happened is not dated ahead of publication, nor a plan long before it."""
    if published is None or published.exact is None:
        return True
    first, last = earliest(edtf), latest(edtf)
    if status in _AHEAD:
        return last is None or (published.first - last).days <= 7
    return first is None or (first - published.last).days <= 1
