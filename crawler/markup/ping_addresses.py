"""Addresses for pings that a page shows as such: in an element named so, or as links that say them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.markup.document import Document, fold
from crawler.markup.entries import in_margin

_NAME = re.compile(
    r"[.#](?:[\w-]*[-_])?(?:track-?back|tb)(?:[-_]?(?:ping|post|send|target))?[-_]?(?:ur[li]|address|addr|adress)\Z"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'）」】、。]+", re.I)
_LONGEST = 300
_MOST = 20


def named_addresses(document: Document) -> Iterator[str]:
    """The only address in the text of an element whose class or id says that it holds the one for pings."""
    named = [mark for mark in document.marks if ("tb" in mark or "track" in mark) and _NAME.match(mark)]
    for node in document.marked(*named)[:_MOST] if named else ():
        text = fold(node.text()[:_LONGEST])
        found = _ADDRESS.findall(text)
        if len(found) == 1 and text.endswith(found[0]) and not in_margin(document, node):
            yield found[0]


def spelled_links(document: Document) -> Iterator[str]:
    """Links whose words are their own address as written, absolute."""
    for number in document.tags("a"):
        href = document.attributes[number].get("href") or ""
        if len(href) > _LONGEST or not ("trackback" in href or "tb" in href):
            continue
        if fold(document.elements[number].text()[:_LONGEST]) == href and (target := document.absolute(href)):
            yield target
