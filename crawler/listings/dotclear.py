"""Dotclear 1 and 2: the list of pings of the templates mustek (`dl` in `#pings`), currywurst and dotty
(`li.ping`), and of those before them, that number pings and comments alike (`.comment-number` in `#pings`).

The blog calls all of them trackbacks, whatever protocol they came by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import first_link, source_of, stated_time, text_without, written_date
from crawler.markup.document import Document, attribute, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".ping-number", ".ping", ".comment-number")

_ENTRY_ID = re.compile(r"c\d+$")
# "On 14 March 2006, 08:05 by BLOG": the one word after the time is "by" in the blog's language.
_AFTER_TIME = re.compile(r"\d{1,2}\s?[:h.]\s?\d{2}(?:\s?[ap]m)?,?\s+\S+\s+(.+)$", re.I)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Entries of `#pings dl` and `li.ping`, as far as they bear Dotclear's ids."""
    for node in document.marked(".ping-number", ".ping"):
        if node.tag == "a" and (head := node.parent) is not None and head.tag == "dt":
            row = _defined(document, head)
            if row.source or row.title or row.site:
                yield row
        elif node.tag == "li" and _ENTRY_ID.match(attribute(node, "id")):
            yield _listed(document, node)
    for section in document.marked("#pings", "#trackbacks") if document.has("comment-number") else ():
        for head in section.css("dt[id]"):
            if _ENTRY_ID.match(attribute(head, "id")) and head.css_first(".comment-number") is not None:
                row = _defined(document, head)
                if row.title or row.site:
                    yield row


def _defined(document: Document, head: LexborNode) -> Linkback:
    """`dt` says when and by whom, `dd` opens with a paragraph that is the link."""
    stated = text_without(head, head.css_first(".ping-number, .comment-number"))
    site = _AFTER_TIME.search(stated)
    body = head.next
    while body is not None and body.tag != "dd":
        body = body.next if body.tag != "dt" else None
    anchor = first_link(document, body) if body is not None else None
    title = anchor
    if anchor is None and body is not None:
        # The blog's name is the link, and the text opens with the title in bold.
        anchor = first_link(document, head, "a:not(.ping-number)")
        title = body.css_first("p > strong")
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=(text_of(title) or None) if title is not None else None,
        site=site[1] if site else None,
        excerpt=(text_without(body, title) or None) if body is not None else None,
        published=stated_time(head) or written_date(document, stated[: site.start(1)] if site else stated),
        position=document.order(head),
    )


def _listed(document: Document, entry: LexborNode) -> Linkback:
    """A comment's form: the author's link is the citing page, the text opens with its title in bold."""
    info = entry.css_first(".comment-info, .ping-info") or entry.css_first("p") or entry
    body = entry.css_first(".comment-content, .ping-content") or entry.css_first("div")
    anchor = first_link(document, info)
    title = body.css_first("p > strong") if body is not None else None
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=(text_of(title) or None) if title is not None else None,
        site=(text_of(anchor) or None) if anchor is not None else None,
        excerpt=(text_without(body, title) or None) if body is not None else None,
        published=stated_time(entry) or written_date(document, text_without(info, anchor)),
        position=document.order(entry),
    )
