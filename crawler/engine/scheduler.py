"""Scrapy's scheduler on top of the ledger: the queue is the store, so nothing is lost."""

from __future__ import annotations

import logging
import time
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import call_later

from crawler.engine.session import FLUSH_SECONDS, Session
from crawler.errors import TrackgraphError
from crawler.harvest import Role, Task

log = logging.getLogger(__name__)

_ACCEPT = {
    Role.REST: b"application/json",
    Role.JF2: b"application/json",
}
_HTML = b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"


class LedgerScheduler:
    """Hands Scrapy the next request of a host that is free; what Scrapy hands back goes nowhere.

    The spider yields no requests: what is to be fetched stands in the ledger before it is asked for here.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._timer: Any = None
        self._wakes_at = 0.0
        self._session: Session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LedgerScheduler:
        """Scrapy's way to make a component."""
        return cls(crawler)

    def open(self, spider: Any) -> None:
        """The spider brings the session."""
        self._session = spider.session

    def close(self, reason: str) -> None:
        """The last answers are stored before the crawl ends."""
        if self._timer is not None:
            self._timer.cancel()
        self._session.end()

    def has_pending_requests(self) -> bool:
        """Whether there is anything left to do, now or later."""
        if self._session.failure is not None:
            return False
        return not self._session.frontier.empty or bool(self._session.unstored) or self._session.expand()

    def enqueue_request(self, request: Request) -> bool:
        """Nothing is queued here."""
        return False

    def next_request(self) -> Request | None:
        """The next request, or None; then a timer asks again when a host is free or answers wait."""
        if self._session.failure is not None:
            return None
        try:
            task = self._next_task()
        except Exception as exc:  # noqa: BLE001
            # A fault of ours as well: Scrapy would only log it, and the crawl wait for ever.
            self._session.failure = exc
            return None
        if task is None:
            self._set_timer()
            return None
        return self._request(task)

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
        if self._timer is not None:
            self._timer.cancel()
        self._wakes_at = wakes
        self._timer = call_later(max(0.0, wakes - now), self._wake)

    def _wake(self) -> None:
        self._timer = None
        session = self._session
        if session.unstored and session.failure is None:
            try:
                session.flush()
            except TrackgraphError as exc:
                log.debug("the store failed: %s", exc)
        # Scrapy offers no public way to say "ask the scheduler again"; its heartbeat of 5 s is too slow.
        slot = self._crawler.engine._slot if self._crawler.engine else None
        if slot is not None and slot.closing is None:
            slot.nextcall.schedule()

    def _request(self, task: Task) -> Request:
        session = self._session
        headers = {b"User-Agent": session.agent.encode(), b"Accept": _ACCEPT.get(task.role, _HTML)}
        if task.etag and not task.etag.endswith('-gzip"'):
            headers[b"If-None-Match"] = task.etag.encode()
        elif task.last_modified:
            headers[b"If-Modified-Since"] = task.last_modified.encode()
        spider: Any = self._crawler.spider
        return Request(
            task.url.partition("#")[0],
            callback=spider.parse,
            errback=spider.failed,
            headers=headers,
            meta={"task": task},
            dont_filter=True,
        )
