"""Naming phrases: the words that together name one actor ("Iranian President Masoud Pezeshkian").

A phrase is found by walking the tokens: a state's name or adjective takes the office or organ
that it
modifies and the person's name after it; an office takes "of STATE" and a name. What a phrase
cannot say
by itself ("the president", "his government") is left open for the discourse to fill.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import MentionKind
from dragoman.codebook.folding import fold
from dragoman.codebook.gazetteer import Sort
from dragoman.codebook.offices import Office
from dragoman.recognise.scan import Mark, Word
from dragoman.recognise.scene import KINDS, ORDER, Phrase, Scene, words
from dragoman.recognise.senses import capital_reading
from dragoman.recognise.spelling import name_end, possessive, starts_name
from dragoman.recognise.surroundings import (
    compass,
    coordinated,
    everywhere,
    modifier,
    office_in_run,
    says_origin,
)

_DETERMINERS = frozenset({"the", "this", "that"})
_OWNER = "PRP$"
_SEVERAL = frozenset({"pair", "states"})
_REST = 6  # words of an office after the state's adjective


def phrases(scene: Scene) -> list[Phrase]:
    """The naming phrases of a sentence, in order, none overlapping another."""
    found: list[Phrase] = []
    at = 0
    while at < len(scene.sentence.tokens):
        phrase = _phrase_at(scene, at) if _may_begin(scene, at) else None
        if phrase is None:
            at += 1
            continue
        phrase = _extended(scene, phrase)
        found.append(phrase)
        at = phrase.last + 1
    return found


def _may_begin(scene: Scene, at: int) -> bool:
    """Whether a phrase can begin at a token: most words are spared the thorough look."""
    token = scene.sentence.tokens[at]
    return at not in scene.hidden and (
        token.text[:1].isupper()
        or at in scene.names
        or at in scene.words
        or token.lower in _DETERMINERS
        or token.tag == _OWNER
    )


def _phrase_at(scene: Scene, at: int) -> Phrase | None:
    return (
        _pointing(scene, at)
        or _from_mark(scene, at)
        or _from_office(scene, at)
        or _from_name(scene, at)
    )


def _pointing(scene: Scene, at: int) -> Phrase | None:
    word = scene.word(at, len(scene.sentence.tokens), offices=False)
    described = _modified(scene, at)
    if described is not None and (word is None or described.last > word.last):
        word = described
    longer = scene.names.get(at)
    if (
        word is None
        or (longer is not None and longer.last >= word.last)
        or scene.sentence.tokens[word.last].pos
        not in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
    ):
        return None
    following = scene.sentence.tokens[word.last + 1 : word.last + 2]
    inside = bool(following) and following[0].lower == "in" and word.last + 2 in scene.names
    if following and (
        following[0].lower == "of"
        or (inside and word.asks == "group")
        or _before_person(scene, word.last + 1)
    ):
        return None
    if (
        word.office is not None
        and following
        and starts_name(following[0])
        and following[0].i not in scene.names
    ):
        return None
    if (
        following
        and following[0].pos in {"NOUN"}
        and scene.sentence.tokens[word.last].head == following[0].i
    ):
        return None
    rule = f"points: {word.words}"
    return Phrase(at, word.last, MentionKind.NOMINAL, rule, asks=word.asks, office=word.office)


def _modified(scene: Scene, at: int) -> Word | None:
    """ "This small landlocked country", "the two Andean nations": pointing, with adjectives in
    between.
    """
    tokens = scene.sentence.tokens
    opening, start = _opening(scene, at)
    region = -1  # the last token of a region's name on the way
    for last in range(start, min(start + 4, len(tokens))) if opening else ():
        words = f"{opening} {tokens[last].lower}"
        asks = scene.actors.pointing.phrases.get(words)
        if asks and last > max(at, region) and tokens[last].pos in {"NOUN", "PROPN"}:
            if region > 0 and opening == "the" and asks != "state":
                return None  # "the European countries" are not those spoken of
            office = scene.actors.offices.get(tokens[last].lower)
            return Word(at, last, words, office, asks)
        mark = scene.names.get(last)
        if (mark is not None and mark.sorts() != {Sort.BLOC}) or not modifier(scene, last):
            return None
        region = mark.last if mark is not None else region
    return None


def _opening(scene: Scene, at: int) -> tuple[str | None, int]:
    """The words that point, as the lists write them, and where what they point at begins."""
    tokens = scene.sentence.tokens
    word = tokens[at].lower
    if word in _DETERMINERS:
        two = tokens[at + 1].lower == "two" if at + 1 < len(tokens) else False
        return ("the two", at + 2) if two else ("the", at + 1)
    return ("both", at + 1) if word == "both" else (None, at)


def _before_person(scene: Scene, at: int) -> bool:
    """Whether a capitalised name follows directly, so that the words are a title."""
    return (
        at < len(scene.sentence.tokens)
        and at in scene.names
        and Sort.PERSON in scene.names[at].sorts()
    )


def _from_mark(scene: Scene, at: int) -> Phrase | None:
    mark = scene.names.get(at)
    if mark is None or compass(scene, mark):
        return None
    entry = mark.one(*ORDER)
    if entry is None or says_origin(scene, mark):
        return None
    if mark.surface.endswith("world") and everywhere(scene, mark):
        return None
    if entry.sort is Sort.PERSON:
        return _from_name(scene, at)
    after = mark.last + 1
    owned = possessive(scene.sentence, after)
    joined = coordinated(scene, mark)
    start = joined[-1].last + 1 if joined else after + owned
    of = (entry, *mark.beside[:1], *(e for m in joined if (e := m.one(*ORDER))))
    found = office_in_run(scene, start)
    if found and (of_its_own := _group_after(scene, mark, found)):
        return of_its_own
    if (
        found is not None
        and found.office
        and found.office.role != "state"
        and (owned or entry.sort is not Sort.SEAT)
    ):
        return _with_name(
            scene, Phrase(at, found.last, MentionKind.OFFICE, "state + office", of, found.office)
        )
    if merged := _named_after(scene, mark, owned):
        return merged
    rule = f"{entry.sort.value} of {entry.row}"
    if entry.sort is Sort.CAPITAL:
        rule = f"{rule}, {capital_reading(scene.sentence, mark, entry, scene.actors)}"
    kind = KINDS[entry.sort]
    if entry.sort is Sort.BLOC and scene.sentence.tokens[mark.last].pos == "ADJ":
        kind = MentionKind.ADJECTIVE  # Western, Arab, African
    return Phrase(at, mark.last, kind, rule, (entry, *mark.beside[:1]))


def _group_after(scene: Scene, mark: Mark, office: Word) -> Phrase | None:
    """ "The Lebanese militant group Hezbollah": the group named is the actor."""
    following = scene.names.get(office.last + 1)
    entry = following.one(Sort.GROUP) if following else None
    if following is None or entry is None:
        return None
    rule = f"{entry.sort.value} of {entry.row}"
    return Phrase(mark.first, following.last, MentionKind.NAME, rule, (entry,))


def _named_after(scene: Scene, mark: Mark, owned: bool) -> Phrase | None:
    """ "Palestinian Hamas", "Russia's Gazprom": the name that follows is the actor."""
    following = scene.names.get(mark.last + 1 + owned)
    if following is None or not (owned or Sort.ADJECTIVE in mark.sorts()):
        return None
    entry = following.one(Sort.GROUP, Sort.ORGAN, Sort.PERSON)
    if entry is None:
        return None
    if entry.sort is Sort.PERSON:
        own = mark.one(*ORDER)
        at = following.first
        last = max(following.last, name_end(scene.sentence, at, scene.hidden))
        person = words(scene.sentence, at, last)
        of = (own,) if own else ()
        return (
            Phrase(mark.first, last, MentionKind.PERSON, "state + name", of, person=person)
            if owned
            else None
        )
    return Phrase(
        mark.first, following.last, MentionKind.NAME, f"{entry.sort.value} of {entry.row}", (entry,)
    )


def _from_office(scene: Scene, at: int) -> Phrase | None:
    """An office without a state before it: "the president of Tajikistan", "King Abdullah II", "his
    government".
    """
    owner = _owner(scene, at)
    if owner is not None and at + 1 in scene.names:
        return None
    start = at + 1 if owner is not None else at
    word = (
        office_in_run(scene, start)
        if owner is not None
        else scene.word(at, len(scene.sentence.tokens))
    )
    if (
        word is None
        or word.office is None
        or scene.sentence.tokens[word.last].pos not in {"NOUN", "PROPN", "ADJ", "X"}
    ):
        return None
    if owner is None and (later := office_in_run(scene, start)) and later.last > word.last:
        word = later
    phrase = Phrase(at, word.last, MentionKind.OFFICE, "office", office=word.office, owner=owner)
    phrase = _of_state(scene, _followed(scene, phrase)) if owner is None else phrase
    phrase = _with_name(scene, phrase)
    if phrase.person and not phrase.of and owner is None:
        phrase = _of_state(scene, phrase)
    return phrase


def _owner(scene: Scene, at: int) -> int | None:
    token = scene.sentence.tokens[at]
    # Of unknown words, too, a parser may say that they own something.
    known = token.lower in scene.actors.pointing.pronouns
    return at if known and token.tag == _OWNER else None


def _followed(scene: Scene, phrase: Phrase) -> Phrase:
    """ "Le ministre kényan des Affaires étrangères": the adjective stands within the office."""
    mark = scene.names.get(phrase.last + 1)
    if not scene.actors.adjectives_follow or mark is None or phrase.office is None:
        return phrase
    entry = mark.one(Sort.ADJECTIVE)
    if entry is None:
        return phrase
    tokens, at = scene.sentence.tokens, mark.last + 1
    rule = f"{phrase.rule} + state"
    for last in range(min(at + _REST, len(tokens)) - 1, at - 1, -1):
        rest = fold(words(scene.sentence, at, last).lower())
        if office := scene.actors.offices.get(f"{phrase.office.words} {rest}"):
            return replace(phrase, last=last, office=office, of=(entry,), rule=rule)
    return replace(phrase, last=mark.last, of=(entry,), rule=rule)


def _of_state(scene: Scene, phrase: Phrase) -> Phrase:
    """Add "of Belarus", "of the European Commission" or "of US President Donald Trump"; a plural
    takes a list.
    """
    if phrase.of:
        return phrase
    tokens, at = scene.sentence.tokens, phrase.last + 1
    if at >= len(tokens) or not _links(tokens[at].lower, phrase.office):
        return phrase
    both = _pointing(scene, at + 1) if at + 1 < len(tokens) else None
    if both is not None and both.asks in _SEVERAL:  # "the leaders of the two countries"
        kind = MentionKind.NOMINAL
        return replace(phrase, last=both.last, kind=kind, asks=both.asks, rule=both.rule)
    while inner := _inner(scene, at + 1):
        of = (*phrase.of, *inner.of)
        phrase = replace(phrase, last=inner.last, of=of, rule=f"{phrase.rule} of state")
        at = inner.last + 1
        more = phrase.office is not None and phrase.office.plural
        if not more or at >= len(tokens) or tokens[at].lower not in {",", "and"}:
            break
        at += (
            tokens[at].text == ","
            and tokens[at + 1 : at + 2] != ()
            and tokens[at + 1].lower == "and"
        )
    return phrase


def _links(word: str, office: Office | None) -> bool:
    """Whether a preposition leads from an office to its state; rebels and oppositions are "in"
    one.
    """
    inside = office is not None and office.sector in {"OPP", "REB"}
    return word in {"of", "for", "from"} or (inside and word == "in")


def _inner(scene: Scene, at: int) -> Phrase | None:
    tokens = scene.sentence.tokens
    at += at < len(tokens) and tokens[at].lower in {"the", "both"}
    if at >= len(tokens) or at in scene.hidden:
        return None
    inner = _from_mark(scene, at) or _from_office(scene, at)
    return inner if inner and inner.of and inner.kind is not MentionKind.ADJECTIVE else None


def _with_name(scene: Scene, phrase: Phrase) -> Phrase:
    """Add the person's or company's name that follows the office."""
    tokens, at = scene.sentence.tokens, phrase.last + 1
    if phrase.office is None or at >= len(tokens) or at in scene.hidden:
        return phrase
    named = phrase.office.title or phrase.office.role == "company"
    mark = scene.names.get(at)
    if not named or not (starts_name(tokens[at]) or mark):
        return phrase
    if mark and not mark.sorts() & {Sort.PERSON, Sort.ORGAN} and not _tight_name(scene, mark):
        return phrase
    last = max(name_end(scene.sentence, at, scene.hidden), mark.last if mark else at)
    if last < at:
        return phrase
    kind = MentionKind.NAME if phrase.office.role == "company" else MentionKind.PERSON
    return replace(
        phrase,
        last=last,
        kind=kind,
        person=words(scene.sentence, at, last),
        rule=f"{phrase.rule} + name",
    )


def _tight_name(scene: Scene, mark: Mark) -> bool:
    """ "Minister Israel Katz": a given name that is also a state's, before a surname."""
    following = scene.sentence.tokens[mark.last + 1 : mark.last + 2]
    known = mark.surface in scene.actors.reading.lists["also_people"]
    return known and bool(following) and starts_name(following[0])


