""".Text, Community Server 1-2 and Subtext: pings among the comments, whose author's link has the title
"TrackBack" or "PingBack"; often it leads through the software's own `Redirect.aspx?U=ADDRESS`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin
from crawler.lists.entry_parts import leads_away, text_without, written_date
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, ancestors, attribute, classes, text_of
from crawler.records import Kind, Linkback
from crawler.words.dated import parted_date

MARKS: tuple[str, ...] = (
    'title="trackback"', 'title="pingback"', "title='trackback'", "title='pingback'", "title=trackback",
    "title=pingback",
)  # fmt: skip

_KINDS = {"trackback": Kind.TRACKBACK, "pingback": Kind.PINGBACK}
_REDIRECT = re.compile(r"/redirect\.aspx\?u=(?P<address>https?(?:://|%3a%2f%2f)[^&#]+)", re.I)
_COMMENTS = frozenset({"comment", "commentitem", "feedbackitem", "singlecomment", "comment-item"})
_NO_NAME = re.compile(r"anonymous|track-?back|ping-?back", re.I)
_HEADINGS = "h2, h3, h4, h5, h6"
_HIGHEST = 5


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The comments whose author's link is called so and leads to another site."""
    attributes = document.attributes
    for number in document.tags("a"):
        kind = _KINDS.get((attributes[number].get("title") or "").strip().lower())
        link = document.elements[number]
        block = _comment(link) if kind is not None else None
        if kind is None or block is None:
            continue
        source = _source(document, link)
        if source is not None and urls.is_same_blog(source, url):
            continue
        if not in_margin(document, block):
            yield _linkback(document, block, link, kind, source)


def _comment(link: LexborNode) -> LexborNode | None:
    return next((node for node in islice(ancestors(link), _HIGHEST) if classes(node) & _COMMENTS), None)


def _source(document: Document, link: LexborNode) -> str | None:
    """Where the link leads, past the software's own redirect; None where it leads nowhere."""
    if not leads_away(link):
        return None
    href = attribute(link, "href")
    match = _REDIRECT.search(href)
    return document.absolute(unquote(match["address"]) if match is not None else href)


def _linkback(
    document: Document, block: LexborNode, link: LexborNode, kind: Kind, source: str | None
) -> Linkback:
    heading, foot = block.css_first(_HEADINGS), link.parent
    head = text_without(heading, *heading.css("a")) if heading is not None else ""
    title, published = parted_date(head, language_of(document))
    name = text_of(link)
    within = foot is not None and foot.mem_id == block.mem_id
    return Linkback(
        kind=kind,
        source=source,
        title=title.rstrip(" @") or None,
        site=None if not name or _NO_NAME.fullmatch(name) else name,
        excerpt=(text_without(block, heading, link) if within else text_without(block, heading, foot))
        or None,
        published=published or (written_date(document, text_of(foot)) if foot is not None else None),
        position=document.order(block),
    )
