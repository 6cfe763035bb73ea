"""Who says what: every attribution of a document, with its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analysis import Parse
from dragoman.codebook.cues import Cues
from dragoman.judge.clauses import between
from dragoman.judge.openings import according, nominal
from dragoman.judge.quotes import with_quotations
from dragoman.judge.sayings import Said, sayings
from dragoman.model import Attribution, Party, Span


def find(parse: Parse, cues: Cues) -> list[Said]:
    """All attributions of the body, in order of their cues."""
    found: list[Said] = []
    for sentence in parse.sentences:
        found.extend(sayings(sentence, cues))
        found.extend(according(sentence, cues))
        found.extend(nominal(sentence, cues))
    found.sort(key=lambda s: (s.cue_start, s.cue_end))
    return with_quotations(parse, found)


def recorded(
    parse: Parse, found: Sequence[Said], speakers: Sequence[Party | None]
) -> tuple[Attribution, ...]:
    """The attributions as records, each span quoting the document."""
    records = []
    for said, speaker in zip(found, speakers, strict=True):
        assert said.content is not None
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
    return between(parse.document.text, tokens[first].start, tokens[last].end)
