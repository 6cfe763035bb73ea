"""What frames and relation model are worth, alone and together: prints a Markdown table.

    python benchmarks/relation.py ../shared/bench

The folder holds score_pairs.py, pairs_from_articles.py and public/plv_dev.tsv; the annotated
articles lie beside it.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dragoman.evaluate.pairs import pair_reader, predict
from dragoman.pipeline import Reader


def main() -> None:
    """Both benchmarks with frames only, model only and both."""
    bench = Path(sys.argv[1])
    reader = pair_reader()
    assert reader.model is not None
    ways = {
        "frames only": replace(reader, model=None),
        "model only": replace(reader, model=replace(reader.model, frame_weight=0.0)),
        "both": reader,
    }
    with tempfile.TemporaryDirectory() as work:
        articles = Path(work) / "articles.tsv"
        articles.write_text(_articles(bench), encoding="utf-8")
        print("| benchmark | measure | " + " | ".join(ways) + " |")
        print("|---|---|" + "---|" * len(ways))
        for name, data in (("plv_dev", bench / "public/plv_dev.tsv"), ("articles", articles)):
            found = [dict(_scores(bench, data, one)) for one in ways.values()]
            for measure in found[0]:
                cells = " | ".join(f"{one[measure]:.3f}" for one in found)
                print(f"| {name}, {_rows(data)} rows | {measure} | {cells} |")


def _articles(bench: Path) -> str:
    folders = [str(bench.parent / name) for name in ("seeds", "articles")]
    done = subprocess.run(
        [sys.executable, str(bench / "pairs_from_articles.py"), *folders],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _scores(bench: Path, data: Path, reader: Reader) -> Iterator[tuple[str, float]]:
    """Macro-F1 and accuracy for roots, quad classes and the two halves."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as out:
        out.write("\n".join(predict(data, reader)) + "\n")
        out.flush()
        done = subprocess.run(
            [sys.executable, str(bench / "score_pairs.py"), str(data), out.name],
            capture_output=True,
            text=True,
            check=True,
        )
    for line in done.stdout.splitlines():
        name, *rest = line.split()
        if rest[0] == "macro-F1":
            yield f"{name} macro-F1", float(rest[1])
            yield f"{name} accuracy", float(rest[3])


def _rows(data: Path) -> int:
    with data.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.DictReader(lines, delimiter="\t"))


if __name__ == "__main__":
    main()
