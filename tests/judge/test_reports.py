"""What a report has from its act: mode, weight, parties, and an id that tells acts apart."""

from __future__ import annotations

from dataclasses import replace

from dragoman import extract, parse, recognise
from dragoman.judge.reports import report
from dragoman.model import Document, EventType, Party, Report, Status
from dragoman.pipeline import load_reader
from dragoman.settings import Settings

READER = Settings(model="none")


def reported(text: str, **changes: object) -> Report:
    """The first act of the text as a report, with its candidate changed."""
    reader = load_reader(READER)
    document = Document("d", "d", text, ((0, len(text)),), language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    mentions = recognise.recognise(parsed, reader.codebook)
    candidate = extract.events(parsed, mentions, reader.codebook)[0]
    return report(parsed, replace(candidate, **changes), mentions, (), (), reader.codebook)  # type: ignore[arg-type]


def test_mode_and_weight_are_those_of_the_act() -> None:
    expelled = reported("Peru expelled the Bolivian ambassador.")
    kinds = load_reader(READER).codebook.types
    assert (expelled.type, expelled.mode) == (EventType.SANCTION, "expel")
    assert expelled.goldstein == kinds[EventType.SANCTION].scale("expel").goldstein
    plain = reported("Peru expelled the Bolivian ambassador.", mode=None)
    assert (plain.mode, plain.goldstein) == (None, kinds[EventType.SANCTION].scale(None).goldstein)


def test_the_id_tells_acts_apart() -> None:
    text = "Peru expelled the Bolivian ambassador."
    one = reported(text)
    assert one.id == reported(text, certain=0.1).id
    other = (Party("CHL", "Chile", "Chile"),)
    changed: list[dict[str, object]] = [
        {"sources": other},
        {"targets": other},
        {"type": EventType.COERCE},
        {"trigger_start": 0},
        {"evidence_end": len(text) - 1},
    ]
    ids = [reported(text, **change).id for change in changed]
    assert len({one.id, *ids}) == len(changed) + 1


def test_a_frames_hint_stands_where_the_clause_tells_a_plain_fact() -> None:
    text = "Peru expelled the Bolivian ambassador."
    hinted = reported(text, status_hint="planned")
    assert (hinted.status, hinted.cue and hinted.cue.text) == (Status.PLANNED, "expelled")
    negated = reported("Peru did not expel the Bolivian ambassador.", status_hint="planned")
    assert (negated.status, negated.cue and negated.cue.text) == (Status.NOT_OCCURRED, "not")


def test_what_is_called_untrue_is_denied_and_the_word_is_its_cue() -> None:
    said = reported("Reports that Peru expelled the Bolivian ambassador are false.")
    assert (said.status, said.cue and said.cue.text) == (Status.DENIED, "false")
    not_so = reported("Reports that Peru expelled the Bolivian ambassador are not false.")
    assert not_so.status is not Status.DENIED


def test_a_deed_that_is_read_at_its_denial_is_denied() -> None:
    text = "Peru denied a claim by Bolivia."
    deed = {"type": EventType.AID, "rule": "reject.deny"}
    denied = reported(text, **deed)
    assert (denied.status, denied.cue and denied.cue.text) == (Status.DENIED, "denied")
    assert reported(text, **deed | {"type": EventType.REJECT}).status is Status.OCCURRED
    assert reported(text, **deed | {"rule": "reject.reject"}).status is Status.OCCURRED
    relative = "Peru, which denied a claim by Bolivia, stayed calm."
    assert reported(relative, **deed).status is Status.OCCURRED
