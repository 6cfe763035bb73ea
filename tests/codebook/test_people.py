"""A file of people is refused where a day of an office cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.people import load_people
from dragoman.errors import CodebookError

HEAD = "# What: people. Source: ours. Licence: CC0.\nname,code,role,since,until,variants,alone\n"


@pytest.mark.parametrize("day", ["2021", "2021-03", "2021-03-31"])
def test_a_day_a_month_or_a_year_is_taken(tmp_path: Path, day: str) -> None:
    (tmp_path / "people.csv").write_text(f"{HEAD}Abebe Aemro,ETH,minister,{day},,,\n")
    assert [one.since for one in load_people([tmp_path])] == [day]


@pytest.mark.parametrize("day", ["2021-02-30", "2021-25", "21-03-01", "soon", "20210301", "0000"])
def test_what_is_no_day_is_named_with_file_line_and_form(tmp_path: Path, day: str) -> None:
    (tmp_path / "people.csv").write_text(f"{HEAD}Abebe Aemro,ETH,minister,{day},,,\n")
    with pytest.raises(CodebookError, match=rf"people.csv:3: since '{day}' is no date: expected"):
        load_people([tmp_path])
