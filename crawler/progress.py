"""Scrapy's seams for what the user sees: the display of how far the crawl is, and a short log."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.logformatter import LogFormatter
from scrapy.utils.asyncio import create_looping_call

from crawler.engine.display import Display
from crawler.errors import StoreError

EVERY = 0.5
"""Seconds between two looks at the counters."""


class Report:
    """The counters as lines of JSON on standard output, for the process that started this one."""

    def __enter__(self) -> Report:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def show(self, counts: Mapping[str, int]) -> None:
        """One line."""
        sys.stdout.write(json.dumps(dict(counts)) + "\n")
        sys.stdout.flush()


class Progress:
    """Shows the counters of this process; off where the crawl is not to be shown."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._display = Report() if crawler.settings.getbool("TRACKGRAPH_REPORT") else Display()
        self._loop: Any = None
        self._ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Scrapy's way to make a component."""
        wanted = crawler.settings.getbool("TRACKGRAPH_PROGRESS", True)
        if not wanted and not crawler.settings.getbool("TRACKGRAPH_REPORT"):
            raise NotConfigured
        progress = cls(crawler)
        crawler.signals.connect(progress.opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.closed, signal=signals.spider_closed)
        return progress

    def opened(self) -> None:
        """Begin."""
        self._display.__enter__()
        self._loop = create_looping_call(self._look)
        self._loop.start(EVERY, now=False)

    def closed(self) -> None:
        """End."""
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        self._tick()
        self._display.__exit__()

    def _look(self) -> None:
        """Show the counters; a crawl that failed ends now, however long its hosts are to be left alone."""
        self._tick()
        if self._session.failure is not None and self._ending is None:
            self._ending = asyncio.create_task(self._crawler.stop_async())

    def _tick(self) -> None:
        try:
            self._display.show(self._session.counters())
        except StoreError as exc:
            # Kept: the next look may find a new connection, but the lock of the crawl went with the old one.
            self._session.failure = self._session.failure or exc

    @property
    def _session(self) -> Any:
        spider: Any = self._crawler.spider
        return spider.session


class QuietFormatter(LogFormatter):
    """No line for each request: the crawl writes one for each blog."""

    def crawled(self, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """No line."""

    def scraped(self, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """No line."""
