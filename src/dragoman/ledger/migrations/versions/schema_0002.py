"""Schema 2: attributions, groups of near-copies kept up to date, authors and seats, watches."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns and tables that are new; what is there stays as it is."""
    for name in ("updated", "updated_basis", "publisher_country", "publisher_country_basis"):
        op.add_column("document", _text(name))
    op.add_column("document", sa.Column("published_confidence", sa.Float()))
    op.add_column("document", sa.Column("authors", sa.JSON()))
    op.add_column("document", _text("retrieved"))
    op.add_column("document", _text("raw_hash"))
    _reports_in_time()
    _anchors()
    _attributions()
    _copies()
    _watches()
    _search("attribution", "content_text")


def _reports_in_time() -> None:
    """So that what a word is found in can be put in order without looking at the events."""
    op.execute("CREATE TABLE event_report_of_1 AS SELECT event, report FROM event_report")
    op.drop_table("event_report")
    op.create_table(
        "event_report",
        _reference("event", primary_key=True),
        _reference("report", primary_key=True),
        _text("sort", nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO event_report (event, report, sort) SELECT o.event, o.report, e.sort "
        "FROM event_report_of_1 AS o JOIN event AS e ON e.row = o.event"
    )
    op.drop_table("event_report_of_1")
    op.create_index("event_report_by_report", "event_report", ["report", "event", "sort"])


def _anchors() -> None:
    """What verdicts hold to: the report of the same id, else that of the same quote."""
    op.add_column("verdict_anchor", _text("now"))
    current = (
        "UPDATE verdict_anchor SET now = (SELECT min(r.id) FROM report AS r WHERE "
        "r.superseded_by IS NULL AND r.document = verdict_anchor.document AND "
    )
    quoted = "r.evidence_text = evidence AND r.trigger_text = verdict_anchor.trigger"
    op.execute(current + "r.id = verdict_anchor.report)")
    op.execute(current + quoted + ") WHERE now IS NULL")


def _attributions() -> None:
    op.create_table(
        "attribution",
        _row(),
        _reference("document"),
        _reference("run"),
        sa.Column("superseded_by", sa.Integer()),
        *(_text(f"speaker_{part}") for part in ("code", "name", "text", "role")),
        *_quote("cue"),
        *_quote("content"),
        *_quote("source", nullable=True),
    )
    op.create_index("attribution_by_document", "attribution", ["document"])
    op.create_index("attribution_by_speaker", "attribution", ["speaker_code", "row"])


def _copies() -> None:
    op.create_table(
        "sketch",
        _reference("document", primary_key=True),
        _text("words", nullable=False),
        sa.Column("bands", sa.JSON(), nullable=False),
    )
    op.create_index("ix_sketch_words", "sketch", ["words"])
    op.create_table(
        "copy_band",
        sa.Column("band", sa.BigInteger(), primary_key=True),
        _reference("document", primary_key=True),
        sqlite_with_rowid=False,
    )
    # Near-copies of all documents are looked for when the ledger is next added to.
    waiting = "INSERT INTO stale (kind, block) SELECT 'copies', "
    padded = "printf('%010d', row)" if _sqlite() else "lpad(\"row\"::text, 10, '0')"
    op.execute(waiting + padded + " FROM document")


def _watches() -> None:
    op.create_table(
        "fetched",
        _text("url", primary_key=True),
        *(_text(name) for name in ("etag", "modified", "mark", "outcome")),
        sa.Column("tries", sa.Integer()),
        _text("at", nullable=False),
    )
    op.create_table(
        "watch",
        _text("name", primary_key=True),
        sa.Column("told", sa.Integer(), nullable=False),
        _text("since", nullable=False),
    )
    op.create_table(
        "notice",
        _row(),
        _text("id", nullable=False),
        sa.Column("watch", _TEXT, sa.ForeignKey("watch.name"), nullable=False),
        _text("kind", nullable=False),
        _text("at", nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
    )
    op.create_index("notice_by_watch", "notice", ["watch", "row"])
    op.create_index("notice_by_id", "notice", ["id"], unique=True)
    op.create_table(
        "delivery",
        _reference("notice", primary_key=True),
        _text("channel", primary_key=True),
        _text("at"),
        sqlite_with_rowid=False,
    )


def _search(table: str, column: str) -> None:
    """Full text over one column of a new table."""
    if not _sqlite():
        said = f"regexp_replace(normalize(coalesce(left({column}, 600000), ''), NFKD)"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS "
            f"(to_tsvector('dragoman', {said}, '[\u0300-\u036f]', '', 'g'))) STORED"
        )
        op.execute(f"CREATE INDEX {table}_by_search ON {table} USING gin (search)")
        return
    into = f"INSERT INTO {table}_search"
    insert = f"{into}(rowid, {column}) VALUES (new.row, new.{column})"
    remove = f"{into}({table}_search, rowid, {column}) VALUES ('delete', old.row, old.{column})"
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({column}, content='{table}', "
        "content_rowid='row', tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute(f"CREATE TRIGGER {table}_search_add AFTER INSERT ON {table} BEGIN {insert}; END")
    op.execute(
        f"CREATE TRIGGER {table}_search_change AFTER UPDATE OF {column} ON {table} "
        f"BEGIN {remove}; {insert}; END"
    )


def _sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, _TEXT, **options)


def _row() -> sa.Column[Any]:
    return sa.Column("row", sa.Integer(), primary_key=True)


def _reference(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{name}.row"), nullable=False, **options)


def _quote(name: str, *, nullable: bool = False) -> list[sa.Column[Any]]:
    return [
        sa.Column(f"{name}_start", sa.Integer(), nullable=nullable),
        sa.Column(f"{name}_end", sa.Integer(), nullable=nullable),
        _text(f"{name}_text", nullable=nullable),
    ]
