"""Lists that the page's own words head: below a heading, or behind the tab that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

from selectolax.lexbor import LexborNode

from crawler.markup.announced import headings, is_titled_with_number
from crawler.markup.document import Document, ancestors, attribute, classes, fold, once, text_of
from crawler.markup.entries import in_margin
from crawler.markup.labels import read_heading, says_none
from crawler.records import Kind

LIST_TAGS = frozenset({"ul", "ol", "dl"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary", "dt")
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"})
_BESIDE_LIST = frozenset({"p", "a", "span", "br", "script"})
_MOST_MARKED = 40
_NEAR = 6
_FAR = 40
# A paragraph that says how to answer: the list below it links what helps.
_SENDING = re.compile(r"\b(?:to respond|to reply|send me)\b.*\bweb-?mention", re.I)
# Headings of the post's own column.
_OF_POST = re.compile(
    r"comment|respon|repl(?:y|ies)|reacti|kommentar|comentari|commenti|reageer|コメント|댓글|评论|коммент|"
    r"related|share|about the author",
    re.I,
)
_MENU = re.compile(
    r"\W*(?:(?:monthly |my )?archives?\b|categor(?:y|ies)\b|recent(?:ly)? |latest |blog ?roll|calendar|"
    r"search\b|syndicat|subscri|meta\b|kategorien|archiv\b|letzte |neueste |suche\b|catégories|derniers |"
    r"dernières |recherche|categorías|archivos|últimos |últimas |buscar|categorie\b|archivio|ultimi |arquivo|"
    r"カテゴリ|アーカイブ|最近の|最新の|カレンダー|検索|月別|카테고리|최근|달력|최신|글 보관함|"
    r"分类|分類|归档|歸檔|最新|最近|日历|рубрики|архив|последние|календарь|поиск)",
    re.I,
)
# Elements within the link of a tab: its number, a picture.
_FEW = 4
# Where a heading is a paragraph or a span, its class tells.
_HEADED_BY_CLASS = re.compile(
    r"[.#][a-z_-]*(?:trackback|pingback|ping)s?(?:[_-](?:hdr|header|title|heading))?\Z|\.caption\Z"
)
# The address for pings behind the words: "トラックバック - http://…", "TrackBacks (Ping URL: http://…)".
_ADDRESS = re.compile(r"\s*(?:-\s*|[(（][^()（）]{0,40})https?://\S+\Z")
_SOFT_HEADING_TAGS = frozenset({"p", "span", "strong", "b", "div", "header"})
_OTHER = re.compile(r"\b(?:related|similar|popular|recommend|share|sharing|nav|navigation|widget|menu)", re.I)
# What stands beside a listing as a sentence of the template.
_COMMENTS = re.compile(r"comment|kommentar|coment|reacti|track\s?back|ping|feed", re.I)
_MARKED = re.compile(r"\b(?:nofollow|external|ugc|url)\b", re.I)
_ENDS = (".", "!", "?", ":", "…", "。", "！", "？", "：")
_SHORTEST_SENTENCE = 12
_POST_TITLES = frozenset(
    {"entry-title", "post-title", "posttitle", "entrytitle", "storytitle", "post_title", "entry_title",
     "single-title", "article-title"}
)  # fmt: skip
_TEXT = frozenset(
    {"entry-content", "post-content", "e-content", "entry-body", "post-body", "article-content",
     "storycontent", "post_content", "entry_content", "articlebody", "article-body", "asset-body",
     "entrytext", "post-entry", "blogbody", "articletext", "innertext"}
)  # fmt: skip


def headed_lists(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    """The list right below each heading, and the kind that the heading states."""
    for (kind, _), listing in _below_headings(document):
        yield from ((each, kind) for each in _run(listing))
    if headings(document):
        yield from _tabs(document)


def counted_lists(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    """Those lists that hold exactly as many items as the heading right above them states."""
    for (kind, number), listing in _below_headings(document):
        if number and number == sum(item.tag == "li" for item in listing.iter()):
            yield listing, kind


@once
def _below_headings(document: Document) -> list[tuple[tuple[Kind, int | None], LexborNode]]:
    """What each heading of linkbacks says, and the list right below it."""
    return list(_find_below(document)) if headings(document) else []


def _find_below(document: Document) -> Iterator[tuple[tuple[Kind, int | None], LexborNode]]:
    stated = ((node, node.text()) for node in document.tagged(*_HEADINGS))
    short = ((node, fold(text)) for node, text in stated if len(text) < 200)
    for heading, text in [*short, *_soft_headings(document)]:
        said = read_heading(text)
        if said is None or said[1] == 0 or in_margin(document, heading) or _in_text(heading):
            continue
        if (listing := _below(heading)) is None or among_menus(heading) or _in_prose(heading, listing):
            continue
        if not titles_post(document, heading):
            yield said, listing


def titles_post(document: Document, heading: LexborNode) -> bool:
    """Whether a heading is the title of a post, by its class or its permalink, and the page's title too: a
    post may be called "Trackbacks", or "Two trackbacks"."""
    marked = not _POST_TITLES.isdisjoint(classes(heading)) or any(
        "bookmark" in (document.attributes[number].get("rel") or "").lower().split()
        for number in document.linked_within(heading)
    )
    text, title = text_of(heading), next(map(text_of, document.tagged("title")[:1]), "")
    return (marked and text in title) or is_titled_with_number(text, title)


def among_menus(heading: LexborNode) -> bool:
    """Whether a heading stands among those of a side bar: its neighbour heads the archives, the categories,
    what is recent. The neighbour is a heading beside it, or that of a block made like its own; one above it
    tells more than one below."""
    here, holder = heading, heading.parent
    if holder is not None and not any(_neighbour(here, heading, forward=way) for way in (False, True)):
        here = holder
    before = _neighbour(here, heading, forward=False)
    if before is not None and (before.tag != heading.tag or _OF_POST.search(text_of(before))):
        return False
    near = (before, _neighbour(here, heading, forward=True))
    return any(each is not None and each.tag == heading.tag and _MENU.match(text_of(each)) for each in near)


def _neighbour(here: LexborNode, heading: LexborNode, *, forward: bool) -> LexborNode | None:
    """The nearest heading before or behind an element, or that of the nearest block of its tag and class."""
    each = here.next if forward else here.prev
    for _ in range(_FAR):
        if each is None:
            return None
        if each.tag in _HEADING_TAGS:
            return each
        if here is not heading and _is_made_like(each, here):
            return each.css_first(heading.tag or "h3")
        each = each.next if forward else each.prev
    return None


def _is_made_like(block: LexborNode, other: LexborNode) -> bool:
    """Whether two blocks are told apart by no name: a side bar's parts are, those of a post are not."""
    ids = attribute(block, "id"), attribute(other, "id")
    return block.tag == other.tag and not any(ids) and classes(block) == classes(other)


