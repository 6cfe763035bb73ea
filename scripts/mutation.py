"""Change rules a little, run their tests, and say which changes no test noticed.

    python scripts/mutation.py merge resolve/bounds --most 30 --seed 1

Names are rooms or modules of MODULES. Everything happens in a copy, so that a changed rule is never
met by anybody else. mutmut makes the changes; functions under a cache it leaves as they are.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Each with the tests that are about it; the first of them to fail ends the run of a change.
MODULES = {
    "extract/coding": ["tests/extract/test_coding.py"],
    "extract/concerned": ["tests/extract/test_concerned.py", "tests/extract/test_figures.py"],
    "judge/words": ["tests/judge/test_stand.py", "tests/judge/test_words.py"],
    "merge/likeness": ["tests/merge/test_likeness.py", "tests/merge/test_events.py"],
    "merge/versions": ["tests/merge/test_versions.py"],
    "resolve/bounds": ["tests/resolve/test_bounds.py"],
}
# What mutmut's workers end with: 0 is a change that no test noticed, 33 one that none reached.
_SURVIVED, _UNREACHED, _NOT_RUN = 0, 33, {None, 2, 5, 34}


def main() -> int:
    """Test the modules named, print each survivor and the score."""
    options = _options()
    for name in (m for m in MODULES if _is_named(m, options.names)):
        with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
            print(_test(Path(folder), name, options), flush=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("names", nargs="*", help="rooms or modules; all when none is named")
    parser.add_argument("--most", type=int, default=30, help="changes of a module, drawn by lot")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    known = {*MODULES, *(m.split("/")[0] for m in MODULES)}
    if unknown := sorted({*options.names} - known):
        parser.error(f"{', '.join(unknown)}: expected some of {', '.join(sorted(known))}")
    return options


def _is_named(module: str, names: list[str]) -> bool:
    return not names or module in names or module.split("/")[0] in names


def _test(folder: Path, name: str, options: argparse.Namespace) -> str:
    _copy(folder, name)
    _mutmut(folder, "run", "--max-children", "2", "none")  # makes the changes, and then runs none
    every = sorted(_results(folder, name))
    if not every:
        sys.exit(f"{name}: mutmut made no changes; are its tests green?")
    lot = random.Random(options.seed)
    drawn = sorted(lot.sample(every, min(options.most, len(every))))
    said = _mutmut(folder, "run", "--max-children", "2", *drawn)
    codes = {mutant: _results(folder, name)[mutant] for mutant in drawn}
    if not_run := [m for m in drawn if codes[m] in _NOT_RUN]:
        sys.exit(f"{name}: {len(not_run)} changes were not tested\n{said[-2000:]}")
    alive = [m for m in drawn if codes[m] in (_SURVIVED, _UNREACHED)]
    for mutant in alive:
        print(_mutmut(folder, "show", mutant))
    killed = len(drawn) - len(alive)
    return (
        f"{name}: {killed} of {len(drawn)} noticed ({killed / len(drawn):.2f}), "
        f"drawn from {len(every)}"
    )


def _copy(folder: Path, name: str) -> None:
    for part in ("src", "tests", "examples"):
        ignored = shutil.ignore_patterns("__pycache__", "node_modules")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    tests = [path for path in MODULES[name] if (ROOT / path).exists()]
    # Workers start without what the rules kept in caches while another was tested.
    settings = f"""
[tool.mutmut]
source_paths = ["src/"]
only_mutate = ["src/dragoman/{name}.py"]
pytest_add_cli_args_test_selection = {json.dumps(tests)}
also_copy = ["examples"]
process_isolation = "forkserver"
"""
    whole = (ROOT / "pyproject.toml").read_text(encoding="utf-8") + settings
    (folder / "pyproject.toml").write_text(whole, encoding="utf-8")


def _mutmut(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _results(folder: Path, name: str) -> dict[str, int | None]:
    meta = folder / "mutants" / "src" / "dragoman" / f"{name}.py.meta"
    if not meta.exists():
        return {}
    return dict(json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"])


if __name__ == "__main__":
    sys.exit(main())
