"""What agents ask: a ledger as read-only tools and resources of the Model Context Protocol."""
