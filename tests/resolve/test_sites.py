"""Which of the towns of one name is meant, seen from the states of the act and of the text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.places import load_places
from dragoman.resolve.sites import site_named

TABLE = yaml.safe_load(Path(__file__).with_name("sites.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "near", "spoken", "state"), TABLE)
def test_the_state_of_a_town(
    name: str, near: list[str], spoken: list[str], state: str | None
) -> None:
    found = site_named(name, set(near), Counter(spoken), load_places([SHIPPED]))
    assert (found and found.country) == state
