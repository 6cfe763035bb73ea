"""Who says what: every attribution of a document, with its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.analysis import Parse
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import between
from dragoman.judge.openings import according, adjectival, nominal
from dragoman.judge.quotes import with_quotations
from dragoman.judge.sayings import Said, sayings
from dragoman.model import Attribution, Party, Span

# "the army on Friday said": the day is no part of who speaks.
_DAY = re.compile(r",?\s+(?:late |early )?(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_SPEAKING = frozenset({"people", "everyone", "everybody", "someone", "somebody", "nobody"})


def find(parse: Parse, cues: Cues) -> list[Said]:
    """All attributions of the body, in order of their cues."""
    found: list[Said] = []
    for sentence in parse.sentences:
        found.extend(sayings(sentence, cues))
        found.extend(according(sentence, cues))
        found.extend(nominal(sentence, cues))
        found.extend(adjectival(sentence, cues))
    kept = [s for s in found if not _quoted_thought(parse, s)]
    kept.sort(key=lambda s: (s.cue_start, s.cue_end))
    return with_quotations(parse, kept)


def _quoted_thought(parse: Parse, said: Said) -> bool:
    """Whether the words are a quoted speaker's own "I think" or "you see"."""
    if not _quoted(parse, said):
        return False
    if said.head is None or said.saying.kind != "speech":
        return True
    source = parse.sentences[said.sentence].tokens[said.head]
    return source.pos == "PRON" or source.lower in _SPEAKING


def _quoted(parse: Parse, said: Said) -> bool:
    return any(q.start <= said.cue_start < q.end for q in parse.quotations)


def recorded(
    parse: Parse, found: Sequence[Said], speakers: Sequence[Party | None]
) -> tuple[Attribution, ...]:
    """The attributions as records, each span quoting the document.

    What a quoted speaker ascribes to somebody else is a link of a report's chain, no record.
    """
    records = []
    for said, speaker in zip(found, speakers, strict=True):
        if said.form != "carried" and _quoted(parse, said):
            continue
        content = _content(parse, said)
        if content is not None:
            cue = Span.of(parse.document.text, said.cue_start, said.cue_end)
            records.append(Attribution(cue, content, source_span(parse, said), speaker))
    return tuple(records)


def _content(parse: Parse, said: Said) -> Span | None:
    assert said.content is not None
    return between(parse.document.text, *said.content)


def source_span(parse: Parse, said: Said) -> Span | None:
    """The words that name the source; None where it is left out."""
    if not said.source:
        return None
    tokens = parse.sentences[said.sentence].tokens
    kept = [i for i in said.source if tokens[i].dep != "case"] or list(said.source)
    first = min(kept)
    last = first
    for i in sorted(kept):
        if i > last + 2:
            break
        last = i
    span = between(parse.document.text, tokens[first].start, tokens[last].end)
    day = _DAY.search(span.text) if span is not None else None
    return (
        span
        if span is None or day is None
        else between(parse.document.text, span.start, span.start + day.start())
    )
