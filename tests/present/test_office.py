"""Word and PDF hold the dossier, with a note for every quotation, and run nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from dragoman.present.blocks import blocks


def said(dossier) -> list[str]:
    """Every quotation of the dossier."""
    return [block.text for block in blocks(dossier) if block.kind == "quote"]


def test_a_word_document_has_a_footnote_for_each_quotation(dossier):
    docx = pytest.importorskip("docx", reason="pip install 'dragoman[office]'")
    from dragoman.present.docx import dossier_docx

    made = dossier_docx(dossier)
    word = docx.Document(io.BytesIO(made))
    text = "\n".join(p.text for p in word.paragraphs)
    assert word.paragraphs[0].text == "Chile and Peru"
    assert said(dossier)
    assert [quote for quote in said(dossier) if quote not in text] == []
    archive = zipfile.ZipFile(io.BytesIO(made))
    notes = archive.read("word/footnotes.xml").decode()
    body = archive.read("word/document.xml").decode()
    assert (
        body.count("<w:footnoteReference") == notes.count("<w:footnoteRef/>") >= len(said(dossier))
    )
    assert "Rojas in Lima, Andes Wire, 9 May 2023, https://andes.example/rojas" in notes
    assert "<script>" not in notes + body
    assert made == dossier_docx(dossier)


def test_a_word_document_is_read_by_others(dossier):
    pytest.importorskip("docx", reason="pip install 'dragoman[office]'")
    mammoth = pytest.importorskip("mammoth", reason="pip install 'dragoman[documents]'")
    from dragoman.present.docx import dossier_docx

    page = mammoth.convert_to_html(io.BytesIO(dossier_docx(dossier))).value
    assert 'id="footnote-1"' in page
    assert "<h1>Timeline</h1>" in page
    assert "<script>" not in page


def test_a_pdf_holds_every_quotation_and_source(dossier):
    pytest.importorskip("reportlab", reason="pip install 'dragoman[office]'")
    pdfium = pytest.importorskip("pypdfium2", reason="pip install 'dragoman[documents]'")
    from dragoman.present.pdf import dossier_pdf

    made = dossier_pdf(dossier)
    document = pdfium.PdfDocument(made)
    text = " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in document)
    assert "Chile and Peru" in text
    assert "● 8 May 2023: Visit" in text
    assert "“visited Lima on Monday”" in text
    assert "[1] Rojas in Lima, Andes Wire, 9 May 2023" in text
    assert b"/JavaScript" not in made
    assert made == dossier_pdf(dossier)


def test_a_letter_that_no_face_has_is_told(dossier):
    pytest.importorskip("reportlab", reason="pip install 'dragoman[office]'")
    from dragoman.present.pdf import _letters, _shown

    assert _shown("Ђорђе → Ω 北京 a", _letters()) == "Ђорђе → Ω \ufffd\ufffd a"


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_files_of_bytes_need_a_name(dragoman, form):
    done = dragoman("dossier", "TUR", "EGY", "--format", form)
    assert done.code == 2
    assert "--out" in done.err
