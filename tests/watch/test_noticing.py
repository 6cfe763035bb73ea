"""What a watch calls new: not what the ledger held, not what was told, not what another retells."""

from __future__ import annotations

import pytest
from tests.watch.conftest import Desk

from dragoman.filling import fill

VISIT = "CHL visited PER on 2021-05-03."
OTHER = "CHL visited PER on 2021-08-09."


def kinds(told: list[tuple[str, str]]) -> list[str]:
    return [kind for kind, _ in told]


def test_a_new_event_is_told_once(any_desk: Desk) -> None:
    desk = any_desk
    desk.write("a.txt", VISIT)
    [(kind, title)] = desk.round()
    assert kind == "event"
    assert title == "Visit: Chile → Peru, 3 May 2021 (occurred)"
    assert desk.round() == []


def test_what_the_ledger_held_is_no_news(desk: Desk) -> None:
    desk.write("a.txt", VISIT)
    assert list(fill([str(desk.folder)], desk.watch.target, {}, desk.settings, desk.clock))
    assert desk.round() == []
    desk.write("b.txt", OTHER)
    assert len(desk.round()) == 1


def test_what_others_add_between_rounds_is_told(desk: Desk) -> None:
    desk.round()
    desk.write("a.txt", VISIT)
    assert list(fill([str(desk.folder)], desk.watch.target, {}, desk.settings, desk.clock))
    assert kinds(desk.round()) == ["event"]


def test_a_retelling_is_no_news(desk: Desk) -> None:
    desk.write("a.txt", VISIT)
    desk.round()
    desk.write("b.txt", f"It is reported again. {VISIT}", "2021-05-06")
    assert desk.round() == []


def test_a_status_that_changes_is_told_with_the_one_before(desk: Desk) -> None:
    desk.write("a.txt", "CHL will visit PER on 2021-05-03.", "2021-04-20")
    assert kinds(desk.round()) == ["event"]
    desk.write("b.txt", VISIT)
    assert desk.round() == [
        ("status", "Visit: Chile → Peru, 3 May 2021 (occurred, before: planned)")
    ]


def test_a_dispute_is_told_when_the_second_side_speaks(any_desk: Desk) -> None:
    desk = any_desk
    desk.write("a.txt", "PER said that CHL had moved frigates towards PER.")
    assert desk.round() == []
    desk.write("b.txt", "CHL denied that CHL had moved frigates towards PER.", "2021-05-06")
    [(kind, title)] = desk.round()
    assert kind == "dispute"
    assert "Peru says so; Chile denies it" in title
    desk.write("c.txt", "CHL denied that CHL had moved its frigates towards PER.", "2021-05-07")
    assert desk.round() == []
    desk.write("d.txt", "BOL denied that CHL had moved frigates towards PER.", "2021-05-08")
    [(kind, title)] = desk.round()
    assert kind == "voice"
    assert "Bolivia denies it" in title
    assert "Chile" not in title.partition("“")[0]


def test_figures_are_told_when_they_are_new_go_on_or_contradict(any_desk: Desk) -> None:
    desk = any_desk
    desk.write("a.txt", "Trade of CHL and PER reached 900 million in 2019.")
    assert desk.round() == [("figure", "Trade turnover, Chile and Peru: 900 million USD (2019)")]
    desk.write("b.txt", "Once more: Trade of CHL and PER reached 900 million in 2019.")
    assert desk.round() == []
    desk.write("c.txt", "Trade of CHL and PER reached 700 million in 2019.")
    [(_, title)] = desk.round()
    assert title.endswith("700 million USD (2019); otherwise told: 900 million USD (2019)")
    desk.write("d.txt", "Trade of CHL and PER reached 950 million in 2020.")
    [(_, title)] = desk.round()
    assert "950 million USD (2020); before: " in title


def test_only_the_pairs_watched_are_told(desk: Desk) -> None:
    desk = desk.watching(pairs=(("PER", "CHL"), ("GHA", "TGO")))
    desk.write("a.txt", f"{VISIT} GHA visited TGO on 2021-05-03. CHL visited GHA on 2021-05-03.")
    desk.write("b.txt", "Trade of CHL and BOL reached 1 million in 2019.")
    assert sorted(title.split(",")[0] for _, title in desk.round()) == [
        "Visit: Chile → Peru",
        "Visit: Ghana → Togo",
    ]
    assert desk.watch.called == "CHL-PER+GHA-TGO"


def test_two_watches_on_one_ledger_tell_each_their_own(desk: Desk) -> None:
    other = desk.watching(pairs=(("CHL", "BOL"),))
    assert desk.round() == other.round() == []
    desk.write("a.txt", f"{VISIT} CHL visited BOL on 2021-05-03.")
    assert len(desk.round()) == 2
    assert len(other.round()) == 1


def test_a_new_reading_of_old_documents_is_no_news(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer dragoman reads the files anew; what they say is as old as before."""
    desk.write("a.txt", VISIT)
    desk.round()
    monkeypatch.setattr("dragoman.filling.extractor", lambda settings: "dragoman 99")
    assert desk.round() == []
    assert len(desk.outcomes) == 1
