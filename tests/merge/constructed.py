"""A constructed set: 141 acts between states told 500 times, in many wordings and with errors.

Every sentence was written for it. The traps are those of real corpora: two visits a year apart,
ministers who talk in the week of their presidents, two pacts signed on one day, strikes on neighbouring
towns, accusations that follow each other, plans that come true, denials, packages of sanctions, summits
told with half of the guests, stories that their outlet corrects, articles that tell an act and its denial; dates that are exact, a day off, a month, a year or missing; places, modes
and types told or not.
"""

# ruff: noqa: E501  one telling is one line

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.merge.acts import PAIRS, STATES, Act, acts, leader

from dragoman.ledger.bounds import bounds
from dragoman.merge import Telling
from dragoman.model import EventType, Party, Place, Report, Span, Status, identifier

PAPERS = ("Harbour Times", "Daily Ledger", "The Meridian", "Northern Wire", "Evening Courier",
          "Capital Review", "Free Tribune", "Radio Delta")  # fmt: skip


def tellings(seed: int = 7) -> list[tuple[str, Telling]]:
    """Every telling with the name of its act; the same seed makes the same set."""
    chance = Random(seed)
    return [(act.name, told) for act in acts() for told in _told(act, chance)]


def _told(act: Act, chance: Random) -> Iterator[Telling]:
    for number, (text, trigger) in enumerate(act.words):
        status = act.statuses[number % len(act.statuses)]
        told = act.day + timedelta(days=chance.choice((0, 1, 1, 2)))
        precision = act.dates[number % len(act.dates)]
        if status in {"planned", "proposed"}:
            told = act.day - timedelta(days=chance.choice((5, 12, 20)))
        elif precision == "month":
            told = act.day + timedelta(days=chance.choice((25, 40)))
        elif precision == "year":
            told = act.day + timedelta(days=chance.choice((200, 400)))
        edtf = _edtf(act.day, precision)
        document = f"{act.name} {0 if number < act.twins else number}"
        report = Report(
            id=identifier(act.name, number),
            type=EventType(act.also if act.also and number % 3 == 2 else act.kind),
            sources=_named(act.sources, text),
            targets=_named(act.targets, text),
            status=Status(status),
            evidence=Span(0, len(text), text),
            trigger=Span(text.index(trigger), text.index(trigger) + len(trigger), trigger),
            confidence=round(chance.uniform(0.5, 0.95), 2),
            mode=act.mode if chance.random() < 0.7 else None,
            symmetric=act.symmetric,
            date=edtf,
            place=_place(act.place, text, chance),
            speakers=_speakers(act, text),
        )
        paper = PAPERS[(number + chance.randrange(3)) % len(PAPERS)]
        cluster = None
        if number < act.versions:
            paper, cluster = PAPERS[0], act.name
            told = act.day + timedelta(days=1 + number)
        elif number < act.twins:
            paper, told = PAPERS[1], act.day + timedelta(days=1)
        yield Telling(report, document, cluster, paper, told.isoformat(), *bounds(edtf))


def _place(name: str | None, text: str, chance: Random) -> Place | None:
    """A town that the gazetteer knows, or, three times in ten, only its name."""
    if name is None or name not in text:
        return None
    if chance.random() < 0.3:
        return Place(name)
    return Place(name, "XXA", 1.0, 1.0, int(identifier(name)[:7], 16))


def _speakers(act: Act, text: str) -> tuple[Party, ...]:
    """Leaders whom the text names and who are no party of the act speak."""
    parties = {p.name for p in (*act.sources, *act.targets)}
    leaders = (leader(row[i], row[i + 2], "head of state") for row in PAIRS for i in (0, 3))
    return tuple(p for p in leaders if p.name in text and p.name not in parties)


def _named(parties: tuple[Party, ...], text: str) -> tuple[Party, ...]:
    """A reader gives the name that the text gives: the person's, or the state's with the office."""
    named = []
    for party in parties:
        state = STATES[party.code]
        office = party.role if party.role and party.role.split()[0] in text else None
        named.append(party if party.name in text else Party(party.code, state, state, office))
    return tuple(named)


def _edtf(day: date, precision: str) -> str | None:
    if precision == "off":
        return (day + timedelta(days=1)).isoformat()
    return {"day": day.isoformat(), "month": day.isoformat()[:7], "year": str(day.year)}.get(
        precision
    )
