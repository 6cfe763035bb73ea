"""A dossier as PDF, every quotation with the number of its source."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from dragoman.errors import DragomanError
from dragoman.present.blocks import Block, blocks, source_words
from dragoman.present.dossier import Dossier

_FONTS = Path(__file__).parent / "data" / "fonts"
_FACES = {"Sans": "DejaVuSans", "Sans-Bold": "DejaVuSans-Bold", "Sans-Italic": "DejaVuSans-Oblique"}
_INK, _SOFT, _BLUE = "#1d1c1a", "#5b564d", "#17497a"


def dossier_pdf(dossier: Dossier) -> bytes:
    """The whole dossier on A4; the same dossier gives the same bytes."""
    try:
        from reportlab.platypus import SimpleDocTemplate
    except ImportError as error:
        raise DragomanError("PDF needs: pip install 'dragoman[office]'") from error
    styles, known = _styles(), _letters()
    story: list[Any] = []
    for tabular, some in groupby(blocks(dossier), key=lambda b: b.kind in {"head", "row"}):
        rows = list(some)
        if tabular:
            story.append(_table(rows, styles, known))
        else:
            story += [_paragraph(block, styles, known) for block in rows]
    story += _sources(dossier, styles, known)
    title = _shown(" and ".join(dossier.names), known)
    written = io.BytesIO()
    page = SimpleDocTemplate(
        written,
        title=title,
        author="dragoman",
        invariant=1,
        leftMargin=56,
        rightMargin=56,
        topMargin=56,
        bottomMargin=56,
    )
    page.build(story, onFirstPage=_foot, onLaterPages=_foot)
    return written.getvalue()


def _paragraph(block: Block, styles: dict[str, Any], known: frozenset[int]) -> Any:
    from reportlab.platypus import Paragraph

    strong = f"<b>{_marked(block.strong, known)}</b>" if block.strong else ""
    return Paragraph(
        f"{strong}{_marked(block.text, known)}{_notes(block.notes)}", styles[block.kind]
    )


def _table(rows: list[Block], styles: dict[str, Any], known: frozenset[int]) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Paragraph, Table, TableStyle

    shown = []
    for block in rows:
        cells = [_marked(cell, known) for cell in block.cells]
        cells[-1] += _notes(block.notes)
        shown.append([Paragraph(cell, styles[block.kind]) for cell in cells])
    look: Any = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#dcd6c8")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(shown, style=TableStyle(look), repeatRows=1, spaceAfter=8, hAlign="LEFT")


def _sources(dossier: Dossier, styles: dict[str, Any], known: frozenset[int]) -> Iterator[Any]:
    from reportlab.platypus import Paragraph

    if dossier.sources:
        yield Paragraph("Sources", styles["heading"])
    for source in dossier.sources:
        told = _marked(source_words(source), known)
        yield Paragraph(f'<a name="s{source.number}"/>[{source.number}] {told}', styles["source"])


def _notes(numbers: Iterable[int]) -> str:
    links = [f'<a href="#s{n}" color="{_BLUE}">{n}</a>' for n in numbers]
    return f" <super>{', '.join(links)}</super>" if links else ""


def _foot(canvas: Any, page: Any) -> None:
    canvas.setFont("Sans", 7.5)
    canvas.setFillColor(_SOFT)
    words = "Every line is what a source says; a status is how the source tells the act."
    canvas.drawString(page.leftMargin, 34, words)
    canvas.drawRightString(page.pagesize[0] - page.rightMargin, 34, str(canvas.getPageNumber()))


def _styles() -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    _letters()
    base = ParagraphStyle(
        "line", fontName="Sans", fontSize=9, leading=12.5, textColor=HexColor(_INK), spaceAfter=3
    )

    def made(name: str, **more: Any) -> Any:
        return ParagraphStyle(name, parent=base, **more)

    head = {"fontName": "Sans-Bold", "keepWithNext": 1}
    return {
        "line": base,
        "title": made("title", fontName="Sans-Bold", fontSize=22, leading=27, spaceAfter=8),
        "heading": made("heading", **head, fontSize=14, leading=18, spaceBefore=16, spaceAfter=6),
        "subheading": made(
            "subheading", **head, fontSize=10.5, spaceBefore=8, textColor=HexColor(_BLUE)
        ),
        "lead": made("lead", fontSize=10.5, leading=15.5, spaceAfter=8),
        "note": made("note", textColor=HexColor(_SOFT), fontSize=8.5, spaceAfter=8),
        "quote": made("quote", fontName="Sans-Italic", fontSize=8.5, leading=12, leftIndent=14),
        "head": made("head", fontName="Sans-Bold", fontSize=8.5),
        "row": made("row", fontSize=8.5, leading=11.5),
        "source": made("source", fontSize=8, leading=11, leftIndent=22, firstLineIndent=-22),
    }


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """Make the faces known, and tell which characters they have."""
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    faces = {name: TTFont(name, str(_FONTS / f"{file}.ttf")) for name, file in _FACES.items()}
    for face in faces.values():
        registerFont(face)
    registerFontFamily("Sans", "Sans", "Sans-Bold", "Sans-Italic", "Sans-Bold")
    return frozenset(faces["Sans"].face.charToGlyph)


def _marked(text: str, known: frozenset[int]) -> str:
    return escape(_shown(text, known))


def _shown(text: str, known: frozenset[int]) -> str:
    """The text with a sign in place of each character that the faces lack."""
    return "".join(c if ord(c) in known else "\ufffd" for c in text)
