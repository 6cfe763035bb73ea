"""Fetching from a server that misbehaves: nothing hangs, nothing overflows, nobody is pestered."""

from __future__ import annotations

import gzip
import time
import zlib
from dataclasses import replace
from email.utils import formatdate

import pytest
from tests.acquire.conftest import Clock
from tests.acquire.server import (
    Site,
    bomb,
    endless,
    failing,
    moved,
    no_http,
    page,
    slow_headers,
    trickling,
    truncated,
)

from dragoman.acquire import addresses
from dragoman.acquire.fetching import Fetcher, FetchError
from dragoman.settings import Settings

TEXT = "<html><body><p>The ministers met.</p></body></html>"


def refused(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as told:
        fetcher.fetch(url)
    return told.value


def test_a_page_comes_whole_with_what_the_server_tells(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = page(TEXT, etag='"1"', Last_Modified="Tue, 05 Mar 2024 10:00:00 GMT")
    got = fetcher.fetch(f"{site.url}/a")
    assert got.body == TEXT.encode()
    assert (got.etag, got.modified) == ('"1"', "Tue, 05 Mar 2024 10:00:00 GMT")


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = page(TEXT, etag='"1"')
    assert fetcher.fetch(f"{site.url}/a", etag='"1"').body is None
    assert fetcher.fetch(f"{site.url}/a", etag='"0"').body == TEXT.encode()


@pytest.mark.parametrize(("name", "packed"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_pages_are_unpacked(site: Site, fetcher: Fetcher, name: str, packed) -> None:
    site.pages["/a"] = page(packed(TEXT.encode()), Content_Encoding=name)
    assert fetcher.fetch(f"{site.url}/a").body == TEXT.encode()


@pytest.mark.parametrize(
    ("pages", "reason", "lasting"),
    [
        ({}, "is not there", True),
        ({"/a": page(b"", status=403)}, "without permission", True),
        ({"/a": page(b"", status=451)}, "451", True),
        ({"/a": page(b"", status=500)}, "answers 500", False),
        ({"/a": page(b"", status=304)}, "though it is new", False),
        ({"/a": truncated}, "broke off", False),
        ({"/a": no_http}, "broke off", False),
        ({"/a": endless}, "more than the limit of 1,000,000 bytes", True),
        ({"/a": page(b"a" * 1_000_001)}, "more than the limit", True),
        ({"/a": bomb}, "unpacks to more than the limit", True),
        ({"/a": page(gzip.compress(b"abc")[:-6], Content_Encoding="gzip")}, "cut short", False),
        ({"/a": page(b"no gzip", Content_Encoding="gzip")}, "broken way", False),
        ({"/a": page(b"", Content_Encoding="br")}, "not asked for", True),
        ({"/a": moved("/a")}, "in a circle", False),
        ({"/a": moved("/b"), "/b": moved("/a")}, "in a circle", False),
        ({"/a": page(b"", status=302)}, "to nowhere", False),
        ({"/a": moved("file:///etc/passwd")}, "kind file", True),
        ({"/a": moved("http://user:pw@127.0.0.1/")}, "password", True),
    ],
)
def test_what_goes_wrong_is_told_in_words(
    site: Site, fetcher: Fetcher, pages: dict, reason: str, lasting: bool
) -> None:
    site.pages |= pages
    error = refused(fetcher, f"{site.url}/a")
    assert reason in str(error)
    assert error.lasting == lasting


def test_redirects_are_followed_but_not_for_ever(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {f"/{n}": moved(f"/{n + 1}", 301 + n % 2) for n in range(9)}
    site.pages["/9"] = page(TEXT)
    assert fetcher.fetch(f"{site.url}/5").url == f"{site.url}/9"
    assert "more than 5 times" in str(refused(fetcher, f"{site.url}/0"))


@pytest.mark.parametrize("slow", [trickling, slow_headers])
def test_a_server_that_trickles_is_left_in_time(site: Site, settings: Settings, slow) -> None:
    fetcher = Fetcher(replace(settings, fetch_seconds=0.3), sleep=lambda _: None)
    site.pages["/a"] = slow
    start = time.monotonic()
    assert "takes longer than 0.3 seconds" in str(refused(fetcher, f"{site.url}/a"))
    assert time.monotonic() - start < 5


def test_a_failing_server_is_asked_again_after_growing_pauses(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    site.pages["/a"] = failing(2, page(TEXT))
    assert fetcher.fetch(f"{site.url}/a").body == TEXT.encode()
    assert site.count("/a") == 3
    assert [s for s in clock.slept if s > 1] == [2.0]
    assert sum(clock.slept) >= 3


def test_a_busy_server_says_how_long_to_wait(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.pages["/a"] = failing(1, page(TEXT), status=429, Retry_After="7")
    assert fetcher.fetch(f"{site.url}/a").body == TEXT.encode()
    assert 7.0 in clock.slept


def test_a_server_that_wants_to_rest_is_left_alone(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    site.pages["/a"] = failing(1, page(TEXT), status=503, Retry_After="3600")
    site.pages["/b"] = page(TEXT)
    assert "come back later" in str(refused(fetcher, f"{site.url}/a"))
    assert "come back later" in str(refused(fetcher, f"{site.url}/b"))
    assert site.count("/a") == 1
    assert site.count("/b") == 0
    clock.now += 3601
    assert fetcher.fetch(f"{site.url}/a").body == TEXT.encode()


def test_a_moment_to_come_back_may_be_told(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    later = formatdate(time.time() + 9, usegmt=True)
    site.pages["/a"] = failing(1, page(TEXT), status=503, Retry_After=later)
    assert fetcher.fetch(f"{site.url}/a").body == TEXT.encode()
    assert 7 <= max(clock.slept) <= 9


def test_pages_of_one_host_are_fetched_in_a_pace(
    site: Site, settings: Settings, clock: Clock
) -> None:
    fetcher = Fetcher(replace(settings, host_seconds=2.5), now=clock, sleep=clock.sleep)
    site.pages |= {"/a": page(TEXT), "/b": page(TEXT)}
    fetcher.fetch(f"{site.url}/a")
    fetcher.fetch(f"{site.url}/b")
    assert clock.slept == [2.5, 2.5]  # after robots.txt, after the first page


def test_robots_are_obeyed_and_asked_once(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    rules = "User-agent: *\nDisallow: /private\nAllow: /private/open$\nCrawl-delay: 4\n"
    site.pages |= {"/robots.txt": page(rules, "text/plain"), "/a": page(TEXT)}
    site.pages["/private/open"] = page(TEXT)
    error = refused(fetcher, f"{site.url}/private/a")
    assert "robots.txt does not allow it" in str(error)
    assert error.lasting
    fetcher.fetch(f"{site.url}/a")
    fetcher.fetch(f"{site.url}/private/open")
    assert site.count("/robots.txt") == 1
    assert clock.slept[-1] == 4.0
    clock.now += 25 * 3600
    fetcher.fetch(f"{site.url}/a")
    assert site.count("/robots.txt") == 2


def test_our_own_name_may_be_shut_out(site: Site, fetcher: Fetcher) -> None:
    rules = "User-agent: *\nAllow: /\n\nUser-agent: dragoman\nDisallow: /\n"
    site.pages |= {"/robots.txt": page(rules, "text/plain"), "/a": page(TEXT)}
    assert "robots.txt" in str(refused(fetcher, f"{site.url}/a"))


@pytest.mark.parametrize(
    ("robots", "open_"),
    [
        (page(b"", status=404), True),
        (page(b"", status=403), True),
        (page(b"\xff\xfe\x00 no rules", "text/plain"), True),
        (endless, True),
        (moved("/robots.txt"), True),
        (page(b"", status=503), False),
        (truncated, False),
    ],
)
def test_without_rules_all_is_open_but_not_while_they_cannot_be_read(
    site: Site, fetcher: Fetcher, robots, open_: bool
) -> None:
    site.pages |= {"/robots.txt": robots, "/a": page(TEXT)}
    if open_:
        assert fetcher.fetch(f"{site.url}/a").body
    else:
        assert not refused(fetcher, f"{site.url}/a").lasting


def test_machines_of_ones_own_network_are_refused(site: Site, settings: Settings) -> None:
    fetcher = Fetcher(replace(settings, allow_private=False))
    site.pages["/a"] = page(TEXT)
    assert "allow_private" in str(refused(fetcher, f"{site.url}/a"))
    assert site.asked == []


def test_a_redirect_into_ones_own_network_is_refused(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host is public for the check, and stands for the server of the test."""
    port = int(site.url.rpartition(":")[2])
    site.pages["/a"] = moved(f"http://inside.example:{port}/secret")
    site.pages["/secret"] = page(TEXT)

    def names(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host != "inside.example" else ["10.0.0.1"]

    monkeypatch.setattr(addresses, "is_public", lambda number: number == "127.0.0.1")
    fetcher = Fetcher(replace(settings, allow_private=False), resolve=names, sleep=lambda _: None)
    assert "own network" in str(refused(fetcher, f"http://outside.example:{port}/a"))
    assert "/secret" not in site.asked


def test_a_name_is_looked_up_once_for_check_and_connection(site: Site, settings: Settings) -> None:
    """A name that means another machine at the second look-up changes nothing."""
    port = int(site.url.rpartition(":")[2])
    site.pages["/a"] = page(TEXT)
    looked: list[str] = []

    def names(host: str, port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"]

    fetcher = Fetcher(settings, resolve=names, sleep=lambda _: None)
    got = fetcher.fetch(f"http://news.example:{port}/a")
    assert got.body == TEXT.encode()
    assert looked == ["news.example"] * 2  # the page and robots.txt; the socket got numbers


def test_the_next_number_of_a_host_is_tried(site: Site, settings: Settings) -> None:
    port = int(site.url.rpartition(":")[2])
    site.pages["/a"] = page(TEXT)
    fetcher = Fetcher(settings, resolve=lambda *_: ["127.0.0.2", "127.0.0.1"], sleep=lambda _: None)
    assert fetcher.fetch(f"http://news.example:{port}/a").body


def test_nobody_listening_is_told(settings: Settings) -> None:
    fetcher = Fetcher(settings, sleep=lambda _: None)
    assert not refused(fetcher, "http://127.0.0.1:9/a").lasting
