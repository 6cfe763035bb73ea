"""Both databases give an agent the same."""

from __future__ import annotations

import anyio
import pytest
from mcp import Client
from tests.mcp.conftest import fill

from dragoman.mcp.desk import Desk
from dragoman.mcp.server import make_server
from dragoman.query import open_ledger
from dragoman.settings import Settings

ASKED = (
    ("dragoman_search", {"words": "border"}, "DENIED"),
    ("dragoman_events", {"actor": "PER"}, "PLANNED"),
    ("dragoman_events", {"between": ["Ghana", "Nigeria"], "limit": 3}, "More: "),
    ("dragoman_events", {"disputed": True, "speaker": "Kenya"}, "DISPUTED"),
    ("dragoman_claims", {"between": ["KEN", "SOM"]}, "no fact"),
    ("dragoman_figures", {"since": "2020"}, "620 million USD"),
    ("dragoman_series", {}, "620 million USD"),
    ("dragoman_ties", {}, "is a member of"),
    ("dragoman_disputes", {}, "DISPUTED"),
    ("dragoman_documents", {"search": "treaty"}, "1 report"),
    ("dragoman_attributions", {"speaker": "NGA"}, "SAID, no fact"),
    (
        "dragoman_dossier",
        {"a": "Kenya", "b": "Somalia"},
        "1 disputed",
    ),
    ("dragoman_actors", {"name": "Kenya"}, "KEN"),
)


def test_every_tool_answers(target):
    fill(target)

    async def speak():
        with open_ledger(target) as view:
            async with Client(make_server(Desk(view, Settings()))) as client:
                return [await client.call_tool(name, given) for name, given, _ in ASKED]

    for answer, (name, given, says) in zip(anyio.run(speak), ASKED, strict=True):
        assert not answer.is_error, (name, given, answer.content)
        assert says in answer.content[0].text, (name, given)


@pytest.mark.parametrize("after", ["x", "WzFd", "WyJ4Il0", "W10"])
def test_a_cursor_of_another_list_is_refused_or_starts_there(target, after):
    fill(target)

    async def speak():
        with open_ledger(target) as view:
            async with Client(make_server(Desk(view, Settings()))) as client:
                return await client.call_tool("dragoman_claims", {"after": after})

    assert "expected the cursor" in anyio.run(speak).content[0].text
