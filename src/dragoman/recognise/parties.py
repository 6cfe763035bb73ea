"""Whom a naming phrase stands for."""

from __future__ import annotations

from dragoman.analysis import MentionKind, Sentence
from dragoman.codebook.offices import Office
from dragoman.model import Party
from dragoman.recognise.context import NOBODY, Context, Found
from dragoman.recognise.discourse import Referent, is_subject
from dragoman.recognise.people import Person
from dragoman.recognise.pronouns import Pointer, antecedent
from dragoman.recognise.scene import Phrase
from dragoman.recognise.spelling import head_of, possessive, starts_name

_PUBLIC = frozenset({"GOV", "MIL", "LEG", "SPY", "JUD"})
_GENERAL = frozenset({"private", "leader"})
# An office stays on stage for longer than a pronoun's antecedent: some paragraphs.
_ON_STAGE = 12
_TELLING = frozenset({"from", "of", "in"})
_EACH = frozenset({"other", "another"})


def parties(sentence: Sentence, phrase: Phrase, context: Context) -> Found:
    """The parties of a phrase and the rule that found them."""
    if phrase.asks:
        return _pointed(sentence, phrase, context)
    if phrase.person and phrase.kind is MentionKind.PERSON:
        return _person(sentence, phrase, context)
    if _of_another(sentence, phrase, context):
        return _other_than(sentence, phrase, context)
    if phrase.of:
        return _of(phrase, context), phrase.rule
    if phrase.owner is not None:
        return _owned(sentence, phrase, phrase.owner, context)
    if phrase.person:
        known = context.people.find(phrase.person)
        return ((Party(known.code, known.name, "", known.role),), phrase.rule) if known else NOBODY
    return _bare_office(sentence, phrase, context)


def _of(phrase: Phrase, context: Context) -> tuple[Party, ...]:
    """The parties of a phrase that names states or bodies, with an office or without."""
    office, people = phrase.office, context.people
    role = office.role if office else None
    one = office is not None and office.title and not office.plural
    found: dict[str, Party] = {}
    for entry, whose in ((e, code) for e in phrase.of for code in e.code.split("+")):
        code = people.code(whose, role)
        held = context.actors.holder(whose, role or "", people.day) if one else None
        name = held.name if held else entry.name
        found.setdefault(code, Party(code, name, "", role or entry.role))
    return tuple(found.values())


def _owned(sentence: Sentence, phrase: Phrase, owner: int, context: Context) -> Found:
    """ "his government": the organ of whomever the pronoun stands for."""
    pronoun = context.actors.pointing.pronouns[sentence.tokens[owner].lower]
    found, rule = antecedent(sentence, Pointer(owner, pronoun), context)
    role = phrase.office.role if phrase.office else None
    return tuple(Party(p.code, p.name, "", role) for p in found), f"owned by {rule}"


def _of_another(sentence: Sentence, phrase: Phrase, context: Context) -> bool:
    """Whether the phrase means somebody whom its owner faces: "its neighbours"."""
    if not phrase.office or phrase.office.words not in context.actors.pointing.words["others"]:
        return False
    inside = range(phrase.first, phrase.last)
    return phrase.owner is not None or any(possessive(sentence, at) for at in inside)


def _other_than(sentence: Sentence, phrase: Phrase, context: Context) -> Found:
    """ "Its neighbours", "Kenya's rival": not the owner, but who was spoken of beside it."""
    owners: tuple[Party, ...] = _of(phrase, context)
    if phrase.owner is not None:
        owners = _owned(sentence, phrase, phrase.owner, context)[0]
    following = sentence.tokens[phrase.last + 1 : phrase.last + 2]
    named = bool(following) and (starts_name(following[0]) or following[0].lower in _TELLING)
    if not owners or named:  # "its neighbour Chad", "his counterpart from Chad"
        return NOBODY
    barred = {p.code for p in owners}
    if phrase.office and phrase.office.words in context.actors.pointing.words["storied"]:
        one = context.discourse.storied(sentence.index, lambda r: _foreign(r, barred, context))
        return ((one,), "another of the story") if one else NOBODY
    found = context.discourse.beside(sentence.index, phrase.first, barred)
    plural = phrase.office is not None and phrase.office.plural
    if not found or plural != (len(found) > 1):
        return NOBODY
    return found, "others than the owner"


