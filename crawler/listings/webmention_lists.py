"""Any software: the items in a part of the page that is named after webmentions (`#webmentions`,
`.webmention-replies`), or that a heading "Webmentions" opens; elsewhere only those that say themselves that
they are.

Sites made by hand, the partials of Hugo, Eleventy, Astro and Nuxt, and the Python package webmentions 0.2
print a list or blocks for each type of reaction there, most without microformats. An item links the author
first and the page behind it, or only one of the two. A list in which any item links nowhere else (an
explanation, a menu) is left alone; so is one outside of a plain `#webmentions` whose items say neither
when, nor where, nor what was done.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import Entry, entries, in_margin
from crawler.lists.entry_parts import outermost, subtype_above
from crawler.lists.headed_lists import headed_lists, items_of
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, ancestors, attribute, classes, text_of
from crawler.markup.kin import HEADINGS, element_before, next_element
from crawler.mentions.act_labels import act_above, act_spans
from crawler.mentions.acts import told_by_acts
from crawler.mentions.elements import told_by_elements
from crawler.mentions.faces import act_of_face, is_offer
from crawler.mentions.fields import REACTIONS, mention_of, words_of
from crawler.mentions.forms import form_spans, is_answer
from crawler.mentions.lines import is_line, lines_by, named_in_lines
from crawler.mentions.parts import (
    act_in,
    bare_host,
    done_in,
    explains,
    is_face,
    named_by_classes,
    page_of,
    parts_of_name,
)
from crawler.mentions.places import (
    CITED,
    is_apart,
    is_headed_vaguely,
    is_loose,
    mention_places,
    tagged_in,
)
from crawler.mentions.runs import flat_runs
from crawler.mentions.says import (
    away_links,
    is_any,
    is_dated,
    is_dated_since,
    is_done,
    is_pictured,
    is_reported,
    is_signed,
    is_signed_since,
    is_told,
)
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = ("webmention", "web-mention", "webmenc", "ウェブメンション")

_SENDING = re.compile(
    r"\b(?:send|sending|submit|respond|reply)\b.*webmention|webmention.*\b(?:send|submit)\b", re.I
)
_BLOCKS = frozenset({"div", "article", "section"})
_REPEATED = _BLOCKS | {"blockquote", "details", "figure"}
_SECTION = ("ul", "ol", "dl", "table", "form", "h1", "h2", "h3", "h4", "h5", "h6")
_ONE = frozenset(
    {"mention", "reply", "comment", "like", "repost", "bookmark", "response", "reaction", "item"}
)
_ITEM = re.compile(r"web-?mentions?[-_]+item\Z")
_CALLED = frozenset({"webmention", "wm"})
_MARKED = CITED | {"h-entry"}
_BARE = ({"webmention"}, {"webmentions__item"})
# As the static sites' own templates write the names of an entry's parts.
_PARTS = re.compile(r"\bwebmentions?(?:__|-)")
_NUMBERED = re.compile(r"(?:li-|div-)?comment[-_]?\d+", re.I)
_HIGH = 5
_Test = Callable[[Linkback, Entry], bool]


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The items of each list or run of blocks, where all of them link to other sites."""
    language = language_of(document)
    rows: list[Linkback] = []
    taken: list[tuple[int, int]] = []
    for items, suffices in _groups(document):
        # What an item holds is no item of its own, and what holds items is none.
        if not any(_meets(entry, taken) for entry in items):
            found = _rows(items, url, language, suffices)
            rows += found
            for entry in items if found else ():
                insort(taken, (entry.start, entry.stop))
    alone = (*named_in_lines(document, url), *lines_by(document, url), *told_by_elements(document))
    rows += (row for row in alone if not _is_within(row.position, taken))
    yield from sorted(rows, key=lambda row: row.position)


def _is_within(number: int, taken: list[tuple[int, int]]) -> bool:
    """Whether an element stands in one of these spans, which lie apart and in order."""
    at = bisect_right(taken, number, key=lambda span: span[0])
    return at > 0 and number < taken[at - 1][1]


def _meets(entry: Entry, taken: list[tuple[int, int]]) -> bool:
    """Whether an entry stands in one of these spans, or holds one."""
    at = bisect_right(taken, entry.start, key=lambda span: span[0])
    return _is_within(entry.start, taken) or (at < len(taken) and taken[at][0] < entry.stop)


