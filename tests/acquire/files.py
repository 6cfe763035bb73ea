"""Small files of every form, made anew for each test: PDF, Word, mail, web archives, archives."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import md5
from html import escape

WIDTH, HEIGHT = 595, 842
Words = tuple[float, float, float, str]  # x, y from the top, size of the type, text


def pdf(pages: Sequence[Sequence[Words]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF with text at places; every page in Helvetica."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> "
            b"/MediaBox [0 0 %d %d] /Contents %d 0 R >>" % (WIDTH, HEIGHT, 5 + 2 * i)
        )
        drawn = b"".join(_drawn(*words) for words in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    told = "".join(f"/{name} ({value}) " for name, value in (info or {}).items())
    objects.append(f"<< {told}>>".encode("cp1252"))
    return _numbered(objects, b"/Info %d 0 R" % len(objects))


def _drawn(x: float, y: float, size: float, text: str) -> bytes:
    raw = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, HEIGHT - y, raw)


def _numbered(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def locked_pdf() -> bytes:
    """A PDF that asks for a password (the standard handler, revision 2)."""
    padding = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    user = (b"open sesame" + padding)[:32]
    owner = _rc4(md5(user, usedforsecurity=False).digest()[:5], user)
    allowed, name = (-4).to_bytes(4, "little", signed=True), b"0123456789abcdef"
    key = md5(user + owner + allowed + name, usedforsecurity=False).digest()[:5]
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<%s> <%s>]" % (
        *(owner.hex().encode(), _rc4(key, padding).hex().encode()),
        *(name.hex().encode(), name.hex().encode()),
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return _numbered([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page], lock)


def _rc4(key: bytes, text: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in text:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def column(
    lines: Sequence[str], x: float, y: float, size: float = 10.0, step: float = 13.0
) -> list[Words]:
    """Lines under one another."""
    return [(x, y + i * step, size, line) for i, line in enumerate(lines)]


def docx(paragraphs: Sequence[str], core: Mapping[str, str] | None = None) -> bytes:
    """A Word file of plain paragraphs."""
    space = "http://schemas.openxmlformats.org/"
    runs = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    word = f'xmlns:w="{space}wordprocessingml/2006/main"'
    kinds = (
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/>'
    )
    relation = (
        f'<Relationship Id="r1" Type="{space}officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/>'
    )
    names = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    told = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in (core or {}).items())
    members = {
        "[Content_Types].xml": f'<Types xmlns="{space}package/2006/content-types">{kinds}</Types>',
        "_rels/.rels": (
            f'<Relationships xmlns="{space}package/2006/relationships">{relation}</Relationships>'
        ),
        "word/document.xml": f"<w:document {word}><w:body>{runs}</w:body></w:document>",
        "docProps/core.xml": f"<cp xmlns='urn:x' {names}>{told}</cp>",
    }
    return zipped({name: text.encode() for name, text in members.items()})


def zipped(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name), raw, packing)
    return out.getvalue()


def locked_zip(name: str, raw: bytes) -> bytes:
    """A ZIP archive whose only member says that it is encrypted."""
    packed = bytearray(zipped({name: raw}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + at] |= 1
    return bytes(packed)


def tarred(members: Mapping[str, bytes], mode: str = "w") -> bytes:
    """A tar archive, packed as the mode says."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, raw in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


def record(
    body: bytes,
    url: str = "https://news.example/a",
    *,
    kind: str = "response",
    status: str = "200 OK",
    media: str = "text/html; charset=utf-8",
    date: str = "2019-05-04T10:11:12Z",
) -> bytes:
    """A record of a web archive."""
    block = body
    if kind == "response":
        head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
        block = head.encode() + body
    declared = "application/http; msgtype=response" if kind == "response" else media
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: {declared}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(records: Sequence[bytes], *, packed: bool = False) -> bytes:
    """A web archive; packed record by record, as crawlers do."""
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def gdelt_graph(url: str, day: str = "20190504101500") -> bytes:
    """A row of the knowledge graph, version 2."""
    row = ["20190504101500-1", day, "1", "news.example", url] + [""] * 22
    return "\t".join(row).encode() + b"\n"


def gdelt_event(url: str, day: str = "20190504101500") -> bytes:
    """A row of the events, version 2."""
    return "\t".join(["1", "20190504"] + [""] * 57 + [day, url]).encode() + b"\n"


def gdelt_mention(url: str, day: str = "20190504101500", kind: str = "1") -> bytes:
    """A row of the mentions, version 2."""
    row = ["1", "20190504000000", day, kind, "news.example", url] + [""] * 10
    return "\t".join(row).encode() + b"\n"
