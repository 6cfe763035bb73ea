"""Agreement of two codings: what is counted, matched, and put down to chance."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.samples import NOW, VERSIONS, Article

from dragoman.evaluate.agreement import compare, kappa
from dragoman.evaluate.codings import Coding
from dragoman.ledger import open_ledger
from dragoman.model import EventType


def act(day, kind="ACCUSE", a="CHL", b="PER"):
    return Coding(f"2022-03-{day:02}", frozenset([a]), frozenset([b]), EventType(kind))


def levels(found):
    return {row.key: (row.one, row.other, row.both) for row in found.levels}


def test_a_repetition_counts_once():
    found = compare([act(1), act(1), act(9)], [act(1), act(9)])
    assert levels(found)["… and type"] == (2, 2, 2)
    assert found.levels[-1].f1 == 1.0


def test_each_step_is_stricter():
    one = [act(1), act(5, "AID"), act(8, "CONSULT"), act(9)]
    other = [act(1), act(5, "COOPERATE"), act(8, "ASSAULT"), act(9)]
    assert levels(compare(one, other)) == {
        "pair and day": (4, 4, 4),
        "… and quad class": (4, 4, 3),
        "… and type": (4, 4, 2),
    }


@pytest.mark.parametrize(("window", "both"), [(0, 1), (1, 2), (3, 3)])
def test_the_window(window, both):
    one, other = [act(1), act(10), act(20)], [act(1), act(11), act(17), act(28)]
    found = compare([*one, act(28, "AID")], other, window=window)
    assert levels(found)["… and type"][2] == both


def test_only_days_that_both_cover_are_compared():
    found = compare([act(d) for d in range(1, 11)], [act(d) for d in range(8, 20)])
    assert (found.since, found.until) == ("2022-03-08", "2022-03-10")
    assert levels(found)["… and type"] == (3, 3, 3)
    assert compare([act(1)], [act(2)]) is None
    assert compare([], [act(2)]) is None


def test_direction_counts_when_asked():
    one, other = [act(1)], [act(1, a="PER", b="CHL")]
    assert levels(compare(one, other))["… and type"] == (1, 1, 1)
    assert levels(compare(one, other, directed=True))["… and type"] == (1, 1, 0)


def test_tables_by_type_pair_and_month():
    one = [act(1), act(2, "AID"), act(3, b="BOL")]
    other = [act(1), act(3, "AID"), act(3, b="BOL")]
    found = compare(one, other)
    assert [(r.key, r.one, r.other, r.both) for r in found.types] == [
        ("ACCUSE", 2, 2, 2), ("AID", 1, 1, 1),
    ]  # fmt: skip
    assert [(r.key, r.both) for r in found.pairs] == [("BOL-CHL", 1), ("CHL-PER", 2)]
    assert [(r.key, r.one, r.other) for r in found.months] == [("2022-03", 3, 3)]


def test_kappa_is_cohens():
    """The textbook's table: 20 yes/yes, 15 no/no, 5 and 10 apart."""
    paired = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(paired) == pytest.approx(0.4)
    assert kappa([]) is None
    assert kappa([("y", "y")]) is None


def test_correlation_of_pairs_and_months():
    one = [act(d) for d in (1, 2, 3)] + [act(1, b="BOL")]
    other = [act(d) for d in (1, 2)] + [act(3, b="BOL")]
    assert compare(one, other).correlation == pytest.approx(1.0)


ACTS = st.builds(
    act,
    st.integers(1, 28),
    st.sampled_from(["ACCUSE", "AID", "CONSULT"]),
    st.sampled_from(["CHL", "PER"]),
    st.sampled_from(["BOL", "PER", "ARG"]),
)


@given(st.lists(ACTS, min_size=1), st.lists(ACTS, min_size=1), st.integers(0, 3))
def test_nothing_is_matched_twice_and_a_coder_agrees_with_itself(one, other, window):
    found = compare(one, other, window=window)
    for row in found.levels if found else ():
        assert 0 <= row.both <= min(row.one, row.other)
    same = compare(one, one, window=window)
    if same:
        assert all(row.one == row.other == row.both for row in same.levels)
    turned = compare(other, one, window=window)
    if found and turned:
        assert [r.both for r in found.levels] == [r.both for r in turned.levels]


LEDGER = "Chile accused Peru on 3 May 2022. Chile's president visited Peru on 9 May 2022.\n"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("compare") / "x.db"
    article = Article(LEDGER, published="2022-05-10")
    article.report("ACCUSE", "CHL", "PER", "Chile accused Peru", "accused", date="2022-05-03")
    article.report(
        "CONSULT", "CHL", "PER", "visited Peru", "visited", date="2022-05-09", symmetric=True
    )
    with open_ledger(path) as kept:
        run = kept.begin("add", *VERSIONS, NOW)
        kept.add(article.records, run)
        kept.rederive()
        kept.finish(run, NOW)
    return path


@pytest.mark.parametrize("form", ["polecat", "icews", "plover"])
def test_a_ledger_agrees_with_what_it_hands_on(dragoman, ledger, tmp_path, form):
    other = tmp_path / "other"
    assert dragoman("export", form, "--ledger", ledger, "--out", other).code == 0
    done = dragoman("evaluate", "compare", ledger, other, "--directed", "--format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert {r["key"]: r["f1"] for r in rows if r["table"] == "levels"} == {
        "pair and day": 1.0, "and quad class": 1.0, "and type": 1.0,
    }  # fmt: skip


def test_the_lists_are_read_too_and_every_form_is_written(dragoman, ledger, tmp_path):
    other = tmp_path / "e.csv"
    dragoman("events", "--format", "csv", "--ledger", ledger, "--out", other)
    for form, words in (("table", "By month"), ("md", "**By type**"), ("csv", "table,key,one")):
        done = dragoman("evaluate", "compare", ledger, other, "--format", form)
        assert done.code == 0, done.err
        assert words in done.out


def test_no_days_in_common(dragoman, ledger):
    done = dragoman("evaluate", "compare", ledger, ledger, "--since", "2023")
    assert done.code == 4
    assert "no days in common" in done.err


def test_odd_input_is_told(dragoman, ledger, tmp_path):
    assert "cannot be read" in dragoman("evaluate", "compare", ledger, tmp_path / "none").err
    assert "cannot be read" in dragoman("evaluate", "compare", ledger, tmp_path).err
    done = dragoman("evaluate", "compare", ledger, ledger, "--since", "soon")
    assert (done.code, "'soon' is no date" in done.err) == (1, True)
