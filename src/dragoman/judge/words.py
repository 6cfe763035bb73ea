"""On whose word an act stands: the attributions over it, and what they make of its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analysis import Candidate, Parse, Sentence
from dragoman.codebook.cues import Cues
from dragoman.judge.reading import Reading
from dragoman.judge.sayings import Said
from dragoman.judge.speakers import is_record, is_relay
from dragoman.judge.stances import names_words
from dragoman.judge.verbal import negator
from dragoman.model import EventType, Party, Status

# Acts done by saying something: who does them is on whose word they stand.
_SPOKEN = frozenset({EventType.ACCUSE, EventType.THREATEN, EventType.SUPPORT, EventType.REJECT})
_ASKED = frozenset({EventType.REQUEST, EventType.AGREE, EventType.CONCEDE})
# What one side tells of another's deeds is an allegation; that it signed is taken on its word.
_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST})

# Whoever says that he does not support or agree refuses; he denies nothing.
_ATTITUDES = _SPOKEN | {EventType.AGREE, EventType.REQUEST}
_REAL = frozenset({Status.OCCURRED, Status.ONGOING})
_TO_COME = frozenset({Status.PLANNED, Status.PROPOSED})
# Here the whole content is put forward; in other constructions only something in it may be.
_WHOLE = frozenset({"clause", "quote", "naming", "that"})


@dataclass(frozen=True, slots=True)
class Word:
    """One link of the chain: an attribution that covers the act, and the parties behind it.

    `own` marks the act's own saying ("Mali accused Chad ..."), `relay` a source that only passes
    words on, `record` one that holds facts (a register), `denies` that it says it is not so,
    `presupposed` that it takes the act for granted, `belief` that it only thinks so.
    """

    said: Said
    parties: tuple[Party, ...]
    own: bool = False
    relay: bool = False
    record: bool = False
    denies: bool = False
    presupposed: bool = False
    belief: bool = False


def words_over(
    parse: Parse,
    candidate: Candidate,
    reading: Reading,
    found: Sequence[Said],
    parties: Sequence[tuple[Party, ...]],
    cues: Cues,
) -> list[Word]:
    """The attributions over the act, outermost first, its own saying last."""
    over = []
    at = parse.sentences[candidate.sentence].tokens[candidate.trigger].start
    for said, behind in zip(found, parties, strict=True):
        own = said.sentence == candidate.sentence and said.cue == candidate.trigger
        if not own and not (said.content and said.content[0] <= at < said.content[1]):
            continue
        if own and reading.holds and _speaks_itself(parse, candidate, said, cues):
            spoken = behind or candidate.sources[:1]
            relay = is_relay(parse, said, behind, cues)
            over.append((1, 0, Word(said, spoken, own=True, relay=relay)))
        elif not own and covers(parse, said, candidate.sentence, candidate.trigger, reading, cues):
            assert said.content is not None
            size = said.content[0] - said.content[1]
            word = Word(
                said,
                behind,
                relay=is_relay(parse, said, behind, cues),
                record=is_record(parse, said, cues),
                denies=denies(parse, said, cues),
                presupposed=_presupposed(parse, said, candidate),
                belief=_believed(parse, said, cues),
            )
            over.append((0, size, word))
    over.sort(key=lambda w: (w[0], w[1], w[2].said.cue_start))
    words = [word for _, _, word in over]
    # "Kyiv said Moscow had offered a deal": that it was offered stands on Kyiv's word.
    told = any(w.parties and not w.own and not w.relay for w in words)
    return [w for w in words if not (told and w.own)]


def covers(
    parse: Parse, said: Said, sentence: int, trigger: int, reading: Reading, cues: Cues
) -> bool:
    """Whether the attribution puts forward what the trigger tells, not merely holds the word."""
    token = parse.sentences[sentence].tokens[trigger]
    if said.content is None or not said.content[0] <= token.start < said.content[1]:
        return False
    if said.cue_start <= token.start < said.cue_end or said.saying.kind == "wish":
        return False
    if said.sentence == sentence and trigger in said.source:
        return False
    if _left_unsaid(parse, said, cues):
        return False
    if _aside(parse, said, parse.sentences[sentence], trigger):
        return False
    return _puts_forward(parse, said, reading, cues)


def _puts_forward(parse: Parse, said: Said, reading: Reading, cues: Cues) -> bool:
    if said.form in ("according", "carried") or said.construct in _WHOLE:
        return said.saying.kind == "speech" or said.construct in ("clause", "that")
    if said.construct == "infinitive":
        return said.saying.kind == "speech"
    if said.saying.stance == "denies":
        return denies(parse, said, cues)
    if said.saying.stance == "confirms" or said.saying.force != "plain":
        return True
    return said.form == "verb" and said.saying.kind == "speech" and reading.status in _TO_COME


def _left_unsaid(parse: Parse, said: Said, cues: Cues) -> bool:
    """Whether the source is said not to have said it: "neither confirmed nor denied"."""
    sentence = parse.sentences[said.sentence]
    return said.form == "verb" and negator(sentence, sentence.tokens[said.cue], cues) is not None


def denies(parse: Parse, said: Said, cues: Cues) -> bool:
    """Whether the words say that something is not so, rather than turning it down.

    "Denied the raid", "rejected the report of it"; "dismissed the accord" leaves it standing.
    """
    if said.saying.stance != "denies" or said.construct == "infinitive":
        return False
    cue = parse.sentences[said.sentence].tokens[said.cue]
    return cue.lemma in cues.plain_denials or names_words(parse, said, cues)


def _presupposed(parse: Parse, said: Said, candidate: Candidate) -> bool:
    """Whether a noun takes the act for granted: "said its war in Yemen was costly"."""
    sentence = parse.sentences[candidate.sentence]
    trigger = sentence.tokens[candidate.trigger]
    if trigger.pos != "NOUN" or said.construct not in _WHOLE:
        return False
    known = sentence.children_of(trigger.i, "poss", "det")
    return any(t.dep == "poss" or t.lower in ("the", "this", "these") for t in known)


def _believed(parse: Parse, said: Said, cues: Cues) -> bool:
    """Whether the source only thinks it so; what is known or learnt is so."""
    lemma = parse.sentences[said.sentence].tokens[said.cue].lemma
    return said.saying.kind == "thought" and cues.embedding_verbs.get(lemma) != "fact"


def _aside(parse: Parse, said: Said, sentence: Sentence, trigger: int) -> bool:
    """Whether the act stands in a relative clause set off by a comma: the author's own remark.

    "Mali said Wagner, which lost scores of men in July, would stay." Quoted, it is the speaker's.
    """
    at = sentence.tokens[trigger]
    if said.sentence != sentence.index or any(
        q.start <= at.start < q.end for q in parse.quotations
    ):
        return False
    while at.head != at.i and at.head != said.cue:
        if at.dep == "relcl" and at.pos in ("VERB", "AUX"):
            first = min(sentence.subtree(at.i))
            before = sentence.tokens[first - 1] if first else at
            if before.text == "," and sentence.tokens[first].lower in (
                "which",
                "who",
                "whose",
                "where",
            ):
                return sentence.tokens[at.head].start >= (said.content or (0, 0))[0]
        at = sentence.tokens[at.head]
    return False


def _speaks_itself(parse: Parse, candidate: Candidate, said: Said, cues: Cues) -> bool:
    """Whether the act's own word says something of which its source is the speaker."""
    if said.content is None or said.saying.kind == "wish":
        return False
    tokens = parse.sentences[said.sentence].tokens
    if said.head is not None and tokens[said.head].lemma in cues.documents:
        return False
    if said.form != "verb":
        return candidate.type in _SPOKEN and tokens[tokens[said.cue].head].lemma in cues.carriers
    start, end = said.content
    quoted = any(q.start < end and start < q.end for q in parse.quotations)
    if candidate.type is EventType.AGREE:
        return quoted or said.construct in ("clause", "object")
    if candidate.type in _ASKED:
        return quoted or said.construct == "clause"
    if candidate.type is EventType.REJECT:
        return quoted or said.construct == "clause" or denies(parse, said, cues)
    return candidate.type in _SPOKEN


