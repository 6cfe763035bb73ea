"""Pairs of parties as the pages count them: how their acts score, and the list as a file."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from dragoman.query.counting import PairCount
from dragoman.web.entries import score
from dragoman.web.files import table_file
from dragoman.web.site import Site

_COLUMNS = ("a", "a_name", "b", "b_name", "acts", "mean_score")


def net(site: Site, pair: PairCount) -> float:
    """The mean PLOVER score of the acts of a pair that happened; 0 if none did."""
    total = sum(n for _, _, n in pair.kinds)
    summed = sum(score(site, kind, mode) * n for kind, mode, n in pair.kinds)
    return summed / total if total else 0.0


def pairs_file(site: Site, counted: Iterable[PairCount], form: str, asked: str) -> Response:
    """Pairs with their acts and mean scores; raises QueryError for another format."""
    rows = (
        {
            "a": one.a,
            "a_name": site.name(one.a),
            "b": one.b,
            "b_name": site.name(one.b),
            "acts": one.acts,
            "mean_score": round(net(site, one), 2),
        }
        for one in counted
    )
    return table_file("pairs", rows, _COLUMNS, form, asked)
