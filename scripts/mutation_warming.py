"""The conftest of the copy that `mutation.py` tests: what no changed rule can alter is made once.

Before mutmut forks its workers it collects the tests. They are run then, so that parser, codebook
and the grammar of every sentence are there in each worker; what rules kept in caches is forgotten.
"""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper, cache
from typing import Any

import pytest

from dragoman import parse
from dragoman.parse import grammar

MUTATED = tuple(f"dragoman.{room}" for room in ("extract", "judge", "resolve", "merge"))


def _remembering(parse_sentences: Any) -> Any:
    known: dict[Any, Any] = {}

    def remembered(sentences: Any, parser: Any, rebuild: Any = None) -> Any:
        key = (tuple(sentences), id(parser))
        if rebuild:
            return parse_sentences(sentences, parser, rebuild)
        if key not in known:
            known[key] = list(parse_sentences(sentences, parser))
        return known[key]

    return remembered


grammar.parse_sentences = _remembering(grammar.parse_sentences)
setattr(parse, "parse_sentences", grammar.parse_sentences)  # noqa: B010 - a name not exported
parse.load_parser = grammar.load_parser = cache(grammar.load_parser)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Run the tests where they would only be collected, and forget what the rules made."""
    if not session.config.option.collectonly:
        return
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
    for kept in [o for o in gc.get_objects() if isinstance(o, _lru_cache_wrapper)]:
        module = str(getattr(kept, "__module__", ""))
        if module.startswith(MUTATED) or "tests" in module:
            kept.cache_clear()
