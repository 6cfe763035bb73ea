"""Schema 1: what dragoman 0.1.0 made."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing to do: this is where all ledgers begin."""
