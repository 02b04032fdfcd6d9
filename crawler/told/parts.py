"""The parts of a page that may hold records of linkbacks: named, headed, introduced, or said by a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.announced import headings
from crawler.lists.entries import in_margin
from crawler.lists.entry_parts import bare_words
from crawler.lists.record_part import Part
from crawler.markup.document import Document, attribute, classes
from crawler.markup.kin import siblings_behind
from crawler.markup.mark_names import MarkNames
from crawler.records import Kind
from crawler.told.bare_headings import below_bare_headings
from crawler.told.headed_parts import (
    HEADING_TAGS,
    INLINE,
    LONGEST_HEADING,
    below,
    following,
)
from crawler.told.said_parts import SAYING, said_parts

# Sentences that stand right before records and nowhere else.
INTRODUCING = (
    "references allow you to track sources", "what others have to say about", "sites linking to this page",
    "talkbacks to this article",
)  # fmt: skip
# Of headings that say more than what heads linkbacks.
_HEADING = (
    "trackback for this", "引用網址", "引用地址", "引用网址", "引用 url", "引用 (", "引用(", "引用（",
    "引用通告", "引用:", "引用：",
)  # fmt: skip
_NAME = re.compile(
    r"[.#](?:[\w-]*[_-]|hidden|entry\d*|the|post)?(?:track-?backs?|ping-?backs?)(?:list|s?[_-]?(?:list|links|body|section|content|items?|block|entries|area|box))?\Z|[.#]tbbody\Z"
)
# Of all the blog, whatever holds it: "widget-recent-trackbacks".
_OF_BLOG = re.compile(r"recent|latest|newest|widget|side")
_SOFT = ("p", "b", "strong", "div", "dt", "span", "td")
_NO_RECORD = frozenset({"body", "html", "a", "input", "form", "head", "link", "img", "button"})
_WORDPRESS = frozenset({"even", "odd", "post", "depth-1"})
_WORDPRESS_ID = re.compile(r"(?:li-|div-)?comment-\d", re.I)
_MOST_PARTS = 300


def parts(document: Document) -> Iterator[Part]:
    """All such parts, in no order; one may stand within another."""
    yield from _named(document)
    if headings(document) or document.has(*_HEADING):
        yield from _headed(document)
    if document.has(*SAYING):
        yield from said_parts(document)
    if document.has(*INTRODUCING):
        yield from _introduced(document)


def _names_part(mark: str) -> bool:
    return _NAME.match(mark) is not None and mark != ".tbbody" and _OF_BLOG.search(mark) is None


_PART_NAMES = MarkNames(_names_part)


def _named(document: Document) -> Iterator[Part]:
    for mark in _PART_NAMES.on(document):
        kind = Kind.PINGBACK if "ping" in mark else Kind.TRACKBACK
        for node in document.marked(mark)[:_MOST_PARTS]:
            if node.tag not in _NO_RECORD and not _is_wordpress(node) and not in_margin(document, node):
                start, stop = document.span(node)
                yield Part([node], start, stop, kind, named=True)


def _is_wordpress(node: LexborNode) -> bool:
    """Whether an element is what comment_class() and wp_list_comments() print: read elsewhere."""
    return not _WORDPRESS.isdisjoint(classes(node)) or bool(_WORDPRESS_ID.match(attribute(node, "id")))


def _headed(document: Document) -> Iterator[Part]:
    for found in (document.tagged(*HEADING_TAGS), _soft(document)):
        parts = list(islice(filter(None, map(partial(below, document), found)), _MOST_PARTS))
        yield from parts
        if parts or "#comment-" in document.marks:
            return
    yield from islice(below_bare_headings(document), _MOST_PARTS)


def _soft(document: Document) -> Iterator[LexborNode]:
    """Short elements of other kinds, that may head a part: those without elements of their own."""
    for number in document.tags(*_SOFT):
        node = document.elements[number]
        words = bare_words(node)
        if (
            words is not None
            and len(words) < LONGEST_HEADING
            and not (node.tag in INLINE and _is_in_sentence(node))
        ):
            yield node


def _is_in_sentence(node: LexborNode) -> bool:
    """Whether words go on right behind a piece of a line, or lead to it: "NAME wrote on …"."""
    behind, before = node.next, node.prev
    return (
        behind is not None and behind.is_text_node and (behind.text_content or "").lstrip()[:1].islower()
    ) or (before is not None and before.is_text_node and (before.text_content or "").rstrip()[-1:].isalpha())


def _introduced(document: Document) -> Iterator[Part]:
    """What follows a sentence that introduces records: behind its element, or behind the bare text."""
    for node in document.tagged("body", "p", "div", "h3", "h4", "td", "section", "article"):
        said = next((text for text in node.iter(include_text=True) if _opens(text)), None)
        if said is None or in_margin(document, node):
            continue
        nodes = [each for each in siblings_behind(said) if each.is_element_node] or [
            each for each in following(document, node) if each.is_element_node
        ]
        if nodes:
            stop = document.span(nodes[-1])[1]
            yield Part(nodes, document.order(nodes[0]), stop, Kind.TRACKBACK, named=True)


def _opens(text: LexborNode) -> bool:
    return text.is_text_node and any(words in (text.text_content or "").lower() for words in INTRODUCING)
