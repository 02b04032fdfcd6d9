"""Nucleus CMS 2-3 with NP_TrackBack 1-2 (rakaz; the Japanese branch "jp"): `div.tb > div.item` of the default
templates."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import first_link, outermost, source_of, text_in, text_without, written_date
from crawler.markup.document import Document, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".tb",)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Items that hold the three parts of the template: name, body with the link, date."""
    for listing in outermost(document, document.marked(".tb")):
        for entry in listing.css("div.item"):
            body = entry.css_first(".body")
            if (
                body is not None
                and entry.css_first(".name") is not None
                and first_link(document, body) is not None
            ):
                yield _linkback(document, entry, body)


def _linkback(document: Document, entry: LexborNode, body: LexborNode) -> Linkback:
    anchor = first_link(document, body)
    date = text_in(entry, ".date")
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=(text_of(anchor).removesuffix(":").strip() or None) if anchor is not None else None,
        site=text_in(entry, ".name"),
        excerpt=text_without(body, anchor) or None,
        published=written_date(document, date),
        position=document.order(entry),
    )
