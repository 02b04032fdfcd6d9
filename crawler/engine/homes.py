"""The home page that a post, a feed or a refresh names: for seeds that are none."""

from __future__ import annotations

import html
import re

from crawler import urls
from crawler.discovery.feeds import read_feed
from crawler.records import Page

LONGEST_REFRESH = 30
"""Seconds: a refresh after a longer time leaves readers the page, and is no redirect."""
_HEAD = 20_000
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(noscript|script|style)\b.*?(?:</\1|\Z)", re.I | re.S)
_REFRESH = re.compile(
    r"<meta\b(?=[^>]{0,500}\bhttp-equiv\s*=\s*[\"']?refresh\b)[^>]{0,500}\bcontent\s*=\s*([\"'])(.{0,2000}?)\1",
    re.I,
)
_WHEN_WHERE = re.compile(r"\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.I)


def home_refreshed(body: bytes, url: str) -> str | None:
    """Where a page sends its readers by `<meta http-equiv="refresh">`; None where it lets them stay."""
    text = _UNSEEN.sub("", body[:_HEAD].decode("utf-8", "replace"))
    found = _REFRESH.search(text)
    said = _WHEN_WHERE.match(html.unescape(found[2])) if found else None
    if said is None or int(said[1][:9]) > LONGEST_REFRESH:
        return None
    target = urls.absolute(said[2].strip(), url)
    return target if target and urls.identity(target) != urls.identity(url) else None


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
