"""A dossier as a Word document: every quotation with a footnote that names its source."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from dragoman.errors import DragomanError
from dragoman.present.blocks import Block, blocks, source_words
from dragoman.present.dossier import Dossier

if TYPE_CHECKING:
    from docx.document import Document as Word

_STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "quote": "Quote",
    "line": "List Bullet",
}
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTE = (
    '<w:footnote w:id="{}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    '<w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
    '<w:t xml:space="preserve"> {}</w:t></w:r></w:p></w:footnote>'
)
_LINES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote>"
)


def dossier_docx(dossier: Dossier) -> bytes:
    """The whole dossier; the same dossier gives the same bytes."""
    try:
        import docx
    except ImportError as error:
        raise DragomanError("Word documents need: pip install 'dragoman[office]'") from error
    word = docx.Document()
    word.core_properties.title = _plain(" and ".join(dossier.names))
    word.core_properties.author = "dragoman"
    notes: list[str] = []
    named = {source.number: _plain(source_words(source)) for source in dossier.sources}
    for tabular, some in groupby(blocks(dossier), key=lambda b: b.kind in {"head", "row"}):
        if tabular:
            _table(word, list(some), named, notes)
        else:
            for block in some:
                _paragraph(word, block, named, notes)
    _attach(word, notes)
    written = io.BytesIO()
    word.save(written)
    return _undated(written.getvalue())


def _paragraph(word: Word, block: Block, named: dict[int, str], notes: list[str]) -> None:
    paragraph = word.add_paragraph(style=_STYLES.get(block.kind))
    if block.strong:
        paragraph.add_run(_plain(block.strong)).bold = True
    run = paragraph.add_run(_plain(block.text))
    run.italic = True if block.kind == "note" else None
    _refer(paragraph, block.notes, named, notes)


def _table(word: Word, rows: list[Block], named: dict[int, str], notes: list[str]) -> None:
    table = word.add_table(rows=0, cols=len(rows[0].cells), style="Light List Accent 1")
    for block in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, block.cells, strict=True):
            cell.text = _plain(text)
        _refer(cells[-1].paragraphs[0], block.notes, named, notes)


def _refer(paragraph: Any, numbers: Iterable[int], named: dict[int, str], notes: list[str]) -> None:
    """A footnote mark behind a paragraph, and the footnote; one for all its sources."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    told = "; ".join(named[number] for number in numbers)
    if not told:
        return
    notes.append(told)
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(len(notes)))
    run._r.append(reference)


def _attach(word: Word, notes: list[str]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    told = "".join(_NOTE.format(n, escape(text)) for n, text in enumerate(notes, 1))
    page = f'<w:footnotes xmlns:w="{_NAMESPACE}">{_LINES}{told}</w:footnotes>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    content = (head + page).encode()
    part = Part(PackURI("/word/footnotes.xml"), _KIND, content, word.part.package)
    word.part.relate_to(part, _RELATION)


def _undated(written: bytes) -> bytes:
    """The archive without the time of writing, in a fixed order."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(made, "w") as new:
        for name, content in _members(old):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    # Readers look for the list of contents at the front.
    names = sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
    return ((name, archive.read(name)) for name in names)


def _plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)
