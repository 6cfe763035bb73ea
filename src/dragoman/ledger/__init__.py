"""Stage 9: keep it. Documents, records, runs; events, disputes and series are made from them."""

from dragoman.ledger.store import Ledger, Run, open_ledger

__all__ = ["Ledger", "Run", "open_ledger"]
