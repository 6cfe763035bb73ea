"""Opinions are shares by label, the same whatever else is asked in the same breath."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.relation import Marked, RelationModel
from dragoman.relation.loading import load_relation_model
from dragoman.relation.model import Labels


class Session:
    """Scores a sentence by its length, and notes how it was asked."""

    def __init__(self):
        self.asked = []

    def run(self, _names, given):
        ids = given["ids"]
        self.asked.append(ids.shape)
        length = np.full((1, 1), len(ids), dtype=np.float32)
        return [
            np.hstack([np.zeros_like(length), length / 10]),
            np.hstack([np.zeros_like(length), np.zeros_like(length)]),
            np.hstack([length / 10, np.zeros_like(length)]),
            np.repeat(length, 4, axis=1),
        ]


@pytest.fixture
def model():
    labels = Labels(
        ("NONE", "AID"), ("occurred", "planned"), ("forward", "mutual"), (1.0, 1.0, 2.0)
    )
    return RelationModel(Session(), lambda words: [9] * len(words), labels, 64, "v1", 1.5)


def test_shares_add_up_and_temperatures_cool(model):
    [opinion] = model.opinions([Marked("x" * 8, None, None)])
    assert sum(opinion.types.values()) == pytest.approx(1.0)
    assert opinion.types["AID"] == pytest.approx(np.e / (1 + np.e))
    assert opinion.statuses == {"occurred": 0.5, "planned": 0.5}
    assert opinion.directions["forward"] == pytest.approx(1 / (1 + np.exp(-0.5)))
    assert opinion.features == (10.0,) * 4


def test_each_gets_its_own_answer_in_order(model):
    lengths = [30, 3, 17, 3, 40] * 9
    found = model.opinions([Marked("x" * n, None, None) for n in lengths])
    assert [o.features[0] - 2 for o in found] == lengths


def test_each_goes_alone_and_none_are_asked_for_nothing(model):
    model.opinions([Marked("x", None, None), Marked("xx", None, None)])
    assert model.session.asked == [(3,), (4,)]
    assert model.opinions([]) == []


def test_the_same_words_are_asked_once(model):
    one, other = Marked("x", None, None), Marked("xx", None, None)
    found = model.opinions([one, other, one])
    assert found[0] == found[2] != found[1]
    assert len(model.session.asked) == 2


def test_an_opinion_does_not_hang_on_what_else_is_asked():
    shipped = load_relation_model()
    short = Marked("Chile met Peru.", (0, 5), (10, 14), (6, 9))
    long = Marked("After weeks of silence, Chile invited Peru to talks.", (24, 29), (38, 42), None)
    assert shipped.opinions([short, long, short])[2] == shipped.opinions([short])[0]
    assert shipped.opinions([short, long])[1] == shipped.opinions([long])[0]
