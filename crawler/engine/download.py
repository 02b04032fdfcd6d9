"""The one way out to the network: it reads, and reaches only addresses that it may."""

from __future__ import annotations

import asyncio
from typing import Any

import ada_url
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.internet.defer import Deferred

from crawler.engine.addresses import Permitted
from crawler.engine.connections import Connections
from crawler.engine.frontier import bare_name, host_name
from crawler.engine.wire import Answer, AnswerError

CROWDED = "crowded"
"""Nothing was sent, since enough requests are on their way to this IP address: not a failure."""
BROKE_OFF = "broke_off"
"""Flag of an answer that broke off behind the end of its page, and name of the warning that tells of it."""
READING = frozenset({"GET", "HEAD"})
_PORTS = {"http": 80, "https": 443}
_PARTS = ("protocol", "hostname", "port", "pathname", "search", "host")


class Refused(IgnoreRequest):
    """A request without an answer that can be read; `reason` is the name under which it is counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReadingDownloader:
    """Scrapy's downloader, for GET and HEAD without a body, to permitted addresses only.

    Every request of the crawl passes here, whoever made it: nothing can be posted and no private address
    reached by any other part of the program. It costs a third of the time of Scrapy's own, because it does
    only what reading pages needs: when a host is asked is the frontier's work.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.active: set[Request] = set()
        self._closing = False
        self._crawler = crawler
        self._connections = Connections()
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    def close(self) -> None:
        """Close all connections, once what is on its way has come."""
        self._closing = True
        if not self.active:
            self._connections.close()

    def needs_backout(self) -> bool:
        """Never: there are as many requests as there are blogs in work, at most."""
        return False

    def fetch(self, request: Request) -> Deferred[Response]:
        """What `read` gives, as Scrapy's engine takes it."""
        return Deferred.fromFuture(asyncio.ensure_future(self.read(request)))

    async def read(self, request: Request) -> Response:
        """The answer to a request. Raises Refused: for one that must not be sent, is not answered, or whose
        answer is cut off, too large or no text."""
        self.active.add(request)
        try:
            return await self._read(request)
        finally:
            self.active.discard(request)
            if self._closing and not self.active:
                self._connections.close()

    async def _read(self, request: Request) -> Response:
        spider: Any = self._crawler.spider
        permitted: Permitted = spider.session.permitted
        _check(request, permitted)
        answer = Answer(largest=self._largest, bodiless=request.method == "HEAD")
        try:
            await self._answered(request, answer, spider.session)
            body = answer.unpacked()
        except AnswerError as exc:
            raise Refused(exc.reason) from exc
        headers: dict[bytes, list[bytes]] = {}
        for name, value in answer.headers:
            headers.setdefault(name, []).append(value)
        flags = [BROKE_OFF] if answer.broke_off else None
        # A proxy that changes what passes through it says so by 203: it is the page all the same.
        status = 200 if answer.status == 203 else answer.status
        return Response(request.url, status=status, headers=headers, body=body, request=request, flags=flags)

    async def _answered(self, request: Request, answer: Answer, session: Any) -> None:
        await self._find_room(request.url, session)
        try:
            async with asyncio.timeout(self._timeout):
                await self._ask(request, answer, session.permitted)
        except TimeoutError as exc:
            if not answer.settle():
                raise AnswerError("timeout") from exc

    async def _find_room(self, url: str, session: Any) -> None:
        """Learn where a host lives before the first request to it. Raises Refused where it is crowded."""
        host, permitted = bare_name(host_name(url)), session.permitted
        if host not in permitted.ips:
            await self._connections.locate(host, permitted)
            if not session.frontier.has_room(url):
                raise Refused(CROWDED)

    async def _ask(self, request: Request, answer: Answer, permitted: Permitted) -> None:
        parts = ada_url.parse_url(request.url, _PARTS)
        scheme = parts["protocol"][:-1]
        place = (scheme, parts["hostname"].rstrip("."), int(parts["port"] or _PORTS[scheme]))
        head = f"{request.method} {parts['pathname']}{parts['search']} HTTP/1.1\r\nHost: {parts['host']}\r\n"
        lines = [
            b"%b: %b\r\n" % (name, value) for name, values in request.headers.items() for value in values
        ]
        sent = b"".join([head.encode("ascii"), *lines, b"Accept-Encoding: gzip, deflate\r\n\r\n"])
        await self._connections.ask(place, sent, answer, permitted)


def _check(request: Request, permitted: Permitted) -> None:
    if request.method not in READING or request.body:
        raise Refused("not_reading")
    if request.meta.get("proxy"):
        raise Refused("proxy")
    if not permitted.url(request.url):
        raise Refused("private_address")
