"""The pages, a file for each."""

from importlib import import_module

from fastapi import APIRouter

_FILES = (
    *("shared", "home", "lists", "pair", "event", "document", "dispute", "actor", "codebook"),
    *("runs", "review", "judging", "map", "network"),
)
ROUTERS: tuple[APIRouter, ...] = tuple(
    import_module(f"dragoman.web.pages.{name}").router for name in _FILES
)
