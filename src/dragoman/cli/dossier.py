"""`dragoman dossier`: everything between two parties on one page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.exits import Exit
from dragoman.cli.options import FILTERS, ledger_option, out_option
from dragoman.cli.output import coloured, say, width, write, write_file
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.present.dossier import Dossier

_BY_SUFFIX = {".html": "html", ".htm": "html", ".md": "md", ".docx": "docx", ".pdf": "pdf"}
_BY_SUFFIX |= {"": "text", ".txt": "text"}
_BYTES = ("docx", "pdf")


@click.command(short_help="Everything between two parties on one page.")
@click.argument("a")
@click.argument("b")
@ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "html", *_BYTES]),
    help="By default what the name of the output file says, else text; docx and pdf need --out.",
)
@FILTERS["since"]
@FILTERS["until"]
@FILTERS["statuses"]
@FILTERS["types"]
@FILTERS["min_confidence"]
@out_option
@click.pass_obj
def dossier(
    settings: Settings,
    /,
    a: str,
    b: str,
    ledger: str | None,
    form: str | None,
    out: str,
    **asked: Any,
) -> int:
    """Put everything between two parties on one page: timeline, figures, disputes, ties, sources.

    A and B are names or codes: Belarus, BLR, "European Union", EU. Every line quotes its source.

    \b
    dragoman dossier Chile Peru
    dragoman dossier CHL EU --since 2020 --status occurred --out page.html
    """
    from dragoman.api import dossier as laid_out
    from dragoman.cli.asking import opened

    wanted = form or _by_name(out)
    if wanted in _BYTES and out == "-":
        raise click.UsageError(f"{wanted} is no text: name a file with --out FILE")
    given = {name: value for name, value in asked.items() if value not in (None, ())}
    with opened(settings, ledger) as view:
        made = laid_out(view, a, b, settings=settings, **given)
    if made.empty:
        say(f"dragoman: nothing is on record between {made.names[0]} and {made.names[1]}")
        return Exit.NOTHING
    if wanted in _BYTES:
        write_file(lambda sink: sink.write(_file(wanted, made)), out)
    else:
        write([_renderer(wanted)(made)], out)
    return Exit.DONE


def _file(form: str, made: Dossier) -> bytes:
    if form == "docx":
        from dragoman.present.docx import dossier_docx

        return dossier_docx(made)
    from dragoman.present.pdf import dossier_pdf

    return dossier_pdf(made)


def _by_name(out: str) -> str:
    suffix = Path(out).suffix.lower()
    if suffix not in _BY_SUFFIX:
        known = ", ".join(sorted(filter(None, _BY_SUFFIX)))
        raise click.UsageError(f"--out {out}: say --format, or let the name end in {known}")
    return _BY_SUFFIX[suffix]


def _renderer(form: str) -> Callable[[Dossier], str]:
    if form == "html":
        from dragoman.present.html import dossier_html

        return dossier_html
    if form == "md":
        from dragoman.present.markdown import dossier_markdown

        return dossier_markdown
    from dragoman.present.text import dossier_text

    return lambda made: dossier_text(made, width=width(), colour=coloured())