def speakers_of(words: Sequence[Word]) -> tuple[Party, ...]:
    """The chain of speakers; a relay is none where somebody speaks inside or around it."""
    inner = [w for w in words if w.parties and not w.relay]
    chain: list[Party] = []
    for word in inner or [w for w in words if w.parties]:
        party = word.parties[0]
        if word.relay and not inner:
            party = Party(code="", name=party.text, text=party.text)
        if not chain or chain[-1].code != party.code or not party.code:
            chain.append(party)
    return tuple(chain)


def stand(
    candidate: Candidate, reading: Reading, words: Sequence[Word], *, called_off: bool = False
) -> tuple[Status, Word | None]:
    """The status of the act on these words, and the word that decided it, if one did.

    Who says that his own visit was `called_off` tells so; he denies nothing. Who denies that it
    was denies the calling off, not the visit.
    """
    if called_off:
        off = reading.status is Status.NOT_OCCURRED
        words = [w for w in words if w.denies is off]
    told = [w for w in words if not w.own]
    heard = [w for w in told if not w.relay] or told
    against = [w for w in heard if w.denies]
    # The innermost speaker decides; a denial anywhere around the act is one.
    for word in [*against[-1:], *heard[-1:]]:
        status = _on_word(candidate, reading, word)
        if status is not None:
            return status, word
    return reading.status, None


def _on_word(candidate: Candidate, reading: Reading, word: Word) -> Status | None:
    own = bool({p.code for p in candidate.sources} & {p.code for p in word.parties})
    stance, force = word.said.saying.stance, word.said.saying.force
    if own and candidate.type is EventType.THREATEN and reading.status in _TO_COME:
        # "Ankara said it would retaliate": the threat is made by saying so.
        return Status.OCCURRED
    if stance == "denies" and word.denies:
        # The reading has met the denial already where the denying verb governs the act.
        denied = reading.holds or reading.status is Status.DENIED
        return Status.DENIED if denied else Status.ALLEGED
    if reading.status is Status.NOT_OCCURRED and own and stance != "confirms":
        return None if candidate.type in _ATTITUDES else Status.DENIED
    if reading.status not in _REAL or stance == "confirms" or word.record:
        return None
    if stance == "doubts" or force == "weak":
        return None if candidate.type in _SPOKEN | {EventType.CONSULT} else Status.ALLEGED
    victim = bool({p.code for p in candidate.targets} & {p.code for p in word.parties})
    if own or force == "strong" or (word.presupposed and not victim):
        return None
    if word.belief:
        return None if candidate.type in _SPOKEN | {EventType.CONSULT} else Status.ALLEGED
    if any(p.code for p in word.parties) and not word.relay:
        return Status.ALLEGED if candidate.type in _DEEDS else None
    told = word.parties and candidate.type in _DEEDS | {EventType.SANCTION}
    return Status.ALLEGED if told else None
