"""Any software: a list that stands under a heading which says what it is, or in a list that is named so.

Headings: "Trackbacks", "Pingbacks", "3 Trackbacks/Pingbacks", "Rétroliens", "Retroenlaces",
"トラックバック", "引用通告", "트랙백", "Обратные ссылки" … (`crawler.labels`).
Lists: `ol.pinglist`, `.ping-list`, `.trackbacklist`,
`#pings`, `#trackbacks`, as WordPress themes that print pings apart from comments have them.

Entries are the items of one list that follows the heading, each with a link to another place as its first
words; a list where any item is otherwise (a menu, a form, prose) is left alone, unless the list itself is
named as one of pings. Prefers silence to a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.announced import headings
from crawler.document import Document, attribute, classes, text_of
from crawler.entries import Entry, date_of, entries, in_margin, is_tool, language_of
from crawler.entry_parts import leads_away
from crawler.labels import kind_of_label, read_heading
from crawler.records import Kind, Linkback

_NAMED = {
    ".pinglist": Kind.UNKNOWN, ".ping-list": Kind.UNKNOWN, ".pings-list": Kind.UNKNOWN,
    ".pings": Kind.UNKNOWN,
    "#pinglist": Kind.UNKNOWN, "#ping-list": Kind.UNKNOWN, "#pings": Kind.UNKNOWN, ".pingslist": Kind.UNKNOWN,
    ".trackbacklist": Kind.TRACKBACK, "#trackbacklist": Kind.TRACKBACK, ".trackback-list": Kind.TRACKBACK,
    "#trackback-list": Kind.TRACKBACK, ".trackbacks-list": Kind.TRACKBACK, "#trackbacks": Kind.TRACKBACK,
    ".trackbacks": Kind.TRACKBACK, ".pingbacklist": Kind.PINGBACK, ".pingback-list": Kind.PINGBACK,
    "#pingbacks": Kind.PINGBACK, ".pingbacks": Kind.PINGBACK, ".pingbacks-list": Kind.PINGBACK,
}  # fmt: skip
MARKS = (*_NAMED, "<h", "<legend", "<dt")

_HEADINGS = "h1, h2, h3, h4, h5, h6, legend, dt"
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend"})
_LIST_TAGS = frozenset({"ul", "ol", "dl"})
_LEAD = re.compile(r"[\W\d_]*")
_NEAR = 6


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The items of lists that are named or headed as linkbacks, in document order."""
    found: dict[int, tuple[LexborNode, Kind]] = {}
    named = {document.order(listing): (listing, kind) for listing, kind in _named(document)}
    for listing, kind in _headed(document):
        found.setdefault(document.order(listing), (listing, kind))
    found = named | found
    language = language_of(document) if found else None
    rows: dict[int, Linkback] = {}
    for number in sorted(found):
        for row in _rows(document, *found[number], url, language, number in named):
            rows.setdefault(row.position, row)
    yield from (rows[number] for number in sorted(rows))


def _headed(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    """The list right below each heading, and the kind that the heading states."""
    for heading in document.css(_HEADINGS) if headings(document) else ():
        said = read_heading(text_of(heading)) if len(heading.text()) < 200 else None
        if said is not None and not in_margin(heading):
            listing = _below(heading)
            if listing is not None:
                yield listing, said[0]


def _below(heading: LexborNode) -> LexborNode | None:
    """The first list behind a heading, before the next heading; also within the element that follows."""
    each, holder = heading, heading.parent
    for _ in range(_NEAR):
        following = each.next
        while following is not None and not following.is_element_node:
            following = following.next
        if following is None:
            # A heading in a header of its own: the list follows the header.
            if holder is None or holder.tag not in ("header", "div", "hgroup") or each is not heading:
                return None
            if text_of(holder) != text_of(heading):
                return None
            each, holder = holder, None
            continue
        if following.tag in _HEADING_TAGS or following.tag in ("form", "article"):
            return None
        if following.tag in _LIST_TAGS:
            return following
        if following.tag in ("div", "section"):
            return _only_list(following)
        each = following
    return None


def _only_list(holder: LexborNode) -> LexborNode | None:
    children = [child for child in holder.iter() if child.tag not in ("p", "a", "span", "br", "script")]
    return children[0] if len(children) == 1 and children[0].tag in _LIST_TAGS else None


def _named(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    for mark, kind in _NAMED.items():
        for node in document.marked(mark):
            listing: LexborNode | None = node if node.tag in _LIST_TAGS else _only_list(node)
            if listing is not None and not in_margin(node):
                yield listing, kind


def _rows(
    document: Document, listing: LexborNode, kind: Kind, url: str, language: str | None, named: bool
) -> list[Linkback]:
    """The list's items as linkbacks; none at all where one cannot be one, unless the list is named so."""
    items = [item for item in listing.iter() if item.tag in ("li", "dt")]
    rows: list[Linkback] = []
    for entry in entries(document, items, items):
        if "comment" in classes(entry.node):
            continue
        row = _row(entry, kind, url, language)
        if row is None and not named:
            return []
        if row is not None:
            rows.append(row)
    return rows


def _row(entry: Entry, kind: Kind, url: str, language: str | None) -> Linkback | None:
    anchor = _first_words(entry)
    if anchor is None:
        return None
    source = entry.document.absolute(attribute(anchor, "href"))
    if source is None or _is_own(source, url):
        return None
    names = classes(entry.node)
    stated = next(
        (each for each in (Kind.PINGBACK, Kind.TRACKBACK, Kind.WEBMENTION) if each.value in names), None
    )
    label = kind_of_label(entry.text(*entry.tagged("a", "p", "small", "time"))) if stated is None else None
    return Linkback(
        kind=stated or label or kind,
        source=source,
        title=text_of(anchor) or None,
        excerpt=_excerpt(entry, anchor),
        published=date_of(entry, anchor, language),
        position=entry.start,
    )


def _first_words(entry: Entry) -> LexborNode | None:
    """The link that an entry begins with, or that follows a label; None where prose comes first."""
    anchor = next((a for a in entry.tagged("a") if leads_away(a) and not is_tool(a) and text_of(a)), None)
    if anchor is None:
        return None
    text = entry.text()
    before = text.split(text_of(anchor), 1)[0] if text_of(anchor) in text else text
    if _LEAD.fullmatch(before) or kind_of_label(before) is not None:
        return anchor
    return (
        anchor
        if len(before) <= 40 and "cite" in (anchor.tag, anchor.parent.tag if anchor.parent else "")
        else None
    )


def _is_own(source: str, url: str) -> bool:
    """Whether a link goes to this very page, or to what belongs to it (its feed, its trackback address)."""
    here, there = urldefrag(url)[0].rstrip("/"), urldefrag(source)[0].rstrip("/")
    return (
        urls.identity(source) == urls.identity(url)
        or there.startswith(here + "/trackback")
        or "mt-tb" in there
    )


def _excerpt(entry: Entry, anchor: LexborNode) -> str | None:
    at = entry.document.order(anchor)
    for node in entry.tagged("p", "blockquote", "dd"):
        start, end = entry.document.span(node)
        if not start <= at < end and (text := entry.text_of(node)):
            return text
    return None
