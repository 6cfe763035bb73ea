"""The tables of what language models proposed: kept apart from the records until people accept."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Table

from dragoman.ledger.tables import kept, number, quote, reference, row_key, text

proposal_question = Table(
    "proposal_question",
    kept,
    row_key(),
    text("id", "hash of the sentence, the model and the prompt", nullable=False, unique=True),
    reference("document", "document.row", "the document", index=True),
    reference("run", "run.row", "the run that asked"),
    number("start", "where the sentence begins, in code points", nullable=False),
    number("end", "where it ends, exclusive", nullable=False),
    text("model", "the model that was asked, as its server calls it", nullable=False),
    text("host", "the server that was asked", nullable=False),
    text("prompt", "SHA-256 of the instructions", nullable=False),
    text(
        "outcome",
        "proposed, nothing, refused (no proposal passed the checks) or failed (no answer)",
        nullable=False,
    ),
    Column("problems", JSON, nullable=False, comment="what was refused or failed, in words"),
    text("at", "when, UTC", nullable=False),
    comment="Sentences that a language model was asked about, and what came of it.",
)

proposal = Table(
    "proposal",
    kept,
    row_key(),
    text("id", "id of the proposal, and of its report once accepted", nullable=False, unique=True),
    reference("question", "proposal_question.row", "the question that it answers"),
    reference("document", "document.row", "the document", index=True),
    *quote("evidence", "the words that it quotes"),
    Column(
        "record", JSON, nullable=False, comment='the proposed report: {"report": …, "parties": […]}'
    ),
    comment="Reports that a language model proposed; a verdict makes one a report.",
)
