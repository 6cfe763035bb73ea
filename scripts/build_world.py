"""Build the outlines of the map from world-atlas (npm): `python scripts/build_world.py FOLDER`.

FOLDER is where `npm pack world-atlas@2.0.2` was unpacked. Kept are the coasts and the borders
between two states, to a tenth of a degree.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src/dragoman/present/data/world.csv"
HEAD = """\
# Coasts and borders of the world, for drawing: lines of longitude and latitude to a tenth of a degree.
# Source: Natural Earth 1:110m (https://www.naturalearthdata.com), by way of world-atlas 2.0.2, scripts/build_world.py.
# Licence: public domain (Natural Earth); world-atlas is ISC. Borders are those of the source and state no position.
kind,line
"""


def main() -> None:
    """Write the outlines."""
    atlas = json.loads(Path(sys.argv[1], "countries-110m.json").read_text("utf-8"))
    arcs = [_arc(arc, atlas["transform"]) for arc in atlas["arcs"]]
    rings = (_ring(ring, arcs) for ring in _rings(atlas["objects"]["land"]))
    rows = [("land", part) for ring in rings for part in _cut(ring)]
    used: Counter[int] = Counter(
        index if index >= 0 else ~index
        for country in atlas["objects"]["countries"]["geometries"]
        for ring in _rings(country)
        for index in ring
    )
    rows += [("border", arcs[index]) for index, times in sorted(used.items()) if times > 1]
    TARGET.parent.mkdir(exist_ok=True)
    lines = [f"{kind},{_written(line)}" for kind, line in rows]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


def _arc(deltas: list[list[int]], transform: dict[str, Any]) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy, *_ in deltas:
        x, y = x + dx, y + dy
        lon = x * transform["scale"][0] + transform["translate"][0]
        lat = y * transform["scale"][1] + transform["translate"][1]
        points.append((round(lon, 1), round(lat, 1)))
    return points


def _rings(thing: dict[str, Any]) -> list[list[int]]:
    if thing["type"] == "GeometryCollection":
        return [ring for part in thing["geometries"] for ring in _rings(part)]
    if thing["type"] == "Polygon":
        return list(thing["arcs"])
    return [ring for polygon in thing["arcs"] for ring in polygon]


def _ring(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _cut(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The ring in parts where it crosses the edge of the map, so that no line runs across it."""
    parts: list[list[tuple[float, float]]] = [[]]
    for point in ring:
        if parts[-1] and abs(point[0] - parts[-1][-1][0]) > 180:
            parts.append([])
        parts[-1].append(point)
    if len(parts) > 1 and parts[0][0] == parts[-1][-1]:
        parts[0] = parts.pop() + parts[0][1:]
    return [part for part in parts if len(set(part)) > 2]


def _written(line: list[tuple[float, float]]) -> str:
    kept = [p for i, p in enumerate(line) if i == 0 or p != line[i - 1]]
    return " ".join(f"{lon:g} {lat:g}" for lon, lat in kept)


if __name__ == "__main__":
    main()
