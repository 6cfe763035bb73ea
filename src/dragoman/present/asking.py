"""The questions that a dossier puts to a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dragoman.codebook import Codebook, load_codebook
from dragoman.errors import QueryError
from dragoman.model import Event, Tie, TieKind
from dragoman.present.findings import Findings
from dragoman.present.naming import code_of, names
from dragoman.present.words import date_words
from dragoman.query import Filter, View, make_filter
from dragoman.query.conditions import fit
from dragoman.query.rows import EventRow
from dragoman.settings import Settings


def ask(view: View, a: str, b: str, asked: Mapping[str, Any], settings: Settings) -> Findings:
    """What the ledger holds between two parties, given by code or name."""
    codebook = load_codebook(settings.codebook)
    wanted = make_filter(dyad=pair_of(a, b, codebook), **asked)
    found = findings_on(view, wanted, tuple(view.events(wanted)), codebook, names(codebook))
    documents = (view.document(id_) for id_ in sorted(found.sources()))
    return replace(found, documents={d.id: d for d in documents if d is not None})


def pair_of(a: str, b: str, codebook: Codebook) -> tuple[str, str]:
    """The codes of two parties given by code or name; raises QueryError if they are one."""
    pair = (code_of(a, codebook), code_of(b, codebook))
    if pair[0] == pair[1]:
        raise QueryError(f"{a!r} and {b!r} are one party: {pair[0]}")
    return pair


def findings_on(
    view: View,
    wanted: Filter,
    events: tuple[EventRow, ...],
    codebook: Codebook,
    known: Mapping[str, str],
) -> Findings:
    """These events of a pair, and all else that the ledger holds between the two, without texts."""
    pair = wanted.dyad or ("", "")
    ties = {row.tie.id: row for code in pair for row in view.ties(actor=code)}
    bodies = _joined_by_both([row.tie for row in ties.values()], pair)
    return Findings(
        pair=pair,
        events=events,
        disputes=tuple(view.disputes(fit(wanted, "disputes"))),
        series=tuple(view.series(fit(wanted, "series"))),
        ties=tuple(row for row in ties.values() if _matters(row.tie, pair, bodies)),
        names=known,
        scores={e.event.id: score_of(e.event, codebook) for e in events},
        offices=frozenset(o.role for o in codebook.actors.offices.values() if o.title),
        kin=codebook.measures.kin,
        asked=in_words(wanted),
    )


def _joined_by_both(ties: Iterable[Tie], pair: tuple[str, str]) -> set[str]:
    """The bodies that both are members of."""
    joined = {(t.subject, t.object) for t in ties if t.kind is TieKind.MEMBERSHIP}
    return {body for _, body in joined if all((code, body) in joined for code in pair)}


def _matters(tie: Tie, pair: tuple[str, str], bodies: set[str]) -> bool:
    """Whether a tie joins the two, is an office held on either side, or a body that both are in."""
    if tie.kind is TieKind.OFFICE_HOLDER:
        return tie.object.rpartition(" ")[2] in pair
    return {tie.subject, tie.object} <= set(pair) or tie.object in bodies


def score_of(event: Event, codebook: Codebook) -> float:
    """The PLOVER score of acts of this type and mode."""
    return codebook.types[event.type].scale(event.mode).score


def in_words(wanted: Filter) -> tuple[str, ...]:
    """What a filter leaves out, in a reader's words."""
    told = []
    if wanted.since or wanted.until:
        start = f"from {date_words(wanted.since)} " if wanted.since else ""
        end = f"until {date_words(wanted.until)}" if wanted.until else ""
        told.append(f"Only acts {start}{end}".strip())
    if wanted.statuses:
        told.append(f"Only what is told as {', '.join(wanted.statuses).replace('_', ' ')}")
    if wanted.types:
        told.append(f"Only acts of type {', '.join(wanted.types)}")
    if wanted.min_confidence:
        told.append(f"Only with confidence from {wanted.min_confidence:g}")
    return tuple(told)
