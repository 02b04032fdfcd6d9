"""TrackBack 1.2's list by the server, `GET ping-URL?__mode=rss` (Movable Type, Nucleus, PukiWiki, XOOPS)."""

from __future__ import annotations

from collections.abc import Iterator

from crawler import urls
from crawler.listings_elsewhere.items import items, text_of
from crawler.markup import xml
from crawler.records import Kind, Linkback
from crawler.words.dates import stated_date


def listing_url(ping: str) -> str:
    """The URL that lists what a ping URL received. A query that is there already is kept."""
    base = ping.partition("#")[0]
    return f"{base}{'&' if '?' in base else '?'}__mode=rss"


def extract(body: bytes, url: str) -> Iterator[Linkback]:
    """The trackbacks of an answer; nothing where it reports an error or is something else."""
    root = xml.parse(body)
    if root is None or root.tag != "response" or text_of(root, "error") not in ("", "0"):
        return
    for item in items(root):
        yield Linkback(
            kind=Kind.TRACKBACK,
            source=urls.absolute(item.link, url) if item.link else None,
            title=item.text("title") or None,
            site=item.text("creator", "source") or None,
            excerpt=item.text("description") or None,
            published=stated_date(item.text("date", "pubdate")),
            convention="trackback_rss",
        )
