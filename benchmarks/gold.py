"""The gold gate: quality against the annotated articles, held to floors that only rise.

Usage: gold.py [--raise] [--errors]. Exits with 1 when a score falls below its floor.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "benchmarks" / "floors.json"
CORPORA = ("seeds", "articles")
# The parser's floating point differs a little between processors: less than one record. Shares are
# taken of the records that match; when more match, the easy ones no longer dominate.
SLACK, SHARE_SLACK = 0.004, 0.02
F1 = ("event.pair", "event.quad", "event.typed", "claim", "figure", "tie", "body")
SHARES = (
    "event.date",
    "event.status",
    "event.speaker",
    "figure.unit",
    "figure.kind",
    "figure.actors",
    "figure.period",
    "evidence.verbatim",
)
COUNTS = frozenset({"trapped", "missing"})

Scores = dict[str, float]


def corpus_digest(folder: Path) -> str:
    """Name the exact bytes of the annotated articles of a folder."""
    total = sha256()
    for path in sorted(p for p in folder.iterdir() if p.suffix in {".txt", ".json"}):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def measure(corpus: str, *options: str) -> tuple[Scores, str]:
    """Read the corpus through the command line and score it; with the scorer's list, if wanted."""
    folder = SHARED / corpus
    articles = [str(path) for path in sorted(folder.glob("*.txt"))]
    dragoman = Path(sys.executable).with_name("dragoman")
    with TemporaryDirectory() as scratch:
        records = Path(scratch) / "records.jsonl"
        with records.open("w", encoding="utf-8") as out:
            command = [str(dragoman), "read", *articles, "--format", "jsonl"]
            subprocess.run(command, stdout=out, check=True)
        scorer = [sys.executable, str(SHARED / "bench" / "score.py"), str(folder), str(records)]
        found = subprocess.run([*scorer, "--json"], capture_output=True, text=True, check=True)
        errors = subprocess.run([*scorer, *options], capture_output=True, text=True, check=True)
    return flat(json.loads(found.stdout)), errors.stdout if options else ""


def flat(report: dict[str, Any]) -> Scores:
    """One number per measure: F1 where the scorer gives a row, else the share or the count."""
    scores = {name: float(report[name]["f1"]) for name in F1}
    scores |= {name: float(report[name] or 0) for name in SHARES}
    return scores | {"trapped": float(report["trapped"]), "missing": float(report["missing"])}


def below(scores: Scores, floors: Scores) -> list[str]:
    """The measures that are worse than their floors, in words."""
    worse = []
    for name, floor in sorted(floors.items()):
        got = scores[name]
        counted = name in COUNTS
        slack = 0 if name == "evidence.verbatim" else SHARE_SLACK if name in SHARES else SLACK
        if (counted and got > floor) or (not counted and got < floor - slack):
            worse.append(f"{name}: {got:g}, {'at most' if counted else 'at least'} {floor:g}")
    return worse


def raised(scores: Scores, floors: Scores) -> Scores:
    """The floors lifted to what was reached; none ever sinks."""
    lifted = {}
    for name, got in scores.items():
        better = min if name in COUNTS else max
        lifted[name] = better(got, floors.get(name, got))
    return dict(sorted(lifted.items()))


def gate(corpus: str, kept: dict[str, Any], lift: bool, errors: bool) -> bool:
    """Measure one corpus, print its scores beside the floors, and say whether they hold."""
    digest = corpus_digest(SHARED / corpus)
    same = kept.get(corpus, {}).get("digest") == digest
    floors: Scores = kept.get(corpus, {}).get("floors", {}) if same else {}
    scores, listing = measure(corpus, *(["--errors"] if errors else []))
    print(listing, end="")
    print(f"{corpus} ({digest})")
    for name in sorted(scores):
        print(f"  {name:18} {scores[name]:6.3f}   floor {floors.get(name, float('nan')):6.3f}")
    if lift:
        kept[corpus] = {"digest": digest, "floors": raised(scores, floors)}
        return True
    if not same:
        print(f"  {corpus} is not the corpus of floors.json; 'make gold-raise' sets floors for it")
        return False
    for line in (worse := below(scores, floors)):
        print(f"  BELOW THE FLOOR  {line}")
    return not worse


def main() -> int:
    """Hold every corpus to its floors, or lift them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    parser.add_argument("--errors", action="store_true", help="list every miss and false record")
    asked = parser.parse_args()
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    held = [gate(corpus, kept, asked.lift, asked.errors) for corpus in CORPORA]
    if asked.lift:
        FLOORS.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print("gold gate: " + ("floors lifted" if asked.lift else "holds" if all(held) else "FAILED"))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
