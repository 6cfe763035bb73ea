"""`dragoman watch` as a person calls it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.acquire.server import Site, page
from tests.conftest import Dragoman

VISIT = "Published: 2021-05-04\n\nCHL visited PER on 2021-05-03.\n"


def test_one_round_prints_what_is_new(dragoman: Dragoman, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(VISIT)
    call = ("watch", tmp_path / "in", "--ledger", tmp_path / "x.db", "--between", "Chile", "Peru")
    told = dragoman(*call, "--once")
    assert told.code == 0
    assert told.out.startswith("Visit: Chile → Peru, 3 May 2021 (occurred)\n  “CHL visited PER")
    assert "1 document read" in told.err
    again = dragoman(*call, "--once")
    assert (again.code, again.out) == (0, "")


def test_ctrl_c_ends_a_watch_that_goes_on(
    dragoman: Dragoman, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        (tmp_path / "in" / f"{len(slept)}.txt").write_text(VISIT)
        if len(slept) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    ledger = tmp_path / "x.db"
    told = dragoman("watch", tmp_path / "in", "--ledger", ledger, "--every", "2h")
    assert told.code == 130
    assert told.out.count("Visit: Chile → Peru") == 1
    assert "interrupted" in told.err
    assert all(7100 < seconds <= 7200 for seconds in slept)
    assert dragoman("ledger", "check", "--ledger", ledger).code == 0


def test_a_round_with_trouble_is_followed_by_the_next(
    dragoman: Dragoman, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "x.db"
    ledger.write_bytes(b"no ledger at all")

    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise KeyboardInterrupt
        ledger.unlink()

    monkeypatch.setattr(time, "sleep", sleep)
    told = dragoman("watch", tmp_path, "--ledger", ledger)
    assert told.code == 130
    assert "the next round will try again" in told.err
    assert "0 documents read" in told.err
    broken = tmp_path / "y.db"
    broken.write_bytes(b"no ledger at all")
    assert dragoman("watch", tmp_path, "--ledger", broken, "--once").code == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--every", "soon"], "expected a time"),
        (["--every", "1s"], "at least 10s"),
        (["--between", "Chile", "CHL"], "both are CHL"),
        (["--between", "Chile", "Atlantis"], "no party is known"),
        (["--notify", "news.txt"], "expected a feed"),
    ],
)
def test_wrong_options_are_told(
    dragoman: Dragoman, tmp_path: Path, options: list[str], words: str
) -> None:
    told = dragoman("watch", tmp_path, "--once", "--ledger", tmp_path / "x.db", *options)
    assert told.code in {1, 2}
    assert words in told.err


def test_standard_input_cannot_be_watched(dragoman: Dragoman) -> None:
    assert dragoman("watch", "-", "--once").code == 2


def test_what_is_not_delivered_shows_in_the_exit_code(
    dragoman: Dragoman, tmp_path: Path, site: Site
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(VISIT)
    call = ("watch", tmp_path / "in", "--once", "--ledger", tmp_path / "x.db")
    site.pages["/hook"] = page(b"", status=503)
    told = dragoman(*call, "--notify", f"{site.url}/hook")
    assert told.code == 3
    assert "not told yet" in told.err
    site.pages["/hook"] = page(b"")
    assert dragoman(*call, "--notify", f"{site.url}/hook").code == 0
    assert len(site.heard) == 2


def test_pages_and_feeds_can_be_added_by_address(
    dragoman: Dragoman, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_ALLOW_PRIVATE", "yes")
    monkeypatch.setenv("DRAGOMAN_HOST_SECONDS", "0")
    site.pages["/a.html"] = page(f"<html><body><article><p>{VISIT}</p></article></body></html>")
    item = f"<item><title>t</title><link>{site.url}/a.html</link></item>"
    site.pages["/feed.xml"] = page(
        f"<rss version='2.0'><channel>{item}</channel></rss>", "application/rss+xml"
    )
    told = dragoman("add", f"{site.url}/feed.xml", "--ledger", tmp_path / "x.db")
    assert told.code == 0
    assert "1 document read" in told.err
    listed = dragoman("documents", "--ledger", tmp_path / "x.db", "--format", "jsonl")
    assert f'"uri": "{site.url}/a.html"' in listed.out


def test_ones_own_network_is_refused_by_default(
    dragoman: Dragoman, tmp_path: Path, site: Site
) -> None:
    told = dragoman("add", f"{site.url}/a.html", "--ledger", tmp_path / "x.db")
    assert told.code == 1
    assert "allow_private" in told.err
    assert site.asked == []
