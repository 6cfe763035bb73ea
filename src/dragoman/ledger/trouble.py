"""What a database complains of, in words for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dragoman.errors import LedgerError, QueryError, TooLongError

_NO_TEXT = "asked for something that no text holds: NUL, or half of a character"
_NUL = "cannot contain NUL"
_ENDED = ("interrupted", "due to statement timeout")
# What a server complains of whatever language it speaks, by SQLSTATE, in the words known below.
_STATES = {
    "25006": "read-only transaction",
    "28P01": "password authentication",
    "3D000": "does not exist",
    "42501": "permission denied",
    "53100": "no space left",
    "55P03": "lock timeout",
    "57014": "due to statement timeout",
}
_WORDS = (
    (("readonly database", "read-only transaction", "permission denied"), "is read-only"),
    (
        ("disk is full", "no space left", "could not extend file"),
        "cannot grow: the disk is full; what was added before is kept",
    ),
    (
        ("database is locked", "lock timeout", "database table is locked"),
        "is being written by another dragoman; try again when it is done",
    ),
    (("queuepool limit",), "is asked by too many at once; try again in a while"),
    (("file is not a database", "file is encrypted"), "is not a ledger of dragoman"),
    (
        ("malformed", "disk i/o error", "could not decode"),
        "is damaged or its disk fails; restore a backup",
    ),
    (("password authentication", "no password supplied"), "refuses the password"),
    (
        ('role "', "peer authentication", "ident authentication", "pg_hba.conf"),
        "does not let this user in: has the server such a user, does its pg_hba.conf allow it?",
    ),
    (("too many clients", "connection slots"), "has no connection left; try again in a while"),
    (("does not exist",), "does not exist on the server; `createdb` makes a database"),
    (
        (
            *("connection refused", "could not connect", "connection failed"),
            *("could not translate", "failed to resolve host"),
        ),
        "cannot be reached; is the server running?",
    ),
    (
        (
            *("terminating connection", "server closed the connection", "connection is lost"),
            *("connection is closed", "connection reset"),
        ),
        "has lost its connection; what was added before is kept, and the next try connects anew",
    ),
    (
        ("unable to open database file",),
        "cannot be opened; does its folder exist, may you write there?",
    ),
)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the database raises into a LedgerError that names the ledger and what to do."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise QueryError(_NO_TEXT) from error
    except SQLAlchemyError as error:
        if _NUL in _said(error):
            raise QueryError(_NO_TEXT) from error
        if any(sign in _said(error).lower() for sign in _ENDED):
            words = "needs longer for this than may be waited: ask for less"
            raise TooLongError(f"{name} {words}") from error
        raise LedgerError(f"{name} {words_of(error)}") from error


def words_of(error: SQLAlchemyError) -> str:
    """The complaint in plain words, with the database's own where there are none."""
    said = _said(error)
    for signs, words in _WORDS:
        if any(sign in said.lower() for sign in signs):
            return words
    return f"failed: {said.splitlines()[0] if said else type(error).__name__}"


def _said(error: SQLAlchemyError) -> str:
    """The database's own words, after ours for a complaint that the server has a number for."""
    orig = error.orig if isinstance(error, DBAPIError) else error
    return f"{_STATES.get(getattr(orig, 'sqlstate', None) or '', '')} {orig}".strip()
