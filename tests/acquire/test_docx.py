"""Word files: their text as a page, what they tell of themselves, and why some cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.acquire.files import docx

from dragoman.acquire import acquire
from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.codebook import Codebook, load_codebook
from dragoman.model import Document
from dragoman.settings import Settings

pytest.importorskip("mammoth", reason="needs the extra documents")

NEWS = [
    "Chad and Niger reopen a road",
    "The transport ministers of Chad and Niger opened the road between N'Guigmi and Mao on Sunday.",
    "Lorries may pass from Monday on, the two ministries said in a joint statement.",
]


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(())


def taken(path: Path, raw: bytes) -> Acquired:
    path.write_bytes(raw)
    [found] = acquire([path], Settings())
    assert isinstance(found, Acquired), found
    return found


def test_a_word_file_is_cleaned_as_a_page_is(tmp_path: Path, codebook: Codebook) -> None:
    core = {
        "dc:title": "A road & its end",
        "dc:creator": "Ana Ruiz",
        "dcterms:created": "2020-02-03T08:00:00Z",
    }
    found = taken(tmp_path / "a.docx", docx(NEWS, core))
    assert found.media == "html"
    assert found.told == {
        "title": "A road & its end",
        "authors": "Ana Ruiz",
        "created": "2020-02-03",
    }
    document = clean(found, codebook)
    assert isinstance(document, Document)
    assert document.text == "\n".join(NEWS)
    assert (document.title, document.authors) == ("A road & its end", ("Ana Ruiz",))
    assert (document.published, document.published_basis) == ("2020-02-03", "metadata")


@pytest.mark.parametrize("core", [{}, {"dc:title": "Document1", "dc:creator": "Microsoft Office"}])
def test_what_word_writes_by_itself_tells_nothing(tmp_path: Path, core: dict[str, str]) -> None:
    assert taken(tmp_path / "a.docx", docx(NEWS, core)).told == {}


def test_a_word_file_under_another_name_is_one(tmp_path: Path) -> None:
    assert taken(tmp_path / "a.bin", docx(NEWS)).media == "html"


def test_properties_that_cannot_be_read_are_left(tmp_path: Path) -> None:
    whole = docx(NEWS)
    spoiled = whole.replace(b"docProps/core.xml", b"docProps/cure.xml")
    assert taken(tmp_path / "a.docx", spoiled).told == {}
