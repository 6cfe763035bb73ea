"""The server that agents speak with: which tools and resources there are, and how they are met."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import Field, ValidationError

from dragoman import __version__
from dragoman.errors import DragomanError
from dragoman.mcp import lookups, pages
from dragoman.mcp.answers import result
from dragoman.mcp.desk import Desk
from dragoman.mcp.lists import LISTS, Tool, lister, searcher
from dragoman.mcp.material import CLOSE, NOTICE, OPEN, plain
from dragoman.mcp.questions import asked, parameters_of, signature, told

INSTRUCTIONS = f"""A ledger of what the news says passed between states and bodies: read-only.
{NOTICE}
Each record is what a document says, with its status and on whose word. Only what has
may_be_stated_as_fact=true may be told as having happened, and then as told by the outlet. What is
planned, proposed, alleged, denied or disputed is told as just that, with its speaker. Cite the
quote, the outlet, the day and the address. Quotes stand between {OPEN} and {CLOSE}; leave the marks
out when you cite. Names of parties are understood; dragoman_actors finds their codes, and
dragoman_codebook tells what types and statuses mean. Lists end with `next`: hand it back as
`after`."""
_REFUSAL = 600  # characters
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class Server(MCPServer[Any]):
    """The SDK's server, which also refuses what it does not know instead of ignoring it."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Any = None
    ) -> CallToolResult | InputRequiredResult:
        """Answer one call; what dragoman refuses is said in its own words."""
        schema = self._tool_input_schema(name)
        if schema is not None and (unknown := set(arguments) - set(schema.get("properties", {}))):
            known = ", ".join(schema.get("properties", {})) or "none"
            given = plain(", ".join(sorted(unknown)))
            raise ToolError(f"{name} takes no {given}; known: {known}")
        try:
            json.dumps(arguments, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise ToolError(f"{name}: half of a character is no text") from error
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(plain(f"{name}: {_misfits(error.__cause__)}", _REFUSAL)) from error
            raise


def _misfits(wrong: ValidationError) -> str:
    """What is wrong with the values that a tool was given, without the library's own address."""
    rows = wrong.errors(include_url=False)
    return "; ".join(f"{'.'.join(map(str, row['loc']))}: {row['msg']}" for row in rows)


def make_server(desk: Desk) -> Server:
    """The server for one ledger."""
    server = Server(
        "dragoman",
        title="dragoman: the record between states",
        instructions=INSTRUCTIONS,
        version=__version__,
        log_level="ERROR",
    )
    lists = (lister(desk, kind) for kind in LISTS)
    for tool in (searcher(desk), *lists, _pair(desk), *_single(desk)):
        server.add_tool(_refusing(tool, ToolError), annotations=_READS, structured_output=False)
    _add_resources(server, desk)
    return server


def _single(desk: Desk) -> list[Tool]:
    """The tools that show one thing."""

    def dragoman_document(
        id: Annotated[str, Field(description="The id of a document.")],  # noqa: A002
        start: Annotated[int, Field(ge=0, description="The character to begin at.")] = 0,
    ) -> CallToolResult:
        """A document's text, 6,000 characters at a time, with the records that rest on it."""
        return pages.document(desk, id, start)

    def dragoman_explain(
        id: Annotated[str, Field(description="An id, or a beginning that no other has.")],  # noqa: A002
    ) -> CallToolResult:
        """What an event, report, claim, figure or tie rests on: sentences, rule, cues, speakers."""
        return pages.explanation(desk, id)

    def dragoman_actors(
        name: Annotated[str, Field(description="A name, a part of it, or a code.")],
        kind: Annotated[
            str | None, Field(description="state, body, group, organ or person.")
        ] = None,
        after: str | None = None,
    ) -> CallToolResult:
        """The codes of states, bodies, groups, organs and people by their names."""
        return lookups.actors(desk, name, kind, after)

    def dragoman_codebook() -> CallToolResult:
        """What the event types, modes and statuses mean."""
        return lookups.codes(desk)

    return [dragoman_document, dragoman_explain, dragoman_actors, dragoman_codebook]


def _pair(desk: Desk) -> Tool:
    """The tool for two parties, narrowed by what acts can be asked by."""

    def dragoman_dossier(**given: Any) -> CallToolResult:
        """Two parties at a glance: acts by status, the latest of them, disputes, series, ties."""
        query = told(given)
        codes = pages.pair(desk, given.pop("a"), given.pop("b"))
        return pages.dossier(desk, asked(desk, given, dyad=codes), query)

    party = Annotated[str, Field(description="By name or code.")]
    elsewhere = {"between", "actor", "limit", "after"}
    narrowing = [name for name in parameters_of("events") if name not in elsewhere]
    taken = signature(narrowing, {"a": party, "b": party})
    dragoman_dossier.__signature__ = taken  # type: ignore[attr-defined]
    return dragoman_dossier


def _add_resources(server: Server, desk: Desk) -> None:
    """What can be read by its address."""

    def ledger() -> str:
        data = lookups.holdings(desk)
        return _text(result([f"{number} {what}" for what, number in data["holds"].items()], data))

    def codebook() -> str:
        return _text(lookups.codes(desk))

    def record(id: str) -> str:  # noqa: A002
        return _text(pages.explanation(desk, id))

    def document(id: str) -> str:  # noqa: A002
        return _text(pages.document(desk, id, 0))

    def dossier(a: str, b: str) -> str:
        wanted = asked(desk, {}, dyad=pages.pair(desk, a, b))
        return _text(pages.dossier(desk, wanted, {"a": a, "b": b}))

    for address, read, about in (
        ("dragoman://ledger", ledger, "What the ledger holds."),
        ("dragoman://codebook", codebook, "Event types and statuses with their meanings."),
        ("dragoman://record/{id}", record, "An event, report, claim, figure or tie."),
        ("dragoman://document/{id}", document, "A document's text and what was read in it."),
        ("dragoman://dossier/{a}/{b}", dossier, "Two parties at a glance."),
    ):
        serve = server.resource(address, description=about, mime_type="text/plain")
        serve(_refusing(read, ResourceError))


def _refusing(tool: Callable[..., Any], error: type[Exception]) -> Callable[..., Any]:
    """The tool, whose refusals reach the agent in dragoman's words."""
    from functools import wraps

    @wraps(tool)
    def call(**given: Any) -> Any:
        try:
            return tool(**given)
        except DragomanError as refused:
            raise error(plain(str(refused), _REFUSAL)) from refused

    return call


def _text(answer: CallToolResult) -> str:
    return "\n".join(one.text for one in answer.content if isinstance(one, TextContent))


def run_stdio(server: Server) -> None:
    """Serve over standard input and output until the agent leaves."""
    server.run("stdio")


def http_app(server: Server, host: str, names: Sequence[str] = ()) -> Any:
    """The application that serves over HTTP at /mcp, to this machine's own names and these."""
    ours = [
        f"[{name}]" if ":" in name else name for name in ("127.0.0.1", "localhost", "::1", *names)
    ]
    hosts = [each for name in ours for each in (name, f"{name}:*")]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=hosts,
        allowed_origins=[f"{scheme}://{each}" for each in hosts for scheme in ("http", "https")],
    )
    return server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        max_request_body_size=256_000,
        transport_security=security,
        host=host,
    )
