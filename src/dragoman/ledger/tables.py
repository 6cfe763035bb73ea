"""The tables of a ledger, every column explained; `docs/reference/schema.md` is made from them.

What documents say is kept for ever; a newer reading only marks older records as superseded.
Dates are EDTF, with the first and last day that they may mean beside them. Lists are JSON.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

kept = MetaData()

# PostgreSQL would otherwise sort by the server's language, and pages would not follow each other.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def text(name: str, comment: str, *args: Any, **options: Any) -> Column[Any]:
    """A column of words or codes, sorted by code point on every database."""
    return Column(name, _TEXT, *args, comment=comment, **options)


def number(name: str, comment: str, *args: Any, **options: Any) -> Column[Any]:
    """A column of whole numbers."""
    return Column(name, Integer, *args, comment=comment, **options)


def row_key() -> Column[Any]:
    """The number of a row, in the order of adding; of no meaning outside the ledger."""
    return number("row", "number of the row, in order of adding; not stable", primary_key=True)


def reference(name: str, to: str, comment: str, **options: Any) -> Column[Any]:
    """A column that points to a row of another table."""
    return number(name, comment, ForeignKey(to), nullable=False, **options)


def period(name: str, what: str) -> tuple[Column[Any], ...]:
    """An EDTF column with the first and last day that it may mean."""
    return (
        text(name, f"{what}, EDTF; null when unknown"),
        text("earliest", f"first day that `{name}` may mean, YYYY-MM-DD; 0001-01-01 when open"),
        text("latest", f"last day that `{name}` may mean, YYYY-MM-DD; 9999-12-31 when open"),
    )


def quote(name: str, what: str, *, nullable: bool = False) -> tuple[Column[Any], ...]:
    """A span of the document's text with the characters that stand there."""
    return (
        number(f"{name}_start", f"where {what} begins, in code points", nullable=nullable),
        number(f"{name}_end", f"where {what} ends, exclusive", nullable=nullable),
        text(f"{name}_text", f"{what}, the characters themselves", nullable=nullable),
    )


def origin() -> tuple[Column[Any], ...]:
    """Where a record comes from, and whether a newer reading has taken its place."""
    return (
        text("id", "id of the record, a hash of what it says and where", nullable=False),
        reference("document", "document.row", "the document that says it"),
        reference("run", "run.row", "the run that read it"),
        number("superseded_by", "the run whose reading took its place; null while it is current"),
    )


def confidence() -> Column[Any]:
    """How sure the reader was."""
    return Column(
        "confidence", Float, nullable=False, comment="0 to 1; 0.8 means: 8 in 10 are right"
    )


def party(what: str, *, nullable: bool) -> tuple[Column[Any], ...]:
    """A party as the document names it."""
    return (
        text("speaker_code", f"code of {what}", nullable=nullable),
        text("speaker_name", f"canonical name of {what}", nullable=nullable),
        text("speaker_text", f"the document's words for {what}", nullable=nullable),
        text("speaker_role", f"office or kind of {what}"),
    )


def codes_of(name: str, what: str) -> Table:
    """The codes that a record is about, one a row, for finding it by actor or pair."""
    return Table(
        f"{name}_code",
        kept,
        number(name, f"the {name}", ForeignKey(f"{name}.row"), primary_key=True),
        text("code", what, primary_key=True),
        Index(f"{name}_code_by_code", "code", name),
        comment=f"Whom a {name} is about.",
        sqlite_with_rowid=False,
    )


ledger_info = Table(
    "ledger_info",
    kept,
    text("name", "schema or id", primary_key=True),
    text("value", "its value", nullable=False),
    comment="What this ledger is: version of the schema, and its id.",
)

run = Table(
    "run",
    kept,
    row_key(),
    text("command", "the command that filled the ledger", nullable=False),
    text("extractor", "version of dragoman", nullable=False),
    text("codebook", "version and digest of the codebook", nullable=False),
    text("started", "when it began, UTC", nullable=False),
    text("finished", "when it ended, UTC; null while it runs or when it was cut off"),
    number("known", "documents that were there already", nullable=False, default=0),
    comment="One row for each time that documents were read into the ledger.",
)

