"""Lists that the page's own words head: below a heading, or behind the tab that names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.announced import headings, stating
from crawler.lists.entries import in_margin
from crawler.lists.entry_parts import headed_as
from crawler.lists.heading_places import (
    HEADING_TAGS,
    LIST_TAGS,
    among_menus,
    follows_posts,
    heads_own_column,
    in_prose,
    in_text_of_post,
    is_marked,
    is_of_another,
    titles_post,
)
from crawler.markup.document import Document, attribute, classes, fold, once, text_of
from crawler.markup.kin import element_before, elements_behind, next_element
from crawler.markup.mark_names import MarkNames
from crawler.markup.needles import quotings
from crawler.records import Kind
from crawler.words.dated import cut_date, named
from crawler.words.labels import read_heading, says_none

_RELATED = quotings("rel", "trackback")
_COUNT = re.compile(r"\s*(\d{1,4})\s+[^\W\d_]")
_LONGEST_COUNT = 40
_AUTHOR = re.compile(r"external.*nofollow|nofollow.*external")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary", "dt")
_BESIDE_LIST = frozenset({"p", "a", "span", "br", "script"})
_MOST_MARKED = 40
_NEAR = 6
_MOST_FIELDS = 4
# A paragraph that says how to answer: the list below it links what helps.
_SENDING = re.compile(r"\b(?:to respond|to reply|send me)\b.*\bweb-?mention", re.I)
# Elements within the link of a tab: its number, a picture.
_FEW = 4
# Where a heading is a paragraph or a span, its class tells.
_HEADED_BY_CLASS = re.compile(
    r"[.#][a-z_-]*(?:trackback|pingback|ping)s?(?:[_-](?:hdr|header|title|heading))?\Z|\.caption\Z"
)
_HEADING_NAMES = MarkNames(_HEADED_BY_CLASS.match)
_CALLED = MarkNames(re.compile(r"[.#](?:track-?backs|ping-?backs|pings)(?:[_-](?:title|heading))?\Z").match)
# The address for pings behind the words: "トラックバック - http://…", "TrackBacks (Ping URL: http://…)".
_ADDRESS = re.compile(r"\s*(?:-\s*|[(（][^()（）]{0,40})https?://\S+\Z")
_SOFT_HEADING_TAGS = frozenset({"p", "span", "strong", "b", "div", "header"})
_OTHER = re.compile(
    r"\b(?:related|similar|popular|recommend|share|sharing|nav|navigation|widget|menu|"
    r"ads?\b|advert|adsense|sponsor)",
    re.I,
)


def headed_lists(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    """The list right below each heading, and the kind that the heading states."""
    for (kind, _), listing in _below_headings(document):
        yield from ((each, kind) for each in _run(listing))
    if headings(document):
        yield from _tabs(document)
    if ".url" in document.marks:
        yield from _of_authors(document)


def counted_lists(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    """Those lists that hold exactly as many items as the heading right above them states."""
    for (kind, number), listing in _below_headings(document):
        if number and number == sum(item.tag == "li" for item in listing.iter()):
            yield listing, kind


@once
def _below_headings(document: Document) -> list[tuple[tuple[Kind, int | None], LexborNode]]:
    """What each heading of linkbacks says, and the list right below it."""
    named = headings(document) or document.has(*_RELATED) or document.numbers(*_CALLED.on(document))
    return list(_find_below(document)) if named else []


def _find_below(document: Document) -> Iterator[tuple[tuple[Kind, int | None], LexborNode]]:
    tagged = ((node, node.text()) for node in document.tagged(*_HEADINGS))
    short = ((node, fold(text)) for node, text in tagged if len(text) < 200)
    heads = [(each, read_heading(text)) for each, text in [*short, *_soft_headings(document)]]
    for heading, said in [*heads, *_with_address(document), *_counting(document), *_called(document)]:
        if said is None or said[1] == 0 or in_margin(document, heading) or in_text_of_post(heading):
            continue
        if (listing := _below(heading)) is None or among_menus(heading) or in_prose(heading, listing):
            continue
        other = titles_post(document, heading) or is_of_another(document, heading)
        if not other and not follows_posts(document, heading):
            yield said, listing


def _with_address(document: Document) -> Iterator[tuple[LexborNode, tuple[Kind, int | None]]]:
    """Headings that state a number and hold the address for pings: "2 Links (<a rel="trackback">URL</a>)"."""
    if not document.has(*_RELATED):
        return
    for number in document.tags("h2", "h3", "h4", "h5"):
        counted = _COUNT.match(document.elements[number].text()[:_LONGEST_COUNT])
        related = (
            document.attributes[link].get("rel") for link in document.within(document.elements[number], "a")
        )
        if counted and "trackback" in related:
            yield document.elements[number], (Kind.UNKNOWN, int(counted[1]))


def _counting(document: Document) -> Iterator[tuple[LexborNode, tuple[Kind, int | None]]]:
    """Elements that are no headings by tag or name and say how many there are, right above a list of as many:
    "<p>2件のトラックバック</p>"."""
    named = any(number or kind is Kind.WEBMENTION for kind, number in headings(document))
    for node, said in stating(document) if named else ():
        listing = next_element(node) if node.tag in _SOFT_HEADING_TAGS else None
        if listing is not None and listing.tag in ("ul", "ol"):
            items = sum(item.tag == "li" for item in listing.iter())
            if items == said[1]:
                yield node, said


def _called(document: Document) -> Iterator[tuple[LexborNode, tuple[Kind, int | None]]]:
    """Headings in words that are not known, which their id or class calls those of pings (`h3#trackbacks`),
    above a list whose every item is dated and begins with a link to another site, or has one marked so."""
    for number in document.numbers(*_CALLED.on(document)):
        node = document.elements[number]
        if node.tag not in HEADING_TAGS or not 0 < len(text := text_of(node)) <= _LONGEST_COUNT:
            continue
        if read_heading(text) is not None or heads_own_column(text) or says_none(text):
            continue
        if _heads_reactions(text):
            continue
        listing = next_element(node)
        if listing is None or listing.tag not in ("ol", "ul"):
            continue
        if all(_may_be_ping(document, item) for item in listing.iter()):
            yield node, (Kind.UNKNOWN, None)


def _heads_reactions(text: str) -> bool:
    """Whether a heading is that of people who but liked or shared a post: some themes print them in a list
    made like that of the pings."""
    return headed_as(text) in ("like", "repost", "bookmark")


def _may_be_ping(document: Document, item: LexborNode) -> bool:
    """Whether an item's first link leads to another site, and is marked so or stands beside a date."""
    link = item.css_first("a[href]")
    target = document.absolute(attribute(link, "href")) if link is not None else None
    if link is None or target is None or urls.is_same_blog(target, document.url):
        return False
    return is_marked(link) or cut_date(text_of(item).replace(text_of(link), "", 1), None) is not None


