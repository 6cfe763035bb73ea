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
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from dragoman.ledger.bounds import bounds
from dragoman.merge import Telling
from dragoman.model import EventType, Party, Place, Report, Span, Status, identifier

PAPERS = ("Harbour Times", "Daily Ledger", "The Meridian", "Northern Wire", "Evening Courier",
          "Capital Review", "Free Tribune", "Radio Delta")  # fmt: skip
PAIRS = [
    ("PER", "Peru", "Rosa Quispe", "COL", "Colombia", "Julio Arango", "Medellin"),
    ("KEN", "Kenya", "Amos Kiptoo", "ETH", "Ethiopia", "Dawit Bekele", "Adama"),
    ("VNM", "Vietnam", "Tran Duc", "LAO", "Laos", "Khamla Vong", "Pakse"),
    ("NOR", "Norway", "Ingrid Dahl", "EST", "Estonia", "Mart Saar", "Tartu"),
    ("MAR", "Morocco", "Karim Alaoui", "SEN", "Senegal", "Awa Diop", "Thies"),
    ("NPL", "Nepal", "Hari Thapa", "BTN", "Bhutan", "Karma Dorji", "Paro"),
    ("BOL", "Bolivia", "Elena Mamani", "PRY", "Paraguay", "Luis Ayala", "Encarnacion"),
    ("GHA", "Ghana", "Kofi Boateng", "TGO", "Togo", "Yao Mensah", "Kara"),
    ("MNG", "Mongolia", "Bat Erdene", "KAZ", "Kazakhstan", "Serik Omarov", "Almaty"),
    ("JOR", "Jordan", "Samir Haddad", "OMN", "Oman", "Faisal Busaidi", "Salalah"),
    ("FJI", "Fiji", "Semi Koroi", "TON", "Tonga", "Sione Tau", "Neiafu"),
    ("ZMB", "Zambia", "Mary Banda", "AGO", "Angola", "Paulo Neto", "Lobito"),
]
STATES = {row[i]: row[i + 1] for row in PAIRS for i in (0, 3)}
MATTERS = ("fishing quotas", "visa rules", "a gas pipeline", "customs data", "railway gauges",
           "river water", "joint patrols", "student exchanges", "airline routes", "cotton prices",
           "copper tolls", "satellite launches", "vaccine plants", "border markets",
           "grain storage", "undersea cables", "extradition", "tax records", "dam safety",
           "film festivals")  # fmt: skip
BLAME = ("sheltering smugglers", "jamming radio signals", "poisoning a river", "printing forged notes",
         "hiring hackers", "moving boundary stones", "burning embassy files", "arming a militia",
         "flying drones over barracks", "stealing timber", "delaying ambulances", "bribing judges",
         "tapping cables", "overfishing the strait", "dumping steel", "kidnapping a priest")  # fmt: skip
TOWNS = ("Orvale", "Benshire", "Kalmona", "Tirgan", "Lussa", "Podrec", "Hamira", "Zelten", "Nordack",
         "Quemar", "Iserna", "Vollum", "Brisk", "Dorema", "Cantal", "Ushpa", "Marlo", "Wexley",
         "Fonte", "Gorsk")  # fmt: skip


@dataclass
class Act:
    """An act to be told, and how: what a telling may say of it."""

    name: str
    kind: str
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    day: date
    words: list[tuple[str, str]]
    place: str | None = None
    mode: str | None = None
    symmetric: bool = False
    also: str | None = None  # a type that readers take it for
    statuses: list[str] = field(default_factory=lambda: ["occurred"])
    dates: list[str] = field(default_factory=lambda: ["day", "day", "month", "year"])
    versions: int = 0  # how many of the first tellings are versions of one story
    twins: int = 0  # how many of the first tellings stand in one document


def tellings(seed: int = 7) -> list[tuple[str, Telling]]:
    """Every telling with the name of its act; the same seed makes the same set."""
    chance = Random(seed)
    return [(act.name, told) for act in acts() for told in _told(act, chance)]


def acts() -> list[Act]:
    """All acts of the set."""
    return [*_visits(), *_talks(), *_pacts(), *_strikes(), *_blame(), *_aid(), *_denials(),
            *_sanctions(), *_summits(), *_corrections(), *_twins()]  # fmt: skip


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
    leaders = (_leader(row[i], row[i + 2], "head of state") for row in PAIRS for i in (0, 3))
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


def _state(code: str, name: str) -> Party:
    return Party(code, name, name)


def _leader(code: str, name: str, role: str) -> Party:
    return Party(code, name, name.split()[-1], role)


