"""PukiWiki 1.4 and xpWiki for XOOPS, plugin tb: the page of `__mode=view`, `span.trackback-post` an entry."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import first_link, source_of, text_without, written_date
from crawler.markup.document import Document, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".trackback-post",)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Entries with their three bold labels: excerpt, weblog, tracked."""
    for entry in document.marked(".trackback-post"):
        labels = [text_of(node) for node in entry.css("strong")]
        anchor = first_link(document, entry)
        if anchor is not None and len(labels) == 3 and all(labels):
            yield _linkback(document, entry, anchor, labels)


def _linkback(document: Document, entry: LexborNode, anchor: LexborNode, labels: list[str]) -> Linkback:
    rest = text_without(entry, anchor).partition(labels[0])[2]
    excerpt, _, rest = rest.partition(labels[1])
    site, _, date = rest.partition(labels[2])
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=text_of(anchor) or None,
        site=site.strip() or None,
        excerpt=excerpt.strip() or None,
        published=written_date(document, date),
        position=document.order(entry),
    )
