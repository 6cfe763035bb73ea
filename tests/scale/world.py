"""Made-up news with all that merging has to do with, and ways to keep it without a cluster."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from tests.ledger.samples import NOW, VERSIONS, Article, party

from dragoman.ledger import open_ledger
from dragoman.model import FigureKind, Missed, Records, identifier
from dragoman.scale.engine import Engine
from dragoman.scale.lists import write_lists
from dragoman.scale.running import note
from dragoman.scale.shards import Shard, Versions, finished
from dragoman.scale.storage import Folder
from dragoman.scale.working import Work, keep, row_of
from dragoman.settings import Settings

CODES = "PRY URY BOL CHL".split()
TOPICS = "a dam on the river;visas for students;customs at the port;a gas pipeline".split(";")
KINDS = {"AGREE": "signed an accord on", "ACCUSE": "blamed", "SANCTION": "closed the border over"}
DAYS = ["2019-03-04", "2019-03-05", "2019-03-06", "2019-03", "2020-01-01", None]
OUTLETS = ["El Norte", "The Estuary", "Radio Chaco", None]
FILLER = (
    "Traders on both banks said that the rains had come late and that lorries stood in a long row. "
    "A union of dockers asked for more time, and a bishop called for patience on the local radio. "
    "Schools stayed open while the ferries were repaired at the yard below the old customs house."
)


class Here:
    """Stands in for Ray: every task runs here, what it is given and gives goes through pickles."""

    def remote(self, function: Any) -> Any:
        class Task:
            parts = 1

            def options(self, num_returns: int, max_retries: int) -> Any:
                assert max_retries > 0
                self.parts = num_returns
                return self

            def remote(self, *arguments: Any) -> Any:
                made = function(*pickle.loads(pickle.dumps(arguments)))
                if self.parts > 1:
                    made = list(made)
                    assert len(made) == self.parts
                return made

        return Task()

    def get(self, value: Any) -> Any:
        return value

    def put(self, value: Any) -> Any:
        return value


def article(chance: Random) -> Article:
    """One article: an act between two states, perhaps denied, a figure, an office, a remark."""
    one, other = chance.sample(CODES, 2)
    kind, topic = chance.choice(sorted(KINDS)), chance.choice(TOPICS)
    act = f"{one} {KINDS[kind]} {topic} with {other}"
    denial = f"{other} denied that it had {KINDS[kind]} {topic}"
    number = chance.choice([12, 15, 20])
    text = f"{act}. {denial}. Trade came to {number} million dollars. {FILLER} {chance.random()}."
    made = Article(text, publisher=chance.choice(OUTLETS), published=chance.choice(DAYS))
    status = chance.choice(["occurred", "planned", "alleged", "not_occurred"])
    speakers = (party(one),) if chance.random() < 0.5 else ()
    told = made.report(kind, one, other, act, KINDS[kind], status=status, speakers=speakers,
                       date=chance.choice(DAYS), confidence=chance.choice([0.5, 0.8]))  # fmt: skip
    if chance.random() < 0.7:
        twin = made.report(kind, other, one, denial, "denied", status="denied")
        about = chance.choice([told.id, twin.id, None])
        made.claim(other, "denies", denial, (one, other), event=about)
    if chance.random() < 0.7:
        made.claim(one, "asserts", act, (one, other), event=chance.choice([told.id, None]))
    period = chance.choice(["2017", "2018", None])
    kind_of = chance.choice([FigureKind.LEVEL, FigureKind.CHANGE_PCT])
    made.figure("trade", (one, other), float(number), "USD", f"{number} million", period=period,
                kind=kind_of)  # fmt: skip
    made.tie("membership", one, "MERCOSUR", act)
    made.said("denied", denial, other)
    made.missed.append(Missed("verb", chance.choice(["dredge", "silt up"])))
    return made


def news(seed: int, many: int) -> list[Records]:
    """Articles, a third of them copied by other outlets, some dated anew when they come again."""
    chance = Random(seed)
    found: list[Records] = []
    while len(found) < many:
        made = article(chance).records
        if made.events:
            found.append(_updated(made, chance))
        if chance.random() < 0.3:
            found.append(copied(made, chance))
        if chance.random() < 0.1:
            found.append(dated(made, "2020-02-02"))
    return found


def dated(records: Records, day: str) -> Records:
    """The same document, now of another day."""
    return replace(records, document=replace(records.document, published=day))


def _updated(records: Records, chance: Random) -> Records:
    updated = chance.choice(["2019-03-07", None, None])
    return replace(records, document=replace(records.document, updated=updated))


def copied(records: Records, chance: Random) -> Records:
    """The same article in another outlet, perhaps cut, with records of its own."""
    text = records.document.text
    while True:
        other = article(Random(chance.random()))
        if chance.random() < 0.5:
            break
        text = text[: len(text) - 20]
    document = replace(other.records.document, text=text, body=((0, len(text)),))
    return Records(document, *VERSIONS, missed=(Missed("verb", "dredge"),))


def work(out: str) -> Work:
    """What a worker would be told."""
    return Work(Folder(out), Settings(), {}, Versions(*VERSIONS, "as ever"), 10)


def keep_run(told: Work, runs: Sequence[Sequence[Records]]) -> None:
    """Keep records as the shards of one run."""
    keys = []
    for records in runs:
        rows = [row_of(one) for one in records]
        shard = Shard(identifier(*(row["records"] for row in rows)), "in", ())
        keep(told, shard, rows, "here")
        keys.append(shard.key)
    note(told, ["news"], keys, "then", "now")


def merged(told: Work) -> dict[str, Any]:
    """Merge what is kept; what the lists are said to hold."""
    write_lists(Engine(Here()), told.out, told.settings, finished(told.out))
    return dict(json.loads(told.out.read("_lists.json") or b""))


def keep_in_ledger(path: Any, runs: Sequence[Sequence[Records]]) -> None:
    """Keep the same in a ledger, as `dragoman add` does."""
    with open_ledger(path) as ledger:
        for records in runs:
            run = ledger.begin("add", *VERSIONS, NOW)
            for one in records:
                if not ledger.add(one, run):
                    ledger.known(run)
            ledger.settle_copies()
            ledger.rederive()
            ledger.finish(run, NOW)
