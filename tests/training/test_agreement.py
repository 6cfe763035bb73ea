"""Two codings are laid side by side, and the figures follow from what differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.agreement import DOUBLE, Pair, kappa, paired, report, same_way
from training.corpus import Item, items_of

HEAD = "@ wire africa 2010s\n"
LOAN = "Chad thanked Libya for a loan and warned Sudan that it would close the road."
MEETING = "Envoys of Peru and Chile met in Lima."
THANKS = "+ SUPPORT - occurred | Chad > Libya | thanked"
WARNING = "+ THREATEN - occurred | Chad > Sudan | warned"
TALKS = "+ CONSULT - occurred | Peru = Chile | met"


def coding(folder: Path, *items: tuple[str, ...]) -> list[Item]:
    file = folder / "items.txt"
    file.write_text("\n\n".join(HEAD + "\n".join(lines) for lines in items), encoding="utf-8")
    return list(items_of(file))


@pytest.fixture
def first(tmp_path: Path) -> list[Item]:
    return coding(tmp_path, (LOAN, THANKS, WARNING), (MEETING, TALKS))


def told(pairs: list[Pair]) -> list[tuple[str | None, str | None]]:
    return [(p.first and str(p.first.type), p.second and str(p.second.type)) for p in pairs]


def test_the_same_codes_agree_in_full(first):
    shown = report(paired(first, first))
    assert "| act found (F1) | 1.00 | 3 acts of either coder |" in shown
    assert "| type | 1.00, kappa 1.00 | 3 acts of both |" in shown
    assert LOAN not in shown


def test_items_are_found_by_their_text_in_any_order(first, tmp_path):
    second = coding(tmp_path, (MEETING, TALKS), (LOAN, WARNING, THANKS))
    assert told(paired(first, second)) == [
        ("SUPPORT", "SUPPORT"),
        ("THREATEN", "THREATEN"),
        ("CONSULT", "CONSULT"),
    ]


def test_an_act_of_one_coder_only_stands_alone(first, tmp_path):
    second = coding(tmp_path, (LOAN, THANKS), (MEETING, TALKS))
    pairs = paired(first, second)
    assert ("THREATEN", None) in told(pairs)
    shown = report(pairs)
    assert "| act found (F1) | 0.80 |" in shown
    assert "- THREATEN occurred Chad > Sudan (warned) / none" in shown


def test_acts_are_paired_by_words_whatever_their_types(first, tmp_path):
    changed = "+ REQUEST - proposed | Chad > Sudan | close"
    pairs = paired(first, coding(tmp_path, (LOAN, THANKS, changed), (MEETING, TALKS)))
    assert ("THREATEN", "REQUEST") in told(pairs)
    shown = report(pairs)
    assert "| THREATEN | REQUEST | 1 |" in shown
    assert "| status | 0.67," in shown


@pytest.mark.parametrize(
    ("line", "same"),
    [
        (TALKS, True),
        ("+ CONSULT - occurred | Chile = Peru | met", True),
        ("+ CONSULT - occurred | Peru > Chile | met", False),
    ],
)
def test_a_mutual_act_has_no_way(first, tmp_path, line, same):
    second = coding(tmp_path, (LOAN, THANKS, WARNING), (MEETING, line))
    pair = paired(first, second)[-1]
    assert same_way(pair.first, pair.second) is same


def test_an_act_turned_round_goes_another_way(first, tmp_path):
    turned = "+ SUPPORT - occurred | Libya > Chad | thanked"
    pair = paired(first, coding(tmp_path, (LOAN, turned, WARNING), (MEETING, TALKS)))[0]
    assert not same_way(pair.first, pair.second)


def test_an_item_coded_once_is_an_error(first):
    with pytest.raises(ValueError, match=r"coded only once: items\.txt:"):
        paired(first, first[:1])


def test_kappa_leaves_out_what_chance_would_give():
    # 4 of 6 agree; both coders split 3 to 3, so chance alone gives one half.
    pairs = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"), ("b", "a")]
    assert kappa(pairs) == pytest.approx(1 / 3)
    assert kappa([("a", "a")]) == 1.0
    assert kappa([("a", "b"), ("b", "a")]) == pytest.approx(-1.0)


def test_the_twice_coded_items_are_enough_and_reported():
    drawn, blind = (list(items_of(DOUBLE / name)) for name in ("drawn.txt", "blind.txt"))
    assert len(drawn) == len({i.text for i in drawn}) == len(blind) >= 210
    assert report(paired(drawn, blind)) in (DOUBLE / "REPORT.md").read_text(encoding="utf-8")
