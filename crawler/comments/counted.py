"""How many comments of people a page shows, by the markup of the engines; linkbacks are not among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.comments.by_form import before_form
from crawler.comments.headed import below_headings, says_none_yet
from crawler.comments.nodes import NUMBERED, PINGS, free, has_between, is_form, with_words
from crawler.lists.entries import Entry, entries, in_margin
from crawler.lists.page_language import language_of
from crawler.lists.text_parts import in_sample
from crawler.markup.document import Document, ancestors, attribute, classes, fold, named_anchors, text_of
from crawler.markup.kin import holder_of, is_made_alike, next_element
from crawler.markup.mark_names import MarkNames
from crawler.words.dates import read_date

_OF_JOURNALS = ("#ljcmt", "#cmt", "#cmt_", "#cmt-", "#coment")
_IDS = ("#comment", "#li-comment", "#div-comment", "#dsq-comment", *_OF_JOURNALS)
_ANCHOR = re.compile(r"(?:comm(?:ent|mark)?|cmt|co?|cm)[-_]?(\d+)", re.I)
_SIGNED_PARTS = (
    ".commentdate",
    ".commentauthor",
    ".commentfooter",
    ".commentmeta",
    ".commentinfo",
    ".comment_author",
)
_ANY_NUMBERED = re.compile(r"[a-z]{1,10}[-_]?\d+", re.I)
_SIGNED = re.compile(r"posted by(?:(?P<colon>:)|\b)", re.I)
# exblog and Egloos: "Commented by NAME at DATE"; Sablog-X: "评论作者: NAME".
_COMMENTED = re.compile(r"commented by\b|[评評][论論]作者\s*[:：]", re.I)
_NUMBERED_PLACE = re.compile(rb"#comment[-_]?\d")
# What numbers the comments that stand right in the box of all: Byteflow's `table#cmtentry-12`.
_PART_OF_ALL = re.compile(r"[a-z_-]*(?:comment|cmt|reply)[a-z_-]*\d+", re.I)
# Templates call their own parts "c0".
_SHORT_ID = re.compile(r"c(?!0+\Z)\d+", re.I)
_OF_TYPO3 = ('content="typo3', "csc-default", "frame-type-")
_LISTS = (
    ".commentlist", "#commentlist", ".comment-list", ".comments-list", "#comment-list", "#comments-list",
    ".comment_list", ".commentslist",
)  # fmt: skip
_BLOCKS = frozenset({"li", "div", "article", "section", "dl", "dd", "tr", "blockquote"})
# "1." and the line that it numbers.
_NUMBER = re.compile(r"#?\d{1,5}\.?")
_LINES = frozenset({"p", "dt", "li"})
# One comment each, in templates that call it otherwise: PyBlosxom, dasBlog, Pebble, Pivot, adiary and kin.
_NAMED = (
    ".blosxomcomment", ".commentboxstyle", ".commentbox", ".comment-box", ".commentitem", ".comment-item",
    ".comment_item", ".single-comment", ".commententry", ".comment-entry", ".comment_entry", ".commentblock",
    ".comment-block", ".comment_block", ".reply-item", ".replyitem", ".msgarticle", ".forum-message",
    "._commentitem", ".bcomment", ".comment-one",
)  # fmt: skip
# The same by the rules of BEM, as TCD's themes have it: `c-comment__list-item`.
_NAMED_ITEMS = MarkNames(re.compile(r"\.(?:[a-z]+-)?comments?(?:-list)?__(?:list-)?item\Z").match)
_MADE_ALIKE = frozenset({"trackback", "tb", "mutuality"})
# What a template holds for a script to fill.
_UNFILLED = "<$"
_BODIES = (".commentbody", ".comment_body")
_SEVERAL = 2
_LONGEST_DATE = 160
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_NO_PINGS = re.compile(r"\W*no (?:track|ping)-?backs?(?: yet| found| so far)?\W*", re.I)
# The part of the trackbacks, in the same block as comments have.
_OF_PINGS = re.compile(
    r"\W*(?:track ?back(?: ping)? ur[li]|https?://\S+\s*\Z|listed below are|"
    r"(?:本篇|本文|此篇|以下)?(?:是|的)?引用(?:網址|网址|通告|地址|\s*['\"“「])|この.{2,10}トラックバック|トラックバック\s?ur[li])",
    re.I,
)
_ID_NAMES = MarkNames(lambda mark: ("comment" in mark or mark in _OF_JOURNALS) and mark.startswith(_IDS))


def count_comments(document: Document, places: Iterable[int]) -> int:
    """People's comments on the page; `places` are the elements (by number) that were read as linkbacks.

    The first markup that shows any decides, the most certain first. What scripts load counts for nothing.
    """
    taken = sorted(places)
    for ways in _WAYS:
        found = [node for node in ways(document, taken) if not in_sample(document, document.order(node))]
        count = _outside_margins(document, found)
        if count == len(found) == 1 and ways in _MAY_HOLD_ALL:
            count = _held_count(document, found[0], taken)
        if count and not (count == len(found) == 1 and _says_none(text_of(found[0]))):
            return count
    return 0


def _says_none(text: str) -> bool:
    """Whether the only one says that there are no comments, or no linkbacks: "No trackbacks yet."."""
    return says_none_yet(text) or _NO_PINGS.fullmatch(text) is not None


def _held_count(document: Document, node: LexborNode, taken: list[int]) -> int:
    """How many comments the only one found holds, by what is surer of each: it is the part of all; else 1."""
    alike = sum(_PART_OF_ALL.fullmatch(attribute(each, "id")) is not None for each in node.iter())
    if alike >= _SEVERAL:
        return alike
    start, stop = document.span(node)
    for ways in (_by_signature, _by_anchor, _by_heading):
        held = sum(start < document.order(each) < stop for each in ways(document, taken))
        if held >= _SEVERAL:
            return held
    return 1


def _outside_margins(document: Document, nodes: list[LexborNode]) -> int:
    """How many stand in no side bar; the first and the last tell whether each must be asked."""
    if not any(in_margin(document, node) for node in (*nodes[:1], *nodes[-1:])):
        return len(nodes)
    return sum(not in_margin(document, node) for node in nodes)


def _by_id(document: Document, taken: list[int]) -> list[LexborNode]:
    """`comment-12`, `li-comment-12`, `comment-6a00…`: one for each number."""
    first: dict[str, LexborNode] = {}
    for node in document.marked(*_ID_NAMES.on(document)):
        match = NUMBERED.fullmatch(attribute(node, "id").strip())
        if match is not None and node.tag not in ("input", "textarea", "label") and not _is_empty(node):
            first.setdefault(match[1].lower(), node)
    # What is called a linkback is none, even where it leads nowhere.
    named = ((number, document.classes_of(node)) for number, node in first.items())
    pings = [number for number, names in named if names & PINGS and "comment" not in names]
    for number in pings:
        del first[number]
    if not first:
        return []
    cites = _cites(document)
    if not cites:
        return free(document, first.values(), taken)
    found = {document.order(node): node for node in [*first.values(), *cites]}
    nodes = [found[number] for number in sorted(found)]
    fences = [*document.marked(".children"), *first.values()]
    return free(document, [entry.node for entry in entries(document, nodes, fences)], taken)


def _is_empty(node: LexborNode) -> bool:
    """Whether a block holds nothing: a script fills it. Anchors stand for what follows them."""
    return node.tag in _BLOCKS and node.child is None


def _by_class(document: Document, taken: list[int]) -> list[LexborNode]:
    """Blocks of class "comment"; one within another is the same. What holds the place to which all comments
    are linked is none, nor what holds several signatures."""
    named = (node for node in document.marked(".comment") if node.tag in _BLOCKS)
    blocks = (node for node in named if "trackbacks" not in classes(node))  # tDiary's box of all
    whole = _comments_anchor(document)
    single = (node for node in blocks if whole is None or not has_between([whole], *document.span(node)))
    nodes = list(with_words(document, single))
    if whole is not None and len(nodes) == 1 < len(_by_signature(document, taken)):
        return []
    fences = [node for node in nodes if node.tag == "li"]
    own = entries(document, nodes, [*document.marked(".children"), *fences])
    return free(document, [entry.node for entry in own if not is_form(entry)], taken)


def _by_named_block(document: Document, taken: list[int]) -> list[LexborNode]:
    """Blocks that a template calls one comment in a word of its own."""
    marks = (*_NAMED, *_NAMED_ITEMS.on(document))
    nodes = [
        node for node in document.marked(*marks) if node.tag in _BLOCKS and not _is_of_other(node.parent)
    ]
    responses = document.marked(".response") if ".responsebody" in document.marks else []
    own = entries(document, [*nodes, *responses], [])
    language = language_of(document)
    single = (each for each in own if not _wraps(each, taken))
    return free(document, [each.node for each in single if _is_dated(each, language)], taken)


def _wraps(entry: Entry, taken: list[int]) -> bool:
    """Whether a block holds linkbacks: it is the part of all responses, and none of them."""
    at = bisect_left(taken, entry.start + 1)
    return at < len(taken) and taken[at] < entry.stop


def _is_of_other(holder: LexborNode | None) -> bool:
    """Whether a block stands in what is made like comments: Z-Blog's trackbacks and related posts."""
    return holder is not None and not _MADE_ALIKE.isdisjoint(classes(holder))


