"""Stage 6: did it happen, and who says so: attribution, status, claims, confidence."""

from __future__ import annotations

from dataclasses import replace

from dragoman.analysis import Candidate, Judged, Mention, Parse
from dragoman.codebook import Codebook
from dragoman.judge import attribution
from dragoman.judge.amounts import weighed
from dragoman.judge.claims import claims
from dragoman.judge.reports import report
from dragoman.judge.sayings import Said
from dragoman.judge.speakers import is_relay, speakers
from dragoman.model import Figure


def judge(
    parse: Parse,
    mentions: tuple[Mention, ...],
    candidates: tuple[Candidate, ...],
    figures: tuple[Figure, ...],
    codebook: Codebook,
) -> Judged:
    """Turn candidates into reports with status and speakers, and find the claims."""
    cues = codebook.cues
    found = attribution.find(parse, cues)
    spoken = speakers(parse, found, mentions)
    reports = tuple(report(parse, c, mentions, found, spoken, codebook) for c in candidates)
    voices = [() if is_relay(parse, s, p, cues) else p for s, p in zip(found, spoken, strict=True)]
    heard = [
        v or tuple(replace(p, code="") for p in all_)
        for all_, v in zip(spoken, voices, strict=True)
    ]
    claiming = [
        v or (h if _ventures(s) else ()) for s, v, h in zip(found, voices, heard, strict=True)
    ]
    return Judged(
        reports=reports,
        claims=claims(parse, found, claiming, heard, mentions, reports, codebook),
        figures=tuple(weighed(f, parse, found, voices, cues) for f in figures),
        attributions=attribution.recorded(parse, found, [p[0] if p else None for p in spoken]),
    )


def _ventures(said: Said) -> bool:
    """Whether the words are the source's own venture: an allegation, or a doubt."""
    return said.saying.force == "weak" or said.saying.stance in ("doubts", "confirms")
