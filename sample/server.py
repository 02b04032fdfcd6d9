"""Serves the sample network over HTTP on loopback, one port, the blogs told apart by their host names."""

from __future__ import annotations

import sys
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sample.network import PORT, SampleBlog, build_network
from sample.render import answer

LOOPBACK = "127.0.0.1"
UNTIL_EOF = "until-eof"
"""Third argument of `python -m sample`: serve no longer than standard input is open."""


class SampleServer(ThreadingHTTPServer):
    """A web server of the sample network; `home_urls` are its blogs. Listens on loopback only."""

    daemon_threads = True
    # A crawl opens its connections all at once; a short backlog would refuse some of them.
    request_queue_size = 64

    def __init__(self, *, today: date, port: int = PORT) -> None:
        """Bind `port`, or a free one where it is taken or 0."""
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except OSError:
            super().__init__((LOOPBACK, 0), _Handler)
        self.network: tuple[SampleBlog, ...] = build_network(today=today, port=self.server_port)

    @property
    def home_urls(self) -> tuple[str, ...]:
        """Home pages of the blogs, by name."""
        return tuple(blog.home for blog in self.network)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor that goes away in the middle is no error; anything else is told as ever."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # The body goes out behind the head at once; else the visitor's kernel lets each answer wait for 40 ms.
    disable_nagle_algorithm = True
    server: SampleServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        reply = answer(
            self.server.network,
            self.headers.get("Host", ""),
            unquote(parts.path),
            dict(parse_qsl(parts.query)),
        )
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it)
        """Say nothing: the crawl has its own display."""