def _visits() -> Iterator[Act]:
    """The same president in the same town, two years running."""
    for i, (a, an, al, b, bn, bl, town) in enumerate(PAIRS):
        for year in (2017, 2018):
            yield Act(
                f"visit {a} {b} {year}",
                "CONSULT",
                (_leader(a, al, "head of state"),),
                (_leader(b, bl, "head of state"),),
                date(year, 1 + i % 12, 4 + i),
                [
                    (f"{al} landed in {town} for a two-day state visit to {bn}", "visit"),
                    (
                        f"{bl} received the {an} president {al} with military honours in {town}",
                        "received",
                    ),
                    (f"{al} had visited {bn} the month before and spoken with {bl}", "visited"),
                    (f"since {al}'s visit to {bn} that year little has changed", "visit"),
                ],
                place=town,
                mode="visit",
                symmetric=True,
            )


def _talks() -> Iterator[Act]:
    """Ministers who meet in the week, some on the day, of their presidents."""
    for i, (a, an, _, b, bn, _, _) in enumerate(PAIRS):
        yield Act(
            f"talks {a} {b}",
            "CONSULT",
            (_leader(a, f"Minister {an[:4]}o", "foreign minister"),),
            (_leader(b, f"Minister {bn[:4]}a", "foreign minister"),),
            date(2017, 1 + i % 12, 4 + i + i % 3),
            [
                (
                    f"the foreign ministers of {an} and {bn} discussed {MATTERS[i]} over lunch",
                    "discussed",
                ),
                (
                    f"{an}'s top diplomat and his colleague from {bn} talked about {MATTERS[i]}",
                    "talked",
                ),
                (f"talks between the two foreign ministers dealt with {MATTERS[i]}", "talks"),
            ],
            mode="visit" if i % 2 else None,
            symmetric=True,
            dates=["day", "day", "none"],
        )


def _pacts() -> Iterator[Act]:
    """Two agreements on different matters, signed on one day."""
    for i, (a, an, _, b, bn, _, town) in enumerate(PAIRS[:10]):
        for which in (0, 1):
            matter = MATTERS[(2 * i + which) % len(MATTERS)]
            yield Act(
                f"pact {a} {b} {which}",
                "AGREE",
                (_state(a, an),),
                (_state(b, bn),),
                date(2019, 1 + i, 10 + i),
                [
                    (f"{an} and {bn} signed an agreement on {matter} in {town}", "signed"),
                    (f"a deal on {matter} was signed by officials of both governments", "signed"),
                    (
                        f"under the accord on {matter}, {an} and {bn} will consult every spring",
                        "accord",
                    ),
                    (f"the agreement with {bn} on {matter} has disappointed {an}", "agreement"),
                ][: 3 + which],
                place=town,
                symmetric=True,
                also="SUPPORT",
                dates=["day", "day", "month", "year"],
            )


def _strikes() -> Iterator[Act]:
    """Four attacks of one week, each on another town."""
    for i, (a, an, _, b, bn, _, _) in enumerate(PAIRS[:5]):
        for day in range(4):
            town = TOWNS[4 * i + day]
            yield Act(
                f"strike {a} {b} {town}",
                "ASSAULT",
                (_state(a, an),),
                (_state(b, bn),),
                date(2020, 3 + i, 11 + day),
                [
                    (
                        f"{an} forces shelled the market of {town} before dawn, killing six",
                        "shelled",
                    ),
                    (f"six people died when rockets fired by {an} hit {town}", "hit"),
                    (f"the shelling of {town} by {an} left six dead, {bn} said", "shelling"),
                    (f"in {town} the market burned after {an} rockets fell on it", "fell"),
                ],
                place=town,
                mode="heavy-weapons",
                dates=["day", "off" if day % 2 else "day", "none", "day"],
            )


def _blame() -> Iterator[Act]:
    """Two accusations a few days apart, on different matters."""
    for i, (a, an, al, b, bn, _, _) in enumerate(PAIRS[:8]):
        for which in (0, 1):
            deed = BLAME[2 * i + which]
            yield Act(
                f"blame {a} {b} {which}",
                "ACCUSE",
                (_leader(a, al, "head of state"),),
                (_state(b, bn),),
                date(2021, 2 + i, 6 + which * (i % 3)),
                [
                    (f"{an} accused {bn} of {deed}", "accused"),
                    (f"{al} charged that {bn} was {deed}", "charged"),
                    (
                        f"the accusation that {bn} is {deed} came from {an}'s president",
                        "accusation",
                    ),
                ],
                also="REQUEST" if which else None,
                dates=["day", "day", "none"],
            )


def _aid() -> Iterator[Act]:
    """Help that is promised, on its way, and there."""
    for i, (a, an, _, b, bn, _, town) in enumerate(PAIRS[:8]):
        goods = ("rice", "tents", "generators", "vaccines", "blankets", "fuel", "wheat", "pumps")[i]
        yield Act(
            f"aid {a} {b}",
            "AID",
            (_state(a, an),),
            (_state(b, bn),),
            date(2022, 2 + i, 15),
            [
                (f"{an} is to send a shipload of {goods} to {bn} this month", "send"),
                (f"a ship with {goods} from {an} docked near {town} on Tuesday", "docked"),
                (f"{bn} thanked {an} for the {goods} that were unloaded in {town}", "unloaded"),
                (f"{an} sent {goods} to {bn} after the flood", "sent"),
            ],
            place=town,
            also="COOPERATE",
            statuses=["planned", "occurred", "occurred", "occurred"],
            dates=["month", "day", "day", "month"],
        )


