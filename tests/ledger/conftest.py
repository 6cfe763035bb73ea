"""Every test of the ledger runs on SQLite and, where a server is given, on PostgreSQL."""

from tests.ledger.targets import target

__all__ = ["target"]
