"""What a user types into a search box, as the full-text search of the database understands it."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Table, column, func, literal_column, select, table, text
from sqlalchemy.sql.selectable import ScalarSelect

from dragoman.errors import QueryError

_TERM = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')
_UNSEARCHABLE = re.compile('["\x00\ud800-\udfff]')
_MOST = 100  # words and phrases of one question; SQLite's expressions nest only so deep
_LETTER = re.compile(r"\w")


def rows_with(searched: Table, words: str, dialect: str) -> ScalarSelect[int]:
    """The numbers of the rows of a table that hold the words.

    All words must stand there; a "phrase" stands together, a -word must not stand there.
    """
    wanted, unwanted = terms(words)
    if dialect == "sqlite":
        index = table(f"{searched.name}_search", column("rowid"))
        match = text(f"{searched.name}_search MATCH :words").bindparams(
            words=fts5(wanted, unwanted)
        )
        return select(index.c.rowid).where(match).scalar_subquery()
    query = func.websearch_to_tsquery(literal_column("'dragoman'"), websearch(wanted, unwanted))
    found: ColumnElement[bool] = literal_column(f"{searched.name}.search").op("@@")(query)
    return select(searched.c.row).where(found).scalar_subquery()


def terms(words: str) -> tuple[list[str], list[str]]:
    """The phrases that must and those that must not stand there; raises QueryError for none."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for no_phrase, phrase, no_word, word in _TERM.findall(words):
        said = _UNSEARCHABLE.sub(" ", phrase or word).strip()
        if _LETTER.search(said):
            (unwanted if no_phrase or no_word else wanted).append(said)
    if not wanted:
        raise QueryError(f"text {words!r}: expected a word to search for")
    if len(wanted) + len(unwanted) > _MOST:
        raise QueryError(f"text {words[:60]!r}…: expected at most {_MOST} words")
    return wanted, unwanted


def fts5(wanted: list[str], unwanted: list[str]) -> str:
    """The expression in SQLite's language; every term is quoted, so that none is an operator."""
    found = " AND ".join(f'"{term}"' for term in wanted)
    return " NOT ".join([f"({found})", *(f'"{term}"' for term in unwanted)])


def websearch(wanted: list[str], unwanted: list[str]) -> str:
    """The expression in PostgreSQL's language."""
    # A hyphen in front would negate, and `or` alone would be an operator: quotes keep both words.
    return " ".join([*(f'"{term}"' for term in wanted), *(f'-"{term}"' for term in unwanted)])
