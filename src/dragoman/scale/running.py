"""A run on a cluster: what is not yet kept is read by Ray Data, then all is merged by blocks."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from dragoman.dates import check_date
from dragoman.ledger.store import stamp
from dragoman.model import Failure, Skipped
from dragoman.scale.engine import Engine, joined, processors
from dragoman.scale.lists import write_lists
from dragoman.scale.shards import RUNS, SHARDS, Manifest, Versions, finished, manifest
from dragoman.scale.sources import Portion, portions
from dragoman.scale.storage import PART, folder_at
from dragoman.scale.working import ShardReader, Work, acquired, portion_file
from dragoman.settings import Settings

SHARD = 200  # documents; what is lost with a worker is less than a minute of its work
_SLICE = 0.1  # of a processor: what acquiring takes, compared with reading


@dataclass(frozen=True, slots=True)
class Part:
    """A shard that is kept: how many documents were read now or known before, and which not."""

    done: int
    known: int
    unread: tuple[Skipped | Failure, ...]


def add(
    sources: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    address: str | None = None,
    workers: int | None = None,
    shard: int = SHARD,
    published: str | None = None,
    settings: Settings | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Part]:
    """Read documents on a cluster into a folder of tables; yields each shard as it is kept.

    `sources` are files, folders and addresses of object storage (s3://, gs://), `out` a folder or
    such an address; all workers must see both. Run again, it reads only what is not there yet.
    """
    settings = _anywhere(settings or Settings())
    given = {"published": check_date(published)} if published else {}
    folder = folder_at(os.fspath(out))
    work = Work(folder, settings, given, Versions.of(settings, given), shard)
    named = [os.fspath(one) for one in sources]
    asked = list(portions(named, shard))
    begun = stamp(clock())
    folder.write(f"{SHARDS}/begun{PART}", b"")  # tells at once whether it can be written
    with joined(address) as ray:
        kept = finished(folder)
        run = _Run(work, asked, kept, workers or processors(ray))
        yield from run.known()
        yield from run.read(ray)
        note(work, named, run.order(), begun, stamp(clock()))
        write_lists(Engine(ray), folder, settings, finished(folder))


def _anywhere(settings: Settings) -> Settings:
    """The settings for workers that run in other folders."""
    return replace(settings, codebook=tuple(path.absolute() for path in settings.codebook))


class _Run:
    """The portions of a run and the shards that they come to, in the order of the sources."""

    def __init__(
        self, work: Work, asked: Sequence[Portion], kept: dict[str, Manifest], workers: int
    ) -> None:
        self.work, self.asked, self.kept, self.workers = work, asked, kept, workers
        self.keys: dict[tuple[int, int], str] = {}
        self.open: list[int] = []

    def known(self) -> Iterator[Part]:
        """The shards of portions that have not changed since all of them was kept."""
        for at, portion in enumerate(self.asked):
            told = self.work.out.read(portion_file(portion, self.work.versions))
            keys = json.loads(told)["shards"] if told else [""]
            if not all(key in self.kept for key in keys):
                self.open.append(at)
                continue
            for number, key in enumerate(keys):
                self.keys[at, number] = key
                yield _part(self.kept[key], known=True)

    def read(self, ray: Any) -> Iterator[Part]:
        """Read the others; a shard that is kept already is not read again."""
        if not self.open:
            return
        with _at_once(ray):
            for row in self._dataset(ray).iter_rows():
                key = self.keys[row["portion"], row["number"]] = row["key"]
                told = row["manifest"]
                made = manifest(json.loads(told)) if told else self.kept[key]
                yield _part(made, known=not told)

    def _dataset(self, ray: Any) -> Any:
        asked = [{"portion": at, "files": pickle.dumps(self.asked[at])} for at in self.open]
        data = ray.data.from_items(asked, override_num_blocks=len(asked))
        told = {"work": self.work, "kept": frozenset(self.kept)}
        found = data.map_batches(acquired, batch_size=1, fn_kwargs=told, num_cpus=_SLICE)
        return found.map_batches(
            ShardReader,
            fn_constructor_args=(self.work,),
            batch_size=1,
            compute=ray.data.ActorPoolStrategy(size=self.workers),
            num_cpus=1 - _SLICE,
        )

    def order(self) -> list[str]:
        """The keys of all shards, in the order of the sources."""
        return [self.keys[place] for place in sorted(self.keys)]


def _part(made: Manifest, *, known: bool) -> Part:
    unread = tuple(
        Skipped(uri, reason) if outcome == "skipped" else Failure(uri, reason)
        for outcome, uri, reason in made.unread
    )
    return Part(0 if known else made.done, made.done if known else 0, unread)


@contextmanager
def _at_once(ray: Any) -> Iterator[None]:
    """Ray Data as a run needs it: every shard is handed on as soon as it is there."""
    context = ray.data.DataContext.get_current()
    before = context.target_max_block_size, context.enable_progress_bars
    context.target_max_block_size, context.enable_progress_bars = 1, False
    try:
        yield
    finally:
        context.target_max_block_size, context.enable_progress_bars = before


def note(work: Work, sources: list[str], order: list[str], begun: str, ended: str) -> None:
    """Keep what the run was after those before it, unless it found what the last one did."""
    folder = work.out
    before = folder.files(RUNS)
    last = json.loads(folder.read(f"{RUNS}/{before[-1].name}") or b"{}") if before else {}
    if last.get("shards") == order:
        return
    number = 1 + len(before)
    told = {
        "number": number,
        "sources": sources,
        "given": dict(work.given),
        "extractor": work.versions.extractor,
        "codebook": work.versions.codebook,
        "settings": work.versions.settings,
        "started": begun,
        "finished": ended,
        "shards": order,
    }
    written = json.dumps(told, ensure_ascii=False, indent=1)
    folder.write(f"{RUNS}/{number:06d}.json", written.encode("utf-8", "backslashreplace"))
