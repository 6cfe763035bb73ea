"""A dossier lays out what was found: order, counts, quotes, who is who."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.model import EventType, Stance, Status
from dragoman.present.balance import balance
from dragoman.present.blocks import blocks
from dragoman.present.dossier import assemble
from dragoman.present.html import dossier_html
from dragoman.present.labels import act
from dragoman.present.markdown import dossier_markdown
from dragoman.present.status import takes
from dragoman.present.text import dossier_text


def test_the_timeline_is_in_order_with_the_undated_last(dossier):
    assert [e.id for e in dossier.entries] == ["closure", "treaty", "visit", "note"]
    assert [s.heading for s in dossier.timeline] == ["2023", "Undated"]


def test_copies_of_one_telling_are_quoted_once_with_all_their_sources(dossier):
    [visit] = [e for e in dossier.entries if e.id == "visit"]
    [quote] = visit.quotes
    assert [dossier.sources[n - 1].document.id for n in quote.numbers] == ["wire", "copy"]
    assert visit.place == "Lima"
    assert visit.people == ("Ana Rojas",)


def test_the_word_is_shown_with_the_state(dossier):
    [closure] = [e for e in dossier.entries if e.id == "closure"]
    assert closure.words == ("Ana Rojas (Chile)",)
    assert closure.statuses == (Status.ALLEGED, Status.DENIED)


def test_sources_are_numbered_by_date_and_know_their_copies(dossier):
    assert [s.document.id for s in dossier.sources] == ["wire", "copy", "bad"]
    assert [s.copies for s in dossier.sources] == [(2,), (1,), ()]
    assert dossier.voices == 2


def test_every_quote_leads_to_its_sentence(dossier):
    passages = {p.anchor: p for s in dossier.sources for p in s.passages}
    for entry in dossier.entries:
        for quote in entry.quotes:
            marked = [text for text, evidence in passages[quote.anchor].segments if evidence]
            assert any(quote.text in text or text in quote.text for text in marked)


def test_passages_are_whole_sentences_of_the_text(dossier):
    for source in dossier.sources:
        for passage in source.passages:
            words = "".join(text for text, _ in passage.segments)
            assert words in source.document.text
            assert words.endswith(".")


def test_a_side_without_a_claim_is_shown_by_its_telling(dossier):
    [contest] = dossier.contests
    assert [p.stance for p in contest.positions] == [Stance.ASSERTS, Stance.DENIES]
    assert contest.positions[0].quotes[0].text == "it had closed the border"


def test_balance_leaves_out_what_did_not_happen_and_what_has_no_date(dossier):
    assert [(b.period, b.cooperation, b.conflict) for b in dossier.balance.bars] == [
        ("2023-05", 7.5, 0)
    ]
    assert dossier.balance.left_out == 1


def test_people_are_named_with_their_office(dossier):
    [person] = dossier.people
    assert (person.name, person.state, person.offices) == (
        "Ana Rojas",
        "Chile",
        ("foreign minister",),
    )
    assert person.acts == 3


def test_the_summary_is_counted_from_the_records(dossier):
    told = " ".join(map(str, dossier.summary))
    assert told.startswith("Four acts between Chile and Peru are on record")
    assert "three took place or are going on and one is denied" in told.casefold()
    assert "2.1 billion USD in 2019, 3 billion USD in 2022" in told
    assert "visit, Chile → Peru, Lima, 8 May 2023" in told


def test_nothing_found_is_an_empty_dossier(findings):
    empty = assemble(replace(findings, events=(), disputes=(), series=(), ties=()))
    assert empty.empty
    assert empty.summary == ()


def test_the_order_of_findings_does_not_matter(dossier, findings):
    turned = replace(findings, events=findings.events[::-1])
    assert assemble(turned) == dossier


@pytest.mark.parametrize(
    ("dates", "unit", "periods"),
    [
        (["2023-11-05", "2024-01"], "month", ["2023-11", "2023-12", "2024-01"]),
        (["2023-11-05", "2024"], "year", ["2023", "2024"]),
        (["1899", "1911", "1990"], "decade", [f"{d}X" for d in range(189, 200)]),
        ([None, "2001/2005"], "year", []),
    ],
)
def test_the_balance_has_periods_that_suit_its_reach(findings, dates, unit, periods):
    visit = next(row.event for row in findings.events if row.event.id == "visit")
    events = [replace(visit, date=date) for date in dates]
    made = balance(events, {"visit": 2.5})
    assert (made.unit, [bar.period for bar in made.bars]) == (unit, periods)


def test_what_a_person_confirmed_is_marked_everywhere(findings):
    confirmed = tuple(replace(row, reviewed=row.event.id == "visit") for row in findings.events)
    made = assemble(replace(findings, events=confirmed))
    assert [e.id for e in made.entries if e.reviewed] == ["visit"]
    assert '<span class="tag good">reviewed</span>' in dossier_html(made)
    assert "reviewed" in dossier_text(made)
    assert "reviewed" in dossier_markdown(made)
    assert any("reviewed" in block.text for block in blocks(made))


def test_a_signature_is_called_one(dossier):
    labels = {entry.id: entry.label for entry in dossier.entries}
    assert labels["visit"] == "Visit"
    assert act(EventType.SUPPORT, None, "signed") == "Signature"
    assert act(EventType.SUPPORT, None, "backed") == "Diplomatic support"


def test_several_speakers_deny_and_one_denies():
    assert [takes(Stance.DENIES, n) for n in (1, 2)] == ["denies it", "deny it"]
