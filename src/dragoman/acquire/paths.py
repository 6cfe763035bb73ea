"""What a user's paths name: the files behind folders, globs and links, in a fixed order."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from dragoman.acquire.addresses import is_web
from dragoman.acquire.kinds import SUFFIXES, UNREAD, suffix_of
from dragoman.model import Skipped

SIDECAR = ".meta.json"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
STDIN = "-"
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file that is in use


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read and the name by which the user knows it."""

    path: Path
    uri: str


@dataclass(frozen=True, slots=True)
class Address:
    """A page or feed of the web to ask for."""

    url: str


def places(paths: Iterable[str | Path]) -> Iterator[Place | Address | Skipped]:
    """The files that the paths name, each once, folders in the order of their names."""
    seen: set[tuple[int, int]] = set()
    for given in paths:
        if is_web(str(given)):
            yield Address(str(given))
            continue
        for found in _expand(str(given)):
            if isinstance(found, Place) and found.uri != STDIN:
                key = _identity(found.path)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _expand(given: str) -> Iterator[Place | Skipped]:
    path = Path(given)
    try:
        if given == STDIN:
            yield Place(path, STDIN)
        elif not given:  # which Path takes for this folder
            yield Skipped("''", "is no path: nothing is named")
        elif "://" in given and not os.path.lexists(path):
            kind = printable(given.partition("://")[0])
            yield Skipped(printable(given), f"is an address of the kind {kind}, not http(s)")
        elif path.is_dir():
            yield from _folder(path)
        elif os.path.lexists(path) or not has_magic(given):
            yield _file(path)
        else:
            yield from _matches(given)
    except (OSError, ValueError) as error:
        yield Skipped(printable(given), f"is not a path that can be opened ({error})")


def _matches(pattern: str) -> Iterator[Place | Skipped]:
    # Path.glob knows no absolute patterns.
    found = sorted(glob(pattern, recursive=True))  # noqa: PTH207
    if not found:
        yield Skipped(printable(pattern), "no file matches this pattern")
    for name in found:
        path = Path(name)
        if path.is_dir():
            # "**" already names what the folders below hold.
            yield from () if "**" in pattern else _folder(path)
        elif not name.endswith(SIDECAR):
            yield _file(path)


def _file(path: Path) -> Place | Skipped:
    uri = printable(path.as_posix())
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        what = "is a link to a file that is not there" if path.is_symlink() else "does not exist"
        return Skipped(uri, what)
    except OSError as error:
        return Skipped(uri, f"cannot be opened ({(error.strerror or str(error)).lower()})")
    if not stat.S_ISREG(mode):
        return Skipped(uri, f"is {_kind(mode)}, not a file")
    if _in_use(path):
        return Skipped(uri, "is a database in use, not a document")
    return Place(path, uri)


def _in_use(path: Path) -> bool:
    """Whether it is an open database of SQLite, or one of the files that lie beside such a one.

    To close such a file would let go of the locks that this process has on its ledger.
    """
    real = path.resolve() if path.is_symlink() else path
    name = real.name
    of = {name.removesuffix(end) for end in _BESIDE} - {name}
    beside = of or {name + end for end in _BESIDE}
    return any(real.with_name(other).exists() for other in beside)


def _kind(mode: int) -> str:
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFDIR: "a folder"}
    return kinds.get(stat.S_IFMT(mode), "a device")


def _folder(folder: Path) -> Iterator[Place | Skipped]:
    held = False
    for found in _walk(folder, frozenset()):
        held = True
        yield found
    if not held:
        yield Skipped(
            printable(folder.as_posix()),
            f"holds no document (looked for {', '.join(sorted(SUFFIXES))})",
        )


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Place | Skipped]:
    key = _identity(folder)
    if key in above:
        yield Skipped(printable(folder.as_posix()), "is a link back to a folder that holds it")
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        reason = f"cannot be listed ({(error.strerror or str(error)).lower()})"
        yield Skipped(printable(folder.as_posix()), reason)
        return
    for entry in entries:
        if entry.is_dir() and not entry.name.startswith("."):
            yield from _walk(entry, above | {key})
        elif wanted(entry.name):
            yield _file(entry)


def wanted(name: str) -> bool:
    """Whether a file of a folder or archive is by its name a document, or one a user would miss."""
    parts = name.replace("\\", "/").split("/")
    if name.endswith(SIDECAR) or any(map(_hidden, parts)):
        return False
    suffix = suffix_of(name)
    return not suffix or suffix in SUFFIXES or suffix in UNREAD


def _hidden(part: str) -> bool:
    return part.startswith((".", "__MACOSX")) and part not in {".", ".."}


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def printable(name: str) -> str:
    """A name as valid Unicode that does a terminal no harm: other characters become U+FFFD."""
    text = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub("\ufffd", text)
