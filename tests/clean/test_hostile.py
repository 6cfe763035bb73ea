"""Hostile and broken inputs: each becomes a document or is skipped with words, soon."""

from __future__ import annotations

import gzip
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.clean.conftest import pages
from tests.clean.layouts import semantic, unclosed

from dragoman.acquire import acquire
from dragoman.clean import clean
from dragoman.codebook import Codebook
from dragoman.model import Document, Skipped
from dragoman.settings import Settings

SENTENCE = "The minister of Togo said that talks with Benin would go on in May. "
PAGE = pages()[1]
CONTENTS: dict[str, tuple[str, str]] = {
    "page": (".txt", PAGE.text),
    "markdown": (".md", f"---\ntitle: [unclosed\ndate: 99/99/9999\n---\n{PAGE.text}"),
    "html": (".html", semantic(PAGE)),
    "unclosed": (".htm", unclosed(PAGE)),
    "lines": (".jsonl", json.dumps({"text": PAGE.text, "published": "never"}) + "\n"),
    "unnamed": ("", PAGE.text),
}
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "whole": lambda raw: raw,
    "cut": lambda raw: raw[: len(raw) // 2],
    "cut in a character": lambda raw: "€".encode()[:2] + raw,
    "empty": lambda raw: b"",
    "blank": lambda raw: b" \r\n\t" * 50,
    "utf-16": lambda raw: raw.decode().encode("utf-16"),
    "utf-16 cut": lambda raw: raw.decode().encode("utf-16")[:-1],
    "utf-16 unmarked": lambda raw: raw.decode().encode("utf-16-be"),
    "latin": lambda raw: raw.decode().encode("latin-1", "replace"),
    "mixed": lambda raw: raw + "Café naïve – “oui”".encode("cp1252") + raw,
    "twice encoded": lambda raw: raw.decode("latin-1").encode(),
    "ebcdic": lambda raw: raw.decode().encode("cp500", "replace"),
    "nuls": lambda raw: raw.replace(b"e", b"e\0", 5),
    "all nuls": lambda raw: bytes(3000),
    "noise": lambda raw: random.Random(4).randbytes(5000),
    "zipped": lambda raw: gzip.compress(raw, mtime=0),
    "reversed": lambda raw: raw.decode()[::-1].encode(),
    "shuffled": lambda raw: bytes(random.Random(5).sample(raw, len(raw))),
    "one line": lambda raw: raw.replace(b"\n", b" "),
    "old mac": lambda raw: raw.replace(b"\n", b"\r"),
    "a line for each word": lambda raw: raw.replace(b" ", b"\n"),
    "many": lambda raw: raw * 40,
    "controls": lambda raw: raw.replace(b" ", b"\x1b\x07", 40),
    "separators": lambda raw: raw.decode().replace("\n", "\u2028\u2029\x85\x0b").encode(),
    "surrogates": lambda raw: raw + "\ud800".encode("utf-8", "surrogatepass"),
    "a long line": lambda raw: SENTENCE.encode() * 3000 + raw,
    "braces": lambda raw: b"{" * 20_000 + raw,
    "tags": lambda raw: b"<div><b>" * 8000 + raw,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("content", CONTENTS)
def test_damaged_input_is_read_or_told(
    content: str, damage: str, tmp_path: Path, codebook: Codebook
) -> None:
    suffix, text = CONTENTS[content]
    path = tmp_path / f"input{suffix}"
    path.write_bytes(DAMAGES[damage](text.encode()))
    start = time.perf_counter()
    found = list(acquire([path], Settings()))
    assert found
    for one in found:
        result = one if isinstance(one, Skipped) else clean(one, codebook)
        if isinstance(result, Skipped):
            assert " " in result.reason
            assert result.uri.startswith(path.as_posix())
        else:
            assert isinstance(result, Document)
            assert result.body
            result.text.encode("utf-8")
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    "content",
    [
        "a" * 300_000,
        "A " * 150_000,
        "1/2/" * 60_000,
        "By A " * 50_000,
        ". " * 100_000,
        '"' * 200_000,
        "[" * 200_000,
        "AAAA, " * 40_000,
        "**a** " * 40_000,
        SENTENCE * 3000,
        (SENTENCE + "\n") * 3000,
        "---\n" + "a: b\n" * 20_000,
        "x\n" * 60_000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_endless_texts_end(content: str, codebook: Codebook) -> None:
    from dragoman.analysis import Acquired

    start = time.perf_counter()
    assert isinstance(clean(Acquired("x", content, "text"), codebook), Document | Skipped)
    assert time.perf_counter() - start < 20
