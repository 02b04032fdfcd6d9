"""tDiary 2-5 with its TrackBack plugin (tb-show): `div.comment.trackbacks` below a day, short and long."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.markup.document import Document, text_of
from crawler.markup.entry_parts import outermost, source_of, text_in, text_without, written_date
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".trackbackbody", ".trackbackshort")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Entries of the long form (a day's page) and of the short one (several days)."""
    for listing in outermost(document, document.marked(".trackbackbody", ".trackbackshort")):
        for name in listing.css("span.trackbackblog, span.blog"):
            if (entry := name.parent) is not None and "commentator" in (name.attributes.get("class") or ""):
                yield _linkback(document, entry, name)


def _linkback(document: Document, entry: LexborNode, name: LexborNode) -> Linkback:
    """The link's text is "BLOG:TITLE", or the blog alone where the ping gave no title."""
    anchor = name.css_first("a[href]")
    site, colon, title = text_of(name).partition(":")
    if not colon or title.startswith("//"):
        site, title = text_of(name), ""
    date = text_in(entry, ".trackbacktime")
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
    paragraph = entry.css_first("p") if entry.tag != "p" else None
    if paragraph is not None:
        return text_of(paragraph) or None
    tools = [
        anchor
        for anchor in entry.css("a")
        if anchor.parent is not None and anchor.parent.mem_id == entry.mem_id
    ]
    return text_without(entry, name, *tools, entry.css_first(".trackbacktime")).strip("[] ") or None
