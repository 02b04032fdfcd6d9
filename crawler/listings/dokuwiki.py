"""DokuWiki with the linkback plug-in: `.linkback_head` with the link, the time and the kind, and the excerpt.

The link says "BLOG: TITLE" for a trackback; a pingback has no blog's name, and its title may hold a colon.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import source_of, text_in
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, attribute, text_of
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date, stated_date
from crawler.words.labels import kind_of_name

MARKS: tuple[str, ...] = (".linkback_head",)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each head that has a link, wherever it leads."""
    language = language_of(document)
    for head in document.marked(".linkback_head"):
        anchor = head.css_first(".sender a:not([name]), a.urlextern")
        if anchor is not None:
            yield _linkback(document, head, anchor, language)


def _linkback(document: Document, head: LexborNode, anchor: LexborNode, language: str | None) -> Linkback:
    stated, received = head.css_first(".type"), head.css_first(".received")
    kind = (kind_of_name(text_of(stated)) if stated is not None else None) or Kind.UNKNOWN
    words = text_of(anchor)
    site, colon, title = words.partition(": ") if kind is Kind.TRACKBACK else ("", "", "")
    return Linkback(
        kind=kind,
        source=source_of(document, anchor),
        title=title if colon and title else words or None,
        site=site if colon and title else None,
        excerpt=text_in(head.parent, ".linkback_body") if head.parent is not None else None,
        published=_date(received, language) if received is not None else None,
        position=document.order(head),
    )


def _date(node: LexborNode, language: str | None) -> str | None:
    return stated_date(attribute(node, "title")) or read_date(text_of(node), language)
