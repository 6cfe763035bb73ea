"""Schema 4: what language models proposed, kept apart from the records."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add two tables; what is there stays as it is."""
    op.create_table(
        "proposal_question",
        sa.Column("row", sa.Integer(), primary_key=True),
        _text("id"),
        _reference("document"),
        _reference("run"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *(_text(name) for name in ("model", "host", "prompt", "outcome")),
        sa.Column("problems", sa.JSON(), nullable=False),
        _text("at"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_proposal_question_document", "proposal_question", ["document"])
    op.create_table(
        "proposal",
        sa.Column("row", sa.Integer(), primary_key=True),
        _text("id"),
        _reference("question", "proposal_question"),
        _reference("document"),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        _text("evidence_text"),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_proposal_document", "proposal", ["document"])


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, nullable=False)


def _reference(name: str, table: str | None = None) -> sa.Column[Any]:
    to = sa.ForeignKey(f"{table or name}.row")
    return sa.Column(name, sa.Integer(), to, nullable=False)
