"""The corpus reads without an error, and its checker finds what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.corpus import ITEMS, read_items
from training.report import report, twins

from dragoman.errors import CodebookError

GOOD = """# a comment
@ wire africa 2010s
Kenya's president flew to Kigali on Monday and promised Rwanda a loan, officials said.
+ CONSULT visit occurred | Kenya's president > Kigali | flew | date: on Monday | by: officials
+ AGREE - occurred | Kenya's president > Rwanda | promised
- Kigali > Kenya's president | loan | told by the promise

@ local asia 1990s domestic
Laos met Laos at chess.
- Laos > Laos@2 | met | a game
"""


def items(folder: Path, text: str):
    (folder / "items.txt").write_text(text, encoding="utf-8")
    return list(read_items(folder))


def test_items_keep_their_places(tmp_path):
    first, second = items(tmp_path, GOOD)
    assert (first.where, first.voice, len(first.relations)) == ("items.txt:2", "wire", 3)
    visit = first.relations[0]
    assert (visit.trigger.text, visit.mode, visit.date.text) == ("flew", "visit", "on Monday")
    assert (first.domestic, second.domestic) == (False, True)
    assert second.relations[0].targets[0].start == second.text.rindex("Laos")
    for item in (first, second):
        for relation in item.relations:
            for span in (relation.trigger, *relation.sources, *relation.targets):
                assert span.stands_in(item.text)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("CONSULT visit", "CONSULT tour", "no mode"),
        ("| flew |", "| drove |", "does not stand in the text"),
        ("@ wire", "@ radio", "expected '@ voice region period'"),
        ("1990s domestic", "1990s homely", "then maybe domestic"),
        ("AGREE - occurred", "AGREE - done", "done"),
        ("> Rwanda |", "> Kenya's president |", "both sides"),
        ("by: officials", "who: officials", "unknown key"),
        ("Laos@2", "Laos@3", "does not stand"),
        ("- Laos > Laos@2 | met | a game\n", "", "needs a line"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path, old, new, says):
    with pytest.raises(CodebookError, match=r"items\.txt:\d+: ") as error:
        items(tmp_path, GOOD.replace(old, new))
    assert says in str(error.value)


def test_the_corpus_itself_is_sound():
    found = list(read_items(ITEMS))
    if not found:
        pytest.skip("the corpus holds no items yet")
    assert not twins(found)
    assert len({i.where for i in found}) == len(found)


def test_the_report_counts(tmp_path):
    shown = report(items(tmp_path, GOOD))
    assert shown.startswith("2 items, 2 acts, 2 near-misses; 2 items hold a near-miss, 1 nothing")
