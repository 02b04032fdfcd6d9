"""Any software: the lists in a part of the page that is named after webmentions (`#webmentions`,
`.webmention-replies`), and those below a heading "Webmentions".

Sites made by hand and the partials of Hugo, Eleventy, Astro and Nuxt print a list or blocks for each type of
reaction there, most without microformats. An item links the author first and the page behind it, or only one
of the two. A list in which any item links nowhere else (an explanation, a menu) is left alone; so is one
outside of a plain `#webmentions` whose items say neither when, nor where, nor what was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.markup.dates import read_date
from crawler.markup.document import Document, attribute, classes, text_of
from crawler.markup.entries import Entry, date_of, entries, in_margin, in_text, language_of, words_behind
from crawler.markup.entry_parts import outermost, subtype_above
from crawler.markup.headed_lists import headed_lists
from crawler.markup.mention_parts import (
    done_in,
    face_name,
    host_shown,
    is_face,
    named_after,
    page_of,
    parts_of_name,
)
from crawler.records import Kind, Linkback

_NAMES = frozenset({"#webmentions", ".webmentions"})
MARKS: tuple[str, ...] = ("webmention", "web-mention", "mentioned this", "liked this", "reposted this")

_SENDING = re.compile(
    r"\b(?:send|sending|submit|respond|reply)\b.*webmention|webmention.*\b(?:send|submit)\b", re.I
)
# Parts of a listing that hold no list, and what stands beside it.
_NO_LIST = frozenset(
    {"form", "endpoint", "send", "submit", "input", "button", "count", "counts", "counter", "toggle", "title",
     "heading", "header", "help", "info", "intro", "note", "about", "explanation", "cta", "powered", "url",
     "link", "source", "target", "author", "avatar", "photo", "date", "content", "icon", "badge", "nav",
     "sources", "settings", "template", "meta", "details"}
)  # fmt: skip
_HOLDERS = frozenset({"div", "section", "aside", "article", "footer", "ul", "ol", "details", "dl"})
_BLOCKS = frozenset({"div", "article", "section"})
_ONE = frozenset(
    {"mention", "reply", "comment", "like", "repost", "bookmark", "response", "reaction", "item"}
)
_REACTIONS = frozenset({"like", "repost", "bookmark"})
_MARKED = frozenset({"h-cite", "h-entry", "webmention", "webmentions__item"})
_LONGEST = 160
_MOST = 4000
# Whom the words behind a title name: "by NAME", "par NAME, le 6 mars".
_BY = re.compile(
    r"\W*\b(?:by|von|par|por|di|door|af|av)\s+(?P<name>[^,;:|–—()]{2,60}?)\s*(?:[,;:|–—(]|\bon\b|\Z)"
)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The items of each list, where all of them link to other sites."""
    language = language_of(document)
    for listing in outermost(document, _lists(document)):
        nodes = [item for item in listing.iter() if item.tag == "li"]
        if not _is_how_to(listing) and not in_margin(document, listing):
            yield from _rows(document, nodes, url, language, sure=_is_plain(document, listing))
    for blocks in _blocks(document):
        yield from _rows(document, blocks, url, language, sure=False)
    for listing, kind in headed_lists(document):
        if kind is Kind.WEBMENTION and not in_margin(document, listing):
            nodes = [item for item in listing.iter() if item.tag == "li"]
            yield from _rows(document, nodes, url, language, sure=False)


def _rows(
    document: Document, nodes: list[LexborNode], url: str, language: str | None, *, sure: bool
) -> list[Linkback]:
    """The items as linkbacks; none where one is no such item, or nothing makes sure that they are."""
    rows: list[Linkback] = []
    for entry in entries(document, nodes, nodes):
        row = _row(entry, url, language)
        if row is None or not (sure or row.subtype or row.published or row.site):
            return []
        rows.append(row)
    return rows


def _holders(document: Document) -> list[LexborNode]:
    """The parts of the page that are named after webmentions, outermost ones first."""
    named = [
        mark
        for mark in document.marks
        if ("webmention" in mark or "web-mention" in mark) and _NO_LIST.isdisjoint(parts_of_name(mark[1:]))
    ]
    nodes = (node for node in document.marked(*named) if node.tag in _HOLDERS and not in_text(node))
    return [node for node in nodes if document.span(node)[1] - document.order(node) <= _MOST]


def _lists(document: Document) -> Iterator[LexborNode]:
    """All lists that stand in such a part, or are one."""
    found = {number for holder in _holders(document) for number in document.within(holder, "ul", "ol")}
    yield from (document.elements[number] for number in sorted(found))


