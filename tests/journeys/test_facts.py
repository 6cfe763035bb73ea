"""The main facts of the example articles are told, and told rightly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

FACTS = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))
ROWS = [(name, fact) for name, facts in FACTS.items() for fact in facts]


@pytest.fixture(scope="module")
def told():
    """The events of each example, by its name."""
    from dragoman.export.records import records_json
    from dragoman.model import Records
    from dragoman.reading import read_many

    examples = Path(__file__).parents[2] / "examples"
    records = [records_json(r) for r in read_many([str(examples)]) if isinstance(r, Records)]
    return {Path(r["document"]["uri"]).name: r["events"] for r in records}


def tells(event, fact):
    codes = {party["code"] for party in event["sources"] + event["targets"]}
    return (
        event["type"] in fact["type"].split("|")
        and set(fact["parties"]) <= codes
        and all(event[key] == fact[key] for key in ("status", "date") if key in fact)
        and fact["words"] in " ".join(event["evidence"]["text"].split())
    )


@pytest.mark.parametrize(("name", "fact"), ROWS, ids=[f"{n}: {f['words']}" for n, f in ROWS])
def test_a_fact_is_told(told, name, fact):
    near = [e for e in told[name] if fact["words"] in " ".join(e["evidence"]["text"].split())]
    assert any(tells(event, fact) for event in told[name]), json.dumps(near, indent=1)


def test_no_event_has_the_same_party_on_both_sides(told):
    for events in told.values():
        for event in events:
            sides = [{party["code"] for party in event[side]} for side in ("sources", "targets")]
            assert not sides[0] & sides[1]
