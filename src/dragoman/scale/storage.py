"""Folders and files on this machine and in object storage, by the addresses that users write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from dragoman.errors import DragomanError

PART = ".part-"  # in the names of files that are being written


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as a listing tells it; `name` is its path below the folder that was listed."""

    name: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the file system or of object storage; every worker opens it for itself."""

    uri: str

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None when there is none."""
        system, root = located(self.uri)
        try:
            with system.open_input_stream(_within(root, name)) as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Put a file in its place, whole or not at all; raises DragomanError."""
        try:
            self._write(name, content)
        except OSError as error:
            told = error.strerror or str(error)
            raise DragomanError(f"{self.uri}: cannot be written: {told}"[:300]) from error

    def _write(self, name: str, content: bytes) -> None:
        system, root = located(self.uri)
        target = _within(root, name)
        # An object appears when it is closed; a file grows before the eyes of all.
        grows = system.type_name in {"local", "hdfs"}
        place = f"{target}{PART}{uuid4().hex}" if grows else target
        if grows:
            system.create_dir(target.rpartition("/")[0], recursive=True)
        with system.open_output_stream(place) as stream:
            stream.write(content)
        if grows:
            system.move(place, target)

    def files(self, below: str = "") -> list[Stored]:
        """The files below a folder of this one, in the order of their names."""
        return list(listed(self.uri, below))

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        system, root = located(self.uri)
        try:
            system.delete_file(_within(root, name))
        except FileNotFoundError:
            return


def listed(uri: str, below: str = "") -> Iterator[Stored]:
    """The files of a folder and the folders within, each level in the order of its names."""
    system, root = located(uri)
    from pyarrow.fs import FileSelector, FileType

    top = _within(root, below)
    selector = FileSelector(top, allow_not_found=True, recursive=True)
    found = [one for one in system.get_file_info(selector) if one.type == FileType.File]
    cut = len(top.rstrip("/")) + 1
    for one in sorted(found, key=lambda one: one.path.split("/")):
        yield Stored(one.path[cut:], one.size, one.mtime_ns or 0)


def is_address(place: str) -> bool:
    """Whether a place is the address of a store (s3://, gs://, file:// …), not a path."""
    scheme, mark, _ = place.partition("://")
    return bool(mark) and len(scheme) > 1 and scheme.replace("+", "").replace("-", "").isalnum()


def folder_at(place: str) -> Folder:
    """The folder at a path or address, for workers that may run in another folder."""
    return Folder(place if is_address(place) else str(Path(place).absolute()))


def path_of(place: str) -> str:
    """A file:// address as the path that it means; anything else as it is."""
    parts = urlsplit(place)
    return unquote(parts.path) if place.lower().startswith("file://") else place


def located(uri: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it; raises DragomanError."""
    try:
        from pyarrow.fs import LocalFileSystem
    except ImportError as error:
        raise DragomanError(
            "reading on a cluster, and its tables, need `pip install 'dragoman[ray]'`"
        ) from error
    if is_address(path_of(uri)):
        return _joined(uri)
    return LocalFileSystem(), Path(path_of(uri)).absolute().as_posix()


@lru_cache(maxsize=32)
def _joined(uri: str) -> tuple[Any, str]:
    from pyarrow import ArrowInvalid, fs

    try:
        system, path = fs.FileSystem.from_uri(uri)
    except ArrowInvalid:
        return _by_fsspec(uri)
    return system, path.rstrip("/")


def _by_fsspec(uri: str) -> tuple[Any, str]:
    """What Arrow has no file system for: az://, webdav:// and all that has a package of fsspec."""
    from fsspec.core import url_to_fs
    from pyarrow.fs import FSSpecHandler, PyFileSystem

    try:
        system, path = url_to_fs(uri)
    except (ImportError, ValueError) as error:
        raise DragomanError(f"{uri}: cannot be reached: {error}") from error
    return PyFileSystem(FSSpecHandler(system)), path.rstrip("/")


def opened(uri: str) -> BufferedReader:
    """A file of a store to read from, with random access."""
    system, path = located(uri)
    return BufferedReader(_Remote(system.open_input_file(path)), 1 << 20)


class _Remote(RawIOBase):
    """A file of Arrow as Python's own readers want it."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self.file.seek(offset, whence)
        return int(self.file.tell())

    def tell(self) -> int:
        return int(self.file.tell())

    def readinto(self, buffer: Any) -> int:
        found = self.file.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        if not self.closed:
            self.file.close()
        super().close()


def _within(root: str, name: str) -> str:
    return f"{root}/{name}" if name else root
