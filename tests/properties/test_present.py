"""Whatever a ledger holds, it can be shown: as a page, in Markdown and on a terminal."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Document, Event, EventType, Party, Place, Report, Span, Status
from dragoman.present.dossier import Dossier, assemble
from dragoman.present.findings import Findings
from dragoman.present.html import dossier_html
from dragoman.present.markdown import dossier_markdown
from dragoman.present.table import width_of
from dragoman.present.text import dossier_text
from dragoman.query.rows import EventRow, ReportRow, Source

DATES = st.sampled_from(
    [None, "2024", "2024-02-29", "2024-02", "1999/2008", "../2001", "2013/..", "201X", "2012~",
     "2024-23", "2024-36", "0001", "9999-12-31", "nonsense", "2024-13-45", "2024-05-XX", "/", ""]
)  # fmt: skip
# What ends a line for Python but not for a browser is inside too, and marks of every script.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@st.composite
def found(draw: st.DrawFn) -> Findings:
    rows, documents = [], {}
    for number in range(draw(st.integers(0, 4))):
        text = draw(TEXTS)
        start = draw(st.integers(0, len(text) - 1))
        quote = Span.of(text, start, draw(st.integers(start + 1, len(text))))
        id_ = f"d{number}"
        outlet = draw(st.none() | NAMES)
        documents[id_] = Document(
            id_, draw(NAMES), text, ((0, len(text)),), title=draw(st.none() | NAMES),
            publisher=outlet, published=draw(DATES), url=draw(st.none() | TEXTS),
            cluster=draw(st.sampled_from([None, "c"])),
        )  # fmt: skip
        one, other = Party("AAA", draw(NAMES), "a", draw(st.none() | NAMES)), Party("BBB", "B", "b")
        kind, status = draw(st.sampled_from(EventType)), draw(st.sampled_from(Status))
        report = Report(
            f"r{number}", kind, (one,), (other,), status, quote, quote, draw(st.floats(0, 1)),
            speakers=draw(st.sampled_from([(), (one,), (one, other)])),
        )  # fmt: skip
        event = Event(
            f"e{number}", kind, ("AAA",), ("BBB",), draw(st.booleans()), status, (report.id,), 1,
            report.confidence, date=draw(DATES), place=draw(st.none() | st.builds(Place, NAMES)),
            disputed=False,
        )  # fmt: skip
        d = documents[id_]
        source = Source(
            d.id, d.uri, d.url, d.title, d.publisher, d.published, None, None, d.cluster, "x", "y"
        )
        rows.append(EventRow(event, (ReportRow(report, source, event.id),)))
    names = {"AAA": draw(NAMES), "BBB": draw(NAMES)}
    scores = {row.event.id: draw(st.floats(-10, 10)) for row in rows}
    return Findings(("AAA", "BBB"), tuple(rows), documents=documents, names=names, scores=scores)


class Tags(HTMLParser):
    """The tags, the ids and the goals of links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.goals: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given_attrs = dict(attrs)
        assert not [name for name in given_attrs if name.startswith("on")]
        if id_ := given_attrs.get("id"):
            self.ids.append(id_)
        if (goal := given_attrs.get("href")) and goal.startswith("#"):
            self.goals.add(goal[1:])
        elif tag == "a" and goal:
            assert goal.startswith(("http://", "https://"))


@settings(max_examples=60, deadline=None)
@given(found())
def test_a_page_is_sound_whatever_is_found(findings: Findings):
    tags = Tags(dossier_html(assemble(findings)))
    assert not tags.tags & {"script", "img", "iframe", "link"}
    assert len(tags.ids) == len(set(tags.ids))
    assert tags.goals <= set(tags.ids)


@settings(max_examples=60, deadline=None)
@given(found(), st.integers(50, 120))
def test_text_fits_and_holds_no_controls(findings: Findings, width: int):
    text = dossier_text(assemble(findings), width=width)
    assert all(width_of(line) <= width for line in text.split("\n"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


@settings(max_examples=60, deadline=None)
@given(found())
def test_markdown_holds_no_tags_of_a_text(findings: Findings):
    text = dossier_markdown(assemble(findings))
    assert set(re.findall(r"<(/?\w+)", text)) <= {"a", "/a", "http", "https"}


@settings(max_examples=60, deadline=None)
@given(found())
def test_every_event_is_shown_once_and_quoted_as_it_stands(findings: Findings):
    made: Dossier = assemble(findings)
    assert sorted(e.id for e in made.entries) == sorted(r.event.id for r in findings.events)
    for source in made.sources:
        for passage in source.passages:
            assert "".join(text for text, _ in passage.segments) in source.document.text
