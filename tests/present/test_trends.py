"""Series on the terminal: what a value is called beside its bar."""

from __future__ import annotations

from dragoman.model import FigureKind, Point, Series
from dragoman.present.trends import trend_text


def test_a_round_number_stands_in_words_as_everywhere_else() -> None:
    point = Point("2019", 100.0, FigureKind.COUNT, ("f",), modifier="hundreds of")
    series = Series("s", "observers", ("GHA", "TGO"), "people", (point,))
    assert "  2019  hundreds of people  █" in "".join(trend_text([series]))
