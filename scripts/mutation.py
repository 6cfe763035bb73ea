"""Change rules a little, run their tests, and say which changes no test noticed.

    python scripts/mutation.py merge resolve/bounds --most 30 --seed 1

Names are rooms, modules, or changes as they are printed. Everything happens in a copy, so that a
changed rule is never met by anybody else. mutmut makes the changes; functions under a cache it
leaves as they are.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Each with the tests that are about it; the first of them to fail ends the run of a change.
ROOMS = ("extract", "judge", "resolve", "merge")
# What mutmut's workers end with: 0 is a change that no test noticed, 33 one that none reached.
# 255 is a worker that could not run the tests: nothing that a test noticed.
_SURVIVED, _UNREACHED, _NOT_RUN = 0, 33, {None, 2, 5, 34, 255}
_OUT_OF_TIME = {36, 24, -24, 152}
# Tests that are collected twice in a process would have the names of their rows escaped twice.
_UNESCAPED = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true"

Codes = dict[str, int | None]


def main() -> int:
    """Test what is named room by room, print each survivor, and the score of each module."""
    options = _options()
    for room in ROOMS:
        if names := [n for n in options.names or ROOMS if _room(n) == room]:
            with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
                _test(Path(folder), room, names, options)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("names", nargs="*", help="rooms, modules or changes; all rooms without")
    parser.add_argument("--most", type=int, default=30, help="changes of a module, drawn by lot")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="changes that are tested at a time")
    options = parser.parse_args()
    if unknown := [n for n in options.names if _room(n) not in ROOMS]:
        parser.error(f"{', '.join(unknown)}: expected a room of {', '.join(ROOMS)}, or its module")
    return options


def _room(name: str) -> str:
    """The room of `judge`, `judge/words` and `dragoman.judge.words.x_stand__mutmut_1`."""
    return name.removeprefix("dragoman.").replace(".", "/").split("/")[0]


def _test(folder: Path, room: str, names: list[str], options: argparse.Namespace) -> None:
    _copy(folder, room)
    said = _mutmut(folder, "run", "--max-children", "1", "none")  # makes them, and runs none
    drawn = _drawn(_results(folder, room), names, options)
    if not drawn:
        sys.exit(f"{room}: no such changes; are its tests green?\n{said[-2000:]}")
    told = [change for changes in drawn.values() for change in changes]
    said = _mutmut(folder, "run", "--max-children", str(options.workers), *told)
    codes = {m: code for part in _results(folder, room).values() for m, code in part.items()}
    if not_run := [m for m in told if codes[m] in _NOT_RUN]:
        sys.exit(f"{room}: {len(not_run)} changes were not tested\n{said[-2000:]}")
    for module, changes in drawn.items():
        for change in changes:
            if codes[change] in (_SURVIVED, _UNREACHED):
                reached = "" if codes[change] == _SURVIVED else " (no test comes here)"
                print(_mutmut(folder, "show", change).rstrip() + reached)
        print(_score(f"{room}/{module}", [codes[c] for c in changes]), flush=True)
    print(_score(room, [codes[m] for m in told]), flush=True)


def _drawn(
    every: dict[str, Codes], names: list[str], options: argparse.Namespace
) -> dict[str, list[str]]:
    """The changes to test, by module: those named, or some of each module that is named."""
    found = {}
    for module, codes in every.items():
        named = sorted({*names} & {*codes})
        if not named and {_room(names[0]), f"{_room(names[0])}/{module}"} & {*names}:
            lot = random.Random(options.seed)
            named = sorted(lot.sample(sorted(codes), min(options.most, len(codes))))
        if named:
            found[module] = named
    return found


def _score(name: str, codes: list[int | None]) -> str:
    noticed = [c for c in codes if c not in (_SURVIVED, _UNREACHED)]
    late = sum(c in _OUT_OF_TIME for c in noticed)
    return (
        f"{name}: {len(noticed)} of {len(codes)} noticed ({len(noticed) / len(codes):.2f})"
        f"{f', {late} by running out of time' if late else ''}"
    )


def _copy(folder: Path, room: str) -> None:
    for part in ("src", "tests", "examples"):
        ignored = shutil.ignore_patterns("__pycache__", "node_modules")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    shutil.copy(ROOT / "scripts" / "mutation_warming.py", folder / "conftest.py")
    # Workers start without what the rules kept in caches while another was tested, and have half a
    # minute more than the tests take, so that a busy machine does not pass for an endless loop.
    settings = f"""
[tool.mutmut]
source_paths = ["src/"]
only_mutate = ["src/dragoman/{room}/*.py"]
pytest_add_cli_args_test_selection = ["tests/{room}"]
also_copy = ["examples", "conftest.py"]
process_isolation = "forkserver"
timeout_constant = 2.0
"""
    section = "[tool.pytest.ini_options]\n"
    ours = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ours = ours.replace(section, f"{section}{_UNESCAPED}\n")
    (folder / "pyproject.toml").write_text(ours + settings, encoding="utf-8")


def _mutmut(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def _results(folder: Path, room: str) -> dict[str, Codes]:
    """What became of each change, by module."""
    metas = sorted((folder / "mutants" / "src" / "dragoman" / room).glob("*.py.meta"))
    read = {m.name.removesuffix(".py.meta"): json.loads(m.read_text("utf-8")) for m in metas}
    return {m: dict(meta["exit_code_by_key"]) for m, meta in read.items()}


if __name__ == "__main__":
    sys.exit(main())
