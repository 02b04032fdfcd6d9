"""Any software: a list that stands under a heading which says what it is, or in a list that is named so.

Headings: "Trackbacks", "Pingbacks", "3 Trackbacks/Pingbacks", "Rétroliens", "Retroenlaces",
"トラックバック", "引用通告", "트랙백", "Обратные ссылки" … (`crawler.words.labels`).
Lists: `ol.pinglist`, `.ping-list`, `.trackbacklist`,
`#pings`, `#trackbacks`, as WordPress themes that print pings apart from comments have them.

Entries are the items of one list that follows the heading, each with a link to another place as its first
words, or right behind a label or a date; a list where any item is otherwise (a menu, a form, prose) is left
alone, unless the list itself is named as one of pings. Some themes print the items into a `div`, or each ping
as a `div.trackback` of its own. Prefers silence to a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.comments.classes import is_typed_comment, kind_by_class
from crawler.lists.alike import joined
from crawler.lists.entries import Entry, entries, in_margin
from crawler.lists.headed_lists import counted_lists, headed_lists, items_of, named_list
from crawler.lists.heading_places import LIST_TAGS
from crawler.lists.list_items import is_bare_date
from crawler.lists.page_language import language_of
from crawler.lists.record_part import NO_PAGE
from crawler.markup.document import Document, attribute, classes, text_of
from crawler.markup.kin import element_before
from crawler.markup.mark_names import MarkNames
from crawler.mentions.parts import explains, is_file
from crawler.records import Kind, Linkback
from crawler.told.bare_links import is_about_linkbacks
from crawler.told.item_fields import is_comment
from crawler.told.linked_items import LONGEST_DATE, first_words, row_of_item
from crawler.told.unlinked import like_the_others, names_alone, shape_of, unlinked
from crawler.words.dates import read_date
from crawler.words.labels import kind_of_name, read_heading
from crawler.words.read_more import leads_on

_NAMED = {
    ".pinglist": Kind.UNKNOWN, ".ping-list": Kind.UNKNOWN, ".pings-list": Kind.UNKNOWN,
    ".pings": Kind.UNKNOWN,
    "#pinglist": Kind.UNKNOWN, "#ping-list": Kind.UNKNOWN, "#pings": Kind.UNKNOWN, ".pingslist": Kind.UNKNOWN,
    ".trackbacklist": Kind.TRACKBACK, "#trackbacklist": Kind.TRACKBACK, ".trackback-list": Kind.TRACKBACK,
    "#trackback-list": Kind.TRACKBACK, ".trackbacks-list": Kind.TRACKBACK, "#trackbacks": Kind.TRACKBACK,
    ".trackbacks": Kind.TRACKBACK, ".pingbacklist": Kind.PINGBACK, ".pingback-list": Kind.PINGBACK,
    "#pingbacklist": Kind.PINGBACK, "#pingbacks": Kind.PINGBACK, ".pingbacks": Kind.PINGBACK,
    ".pingbacks-list": Kind.PINGBACK,
    "#pings-list": Kind.UNKNOWN, ".ping_list": Kind.UNKNOWN, "#ping_list": Kind.UNKNOWN,
    ".pingback_list": Kind.PINGBACK, ".trackback_list": Kind.TRACKBACK, "#trackback_list": Kind.TRACKBACK,
    ".webmentions-list": Kind.WEBMENTION, ".webmention-list": Kind.WEBMENTION,
}  # fmt: skip
# Lists of other names, where every item must be a ping: `ul.trackback-body`.
_NAMED_ALIKE = MarkNames(
    re.compile(
        r"[.#](?:(?:comment|entry|post)s?[_-])?(?:trackback|pingback|ping)s?[_-](?:body|list|items|entries|area)\Z"
    ).match
)
MARKS = (*_NAMED, "<h", "<legend", "<dt")

# One block each where a theme makes no list.
_NO_BLOCK = ("form", "input", "textarea", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl")
_SINGLE = (".trackback", ".trackbacks", ".pingback")
_PARTS = (".trackbacks", "#trackbacks", ".pingbacks", "#pingbacks", ".pings", "#pings")
_FOREIGN_REL = re.compile(r"nofollow|external|ugc", re.I)
_COMMENTS = frozenset({"comment", "pingback", "trackback"})
_SHARING = frozenset({"share", "sharing", "social", "bookmarks"})
# Items of webmentions that say themselves which link is theirs: others read them.
_TOLD = ("h-cite", "h-entry", "webmention", "webmentions__item", "webmention__source")
# Items that hold the text of the one before them: `<li class="post-info">`, `<li class="post-text">`.
_TEXT = re.compile(r"(?:\A|[-_])(?:text|excerpt|content|body|summary|description)\Z")
_GOES_ON = re.compile(r"(?=[a-zà-ÿа-я])[^\[\]…]*[^.\[\]…]\.")
_MOST_LINKS = 3
_ROOM = 6


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The items of lists that are named or headed as linkbacks, in document order."""
    named = {document.order(listing): (listing, kind) for listing, kind in _named(document)}
    headed: dict[int, tuple[LexborNode, Kind]] = {}
    for listing, kind in (*headed_lists(document), *_named_alike(document)):
        headed.setdefault(document.order(listing), (listing, kind))
    found = named | headed
    untyped = {number: each for number, each in found.items() if not _is_typed(each[0])}
    rows: dict[int, Linkback] = {}
    for row in _of_lists(document, url, untyped, named.keys()):
        rows.setdefault(row.position, row)
    if not rows and len(untyped) == len(found):
        for row in (*_singles(document, url), *_titles(document, url), *_bare(document, url)):
            rows.setdefault(row.position, row)
    yield from (rows[number] for number in sorted(rows))


