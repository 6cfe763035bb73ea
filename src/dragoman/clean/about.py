"""What is known about a document beside its text: who published it when, who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.analysis import Acquired
from dragoman.clean.authors import authors
from dragoman.clean.dating import Dated, in_address, parsed, weighed
from dragoman.clean.outlets import publisher, seat
from dragoman.clean.published import changed, stated
from dragoman.clean.scoring import looks_at
from dragoman.clean.titles import title
from dragoman.clean.units import Unit
from dragoman.codebook import Codebook
from dragoman.model import Basis

Spans = tuple[tuple[int, int], ...]


def about(
    acquired: Acquired,
    told: dict[str, str],
    units: Sequence[Unit],
    body: Spans,
    codebook: Codebook,
) -> dict[str, Any]:
    """The fields of the document that describe it; what the user gives goes before all else.

    `told` is what the text's own markup or head says, `acquired.told` what the form in which it
    came says: a feed, a mail, a file's properties.
    """
    given = acquired.fields
    known = acquired.told | told | given
    url = known.get("url")
    looks = looks_at((u for u in units if u.start < body[0][0]), codebook.boilerplate)
    name = known.get("publisher") or publisher(units, body, url, codebook.outlets)
    where = seat(given, known, name, codebook)
    return {
        "title": known.get("title") or title(looks, body[0][0]),
        "publisher": name,
        "publisher_country": where.country if where else None,
        "publisher_country_basis": where.basis if where else None,
        "authors": _authors(acquired, told, units, body, codebook),
        "url": url,
        **_dates(given, (told, acquired.told), units, body, url),
    }


def _authors(
    acquired: Acquired,
    told: dict[str, str],
    units: Sequence[Unit],
    body: Spans,
    codebook: Codebook,
) -> tuple[str, ...]:
    if said := acquired.fields.get("authors"):
        # As the user writes them: not every author is a person.
        return tuple(name for part in said.split(";") if (name := part.strip()))
    places = [line for place in (told, acquired.told) for line in _lines(place.get("authors", ""))]
    return authors(places, units, body, codebook.bylines, codebook.outlets.names)


def _lines(field: str) -> list[str]:
    return field.split("\n") if field else []


def _dates(
    given: dict[str, str],
    told: Sequence[dict[str, str]],
    units: Sequence[Unit],
    body: Spans,
    url: str | None,
) -> dict[str, Any]:
    published = _field("published", given, told) or stated(units, body, url) or _made(told[-1])
    updated = _field("updated", given, told) or changed(units, body)
    if published:
        published = weighed(published, in_address(url) if url else None, updated)
    return {
        "published": published.date if published else None,
        "published_basis": published.basis if published else None,
        "published_confidence": published.confidence if published else None,
        "updated": updated.date if updated else None,
        "updated_basis": updated.basis if updated else None,
    }


def _made(told: dict[str, str]) -> Dated | None:
    """The day on which a file was made, where nothing else tells when its text was published."""
    day = parsed(told.get("created", ""))
    return Dated(day, Basis.METADATA, 0.6) if day else None


def _field(name: str, given: dict[str, str], told: Sequence[dict[str, str]]) -> Dated | None:
    if day := parsed(given.get(name, "")):
        return Dated(day, Basis.GIVEN, 1.0)
    for place in told:
        if day := parsed(place.get(name, "")):
            return Dated(day, Basis.METADATA, 0.95)
    return None
