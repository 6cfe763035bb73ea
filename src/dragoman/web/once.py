"""Answers that are dear to make: of many who ask at once one makes it, the others wait for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Once:
    """Keeps the answers that were asked for last."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._turn = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer under this key, made if it is not kept; what goes wrong is not kept."""
        with self._turn:
            if key in self._kept:
                return cast("T", self._again(key))
            mine = self._making.setdefault(key, Lock())
        with mine:
            with self._turn:
                if key in self._kept:
                    return cast("T", self._again(key))
            try:
                made = make()
                with self._turn:
                    self._keep(key, made)
            finally:
                with self._turn:
                    self._making.pop(key, None)
            return made

    def _again(self, key: Hashable) -> Any:
        self._kept.move_to_end(key)
        return self._kept[key]

    def _keep(self, key: Hashable, made: object) -> None:
        self._kept[key] = made
        while len(self._kept) > self.most:
            self._kept.popitem(last=False)
