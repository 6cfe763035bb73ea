"""Whatever is said by whom: spans stand in the text, and judging twice gives the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Document, Status
from dragoman.parse.quotations import quotations
from dragoman.pipeline import load_reader, read_document

WHO = ("Kenya", "the Peruvian minister", "Reuters", "she", "three officials in Accra", "“Dawn”")
SAYS = ("said", "denied that", "claims", "has yet to confirm", "“reported”", "asked why", ":")
WHAT = (
    "Chad shelled a village in Sudan",
    "“we never signed the pact with Togo”",
    "it would not, however, visit Mali",
    "Ghana may — if asked — expel the envoy of Benin",
    "'no troops' went to Niger",
)
BREAKS = st.sampled_from([". ", ".\n\n", ", ", "; but ", "” ", " ‘"])
CLAUSES = st.tuples(st.sampled_from(WHO), st.sampled_from(SAYS), st.sampled_from(WHAT), BREAKS)
TEXTS = st.lists(CLAUSES, min_size=1, max_size=5).map(
    lambda rows: "".join(f"{who} {says} {what}{end}" for who, says, what, end in rows)
)


def judged(text: str):
    document = Document("d", "d.txt", text, ((0, len(text)),), language="en")
    return read_document(document, load_reader())


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_every_span_stands_in_the_text(text: str) -> None:
    records = judged(text)
    spans = [r.evidence for r in records.events] + [c.evidence for c in records.claims]
    spans += [r.cue for r in records.events if r.cue is not None]
    for attribution in records.attributions:
        spans += [s for s in (attribution.source, attribution.cue, attribution.content) if s]
    assert all(span.stands_in(text) for span in spans)
    assert all(0 <= r.confidence <= 1 and r.status in Status for r in records.events)
    assert all(c.proposition in text for c in records.claims)


@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_judging_twice_gives_the_same(text: str) -> None:
    assert judged(text) == judged(text)


@given(st.text(alphabet="ab '\"‘’“”«».,\n", max_size=60))
def test_quotations_are_in_order_and_do_not_overlap(text: str) -> None:
    found = quotations(text, [(0, len(text))])
    edges = [edge for q in found for edge in (q.start, q.inner_start, q.inner_end, q.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
