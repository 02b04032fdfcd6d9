"""The one way out to the network: it reads, and reaches only addresses that it may."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.engine.addresses import GuardedResolver

READING = frozenset({"GET", "HEAD"})


class Refused(IgnoreRequest):
    """A request that is never sent; `reason` is the name under which it is counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReadingHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler, for GET and HEAD without a body, to permitted addresses only.

    Every request of the crawl passes here, whoever made it, after all middlewares: nothing can be posted and
    no private address reached by any other part of the program.
    """

    async def download_request(self, request: Request) -> Response:
        """The answer to a request; raises Refused for one that must not be sent."""
        if request.method not in READING or request.body:
            raise Refused("not_reading")
        if request.meta.get("proxy"):
            raise Refused("proxy")
        if not GuardedResolver.permitted.url(request.url):
            raise Refused("private_address")
        return await super().download_request(request)
