"""The lock file: every distribution that dragoman and its extras pull in, with version and hashes.

python scripts/lock.py            write requirements/lock.txt (asks PyPI through uv)
python scripts/lock.py --check    does it fit pyproject.toml? (asks nobody)
python scripts/lock.py --audit    are there known weaknesses in it? (asks PyPI)
python scripts/lock.py --audit lxml jinja2    the same, of these alone
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
import urllib.request
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
LOCK, PROJECT = ROOT / "requirements" / "lock.txt", ROOT / "pyproject.toml"
HEAD = (
    "# Made by `make lock` of pyproject.toml, all extras, Python 3.11 and later, every platform.\n"
    "# Install from it with: pip install --require-hashes -r requirements/lock.txt\n"
)
WEAK, UNASKED = 1, 3
PAGES = "https://pypi.org/pypi/"
# Known to be weak, so that they tell whether PyPI can be asked: a version, and a latest version.
WEAK_VERSION, WEAK_LATEST = "jinja2/2.10", "pycrypto"
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


def audit(names: Collection[str] = ()) -> int:
    """Ask PyPI for known weaknesses of what is locked, in whatever environment it is meant for."""
    wanted = set(map(canonicalize_name, names))
    found = pinned(LOCK.read_text(encoding="utf-8"))
    rows = sorted((n, v) for n, versions in found.items() for v, _ in versions)
    rows = [(name, version) for name, version in rows if not wanted or name in wanted]
    if unknown := sorted(wanted.difference(found)):
        print(f"audit: not in requirements/lock.txt: {', '.join(unknown)}")
        return WEAK
    if _tells(WEAK_VERSION):
        return _by_version(rows)
    if _tells(WEAK_LATEST):
        return _by_latest(rows)
    print(f"audit: skipped, nothing was checked: {PAGES}{WEAK_LATEST}/json tells of no weakness,")
    print("where there are several; ask where PyPI itself is reached")
    return UNASKED


def _tells(weak: str) -> bool:
    """Whether PyPI passes on what it knows; mirrors often leave it out."""
    try:
        return bool(_page(weak).get("vulnerabilities"))
    except (OSError, ValueError):
        return False


def _by_version(rows: list[tuple[str, str]]) -> int:
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


def _by_latest(rows: list[tuple[str, str]]) -> int:
    """Ask the page of each distribution, which knows its latest version only."""
    pages: dict[str, dict[str, Any] | str] = {}
    weak = unasked = 0
    for name, version in rows:
        if name not in pages:
            pages[name] = _kept(name)
        told = weaknesses(pages[name], version)
        if isinstance(told, str):
            unasked += 1
            print(f"not asked: {name} {version}: {told}")
        else:
            weak += bool(told)
            print("".join(f"weak: {name} {version}: {words}\n" for words in told), end="")
    print(f"audit: {len(rows) - unasked} of {len(rows)} versions asked, {weak} known to be weak")
    return WEAK if weak else UNASKED if unasked else 0


def weaknesses(page: dict[str, Any] | str, version: str) -> list[str] | str:
    """What PyPI's page of a distribution tells against a version, or why it tells nothing."""
    if isinstance(page, str):
        return page
    try:
        latest, rows = page["info"]["version"], page["vulnerabilities"]
        if Version(latest) != Version(version):
            return f"PyPI's page is about {latest}"
        known = [row for row in rows if not row.get("withdrawn")]
        return sorted(" ".join([row["id"], *sorted(row.get("aliases", ()))]) for row in known)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return f"PyPI's page is not as expected ({error!r})"


def _kept(name: str) -> dict[str, Any] | str:
    try:
        return _page(name)
    except (OSError, ValueError) as error:
        return f"PyPI's page cannot be read ({error})"


def _page(name: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{PAGES}{name}/json", timeout=30) as answer:
        page: dict[str, Any] = json.load(answer)
    return page


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(check())
    at = sys.argv.index("--audit") if "--audit" in sys.argv else None
    sys.exit(write() if at is None else audit(sys.argv[at + 1 :]))
