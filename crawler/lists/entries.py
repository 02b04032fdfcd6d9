"""One entry of a list as the elements that are its own: what precedes the replies nested in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import leads_away
from crawler.lists.text_parts import is_text
from crawler.lists.tools import is_tool
from crawler.markup.document import Document, ancestors, attribute, classes, fold, text_of
from crawler.words.dated import cut_date, named
from crawler.words.dates import read_date
from crawler.words.labels import heads_mentions, read_heading, without_label

_MARGINS = frozenset(
    {"sidebar", "sidebar1", "sidebar2", "sidebars", "side", "side-module", "sidemenu", "widget",
     "widget-area", "l_sidebar", "r_sidebar", "left-sidebar", "right-sidebar", "sidebar-left",
     "sidebar-right", "leftcol",
     "rightcol", "colophon", "site-footer", "footer-widgets", "footer-widget-area",
     "navigation", "navi", "recent", "recentcomments", "recent-trackbacks", "recent-trackback",
     "serendipitysidebaritem", "serendipityleftsidebar", "serendipityrightsidebar", "bsidebar"}
)  # fmt: skip
# An `aside` that holds what was answered to the post.
_RESPONSES = frozenset(
    {"comments", "pingbacks", "trackbacks", "pings", "webmentions", "mentions", "responses", "reactions",
     "comments-area", "linkbacks"}
)  # fmt: skip
_CONTENT = frozenset(
    {
        "content",
        "excerpt",
        "body",
        "trackback-content",
        "trackback-excerpt",
        "trackback-body",
        "summary",
        "comment-content",
        "comment-text",
        "comment-body",
        "ping-content",
        "pingback-content",
        "ping-body",
        "trackback_content",
        "trackback_excerpt",
        "trackbackexcerpt",
        "trackbackbody",
        "trackbackcontent",
        "tb-excerpt",
        "tb_excerpt",
        "tb-body",
    }
)
OF_COMMENTS = frozenset({"comment", "comment-body", "comment-content", "commentbody", "comment-text"})
"""What templates call a comment, and some of them the part of all comments."""
_POSTS = frozenset({"post", "hentry", "h-entry", "entry", "comments", "comments-area"})
_LINES = ("div", "p", "dd", "td", "strong", "b", "h4", "h5", "h6")
# Elements within a line that is a date: its link.
_FEW = 3
_LONGEST_LINE = 60
_LONGEST_DATE = 80
_SMALL = 12
_HIGHEST = 3
_WRAPS = frozenset({"cite", "strong", "b", "span", "em"})
# What may stand behind the paragraph that cannot hold it.
_PROSE = frozenset({"p", "blockquote", "ul", "ol", "pre"})
_MOST_SPILLED = 40
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")
_CLOCK = re.compile(r"\b(?:at|um|uhr|à|h|a las|alle|kl|om|às|o|klo|[ap]\.?m)\b\.?", re.I)
_HIDDEN = frozenset({"script", "style", "noscript", "template", "textarea", "option"})
_BLOCKS = frozenset(
    {"p", "div", "li", "dd", "dt", "br", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "td"}
)
_DATE_CLASSES = frozenset((
    "commentmetadata", "comment-metadata", "commentdate", "date", "published", "comment-permalink", "meta",
    "commentmeta", "comment-info", "trackback-footer", "posted", "time", "datetime", "comment-author",
    "comment_author",
))  # fmt: skip
_DATE_NAME = re.compile(r"[-_](?:date|time|meta)\Z")


class Entry:
    """The elements `start` to `stop` (exclusive) of a document, `node` being the first."""

    __slots__ = ("_classes", "document", "node", "start", "stop")

    def __init__(self, document: Document, node: LexborNode, start: int, stop: int) -> None:
        self.document, self.node, self.start, self.stop = document, node, start, stop
        self._classes: list[tuple[int, frozenset[str]]] | None = None

    @property
    def elements(self) -> list[LexborNode]:
        """The entry's own elements in document order, `node` first."""
        return self.document.elements[self.start : self.stop]

    def holds(self, node: LexborNode) -> bool:
        """Whether the element lies within the entry's own part."""
        return self.start <= self.document.order(node) < self.stop

    def size(self, node: LexborNode) -> int:
        """How many elements an own element is and holds."""
        start, end = self.document.span(node)
        return end - start

    def classes(self) -> list[tuple[int, frozenset[str]]]:
        """Numbers and classes of the own elements that have any, `node` not among them; not to be changed."""
        if self._classes is None:
            stated = self.document.classes
            self._classes = [(i, stated[i]) for i in range(self.start + 1, self.stop) if stated[i]]
        return self._classes

    def find(self, *names: str) -> LexborNode | None:
        """The first own element (below `node`) that has any of the classes."""
        for number, stated in self.classes():
            if not stated.isdisjoint(names):
                return self.document.elements[number]
        return None

    def tagged(self, *tags: str) -> list[LexborNode]:
        """Own elements (below `node`) with one of these tags."""
        names, elements = self.document.names, self.document.elements
        return [elements[i] for i in range(self.start + 1, self.stop) if names[i] in tags]

    def links(self) -> list[LexborNode]:
        """Own anchors that lead to a page and are none of the entry's tools (permalink, edit, reply)."""
        return [a for a in self.tagged("a") if leads_away(a) and not is_tool(self.document, a)]

    def text(self, *without: LexborNode | None) -> str:
        """The entry's own text, folded, without that of some of its elements."""
        left_out = [self.document.span(each) for each in without if each is not None]
        return own_text(self.document, self.node, self.start, self.stop, left_out)

    def text_of(self, node: LexborNode, *without: LexborNode | None) -> str:
        """Text of one own element as far as it is the entry's own, without that of some elements."""
        start, end = self.document.span(node)
        left_out = [self.document.span(each) for each in without if each is not None]
        return own_text(self.document, node, start, min(end, self.stop), left_out)


