"""What a document says, as it is kept in a shard: the rows that a ledger would keep of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dragoman.ledger import storing
from dragoman.ledger.loading import (
    attribution_of,
    claim_of,
    document_of,
    figure_of,
    report_of,
    tie_of,
)
from dragoman.ledger.storing import Row, keepable
from dragoman.model import Missed, Records


def packed(records: Records) -> str:
    """The records as one JSON text; nothing that a ledger keeps is lost."""
    document = storing.document_row(records.document, records.extractor, records.codebook, 0)
    told = {
        "document": document | {"cluster": None},
        "reports": [
            keepable(storing.report_row(report, None)) | {"parties": storing.party_rows(report, 0)}
            for report in _unique(records.events)
        ],
        "claims": [keepable(storing.claim_row(claim)) for claim in _unique(records.claims)],
        "figures": [keepable(storing.figure_row(one)) for one in _unique(records.figures)],
        "ties": [keepable(storing.tie_row(tie)) for tie in _unique(records.ties)],
        "attributions": [keepable(storing.attribution_row(a)) for a in records.attributions],
        "missed": [keepable({"kind": m.kind, "text": m.text}) for m in records.missed],
    }
    return json.dumps(told, ensure_ascii=True, separators=(",", ":"))


def unpacked(text: str) -> Records:
    """The records of a packed document."""
    told: dict[str, list[Row]] = json.loads(text)
    document: Row = told.pop("document")  # type: ignore[assignment]
    return Records(
        document=document_of(document),
        extractor=document["extractor"],
        codebook=document["codebook"],
        events=tuple(report_of(row, row["parties"]) for row in told["reports"]),
        claims=tuple(map(claim_of, told["claims"])),
        figures=tuple(map(figure_of, told["figures"])),
        ties=tuple(map(tie_of, told["ties"])),
        attributions=tuple(map(attribution_of, told["attributions"])),
        missed=tuple(Missed(row["kind"], row["text"]) for row in told["missed"]),
    )


def _unique(things: Sequence[Any]) -> list[Any]:
    """One record for each id, as in a ledger."""
    return list({thing.id: thing for thing in things}.values())
