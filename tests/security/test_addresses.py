"""No address that someone else wrote leads dragoman into the user's own network.

Whichever way it comes (named, in a feed, in a list, by a redirect, by robots.txt, by a name that
changes its number), the connection that is made is watched, not only the refusal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.acquire.conftest import clock, fetcher, settings, site
from tests.acquire.files import gdelt_event
from tests.acquire.remembering import Kept
from tests.acquire.server import Site, moved, page

from dragoman.acquire import acquire, addresses, requesting
from dragoman.acquire.fetching import Fetcher, FetchError
from dragoman.acquire.web import Web
from dragoman.model import Skipped
from dragoman.settings import Settings

__all__ = ["clock", "fetcher", "settings", "site"]

INSIDE = (
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://localhost/",
    "http://localhost./",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:a9fe:a9fe]/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
    "http://169.254.170.2/v2/credentials",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://192.168.0.1/admin",
    "http://10.0.0.1:8080/",
    "http://172.31.255.255/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[2002:7f00:1::]/",
    "http://\u2460\u2461\u2466.0.0.1/",
    "http://\uff11\uff12\uff17.0.0.1/",
    "http://127\u3002" + "0\u30020\u30021/",
)
NO_WEB = (
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "dict://127.0.0.1:11211/",
    "data:text/html,x",
    "http://news.example@127.0.0.1/",
    "http://user:pw@127.0.0.1/",
    "http://127.0.0.1\\@news.example/",
    "http://news.example\r\nHost: x/",
    "http://news.example#@127.0.0.1/",
)


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The numbers to which a connection was begun."""
    numbers: list[str] = []
    real = requesting._connection

    def watched(target, number):
        numbers.append(number)
        return real(target, number)

    monkeypatch.setattr(requesting, "_connection", watched)
    return numbers


@pytest.fixture
def outside(site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch):
    """A fetcher for which the test's server is on the open internet, as news.example."""
    port = site.url.rpartition(":")[2]
    monkeypatch.setattr(addresses, "is_public", lambda n, real=addresses.is_public:
                        n == "203.0.113.7" or real(n))  # fmt: skip
    real = requesting._connection
    monkeypatch.setattr(requesting, "_connection", lambda target, number: real(
        target, "127.0.0.1" if number == "203.0.113.7" else number))  # fmt: skip

    def names(host: str, number: int):
        return ["203.0.113.7"] if host == "news.example" else addresses.looked_up(host, number)

    made = Fetcher(replace(settings, allow_private=False), resolve=names, sleep=lambda _: None)
    return made, f"http://news.example:{port}"


def test_the_default_is_to_refuse() -> None:
    assert Settings().allow_private is False


@pytest.mark.parametrize("url", [*INSIDE, *NO_WEB[:-2]])
def test_an_address_that_is_named_is_refused(url: str, connected: list[str]) -> None:
    with pytest.raises(FetchError):
        Fetcher(Settings(), sleep=lambda _: None).fetch(url)
    assert connected == []


def test_a_redirect_into_the_network_is_refused(site: Site, outside, connected) -> None:
    fetch, base = outside
    for number, url in enumerate((*INSIDE, *NO_WEB[:-1])):
        site.pages[f"/{number}"] = moved(url)
        with pytest.raises(FetchError):
            fetch.fetch(f"{base}/{number}")
    assert set(connected) <= {"203.0.113.7"}
    assert site.count("/0") == 1  # the redirect itself was seen


def test_rules_that_lie_in_the_network_are_not_asked_for(site: Site, outside, connected) -> None:
    fetch, base = outside
    site.pages |= {"/robots.txt": moved("http://169.254.169.254/robots.txt"), "/a": page("<p>a")}
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch.fetch(f"{base}/a")
    assert set(connected) <= {"203.0.113.7"}


def test_what_a_feed_announces_is_refused(site: Site, outside, settings, connected) -> None:
    fetch, base = outside
    items = "".join(f"<item><title>a</title><link>{url}</link></item>" for url in INSIDE)
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    site.pages["/feed"] = page(feed, "application/rss+xml; charset=utf-8")
    found = list(acquire([f"{base}/feed"], replace(settings, allow_private=False, fetch=True),
                         web=Web(fetch, Kept())))  # fmt: skip
    assert len(found) == len(INSIDE)
    assert all(isinstance(one, Skipped) for one in found), found
    assert set(connected) <= {"203.0.113.7"}


def test_what_a_list_names_is_refused(outside, settings, connected, tmp_path: Path) -> None:
    fetch, _ = outside
    table = tmp_path / "20240305.export.csv"
    table.write_bytes(b"".join(gdelt_event(url) for url in INSIDE))
    found = list(acquire([str(table)], replace(settings, allow_private=False, fetch=True),
                         web=Web(fetch, Kept())))  # fmt: skip
    assert len(found) >= len(INSIDE) - 3  # a few are no addresses at all
    assert not [one for one in found if not isinstance(one, Skipped)]
    assert connected == []


def test_a_name_that_changes_its_number_is_checked_each_time(site: Site, outside, connected):
    """Rebinding: public when it is checked, private when it is looked up the second time."""
    fetch, base = outside
    numbers = iter([["203.0.113.7"], ["203.0.113.7"], ["127.0.0.1"], ["10.0.0.1"]])
    fetch.resolve = lambda host, port: next(numbers, ["127.0.0.1"])
    site.pages |= {"/a": page("<p>a</p>"), "/b": page("<p>b</p>")}
    assert fetch.fetch(f"{base}/a").body
    with pytest.raises(FetchError, match="own network"):
        fetch.fetch(f"{base}/b")
    assert set(connected) == {"203.0.113.7"}
    assert site.count("/b") == 0


def test_of_several_numbers_no_inner_one_is_tried(outside, connected, site: Site) -> None:
    fetch, base = outside
    fetch.resolve = lambda host, port: ["127.0.0.1", "::1", "203.0.113.7", "10.0.0.1"]
    site.pages["/a"] = page("<p>a</p>")
    assert fetch.fetch(f"{base}/a").body
    assert set(connected) == {"203.0.113.7"}
