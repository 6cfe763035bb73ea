"""ZIP and tar archives and single compressed files, streamed: each member is a source of its own.

Nothing is ever unpacked to a place that a member's name could choose; links are not followed.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BufferedIOBase, BufferedReader
from typing import IO, cast

from dragoman.acquire.budget import metered
from dragoman.acquire.kinds import Kind, suffix_of
from dragoman.acquire.paths import printable, wanted
from dragoman.acquire.source import Found, Source, Taking, aside
from dragoman.model import Skipped

BROKEN = (
    EOFError,
    gzip.BadGzipFile,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)
OPENERS: dict[Kind, Callable[[IO[bytes]], BufferedIOBase]] = {
    Kind.GZIP: lambda stream: gzip.GzipFile(fileobj=stream, mode="rb"),
    Kind.BZIP2: bz2.BZ2File,
    Kind.XZ: lzma.LZMAFile,
}
_TARS = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
EMPTY = "is an archive without any document"


def compressed(source: Source, taking: Taking, kind: Kind) -> Found:
    """The one file that a gzip, bzip2 or xz file holds."""
    unpacked = metered(OPENERS[kind](source.stream), source.budget)
    suffix = suffix_of(source.name)
    stem = source.name.removesuffix(source.name[-len(suffix) :]) if suffix else source.name
    known = suffix in {".gz", ".bz2", ".xz", *_TARS}
    name = stem + _TARS.get(suffix, "") if known else source.name
    yield from taking.take(
        replace(source, name=name, stream=unpacked, depth=source.depth + 1), taking
    )


def zipped(source: Source, taking: Taking) -> Found:
    """The members of a ZIP archive, in the order in which it lists them."""
    stream = source.stream if source.stream.seekable() else aside(source.stream)
    with stream, _listing(stream) as archive:
        held = False
        for info in archive.infolist():
            source.budget.member()
            if not info.filename or info.is_dir() or _is_link(info) or not wanted(info.filename):
                continue
            held = True
            yield from _member(source, taking, archive, info)
        if not held:
            yield Skipped(source.uri, EMPTY)


def _listing(stream: BufferedReader) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (NotImplementedError, OSError, ValueError) as error:  # what a broken list leads to
        raise zipfile.BadZipFile(str(error)) from None


def _member(
    source: Source, taking: Taking, archive: zipfile.ZipFile, info: zipfile.ZipInfo
) -> Found:
    name = printable(info.filename)
    if info.flag_bits & 1:
        yield Skipped(f"{source.uri}#{name}", "is protected with a password")
        return
    try:
        packed = archive.open(info)
    except NotImplementedError:
        yield Skipped(f"{source.uri}#{name}", "is packed in a way that cannot be unpacked")
        return
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        yield Skipped(f"{source.uri}#{name}", f"is damaged in the archive ({error})")
        return
    with packed:
        stream = metered(cast(BufferedIOBase, packed), source.budget)
        yield from taking.take(source.within(name, stream), taking)


def tarred(source: Source, taking: Taking) -> Found:
    """The files of a tar archive, read once from its beginning."""
    held = False
    with tarfile.open(fileobj=source.stream, mode="r|") as archive:
        for info in archive:
            source.budget.member()
            archive.members = []  # type: ignore[attr-defined] # it would keep every member
            if not info.isreg() or not wanted(info.name):
                continue
            stream = archive.extractfile(info)
            assert stream is not None
            held = True
            inner = source.within(
                printable(info.name), metered(cast(BufferedIOBase, stream), source.budget)
            )
            yield from taking.take(inner, taking)
    if not held:
        yield Skipped(source.uri, EMPTY)


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def told(error: Exception) -> str:
    """What is wrong with an archive that broke while it was read."""
    if isinstance(error, EOFError) or "end of data" in str(error):
        return "is cut off: it ends in the midst of what it holds"
    if isinstance(error, zipfile.BadZipFile):
        return "is a damaged or cut off ZIP archive"
    if isinstance(error, zlib.error | lzma.LZMAError):
        return "is damaged: its packed bytes make no sense"
    return f"is damaged ({error})"
