"""One target under atheris: `python -m fuzz.one NAME SECONDS FOLDER`; findings lie in FOLDER.

What an input breaks is kept once for each place that it breaks at, and the fuzzing goes on; only
what ends the process (a crash of a library, an input without end, memory) ends it.
"""

from __future__ import annotations

import json
import pkgutil
import random
import sys
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import atheris

from fuzz import target, targets
from fuzz.target import BrokenError, Once, Target

CORPUS = Path(__file__).parent / "corpus"
# Readers written in Python; those written in C show nothing of their branches.
INSTRUMENTED = ["dragoman", "feedparser", "mammoth", "warcio"]
SLOW, MEMORY = 600, 4096  # seconds of a busy machine, and megabytes, for one input


def main(name: str, seconds: str, folder: str) -> None:
    """Fuzz one target for so many seconds."""
    kept = Path(folder)
    with atheris.instrument_imports(include=INSTRUMENTED):
        chosen = targets.target(name)
        _load_rooms()
        once = chosen.start()
    words = sorted({word for word in chosen.words() if word})
    atheris.Setup(
        ["fuzz", *_arguments(name, chosen, int(seconds), kept, words)],
        _Tried(once, chosen.seconds, kept),
        custom_mutator=_Worded(words) if words else None,
    )
    atheris.Fuzz()


def _load_rooms() -> None:
    """Import the rooms in use while imports are instrumented: much is imported where it is used."""
    import dragoman

    used = {".".join(name.split(".")[:2]) for name in sys.modules if name.startswith("dragoman.")}
    readers = INSTRUMENTED[1:] if "dragoman.acquire" in used else []
    names = [m.name for m in pkgutil.walk_packages(dragoman.__path__, "dragoman.")]
    rooms = [n for n in names if ".".join(n.split(".")[:2]) in used and ".migrations." not in n]
    for name in [*rooms, *readers]:
        try:
            import_module(name)
        except ImportError as error:
            print(f"not instrumented: {error}", file=sys.stderr)


def _arguments(name: str, chosen: Target, seconds: int, kept: Path, words: list[str]) -> list[str]:
    grown = kept / "corpus"
    grown.mkdir(parents=True, exist_ok=True)
    dictionary = kept / "words"
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()[:60]) for word in words)
    dictionary.write_text("".join(f'"{word}"\n' for word in quoted))
    seeds = CORPUS / name
    return [
        f"-max_total_time={seconds}",
        f"-max_len={chosen.longest}",
        f"-timeout={SLOW}",
        f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={kept}/ended-",
        *([f"-dict={dictionary}"] if words else []),
        "-report_slow_units=600",
        "-print_final_stats=1",
        str(grown),
        *([str(seeds)] if seeds.is_dir() else []),
    ]


class _Tried:
    """Tries an input, keeps it where it breaks what must hold, and goes on."""

    def __init__(self, once: Once, seconds: float, kept: Path) -> None:
        self.once, self.seconds, self.kept = once, seconds, kept
        self.known = {path.name for path in kept.glob("broke-*")}

    def __call__(self, data: bytes) -> None:
        begun = time.process_time()
        try:
            self.once(data)
            if (took := time.process_time() - begun) > self.seconds:
                raise BrokenError(f"took {took:.1f} seconds of processor time")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            self._keep(data, error)

    def _keep(self, data: bytes, error: Exception) -> None:
        frames = [
            f for f in traceback.extract_tb(error.__traceback__) if f.filename != target.__file__
        ]
        ours = frames
        if not isinstance(error, BrokenError):
            ours = [f for f in frames if "/dragoman/" in f.filename] or frames
        place = f"{Path(ours[-1].filename).stem}-{ours[-1].lineno}"
        name = f"broke-{type(error).__name__}-{place}"
        if name in self.known:
            return
        self.known.add(name)
        (self.kept / name).write_bytes(data)
        told = {"name": name, "error": f"{type(error).__name__}: {error}"[:500],
                "trace": traceback.format_exc()[-3000:]}  # fmt: skip
        with (self.kept / "findings.jsonl").open("a") as file:
            file.write(json.dumps(told) + "\n")


class _Worded:
    """Changes an input by whole words half of the time, else by bytes as libFuzzer does."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = [word.encode() for word in words]

    def __call__(self, data: bytes, longest: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(data, longest))
        parts = bytes(data).split(b" ")
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(parts) + 1)
            to = min(len(parts), at + chance.choice((0, 0, 1, 1, 2)))
            drawn = chance.choice((chance.choice(self.words), chance.choice(parts)))
            parts[at:to] = [] if chance.random() < 0.2 and len(parts) > 1 else [drawn]
            parts = parts or [b""]
        return b" ".join(parts)[:longest]


if __name__ == "__main__":
    main(*sys.argv[1:])
