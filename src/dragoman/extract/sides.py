"""Sides that the discourse implies: "the talks", "an agreement was reached"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

from dragoman.analysis import Mention, Sentence, Token
from dragoman.codebook.frames import Frames
from dragoman.codebook.places import Places
from dragoman.extract.clauses import doer, is_passive, undergoer
from dragoman.extract.parties import NOBODY, Cast, Found, is_place
from dragoman.extract.soil import soil
from dragoman.extract.verbal import Act
from dragoman.model import EventType, Party

_PROTAGONIST = 3  # mentions
# What two parties say together they say to a third: "Chile and Peru demanded his release".
_AT_OTHERS = frozenset(
    {
        *(EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN),
        EventType.PROTEST,
    }
)
_CHARGES = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN})
_BORDERS = frozenset({"border", "frontier", "borderline"})
_DEFINITE = {"the", "this", "that", "these", "those", "such"}


@dataclass(frozen=True, slots=True)
class Scene:
    """What has been told so far: the pair of the latest acts and how often each party was named."""

    paragraph: int = -1  # where the latest act was told
    latest: tuple[tuple[Party, ...], ...] = ()
    doers: tuple[Party, ...] = ()
    named: Counter[str] = field(default_factory=Counter)
    parties: dict[str, Party] = field(default_factory=dict)
    told: Mapping[str, Party] = field(default_factory=dict)  # all whom the document names
    charging: tuple[tuple[Party, frozenset[str]], ...] = ()  # who spoke against whom, latest first

    def after(self, sentence: Sentence, cast: Cast, acts: list[Act]) -> Scene:
        """The scene once a sentence has been told."""
        pairs = [(*a.sources.parties, *a.targets.parties) for a in acts]
        named = self.named + Counter(c for m in cast.mentions for c in m.codes)
        parties = self.parties | {p.code: p for m in cast.mentions for p in m.parties}
        deeds = [a for a in acts if not (a.frame.symmetric or a.frame.reactive)]
        doers = [p for a in deeds for p in a.sources.parties[:1]]
        against = (a for a in acts if a.frame.type in _CHARGES)
        charging = [(p, a.targets.codes) for a in against for p in a.sources.parties[:1]]
        return Scene(
            sentence.paragraph if acts else self.paragraph,
            (*pairs, *self.latest)[:6],
            (*doers, *self.doers)[:6],
            named,
            parties,
            self.told,
            (*charging, *self.charging)[:6],
        )

    def partner(self, code: str) -> Party | None:
        """The party that was last told to deal with `code`."""
        for pair in self.latest:
            if any(p.code == code for p in pair):
                return next((p for p in pair if p.code != code), None)
        return None

    def doer(self, barred: frozenset[str]) -> Party | None:
        """Who did the latest act, other than those barred."""
        return next((p for p in self.doers if p.code not in barred), None)

    def charger(self, codes: frozenset[str]) -> Party | None:
        """Who last accused, asked or threatened one of these."""
        return next((p for p, whom in self.charging if whom & codes), None)

    def protagonist(self, barred: frozenset[str]) -> Party | None:
        """The party named most often so far, if often enough to be what the article is about."""
        counts = [(n, c) for c, n in self.named.items() if c not in barred]
        count, code = max(counts, key=lambda x: (x[0], x[1]), default=(0, ""))
        return self.parties[code] if count >= _PROTAGONIST else None

    def pair(self, paragraph: int) -> tuple[Party, ...]:
        """The parties of the latest act, if it was told in this paragraph or the one before."""
        near = self.latest and paragraph - self.paragraph <= 1
        return self.latest[0][:2] if near else ()


def complete(act: Act, cast: Cast, scene: Scene, frames: Frames, places: Places) -> Act:
    """Supply a missing side from the sentence, else from the scene, where the frame allows it."""
    if act.complete:
        return act
    if act.sources and not act.targets and (found := soil(act, cast, scene.told, places)):
        return replace(act, targets=found)
    together = act.frame.symmetric and not _one_side(act, cast.sentence)
    if together and (both := _mutual(act.sources or act.targets)):
        return replace(act, sources=both[0], targets=both[1])
    between = act.frame.objects and not act.targets and act.frame.type not in _AT_OTHERS
    if between and (both := _mutual(act.sources)):
        # "The two leaders opened the crossings": done between those who do it.
        return replace(
            act, frame=replace(act.frame, symmetric=True), sources=both[0], targets=both[1]
        )
    if act.frame.explicit or _doer_unknown(act, cast):
        return act
    mutual = _is_mutual(act, cast.sentence, frames)
    if not (act.frame.implied or mutual or act.sources or act.targets):
        return act
    known = act.sources or act.targets
    if known:
        back = bool(act.sources) and _points_back(act, cast)
        answered = scene.charger(known.codes) if back and _of_charge(act, cast) else None
        answered = answered or (scene.doer(known.codes) if back else None)
        other = Found((answered,)) if answered else _in_sentence(act, cast, known)
        supplied = mutual or act.frame.implied or _nobody_named(act, cast.sentence)
        supplied = supplied or _at_border(act, cast.sentence)
        if not other and supplied and _main(act, cast.sentence):
            other = _from_scene(known, scene)
        return replace(act, targets=other) if act.sources else replace(act, sources=other)
    pair = scene.pair(cast.sentence.paragraph)
    if len(pair) == 2 and (mutual or (act.frame.symmetric and _anaphoric(act, cast.sentence))):
        return replace(act, sources=Found(pair[:1]), targets=Found(pair[1:]))
    return act


def _mutual(found: Found) -> tuple[Found, Found] | None:
    """The sides of "Japan and India held talks": the first party and the others."""
    if len(found.parties) < 2:
        return None
    first, rest = found.parties[:1], found.parties[1:]
    return Found(first, found.direct, found.heads), Found(rest, found.direct, found.heads)


def _one_side(act: Act, sentence: Sentence) -> bool:
    """Whether all the parties known are those met: "talks were held with Chad and Niger"."""
    if act.sources or not act.targets.heads:
        return False
    above = takewhile(lambda t: t.i != act.trigger, sentence.ancestors(act.targets.heads[0]))
    return any(t.lower == "with" for t in above)


def _is_mutual(act: Act, sentence: Sentence, frames: Frames) -> bool:
    """Whether an adjective says that the act is between the parties already spoken of."""
    if act.frame.part == "verb":
        return False
    return any(a.lower in frames.mutual for a in sentence.children_of(act.trigger, "amod"))


def _points_back(act: Act, cast: Cast) -> bool:
    """Whether the object is "it", "the move", "this decision": what somebody has just done."""
    if not act.frame.reactive or act.frame.part != "verb":
        return False
    objects = undergoer(cast.sentence, act.trigger, cast.frames.control)
    return any(
        o.lower in {"it", "this", "that", "them"}
        or (o.pos == "NOUN" and any(d.lower in _DEFINITE for d in _dets(cast.sentence, o.i)))
        for o in objects
    )


def _of_charge(act: Act, cast: Cast) -> bool:
    """Whether what is answered is something said: "the accusation", "these demands"."""
    objects = undergoer(cast.sentence, act.trigger, cast.frames.control)
    return any(o.lemma in cast.frames.charges for o in objects)


def _dets(sentence: Sentence, noun: int) -> list[Token]:
    return sentence.children_of(noun, "det")


def _doer_unknown(act: Act, cast: Cast) -> bool:
    """Whether grammar names a doer that is no party: "was criticised by farmers"."""
    if act.frame.part == "noun" or act.sources:
        return False
    who = doer(cast.sentence, act.trigger, cast.frames.control)
    return who is not None and who.pos in {"NOUN", "PROPN"}


def _nobody_named(act: Act, sentence: Sentence) -> bool:
    """Whether the doer is left out by grammar: "the tariffs on … were lifted"."""
    return act.frame.part == "verb" and not act.sources and is_passive(sentence, act.trigger)


def _at_border(act: Act, sentence: Sentence) -> bool:
    """Whether forces are moved to a border, which has another side: "massed troops along it"."""
    if act.frame.type is not EventType.MOBILIZE or not act.sources:
        return False
    below = _clause(sentence, act.trigger)
    return any(sentence.tokens[i].lemma in _BORDERS for i in below)


def _main(act: Act, sentence: Sentence) -> bool:
    """Whether the trigger stands high in its sentence, not in a modifier of something else."""
    above = [sentence.tokens[act.trigger], *sentence.ancestors(act.trigger)]
    return not any(t.dep in {"relcl", "acl", "poss", "amod", "compound", "advcl"} for t in above)


def _obliged(act: Act, sentence: Sentence) -> bool:
    """Whether the act is only what somebody has to do: "claims that Chad had to refute"."""
    trigger = sentence.tokens[act.trigger]
    return trigger.dep == "xcomp" and sentence.tokens[trigger.head].lemma in {"have", "need"}


def _for_itself(act: Act, sentence: Sentence) -> bool:
    """Whether whoever asks wants something for himself: "a diplomat who asked not to be named"."""
    asked = sentence.child(act.trigger, "xcomp")
    return asked is not None and sentence.child(asked.i, "auxpass") is not None


def _anaphoric(act: Act, sentence: Sentence) -> bool:
    """Whether the trigger points back to known parties: "the talks", "an agreement was reached"."""
    trigger = sentence.tokens[act.trigger]
    if act.frame.part == "verb":
        return bool(act.frame.objects) and is_passive(sentence, act.trigger)
    definite = any(
        d.lower in {"the", "these", "this", "both"} for d in sentence.children_of(trigger.i, "det")
    )
    if trigger.dep in {"nsubj", "nsubjpass"}:
        return definite or trigger.dep == "nsubjpass"
    head = sentence.tokens[trigger.head]
    return (
        definite
        and head.lower in {"at", "during", "after", "following", "before"}
        and head.dep == "prep"
    )


def _in_sentence(act: Act, cast: Cast, known: Found) -> Found:
    """Another party in the trigger's own phrase; else the only other one of the sentence.

    Where only the doer is known the other may stand anywhere; where only the undergoer is, the
    doer must be sought from the main clause.
    """
    reach = _clause(cast.sentence, act.trigger)
    others = [
        m for m in cast.mentions
        if set(m.codes) - known.codes and not (is_place(m) or _venue(cast.sentence, m))
    ]  # fmt: skip
    if act.sources:
        for mention in others:
            if mention.head in reach and mention.head not in known.heads:
                return _apart(mention, known)
    codes = {c for m in others for c in m.codes} - known.codes
    done = act.sources and not (_obliged(act, cast.sentence) or _for_itself(act, cast.sentence))
    if len(codes) == 1 and (done or _main(act, cast.sentence)):
        return _apart(others[0], known)
    return NOBODY


def _venue(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention says before whom or where: "filed a complaint at the WTO"."""
    head = sentence.tokens[mention.head]
    return head.dep == "pobj" and sentence.tokens[head.head].lower in {"at", "before"}


def _clause(sentence: Sentence, token: int) -> set[int]:
    """The tokens below one, not those of clauses that tell something else."""
    found, stack = set(), [token]
    while stack:
        at = stack.pop()
        found.add(at)
        stack += [
            c.i
            for c in sentence.children_of(at)
            if c.dep not in {"relcl", "advcl", "parataxis"}
            and not (c.dep == "conj" and c.pos in {"VERB", "AUX"})
        ]
    return found


def _apart(mention: Mention, known: Found) -> Found:
    parties = tuple(p for p in mention.parties if p.code not in known.codes)
    return Found(parties, False, (mention.head,))


def _from_scene(known: Found, scene: Scene) -> Found:
    partner = next((p for c in sorted(known.codes) if (p := scene.partner(c))), None)
    partner = partner or scene.protagonist(known.codes)
    return Found((partner,)) if partner and partner.code not in known.codes else NOBODY
