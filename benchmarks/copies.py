"""How well near-copies are told from other stories, on made-up wire copy that nothing was tuned on.

    python benchmarks/copies.py [STORIES]

A third of the stories are run by several papers: whole, cut from the end, edited (a paragraph left
out, words changed), with a lead of their own, or updated on top. The others share with a story a
long quotation or its paragraph of background, as follow-ups do.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from itertools import combinations
from random import Random

from dragoman.clean.copies import near_copies
from dragoman.model import Document

SYLLABLES = "ka lo mi ra ten vor sa bel dun gri pal ose nim tar ulo zen hav qui rost emp".split()
VERBS = (
    "postponed reviewed financed inspected criticised extended abandoned audited doubled opposed "
    "published suspended approved amended delayed".split()
)
NOUNS = (
    "harbour budget railway census harvest pipeline tariff registry dam treaty ferry refinery "
    "archive tunnel airport visa quota loan patrol observatory cable market".split()
)
LINKS = ("after", "because", "although", "while", "before", "as", "so that", "until")
SAME = {"said": "stated", "after": "following", "published": "released", "delayed": "held up",
        "about": "roughly", "opposed": "resisted", "while": "as"}  # fmt: skip


def main() -> None:
    """Make the set, group it, and print precision and recall of pairs."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 450
    chance = Random(20261122)
    documents, origin = made(chance, stories)
    begun = time.process_time()
    clusters = near_copies(documents)
    took = time.process_time() - begun
    true = {pair for pair in combinations(sorted(origin), 2) if origin[pair[0]] == origin[pair[1]]}
    groups: dict[str, list[str]] = defaultdict(list)
    for id_, cluster in sorted(clusters.items()):
        groups[cluster].append(id_)
    found = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    print(f"{len(documents)} documents of {stories} stories, {len(true)} pairs of copies")
    print(f"precision {len(found & true) / max(len(found), 1):.3f}", end=", ")
    print(f"recall {len(found & true) / len(true):.3f}; {1000 * took / len(documents):.1f} ms each")


def made(chance: Random, stories: int) -> tuple[list[Document], dict[str, int]]:
    """The documents and the number of the story that each tells."""
    documents: list[Document] = []
    origin: dict[str, int] = {}
    earlier: list[list[str]] = []
    for number in range(stories):
        told = [paragraph(chance) for _ in range(chance.randint(5, 11))]
        if number % 3 and earlier:
            told = follow_up(chance, told, chance.choice(earlier[-30:]))
        earlier.append(told)
        versions = [told] if number % 3 else [told, *copies(chance, told)]
        for place, version in enumerate(versions):
            name = f"{number:04d}-{place}"
            text = "\n\n".join(version)
            documents.append(Document(name, name, text, ((0, len(text)),)))
            origin[name] = number
    chance.shuffle(documents)
    return documents, origin


def copies(chance: Random, told: list[str]) -> list[list[str]]:
    """The story as other papers run it."""
    cut = told[: max(3, round(len(told) * chance.uniform(0.4, 0.8)))]
    left_out = chance.randrange(1, len(told))
    edited = [reworded(chance, part) for i, part in enumerate(told) if i != left_out]
    own_lead = [paragraph(chance), *told[1:]]
    updated = [paragraph(chance), *told, paragraph(chance)]
    return [list(told), cut, edited, own_lead, updated]


def follow_up(chance: Random, told: list[str], other: list[str]) -> list[str]:
    """A story of its own that takes over a paragraph of another: a quotation, or the background."""
    return [*told[:-1], other[chance.randrange(len(other))], told[-1]]


def paragraph(chance: Random) -> str:
    """Two to four sentences that no other story has."""
    return " ".join(sentence(chance) for _ in range(chance.randint(2, 4)))


def sentence(chance: Random) -> str:
    """One sentence about made-up people and places."""
    who, where, whom = (name(chance) for _ in range(3))
    first, second = chance.sample(NOUNS, 2)
    return (
        f"{who} of {where} said that the {first} was {chance.choice(VERBS)} {chance.choice(LINKS)} "
        f"{whom} {chance.choice(VERBS)} about {chance.randint(2, 980)} plans for the {second}."
    )


def name(chance: Random) -> str:
    """A made-up name."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 3))).capitalize()


def reworded(chance: Random, text: str) -> str:
    """The text with some words changed, as an editor does."""
    return " ".join(
        SAME[word] if word in SAME and chance.random() < 0.5 else word for word in text.split(" ")
    )


if __name__ == "__main__":
    main()
