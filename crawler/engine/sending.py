"""From the ledger to Scrapy's downloader and back to the spider: each request once its host is free."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import call_later

from crawler import urls
from crawler.engine.session import FLUSH_SECONDS, Session
from crawler.errors import TrackgraphError
from crawler.harvest import Role, Task

PAUSE = 0.1
"""Seconds until it is looked again where nothing is on its way, and new blogs were met."""
_ACCEPT = {
    Role.REST: b"application/json",
    Role.JF2: b"application/json",
}
_HTML = b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"

log = logging.getLogger(__name__)


class Sender:
    """Sends what the frontier hands out, until nothing is left: as many requests at the same time as there
    are blogs in work, at most, so that hosts which do not answer for half a minute hold up no others.

    Each goes to the downloader of Scrapy's engine itself: the engine's scheduler, queues, signals and scraper
    would cost an answer that yields nothing more than sending and receiving it does.
    """

    def __init__(self, crawler: Crawler, spider: Any) -> None:
        self._crawler = crawler
        self._spider = spider
        self._session: Session = spider.session
        self._timer: Any = None
        self._wakes_at = 0.0
        self._on_their_way: set[asyncio.Task[None]] = set()
        self._over: asyncio.Future[None]

    async def run(self) -> None:
        """Return when nothing is left to do, now or later. Cancelled, it sends nothing more; what is on its
        way still reaches the spider."""
        self._over = asyncio.get_running_loop().create_future()
        self._send()
        try:
            await self._over
        finally:
            self._stop_timer()

    async def through(self) -> None:
        """Return when nothing is on its way any more, where nothing is sent any more."""
        while self._on_their_way:
            await asyncio.wait(self._on_their_way)

    def is_more(self) -> bool:
        """Whether there is anything left to do, now or later."""
        session = self._session
        if session.failure is not None:
            return False
        try:
            return not session.frontier.empty or bool(session.unstored) or session.expand()
        except Exception as exc:  # noqa: BLE001
            # Raised out of the event loop's callback, it would be lost, and the crawl would wait for ever.
            session.failure = exc
            return False

    def next_request(self) -> Request | None:
        """The next request, or None; then a timer looks again when a host is free or answers wait."""
        if self._session.failure is not None:
            return None
        try:
            task = self._next_task()
        except Exception as exc:  # noqa: BLE001
            # A fault of ours as well: the crawl must end, not wait for ever.
            self._session.failure = exc
            return None
        if task is None:
            self._set_timer()
            return None
        return self._request(task)

    def _send(self) -> None:
        if self._is_stopped():
            return
        while (request := self.next_request()) is not None:
            sent = asyncio.create_task(self._fetch(request))
            self._on_their_way.add(sent)  # the event loop itself does not keep it
            sent.add_done_callback(self._came)
        if self._on_their_way or self._over.done():
            return
        if not self.is_more():
            self._over.set_result(None)
        elif self._timer is None:
            self._wake_at(time.monotonic() + PAUSE)

    async def _fetch(self, request: Request) -> None:
        """Send a request and give the spider what comes of it; a fault of ours ends the crawl."""
        if self._is_stopped():  # since the task was handed out
            return
        engine: Any = self._crawler.engine
        try:
            try:
                response = await engine.downloader.read(request)
            except Exception as exc:  # noqa: BLE001
                self._spider.failed(request.meta["task"], exc)
            else:
                self._spider.parse(response)
        except Exception as exc:  # noqa: BLE001
            self._session.failure = self._session.failure or exc

    def _is_stopped(self) -> bool:
        engine: Any = self._crawler.engine
        return bool(engine.needs_backout())

    def _came(self, sent: asyncio.Task[None]) -> None:
        self._on_their_way.discard(sent)
        self._send()

    def _next_task(self) -> Task | None:
        session = self._session
        task = session.frontier.next()
        if task is None and session.frontier.starving and session.unstored:
            session.flush()
            task = session.frontier.next()
        for lane, reason in session.frontier.stopping:
            session.stop_blog(lane, reason)
        session.frontier.stopping.clear()
        return task

    def _set_timer(self) -> None:
        now = time.monotonic()
        wakes = self._session.frontier.wakes_at()
        if self._session.unstored:
            wakes = min(wakes, now + FLUSH_SECONDS) if wakes is not None else now + FLUSH_SECONDS
        if wakes is None or (self._timer is not None and self._wakes_at <= wakes):
            return
        self._stop_timer()
        self._wake_at(wakes)

    def _wake_at(self, when: float) -> None:
        self._wakes_at = when
        self._timer = call_later(max(0.0, when - time.monotonic()), self._wake)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wake(self) -> None:
        self._timer = None
        session = self._session
        if session.unstored and session.failure is None:
            try:
                session.flush()
            except TrackgraphError as exc:
                log.debug("the store failed: %s", exc)
        self._send()

    def _request(self, task: Task) -> Request:
        session = self._session
        headers = {b"User-Agent": session.agent.encode(), b"Accept": _ACCEPT.get(task.role, _HTML)}
        if task.etag and not task.etag.endswith('-gzip"'):
            headers[b"If-None-Match"] = task.etag.encode()
        elif task.last_modified:
            headers[b"If-Modified-Since"] = task.last_modified.encode()
        url = task.url.partition("#")[0]
        # What Scrapy would change nothing of is spared its parser, which costs as much as all else here.
        plain = "?" not in url and urls.is_plain(url)
        return Request(url, headers=headers, meta={"task": task, "verbatim_url": plain})
