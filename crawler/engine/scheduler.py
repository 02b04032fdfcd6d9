"""Scrapy's scheduler, which has nothing to schedule: the queue is the store, so nothing is lost."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.engine.session import Session


class EmptyScheduler:
    """What Scrapy hands it goes nowhere; when the spider is closed, the last answers are stored.

    The spider yields no requests: what is to be fetched stands in the ledger, of which `Sender` sends it.
    """

    def __init__(self) -> None:
        self._session: Session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> EmptyScheduler:
        """Scrapy's way to make a component."""
        return cls()

    def open(self, spider: Any) -> None:
        """The spider brings the session."""
        self._session = spider.session

    def close(self, reason: str) -> None:
        """The last answers are stored before the crawl ends."""
        self._session.end()

    def has_pending_requests(self) -> bool:
        """Never: while there is anything to do, the spider's `start` goes on."""
        return False

    def enqueue_request(self, request: Request) -> bool:
        """Nothing is queued here."""
        return False

    def next_request(self) -> Request | None:
        """None, ever: Scrapy may ask all the same."""
        return None
