"""Mail: single messages and mailboxes, each message a document, its attachments documents, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from io import BufferedReader

from dragoman.acquire.decoding import UndecodableError, checked, decode
from dragoman.acquire.paths import printable, wanted
from dragoman.acquire.source import Found, Source, Taking, hashed, streamed, whole
from dragoman.analysis import Acquired
from dragoman.model import Skipped

# "From ada@example.org Mon Jan  1 00:00:00 2020" parts the messages of a mailbox.
_ENVELOPE = re.compile(rb"From \S[^\r\n]{0,200}? \d\d?:\d\d(?::\d\d)?[^\r\n]{0,40}?\d{4}")
_REPLY = re.compile(r"(?:\s*(?:re|fwd?|aw|wg|tr|rv)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_NAMES = {"application/pdf": ".pdf", "text/html": ".html", "message/rfc822": ".eml"}
LEVELS, STUB = 40, 0.3
_TAG = re.compile(rb"<(?:style|script)\b.*?</(?:style|script)>|<[^>]{0,2000}>", re.DOTALL | re.I)


@dataclass(slots=True)
class _Parts:
    """What a message holds: its text in both forms, and what is attached."""

    plain: list[Message] = field(default_factory=list)
    html: list[Message] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)


def message(source: Source, taking: Taking) -> Found:
    """The message of a mail file, then what is attached to it."""
    yield from _message(source, taking, whole(source, taking.settings))


def mailbox(source: Source, taking: Taking) -> Found:
    """The messages of a mailbox, by their numbers."""
    limit, number = taking.settings.max_bytes, 0
    for number, raw in enumerate(_messages(source.stream, limit), 1):
        inner = source.within("message.eml", source.stream, str(number))
        if raw is None:
            reason = f"has more than the limit of {limit:,} bytes (setting max_bytes)"
            yield Skipped(inner.uri, reason)
        else:
            yield from taking.take(replace(inner, stream=streamed(raw)), taking)
    if not number:
        yield Skipped(source.uri, "is a mailbox without any message")


def _messages(stream: BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Each message without its envelope line, or None for one beyond the limit."""
    kept: list[bytes] | None = None
    size, blank = 0, True
    while line := stream.readline(65_536):
        if blank and line.startswith(b"From ") and (kept is None or _ENVELOPE.match(line)):
            if kept is not None:
                yield b"".join(kept) if size <= limit else None
            kept, size = [], 0
        elif kept is not None or line.strip():
            kept = [] if kept is None else kept
            size += len(line)
            if size <= limit:
                kept.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip()
    if kept is not None:
        yield b"".join(kept) if size <= limit else None


def _message(source: Source, taking: Taking, raw: bytes) -> Found:
    mail = message_from_bytes(raw, policy=policy.compat32)
    if mail.get_content_type() in _LOCKED:
        yield Skipped(source.uri, "is encrypted")
        return
    parts = _Parts()
    _sort(mail, parts, LEVELS)
    headed = replace(source, told=source.told | _headers(mail))
    body = _body(headed, taking, parts, raw)
    if isinstance(body, Acquired) or not parts.attached:
        yield body
    for number, part in enumerate(parts.attached, 1):
        yield from _attached(source, taking, part, number)


def _sort(part: Message, parts: _Parts, levels: int) -> None:
    """Put the leaves of a message where they belong."""
    kind, name = part.get_content_type(), part.get_filename()
    # Of a leaf it would be decoded already, as the message says, which may be impossible.
    children = part.get_payload() if part.is_multipart() else []
    if kind.startswith("multipart/") and isinstance(children, list):
        for child in children if levels else ():
            if isinstance(child, Message):
                _sort(child, parts, levels - 1)
    elif name is None and part.get_content_disposition() != "attachment":
        there = {"text/plain": parts.plain, "text/html": parts.html}
        there.get(kind, parts.attached).append(part)
    else:
        parts.attached.append(part)


def _headers(mail: Message) -> dict[str, str]:
    """Subject, day and sender."""
    told = {"title": _REPLY.sub("", _header(mail, "Subject"), count=1)}
    told["authors"] = parseaddr(_header(mail, "From"))[0]
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        told["published"] = parsedate_to_datetime(_header(mail, "Date")).date().isoformat()
    return {name: value for name, value in told.items() if value}


def _header(mail: Message, name: str) -> str:
    value = str(mail.get(name, ""))
    with suppress(LookupError, MessageError, ValueError):
        value = str(make_header(decode_header(value)))
    return printable(" ".join(value.split()))[:1000]


def _body(source: Source, taking: Taking, parts: _Parts, raw: bytes) -> Acquired | Skipped:
    """The text of the message: the plain form, unless it is a stub of the page beside it."""
    plain, html = (b"".join(map(_payload, kind)) for kind in (parts.plain, parts.html))
    bare = len(_TAG.sub(b"", html).split())
    as_page = bool(html) and len(plain.split()) < STUB * bare
    chosen = parts.html if as_page else parts.plain
    try:
        texts = [_text(part, as_page) for part in chosen]
    except UndecodableError as error:
        return Skipped(source.uri, str(error))
    content = "\n\n".join(text for text in texts if text.strip())
    if why := checked(source.uri, content, taking.settings.max_characters):
        return Skipped(source.uri, "is a message without text") if not content.strip() else why
    found = source.taken(content, "html" if as_page else "mail", raw)
    return replace(found, raw_hash=hashed(raw))


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message, html: bool) -> str:
    charset = part.get_content_charset()
    text = decode(_payload(part), html=html, declared=charset)
    text = re.sub(r"\r\n?", "\n", text)
    if not html and str(part.get_param("format", "")).lower() == "flowed":
        # RFC 3676: a space before the line end means that the paragraph goes on.
        text = re.sub(r"(?m)^(?!-- $)(.*) \n(?!>)", r"\1 ", text)
    return text


def _attached(source: Source, taking: Taking, part: Message, number: int) -> Found:
    """What is attached, where it is of a kind that holds documents."""
    kind = part.get_content_type()
    name = _name(part)
    if name is None or not wanted(name):
        return
    if kind == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        raw = inner.as_bytes() if isinstance(inner, Message) else b""
    else:
        raw = _payload(part)
    mark = name or f"attachment-{number}{_NAMES[kind]}"
    yield from taking.take(replace(source, fields={}, told={}).within(mark, streamed(raw)), taking)


def _name(part: Message) -> str | None:
    """The file name of a part, empty where only its kind is known; None for what is passed over."""
    name = part.get_filename()
    if name:
        try:
            return printable(" ".join(str(make_header(decode_header(name))).split()))[:300]
        except (LookupError, MessageError, ValueError):
            return printable(name)[:300]
    return "" if part.get_content_type() in _NAMES else None
