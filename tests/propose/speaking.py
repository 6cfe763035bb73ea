"""A server that speaks OpenAI's protocol, well or badly, and what it is asked about."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.acquire.server import Page, Site, page

PATH = "/v1/chat/completions"


def saying(content: str, **choice: Any) -> Page:
    """An answer in which the model wrote these words."""
    told = {"choices": [{"message": {"content": content}, "finish_reason": "stop"} | choice]}
    return page(json.dumps(told), "application/json")


def proposing(*reports: dict[str, Any]) -> Page:
    """An answer with these reports."""
    return saying(json.dumps({"reports": reports}))


def in_turn(*pages: Page) -> Page:
    """The pages one after the other, the last for ever."""
    left = list(pages)

    def send(request: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(request)

    return send


def listening(then: Page, heard: list[dict[str, str]]) -> Page:
    """A page that notes the headers of each request."""

    def send(request: BaseHTTPRequestHandler) -> None:
        heard.append(dict(request.headers))
        then(request)

    return send


def questions(site: Site) -> list[dict[str, Any]]:
    """The material of each question that was asked."""
    asked = [json.loads(raw) for path, raw in site.heard if path == PATH]
    return [json.loads(one["messages"][1]["content"]) for one in asked]


def waits() -> tuple[list[float], Callable[[float], None]]:
    """A clock that only notes how long one would have slept."""
    slept: list[float] = []
    return slept, slept.append


def report(quote: str, trigger: str, **more: Any) -> dict[str, Any]:
    """A report as a model writes it: Chile sent troops to Bolivia, unless told otherwise."""
    plain = {
        "quote": quote,
        "trigger": trigger,
        "type": "MOBILIZE",
        "mode": "troops",
        "sources": ["Chile"],
        "targets": ["Bolivia"],
        "status": "occurred",
    }
    return plain | more


def codes(parties: Sequence[Any]) -> list[str]:
    """The codes of parties, in order."""
    return [party.code for party in parties]
