"""Parties as a network: those who have much to do with one another stand close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin, sqrt

from markupsafe import Markup

from dragoman.present.drawing import svg
from dragoman.present.worldmap import tone

Place = tuple[float, float]
Box = tuple[float, float, float, float]

WIDTH, HEIGHT, MARGIN = 1000.0, 640.0, 60.0
_STEPS, _NUDGES = 120, 30
_GAP, _ROW = 26.0, 70.0  # between circles, and for those who stand alone
_LETTER = 7.2  # about as wide as a letter of a label


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
    most = max((e.acts for e in edges), default=1)
    sizes = _sizes(nodes)
    places = apart(settled(len(nodes), edges), sizes)
    drawn = [_edge(e, nodes, places, most) for e in sorted(edges, key=lambda e: (e.acts, e.a, e.b))]
    labels = labelled([node.label for node in nodes], places, sizes)
    for node, place, size, label in zip(nodes, places, sizes, labels, strict=True):
        drawn.append(_node(node, place, size, label))
    told = f"{len(nodes)} parties, {len(edges)} pairs; the table below has the numbers"
    return svg(WIDTH, HEIGHT, title, told, drawn)


def _sizes(nodes: Sequence[Node]) -> list[float]:
    busiest = max((n.acts for n in nodes), default=1)
    return [7 + 15 * sqrt(n.acts / busiest) for n in nodes]


def settled(count: int, edges: Sequence[Edge]) -> list[Place]:
    """Where each node comes to rest when all push one another off and edges pull.

    Fruchterman and Reingold's forces from a fixed start, so that the same acts give the same
    picture. Who has to do with nobody here stands in a row below, where nothing is read from it.
    """
    tied = sorted({n for e in edges for n in (e.a, e.b)})
    alone = [n for n in range(count) if n not in set(tied)]
    order = {n: i for i, n in enumerate(tied)}
    inner = [replace(e, a=order[e.a], b=order[e.b]) for e in edges]
    bottom = HEIGHT - MARGIN - (_ROW if alone else 0)
    found = dict(zip(tied, _fitted(_rested(len(tied), inner), bottom), strict=True))
    step = (WIDTH - 2 * MARGIN) / max(len(alone), 1)
    found |= {n: (MARGIN + (i + 0.5) * step, HEIGHT - MARGIN) for i, n in enumerate(alone)}
    return [found[n] for n in range(count)]


def _rested(count: int, edges: Sequence[Edge]) -> list[list[float]]:
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
            # Groups that have nothing to do with the others would drift away without this pull.
            spot[0] += dx / far * min(far, reach) - 0.03 * spot[0]
            spot[1] += dy / far * min(far, reach) - 0.05 * spot[1]
    return spots


def apart(places: Sequence[Place], sizes: Sequence[float]) -> list[Place]:
    """The places with circles moved off one another, and kept within the drawing."""
    spots = [list(place) for place in places]
    for _ in range(_NUDGES):
        for i in range(len(spots)):
            for j in range(i):
                _part(spots[i], spots[j], sizes[i] + sizes[j] + _GAP)
    return [
        (min(max(x, MARGIN), WIDTH - MARGIN), min(max(y, MARGIN), HEIGHT - MARGIN))
        for x, y in spots
    ]


def _part(one: list[float], other: list[float], wanted: float) -> None:
    dx, dy = one[0] - other[0], one[1] - other[1]
    far = hypot(dx, dy)
    if far >= wanted:
        return
    dx, dy, far = (dx, dy, far) if far else (1.0, 0.0, 1.0)
    push = (wanted - far) / far / 2
    for spot, sign in ((one, 1), (other, -1)):
        spot[0] += sign * dx * push
        spot[1] += sign * dy * push


def labelled(
    labels: Sequence[str], places: Sequence[Place], sizes: Sequence[float]
) -> list[tuple[float, float, str]]:
    """Where each name is written: below its circle, or where it covers least."""
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(places, sizes, strict=True)]
    made: list[tuple[float, float, str]] = []
    for label, (x, y), size in zip(labels, places, sizes, strict=True):
        wide = _LETTER * len(label)
        choices = [
            (x, y + size + 14, "middle", x - wide / 2),
            (x, y - size - 5, "middle", x - wide / 2),
            (x + size + 5, y + 4, "start", x + size + 5),
            (x - size - 5, y + 4, "end", x - size - 5 - wide),
        ]
        boxes = [(left, at - 11, left + wide, at + 3) for _, at, _, left in choices]
        costs = [_outside(box) + sum(_shared(box, other) for other in taken) for box in boxes]
        best = costs.index(min(costs))
        taken.append(boxes[best])
        made.append(choices[best][:3])
    return made


def _shared(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)


def _outside(box: Box) -> float:
    return 20 * (max(-box[0], 0.0) + max(box[2] - WIDTH, 0.0) + max(box[3] - HEIGHT, 0.0))


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


def _fitted(spots: list[list[float]], bottom: float) -> list[Place]:
    made = []
    for axis, end in ((0, WIDTH - MARGIN), (1, bottom)):
        values = [spot[axis] for spot in spots]
        low, high = min(values, default=0.0), max(values, default=0.0)
        room = (end - MARGIN) / ((high - low) or 1.0)
        middle = (MARGIN + end) / 2
        made.append([MARGIN + (v - low) * room if high > low else middle for v in values])
    return list(zip(made[0], made[1], strict=True))


def _edge(edge: Edge, nodes: Sequence[Node], places: Sequence[Place], most: int) -> Markup:
    numbers = (*places[edge.a], *places[edge.b])
    told = f"{nodes[edge.a].name} and {nodes[edge.b].name}: {edge.acts:,} acts"
    return Markup(
        '<a href="{}" tabindex="-1"><path class="arc {}" stroke-width="{}" d="M{} {}L{} {}">'
        "<title>{}</title></path></a>"
    ).format(edge.address, tone(edge.net), f"{1 + 7 * sqrt(edge.acts / most):.1f}",
             *(f"{n:.1f}" for n in numbers), told)  # fmt: skip


def _node(node: Node, place: Place, size: float, label: tuple[float, float, str]) -> Markup:
    x, y = place
    return Markup(
        '<a class="node" href="{}" tabindex="-1"><title>{}</title><circle cx="{}" cy="{}" r="{}"/>'
        '<text x="{}" y="{}" text-anchor="{}">{}</text></a>'
    ).format(node.address, f"{node.name}: {node.acts:,} acts", f"{x:.1f}", f"{y:.1f}",
             f"{size:.1f}", f"{label[0]:.1f}", f"{label[1]:.1f}", label[2], node.label)  # fmt: skip
