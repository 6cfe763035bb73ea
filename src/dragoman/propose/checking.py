"""What a model proposes is a proposal only if it passes what the reader's own reports pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman import extract, judge, resolve
from dragoman.analysis import Candidate, Mention, Token
from dragoman.codebook import Codebook
from dragoman.model import EventType, Party, Report, Span, Status, identifier
from dragoman.pipeline import Reader
from dragoman.propose.asking import Proposed
from dragoman.propose.unsure import Doubt
from dragoman.relation import Marked

_SHOWN = 60  # characters of what a model wrote that are repeated in a reason
_FACT = frozenset({Status.OCCURRED, Status.ONGOING})
_NO = frozenset({Status.DENIED, Status.NOT_OCCURRED})


class RefusalError(Exception):
    """A proposal that is not kept; the message says why."""


def checked(one: Proposed, doubt: Doubt, reader: Reader, model: str) -> Report:
    """The proposal as a report of the document; raises RefusalError.

    Words and parties must stand in the sentence, type and status in the codebook. Speaker, date,
    place and confidence are not the model's to say: they are read off the text as for any report.
    """
    kind, mode = _kind(one, reader.codebook)
    status = _status(one)
    quote = _quote(one.quote, doubt)
    trigger = _trigger(one.trigger, quote, doubt)
    sources, targets = (_side(words, doubt) for words in (one.sources, one.targets))
    parties = [party for mention in (*sources, *targets) for party in mention.parties]
    if len({party.code for party in parties}) < 2:
        raise RefusalError("it names no two actors")
    candidate = Candidate(
        sentence=doubt.sentence.index,
        trigger=trigger.i,
        type=kind,
        mode=mode,
        sources=_parties(sources),
        targets=_parties(targets),
        symmetric=_alike(sources, targets),
        trigger_start=trigger.start,
        trigger_end=trigger.end,
        evidence_start=quote.start,
        evidence_end=quote.end,
        certain=0.5,
        rule=f"proposed:{model}",
    )
    candidate = _weighed(candidate, (sources[0], targets[0]), doubt, reader)
    report = _read(candidate, status, doubt, reader.codebook)
    _check_new(report, doubt.reports)
    return report


def _kind(one: Proposed, codebook: Codebook) -> tuple[EventType, str | None]:
    known = {kind.value: kind for kind in codebook.types}
    if one.type not in known:
        raise RefusalError(f"{_shown(one.type)} is no type of the codebook")
    kind = known[one.type]
    if one.mode is not None and one.mode not in codebook.types[kind].modes:
        raise RefusalError(f"{_shown(one.mode)} is no mode of {kind}")
    return kind, one.mode


def _status(one: Proposed) -> Status:
    try:
        return Status(one.status)
    except ValueError:
        raise RefusalError(f"{_shown(one.status)} is no status") from None


def _quote(words: str, doubt: Doubt) -> Span:
    """The quote where it stands in the sentence; it must, character by character."""
    at = doubt.sentence.text.find(words) if words.strip() else -1
    if at < 0:
        raise RefusalError(f"its quote {_shown(words)} does not stand in the sentence")
    start = doubt.sentence.start + at
    return Span.of(doubt.parse.document.text, start, start + len(words))


def _trigger(word: str, quote: Span, doubt: Doubt) -> Token:
    at = quote.text.find(word) if word.strip() else -1
    token = doubt.sentence.token_at(quote.start + at) if at >= 0 else None
    if token is None or token.end > quote.end or token.start < quote.start:
        raise RefusalError(f"its trigger {_shown(word)} does not stand in its quote")
    if not any(char.isalpha() for char in token.text):
        raise RefusalError(f"its trigger {_shown(word)} is no word")
    return token


def _side(words: Sequence[str], doubt: Doubt) -> tuple[Mention, ...]:
    """The mentions that the words of a side stand for; each must name a known actor."""
    if not words:
        raise RefusalError("it names nobody on one side")
    return tuple(dict.fromkeys(_mention(word, doubt) for word in words))


def _mention(words: str, doubt: Doubt) -> Mention:
    if not words.strip() or words not in doubt.sentence.text:
        raise RefusalError(f"the sentence does not name {_shown(words)}")
    # The whole words of a mention, or more around them ("Chile's government"), never a part of one.
    near = [m for m in doubt.mentions if m.text == words] or [
        m for m in doubt.mentions if m.text in words
    ]
    if len({m.codes for m in near}) != 1:
        raise RefusalError(f"{_shown(words)} stands for no one actor that is known")
    return near[0]


def _parties(mentions: Sequence[Mention]) -> tuple[Party, ...]:
    return tuple({p.code: p for mention in mentions for p in mention.parties}.values())


def _alike(sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
    """Whether all act alike: "the two countries" on both sides."""
    sides = [{party.code for party in _parties(side)} for side in (sources, targets)]
    return sides[0] == sides[1]


def _weighed(
    candidate: Candidate, sides: tuple[Mention, Mention], doubt: Doubt, reader: Reader
) -> Candidate:
    """The candidate with what our own relation model makes of it, for its confidence."""
    if reader.model is None:
        return candidate
    start = doubt.sentence.start
    source, target = ((m.start - start, m.end - start) for m in sides)
    trigger = (candidate.trigger_start - start, candidate.trigger_end - start)
    bounds = (source, None if sides[0] == sides[1] else target, trigger)
    (opinion,) = reader.model.opinions([Marked(doubt.sentence.text, *bounds)])
    share = extract.shares(opinion, None, reader.model.frame_weight)
    certain = round(share.get(candidate.type.value, 0.5), 3)
    return replace(candidate, certain=certain, statuses=opinion.statuses)


def _read(candidate: Candidate, status: Status, doubt: Doubt, codebook: Codebook) -> Report:
    """The candidate through the stages that judge and date; the text may forbid its status."""
    mentions = doubt.everyone
    judged = judge.judge(doubt.parse, mentions, (candidate,), (), codebook)
    resolved = resolve.resolve(doubt.parse, mentions, judged, codebook)
    report = resolved.reports[0]
    read = report.status
    if (status in _FACT and read not in _FACT) or (status not in _NO and read in _NO):
        raise RefusalError(f"it says {status}, where the text says {read}")
    return replace(report, id=_id(report, doubt), status=status)


def _id(report: Report, doubt: Doubt) -> str:
    where = (report.evidence.start, report.evidence.end, report.trigger.start)
    sides = (",".join(sorted(p.code for p in side)) for side in (report.sources, report.targets))
    told = (report.type, report.status, *sides)
    return identifier(doubt.parse.document.id, "proposal", *where, *told)


def _check_new(report: Report, known: Sequence[Report]) -> None:
    for other in known:
        if (other.type, other.codes, other.status) == (report.type, report.codes, report.status):
            raise RefusalError("the reader has coded it already")


def _shown(words: str) -> str:
    """What a model wrote, cut short and with nothing in it that could act on a terminal."""
    plain = "".join(c if c.isprintable() else " " for c in words)
    return f"“{plain[:_SHOWN]}{'…' if len(plain) > _SHOWN else ''}”"
