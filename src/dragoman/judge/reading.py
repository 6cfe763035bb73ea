"""What a text says about an act: its status, how factual it is, the word that decided."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.model import Status


@dataclass(frozen=True, slots=True)
class Reading:
    """An act's status; its factuality in [-3, 3]; the index of the token that decided."""

    status: Status
    value: float
    cue: int | None = None

    @property
    def holds(self) -> bool:
        """Whether the text presents the act as real or coming rather than as absent."""
        return self.value > 0


OCCURRED = Reading(Status.OCCURRED, 3.0)
ONGOING = Reading(Status.ONGOING, 3.0)

# What an effect makes of the act it governs: (where the governor holds, where it is negated).
# Values follow the usual scale of factuality annotation: certain 3, probable 2, possible 1, open 0.
_O, _G, _P, _R = Status.OCCURRED, Status.ONGOING, Status.PLANNED, Status.PROPOSED
_A, _D, _N = Status.ALLEGED, Status.DENIED, Status.NOT_OCCURRED
EFFECTS: dict[str, tuple[tuple[Status, float], tuple[Status, float]]] = {
    "ongoing": ((_G, 3.0), (_N, -1.5)),
    "begun": ((_O, 2.8), (_N, -2.5)),
    "ended": ((_N, -1.0), (_G, 2.0)),
    "planned": ((_P, 1.2), (_N, -1.5)),
    "proposed": ((_R, 1.0), (_N, -0.6)),
    "possible": ((_A, 1.2), (_A, -1.0)),
    "probable": ((_P, 1.8), (_N, -1.5)),
    "unlikely": ((_R, -0.8), (_P, 0.8)),
    "failed": ((_N, -2.2), (_O, 2.0)),
    "dropped": ((_N, -2.0), (_P, 1.0)),
    "alleged": ((_A, 2.0), (_A, 0.5)),
    "reported": ((_A, 2.0), (_A, 0.5)),
    "denied": ((_D, -2.0), (_A, 0.8)),
    "unreal": ((_N, -2.8), (_N, -1.0)),
    "yet": ((_N, -2.0), (_N, -2.0)),
}


def govern(effect: str, governor: Reading, act: Reading, cue: int) -> Reading:
    """The act's reading under a governing word of this effect."""
    if effect == "fact":
        return act
    if effect == "verified":
        return act if governor.holds or not act.holds else Reading(_A, 0.5, cue)
    if effect == "happened":
        return _as(governor, act, cue)
    status, value = EFFECTS[effect][0 if governor.holds else 1]
    if governor.status is _D and status is _N:
        # "Denied that it had resumed contacts": the contacts are denied with it.
        status, cue = _D, cue if governor.cue is None else governor.cue
    if governor.holds and governor.value < value:
        # "may decide to" is the weaker of the two; "plans to refuse to" is no plan of the act.
        status = governor.status if value > 0 else status
        value = governor.value
    if not act.holds and act.status in (_N, _D):
        return _flipped(status, value, act)
    if value > 0 and act.status in (_R, _A) and status not in (_D, _A):
        return replace(act, value=min(value, act.value))
    return Reading(status, value, cue)


def _as(governor: Reading, act: Reading, cue: int) -> Reading:
    """The act happens as its governor does ("managed to", "was held")."""
    if not act.holds:
        return act if act.cue == governor.cue else negated(governor, act.cue)
    if governor.status in (_O, _G) and act.status in (_O, _G):
        status = _G if _G in (governor.status, act.status) else _O
        return Reading(status, min(governor.value, act.value), cue)
    return governor if abs(governor.value) <= abs(act.value) or not governor.holds else act


def _flipped(status: Status, value: float, act: Reading) -> Reading:
    """An act that its own clause negates, under a governor."""
    if status is _N:
        return Reading(_O, 1.5, act.cue)
    if status is _D:
        return Reading(_A, 1.0, act.cue)
    return Reading(_N, max(-2.5, min(-0.5, -value)), act.cue)


def negated(reading: Reading, cue: int | None) -> Reading:
    """The reading with its polarity turned."""
    if reading.value <= 0:
        return Reading(_O, max(1.0, -reading.value), cue)
    if reading.status in (_R, _A):
        return Reading(_N, -max(0.8, reading.value), cue)
    return Reading(_N, -reading.value, cue)
