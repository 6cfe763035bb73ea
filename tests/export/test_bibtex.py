"""BibTeX that TeX can set, whatever a title holds."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.bibtex import address, bibtex_entry, bibtex_key
from dragoman.query.rows import Source

SOURCE = Source(
    "00ff", "a.txt", "https://a.example/1?b=c#d", "Talks", "Die Zürcher Zeitung", "2024-01-02",
    None, "de", None, "x", "y",
)  # fmt: skip


def test_an_entry():
    assert bibtex_entry(SOURCE) == (
        "@misc{diezurcherzeitung2024-00ff,\n"
        "  author = {{Die Zürcher Zeitung}},\n"
        "  title = {{Talks}},\n"
        "  howpublished = {Die Zürcher Zeitung},\n"
        "  year = {2024},\n"
        "  month = {1},\n"
        "  date = {2024-01-02},\n"
        "  url = {https://a.example/1?b=c#d},\n"
        "  language = {de},\n"
        "  note = {dragoman document 00ff},\n"
        "}\n\n"
    )


def test_authors_come_before_the_outlet():
    entry = bibtex_entry(replace(SOURCE, authors=("Ana de la Cruz", "B. {Brace}")))
    assert r"author = {{Ana de la Cruz} and {B. \{Brace\}}}" in entry


def test_what_is_not_known_is_not_said():
    bare = replace(SOURCE, title=None, publisher=None, published="2024~", url="javascript:1")
    entry = bibtex_entry(bare)
    assert re.findall(r"^  (\w+) =", entry, re.MULTILINE) == ["title", "language", "note"]
    assert bibtex_key(bare) == "document2024-00ff"


@given(st.text(), st.text(), st.text())
def test_braces_balance_and_nothing_ends_the_entry(title, publisher, url):
    entry = bibtex_entry(replace(SOURCE, title=title, publisher=publisher, url=f"http://x/{url}"))
    depth = 0
    for sign in re.findall(r"\\[{}]|[{}]", entry):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert entry.count("\n@") == 0
    assert not re.search(r"(?<!\\)[$&#%^~]", re.sub(r"  url = .*", "", entry))


def test_addresses_hold_nothing_that_ends_them():
    assert address("https://a.example/{x} \\y\n") == "https://a.example/%7Bx%7D%20%5Cy%0A"
    assert address("https://a.example/%7Bx%7D") == "https://a.example/%7Bx%7D"
    assert address("file:///etc/passwd") == ""
