"""The words that records choose from: event types, statuses, stances, kinds of figures and ties."""

from __future__ import annotations

import re
from enum import StrEnum


class EventType(StrEnum):
    """The sixteen PLOVER roots (2024 manual), and those that a user's codebook adds."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"

    @classmethod
    def _missing_(cls, value: object) -> EventType | None:
        return _ADDED.get(value) if isinstance(value, str) else None

    @classmethod
    def add(cls, name: str, quad: int | None = None) -> EventType:
        """A type beyond the sixteen, from now on as good as they; `quad` its class, where known.

        Raises ValueError unless the name is of capitals, digits and "_".
        """
        if not re.fullmatch(r"[A-Z][A-Z0-9_]{2,31}", name):
            raise ValueError(f"{name!r} is no name of an event type: expected one like PORT_CALL")
        if name not in cls.__members__ and name not in _ADDED:
            added = str.__new__(cls, name)
            added._name_ = added._value_ = name
            _ADDED[name] = added
        if quad is not None and name in _ADDED:
            _QUADS[name] = quad
        return cls(name)

    @classmethod
    def known(cls) -> tuple[EventType, ...]:
        """The sixteen, then those that were added, by name."""
        return (*cls, *(_ADDED[name] for name in sorted(_ADDED)))

    @property
    def quad(self) -> int | None:
        """The quad class, 1-4: verbal and material cooperation, verbal and material conflict.

        None for an added type that is known by its name alone.
        """
        return _QUADS.get(self.value)

    @property
    def cooperative(self) -> bool:
        """Whether the type is one of cooperation, in words or deeds."""
        return self.quad in {1, 2}


_ADDED: dict[str, EventType] = {}
_QUADS = {
    kind: quad
    for quad, kinds in {
        1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
        2: ("COOPERATE", "AID", "RETREAT"),
        3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
        4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }.items()
    for kind in kinds
}


class Status(StrEnum):
    """Whether the act happened, as the text has it."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    ALLEGED = "alleged"
    DENIED = "denied"
    NOT_OCCURRED = "not_occurred"


class Stance(StrEnum):
    """How a speaker stands to a proposition."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    CONFIRMS = "confirms"


class FigureKind(StrEnum):
    """What a number is: an amount, a count of things, or a change or share of one."""

    LEVEL = "level"
    COUNT = "count"
    CHANGE_PCT = "change_pct"
    CHANGE_ABS = "change_abs"
    SHARE_PCT = "share_pct"


class TieKind(StrEnum):
    """A standing fact between parties."""

    MEMBERSHIP = "membership"
    DIPLOMATIC_RELATIONS = "diplomatic_relations"
    EMBASSY = "embassy"
    TREATY = "treaty"
    OFFICE_HOLDER = "office_holder"
    ALLIANCE = "alliance"
    COMMISSION = "commission"
    BASE = "base"


class Basis(StrEnum):
    """How a publication date or an outlet's country came to be known."""

    STATED = "stated"
    METADATA = "metadata"
    INFERRED = "inferred"
    GIVEN = "given"
    LISTED = "listed"
