"""How often someone may ask: a bucket that fills again as time goes by."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from threading import Lock
from time import monotonic

_MOST = 10_000  # askers that are remembered; a forgotten one starts with a full bucket


def neighbourhood(address: str) -> str:
    """The address that counts: whoever has one of IPv6 has all that begin with its first half."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), 64), strict=False))


@dataclass
class Limit:
    """So many requests at once, and so many more each minute."""

    at_once: int
    a_minute: float
    clock: Callable[[], float] = monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _turn: Lock = field(default_factory=Lock)

    def wait(self, who: str) -> int:
        """Count a request; 0 if it may go on, else the seconds to wait."""
        now = self.clock()
        with self._turn:
            left, then = self._left.pop(who, (float(self.at_once), now))
            left = min(self.at_once, left + (now - then) * self.a_minute / 60)
            allowed = left >= 1
            self._left[who] = (left - 1 if allowed else left, now)
            while len(self._left) > _MOST:
                self._left.popitem(last=False)
        return 0 if allowed else max(1, ceil((1 - left) * 60 / self.a_minute))
