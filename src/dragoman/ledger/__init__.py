"""Stage 9: keep it. Documents, records, runs; events, disputes and series are made from them."""

from dragoman.ledger.conflicts import Conflict
from dragoman.ledger.store import Ledger, Run, open_ledger
from dragoman.ledger.verdicts import Decision, Verdict

__all__ = ["Conflict", "Decision", "Ledger", "Run", "Verdict", "open_ledger"]
