"""The network draws whoever has to do with others together, and lets every name be read."""

from __future__ import annotations

from itertools import combinations
from math import hypot

from dragoman.present.network import (
    HEIGHT,
    MARGIN,
    WIDTH,
    Edge,
    Node,
    apart,
    labelled,
    network_chart,
    settled,
)

NAMES = ("Chile", "Peru", "Bolivia", "Ecuador", "Norway", "Fiji", "United Republic of Tanzania")
EDGES = [Edge(0, 1, "/pair/CHL/PER", 9, 2.0), Edge(0, 2, "/pair/CHL/BOL", 3, -2.0),
         Edge(1, 3, "/pair/PER/ECU", 1, 0.0), Edge(2, 6, "/pair/BOL/TZA", 2, 1.0)]  # fmt: skip


def nodes() -> list[Node]:
    return [Node(name, name, f"/actor/{n}", 10 - n) for n, name in enumerate(NAMES)]


def test_who_stands_alone_stands_below():
    places = settled(len(NAMES), EDGES)
    alone = {NAMES.index("Norway"), NAMES.index("Fiji")}
    assert all(places[n][1] == HEIGHT - MARGIN for n in alone)
    assert all(y < HEIGHT - MARGIN for n, (_, y) in enumerate(places) if n not in alone)
    assert places == settled(len(NAMES), EDGES)


def test_nobody_is_drawn_over_another():
    crowd = [(WIDTH / 2, HEIGHT / 2)] * 8
    places = apart(crowd, [10.0] * 8)
    for (ax, ay), (bx, by) in combinations(places, 2):
        assert hypot(ax - bx, ay - by) > 20
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)


def test_names_make_room_for_one_another():
    close = [(400.0, 300.0), (440.0, 300.0)]
    (x1, y1, _), (x2, y2, _) = labelled(["Saudi Arabia", "South Africa"], close, [9.0, 9.0])
    assert abs(y1 - y2) >= 11 or abs(x1 - x2) >= 80


def test_a_network_of_few_or_none_is_drawn():
    for count in (0, 1, 2, len(NAMES)):
        edges = [e for e in EDGES if max(e.a, e.b) < count]
        drawn = network_chart(nodes()[:count], edges, "Parties")
        assert drawn.count('class="node"') == count
        assert drawn == network_chart(nodes()[:count], edges, "Parties")
        assert "nan" not in drawn
