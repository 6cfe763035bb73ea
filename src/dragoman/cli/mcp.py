"""`dragoman mcp`: the ledger as tools for agents."""

from __future__ import annotations

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import ledger_option
from dragoman.cli.output import say
from dragoman.errors import DragomanError
from dragoman.settings import Settings

_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


@click.command(short_help="Let agents ask a ledger over MCP.")
@ledger_option
@click.option(
    "--http",
    "address",
    metavar="HOST:PORT",
    help="Serve over HTTP at this address of this machine, at /mcp, instead of standard input and "
    "output; port 0 takes a free one.",
)
@click.pass_obj
def mcp(settings: Settings, ledger: str | None, address: str | None) -> int:
    """Let agents ask a ledger: read-only tools of the Model Context Protocol.

    Every answer tells status and speaker of each record with its quote and source, so that nothing
    denied or planned passes for a fact. Without --http the agent starts this command itself and
    speaks over its standard input and output.

    \b
    dragoman mcp --ledger news.db
    dragoman mcp --ledger news.db --http 127.0.0.1:8766
    """
    where = _host_and_port(address) if address else None
    try:
        import mcp.server  # noqa: F401
    except ImportError as error:
        raise DragomanError("serving agents needs: pip install 'dragoman[mcp]'") from error
    from dragoman.cli.asking import opened
    from dragoman.mcp.desk import Desk
    from dragoman.mcp.server import make_server, run_stdio

    with opened(settings, ledger) as view:
        server = make_server(Desk(view, settings))
        if where:
            _serve(server, view.ledger.name, *where)
        else:
            say(f"dragoman: {view.ledger.name} is open to an agent on standard input and output")
            run_stdio(server)
    return Exit.DONE


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    host = host.strip("[]").lower()
    if host not in _HOSTS:
        raise click.UsageError(
            f"--http {address}: there are no accounts for agents, so it is for this machine only; "
            "use 127.0.0.1:PORT, localhost:PORT or [::1]:PORT"
        )
    if not (port.isascii() and port.isdecimal() and len(port) < 6 and int(port) < 65536):
        raise click.UsageError(f"--http {address}: expected a port from 0 to 65535")
    return host, int(port)


def _serve(server: object, name: str, host: str, port: int) -> None:
    import uvicorn

    from dragoman.mcp.server import Server, http_app

    assert isinstance(server, Server)
    config = uvicorn.Config(http_app(server, host), host, port, log_level="warning")
    listening = config.bind_socket()
    shown = f"[{host}]" if ":" in host else host
    say(
        f"dragoman: http://{shown}:{listening.getsockname()[1]}/mcp opens {name} to agents; "
        "Ctrl+C ends it"
    )
    uvicorn.Server(config).run(sockets=[listening])
