"""What the servers of the tests' blogs have in common."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server(ThreadingHTTPServer):
    """On a free port of this machine. A crawl opens its connections all at once: those that a short backlog
    refuses try again after a second."""

    request_queue_size = 64

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)


class Handler(BaseHTTPRequestHandler):
    """Keeps connections open, and sends a body right behind its head: the kernel would let it wait for the
    visitor's word on the head, 40 ms."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """No log."""
