"""Findings made by hand: two states of the Andes, three sources, one of them hostile."""

from __future__ import annotations

import pytest

from dragoman.model import (
    Basis,
    Claim,
    Dispute,
    Document,
    Event,
    EventType,
    Figure,
    FigureKind,
    Party,
    Place,
    Point,
    Report,
    Series,
    Side,
    Span,
    Stance,
    Status,
    Tie,
    TieKind,
)
from dragoman.present.dossier import Dossier, assemble
from dragoman.present.findings import Findings
from dragoman.present.html import dossier_html
from dragoman.query.rows import (
    ClaimRow,
    DisputeRow,
    EventRow,
    FigureRow,
    ReportRow,
    SeriesRow,
    Source,
    TieRow,
)

CHILE, PERU = Party("CHL", "Chile", "Chile"), Party("PER", "Peru", "Lima")
MINISTER = Party("CHL", "Ana Rojas", "Minister Rojas", "foreign minister")
TEXT = (
    "Chile's foreign minister Ana Rojas visited Lima on Monday. She signed a treaty on water.\n"
    "Peru denied that it had closed the border, which Rojas had said in May. "
    "Trade rose from 2.1 billion dollars in 2019 to 3 billion in 2022."
)
HOSTILE = (
    "Peru <script>alert('x')</script> praised \u202eChile\u202c\x1b[31m in a note & said |so|.\n"
    "Peru has an embassy in Chile."
)


def document(id_: str, text: str, **known: object) -> Document:
    return Document(id_, f"{id_}.txt", text, ((0, len(text)),), language="en", **known)  # type: ignore[arg-type]


WIRE = document(
    "wire", TEXT, title="Rojas in Lima", publisher="Andes Wire", published="2023-05-09",
    published_basis=Basis.STATED, url="https://andes.example/rojas", cluster="wire",
)  # fmt: skip
COPY = document(
    "copy", TEXT, title="Minister in Lima", publisher="Coast Daily", published="2023-05-10",
    cluster="wire",
)  # fmt: skip
BAD = document(
    "bad", HOSTILE, title="<img src=x onerror=alert(1)>",
    publisher="\"><script>alert('p')</script>", url="javascript:alert('u')",
)  # fmt: skip


def source(of: Document) -> Source:
    return Source(
        of.id, of.uri, of.url, of.title, of.publisher, of.published, of.published_basis,
        of.language, of.cluster, "dragoman 0.1.0", "plover-2024.1+abc",
    )  # fmt: skip


def span(of: Document, words: str) -> Span:
    start = of.text.index(words)
    return Span.of(of.text, start, start + len(words))


def told(of: Document, id_: str, kind: EventType, words: str, **known: object) -> ReportRow:
    quote = span(of, words)
    given: dict[str, object] = {
        "sources": (MINISTER,),
        "targets": (PERU,),
        "status": Status.OCCURRED,
        "confidence": 0.8,
    }
    return ReportRow(
        Report(id_, kind, evidence=quote, trigger=quote, **given | known), source(of), id_
    )  # type: ignore[arg-type]


def event(id_: str, *reports: ReportRow, **known: object) -> EventRow:
    first = reports[0].report
    made: dict[str, object] = {
        "sources": tuple(p.code for p in first.sources),
        "targets": tuple(p.code for p in first.targets),
        "symmetric": first.symmetric,
        "status": first.status,
        "reports": tuple(r.report.id for r in reports),
        "outlets": 1,
        "confidence": 0.8,
        "first_told": reports[0].source.published,
    }
    return EventRow(Event(id_, first.type, **made | known), reports)  # type: ignore[arg-type]


VISIT = event(
    "visit",
    told(WIRE, "r1", EventType.CONSULT, "visited Lima on Monday", mode="visit"),
    told(COPY, "r2", EventType.CONSULT, "visited Lima on Monday", mode="visit", confidence=0.7),
    mode="visit", date="2023-05-08", place=Place("Lima", "PER"),
)  # fmt: skip
TREATY = event(
    "treaty", told(WIRE, "r3", EventType.SUPPORT, "She signed a treaty on water."), date="2023-05"
)
CLOSURE = event(
    "closure",
    told(WIRE, "r4", EventType.COERCE, "it had closed the border", sources=(PERU,),
         targets=(CHILE,), speakers=(MINISTER,), status=Status.DENIED),
    date="2023", status=Status.DENIED, statuses=(Status.ALLEGED, Status.DENIED), disputed=True,
)  # fmt: skip
NOTE = event(
    "note", told(BAD, "r5", EventType.SUPPORT, HOSTILE.split("\n")[0], sources=(PERU,),
                 targets=(CHILE,))
)  # fmt: skip
DENIAL = Claim(
    "c1", PERU, Stance.DENIES, "it had closed the border", ("CHL", "PER"),
    span(WIRE, "Peru denied that it had closed the border"), 0.8,
)  # fmt: skip
DISPUTE = DisputeRow(
    Dispute(
        "d1", "it had closed the border", ("CHL", "PER"),
        (Side(Stance.ASSERTS, ("CHL",), ()), Side(Stance.DENIES, ("PER",), ("c1",))),
        1, "closure", "2023-05-09", "2023-05-09",
    ),
    (ClaimRow(DENIAL, source(WIRE), "closure"),),
)  # fmt: skip


def figure(id_: str, value: float, period: str, words: str) -> FigureRow:
    quote = span(WIRE, words)
    kind = FigureKind.LEVEL
    made = Figure(id_, "trade", ("CHL", "PER"), value, "USD", kind, quote, 0.9, quote, period)
    return FigureRow(made, source(WIRE))


FIGURES = (
    figure("f1", 2.1e9, "2019", "2.1 billion dollars in 2019"),
    figure("f2", 3e9, "2022", "3 billion in 2022"),
)
SERIES = SeriesRow(
    Series(
        "t1", "trade", ("CHL", "PER"), "USD",
        tuple(
            Point(f.figure.period, f.figure.value, f.figure.kind, (f.figure.id,)) for f in FIGURES
        ),
    ),
    FIGURES,
)  # fmt: skip
EMBASSY = TieRow(
    Tie("e1", TieKind.EMBASSY, "PER", "CHL", span(BAD, "Peru has an embassy in Chile."), 0.9),
    source(BAD),
)
FINDINGS = Findings(
    pair=("CHL", "PER"),
    events=(NOTE, CLOSURE, VISIT, TREATY),
    disputes=(DISPUTE,),
    series=(SERIES,),
    ties=(EMBASSY,),
    documents={d.id: d for d in (WIRE, COPY, BAD)},
    names={"CHL": "Chile", "PER": "Peru"},
    scores={"visit": 2.5, "treaty": 5.0, "closure": -7.0, "note": 5.0},
    offices=frozenset({"foreign minister"}),
)


@pytest.fixture(scope="session")
def findings() -> Findings:
    """The findings above."""
    return FINDINGS


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The findings laid out."""
    return assemble(FINDINGS)


@pytest.fixture(scope="session")
def page(dossier: Dossier) -> str:
    """The dossier as a page."""
    return dossier_html(dossier)
