"""PDF and Word files are read in a process of its own: what hangs or breaks there ends alone."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from threading import Event, Timer
from types import TracebackType
from typing import IO, Any, Self

from dragoman.settings import Settings

TOO_MUCH = "needs too much memory"


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text or page that a file holds and what it tells of itself, or why there is none."""

    content: str = ""
    media: str = "text"
    told: dict[str, str] = field(default_factory=dict)
    reason: str | None = None


class Workshop:
    """The process that reads PDF and Word files; started when the first is there."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def extract(self, kind: str, raw: bytes) -> Extracted:
        """What the process makes of a file, within the time that a document may take."""
        process = self.process = self.process or _started()
        assert process.stdin is not None
        assert process.stdout is not None
        late = Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = Timer(self.settings.max_seconds, give_up)
        timer.start()
        try:
            answer = _asked(process.stdin, process.stdout, kind, raw, self.settings.max_characters)
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            limit = f"takes longer than the limit of {self.settings.max_seconds:,} seconds"
            broken = "is so damaged that its reader breaks on it"
            return Extracted(reason=f"{limit} (setting max_seconds)" if late.is_set() else broken)
        found = Extracted(**answer)
        if found.reason == TOO_MUCH:
            self.close()  # what is left of its memory might not do for the next file
        return found

    def close(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


def _started() -> subprocess.Popen[bytes]:
    # -P: a file of the user's in the working folder must not be taken for a module.
    command = [sys.executable, "-P", "-m", "dragoman.acquire.extracting"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603


def _asked(
    question: IO[bytes], answer: IO[bytes], kind: str, raw: bytes, limit: int
) -> dict[str, Any] | None:
    """The answer of the process; None when it ended."""
    header = json.dumps({"kind": kind, "size": len(raw), "limit": limit})
    try:
        question.write(header.encode() + b"\n" + raw)
        question.flush()
        line = answer.readline()
    except OSError:
        return None
    return dict(json.loads(line)) if line.endswith(b"\n") else None
