"""Word files: as a page, so that they are cleaned as pages are; runs in the workshop's process."""

from __future__ import annotations

import re
import zipfile
from html import escape
from io import BytesIO
from typing import Any

from dragoman.acquire.workshop import Extracted

DOCUMENT, CORE = "word/document.xml", "docProps/core.xml"
UNPACKED = 100_000_000
_NAMED = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "authors": "{http://purl.org/dc/elements/1.1/}creator",
    "created": "{http://purl.org/dc/terms/}created",
}
# What Word writes there by itself is no title and nobody's name.
_EMPTY = re.compile(
    r"untitled|document\d*|microsoft.*|user|admin\w*|owner|author|python-docx", re.I
)


def extracted(raw: bytes) -> Extracted:
    """The page that a Word file makes; pictures, headers and footers are left out."""
    import mammoth

    try:
        archive = zipfile.ZipFile(BytesIO(raw))
    except zipfile.BadZipFile:
        return Extracted(reason="is a damaged or cut off Word file")
    with archive:
        if why := _unreadable(archive):
            return Extracted(reason=why)
        told = _properties(archive)
    page = mammoth.convert_to_html(
        BytesIO(raw), convert_image=mammoth.images.img_element(lambda _: {"src": ""})
    )
    title = f"<title>{escape(told['title'])}</title>" if "title" in told else ""
    content = f"<html><head>{title}</head><body><article>{page.value}</article></body></html>"
    if not re.sub(r"<[^>]*>|\s", "", page.value):
        return Extracted(reason="holds no text")
    return Extracted(content, "html", told)


def _unreadable(archive: zipfile.ZipFile) -> str | None:
    names = archive.namelist()
    if DOCUMENT not in names:
        return "is damaged: it holds no word/document.xml"
    if any(info.flag_bits & 1 for info in archive.infolist()):
        return "is protected with a password"
    # A member never gives more than the size that the list names.
    if sum(info.file_size for info in archive.infolist()) > UNPACKED:
        return f"unpacks to more than {UNPACKED:,} bytes; refused as a bomb"
    return None


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """Title, author and day of making, as the file tells them."""
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        tree: Any = etree.fromstring(archive.read(CORE), parser)
    except (KeyError, etree.LxmlError, zipfile.BadZipFile, ValueError):
        return {}
    found = {name: " ".join((tree.findtext(tag) or "").split()) for name, tag in _NAMED.items()}
    found["created"] = found["created"][:10]
    return {name: value for name, value in found.items() if value and not _EMPTY.fullmatch(value)}
