"""Every test of the ledger runs on SQLite and, where a server is given, on PostgreSQL."""

from tests.ledger.targets import other_target, target

__all__ = ["other_target", "target"]
