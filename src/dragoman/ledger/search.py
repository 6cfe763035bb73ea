"""Full text over documents, quotes, claims and figures: FTS5 on SQLite, tsvector on PostgreSQL.

Words are compared by their English stem, without accents and case. The index is filled as rows are
added; on SQLite by triggers, on PostgreSQL by a generated column.
"""

from __future__ import annotations

from sqlalchemy import Connection

# table -> the columns that are searched
SEARCHED = {
    "document": ("title", "text"),
    "report": ("evidence_text",),
    "claim": ("evidence_text",),
    "figure": ("measure", "evidence_text"),
    "tie": ("evidence_text",),
    "attribution": ("content_text",),
}
# A tsvector holds at most one megabyte: longer documents are found by their beginning.
_LONGEST = 600_000

# English stems without a list of stop words: "the" and "not" count in a phrase, as they do in FTS5.
_CONFIGURATION = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'dragoman') THEN
    CREATE TEXT SEARCH DICTIONARY dragoman_stem (TEMPLATE = snowball, LANGUAGE = english);
    CREATE TEXT SEARCH CONFIGURATION dragoman (COPY = english);
    ALTER TEXT SEARCH CONFIGURATION dragoman ALTER MAPPING FOR asciiword, asciihword,
      hword_asciipart, word, hword, hword_part WITH dragoman_stem;
  END IF;
END $$
"""


def create_search(connection: Connection) -> None:
    """Make the search indexes of a new ledger."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_CONFIGURATION)
    for table, columns in SEARCHED.items():
        make = _sqlite if connection.dialect.name == "sqlite" else _postgresql
        for statement in make(table, columns):
            connection.exec_driver_sql(statement)


def _sqlite(table: str, columns: tuple[str, ...]) -> list[str]:
    names = ", ".join(columns)
    new, old = (", ".join(f"{which}.{c}" for c in columns) for which in ("new", "old"))
    into = f"INSERT INTO {table}_search"
    remove = f"{into}({table}_search, rowid, {names}) VALUES ('delete', old.row, {old})"
    insert = f"{into}(rowid, {names}) VALUES (new.row, {new})"
    make = f"CREATE TRIGGER IF NOT EXISTS {table}_search"
    return [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table}_search USING fts5({names}, content='{table}', "
        f"content_rowid='row', tokenize='porter unicode61 remove_diacritics 2')",
        f"{make}_add AFTER INSERT ON {table} BEGIN {insert}; END",
        f"{make}_change AFTER UPDATE OF {names} ON {table} BEGIN {remove}; {insert}; END",
    ]


def _postgresql(table: str, columns: tuple[str, ...]) -> list[str]:
    parts = " || ' ' || ".join(f"coalesce(left({c}, {_LONGEST}), '')" for c in columns)
    said = f"regexp_replace(normalize({parts}, NFKD), '[\u0300-\u036f]', '', 'g')"
    return [
        f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS search tsvector "
        f"GENERATED ALWAYS AS (to_tsvector('dragoman', {said})) STORED",
        f"CREATE INDEX IF NOT EXISTS {table}_by_search ON {table} USING gin (search)",
    ]
