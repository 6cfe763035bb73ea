"""Charts as inline SVG, drawn without script: a balance of bars, a line over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from math import ceil, floor, log10

from markupsafe import Markup

from dragoman.present.balance import Balance, Bar
from dragoman.present.drawing import Scale, line, scale, svg, text
from dragoman.present.inert import one_line
from dragoman.present.sections import Measure, Value
from dragoman.present.words import MONTHS, large, plain

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 720.0, 80.0, 16.0, 20.0, 28.0
BESIDE = 76.0  # room to the right of a line for the label of its last value
BALANCE_HEIGHT, LINE_HEIGHT = 230.0, 220.0


def balance_chart(found: Balance) -> Markup:
    """Bars of cooperation above the line and of conflict below it, with a mark for the net."""
    low = min((b.conflict for b in found.bars), default=0.0)
    high = max((b.cooperation for b in found.bars), default=0.0)
    ticks = steps(min(low, 0.0), max(high, 0.0), 5)
    y = scale(ticks[0], ticks[-1], BALANCE_HEIGHT - BOTTOM, TOP)
    slot = (WIDTH - LEFT - RIGHT) / max(len(found.bars), 1)
    every = ceil(len(found.bars) / 12)
    drawn = [_grid(ticks, y, plain), _unit("score")]
    for i, bar in enumerate(found.bars):
        drawn.append(_bars(bar, LEFT + i * slot, slot, y))
        if i % every == 0:
            label = _label(bar.period)
            drawn.append(text(LEFT + (i + 0.5) * slot, BALANCE_HEIGHT - 8, label, "middle"))
    drawn.append(line(LEFT, y(0), WIDTH - RIGHT, y(0), "zero"))
    title = f"Cooperation and conflict by {found.unit}"
    return svg(WIDTH, BALANCE_HEIGHT, title, _told(found), drawn, image=True)


def line_chart(measure: Measure) -> Markup:
    """The values of a measure over time; those that contradict one another hollow and joined."""
    values = measure.drawn
    ticks = steps(min(0.0, *(v.value for v in values)), max(0.0, *(v.value for v in values)))
    places = [n for v in (*values, *measure.changes) for n in (v.reach or (v.at or 0.0,))]
    years = _years(min(places), max(places))
    x = scale(years[0], years[-1] + 1, LEFT + 8, WIDTH - BESIDE)
    y = scale(ticks[0], ticks[-1], LINE_HEIGHT - BOTTOM, TOP)
    drawn = [_grid(ticks, y, large), _unit(measure.unit)]
    every = ceil(len(years) / 12)
    drawn += [text(x(n + 0.5), LINE_HEIGHT - 8, str(n), "middle") for n in years[::every]]
    path = " ".join(
        f"{x(v.at or 0):.1f},{y(v.value):.1f}"
        for v in values
        if not v.conflict and not v.reach and v.standing == "told"
    )
    drawn.append(Markup('<polyline class="series" points="{}"/>').format(path))
    drawn += [_conflict(list(same), x, y) for _, same in groupby(values, key=lambda v: v.at)]
    drawn += [_change(n, measure.changes, x) for n in range(len(measure.changes))]
    drawn += [_point(v, x, y) for v in values]
    drawn += [_value_label(i, values, x, y) for i in _worth_a_label(values)]
    told = "; ".join(f"{v.period}: {v.words}" for v in (*values, *measure.changes))
    title = f"{measure.name}, {' and '.join(measure.actors)}"
    return svg(WIDTH, LINE_HEIGHT, title, told, drawn, image=True)


def steps(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, about `wanted` apart."""
    reach = (high - low) or 1.0
    size = 10.0 ** floor(log10(reach / wanted))
    step = next(size * m for m in (1, 2, 2.5, 5, 10) if reach / (size * m) <= wanted)
    first, last = floor(low / step), ceil(high / step)
    return [n * step for n in range(first, max(last, first + 1) + 1)]


def _grid(ticks: Sequence[float], y: Scale, spell: Callable[[float], str]) -> Markup:
    lines = [line(LEFT, y(t), WIDTH - RIGHT, y(t), "grid") for t in ticks]
    return Markup("").join([*lines, *(text(LEFT - 8, y(t) + 4, spell(t), "end") for t in ticks)])


