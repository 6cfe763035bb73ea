"""Annotated sentences are read with every word checked; mistakes are named with their line."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.items import read_items
from dragoman.errors import CodebookError

TEXT = "Ghana and Togo met in Lomé, where Togo thanked Ghana on Monday."


def items(tmp_path, content, **how):
    (tmp_path / "some.txt").write_text(content, encoding="utf-8")
    return list(read_items(tmp_path, load_codebook().types, **how))


def test_a_user_may_leave_the_head(tmp_path):
    lines = f"{TEXT}\n+ CONSULT - occurred | Ghana = Togo | met\n- Lomé > Ghana | where | a place\n"
    headed = "@ wire africa 2010s\n" + lines
    [bare, item] = items(tmp_path, f"# a comment\n{lines}\n\n{headed}", headed=False)
    assert bare.relations == item.relations
    assert (bare.voice, item.voice) == ("", "wire")
    consult, near = bare.relations
    assert consult.mutual
    assert near.type is None
    assert [span.text for span in (*consult.sources, *consult.targets)] == ["Ghana", "Togo"]


def test_the_second_place_of_a_word_can_be_meant(tmp_path):
    line = "+ SUPPORT - occurred | Togo@2 > Ghana@2 | thanked | date: on Monday"
    [item] = items(tmp_path, f"{TEXT}\n{line}\n", headed=False)
    [relation] = item.relations
    assert relation.sources[0].start == TEXT.rindex("Togo")
    assert relation.date.text == "on Monday"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (f"{TEXT}\n+ CONSULT - occurred | Ghana = Togo | met", r"some\.txt:1: expected '@ voice"),
        ("@ wire africa 2010s", "needs a line of text"),
        ("@ wire", "expected '@ voice region period'"),
    ],
)
def test_the_corpus_keeps_its_heads(tmp_path, lines, words):
    with pytest.raises(CodebookError, match=words):
        items(tmp_path, lines)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "needs a line with"),
        ("Ghana met Togo", "expected '\\+ TYPE MODE STATUS"),
        ("+ CONSULT occurred | Ghana = Togo | met", "expected '\\+ TYPE MODE STATUS"),
        ("+ CONSULT - occurred | Ghana = Togo", "expected '\\+ TYPE MODE STATUS"),
        ("+ TALK - occurred | Ghana = Togo | met", "TALK is no event type; known: AGREE"),
        ("+ CONSULT stroll occurred | Ghana = Togo | met", "CONSULT has no mode 'stroll'"),
        ("+ CONSULT - over | Ghana = Togo | met", "'over' is not a valid Status"),
        ("+ CONSULT - occurred | Ghana, Togo | met", "expected 'SOURCE > TARGET'"),
        ("+ CONSULT - occurred | Ghana = Benin | met", "'Benin' does not stand in the text"),
        ("+ CONSULT - occurred | Ghana = Ghana | met", "on both sides"),
        ("+ CONSULT - occurred | Ghana = Togo | met | mood: good", "unknown key"),
        ("- Ghana > Togo | met", "expected '- SOURCE > TARGET"),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path, line, words):
    with pytest.raises(CodebookError, match=rf"some\.txt:[12]: .*{words}"):
        items(tmp_path, f"{TEXT}\n{line}\n", headed=False)


def test_what_is_no_text_is_told(tmp_path):
    (tmp_path / "some.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CodebookError, match=r"some\.txt: "):
        list(read_items(tmp_path, load_codebook().types))
