"""`dragoman export snapshot` and `verify`: a frozen copy that can be cited, and whether it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import click

from dragoman.cli.exits import Exit
from dragoman.cli.export import export
from dragoman.cli.options import EVENT_FILTERS, FILTERS, ledger_option
from dragoman.cli.output import say
from dragoman.errors import DragomanError
from dragoman.settings import Settings

_LABELS = 50_000_000  # bytes; a larger manifest is none of ours
_PIECE = 1 << 20
Store = Callable[[str, Iterable[bytes]], tuple[str, int]]


def _filtered(function: Any) -> Any:
    for name in reversed(EVENT_FILTERS):
        function = FILTERS[name](function)
    return ledger_option(function)


@export.command(short_help="A frozen copy that can be cited.")
@click.argument("target", metavar="FOLDER|FILE.zip", type=click.Path(path_type=Path))
@_filtered
@click.option("--title", help="What the snapshot is called.")
@click.option(
    "--author", "authors", multiple=True, metavar="NAME", help="Who is cited; may be repeated."
)
@click.option(
    "--texts", is_flag=True, help="With the texts of the documents (mind their copyright)."
)
@click.pass_obj
def snapshot(
    settings: Settings,
    /,
    target: Path,
    ledger: str | None,
    title: str | None,
    authors: tuple[str, ...],
    texts: bool,
    **asked: Any,
) -> int:
    """A frozen copy that can be cited: lists, verdicts, sources, codebook, with hashes and an id.

    FOLDER or FILE.zip must be new. The same ledger gives the same id. A filter holds for each list
    as far as it applies to it; all statuses are written.
    """
    from dragoman.cli.asking import asked_filter, opened
    from dragoman.export.snapshot import Asked, members, state

    if target.exists():
        raise DragomanError(f"{target} is there already; a snapshot overwrites nothing")
    with opened(settings, ledger) as view:
        named = title or f"dragoman ledger {Path(view.ledger.name).stem}"
        wanted = Asked(named, authors, asked_filter(asked, settings), texts, settings.codebook)
        before = state(view)
        with _storing(target) as store:
            files = {name: store(name, pieces) for name, pieces in members(view, wanted)}
            said = _told(view, wanted, files, settings, store)
            if state(view) != before:
                raise DragomanError("the ledger was written to meanwhile; take the snapshot again")
    say(f"dragoman: {target} holds snapshot {said['id']}")
    return Exit.DONE


def _told(view: Any, wanted: Any, files: Any, settings: Settings, store: Store) -> dict[str, Any]:
    """Write the files that follow from the others."""
    from importlib.metadata import version

    from dragoman.codebook import load_codebook
    from dragoman.export.snapshot import labels, manifest

    codebook = load_codebook(settings.codebook)
    versions = {
        "dragoman": version("dragoman"),
        "codebook": f"{codebook.version}+{codebook.digest}",
    }
    said = manifest(view, wanted, files, versions)
    for name, text in labels(said).items():
        store(name, [text.encode("utf-8", "backslashreplace")])
    return said


@contextmanager
def _storing(target: Path) -> Iterator[Store]:
    """Where to put files one after the other; the whole appears at its place, or nothing does."""
    part = target.with_name(f".{target.name}.part")
    zipped = target.suffix.lower() == ".zip"
    _remove(part)  # what a killed run may have left
    try:
        if zipped:
            with ZipFile(part, "w", ZIP_DEFLATED) as archive:
                yield lambda name, pieces: _into_zip(archive, name, pieces)
        else:
            part.mkdir()
            yield lambda name, pieces: _into_folder(part, name, pieces)
        part.replace(target)
    except OSError as error:
        raise DragomanError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    if part.is_dir() and not part.is_symlink():
        shutil.rmtree(part, ignore_errors=True)
    else:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _into_zip(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> tuple[str, int]:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the same bytes whenever it is taken
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    with archive.open(entry, "w", force_zip64=True) as sink:
        return _hashed(sink, pieces)


def _into_folder(folder: Path, name: str, pieces: Iterable[bytes]) -> tuple[str, int]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as sink:
        return _hashed(sink, pieces)


def _hashed(sink: IO[bytes], pieces: Iterable[bytes]) -> tuple[str, int]:
    total, length = sha256(), 0
    for piece in pieces:
        sink.write(piece)
        total.update(piece)
        length += len(piece)
    return total.hexdigest(), length


@export.command(short_help="Whether a snapshot is unchanged.")
@click.argument("path", metavar="PATH", type=click.Path(exists=True, path_type=Path))
def verify(path: Path) -> int:
    """Check that a snapshot is whole and unchanged; what is wrong is listed, and the end is 1."""
    from dragoman.export.snapshot import wrongs

    with _reading(path) as (names, read):
        said = _manifest(path, names, read)
        told = {n: _text(read, n) for n in _labels() if n in names}
        sizes = {name: entry["bytes"] for name, entry in said["files"].items()}
        files = {n: _digest(read, n, sizes.get(n, 0)) for n in names if n not in _labels()}
        found = list(wrongs(said, files, told))
    for words in found:
        click.echo(words)
    if found:
        return Exit.FAILED
    say(f"dragoman: snapshot {said['id']} is whole and unchanged: {len(files)} files")
    return Exit.DONE


def _labels() -> tuple[str, ...]:
    return ("snapshot.json", "CITATION.cff", "README.txt")


Read = Callable[[str], IO[bytes]]


@contextmanager
def _reading(path: Path) -> Iterator[tuple[list[str], Read]]:
    """The names of a snapshot's files, and how to open one."""
    try:
        if path.is_dir():
            found = {p.relative_to(path).as_posix(): p for p in path.rglob("*") if p.is_file()}
            yield sorted(found), lambda name: found[name].open("rb")
            return
        with ZipFile(path) as archive:
            names = sorted({e.filename for e in archive.infolist() if not e.is_dir()})
            yield names, archive.open
    except (BadZipFile, OSError, EOFError) as error:
        raise DragomanError(f"{path} cannot be read: {error}") from error


def _manifest(path: Path, names: list[str], read: Read) -> dict[str, Any]:
    import json

    no_snapshot = DragomanError(f"{path} is no snapshot: expected a sound snapshot.json in it")
    if "snapshot.json" not in names:
        raise no_snapshot
    try:
        said = json.loads(_text(read, "snapshot.json"))
        sound = all(
            isinstance(entry["sha256"], str) and isinstance(entry["bytes"], int)
            for entry in said["files"].values()
        )
        needed = {"id", "format", "title", "authors", "as_of", "ledger", "files"}
        if not sound or not needed <= set(said) or "id" not in said["ledger"]:
            raise no_snapshot
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise no_snapshot from error
    if said["format"] != "dragoman snapshot 1":
        raise DragomanError(
            f"{path} is of format {said['format']!r}, which this dragoman does not know"
        )
    return dict(said)


def _text(read: Read, name: str) -> str:
    with read(name) as file:
        return file.read(_LABELS).decode("utf-8", "replace")


def _digest(read: Read, name: str, expected: int) -> tuple[str, int]:
    """Hash and size; a file that is longer than it should be is read no further."""
    total, length = sha256(), 0
    with read(name) as file:
        while length <= expected and (piece := file.read(_PIECE)):
            total.update(piece)
            length += len(piece)
    return total.hexdigest(), length
