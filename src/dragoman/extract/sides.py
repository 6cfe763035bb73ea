"""Sides that the discourse implies: "the talks", "an agreement was reached", "called it illegal"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from dragoman.analysis import Sentence
from dragoman.extract.parties import NOBODY, Cast, Found, is_place
from dragoman.extract.verbal import Act
from dragoman.model import Party


@dataclass(frozen=True, slots=True)
class Scene:
    """What has been told so far: the pair of the latest acts and how often each party was named."""

    paragraph: int = -1
    latest: tuple[tuple[Party, ...], ...] = ()
    named: Counter[str] = field(default_factory=Counter)
    parties: dict[str, Party] = field(default_factory=dict)

    def after(self, sentence: Sentence, cast: Cast, acts: list[Act]) -> Scene:
        """The scene once a sentence has been told."""
        pairs = [(*a.sources.parties, *a.targets.parties) for a in acts]
        named = self.named + Counter(c for m in cast.mentions for c in m.codes)
        parties = self.parties | {p.code: p for m in cast.mentions for p in m.parties}
        return Scene(sentence.paragraph, (*pairs, *self.latest)[:6], named, parties)

    def partner(self, code: str) -> Party | None:
        """The party that was last told to deal with `code`."""
        for pair in self.latest:
            if any(p.code == code for p in pair):
                return next((p for p in pair if p.code != code), None)
        return None

    def pair(self) -> tuple[Party, ...]:
        """The parties of the latest act."""
        return self.latest[0][:2] if self.latest else ()


def complete(act: Act, cast: Cast, scene: Scene) -> Act:
    """Supply a missing side from the sentence, else from the scene, where the frame allows it."""
    if act.complete:
        return act
    if not act.frame.implied and not (act.sources or act.targets):
        return act
    known = act.sources or act.targets
    if known:
        other = _in_sentence(act, cast, known)
        if not other and act.frame.implied:
            other = _from_scene(known, scene)
        return replace(act, targets=other) if act.sources else replace(act, sources=other)
    if act.frame.symmetric and len(pair := scene.pair()) == 2:
        return replace(act, sources=Found(pair[:1]), targets=Found(pair[1:]))
    return act


def _in_sentence(act: Act, cast: Cast, known: Found) -> Found:
    """Another party in the trigger's own phrase or clause."""
    if not act.sources:
        return NOBODY
    reach = set(cast.sentence.subtree(act.trigger))
    for mention in cast.mentions:
        if mention.head in reach and mention.head not in known.heads:
            others = tuple(p for p in mention.parties if p.code not in known.codes)
            if others and not is_place(mention):
                return Found(others, False, (mention.head,))
    return NOBODY


def _from_scene(known: Found, scene: Scene) -> Found:
    partner = next((p for c in sorted(known.codes) if (p := scene.partner(c))), None)
    return Found((partner,)) if partner and partner.code not in known.codes else NOBODY