def _is_plain(document: Document, listing: LexborNode) -> bool:
    """Whether a list stands in a part of the very name "webmentions"."""
    number = document.order(listing)
    return any(document.order(node) <= number < document.span(node)[1] for node in document.marked(*_NAMES))


def _blocks(document: Document) -> Iterator[list[LexborNode]]:
    """The blocks in each such part that are one item each by their class (`div.mention`, `div.reply`)."""
    for holder in outermost(document, _holders(document)):
        if in_margin(document, holder):
            continue
        start, end = document.span(holder)
        named = [i for i in range(start + 1, end) if document.names[i] in _BLOCKS]
        single = [i for i in named if _is_one(document.classes[i])]
        own = [i for i in single if sum(i < other < document.end(i) for other in single) < 2]
        yield [*outermost(document, (document.elements[i] for i in own))]


def _is_one(names: Iterable[str]) -> bool:
    """Whether a class says that an element is one mention: "mention", "webmention-reply"; no "mention-list"
    is one."""
    return any(not _ONE.isdisjoint(parts_of_name(name)[-1:]) for name in names)


def _is_how_to(listing: LexborNode) -> bool:
    """Whether a paragraph right before a list says how to send a webmention: then it links what helps."""
    before = listing.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    if before is None or before.tag != "p" or listing.css_first("img, time") is not None:
        return False
    return _SENDING.search(text_of(before)) is not None


def _row(entry: Entry, url: str, language: str | None) -> Linkback | None:
    """None where an item links to no other site, or marks its parts up for other conventions."""
    if any(names & _MARKED for _, names in [(0, classes(entry.node)), *entry.classes()]):
        return None
    here = urls.host(url)
    links = [a for a in entry.links() if (host := _host(entry, a)) and host != here]
    if not links:
        return None
    page = page_of(links, language)
    shown = page if page is not None else _said(links)
    source = entry.document.absolute(attribute(shown, "href"))
    subtype = _subtype(entry)
    title, author = _named(entry, links, shown, subtype, language)
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=subtype,
        source=source,
        title=title,
        site=host_shown(entry, source),
        excerpt=words_behind(entry, shown, language),
        author=author,
        published=_published(entry, links[0], shown, language),
        position=entry.start,
    )


def _named(
    entry: Entry, links: list[LexborNode], shown: LexborNode, subtype: str | None, language: str | None
) -> tuple[str | None, str | None]:
    """Title and author: the words of the mention's link, unless they say only when or what was done, and
    those of the link before it, or the name behind "by"."""
    text = text_of(shown)
    says = (
        bool(text)
        and not read_date(text, language)
        and not done_in(text)
        and page_of([shown], language) is None
    )
    if shown is not links[0]:
        return (text if says else None), _name(links, shown)
    if says and (subtype in _REACTIONS or done_in(entry.text(shown))):
        return None, text
    behind = _BY.match(entry.text(shown)) if says else None
    if behind is not None:
        return text, behind["name"]
    return (text if says else None), (face_name(shown) if is_face(shown) else None)


def _name(links: list[LexborNode], shown: LexborNode) -> str | None:
    """What the first link that is not the mention's says, or whose face it shows."""
    others = (link for link in links if link is not shown)
    return next(filter(None, (text_of(link) or face_name(link) for link in others)), None)


def _subtype(entry: Entry) -> str | None:
    """What the item's classes say, or the heading above its list, or the words that say what was done."""
    named = named_after(sorted(classes(entry.node)))
    headed = subtype_above(entry.node.parent) if entry.node.parent is not None else None
    return named or headed or done_in(entry.text()[:_LONGEST])


def _published(entry: Entry, first: LexborNode, shown: LexborNode, language: str | None) -> str | None:
    """When: the item's `time` or line of metadata, the words of its link, a short text behind it."""
    found = date_of(entry, first, language) or read_date(text_of(shown), language)
    behind = entry.text(first, shown)
    return found or (read_date(behind, language) if len(behind) <= _LONGEST else None)


def _host(entry: Entry, anchor: LexborNode) -> str:
    target = entry.document.absolute(attribute(anchor, "href"))
    return urls.host(target) if target else ""


def _said(links: list[LexborNode]) -> LexborNode:
    """The first link, or the later one to the same page that has words where the first is a picture."""
    same = (a for a in links if attribute(a, "href") == attribute(links[0], "href") and text_of(a))
    return next(same, links[0])