def _groups(document: Document) -> Iterator[tuple[list[Entry], _Test]]:
    """The items that belong together, and what each must say where the place does not make sure of them."""
    for place in mention_places(document):
        told = _asked_of(document, place)
        yield from _listed(document, place, told)
        yield from _in_blocks(document, place, told)
    for listing, kind in headed_lists(document):
        if kind is Kind.WEBMENTION and not _is_how_to(listing):
            yield _items(document, listing), is_told
    asking = [place for place in mention_places(document) if is_headed_vaguely(document, place)]
    for nodes in told_by_acts(document):
        if not any(document.order(nodes[0]) in place for place in asking):
            yield _as_entries(document, nodes), is_any


def _asked_of(document: Document, place: range) -> _Test:
    """What each item of a place must say, where nothing but the place tells what it is."""
    span = (place.start, place.stop)
    if span in form_spans(document):
        return is_answer
    if span in act_spans(document):
        return is_done
    loose = is_loose(document, place)
    if is_headed_vaguely(document, place):
        return is_signed_since if loose else is_dated_since
    return is_signed if loose else is_told


def _listed(document: Document, place: range, told: _Test) -> Iterator[tuple[list[Entry], _Test]]:
    """The items of each list and table of a place."""
    for listing in outermost(document, tagged_in(document, place, "ul", "ol")):
        if not _is_how_to(listing):
            yield _items(document, listing), is_any if _is_plain(document, listing) else told
    for listing in tagged_in(document, place, "dl"):
        yield _terms(document, listing), is_any if _is_plain(document, listing) else told
    for table in tagged_in(document, place, "table"):
        yield _lines_of(document, table), is_dated


def _in_blocks(document: Document, place: range, told: _Test) -> Iterator[tuple[list[Entry], _Test]]:
    """The blocks, links and lines of a place, whether they stand in a list or not."""
    blocks = _as_entries(document, _single(document, place))
    yield blocks, is_pictured if all(_is_item(classes(entry.node)) for entry in blocks) else told
    for alike in _alike(document, place) if not blocks else ():
        yield _as_entries(document, alike), told
    yield _as_entries(document, _only(document, place)), told
    whole = _as_entries(document, _whole_links(document, place))
    yield whole, is_signed if is_loose(document, place) else is_reported
    for run in flat_runs(document, place):
        yield run, told
    held = [(entry.start, entry.stop) for entry in blocks]
    lines = (node for node in tagged_in(document, place, "p") if is_line(document, node, place))
    free = [node for node in lines if not _is_within(document.order(node), held)]
    yield _as_entries(document, free), told


def _is_plain(document: Document, listing: LexborNode) -> bool:
    """Whether a list stands in a part of the very name "webmentions"."""
    number = document.order(listing)
    holders = map(document.span, document.marked("#webmentions", ".webmentions"))
    return any(start <= number < end for start, end in holders)


def _as_entries(document: Document, nodes: list[LexborNode]) -> list[Entry]:
    return list(entries(document, nodes, nodes))


def _items(document: Document, listing: LexborNode) -> list[Entry]:
    return _as_entries(document, [item for item in items_of(listing) if item.tag == "li"])


def _terms(document: Document, listing: LexborNode) -> list[Entry]:
    """The terms of a definition list, each with what follows up to the next."""
    begins = [document.order(node) for node in listing.iter() if node.tag == "dt"]
    stops = [*begins[1:], document.span(listing)[1]]
    pairs = zip(begins, stops, strict=False)
    return [Entry(document, document.elements[start], start, stop) for start, stop in pairs]


def _lines_of(document: Document, table: LexborNode) -> list[Entry]:
    """The rows of a table but that of its headings."""
    rows = (document.elements[number] for number in document.within(table, "tr"))
    return _as_entries(document, [row for row in rows if document.within(row, "td")])


def _single(document: Document, place: range) -> list[LexborNode]:
    """The blocks in a place that are one item each, by their class (`div.mention`, `div.reply`), or else
    articles."""
    blocks = (i for i in place if document.names[i] in _BLOCKS)
    named = [i for i in blocks if _is_one(document.classes[i]) or _is_webmention(document, i)]
    single = named or [i for i in place if document.names[i] == "article"]
    own = [i for at, i in enumerate(single) if bisect_left(single, document.end(i)) - at <= 2]
    return [*outermost(document, (document.elements[i] for i in own))]


