"""A ledger as Python asks it: answers that show themselves in a notebook, and Arrow tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman.export.arrow import arrow_reader, arrow_schema
from dragoman.export.csv import cell_text
from dragoman.export.rows import FLAT
from dragoman.present.lists import list_html
from dragoman.query import Filter, Listing, View
from dragoman.query.listing import Keyed

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Answer(Listing[T]):
    """The rows that a question finds; a notebook shows the first twenty as a table."""

    kind: str = ""

    def _repr_html_(self) -> str | None:
        if self.kind not in FLAT:
            return None
        rows = list(islice(replace(self, limit=min(self.limit or SHOWN + 1, SHOWN + 1)), SHOWN + 1))
        flat = [FLAT[self.kind](row) for row in rows[:SHOWN]]
        return list_html(self.kind, flat, cell_text, more=len(rows) > SHOWN)


class OpenLedger(View):
    """A ledger to ask; use it as a context manager, or `close` it.

    ledger.events(dyad=("KEN", "UGA"))      rows: the record with the document that says it
    ledger.table("events", since="2019")    the same as Arrow, for pandas, polars, DuckDB
    """

    def table(self, kind: str, asked: Filter | None = None, **fields: Any) -> pa.RecordBatchReader:
        """A list as an Arrow reader: `pandas.DataFrame(ledger.table("events").read_all())`.

        Rows are fetched while it is read, so that a list of any length takes little memory. Needs
        `pip install 'dragoman[arrow]'`; the columns are those of CSV, with the first and last day
        that a date may mean beside it.
        """
        arrow_schema(kind)  # first, since it names the lists that there are
        return arrow_reader(kind, getattr(self, kind)(asked, **fields))

    def _answer(self, kind: str, keyed: Keyed[T], limit: int | None) -> Listing[T]:
        return Answer(keyed, limit, kind)
