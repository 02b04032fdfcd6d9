"""Feeds of comments, in which pings can be told from people.

Dotclear 2 titles them "[ping] …" and gives source, title and blog; Serendipity 1-2 has a feed of its own
for them (`feeds/trackbacks.rss2`, `rss.php?type=trackbacks`), without their sources. WordPress comment feeds
carry neither kind nor source, so nothing is read from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from crawler import urls
from crawler.listings_elsewhere.items import Item, items, text_of
from crawler.markup import xml
from crawler.markup.document import attribute, fold
from crawler.records import Kind, Linkback
from crawler.words.dates import stated_date

_TRACKBACK_FEED = re.compile(r"/trackbacks\.rss2?(?=[?#]|$)|[?&]type=trackbacks\b", re.I)
_MAIL = re.compile(r"^\S+@\S+\s+\((.*)\)$", re.S)


def extract(body: bytes, url: str, target: str) -> Iterator[Linkback]:
    """Linkbacks of the target that a feed of comments lists; nothing of other posts, nothing of people."""
    root = xml.parse(body)
    if root is None:
        return
    generator = text_of(root, "generator").lower()
    own_feed = "serendipity" in generator and _TRACKBACK_FEED.search(url) is not None
    wanted = urls.identity(target)
    for item in items(root):
        if urls.identity(urls.absolute(item.link, url) or "") != wanted:
            continue
        if item.text("title").startswith("[ping]") and "dotclear" in generator:
            yield _dotclear(item, url)
        elif own_feed:
            yield _serendipity(item)


def _dotclear(item: Item, url: str) -> Linkback:
    """The body opens with a paragraph that holds nothing but the link to the citing page."""
    tree = LexborHTMLParser(item.text("content", "description"))
    anchor = tree.css_first("a[href]")
    whole = fold(tree.body.text()) if tree.body else ""
    title = fold(anchor.text()) if anchor else ""
    return Linkback(
        kind=Kind.TRACKBACK,
        source=urls.absolute(attribute(anchor, "href"), url) if anchor else None,
        title=title or None,
        site=item.text("creator", "author") or None,
        excerpt=whole.removeprefix(title).strip() or None,
        published=stated_date(item.text("pubdate", "published", "updated")),
        convention="comment_feeds",
    )


def _serendipity(item: Item) -> Linkback:
    """The author element reads "mail (BLOG - TITLE)" for a trackback and "mail (BLOG)" for a pingback."""
    mail = _MAIL.match(item.text("author"))
    site, dash, title = (mail[1] if mail else item.text("creator")).partition(" - ")
    return Linkback(
        kind=Kind.TRACKBACK if dash else Kind.PINGBACK,
        title=title.strip() or None,
        site=site.strip() or None,
        excerpt=fold(item.text("encoded", "description")) or None,
        published=stated_date(item.text("pubdate", "published", "date")),
        convention="comment_feeds",
    )
