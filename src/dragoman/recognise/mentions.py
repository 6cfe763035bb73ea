"""From naming phrases to mentions: every phrase gets its parties, in order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.analysis import Mention, MentionKind, Parse, Sentence
from dragoman.codebook import Codebook
from dragoman.codebook.actors import Actors
from dragoman.codebook.folding import fold
from dragoman.model import Party
from dragoman.recognise.discourse import Discourse, Referent, is_subject, verb_of
from dragoman.recognise.people import People, Person, learn
from dragoman.recognise.phrases import Phrase, Scene, phrases
from dragoman.recognise.pointers import Pointer, point
from dragoman.recognise.scan import scan
from dragoman.recognise.senses import hidden, settle
from dragoman.recognise.speakers import Speech, speeches
from dragoman.recognise.spelling import head_of

Found = list[tuple[Sentence, list[Phrase]]]


def recognise(parse: Parse, codebook: Codebook) -> tuple[Mention, ...]:
    """Every mention of a political actor in the document, resolved, in order."""
    actors = codebook.actors
    found = named(parse, actors)
    people = People(actors, parse.document.published)
    for sentence, here in found:
        learn(people, sentence, here)
    mentions = _resolved(parse, found, people, actors)
    return tuple(sorted(mentions, key=lambda m: m.start))


def named(parse: Parse, actors: Actors) -> Found:
    """The naming phrases of each sentence that was parsed."""
    text = fold(parse.document.text)
    found: Found = []
    for sentence in parse.sentences:
        if sentence.tokens:
            marks = scan(sentence, actors)
            masked = hidden(sentence, marks, actors)
            names = settle(sentence, marks, text, actors)
            scene = Scene(sentence, names, marks.words, masked, actors)
            found.append((sentence, phrases(scene)))
    return found


def _resolved(parse: Parse, found: Found, people: People, actors: Actors) -> Iterator[Mention]:
    discourse = Discourse(actors.states)
    speech = speeches(parse)
    for sentence, here in found:
        for item in _in_order(sentence, here, actors, speech):
            if isinstance(item, Pointer):
                mention = point(sentence, item, discourse, speech, actors)
            else:
                mention = _mention(sentence, item, people, discourse, speech)
            if mention is not None:
                yield mention
                speech.heard(sentence, mention)
                discourse.add(_referent(sentence, mention, people))


def _in_order(
    sentence: Sentence, here: list[Phrase], actors: Actors, speech: Speech
) -> list[Phrase | Pointer]:
    pronouns = actors.pointing.pronouns
    free = [
        Pointer(t.i, pronouns[t.lower])
        for t in sentence.tokens
        if t.lower in pronouns and t.pos in {"PRON", "DET"} and not any(p.covers(t.i) for p in here)
    ]
    items: list[Phrase | Pointer] = [*here, *(p for p in free if not p.pronoun.relative)]
    # The speaker of a quotation often stands after it: what is outside the marks is read first.
    quoted = speech.quoted
    return sorted(
        items, key=lambda i: (quoted(sentence.tokens[i.first].start) is not None, i.first)
    )


def _mention(
    sentence: Sentence, phrase: Phrase, people: People, discourse: Discourse, speech: Speech
) -> Mention | None:
    parties, rule = _parties(sentence, phrase, people, discourse, speech)
    if not parties:
        return None
    return mention(sentence, phrase.first, phrase.last, phrase.kind, parties, rule)


def mention(
    sentence: Sentence,
    first: int,
    last: int,
    kind: MentionKind,
    parties: tuple[Party, ...],
    rule: str,
) -> Mention:
    """A mention over tokens `first`..`last`, with its text and head."""
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    worded = tuple(Party(p.code, p.name, text, p.role) for p in parties)
    head = head_of(sentence, first, last)
    return Mention(sentence.index, first, last, head, start, end, text, kind, worded, rule)


def _parties(
    sentence: Sentence, phrase: Phrase, people: People, discourse: Discourse, speech: Speech
) -> tuple[tuple[Party, ...], str]:
    if phrase.asks:
        return _pointed(sentence, phrase, people, discourse)
    if phrase.person and phrase.kind is MentionKind.PERSON:
        return _person(sentence, phrase, people, discourse)
    if phrase.of:
        return _of(phrase, people), phrase.rule
    if phrase.owner is not None:
        owner = Pointer(
            phrase.owner, people.actors.pointing.pronouns[sentence.tokens[phrase.owner].lower]
        )
        pointed = point(sentence, owner, discourse, speech, people.actors)
        role = phrase.office.role if phrase.office else None
        parties = pointed.parties if pointed else ()
        return tuple(Party(p.code, p.name, "", role) for p in parties), "its owner: pronoun"
    if phrase.person and phrase.kind is not MentionKind.PERSON:
        known = people.find(phrase.person)
        return ((Party(known.code, known.name, "", known.role),) if known else ()), phrase.rule
    return _bare_office(sentence, phrase, people, discourse)


def _of(phrase: Phrase, people: People) -> tuple[Party, ...]:
    """The parties of a phrase that names states or bodies, with office or without."""
    role = phrase.office.role if phrase.office else None
    found: dict[str, Party] = {}
    for entry in (replace(e, code=code) for e in phrase.of for code in e.code.split("+")):
        code = people.code(entry.code, role)
        held = None
        if (
            phrase.office
            and phrase.office.title
            and not phrase.office.plural
            and phrase.kind is MentionKind.OFFICE
        ):
            held = people.actors.holder(entry.code, role or "", people.day)
        name = held.name if held else entry.name
        found.setdefault(code, Party(code, name, "", role or entry.role))
    return tuple(found.values())


def _person(
    sentence: Sentence, phrase: Phrase, people: People, discourse: Discourse
) -> tuple[tuple[Party, ...], str]:
    assert phrase.person is not None
    known = people.find(phrase.person)
    role = phrase.office.role if phrase.office else None
    if known is not None:
        role = role if role and role not in {"private", "leader"} else known.role
        return (Party(known.code, known.name, "", role),), f"{phrase.rule}; {known.rule}"
    if phrase.of:
        return (Party(people.code(phrase.of[0].code, role), phrase.person, "", role),), phrase.rule
    return _titled(sentence, phrase, people, discourse)


def _titled(
    sentence: Sentence, phrase: Phrase, people: People, discourse: Discourse
) -> tuple[tuple[Party, ...], str]:
    """ "Foreign Minister Ana Petrova" in a story of her own country: the state spoken of, and bound from here on."""
    office = phrase.office
    if (
        office is None
        or office.sector not in {"GOV", "MIL", "LEG", "SPY", "JUD"}
        or not phrase.person
    ):
        return (), ""
    state = discourse.latest(
        sentence.index,
        lambda r: not r.place and len(r.parties) == 1 and r.parties[0].code in discourse.names,
    )
    if state is None:
        return (), ""
    person = Person(
        phrase.person, state.parties[0].code, office.role, "title in the story of a state"
    )
    people.bind(phrase.person, person)
    return (Party(person.code, person.name, "", person.role),), person.rule


def _bare_office(
    sentence: Sentence, phrase: Phrase, people: People, discourse: Discourse
) -> tuple[tuple[Party, ...], str]:
    """ "the president", "the foreign ministry": whoever held that role last, else the state last spoken of."""
    office = phrase.office
    if office is None or not _definite(sentence, phrase) or office.sector in {"CVL", "PTY", "BUS"}:
        return (), ""
    same = discourse.latest(
        sentence.index, lambda r: not r.place and any(p.role == office.role for p in r.parties), 12
    )
    if same is not None:
        party = next(p for p in same.parties if p.role == office.role)
        return (Party(party.code, party.name, "", office.role),), f"{office.role} named before"
    state = discourse.latest(sentence.index, lambda r: len(r.parties) == 1 and not r.place)
    foreign = office.sector in {"OPP", "REB"} or office.role in {"diplomat", "embassy"}
    if state is None or foreign or office.plural:
        return (), ""
    held = (
        people.actors.holder(state.parties[0].code, office.role, people.day)
        if office.title
        else None
    )
    name = held.name if held else state.parties[0].name
    return (Party(state.parties[0].code, name, "", office.role),), "office of the state spoken of"


def _definite(sentence: Sentence, phrase: Phrase) -> bool:
    before = sentence.tokens[phrase.first - 1] if phrase.first else None
    return before is not None and before.lower in {"the", "this", "that"}


def _pointed(
    sentence: Sentence, phrase: Phrase, people: People, discourse: Discourse
) -> tuple[tuple[Party, ...], str]:
    from dragoman.recognise.pointers import pointed

    return pointed(sentence, phrase.rule.removeprefix("points: "), phrase, discourse, people)


def _referent(sentence: Sentence, found: Mention, people: People) -> Referent:
    person = found.kind is MentionKind.PERSON or (
        found.kind in {MentionKind.OFFICE, MentionKind.PRONOUN}
        and any(p.role in _PERSONAL for p in found.parties)
    )
    plural = len(found.parties) > 1 or sentence.tokens[found.head].tag in {"NNS", "NNPS"}
    woman = people.woman(found.parties[0].name) if person else None
    place = found.kind is MentionKind.CAPITAL and found.rule.endswith("place")
    return Referent(
        found.sentence,
        found.first,
        found.parties,
        found.kind,
        person,
        plural,
        is_subject(sentence, found.head),
        place,
        verb_of(sentence, found.head),
        woman,
    )


_PERSONAL = frozenset(
    {
        "head of state",
        "head of government",
        "leader",
        "foreign minister",
        "defence minister",
        "minister",
        "body head",
        "diplomat",
        "spokesperson",
        "legislator",
        "military officer",
        "security official",
        "judge",
        "cleric",
        "central bank head",
        "opposition leader",
        "rebel leader",
        "private",
        "politician",
    }
)
