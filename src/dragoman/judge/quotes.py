"""Quotations and the attributions that carry them, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.analysis import Parse, Quotation
from dragoman.judge.sayings import Said

# A quotation longer than this many characters without a mark in between is a lost closing mark.
_LONGEST = 1500
# Fewer words than this between marks are a term or a title, not speech of their own.
_SPOKEN = 4


def with_quotations(parse: Parse, found: Sequence[Said]) -> list[Said]:
    """The attributions with the quotations they carry: whole, continued, announced, or bare."""
    widened = [_widened(parse, said) for said in found]
    placed = [_announced(parse, said) for said in widened]
    complete = [s for s in placed if s.content is not None]
    return _continued(parse, complete)


def _widened(parse: Parse, said: Said) -> Said:
    """Content that touches a quotation takes in all of it."""
    if said.content is None or said.form == "noun":
        return said
    start, end = said.content
    for quotation in parse.quotations:
        if quotation.start >= end or quotation.end <= start:
            continue
        if quotation.end - quotation.start > _LONGEST or _inside(quotation, said):
            continue
        start, end = min(start, quotation.start), max(end, quotation.end)
    return replace(said, content=_resumed(parse, said, (start, end)))


def _resumed(parse: Parse, said: Said, content: tuple[int, int]) -> tuple[int, int]:
    """A quotation that goes on behind the cue: `"The accord," he said, "is dead."`"""
    start, end = content
    first = any(abs(q.end - end) <= 1 for q in parse.quotations)
    if said.form != "verb" or not first or end > said.cue_start:
        return content
    here = parse.sentences[said.sentence]
    after = [
        q
        for q in parse.quotations
        if said.cue_end <= q.start <= said.cue_end + 40 and q.start < here.end
    ]
    return (start, after[0].end) if after else content


def _inside(quotation: Quotation, said: Said) -> bool:
    return quotation.start <= said.cue_start < quotation.end


def _announced(parse: Parse, said: Said) -> Said:
    """A cue without content takes the quotation beside it: in its sentence, or after its colon."""
    if said.content is not None:
        return said
    sentence = parse.sentences[said.sentence]
    beside = [
        q
        for q in parse.quotations
        if q.start < sentence.end
        and q.end > sentence.start
        and not _inside(q, said)
        and _speech(parse, q)
    ]
    if not beside:
        beside = [
            q for q in parse.quotations if 0 <= sentence.start - q.end <= 2 and _speech(parse, q)
        ]
    if not beside and sentence.text.rstrip().endswith(":"):
        beside = [q for q in parse.quotations if 0 <= q.start - sentence.end <= 3][:1]
        if not beside and said.sentence + 1 < len(parse.sentences):
            following = parse.sentences[said.sentence + 1]
            return replace(said, content=(following.start, following.end))
    if not beside:
        return said
    nearest = min(
        beside,
        key=lambda q: (min(abs(q.start - said.cue_end), abs(said.cue_start - q.end)), q.start),
    )
    return replace(said, content=(nearest.start, nearest.end))


def _speech(parse: Parse, quotation: Quotation) -> bool:
    words = parse.document.text[quotation.inner_start : quotation.inner_end].split()
    return len(words) >= _SPOKEN


def _continued(parse: Parse, found: list[Said]) -> list[Said]:
    """Quotations that nobody introduces go on with the last speaker's words."""
    result = list(found)
    for quotation in parse.quotations:
        if not _speech(parse, quotation) or any(_covers(s, quotation) for s in result):
            continue
        if quotation.end - quotation.start > _LONGEST:
            continue
        at = _last_before(parse, result, quotation)
        sentence = parse.sentence_at(quotation.start)
        if at is None or sentence is None:
            continue
        before = result[at]
        assert before.content is not None
        if not _alone(parse, quotation):
            if before.sentence == sentence.index - 1 and _unspoken(result, sentence.index):
                whole = (sentence.start, sentence.end)
                result.append(replace(_carried(before, quotation, sentence.index), content=whole))
            continue
        near = before.sentence == sentence.index - 1 and _same_paragraph(parse, before, quotation)
        if near or 0 <= quotation.start - max(before.content[1], before.cue_end) <= 3:
            result[at] = replace(before, content=_joined(before, quotation))
        elif sentence.paragraph - parse.sentences[before.sentence].paragraph <= 3:
            result.append(_carried(before, quotation, sentence.index))
    return sorted(result, key=lambda s: (s.cue_start, s.cue_end, s.content or (0, 0)))


def _unspoken(found: Sequence[Said], sentence: int) -> bool:
    """Whether nobody is said to speak in the sentence: its quotes are the last speaker's."""
    return all(s.sentence != sentence for s in found)


def _covers(said: Said, quotation: Quotation) -> bool:
    return (
        said.content is not None
        and said.content[0] < quotation.end
        and quotation.start < said.content[1]
    )


def _last_before(parse: Parse, found: Sequence[Said], quotation: Quotation) -> int | None:
    quoting = [
        (s.cue_start, n)
        for n, s in enumerate(found)
        if s.cue_start < quotation.start
        and s.saying.kind == "speech"
        and s.form in ("verb", "according", "carried")
        and (s.form == "carried" or not any(_inside(q, s) for q in parse.quotations))
    ]
    return max(quoting)[1] if quoting else None


def _alone(parse: Parse, quotation: Quotation) -> bool:
    """Whether the quotation stands by itself rather than inside a sentence of the author's."""
    sentence = parse.sentence_at(quotation.start)
    return sentence is not None and quotation.start - sentence.start <= 2


def _same_paragraph(parse: Parse, said: Said, quotation: Quotation) -> bool:
    here = parse.sentence_at(quotation.start)
    return here is not None and here.paragraph == parse.sentences[said.sentence].paragraph


def _joined(said: Said, quotation: Quotation) -> tuple[int, int]:
    assert said.content is not None
    if said.content[0] < said.cue_start and quotation.start > said.cue_end:
        return said.content[0], quotation.end
    return min(said.content[0], quotation.start), max(said.content[1], quotation.end)


def _carried(before: Said, quotation: Quotation, sentence: int) -> Said:
    """A bare quotation: no source of its own, the mark that opens it for a cue."""
    return Said(
        sentence=sentence,
        cue=-1,
        cue_start=quotation.start,
        cue_end=quotation.start + 1,
        saying=before.saying,
        form="carried",
        construct="quote",
        content=(quotation.inner_start, quotation.end),
        carried=before.cue_start,
    )