def _tabs(document: Document) -> Iterator[tuple[LexborNode, Kind]]:
    """The lists behind tabs: `<a href="#pings">Trackbacks (2)</a>`, and the one list of that element."""
    attributes, elements = document.attributes, document.elements
    known: set[str] = set()
    for number in document.tags("a"):
        href = attributes[number].get("href") or ""
        if len(href) < 2 or href[0] != "#" or href in known or document.end(number) - number > _FEW:
            continue
        text = fold(elements[number].text())
        said = read_heading(text) if 3 < len(text) < 60 else None
        if said is None or said[1] == 0 or in_margin(document, elements[number]):
            continue
        known.add(href)
        for node in document.marked("#" + href[1:].lower().rstrip("0123456789")):
            listing = node if node.tag in LIST_TAGS else only_list(node)
            if attribute(node, "id") == href[1:] and listing is not None:
                yield listing, said[0]


def _run(listing: LexborNode) -> Iterator[LexborNode]:
    """A list and those of the same class right behind it: themes print a list for each ping, or open with
    one that holds the address for pings."""
    each: LexborNode | None = listing
    while each is not None and each.tag == listing.tag:
        if listing.tag == "dl" or classes(each) == classes(listing):
            yield each
        each = _next(each)


@lru_cache(maxsize=8192)
def _heads(mark: str) -> bool:
    """Whether a class or id says that its element heads pings; most pages have the same ones."""
    return _HEADED_BY_CLASS.match(mark) is not None


