"""A server on loopback that misbehaves, for tests of a crawler's manners: `python tests/faulty_server.py`.

Prints its address. Every request is noted; `/log` gives the notes as lines "METHOD path seconds".
"""

from __future__ import annotations

import gzip
import sys
import time

import made_http

POSTS = (
    "good",
    "busy",
    "drip",
    "bomb",
    "large",
    "loop",
    "cut",
    "gone",
    "error",
    "image",
    "away",
    "inside",
    "forbidden",
)
STARTED = time.monotonic()
NOTES: list[str] = []
SEEN: dict[str, int] = {}
BOMB = gzip.compress(b"<p>" + b"0" * 60_000_000, 9)  # packed before any client waits


class Handler(made_http.Handler):
    """One answer for each path."""

    def do_POST(self) -> None:
        """Nobody should come here."""
        self._note()
        self._send(200, b"posted")

    def do_GET(self) -> None:
        """The answer that the path names."""
        if self.path == "/log":
            return self._send(200, "\n".join(NOTES).encode())
        self._note()
        SEEN[self.path] = SEEN.get(self.path, 0) + 1
        name = self.path.strip("/").rpartition("/")[2] or "home"
        if name.startswith("status"):
            return self._send(int(name.removeprefix("status")), b"<h1>An error that looks like a post</h1>")
        answer = getattr(self, f"_{name.partition('.')[0]}", None)
        return answer() if answer else self._post(name)

    def _note(self) -> None:
        NOTES.append(f"{self.command} {self.path} {time.monotonic() - STARTED:.3f}")

    def _send(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _post(self, name: str) -> None:
        entry = (
            f'<li class="pingback"><p>Pingback: <a href="http://s.example/{name}" class="url">T</a></p></li>'
        )
        self._send(
            200,
            f'<html><body class="single-post"><h1 class="entry-title">{name}</h1><article class="post">'
            f'<p>Text</p></article><ol class="commentlist">{entry}</ol></body></html>'.encode(),
        )

    def _home(self) -> None:
        self._send(200, b"<html><head><title>Faulty</title></head><body><p>Welcome</p></body></html>")

    def _robots(self) -> None:
        self._send(200, b"User-agent: *\nDisallow: /2020/01/forbidden/\n", "text/plain")

    def _sitemap(self) -> None:
        host = self.headers["Host"]
        rows = "".join(f"<url><loc>http://{host}/2020/01/{name}/</loc></url>" for name in POSTS)
        self._send(
            200,
            f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode(),
            "application/xml",
        )

    def _busy(self) -> None:
        if SEEN[self.path] == 1:
            return self._send(429, b"slow down", Retry_After="1")
        return self._post("busy")

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self._trickle()

    def _headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self._trickle()

    def _trickle(self) -> None:
        try:
            for _ in range(600):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def _unpacked(self) -> None:
        self._send(200, b"<p>Not packed</p>", Content_Encoding="gzip")

    def _xgzip(self) -> None:
        self._send(200, gzip.compress(b"<p>Packed</p>"), Content_Encoding="x-gzip")

    def _bomb(self) -> None:
        self._send(200, BOMB, Content_Encoding="gzip")

    def _large(self) -> None:
        self._send(200, b"<p>" + b"0" * 3_000_000)

    def _loop(self) -> None:
        self._send(302, b"", Location="/2020/01/loop2/")

    def _lost(self) -> None:
        self._send(302, b"", Location="/status404")

    def _loop2(self) -> None:
        self._send(302, b"", Location="/2020/01/loop/")

    def _cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"<html>only the begin")
        self.close_connection = True

    def _unchunked(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n<p>begin</\r\n")
        self.close_connection = True

    def _gone(self) -> None:
        self._send(410, b"gone")

    def _error(self) -> None:
        self._send(500, b"broken")

    def _image(self) -> None:
        self._send(200, b"\x89PNG" + b"0" * 100, "image/png")

    def _away(self) -> None:
        self._send(301, b"", Location="http://elsewhere.example/post/")

    def _inside(self) -> None:
        self._send(302, b"", Location="http://169.254.169.254/latest/meta-data/")


def main() -> None:
    """Serve until the process is ended."""
    server = made_http.Server(Handler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}/\n")
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
