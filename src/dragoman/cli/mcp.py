"""`dragoman mcp`: the ledger as tools for agents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.listening import check_pair, names_of, open_options
from dragoman.cli.options import ledger_option
from dragoman.cli.output import say
from dragoman.cli.users import peopled
from dragoman.errors import DragomanError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.web.access.accounts import Accounts


@click.command(short_help="Let agents ask a ledger over MCP.")
@ledger_option
@click.option(
    "--http",
    "address",
    metavar="HOST:PORT",
    help="Serve over HTTP at this address, at /mcp, instead of standard input and output; port 0 "
    "takes a free one.",
)
@open_options
@click.pass_obj
def mcp(
    settings: Settings,
    ledger: str | None,
    address: str | None,
    names: tuple[str, ...],
    file: Path | None,
    accounts: bool,
    certificate: Path | None,
    key: Path | None,
) -> int:
    """Let agents ask a ledger: read-only tools of the Model Context Protocol.

    Every answer tells status and speaker of each record with its quote and source, so that nothing
    denied or planned passes for a fact. Without --http the agent starts this command itself and
    speaks over its standard input and output. At other addresses, or under a --name, it sends a
    token of an account ("dragoman users token").

    \b
    dragoman mcp --ledger news.db --http 127.0.0.1:8766
    """
    check_pair(certificate, key)
    if not address and (names or accounts or certificate):
        raise click.UsageError("accounts, names and certificates are for --http")
    where = _host_and_port(address) if address else None
    names = names_of(where[0], names) if where else ()
    _check_extra()
    from dragoman.cli.asking import opened
    from dragoman.mcp.desk import Desk
    from dragoman.mcp.server import http_app, make_server, run_stdio

    with opened(settings, ledger) as view:
        server = make_server(Desk(view, settings))
        if not where:
            say(f"dragoman: {view.ledger.name} is open to an agent on standard input and output")
            run_stdio(server)
            return Exit.DONE
        people = peopled(settings, ledger, file) if names or accounts else None
        app = _guarded(http_app(server, where[0], names), people)
        _serve(app, view.ledger.name, where, certificate, key)
    return Exit.DONE


def _check_extra() -> None:
    try:
        import mcp.server  # noqa: F401
    except ImportError as error:
        raise DragomanError("serving agents needs: pip install 'dragoman[mcp]'") from error


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host:
        raise click.UsageError(f"--http {address}: expected HOST:PORT")
    if not (port.isascii() and port.isdecimal() and len(port) < 6 and int(port) < 65536):
        raise click.UsageError(f"--http {address}: expected a port from 0 to 65535")
    return host.strip("[]").lower(), int(port)


def _guarded(app: Any, accounts: Accounts | None) -> Any:
    """The application, where there are accounts behind the door for those who bear a token."""
    if accounts is None:
        return app
    from dragoman.mcp.tokens import Tokens
    from dragoman.web.access.limits import Limit

    def owner(token: str) -> str | None:
        found = accounts.by_token(token)
        return found.name if found else None

    return Tokens(app, owner, Limit(300, 600).wait)


def _serve(
    app: Any, name: str, where: tuple[str, int], certificate: Path | None, key: Path | None
) -> None:
    import uvicorn

    config = uvicorn.Config(
        *(app, *where), log_level="warning", ssl_certfile=certificate, ssl_keyfile=key
    )
    listening = config.bind_socket()
    shown = f"[{where[0]}]" if ":" in where[0] else where[0]
    scheme = "https" if certificate else "http"
    say(
        f"dragoman: {scheme}://{shown}:{listening.getsockname()[1]}/mcp opens {name} to agents; "
        "Ctrl+C ends it"
    )
    uvicorn.Server(config).run(sockets=[listening])
