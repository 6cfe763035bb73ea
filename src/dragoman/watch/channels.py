"""Where notices go: an Atom feed, a folder of mails, a webhook, or the terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from dragoman.errors import SettingsError
from dragoman.ledger.watching import Notice
from dragoman.watch.atom import AtomFile
from dragoman.watch.hook import Hook
from dragoman.watch.mail import MailFolder
from dragoman.watch.wording import plain


class Channel(Protocol):
    """A way to tell; `name` is how the ledger knows it."""

    @property
    def name(self) -> str:
        """The name under which deliveries are noted."""

    def send(self, watch: str, notices: Sequence[Notice], latest: Sequence[Notice], /) -> None:
        """Tell what is new; `latest` are the newest of all, told before or not.

        Raises DeliveryError: then the same is sent again the next time. Sent twice it must not
        show twice.
        """


class Printed:
    """Notices as text, for the person at the terminal."""

    name = "terminal"

    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write

    def send(self, _: str, notices: Sequence[Notice], __: Sequence[Notice]) -> None:
        """Print each notice."""
        for notice in notices:
            self.write(plain(notice) + "\n")


def channel(told: str, to: str | None = None) -> Channel:
    """The channel that an option names: `feed.atom`, `mail:FOLDER` or `https://…`."""
    if re.match(r"https?://", told, re.IGNORECASE):
        return Hook(told)
    if told.startswith("mail:") and told != "mail:":
        return MailFolder(Path(told.removeprefix("mail:")), to)
    if told.lower().endswith((".atom", ".xml")):
        return AtomFile(Path(told))
    raise SettingsError(
        f"--notify {told}: expected a feed to write (news.atom), mail:FOLDER, or the address of a "
        "webhook (https://…)"
    )
