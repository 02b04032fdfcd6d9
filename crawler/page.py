"""Everything that one page says."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.document import Document, attribute, text_of
from crawler.listings import read_listings
from crawler.records import Link, Page, PageKind, Post


def read_page(body: bytes, url: str, headers: Mapping[str, str] | None = None) -> Page:
    """Read one page. Makes no request, reads no setting and no clock, never raises."""
    document = Document(body.decode("utf-8", "replace"), url)
    listing = read_listings(document, url)
    title = document.tree.css_first("h1, title")
    return Page(
        url=url,
        page_kind=PageKind.POST,
        post=Post(title=text_of(title) if title else None),
        linkbacks=listing.linkbacks,
        comments_count=listing.comments_count,
        announced=listing.announced,
        listing_urls=listing.listing_urls,
        links=tuple(
            Link(url=target, text=text_of(node)[:200])
            for node in document.css("a[href]")
            if (target := document.absolute(attribute(node, "href")))
        ),
    )