def _alike(document: Document, place: range) -> Iterator[list[LexborNode]]:
    """Neighbours in a place that are made alike, with a link each, and are no sections of it."""
    rows: dict[tuple[int, str, frozenset[str]], list[LexborNode]] = {}
    for i in place:
        node = document.elements[i]
        name = document.names[i]
        if (name in _REPEATED or "-" in name) and node.parent is not None and i > place.start:
            key = (node.parent.mem_id, name, document.classes[i])
            rows.setdefault(key, []).append(node)
    for nodes in rows.values():
        linked = [node for node in nodes if next(document.linked_within(node), None) is not None]
        several = len(linked) > 1 or (len(nodes) == 1 and _is_headed_alone(nodes[0]))
        if linked and several and not any(_is_section(document, node) for node in linked):
            yield linked


def _is_headed_alone(node: LexborNode) -> bool:
    """Whether a block is all of a list whose heading says what it holds: one reply below "Replies"."""
    parent = node.parent
    if parent is None or sum(1 for _ in parent.iter()) != 1 or subtype_above(parent) is None:
        return False
    behind = next_element(parent)
    return behind is None or (behind.tag, classes(behind)) != (parent.tag, classes(parent))


def _is_section(document: Document, node: LexborNode) -> bool:
    """Whether a block holds a list, or a heading that is not the line with its links."""
    held = (document.elements[number] for number in document.within(node, *_SECTION))
    return any(each.tag not in HEADINGS or next(document.linked_within(each), None) is None for each in held)


def _only(document: Document, place: range) -> list[LexborNode]:
    """The one block of a place that shows a single mention: a picture, and links to one site, one of which
    says that it leads there."""
    links = [node for node in tagged_in(document, place, "a") if attribute(node, "href")]
    hosts = {bare_host(attribute(node, "href")) for node in links}
    if not links or len(hosts) != 1 or page_of(links, None) is None or not tagged_in(document, place, "img"):
        return []
    last = document.order(links[-1])
    around = (node for node in ancestors(links[0]) if document.span(node)[1] > last)
    block = next((node for node in around if node.tag in _BLOCKS), None)
    return [block] if block is not None and document.order(block) > place.start else []


def _whole_links(document: Document, place: range) -> list[LexborNode]:
    """The links of a place that hold a whole mention: who wrote it as a picture, and paragraphs; those made
    like one of them may lack the picture."""
    links = [node for node in tagged_in(document, place, "a") if is_apart(document, node, place)]
    whole = [node for node in links if document.within(node, "p", "time") or _is_card(document, node)]
    made = {classes(node) for node in whole if document.within(node, "img")}
    return [node for node in whole if classes(node) in made]


def _is_card(document: Document, link: LexborNode) -> bool:
    """Whether a link holds a picture and several parts beside it."""
    return bool(document.within(link, "img")) and len(document.within(link, "span", "div")) > 1


def _is_one(names: Iterable[str]) -> bool:
    """Whether a class says that an element is one mention: "mention", "webmention-reply"; no "mention-list"
    is one."""
    return any(not _ONE.isdisjoint(parts_of_name(name)[-1:]) for name in names)


def _is_item(names: Iterable[str]) -> bool:
    """Whether a class says that an element is one item of webmentions: `webmentions__item`."""
    return any(_ITEM.search(name) for name in names)


def _is_webmention(document: Document, number: int) -> bool:
    """Whether a block is called a webmention, and holds no section of several."""
    holds = document.within(document.elements[number], *_SECTION)
    return not holds and not _CALLED.isdisjoint(document.classes[number])


def _is_how_to(listing: LexborNode) -> bool:
    """Whether a paragraph right before a list says how to send a webmention: then it links what helps."""
    before = element_before(listing)
    if before is None or before.tag != "p" or listing.css_first("img, time") is not None:
        return False
    return _SENDING.search(text_of(before)) is not None


