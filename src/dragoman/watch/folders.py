"""Files of watched folders that are new or have changed since they were taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.acquire import Memory, Seen
from dragoman.acquire.addresses import is_web
from dragoman.acquire.paths import Address, Place, places
from dragoman.model import Skipped


class Folders:
    """The sources of a watch; files that were taken and have not changed since are passed over."""

    def __init__(self, sources: Sequence[str], memory: Memory) -> None:
        self.sources, self.memory = sources, memory
        self.marks: dict[str, str] = {}

    def changed(self) -> Iterator[str | Skipped]:
        """Web addresses, new and changed files, and what is wrong with a source."""
        for source in self.sources:
            if is_web(source):
                yield source
                continue
            for place in places([source]):
                if isinstance(place, Skipped):
                    if place.uri != source or not Path(source).is_dir():
                        yield place  # an empty folder may fill
                elif isinstance(place, Place) and self._is_new(place):
                    yield place.uri
                elif isinstance(place, Address):
                    yield place.url

    def _is_new(self, place: Place) -> bool:
        try:
            status = place.path.stat()
        except OSError:
            return True  # acquiring it tells what is wrong
        url = place.path.absolute().as_uri()
        mark = f"{status.st_size} {status.st_mtime_ns} {self.memory.reading}"
        known = self.memory.recall(url)
        self.marks[url] = mark
        return known is None or known.mark != mark

    def taken(self) -> None:
        """Remember the files as they were when they were listed: all is safely read now."""
        for url, mark in sorted(self.marks.items()):
            known = self.memory.recall(url)
            if known is None or known.mark != mark:
                self.memory.remember(url, Seen(mark=mark))
        self.marks.clear()
