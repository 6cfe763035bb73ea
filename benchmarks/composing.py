"""Articles made up for measuring: as long, as full of names and as varied as those of the news.

Half of the sentences come from the project's own corpus (`corpus/items`, CC0) and hold relations
or near-misses of them; the rest is other news from a grammar, with invented names, so that the
vocabulary never ends. The same number always makes the same article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

from dragoman.model import Document, identifier

ITEMS = Path(__file__).parent.parent / "corpus" / "items"
MEDIAN, SPREAD, SHORTEST, LONGEST = 450, 0.55, 90, 2_600  # words
POLITICAL = 0.5  # share of sentences
SYLLABLES = "ka lo mi ra ten vor sa bel dun gri pal ose nim tar ulo zen hav qui rost emp".split()
WHO = (
    "The council of {town}|Residents of {town}|The {town} hospital|{name}, a teacher in {town},|"
    "The builder {name}|A court in {town}|The football club of {town}|Doctors|The company {name}|"
    "Farmers near {town}|{name} {second}, who runs a bakery,|The regional police|Economists|"
    "The university of {town}|Firefighters|Shoppers in {town}|The orchestra|Two of the engineers|"
    "The striker {name}|The energy minister|Investors|A spokeswoman for the ferry line"
).split("|")
DID = (
    "said that {thing} would be {done} before {season}|expects {thing} to cost {number} million|"
    "has {done} {thing} after months of delay|complained about {thing} and {other}|"
    "opened {thing} to visitors on {day}|won {number} to {small} against {town}|"
    "lost {number} jobs when {thing} was {done}|will decide about {thing} in {season}|"
    "denied that {thing} had been {done}|measured {number} millimetres of rain within {small} days|"
    "put {thing} at {number} per cent of {other}, compared with {small} a year earlier|"
    "promised {number} new flats beside {thing}|asked for {other} while {thing} is being {done}|"
    "told reporters: “We have waited {small} years for {thing}, and now {other} is {done} too”|"
    "said on {day} that {other}, which was {done} in {season}, had nothing to do with {thing}"
).split("|")
THINGS = (
    "the tram line|a new school|the harbour wall|the water works|the old cinema|the annual budget|"
    "the rent increase|a heating plant|the night train|the museum of glass|the county road|"
    "the share price|the apple harvest|a pension fund|the cancer ward|the bicycle bridge|"
    "the tax return|a power cable|the swimming pool|the quarterly profit|the city archive"
).split("|")
DONE = "finished repaired delayed sold audited extended closed approved inspected doubled".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SEASONS = "spring,summer,autumn,winter,March,June,October,the end of the year".split(",")
PAPERS = "Harbour Post,Lake Herald,Coast Daily,Valley Times,Northern Mail,Plain Dealer".split(",")


@lru_cache(maxsize=1)
def told() -> tuple[str, ...]:
    """The texts of the corpus."""
    found: list[str] = []
    for path in sorted(ITEMS.glob("*.txt")):
        for item in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            lines = [line for line in item.splitlines() if line and line[0] not in "@+-#=~?!"]
            if lines:
                found.append(" ".join(lines))
    return tuple(found)


def article(number: int, words: int | None = None) -> Document:
    """One article; its length in words is drawn as lengths are in the news, unless given."""
    chance = Random(f"article {number}")
    drawn = round(MEDIAN * chance.lognormvariate(0, SPREAD))
    wanted = words or min(max(drawn, SHORTEST), LONGEST)
    paragraphs, length = [], 0
    while length < wanted:
        made = " ".join(sentence(chance) for _ in range(chance.randint(1, 4)))
        paragraphs.append(made)
        length += len(made.split())
    text = "\n\n".join(paragraphs) + "\n"
    published = (date(2015, 1, 1) + timedelta(days=number % 3650)).isoformat()
    return Document(
        identifier("composed", number, words), f"composed/{number:06}.txt", text,
        ((0, len(text) - 1),), f"News {number}", chance.choice(PAPERS), published,
        None, "en",
    )  # fmt: skip


def articles(many: int, words: int | None = None, first: int = 0) -> Iterator[Document]:
    """So many articles, one by one."""
    return (article(number, words) for number in range(first, first + many))


def written(folder: Path, documents: Iterator[Document]) -> list[str]:
    """The articles as text files with a line that dates them; their paths."""
    paths = []
    for document in documents:
        path = folder / Path(document.uri).name
        head = f"Title: {document.title}\nPublished: {document.published}\n"
        head += f"Publisher: {document.publisher}\n\n"
        path.write_text(head + document.text, encoding="utf-8")
        paths.append(str(path))
    return paths


def sentence(chance: Random) -> str:
    """A sentence, or the two or three of an item of the corpus."""
    if chance.random() < POLITICAL:
        return chance.choice(told())
    said = f"{chance.choice(WHO)} {chance.choice(DID)}."
    return said.format(
        name=name(chance), second=name(chance), town=name(chance), day=chance.choice(DAYS),
        thing=chance.choice(THINGS), other=chance.choice(THINGS), done=chance.choice(DONE),
        season=chance.choice(SEASONS), number=chance.randint(2, 980), small=chance.randint(2, 30),
    )  # fmt: skip


def name(chance: Random) -> str:
    """A name: few are in all the papers, most in one."""
    rank = int(chance.paretovariate(0.7))
    own = Random(f"name {min(rank, 10**7)}")
    return "".join(own.choice(SYLLABLES) for _ in range(own.randint(2, 4))).capitalize()