def _from_name(scene: Scene, at: int) -> Phrase | None:
    """A proper name without a title: known persons, and names that the document may explain
    elsewhere.
    """
    tokens = scene.sentence.tokens
    mark = scene.names.get(at)
    known = mark is not None and Sort.PERSON in mark.sorts()
    if tokens[at].pos != "PROPN" and scene.actors.reading.says("also_words", tokens[at].text):
        return None  # "Ban on beef", "Moon landing"
    if not known and not (starts_name(tokens[at]) and tokens[at].pos in {"PROPN", "AUX"}):
        return None
    barred = (
        frozenset(i for i, m in scene.names.items() if Sort.PERSON not in m.sorts()) | scene.hidden
    )
    last = name_end(scene.sentence, at, barred | _offices_from(scene, at + 1))
    last = max(last, mark.last) if mark else last
    if last < at:
        return None
    person = words(scene.sentence, at, last)
    return Phrase(at, last, MentionKind.PERSON, "name", person=person)


def _offices_from(scene: Scene, start: int) -> frozenset[int]:
    return frozenset(
        i for i in range(start, start + 6) if scene.word(i, len(scene.sentence.tokens))
    )


def _extended(scene: Scene, phrase: Phrase) -> Phrase:
    """Add an organ that the actor owns ("Trump's administration") or that stands before "of" it."""
    if (
        phrase.asks
        or not possessive(scene.sentence, phrase.last + 1)
        or (phrase.kind is MentionKind.PERSON and phrase.rule == "name" and not phrase.person)
    ):
        return phrase
    word = office_in_run(scene, phrase.last + 2)
    if word is None or word.office is None or word.office.sector in {"CVL", "PTY"}:
        return phrase
    owned = replace(
        phrase,
        last=word.last,
        office=word.office,
        kind=MentionKind.OFFICE,
        rule=f"{phrase.rule}, its {word.office.role}",
    )
    return _with_name(scene, owned) if word.office.title else owned
