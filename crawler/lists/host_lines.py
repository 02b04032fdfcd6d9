"""Entries of hosts in East Asia that are told in a line or two, whatever their classes are."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import first_link, source_of, written_date
from crawler.markup.document import Document, fold, text_of
from crawler.records import Kind, Linkback

_OPENS = re.compile(r"\s*\d{1,4}\.\s*\Z")
_BEHIND_TITLE = re.compile(r"\s*[\[［]\s*(?P<site>.+?)\s*[\]］]\s*(?P<date>\d{4}[年/.-].*)")
_TOLD = re.compile(
    r"Tracked from\s+(?P<site>[^\n]+?)\s+(?:at\s+)?(?P<date>\d{4}[-/.]\d\d?[-/.]\d\d?[^\n]*)\n+"
    r"\s*(?:タイトル|제목)\s*[:：]\s*(?P<title>[^\n]*)(?:\n+(?P<excerpt>[^\n]*))?"
)
_BREAK = re.compile(r"<(?:br|/?p|/?div)\b[^>]*>", re.I)
_TAGS = re.compile(r"<[^>]*>")
_MORE_WORD = re.compile(r"(?:\s+(?:\.{3,}|…)\s*|(?<=[^\w\s])\s*|(?<=[^\x00-\x7f]))more\s*$", re.I)


def numbered(document: Document) -> Iterator[Linkback]:
    """livedoor: a line that is number, link, blog in brackets and date; its older templates give it the
    classes of a comment's."""
    for head in document.tagged("h2", "h3", "h4", "h5", "div", "p"):
        anchor = first_link(head) if _OPENS.match(_opening(head)) else None
        if anchor is None or not (words := text_of(anchor)):
            continue
        lead, _, rest = text_of(head).partition(words)
        stated = _BEHIND_TITLE.fullmatch(rest) if _OPENS.match(lead) else None
        if stated is None:
            continue
        body = _after(head)
        yield Linkback(
            kind=Kind.TRACKBACK,
            source=source_of(document, anchor),
            title=words,
            site=stated["site"],
            excerpt=(text_of(body) or None) if body is not None else None,
            published=written_date(document, stated["date"]),
            position=document.order(head),
        )


def _opening(node: LexborNode) -> str:
    """The text that an element begins with, empty anchors passed over, up to its first other child."""
    first = node.child
    while first is not None and first.tag == "a" and not (first.text() or "").strip():
        first = first.next
    return (first.text_content or "") if first is not None and first.is_text_node else ""


def _after(node: LexborNode) -> LexborNode | None:
    """The element behind this one, unless it is a heading."""
    place = node.next
    while place is not None and (place.tag or "-").startswith("-"):
        place = place.next
    return place if place is not None and place.tag in ("div", "p", "blockquote") else None


def told(document: Document) -> Iterator[Linkback]:
    """exblog: three lines of an element; the title is the link to the citing page where it is one, else the
    blog's name."""
    for node in document.css("div, td, p, li"):
        if not any(label in node.text(deep=False) for label in ("タイトル", "제목", "Tracked from")):
            continue
        lines = html.unescape(_TAGS.sub("", _BREAK.sub("\n", node.html or "")))
        links = [anchor for anchor in node.css("a") if text_of(anchor)]
        at = 0
        for stated in _TOLD.finditer(lines):
            at, site = _next_saying(links, at, stated["site"])
            titled, title = _next_saying(links, at, stated["title"])
            at, anchor = (titled, title) if title is not None else (at, site)
            if anchor is None:
                continue
            yield Linkback(
                kind=Kind.TRACKBACK,
                source=source_of(document, anchor),
                title=fold(stated["title"]) or None,
                site=fold(stated["site"]) or None,
                excerpt=_MORE_WORD.sub("", fold(stated["excerpt"] or "")) or None,
                published=written_date(document, stated["date"]),
                position=document.order(anchor),
            )


def _next_saying(links: list[LexborNode], at: int, words: str) -> tuple[int, LexborNode | None]:
    """The first of the links from `at` on that says these words, and the place behind it; (at, None)."""
    said = fold(words)
    for place in range(at, len(links)):
        if text_of(links[place]) == said:
            return place + 1, links[place]
    return at, None
