"""A document that cannot be read does not stop the others."""

from __future__ import annotations

import re

from dragoman import pipeline
from dragoman.model import Document, Failure, Records
from dragoman.settings import Settings


def test_a_failure_names_its_document_and_the_rest_go_on(monkeypatch):
    reader = pipeline.load_reader()
    whole = Document("a", "whole.txt", "Peru met Chile.", ((0, 15),), language="en")
    broken = Document("b", "broken.txt", "Peru met Chile.", ((0, 15),), language="en")
    reading = pipeline.read_document

    def fails(document, reader):
        if document is broken:
            raise ValueError("no such luck")
        return reading(document, reader)

    monkeypatch.setattr(pipeline, "read_document", fails)
    first, second, third = pipeline.read_documents([whole, broken, whole], reader)
    assert isinstance(first, Records)
    assert second == Failure("broken.txt", "ValueError: no such luck")
    assert first == third


def test_records_carry_their_versions():
    reader = pipeline.load_reader()
    document = Document("a", "a.txt", "Peru met Chile.", ((0, 15),), language="en")
    records = pipeline.read_document(document, reader)
    assert records.extractor.startswith("dragoman ")
    assert records.codebook == f"{reader.codebook.version}+{reader.codebook.digest[:8]}"


def test_the_extractor_tells_the_model_that_read():
    plain, weighed = pipeline.extractor(Settings(model="none")), pipeline.extractor(Settings())
    assert re.fullmatch(r"dragoman \d+\.\d+\.\d+", plain)
    assert re.fullmatch(re.escape(plain) + r"\+model\.[0-9a-f]{8}", weighed)
