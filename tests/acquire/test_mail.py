"""Mail files and mailboxes: text, headers, attachments, and messages that hold none."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest
from tests.acquire.files import docx, pdf, zipped

from dragoman.acquire import acquire
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

NEWS = "The interior minister of Kenya will travel to Kampala on Friday, his office said.\n"
PAGE = f"<html><body><p>{NEWS}</p><p>He is to sign an agreement.</p></body></html>"


def mail(text: str | None = NEWS, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = headers.pop("From", "Ana Ruiz <ana@example.org>")
    made["Date"] = headers.pop("Date", "Mon, 03 May 2021 23:30:00 +0300")
    made["Subject"] = headers.pop("Subject", "Kenya and Uganda")
    for name, value in headers.items():
        made[name] = value
    if text is not None:
        made.set_content(text)
    return made


def taken(path: Path, raw: bytes, settings: Settings | None = None) -> list[Acquired | Skipped]:
    path.write_bytes(raw)
    return list(acquire([path], settings or Settings()))


def test_a_message_is_its_text_with_what_its_headers_tell(tmp_path: Path) -> None:
    raw = mail(Subject="Re: Fwd: Kenya and Uganda").as_bytes()
    [found] = taken(tmp_path / "m.eml", raw)
    assert isinstance(found, Acquired)
    assert (found.content, found.media) == (NEWS, "mail")
    assert found.told == {
        "title": "Kenya and Uganda",
        "authors": "Ana Ruiz",
        "published": "2021-05-03",
    }
    assert found.raw_hash == sha256(raw).hexdigest()


def test_headers_are_decoded(tmp_path: Path) -> None:
    raw = (
        b"From: =?utf-8?q?Tom=C3=A1s_Vega?= <t@example.org>\r\n"
        b"Subject: =?iso-8859-1?Q?Besuch_in_K=F6ln?=\r\n =?utf-8?B?IOKAkyBlaW5lIE5vdGl6?=\r\n"
        b"Date: 3 May 2021 08:00 GMT\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n"
    ) + "Министр прибыл в Минск. ".encode("koi8-r") * 5
    [found] = taken(tmp_path / "m.eml", raw)
    assert isinstance(found, Acquired)
    assert found.told["title"] == "Besuch in Köln – eine Notiz"
    assert found.told["authors"] == "Tomás Vega"
    assert found.content.startswith("Министр прибыл")


def test_a_folded_header_is_one_line(tmp_path: Path) -> None:
    raw = b"Received: x\nSubject: Kenya\n and\tUganda\n\x1b[31m\n\n" + NEWS.encode()
    [found] = taken(tmp_path / "m.eml", raw.replace(b"\n\x1b[31m", b" \x1b[31m"))
    assert isinstance(found, Acquired)
    assert found.told["title"] == "Kenya and Uganda \ufffd[31m"


def test_a_page_is_taken_where_there_is_no_text_or_a_stub(tmp_path: Path) -> None:
    alone, stub, both = mail(None), mail("See the page.\n"), mail()
    alone.set_content(PAGE, subtype="html")
    stub.add_alternative(PAGE, subtype="html")
    both.add_alternative(PAGE, subtype="html")
    media = [taken(tmp_path / "m.eml", m.as_bytes())[0] for m in (alone, stub, both)]
    assert [m.media for m in media if isinstance(m, Acquired)] == ["html", "html", "mail"]


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    head = b'Content-Type: text/plain; format="flowed"\r\nReceived: x\r\n\r\n'
    raw = head + b"The minister \r\ntravels.\r\n"
    [found] = taken(tmp_path / "m.eml", raw)
    assert isinstance(found, Acquired)
    assert found.content == "The minister travels.\n"


def test_attachments_that_can_be_read_are_documents(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="needs the extra documents")
    made, forwarded = mail(), mail("An older message.\n", Subject="Older")
    paper = pdf([[(60, 100, 10, NEWS.strip())]], {"Title": "The journey"})
    made.add_attachment(paper, maintype="application", subtype="pdf", filename="journey é.pdf")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    packed = zipped({"in/a.txt": NEWS.encode()})
    made.add_attachment(packed, maintype="application", subtype="zip", filename="more.zip")
    made.add_attachment(forwarded)
    path = tmp_path / "m.eml"
    found = taken(path, made.as_bytes())
    assert [f.uri.removeprefix(path.as_posix()) for f in found] == [
        "",
        "#journey é.pdf",
        "#more.zip#in/a.txt",
        "#attachment-4.eml",
    ]
    titles = [f.told.get("title") for f in found if isinstance(f, Acquired)]
    assert titles == ["Kenya and Uganda", "The journey", None, "Older"]


def test_a_message_that_is_only_an_attachment(tmp_path: Path) -> None:
    pytest.importorskip("mammoth", reason="needs the extra documents")
    made = mail(None)
    made.add_attachment(
        docx([NEWS]), maintype="application", subtype="octet-stream", filename="note.docx"
    )
    path = tmp_path / "m.eml"
    assert [f.uri for f in taken(path, made.as_bytes())] == [f"{path.as_posix()}#note.docx"]


def test_a_mailbox_holds_its_messages_by_number(tmp_path: Path) -> None:
    path = tmp_path / "box.mbox"
    envelope = b"From ana@example.org Mon May  3 10:00:00 2021\n"
    quoting = mail(
        "From Monday on the border is open.\n\nFrom Kampala came no answer.\n"
    ).as_bytes()
    escaped = quoting.replace(b"\nFrom Monday", b"\n>From Monday")
    raw = b"".join(envelope + m + b"\n" for m in (mail().as_bytes(), escaped, mail(" ").as_bytes()))
    found = taken(path, raw)
    assert [f.uri for f in found] == [f"{path.as_posix()}#{n}" for n in (1, 2, 3)]
    assert isinstance(found[1], Acquired)
    assert found[1].content.startswith("From Monday on the border is open.\n\nFrom Kampala")
    assert found[1].raw_hash == sha256(quoting + b"\n").hexdigest()
    assert isinstance(found[2], Skipped)
    assert found[2].reason == "is a message without text"


def test_an_endless_message_of_a_mailbox_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    from dataclasses import replace

    envelope = b"From ana@example.org Mon May  3 10:00:00 2021\n"
    raw = envelope + mail("x" * 9000).as_bytes() + b"\n" + envelope + mail().as_bytes()
    found = taken(tmp_path / "b.mbox", raw, replace(Settings(), max_bytes=2000))
    assert isinstance(found[0], Skipped)
    assert "setting max_bytes" in found[0].reason
    assert isinstance(found[1], Acquired)


def encrypted() -> bytes:
    return (
        b"MIME-Version: 1.0\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nabc\n--x--\n"
    )


def nested(levels: int) -> bytes:
    raw = b"Content-Type: text/plain\n\nThe end of it.\n"
    for i in range(levels):
        mark = b"b%d" % i
        head = b"Content-Type: multipart/mixed; boundary=%s\n\n--%s\n" % (mark, mark)
        raw = head + raw + b"\n--%s--\n" % mark
    return b"MIME-Version: 1.0\n" + raw


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "is a message without text"),
        (lambda: b"Subject: nothing\n\n", "is a message without text"),
        (encrypted, "is encrypted"),
        (lambda: nested(3000), "nested too deeply"),
        (lambda: nested(60), "is a message without text"),
        (lambda: mail(None).as_bytes(), "is a message without text"),
    ],
    ids="empty headers encrypted deep deepish bodyless".split(),
)
def test_a_message_without_text_is_told(
    tmp_path: Path, make: Callable[[], bytes], reason: str
) -> None:
    [found] = taken(tmp_path / "m.eml", make())
    assert isinstance(found, Skipped)
    assert reason in found.reason


def test_an_empty_mailbox_is_told(tmp_path: Path) -> None:
    [found] = taken(tmp_path / "b.mbox", b"\n\n")
    assert found == Skipped((tmp_path / "b.mbox").as_posix(), "is a mailbox without any message")


@pytest.mark.parametrize("date", ["yesterday", "Mon, 99 Foo 2021 10:00:00", "", "1 Jan 0001"])
def test_a_date_that_is_none_is_left_out(tmp_path: Path, date: str) -> None:
    raw = f"Received: x\nDate: {date}\nSubject: =?utf-8?q?=E2=82?=\n\n{NEWS}".encode()
    [found] = taken(tmp_path / "m.eml", raw)
    assert isinstance(found, Acquired)
    assert "published" not in found.told or found.told["published"] == "0001-01-01"
