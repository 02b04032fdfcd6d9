"""Any software: the lists in a part of the page that is named "webmentions" (`#webmentions`, `.webmentions`).

Sites made by hand and the partials of Hugo, Eleventy and Astro print a list for each type of reaction there,
most without microformats. An item links the author first and the page below it, or only one of the two. A
list in which any item links nowhere else (an explanation, a menu) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.markup.dates import read_date
from crawler.markup.document import Document, attribute, classes, text_of
from crawler.markup.entries import Entry, date_of, entries, in_margin, language_of, words_behind
from crawler.markup.entry_parts import outermost, subtype_above
from crawler.markup.headed_lists import headed_lists
from crawler.records import Kind, Linkback

_NAMES = ("#webmentions", ".webmentions")
_SAID = re.compile(
    r"\b(?:mentioned|liked|reposted|bookmarked|boosted|favou?rited|replied to) (?:this|your)\b", re.I
)
_SENDING = re.compile(
    r"\b(?:send|sending|submit|respond|reply)\b.*webmention|webmention.*\b(?:send|submit)\b", re.I
)
MARKS: tuple[str, ...] = (*_NAMES, "mentioned this", "liked this", "reposted this")

_LISTS = ("ul", "ol")
_REACTIONS = frozenset({"like", "repost", "bookmark"})
_MARKED = frozenset({"h-cite", "h-entry", "webmention", "webmentions__item"})


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The items of each list, where all of them link to other sites."""
    language = language_of(document)
    for listing in outermost(document, _lists(document)):
        nodes = [item for item in listing.iter() if item.tag == "li"]
        if _is_how_to(listing):
            continue
        rows: list[Linkback] = []
        for entry in entries(document, nodes, nodes):
            if (row := _row(entry, url, language)) is None:
                break
            rows.append(row)
        else:
            yield from rows if not in_margin(document, listing) else []


def _lists(document: Document) -> Iterator[LexborNode]:
    for holder in document.marked(*_NAMES):
        start, end = document.span(holder)
        for number in document.tags(*_LISTS):
            if start <= number < end:
                yield document.elements[number]
    yield from (
        listing for listing, kind in headed_lists(document) if kind is Kind.WEBMENTION and _says(listing)
    )


def _is_how_to(listing: LexborNode) -> bool:
    """Whether a paragraph right before a list says how to send a webmention: then it links what helps."""
    before = listing.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    if before is None or before.tag != "p" or listing.css_first("img, time") is not None:
        return False
    return _SENDING.search(text_of(before)) is not None


def _says(listing: LexborNode) -> bool:
    """Whether each item of a list that is only headed as one of webmentions says what was done."""
    items = [item for item in listing.iter() if item.tag == "li"]
    return bool(items) and all(_SAID.search(text_of(item)) for item in items)


def _row(entry: Entry, url: str, language: str | None) -> Linkback | None:
    """None where an item links to no other site, or marks its parts up for other conventions."""
    if any(names & _MARKED for _, names in [(0, classes(entry.node)), *entry.classes()]):
        return None
    here = urls.host(url)
    links = [a for a in entry.links() if (host := _host(entry, a)) and host != here]
    if not links:
        return None
    author, page = links[0], _deeper(links)
    shown = page if page is not None else _said(links)
    title = text_of(shown)
    subtype = subtype_above(entry.node.parent) if entry.node.parent is not None else None
    by = page is not None or subtype in _REACTIONS
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=subtype,
        source=entry.document.absolute(attribute(shown, "href")),
        title=None if (by and page is None) or read_date(title, language) else title or None,
        excerpt=words_behind(entry, shown, language),
        author=text_of(author) or None if by else None,
        published=date_of(entry, author, language) or read_date(title, language),
        position=entry.start,
    )


def _host(entry: Entry, anchor: LexborNode) -> str:
    target = entry.document.absolute(attribute(anchor, "href"))
    return urls.host(target) if target else ""


def _deeper(links: list[LexborNode]) -> LexborNode | None:
    """The later link to a page below the first one's: that leads to the author, this to what they wrote."""
    author = _bare(links[0]).rstrip("/") + "/"
    return next((a for a in links[1:] if _bare(a).startswith(author) and text_of(a)), None)


def _said(links: list[LexborNode]) -> LexborNode:
    """The first link, or the later one to the same page that has words where the first is a picture."""
    same = (a for a in links if attribute(a, "href") == attribute(links[0], "href") and text_of(a))
    return next(same, links[0])


def _bare(anchor: LexborNode) -> str:
    """Where a link leads, without scheme and without an archive's prefix."""
    return attribute(anchor, "href").rpartition("://")[2]
