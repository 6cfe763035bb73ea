"""Ray, as it is used here: joined quietly, given tasks that may be repeated, left again."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from dragoman.errors import DragomanError

# A worker that is lost is no fault of the task: it may be lost again.
_TRIES = 20
_PATIENCE = 10  # seconds until a cluster answers
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
}
_HINT = (
    "; a cluster with a token wants RAY_AUTH_MODE=token and the ~/.ray/auth_token of its head, "
    "on this machine too"
)
Ref = Any


def loaded() -> Any:
    """The library; raises DragomanError that tells how to install it."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise DragomanError("--engine ray needs `pip install 'dragoman[ray]'`") from error
    return ray


@contextmanager
def joined(address: str | None) -> Iterator[Any]:
    """The cluster at an address, else of RAY_ADDRESS, else one of this machine's own processors.

    A program that has joined a cluster already stays in it.
    """
    ray = loaded()
    mine = not ray.is_initialized()
    if mine:
        _join(ray, address or os.environ.get("RAY_ADDRESS") or "local")
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        with told(ray):
            yield ray
    finally:
        if mine:
            ray.shutdown()


def _join(ray: Any, address: str) -> None:
    _answers(address)
    own = {"include_dashboard": False} if address == "local" else {}
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **own)
    except (ConnectionError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        words = str(error).strip().splitlines() or [type(error).__name__]
        hint = "" if address == "local" else _HINT
        raise DragomanError(f"no cluster can be reached at {address}: {words[0]}{hint}") from error


def _answers(address: str) -> None:
    """Raise DragomanError where nothing listens at host:port: Ray itself would wait for minutes."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or "://" in address:
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise DragomanError(f"no cluster can be reached at {address}: {error}") from error


@contextmanager
def told(ray: Any) -> Iterator[None]:
    """Tell what went wrong on a worker as one's own error."""
    try:
        yield
    except ray.exceptions.RayError as error:
        cause = getattr(error, "cause", None) or error
        if isinstance(cause, DragomanError):
            raise cause from error
        last = str(cause).strip().splitlines() or [type(cause).__name__]
        raise DragomanError(f"the cluster could not go on: {last[-1]}") from error


def processors(ray: Any) -> int:
    """How many processors the cluster has."""
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


@dataclass(frozen=True, slots=True)
class Engine:
    """Tasks on the cluster. Each may run again where a worker was lost: it must be repeatable."""

    ray: Any

    def spread(
        self, function: Callable[..., Any], asked: Sequence[Sequence[Any]], parts: int
    ) -> list[list[Ref]]:
        """Run the function for each list of arguments; it returns `parts` values.

        What comes back is turned round: for each part what all runs have for it.
        """
        task = self.ray.remote(function).options(num_returns=parts, max_retries=_TRIES)
        made = [task.remote(*arguments) for arguments in asked]
        rows = [one if parts > 1 else [one] for one in made]
        return [[row[part] for row in rows] for part in range(parts)]

    def each(self, function: Callable[..., Any], asked: Sequence[Sequence[Any]]) -> list[Any]:
        """The results of the function for each list of arguments, in order."""
        [made] = self.spread(function, asked, 1)
        return list(self.ray.get(made))

    def shared(self, value: Any) -> Ref:
        """A value that many tasks are given, sent to each machine once."""
        return self.ray.put(value)
