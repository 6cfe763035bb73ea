"""One question to one server, within bounds of time and size, whatever it sends."""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from http.client import HTTPException
from threading import Timer
from types import TracebackType
from typing import Any, Self

from dragoman.acquire.addresses import Target

CONNECT_SECONDS = 10
_CHUNK = 65_536
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
ENCODINGS = "gzip, deflate"


class RequestError(Exception):
    """A question that got no whole answer; `lasting`: asking again would not help."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes of an answer are taken, as sent and unpacked, and how long it may last."""

    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: its status, headers (names in lower case) and unpacked body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def ask(
    target: Target,
    headers: Mapping[str, str],
    limits: Limits,
    *,
    method: str = "GET",
    body: bytes | None = None,
) -> Answer:
    """Send one request to a checked address, at its first number that answers.

    Raises RequestError. Redirects are not followed: each is a new address to be checked.
    """
    last: RequestError | None = None
    for number in target.numbers:
        connection = _connection(target, number)
        try:
            with _Alarm(connection, limits.seconds) as alarm:
                return _exchange(connection, target, headers, limits, method, body, alarm)
        except _Unreachable as error:
            last = error
        finally:
            connection.close()
    assert last is not None
    raise last


class _Unreachable(RequestError):  # noqa: N818 - a case of RequestError
    """No connection to this number of the host."""


def _connection(target: Target, number: str) -> Any:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if target.scheme == "http":
        return HTTPConnection(number, target.port, timeout=CONNECT_SECONDS)
    return HTTPSConnection(
        number,
        target.port,
        timeout=CONNECT_SECONDS,
        server_hostname=target.host,
        ssl_context=_trust(),
    )


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


class _Alarm:
    """Ends a connection when its time is over, however slowly bytes still trickle in."""

    def __init__(self, connection: Any, seconds: float) -> None:
        self.connection, self.late = connection, False
        self.sock: socket.socket | None = None
        self.timer = Timer(seconds, self._end)
        self.timer.daemon = True

    def __enter__(self) -> Self:
        self.timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.timer.cancel()

    def _end(self) -> None:
        self.late = True
        # The connection lets go of its socket as soon as the answer begins.
        sock = self.sock or self.connection.sock
        if sock is not None:
            with suppress(OSError):
                # The plain socket's: that of TLS would pull its state from under the reader.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _exchange(
    connection: Any,
    target: Target,
    headers: Mapping[str, str],
    limits: Limits,
    method: str,
    body: bytes | None,
    alarm: _Alarm,
) -> Answer:
    from urllib3.exceptions import HTTPError

    try:
        _connect(connection)
        alarm.sock = connection.sock
        connection.sock.settimeout(limits.seconds)
        sent = {"Host": target.origin.partition("://")[2], **headers}
        connection.request(
            method, target.path, body=body, headers=sent,
            preload_content=False, decode_content=False,
        )  # fmt: skip
        with closing(connection.getresponse()) as response:
            answer = _answer(response, limits)
        if alarm.late:
            # What has no length looks whole when the connection is ended.
            raise RequestError(_late(limits))
        return answer
    except RequestError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise RequestError(f"the server does not show who it is ({error.verify_message})") from None
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if alarm.late:
            raise RequestError(_late(limits)) from None
        raise RequestError(f"broke off ({_plain(error)})") from None


def _answer(response: Any, limits: Limits) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    # Only of what was asked for the content counts; pages of errors may be of any size.
    body = _body(response, headers, limits) if response.status == 200 else b""
    return Answer(response.status, headers, body)


def _late(limits: Limits) -> str:
    return f"takes longer than {limits.seconds:g} seconds (setting fetch_seconds)"


def _connect(connection: Any) -> None:
    from urllib3.exceptions import HTTPError

    try:
        connection.connect()
    except ssl.SSLCertVerificationError:
        raise
    except (HTTPError, OSError) as error:
        raise _Unreachable(f"cannot be reached ({_plain(error)})") from None


def _body(response: Any, headers: Mapping[str, str], limits: Limits) -> bytes:
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limits.size:
        raise _too_big(limits)
    unpack = _unpacking(headers.get("content-encoding", ""), limits)
    taken, found = 0, bytearray()
    for chunk in response.stream(_CHUNK, decode_content=False):
        taken += len(chunk)
        if taken > limits.size:
            raise _too_big(limits)
        found += unpack.feed(chunk)
    unpack.check_end()
    return bytes(found)


def _too_big(limits: Limits) -> RequestError:
    reason = f"has more than the limit of {limits.size:,} bytes (setting max_bytes)"
    return RequestError(reason, lasting=True)


class _Plain:
    """A body that is not packed."""

    def feed(self, chunk: bytes) -> bytes:
        return chunk

    def check_end(self) -> None:
        return


class _Packed:
    """A packed body, unpacked piece by piece up to the limit: a bomb goes off no further."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.stream = zlib.decompressobj(_GZIP_OR_ZLIB)
        self.size = 0

    def feed(self, chunk: bytes) -> bytes:
        try:
            found = self.stream.decompress(chunk, self.limits.size - self.size + 1)
        except zlib.error as error:
            raise RequestError(f"is packed in a broken way ({error})") from None
        self.size += len(found)
        if self.size > self.limits.size:
            raise RequestError(
                f"unpacks to more than the limit of {self.limits.size:,} bytes (setting max_bytes)",
                lasting=True,
            )
        return found

    def check_end(self) -> None:
        if not self.stream.eof:
            raise RequestError("broke off (the packed content is cut short)")


def _unpacking(encoding: str, limits: Limits) -> _Plain | _Packed:
    named = encoding.strip().lower()
    if named in {"", "identity"}:
        return _Plain()
    if named in {"gzip", "x-gzip", "deflate"}:
        return _Packed(limits)
    raise RequestError(f"comes packed as {named!r}, which was not asked for", lasting=True)


def _plain(error: Exception) -> str:
    """The cause without the names of Python objects around it."""
    text = str(error.__cause__ or error) if isinstance(error, OSError) else str(error)
    return text.rpartition(">: ")[2] or type(error).__name__
