"""Runs the targets in turn: `python -m fuzz --minutes 10 [NAME …]`; exit code 1 with findings.

Inputs that reached something new and findings are kept in `.fuzz/NAME/`; `.fuzz/log.jsonl` has a
line for each turn, and `--tell` adds these up.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fuzz.targets import NAMES

KEPT = Path(".fuzz")
LOG = KEPT / "log.jsonl"
_STAT = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(r"#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+)")


def main(given: Sequence[str] | None = None) -> int:
    """Run or tell; the number of findings decides the exit code."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="targets; all without")
    parser.add_argument("--minutes", type=float, default=10.0, help="for all of them together")
    parser.add_argument("--tell", action="store_true", help="only add up what was done")
    asked = parser.parse_args(given)
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"no target {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}")
    names = asked.names or NAMES
    if asked.tell:
        _tell()
        return 0
    seconds = max(5, round(asked.minutes * 60 / len(names)))
    found = sum(_turn(name, seconds) for name in names)
    _tell(names)
    return 1 if found else 0


def _turn(name: str, seconds: int) -> int:
    """Fuzz one target; the number of its findings."""
    kept = KEPT / name
    kept.mkdir(parents=True, exist_ok=True)
    before = set(_findings(kept))
    used, begun = _cpu(), time.monotonic()
    command = [sys.executable, "-m", "fuzz.one", name, str(seconds), str(kept)]
    with (kept / "output").open("wb") as output:
        code = subprocess.run(command, stdout=output, stderr=output, check=False).returncode
    said = (kept / "output").read_text(errors="replace")
    covered = _COVERED.findall(said)
    executed = _STAT.search(said)
    done: dict[str, Any] = {
        "target": name,
        "cpu": round(_cpu() - used, 1),
        "seconds": round(time.monotonic() - begun, 1),
        "executions": int(executed[1] if executed else covered[-1][0] if covered else 0),
        "covered": int(covered[-1][1]) if covered else 0,
        "findings": sorted(set(_findings(kept)) - before),
        "code": code,
    }
    with LOG.open("a") as log:
        log.write(json.dumps(done) + "\n")
    if not done["executions"] and code:
        print(f"{name} did not start:\n{said[-2000:]}", file=sys.stderr)
        return 1
    return len(done["findings"])


def _findings(kept: Path) -> list[str]:
    return [path.name for path in kept.iterdir() if path.name.startswith(("broke-", "ended-"))]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tell(names: Sequence[str] = ()) -> None:
    """What was done so far, by target."""
    sums: dict[str, list[float]] = {}
    open_findings: dict[str, list[str]] = {}
    for line in LOG.read_text().splitlines() if LOG.is_file() else ():
        done = json.loads(line)
        row = sums.setdefault(done["target"], [0.0, 0, 0])
        row[0], row[1] = row[0] + done["cpu"], row[1] + done["executions"]
        row[2] = max(row[2], done["covered"])
        open_findings.setdefault(done["target"], []).extend(done["findings"])
    print("target        cpu min   executions   covered   findings")
    for name, (cpu, executions, covered) in sums.items():
        if not names or name in names:
            found = open_findings[name]
            print(f"{name:12} {cpu / 60:8.1f} {executions:12,} {covered:9,}   {len(found):8}")
            for one in found:
                print(f"    {KEPT / name / one}")
    total = [sum(row[i] for row in sums.values()) for i in (0, 1)]
    print(f"{'all':12} {total[0] / 60:8.1f} {int(total[1]):12,}")


if __name__ == "__main__":
    sys.exit(main())
