"""Rounds: files are taken once, nothing is lost or told twice, whatever happens in between."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path
from random import Random

import pytest
from tests.acquire.server import Site, failing, page, truncated
from tests.watch.conftest import Desk, Heard

from dragoman.ledger import open_ledger
from dragoman.ledger.care import check
from dragoman.model import Records, Skipped
from dragoman.query import View
from dragoman.watch import DeliveryError, channel

VISIT = "CHL visited PER on 2021-05-03."


def test_files_are_taken_when_they_are_new_or_change(desk: Desk) -> None:
    desk.write("a.txt", VISIT)
    desk.round()
    assert len(desk.outcomes) == 1
    desk.round()
    assert desk.outcomes == []
    desk.write("a.txt", VISIT + " CHL visited PER on 2022-07-08.")
    assert len(desk.round()) == 1
    (desk.folder / "a.txt").touch()
    desk.round()
    assert not any(isinstance(outcome, Records) for outcome in desk.outcomes)


def test_quiet_rounds_leave_no_run_behind(desk: Desk) -> None:
    for _ in range(3):
        desk.round()
    desk.write("a.txt", VISIT)
    desk.round()
    with open_ledger(desk.watch.target) as ledger:
        [run] = View(ledger).runs()
    assert (run.command, run.read) == ("watch", 1)
    assert run.finished


def test_what_cannot_be_read_is_told_once(desk: Desk) -> None:
    (desk.folder / "b.txt").write_bytes(b"\x00\x01" * 500)
    desk.round()
    assert [type(outcome) for outcome in desk.outcomes] == [Skipped]
    desk.round()
    assert desk.outcomes == []


def test_a_source_that_is_not_there_is_told_each_round(desk: Desk) -> None:
    desk = desk.watching(str(desk.folder / "none"), str(desk.folder))
    for _ in range(2):
        desk.round()
        [missing] = desk.outcomes
        assert isinstance(missing, Skipped)
        assert "does not exist" in missing.reason


def test_an_undelivered_notice_waits(desk: Desk) -> None:
    desk.heard.failing = 2
    desk.write("a.txt", VISIT)
    assert desk.round() == []
    assert isinstance(desk.outcomes[-1], DeliveryError)
    desk.write("b.txt", "CHL visited BOL on 2021-09-09.")
    assert desk.round() == []
    assert [title[:20] for _, title in desk.round()] == [
        "Visit: Chile → Peru,",
        "Visit: Chile → Boliv",
    ]
    assert desk.round() == []


def test_one_channel_does_not_wait_for_another(desk: Desk) -> None:
    broken = Heard("broken", failing=1)
    desk = desk.watching(channels=(broken, desk.heard))
    desk.write("a.txt", VISIT)
    assert len(desk.round()) == 1
    assert desk.round() == []
    assert len(broken.take()) == 1


def test_a_new_channel_hears_what_is_new_from_then_on(desk: Desk) -> None:
    desk.write("a.txt", VISIT)
    desk.round()
    later = Heard("later")
    desk = desk.watching(channels=(desk.heard, later))
    assert desk.round() == later.take() == []
    desk.write("b.txt", "CHL visited PER on 2022-09-09.")
    assert desk.round() == later.take() != []


def test_an_interrupted_round_is_made_up_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while documents are read: the ledger is settled, the notices come the next time."""
    for n in range(4):
        desk.write(f"{n}.txt", f"CHL visited PER on 202{n}-05-03.")
    from dragoman.reading import outcomes

    usual, calls = outcomes.read_nameless, []

    def interrupted(documents, settings):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return usual(documents, settings)

    monkeypatch.setattr(outcomes, "read_nameless", interrupted)
    with pytest.raises(KeyboardInterrupt):
        desk.round()
    with open_ledger(desk.watch.target) as ledger:
        assert check(ledger) == []
        assert len(list(View(ledger).events())) == 2
    assert len(desk.round()) == 4
    assert desk.round() == []


def feed(*links: str) -> str:
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return f'<rss version="2.0"><channel><title>Coast</title>{items}</channel></rss>'


def article(text: str) -> str:
    return f"<html><body><article><p>Published: 2021-05-04</p><p>{text}</p></article></body></html>"


def test_a_feed_is_watched_on_a_server_that_misbehaves(desk: Desk, site: Site) -> None:
    desk = desk.watching(f"{site.url}/feed")
    site.pages["/robots.txt"] = page("User-agent: *\nDisallow: /secret", "text/plain")
    site.pages["/feed"] = page(b"", status=500)
    assert desk.round() == []
    assert "500" in desk.outcomes[0].reason
    links = [f"{site.url}/{name}" for name in ("good", "late", "cut", "gone", "secret")]
    site.pages["/feed"] = page(feed(*links), "application/rss+xml", etag='"1"')
    site.pages["/good"] = page(article(VISIT))
    site.pages["/late"] = failing(3, page(article("CHL visited BOL on 2021-05-03.")))
    site.pages["/cut"] = truncated
    site.pages["/secret"] = page(article("CHL visited ARG on 2021-05-03."))
    assert [title[:20] for _, title in desk.round()] == ["Visit: Chile → Peru,"]
    site.pages["/cut"] = page(article("CHL visited URY on 2021-05-03."))
    assert sorted(title[:20] for _, title in desk.round()) == [
        "Visit: Chile → Boliv",
        "Visit: Chile → Urugu",
    ]
    assert desk.round() == []  # the feed has not changed, and says so
    assert (site.count("/good"), site.count("/gone"), site.count("/secret")) == (1, 1, 0)


def test_the_memory_outlives_the_process(any_desk: Desk, site: Site) -> None:
    desk = any_desk
    site.pages["/feed"] = page(feed(f"{site.url}/a"), "application/rss+xml", etag='"1"')
    site.pages["/a"] = page(article(VISIT))
    desk = desk.watching(f"{site.url}/feed")
    assert len(desk.round()) == 1
    from dragoman.acquire import Fetcher

    desk.fetcher = Fetcher(desk.settings)
    assert desk.round() == []
    assert site.count("/a") == 1


def _round(desk: Desk) -> None:
    desk.round()
    os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_watch_that_is_killed_at_any_moment_tells_all_once(desk: Desk, tmp_path: Path) -> None:
    """Killed again and again, it has told everything in the end, in mails and in the feed."""
    channels = (channel(f"mail:{tmp_path / 'out'}"), channel(str(tmp_path / "news.atom")))
    desk = desk.watching(channels=channels)
    desk.round()
    for n in range(12):
        desk.write(f"{n:02}.txt", f"CHL visited PER on {2000 + n}-05-03.")
    context, random, killed = multiprocessing.get_context("fork"), Random(7), 0
    for _ in range(60):
        child = context.Process(target=_round, args=(desk,))
        child.start()
        child.join(random.uniform(0.005, 0.06))
        if not child.is_alive():
            break
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        killed += 1
        time.sleep(0.01)
    desk.round()
    assert killed > 2
    mails = "".join(path.read_text() for path in (tmp_path / "out").glob("*.eml"))
    atom = (tmp_path / "news.atom").read_text()
    for n in range(12):
        assert mails.count(f"CHL visited PER on {2000 + n}-05-03.") == 1
        assert atom.count(f"3 May {2000 + n} (occurred)</title>") == 1
    with open_ledger(desk.watch.target) as ledger:
        assert check(ledger) == []
