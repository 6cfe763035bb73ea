"""Parties as a network: those who have much to do with one another stand close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from markupsafe import Markup

from dragoman.present.drawing import svg
from dragoman.present.worldmap import tone

WIDTH, HEIGHT, MARGIN = 1000.0, 640.0, 60.0
_STEPS = 120


@dataclass(frozen=True, slots=True)
class Node:
    """A party with the number of its acts."""

    name: str
    label: str
    address: str
    acts: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What passed between two parties, by their places in the list of nodes."""

    a: int
    b: int
    address: str
    acts: int
    net: float


def network_chart(nodes: Sequence[Node], edges: Sequence[Edge], title: str) -> Markup:
    """Nodes as circles, edges as lines: wide for many acts, dashed for conflict."""
    places = settled(len(nodes), edges)
    most = max((e.acts for e in edges), default=1)
    busiest = max((n.acts for n in nodes), default=1)
    drawn = [_edge(e, nodes, places, most) for e in sorted(edges, key=lambda e: (e.acts, e.a, e.b))]
    drawn += [_node(n, place, busiest) for n, place in zip(nodes, places, strict=True)]
    told = f"{len(nodes)} parties, {len(edges)} pairs; the table below has the numbers"
    return svg(WIDTH, HEIGHT, title, told, drawn)


def settled(count: int, edges: Sequence[Edge]) -> list[tuple[float, float]]:
    """Where each node comes to rest when all push one another off and edges pull.

    Fruchterman and Reingold's forces from a fixed start, so that the same acts give the same
    picture.
    """
    spots = [
        [cos(2 * pi * i / max(count, 1)), 0.64 * sin(2 * pi * i / max(count, 1))]
        for i in range(count)
    ]
    most = max((e.acts for e in edges), default=1)
    near = 1.3 / sqrt(max(count, 1))
    for step in range(_STEPS):
        moves = _pushes(spots, near)
        for e in edges:
            _pull(spots, moves, e, near, most)
        reach = 0.12 * (1 - step / _STEPS) + 0.002
        for spot, (dx, dy) in zip(spots, moves, strict=True):
            far = hypot(dx, dy) or 1.0
            # Parties that have little to do with any would drift away without a pull to the middle.
            spot[0] += dx / far * min(far, reach) - 0.01 * spot[0]
            spot[1] += dy / far * min(far, reach) - 0.02 * spot[1]
    return _fitted(spots)


def _pushes(spots: list[list[float]], near: float) -> list[list[float]]:
    moves = [[0.0, 0.0] for _ in spots]
    for i, (x, y) in enumerate(spots):
        for j in range(i):
            dx, dy = x - spots[j][0], y - spots[j][1]
            square = dx * dx + dy * dy or 1e-6
            force = near * near / square
            moves[i][0] += dx * force
            moves[i][1] += dy * force
            moves[j][0] -= dx * force
            moves[j][1] -= dy * force
    return moves


def _pull(
    spots: list[list[float]], moves: list[list[float]], edge: Edge, near: float, most: int
) -> None:
    (ax, ay), (bx, by) = spots[edge.a], spots[edge.b]
    dx, dy = ax - bx, ay - by
    force = hypot(dx, dy) / near * (0.25 + 0.75 * sqrt(edge.acts / most))
    for at, sign in ((edge.a, -1), (edge.b, 1)):
        moves[at][0] += sign * dx * force
        moves[at][1] += sign * dy * force


def _fitted(spots: list[list[float]]) -> list[tuple[float, float]]:
    made = []
    for axis, size in ((0, WIDTH), (1, HEIGHT)):
        values = [spot[axis] for spot in spots]
        low, high = min(values, default=0.0), max(values, default=0.0)
        room = (size - 2 * MARGIN) / ((high - low) or 1.0)
        made.append([MARGIN + (v - low) * room if high > low else size / 2 for v in values])
    return list(zip(made[0], made[1], strict=True))


def _edge(
    edge: Edge, nodes: Sequence[Node], places: Sequence[tuple[float, float]], most: int
) -> Markup:
    numbers = (*places[edge.a], *places[edge.b])
    told = f"{nodes[edge.a].name} and {nodes[edge.b].name}: {edge.acts:,} acts"
    return Markup(
        '<a href="{}" tabindex="-1"><path class="arc {}" stroke-width="{}" d="M{} {}L{} {}">'
        "<title>{}</title></path></a>"
    ).format(edge.address, tone(edge.net), f"{1 + 7 * sqrt(edge.acts / most):.1f}",
             *(f"{n:.1f}" for n in numbers), told)  # fmt: skip


def _node(node: Node, place: tuple[float, float], most: int) -> Markup:
    x, y = place
    size = 7 + 15 * sqrt(node.acts / most)
    return Markup(
        '<a class="node" href="{}" tabindex="-1"><title>{}</title><circle cx="{}" cy="{}" r="{}"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text></a>'
    ).format(node.address, f"{node.name}: {node.acts:,} acts", f"{x:.1f}", f"{y:.1f}",
             f"{size:.1f}", f"{x:.1f}", f"{y + size + 14:.1f}", node.label)  # fmt: skip
