"""dasBlog 1.3-2.3: below "Tracked by:", links each of which is followed by "[Trackback]" or "[Pingback]".

A trackback's link says `"TITLE" (BLOG)`, or the blog stands behind it; a pingback's says its own address.
Comments stand in boxes of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entries import in_margin
from crawler.lists.entry_parts import source_of
from crawler.markup.document import Document, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = ("tracked by:",)

_KIND = re.compile(r"\s*(?:\((?P<site>[^()]{1,100})\)\s*)?\[(?P<kind>track|ping)back\]", re.I)
_LONGEST = 200
_NAMED = re.compile(r"[\"“](?P<title>.+)[\"”]\s*(?:\((?P<site>.+)\))?")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each link that its kind in brackets follows."""
    for anchor in document.tagged("a"):
        match = _KIND.match(_behind(anchor))
        if match is None or _KIND.match(text_of(anchor)) or in_margin(document, anchor):
            continue
        named = _NAMED.fullmatch(text := text_of(anchor))
        source = source_of(document, anchor)
        yield Linkback(
            kind=Kind.PINGBACK if match["kind"].lower() == "ping" else Kind.TRACKBACK,
            source=source,
            title=named["title"] if named else text if "://" not in text else None,
            site=(named["site"] if named else None) or match["site"],
            position=document.order(anchor),
        )


def _behind(anchor: LexborNode) -> str:
    """The text right behind a link, up to the end of the first element there."""
    text, following = "", anchor.next
    while following is not None and len(text) < _LONGEST:
        text += following.text() or ""
        if following.is_element_node:
            break
        following = following.next
    return text