def _rows(items: list[Entry], url: str, language: str | None, suffices: _Test) -> list[Linkback]:
    """The items as linkbacks; none where one is no such item, or does not say enough."""
    rows: list[Linkback] = []
    # One heading is said of all items below it.
    above = subtype_above(items[0].node, alone=True) if items else None
    for before, entry in zip((None, *items), items, strict=False):
        if above and before is not None and not _follows(entry, before):
            above = None
        if _is_marked(entry) or _is_typed(entry, url, language) or is_offer(entry.document, entry.node):
            continue
        if entry.document.within(entry.node, "time") and not away_links(entry):
            continue  # a comment that was typed here
        row = None if in_margin(entry.document, entry.node) else _row(entry, url, language)
        if row is not None and row.subtype is None:
            row = replace(row, subtype=above)
        row = _as_labelled(row, entry) if row is not None else None
        if row is None or not suffices(row, entry) or (entry.node.tag == "p" and _invites(entry, row)):
            return []
        rows.append(row if row.subtype else replace(row, subtype=act_of_face(entry.node)))
    return rows


def _as_labelled(row: Linkback, entry: Entry) -> Linkback:
    """A row that does not say what was done, or but calls itself a mention, as the label above it says."""
    if row.subtype not in (None, "mention"):
        return row
    act = act_above(entry.document, entry.start)
    named = row.subtype is None or named_by_classes(entry.node) == "mention"
    return replace(row, subtype=act) if act in REACTIONS or (act and named) else row


def _follows(entry: Entry, before: Entry) -> bool:
    """Whether nothing stands between two items."""
    sibling = element_before(entry.node)
    return sibling is not None and sibling.mem_id == before.node.mem_id


def _is_typed(entry: Entry, url: str, language: str | None) -> bool:
    """Whether an item is a comment by its class or id, and links nobody but its author; "NAME liked this
    post" is none."""
    if "comment" not in classes(entry.node) and not _NUMBERED.fullmatch(attribute(entry.node, "id")):
        return False
    links = away_links(entry)
    if len(links) == 1 and is_face(links[0]) and _is_plain(entry.document, entry.node):
        return False  # the face of who wrote a mention links that
    return page_of(links, language) is None and act_in(words_of(entry, *links).strip()) is None


def _invites(entry: Entry, row: Linkback) -> bool:
    """Whether a line says no more than its heading: "Send a reply"."""
    return not (row.published or row.site or done_in(words_of(entry)))


def _row(entry: Entry, url: str, language: str | None) -> Linkback | None:
    """None where an item links to no other site."""
    links = away_links(entry)
    if not links or any(explains(attribute(link, "href")) for link in links):
        return None
    row = mention_of(entry, links, language)
    act = _done_to(entry, url) if row is not None and row.subtype in (None, "mention") else None
    return replace(row, subtype=act) if row is not None and act else row


def _done_to(entry: Entry, url: str) -> str | None:
    """What an item says was done to this very post: the class around its link back ("like-of")."""
    post = urls.identity(url)
    linked = ((a.parent, entry.document.absolute(attribute(a, "href"))) for a in entry.links())
    back = (parent for parent, target in linked if target and urls.identity(target) == post)
    acts = (named_by_classes(parent) for parent in back if parent is not None)
    return next((act for act in acts if act not in (None, "mention")), None)


def _is_marked(entry: Entry) -> bool:
    """Whether an item marks its parts up, or is marked up, for other conventions: they read it."""
    parts = [entry.node, *(entry.document.elements[number] for number, _ in entry.classes())]
    if any(classes(part) & _MARKED for part in parts) and not _is_bare_block(parts):
        return True
    around = (each for each in islice(ancestors(entry.node), _HIGH) if classes(each) & CITED)
    return any(not (each.tag in ("dl", "ul", "ol") and _is_bare_block([each, *parts])) for each in around)


def _is_bare_block(parts: list[LexborNode]) -> bool:
    """Whether nothing but the class of the outermost, an item or the list that it is all of, says what it is:
    no part of it is marked."""
    own = next(part for part in parts if classes(part) & _MARKED)
    return classes(own) & _MARKED in _BARE and not any(
        not classes(part) & _MARKED <= {"webmention"} or _PARTS.search(attribute(part, "class"))
        for part in parts
        if part.mem_id != own.mem_id
    )
