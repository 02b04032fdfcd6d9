"""Serendipity 0.8-2 and Styx 2-5: the section of trackbacks of default, 2k11, timeline, pure and kin.

One section holds what came by any protocol; only Styx writes the protocol into the entry's class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.document import Document, attribute, classes, text_of
from crawler.entry_parts import (
    first_link,
    outermost,
    source_of,
    stated_time,
    text_in,
    text_without,
    written_date,
)
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".serendipity_section_trackbacks", "serendipity")

_ENTRY_ID = re.compile(r"(?:comment[-_])?c?\d+$")
_SOURCE = ".serendipity_comment_source, .commentmetadata, .serendipity_commentSource, .comment_source"
_BODY = ".serendipity_commentBody, .serendipity_comment_body, .comment-content, details > div"
_SITE = ".trackback_author strong, .comment-author-details, cite"


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The entries of the page's section of trackbacks."""
    for section in outermost(document, _sections(document)):
        for entry in _entries(section):
            yield _linkback(document, entry)


def _sections(document: Document) -> list[LexborNode]:
    """The sections, or in templates without their class the `#trackbacks` of a Serendipity page."""
    found = document.marked(".serendipity_section_trackbacks")
    if found or not document.has("serendipity"):
        return found
    named = [node.parent if node.tag == "a" else node for node in document.marked("#trackbacks")]
    return [
        node for node in named if node is not None and node.css_first("#comments, [name=comments]") is None
    ]


def _entries(section: LexborNode) -> Iterator[LexborNode]:
    """Elements that bear an entry's id (cN), or hold the anchor that bears it."""
    seen: set[int] = set()
    for node in section.css("[id]"):
        if not _ENTRY_ID.match(attribute(node, "id")):
            continue
        entry = node.parent if node.tag == "a" else node
        if entry is not None and entry.mem_id != section.mem_id and entry.mem_id not in seen:
            seen.add(entry.mem_id)
            yield entry


def _linkback(document: Document, entry: LexborNode) -> Linkback:
    anchor = first_link(entry)
    body, labels = entry.css_first(_BODY), entry.css_first(_SOURCE)
    site, date = _labelled(labels) if labels is not None else (text_in(entry, _SITE), None)
    within = anchor if body is not None and anchor is not None and _holds(body, anchor) else None
    kinds = classes(entry)
    return Linkback(
        kind=Kind.PINGBACK if "pingback" in kinds and "trackback" not in kinds else Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=(text_of(anchor) or None) if anchor is not None else None,
        site=site,
        excerpt=(text_without(body, within, body.css_first(".trackback_author")) or None)
        if body is not None
        else None,
        published=stated_time(entry) or written_date(document, date),
        position=document.order(entry),
    )


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    return any(each.mem_id == inner.mem_id for each in outer.css("a"))


def _labelled(labels: LexborNode) -> tuple[str | None, str | None]:
    """Site and date of "Weblog: SITE  Tracked: DATE", in whatever language the labels are."""
    heads = [text_of(node) for node in labels.css("b, strong")]
    if len(heads) < 2 or not heads[0] or not heads[1]:
        return None, None
    text = text_without(labels, *labels.css("a"))
    site, _, date = text.partition(heads[0])[2].partition(heads[1])
    return site.strip(" :") or None, date.strip(" :()") or None