def _is_dated(entry: Entry, language: str | None) -> bool:
    """Whether a block holds no form but a date or a time: none says that there are no comments so."""
    if is_form(entry):
        return False
    # Z-Blog's signature stands beside the text.
    beside = entry.node.parent if "msgarticle" in classes(entry.node) else None
    text = fold((beside or entry.node).text(separator=" "))
    ends = (text[:_LONGEST_DATE], text[-_LONGEST_DATE:])
    return any(_TIME.search(end) or read_date(end, language) for end in ends)


def _by_short_id(document: Document, taken: list[int]) -> list[LexborNode]:
    """`c12`, as Serendipity, Dotclear, Movable Type 3 and Blogger number theirs. TYPO3 numbers so all that a
    page is made of."""
    nodes = [node for node in document.marked("#c") if _SHORT_ID.fullmatch(attribute(node, "id").strip())]
    if not nodes or document.has(*_OF_TYPO3):
        return []
    return free(document, map(_behind_anchor, nodes), taken)


def _behind_anchor(node: LexborNode) -> LexborNode:
    """The element that an empty anchor stands for: the one behind it; of one that but numbers a comment the
    line that it is in."""
    if node.tag == "a" and node.parent is not None and _NUMBER.fullmatch(node.text().strip()):
        return next(
            (each for each, _ in zip(ancestors(node), range(3), strict=False) if each.tag in _LINES), node
        )
    if node.tag != "a" or node.text().strip() or node.child is not None:
        return node
    return next_element(node) or node


