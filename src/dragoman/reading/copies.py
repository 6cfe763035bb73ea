"""Copies that need no reading of their own: what one text says, it says wherever it stands.

What a reading rests on is the text, its body, its language, its day and, where a state or a body
speaks in it, its publisher. Documents that have all of these in common are read once.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypeVar

from dragoman.codebook import Codebook
from dragoman.model import Document, Records, identifier
from dragoman.recognise.voice import voice

KEPT = 1000  # readings that are at hand for copies: these come soon after one another
_NOBODY = Document("", "", "", ())
R = TypeVar("R", bound=Any)


def nameless(document: Document) -> Document:
    """The document without what tells it from its copies."""
    return replace(document, id="")


def reading_key(document: Document, codebook: Codebook) -> bytes:
    """Equal for documents of which a reading says the same."""
    publisher = document.publisher
    if document.language == "en" and voice(publisher, codebook.actors) is None:
        publisher = None
    rests = (document.text, document.body, document.language, document.published, publisher)
    return sha256(repr(rests).encode("utf-8", "surrogatepass")).digest()


def of_nobody(records: Records) -> Records:
    """The records without their document, to be kept or sent for little."""
    return replace(records, document=_NOBODY)


def given_to(document: Document, records: Records) -> Records:
    """The records that a reading without a name found, as those of this document."""

    def own(found: tuple[R, ...]) -> tuple[R, ...]:
        return tuple(replace(one, id=identifier(document.id, one.id)) for one in found)

    return replace(
        records,
        document=document,
        events=own(records.events),
        claims=tuple(
            replace(claim, event=claim.event and identifier(document.id, claim.event))
            for claim in own(records.claims)
        ),
        figures=own(records.figures),
        ties=own(records.ties),
    )


class Recent:
    """The latest readings by their key, as many as memory allows; None while one is under way."""

    def __init__(self, most: int = KEPT) -> None:
        self.most = most
        self.found: OrderedDict[bytes, Records | None] = OrderedDict()

    def __contains__(self, key: bytes) -> bool:
        return key in self.found

    def begin(self, key: bytes) -> None:
        """Note that a document with this key is being read."""
        self.found[key] = None

    def end(self, key: bytes, records: Records | None) -> None:
        """Keep what it said, or forget it where nothing came of it."""
        if records is None:
            self.found.pop(key, None)
            return
        self.found[key] = records
        self.found.move_to_end(key)
        while len(self.found) > self.most:
            self.found.popitem(last=False)

    def get(self, key: bytes) -> Records | None:
        """What a document with this key said."""
        return self.found.get(key)
