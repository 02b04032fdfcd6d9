"""Scrapy's scheduler, which has nothing to schedule: the queue is the store, so nothing is lost."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred


class EmptyScheduler:
    """What Scrapy hands it goes nowhere; when the spider is closed, the last answers are stored.

    The spider yields no requests: what is to be fetched stands in the ledger, of which `Sender` sends it.
    """

    def __init__(self) -> None:
        self._spider: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> EmptyScheduler:
        """Scrapy's way to make a component."""
        return cls()

    def open(self, spider: Any) -> None:
        """The spider brings session and sender."""
        self._spider = spider

    def close(self, reason: str) -> Deferred[None]:
        """The last answers are waited for and stored before the crawl ends."""
        return Deferred.fromFuture(asyncio.ensure_future(self._end()))

    async def _end(self) -> None:
        await self._spider.sender.through()
        self._spider.session.end()

    def has_pending_requests(self) -> bool:
        """Never: while there is anything to do, the spider's `start` goes on."""
        return False

    def enqueue_request(self, request: Request) -> bool:
        """Nothing is queued here."""
        return False

    def next_request(self) -> Request | None:
        """None, ever: Scrapy may ask all the same."""
        return None