def _denials() -> Iterator[Act]:
    """Deeds that one alleges, the other denies, and some confirm."""
    for i, (a, an, al, b, bn, bl, _) in enumerate(PAIRS[4:]):
        yield Act(
            f"denial {a} {b}",
            "MOBILIZE",
            (_state(a, an),),
            (_state(b, bn),),
            date(2023, 1 + i, 8 + i),
            [
                (f"{bl} said {an} had moved two brigades to the border of {bn}", "moved"),
                (f"{an} denied that it moved brigades to the border", "moved"),
                (f"satellite pictures show two brigades that {an} moved to the border", "moved"),
                (
                    f"{al} called the report of brigades moved to the border of {bn} a fable",
                    "moved",
                ),
            ],
            mode="troops",
            statuses=["alleged", "denied", "occurred", "denied"],
            dates=["day", "day", "day", "month"],
        )


def _sanctions() -> Iterator[Act]:
    """Two packages of measures in one year."""
    for i, (a, an, _, b, bn, _, _) in enumerate(PAIRS[:6]):
        for which, goods in ((0, "timber and cement"), (1, "banks and insurers")):
            yield Act(
                f"sanction {a} {b} {which}",
                "SANCTION",
                (_state(a, an),),
                (_state(b, bn),),
                date(2024, 2 + 5 * which, 3 + i),
                [
                    (f"{an} imposed sanctions on {bn}'s trade in {goods}", "imposed"),
                    (f"new measures by {an} hit {goods} of {bn}", "hit"),
                    (f"{an}'s sanctions against {goods} from {bn} took effect", "sanctions"),
                ],
                mode="discontinue",
                also="COERCE",
                dates=["day", "day", "month"],
            )


def _summits() -> Iterator[Act]:
    """Meetings of many, told with some of the guests."""
    guests = [_state(row[0], row[1]) for row in PAIRS]
    for i in range(5):
        party = guests[i : i + 5]
        yield Act(
            f"summit {i}",
            "CONSULT",
            tuple(party[: 3 + i % 3]),
            (),
            date(2025, 1 + 2 * i, 20),
            [
                (f"the leaders of {', '.join(p.name for p in party)} met in {TOWNS[i]}", "met"),
                (f"a summit of five states opened in {TOWNS[i]}", "summit"),
                (f"at the summit in {TOWNS[i]} the five leaders spoke of {MATTERS[i]}", "summit"),
                (f"{party[0].name} hosted the five-state meeting in {TOWNS[i]}", "meeting"),
            ],
            place=TOWNS[i],
            mode="multilateral",
            symmetric=True,
        )


def _corrections() -> Iterator[Act]:
    """A story whose later version has another number, another day or the contrary."""
    for i, (a, an, _, b, bn, _, _) in enumerate(PAIRS[:8]):
        goods = ("trawlers", "buses", "balloons", "barges", "trains", "mules", "cranes", "ferries")[
            i
        ]
        yield Act(
            f"correction {a} {b}",
            "COERCE",
            (_state(a, an),),
            (_state(b, bn),),
            date(2026, 1 + i, 5 + i),
            [
                (
                    f"{an} seized {3 + i} {goods} of {bn} off the cape and arrested the crews",
                    "seized",
                ),
                (
                    f"{an} seized {4 + i} {goods} of {bn} off the cape and arrested the crews",
                    "seized",
                ),
                (f"{an} has not seized {goods} of {bn} off the cape nor arrested crews", "seized"),
                (f"{bn} complained that {goods} were seized by {an} off the cape", "seized"),
            ],
            mode="seize",
            statuses=["occurred", "occurred", "not_occurred", "alleged"],
            dates=["day", "off", "day", "none"],
            versions=3,
        )


def _twins() -> Iterator[Act]:
    """An article that tells an act on one's word and its denial, and what others make of it."""
    for i, (a, an, al, b, bn, _, _) in enumerate(PAIRS[4:]):
        deed = ("flew drones", "moved tanks", "sent spies", "massed gunboats", "sent snipers",
                "moved radars", "flew gliders", "sent miners")[i]  # fmt: skip
        verb = deed.split()[0]
        yield Act(
            f"twins {a} {b}",
            "MOBILIZE",
            (_state(a, an),),
            (_state(b, bn),),
            date(2026, 1 + i, 20 - i),
            [
                (f"villagers said {an} {deed} across the line into {bn}", verb),
                (f"the ministry in {an} denied that it {deed} into {bn}", verb),
                (f"a spokesman for {al} denied on Friday that {an} {deed} across the line", verb),
            ],
            mode="troops",
            statuses=["alleged", "denied", "denied"],
            dates=["day", "none", "day"],
            twins=2,
        )
