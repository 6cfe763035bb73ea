"""The lock file: every distribution that dragoman and its extras pull in, with version and hashes.

python scripts/lock.py            write requirements/lock.txt (asks PyPI through uv)
python scripts/lock.py --check    does it fit pyproject.toml? (asks nobody)
python scripts/lock.py --audit    are there known weaknesses in it? (asks PyPI through pip-audit)
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK, PROJECT = ROOT / "requirements" / "lock.txt", ROOT / "pyproject.toml"
HEAD = (
    "# Made by `make lock` of pyproject.toml, all extras, Python 3.11 and later, every platform.\n"
    "# Install from it with: pip install --require-hashes -r requirements/lock.txt\n"
)
UNREACHABLE = 3
KNOWN_WEAK = "https://pypi.org/pypi/jinja2/2.10/json"
_PINNED = re.compile(
    r"^([A-Za-z0-9._-]+)==([^\s;]+)(?:\s*;[^\\]*)?((?:\s*\\\n\s+--hash=\S+)*)", re.M
)
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)")


def asked(project: str) -> Iterator[Requirement]:
    """What pyproject.toml asks for, for itself and in its extras."""
    table = tomllib.loads(project)["project"]
    for part in (table["dependencies"], *table["optional-dependencies"].values()):
        yield from (one for one in map(Requirement, part) if one.name != table["name"])


def pinned(lock: str) -> dict[str, list[tuple[str, int]]]:
    """The versions of each distribution in a lock file, each with the number of its hashes."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name, version, hashes in _PINNED.findall(lock):
        row = (version, len(_HASH.findall(hashes)))
        found.setdefault(canonicalize_name(name), []).append(row)
    return found


def wrongs(project: str, lock: str) -> Iterator[str]:
    """What does not fit between the two."""
    found = pinned(lock)
    for one in asked(project):
        versions = [version for version, _ in found.get(canonicalize_name(one.name), [])]
        if not versions:
            yield f"{one.name} is asked for and not locked"
        elif not any(one.specifier.contains(version) for version in versions):
            yield f"{one.name} is locked at {', '.join(versions)}, asked for is {one.specifier}"
    for name, rows in found.items():
        yield from (f"{name} {version} has no hash" for version, hashes in rows if not hashes)
    lines = [line for line in lock.splitlines() if line and line[0] not in "# \t"]
    if len(lines) != sum(map(len, found.values())):
        yield "not every line is a distribution with its version"


def write() -> int:
    """Find versions that fit together and write them with their hashes; known ones are kept."""
    LOCK.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--generate-hashes", "--python-version", "3.11", "--all-extras", "--no-header"]
    command += ["--no-annotate", "--index-url", "https://pypi.org/simple", *sys.argv[1:]]
    done = subprocess.run([*command, "--output-file", str(LOCK), str(PROJECT)], check=False)
    if done.returncode == 0:
        LOCK.write_text(HEAD + LOCK.read_text(encoding="utf-8"), encoding="utf-8")
    return done.returncode


def check() -> int:
    """Say what does not fit; 1 if anything does not."""
    found = list(wrongs(PROJECT.read_text(encoding="utf-8"), LOCK.read_text(encoding="utf-8")))
    for words in found:
        print(f"requirements/lock.txt: {words}; `make lock` writes it anew")
    return int(bool(found))


def audit() -> int:
    """Ask PyPI for known weaknesses of what is locked, in whatever environment it is meant for."""
    if why := _silent():
        print(f"audit: skipped, nothing was checked: {why}")
        return UNREACHABLE
    rows = sorted((n, v) for n, versions in pinned(LOCK.read_text()).items() for v, _ in versions)
    failed = 0
    # A file for each further version of the same distribution: pip-audit takes one of each.
    for again in range(max(sum(1 for n, _ in rows if n == name) for name, _ in rows)):
        some = {n: v for n, v in rows if [w for m, w in rows if m == n].index(v) == again}
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write("".join(f"{name}=={version}\n" for name, version in some.items()))
            file.flush()
            # Strict: what could not be looked up counts as wrong, not as sound.
            command = [sys.executable, "-m", "pip_audit", "--strict", "--no-deps", "--disable-pip"]
            failed |= subprocess.run([*command, "-r", file.name], check=False).returncode
    return failed


def _silent() -> str | None:
    """Why PyPI cannot be asked here; mirrors often leave out what it knows of weaknesses."""
    try:
        with urllib.request.urlopen(KNOWN_WEAK, timeout=30) as answer:
            told = json.load(answer).get("vulnerabilities")
    except (OSError, ValueError) as error:
        return f"{KNOWN_WEAK} cannot be read ({error})"
    return None if told else f"{KNOWN_WEAK} tells of no weakness, where there are several"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(check())
    sys.exit(audit() if "--audit" in sys.argv else write())
