"""The hyperlinks of a page, and whether each stands in its content, its comments or its navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler.document import Document, classes, fold
from crawler.records import Link, Region

_LONGEST_TEXT = 200
_NAVIGATION_TAGS = "nav, aside, header, footer, [role=navigation], [role=complementary]"
_NAVIGATION = (
    "#sidebar", "#secondary", "#nav", "#navigation", "#menu", "#blogroll", "#footer", "#header",
    "#site-navigation",
    "#links", "#linkcat-", "#right", "#left", "#rightcolumn", "#leftcolumn", "#masthead", "#colophon",
    "#beta", "#gamma", "#side", "#navbar", "#sidenav", "#l_sidebar", "#r_sidebar", "#alpha-inner-nav",
    ".sidebar", ".widget", ".widget-area", ".blogroll", ".nav", ".navigation", ".navbar", ".menu", ".side",
    ".footer", ".header", ".site-footer", ".site-header", ".breadcrumb", ".breadcrumbs", ".pagination",
    ".module-list", ".sidetitle", ".post-navigation", ".nav-links", ".nav-previous", ".nav-next",
    ".tagcloud", ".related", ".related-posts", ".relatedposts", ".jp-relatedposts", ".yarpp-related",
    ".recentcomments", ".wp-block-latest-comments", ".wp-block-latest-posts", ".wp-block-navigation",
    ".navi", ".linkmodule", ".plugin_side", ".plugin_right", ".plugin_left", ".archive-list", ".calendar",
    ".module", ".prevnext", ".pager", ".mainnav", ".adjacent", ".share-box", ".sharedaddy", ".site-title",
)  # fmt: skip
_COMMENTS = (
    "#comments", "#commentlist", "#respond", "#trackbacks", "#trackback", "#pings", "#pingbacks",
    "#responses",
    "#comment-list", "#comments-list", "#webmentions", "#mentions", "#disqus_thread", "#reactions",
    "#comment",
    "#comments-", "#cmt", "#tb", "#comment-", "#ping-", "#trackback-", "#comments-block", "#commentform",
    ".comments", ".commentlist", ".comment-list", ".comments-area", ".comment", ".comments-body",
    ".comments-post", ".pinglist", ".ping-list", ".trackbacklist", ".trackbacks", ".trackback", ".pingback",
    ".pingbacks", ".pings", ".ping", ".webmentions", ".wp-block-comments", ".comments-content",
    ".trackbacks-content", ".comment-content", ".comment-body", ".u-comment", ".h-cite", ".responses",
    ".trackback-content", ".comment-respond", ".comment-form", ".commententry", ".backlinks", ".reactions",
)  # fmt: skip
_ARTICLES = (".hentry", ".h-entry", ".type-post", ".post", ".entry")
_PAGE_MARKS = frozenset({"html", "body", "main", "article"})
_SCHEME = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]*:", re.I)


class Anchor(NamedTuple):
    """A link with the element that it was read from."""

    node: LexborNode
    link: Link


def read_anchors(document: Document) -> list[Anchor]:
    """Every `a[href]` that leads to http or https, in document order."""
    found = document.css("a[href]")
    regions = _regions(document, found)
    room = 4 * len(document.text) + 1000
    anchors: list[Anchor] = []
    for node, region in zip(found, regions, strict=True):
        attributes = node.attributes
        target = _target(document, attributes.get("href") or "")
        if target is None:
            continue
        # Nested anchors repeat each other's text: what is read stays in proportion to the page.
        text = node.text() if room > 0 else ""
        room -= len(text)
        rel = tuple((attributes.get("rel") or "").lower().split())
        anchors.append(Anchor(node, Link(url=target, text=_short(text), rel=rel, region=region)))
    return anchors


def _target(document: Document, href: str) -> str | None:
    if href.startswith("http") or not _SCHEME.match(href):
        return document.absolute(href)
    return None


def _short(text: str) -> str:
    return fold(text[: 20 * _LONGEST_TEXT])[:_LONGEST_TEXT]


def _regions(document: Document, nodes: list[LexborNode]) -> list[Region]:
    """The region of each element of a list in document order: that of the innermost part that holds it."""
    parts = _parts(document)
    if not parts or not nodes:
        return [Region.CONTENT] * len(nodes)
    found: list[Region] = []
    stack: list[tuple[int, Region]] = []
    next_part = 0
    for node in nodes:
        place = document.order(node)
        while next_part < len(parts) and parts[next_part][0] <= place:
            begin, end, region = parts[next_part]
            stack = [open_ for open_ in stack if open_[0] > begin]
            stack.append((end, region))
            next_part += 1
        while stack and stack[-1][0] <= place:
            stack.pop()
        found.append(stack[-1][1] if stack else Region.CONTENT)
    return found


def _parts(document: Document) -> list[tuple[int, int, Region]]:
    """Begin, end (exclusive) and region of each part of the page that is more than content, by begin.

    Only the outermost are kept: what stands in a listing is a listing, what stands in a side bar is
    navigation. A header or footer of an article is content.
    """
    marked = {n.mem_id: (n, Region.NAVIGATION) for n in document.marked(*_NAVIGATION)}
    marked |= {n.mem_id: (n, Region.NAVIGATION) for n in document.css(_NAVIGATION_TAGS)}
    marked |= {n.mem_id: (n, Region.COMMENTS) for n in document.marked(*_COMMENTS)}
    if not marked:
        return []
    articles = {n.mem_id: n for n in [*document.marked(*_ARTICLES), *document.css("article, main")]}
    starts = sorted(
        [(document.order(n), n, region) for n, region in marked.values() if n.tag not in _PAGE_MARKS],
        key=lambda start: start[0],
    )
    return list(_outermost(document, starts, articles))


def _outermost(
    document: Document, starts: list[tuple[int, LexborNode, Region]], articles: dict[int, LexborNode]
) -> Iterator[tuple[int, int, Region]]:
    reached = -1
    first_article = min(map(document.order, articles.values()), default=-1)
    for begin, node, region in starts:
        if begin < reached or (node.tag in ("header", "footer") and _within(node, articles.keys())):
            continue
        end = _end(document, node)
        # What wraps the page's first article is a frame, whatever it is called.
        if region is Region.NAVIGATION and begin <= first_article < end:
            continue
        reached = end
        yield begin, end, region


def _within(node: LexborNode, holders: Set[int]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in holders:
            return True
        parent = parent.parent
    return False


def _end(document: Document, node: LexborNode) -> int:
    """Number of the first element behind this one's last descendant."""
    here: LexborNode | None = node
    while here is not None:
        following = here.next
        while following is not None and not following.is_element_node:
            following = following.next
        if following is not None:
            return document.order(following)
        here = here.parent
    return 1 << 60


def in_region(node: LexborNode) -> Region:
    """The region of one element, by its own and its ancestors' names; for the few that are asked one by
    one."""
    here: LexborNode | None = node
    while here is not None and here.tag not in ("body", "html"):
        marks = {f".{name}" for name in classes(here)}
        if here.id:
            marks.add("#" + here.id.lower().rstrip("0123456789"))
        if not marks.isdisjoint(_COMMENTS):
            return Region.COMMENTS
        if not marks.isdisjoint(_NAVIGATION) or here.tag in ("nav", "aside"):
            return Region.NAVIGATION
        if here.tag == "article" or not marks.isdisjoint(_ARTICLES):
            return Region.CONTENT
        here = here.parent
    return Region.CONTENT
