"""Everything that one page says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crawler.endpoints import read_endpoints
from crawler.facts import read_facts
from crawler.listings import Listing, read_listings
from crawler.markup.document import Document
from crawler.markup.encoding import decode
from crawler.markup.links import Anchor, in_comments, read_anchors
from crawler.records import Link, Page, Region

Headers = Mapping[str, str] | Iterable[tuple[str, str]]


def read_page(body: bytes, url: str, headers: Headers | None = None) -> Page:
    """Read one page, given the address that its redirects ended at.

    `headers` are the response's: a mapping of names to values, several values of one header joined by ", ",
    or pairs of name and value in the order of the response. Names are case-insensitive. Makes no request,
    reads no setting and no clock, never raises, whatever the bytes: where a page says nothing, its fields are
    empty.
    """
    if isinstance(body, str):
        raise TypeError(
            "read_page wants the bytes of a page, as they were sent: their encoding is read as well"
        )
    stated = _by_name(headers or {})
    source = decode(body, stated.get("content-type"))
    document = Document(source.text, url, source.utf8)
    listing = read_listings(document, url)
    anchors = read_anchors(document)
    listed = bool(listing.linkbacks or listing.comments_count)
    endpoints = read_endpoints(document, url, stated, anchors)
    one = len(endpoints.trackback) == 1
    facts = read_facts(document, url, stated, anchors, listed=listed, begin=listing.begin, pinged=one)
    return Page(
        url=url,
        page_kind=facts.page_kind,
        post=facts.post,
        endpoints=endpoints,
        linkbacks=listing.linkbacks,
        comments_count=listing.comments_count,
        announced=listing.announced,
        links=_links(anchors, listing),
        listing_urls=listing.listing_urls,
        site_title=facts.site_title,
        language=facts.language,
        canonical=facts.canonical,
        robots=facts.robots,
        platform=facts.platform,
        shortlink=facts.shortlink,
        feeds=facts.feeds,
        rest=facts.rest,
        beside=facts.beside,
        encoding=source.encoding,
    )


def _links(anchors: Iterable[Anchor], listing: Listing) -> tuple[Link, ...]:
    """The links; those of listed entries are no content, whatever element the page shows them in."""
    listed, begin = {linkback.source for linkback in listing.linkbacks}, listing.begin
    return tuple(
        [
            in_comments(link)
            if link.url in listed and number >= begin and link.region is Region.CONTENT
            else link
            for _, link, number in anchors
        ]
    )


def _by_name(headers: Headers) -> dict[str, str]:
    """Headers by lower-case name, repeated ones joined by ", " in their order."""
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    joined: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        joined[key] = f"{joined[key]}, {value}" if key in joined else value
    return joined
