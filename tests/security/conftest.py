"""The small ledger of the site's tests, with its browser and its team."""

from tests.ledger.targets import target
from tests.web.conftest import client, filled, ledger, site, team

__all__ = ["client", "filled", "ledger", "site", "target", "team"]
