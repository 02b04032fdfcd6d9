"""The home page that a post or a feed names: for seeds that are none."""

from __future__ import annotations

from crawler.discovery.feeds import read_feed
from crawler.records import Page


def home_named(page: Page, body: bytes) -> str | None:
    """The home page that a page or feed names as its own, where it is another page; None where it names none.

    A feed's is its link. A page's is the link marked `rel=home`, else the only folder above it on its site
    that it links to.
    """
    if (home := home_of_feed(page, body)) is not None:
        return home or None
    above = [link for link in page.links if _is_above(link.url, page.url)]
    marked = [link.url for link in above if "home" in link.rel]
    folders = {link.url for link in above}
    if marked:
        return marked[0]
    return folders.pop() if len(folders) == 1 else None


def home_of_feed(page: Page, body: bytes) -> str | None:
    """The home page that a feed names, "" where it names no other page; None where the answer is no feed."""
    if page.links or (feed := read_feed(body, page.url)) is None:
        return None
    named = feed.relations.get("alternate")
    return named if named and named != page.url else ""


def _is_above(url: str, page: str) -> bool:
    return url.endswith("/") and url != page and page.startswith(url)
