"""What of Scrapy's responses the crawl looks at."""

from __future__ import annotations

import re

from scrapy.http import Headers, Response

from crawler.engine.reading import Reply

_NAMES = (
    "Content-Type",
    "Link",
    "X-Pingback",
    "X-Robots-Tag",
    "ETag",
    "Last-Modified",
    "X-WP-Total",
    "X-WP-TotalPages",
    "Content-Language",
)
# As Scrapy spells them within its answers: a look-up by name spells it anew each time.
_HEADERS = frozenset(Headers.fromkeys(_NAMES, ""))


def reply_of(response: Response) -> Reply:
    """An answer as the readers take it: of its headers those that say anything about the page."""
    headers = {
        name.decode().lower(): b", ".join(response.headers.getlist(name)).decode("utf-8", "replace")
        for name in response.headers
        if name in _HEADERS
    }
    return Reply(url=response.url, status=response.status, headers=headers, body=response.body)


def conditional(response: Response) -> bool:
    """Whether "not modified" may be answered: some servers say so to everybody."""
    sent = response.request.headers if response.request is not None else {}
    return b"If-None-Match" in sent or b"If-Modified-Since" in sent


def location(response: Response) -> str:
    """Where a redirect leads, other bytes than ASCII as percent escapes; "" where it is not told."""
    to = response.headers.get(b"Location") or b""
    return re.sub(rb"[\x80-\xff]", lambda byte: b"%%%02X" % byte[0][0], to).decode("ascii")


def header(response: Response, name: str) -> str | None:
    """The first header of the name; None where the answer has none, or an empty one."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
