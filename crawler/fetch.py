"""One page by one GET, for looking at a single page by hand; a crawl has its own, far more careful way."""

from __future__ import annotations

import gzip
import http.client
import socket
import ssl
import zlib
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError, URLError
from urllib.request import HTTPHandler, HTTPSHandler, Request, build_opener

from crawler.agent import user_agent
from crawler.binary import is_binary
from crawler.errors import TrackgraphError
from crawler.saved import lost_links, stated_address
from crawler.seeds import page_address
from crawler.urls import absolute

TIMEOUT = 20.0
"""Seconds that a server may stay silent."""
LONGEST = 60.0
"""Seconds that a page may take, redirects and headers among them."""
MAX_BYTES = 10_000_000
"""Bytes of a page that are read, before and after decompression."""

_GONE = "there is no page at this address; check it"
_SHUT = "the site does not show it to programs; save the page in a browser and inspect the file"
_BUSY = "the site is busy, or wants to be left alone; ask again later"
_MEANINGS = {404: _GONE, 410: _GONE, 401: _SHUT, 403: _SHUT, 429: _BUSY, 503: _BUSY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came: `url` after redirects, the HTTP status, headers with repeats, the decompressed body.

    `note` is what the user must know of it to judge what is read: one line, or "".
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    note: str = ""


class _Connection(http.client.HTTPConnection):
    def connect(self) -> None:
        # RFC 6761, 6.3: names below localhost are this machine, whether or not its resolver knows.
        if self.host.endswith(".localhost"):
            self.sock = socket.create_connection(("127.0.0.1", self.port), self.timeout)
        else:
            super().connect()


def _any_certificate() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class _Handler(HTTPHandler):
    def http_open(self, request: Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, request)


def page_named(name: str, url: str = "") -> Fetched:
    """The page that a user names by its address, or by the file that it was saved in and came to from `url`.

    Raises TrackgraphError, one line, as `fetch` and `read_saved` do, and where `url` is told of an address.
    """
    address = page_address(name)
    if not address:
        return read_saved(Path(name), url)
    if url:
        raise TrackgraphError(f"--url is the address of a saved page; {address} is none: leave it out")
    return fetch(address, user_agent=user_agent())


def fetch(url: str, *, user_agent: str) -> Fetched:
    """GET one URL that the user named, at most ten redirects, at most `MAX_BYTES`.

    As in a crawl, certificates are not checked: old blogs have forgotten ones, and what is read is public.
    Raises TrackgraphError, one line, when nothing came, or an error (404, 503 …): what such an answer shows
    is no post, though it may look like one.
    """
    spelled = absolute(url, url)
    if spelled is None:
        raise TrackgraphError(f"{url}: not a web address; give one that begins with http:// or https://")
    headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip"}
    request = Request(spelled.split("#")[0], headers=headers, method="GET")
    answer: Future[Fetched] = Future()
    # No time limit of a socket covers a server that lets a line of its headers drip.
    Thread(target=_settle, args=(answer, request, url), daemon=True).start()
    try:
        return answer.result(LONGEST)
    except TimeoutError as exc:
        raise TrackgraphError(
            f"{url}: not complete after {LONGEST:.0f} s; save the page in a browser and inspect the file"
        ) from exc


def _settle(answer: Future[Fetched], request: Request, url: str) -> None:
    try:
        answer.set_result(_get(request, url))
    except BaseException as exc:  # noqa: BLE001
        answer.set_exception(exc)  # raised by who waits for the answer


def _get(request: Request, url: str) -> Fetched:
    try:
        with build_opener(_Handler, HTTPSHandler(context=_any_certificate())).open(
            request, timeout=TIMEOUT
        ) as response:
            got = _fetched(response, url)
            _check_page(got.body, url)
            return got
    except HTTPError as exc:
        exc.close()
        raise TrackgraphError(_refusal(exc, request.full_url)) from exc
    except (URLError, OSError, ValueError, http.client.HTTPException) as exc:
        reason = getattr(exc, "reason", None) or str(exc) or type(exc).__name__
        if isinstance(reason, socket.gaierror):
            raise TrackgraphError(f"{url}: its host name is unknown; check the address") from exc
        said = getattr(reason, "strerror", None) or reason  # without the number that systems give it
        raise TrackgraphError(f"{url}: no answer ({said}); check the address and your connection") from exc


def _refusal(exc: HTTPError, url: str) -> str:
    """One line on an answer that brings no page: who gave it, and what that means."""
    if exc.code < 400:
        return f"{url} answers {exc.code}: it redirects without end, or to no page"
    led = f"{url} leads to {exc.url}, which" if exc.url and exc.url != url else url
    fault = (
        "the site has a fault; ask again later" if exc.code >= 500 else "it gives no page; check the address"
    )
    return f"{led} answers {exc.code}: {_MEANINGS.get(exc.code, fault)}"


def read_saved(path: Path, url: str = "") -> Fetched:
    """A saved page that came from `url`, by default from where it says that it did, else its file: address.

    Raises TrackgraphError, one line, when it cannot be read or is no web page, or `url` is no web address.
    """
    if url and absolute(url, url) is None:
        raise TrackgraphError(
            f"--url {url!r} is no web address; give one that begins with http:// or https://"
        )
    try:
        body = path.read_bytes()
    except OSError as exc:
        raise TrackgraphError(f"{path}: {exc.strerror or exc}; give a URL or a saved page") from exc
    _check_page(body, str(path))
    address, note = (url, "") if url else _assumed(path, body)
    return Fetched(url=address, status=200, headers=(), body=body, note=note)


def _assumed(path: Path, body: bytes) -> tuple[str, str]:
    """The address of a saved page that nobody told, and the note on it."""
    stated, where = stated_address(body)
    if stated:
        return stated, f"{path} is read as {stated}, by {where}; --url names another address"
    lost = lost_links(body)
    links = "1 relative link leads" if lost == 1 else f"{lost} relative links lead"
    note = f"{path} does not say where it came from: {links} nowhere, so tags or sources may be missing"
    return path.resolve().as_uri(), f"{note}; give its address with --url" if lost else ""


def _check_page(body: bytes, name: str) -> None:
    """A page has at least one tag, and is text."""
    if b"<" not in body or is_binary(body):
        raise TrackgraphError(f"{name} is no web page; give the URL of one, or a saved one")


def _fetched(response: http.client.HTTPResponse, url: str) -> Fetched:
    raw, note = _read(response, url)
    headers = tuple(response.headers.items())
    # As in a crawl: some servers say gzip of what is none.
    packed = "gzip" in response.headers.get("Content-Encoding", "").lower() and raw.startswith(b"\x1f\x8b")
    body = _unpack(raw, url) if packed else raw
    if packed and len(body) == MAX_BYTES:
        note = _cut(url)
    return Fetched(
        url=response.geturl() or url, status=response.status or 0, headers=headers, body=body, note=note
    )


def _cut(url: str) -> str:
    return (
        f"{url} is longer than {MAX_BYTES // 1_000_000} MB: only its beginning is read here, and a crawl "
        "leaves it out (too_large); save the page and inspect the file to see all of it"
    )


def _broken(url: str) -> str:
    return (
        f"{url} breaks off before the end that its server announced: what came is read here, and a crawl "
        "leaves it out (cut_off) unless </html> came"
    )


def _read(response: http.client.HTTPResponse, url: str) -> tuple[bytes, str]:
    """The body, `MAX_BYTES` of it, and the note that more was to come."""
    body = bytearray()
    try:
        while len(body) < MAX_BYTES and (part := response.read1(MAX_BYTES - len(body))):
            body += part
        if len(body) == MAX_BYTES and response.read1(1):
            return bytes(body), _cut(url)
    except http.client.IncompleteRead:
        return bytes(body), _broken(url)
    return bytes(body), _broken(url) if response.length else ""


def _unpack(raw: bytes, url: str) -> bytes:
    """The start of a gzip body: a bomb ends at `MAX_BYTES`, a cut stream where it was cut."""
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(raw, MAX_BYTES)
    except (zlib.error, gzip.BadGzipFile) as exc:
        raise TrackgraphError(f"{url}: its gzip encoding is broken ({exc})") from exc
