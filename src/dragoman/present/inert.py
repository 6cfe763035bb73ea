"""Text from the outside world, made safe to show: no control characters or direction marks."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb]")
# Embeddings, overrides and isolates can make a quotation read other than it is written.
# What is not seen at all (zero-width space, word joiner, tags) can hide words from a search; the
# joiners of Persian and of emoji stay.
_DIRECTIONS = re.compile(
    r"[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


def inert(text: str) -> str:
    """The text without control characters (terminal escapes among them) and direction overrides."""
    return _DIRECTIONS.sub("", _CONTROLS.sub(" ", text.replace("\t", " ").replace("\r", "")))


def one_line(text: str) -> str:
    """The text on one line, runs of white space as one blank."""
    return " ".join(inert(text.replace("\n", " ")).split())


def web_address(url: str | None) -> str | None:
    """The address if it is one that a reader may safely follow (http or https), else None."""
    if not url or any(ord(c) <= 32 or ord(c) == 127 for c in url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def markdown_text(text: str) -> str:
    """The text so that Markdown shows it as it is: inert, on one line, no mark with a meaning."""
    flat = re.sub(r"([\\`*_\[\]|~#!$^])", r"\\\1", one_line(text))
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
