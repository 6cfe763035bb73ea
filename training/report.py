"""How varied the corpus is: `python -m training.report` prints it as Markdown."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.corpus import ITEMS, Item, read_items

_GRAM = 5


def report(items: list[Item]) -> str:
    """Counts by type, voice, status and region, distinct triggers, and repeated word runs."""
    acts = [r for i in items for r in i.relations if r.type]
    misses = [r for i in items for r in i.relations if not r.type]
    hard = sum(all(r.type is None for r in i.relations) for i in items)
    lines = [
        f"{len(items)} items, {len(acts)} acts, {len(misses)} near-misses; "
        f"{sum(any(r.type is None for r in i.relations) for i in items)} items hold a near-miss, "
        f"{hard} nothing else.",
        "",
        _table("type", "voice", ((r.type or "none", i.voice) for i in items for r in i.relations)),
        _table("status", "type", ((r.status or "-", r.type or "-") for r in acts)),
        _table("region", "period", ((i.region, i.period) for i in items)),
        "| type | acts | distinct triggers | commonest |",
        "|---|---|---|---|",
    ]
    for kind in sorted({r.type for r in acts if r.type}):
        words = Counter(r.trigger.text.lower() for r in acts if r.type == kind)
        common = ", ".join(f"{w} {n}" for w, n in words.most_common(4))
        lines.append(f"| {kind} | {words.total()} | {len(words)} | {common} |")
    repeated, total = _repeated(items)
    share = 100 * repeated / max(1, total)
    lines += ["", f"{share:.1f} % of the runs of {_GRAM} words stand in more than one item."]
    return "\n".join(lines)


def _table(rows: str, columns: str, cells: Iterable[tuple[str, str]]) -> str:
    counts = Counter(cells)
    heads = sorted({c for _, c in counts})
    out = [f"| {rows} \\ {columns} | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    out += [
        f"| {row} | " + " | ".join(str(counts[row, h]) for h in heads) + " |"
        for row in sorted({r for r, _ in counts})
    ]
    return "\n".join([*out, ""])


def _repeated(items: list[Item]) -> tuple[int, int]:
    seen: Counter[tuple[str, ...]] = Counter()
    for item in items:
        words = item.text.lower().split()
        seen.update({tuple(words[n : n + _GRAM]) for n in range(len(words) - _GRAM + 1)})
    return sum(n for n in seen.values() if n > 1), seen.total()


def twins(items: list[Item]) -> list[tuple[str, str]]:
    """Pairs of items with the same words."""
    first: dict[str, str] = {}
    pairs = []
    for item in items:
        key = " ".join(item.text.lower().split())
        if key in first:
            pairs.append((first[key], item.where))
        first.setdefault(key, item.where)
    return pairs


if __name__ == "__main__":
    found = list(read_items(Path(sys.argv[1]) if len(sys.argv) > 1 else ITEMS))
    sys.stdout.write(report(found) + "\n")
    for one, two in twins(found):
        sys.stdout.write(f"the same text twice: {one} and {two}\n")
