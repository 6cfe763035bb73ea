"""`dragoman serve`: the ledger as a site in the browser."""

from __future__ import annotations

import getpass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from dragoman.cli.exits import Exit
from dragoman.cli.listening import check_pair, names_of, open_options
from dragoman.cli.options import ledger_option
from dragoman.cli.output import say
from dragoman.cli.users import peopled
from dragoman.errors import DragomanError
from dragoman.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dragoman.web.access.gate import Access
    from dragoman.web.site import Site


@click.command(short_help="Show a ledger as a site in the browser.")
@ledger_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen at; this machine."
)
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="The port; 0 takes a free one.",
)
@open_options
@click.option(
    "--reviewer", metavar="NAME", help="Who reviews; by default the name that you log in with."
)
@click.pass_obj
def serve(
    settings: Settings,
    /,
    ledger: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    file: Path | None,
    accounts: bool,
    certificate: Path | None,
    key: Path | None,
    reviewer: str | None,
) -> int:
    """Show a ledger as a site: dossiers, search, map, network, review; REST below /api/v1.

    Without more it is for you alone: only this machine can open it, and whoever works on this
    machine may read and review. At another address, or under a --name, everyone needs an account.

    \b
    dragoman serve --ledger news.db
    dragoman serve --host 192.0.2.7 --tls-certificate chain.pem --tls-key key.pem
    """
    _check_extra()
    from dragoman.cli.asking import opened
    from dragoman.ledger.opening import share
    from dragoman.web.site import Site, make_app

    check_pair(certificate, key)
    names = names_of(host, names)
    with opened(settings, ledger) as view:
        share(view.ledger.engine)
        access = _access(settings, ledger, file) if names or accounts else None
        site = Site(view, settings, reviewer or _login())
        app = make_app(site, access, names)
        Thread(target=_prepare, args=(site, app), daemon=True).start()
        _tell(host, port, view.ledger.name, certificate is not None, open_=bool(names))
        _run(app, host, port, certificate, key)
    return Exit.DONE


def _prepare(site: Site, app: FastAPI) -> None:
    """What takes a while at the first question, made before it is asked."""
    site.prepare()
    app.state.api.openapi()


def _check_extra() -> None:
    try:
        import fastapi  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise DragomanError("the site needs: pip install 'dragoman[web]'") from error


def _run(app: FastAPI, host: str, port: int, certificate: Path | None, key: Path | None) -> None:
    import uvicorn

    from dragoman.web.listening import Impatient

    config = uvicorn.Config(
        *(app, host, port),
        log_level="warning",
        lifespan="off",
        ssl_certfile=certificate,
        ssl_keyfile=key,
        server_header=False,
        http=Impatient,
        timeout_graceful_shutdown=10,
        timeout_keep_alive=20,  # longer than a reader is told to wait: who comes again is awaited
    )
    uvicorn.Server(config).run()


def _access(settings: Settings, ledger: str | None, file: Path | None) -> Access:
    from dragoman.web.access.gate import Access

    return Access(peopled(settings, ledger, file))


def _tell(host: str, port: int, ledger: str, secure: bool, *, open_: bool) -> None:
    address = f"[{host}]" if ":" in host else host
    scheme = "https" if secure else "http"
    say(f"dragoman: {scheme}://{address}:{port} shows {ledger}; Ctrl+C ends it")
    if open_ and not secure:
        say(
            "dragoman: passwords travel as plain text unless a proxy on this machine speaks https; "
            "--tls-certificate and --tls-key let dragoman do it"
        )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"
