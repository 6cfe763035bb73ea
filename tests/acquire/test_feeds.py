"""Feeds: what they hold, what they point to, and those that are out to harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.acquire.remembering import Kept
from tests.acquire.server import Site, failing, page

from dragoman.acquire import Fetcher, Web, acquire
from dragoman.acquire.feeds import entries
from dragoman.acquire.source import UnreadableError
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

WHOLE = " ".join(f"The ministers of Peru and Chile met in Arica on day {n}." for n in range(22))
TEXT = f"<html><head><title>Fish</title></head><body><p>{WHOLE}</p></body></html>"


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Coast Daily</title>'
        f"<language>en</language>{''.join(items)}</channel></rss>"
    )


def item(link: str = "", day: str = "Tue, 05 Mar 2024 23:30:00 -0500", body: str = "") -> str:
    return (
        f"<item><title>Talks &amp;amp; fish</title><link>{link}</link><pubDate>{day}</pubDate>"
        f"<dc:creator>Ana Ruiz</dc:creator><guid>{link or 'one'}</guid>"
        f"<description>Ministers met.</description>{body}</item>"
    )


def full(text: str = WHOLE) -> str:
    return f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>"


def test_an_entry_tells_of_its_article() -> None:
    [entry] = entries(rss(item("https://coast.example/a")).encode(), "https://coast.example/feed")
    assert entry.link == "https://coast.example/a"
    assert entry.told["title"] == "Talks & fish"
    assert entry.told["published"].startswith("Tue, 05 Mar 2024")
    assert entry.told["authors"] == "Ana Ruiz"
    assert entry.mark == entry.told["published"]


def test_atom_is_read_with_its_relative_addresses() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>urn:1</id>'
        '<title>Talks</title><link href="/a"/><updated>2024-03-06T10:00:00Z</updated>'
        "<published>2024-03-05T10:00:00Z</published><summary>Short.</summary></entry></feed>"
    )
    [entry] = entries(atom.encode(), "https://coast.example/feed.atom")
    assert entry.link == "https://coast.example/a"
    assert entry.told["published"] == "2024-03-05T10:00:00Z"
    assert entry.mark == "2024-03-06T10:00:00Z"


def test_a_file_yields_what_it_holds_and_tells_what_it_only_announces(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(rss(item("https://coast.example/a", body=full()), item("https://b.example/")))
    held, announced = acquire([feed], Settings())
    assert isinstance(held, Acquired)
    assert (held.uri, held.media) == ("https://coast.example/a", "html")
    assert held.told["authors"] == "Ana Ruiz"
    assert isinstance(announced, Skipped)
    assert "--fetch" in announced.reason


def test_with_fetch_a_file_leads_to_its_articles(
    tmp_path: Path, site: Site, settings: Settings, fetcher: Fetcher
) -> None:
    site.pages["/a"] = page(TEXT)
    feed = tmp_path / "feed.rss"
    feed.write_text(rss(item(f"{site.url}/a")))
    [found] = acquire([feed], replace(settings, fetch=True), Web(fetcher, Kept()))
    assert isinstance(found, Acquired)
    assert WHOLE[:40] in found.content
    assert found.told["title"] == "Talks & fish"


def taken(url: str, settings: Settings, web: Web) -> list[Acquired | Skipped]:
    return list(acquire([url], settings, web))


def test_an_article_by_its_address(site: Site, settings: Settings, fetcher: Fetcher) -> None:
    site.pages["/a.html"] = page(TEXT.encode("utf-16"), "text/html; charset=utf-16")
    web = Web(fetcher, Kept(), today=lambda: "2024-03-07")
    [found] = taken(f"{site.url}/a.html", settings, web)
    assert isinstance(found, Acquired)
    assert (found.uri, found.media) == (f"{site.url}/a.html", "html")
    assert found.told["retrieved"] == "2024-03-07"
    assert WHOLE in found.content


@pytest.mark.parametrize(
    ("body", "kind", "outcome"),
    [
        (TEXT, "text/plain", "html"),
        (TEXT, "image/png", "html"),
        (TEXT, "", "html"),
        (WHOLE, "text/plain", "text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "text/html", "picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "image/png", "kind image/png"),
        ('{"a": "b"}', "application/json", "kind application/json"),
        ("", "text/html", "is empty"),
        ("<rss version='2.0'><channel></channel></rss>", "text/html", "without articles"),
        ("<?xml version='1.0'?><rss", "application/rss+xml", "no feed"),
        ("<html><body>Sorry</body></html>", "application/rss+xml", "html"),
    ],
)
def test_the_content_says_what_it_is_whatever_the_server_calls_it(
    site: Site, settings: Settings, fetcher: Fetcher, body: str | bytes, kind: str, outcome: str
) -> None:
    site.pages["/a"] = page(body, kind)
    [found] = taken(f"{site.url}/a", settings, Web(fetcher, Kept()))
    told = found.media if isinstance(found, Acquired) else found.reason
    assert outcome in told


def test_a_feed_is_polled_without_fetching_anything_twice(
    site: Site, settings: Settings, fetcher: Fetcher
) -> None:
    site.pages |= {"/a": page(TEXT), "/b": page(TEXT)}
    site.pages["/feed"] = page(rss(item(f"{site.url}/a")), "application/rss+xml", etag='"1"')
    web, feed = Web(fetcher, Kept()), f"{site.url}/feed"
    assert len(taken(feed, settings, web)) == 1
    assert taken(feed, settings, web) == []
    both = rss(item(f"{site.url}/a"), item(f"{site.url}/b"))
    site.pages["/feed"] = page(both, "application/rss+xml", etag='"2"')
    [found] = taken(feed, settings, web)
    assert found.uri == f"{site.url}/b"
    assert (site.count("/a"), site.count("/b"), site.count("/feed")) == (1, 1, 3)


def test_a_changed_entry_is_asked_for_again(
    site: Site, settings: Settings, fetcher: Fetcher
) -> None:
    site.pages["/a"] = page(TEXT, etag='"a1"')
    site.pages["/feed"] = page(rss(item(f"{site.url}/a")), "application/rss+xml")
    web, feed = Web(fetcher, Kept()), f"{site.url}/feed"
    assert len(taken(feed, settings, web)) == 1
    later = rss(item(f"{site.url}/a", day="Wed, 06 Mar 2024 10:00:00 GMT"))
    site.pages["/feed"] = page(later, "application/rss+xml")
    assert taken(feed, settings, web) == []  # asked, and it had not changed
    assert site.count("/a") == 2
    site.pages["/a"] = page(TEXT.replace("met", "spoke"), etag='"a2"')
    assert taken(feed, settings, web) == []  # the feed tells of no further change
    assert site.count("/a") == 2


def test_what_fails_for_a_while_is_not_lost(
    site: Site, settings: Settings, fetcher: Fetcher
) -> None:
    """Though the feed itself has not changed, its failed article is asked for again."""
    site.pages["/a"] = failing(4, page(TEXT))
    site.pages["/feed"] = page(rss(item(f"{site.url}/a")), "application/rss+xml", etag='"1"')
    web, feed = Web(fetcher, Kept()), f"{site.url}/feed"
    [missing] = taken(feed, settings, web)
    assert isinstance(missing, Skipped)
    [found] = taken(feed, settings, web)
    assert isinstance(found, Acquired)
    assert taken(feed, settings, web) == []


def test_what_fails_for_ever_is_given_up(site: Site, settings: Settings, fetcher: Fetcher) -> None:
    site.pages["/a"] = page(b"", status=500)
    site.pages["/feed"] = page(rss(item(f"{site.url}/a"), item(f"{site.url}/gone")), "text/xml")
    web, feed = Web(fetcher, Kept()), f"{site.url}/feed"
    assert [len(taken(feed, settings, web)) for _ in range(10)] == [2, *[1] * 7, 0, 0]
    assert site.count("/gone") == 1


def test_a_run_that_is_cut_off_forgets_what_was_not_safe(
    site: Site, settings: Settings, fetcher: Fetcher
) -> None:
    site.pages |= {"/a": page(TEXT), "/b": page(TEXT)}
    items = (item(f"{site.url}/a"), item(f"{site.url}/b"))
    site.pages["/feed"] = page(rss(*items), "application/rss+xml", etag='"1"')
    memory = Kept()
    going = acquire([f"{site.url}/feed"], settings, Web(fetcher, memory))
    next(going)
    going.close()  # the first was yielded, but nobody came back: it may not have been kept
    assert memory.seen == {}
    assert len(taken(f"{site.url}/feed", settings, Web(fetcher, memory))) == 2


def test_a_feed_that_announces_itself_does_not_go_in_circles(
    site: Site, settings: Settings, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = page(rss(item(f"{site.url}/feed")), "application/rss+xml")
    [found] = taken(f"{site.url}/feed", settings, Web(fetcher, Kept()))
    assert isinstance(found, Skipped)
    assert "is a feed" in found.reason


MORE = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
LAUGHS = (
    f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{MORE}]>'
    '<rss version="2.0"><channel><item><title>&a8;</title></item></channel></rss>'
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<rss version="2.0"><channel><item><title>a &x; b</title>'
    "<description>c</description></item></channel></rss>"
)


def test_a_feed_cannot_fill_the_memory_or_open_files() -> None:
    assert sum(len(str(entry)) for entry in entries(LAUGHS.encode(), "u")) < 100_000
    host = Path("/etc/hostname")
    secret = host.read_text().strip() if host.exists() else ""
    [entry] = entries(OUTSIDE.encode(), "u")
    assert not secret or secret not in str(entry)


@pytest.mark.parametrize("raw", [b"", b"/etc/passwd", b"http://127.0.0.1:9/", b"\0" * 100, b"<a/>"])
def test_what_is_no_feed_is_no_feed(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        entries(raw, "u")


def test_an_endless_feed_is_refused() -> None:
    with pytest.raises(UnreadableError, match="more than"):
        entries(b"<rss>" + b" " * 10_000_001, "u")
    with pytest.raises(UnreadableError, match="20,000 articles"):
        entries(b"<rss><channel>" + b"<item>" * 20_001, "u")


def test_a_password_in_an_address_is_not_told_on(settings: Settings, fetcher: Fetcher) -> None:
    [found] = taken("https://ana:secret@coast.example/feed", settings, Web(fetcher, Kept()))
    assert isinstance(found, Skipped)
    assert found.uri == "https://…@coast.example/feed"