document = Table(
    "document",
    kept,
    row_key(),
    text("id", "id of the document", nullable=False, unique=True),
    text("uri", "where it was read from", nullable=False),
    text("url", "where it was published"),
    text("title", "its title"),
    text("publisher", "outlet that published it", index=True),
    *period("published", "day of publication"),
    text("published_basis", "how that is known: stated, metadata, inferred or given"),
    Column("published_confidence", Float, comment="how sure that is, 0 to 1"),
    text("updated", "when it was last changed, EDTF"),
    text("updated_basis", "how that is known: stated, metadata, inferred or given"),
    text("publisher_country", "seat of the outlet, ISO 3166-1 alpha-3; not the country covered"),
    text("publisher_country_basis", "how that is known: listed, metadata, inferred or given"),
    Column("authors", JSON, comment="names of those who wrote it"),
    text("retrieved", "day on which it was taken from the web"),
    text("raw_hash", "SHA-256 of its bytes as they came"),
    text("language", "ISO 639-1 code"),
    text("text_hash", "SHA-256 of the text", nullable=False),
    text("read_hash", "SHA-256 of all that a reading rests on", nullable=False),
    text(
        "cluster", "group of near-copies that it belongs to; null when it stands alone", index=True
    ),
    text("extractor", "version of dragoman that last read it", nullable=False),
    text("codebook", "codebook of that reading", nullable=False),
    reference("run", "run.row", "the run that last read it", index=True),
    Column(
        "body", JSON, nullable=False, comment="spans that are the article itself: [[start, end], …]"
    ),
    # The longest column comes last: SQLite walks through all that stand before the one asked for.
    text("text", "the text that all positions count in", nullable=False),
    Index("document_by_published", "earliest", "row"),
    comment="The documents and their texts.",
)

earlier_text = Table(
    "earlier_text",
    kept,
    reference("document", "document.row", "the document", primary_key=True),
    text("text_hash", "SHA-256 of the text", primary_key=True),
    text("text", "the text as it was", nullable=False),
    reference("run", "run.row", "the run that replaced it"),
    comment="Texts that a document had before it changed; superseded records quote them.",
)

report = Table(
    "report",
    kept,
    row_key(),
    *origin(),
    text("type", "PLOVER root", nullable=False),
    text("mode", "PLOVER mode"),
    Column("contexts", JSON, nullable=False, comment="PLOVER contexts"),
    Column("symmetric", Boolean, nullable=False, comment="whether all parties act alike"),
    text(
        "status",
        "occurred, ongoing, planned, proposed, alleged, denied or not_occurred",
        nullable=False,
    ),
    *period("date", "when the act happened or is to happen"),
    text("date_phrase", "the words that date it"),
    text("date_reason", "how they were understood"),
    text("place_name", "place"),
    text("place_country", "ISO 3166-1 alpha-3 of the place"),
    Column("place_lat", Float, comment="latitude, degrees WGS 84"),
    Column("place_lon", Float, comment="longitude, degrees WGS 84"),
    number("place_geonames", "GeoNames id of the place"),
    *quote("evidence", "the sentence or clause that tells the act"),
    *quote("trigger", "the word that names the act"),
    *quote("cue", "the words that decided the status", nullable=True),
    Column(
        "further",
        JSON,
        nullable=False,
        comment="other places that retell it: [[start, end, text], …]",
    ),
    confidence(),
    Column("goldstein", Float, comment="Goldstein value, -10 to 10"),
    text("rule", "the frame that found it"),
    text(
        "block",
        "parties and kind of act; only reports of one block tell one event",
        nullable=False,
    ),
    Index("report_by_block", "block"),
    Index("report_by_document", "document"),
    Index("report_by_id", "id"),
    comment="One document's telling of an act.",
)

report_party = Table(
    "report_party",
    kept,
    number("report", "the report", ForeignKey("report.row"), primary_key=True),
    text("side", "source, target or speaker", primary_key=True),
    number("place", "position in the list; speakers: outermost first", primary_key=True),
    text("code", "code of the party", nullable=False),
    text("name", "canonical name", nullable=False),
    text("text", "the document's words", nullable=False),
    text("role", "office or kind of actor"),
    Index("report_party_by_code", "code", "report"),
    comment="Who acts, who is acted upon, and who says so.",
    sqlite_with_rowid=False,
)

claim = Table(
    "claim",
    kept,
    row_key(),
    *origin(),
    *party("the speaker", nullable=False),
    text("stance", "asserts, denies, doubts or confirms", nullable=False),
    text("proposition", "what is asserted or denied, in the document's words", nullable=False),
    Column("about", JSON, nullable=False, comment="codes of the parties it is about"),
    text(
        "block",
        "parties of the act that it is about; only claims of one block oppose",
        nullable=False,
    ),
    text("report", "id of the document's report that it is about, if any", index=True),
    *period("date", "when it was said"),
    *quote("evidence", "the words that show it"),
    confidence(),
    Index("claim_by_block", "block"),
    Index("claim_by_document", "document"),
    Index("claim_by_id", "id"),
    comment="Who asserts, denies, doubts or confirms what.",
)

