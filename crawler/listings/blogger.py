"""Blogger, 2005-2019: backlinks ("Links to this post") of classic and layout templates.

Blogger found them by searching, so that no protocol stands behind them and their kind is unknown. Most pages
have a script fill them in: then the page holds the template's tags unfilled, and lists nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import source_of, text_in, text_without, written_date
from crawler.markup.document import Document, ancestors, attribute, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (
    ".backlink-control",
    ".collapsed-backlink",
    ".backlink-toggle-zippy",
    ".comment-toggler",
)

_HIGHEST = 8
_UNFILLED = re.compile(r"<\$|delete-backlink")
_POSTED = re.compile(r"(?:posted by\s+)?(.*?)\s*@\s*(.+)$", re.I)
_BY = re.compile(r"^posted by:?\s+", re.I)
_AT = re.compile(r"^at\s+", re.I)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Entries of both forms of template, the one that scripts copy left out."""
    seen: set[int] = set()
    for mark in document.marked(*MARKS):
        head = mark.css_first(".comment-title") if mark.css_first("a") is not None else mark.parent
        if head is None or head.tag == "dl" or head.mem_id in seen or _is_copied(head):
            continue
        seen.add(head.mem_id)
        anchor = head.css_first("a")
        if anchor is not None and text_of(anchor) and not _UNFILLED.search(attribute(anchor, "href")):
            yield _linkback(document, head, anchor)


def _is_copied(head: LexborNode) -> bool:
    """Whether an entry is the pattern that Blogger's script copies for each backlink."""
    return any(attribute(node, "id") == "blogger-dcom-block" for node in islice(ancestors(head), _HIGHEST))


def _linkback(document: Document, head: LexborNode, anchor: LexborNode) -> Linkback:
    body, foot = _following(head)
    poster = body.css_first(".comment-poster") if body is not None else None
    author, date = _posted(poster) if poster is not None else _footed(foot)
    return Linkback(
        kind=Kind.UNKNOWN,
        source=source_of(document, anchor),
        title=text_of(anchor) or None,
        excerpt=(text_without(body, poster) or None) if body is not None else None,
        author=author,
        published=written_date(document, date),
        position=document.order(head),
    )


def _following(head: LexborNode) -> tuple[LexborNode | None, LexborNode | None]:
    """The `dd` of text and the `dd` of author and time after an entry's `dt`."""
    found: list[LexborNode] = []
    node = head.next
    while node is not None and node.tag != "dt":
        if node.tag == "dd":
            found.append(node)
        node = node.next
    return found[0] if found else None, found[1] if len(found) > 1 else None


def _posted(poster: LexborNode) -> tuple[str | None, str | None]:
    stated = _POSTED.match(text_of(poster))
    return (stated[1] or None, stated[2]) if stated else (None, None)


def _footed(foot: LexborNode | None) -> tuple[str | None, str | None]:
    if foot is None:
        return None, None
    # Some templates have the time within the element of the author: "posted by NAME @ TIME".
    author, _, time = _BY.sub("", text_in(foot, ".comment-author") or "").partition(" @ ")
    return author or None, _AT.sub("", text_in(foot, ".comment-timestamp") or "") or time or None