def entries(document: Document, nodes: Iterable[LexborNode], fences: Iterable[LexborNode]) -> Iterator[Entry]:
    """The nodes as entries; one within another's own part is the same entry and left out.

    An entry's own part ends where a fence (a list of replies, the next entry of an unclosed list) begins.
    """
    marks = sorted({document.order(fence) for fence in fences})
    behind = 0
    for node in nodes:
        start, end = document.span(node)
        if start < behind:
            continue
        at = bisect_right(marks, start)
        behind = min(end, marks[at]) if at < len(marks) else end
        yield Entry(document, node, start, behind)


def spilled_text(entry: Entry, node: LexborNode) -> str:
    """What templates print as paragraphs into a paragraph, which cannot hold them: those behind the empty
    one, up to the other that its end tag leaves; "" where there is no such."""
    texts: list[str] = []
    each = node.next if node.tag == "p" else None
    while each is not None and len(texts) < _MOST_SPILLED:
        if each.is_element_node:
            if each.tag not in _PROSE:
                return ""
            text = entry.text_of(each)
            if each.tag == "p" and not (text or each.attributes):
                return " ".join(texts)
            texts.append(text)
        each = each.next
    return ""


def in_margin(document: Document, node: LexborNode) -> bool:
    """Whether an element stands in a sidebar or widget: such lists concern other posts."""
    attributes, names, places, classes = (
        document.attributes,
        document.names,
        document.places,
        document.classes,
    )
    each = node.parent
    for _ in range(14):
        if each is None or (number := places.get(each.mem_id)) is None or names[number] in ("body", "html"):
            return False
        id_ = (attributes[number].get("id") or "").lower()
        # Blogger calls the column of the posts themselves a widget: `div.widget.Blog`.
        if id_ in _MARGINS or (not _MARGINS.isdisjoint(classes[number]) and "blog" not in classes[number]):
            return True
        if names[number] == "aside":
            named = id_ in _RESPONSES or not _RESPONSES.isdisjoint(classes[number])
            return not named and not _answers(document, each)
        is_footer = "footer" in (names[number], id_) or "footer" in classes[number]
        if is_footer and _is_last(each):
            return True
        each = each.parent
    return False


def _answers(document: Document, aside: LexborNode) -> bool:
    """Whether an aside is one of the main part or of the post, headed or labelled as what was answered to it,
    or around all of the answers."""
    if aside.parent is not None and aside.parent.id == "comment-area":
        return True  # Simplicity
    if all(each.tag not in ("main", "article") for each in ancestors(aside)):
        return False
    if document.marked_within(aside, "#comments", "#respond") or document.within(aside, "textarea"):
        return True  # STINGER; adiary
    if any(document.attributes[number].get("name") == "source" for number in document.within(aside, "input")):
        return True  # the form that sends a webmention
    first = next(iter(document.within(aside, "h1", "h2", "h3", "h4", "h5", "h6")), None)
    heads = [text_of(document.elements[first])] if first is not None else []
    heads.append(attribute(aside, "aria-label"))
    return any(read_heading(text) is not None or heads_mentions(text) for text in heads)


def in_text(node: LexborNode) -> bool:
    """Whether an element stands in the text of a post or of a comment: what it heads or says is told there,
    and lists nothing."""
    each = node.parent
    for _ in range(8):
        if each is None:
            return False
        if is_text(each) or not OF_COMMENTS.isdisjoint(classes(each)):
            return True
        each = each.parent
    return False


def _is_last(footer: LexborNode) -> bool:
    """Whether a footer is the page's own, not that of an article or of a list's item."""
    each = footer.parent
    while each is not None and each.tag != "body":
        if each.tag in ("article", "section", "main", "li") or not _POSTS.isdisjoint(classes(each)):
            return False
        each = each.parent
    return each is not None


def own_text(
    document: Document, node: LexborNode, start: int, stop: int, left_out: list[tuple[int, int]]
) -> str:
    """Text of the elements `start` to `stop`, without the spans `left_out`."""
    pieces: list[str] = []
    end = document.end(start)
    if end == start + 1 and not left_out:
        # No element within: nothing to keep apart.
        return "" if document.names[start] in _HIDDEN else fold(node.text())
    _gather(document, node, pieces, left_out, min(stop, end))
    return fold("".join(pieces))


