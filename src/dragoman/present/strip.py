"""The strip: every act of a timeline as a mark on one axis, by kind of relation and by status.

A day is a mark, a month or a vague year a bar as long as the date is vague; the shape of the mark
tells the status, so that nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from markupsafe import Markup

from dragoman.model import Status
from dragoman.present.calendar import days, decimal
from dragoman.present.drawing import Scale, line, scale, svg, text
from dragoman.present.status import LOOKS
from dragoman.present.timeline import Entry

LANES = (
    (2, "material cooperation"),
    (1, "verbal cooperation"),
    (3, "verbal conflict"),
    (4, "material conflict"),
)
WIDTH, LEFT, RIGHT, TOP, LANE, BOTTOM = 900.0, 150.0, 14.0, 8.0, 46.0, 26.0
HEIGHT = TOP + LANE * len(LANES) + BOTTOM
MOST = 250
_ROWS = 4  # marks of one lane that would lie on one another go to so many heights
_VAGUE = 45  # days from which a date is drawn as a bar


def strip_chart(entries: Sequence[Entry], title: str) -> Markup:
    """The latest acts of known date on one axis of time; the undated are not drawn."""
    dated = [e for e in entries if days(e.date)][-MOST:]
    if not dated:
        return Markup("")
    ends = [_ends(e) for e in dated]
    first, last = min(a for a, _ in ends), max(b for _, b in ends)
    margin = max((last - first) * 0.02, 0.04)
    x = scale(first - margin, last + margin, LEFT, WIDTH - RIGHT)
    drawn = [*_lanes(), *_axis(first, last, x)]
    used: dict[tuple[int, int], float] = {}
    drawn += [_act(e, x, used) for e in dated]
    told = (
        f"{len(dated)} acts from {dated[0].when} to {dated[-1].when}; the list below has them all"
    )
    return svg(WIDTH, HEIGHT, title, told, drawn)


def _ends(entry: Entry) -> tuple[float, float]:
    found = days(entry.date)
    assert found
    # An open end would stretch the axis over millennia.
    start, end = (max(1, d.year) for d in found)
    if end >= 9999:
        return decimal(found[0]), decimal(found[0])
    return (decimal(found[1]),) * 2 if start <= 1 else (decimal(found[0]), decimal(found[1]))


def _lanes() -> list[Markup]:
    drawn = []
    for i, (_, name) in enumerate(LANES):
        y = TOP + LANE * i
        drawn.append(line(LEFT, y + LANE, WIDTH - RIGHT, y + LANE, "zero" if i == 1 else "grid"))
        drawn.append(text(LEFT - 10, y + LANE / 2 + 4, name, "end"))
    return drawn


def _axis(first: float, last: float, x: Scale) -> list[Markup]:
    years = range(int(first), int(last) + 1)
    every = ceil(len(years) / 10)
    drawn = []
    for year in years[::every]:
        at = max(x(float(year)), LEFT)
        drawn.append(line(at, TOP, at, HEIGHT - BOTTOM, "grid"))
        drawn.append(text(at + 3, HEIGHT - 8, str(year), "start"))
    return drawn


def _act(entry: Entry, x: Scale, used: dict[tuple[int, int], float]) -> Markup:
    lane = next((i for i, (quad, _) in enumerate(LANES) if quad == entry.kind.quad), 0)
    start, end = _ends(entry)
    left, right = x(start), x(end)
    row = next((r for r in range(_ROWS) if used.get((lane, r), 0.0) < left - 5), len(used) % _ROWS)
    used[lane, row] = max(right, left + 5)
    y = TOP + LANE * lane + 9 + row * 9.5
    found = days(entry.date)
    vague = found is not None and (found[1] - found[0]).days >= _VAGUE
    bar = line(left, y, right, y, f"span {entry.status}") if vague else Markup("")
    told = f"{entry.when}: {entry.label}, {' '.join(entry.sources)} – {' '.join(entry.targets)}"
    return Markup(
        '<a href="/event/{}" tabindex="-1"><title>{} ({})</title>{}'
        '<use class="{}" href="#m-{}" x="{}" y="{}" width="9" height="9"/></a>'
    ).format(
        entry.id, told, LOOKS[Status(entry.status)].word, bar, entry.status, entry.status,
        f"{(left + right) / 2 - 4.5:.1f}", f"{y - 4.5:.1f}",
    )  # fmt: skip