def _by_items(document: Document, taken: list[int]) -> list[LexborNode]:
    """The items of a comment list that carry neither id nor class."""
    found = document.marked(*_LISTS)
    lists = [node for node in found if node.tag in ("ol", "ul")]
    held = (document.within(node, "ol", "ul")[:1] for node in found if node.tag == "div" and not lists)
    lists += [document.elements[number] for numbers in held for number in numbers]
    items = [item for parent in lists for item in parent.iter() if item.tag == "li"]
    said = list(with_words(document, items))
    if not said and items:
        language = language_of(document)
        said = [item for item in items if read_date(text_of(item)[:_LONGEST_DATE], language)]
    return free(document, said, taken)


def _by_anchor(document: Document, taken: list[int]) -> list[LexborNode]:
    """What anchors number (`a[name="comment-12"]`, `c12`, `CO12`) in templates without ids: the blocks that
    they stand in, or what follows them where one block holds several."""
    anchors: dict[str, LexborNode] = {}
    numbered: list[int] = []
    for number, name in named_anchors(document):
        if _ANY_NUMBERED.fullmatch(name) is not None:
            numbered.append(number)
        if (match := _ANCHOR.fullmatch(name)) is not None:
            anchors.setdefault(match[1], document.elements[number])
    anchors = {number: each for number, each in anchors.items() if not _is_second(each)}
    blocks: dict[int, LexborNode] = {}
    for anchor in anchors.values():
        block = next((node for node in ancestors(anchor) if node.tag in _BLOCKS), None)
        if block is not None:
            blocks.setdefault(document.order(block), block)
    if len(blocks) == len(anchors) and (alone := free(document, blocks.values(), taken)):
        return alone
    # A comment goes on up to the next anchor, which may number a linkback.
    ends = [*numbered, len(document.elements)]
    own = [
        _behind_anchor(anchor)
        for anchor in anchors.values()
        if not has_between(taken, number := document.order(anchor), ends[bisect_left(ends, number + 1)])
    ]
    return free(document, own, taken)


def _is_second(anchor: LexborNode) -> bool:
    """Whether an anchor links itself where another numbers the same line before it, as Hatena Diary's do."""
    line = next((node for node in ancestors(anchor) if node.tag == "p"), None)
    if line is None or not attribute(anchor, "href").endswith(f"#{attribute(anchor, 'name')}"):
        return False
    first = line.css_first("a[name]")
    return first is not None and "href" not in first.attributes


def _by_movable_type(document: Document, taken: list[int]) -> list[LexborNode]:
    """Movable Type 2: `div.comments-body`, where the form stands in one too."""
    nodes = document.marked(".comments-body", ".comment-body", *_BODIES, ".sub_body")
    own = [entry.node for entry in entries(document, nodes, []) if not is_form(entry)]
    own = [node for node in own if not _OF_PINGS.match(text := node.text()[:200]) and _UNFILLED not in text]
    if said := list(with_words(document, own)):
        return free(document, said, taken)
    # Japanese hosts: bare text, and the part of the trackbacks made alike.
    return free(document, [node for node in own if _is_of_comments(node) and text_of(node)], taken)


def _is_of_comments(node: LexborNode) -> bool:
    near = [node, *(each for each, _ in zip(ancestors(node), range(3), strict=False))]
    names = " ".join(f"{attribute(each, 'id')} {attribute(each, 'class')}" for each in near).lower()
    return "comment" in names and "trackback" not in names


