"""Which elements may be a person's comment: those with words, that hold no form and are no linkback."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entries import Entry, entries
from crawler.markup.document import Document, text_of
from crawler.markup.mark_names import MarkNames

# LiveJournal and its kin: `ljcmt12`, `cmt12`; Sina: `cmt_12`; uCoz: `comEnt12`
NUMBERED = re.compile(
    r"(?:(?:li-|div-|dsq-)?comment[-_]?(?:id-)?|(?:lj)?cmt[-_]?|coment)(\d+|[0-9a-f]{16,40})", re.I
)
PINGS = frozenset({"webmention", "pingback", "trackback"})
_FORMS = frozenset({"form", "textarea", "input"})
# What stands in the list of the comments where there are none.
_SAYING_NONE = (".no_comment", ".no-comment", ".no_comments", ".no-comments", ".nocomment", ".nocomments")
_SAYING_TAGS = ("p", "blockquote", "time", "cite")
_SAYING = (".comment-content", ".comment-text", ".comment-body", ".fn", ".submitted")
# What says something in one: `comment-content`, `commenttext`, `comment_date`.
_SAYING_NAME = re.compile(
    r"\.(?:comment|cmt)[-_]?(?:content|text|body|message|info|meta|author|date|name|details)"
)
_SAYING_NAMES = MarkNames(
    lambda mark: mark.startswith((".com", ".cmt")) and _SAYING_NAME.fullmatch(mark) is not None
)
_MOST = 400
_WORDS = re.compile(r"\w")


def free(document: Document, nodes: Iterable[LexborNode], taken: list[int]) -> list[LexborNode]:
    """The nodes that are no linkback: none stands at them, in their own part, or right around them."""
    nodes = list(nodes)
    if not taken:
        return nodes
    known = set(taken)
    numbers: dict[str, list[int]] = {}
    for place in taken:
        numbers.setdefault(_number(document, place), []).append(place)
    kept = []
    items = [document.elements[place] for place in taken if document.elements[place].tag == "li"]
    for entry in entries(document, nodes, nodes + items):
        at = bisect_left(taken, entry.start)
        inside = at < len(taken) and taken[at] < entry.stop
        if (
            not inside
            and not _is_within(document, entry.node, known, numbers)
            and not _describes(document, entry, taken)
        ):
            kept.append(entry.node)
    return kept


def _describes(document: Document, entry: Entry, taken: list[int]) -> bool:
    """Whether an element describes a linkback's term: Blogger gives backlinks the classes of comments."""
    term = entry.node.prev if entry.node.tag == "dd" else None
    while term is not None and term.tag != "dt":
        term = term.prev
    if term is None:
        return False
    at = bisect_left(taken, document.order(term))
    return at < len(taken) and taken[at] < entry.start


def _is_within(document: Document, node: LexborNode, known: set[int], numbers: dict[str, list[int]]) -> bool:
    """Whether a linkback's element wraps the node, up to the item of the list that both stand in; `numbers`
    are the comments' numbers of such elements."""
    names = document.classes_of(node)
    each: LexborNode | None = node
    here = document.order(node)
    if {"comment"} < names and names.isdisjoint(PINGS) and (number := _number(document, here)):
        # A reply to a linkback: what comment_class() calls a comment is one, but for the linkback's number.
        return any(place <= here < document.end(place) for place in numbers.get(number, ()))
    for _ in range(6):
        if each is None or each.tag in ("li", "body"):
            return False
        each = each.parent
        if each is not None and each.is_element_node and document.order(each) in known:
            return True
    return False


def _number(document: Document, place: int) -> str:
    """What numbers the comment that is the element with this number; "" where nothing does."""
    match = NUMBERED.fullmatch((document.attributes[place].get("id") or "").strip())
    return match[1] if match is not None else ""


def is_form(entry: Entry) -> bool:
    """Whether a block holds the form for a new comment rather than one."""
    names, attributes = entry.document.names, entry.document.attributes
    return any(
        names[i] in _FORMS and attributes[i].get("type") != "hidden"
        for i in range(entry.start + 1, min(entry.stop, entry.start + _MOST))
    )


def with_words(document: Document, nodes: Iterable[LexborNode]) -> Iterator[LexborNode]:
    """Those of the elements in which there is more than a counter or a heading."""
    marks = sorted({*document.tags(*_SAYING_TAGS), *document.numbers(*_SAYING)})
    inner = document.numbers(*_SAYING_NAMES.on(document))
    none = document.numbers(*_SAYING_NONE)
    for node in nodes:
        start, end = document.span(node)
        if none and has_between(none, start, end):
            continue
        holds = has_between(marks, start, end) or has_between(inner, start + 1, end)
        if holds and _WORDS.search(text_of(node)[:2000]):
            yield node


def has_between(numbers: list[int], start: int, end: int) -> bool:
    """Whether any of the ascending numbers is at least `start` and below `end`."""
    first = bisect_left(numbers, start)
    return first < len(numbers) and numbers[first] < end
