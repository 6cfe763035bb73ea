"""PDF files: the text layer in reading order; runs in the workshop's process."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.acquire.layout import Glyph, text_of
from dragoman.acquire.workshop import Extracted

if TYPE_CHECKING:
    import pypdfium2

REASONS = {
    "Incorrect password": "is protected with a password",
    "Unsupported security": "is encrypted in a way that cannot be read",
    "Data format": "is no PDF file, or a damaged or cut off one",
    "File access": "is no PDF file, or a damaged or cut off one",
    "Success": "is a damaged or cut off PDF file: it has no pages",
}
SCAN = "has no text layer: its pages are pictures; run text recognition first (e.g. ocrmypdf)"
GARBLED = "has a text layer that cannot be made out: its fonts do not say which letters they draw"
FEW, ENOUGH = 20, 500  # letters a page, and in all; with fewer only a stamp or a number is text
_CREATED = re.compile(r"D:((?:19|20)\d\d)(\d\d)(\d\d)")
# What programs write there is the name of a file, not of a story.
_NO_TITLE = re.compile(
    r"microsoft \w+ - .*|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|pptx?|xlsx?|tex|html?)|untitled.*|"
    r"layout \d+|document\d*|slide \d+|\W*|[^ ]{30,}",
    re.IGNORECASE,
)


def extracted(raw: bytes, limit: int) -> Extracted:
    """The text of a PDF and what it says of itself, or why it has none."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        said = str(error)
        reason = next(
            (why for part, why in REASONS.items() if part in said), f"is damaged ({said})"
        )
        return Extracted(reason=reason)
    with document:
        count = len(document)
        pages, size = [], 0
        for page in _pages(document):
            pages.append(page)
            size += len(page)
            if size > limit:
                break
        told = _told(document.get_metadata_dict(skip_empty=True))
    if size < FEW * count and size < ENOUGH:
        return Extracted(reason=SCAN)
    if sum(glyph.char.isalpha() for page in pages for glyph in page) < 0.4 * size:
        return Extracted(reason=GARBLED)
    return Extracted(text_of(pages), "text", told)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[Glyph]]:
    """The letters of each page; of a page that is damaged those that there are."""
    import pypdfium2

    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue
        yield list(_glyphs(text, page.get_height()))
        text.close()
        page.close()


def _glyphs(page: Any, height: float) -> Iterator[Glyph]:
    from pypdfium2 import raw

    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    origin = ctypes.byref(x), ctypes.byref(y)
    box = [ctypes.byref(side) for side in (left, right, bottom, top)]
    spaced = False
    for i in range(page.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(page, i) or 0xFFFD)
        if char.isspace() or not raw.FPDFText_GetCharBox(page, i, *box):
            spaced = True
            continue
        size = raw.FPDFText_GetFontSize(page, i)
        raw.FPDFText_GetCharOrigin(page, i, *origin)
        yield Glyph(char, left.value, right.value, height - y.value, size, spaced)
        spaced = False


def _told(metadata: dict[str, str]) -> dict[str, str]:
    """Title, author and day of making, where they are such."""
    told = {"title": " ".join(metadata.get("Title", "").split())}
    if _NO_TITLE.fullmatch(told["title"]):
        told["title"] = ""
    author = " ".join(metadata.get("Author", "").split())
    told["authors"] = author if re.fullmatch(r"[^\d@\\/_]+ [^\d@\\/_]+", author) else ""
    if made := _CREATED.match(metadata.get("CreationDate", "")):
        told["created"] = "-".join(made.groups())
    return {name: value for name, value in told.items() if value}