def _soft_headings(document: Document) -> Iterator[tuple[LexborNode, str]]:
    """Paragraphs and headers whose class or id says that they head a list of pings, and what they say."""
    names, elements = document.names, document.elements
    for number in document.numbers(*filter(_heads, document.marks)):
        if names[number] not in _SOFT_HEADING_TAGS or len(text := elements[number].text()) > 400:
            continue
        node = elements[number]
        first = next(iter(node.iter()), None) if names[number] == "header" else None
        text = text_of(first) if first is not None else fold(text)
        yield node, _ADDRESS.sub("", text) if "://" in text else text


def _below(heading: LexborNode) -> LexborNode | None:
    """The first list behind a heading, before the next heading; also within the element that follows."""
    each, holder = heading, heading.parent
    for _ in range(_NEAR):
        following = _next(each)
        if following is None:
            # A heading in a header of its own: the list follows the header.
            if holder is None or holder.tag not in ("header", "div", "hgroup") or each is not heading:
                return None
            if text_of(holder) != text_of(heading):
                return None
            each, holder = holder, None
            continue
        if following.tag in _HEADING_TAGS or following.tag in ("form", "article") or _ends_list(following):
            return None
        if following.tag in LIST_TAGS:
            return following
        if following.tag in ("div", "section"):
            listing = only_list(following)
            if listing is not None or following.css_first("ul, ol, dl, a[href]") is not None:
                return listing
        each = following
    return None


def _ends_list(node: LexborNode) -> bool:
    """Whether an element says that there are none, or is a block of other things by its name."""
    if node.tag == "p":
        return says_none(text_of(node)) or _SENDING.search(text_of(node)) is not None
    return bool(_OTHER.search(f"{attribute(node, 'class')} {attribute(node, 'id')}"))


def _in_text(heading: LexborNode) -> bool:
    """Whether a heading stands in the text of the post: then it is about linkbacks, and lists none."""
    above = [classes(node) for _, node in zip(range(8), ancestors(heading), strict=False)]
    if any(names & _TEXT for names in above):
        return True
    # Kubrick's `div.post > div.entry`; elsewhere an "entry" is the post with all that belongs to it.
    return any("entry" in names and below & {"post", "hentry"} for names, below in pairwise(above))


def _in_prose(heading: LexborNode, listing: LexborNode) -> bool:
    """Whether sentences stand shortly before a list and go on right behind it, and nothing marks its links
    as those of other sites: an author lists what he has read, in a template that names no text."""
    if not _is_sentence(_next(listing)):
        return False
    earlier = islice(_before(listing), _NEAR)
    beside = (
        heading.parent is not None
        and listing.parent is not None
        and heading.parent.mem_id == listing.parent.mem_id
    )
    if not beside or not any(map(_is_sentence, earlier)):
        return False
    return not any(map(_is_marked, listing.css("a")))


def _is_marked(anchor: LexborNode) -> bool:
    return _MARKED.search(f"{attribute(anchor, 'rel')} {attribute(anchor, 'class')}") is not None


def _before(node: LexborNode) -> Iterator[LexborNode]:
    each = node.prev
    while each is not None:
        if each.is_element_node:
            yield each
        each = each.prev


def _is_sentence(node: LexborNode | None) -> bool:
    if node is None or node.tag != "p" or node.attributes.keys() & {"class", "id"}:
        return False
    text = text_of(node)
    return len(text) >= _SHORTEST_SENTENCE and text.endswith(_ENDS) and _COMMENTS.search(text) is None


def _next(node: LexborNode) -> LexborNode | None:
    """The element behind this one, text passed over."""
    following = node.next
    while following is not None and not following.is_element_node:
        following = following.next
    return following


def named_list(holder: LexborNode) -> LexborNode | None:
    """The one list of a block that is named as one of pings; a heading in words of the blog's own may stand
    above it where its links are marked as those of other sites, but none of other things."""
    children = [child for child in holder.iter() if child.tag not in _BESIDE_LIST]
    if len(children) == 2 and children[0].tag in _HEADING_TAGS and children[1].tag in LIST_TAGS:
        links = children[1].css("a[href]")[:_MOST_MARKED]
        foreign = bool(links) and all(_is_marked(a) for a in links)
        return children[1] if foreign and not _OF_POST.search(text_of(children[0])) else None
    return only_list(holder)


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
