"""Who says what and who denies it stands in the dossier, whole, with the words of each side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from dragoman.cli.exits import Exit

TABLE = yaml.safe_load((Path(__file__).parent / "disputes.yaml").read_text(encoding="utf-8"))


def opened(dragoman, case, folder):
    """A ledger with the documents of a case."""
    texts = folder / "texts"
    texts.mkdir()
    for number, text in enumerate(case["documents"]):
        (texts / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
    ledger = folder / "ledger.db"
    assert dragoman("add", texts, "--ledger", ledger).code == Exit.DONE
    return ledger


def voices(side):
    """Who stands on a side: codes, and the names of those who have none."""
    told = {c["speaker"]["code"] or c["speaker"]["name"] for c in side["claims"]}
    return told | set(side["speakers"])


@pytest.mark.parametrize("case", TABLE, ids=[case["name"] for case in TABLE])
def test_a_dispute_stands_whole(case, dragoman, tmp_path):
    ledger = opened(dragoman, case, tmp_path)
    pair = case["between"]
    listed = dragoman("disputes", "--between", *pair, "--ledger", ledger, "--format", "jsonl").out
    disputes = [json.loads(line) for line in listed.splitlines()]
    whole = [{side["stance"]: voices(side) for side in dispute["sides"]} for dispute in disputes]
    wanted = {stance: set(who) for stance, who in case["sides"].items()}
    fitting = [d for d in whole if all(who <= d.get(s, set()) for s, who in wanted.items())]
    assert fitting, whole
    page = dragoman("dossier", *pair, "--ledger", ledger, "--format", "md").out
    section = page.partition("## Disputes")[2].partition("\n## ")[0].replace("\n", " ")
    assert not [words for words in case["quotes"] if words not in section], section
    if "without" in case:
        one = disputes[whole.index(fitting[0])]
        told = " ".join(c["evidence"]["text"] for s in one["sides"] for c in s["claims"])
        assert not [words for words in case["without"] if words in told]


def test_the_table_is_as_large_as_promised():
    assert len(TABLE) >= 12
