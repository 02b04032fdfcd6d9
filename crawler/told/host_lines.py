"""Entries of hosts in East Asia that are told in a line or two, whatever their classes are."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import first_link, source_of, written_date
from crawler.markup.document import Document, attribute, fold, text_of
from crawler.records import Kind, Linkback
from crawler.told.dealing import is_home
from crawler.words.read_more import leads_on

_OPENS = re.compile(r"\s*\d{1,4}\.\s*\Z")
_BEHIND_TITLE = re.compile(r"\s*[\[［]\s*(?P<site>.+?)\s*[\]］]\s*(?P<date>\d{4}[年/.-].*)")
_TOLD = re.compile(
    r"Tracked from\s+(?P<site>[^\n]+?)\s+(?:at\s+)?(?P<date>\d{4}[-/.]\d\d?[-/.]\d\d?[^\n]*)\n+"
    r"\s*(?:タイトル|제목)\s*[:：]\s*(?P<title>[^\n]*)(?:\n+(?P<excerpt>[^\n]*))?"
)
# Their pingbacks, the blog and the title in one link.
_LINKED = re.compile(
    r"\A\s*Linked (?:at|from)\s+(?P<name>[^\n]+?)\s+at\s+(?P<date>\d{4}[-/.]\d\d?[-/.]\d\d? \d\d?:\d\d)"
    r"\s*(?:\n\s*(?P<excerpt>[^\n]*)|\Z)"
)
# Bo-Blog 1, in Chinese of both scripts: "TITLE [ BLOG 于 DATE 引用 ]".
_CITED = re.compile(
    r"(?P<title>[^\[\]]{1,200}?)\s*\[\s*(?P<site>[^\[\]]{1,80}?)\s*[于於]\s*"
    r"(?P<date>\d{4}[-/.年][^\[\]]{4,24}?)\s*引用\s*\]\s*(?P<excerpt>.*)"
)
_BREAK = re.compile(r"<(?:br|/?(?:p|div|tr|li))\b[^>]*>", re.I)
_HIGHEST = 3
_TAGS = re.compile(r"<[^>]*>")
_TITLES = ("タイトル", "제목")
_OPENING = 80
_MORE_BEHIND_DOTS = re.compile(r"(?<=[.…])\s*more\s*\Z", re.I)
_MORE_WORD = re.compile(r"(?:\s+(?:\.{3,}|…)\s*|(?<=[^\w\s])\s*|(?<=[^\x00-\x7f]))more\s*$", re.I)


def numbered(document: Document) -> Iterator[Linkback]:
    """livedoor: a line that is number, link, blog in brackets and date; its older templates give it the
    classes of a comment's."""
    for head in document.tagged("h2", "h3", "h4", "h5", "div", "p"):
        anchor = first_link(document, head) if _OPENS.match(_opening(head)) else None
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
    """exblog, Egloos: three lines; the title is the link to the citing page where it is one, else the blog's
    name."""
    for node in _around_lines(document):
        links = [anchor for anchor in node.css("a") if text_of(anchor)]
        at = 0
        for stated in _TOLD.finditer(_lines(node)):
            at, site = _next_saying(links, at, stated["site"])
            titled, title = _next_saying(links, at, stated["title"])
            at, anchor = (titled, title) if title is not None else (at, site)
            if anchor is None:
                continue
            yield Linkback(
                kind=Kind.TRACKBACK,
                source=source_of(document, _leading_on(anchor, links[at : at + 1])),
                title=fold(stated["title"]) or None,
                site=fold(stated["site"]) or None,
                excerpt=_MORE_WORD.sub("", fold(stated["excerpt"] or "")) or None,
                published=written_date(document, stated["date"]),
                position=document.order(anchor),
            )


def _leading_on(anchor: LexborNode, behind: list[LexborNode]) -> LexborNode:
    """The link that leads on to a page of the blog, where that of its name leads to its home; else that."""
    home = attribute(anchor, "href")
    pages = (link for link in behind if leads_on(text_of(link)) and is_home(home, attribute(link, "href")))
    return next(pages, anchor)


def _around_lines(document: Document) -> Iterator[LexborNode]:
    """The elements that hold the lines of one entry or several: of lines that have elements of their own,
    what holds both."""
    held: set[int] = set()
    titled: dict[int, bool] = {}  # one block may be around thousands of lines
    for node in document.css("div, td, p, li"):
        own = node.text(deep=False)
        if not any(label in own for label in (*_TITLES, "Tracked from")):
            continue
        around: LexborNode | None = node
        for _ in range(_HIGHEST):
            if around is None:
                break
            if around.mem_id not in titled:
                text = around.text()
                titled[around.mem_id] = any(label in text for label in _TITLES)
            if titled[around.mem_id]:
                break
            around = around.parent
        if around is not None and around.mem_id not in held and around.tag not in ("body", "html"):
            held.add(around.mem_id)
            yield around


def _lines(node: LexborNode) -> str:
    return html.unescape(_TAGS.sub("", _BREAK.sub("\n", node.html or "")))


def linked(document: Document) -> Iterator[Linkback]:
    """exblog and Egloos: a line "Linked at BLOG : TITLE at DATE" around a link, the excerpt in the line or
    the element behind it."""
    for node in document.tagged("div", "td", "p", "li"):
        if "Linked " not in node.text(deep=False)[:_OPENING]:
            continue
        stated, anchor = _LINKED.match(_lines(node)), first_link(document, node)
        if stated is None or anchor is None or text_of(anchor) != fold(stated["name"]):
            continue
        site, joint, title = text_of(anchor).partition(" : ")
        body = _after(node)
        behind = text_of(body) if body is not None else ""
        excerpt = fold(stated["excerpt"] or "") or (behind if behind.startswith(("...", "…")) else "")
        yield Linkback(
            kind=Kind.PINGBACK,
            source=source_of(document, anchor),
            title=title.strip() or text_of(anchor),
            site=site.strip() if joint else None,
            excerpt=_MORE_BEHIND_DOTS.sub("", excerpt) or None,
            published=written_date(document, stated["date"]),
            position=document.order(anchor),
        )


def cited(document: Document) -> Iterator[Linkback]:
    """Bo-Blog: a block that opens with such a line, whose one link is the title's or the blog's name; the
    excerpt stands behind it."""
    for node in document.tagged("div", "td", "p", "li"):
        if "引用" not in node.text(deep=False):
            continue
        stated, anchor = _CITED.fullmatch(text_of(node)), first_link(document, node)
        if stated is None or anchor is None or text_of(anchor) not in (stated["title"], stated["site"]):
            continue
        body = _after(node) if not stated["excerpt"] else None
        behind = text_of(body) if body is not None and _is_part_beside(node, body) else ""
        yield Linkback(
            kind=Kind.TRACKBACK,
            source=source_of(document, anchor),
            title=stated["title"],
            site=stated["site"],
            excerpt=stated["excerpt"] or behind or None,
            published=written_date(document, stated["date"]),
            position=document.order(anchor),
        )


def _is_part_beside(node: LexborNode, other: LexborNode) -> bool:
    """Whether classes call both parts of one thing: "commentbox-title", "commentbox-content"."""
    whole = attribute(node, "class").rpartition("-")[0]
    return bool(whole) and whole == attribute(other, "class").rpartition("-")[0]


def _next_saying(links: list[LexborNode], at: int, words: str) -> tuple[int, LexborNode | None]:
    """The first of the links from `at` on that says these words, and the place behind it; (at, None)."""
    said = fold(words)
    for place in range(at, len(links)):
        if text_of(links[place]) == said:
            return place + 1, links[place]
    return at, None
