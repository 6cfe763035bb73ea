"""What the gate of parsing spares and what it loses: records with it and without, text by text.

Usage: gate.py [--articles N].
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import bench
import composing
from dragoman.model import Document, Records
from dragoman.parse import parse
from dragoman.pipeline import Reader, load_reader, read_document

KINDS = ("events", "claims", "figures", "ties", "attributions")


@dataclass
class Count:
    """Sentences, records and processor seconds, without the gate and with it."""

    sentences: int = 0
    skipped: int = 0
    records: int = 0
    lost: int = 0
    unnamed: int = 0  # unknown names that only the ungated reading listed
    ungated: float = 0.0
    gated: float = 0.0


def compared(documents: Sequence[Document], reader: Reader) -> Count:
    """Read each document both ways, in turn."""
    count, ungated = Count(), replace(reader, gate=None)
    for document in documents:  # so that both find every word known
        read_document(document, ungated)
    for document in documents:
        whole, seconds = _read(document, ungated)
        count.ungated += seconds
        spared, seconds = _read(document, reader)
        count.gated += seconds
        for kind in KINDS:
            expected = set(getattr(whole, kind))
            count.records += len(expected)
            count.lost += len(expected - set(getattr(spared, kind)))
        count.unnamed += len(set(whole.missed) - set(spared.missed))
        sentences = parse(document, reader.parser, reader.codebook, reader.gate).sentences
        count.sentences += len(sentences)
        count.skipped += sum(not sentence.tokens for sentence in sentences)
    return count


def _read(document: Document, reader: Reader) -> tuple[Records, float]:
    begun = time.process_time()
    return read_document(document, reader), time.process_time() - begun


def main() -> None:
    """Print a table of three kinds of text."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=40)
    asked = parser.parse_args()
    reader = load_reader()
    composed = list(composing.articles(asked.articles))
    composing.POLITICAL = 0.0
    texts = {
        "examples and annotated articles": bench.found_texts(),
        "composed, half of it political": composed,
        "composed, none of it political": list(composing.articles(asked.articles)),
    }
    print("| text | sentences | not parsed | records | lost | unknown names lost | time |")
    print("|---|---|---|---|---|---|---|")
    for name, documents in texts.items():
        one = compared(documents, reader)
        row = f"| {name} | {one.sentences:,} | {one.skipped / one.sentences:.0%} | {one.records:,} "
        print(f"{row}| {one.lost} | {one.unnamed} | {one.gated / one.ungated:.2f} |")


if __name__ == "__main__":
    main()
