"""The world in outline on the Equal Earth projection, which shows areas in true proportion."""

from __future__ import annotations

import csv
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from markupsafe import Markup

WIDTH, HEIGHT = 1000.0, 487.0
_FILE = Path(__file__).parent / "data" / "world.csv"
# Šavrič, Patterson and Jenny (2018), "The Equal Earth map projection".
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2
_SCALE = WIDTH / (2 * 2.70663)


def at(lon: float, lat: float) -> tuple[float, float]:
    """The place on the map of a longitude and latitude in degrees."""
    theta = asin(_M * sin(radians(lat)))
    two = theta * theta
    six = two**3
    x = radians(lon) * cos(theta)
    x /= _M * (_A[0] + 3 * _A[1] * two + six * (7 * _A[2] + 9 * _A[3] * two))
    y = theta * (_A[0] + _A[1] * two + six * (_A[2] + _A[3] * two))
    return WIDTH / 2 + x * _SCALE, HEIGHT / 2 - y * _SCALE


@lru_cache(maxsize=1)
def outlines() -> Markup:
    """Land and borders as two paths."""
    paths: dict[str, list[str]] = {"land": [], "border": []}
    with _FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            paths[row["kind"]].append(_path(row["line"], closed=row["kind"] == "land"))
    return Markup('<path class="land" d="{}"/><path class="border" d="{}"/>').format(
        "".join(paths["land"]), "".join(paths["border"])
    )


def _path(line: str, *, closed: bool) -> str:
    """A line in whole tenths of the drawing's unit, each point from the one before: short."""
    numbers = [float(n) for n in line.split()]
    points = [
        (round(x * 10), round(y * 10))
        for x, y in (at(*p) for p in zip(numbers[::2], numbers[1::2], strict=True))
    ]
    (x, y), *rest = points
    written = [f"M{x} {y}l"]
    for a, b in rest:
        if (a, b) != (x, y):
            written.append(f"{a - x} {b - y} ")
            x, y = a, b
    return "".join(written).rstrip() + ("z" if closed else "") if len(written) > 1 else ""
