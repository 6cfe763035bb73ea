"""What holds for every text: reading never fails, quotes are true, and no two readings differ."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.export.records import records_json, to_line
from dragoman.model import Document, Records
from dragoman.pipeline import load_reader, read_document

WORDS = (
    "Peru|Chile|the Chilean president|Lima|Bolivia's foreign ministry|the UN|he|both sides|rebels|"
    "Norway|Norwegian and Swedish ministers|the two countries|visited|met|accused|did not send|"
    "denied having attacked|will sign with|said that|according to|allegedly bombed|and|but|which|"
    "has been criticised by|on Monday|in March 2019|last year|since 1998|3.5 billion dollars|"
    "12 percent|“|”|\"|'|—|(|)|,|.|.\n\n|\r\n|?|\u200b|\ufeff|🇵🇪|é"
).split("|")
# News-like word salad finds what random characters never reach; a little of both is mixed.
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), min_size=1, max_size=60)
THOROUGH = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def document_of(text: str, published: str | None = "2024-05-14") -> Document:
    """A document that is all body."""
    body = ((0, len(text)),)
    return Document("d", "salad.txt", text, body, published=published, language="en")


def quotes(records: Records) -> list[tuple[int, int, str]]:
    """Every span of the records with the characters that it claims to quote."""
    spans = [
        r.evidence for r in (*records.events, *records.claims, *records.figures, *records.ties)
    ]
    spans += [r.trigger for r in records.events]
    spans += [r.cue for r in records.events if r.cue]
    spans += [further for r in records.events for further in r.further]
    spans += [f.number for f in records.figures]
    for attribution in records.attributions:
        spans += [attribution.cue, attribution.content]
        spans += [attribution.source] if attribution.source else []
    return [(span.start, span.end, span.text) for span in spans]


@THOROUGH
@given(TEXTS)
def test_every_quote_stands_in_the_text(words):
    text = " ".join(words)
    for start, end, quoted in quotes(read_document(document_of(text), load_reader())):
        assert text[start:end] == quoted
        assert quoted.strip()


@THOROUGH
@given(TEXTS)
def test_reading_again_says_the_same(words):
    document = document_of(" ".join(words))
    first, second = (records_json(read_document(document, load_reader())) for _ in range(2))
    assert to_line(first) == to_line(second)
    assert json.loads(to_line(first)) == json.loads(json.dumps(first))


@THOROUGH
@given(TEXTS, st.data())
def test_nothing_is_drawn_from_outside_the_body(words, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1)) if text else 0
    end = data.draw(st.integers(start, len(text)))
    body = ((start, end),) if start < end else ()
    document = Document("d", "salad.txt", text, body, language="en")
    for first, last, _ in quotes(read_document(document, load_reader())):
        assert start <= first < last <= end


@THOROUGH
@given(TEXTS)
def test_ids_are_unique_within_a_document(words):
    records = read_document(document_of(" ".join(words)), load_reader())
    for kind in (records.events, records.claims, records.figures, records.ties):
        ids = [record.id for record in kind]
        assert len(ids) == len(set(ids))


@THOROUGH
@given(TEXTS)
def test_relative_dates_are_unknown_without_a_publication_date(words):
    text = " ".join(["Peru met Chile on Monday.", *words])
    records = read_document(document_of(text, published=None), load_reader())
    for report in records.events:
        if report.date_phrase in {"on Monday", "Monday", "last year"}:
            assert report.date is None
