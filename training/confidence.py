"""Fit how sure a report is: `python -m training.confidence`, a minute; writes `confidence.yaml`.

Held-out items of the corpus are read as any article is; a report is right when an annotated act has
its parties, its type and its status. A logistic regression on what the reader knows of each report
gives the weights; the calibration error is measured on reports without part in their fit.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dragoman import extract, judge
from dragoman.codebook.loading import SHIPPED
from dragoman.judge.confidence import Known, signals
from dragoman.pipeline import Reader, load_reader
from training.calibration import calibration_error, reliability
from training.candidates import ReadItem, read_corpus
from training.corpus import ITEMS, read_items
from training.examples import held_out

FOLDS = 5
TARGET = SHIPPED / "confidence.yaml"
HEAD = """\
# How sure a report is: the weights of a logistic regression on what the reader knows of it.
# Source: training/confidence.py, fitted on {count} reports of the held-out part of corpus/ (CC0).
# Licence: CC0-1.0, made for dragoman.
"""
Row = tuple[Known, bool]


def main() -> None:
    """Fit with and without the relation model, say how well, write the file."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--out", type=Path, default=TARGET)
    options.add_argument("--corpus", type=Path, default=ITEMS)
    given = options.parse_args()
    reader = load_reader()
    items = [i for i in read_items(given.corpus) if held_out(i.text)]
    text = ""
    count = 0
    for name, one in (("model", reader), ("frames", replace(reader, model=None))):
        rows = [row for read in read_corpus(items, one) for row in rows_of(read, one)]
        count = len(rows)
        weights = fit(rows)
        bins = reliability(*_unseen(rows))
        error = calibration_error(bins)
        right = sum(r for _, r in rows) / len(rows)
        print(f"{name}: {count} reports, {right:.3f} right, calibration error {error:.3f}")
        for b in bins:
            print(f"  {b.count:4} stated {b.stated:.2f} right {b.right:.2f}")
        text += f"{name}:\n" + "".join(f"  {k}: {v}\n" for k, v in weights.items())
    given.out.write_text(HEAD.format(count=count) + text, encoding="utf-8")


def rows_of(read: ReadItem, reader: Reader) -> Iterator[Row]:
    """What is known of every report of an item, and whether it is right."""
    candidates = extract.events(read.parsed, read.mentions, reader.codebook, reader.model)
    judged = judge.judge(read.parsed, read.mentions, candidates, (), reader.codebook)
    for candidate, report in zip(candidates, judged.reports, strict=True):
        known = signals(candidate, report.status, list(read.mentions))
        one = {p.code for p in report.sources}
        other = {p.code for p in report.targets}
        yield (
            known,
            any(
                relation.type == report.type
                and relation.status == report.status
                and ((one & s and other & t) or (relation.mutual and one & t and other & s))
                for relation in read.item.relations
                for s, t in [read.sides[id(relation)]]
            ),
        )


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights by gradient descent on the logarithmic loss, drawn a little towards zero."""
    names = list(rows[0][0])
    weights = dict.fromkeys(["constant", *names], 0.0)
    for _ in range(4000):
        steps = dict.fromkeys(weights, 0.0)
        for known, right in rows:
            gap = _share(weights, known) - right
            steps["constant"] += gap
            for name in names:
                steps[name] += gap * known[name]
        for name in weights:
            weights[name] -= 0.5 * (steps[name] / len(rows) + 0.002 * weights[name])
    return {name: round(value, 3) for name, value in weights.items()}


def _share(weights: dict[str, float], known: Known) -> float:
    total = weights["constant"] + sum(weights[name] * value for name, value in known.items())
    return 1.0 / (1.0 + math.exp(-total))


def _unseen(rows: Sequence[Row]) -> tuple[list[float], list[bool]]:
    """Each report's confidence by weights that were fitted without it, and whether it is right."""
    stated, right = [], []
    for fold in range(FOLDS):
        weights = fit([row for i, row in enumerate(rows) if i % FOLDS != fold])
        for known, found in rows[fold::FOLDS]:
            stated.append(_share(weights, known))
            right.append(found)
    return stated, right


if __name__ == "__main__":
    main()
