"""The tools that list: one for each kind of record, and one that searches them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from mcp_types import CallToolResult
from pydantic import Field

from dragoman.mcp.answers import answer, part, result
from dragoman.mcp.desk import Desk
from dragoman.mcp.material import NOTICE, plain
from dragoman.mcp.questions import asked, parameters_of, signature, told

Tool = Callable[..., CallToolResult]

LISTS = {
    "events": "Who did what to whom, when and where: acts merged from all their reports, in order "
    "of time. Each says its status (denied, alleged, planned … are no facts), its speakers and "
    "quotes.",
    "claims": "Who asserts, denies, doubts or confirms what, in the words of the documents.",
    "figures": "Numbers about relations (trade, aid, troops …), each with its speaker and quote.",
    "series": "Figures of one measure over time, with what sources contradict marked.",
    "ties": "Standing facts as outlets state them: memberships, embassies, treaties, offices.",
    "disputes": "What is said and contradicted: every side with its quotes.",
    "documents": "The documents of the ledger, with the number of records that each yields.",
    "attributions": "Who says what, about states or not.",
}
_SEARCHED = ("events", "claims", "figures", "ties", "documents")
_EACH = 4


def lister(desk: Desk, kind: str) -> Tool:
    """The tool that lists one kind of record."""

    def ask(**given: Any) -> CallToolResult:
        return answer(part(desk, kind, asked(desk, given)), told(given))

    return _signed(ask, f"dragoman_{kind}", LISTS[kind], signature(parameters_of(kind)))


def searcher(desk: Desk) -> Tool:
    """The tool that searches all kinds at once."""

    def ask(**given: Any) -> CallToolResult:
        words = given.pop("words")
        return _everywhere(desk, words, given)

    about = "Search quotes, titles and texts for words: the first events, claims, figures, ties "
    about += "and documents that hold them. Go on with the list that fits, with search=words."
    own = {
        "words": Annotated[str, Field(description='All must stand there; "a phrase", -without.')]
    }
    return _signed(ask, "dragoman_search", about, signature(("since", "until"), own))


def _everywhere(desk: Desk, words: str, given: dict[str, Any]) -> CallToolResult:
    lines = [f"Search for {plain(words)}", NOTICE]
    data: dict[str, Any] = {"query": told({"words": words} | given), "notice": NOTICE}
    for kind in _SEARCHED:
        dated = {n: v for n, v in given.items() if n in parameters_of(kind)}
        found = part(desk, kind, asked(desk, dated, text=words, limit=_EACH))
        more = f"; more with dragoman_{kind}, search and after={found.next}" if found.next else ""
        lines += ["", f"{kind}: {len(found.rows)} shown{more}", *found.lines]
        data[kind] = {"rows": list(found.rows), "next": found.next}
    if all(not data[kind]["rows"] for kind in _SEARCHED):
        lines.append("Nothing in the ledger.")
    return result(lines, data)


def _signed(ask: Tool, name: str, about: str, taken: Any) -> Tool:
    ask.__name__, ask.__doc__ = name, about
    ask.__signature__ = taken  # type: ignore[attr-defined]
    ask.__annotations__ = {one.name: one.annotation for one in taken.parameters.values()}
    return ask
