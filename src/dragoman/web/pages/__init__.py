"""The pages, a file for each."""

from importlib import import_module

from fastapi import APIRouter

from dragoman.web.site import Site

_FILES = (
    *("shared", "home", "lists", "pair", "event", "document", "dispute", "actor", "codebook"),
    *("runs", "proposals", "review", "judging", "map", "network"),
)


def warm(site: Site) -> None:
    """Count what the first pages show, so that the first reader need not wait."""
    from dragoman.query import Filter
    from dragoman.query.acts import located
    from dragoman.query.counting import facets, held, pairs
    from dragoman.web.pages.home import matrix
    from dragoman.web.pages.map import SPOTS

    everything = Filter()
    site.counted("matrix", lambda: matrix(site))
    site.counted("held", lambda: held(site.view))
    site.counted(("facets", everything), lambda: facets(site.view, everything))
    site.counted(("pairs", everything), lambda: pairs(site.view, asked=everything))
    site.counted(("spots", everything), lambda: located(site.view, everything, SPOTS))


ROUTERS: tuple[APIRouter, ...] = tuple(
    import_module(f"dragoman.web.pages.{name}").router for name in _FILES
)
