"""The hostile article stays words in whatever it is taken along as: files, exports, REST."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser

import pytest

from dragoman.query.latest import latest_disputes

FORMS = ("csv", "json", "md")
# What turns text around or is not seen; it may stand in data, never in what a person reads.
HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
TAG = re.compile(r"<\s*/?\s*(script|img|svg|b|u|i|title|textarea)\b", re.IGNORECASE)


def views(site) -> dict[str, tuple[str, ...]]:
    """Every address that can be taken along, with the forms that it offers."""
    view = site.view
    event = next(iter(view.events(types="ACCUSE"))).event.id
    document = next(row.source.id for row in view.documents(actor="TGO"))
    dispute = latest_disputes(view, 1)[0].dispute.id
    kinds = ("events", "claims", "figures", "disputes", "series", "ties", "documents")
    tables = (
        *("/", "/map", "/network", "/actor/TGO", f"/event/{event}", f"/dispute/{dispute}"),
        *("/review", "/review?show=second", "/review/trail", "/review/agreement", "/codebook"),
        *("/codebook/type/AID", "/codebook/names?q=togo", "/runs", "/runs?kind=missed"),
        *(f"/search?kind={kind}" for kind in kinds),
    )
    whole = {"/pair/TGO/BEN": (*FORMS, "html"), f"/document/{document}": (*FORMS, "txt")}
    return dict.fromkeys(tables, FORMS) | whole


def files(site, client):
    """Each view as each of its files."""
    for address, forms in views(site).items():
        for form in forms:
            joint = "&" if "?" in address else "?"
            answer = client.get(f"{address}{joint}format={form}")
            assert answer.status_code == 200, (address, form, answer.text[:300])
            yield address, form, answer


def test_every_view_offers_its_files_and_they_are_whole(site, client):
    kinds = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}
    seen = set()
    for address, form, answer in files(site, client):
        assert answer.headers["content-disposition"].startswith("attachment; filename="), address
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-type"].startswith(
            kinds.get(form, "text/"),
        ), (address, form)
        if form == "csv":
            heading, *rows = csv.reader(io.StringIO(answer.text))
            assert all(len(row) == len(heading) for row in rows), address
        elif form == "json" and not address.startswith("/document/"):
            assert answer.json()["permalink"].endswith("format=json"), address
        seen.add(address)
    for address in seen:
        page = client.get(address).text
        offered = {f for f in FORMS if re.search(rf'href="[^"]*format={f}"[^>]* download', page)}
        assert offered == set(FORMS), address


def test_markdown_is_read_as_words(site, client):
    for address, form, answer in files(site, client):
        if form == "md":
            assert not TAG.search(answer.text), address
            assert not HIDDEN.search(answer.text), address


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_a_dossier_that_is_taken_along_runs_nothing(client):
    text = client.get("/pair/TGO/BEN?format=html").text
    assert "alert(" in text  # the words are there, as words
    assert not HIDDEN.search(text.replace("\u2068", "").replace("\u2069", ""))
    for tag, attributes in Page(text).tags:
        assert tag not in {"script", "iframe", "object", "embed", "base"}, tag
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        for name in ("href", "src", "action"):
            value = (attributes.get(name) or "").strip().lower()
            assert not value.startswith(("javascript:", "data:text", "vbscript:")), (tag, value)


def test_a_word_file_holds_words(client):
    pytest.importorskip("docx", reason="pip install 'dragoman[office]'")
    answer = client.get("/pair/TGO/BEN?format=docx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()
        parts = {n: packed.read(n).decode() for n in names if n.endswith((".xml", ".rels"))}
    assert not [n for n in names if re.search(r"vba|activeX|embeddings|oleObject", n)]
    assert not any(HIDDEN.search(part) for part in parts.values())
    assert "alert(" in parts["word/document.xml"] + parts.get("word/footnotes.xml", "")
    for part in parts.values():
        for target in re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', part):
            assert target.startswith(("http://", "https://")), target
        fields = re.findall(r"<w:instrText[^>]*>([^<]*)<", part)
        assert all(f.split()[0] in {"PAGE", "NUMPAGES"} for f in fields if f.strip()), fields


def test_a_pdf_does_nothing(client):
    pytest.importorskip("reportlab", reason="pip install 'dragoman[office]'")
    pdfium = pytest.importorskip("pypdfium2", reason="pip install 'dragoman[documents]'")
    content = client.get("/pair/TGO/BEN?format=pdf").content
    for active in (b"/JavaScript", b"/JS", b"/OpenAction", b"/Launch", b"/EmbeddedFile"):
        assert active not in content, active
    pages = list(pdfium.PdfDocument(content))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "alert(" in re.sub(r"\s", "", text)
    assert not HIDDEN.search(text.replace("\r", ""))


@pytest.mark.parametrize("form", ["text", "md"])
def test_the_terminal_obeys_nothing(dragoman, ledger, form):
    told = dragoman("dossier", "TGO", "BEN", "--ledger", ledger, "--format", form)
    assert told.code == 0, told.err
    assert "alert(" in told.out
    assert not HIDDEN.search(told.out)
    for command in ("events", "claims", "figures", "disputes", "series", "ties", "documents"):
        shown = dragoman(command, "--ledger", ledger, "--actor", "TGO", "--format", "table")
        assert shown.code == 0, (command, shown.err)
        assert not HIDDEN.search(shown.out), command


@pytest.mark.parametrize(
    "name", ["annotations", "bibtex", "ftm", "gdelt", "icews", "panel", "plover", "polecat"]
)
def test_exports_stay_whole(dragoman, ledger, name):
    """What the article says breaks no row and no object of a format of the field."""
    told = dragoman("export", name, "--ledger", ledger)
    assert told.code == 0, told.err
    if name in {"annotations", "ftm", "plover"}:
        for line in told.out.splitlines():
            assert isinstance(json.loads(line), dict)
    elif name == "bibtex":
        assert told.out.count("{") - told.out.count("\\{") == (
            told.out.count("}") - told.out.count("\\}")
        )
        assert "alert(" in told.out
    elif name != "panel":
        widths = {line.count("\t") for line in told.out.splitlines()}
        assert len(widths) == 1, widths


def test_rest_is_never_taken_for_a_page(client):
    kinds = ("events", "claims", "figures", "ties", "disputes", "series", "documents", "missed")
    for kind in (*kinds, "runs", "people", "places", "outlets", "verdicts", "queue"):
        answer = client.get(f"/api/v1/{kind}")
        assert answer.status_code == 200, kind
        assert answer.headers["content-type"].startswith("application/json"), kind
        assert answer.headers["x-content-type-options"] == "nosniff", kind
        assert "default-src 'none'" in answer.headers["content-security-policy"], kind
