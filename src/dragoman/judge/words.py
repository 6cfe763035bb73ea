"""On whose word an act stands: the chain of attributions over it, and what that makes of its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analysis import Candidate, Parse
from dragoman.codebook.cues import Cues
from dragoman.judge.reading import Reading
from dragoman.judge.sayings import Said
from dragoman.judge.speakers import is_relay
from dragoman.model import EventType, Party, Status

# Acts done by saying something: who does them is on whose word they stand.
_SPOKEN = frozenset({EventType.ACCUSE, EventType.THREATEN, EventType.SUPPORT, EventType.REJECT})
_ASKED = frozenset({EventType.REQUEST, EventType.AGREE, EventType.CONCEDE})
# What one side tells of another's deeds stays an allegation; that it met or signed is taken on its word.
_DEEDS = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.AID, EventType.MOBILIZE, EventType.PROTEST}
)
_REPORTABLE = _DEEDS | {EventType.SANCTION, EventType.RETREAT, EventType.COOPERATE}
_REAL = frozenset({Status.OCCURRED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class Word:
    """One link of the chain: an attribution that covers the act, and its first party."""

    said: Said
    parties: tuple[Party, ...]
    relay: bool


def words_over(
    parse: Parse,
    candidate: Candidate,
    found: Sequence[Said],
    parties: Sequence[tuple[Party, ...]],
    cues: Cues,
) -> list[Word]:
    """The attributions over the act, outermost first, its own saying last."""
    over = []
    for said, behind in zip(found, parties, strict=True):
        own = said.sentence == candidate.sentence and said.cue == candidate.trigger
        if own and _speaks_itself(parse, candidate, said):
            over.append((1, 0, said, behind))
        elif not own and _covers(parse, said, candidate):
            assert said.content is not None
            over.append((0, said.content[0] - said.content[1], said, behind))
    over.sort(key=lambda w: (w[0], w[1], w[2].cue_start))
    return [Word(s, b, is_relay(parse, s, b, cues)) for _, _, s, b in over]


def _covers(parse: Parse, said: Said, candidate: Candidate) -> bool:
    if said.content is None or not said.content[0] <= candidate.trigger_start < said.content[1]:
        return False
    if said.cue_start <= candidate.trigger_start < said.cue_end or said.saying.kind == "wish":
        return False
    if any(_token_start(parse, said, i) == candidate.trigger_start for i in said.source):
        return False
    if said.form in ("according", "carried") or said.construct in (
        "clause",
        "quote",
        "naming",
        "that",
    ):
        return said.saying.kind == "speech" or said.construct in ("clause", "that")
    if said.construct in ("object", "preposition", "of", "about", "against", "for"):
        return said.saying.stance in ("denies", "confirms") or said.saying.force == "weak"
    if said.construct == "infinitive":
        return said.saying.kind == "speech"
    return False


def _token_start(parse: Parse, said: Said, at: int) -> int:
    return parse.sentences[said.sentence].tokens[at].start


def _speaks_itself(parse: Parse, candidate: Candidate, said: Said) -> bool:
    """Whether the act's own verb says something of which its source is the speaker."""
    if said.form != "verb" or said.saying.kind != "speech" or said.content is None:
        return False
    start, end = said.content
    quoted = any(q.start < end and start < q.end for q in parse.quotations)
    if candidate.type in _ASKED or (
        candidate.type is EventType.REJECT and said.saying.stance != "denies"
    ):
        return quoted or said.construct == "clause"
    return candidate.type in _SPOKEN


def speakers_of(words: Sequence[Word]) -> tuple[Party, ...]:
    """The chain of speakers; a relay is none where somebody speaks inside it."""
    inner = [w for w in words if w.parties and not w.relay]
    told = inner or [w for w in words if w.parties]
    chain: list[Party] = []
    for word in told:
        party = word.parties[0]
        if word.relay and not inner:
            party = Party(code="", name=party.text, text=party.text)
        if not chain or chain[-1].code != party.code or not party.code:
            chain.append(party)
    return tuple(chain)


def stand(
    candidate: Candidate, reading: Reading, words: Sequence[Word]
) -> tuple[Status, Word | None]:
    """The status of the act on these words, and the word that decided it, if one did."""
    told = [
        w
        for w in words
        if not (w.said.cue == candidate.trigger and w.said.sentence == candidate.sentence)
    ]
    for word in reversed(told):
        status = _on_word(candidate, reading, word)
        if status is not None:
            return status, word
    return reading.status, None


def _on_word(candidate: Candidate, reading: Reading, word: Word) -> Status | None:
    sources = {p.code for p in candidate.sources}
    own = bool(sources & {p.code for p in word.parties})
    stance, force = word.said.saying.stance, word.said.saying.force
    if stance == "denies" and word.said.construct not in ("infinitive", "as", "naming"):
        return Status.DENIED if reading.holds else Status.ALLEGED
    if reading.status is Status.NOT_OCCURRED and own and stance != "confirms":
        return Status.DENIED
    if reading.status not in _REAL or stance == "confirms":
        return None
    if stance == "doubts" or force == "weak":
        return None if candidate.type in _SPOKEN | {EventType.CONSULT} else Status.ALLEGED
    if own or (candidate.symmetric and candidate.type is EventType.CONSULT):
        return None
    if not any(p.code for p in word.parties):
        return Status.ALLEGED if candidate.type in _REPORTABLE and word.parties else None
    return Status.ALLEGED if candidate.type in _DEEDS else None
