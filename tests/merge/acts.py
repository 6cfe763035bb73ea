"""The acts of the constructed set, family by family, each with the sentences that may tell it."""

# ruff: noqa: E501  one telling is one line

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dragoman.model import Party

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


def acts() -> list[Act]:
    """All acts of the set."""
    return [*_visits(), *_talks(), *_pacts(), *_strikes(), *_blame(), *_aid(), *_denials(),
            *_sanctions(), *_summits(), *_corrections(), *_twins()]  # fmt: skip


def _state(code: str, name: str) -> Party:
    return Party(code, name, name)


def leader(code: str, name: str, role: str) -> Party:
    return Party(code, name, name.split()[-1], role)


def _visits() -> Iterator[Act]:
    """The same president in the same town, two years running."""
    for i, (a, an, al, b, bn, bl, town) in enumerate(PAIRS):
        for year in (2017, 2018):
            yield Act(
                f"visit {a} {b} {year}",
                "CONSULT",
                (leader(a, al, "head of state"),),
                (leader(b, bl, "head of state"),),
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
            (leader(a, f"Minister {an[:4]}o", "foreign minister"),),
            (leader(b, f"Minister {bn[:4]}a", "foreign minister"),),
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
                (leader(a, al, "head of state"),),
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
