"""Disputes: opposing stances of different speakers on one event or one proposition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.codebook.matters import Matters, alike, words_of
from dragoman.merge.tellings import Stated, Telling, sources
from dragoman.model import Claim, Dispute, Side, Stance, Status, identifier

_YES = frozenset({Stance.ASSERTS, Stance.CONFIRMS})
_ORDER = (Stance.ASSERTS, Stance.CONFIRMS, Stance.DENIES, Stance.DOUBTS)
_SAYS_YES = frozenset({Status.OCCURRED, Status.ONGOING, Status.ALLEGED})
_ALIKE = 0.5  # how much the words of two propositions must share
_NEVER = "9999-99-99"
Topics = Mapping[str, frozenset[str]]


def disputes(
    claims: Iterable[Stated],
    reports: Mapping[str, Sequence[Telling]] | None = None,
    *,
    matters: Matters,
) -> tuple[Dispute, ...]:
    """What is asserted by one and denied or doubted by another, in order of ids.

    Claims oppose one another on the same merged event, or when they are about the same parties and
    the same matter, however it is worded. `reports` gives the tellings of an event: what their
    speakers assert is a side too.
    """
    ordered = sorted(claims, key=_order)
    found = (_dispute(group, reports or {}) for group in _by_subject(ordered, matters))
    return tuple(sorted((d for d in found if d), key=lambda dispute: dispute.id))


def _by_subject(claims: Sequence[Stated], matters: Matters) -> list[list[Stated]]:
    topics = _topics(claims, matters)
    groups: dict[object, list[Stated]] = defaultdict(list)
    loose: dict[frozenset[str], list[Stated]] = defaultdict(list)
    for stated in claims:
        if stated.event:
            groups[stated.event].append(stated)
        else:
            loose[frozenset(stated.claim.about)].append(stated)
    found = list(groups.values())
    for about in sorted(loose, key=sorted):
        found = _alike(loose[about], [g for g in found if _about(g) & about], found, topics)
    return _facing(found, topics)


def _topics(claims: Sequence[Stated], matters: Matters) -> Topics:
    """What each claim is about, without the names of those who claim."""
    names = frozenset(words_of(*(s.claim.speaker.name for s in claims)))
    without = names - matters.of_word.keys()
    return {s.claim.id: matters.of(s.claim.proposition, without) for s in claims}


def _facing(groups: Sequence[list[Stated]], topics: Topics) -> list[list[Stated]]:
    """Put those who only deny to those who only assert the same, whose event was kept apart.

    A denial is often undated, or dated by when it was said, so that its act seems to be another.
    """
    kept = [group for group in groups if not _only(group, denied=True)]
    asserting: dict[frozenset[str], list[list[Stated]]] = defaultdict(list)
    for group in kept:
        asserting[_about(group)].append(group)
    for group in (g for g in groups if _only(g, denied=True)):
        near = asserting[_about(group)]
        scored = [_nearness(group, g, topics) for g in near]
        best = max(scored, default=0.0)
        if best < _ALIKE:
            kept.append(group)
            continue
        # Told as several events that the denial fits as well, they are one matter.
        first, *others = (g for g, score in zip(near, scored, strict=True) if score == best)
        first.extend(group)
        for other in others:
            first.extend(other)
            other.clear()
    return [group for group in kept if group]


def _nearness(one: Sequence[Stated], other: Sequence[Stated], topics: Topics) -> float:
    """How much the two claims that are most alike share, one of each group."""
    return max((_shared(a, b, topics) for a in one for b in other), default=0.0)


def _shared(one: Stated, other: Stated, topics: Topics) -> float:
    """How much two claims share; one word in common is a matter only where it is all they say.

    Within a document it is enough that one of them says no more: "denied paying any money".
    """
    left, right = topics[one.claim.id], topics[other.claim.id]
    beside = one.document == other.document and (left <= right or right <= left)
    return alike(left, right) if left == right or beside or len(left & right) > 1 else 0.0


def _only(group: Sequence[Stated], *, denied: bool) -> bool:
    return all((s.claim.stance not in _YES) == denied for s in group)


def _about(group: Sequence[Stated]) -> frozenset[str]:
    return frozenset(code for stated in group for code in stated.claim.about)


def _alike(
    loose: Sequence[Stated],
    near: list[list[Stated]],
    found: list[list[Stated]],
    topics: Topics,
) -> list[list[Stated]]:
    """Put each claim to the group whose propositions are most like its own, or to a new one."""
    # What names no matter ("the allegation") is about what its document says of the same parties.
    # What asserts most comes first, for the others to face; ids, which follow from where a file
    # lies, decide last.
    for stated in sorted(loose, key=lambda s: (not topics[s.claim.id], *_fullest(s, topics))):
        if not topics[stated.claim.id] and (told := _beside(stated, near)):
            told.append(stated)
            continue
        scored = [(_nearness([stated], g, topics), -i, g) for i, g in enumerate(near)]
        best = max(scored, key=lambda item: item[:2], default=None)
        if best and best[0] >= _ALIKE:
            best[2].append(stated)
        else:
            group = [stated]
            near.append(group)
            found.append(group)
    return found


def _fullest(stated: Stated, topics: Topics) -> tuple[bool, int, str, str]:
    claim = stated.claim
    return claim.stance not in _YES, -len(topics[claim.id]), claim.proposition, claim.id


def _beside(stated: Stated, near: Sequence[list[Stated]]) -> list[Stated] | None:
    """The only group in which its document makes a claim."""
    found = [g for g in near if any(s.document == stated.document for s in g)]
    return found[0] if len(found) == 1 else None


def _dispute(group: Sequence[Stated], reports: Mapping[str, Sequence[Telling]]) -> Dispute | None:
    told = sorted(group, key=_order)
    # The denied twin of an asserted act is no act of its own: the dispute is about the other.
    asserted_first = sorted(told, key=lambda s: s.claim.stance not in _YES)
    event = next((s.event for s in asserted_first if s.event), None)
    sides = [side for stance in _ORDER if (side := _side(stance, told))]
    tellings = _asserting(reports.get(event or "", ()), told)
    if tellings and not any(side.stance in _YES for side in sides):
        speakers = dict.fromkeys(t.report.speakers[-1].code for t in tellings)
        sides.insert(0, Side(Stance.ASSERTS, tuple(speakers), ()))
    if not _oppose(sides):
        return None
    days = [day for day in (*(s.told for s in told), *(t.told for t in tellings)) if day]
    return Dispute(
        id=identifier("dispute", event or min(s.claim.id for s in told)),
        proposition=_proposition(told),
        about=tuple(sorted(_about(told))),
        sides=tuple(sides),
        outlets=sources([*told, *tellings]),
        event=event,
        first=min(days, default=None),
        latest=max(days, default=None),
    )


def _proposition(told: Sequence[Stated]) -> str:
    """What is in dispute, in the words of the first who says so, else of the first who denies."""
    said = [s for s in told if s.claim.stance in _YES]
    return (said or list(told))[0].claim.proposition


def _order(stated: Stated) -> tuple[str, str, int, str]:
    """Oldest telling first, and within a document as it is told."""
    claim = stated.claim
    return stated.told or _NEVER, stated.document, claim.evidence.start, claim.id


def _voice(claim: Claim) -> str:
    """Who claims: a code, else the name."""
    return claim.speaker.code or claim.speaker.name


def _side(stance: Stance, told: Sequence[Stated]) -> Side | None:
    mine = [s for s in told if s.claim.stance == stance]
    speakers = dict.fromkeys(_voice(s.claim) for s in mine)
    return Side(stance, tuple(speakers), tuple(s.claim.id for s in mine)) if mine else None


def _asserting(tellings: Sequence[Telling], told: Sequence[Stated]) -> list[Telling]:
    """The reports on the word of someone whom the same document does not let deny it."""
    denying = {(s.document, s.claim.speaker.code) for s in told if s.claim.stance not in _YES}
    return [
        t
        for t in tellings
        if t.report.status in _SAYS_YES
        and t.report.speaker is not None
        and (t.document, t.report.speaker.code) not in denying
    ]


def _oppose(sides: Sequence[Side]) -> bool:
    yes = {code for side in sides if side.stance in _YES for code in side.speakers}
    no = {code for side in sides if side.stance not in _YES for code in side.speakers}
    return bool(yes and no and (yes - no or no - yes))
