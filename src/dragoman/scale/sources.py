"""The files behind what a user names, in portions that can be read apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, groupby
from pathlib import Path
from zlib import crc32

from dragoman.acquire.addresses import is_web
from dragoman.acquire.budget import Budget
from dragoman.acquire.columns import columns
from dragoman.acquire.fields import FieldsError, beside, known, parsed
from dragoman.acquire.kinds import SUFFIXES, Kind, suffix_of
from dragoman.acquire.paths import SIDECAR, STDIN, Place, places, printable, wanted
from dragoman.acquire.source import Found, Source, Taking
from dragoman.acquire.sources import take
from dragoman.acquire.workshop import Workshop
from dragoman.analysis import Acquired
from dragoman.errors import DragomanError
from dragoman.model import Skipped
from dragoman.scale.storage import is_address, listed, located, opened, path_of
from dragoman.settings import Settings

_HEAVY = 64_000_000  # bytes of files that are read in one go
_ONE = {Kind.TEXT, Kind.HTML, Kind.PDF, Kind.DOCX, Kind.MAIL, Kind.FEED}


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: on a path that all workers see, or at an address of object storage.

    `uri` is what the user knows it by.
    """

    uri: str
    place: str
    size: int
    changed: int
    sidecar: str | None = None

    @property
    def remote(self) -> bool:
        """Whether it lies in object storage."""
        return is_address(self.place)


Portion = tuple[File | Skipped, ...]


def portions(sources: Iterable[str], together: int) -> Iterator[Portion]:
    """The files of the sources in portions: one that holds many documents alone, others in groups.

    Where a group ends follows from the names of its files, so that a file that comes to a folder
    changes the group that it is in, and no other.
    """
    group: list[File | Skipped] = []
    for found in files(sources):
        if group and (_holds_many(found) or _is_full(group, together)):
            yield tuple(group)
            group = []
        group.append(found)
        if _holds_many(found):
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _holds_many(found: File | Skipped) -> bool:
    return isinstance(found, File) and SUFFIXES.get(suffix_of(found.place), Kind.TEXT) not in _ONE


def _is_full(group: Sequence[File | Skipped], together: int) -> bool:
    sizes = sum(one.size for one in group if isinstance(one, File))
    ends = crc32(group[-1].uri.encode("utf-8", "surrogatepass")) % together == 0
    return ends or len(group) >= 4 * together or sizes >= _HEAVY


def files(sources: Iterable[str]) -> Iterator[File | Skipped]:
    """The files behind paths and addresses, each once, folders in the order of their names."""
    seen: set[str] = set()
    for stored, some in groupby(map(_read_by_clusters, sources), is_address):
        for found in chain.from_iterable(map(_stored, some)) if stored else _local(some):
            if isinstance(found, Skipped) or found.place not in seen:
                yield found
                seen |= set() if isinstance(found, Skipped) else {found.place}


def _read_by_clusters(given: str) -> str:
    if given == STDIN or is_web(given):
        raise DragomanError(
            f"{given}: a cluster reads files and folders, also of object storage; "
            "the web and standard input are read without --engine ray"
        )
    return path_of(given)


def _local(given: Iterable[str]) -> Iterator[File | Skipped]:
    for place in places(given):
        if isinstance(place, Place):
            status = place.path.stat()
            # Workers may run in another folder.
            path = str(place.path.absolute())
            yield File(place.uri, path, status.st_size, status.st_mtime_ns)
        elif isinstance(place, Skipped):
            yield place


def _stored(given: str) -> Iterator[File | Skipped]:
    from pyarrow.fs import FileType

    base, question, options = given.partition("?")
    base = base.rstrip("/")
    try:
        system, path = located(given)
        info = system.get_file_info(path)
        if info.type == FileType.File:
            yield File(printable(base), given, info.size, info.mtime_ns or 0)
            return
        found = list(listed(given))
    except OSError as error:
        yield Skipped(printable(base), f"cannot be listed ({error})"[:300])
        return
    names = {one.name for one in found}
    kept = [one for one in found if wanted(one.name)]
    for one in kept:
        sidecar = next((name for name in _sidecars(one.name) if name in names), None)
        yield File(
            printable(f"{base}/{one.name}"),
            f"{base}/{one.name}{question}{options}",
            one.size,
            one.changed,
            sidecar and f"{base}/{sidecar}{question}{options}",
        )
    if not kept:
        yield Skipped(printable(base), "holds no document")


def _sidecars(name: str) -> tuple[str, str]:
    folder, _, last = name.rpartition("/")
    stem = str(Path(last).with_suffix(SIDECAR))
    return name + SIDECAR, f"{folder}/{stem}" if folder else stem


def fingerprint(portion: Portion) -> str:
    """What tells whether the files of a portion are those that were read."""
    told = [
        (one.uri, one.reason) if isinstance(one, Skipped) else (one.uri, one.size, one.changed)
        for one in portion
    ]
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def documents(portion: Portion, settings: Settings) -> Iterator[Acquired | Skipped]:
    """The documents of a portion, as `dragoman add` acquires them, or why there are none."""
    with Workshop(settings) as workshop:
        taking = Taking(settings, columns(settings.columns), workshop, take)
        for one in portion:
            if isinstance(one, Skipped):
                yield one
            else:
                yield from _taken(one, taking)


def _taken(file: File, taking: Taking) -> Found:
    try:
        with opened(file.place) if file.remote else Path(file.place).open("rb") as stream:
            fields = _beside(file)
            budget = Budget(file.size, taking.settings.max_unpacked)
            name = file.uri.rpartition("/")[2]
            yield from take(Source(file.uri, name, stream, budget, fields=fields), taking)
    except FieldsError as error:
        yield Skipped(file.uri, str(error))
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        yield Skipped(file.uri, f"cannot be opened ({told})"[:300])


def _beside(file: File) -> dict[str, str]:
    """What the sidecar of a file tells, if it has one; raises FieldsError."""
    if not file.remote:
        return beside(Path(file.place))
    if file.sidecar is None:
        return {}
    try:
        with opened(file.sidecar) as stream:
            return known(parsed(stream.read()))
    except FieldsError as error:
        raise FieldsError(f"its sidecar {file.sidecar.rpartition('/')[2]} {error}") from None
