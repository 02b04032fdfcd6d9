"""Scrapy's seams around a request: what is no text is cut off, and Scrapy's own log is kept short."""

from __future__ import annotations

from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers
from scrapy.logformatter import LogFormatter

_WANTED = (b"text/", b"application/xhtml", b"application/xml", b"application/json", b"application/rss")
_ALSO = (
    b"application/atom",
    b"application/rdf",
    b"application/x-gzip",
    b"application/gzip",
    b"+xml",
    b"+json",
)


class Guard:
    """Cuts off answers that are no text (images, video …) as soon as their headers are there."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Guard:
        """Scrapy's way to make a component."""
        guard = cls()
        crawler.signals.connect(guard.headers_received, signal=signals.headers_received)
        return guard

    def headers_received(self, headers: Headers, body_length: int, request: Request, spider: Spider) -> None:
        """Stop the download where the content type says that it is nothing to read."""
        kind = headers.get(b"Content-Type", b"") or b""
        if not readable(kind):
            request.meta["cut"] = "content_type"
            raise StopDownload(fail=True)


def readable(content_type: bytes) -> bool:
    """Whether a content type may hold a page, a feed or a sitemap; True where none is stated."""
    kind = content_type.strip().lower()
    if not kind or kind.startswith(_WANTED) or b"octet-stream" in kind:
        return True
    return any(part in kind for part in _ALSO)


class QuietFormatter(LogFormatter):
    """No line for each request: the crawl writes one for each blog."""

    def crawled(self, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """No line."""

    def scraped(self, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """No line."""