def _foreign(referent: Referent, barred: set[str], context: Context) -> bool:
    return _one_state(referent, context) and referent.parties[0].code not in barred


def _person(sentence: Sentence, phrase: Phrase, context: Context) -> Found:
    known = context.people.find(phrase.person or "")
    role = phrase.office.role if phrase.office else None
    if known is not None:
        role = role if role and role not in _GENERAL else known.role
        return (Party(known.code, known.name, "", role),), f"{phrase.rule}; {known.rule}"
    if phrase.of:
        code = context.people.code(phrase.of[0].code, role)
        return (Party(code, phrase.person or "", "", role),), phrase.rule
    return _titled(sentence, phrase, context)


def _titled(sentence: Sentence, phrase: Phrase, context: Context) -> Found:
    """ "Foreign Minister Ana Petrova" in a story of her own country: bound to the state spoken of
    from here on.
    """
    office = phrase.office
    if office is None or office.sector not in _PUBLIC or office.role == "diplomat":
        return NOBODY  # an ambassador in the story of a state is as a rule another's
    state = context.discourse.latest(sentence.index, lambda r: _one_state(r, context))
    if state is None:
        return NOBODY
    rule = "title in the story of a state"
    person = Person(phrase.person or "", state.parties[0].code, office.role, rule)
    context.people.bind(person.name, person)
    return (Party(person.code, person.name, "", person.role),), rule


def _one_state(referent: Referent, context: Context) -> bool:
    codes = [p.code for p in referent.parties]
    return not referent.place and len(codes) == 1 and codes[0] in context.actors.states


def _bare_office(sentence: Sentence, phrase: Phrase, context: Context) -> Found:
    """ "the president", "the foreign ministry": whoever held that office last, else the state last
    spoken of.
    """
    office = phrase.office
    if office is None or not _definite(sentence, phrase) or office.sector in {"CVL", "PTY", "BUS"}:
        return NOBODY
    last = sentence.tokens[phrase.last]
    if last.dep == "amod" and last.head > last.i:  # "the military takeover": which, not whose
        return NOBODY
    if same := _on_stage(sentence, office, context):
        return (Party(same.code, same.name, "", office.role),), f"{office.words} named before"
    foreign = office.sector in {"OPP", "REB"} or office.role in {"diplomat", "embassy"}
    state = context.discourse.latest(sentence.index, lambda r: len(r.parties) == 1 and not r.place)
    if state is None or foreign or office.plural:
        return NOBODY
    code, day = state.parties[0].code, context.people.day
    held = context.actors.holder(code, office.role, day) if office.title else None
    name = held.name if held else state.parties[0].name
    return (Party(code, name, "", office.role),), "office of the state spoken of"


def _on_stage(sentence: Sentence, office: Office, context: Context) -> Party | None:
    """The last party named with these words, else the last of this role by other words that do not
    clash.
    """

    def named(referent: Referent) -> bool:
        return not referent.place and any(office.words in p.text.lower() for p in referent.parties)

    def alike(referent: Referent) -> bool:
        same = any(p.role == office.role for p in referent.parties)
        return same and not referent.place and not _clashes(referent, office, context)

    found = context.discourse.latest(sentence.index, named, _ON_STAGE)
    found = found or context.discourse.latest(sentence.index, alike, _ON_STAGE)
    return found.parties[0] if found and len(found.parties) == 1 else None


