"""Which current report a verdict is about, when the text was read again or has changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, Row, select, update

from dragoman.ledger import tables

_WORD = re.compile(r"\w+")
_SAME_WORDS = 0.6  # how much of two quotes must agree, word for word, to be the same passage


def reanchor(connection: Connection, document: int) -> None:
    """Let the verdicts on a document hold to its current reports, by id or else by quote."""
    report, anchor = tables.report, tables.verdict_anchor
    current = select(report.c.id, report.c.evidence_text, report.c.trigger_text).where(
        report.c.document == document, report.c.superseded_by.is_(None)
    )
    reports: list[Row[Any]] = list(
        connection.execute(current.order_by(report.c.evidence_start, report.c.id))
    )
    for held in connection.execute(select(anchor).where(anchor.c.document == document)).all():
        now = meant(held, reports)
        if now != held.now:
            here = (anchor.c.verdict == held.verdict) & (anchor.c.place == held.place)
            connection.execute(update(anchor).where(here).values(now=now))


def meant(held: Row[Any], reports: Sequence[Row[Any]]) -> str | None:
    """The report that an anchor means: that of its id, of its quote, or of a quote much like it."""
    best = max(reports, key=lambda report: _likeness(held, report), default=None)
    return None if best is None or _likeness(held, best) == 0 else str(best.id)


def _likeness(held: Row[Any], report: Row[Any]) -> float:
    """3 the same report, 2 the same quote, between 0 and 1 a quote like it, 0 another."""
    if report.id == held.report:
        return 3
    if (report.evidence_text, report.trigger_text) == (held.evidence, held.trigger):
        return 2
    if report.trigger_text.casefold() != held.trigger.casefold():
        return 0
    mine, yours = (_WORD.findall(text.casefold()) for text in (held.evidence, report.evidence_text))
    same = SequenceMatcher(None, mine, yours, autojunk=False)
    shared = sum(block.size for block in same.get_matching_blocks())
    shorter, longer = sorted((len(mine), len(yours)))
    # A newer reading often cuts the clause elsewhere: what counts is the shorter of the two.
    return shared / longer if shared and shared >= _SAME_WORDS * shorter else 0
