"""The filter language, on a small ledger: an answer, or a QueryError that says what is wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl

from dragoman.acquire.columns import columns
from dragoman.codebook import load_codebook
from dragoman.errors import QueryError, SettingsError
from dragoman.ledger import Ledger, open_ledger
from dragoman.model import EventType, Status
from dragoman.query import View, make_filter
from dragoman.query.conditions import APPLIES, fit
from dragoman.query.filter import ALSO, NAMES
from fuzz.target import Once, Target, expect, text_of

PARTIES = ("KEN", "UGA", "GHA", "NGA", "TGO", "BEN")


def small_ledger() -> Ledger:
    """A ledger of a few articles, in a folder that is thrown away."""
    from tests.web.conftest import fill

    path = Path(tempfile.mkdtemp()) / "small.db"
    fill(path)
    return open_ledger(path)


def _filter() -> Once:
    view = View(small_ledger())
    ask = {kind: getattr(view, kind) for kind in sorted(APPLIES)}

    def once(data: bytes) -> None:
        given: dict[str, list[str]] = {}
        for name, value in parse_qsl(text_of(data), keep_blank_values=True):
            given.setdefault(name, []).append(value)
        asked = {n: v[0] if len(v) == 1 else v for n, v in given.items()}
        try:
            made = make_filter(**asked)
        except QueryError:
            return
        kind = sorted(APPLIES)[len(data) % len(APPLIES)]
        try:
            page = ask[kind](fit(made, kind)).page()
        except QueryError:
            return
        expect(len(page.rows) <= (made.limit or 100), "more rows than were asked for")

    return once


def _columns() -> Once:
    def once(data: bytes) -> None:
        try:
            found = columns(text_of(data))
        except SettingsError:
            return
        expect(all(found.values()), f"a column without a name: {found}")

    return once


def _words() -> Iterable[str]:
    yield from (f"{name}=" for name in (*NAMES, *ALSO))
    yield from (f"&{name}=" for name in (*NAMES, *ALSO))
    yield from (*PARTIES, *EventType.known(), *Status, *sorted(load_codebook().languages))
    yield from "& = , 2019 2019-03 2019/.. 199X~ 0.5 nan inf yes no 1e3 ٣ %00 %ED%A0%80".split()
    yield from ('"', "*", "NEAR", " OR ", " AND ", "NOT", "(", ")", ":", "^", "'", "--", "WyJhIl0")


TARGETS = {
    "filter": Target(_filter, _words, longest=400),
    "columns": Target(_columns, lambda: "text= html= published= , = body".split(), longest=200),
}
