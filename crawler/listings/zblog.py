"""Z-Blog 1.6-1.8 (ASP): `ul.msg.tb` with the title in `li.tbname`, the blog as link in `li.msgurl`.

Its related posts (`ul.msg.mutuality`) begin with `li.tbname` too; its comments begin with `li.msgname`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import first_link, source_of, text_in, written_date
from crawler.markup.document import Document, classes, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".tbname",)

_KIND = re.compile(r"\s*[(（]\s*引用\s*[)）]\s*\Z")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Lists whose title is no link itself: others read those that link it."""
    for head in document.marked(".tbname"):
        listing = head.parent
        if (
            listing is None
            or "tb" not in classes(listing)
            or first_link(document, head, "a[href]") is not None
        ):
            continue
        named = listing.css_first(".msgurl")
        anchor = first_link(document, named) if named is not None else None
        if anchor is not None:
            yield _linkback(document, listing, head, anchor)


def _linkback(document: Document, listing: LexborNode, head: LexborNode, anchor: LexborNode) -> Linkback:
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=_KIND.sub("", text_of(head)) or None,
        site=text_of(anchor) or None,
        excerpt=text_in(listing, ".msgarticle"),
        published=written_date(document, text_in(listing, ".msgtime")),
        position=document.order(listing),
    )
