"""Drupal 4.6-6 with trackback.module: `div.trackback#trackback-N` with title, author and content."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import first_link, source_of, text_in, written_date
from crawler.markup.document import Document, classes, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = ("#trackback-",)

# "from SITE on DATE"; Drupal 5 and later emphasise the placeholders.
_FROM = re.compile(r"\S+\s+(.+?)(?:\s+\S+\s+|,\s+)((?:\w+,\s*)?(?:\w+\s+)?\d[\d/. :,-]+.*)$")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Elements with the id and class of the module's theme function."""
    for entry in document.marked("#trackback-"):
        if "trackback" in classes(entry) and entry.css_first(".title, .subject") is not None:
            yield _linkback(document, entry)


def _linkback(document: Document, entry: LexborNode) -> Linkback:
    title = entry.css_first(".title, .subject")
    anchor = first_link(document, title) if title is not None else None
    byline = entry.css_first(".author, .credit, .submitted")
    site, date = _byline(byline) if byline is not None else (None, None)
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=(text_of(title) or None) if title is not None else None,
        site=site,
        excerpt=text_in(entry, ".content"),
        published=written_date(document, date),
        position=document.order(entry),
    )


def _byline(byline: LexborNode) -> tuple[str | None, str | None]:
    text = text_of(byline)
    marked = [text_of(node) for node in byline.css("em")]
    if marked and marked[0]:
        return marked[0], text.partition(marked[0])[2]
    stated = _FROM.match(text)
    return (stated[1], stated[2]) if stated else (None, text)
