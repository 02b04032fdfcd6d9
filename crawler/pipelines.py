"""Scrapy's item pipeline: each harvest goes to the session, which stores them in batches."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler

from crawler.engine.session import Session
from crawler.errors import TrackgraphError
from crawler.harvest import Harvest


class StorePipeline:
    """Hands harvests on; a store that cannot be written ends the crawl with nothing half stored."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """Scrapy's way to make a component."""
        return cls(crawler)

    def process_item(self, item: Harvest) -> Harvest:
        """Take one harvest."""
        spider: Any = self._crawler.spider
        session: Session = spider.session
        if session.failure is None:
            try:
                session.add(item)
            except TrackgraphError as exc:
                session.failure = exc
        return item
