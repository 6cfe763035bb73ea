"""What of a mail is not its author's text: quoted mails and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.clean.units import trimmed

Spans = tuple[tuple[int, int], ...]
_LINE = re.compile(r"[^\n]*\n?")
_QUOTED = re.compile(r"[ \t]{0,3}>")
# "On 3 May 2021, at 10:00, Ana Ruiz wrote:"; the line may be broken once.
_OPENING = re.compile(
    r"(?:On|Am|Le|El|Em|Il)\s[^\n]{6,150}(?:\n[^\n]{0,80})?\s(?:wrote|schrieb|a écrit|escribió|"
    r"escreveu|ha scritto)\s?:[ \t]*(?:\n|$)",
)
_HEADED = re.compile(
    r"-{2,}\s?Original Message\s?-{2,}[ \t]*\n|"
    r"_{10,}[ \t]*\n(?=From:)|From:[^\n]+\nSent:[^\n]+\nTo:[^\n]+\n",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"--[ \t]*\n")
# A signature is short: behind a mark in the midst of a text the text goes on.
SIGNED = 900
NOTE = 15  # words; with fewer above it a mail is not answered, but forwarded


def apart(text: str) -> Spans:
    """The spans of quoted lines, of the mail that is answered, and of the signature, in order."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        end = line.end() if line else len(text)
        answered = _HEADED.match(text, at) and len(text[:at].split()) >= NOTE
        if answered or (_SIGNATURE.match(text, at) and len(text) - at <= SIGNED):
            found.append((at, len(text)))
            break
        if opening := _opening(text, at):
            end = opening
            found.append((at, end))
        elif _QUOTED.match(text, at):
            found.append((at, end))
        at = max(end, at + 1)
    return tuple(_merged(found))


def _opening(text: str, at: int) -> int | None:
    """The end of a line that announces a quoted mail, where one follows."""
    found = _OPENING.match(text, at)
    if not found:
        return None
    following = text[found.end() :].lstrip("\n \t")
    return found.end() if following.startswith(">") or not following else None


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = 0, 0
    for first, last in spans:
        if first > end:
            if start < end:
                yield start, end
            start = first
        end = last
    if start < end:
        yield start, end


def own(text: str, body: Spans) -> Spans:
    """The body's spans without what is apart; the whole body where nothing else is left."""
    left = list(body)
    for first, last in apart(text):
        left = [
            piece
            for start, end in left
            for piece in (
                trimmed(text, start, min(end, first)),
                trimmed(text, max(start, last), end),
            )
            if piece[0] < piece[1]
        ]
    return tuple(left) or body
