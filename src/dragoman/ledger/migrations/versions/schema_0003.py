"""Schema 3: events by outlet and by speaker in order of time, and the types that there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables that are new and fill them from what is there."""
    _by("event_outlet", "publisher", "document AS d ON d.row = r.document", "d.publisher")
    _by(
        "event_speaker",
        "code",
        "report_party AS p ON p.report = r.row AND p.side = 'speaker'",
        "p.code",
    )
    op.create_table(
        "event_type", sa.Column("type", _TEXT, primary_key=True), sqlite_with_rowid=False
    )
    op.execute("INSERT INTO event_type (type) SELECT DISTINCT type FROM event")
    # What a person corrected is known when events are made: those are made again.
    op.execute(
        "INSERT INTO stale (kind, block) SELECT DISTINCT 'event', r.block FROM verdict AS v "
        "JOIN verdict_anchor AS a ON a.verdict = v.row JOIN report AS r ON r.id = a.now "
        "WHERE v.field = 'speakers' AND NOT EXISTS "
        "(SELECT 1 FROM stale AS s WHERE s.kind = 'event' AND s.block = r.block)"
    )


def _by(table: str, key: str, joined: str, name: str) -> None:
    """Events by a name that their reports give, as they stand in time."""
    op.create_table(
        table,
        sa.Column(key, _TEXT, primary_key=True),
        sa.Column("sort", _TEXT, primary_key=True),
        sa.Column("event", sa.Integer(), sa.ForeignKey("event.row"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO {table} ({key}, sort, event) SELECT DISTINCT {name}, l.sort, l.event "  # noqa: S608
        f"FROM event_report AS l JOIN report AS r ON r.row = l.report JOIN {joined} "
        f"WHERE {name} IS NOT NULL ORDER BY 1, 2"
    )
    op.create_index(f"ix_{table}_event", table, ["event"])
