"""Charts: round axes, every value where it belongs, words for those who cannot see them."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import FigureKind
from dragoman.present.balance import Balance, Bar
from dragoman.present.chart import balance_chart, line_chart, steps
from dragoman.present.sections import Measure, Value

NUMBERS = st.floats(-1e13, 1e13, allow_nan=False).filter(lambda n: n == 0 or abs(n) > 1e-6)


def value(at, number, *, conflict=False, reach=None):
    return Value(str(at), f"{number}", number, FigureKind.LEVEL, at, reach, conflict, ())


MEASURE = Measure(
    "m",
    "aid <b>",
    ("Chad", "Sudan"),
    "USD",
    (value(2001.5, 4.0), value(2003.5, 9.0, conflict=True), value(2003.5, 7.0, conflict=True)),
)


@given(NUMBERS, NUMBERS)
def test_axes_hold_the_values_in_few_round_steps(a, b):
    low, high = min(a, b, 0.0), max(a, b, 0.0)
    ticks = steps(low, high)
    assert 2 <= len(ticks) <= 7
    assert ticks[0] <= low + 1e-9 * abs(low)
    assert ticks[-1] >= high - 1e-9 * abs(high)
    sizes = {round(math.log10((y - x) / 2.5) % 1, 6) for x, y in itertools.pairwise(ticks)}
    assert len(sizes) == 1


def test_values_that_contradict_are_hollow_and_joined():
    chart = ET.fromstring(line_chart(MEASURE))
    kinds = [circle.get("class") for circle in chart.iter("circle")]
    assert kinds == ["point", "contested", "contested"]
    assert len([line for line in chart.iter("line") if line.get("class") == "between"]) == 1


def test_a_value_for_many_years_is_a_stretch_and_not_on_the_line():
    goal = value(2007.0, 20.0, reach=(2005.0, 2009.0))
    chart = ET.fromstring(line_chart(replace(MEASURE, values=(*MEASURE.values, goal))))
    [stretch] = [line for line in chart.iter("line") if line.get("class") == "reach"]
    assert float(stretch.get("x2")) > float(stretch.get("x1"))
    [line] = chart.iter("polyline")
    assert len(line.get("points").split()) == 1


def test_what_is_reckoned_or_a_goal_is_no_point_of_the_line():
    told = value(2005.5, 12.0), replace(value(2007.5, 14.0), modifier="derived")
    goal = replace(value(2009.5, 20.0), modifier="planned, up to")
    chart = ET.fromstring(line_chart(replace(MEASURE, values=(*told, goal))))
    assert [c.get("class") for c in chart.iter("circle")] == ["point", "derived", "goal"]
    [line] = chart.iter("polyline")
    assert len(line.get("points").split()) == 1


def test_changes_stand_at_the_top_of_their_time():
    rises = (
        replace(value(2012.5, 7.0), words="aid +7 %", kind=FigureKind.CHANGE_PCT),
        replace(value(2012.5, -3.0), words="debt -3 %", kind=FigureKind.CHANGE_PCT),
    )
    drawn = line_chart(replace(MEASURE, changes=rises))
    chart = ET.fromstring(drawn)
    told = [t.text for t in chart.iter("text") if t.get("class") == "change"]
    assert told == ["▲ aid +7 %", "▼ debt -3 %"]
    assert len([line for line in chart.iter("line") if line.get("class") == "change"]) == 1
    assert "2012.5: aid +7 %" in chart.find("desc").text


def test_charts_speak_and_are_inert():
    drawn = line_chart(MEASURE)
    assert "&lt;b&gt;" in drawn
    chart = ET.fromstring(drawn)
    assert chart.get("role") == "img"
    assert "2001.5: 4.0" in chart.find("desc").text


def test_cooperation_stands_above_the_line_and_conflict_below():
    chart = balance_chart(Balance("year", (Bar("2001", 5.0, -3.0, 2, 1), Bar("2002")), 0))
    heights = {
        kind: (float(y), float(h))
        for kind, y, h in re.findall(
            r'class="(\w+)" x="[\d.]+" y="([\d.]+)" [^>]*?height="([\d.]+)"', chart
        )
    }
    zero = float(re.search(r'class="zero"[^>]* y1="([\d.]+)"', chart)[1])
    assert heights["cooperation"][0] + heights["cooperation"][1] == zero
    assert heights["conflict"][0] == zero
    assert "2001: cooperation 5, conflict −3" in chart


@given(st.lists(st.tuples(st.floats(1990, 2030), NUMBERS), min_size=2, max_size=20))
def test_points_stay_inside_the_picture(points):
    if len({at for at, _ in points}) < 2:
        return
    measure = replace(MEASURE, values=tuple(value(at, n) for at, n in sorted(points)))
    chart = ET.fromstring(line_chart(measure))
    _, _, width, height = map(float, chart.get("viewBox").split())
    for circle in chart.iter("circle"):
        assert 0 <= float(circle.get("cx")) <= width
        assert 0 <= float(circle.get("cy")) <= height