figure = Table(
    "figure",
    kept,
    row_key(),
    *origin(),
    text("measure", "what is measured", nullable=False, index=True),
    Column("actors", JSON, nullable=False, comment="codes of the parties it is about"),
    text("block", "the same codes, sorted and joined", nullable=False),
    Column("value", Float, nullable=False, comment="the number, in `unit`"),
    text("unit", "ISO 4217 code for money, else a plain word"),
    text("kind", "level, count, change_pct, change_abs or share_pct", nullable=False),
    *period("period", "time that the number is about"),
    text("modifier", "up to, more than, almost …"),
    *party("the speaker", nullable=True),
    *quote("evidence", "the words that show it"),
    *quote("number", "the number as it is written"),
    confidence(),
    Index("figure_by_block", "block"),
    Index("figure_by_document", "document"),
    Index("figure_by_id", "id"),
    comment="Numbers about relations.",
)

tie = Table(
    "tie",
    kept,
    row_key(),
    *origin(),
    text("kind", "membership, embassy, treaty, office_holder …", nullable=False),
    text("subject", "code or name of the one", nullable=False),
    text("object", "code of the other, or office and code", nullable=False),
    text("since", "EDTF of the beginning"),
    text("until", "EDTF of the end"),
    *quote("evidence", "the words that show it"),
    confidence(),
    Index("tie_by_document", "document"),
    Index("tie_by_id", "id"),
    comment="Standing facts between parties.",
)

attribution = Table(
    "attribution",
    kept,
    row_key(),
    *origin()[1:],
    *party("who says it", nullable=True),
    *quote("cue", "the words that attribute it"),
    *quote("content", "what is said"),
    *quote("source", "the words for who says it", nullable=True),
    Index("attribution_by_document", "document"),
    Index("attribution_by_speaker", "speaker_code", "row"),
    comment="Who says what in a document, about states or not.",
)

claim_code = codes_of("claim", "code of a party that the claim is about, or of its speaker")
figure_code = codes_of("figure", "code of a party that the figure is about")
tie_code = codes_of("tie", "code of a party of the tie")

missed = Table(
    "missed",
    kept,
    row_key(),
    *origin()[1:],
    text("kind", "actor or verb", nullable=False),
    text("text", "the words", nullable=False),
    Index("missed_by_document", "document"),
    comment="Names and verbs that looked like actors and acts and that the codebook does not know.",
)

unread = Table(
    "unread",
    kept,
    row_key(),
    reference("run", "run.row", "the run", index=True),
    text("outcome", "skipped or failed", nullable=False),
    text("uri", "the document", nullable=False),
    text("reason", "why, in words", nullable=False),
    comment="Documents that a run did not read.",
)

verdict = Table(
    "verdict",
    kept,
    row_key(),
    text("id", "id of the verdict, a hash of what it says", nullable=False, unique=True),
    text("decision", "accept, reject, correct, merge, split, note or undo", nullable=False),
    text("subject", "id of the event or report, or of the verdict that is undone", nullable=False),
    text("field", "what is corrected"),
    Column("value", JSON, comment="what it is corrected to"),
    Column("others", JSON, nullable=False, comment="events to merge with, or reports to split off"),
    text("why", "the reason, in the person's words"),
    text("by", "who decided", nullable=False),
    text("at", "when, UTC", nullable=False),
    comment="What people decided; never changed, only added to.",
)

verdict_anchor = Table(
    "verdict_anchor",
    kept,
    number("verdict", "the verdict", ForeignKey("verdict.row"), primary_key=True),
    number("place", "position in the list", primary_key=True),
    reference("document", "document.row", "the document", index=True),
    text("report", "id that the report had", nullable=False),
    text("now", "id of the current report that is meant; null when it is lost"),
    text("evidence", "its quote, by which it is found when it was read again", nullable=False),
    text("trigger", "the word that names the act", nullable=False),
    number("side", "1 for reports that are split off, else 0", nullable=False),
    comment="The reports that a verdict is about.",
)

stale = Table(
    "stale",
    kept,
    text("kind", "event, dispute, series or copies", primary_key=True),
    text("block", "the part whose records have changed, or a document", primary_key=True),
    comment="What waits to be made again, and documents whose near-copies are to be looked for.",
)
