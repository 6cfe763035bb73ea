"""Near-copies found on many machines are those that one machine finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pyarrow", reason="needs the extra ray")


from benchmarks.copies import made
from tests.ledger.samples import VERSIONS
from tests.scale import world

from dragoman.clean import near_copies
from dragoman.model import Records, identifier
from dragoman.scale import copies
from dragoman.scale.engine import Engine
from dragoman.scale.shards import finished
from dragoman.scale.standing import standing


@pytest.mark.parametrize("parts", [2, 7])
def test_the_groups_are_those_of_one_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    monkeypatch.setattr("dragoman.scale.standing._TOGETHER", 3)
    found, _ = made(Random(parts), 60)
    documents = [replace(document, id=identifier(document.id)) for document in found]
    told = world.work(str(tmp_path))
    records = [Records(document, *VERSIONS) for document in documents]
    world.keep_run(told, [records[at : at + 11] for at in range(0, len(records), 11)])
    engine = Engine(world.Here())
    known = standing(engine, told.out, finished(told.out))
    groups = copies.clusters(engine, known, known, parts)
    assert dict(sorted(groups.items())) == near_copies(documents)
    assert len(set(groups.values())) > 10
