"""The tables by which near-copies are found without reading every document again."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Table

from dragoman.ledger.tables import kept, number, text

sketch = Table(
    "sketch",
    kept,
    number("document", "the document", ForeignKey("document.row"), primary_key=True),
    text(
        "words",
        "hash of the words of its body: equal texts are copies",
        nullable=False,
        index=True,
    ),
    Column("bands", JSON, nullable=False, comment="its keys in `copy_band`"),
    comment="What near-copies of a document are found by.",
)

copy_band = Table(
    "copy_band",
    kept,
    Column("band", BigInteger, primary_key=True, comment="a least hash under one permutation"),
    number("document", "a document that has it", ForeignKey("document.row"), primary_key=True),
    comment="Documents by the bands of their word runs: near-copies share at least three.",
    sqlite_with_rowid=False,
)
