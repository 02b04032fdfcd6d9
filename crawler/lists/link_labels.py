"""The kind that words say right beside an author's link: before it, behind it, or at the end of its line."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler.lists.tools import is_tool
from crawler.markup.document import Document, fold, text_of
from crawler.records import Kind
from crawler.words.dates import read_date
from crawler.words.labels import kind_of_label, kind_of_name

_HOLDERS = frozenset(
    {"cite", "small", "p", "span", "div", "h3", "h4", "h5", "strong", "b", "em", "i", "dt", "li"}
)
# "3 | Trackback by": themes that count their comments.
_COUNTED = re.compile(r"\A\W*\d{1,4}(?:\s*[|.:)]\s*|\s+)")
_BADGES = frozenset({"span", "small", "em", "i", "div"})
_CITES = frozenset({"cite", "strong", "b", "span"})
# "(Pingback)", "(via Trackback)", "(Pingback, March 14th, 2006)"
IN_BRACKETS = re.compile(r"\s*[\[(]\s*(?:via\s+)?([^\W\d_]{4,20})\s*(?:[\])]|[,，、])", re.I)
# "NAME (Trackback)", "NAME pingbacked:", "NAME のトラックバック:": the end of a line of authorship.
_ENDING = re.compile(r"\W*(?:の\s?)?([^\W\d_]{4,20}?)(?:ed)?\W*")
LINES = frozenset({"cite", "h2", "h3", "h4", "h5"})
LONGEST_LABEL = 60


def label_before(document: Document, anchor: LexborNode) -> tuple[Kind, LexborNode] | None:
    """The kind that stands right before the link, and the element that the label begins."""
    before, node = "", anchor
    for _ in range(3):
        before = _text_before(node) + before
        holder = node.parent
        if holder is None or holder.tag not in _HOLDERS:
            return None
        if before.strip():
            kind = kind_of_label(_COUNTED.sub("", fold(before))) or _kind_before(node)
            return (kind, holder) if kind is not None and not is_tool(document, anchor) else None
        node = holder
    return None


def _kind_before(node: LexborNode) -> Kind | None:
    """The kind that an element of its own says right before a link, without a colon: a badge."""
    before = node.prev
    while before is not None and before.is_text_node and not (before.text_content or "").strip():
        before = before.prev
    if before is None or not (before.tag in _BADGES or _is_anchor(before)):
        return None
    return kind_of_name(text_of(before).strip("[]()")) if _is_anchor(before) or not before.css("a") else None


def _is_anchor(node: LexborNode) -> bool:
    """Whether a link leads nowhere: `<a name="comment-12">[Trackback]</a>`."""
    return node.tag == "a" and "name" in node.attributes and "href" not in node.attributes


def label_behind(document: Document, anchor: LexborNode) -> tuple[Kind, LexborNode] | None:
    """The kind that stands in brackets or an element right behind the author, who is an element of his own or
    comes first in his item: `<cite><a>NAME</a></cite> (Pingback)`, `<li><a>NAME</a> <em>Trackback</em>`."""
    cite = anchor.parent
    if cite is None or is_tool(document, anchor):
        return None
    if (kind := _kind_at_end(anchor, cite)) is not None:
        return kind, cite
    if cite.tag not in _CITES or text_of(cite) != text_of(anchor):
        if cite.tag != "li" or _text_before(anchor).strip():
            return None
        cite = anchor
    behind = cite.next
    while behind is not None and not (text := _own_words(behind)).strip():
        behind = behind.next
    if behind is None:
        return None
    match = IN_BRACKETS.match(text) or (_ENDING.fullmatch(text) if behind.tag in _BADGES else None)
    kind = kind_of_name(match[1]) if match else None
    return (kind, cite) if kind is not None else None


def _kind_at_end(anchor: LexborNode, line: LexborNode) -> Kind | None:
    """The kind that ends the line of authorship, behind the author: `<h4><a>NAME</a> (Trackback)</h4>`,
    `<p>At TIME on DATE, <a>NAME</a> pingbacked:</p>`."""
    if line.tag not in LINES and (line.tag != "p" or read_date(_text_before(anchor), None) is None):
        return None
    text, each = "", anchor.next
    while each is not None and len(text) < LONGEST_LABEL:
        text += _own_words(each)
        each = each.next
    match = _ENDING.fullmatch(text) if each is None else None
    return kind_of_name(match[1]) if match else None


def _own_words(node: LexborNode) -> str:
    return (node.text_content if node.is_text_node else node.text()) or ""


def _text_before(node: LexborNode) -> str:
    """Text of the siblings before a node, as far as a label can reach."""
    pieces: list[str] = []
    each = node.prev
    while each is not None and len(pieces) < 6:
        pieces.append((each.text_content if each.is_text_node else each.text()) or "")
        each = each.prev
    return "".join(reversed(pieces)) if each is None else "?"
