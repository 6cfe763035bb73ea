"""Files of every form: each ends as documents or as reasons, in words for the user."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from dragoman.acquire import docx, pdf
from dragoman.acquire.budget import Budget
from dragoman.acquire.columns import columns
from dragoman.acquire.source import Source, Taking, streamed
from dragoman.acquire.sources import take
from dragoman.acquire.workshop import Extracted
from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.codebook import load_codebook
from dragoman.ledger.bounds import bounds
from dragoman.model import Document, Skipped
from dragoman.settings import Settings
from fuzz.target import BrokenError, Once, Target, expect

SETTINGS = Settings(max_bytes=2_000_000, max_characters=200_000, max_unpacked=20_000_000)
# What `take` says of an exception that nobody foresaw.
_UNFORESEEN = re.compile(r"cannot be (?:read|cleaned) \(\w+(?:Error|Exception|Warning)?: ")
_WORDS = {
    "html": "<html> <body> <article> <p> </p> <div> <h1> <meta <title> <time datetime=\" "
    "property=\"article:published_time\" content=\" <script> <style> <!-- --> &nbsp; &#x202e; "
    "<script type=\"application/ld+json\"> {\"@type\":\"NewsArticle\", \"datePublished\":\" "
    "<br> <table> <tr> <td> <figure> <figcaption> <blockquote> <ul> <li> <a href=\" charset=",
    "mail": "From: To: Subject: Date: MIME-Version:1.0 Content-Type: multipart/mixed; boundary= "
    "text/plain text/html message/rfc822 Content-Transfer-Encoding: base64 quoted-printable "
    "=?utf-8?Q? =?utf-8?B? ?= charset= Content-Disposition: attachment; filename= format=flowed",
    "feed": "<rss version=\"2.0\"> <channel> <item> </item> <title> <link> <description> <pubDate> "
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"> <entry> <updated> <content type=\"html\"> "
    "<![CDATA[ ]]> <!DOCTYPE <!ENTITY <guid> <content:encoded> <?xml encoding=\" <author> <name>",
    "warc": "WARC/1.0 WARC-Type: response resource conversion warcinfo WARC-Target-URI: "
    "WARC-Date: Content-Length: Content-Type: application/http HTTP/1.1 200 OK chunked "
    "Transfer-Encoding: Content-Encoding: gzip text/html",
    "lines": "{\"text\": \"html\": \"url\": \"published\": \"authors\": [ ] { } null true 1e999 "
    "\\ud800 \\u0000 \"id\": NaN -Infinity",
    "table": "text title published url id , ; | \" \"\" html author",
    "list": "20240305 20240305101500 https://a.example/1 <UDIV>",
    "docx": "<w:p> <w:r> <w:t> </w:t> </w:r> </w:p> <w:tbl> <w:tr> <w:tc> <w:hyperlink <w:br/> "
    "<w:footnoteReference <w:drawing> <w:pStyle w:val=\"Heading1\"/> <dc:title> <dcterms:created>",
    "pdf": "endobj stream endstream xref trailer startxref /Type /Page /Kids /Count /Contents "
    "/Length /Filter /FlateDecode /ASCIIHexDecode BT ET Tf Tm Tj TJ Td /Font /MediaBox /Encrypt "
    "/ObjStm /Prev",
    "archive": "PK\x03\x04 PK\x01\x02 PK\x05\x06 ../ a.txt .zip .tar ustar \x1f\x8b\x08",
}  # fmt: skip


class InProcess:
    """A workshop that lets what its readers raise through, where it is ours."""

    def extract(self, kind: str, raw: bytes) -> Extracted:
        """What the reader makes of a file; what a library raises for damage is a reason."""
        try:
            if kind == "pdf":
                return pdf.extracted(raw, SETTINGS.max_characters)
            return docx.extracted(raw)
        except RecursionError:
            return Extracted(reason="is nested too deeply")
        except Exception as error:
            if _is_ours(error):
                raise BrokenError(f"reading {kind}: {type(error).__name__}: {error}") from error
            return Extracted(reason=f"is a damaged {kind} file")


def _is_ours(error: BaseException) -> bool:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace is not None and "/dragoman/" in trace.tb_frame.f_code.co_filename


def _reading(name: str, wrapped: Callable[[bytes], bytes] = bytes) -> Callable[[], Once]:
    def start() -> Once:
        codebook = load_codebook()
        taking = Taking(SETTINGS, columns(""), InProcess(), take)  # type: ignore[arg-type]

        def once(data: bytes) -> None:
            raw = wrapped(data)
            budget = Budget(len(raw), SETTINGS.max_unpacked)
            for found in take(Source("given", name, streamed(raw), budget), taking):
                _check(found if isinstance(found, Skipped) else clean(found, codebook), found)

        return once

    return start


def _check(made: Document | Skipped, found: Acquired | Skipped) -> None:
    if isinstance(made, Skipped):
        expect(bool(made.reason.strip()), "a document is skipped without a reason")
        expect("\n" not in made.reason, f"a reason of several lines: {made.reason!r}")
        expect(not _UNFORESEEN.match(made.reason), f"nobody foresaw it: {made.reason}")
        made.uri.encode(), made.reason.encode()
        return
    assert isinstance(found, Acquired)
    ends = [end for span in made.body for end in span]
    expect(ends == sorted(ends), f"the body is not in order: {made.body}")
    expect(not ends or 0 <= ends[0] <= ends[-1] <= len(made.text), f"no such body: {made.body}")
    for told in (made.published, made.updated, made.retrieved):
        expect(told is None or bounds(told) != (None, None), f"{told!r} is no date")
    for text in (made.text, made.uri, made.title or "", made.publisher or "", *made.authors):
        text.encode()


def _word(data: bytes) -> bytes:
    """A Word file whose document, or after a NUL whose properties, are the input."""
    if data.startswith(b"PK"):
        return data
    document, _, core = data.partition(b"\0")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, raw in (*_FRAME.items(), (docx.DOCUMENT, document), (docx.CORE, core)):
            archive.writestr(zipfile.ZipInfo(name), raw)
    return out.getvalue()


_SPACE = "http://schemas.openxmlformats.org/"
_FRAME: dict[str, Any] = {
    "[Content_Types].xml": f'<Types xmlns="{_SPACE}package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_SPACE}package/2006/relationships"><Relationship '
    f'Id="r1" Type="{_SPACE}officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
}


def _words(kind: str) -> Callable[[], Iterable[str]]:
    return lambda: _WORDS[kind].split()


TARGETS = {
    "html": Target(_reading("page.html"), _words("html")),
    "text": Target(_reading("story.txt"), lambda: "--- title: date: By Updated: # > *".split()),
    "mail": Target(_reading("letter.eml"), _words("mail")),
    "mailbox": Target(_reading("letters.mbox"), _words("mail")),
    "feed": Target(_reading("news.rss"), _words("feed")),
    "warc": Target(_reading("crawl.warc"), _words("warc")),
    "lines": Target(_reading("news.jsonl"), _words("lines")),
    "csv": Target(_reading("news.csv"), _words("table")),
    "tsv": Target(_reading("news.tsv"), _words("table")),
    "gdelt": Target(_reading("20240305.export.CSV"), _words("list")),
    "zip": Target(_reading("news.zip"), _words("archive")),
    "tar": Target(_reading("news.tar"), _words("archive")),
    "gzip": Target(_reading("news.txt.gz"), _words("archive")),
    "unnamed": Target(_reading("given"), _words("archive")),
    "docx": Target(_reading("note.docx", _word), _words("docx")),
    "pdf": Target(_reading("note.pdf"), _words("pdf"), longest=8192, seconds=20.0),
}
