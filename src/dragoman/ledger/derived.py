"""The tables that are derived from the records and can be made again at any time."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Table

from dragoman.ledger.tables import kept, number, period, row_key, text

event = Table(
    "event",
    kept,
    row_key(),
    text("id", "id of the event, that of its smallest report hashed", nullable=False, unique=True),
    text("block", "the part of the ledger that it was made from", nullable=False, index=True),
    text("type", "PLOVER root", nullable=False),
    text("mode", "PLOVER mode"),
    Column("sources", JSON, nullable=False, comment="codes of those who act"),
    Column("targets", JSON, nullable=False, comment="codes of those acted upon"),
    Column("symmetric", Boolean, nullable=False, comment="whether all parties act alike"),
    text("status", "the status that the reports together give it", nullable=False),
    Column(
        "statuses", JSON, nullable=False, comment="the status as it evolved, oldest telling first"
    ),
    *period("date", "best date"),
    text("sort", "key of the order in time: earliest, latest, id", nullable=False),
    text("place_name", "place"),
    text("place_country", "ISO 3166-1 alpha-3 of the place"),
    Column("place_lat", Float, comment="latitude, degrees WGS 84"),
    Column("place_lon", Float, comment="longitude, degrees WGS 84"),
    number("place_geonames", "GeoNames id of the place"),
    number("outlets", "independent sources; near-copies count once", nullable=False),
    Column("confidence", Float, nullable=False, comment="0 to 1"),
    text("first_told", "day of the first telling"),
    text("last_told", "day of the last telling"),
    Column(
        "disputed",
        Boolean,
        nullable=False,
        comment="whether sources contradict one another about it",
    ),
    Column("goldstein", Float, comment="Goldstein value, -10 to 10"),
    Column("reviewed", Boolean, nullable=False, comment="whether a person confirmed it"),
    Index("event_by_sort", "sort"),
    comment="Acts: clusters of reports.",
)

event_report = Table(
    "event_report",
    kept,
    number("event", "the event", ForeignKey("event.row"), primary_key=True),
    number("report", "a report of it", ForeignKey("report.row"), primary_key=True),
    text("sort", "the event's place in time", nullable=False),
    Index("event_report_by_report", "report", "event", "sort"),
    comment="Which reports tell an event.",
    sqlite_with_rowid=False,
)

event_code = Table(
    "event_code",
    kept,
    text("code", "code of a party", primary_key=True),
    text("sort", "the event's place in time", primary_key=True),
    number("event", "the event", ForeignKey("event.row"), nullable=False, index=True),
    comment="Events by party, in order of time.",
    sqlite_with_rowid=False,
)

event_dyad = Table(
    "event_dyad",
    kept,
    text("a", "code of one party, the first in the alphabet", primary_key=True),
    text("b", "code of the other", primary_key=True),
    text("sort", "the event's place in time", primary_key=True),
    number("event", "the event", ForeignKey("event.row"), nullable=False, index=True),
    comment="Events by pair of parties, in order of time.",
    sqlite_with_rowid=False,
)

event_outlet = Table(
    "event_outlet",
    kept,
    text("publisher", "outlet of a document that tells it", primary_key=True),
    text("sort", "the event's place in time", primary_key=True),
    number("event", "the event", ForeignKey("event.row"), nullable=False, index=True),
    comment="Events by outlet, in order of time.",
    sqlite_with_rowid=False,
)

event_speaker = Table(
    "event_speaker",
    kept,
    text("code", "code of someone who says so in a report of it", primary_key=True),
    text("sort", "the event's place in time", primary_key=True),
    number("event", "the event", ForeignKey("event.row"), nullable=False, index=True),
    comment="Events by whom they are told by, in order of time.",
    sqlite_with_rowid=False,
)

event_type = Table(
    "event_type",
    kept,
    text("type", "PLOVER root, or one that a codebook added", primary_key=True),
    comment="Types that events of this ledger have or had.",
    sqlite_with_rowid=False,
)

event_redirect = Table(
    "event_redirect",
    kept,
    text("old", "id that an event had", primary_key=True),
    text("new", "id of the event that holds its first report now", nullable=False, index=True),
    comment="Where an event went whose id is no more.",
)

dispute = Table(
    "dispute",
    kept,
    row_key(),
    text("id", "id of the dispute", nullable=False, unique=True),
    text("block", "the part of the ledger that it was made from", nullable=False, index=True),
    text("proposition", "what is disputed, in the words of one side", nullable=False),
    Column("about", JSON, nullable=False, comment="codes of the parties it is about"),
    Column(
        "sides", JSON, nullable=False, comment="[[stance, codes of speakers, ids of claims], …]"
    ),
    text("event", "id of the event that it is about, if any", index=True),
    number("outlets", "independent sources", nullable=False),
    text("first", "day of the first telling"),
    text("latest", "day of the last telling"),
    text("sort", "key of the order in time", nullable=False, index=True),
    comment="Opposing stances on one proposition.",
)

dispute_claim = Table(
    "dispute_claim",
    kept,
    number("dispute", "the dispute", ForeignKey("dispute.row"), primary_key=True),
    number("side", "number of the side", primary_key=True),
    number("place", "position within the side, oldest first", primary_key=True),
    text("stance", "asserts, denies, doubts or confirms", nullable=False),
    text("claim", "id of the claim", nullable=False, index=True),
    text("speaker", "code of its speaker", nullable=False),
    comment="The sides of a dispute and the claims that show them.",
)

dispute_code = Table(
    "dispute_code",
    kept,
    number("dispute", "the dispute", ForeignKey("dispute.row"), primary_key=True),
    text("code", "code of a party that it is about, or of a speaker", primary_key=True),
    Index("dispute_code_by_code", "code", "dispute"),
    comment="Whom a dispute is about.",
)

series = Table(
    "series",
    kept,
    row_key(),
    text("id", "id of the series", nullable=False, unique=True),
    text("block", "the part of the ledger that it was made from", nullable=False, index=True),
    text("measure", "what is measured", nullable=False),
    Column("actors", JSON, nullable=False, comment="codes of the parties it is about"),
    text("unit", "ISO 4217 code for money, else a plain word"),
    text("sort", "key of the order: measure, parties, unit", nullable=False, index=True),
    comment="Figures of one measure, parties and unit over time.",
)

series_point = Table(
    "series_point",
    kept,
    number("series", "the series", ForeignKey("series.row"), primary_key=True),
    number("place", "position, oldest first", primary_key=True),
    *period("period", "time that the value is about"),
    Column("value", Float, nullable=False, comment="the value"),
    text("kind", "level, count, change_pct, change_abs or share_pct", nullable=False),
    text("modifier", "up to, more than, almost …"),
    Column("figures", JSON, nullable=False, comment="ids of the figures that say so"),
    Column("conflict", Boolean, nullable=False, comment="whether sources cannot both be right"),
    comment="The values of a series.",
)

series_code = Table(
    "series_code",
    kept,
    number("series", "the series", ForeignKey("series.row"), primary_key=True),
    text("code", "code of a party", primary_key=True),
    Index("series_code_by_code", "code", "series"),
    comment="Whom a series is about.",
)

# derived table -> the tables that hang on its rows
PARTS = {
    "event": (event_dyad, event_code, event_outlet, event_speaker, event_report),
    "dispute": (dispute_code, dispute_claim),
    "series": (series_code, series_point),
}
MADE = {"event": event, "dispute": dispute, "series": series}
