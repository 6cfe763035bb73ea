"""How a ledger of an older schema becomes one of today's: one file a step, run by Alembic."""
