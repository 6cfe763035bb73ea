"""Who holds what office, where the words say so: "Kenyan Foreign Minister Musalia Mudavadi"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.analysis import Mention, MentionKind, Parse
from dragoman.codebook import Codebook
from dragoman.codebook.folding import fold
from dragoman.codebook.gazetteer import Sort
from dragoman.codebook.offices import Office
from dragoman.model import Tie, TieKind, identifier

# Share of holders right on the annotated articles (66 of 70, 7 of 8), less what unseen ones lose:
# title in the same phrase as the name, or beside it.
_CONFIDENCE = {"together": 0.92, "apart": 0.8}
_HIGH = ("head of", "foreign minister", "defence minister")
_LONGEST = 8  # words in a title
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_WORD = re.compile(r"[^\s,;:()\"“”]+")


@dataclass(frozen=True, slots=True)
class Title:
    """The words of an office at a place of the document."""

    start: int
    end: int
    words: str
    office: Office


@dataclass(frozen=True, slots=True)
class Held:
    """One naming of a person with an office."""

    person: str
    code: str
    title: Title
    label: str
    start: int
    end: int
    full: bool
    together: bool


def holders(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> Iterator[Tie]:
    """One tie for each person and office, with the first naming that gives the full name."""
    best: dict[tuple[str, str, str], Held] = {}
    for held in _namings(parse, mentions, codebook):
        key = (fold(held.person).split()[-1].lower(), held.code, held.label)
        known = best.get(key)
        if known is None or (held.full and not known.full):
            best[key] = held
    for held in best.values():
        if len(held.person.split()) < 2 and not held.label.startswith(_HIGH):
            continue  # "Secretary Hood": a bare surname of no great office is not told apart
        yield Tie(
            id=identifier(
                parse.document.id, "tie", "office_holder", held.person, held.label, held.code
            ),
            kind=TieKind.OFFICE_HOLDER,
            subject=held.person,
            object=f"{held.label} {held.code}",
            evidence=parse.document.span(held.start, held.end),
            confidence=_CONFIDENCE["together" if held.together else "apart"],
        )


def _namings(parse: Parse, mentions: tuple[Mention, ...], codebook: Codebook) -> Iterator[Held]:
    text = parse.document.text
    for place, mention in enumerate(mentions):
        if mention.kind not in {MentionKind.PERSON, MentionKind.OFFICE} or not mention.parties:
            continue
        inside = _title(text, mention, codebook)
        if not _is_person(text, mention, inside):
            continue
        party = mention.parties[0]
        if inside is not None and not _is_lesser(text, inside, codebook):
            yield _held(text, mention, party.code, inside, codebook)
        for beside in _neighbours(text, mentions, place, codebook):
            title = _title(text, beside, codebook)
            code = _code(party.code, beside)
            if title is None or _is_lesser(text, title, codebook):
                continue
            if inside is not None and (code == party.code or len(code) == 3):
                continue  # "King Felipe, the Kenyan president, …" is a list of two
            held = _held(text, mention, code, title, codebook)
            start, end = min(mention.start, beside.start), max(mention.end, beside.end)
            yield replace(held, start=start, end=end, together=False)


def _is_person(text: str, mention: Mention, title: Title | None) -> bool:
    """A person, or an office that ends in one: "the administration of President William Ruto"."""
    if mention.kind == MentionKind.PERSON:
        return True
    named = text[title.end : mention.end].split() if title else []
    return (
        mention.kind == MentionKind.OFFICE
        and len(named) >= 2
        and all(word[:1].isupper() for word in (named[0], named[-1]))
    )


def _neighbours(
    text: str, mentions: tuple[Mention, ...], place: int, codebook: Codebook
) -> Iterator[Mention]:
    """Offices in apposition: "the Syrian president, NAME" and "NAME, chairman of the OSCE"."""
    mention, shapes = mentions[place], codebook.ties.shapes
    for other in mentions[max(0, place - 1) : place] + mentions[place + 1 : place + 2]:
        if other.kind != MentionKind.OFFICE or other.sentence != mention.sentence:
            continue
        first, last = (other, mention) if other.start < mention.start else (mention, other)
        if not other.parties or not shapes["beside"].fullmatch(text, first.end, last.start):
            continue
        if last is mention or shapes["apposed"].search(text[first.end : last.start]):
            yield other


def _code(own: str, beside: Mention) -> str:
    """Of whom the office beside a name is: who its words name, else whom the person stands for."""
    names_it = beside.rule.startswith("state + office") or "of state" in beside.rule
    return beside.parties[0].code if names_it else own


def _title(text: str, mention: Mention, codebook: Codebook) -> Title | None:
    """The office in the words of a mention; honorifics and titles without an office are none."""
    spans = [m.span() for m in _WORD.finditer(text, mention.start, mention.end)]
    found: list[Title] = []
    for first in range(len(spans)):
        for length in range(min(_LONGEST, len(spans) - first), 0, -1):
            start, end = spans[first][0], spans[first + length - 1][1]
            words = " ".join(re.sub(r"['’]s$", "", fold(text[start:end])).lower().split())
            office = codebook.actors.offices.get(words)
            if office and office.title and _counts(office, words, codebook):
                found.append(Title(start, end, words, office))
                break
    return max(found, key=lambda t: (len(t.words), -t.start), default=None)


def _counts(office: Office, words: str, codebook: Codebook) -> bool:
    return office.role in codebook.ties.offices and words not in codebook.ties.no_office


def _is_lesser(text: str, title: Title, codebook: Codebook) -> bool:
    """A spokesperson of another than a state or its foreign ministry holds no office here."""
    around = text[max(0, title.start - 30) : title.end + 40]
    return title.office.role == "spokesperson" and not codebook.ties.speaks_for.search(around)


def _held(text: str, mention: Mention, code: str, title: Title, codebook: Codebook) -> Held:
    name, full = _name(text, mention, title, codebook)
    label = _label(text, mention, title, codebook)
    if codebook.ties.past_holder.search(
        text[max(0, min(mention.start, title.start) - 12) : title.start]
    ):
        label = f"former {label}"
    return Held(name, code, title, label, mention.start, mention.end, full, True)


def _label(text: str, mention: Mention, title: Title, codebook: Codebook) -> str:
    """What a record calls the office: its role where that says all, else the words of the text."""
    shapes = codebook.ties.shapes
    rank = shapes["rank"].search(text[max(0, title.start - 20) : title.start])
    words = f"{rank[1].lower()} {title.words}" if rank else title.words
    of = shapes["of_what"].match(text, title.end)
    if of and not _names_state(of[1], codebook) and of.end() < mention.end + 1:
        return f"{words} of {of[1].lower()}"
    if shapes["lesser"].search(words):
        return words
    role = mention.parties[0].role
    if title.office.role in codebook.ties.canonical:
        return title.office.role
    return role if role in codebook.ties.canonical and role.endswith(title.words) else words


def _names_state(words: str, codebook: Codebook) -> bool:
    """Whether the words after "president of" begin with the name of a state or body."""
    parts = words.split()
    return any(
        fold(" ".join(parts[first:last])) in codebook.actors.entries
        for first in range(min(2, len(parts)))
        for last in range(first + 1, len(parts) + 1)
    )


def _name(text: str, mention: Mention, title: Title, codebook: Codebook) -> tuple[str, bool]:
    """The person's name as the text spells it; the known full name where only a surname stands."""
    shapes = codebook.ties.shapes
    known = _plain(mention.parties[0].name)
    shown = _plain(mention.text)
    if mention.start <= title.start < mention.end:
        shown = _plain(text[title.end : mention.end])
    run = shapes["name"].search(shapes["owner"].sub("", shown))
    words = run[0].split() if run else []
    end = [fold(word).lower() for word in words[-len(known.split()) :]]
    if end == fold(known).lower().split():
        words = words[-len(end) :]
    while words and _is_no_name(words, codebook):
        words = words[1:]
    if len(words) >= 2:
        return " ".join(words), True
    return known, False


def _is_no_name(words: list[str], codebook: Codebook) -> bool:
    """Whether capitalised words begin with a title ("Dr.") or a state ("United States")."""
    if fold(words[0]).lower().rstrip(".") in codebook.actors.offices:
        return True
    return any(
        entry.sort == Sort.STATE
        for last in range(1, min(4, len(words)))
        for entry in codebook.actors.entries.get(fold(" ".join(words[:last])), ())
    )


def _plain(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())