def _clashes(referent: Referent, office: Office, context: Context) -> bool:
    """Whether a referent was named by another title of the same rank: a king is no president."""
    styled = context.actors.pointing.words["styled"]
    named = styled & set(referent.parties[0].text.lower().split())
    return bool(named) and bool(named ^ {office.words}) and office.words in styled


def _definite(sentence: Sentence, phrase: Phrase) -> bool:
    before = sentence.tokens[phrase.first - 1] if phrase.first else None
    return before is not None and before.lower in {"the", "this", "that"}


def _pointed(sentence: Sentence, phrase: Phrase, context: Context) -> Found:
    """The parties of "the two countries", "the bloc", "the kingdom"."""
    words = phrase.rule.removeprefix("points: ")
    if phrase.asks in {"pair", "states"}:
        said = {t.lower for t in sentence.tokens[phrase.first : phrase.last + 1]}
        number = 3 if said & {"three", "trio"} else 4 if "four" in said else 2
        bodies = words.split()[-1] in {"sides", "side", "parties", "other", "another", "both"}
        head = head_of(sentence, phrase.first, phrase.last)
        apart = words.split()[-1] not in _EACH and _under_its_verb(sentence, head)
        found = context.discourse.several(sentence.index, number, phrase.first, bodies, apart)
        return found, f"{number} parties spoken of"
    return _last_of_kind(sentence, words, phrase, context)


def _under_its_verb(sentence: Sentence, token: int) -> bool:
    """Whether words hang on their verb directly: "called on both sides", not "ties between"."""
    if is_subject(sentence, token):
        return False
    for above in sentence.ancestors(token):
        if above.pos in {"VERB", "AUX"}:
            return True
        if above.pos != "ADP" or above.lower in {"between", "of", "in", "among"}:
            return False
    return False


def _last_of_kind(sentence: Sentence, words: str, phrase: Phrase, context: Context) -> Found:
    only = context.actors.pointing.only.get(words) or _region(sentence, phrase, context)
    role = phrase.office.role if phrase.office else None
    doing = _subjects_over(sentence, phrase, context)

    def fits(referent: Referent) -> bool:
        if referent.place or len(referent.parties) != 1:
            return False
        party = referent.parties[0]
        if party.code in doing:
            return False
        return party.code in only if only else _of_kind(party, phrase.asks or "state", context)

    party = _on_stage(sentence, phrase.office, context) if phrase.office and not only else None
    if party is None and words in context.actors.pointing.words["storied"]:
        party = context.discourse.storied(sentence.index, fits)
    if party is None:
        found = context.discourse.latest(sentence.index, fits, _ON_STAGE if only else 4)
        party = found.parties[0] if found else None
    return ((Party(party.code, party.name, "", role),), f"{words}: spoken of") if party else NOBODY


def _subjects_over(sentence: Sentence, phrase: Phrase, context: Context) -> set[str]:
    """Who does what the phrase undergoes: "Peru hailed the country" does not mean Peru."""
    head = head_of(sentence, phrase.first, phrase.last)
    if sentence.tokens[head].dep != "dobj":
        return set()
    verb = sentence.tokens[head].head
    own = context.discourse.referents
    doing = (r for r in own if r.sentence == sentence.index and r.subject and r.verb == verb)
    return {p.code for r in doing for p in r.parties}


def _region(sentence: Sentence, phrase: Phrase, context: Context) -> tuple[str, ...] | None:
    """The states of the region that stands in a phrase: "the West African nation"."""
    said = " ".join(t.lower for t in sentence.tokens[phrase.first : phrase.last + 1])
    within = context.actors.pointing.within
    return next((codes for word, codes in within.items() if f" {word} " in said), None)


def _of_kind(party: Party, asks: str, context: Context) -> bool:
    actors = context.actors
    if asks == "state":
        return party.code in actors.states
    if asks == "company":
        return party.role == "company"
    groups = party.code in actors.groups or party.role in {"rebels", "opposition"}
    return groups or (asks == "body" and party.code in actors.bodies)
