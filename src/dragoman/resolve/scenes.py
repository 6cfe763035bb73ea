"""The scene that an undated act is told in: the news of the day, or a dated part of the story."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.analysis import Parse, Sentence
from dragoman.codebook.times import TimeWords
from dragoman.resolve.attach import distance
from dragoman.resolve.bounds import earliest
from dragoman.resolve.calendar import Moment
from dragoman.resolve.phrases import Placed
from dragoman.resolve.tense import Told, direction, told_as

# News names its day in the first sentences, and is told within days of it.
_LEAD_SENTENCES = 4
_NEWS_DAYS = 8
_SCENE_SETTING = 2
_NEAR_ROOT = 5
# Some pages print a whole article as one paragraph.
_CARRIED = 3
_POINTS = frozenset(
    """date weekday nearday year years month period later ago same turn season quarter weekend
    holiday week range piece""".split()
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A date that sentences share, the phrase that set it, and where it was set."""

    date: str
    phrase: str
    sentence: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Story:
    """The day of the news, when the lead names one, and the scene that each sentence stands in."""

    news: Scene | None
    scenes: dict[int, Scene]

    def at(self, sentence: Sentence) -> Scene | None:
        """The scene of a sentence: the last one set near it in its paragraph, or else the news."""
        scene = self.scenes.get(sentence.index)
        if scene is None or scene.paragraph != sentence.paragraph:
            return self.news
        return scene if sentence.index - scene.sentence <= _CARRIED else self.news


def story(parse: Parse, phrases: dict[int, list[Placed]], words: TimeWords) -> Story:
    """Read the scenes off the dated main clauses, in order."""
    news = _news(parse, phrases, words)
    scenes: dict[int, Scene] = {}
    current: Scene | None = None
    for sentence in parse.sentences:
        setting = _setting(sentence, phrases.get(sentence.index, []), words)
        if setting:
            current = setting
        if current:
            scenes[sentence.index] = current
    return Story(news, scenes)


def _news(parse: Parse, phrases: dict[int, list[Placed]], words: TimeWords) -> Scene | None:
    published = Moment.parse(parse.document.published)
    for sentence in parse.sentences[:_LEAD_SENTENCES]:
        for placed in phrases.get(sentence.index, []):
            day = _past_day(sentence, placed, words)
            if day and day.exact and (published is None or _fresh(day, published)):
                text = placed.phrase.text
                return Scene(str(day), text, sentence.index, sentence.paragraph)
    return None


def _past_day(sentence: Sentence, placed: Placed, words: TimeWords) -> Moment | None:
    if placed.dated is None or placed.governor is None or placed.dateline:
        return None
    if direction(sentence, placed.governor, words) >= 0 or placed.phrase.form not in _POINTS:
        return None
    root, said = sentence.root, sentence.child(placed.governor.i, "ccomp")
    if root is None or distance(sentence, root, placed.governor) > _NEAR_ROOT:
        return None
    if said is not None and direction(sentence, said, words) > 0:
        return None  # "said on Monday it would leave": that day nothing was done
    return Moment.parse(placed.dated.edtf)


def _fresh(day: Moment, published: Moment) -> bool:
    return -1 <= (published.last - day.first).days <= _NEWS_DAYS + (0 if published.day else 31)


def _setting(sentence: Sentence, phrases: list[Placed], words: TimeWords) -> Scene | None:
    """The scene that a sentence sets: its main clause is told as past and dated."""
    root = sentence.root
    if root is None or told_as(sentence, root, words) is not Told.PAST:
        return None
    for placed in phrases:
        if placed.dated is None or placed.governor is None or not _sets_scene(placed):
            continue
        if distance(sentence, root, placed.governor) <= _SCENE_SETTING:
            text = placed.phrase.text
            return Scene(placed.dated.edtf, text, sentence.index, sentence.paragraph)
    return None


def _sets_scene(placed: Placed) -> bool:
    """Whether a phrase can date what is told: no dateline, and not ahead of publication."""
    if placed.dateline or placed.dated is None or placed.phrase.form not in _POINTS:
        return False
    first, published = earliest(placed.dated.edtf), placed.context.published
    return first is None or published is None or first <= published.last
