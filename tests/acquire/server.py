"""A web server on this machine that behaves well or badly, as its pages say."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Page = Callable[[BaseHTTPRequestHandler], None]


def page(
    body: bytes | str,
    kind: str = "text/html; charset=utf-8",
    status: int = 200,
    etag: str | None = None,
    **headers: str,
) -> Page:
    """A page that is sent whole; with an etag it answers 304 to who has it already."""
    raw = body.encode() if isinstance(body, str) else body

    def send(request: BaseHTTPRequestHandler) -> None:
        if etag and request.headers.get("If-None-Match") == etag:
            request.send_response(304)
            request.end_headers()
            return
        request.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(raw))}
        told |= {"ETag": etag} if etag else {}
        for name, value in (told | {n.replace("_", "-"): v for n, v in headers.items()}).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(raw)

    return send


def moved(to: str, status: int = 302) -> Page:
    """A redirect."""
    return page(b"", status=status, Location=to)


def failing(times: int, then: Page, status: int = 500, **headers: str) -> Page:
    """A page that fails so many times before it works."""
    left = [times]

    def send(request: BaseHTTPRequestHandler) -> None:
        if left[0]:
            left[0] -= 1
            page(b"failed", status=status, **headers)(request)
        else:
            then(request)

    return send


def truncated(request: BaseHTTPRequestHandler) -> None:
    """A page that ends before it said it would."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Content-Length", "5000")
    request.end_headers()
    request.wfile.write(b"<html><body><p>The ministers met")


def trickling(request: BaseHTTPRequestHandler) -> None:
    """A page that never ends, byte by byte."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    try:
        for _ in range(600):
            request.wfile.write(b"a")
            request.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


def slow_headers(request: BaseHTTPRequestHandler) -> None:
    """A server that takes for ever over its first lines."""
    try:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for i in range(90):
            request.wfile.write(f"X-{i}: a\r\n".encode())
            request.wfile.flush()
            time.sleep(0.05)
        time.sleep(30)
    except OSError:
        return


def endless(request: BaseHTTPRequestHandler) -> None:
    """A page without a length that sends for as long as someone listens."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    try:
        for _ in range(10_000):
            request.wfile.write(b"a" * 65_536)
    except OSError:
        return


def bomb(request: BaseHTTPRequestHandler) -> None:
    """A small packed page that unpacks to 30 megabytes."""
    page(gzip.compress(b"a" * 30_000_000, compresslevel=1), Content_Encoding="gzip")(request)


def no_http(request: BaseHTTPRequestHandler) -> None:
    """Bytes that are no answer."""
    request.wfile.write(b"\x00\x01\x02 not http at all\r\n\r\n")


@dataclass
class Site:
    """A running server: its address, its pages by path, and what was asked of it."""

    url: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heard: list[tuple[str, bytes]] = field(default_factory=list)

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return self.asked.count(path)


@contextmanager
def serving() -> Iterator[Site]:
    """A server that runs while it is used."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.pages.get(self.path, page("not here", status=404))(self)

        def do_POST(self) -> None:
            site.asked.append(self.path)
            length = int(self.headers.get("Content-Length", "0"))
            site.heard.append((self.path, self.rfile.read(length)))
            site.pages.get(self.path, page("not here", status=404))(self)

        def log_message(self, *_: object) -> None:
            return

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    serve = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    serve.start()
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
