"""A copy costs no reading, and its records are those that its own reading would find."""

from __future__ import annotations

import ast
from dataclasses import fields, replace
from pathlib import Path

import pytest

import dragoman
from dragoman.codebook import load_codebook
from dragoman.export.records import records_json, to_line
from dragoman.model import Document, Failure, Records
from dragoman.reading import outcomes, read_batch, work
from dragoman.reading.copies import Recent, given_to, nameless, reading_key
from dragoman.reading.crew import Alone
from dragoman.reading.outcomes import each_read
from dragoman.settings import Settings

PLAIN = Settings(model="none")
TEXT = (
    "Kenya's president visited Kampala on Monday and met the president of Uganda. "
    "Uganda denied that it had closed its border to Kenyan lorries. "
    "Trade between Kenya and Uganda reached 900 million dollars in 2019."
)
STORY = Document(
    *("first", "first.txt", TEXT, ((0, len(TEXT)),)),
    title="A visit",
    publisher="Lake Herald",
    published="2020-03-04",
    language="en",
)
COPY = replace(
    STORY,
    id="second",
    uri="second.txt",
    title="Visit to Kampala",
    publisher="Coast Daily",
    url="https://coast.example/visit",
    authors=("A. Mwangi",),
    updated="2020-03-05",
    publisher_country="KEN",
    raw_hash="00",
    retrieved="2020-03-06",
)
STAGES = ("parse", "recognise", "extract", "judge", "resolve", "merge", "relation")
RESTS = {"id", "text", "span", "body", "language", "published", "publisher"}


def lines(found: list[Records | Failure]) -> list[str]:
    return [to_line(records_json(one)) for one in found if isinstance(one, Records)]


def test_a_copy_is_given_what_its_own_reading_would_find(monkeypatch):
    alone = [*read_batch([STORY], PLAIN), *read_batch([COPY], PLAIN)]
    calls: list[int] = []
    whole = work.read_documents

    def counted(documents, reader):
        calls.append(len(documents))
        return whole(documents, reader)

    monkeypatch.setattr(work, "read_documents", counted)
    together = read_batch([STORY, COPY, replace(STORY, id="third")], PLAIN)
    assert calls == [1]
    assert together[:2] == alone
    assert lines(together[:2]) == lines(alone)
    assert together[0].events
    assert together[0].claims
    assert together[0].figures
    ids = [{one.id for one in (*r.events, *r.claims, *r.figures, *r.ties)} for r in together]
    assert not ids[0] & ids[1]
    assert all(c.event in {e.id for e in r.events} for r in together for c in r.claims if c.event)


def test_one_text_read_by_name_has_the_same_records():
    [found] = read_batch([STORY], PLAIN)
    read = dragoman.read(TEXT, published="2020-03-04", settings=PLAIN)
    own = given_to(STORY, read_nameless_of(read.document))
    assert [e.trigger for e in read.events] == [e.trigger for e in found.events]
    assert own.events == found.events


def read_nameless_of(document: Document) -> Records:
    [found] = work.read_nameless([document], PLAIN)
    assert isinstance(found, Records)
    return found


@pytest.mark.parametrize(
    "other",
    [
        {"text": TEXT + " "},
        {"body": ((0, 40),)},
        {"published": "2020-03-05"},
        {"language": "fr"},
        {"publisher": "Ministry of Foreign Affairs of Kenya"},
    ],
)
def test_what_a_reading_rests_on_tells_texts_apart(other):
    codebook = load_codebook()
    assert reading_key(replace(STORY, **other), codebook) != reading_key(STORY, codebook)


def test_nothing_else_of_a_document_is_looked_at():
    """What a stage begins to look at must come into `reading_key` and into this list."""
    source = Path(dragoman.__file__).parent
    names = {field.name for field in fields(Document)} | {"span", "text_hash"}
    used = set()
    for stage in STAGES:
        for path in (source / stage).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and node.attr in names:
                    owner = ast.unparse(node.value)
                    if owner == "document" or owner.endswith(".document"):
                        used.add(node.attr)
    assert {"text", "published"} <= used <= RESTS


def test_the_copy_of_a_text_that_failed_is_read_itself(monkeypatch):
    tried: list[str] = []

    def breaking(documents, settings):
        tried.extend(one.uri for one in documents)
        return [Failure(one.uri, "broken") for one in documents]

    monkeypatch.setattr(outcomes, "read_nameless", breaking)
    found = list(each_read([STORY, COPY], Alone(PLAIN), load_codebook()))
    assert found == [Failure("first.txt", "broken"), Failure("second.txt", "broken")]
    assert tried == ["first.txt", "second.txt"]


def test_readings_at_hand_are_few():
    recent, records = Recent(2), Records(nameless(STORY), "x", "y")
    for key in (b"a", b"b", b"c"):
        recent.begin(key)
        assert recent.get(key) is None
        recent.end(key, records)
    assert [key in recent for key in (b"a", b"b", b"c")] == [False, True, True]
    recent.end(b"b", None)
    assert b"b" not in recent
