"""How long something takes at its best: a busy machine may be slow, the program may not."""

import time
from collections.abc import Callable
from typing import Any


def best(run: Callable[[], Any], *, rounds: int = 5) -> float:
    """Seconds by the clock of the quickest round."""

    def once() -> float:
        begun = time.perf_counter()
        run()
        return time.perf_counter() - begun

    return min(once() for _ in range(rounds))
