"""What an act is called on a page: by its type and mode, in plain words."""

from __future__ import annotations

from dragoman.model import EventType, TieKind

_TYPES: dict[EventType, str] = {
    EventType.AGREE: "Agreement or promise",
    EventType.CONSULT: "Meeting or talks",
    EventType.SUPPORT: "Diplomatic support",
    EventType.CONCEDE: "Concession",
    EventType.COOPERATE: "Cooperation",
    EventType.AID: "Aid",
    EventType.RETREAT: "Withdrawal or release",
    EventType.REQUEST: "Request or demand",
    EventType.ACCUSE: "Accusation or criticism",
    EventType.REJECT: "Refusal",
    EventType.THREATEN: "Threat or warning",
    EventType.PROTEST: "Protest",
    EventType.SANCTION: "Sanction or cut in relations",
    EventType.MOBILIZE: "Military posture",
    EventType.COERCE: "Coercion",
    EventType.ASSAULT: "Use of force",
}
_MODES: dict[tuple[EventType, str], str] = {
    (EventType.CONSULT, "visit"): "Visit",
    (EventType.CONSULT, "third-party"): "Mediation",
    (EventType.CONSULT, "multilateral"): "Multilateral meeting",
    (EventType.CONSULT, "phone"): "Call",
    (EventType.RETREAT, "withdraw"): "Withdrawal",
    (EventType.RETREAT, "release"): "Release",
    (EventType.RETREAT, "disarm"): "Disarmament",
    (EventType.RETREAT, "ceasefire"): "Ceasefire",
    (EventType.RETREAT, "access"): "Access granted",
    (EventType.RETREAT, "resign"): "Resignation",
    (EventType.REQUEST, "assist"): "Request for help",
    (EventType.REQUEST, "meet"): "Request to meet",
    (EventType.REQUEST, "change"): "Demand for change",
    (EventType.REQUEST, "yield"): "Demand to yield",
    (EventType.REJECT, "assist"): "Refusal to help",
    (EventType.REJECT, "meet"): "Refusal to meet",
    (EventType.REJECT, "change"): "Refusal to change",
    (EventType.REJECT, "yield"): "Refusal to yield",
    (EventType.ACCUSE, "disapprove"): "Criticism",
    (EventType.ACCUSE, "investigate"): "Investigation",
    (EventType.ACCUSE, "allege"): "Accusation",
    (EventType.SANCTION, "expel"): "Expulsion",
    (EventType.SANCTION, "withdraw"): "Recall or withdrawal",
    (EventType.SANCTION, "discontinue"): "Suspension of ties",
    (EventType.SANCTION, "convict"): "Conviction",
    (EventType.MOBILIZE, "troops"): "Troop movement",
    (EventType.MOBILIZE, "weapons"): "Weapons readied",
    (EventType.COERCE, "seize"): "Seizure",
    (EventType.COERCE, "restrict"): "Restriction",
    (EventType.COERCE, "arrest"): "Arrest",
    (EventType.COERCE, "deport"): "Deportation",
    (EventType.COERCE, "cyber"): "Cyber attack",
    (EventType.COERCE, "misinformation"): "Disinformation",
    (EventType.ASSAULT, "aerial"): "Air strike",
    (EventType.ASSAULT, "drone"): "Drone strike",
    (EventType.ASSAULT, "abduct"): "Abduction",
    (EventType.ASSAULT, "heavy-weapons"): "Shelling",
}
# SUPPORT has no modes, yet a signed treaty and a condolence are hardly the same to a reader.
_SUPPORTS: dict[str, str] = {
    "sign": "Signature",
    "ratif": "Ratification",
    "initial": "Initialling",
    "recogni": "Recognition",
    "prais": "Praise",
    "congratulat": "Congratulation",
    "condole": "Condolence",
    "apolog": "Apology",
    "thank": "Thanks",
    "welcom": "Welcome",
    "endors": "Endorsement",
    "appoint": "Appointment of envoys",
    "accredit": "Accreditation",
    "normali": "Normalisation of relations",
    "restor": "Relations restored",
    "resum": "Relations resumed",
    "reopen": "Reopening",
    "vote": "Vote in favour",
    "voting": "Vote in favour",
}
_TIES: dict[TieKind, str] = {
    TieKind.MEMBERSHIP: "is a member of",
    TieKind.DIPLOMATIC_RELATIONS: "has diplomatic relations with",
    TieKind.EMBASSY: "has an embassy in",
    TieKind.TREATY: "has a treaty with",
    TieKind.OFFICE_HOLDER: "holds the office of",
    TieKind.ALLIANCE: "is allied with",
    TieKind.COMMISSION: "has a joint commission with",
    TieKind.BASE: "has a base in",
}


def act(kind: EventType, mode: str | None = None, trigger: str = "") -> str:
    """The name of an act: "Visit", "Aid"; where PLOVER has one type for many, by its trigger."""
    if kind is EventType.SUPPORT:
        word = trigger.casefold()
        found = (name for start, name in _SUPPORTS.items() if word.startswith(start))
        return next(found, acts(kind))
    return _MODES.get((kind, mode or "")) or acts(kind)


def acts(kind: EventType) -> str:
    """The name of the type, for sums over it; that of an added type in plain words."""
    return _TYPES.get(kind) or kind.value.replace("_", " ").capitalize()


def tie_words(kind: TieKind) -> str:
    """The verb phrase between the two ends of a tie."""
    return _TIES[kind]
