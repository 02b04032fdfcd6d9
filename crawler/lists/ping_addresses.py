"""Addresses for pings that a page shows as such: in an element named so, or as links that say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin
from crawler.markup.document import Document, attribute, fold
from crawler.markup.links import Anchor
from crawler.markup.mark_names import MarkNames

_NAME = re.compile(
    r"[.#](?:[\w-]*[-_])?(?:track-?back|tb)(?:[-_]?(?:ping|post|send|target))?[-_]?(?:ur[li]|address|addr|adress)\Z"
)
_NAMED = MarkNames(_NAME.match)
ADDRESS = re.compile(r"https?://[^\s<>\"'）」】、。]+", re.I)
_SAYS_ADDRESS = re.compile(r"\bur[li]\b|addres|adress", re.I)
_LONGEST = 300
_MOST = 20


def named_addresses(document: Document) -> Iterator[str]:
    """The only address in the text of an element whose class or id says that it holds the one for pings."""
    named = _NAMED.on(document)
    for node in document.marked(*named)[:_MOST] if named else ():
        text = fold(node.text()[:_LONGEST])
        found = ADDRESS.findall(text)
        if len(found) == 1 and text.endswith(found[0]) and not in_margin(document, node):
            yield found[0]
        elif not found and (linked := _linked(document, node)) and not in_margin(document, node):
            yield linked


def _linked(document: Document, node: LexborNode) -> str | None:
    """Where the one link of an element leads whose words only say that it is the address: b2evolution 2-4."""
    links = [document.elements[number] for number in document.linked_within(node)]
    words = fold(node.text()[:_LONGEST])
    if len(links) != 1 or fold(links[0].text()[:_LONGEST]) != words or not _SAYS_ADDRESS.search(words):
        return None
    target = document.absolute(attribute(links[0], "href"))
    same = target is not None and urls.is_same_blog(target, document.url)
    return target if same and "trackback" in (target or "").lower() else None


def spelled_links(anchors: Iterable[Anchor]) -> Iterator[str]:
    """Those of some links whose words are their own address as written, absolute."""
    for node, link, _ in anchors:
        href = attribute(node, "href")
        if len(href) <= _LONGEST and fold(node.text()[:_LONGEST]) == href:
            yield link.url
