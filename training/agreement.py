"""How far two coders of the same items agree: `python -m training.agreement` prints Markdown.

The items are `corpus/double/drawn.txt` (the first codes, as drawn) and `corpus/double/blind.txt`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.model import Span
from training.corpus import Item, Relation, items_of

DOUBLE = Path(__file__).parent.parent / "corpus" / "double"


@dataclass(frozen=True, slots=True)
class Pair:
    """An act as two coders have it; None where one of them has no such act."""

    item: Item
    first: Relation | None
    second: Relation | None


def paired(first: Sequence[Item], second: Sequence[Item]) -> list[Pair]:
    """The acts of both codings side by side, each item found by its text."""
    other = {i.text: i for i in second}
    if missing := [i.where for i in first if i.text not in other]:
        raise ValueError(f"coded only once: {', '.join(missing)}")
    return [p for i in first for p in _pairs(i, _acts(i), _acts(other[i.text]))]


def _acts(item: Item) -> list[Relation]:
    return [r for r in item.relations if r.type]


def _pairs(item: Item, ours: list[Relation], theirs: list[Relation]) -> list[Pair]:
    """One to one, the likest first; whether the types agree plays no part in it."""
    ranked = sorted(
        ((_likeness(a, b), -n, -m) for n, a in enumerate(ours) for m, b in enumerate(theirs)),
        reverse=True,
    )
    left, right, found = set(range(len(ours))), set(range(len(theirs))), []
    for likeness, n, m in ranked:
        if likeness >= 2 and -n in left and -m in right:
            left.remove(-n)
            right.remove(-m)
            found.append(Pair(item, ours[-n], theirs[-m]))
    return [
        *sorted(found, key=lambda p: p.first.trigger.start if p.first else 0),
        *(Pair(item, ours[n], None) for n in sorted(left)),
        *(Pair(item, None, theirs[m]) for m in sorted(right)),
    ]


def _likeness(a: Relation, b: Relation) -> int:
    """Two points for a common trigger, one for each side with a common party."""
    sides = max(
        _meet(a.sources, b.sources) + _meet(a.targets, b.targets),
        _meet(a.sources, b.targets) + _meet(a.targets, b.sources),
    )
    return 2 * _meet([a.trigger], [b.trigger]) + sides


def _meet(some: Iterable[Span], others: Iterable[Span]) -> int:
    others = list(others)
    return int(any(s.start < o.end and o.start < s.end for s in some for o in others))


def same_way(a: Relation, b: Relation) -> bool:
    """Whether two codings of an act see it going the same way between its parties."""
    if a.mutual or b.mutual:
        return a.mutual == b.mutual
    straight = _meet(a.sources, b.sources) + _meet(a.targets, b.targets)
    return straight >= _meet(a.sources, b.targets) + _meet(a.targets, b.sources)


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa: agreement beyond what the coders' habits alone would give."""
    total = len(pairs)
    seen = sum(a == b for a, b in pairs) / total
    ones, twos = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(ones[k] * twos[k] for k in ones) / total**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def report(pairs: Sequence[Pair]) -> str:
    """The figures, then every act on which the coders differ."""
    both = [(p.first, p.second) for p in pairs if p.first and p.second]
    found = 2 * len(both) / max(1, 2 * len(both) + len(pairs) - len(both))
    types = [(str(a.type), str(b.type)) for a, b in both]
    statuses = [(str(a.status), str(b.status)) for a, b in both]
    lines = [
        "| what | agreement | of |",
        "|---|---|---|",
        f"| act found (F1) | {found:.2f} | {len(pairs)} acts of either coder |",
        f"| type | {_share(types):.2f}, kappa {kappa(types):.2f} | {len(both)} acts of both |",
        f"| direction | {sum(same_way(a, b) for a, b in both) / len(both):.2f} | the same |",
        f"| status | {_share(statuses):.2f}, kappa {kappa(statuses):.2f} | the same |",
        "",
        "| first coder | second coder | times |",
        "|---|---|---|",
    ]
    confused = Counter((a, b) for a, b in types if a != b)
    lines += [f"| {a} | {b} | {n} |" for (a, b), n in sorted(confused.items(), key=_often)]
    return "\n".join([*lines, "", *_differences(pairs)])


def _often(entry: tuple[tuple[str, str], int]) -> tuple[int, tuple[str, str]]:
    return -entry[1], entry[0]


def _share(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / len(pairs)


def _differences(pairs: Sequence[Pair]) -> list[str]:
    lines, shown = [], ""
    for pair in pairs:
        if not _differ(pair):
            continue
        if pair.item.text != shown:
            shown = pair.item.text
            lines += ["", f"{pair.item.where} {shown}", ""]
        lines.append(f"- {_told(pair.first)} / {_told(pair.second)}")
    return lines


def _differ(pair: Pair) -> bool:
    a, b = pair.first, pair.second
    return not (a and b and (a.type, a.status) == (b.type, b.status) and same_way(a, b))


def _told(act: Relation | None) -> str:
    if act is None:
        return "none"
    sides = ["; ".join(s.text for s in side) for side in (act.sources, act.targets)]
    arrow = " = " if act.mutual else " > "
    return f"{act.type} {act.status} {arrow.join(sides)} ({act.trigger.text})"


if __name__ == "__main__":
    drawn, blind = (list(items_of(DOUBLE / name)) for name in ("drawn.txt", "blind.txt"))
    sys.stdout.write(report(paired(drawn, blind)) + "\n")