def _by_microformats(document: Document, taken: list[int]) -> list[LexborNode]:
    return free(document, [entry.node for entry in entries(document, _cites(document), [])], taken)


def _cites(document: Document) -> list[LexborNode]:
    nodes = document.marked(".u-comment", ".p-comment")
    return [node for node in nodes if classes(node) & {"h-cite", "h-entry"} and not in_margin(document, node)]


def _by_schema(document: Document, taken: list[int]) -> list[LexborNode]:
    if not document.has("schema.org/comment", "schema.org/usercomments"):
        return []
    found = document.css('[itemtype$="schema.org/Comment"], [itemtype$="schema.org/UserComments"]')
    return free(document, [node for node in found if not _is_place_of_form(node)], taken)


def _is_place_of_form(node: LexborNode) -> bool:
    """Whether what is marked as a comment is where one may be written: no part of it is marked."""
    return node.css_first("textarea") is not None and node.css_first("[itemprop]") is None


def _by_signature(document: Document, taken: list[int]) -> list[LexborNode]:
    """Old Movable Type templates: a line "Posted by: NAME" below each comment, behind their heading."""
    if document.has("commented by ", "评论作者", "評論作者"):
        held = document.tagged("p", "div", "span", "li", "td", "dt", "b", "strong", "em")
        return free(document, [n for n in held if _COMMENTED.match(n.text(deep=False).strip())], taken)
    begin = _comments_anchor(document) if document.has("posted by") else None
    if begin is None:
        return []
    lines = (node for node in document.tagged("p", "div", "span") if document.order(node) > begin)
    found = ((node, _SIGNED.match(node.text(deep=False).strip())) for node in lines)
    signed = [(node, match["colon"]) for node, match in found if match is not None]
    # Without the colon others sign so as well: those of a later block, such as a side bar.
    first = signed[0][0].parent if signed else None
    own = (node for node, colon in signed if colon or _is_signed_beside(document, node, first))
    return free(document, own, taken)


def _is_signed_beside(document: Document, node: LexborNode, holder: LexborNode | None) -> bool:
    """Whether a line of this block, or of one made alike beside it, says who and when."""
    block = node.parent
    if holder is None or block is None:
        return False
    beside = block.mem_id == holder.mem_id or (
        bool(classes(block)) and is_made_alike(block, holder) and holder_of(block) == holder_of(holder)
    )
    return beside and read_date(text_of(node)[:_LONGEST_DATE], language_of(document)) is not None


def _comments_anchor(document: Document) -> int | None:
    """The number of the element that the links to a post's comments lead to, in templates without ids."""
    return next((number for number, name in named_anchors(document) if name == "comments"), None)


def _by_own_link(document: Document, taken: list[int]) -> list[LexborNode]:
    """The dated lines that each link to the comment itself (`57#comment8`), where nothing is named or
    numbered so: skins of Textcube."""
    places, source = document.places_of("#comment"), document.lower
    if not any(_NUMBERED_PLACE.match(source, place) for place in places):
        return []
    own: dict[str, LexborNode] = {}
    language = language_of(document)
    for number in document.tags("a"):
        page, _, place = (document.attributes[number].get("href") or "").partition("#")
        if (match := _ANCHOR.fullmatch(place)) is None or match[1] in own or not _is_own(document, page):
            continue
        line = document.elements[number].parent
        if line is not None and read_date(text_of(line)[:_LONGEST_DATE], language) is not None:
            own[match[1]] = line
    return free(document, own.values(), taken)


def _is_own(document: Document, href: str) -> bool:
    return not href or urls.identity(document.absolute(href) or "") == urls.identity(document.url)


def _by_heading(document: Document, taken: list[int]) -> list[LexborNode]:
    return free(document, below_headings(document), taken)


def _by_form(document: Document, taken: list[int]) -> list[LexborNode]:
    return free(document, before_form(document), taken)


def _by_signed_part(document: Document, taken: list[int]) -> list[LexborNode]:
    """The parts that say by their class when, or by whom, each comment was written (twoday, blojsom), where
    no template calls the comments themselves so."""
    table = document.marks
    mark = next((mark for mark in _SIGNED_PARTS if mark in table), None)
    said = (node for node in document.marked(mark) if text_of(node)) if mark is not None else ()
    return free(document, [node for node in said if node.css_first("input, textarea, label") is None], taken)


_WAYS: tuple[Callable[[Document, list[int]], list[LexborNode]], ...] = (
    _by_id,
    _by_class,
    _by_named_block,
    _by_short_id,
    _by_items,
    _by_anchor,
    _by_movable_type,
    _by_microformats,
    _by_schema,
    _by_signature,
    _by_own_link,
    _by_heading,
    _by_signed_part,
    _by_form,
)
_MAY_HOLD_ALL = (_by_class, _by_named_block, _by_movable_type)
