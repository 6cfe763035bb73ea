"""A connection that says nothing, or ever less, is not kept open for it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

uvicorn = pytest.importorskip("uvicorn", reason="pip install 'dragoman[web]'")

from dragoman.web.listening import Impatient  # noqa: E402


class Quick(Impatient):
    silence = 0.4


async def hello(scope, receive, send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    config = uvicorn.Config(hello, "127.0.0.1", 0, http=Quick, lifespan="off", log_level="error")
    listening = config.bind_socket()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    for _ in range(400):
        if server.started:
            break
        time.sleep(0.05)
    assert server.started
    yield listening.getsockname()
    server.should_exit = True
    thread.join(20)
    listening.close()
    assert not thread.is_alive()


HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def ended(connection: socket.socket) -> bool:
    """Whether the server hangs up; the test's patience is far longer than the server's."""
    connection.settimeout(20)
    try:
        return connection.recv(100) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("said", [b"", b"GET / HT", HEAD])
def test_who_says_nothing_more_is_hung_up_on(address, said: bytes) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(said)
        assert ended(connection)


def test_a_head_that_trickles_does_not_buy_time(address) -> None:
    with socket.create_connection(address) as connection:
        begun, gone = time.monotonic(), False
        while not gone and time.monotonic() < begun + 20:
            time.sleep(0.05)
            try:
                connection.sendall(b"X")
            except OSError:
                gone = True
        assert gone


def test_one_request_after_another_is_answered(address) -> None:
    with socket.create_connection(address) as connection:
        connection.settimeout(20)
        for _ in range(3):
            connection.sendall(HEAD + b"\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.1 204")
        connection.sendall(b"GET")
        assert ended(connection)