def _of_authors(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    """Lists below a heading in a blog's own words ("They wrote of it") whose items are nothing but links as
    WordPress prints those of authors, each to a page of a site: no person's comment is without words."""
    known: set[int] = set()
    for number in document.numbers(".url"):
        item = document.elements[number].parent
        listing = item.parent if item is not None and item.tag == "li" else None
        if listing is None or listing.mem_id in known:
            continue
        known.add(listing.mem_id)
        before, items = element_before(listing), list(listing.iter())
        text = text_of(before) if before is not None and before.tag in HEADING_TAGS else ""
        headed = text and not heads_own_column(text) and not _heads_reactions(text)
        if headed and all(map(_is_author_of_page, items)) and not in_margin(document, listing):
            yield listing, Kind.UNKNOWN


def _is_author_of_page(item: LexborNode) -> bool:
    """Whether an item is but a link of an author, and to a page: people link their home pages."""
    links = item.css("a")[:2]
    if len(links) != 1 or text_of(links[0]) != text_of(item) or "url" not in classes(links[0]):
        return False
    _, path, query = urls.split(attribute(links[0], "href"))
    return _AUTHOR.search(attribute(links[0], "rel")) is not None and bool(path.strip("/") or query)


def _tabs(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    """The lists behind tabs: `<a href="#pings">Trackbacks (2)</a>`, and the one list of that element."""
    attributes, elements = document.attributes, document.elements
    known: set[str] = set()
    for number in document.tags("a"):
        page, _, place = (attributes[number].get("href") or "").partition("#")
        if not place or place in known or document.end(number) - number > _FEW:
            continue
        text = fold(elements[number].text())
        said = read_heading(text) if 3 < len(text) < 60 else None
        if said is None or said[1] == 0 or in_margin(document, elements[number]):
            continue
        if page and not _is_this_page(document, page):
            continue
        known.add(place)
        for node in document.marked("#" + place.lower().rstrip("0123456789")):
            listing = node if node.tag in LIST_TAGS else only_list(node)
            if attribute(node, "id") == place and listing is not None:
                yield listing, said[0]


def _is_this_page(document: Document, address: str) -> bool:
    """Whether an address is the page's own, or that of the file which a browser saved it as."""
    if address.startswith("file:"):
        return True
    return urls.identity(document.absolute(address) or "") == urls.identity(document.url)


def _run(listing: LexborNode) -> Iterator[LexborNode]:
    """A list and those of the same class right behind it: themes print a list for each ping, or open with
    one that holds the address for pings."""
    each: LexborNode | None = listing
    while each is not None and each.tag == listing.tag:
        if listing.tag == "dl" or classes(each) == classes(listing):
            yield each
        each = next_element(each)


def _soft_headings(document: Document) -> Iterator[tuple[LexborNode, str]]:
    """Paragraphs and headers whose class or id says that they head a list of pings, and what they say."""
    names, elements = document.names, document.elements
    for number in document.numbers(*_HEADING_NAMES.on(document)):
        if names[number] not in _SOFT_HEADING_TAGS or len(text := elements[number].text()) > 400:
            continue
        node = elements[number]
        first = next(iter(node.iter()), None) if names[number] == "header" else None
        text = text_of(first) if first is not None else fold(text)
        yield node, _ADDRESS.sub("", text) if "://" in text else text


def _below(heading: LexborNode) -> LexborNode | None:
    """The first list behind a heading, or behind a header that it is all of. An item that heads a list is of
    that list."""
    following, holder = next_element(heading), heading.parent
    if holder is not None and holder.tag in ("ul", "ol") and _is_item(following):
        return holder if _heads_pings_within(heading, holder) else None
    if following is not None:
        return _first_list(islice(elements_behind(heading), _NEAR))
    if holder is not None and holder.tag == "li":
        return holder.parent if heads_list(holder) else None
    if holder is None or holder.tag not in ("header", "div", "hgroup") or text_of(holder) != text_of(heading):
        return None
    return _first_list(islice(elements_behind(holder), _NEAR - 1))


def _first_list(elements: Iterable[LexborNode]) -> LexborNode | None:
    """The first list among some elements or within one of them, before the next heading or other things."""
    for each in elements:
        if each.tag in HEADING_TAGS or each.tag in ("form", "article") or _ends_list(each):
            return None
        if each.tag in LIST_TAGS:
            return each
        if each.tag in ("div", "section"):
            listing = only_list(each)
            if listing is not None and _ends_list(listing):
                return None
            if listing is not None or each.css_first("ul, ol, dl, a[href]") is not None:
                return listing
        if each.tag == "pre" or each.css_first("pre") is not None:
            return None  # an example in a text
    return None


def _heads_pings_within(heading: LexborNode, listing: LexborNode) -> bool:
    """Whether a heading among the items of a list is that of pings by its name, or by their links' marks: in
    side bars such headings are common."""
    if _HEADED_BY_CLASS.fullmatch(f"#{attribute(heading, 'id').lower()}"):
        return True
    links = [a for item in items_of(listing) for a in item.css("a[href]")[:_MOST_MARKED]]
    return bool(links) and all(is_marked(a) for a in links)


def items_of(listing: LexborNode) -> list[LexborNode]:
    """A list's items without one that heads the others. Those behind a heading, up to the next one, where it
    stands among them: `<ol><li>COMMENT</li><h3>Trackbacks</h3><li>PING</li></ol>`."""
    children = list(listing.iter())
    heads = [n for n, child in enumerate(children) if child.tag in HEADING_TAGS]
    first = next((n for n in heads if read_heading(text_of(children[n])) is not None), None)
    if first is not None:
        stop = next((n for n in heads if n > first), len(children))
        return list(filter(_is_item, children[first:stop]))
    items = list(filter(_is_item, children))
    return items[1:] if items and heads_list(items[0]) else items


def _is_item(node: LexborNode | None) -> bool:
    return node is not None and node.tag in ("li", "dd")


def heads_list(item: LexborNode) -> bool:
    """Whether the first item of a list is but a heading, and heads the others."""
    first, before = next(iter(item.iter()), None), element_before(item)
    listed = item.parent is not None and item.parent.tag in LIST_TAGS
    heading = first if first is not None and first.tag in HEADING_TAGS else None
    return before is None and listed and heading is not None and text_of(item) == text_of(heading)


def _ends_list(node: LexborNode) -> bool:
    """Whether an element says that there are none, or is a block of other things by its name."""
    if node.tag == "p":
        text = text_of(node)
        return says_none(text) or ("mention" in text.lower() and _SENDING.search(text) is not None)
    return bool(_OTHER.search(f"{attribute(node, 'class')} {attribute(node, 'id')}"))


def named_list(holder: LexborNode) -> LexborNode | None:
    """The one list of a block that is named as one of pings; a heading in words of the blog's own may stand
    above it where its links are marked as those of other sites, but none of other things."""
    children = [child for child in holder.iter() if child.tag not in _BESIDE_LIST]
    heads = len(children) == 2 and (children[0].tag in HEADING_TAGS or children[0].tag == "header")
    if heads and children[1].tag in LIST_TAGS:
        links = children[1].css("a[href]")[:_MOST_MARKED]
        foreign = bool(links) and all(is_marked(a) for a in links)
        return children[1] if foreign and not heads_own_column(text_of(children[0])) else None
    listing = only_list(holder)
    return None if listing is None or _tells_one(listing) else listing


def _tells_one(listing: LexborNode) -> bool:
    """Whether a list's items are what one entry says: its link, its blog, and its date alone in the last."""
    items = [item for item in listing.iter() if item.tag == "li"]
    if not 2 <= len(items) <= _MOST_FIELDS or items[0].css_first("a[href]") is None:
        return False
    if any(item.css_first("a[href]") is not None for item in items[1:]):
        return False
    cut = cut_date(text_of(items[-1]), None)
    return cut is not None and not named(cut[0] + cut[2])


def only_list(holder: LexborNode) -> LexborNode | None:
    """The one list of a block, or the block itself where its items stand in no list."""
    for _ in range(3):
        children = [child for child in holder.iter() if child.tag not in _BESIDE_LIST]
        if children and all(child.tag == "li" for child in children):
            return holder
        if len(children) != 1:
            return None
        if children[0].tag in LIST_TAGS:
            return children[0]
        holder = children[0]
    return None
