"""Proposals of a language model for sentences that the reader was unsure of; people decide.

Off unless `dragoman propose` is called with an endpoint and a model. What passes the checks waits,
apart from the records, until a person accepts or rejects it.
"""

from dragoman.propose.endpoint import KEY, Budget, Endpoint, named_endpoint
from dragoman.propose.rounds import Round, propose

__all__ = ["KEY", "Budget", "Endpoint", "Round", "named_endpoint", "propose"]
