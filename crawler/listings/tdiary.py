"""tDiary 1.5-5 with its TrackBack plugin (tb-show): `div.comment.trackbacks` below a day, short and long.
NP_TrackBack's Japanese branch for Nucleus prints the long form too.

Themes leave out some of the classes: then the caption with the address for pings tells.
Its first versions print a list below the caption "TrackBacks (本日へのTrackBack Ping URL: …/tb.rb/20050610)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import outermost, source_of, text_in, text_without, written_date
from crawler.markup.document import Document, attribute, fold, text_of
from crawler.markup.kin import next_element
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".trackbackbody", ".trackbackshort", "tb.rb/")

_TAGS = re.compile(r"<[^>]*>")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Entries of the long form (a day's page) and of the short one (several days)."""
    for listing in outermost(document, document.marked(".trackbackbody", ".trackbackshort")):
        for name in listing.css("span.trackbackblog, span.blog"):
            if (entry := name.parent) is not None and "commentator" in (name.attributes.get("class") or ""):
                yield _linkback(document, entry, name)
    for caption in document.marked(".caption") if document.has("tb.rb/") else ():
        behind = next_element(caption) if "/tb.rb/" in caption.text() else None
        if behind is not None:
            yield from _captioned(document, behind)


def _captioned(document: Document, listing: LexborNode) -> Iterator[Linkback]:
    """Entries behind a caption with the address for pings: of the first versions, and of bare themes."""
    for entry in listing.css("li") if listing.tag == "ul" else ():
        if entry.css_first("a") is not None:
            yield _item(document, entry)
    for head in listing.css("div.commentator"):
        links = head.css("a")
        blog = next((a for a in links if text_of(a) and "#t" not in attribute(a, "href")), None)
        if blog is not None and head.css_first(".trackbackblog") is None:
            yield _linkback(document, head, blog)


def _item(document: Document, entry: LexborNode) -> Linkback:
    """The link says "BLOG:TITLE", then come the date and, behind a line break, the excerpt."""
    anchor = entry.css_first("a")
    words = text_of(anchor) if anchor is not None else ""
    site, colon, title = words.partition(":")
    html = entry.html or ""
    before, _, excerpt = html.partition("<br>")
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=(title if colon and title[:2] != "//" else words).strip() or None,
        site=(site.strip() or None) if colon and title[:2] != "//" else None,
        excerpt=fold(unescape(_TAGS.sub(" ", excerpt))) or None,
        published=written_date(document, fold(_TAGS.sub(" ", before.rpartition("</a>")[2]))),
        position=document.order(entry),
    )


def _linkback(document: Document, entry: LexborNode, name: LexborNode) -> Linkback:
    """The link's text is "BLOG:TITLE", or the blog alone where the ping gave no title."""
    anchor = name if name.tag == "a" else name.css_first("a[href]")
    site, colon, title = text_of(name).partition(":")
    if not colon or title.startswith("//"):
        site, title = text_of(name), ""
    date = text_in(entry, ".trackbacktime, .commenttime")
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=title.strip() or None,
        site=site.strip() or None,
        excerpt=_excerpt(entry, name),
        published=written_date(document, date),
        position=document.order(entry),
    )


def _excerpt(entry: LexborNode, name: LexborNode) -> str | None:
    """What the entry's paragraph says: within it, or right behind it (5.0, Nucleus's copy of the list)."""
    paragraph = entry.css_first("p")
    if paragraph is None and entry.tag != "p":
        behind = next_element(entry)
        paragraph = behind if behind is not None and behind.tag == "p" else None
    if paragraph is not None and entry.tag != "p":
        return text_of(paragraph) or None
    if name.tag == "a":
        return None
    tools = [
        anchor
        for anchor in entry.css("a")
        if anchor.parent is not None and anchor.parent.mem_id == entry.mem_id
    ]
    marks = (entry.css_first(".trackbacktime"), entry.css_first(".canchor, .tanchor, .sanchor"))
    return text_without(entry, name, *tools, *marks).strip("[] ") or None
