"""Web addresses that may be asked: none within the user's own network unless it is allowed."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

Resolve = Callable[[str, int], Sequence[str]]
WEB = re.compile(r"https?://", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")
# A name, or the digits of IPv6; white space would let a host say more than it is.
_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+")
_SECRET = re.compile(r"//[^/?#@]*@")
_LONGEST = 4000
# IPv6 ranges whose addresses stand for one of IPv4: NAT64, local NAT64, 6to4 (the bits to skip).
_WITHIN = (
    (ip_network("64:ff9b::/96"), 0),
    (ip_network("64:ff9b:1::/48"), 0),
    (ip_network("2002::/16"), 80),
)


class AddressError(Exception):
    """An address that is not asked; the message says why. `lasting`: nor will it be later."""

    def __init__(self, message: str, *, lasting: bool = True) -> None:
        super().__init__(message)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: connect to one of `numbers`, never look the name up again.

    Between the check and the connection a name could come to mean another machine.
    """

    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt and the pace hold for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == _PORTS[self.scheme]
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")

    @property
    def url(self) -> str:
        """The address as it is asked."""
        return self.origin + self.path


def is_web(name: str) -> bool:
    """Whether a name is an address of the web."""
    return bool(WEB.match(name))


def shown(url: str) -> str:
    """An address without the name and password that it may hold."""
    return _SECRET.sub("//…@", url)


def looked_up(host: str, port: int) -> Sequence[str]:
    """The numbers that a name stands for now."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def target(url: str, *, private: bool = False, resolve: Resolve = looked_up) -> Target:
    """Check an address and look its name up; raises AddressError.

    `private` allows machines of the user's own network.
    """
    parts, host, port = _parts(url)
    try:
        numbers = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise AddressError(f"its host {host} is not known ({error})", lasting=False) from None
    allowed = tuple(number for number in numbers if private or is_public(number))
    if not allowed:
        raise AddressError(
            f"its host {host} is a machine of your own network, which is refused "
            "(setting allow_private)"
        )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Target(parts.scheme.lower(), host, port, urlunsplit(("", "", path, query, "")), allowed)


def is_public(number: str) -> bool:
    """Whether an address is one of the open internet, also seen through the forms of IPv6."""
    try:
        found = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (inner := _inner(found)) is not None:
        return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _inner(found: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that one of IPv6 stands for."""
    if found.ipv4_mapped is not None:
        return found.ipv4_mapped
    if found.teredo is not None:
        return found.teredo[1]
    for network, shift in _WITHIN:
        if found in network:
            return IPv4Address((int(found) >> shift) & 0xFFFFFFFF)
    # ::1.2.3.4, out of use, but some systems still send it on
    return IPv4Address(int(found)) if 1 < int(found) < 1 << 32 else None


def _parts(url: str) -> tuple[SplitResult, str, int]:
    if len(url) > _LONGEST:
        raise AddressError(f"is longer than {_LONGEST:,} characters")
    try:
        parts = urlsplit(_UNPRINTABLE.sub(lambda found: quote(found.group()), url.strip()))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError) as error:
        raise AddressError(f"is no address of the web ({error})") from None
    if parts.scheme.lower() not in _PORTS:
        raise AddressError(f"is an address of the kind {parts.scheme or 'unknown'}, not http(s)")
    if not host:
        raise AddressError("is no address of the web (it names no host)")
    if not _HOST.fullmatch(host):
        raise AddressError("is no address of the web (its host is no name)")
    if parts.username is not None or parts.password is not None:
        raise AddressError("holds a name or password, which would be kept in the ledger")
    return parts, host, port or _PORTS[parts.scheme.lower()]
