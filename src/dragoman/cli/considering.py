"""What speaks for and against each act that might be told: `dragoman codebook explain`."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import extract
from dragoman.analysis import Candidate
from dragoman.extract.coding import coded
from dragoman.extract.events import candidate_of
from dragoman.extract.shown import shown
from dragoman.model import Document
from dragoman.parse import parse
from dragoman.pipeline import Reader, load_reader
from dragoman.recognise import recognise
from dragoman.relation import NONE, Opinion, RelationModel
from dragoman.settings import Settings

HEADS = ("trigger", "type", "frame", "who", "certain", "model", "verdict")
BEST, WORTH_TELLING = 3, 0.05


def considered_rows(settings: Settings, text: str) -> Iterator[tuple[object, ...]]:
    """A row for each frame that a word of the text triggers, with what the model makes of it."""
    reader = load_reader(settings)
    document = Document("-", "-", text, ((0, len(text)),) if text else (), language="en")
    parsed = parse(document, reader.parser, reader.codebook)
    mentions = recognise(parsed, reader.codebook)
    for sentence, weighed in extract.considered(parsed, mentions, reader.codebook):
        seen = [shown(one.act, sentence, mentions) for one in weighed]
        opinions = reader.model.opinions(seen) if reader.model and seen else [None] * len(seen)
        for one, opinion in zip(weighed, opinions, strict=True):
            act, sign = one.act, "↔" if one.act.frame.symmetric else "→"
            who = f"{_codes(act.sources.codes)} {sign} {_codes(act.targets.codes)}"
            word = sentence.tokens[act.trigger].text
            verdict = one.against or _verdict(candidate_of(act, sentence), opinion, reader)
            told = _best(opinion.types) if opinion else "-"
            yield word, act.frame.type.value, act.frame.id, who, one.certain, told, verdict


def _verdict(candidate: Candidate, opinion: Opinion | None, reader: Reader) -> str:
    """What frame and model say together of a candidate that nothing else speaks against."""
    if reader.model is None or opinion is None:
        return "an act"
    if candidate.type.value not in opinion.types:
        return f"an act, by its frame alone: the model has not been taught {candidate.type}"
    share = extract.shares(opinion, candidate.type, reader.model.frame_weight)
    found = _coded(candidate, opinion, reader, reader.model)
    if found is None:
        return f"nothing, says the model ({share[NONE]:.2f} with the frame's say)"
    kind = found.type.value
    next_best = max((label for label in share if label != kind), key=lambda label: share[label])
    return f"an act: {kind} ({share[kind]:.2f}), not {next_best} ({share[next_best]:.2f})"


def _coded(
    candidate: Candidate, opinion: Opinion, reader: Reader, model: RelationModel
) -> Candidate | None:
    found = coded([candidate], [opinion], reader.codebook.types, model.frame_weight)
    return next(iter(found), None)


def _best(types: dict[str, float]) -> str:
    """The likeliest labels with their shares: "PORT_CALL 0.84, CONSULT 0.10"."""
    ranked = sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [f"{label} {share:.2f}" for label, share in ranked[:BEST] if share >= WORTH_TELLING]
    return ", ".join(told)


def _codes(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes)) or "?"
