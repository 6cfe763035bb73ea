"""Near-copies: cuts, rewordings and updates come together, other stories stay apart."""

from __future__ import annotations

import random

from dragoman.clean import near_copies
from dragoman.model import Document

PLACES = "Fiji Samoa Tonga Palau Nauru Kiribati Vanuatu Tuvalu Malta Cyprus Iceland Oman".split()
OFFICES = [
    "foreign minister",
    "president",
    "prime minister",
    "trade envoy",
    "ambassador",
    "speaker",
]
ACTS = [
    "signed an agreement on {topic} with",
    "rejected a proposal on {topic} made by",
    "promised {number} million dollars for {topic} to",
    "accused of breaking the rules on {topic}",
    "opened talks about {topic} with",
    "asked for help with {topic} from",
]
TOPICS = "fish ports cables tourism visas rice water ferries mining schools rescue radar".split()
TAILS = [
    "Officials on both sides said that the work would begin in {month}.",
    "It was the {number}th such step since the two states exchanged envoys in {year}.",
    "A spokesman in the capital told reporters that nothing else had been decided.",
    "Trade between them came to {number} million dollars in {year}, according to the customs.",
    "The opposition called the step too late and asked for a debate in {month}.",
]
MONTHS = "January March April June July September October December".split()


def sentence(rng: random.Random) -> str:
    one, other = rng.sample(PLACES, 2)
    fill = {
        "topic": rng.choice(TOPICS),
        "number": rng.randint(2, 900),
        "month": rng.choice(MONTHS),
        "year": rng.randint(1962, 2019),
    }
    act = rng.choice(ACTS).format(**fill)
    tail = rng.choice(TAILS).format(**fill)
    return f"The {rng.choice(OFFICES)} of {one} {act} {other}. {tail}"


def story(rng: random.Random) -> list[str]:
    return [sentence(rng) for _ in range(rng.randint(6, 12))]


def reworded(rng: random.Random, sentences: list[str]) -> list[str]:
    swaps = {"said": "stated", "Officials": "Sources", "told": "informed", "called": "termed"}
    out = []
    for text in sentences:
        for old, new in swaps.items():
            if rng.random() < 0.5:
                text = text.replace(old, new)
        out.append(text)
    return out


def document(name: str, sentences: list[str], published: str | None = None) -> Document:
    text = " ".join(sentences)
    return Document(name, name, text, ((0, len(text)),), published=published)


def constructed(seed: int, stories: int) -> tuple[list[Document], dict[str, int]]:
    """Documents and the story each is a copy of; every other story has no copy."""
    rng = random.Random(seed)
    documents, origin = [], {}
    for number in range(stories):
        told = story(rng)
        versions = [told]
        if number % 2:
            versions += [
                told[: max(4, len(told) * 2 // 3)],
                reworded(rng, told),
                [*told, sentence(rng)],
                [sentence(rng), *told[1:]],
            ]
        for version, text in enumerate(versions):
            name = f"{number:04d}-{version}"
            documents.append(document(name, text))
            origin[name] = number
    rng.shuffle(documents)
    return documents, origin


def test_copies_are_found_and_other_stories_left() -> None:
    documents, origin = constructed(7, 340)
    assert len(documents) >= 1000
    clusters = near_copies(documents)
    names = sorted(origin)
    hit = wrong = missed = 0
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            same = one in clusters and clusters.get(one) == clusters.get(other)
            true = origin[one] == origin[other]
            hit, wrong, missed = (
                hit + (same and true),
                wrong + (same and not true),
                missed + (true and not same),
            )
    assert hit / (hit + wrong) >= 0.98
    assert hit / (hit + missed) >= 0.95


def test_clusters_do_not_depend_on_the_order() -> None:
    documents, _ = constructed(11, 40)
    assert near_copies(documents) == near_copies(documents[::-1])


def test_the_earliest_member_names_the_cluster() -> None:
    told = story(random.Random(3))
    first = document("zz", told, "2012-01-01")
    later = document("aa", told, "2012-01-02")
    assert near_copies([later, first]) == {"aa": "zz", "zz": "zz"}


def test_short_texts_are_copies_only_when_equal() -> None:
    same = [document(n, ["Fiji thanked Oman."]) for n in "ab"]
    other = document("c", ["Fiji thanked Malta."])
    assert near_copies([*same, other]) == {"a": "a", "b": "a"}


def test_boilerplate_makes_no_copies() -> None:
    rng = random.Random(5)
    frame = "Home News Sport. " * 60
    documents = []
    for name in "ab":
        body = " ".join(story(rng))
        text = frame + body + frame
        documents.append(Document(name, name, text, ((len(frame), len(frame) + len(body)),)))
    assert near_copies(documents) == {}
