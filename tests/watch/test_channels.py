"""Feeds, mails and webhooks: valid whatever the news say, and the same when sent twice."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from tests.acquire.server import Site, page, trickling

from dragoman.errors import SettingsError
from dragoman.ledger.watching import Notice
from dragoman.watch import DeliveryError, Printed, channel

HOSTILE = "<b>Talks</b> & more\x1b[31m\u202e “ends”\nSubject: x]]>"


def notice(
    n: int = 1, title: str = "Visit: Chile → Peru", at: str = "2026-01-01T10:00:00Z"
) -> Notice:
    quote = {
        "text": "The minister arrived\nin Lima.", "speaker": "Ana Ruiz", "title": HOSTILE,
        "publisher": "Coast", "published": "2021-05-04", "url": "https://coast.example/a?b=1&c=2",
        "uri": "in/a.txt",
    }  # fmt: skip
    body = {"title": title, "quotes": [quote], "codes": ["CHL", "PER"], "record": {"id": f"e{n}"}}
    return Notice(f"n{n}", "event", "2026-01-01T10:00:00Z", body)


def test_the_feed_can_be_read_by_feed_readers(tmp_path: Path) -> None:
    atom = channel(str(tmp_path / "deep" / "news.atom"))
    new = [notice(2, HOSTILE), notice(3)]
    atom.send("CHL-PER", new, [*reversed(new), notice(1)])
    raw = (tmp_path / "deep" / "news.atom").read_bytes()
    ET.fromstring(raw)
    feed = feedparser.parse(BytesIO(raw))
    assert not feed.bozo
    assert [entry.id[-2:] for entry in feed.entries] == ["n3", "n2", "n1"]
    assert feed.entries[0].link == "https://coast.example/a?b=1&c=2"
    assert "“The minister arrived in Lima.” — Ana Ruiz" in feed.entries[0].summary
    assert feed.feed.updated == "2026-01-01T10:00:00Z"
    atom.send("CHL-PER", new, [*reversed(new), notice(1)])
    assert (tmp_path / "deep" / "news.atom").read_bytes() == raw


def test_what_waited_long_is_in_the_feed_though_it_is_not_among_the_newest(tmp_path: Path) -> None:
    atom = channel(str(tmp_path / "news.atom"))
    atom.send("w", [notice(1)], [notice(9), notice(8)])
    feed = feedparser.parse(BytesIO((tmp_path / "news.atom").read_bytes()))
    assert [entry.id[-2:] for entry in feed.entries] == ["n9", "n8", "n1"]


def test_a_mail_can_be_sent_as_it_is(tmp_path: Path) -> None:
    mails = channel(f"mail:{tmp_path}", "desk@ministry.example")
    for _ in range(2):
        mails.send("CHL-PER", [notice(1, HOSTILE), notice(2), notice(3)], [])
    [path] = tmp_path.glob("*.eml")
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert mail["To"] == "desk@ministry.example"
    assert mail["Subject"] == "<b>Talks</b> & more [31m “ends” Subject: x]]> (and 2 more)"
    assert mail["Date"].datetime.isoformat() == "2026-01-01T10:00:00+00:00"
    assert mail["Message-ID"].endswith("@dragoman>")
    text = mail.get_content()
    assert text.count("in Lima.”") == 3
    assert "https://coast.example/a?b=1&c=2" in text
    assert b"\r\n" in path.read_bytes()


def test_a_webhook_hears_json_with_an_id_to_know_it_by(site: Site) -> None:
    site.pages["/hook"] = page(b"", status=204)
    hook = channel(f"{site.url}/hook?key=1")
    site.pages["/hook?key=1"] = page(b"thanks", status=202)
    for _ in range(2):
        hook.send("CHL-PER", [notice(1), notice(2)], [])
    (_, one), (_, two) = site.heard
    assert one == two
    told = json.loads(one)
    assert told["watch"] == "CHL-PER"
    assert [n["id"] for n in told["notices"]] == ["n1", "n2"]
    assert told["notices"][0]["record"] == {"id": "e1"}
    assert "key" not in hook.name


@pytest.mark.parametrize(
    "answer", [page(b"", status=500), page(b"", status=302, Location="/x"), None]
)
def test_a_webhook_that_does_not_take_it_is_told(site: Site, answer) -> None:
    if answer:
        site.pages["/hook"] = answer
    with pytest.raises(DeliveryError, match="the webhook at"):
        channel(f"{site.url}/hook").send("w", [notice()], [])


def test_a_webhook_that_never_answers_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.acquire.requesting import Limits

    monkeypatch.setattr("dragoman.watch.hook.LIMITS", Limits(1000, 0.2))
    site.pages["/hook"] = trickling
    with pytest.raises(DeliveryError, match="takes longer"):
        channel(f"{site.url}/hook").send("w", [notice()], [])


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing_half(tmp_path: Path) -> None:
    (tmp_path / "news.atom").mkdir()
    with pytest.raises(DeliveryError, match="cannot be written"):
        channel(str(tmp_path / "news.atom")).send("w", [notice()], [])
    assert [path.name for path in tmp_path.iterdir()] == ["news.atom"]


def test_the_terminal_gets_nothing_that_could_harm_it() -> None:
    written: list[str] = []
    Printed(written.append).send("w", [notice(1, HOSTILE)], [])
    [text] = written
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.startswith("<b>Talks</b> & more [31m")


@pytest.mark.parametrize("told", ["", "mail:", "news.txt", "ftp://x/"])
def test_what_is_no_channel_is_told(told: str) -> None:
    with pytest.raises(SettingsError, match="expected a feed"):
        channel(told)
