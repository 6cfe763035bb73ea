"""Stage 10: ask it. One filter for API, command line, REST and agents."""

from dragoman.query.filter import Filter, make_filter
from dragoman.query.finding import Found
from dragoman.query.listing import Listing, Page
from dragoman.query.rows import (
    AttributionRow,
    ClaimRow,
    DisputeRow,
    DocumentRow,
    EventRow,
    FigureRow,
    MissedRow,
    ReportRow,
    RunRow,
    SeriesRow,
    Source,
    TieRow,
)
from dragoman.query.view import View, open_ledger

__all__ = [
    "AttributionRow",
    "ClaimRow",
    "DisputeRow",
    "DocumentRow",
    "EventRow",
    "FigureRow",
    "Filter",
    "Found",
    "Listing",
    "MissedRow",
    "Page",
    "ReportRow",
    "RunRow",
    "SeriesRow",
    "Source",
    "TieRow",
    "View",
    "make_filter",
    "open_ledger",
]
