"""The words of a linkback that is shaped as a comment: its text, and a title that the text opens with."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler.lists.entries import Entry
from crawler.lists.list_items import quoted
from crawler.lists.page_language import language_of
from crawler.markup.document import classes, fold, text_of
from crawler.records import Kind
from crawler.words.dates import read_date
from crawler.words.labels import without_label

BODY = (
    "comment-content", "comment_content", "comment-text", "comment_text", "commenttext", "comment-entry",
    "commententry", "wp-block-comment-content", "social-comment-body", "comment-body-content",
    "entry-comment",
    "comment-copy", "commentcontent", "comment-excerpt", "comment__content", "format_text", "entry-content",
    "comment-inner-content", "comment-des",
)  # fmt: skip
"""What themes call the part of an entry that holds its words."""

_NOT_BODY = frozenset(
    {"comment-meta", "commentmetadata", "comment-metadata", "comment-author", "edit-link", "reply", "meta",
     "comment-awaiting-moderation", "comment-edit-link", "comment-date", "comment-notes", "comment-actions"}
)  # fmt: skip
_DASH = re.compile(r"\s*[-–—]\s+")
_LONGEST_LINE = 48
_BARE_URL = re.compile(r"(?:\[?\(?(?:…|\.\.\.)\)?\]?\s*)?https?://\S+(?:\s*\[?\(?(?:…|\.\.\.)\)?\]?)?\Z")


def body_of(entry: Entry, anchor: LexborNode | None, kind: Kind) -> tuple[str | None, str | None]:
    """The leading <strong> of a trackback's body (its title), and the text of the body."""
    parts = _body_parts(entry, anchor)
    if not parts:
        return None, _behind(entry, anchor)
    text = fold(" ".join(entry.text_of(part) for part in parts))
    lead = _lead(entry, parts) if kind is Kind.TRACKBACK else None
    if lead and text.startswith(lead):
        text = text[len(lead) :].strip()
    return lead, text if text and not _BARE_URL.match(text) else None


def _behind(entry: Entry, anchor: LexborNode | None) -> str | None:
    """The words behind the link of an entry that is one line: "TITLE - [...] text [...]", as Divi has it."""
    if anchor is None or anchor.parent is None or not (name := text_of(anchor)):
        return None
    _, found, rest = entry.text().partition(name)
    if (quote := quoted(rest)) is not None:
        return quote
    own = anchor.parent.mem_id == entry.node.mem_id
    dash = _DASH.match(rest) if found and own else None
    text = rest[dash.end() :].strip() if dash else ""
    return text if len(text) > _LONGEST_LINE or text.startswith("[") else None


def _is_line(entry: Entry, node: LexborNode) -> bool:
    """Whether a paragraph is the entry's line of authorship or its date, and none of its text."""
    text = entry.text_of(node)
    if without_label(text)[0] is not None:
        return True
    return len(text) <= _LONGEST_LINE and read_date(text, language_of(entry.document)) is not None


def _body_parts(entry: Entry, anchor: LexborNode | None) -> list[LexborNode]:
    """The elements that hold the entry's words: its content, else its paragraphs without the author's."""
    document = entry.document
    content = entry.find(*BODY)
    at = document.order(anchor) if anchor is not None else -1
    if content is not None:
        start, end = document.span(content)
        if not start <= at < end:
            return [content]
    parts: list[LexborNode] = []
    behind = 0
    for node in entry.tagged("p", "blockquote", "div", "ul"):
        start, end = document.span(node)
        if start < behind:
            continue
        if classes(node) & _NOT_BODY:
            behind = end
        elif node.tag in ("p", "blockquote") and not start <= at < end and not _is_line(entry, node):
            parts.append(node)
            behind = end
    return parts or _called_text(entry, at)


def _called_text(entry: Entry, at: int) -> list[LexborNode]:
    """What an entry without paragraphs calls its text, and does not hold the link at `at`: Byteflow."""
    node = entry.find("text", "message", "excerpt")
    start, end = entry.document.span(node) if node is not None else (0, 0)
    return [node] if node is not None and not start <= at < end else []


def _lead(entry: Entry, parts: list[LexborNode]) -> str | None:
    start, end = entry.document.span(parts[0])
    strong = next((each for each in entry.document.elements[start:end] if each.tag in ("strong", "b")), None)
    if strong is None:
        return None
    lead = text_of(strong)
    return lead if lead and entry.text_of(parts[0]).startswith(lead) else None