def _of_lists(
    document: Document, url: str, found: dict[int, tuple[LexborNode, Kind]], named: Set[int]
) -> Iterator[Linkback]:
    """The items of lists, each by the number of its element; `named`: those that their names say are lists of
    linkbacks."""
    if not found:
        return
    language, about = language_of(document), is_about_linkbacks(document)
    counted = {document.order(listing) for listing, _ in counted_lists(document)}
    # Lists may lie within each other: what is read stays in proportion to the page.
    room = _ROOM * len(document.elements)
    for number, (listing, kind) in sorted(found.items()):
        if (room := room - (document.end(number) - number)) < 0:
            return
        read = _rows(document, listing, kind, url, language, named=number in named, counted=number in counted)
        if number in counted and not read:
            read = names_alone(list(_items(document, listing)), kind)
        if about and number not in named and not all(row.published for row in read):
            continue  # a list of links in a page about linkbacks
        yield from joined(document, read)


def _is_typed(listing: LexborNode) -> bool:
    """Whether WordPress says of each item of a list of which kind it is: it is read by that."""
    items = [item for item in listing.iter() if item.tag == "li"]
    return bool(items) and all(is_typed_comment(item) and kind_by_class(item) for item in items)


def _named(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    marks = document.marks
    for mark, kind in _NAMED.items():
        for node in document.marked(mark) if mark in marks else ():
            listing: LexborNode | None = node if node.tag in LIST_TAGS else named_list(node)
            if listing is not None and not (in_margin(document, node) or classes(node) & _SHARING):
                yield listing, kind


def _named_alike(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    for mark in _NAMED_ALIKE.on(document):
        for listing in document.marked(mark):
            if listing.tag in LIST_TAGS and not in_margin(document, listing):
                yield listing, Kind.TRACKBACK if "trackback" in mark else Kind.UNKNOWN


def _rows(
    document: Document,
    listing: LexborNode,
    kind: Kind,
    url: str,
    language: str | None,
    *,
    named: bool,
    counted: bool,
) -> list[Linkback]:
    """The list's items as linkbacks; none at all where one cannot be one, unless the list is named so."""
    rows: list[Linkback] = []
    others: list[Entry] = []
    sure = (named or counted) and kind is not Kind.WEBMENTION
    for entry in _items(document, listing):
        if rows and _is_text_of(entry, rows[-1]):
            rows[-1] = replace(rows[-1], excerpt=entry.text())
            continue
        if is_comment(entry, language, named=named) or (kind is Kind.WEBMENTION and entry.find(*_TOLD)):
            continue
        row = row_of_item(entry, kind, url, language, sure=sure) or unlinked(entry, kind, language)
        if row is not None:
            rows.append(row)
        else:
            others.append(entry)
    few = len(others)
    for entry in others:
        row = like_the_others(entry, shape_of(rows), kind, language) if len(rows) >= few else None
        if row is not None:
            rows.append(row)
        elif not named:
            return []
    if any(explains(row.source) or is_file(row.source) for row in rows) or (
        not named
        and (
            _is_of_own_site(rows, url)
            or (not counted and _are_sentences(_items(document, listing), rows, language))
        )
    ):
        return []
    return rows if any(row.source for row in rows) else []


def _is_text_of(entry: Entry, row: Linkback) -> bool:
    """Whether an item is named as a text, and stands right behind that of a ping without one."""
    before = element_before(entry.node)
    return (
        not row.excerpt
        and before is not None
        and entry.document.order(before) == row.position
        and any(map(_TEXT.search, classes(entry.node)))
        and not entry.links()
    )


def _is_of_own_site(rows: list[Linkback], url: str) -> bool:
    """Whether no protocol is named and all links stay on the page's own site: notes that link each other."""
    return all(row.kind is Kind.UNKNOWN and urls.site(row.source or "") == urls.site(url) for row in rows)


def _are_sentences(items: Iterable[Entry], rows: list[Linkback], language: str | None) -> bool:
    """Whether each item goes on from its link to the end of a sentence, and says neither when nor whose it
    is: "The specification says how pings are sent."."""
    if any(row.published or row.site for row in rows):
        return False
    leads = [first_words(entry, language) for entry in items]
    return all(lead is not None and _GOES_ON.fullmatch(lead.rest.strip()) is not None for lead in leads)


def _items(document: Document, listing: LexborNode) -> Iterable[Entry]:
    """The list's items; of a definition list each term with what describes it, before or behind it."""
    children = [item for item in listing.iter() if item.tag in ("li", "dt", "dd")]
    if not any(item.tag == "dt" for item in children):
        items = items_of(listing)
        return entries(document, items, items)
    behind = document.span(listing)[1]
    heads = [item for item in children if item.tag == children[0].tag]
    places = [*map(document.order, heads), behind]
    return [Entry(document, node, places[i], places[i + 1]) for i, node in enumerate(heads)]


def _singles(document: Document, url: str) -> Iterator[Linkback]:
    """Blocks that are one ping each, by their class: nothing but a link to another site, and its excerpt."""
    blocks = (node for node in document.marked(*_SINGLE) if node.tag in ("div", "p"))
    nodes = [node for node in blocks if not document.within(node, *_NO_BLOCK)]
    if not nodes or not document.has("trackback", "pingback"):
        return
    for entry in entries(document, nodes, nodes):
        row = _single(entry, url)
        if row is not None and not in_margin(document, entry.node):
            yield row


def _titles(document: Document, url: str) -> Iterator[Linkback]:
    """Blocks of one ping each, by their class, in a part that is named so too: but a title that links to
    another site."""
    parts = frozenset(document.numbers(*_PARTS))
    for number in document.numbers(".trackback", ".pingback") if parts else ():
        node = document.elements[number]
        links = list(document.linked_within(node))
        if len(links) != 1 or node.parent is None or document.order(node.parent) not in parts:
            continue
        link = document.elements[links[0]]
        title = text_of(link)
        source = document.absolute(attribute(link, "href"))
        if not title or title != text_of(node) or source is None or urls.site(source) == urls.site(url):
            continue
        if not (NO_PAGE.search(source) or read_heading(title) or in_margin(document, node)):
            kind = Kind.PINGBACK if "pingback" in classes(node) else Kind.TRACKBACK
            yield Linkback(kind=kind, source=source, title=title, position=number)


def _bare(document: Document, url: str) -> Iterator[Linkback]:
    """Items that WordPress numbers as comments (`li#comment-12`) and that say nothing but a link and a date:
    no person's comment is without words."""
    numbered = (node for node in document.marked("#comment-") if node.tag in ("li", "p"))
    nodes = [node for node in numbered if not document.classes_of(node) & _COMMENTS]
    language = language_of(document) if nodes else None
    for entry in entries(document, nodes, nodes):
        if entry.tagged("p", "blockquote") or len(entry.tagged("a")) > _MOST_LINKS:
            continue
        lead = first_words(entry, language)
        if lead is None or lead.before.strip():
            continue
        rest = lead.rest.strip()
        if not rest or is_bare_date(rest, language):
            row = None if in_margin(document, entry.node) else row_of_item(entry, Kind.UNKNOWN, url, language)
            yield from [row] if row is not None else []


def _is_foreign(link: LexborNode) -> bool:
    """Whether a link is marked as one that leads to other sites."""
    return "url" in classes(link) or _FOREIGN_REL.search(attribute(link, "rel")) is not None


def _single(entry: Entry, url: str) -> Linkback | None:
    links = entry.tagged("a")
    if len(links) > 2 or not any(map(_is_foreign, links)):
        return None
    lead = first_words(entry, None)
    source = entry.document.absolute(attribute(lead.anchor, "href")) if lead is not None else None
    if lead is None or source is None or urls.is_same_host(source, url) or NO_PAGE.search(source):
        return None
    title = text_of(lead.anchor)
    dated = (lead.rest[:LONGEST_DATE], entry.text()[-LONGEST_DATE:])
    if any(c.isdigit() for c in lead.before) or any(read_date(text, None) for text in dated):
        return None  # more than a link: a record
    if kind_of_name(title) is not None or read_heading(title) is not None or not _is_foreign(lead.anchor):
        return None
    targets = [attribute(link, "href") for link in links]
    if len(set(targets)) < len(targets) and not leads_on(text_of(links[-1])):
        return None  # title and blog, each with the link: a record
    kind = Kind.PINGBACK if "pingback" in classes(entry.node) else Kind.TRACKBACK
    return Linkback(
        kind=kind,
        source=source,
        title=title,
        excerpt=lead.rest.strip() or None,
        position=entry.start,
    )
