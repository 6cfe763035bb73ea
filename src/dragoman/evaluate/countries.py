"""Countries of the places, peoples and seats that a text names, as public sets annotate them.

A line of the data has `id`, `text` and, where its spans are given, `mentions` with `start` and
`end`; a line of the predictions `id` and `mentions` with `start`, `end` and `iso2`. Given spans
are answered each; without them, the spans are those of the names that the codebook knows.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.codebook import Codebook
from dragoman.codebook.folding import fold
from dragoman.codebook.gazetteer import Sort
from dragoman.evaluate.rows import rows
from dragoman.pipeline import Reader, load_reader

# What one vote for a country weighs against a tenfold population; 1 to 4 measure alike.
_VOTE = 2.5
_PLACES = (Sort.STATE, Sort.CAPITAL, Sort.ADJECTIVE, Sort.PEOPLE, Sort.SEAT, Sort.ORGAN)
_TAIL = re.compile(
    r"(?: (?:County|District|Province|Governorate|Region|Oblast|Prefecture|City|River|Island|"
    r"Islands|Airport|International Airport|Bay|Harbou?r|State|Beach|Park|Township|Parish|Street|"
    r"Avenue|Road|University|Hospital|"
    r"Police|Zoo|Lake|Valley|Mountains|Creek|Bridge|Square|Station))+$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:of|the|and|de|la|del|el|al|[A-Z][\w.’'-]*))*")


@dataclass
class Story:
    """A text, what the codebook knows, and the votes of its certain names for their countries."""

    text: str
    codebook: Codebook
    votes: Counter[str] = field(default_factory=Counter)

    def certain(self, name: str) -> str | None:
        """The state of a name that means one: a state, a people, a capital, a province."""
        actors = self.codebook.actors
        for surface in _spellings(name):
            if surface in actors.reading.senses:
                return self._sense(surface)
            for entry in actors.entries.get(surface, ()):
                if entry.sort in _PLACES and entry.code in actors.facts and entry.role != "place":
                    return entry.code
            if province := actors.provinces.get(surface):
                return province
        return None

    def _sense(self, surface: str) -> str | None:
        senses = self.codebook.actors.reading.senses[surface]
        folded = fold(self.text)
        sense = next(s for s in senses if not s.near or any(fold(w) in folded for w in s.near))
        return sense.code if sense.code in self.codebook.actors.facts else None

    def likely(self, name: str) -> str | None:
        """The country of the largest place of that name that the rest of the text supports."""
        sites = [s for s in self.codebook.places.named(name) if s.place.country]
        total = sum(self.votes.values()) or 1

        def weight(site: Any) -> float:
            share = self.votes[site.place.country] / total
            return float(math.log10(site.population + 10) + 0.05 * site.fame + 2 * _VOTE * share)

        best = max(sites, key=weight, default=None)
        return best.place.country if best else None


def predict(path: Path, reader: Reader | None = None) -> Iterator[dict[str, Any]]:
    """One prediction for each line of the data, in order."""
    codebook = (reader or load_reader()).codebook
    for row in rows(path, "id", "text"):
        given = [(m["start"], m["end"]) for m in row.get("mentions", [])]
        yield {"id": row["id"], "mentions": countries(row["text"], given, codebook)}


def countries(
    text: str, given: Sequence[tuple[int, int]], codebook: Codebook
) -> list[dict[str, Any]]:
    """The country of each given span; without spans, of each name that the codebook knows."""
    story = Story(text, codebook)
    spans = sorted(set(given)) or [m.span() for m in _NAME.finditer(text)]
    told = _told(story, spans)
    sure = {s: told.get(text[slice(*s)]) or story.certain(text[slice(*s)]) for s in spans}
    story.votes.update(code for code in sure.values() if code)
    found = {s: sure[s] or _guess(story, text[slice(*s)], fallback=bool(given)) for s in spans}
    return [_written(span, code, codebook) for span, code in found.items() if code]


def _told(story: Story, spans: Sequence[tuple[int, int]]) -> dict[str, str]:
    """Names of cities whose country the text tells once ("London, Ontario"), for all of it."""
    found: dict[str, str] = {}
    for start, end in spans:
        name = story.text[start:end]
        code = _followed_by(story, end)
        if code and any(site.place.country == code for site in story.codebook.places.named(name)):
            found.setdefault(name, code)
    return found


def _followed_by(story: Story, end: int) -> str | None:
    """The state of "Paris, Texas": what stands after the comma."""
    after = re.match(r",? \(?([A-Z][\w.]*(?: [A-Z][\w.]*)?)", story.text[end : end + 40])
    if after is None or story.text[end : end + 1] not in ",(":
        return None
    told = after[1]
    forms = (told, told.rstrip("."), told.split(" ")[0], told.split(" ")[0].rstrip("."))
    return next((code for form in forms if (code := story.certain(form))), None)


def _guess(story: Story, name: str, fallback: bool) -> str | None:
    """The best country for a name that is none of the certain ones."""
    shorter = _TAIL.sub("", name)
    for form in dict.fromkeys((name, name.title(), shorter, shorter.title())):
        if found := story.likely(form):
            return found
    inside = [c for part in _parts(shorter) if (c := story.certain(part))]
    if inside:
        return inside[0]
    if fallback and (part := next((c for p in _parts(shorter) if (c := story.likely(p))), None)):
        return part
    return story.votes.most_common(1)[0][0] if fallback and story.votes else None


def _parts(name: str) -> list[str]:
    """The shorter names inside a name, longest first."""
    words = name.split()
    sizes = range(len(words) - 1, 0, -1)
    return [" ".join(words[i : i + n]) for n in sizes for i in range(len(words) - n + 1)]


def _spellings(name: str) -> list[str]:
    """A name as the codebook may have it: as it is, without article, out of capitals."""
    plain = fold(" ".join(name.split()))
    bare = re.sub(r"^[Tt]he ", "", plain).removesuffix("'s")
    forms = [plain, bare]
    if bare.isupper() and len(bare) > 3:
        forms.append(bare.title())
    return list(dict.fromkeys(forms))


def _written(span: tuple[int, int], code: str, codebook: Codebook) -> dict[str, Any]:
    state = codebook.actors.facts.get(code)
    return {"start": span[0], "end": span[1], "iso2": state.iso2 if state else ""}
