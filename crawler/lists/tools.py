"""The tools of listed entries: permalinks, "edit", "reply". Other sites' addresses that look so are none."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.markup.document import Document, attribute, classes, once

_TOOL = re.compile(
    r"#(?:(?:li-|div-)?comment-?|c|ping-?|trackback-?)\d+$|[?&]replytocom=|/wp-admin/|wp-login\.php|"
    r"[?&]cpage=|/comment-page-\d+/?(?:#|$)",
    re.I,
)
_TOOL_CLASSES = frozenset(
    {"comment-edit-link", "comment-reply-link", "comment-reply-login", "permalink", "comment-permalink"}
)
# The same in lists of other software than WordPress.
_PLAIN_TOOL = re.compile(
    r"#(?:comment-|c)?\d+$|[?&](?:replytocom|action|delete|serendipity\[delete\])|comment\.php\?", re.I
)
# Where blogs are edited, on whatever host.
_EDITED = re.compile(r"/wp-admin/|wp-login\.php|comment\.php\?|[?&](?:serendipity\[)?delete", re.I)
_PLACE = re.compile(r"#([\w-]+)$|[?&]replytocom=(\d+)", re.I)


def is_tool(document: Document, anchor: LexborNode) -> bool:
    """Whether an anchor is an entry's own permalink, "edit" or "reply"."""
    href = attribute(anchor, "href")
    if _TOOL.search(href) and not _is_elsewhere(document, href):
        return True
    return not _TOOL_CLASSES.isdisjoint(classes(anchor))


def is_plain_tool(document: Document, href: str) -> bool:
    """The same of the address alone, in lists whose entries are numbered by other software than WordPress."""
    return _PLAIN_TOOL.search(href) is not None and not _is_elsewhere(document, href)


def _is_elsewhere(document: Document, href: str) -> bool:
    """Whether an address is that of a page of another site, and of no place of this page: a blog may name
    its former host, and links that readers left may lead to a comment elsewhere."""
    address = document.absolute(href)
    if address is None or _EDITED.search(href) or urls.is_same_blog(address, document.url):
        return False
    place = _PLACE.search(href)
    return place is None or (place[1] or f"comment-{place[2]}").lower() not in _places(document)


@once
def _places(document: Document) -> frozenset[str]:
    """The places of the page that an address may name, lower case."""
    named = (held.get(name) for held in document.attributes for name in ("id", "name"))
    return frozenset(place.lower() for place in named if place)
