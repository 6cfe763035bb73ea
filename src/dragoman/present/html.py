"""A dossier as one HTML file that needs nothing else: no script, no request, ready to print."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dragoman.present import labels, status, words
from dragoman.present.chart import balance_chart, line_chart
from dragoman.present.dossier import Dossier
from dragoman.present.inert import inert, one_line
from dragoman.present.overview import counts, coverage, status_counts, uses

UNSURE = 0.5
TEMPLATES = Path(__file__).parent / "templates"


def dossier_html(dossier: Dossier) -> str:
    """The whole page; the same dossier gives the same bytes."""
    return environment().get_template("dossier.html").render(dossier=dossier)


def said(text: object) -> Markup:
    """Words from a document: inert, escaped, and kept from turning the text around them."""
    return Markup("<bdi>{}</bdi>").format(escape(one_line(str(text))))


@lru_cache(maxsize=4)
def environment(*folders: Path) -> Environment:
    """Templates of these folders and our own, with the words that all pages share."""
    environment = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "said": said,
        "inert": inert,
        "date_words": words.date_words,
        "plain": words.plain,
        "signed": words.signed,
        "look": status.LOOKS.__getitem__,
    }
    environment.globals |= {
        "balance_chart": balance_chart,
        "line_chart": line_chart,
        "counts": counts,
        "coverage": coverage,
        "status_counts": status_counts,
        "uses": uses,
        "unsure_below": UNSURE,
        "looks": status.LOOKS,
        "acts": labels.acts,
        "place": "#{}".format,
        "numbered": True,
    }
    return environment
