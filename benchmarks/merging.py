"""How well reports are merged into events, on the constructed set of the tests.

Usage: merging.py [SEED …]. Each seed draws other precisions of dates, papers, places and modes.
Those of the tests are 7, 11 and 23; the numbers in `merge/likeness.py` were set on them.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.merge.constructed import tellings

from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.ordinary import load_ordinary
from dragoman.merge import events

Row = tuple[float, float, float, float]


def pairs(groups: list[set[str]]) -> set[frozenset[str]]:
    """The pairs of reports that stand in one group."""
    return {frozenset(two) for group in groups for two in combinations(sorted(group), 2)}


def b_cubed(mine: list[set[str]], gold: list[set[str]]) -> float:
    """CoNLL's B-cubed F1: precision and recall of each report's own group, averaged."""
    found = {id_: group for group in mine for id_ in group}
    right = {id_: group for group in gold for id_ in group}
    both = {id_: len(found[id_] & right[id_]) for id_ in right}
    precision = sum(both[i] / len(found[i]) for i in right) / len(right)
    recall = sum(both[i] / len(right[i]) for i in right) / len(right)
    return 2 * precision * recall / (precision + recall)


def measured(seed: int, ordinary: frozenset[str]) -> Row:
    """Pairwise precision, recall and F1, and B-cubed F1; raises where the order matters."""
    acts: dict[str, set[str]] = defaultdict(set)
    every = []
    for act, telling in tellings(seed):
        acts[act].add(telling.report.id)
        every.append(telling)
    made = events(every, ordinary=ordinary)
    Random(seed).shuffle(every)
    assert events(every, ordinary=ordinary) == made, f"seed {seed}: the order of arrival matters"
    mine, gold = [set(event.reports) for event in made], list(acts.values())
    common = len(pairs(mine) & pairs(gold))
    precision, recall = common / len(pairs(mine)), common / len(pairs(gold))
    f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1, b_cubed(mine, gold)


def main() -> None:
    """Print a table: one seed a row, then the means and the least."""
    seeds = [int(seed) for seed in sys.argv[1:]] or [7, 11, 23, *range(101, 118)]
    ordinary = load_ordinary((SHIPPED,))
    known = tellings(seeds[0])
    print(f"{len(known)} reports of {len({act for act, _ in known})} acts")
    print("| seed | precision | recall | pairwise F1 | B3 F1 |\n|---|---|---|---|---|")
    start = time.process_time()
    rows = {seed: measured(seed, ordinary) for seed in seeds}
    for seed, row in rows.items():
        print(f"| {seed} | " + " | ".join(f"{value:.3f}" for value in row) + " |")
    columns = list(zip(*rows.values(), strict=True))
    for name, of in (("mean", statistics.mean), ("least", min)):
        print(f"| {name} | " + " | ".join(f"{of(column):.3f}" for column in columns) + " |")
    print(f"{time.process_time() - start:.1f} s of processor time")


if __name__ == "__main__":
    main()
