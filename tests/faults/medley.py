"""Documents that say all kinds of things at random, copies among them: made quickly, not read."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.ledger.samples import Article, party

from dragoman.model import Party, identifier

CODES = ("GHA", "NGA", "TGO", "MLI", "UNK")
KINDS = ("CONSULT", "AGREE", "SANCTION", "ACCUSE", "ASSAULT", "COERCE", "REJECT")
STATUSES = ("occurred", "denied", "planned", "alleged", "not_occurred")
STANCES = ("asserts", "denies", "doubts", "confirms")
VERBS = ("visited", "closed", "shelled", "accused", "praised", "funded", "blocked", "armed")
THINGS = ("border", "port", "railway", "embassy", "harvest", "pipeline", "school", "market")
DAYS = ("2021-05-04", "2021-05-05", "2021-05-06", "2021-11-30", "2022-01-01")
DATES = (*DAYS, "2021-05", "2021", None)


def medley(chance: Random, many: int) -> list[Article]:
    """So many documents; every third or so is a copy of an earlier one in another paper."""
    made: list[Article] = []
    for number in range(many):
        text = chance.choice(made).text if made and chance.random() < 0.3 else _text(chance)
        # Each of its own day: a text of one day says the same in every paper.
        day = f"2021-{5 + number // 28:02}-{1 + number % 28:02}"
        made.append(_filled(chance, Article(text, identifier("medley", number), day)))
    return made


def retold(chance: Random, articles: list[Article]) -> list[Article]:
    """The same documents as another version reads them; every fourth has another text."""
    found = []
    for number, one in enumerate(articles):
        text = one.text if number % 4 else _text(chance)
        found.append(_filled(chance, Article(text, one.id, one.published)))
    return found


def _text(chance: Random) -> str:
    told = (
        f"Officials of {chance.choice(CODES)} {chance.choice(VERBS)} the {chance.choice(THINGS)} "
        f"of {chance.choice(CODES)} on day {number}."
        for number in range(chance.randint(1, 4))
    )
    more = " ".join(chance.choice(THINGS + VERBS) for _ in range(40))
    return f"{' '.join(told)} The rest is {more}."


def _filled(chance: Random, article: Article) -> Article:
    article.publisher = f"Paper {chance.randrange(4)}"
    for sentence in article.text.split(". ")[:-1]:
        for _ in range(chance.randint(0, 2)):
            _report(chance, article, sentence)
        for _ in range(chance.randint(0, 2)):
            act = chance.choice(article.reports).id if article.reports else None
            about = tuple(chance.sample(CODES, chance.randint(1, 2)))
            said = (chance.choice(CODES), chance.choice(STANCES), sentence, about)
            article.claim(*said, event=chance.choice((act, act, None)))
        if chance.random() < 0.5:
            about = tuple(chance.sample(CODES, chance.randint(1, 2)))
            value, period = float(chance.randint(1, 5)), chance.choice(("2020", "2021", None))
            article.figure("trade", about, value, "USD", sentence.split()[-1], period=period)
            article.tie("membership", *chance.sample(CODES, 2), sentence)
    return article


def _report(chance: Random, article: Article, sentence: str) -> None:
    article.report(
        chance.choice(KINDS),
        list(_parties(chance, (1, 1, 1, 2, 3))),
        list(_parties(chance, (0, 1, 1, 2))),
        sentence,
        next(word for word in sentence.split() if word in VERBS),
        status=chance.choice(STATUSES),
        date=chance.choice(DATES),
        symmetric=chance.random() < 0.3,
        speakers=tuple(_parties(chance, (0, 1))),
        confidence=chance.choice((0.5, 0.7, 0.9)),
    )


def _parties(chance: Random, sizes: tuple[int, ...]) -> Iterator[Party]:
    yield from map(party, chance.sample(CODES, chance.choice(sizes)))
