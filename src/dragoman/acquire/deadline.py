"""A bound on the time that one document may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


class OutOfTimeError(BaseException):
    """The work took longer than it may.

    No `Exception`: libraries that go on after whatever fails would go on after this, too.
    """


def within(seconds: float, work: Callable[[], T]) -> T:
    """The result of the work; raises OutOfTimeError when it takes longer.

    Only the main thread can be interrupted, and not on Windows: elsewhere the work may take its
    time, and so it may where an alarm of the caller's own is set.
    """
    alone = threading.current_thread() is threading.main_thread()
    if not alone or not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_REAL)[0]:
        return work()

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
