"""Which acts may be one: by their parties, their family, and types taken for one another."""

from __future__ import annotations

from itertools import product

import pytest

from dragoman.merge.kinds import block_of, family, kindred, whom
from dragoman.model import EventType, Party, Report, Span, Status


def report(kind: EventType, *codes: str) -> Report:
    first, *others = (Party(code, code, code) for code in codes)
    span = Span(0, 3, "did")
    return Report("r", kind, (first,), tuple(others), Status.OCCURRED, span, span, 0.5)


@pytest.mark.parametrize(
    ("codes", "name"),
    [
        (["MLI"], "MLI"),
        (["NER", "MLI"], "MLI NER"),
        (["NER", "MLI", "BFA"], "many"),
        (["NER", "MLI", "BFA", "TCD"], "many"),
        # Whom the text does not name is nobody, unless nobody else is there.
        (["UNK", "MLI"], "MLI"),
        (["UNK", "MLI", "NER"], "MLI NER"),
        (["UNK"], "UNK"),
        (["WORLD", "UNK"], "UNK WORLD"),
    ],
)
def test_the_parties_of_an_act(codes: list[str], name: str) -> None:
    assert whom(codes) == name


@pytest.mark.parametrize(
    ("made", "day", "block"),
    [
        (report(EventType.ASSAULT, "MLI", "NER"), "2015-06-03", "MLI NER:against"),
        (report(EventType.ASSAULT, "NER", "MLI"), None, "MLI NER:against"),
        (report(EventType.CONSULT, "MLI", "NER"), "2015-06-03", "MLI NER:with"),
        # Acts of many are kept apart by the year.
        (report(EventType.CONSULT, "MLI", "NER", "BFA"), "2015-06-03", "many 2015:with"),
        (report(EventType.SANCTION, "MLI", "NER", "BFA"), "2016", "many 2016:against"),
        (report(EventType.CONSULT, "MLI", "NER", "BFA"), None, "many:with"),
    ],
)
def test_the_block_of_an_act(made: Report, day: str | None, block: str) -> None:
    assert block_of(made, day) == block


def test_what_is_done_with_and_against_somebody() -> None:
    together = {EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE}
    against = {EventType.ASSAULT, EventType.ACCUSE, EventType.SANCTION, EventType.THREATEN}
    assert {family(kind) for kind in together} == {"with"}
    assert {family(kind) for kind in against} == {"against"}


def test_types_that_are_taken_for_one_another() -> None:
    assert kindred(EventType.AGREE, EventType.AGREE) == 1.0
    assert kindred(EventType.AGREE, EventType.SUPPORT) == 0.5
    assert kindred(EventType.AGREE, EventType.ASSAULT) == 0.0
    assert kindred(EventType.SUPPORT, EventType.AID) == 0.0
    for one, other in product(EventType, repeat=2):
        assert kindred(one, other) == kindred(other, one)
        assert kindred(one, other) == 0 or family(one) == family(other)
