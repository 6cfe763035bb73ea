"""Disputes: opposing stances of different speakers on one event or one proposition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.merge.tellings import Stated, Telling, content_words, overlap, sources
from dragoman.model import Dispute, Side, Stance, Status, identifier

_YES = frozenset({Stance.ASSERTS, Stance.CONFIRMS})
_ORDER = (Stance.ASSERTS, Stance.CONFIRMS, Stance.DENIES, Stance.DOUBTS)
_SAYS_YES = frozenset({Status.OCCURRED, Status.ONGOING, Status.ALLEGED})
_ALIKE = 0.5  # how much the words of two propositions must share
_NEVER = "9999-99-99"


def disputes(
    claims: Iterable[Stated], reports: Mapping[str, Sequence[Telling]] | None = None
) -> tuple[Dispute, ...]:
    """What is asserted by one and denied or doubted by another, in order of ids.

    Claims oppose one another on the same merged event, or when they are about the same parties in
    like words. `reports` gives the tellings of an event: what their speakers assert is a side too.
    """
    ordered = sorted(claims, key=lambda s: (s.told or _NEVER, s.document, s.claim.id))
    found = (_dispute(group, reports or {}) for group in _by_subject(ordered))
    return tuple(sorted((d for d in found if d), key=lambda dispute: dispute.id))


def _by_subject(claims: Sequence[Stated]) -> list[list[Stated]]:
    groups: dict[object, list[Stated]] = defaultdict(list)
    loose: dict[frozenset[str], list[Stated]] = defaultdict(list)
    for stated in claims:
        if stated.event:
            groups[stated.event].append(stated)
        else:
            loose[frozenset(stated.claim.about)].append(stated)
    found = list(groups.values())
    for about in sorted(loose, key=sorted):
        found = _alike(loose[about], [g for g in found if _about(g) & about], found)
    return _facing(found)


def _facing(groups: Sequence[list[Stated]]) -> list[list[Stated]]:
    """Put those who only deny to those who only assert the same, whose event was kept apart.

    A denial is often undated, or dated by when it was said, so that its act seems to be another.
    """
    kept = [group for group in groups if not _only(group, denied=True)]
    asserting: dict[frozenset[str], list[list[Stated]]] = defaultdict(list)
    for group in kept:
        if _only(group, denied=False):
            asserting[_about(group)].append(group)
    for group in (g for g in groups if _only(g, denied=True)):
        words = _words(group[0])
        near = asserting[_about(group)]
        scored = [(overlap(words, _words(g[0])), -i) for i, g in enumerate(near)]
        best, place = max(scored, default=(0.0, 0))
        if best >= _ALIKE:
            near[-place].extend(group)
        else:
            kept.append(group)
    return kept


def _only(group: Sequence[Stated], *, denied: bool) -> bool:
    return all((s.claim.stance not in _YES) == denied for s in group)


def _about(group: Sequence[Stated]) -> frozenset[str]:
    return frozenset(code for stated in group for code in stated.claim.about)


def _alike(
    loose: Sequence[Stated], near: list[list[Stated]], found: list[list[Stated]]
) -> list[list[Stated]]:
    """Put each claim to the group whose propositions are most like its own, or to a new one."""
    words = {id(g): _words(g[0]) for g in near}
    for stated in sorted(loose, key=lambda s: s.claim.id):
        mine = _words(stated)
        scored = [(overlap(mine, words[id(g)]), -i, g) for i, g in enumerate(near)]
        best = max(scored, key=lambda item: item[:2], default=None)
        if best and best[0] >= _ALIKE:
            best[2].append(stated)
        else:
            group = [stated]
            words[id(group)] = mine
            near.append(group)
            found.append(group)
    return found


def _words(stated: Stated) -> frozenset[str]:
    return content_words(stated.claim.proposition)


def _dispute(group: Sequence[Stated], reports: Mapping[str, Sequence[Telling]]) -> Dispute | None:
    told = sorted(group, key=lambda s: (s.told or _NEVER, s.document, s.claim.id))
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
    yes = {code for side in sides if side.stance in _YES for code in side.speakers}
    denials = [s for s in told if s.claim.stance not in _YES]
    denial = next((s for s in denials if s.claim.speaker.code not in yes), denials[0])
    return Dispute(
        id=identifier("dispute", event or min(s.claim.id for s in told)),
        proposition=denial.claim.proposition,
        about=tuple(sorted(_about(told))),
        sides=tuple(sides),
        outlets=sources([*told, *tellings]),
        event=event,
        first=min(days, default=None),
        latest=max(days, default=None),
    )


def _side(stance: Stance, told: Sequence[Stated]) -> Side | None:
    mine = [s for s in told if s.claim.stance == stance]
    speakers = dict.fromkeys(s.claim.speaker.code for s in mine)
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
