"""Acts on the map: arcs between parties, spots where things happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from markupsafe import Markup

from dragoman.present.drawing import svg
from dragoman.present.inert import one_line
from dragoman.present.world import HEIGHT, WIDTH, at, outlines

Degrees = tuple[float, float]
"""Longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Arc:
    """What passed between two parties; `net` is the mean score of what happened."""

    name: str
    address: str
    start: Degrees
    end: Degrees
    acts: int
    net: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and the number of acts there."""

    name: str
    where: Degrees
    acts: int


def tone(net: float) -> str:
    """Cooperative, conflictual or neither, as a style sheet knows it."""
    return "up" if net > 0.5 else "down" if net < -0.5 else "even"


def world_map(arcs: Sequence[Arc], spots: Sequence[Spot], title: str) -> Markup:
    """The world with arcs, the strongest on top, and spots."""
    most = max((arc.acts for arc in arcs), default=1)
    busiest = max((spot.acts for spot in spots), default=1)
    drawn = [
        Markup('<g transform="scale(.1)">{}</g>').format(outlines()),
        *(_arc(arc, most) for arc in sorted(arcs, key=lambda a: (a.acts, a.name))),
        *(_spot(spot, busiest) for spot in spots),
    ]
    told = f"{len(arcs)} pairs and {len(spots)} places; the tables below have the numbers"
    return svg(WIDTH, HEIGHT, title, told, drawn)


def _arc(arc: Arc, most: int) -> Markup:
    (x1, y1), (x2, y2) = at(*arc.start), at(*arc.end)
    length = hypot(x2 - x1, y2 - y1)
    # The bow stands on the upper side whichever way the arc is read.
    bend = min(0.25 * length, 90)
    middle = ((x1 + x2) / 2, (y1 + y2) / 2 - bend)
    wide = 1 + 5 * sqrt(arc.acts / most)
    return Markup(
        '<a href="{}" tabindex="-1"><path class="arc {}" stroke-width="{}" d="M{} {}Q{} {} {} {}">'
        "<title>{}</title></path></a>"
    ).format(
        arc.address, tone(arc.net), f"{wide:.1f}",
        *(f"{n:.1f}" for n in (x1, y1, *middle, x2, y2)), f"{arc.name}: {arc.acts:,} acts",
    )  # fmt: skip


def _spot(spot: Spot, most: int) -> Markup:
    x, y = at(*spot.where)
    return Markup(
        '<circle class="spot" cx="{}" cy="{}" r="{}"><title>{}</title></circle>'
    ).format(f"{x:.1f}", f"{y:.1f}", f"{1.8 + 6 * sqrt(spot.acts / most):.1f}",
             f"{one_line(spot.name)}: {spot.acts:,} acts")  # fmt: skip
