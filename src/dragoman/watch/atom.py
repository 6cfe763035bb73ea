"""Notices as an Atom feed in a file, for any feed reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from dragoman.ledger.watching import Notice
from dragoman.watch.delivery import write_whole
from dragoman.watch.wording import plain

_ATOM = "http://www.w3.org/2005/Atom"
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class AtomFile:
    """A feed of the newest notices, written anew whenever there is one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The file."""
        return f"atom:{self.path.absolute()}"

    def send(self, watch: str, notices: Sequence[Notice], latest: Sequence[Notice]) -> None:
        """Write the feed with all that is new and what was told before it."""
        write_whole(self.path, atom(watch, notices, latest))


def atom(watch: str, notices: Sequence[Notice], latest: Sequence[Notice]) -> bytes:
    """The feed document; what waits is in it, though it may be more than the newest."""
    entries = list({one.id: one for one in (*latest, *reversed(notices))}.values())
    feed = ET.Element("feed", xmlns=_ATOM)
    _child(feed, "id", f"urn:dragoman:watch:{watch}")
    _child(feed, "title", f"dragoman: {watch}")
    _child(feed, "updated", entries[0].at if entries else "1970-01-01T00:00:00Z")
    _child(_child(feed, "author"), "name", "dragoman")
    for one in entries:
        _entry(feed, one)
    ET.indent(feed)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(feed: ET.Element, one: Notice) -> None:
    entry = _child(feed, "entry")
    _child(entry, "id", f"urn:dragoman:notice:{one.id}")
    _child(entry, "title", one.body["title"])
    _child(entry, "updated", one.at)
    _child(entry, "category", term=one.kind)
    urls = dict.fromkeys(quote["url"] for quote in one.body["quotes"] if quote["url"])
    for rel, url in zip(("alternate", *["related"] * len(urls)), urls, strict=False):
        _child(entry, "link", rel=rel, href=url)
    _child(entry, "content", plain(one), type="text")


def _child(above: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    clean = {key: _UNWRITABLE.sub("\ufffd", value) for key, value in attributes.items()}
    made = ET.SubElement(above, name, clean)
    if text:
        made.text = _UNWRITABLE.sub("\ufffd", text)
    return made
