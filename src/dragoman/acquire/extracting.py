"""The process of the workshop: reads questions on standard input, answers a line of JSON each."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import BinaryIO

from dragoman.acquire.decoding import without_surrogates
from dragoman.acquire.workshop import TOO_MUCH, Extracted

MEMORY = 3 << 30
MISSING = "is a PDF or Word file, which needs `pip install 'dragoman[documents]'`"


def extracted(kind: str, raw: bytes, limit: int) -> Extracted:
    """What a PDF or Word file holds, or the reason why it cannot be read."""
    from dragoman.acquire import docx, pdf

    try:
        found = pdf.extracted(raw, limit) if kind == "pdf" else docx.extracted(raw)
    except ImportError:
        return Extracted(reason=MISSING)
    except RecursionError:
        return Extracted(reason="is nested too deeply")
    except MemoryError:
        return Extracted(reason=TOO_MUCH)
    except Exception:  # noqa: BLE001 - hostile files raise whatever they can
        return Extracted(reason=f"is a damaged {'PDF' if kind == 'pdf' else 'Word'} file")
    return found


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more questions."""
    while header := questions.readline():
        asked = json.loads(header)
        found = extracted(asked["kind"], questions.read(asked["size"]), asked["limit"])
        line = without_surrogates(json.dumps(asdict(found), ensure_ascii=False))
        answers.write(line.encode("utf-8") + b"\n")
        answers.flush()


def _bounded() -> None:
    """Keep what a hostile file can take of the machine's memory within bounds."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    _bounded()
    # What a library prints must not stand among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)
