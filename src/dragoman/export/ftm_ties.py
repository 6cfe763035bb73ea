"""Standing facts as FollowTheMoney entities: memberships, offices, links of governments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.export.bibtex import address
from dragoman.export.ftm_parties import Entity, code_entity, code_id, country, entity
from dragoman.export.knowledge import Knowledge
from dragoman.model import TieKind, identifier
from dragoman.query.rows import TieRow

_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
_CODE = re.compile(r"[A-Z0-9+_-]{2,}")


def tie_entities(row: TieRow, known: Knowledge) -> Iterator[Entity]:
    """A tie with the two that it stands between; nothing where an end has no code."""
    if row.tie.kind is TieKind.OFFICE_HOLDER:
        yield from _office(row, known)
        return
    subject, object_ = row.tie.subject, row.tie.object
    if not (_CODE.fullmatch(subject) and _CODE.fullmatch(object_)) or subject == object_:
        return
    yield code_entity(subject, known)
    yield code_entity(object_, known)
    id_ = f"dragoman-tie-{identifier(row.tie.kind, subject, object_, row.tie.since)}"
    if row.tie.kind is TieKind.MEMBERSHIP:
        ends = {"member": [code_id(subject)], "organization": [code_id(object_)]}
        yield entity(id_, "Membership", {**ends, "role": ["member"], **_told(row)})
        return
    ends = {"subject": [code_id(subject)], "object": [code_id(object_)]}
    role = {"role": [row.tie.kind.replace("_", " ")]}
    yield entity(id_, "UnknownLink", ends | role | _told(row))


def _office(row: TieRow, known: Knowledge) -> Iterator[Entity]:
    """A person, the post, and how long the one holds the other."""
    office, _, code = row.tie.object.rpartition(" ")
    if not office or not _CODE.fullmatch(code):
        return
    person = f"dragoman-person-{identifier(code, row.tie.subject)}"
    post = f"dragoman-post-{identifier(office, code)}"
    state = [country(code, known)]
    yield entity(person, "Person", {"name": [row.tie.subject], "country": state})
    name = f"{office} of {known.registry.name(code)}"
    yield entity(post, "Position", {"name": [name], "country": state})
    ends = {"holder": [person], "post": [post]}
    yield entity(f"dragoman-tie-{identifier(person, post)}", "Occupancy", ends | _told(row))


def _told(row: TieRow) -> dict[str, list[str]]:
    since, until = row.tie.since or "", row.tie.until or ""
    return {
        "startDate": [since if _PLAIN.fullmatch(since) else ""],
        "endDate": [until if _PLAIN.fullmatch(until) else ""],
        "summary": [row.tie.evidence.text],
        "proof": [f"dragoman-document-{row.source.id}"],
        "sourceUrl": [address(row.source.url or "")],
        "recordId": [row.tie.id],
    }
