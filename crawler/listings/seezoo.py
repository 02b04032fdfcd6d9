"""Seezoo CMS 1-2, its blog: `dl.sz_blog_trackback_section`, the text in `dd`, then "TITLE - BLOG" in `dt`."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.lists.entry_parts import first_link, source_of, text_without, written_date
from crawler.markup.document import Document, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".sz_blog_trackback_section",)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each term; the description before it is its text."""
    for listing in document.marked(*MARKS):
        excerpt = None
        for node in listing.iter():
            if node.tag == "dd":
                excerpt = text_of(node) or None
            elif node.tag == "dt" and (anchor := first_link(document, node)) is not None:
                title, _, site = text_of(anchor).rpartition(" - ")
                yield Linkback(
                    kind=Kind.TRACKBACK,
                    source=source_of(document, anchor),
                    title=title.strip() or site.strip() or None,
                    site=(site.strip() or None) if title.strip() else None,
                    excerpt=excerpt,
                    published=written_date(document, text_without(node, anchor)),
                    position=document.order(node),
                )
                excerpt = None
