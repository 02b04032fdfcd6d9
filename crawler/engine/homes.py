"""The home page that a post, a feed or a refresh names: for seeds that are none."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from crawler import urls
from crawler.discovery.feeds import read_feed
from crawler.records import Page
from crawler.seeds import in_scope

SIGNS = 3
"""Links into the blog that its home page must have had, for a page without any of them to be another."""
LONGEST_REFRESH = 30
"""Seconds: a refresh after a longer time leaves readers the page, and is no redirect."""
_HEAD = 20_000
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(noscript|script|style)\b.*?(?:</\1|\Z)", re.I | re.S)
_REFRESH = re.compile(
    r"<meta\b(?=[^>]{0,500}\bhttp-equiv\s*=\s*[\"']?refresh\b)[^>]{0,500}\bcontent\s*=\s*([\"'])(.{0,2000}?)\1",
    re.I,
)
_FRAMESET = re.compile(r"<frameset\b", re.I)
_FRAME = re.compile(r"<frame\b[^>]{0,500}\bsrc\s*=\s*([\"'])(.{0,2000}?)\1", re.I)
_WHEN_WHERE = re.compile(r"\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.I)


def refreshed(body: bytes, url: str) -> str | None:
    """Where a page sends its readers by `<meta http-equiv="refresh">`, or what it shows in its only frame, as
    hosts of names do; None where it lets readers stay."""
    return next((one for one in _sent(body, url) if urls.identity(one) != urls.identity(url)), None)


def respelt(page: Page, body: bytes) -> str | None:
    """Where a home page that links nothing else sends its readers to another spelling of itself: its
    `index.html`, or itself by `https`."""
    here = urls.identity(page.url)
    if page.feeds or page.rest or any(urls.identity(link.url) != here for link in page.links):
        return None
    return next((one for one in _sent(body, page.url) if urls.identity(one) == here), None)


def frames(body: bytes, url: str) -> tuple[str, ...]:
    """What a home page shows in its frames, where it has several, each once."""
    if b"<frameset" not in body[:_HEAD].lower():
        return ()
    text = _UNSEEN.sub("", body[:_HEAD].decode("utf-8", "replace"))
    found = (urls.absolute(html.unescape(one[2]).strip(), url) for one in _FRAME.finditer(text))
    return tuple(dict.fromkeys(filter(None, found)))


def _sent(body: bytes, url: str) -> Iterator[str]:
    head = body[:_HEAD]
    lower = head.lower()
    if b"refresh" not in lower and b"<frameset" not in lower:
        return
    text = _UNSEEN.sub("", head.decode("utf-8", "replace"))
    for written in (_refreshed(text), _framed(text, url)):
        target = urls.absolute(written, url) if written else None
        if target:
            yield target


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


def is_another(page: Page, prefix: str, before: Iterable[str], former: str) -> bool:
    """Whether a home page is none of its blog: a seller of names, a notice of maintenance, a login.

    It names no feed and no REST, and none of the pages of the blog that it linked when it was read last
    (`before`, below the prefix `former`).
    """
    return not (page.feeds or page.rest) and _shows_nothing(page, prefix, before, former)


def is_in_folder(page: Page, prefix: str, before: Iterable[str], former: str) -> bool:
    """Whether a page to which a home page leads is that of the blog, moved to another folder of its host.

    It names a feed or REST, and leads on to its pages, which lie there and not below the former prefix, and
    are those of before. (A login names the site's feed as well, but has no pages below itself.)
    """
    if not (page.feeds or page.rest) or not leads_on(page, prefix):
        return False
    if _shows_nothing(page, prefix, before, former):
        return False
    here, there = (sum(in_scope(link.url, each) for link in page.links) for each in (prefix, former))
    return here >= there


def _shows_nothing(page: Page, prefix: str, before: Iterable[str], former: str) -> bool:
    known = {_below(url, former) for url in before} - {None, ""}
    return len(known) >= SIGNS and known.isdisjoint(_below(link.url, prefix) for link in page.links)


def leads_on(page: Page, prefix: str) -> bool:
    """Whether a home page leads on to pages of its own blog, as one that was made anew does."""
    return len({_below(link.url, prefix) for link in page.links} - {None, ""}) >= SIGNS


def _below(url: str, prefix: str) -> str | None:
    """What an address of a blog is below its prefix, in whatever spelling; None for others."""
    if not in_scope(url, prefix):
        return None
    bare = urls.identity(url).partition("://")[2].rstrip("/")
    return f"{bare}/".removeprefix(prefix.removeprefix("www."))


def _refreshed(text: str) -> str | None:
    found = _REFRESH.search(text)
    said = _WHEN_WHERE.match(html.unescape(found[2])) if found else None
    return said[2].strip() if said and int(said[1][:9]) <= LONGEST_REFRESH else None


def _framed(text: str, url: str) -> str | None:
    if not _FRAMESET.search(text):
        return None
    written = [html.unescape(found[2]).strip() for found in _FRAME.finditer(text)]
    frames = [one for one in written if one and urls.absolute(one, url)]
    return frames[0] if len(frames) == 1 else None


def _is_above(url: str, page: str) -> bool:
    return url.endswith("/") and url != page and page.startswith(url)
