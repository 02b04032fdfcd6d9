"""Which links of a post's page belong to teasers of other posts ("You might also like"), and say nothing of
this one."""

from __future__ import annotations

import re
from bisect import bisect_left

from crawler import urls
from crawler.markup.document import Document, classes, fold, once
from crawler.markup.links import Anchor

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLES = (".entry-title", ".post-title", ".p-name")
_TOPICS = frozenset({".entry-category", ".post-category"})
_CARDS = frozenset({"h-card", "p-author", "vcard"})
_HIGHEST = 12
_AUTHOR = re.compile(r"/author/[^/]+(?:/(?:index\.html?)?)?\Z")
_PLAIN = re.compile(r"p=\d")


def without_teasers(document: Document, anchors: list[Anchor]) -> list[Anchor]:
    """The links without those of teasers."""
    return [anchor for anchor in anchors if not in_teaser(document, anchor.number)]


def in_teaser(document: Document, number: int) -> bool:
    """Whether an element, by its number, belongs to the teaser of another post.

    An element belongs to what its nearest heading stands for: the nearest element around it that holds one.
    It is a teaser's where every heading in there leads to another page of the site and is none that the
    page's own title repeats.
    """
    headings, leading = _headings_of(document)
    here = document.elements[number].parent if leading else None
    for _ in range(_HIGHEST):
        if here is None or here.tag in ("body", "html"):
            return False
        start, end = document.span(here)
        held = bisect_left(headings, end) - bisect_left(headings, start)
        if held:
            return held == bisect_left(leading, end) - bisect_left(leading, start)
        here = here.parent
    return False


def leading_headings(document: Document) -> list[int]:
    """Numbers of the headings that lead to other posts, ascending."""
    return _headings_of(document)[1]


@once
def _headings_of(document: Document) -> tuple[list[int], list[int]]:
    """Numbers of all headings, and of those that lead to other posts."""
    titles = (n for n in document.numbers(*_TITLES) if not _is_of_card(document, n))
    headings = sorted({*document.tags(*_HEADINGS), *titles})
    if document.has("category tag") or not _TOPICS.isdisjoint(document.marks):
        headings = [n for n in headings if not _is_topic(document, n)]
    title = " ".join(fold(node.text()) for node in document.tagged("title")[:1])
    own = urls.split(document.url)
    leading = [n for n in headings if _leads_elsewhere(document, n, own) and not _repeats(document, n, title)]
    return headings, leading


def _is_of_card(document: Document, number: int) -> bool:
    """Whether a `p-name` is that of a person."""
    parent = document.elements[number].parent
    names = document.classes[number] | (classes(parent) if parent is not None else frozenset())
    return not _CARDS.isdisjoint(names)


def _is_topic(document: Document, heading: int) -> bool:
    """Whether a heading is but the link to a topic, as themes set it above a title."""
    links = document.within(document.elements[heading], "a")[:1]
    related = (document.attributes[link].get("rel") or "" for link in links)
    called = any(f".{name}" in _TOPICS for name in document.classes[heading]) and bool(links)
    return (called or any("tag" in rel.split() for rel in related)) and _is_all(document, links[0], heading)


def _is_all(document: Document, link: int, heading: int) -> bool:
    """Whether a link is most of a heading: in "Tags: A, B" it is none of another post's title."""
    shown, text = (fold(document.elements[number].text()) for number in (link, heading))
    return 2 * len(shown) >= len(text)


def _repeats(document: Document, heading: int, title: str) -> bool:
    text = fold(document.elements[heading].text())
    return bool(text) and text in title


def _leads_elsewhere(document: Document, heading: int, own: tuple[str, str, str]) -> bool:
    """Whether a heading links another page of the same site, or stands in a link to one; `own` is the page's
    own address."""
    links = document.tags("a")
    at = bisect_left(links, heading)
    inside = at < len(links) and links[at] < document.end(heading)
    if inside and not _is_all(document, links[at], heading):
        return False
    href = document.attributes[links[at]].get("href") if inside else None
    if href is None:
        parent = document.elements[heading].parent
        href = parent.attributes.get("href") if parent is not None and parent.tag == "a" else None
    target = document.absolute(href) if href else None
    if target is None:
        return False
    host, path, query = urls.split(target)
    own_host, own_path, own_query = own
    same = host.removeprefix("www.") == own_host.removeprefix("www.")
    if not same or (path.rstrip("/"), query) == (own_path.rstrip("/"), own_query):
        return False
    # A copy of a blog in files: "index.html" of the page's own folder.
    if "/index." in path and urls.identity(target) == urls.identity(document.url):
        return False
    # A heading may be the by-line itself, with the link to its author's posts.
    if _AUTHOR.search(path):
        return False
    return bool(path.strip("/")) or _PLAIN.match(query) is not None
