"""Notices as mails ready to be sent: one file for each round, for whatever sends mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from dragoman.ledger.watching import Notice
from dragoman.model import identifier
from dragoman.present.inert import one_line
from dragoman.present.words import counted
from dragoman.watch.delivery import write_whole
from dragoman.watch.wording import plain

SUBJECT = 180


class MailFolder:
    """A folder into which each round with news puts one mail."""

    def __init__(self, folder: Path, to: str | None = None) -> None:
        self.folder, self.to = folder, to

    @property
    def name(self) -> str:
        """The folder."""
        return f"mail:{self.folder.absolute()}"

    def send(self, watch: str, notices: Sequence[Notice], _: Sequence[Notice]) -> None:
        """Write the mail of a round; the same round is the same file."""
        moment = notices[0].at.replace(":", "").replace("-", "")
        path = self.folder / f"{moment}-{notices[0].id}.eml"
        write_whole(path, mail(watch, notices, self.to))


def mail(watch: str, notices: Sequence[Notice], to: str | None = None) -> bytes:
    """The mail of one round, with the notices below one another."""
    first, count = one_line(notices[0].body["title"]), len(notices)
    more = f" (and {counted(count - 1, 'more', 'more')})" if count > 1 else ""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = first[:SUBJECT] + more
    message["From"] = "dragoman <dragoman@localhost>"
    if to:
        message["To"] = to
    at = datetime.fromisoformat(notices[0].at)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{identifier(watch, *(n.id for n in notices))}@dragoman>"
    body = "\n".join(plain(notice) for notice in notices)
    message.set_content(f"{body}\n-- \ndragoman watch {watch}\n")
    return message.as_bytes()
