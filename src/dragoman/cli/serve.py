"""`dragoman serve`: the ledger as a site in the browser."""

from __future__ import annotations

import getpass
from threading import Thread

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import ledger_option
from dragoman.cli.output import say
from dragoman.errors import DragomanError
from dragoman.settings import Settings


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
@click.option(
    "--reviewer", metavar="NAME", help="Who reviews; by default the name that you log in with."
)
@click.pass_obj
def serve(
    settings: Settings, ledger: str | None, host: str, port: int, reviewer: str | None
) -> int:
    """Show a ledger as a site: dossiers, search, map, network, review.

    It is for you alone: only this machine can open it, and whoever works on this machine may read
    and review.

    \b
    dragoman serve --ledger news.db
    """
    try:
        import fastapi  # noqa: F401
        import uvicorn
    except ImportError as error:
        raise DragomanError("the site needs: pip install 'dragoman[web]'") from error
    from dragoman.cli.asking import opened
    from dragoman.web.safety import is_loopback
    from dragoman.web.site import Site, make_app

    if not is_loopback(host):
        raise click.UsageError(
            f"--host {host}: there are no accounts yet, so the site is for this machine only; "
            "use 127.0.0.1, localhost or ::1"
        )
    with opened(settings, ledger) as view:
        site = Site(view, settings, reviewer or _login())
        app = make_app(site)
        Thread(target=site.prepare, daemon=True).start()
        config = uvicorn.Config(app, host, port, log_level="warning", lifespan="off")
        address = f"[{host}]" if ":" in host else host
        say(f"dragoman: http://{address}:{port} shows {view.ledger.name}; Ctrl+C ends it")
        uvicorn.Server(config).run()
    return Exit.DONE


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"
