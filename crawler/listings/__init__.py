"""The conventions by which pages list linkbacks: the table that names them, and the union of what they read.

A convention is a module with two names:

- `MARKS`: what a page must hold before the module is asked: a class (".pingback"), an id without the digits
  that end it ("#comment-"), else a lower-case piece of the source. Any one of them is enough.
- `extract(document, url) -> Iterator[Linkback]`: the entries in document order, each with
  `position=document.order(node)` of its element. Yields nothing where its markup is absent, never raises,
  never guesses.

It imports `crawler.records`, `crawler.markup.document` and the shared readers, never another convention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Protocol

from crawler import urls
from crawler.comments.counted import count_comments
from crawler.listings import (
    b2evolution,
    blogengine,
    blogger,
    bridgy,
    clipped,
    commentions,
    dasblog,
    disqus,
    dokuwiki,
    dot_text,
    dotclear,
    drupal_trackback,
    facepiles,
    forummagnum,
    hatena_diary,
    headed,
    inline_lists,
    japanese_hosts,
    known,
    livejournal,
    microformats,
    movabletype,
    nucleus,
    page_data,
    ping_comments,
    pukiwiki,
    sections,
    seezoo,
    serendipity,
    signed,
    static_webmentions,
    tdiary,
    textcube,
    webmention_lists,
    wordpress,
    wordpress_classic,
    zblog,
)
from crawler.lists.announced import read_announced
from crawler.lists.text_parts import in_sample
from crawler.markup.document import Document, ancestors, fold
from crawler.markup.further import listing_urls
from crawler.records import Kind, Linkback


class Convention(Protocol):
    """What the table holds: a module that reads one way of marking up a listing."""

    @property
    def MARKS(self) -> tuple[str, ...]:  # noqa: N802 a constant of the module
        """What a page must hold before the module is asked."""

    def extract(self, document: Document, url: str) -> Iterator[Linkback]:
        """The linkbacks that the page lists in this markup, in document order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one page shows of a post's linkbacks.

    `linkbacks` are in document order. `comments_count` counts people's comments on this page, linkbacks not
    among them. `announced` is the number of linkbacks that the page states, None where it states none.
    `listing_urls` are further pages of the same post's listing (comment pages, pop-ups), absolute, as linked,
    without repeats. `begin` is the number of the element of the first entry in its document, -1 for none.
    """

    linkbacks: tuple[Linkback, ...] = ()
    comments_count: int = 0
    announced: int | None = None
    listing_urls: tuple[str, ...] = ()
    begin: int = -1


# Where two conventions read the same entry, the one that stands first is believed.
CONVENTIONS: dict[str, Convention] = {
    "serendipity": serendipity,
    "dotclear": dotclear,
    "b2evolution": b2evolution,
    "blogengine": blogengine,
    "nucleus": nucleus,
    "drupal_trackback": drupal_trackback,
    "pukiwiki": pukiwiki,
    "blogger": blogger,
    "dasblog": dasblog,
    "dokuwiki": dokuwiki,
    "dot_text": dot_text,
    "livejournal": livejournal,
    "tdiary": tdiary,
    "textcube": textcube,
    "zblog": zblog,
    "known": known,
    "commentions": commentions,
    "bridgy": bridgy,
    "forummagnum": forummagnum,
    "static_webmentions": static_webmentions,
    "disqus": disqus,
    "wordpress": wordpress,
    "wordpress_classic": wordpress_classic,
    "hatena_diary": hatena_diary,
    "seezoo": seezoo,
    "japanese_hosts": japanese_hosts,
    "movabletype": movabletype,
    "microformats": microformats,
    "facepiles": facepiles,
    "webmention_lists": webmention_lists,
    "headed": headed,
    "inline_lists": inline_lists,
    "page_data": page_data,
    "signed": signed,
    "ping_comments": ping_comments,
    "clipped": clipped,
    "sections": sections,
}

_ITEMS = frozenset({"li", "dt", "dd", "tr", "h2", "h3", "h4", "h5", "h6"})
_HIGHEST = 3
_MOST_BEFORE = 6
_TRACKBACKS_ONLY = ("mt-tb", "typepad.com/services/trackback", "typepad.com/t/trackback")
_OTHERS_TAKEN = ("pingback", "webmention")

GENERAL = frozenset({"page_data", "signed", "clipped", "sections"})
"""Conventions that are asked only where none before them has read anything: what a page's scripts may show
once more, and those of no software in particular."""


def read_listings(document: Document, url: str) -> Listing:
    """All that the page at `url` lists, read by all conventions, the general ones last and only where the
    others read nothing; the empty Listing where it lists nothing."""
    rows = _of_known_kind(document, _union(document, _readings(document, url)))
    found = [linkback for _, linkback in rows]
    linkbacks = tuple(_numbered(linkback, i, name) for i, (name, linkback) in enumerate(rows))
    comments = count_comments(document, (linkback.position for linkback in found))
    announced = read_announced(document)
    return Listing(
        linkbacks=linkbacks,
        comments_count=comments,
        announced=announced,
        listing_urls=listing_urls(document, url, announced),
        begin=_begin(document, found[0].position) if found else -1,
    )


def _begin(document: Document, position: int) -> int:
    """Where an entry begins: at the heading, item or row that its link stands in, behind its date."""
    node = document.elements[position]
    for each in () if node.tag in _ITEMS else islice(ancestors(node), _HIGHEST):
        if each.tag in _ITEMS:
            start = document.order(each)
            return start if position - start <= _MOST_BEFORE else position
    return position


def _of_known_kind(document: Document, rows: list[tuple[str, Linkback]]) -> list[tuple[str, Linkback]]:
    """Rows whose kind no words tell are trackbacks where the page takes nothing else: so do Movable Type and
    TypePad, which have an address for each post."""
    untold = any(row.kind is Kind.UNKNOWN for _, row in rows)
    if not untold or not document.has(*_TRACKBACKS_ONLY) or document.has(*_OTHERS_TAKEN):
        return rows
    return [
        (name, replace(row, kind=Kind.TRACKBACK) if row.kind is Kind.UNKNOWN else row) for name, row in rows
    ]


def _numbered(row: Linkback, position: int, convention: str) -> Linkback:
    """A row with its place in the listing; its texts folded, those that hold nothing None."""
    return Linkback(
        kind=row.kind,
        source=row.source,
        title=_folded(row.title),
        site=_folded(row.site),
        excerpt=_folded(row.excerpt),
        author=_folded(row.author),
        published=row.published,
        subtype=row.subtype,
        position=position,
        convention=convention,
    )


def _folded(text: str | None) -> str | None:
    return fold(text) or None if text else None


def _readings(document: Document, url: str) -> Iterator[tuple[str, list[Linkback]]]:
    """What each convention reads that the page has marks of."""
    anything = False
    marks, held = _marks(), _held_marks(document)
    for name, convention in CONVENTIONS.items():
        if not held.isdisjoint(marks[name]) and not (anything and name in GENERAL):
            reading = [
                row
                for row in convention.extract(document, url)
                if not _is_here(row, url) and not in_sample(document, row.position)
            ]
            anything = anything or bool(reading)
            yield name, reading


def _is_here(row: Linkback, url: str) -> bool:
    """Whether a row's source is the page itself or a place on it, its address for pings, or the front page of
    its own host: an entry's own anchor, a copy's `href="#"`, the blog's name beside the post's."""
    page = (row.source or "").partition("#")[0]
    own = urls.split(url)[0].removeprefix("www.")
    if not page or own not in page.lower() or not urls.is_same_host(page, url):
        return False
    host, path, query = urls.split(page)
    return (bool(host) and path in ("", "/") and not query) or urls.identity(page) == urls.identity(url)


def _held_marks(document: Document) -> frozenset[str]:
    """Those marks of all conventions that the page holds."""
    marked, worded = _kinds_of_marks()
    return marked.intersection(document.marks) | document.held(worded)


@cache
def _marks() -> dict[str, frozenset[str]]:
    """The marks of each convention."""
    return {name: frozenset(convention.MARKS) for name, convention in CONVENTIONS.items()}


@cache
def _kinds_of_marks() -> tuple[frozenset[str], frozenset[str]]:
    """The classes and ids among the marks of all conventions, and the words."""
    marks = frozenset().union(*_marks().values())
    marked = frozenset(mark for mark in marks if mark[0] in ".#")
    return marked, marks - marked


def _union(document: Document, readings: Iterable[tuple[str, list[Linkback]]]) -> list[tuple[str, Linkback]]:
    """Readings as one list by position, each row with its convention. A row that an earlier convention has
    read is left out; a row that the page itself repeats stays repeated."""
    kept: list[tuple[str, Linkback]] = []
    for name, reading in readings:
        known = _Known(document, [linkback for _, linkback in kept]) if kept and reading else None
        kept += [(name, new) for new in reading if known is None or new not in known]
    return sorted(kept, key=lambda row: row[1].position)


class _Known:
    """The rows that earlier conventions have read, asked whether a further one is among them."""

    def __init__(self, document: Document, kept: list[Linkback]) -> None:
        self.document = document
        self.places = {linkback.position for linkback in kept}
        keys = [(_key(row), row) for row in kept]
        self.kinds = {(key, row.kind) for key, row in keys}
        self.sources = {key for key, _ in keys}
        self.named = {(key, name) for key, row in keys if row.source for name in (row.title, row.site)}

    def __contains__(self, new: Linkback) -> bool:
        key = _key(new)
        if new.position in self.places or (key, new.kind) in self.kinds:
            return True
        if key not in self.sources:
            return False
        if not (new.published or new.excerpt) and new.source and (key, new.title) in self.named:
            return True  # a bare list below the comments that repeats them
        return new.kind is Kind.UNKNOWN or (key, Kind.UNKNOWN) in self.kinds or self._overlaps(new)

    def _overlaps(self, new: Linkback) -> bool:
        """Whether the row stands within one of the same source, or around one: another reading of it."""
        elements = self.document.elements
        start, end = self.document.span(elements[new.position])
        return any(
            start <= place < end or place <= start < self.document.span(elements[place])[1]
            for place in self.places
        )


def _key(row: Linkback) -> str | None:
    """What a row is told by: its source, whatever its spelling; its title where it has none."""
    return (urls.identity(row.source) if row.source else None) or row.title
