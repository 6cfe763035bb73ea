"""A reader prints what articles say: every way in gives the same true records."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import EventType, Stance, Status

KINDS = ("events", "claims", "figures", "ties")


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_every_example_is_read(dragoman, examples):
    outcome = dragoman("read", examples, "--format", "jsonl")
    assert outcome.code == 0
    documents = [line["document"] for line in lines(outcome.out)]
    files = [p for p in examples.iterdir() if p.suffix in {".txt", ".md", ".html"}]
    items = (examples / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(documents) == len(files) + len(items)
    assert len({d["id"] for d in documents}) == len(documents)


def test_evidence_stands_in_the_text(dragoman, examples):
    checked = 0
    for path in sorted(examples.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        [record] = lines(dragoman("read", path, "--format", "jsonl").out)
        inside = [range(start, end) for start, end in record["document"]["body"]]
        for kind in KINDS:
            for found in record[kind]:
                quote = found["evidence"]
                assert text[quote["start"] : quote["end"]] == quote["text"]
                assert any(quote["start"] in r and quote["end"] - 1 in r for r in inside)
                checked += 1
    assert checked > 20


def test_values_are_those_of_the_model(dragoman, examples):
    for record in lines(dragoman("read", examples, "--format", "jsonl").out):
        for event in record["events"]:
            assert event["type"] in list(EventType)
            assert event["status"] in list(Status)
            assert 0 <= event["confidence"] <= 1
        assert all(claim["stance"] in list(Stance) for claim in record["claims"])


def test_reading_twice_gives_the_same_bytes(examples):
    """In two processes with different hash seeds, as two users would."""
    command = [
        str(Path(sys.executable).with_name("dragoman")),
        "read",
        str(examples),
        "--format",
        "jsonl",
        "--with",
        "attributions",
    ]
    first, second = (
        subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    )
    assert first.stdout == second.stdout
    assert len(first.stdout) > 10_000


def test_standard_input_says_the_same_as_the_file(dragoman, examples):
    path = examples / "contacts-2021.txt"
    [from_file] = lines(dragoman("read", path, "--format", "jsonl").out)
    [piped] = lines(dragoman("read", "-", "--format", "jsonl", stdin=path.read_bytes()).out)
    for kind in KINDS:
        assert [found["evidence"] for found in piped[kind]] == [
            found["evidence"] for found in from_file[kind]
        ]


def test_metadata_is_taken_from_where_it_stands(dragoman, examples):
    found = {
        Path(line["document"]["uri"]).name: line["document"]
        for line in lines(dragoman("read", examples, "--format", "jsonl").out)
        if "jsonl" not in line["document"]["uri"]
    }
    cairo = found["erdogan-in-cairo.html"]
    assert cairo["published"] == "2024-02-14"
    assert cairo["published_basis"] == "metadata"
    assert cairo["title"] == "Erdogan ends decade of estrangement with visit to Cairo"
    assert cairo["publisher"] == "The Harbour Gazette (example)"
    assert found["contacts-2021.txt"]["published"] == "2021-03-12"
    assert found["contacts-2021.txt"]["published_basis"] in {"stated", "metadata"}
    assert found["maritime-2020.txt"]["published"] == "2020-08-07"
    assert found["ambassador-expelled-2013.html"]["published"] == "2013-11-23"
    assert {d["language"] for d in found.values()} == {"en"}


def test_a_given_date_overrides_the_document(dragoman, examples):
    path = examples / "contacts-2021.txt"
    outcome = dragoman("read", path, "--format", "jsonl", "--published", "2021-03-13")
    [record] = lines(outcome.out)
    assert record["document"]["published"] == "2021-03-13"
    assert record["document"]["published_basis"] == "given"


@pytest.mark.parametrize(
    ("name", "boilerplate"),
    [
        ("sisi-in-ankara.txt", ["Egypt raises fuel prices", "Meridian briefing", "Handout"]),
        ("contacts-2021.txt", ["Istanbul ferry fares", "Download our app"]),
        ("maritime-2020.txt", ["Samothrace ferry", "TAGS"]),
        ("seoul-tokyo-2023.txt", ["Sponsored", "Newsletter: Asia"]),
    ],
)
def test_boilerplate_is_not_body(dragoman, examples, name, boilerplate):
    text = (examples / name).read_bytes().decode("utf-8")
    [record] = lines(dragoman("read", examples / name, "--format", "jsonl").out)
    body = "\n".join(text[start:end] for start, end in record["document"]["body"])
    assert all(phrase in text for phrase in boilerplate)
    assert not [phrase for phrase in boilerplate if phrase in body]
    assert len(body) > 0.6 * len(text)


def test_the_table_names_the_parties(dragoman, examples):
    outcome = dragoman("read", examples / "contacts-2021.txt", "--format", "table")
    assert outcome.code == 0
    assert "Turkey" in outcome.out
    assert "Egypt" in outcome.out