def _unit(words: str | None) -> Markup:
    """What the axis counts, above its numbers."""
    return text(LEFT - 8, 9, one_line(words), "end", "unit") if words else Markup("")


def _bars(bar: Bar, left: float, slot: float, y: Scale) -> Markup:
    wide = min(slot * 0.7, 44.0)
    x = left + (slot - wide) / 2
    told = f"{bar.period}: cooperation {plain(bar.cooperation)}, conflict {plain(bar.conflict)}"
    drawn = [Markup("<g><title>{}</title>").format(told)]
    for value, kind in ((bar.cooperation, "cooperation"), (bar.conflict, "conflict")):
        if value:
            drawn.append(_rect(x, min(y(value), y(0)), wide, abs(y(value) - y(0)), kind))
    if bar.cooperation and bar.conflict:
        drawn.append(line(x - 3, y(bar.net), x + wide + 3, y(bar.net), "net"))
    return Markup("").join([*drawn, Markup("</g>")])


def _rect(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        kind, *(f"{n:.1f}" for n in (x, y, width, height))
    )


def _point(value: Value, x: Scale, y: Scale) -> Markup:
    if value.reach:
        start, end = (x(n) for n in value.reach)
        return line(start, y(value.value), end, y(value.value), "reach")
    plain = "point" if value.standing == "told" else value.standing
    kind = "contested" if value.conflict else plain
    return Markup('<circle class="{}" cx="{}" cy="{}" r="4"><title>{}</title></circle>').format(
        kind, f"{x(value.at or 0):.1f}", f"{y(value.value):.1f}", f"{value.period}: {value.words}"
    )


def _change(n: int, changes: Sequence[Value], x: Scale) -> Markup:
    """A rise or fall for a time whose level nobody tells: a mark with its words at the top."""
    value = changes[n]
    at, height = x(value.at or 0), TOP + 12 + 16 * n
    words = f"{'▲' if value.value > 0 else '▼'} {value.words}"
    first = all(other.at != value.at for other in changes[:n])
    mark = line(at, TOP, at, LINE_HEIGHT - BOTTOM, "change") if first else Markup("")
    left = at > (LEFT + WIDTH) / 2
    return mark + text(
        at - 6 if left else at + 6, height, words, "end" if left else "start", "change"
    )


def _conflict(same: list[Value], x: Scale, y: Scale) -> Markup:
    """A line between values for one period that cannot both be right."""
    contested = [v.value for v in same if v.conflict]
    if len(contested) < 2:
        return Markup("")
    at = x(same[0].at or 0)
    return line(at, y(min(contested)), at, y(max(contested)), "between")


def _value_label(i: int, values: Sequence[Value], x: Scale, y: Scale) -> Markup:
    """The value beside its point, on the side where the line does not go."""
    value = values[i]
    at, height, words = x(value.at or 0), y(value.value), large(value.value)
    if i == len(values) - 1:
        end = x(value.reach[1]) if value.reach else at
        return text(end + 9, height + 4, words, "start", "value")
    climbs = values[i + 1].value > value.value
    fell = i > 0 and values[i - 1].value > value.value
    if climbs and (fell or i == 0) and height < LINE_HEIGHT - BOTTOM - 20:
        return text(at, height + 18, words, "middle", "value")
    anchor = "start" if fell or i == 0 else "end" if climbs else "middle"
    return text(at, height - 9, words, anchor, "value")


def _worth_a_label(values: Sequence[Value]) -> list[int]:
    """The places of all values when few; else of the first, last, highest and lowest."""
    if len(values) <= 6:
        return list(range(len(values)))
    by_size = sorted(range(len(values)), key=lambda i: values[i].value)
    return sorted({0, len(values) - 1, by_size[0], by_size[-1]})


def _years(low: float, high: float) -> list[int]:
    return list(range(floor(low), floor(high) + 1))


def _label(period: str) -> str:
    if len(period) == 4:
        return period.replace("X", "0s")
    return f"{MONTHS[int(period[5:]) - 1][:3]} {period[:4]}"


def _told(found: Balance) -> str:
    return "; ".join(
        f"{b.period}: cooperation {plain(b.cooperation)}, conflict {plain(b.conflict)}"
        for b in found.bars
        if b.cooperation or b.conflict
    )