def _gather(
    document: Document,
    node: LexborNode,
    pieces: list[str],
    left_out: list[tuple[int, int]],
    stop: int,
) -> None:
    places, names = document.places, document.names
    stack = [node]
    while stack:
        each = stack.pop()
        if each.is_text_node:
            pieces.append(each.text_content or "")
        elif (number := places.get(each.mem_id)) is not None and (tag := names[number]) not in _HIDDEN:
            if number >= stop:
                return
            if left_out and any(a <= number < b for a, b in left_out):
                pieces.append(" ")
                continue
            if tag in _BLOCKS:
                pieces.append(" ")
            stack += [*each.iter(include_text=True)][::-1]
            if tag == "p":
                pieces.append(" ")


def date_of(entry: Entry, anchor: LexborNode | None, language: str | None) -> str | None:
    """When an entry says that it came: its `time`, else what looks like its line of metadata."""
    for node in entry.tagged("time"):
        if found := read_date(attribute(node, "datetime") or entry.text_of(node), language):
            return found
    elements = entry.document.elements
    for number, names in entry.classes():
        if _may_date(names) and (found := _dated(entry, elements[number], anchor, language)):
            return found
    for node in entry.tagged("small", "abbr", "cite", "em", "i", "span", "a"):
        if node.tag == "a" and not is_tool(entry.document, node):
            continue
        if found := _dated(entry, node, anchor, language):
            return found
    bare = (_bare_date(entry, node, language) for node in entry.tagged(*_LINES))
    return next(filter(None, bare), None) or (_beside_link(entry, anchor, language) if anchor else None)


def _beside_link(entry: Entry, anchor: LexborNode, language: str | None) -> str | None:
    """The date that stands beside an entry's link in its line, and nothing else: "NAME, DATE"."""
    for text in (_line_behind(anchor), *_small_texts(entry, anchor)):
        if text.isascii() and _DIGIT.search(text) is None:
            continue
        cut = cut_date(without_label(text)[1], language)
        if cut is not None and not named(cut[0]) and not _LETTERS.search(_CLOCK.sub("", cut[2])):
            return cut[1]
    return None


def _small_texts(entry: Entry, anchor: LexborNode) -> Iterator[str]:
    """What the small elements around an entry's link say besides it."""
    for each, _ in zip(ancestors(anchor), range(_HIGHEST), strict=False):
        if not each.is_element_node or not entry.holds(each) or entry.size(each) > _SMALL:
            return
        yield entry.text_of(each, anchor)


def _line_behind(anchor: LexborNode) -> str:
    """The text right behind a link, or what wraps it alone, up to the next block."""
    here = anchor.parent if anchor.parent is not None and anchor.parent.tag in _WRAPS else anchor
    pieces, each = "", here.next
    while each is not None and each.tag not in _BLOCKS and len(pieces) < _LONGEST_DATE:
        pieces += (each.text_content if each.is_text_node else each.text()) or ""
        each = each.next
    return fold(pieces[:_LONGEST_DATE])


def _bare_date(entry: Entry, node: LexborNode, language: str | None) -> str | None:
    """The date that a block says and nothing else, whatever it is called."""
    if entry.size(node) > _FEW or len(node.text()) > _LONGEST_DATE:
        return None
    before, found, behind = cut_date(entry.text_of(node), language) or ("", None, "")
    return found if not before and not _LETTERS.search(_CLOCK.sub("", behind)) else None


@lru_cache(maxsize=4096)
def _may_date(names: frozenset[str]) -> bool:
    """Whether an element with these classes is called a date or a line of metadata."""
    return not _DATE_CLASSES.isdisjoint(names) or any(map(_DATE_NAME.search, names))


def _dated(entry: Entry, node: LexborNode, anchor: LexborNode | None, language: str | None) -> str | None:
    """A date in the element's title (as `abbr` has it) or text; none in a long text, which is no metadata."""
    if node.tag == "abbr" and (found := read_date(attribute(node, "title"), language)):
        return found
    text = entry.text_of(node, anchor)
    found = read_date(text, language) if len(text) <= 160 else None
    return found or ("title" in node.attributes and read_date(attribute(node, "title"), language)) or None


def words_behind(entry: Entry, anchor: LexborNode, language: str | None) -> str | None:
    """The text of an entry's paragraphs, without those that hold its link or only a date."""
    at = entry.document.order(anchor)
    texts: list[str] = []
    behind = 0
    for node in entry.tagged("p", "blockquote", "dd", "div"):
        if node.tag == "div" and _CONTENT.isdisjoint(classes(node)):
            continue
        start, end = entry.document.span(node)
        if start < behind or start <= at < end or not (text := entry.text_of(node)):
            continue
        if len(text) > _LONGEST_LINE or not read_date(text, language):
            texts.append(text)
            behind = end
    return " ".join(texts) or None
