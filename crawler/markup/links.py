"""The hyperlinks of a page, and whether each stands in its content, its comments or its navigation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.markup.document import Document, fold, once
from crawler.records import Link, Region

_LONGEST_TEXT, _LONGEST_KEPT = 200, 300
_INDEX = re.compile(r"/(?:index|default|main)\.(?:s?html?|php|aspx?|jsp|cgi)\Z", re.I)
_NAVIGATION_TAGS = ("nav", "aside", "header", "footer")
_NAVIGATION_ROLES = frozenset({"navigation", "complementary"})
# A look-up of a member of an enumeration costs more than one of a name.
_CONTENT, _ALONG = Region.CONTENT, Region.NAVIGATION
_ARROWS = frozenset("«»‹›←→")
# A post's own tags, as some themes call them; elsewhere those of the whole blog.
_CLOUD = ".tagcloud"
# The same of an `aside` or a `nav` within the post: Storefront, b2evolution, and themes like them.
_TOPIC_LINES = frozenset({
    "entry-taxonomy", "entry-tags", "entry-meta", "entry-utility", "post-tags", "post_tags", "post-meta",
    "tags-links", "cat-links", "tags", "taxonomies",
})  # fmt: skip
_NAVIGATION = frozenset((
    "#sidebar", "#secondary", "#nav", "#navigation", "#menu", "#blogroll", "#footer", "#header",
    "#site-navigation",
    "#links", "#linkcat-", "#right", "#left", "#rightcolumn", "#leftcolumn", "#masthead", "#colophon",
    "#left-menu", "#right-menu", "#leftmenu", "#rightmenu", "#side-menu", "#sidemenu", "#side-bar",
    "#left-sidebar", "#right-sidebar", "#sidebar-left", "#sidebar-right", "#sidebar-wrapper",
    "#beta", "#gamma", "#side", "#navbar", "#sidenav", "#l_sidebar", "#r_sidebar", "#alpha-inner-nav",
    ".blog-sidebar", ".sidebar-module", ".sidebar-widget", "#panel-wrapper",
    ".sidebar", ".widget", ".widget-area", ".blogroll", ".nav", ".navigation", ".navbar", ".menu", ".side",
    ".footer", ".header", ".site-footer", ".site-header", ".breadcrumb", ".breadcrumbs", ".pagination",
    ".module-list", ".sidetitle", ".post-navigation", ".nav-links", ".nav-previous", ".nav-next",
    _CLOUD, ".related", ".related-posts", ".relatedposts", ".jp-relatedposts", ".yarpp-related",
    ".recentcomments", ".wp-block-latest-comments", ".wp-block-latest-posts", ".wp-block-navigation",
    ".navi", ".linkmodule", ".plugin_side", ".plugin_right", ".plugin_left", ".archive-list", ".calendar",
    ".module", ".prevnext", ".pager", ".mainnav", ".adjacent", ".share-box", ".sharedaddy", ".site-title",
))  # fmt: skip
_COMMENTS = frozenset((
    "#comments", "#commentlist", "#respond", "#trackbacks", "#trackback", "#pings", "#pingbacks",
    "#responses", "#linkbacks", ".linkbacks",
    "#comment-list", "#comments-list", "#webmentions", "#mentions", "#disqus_thread", "#reactions",
    "#comment",
    "#comments-", "#cmt", "#tb", "#comment-", "#ping-", "#trackback-", "#comments-block", "#commentform",
    ".comments", ".commentlist", ".comment-list", ".comments-area", ".comment", ".comments-body",
    ".comments-post", ".pinglist", ".ping-list", ".trackbacklist", ".trackbacks", ".trackback", ".pingback",
    ".pingbacks", ".pings", ".ping", ".webmentions", ".wp-block-comments", ".comments-content",
    ".trackbacks-content", ".comment-content", ".comment-body", ".u-comment", ".p-comment", ".h-cite",
    ".responses", ".mentions", ".replies",
    ".serendipity_comments", ".serendipity_comment",
    ".trackback-content", ".comment-respond", ".comment-form", ".commententry", ".backlinks", ".reactions",
))  # fmt: skip
# What stands at the head of a page, by the templates of Movable Type, TypePad and Serendipity: its links lead
# about the blog, while its words are the blog's name.
_ABOUT = _NAVIGATION | {"#banner"}
_ONE_COMMENT = frozenset({"comment", "pingback", "trackback", "webmention"})
_ARTICLES = (".hentry", ".h-entry", ".type-post", ".post", ".entry")
# A header of the post that stands before its article, as themes with a large picture have it.
_POST_HEADERS = frozenset({"entry-header", "post-header", "article-header", "single-header", "entry-hero"})
_COMMENT_CLASSES, _NAVIGATION_CLASSES, _ARTICLE_CLASSES = (
    frozenset(mark[1:] for mark in marks if mark[0] == ".") for marks in (_COMMENTS, _NAVIGATION, _ARTICLES)
)
# How microdata call a post, which may be its header alone.
_POST_TYPE = re.compile(r"schema\.org/(?:BlogPosting|(?:News)?Article)\b", re.I)
_TYPED = ("schema.org/blogposting", "schema.org/article", "schema.org/newsarticle")
# Side columns, unless they hold most of what the page says.
_COLUMNS = ("#left", "#right", "#leftcolumn", "#rightcolumn")
# What is called so is a layout with a side bar where it holds most of the page, and a column of the post's
# where it holds its title.
_SIDE_BARS = ("#sidebar", ".sidebar", ".side")
_MOST_SIDE_BARS = 8
# Blogger's widget that holds the post.
_POST_WIDGET = frozenset({"widget", "blog"})
# Of an article they are parts of it, elsewhere of the page.
_OF_ARTICLE = frozenset({"header", "footer", "calendar", _CLOUD[1:]})
_PAGE_MARKS = frozenset({"html", "body", "main", "article"})


class Anchor(NamedTuple):
    """A link with the element that it was read from, and the number of that element in its document."""

    node: LexborNode
    link: Link
    number: int


def read_anchors(document: Document) -> list[Anchor]:
    """Every `a[href]` that leads to http or https, in document order."""
    elements, attributes, base = document.elements, document.attributes, document.base
    numbers = [number for number in document.tags("a") if "href" in attributes[number]]
    regions = _regions(document, numbers)
    room = 4 * len(document.text) + 1000
    anchors: list[Anchor] = []
    for number, region in zip(numbers, regions, strict=True):
        held = attributes[number]
        target = urls.absolute(held["href"] or "", base)
        if target is None:
            continue
        node = elements[number]
        # Nested anchors repeat each other's text: what is read stays in proportion to the page.
        text = node.text() if room > 0 else ""
        room -= len(text)
        read = _read_again if len(text) <= _LONGEST_TEXT and len(target) <= _LONGEST_KEPT else _read
        link = read(target, text, held["rel"] or "" if "rel" in held else "", region)
        anchors.append(_anchor(Anchor, (node, link, number)))
    return anchors


def _read(target: str, text: str, rel: str, region: Region) -> Link:
    """A link by its address, by text and `rel` as they stand in the page, and by where it stands."""
    relations = tuple(rel.lower().split()) if rel else ()
    text = " ".join(text.split()) if len(text) <= _LONGEST_TEXT else _short(text)
    if region is _CONTENT and _leads_along(text, relations):
        region = _ALONG
    return _link(target, text, relations, region)


# The pages of a blog repeat the links of its template.
_read_again = lru_cache(maxsize=4096)(_read)


# What the constructor of a named tuple does, without a function of Python in between.
_anchor = tuple.__new__


def in_comments(link: Link) -> Link:
    """The same link as one that stands in the comments."""
    return _link(link.url, link.text, link.rel, Region.COMMENTS)


def _link(url: str, text: str, rel: tuple[str, ...], region: Region) -> Link:
    """The record, filled by its slots: a frozen record's own constructor takes four times as long, and a page
    has many links."""
    link = Link.__new__(Link)
    _set_url(link, url)
    _set_text(link, text)
    _set_rel(link, rel)
    _set_region(link, region)
    return link


_set_url, _set_text, _set_rel, _set_region = (
    Link.__dict__[name].__set__ for name in ("url", "text", "rel", "region")
)


def _leads_along(text: str, rel: tuple[str, ...]) -> bool:
    """Whether a link goes to the post before or after, and so cites nothing: "« Title", rel=prev."""
    return text[:1] in _ARROWS or text[-1:] in _ARROWS or "prev" in rel or "next" in rel


def _short(text: str) -> str:
    return fold(text[: 20 * _LONGEST_TEXT])[:_LONGEST_TEXT]


def _regions(document: Document, numbers: list[int]) -> list[Region]:
    """The region of each of some elements, by ascending number: that of the innermost part that holds it."""
    found = [Region.CONTENT] * len(numbers)
    # The parts do not overlap: only the outermost are kept.
    for begin, end, region in _parts(document):
        first, last = bisect_left(numbers, begin), bisect_left(numbers, end)
        found[first:last] = [region] * (last - first)
    return found


def _parts(document: Document) -> list[tuple[int, int, Region]]:
    """Begin, end (exclusive) and region of each part of the page that is more than content, by begin.

    Only the outermost are kept: what stands in a listing is a listing, what stands in a side bar is
    navigation. A header or footer of an article is content.
    """
    marks = document.marks
    marked = dict.fromkeys(document.tags(*_NAVIGATION_TAGS), Region.NAVIGATION)
    if document.has("role"):
        attributes = document.attributes
        roles = [number for number, held in enumerate(attributes) if "role" in held]
        marked |= {number: _ALONG for number in roles if attributes[number]["role"] in _NAVIGATION_ROLES}
    marked |= dict.fromkeys(document.numbers(*(marks.keys() & _ABOUT)), Region.NAVIGATION)
    marked |= dict.fromkeys(document.numbers(*(marks.keys() & _COMMENTS)), Region.COMMENTS)
    marked |= {number: _ALONG for number in document.tags("h1") if _names_blog(document, number)}
    if not marked:
        return []
    articles = sorted({*document.numbers(*_ARTICLES), *document.tags("article", "main")})
    frames = {number for tag in _PAGE_MARKS for number in document.tags(tag)}
    frames |= _main_columns(document)
    starts = sorted((number, region) for number, region in marked.items() if number not in frames)
    return list(_outermost(document, starts, articles))


def _names_blog(document: Document, number: int) -> bool:
    """Whether a heading is the blog's name, which leads to its home page from each of its posts."""
    inside = number + 1
    if inside >= len(document.names) or document.names[inside] != "a":
        return False
    href = document.attributes[inside].get("href")
    return bool(href) and inside < document.end(number) and leads_home(document, href or "")


def _outermost(
    document: Document, starts: list[tuple[int, Region]], articles: list[int]
) -> Iterator[tuple[int, int, Region]]:
    reached = -1
    first_article = articles[0] if articles else -1
    framing = {*document.tags("header", "footer"), *document.numbers(".footer", ".header")}
    clouds = {
        *document.numbers(_CLOUD),
        *(n for n in document.tags("nav", "aside") if _is_topics(document, n)),
    }
    framing_posts = {n for n in framing if not _POST_HEADERS.isdisjoint(document.classes[n])}
    if document.has(*_TYPED):
        framing_posts.update(n for n in framing if _is_typed(document, n))
    holders = {document.elements[number].mem_id for number in articles} if framing or clouds else set()
    posts = (
        {document.elements[n].mem_id for n in articles if document.names[n] != "main"} if clouds else set()
    )
    for begin, region in starts:
        if begin < reached or begin in framing_posts or document.classes[begin] >= _POST_WIDGET:
            continue
        if begin in framing and _within(document.elements[begin], holders):
            continue
        if begin in clouds and _within(document.elements[begin], posts):
            continue
        end = document.end(begin)
        # What wraps the page's first article is a frame, whatever it is called.
        if region is Region.NAVIGATION and begin <= first_article < end:
            continue
        reached = end
        yield begin, end, region


def _is_typed(document: Document, number: int) -> bool:
    """Whether microdata call an element a post."""
    return _POST_TYPE.search(document.attributes[number].get("itemtype") or "") is not None


@once
def _main_columns(document: Document) -> frozenset[int]:
    """What a template calls by its side though it holds the page's text: the columns with most of it, and the
    one that holds the title of the post around it."""
    bars = document.numbers(*_SIDE_BARS)[:_MOST_SIDE_BARS]
    most = len(document.names) // 2
    large = [n for n in bars if document.end(n) - n > most and _holds_page_title(document, n)]
    columns = [*document.numbers(*_COLUMNS), *large]
    found = {number for number in bars if _holds_title(document, number)}
    body = document.tree.body if columns else None
    if body is not None:
        half = len(body.text()) // 2
        found.update(number for number in columns if len(document.elements[number].text()) > half)
    return frozenset(found)


def _holds_page_title(document: Document, number: int) -> bool:
    """Whether a heading in an element says what the page's own title begins with."""
    titles = document.tagged("title")[:1]
    title = fold(titles[0].text()[:_LONGEST_TEXT]) if titles else ""
    headings = document.within(document.elements[number], "h1", "h2")[:_MOST_SIDE_BARS]
    texts = (fold(document.elements[n].text()[:_LONGEST_TEXT]) for n in headings)
    return any(text and title.startswith(text) for text in texts)


def _holds_title(document: Document, number: int) -> bool:
    """Whether an element within a post holds its title."""
    titles = document.marked_within(document.elements[number], ".entry-title")
    return any(document.names[n] == "h1" for n in titles) and _in_article(document, number)


def _is_topics(document: Document, number: int) -> bool:
    return not _TOPIC_LINES.isdisjoint(document.classes[number])


def _within(node: LexborNode, holders: Set[int]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in holders:
            return True
        parent = parent.parent
    return False


def in_region(document: Document, node: LexborNode) -> Region:
    """The region of one element, by its own and its ancestors' names; for the few that are asked one by
    one."""
    known, order = document.regions, document.order
    passed: list[int] = []
    region = _CONTENT
    here: LexborNode | None = node
    while here is not None and here.is_element_node:
        number = order(here)
        passed.append(number)
        found = known.get(number) or _own_region(document, number)
        if found is not None:
            region = found
            break
        here = here.parent
    for number in passed:
        known[number] = region
    return region


def leads_home(document: Document, href: str) -> bool:
    """Whether a link leads to a folder above the page: the blog's home page, not the page itself."""
    target = document.absolute(href)
    if not target or "?" in target:
        return False
    host, ours, query = urls.split(document.url)
    its_host, its, _ = urls.split(target)
    if host.removeprefix("www.") != its_host.removeprefix("www."):
        return False
    own, path = ours.rstrip("/"), _INDEX.sub("", its.rstrip("/")) + "/"
    return f"{own}/".startswith(path) and (bool(query) or f"{_INDEX.sub('', own)}/" != path)


def _own_region(document: Document, number: int) -> Region | None:
    """The region that an element's tag, classes and id state; None where they state none."""
    tag, classes = document.names[number], document.classes[number]
    if tag in ("body", "html"):
        return _CONTENT
    name = document.attributes[number].get("id")
    mark = "#" + name.lower().rstrip("0123456789") if name else ""
    if mark in _COMMENTS or not _COMMENT_CLASSES.isdisjoint(classes):
        return Region.COMMENTS
    if tag in ("nav", "aside") and _is_topics(document, number) and _in_article(document, number):
        return None
    if tag in ("nav", "aside") or (mark in _NAVIGATION and number not in _main_columns(document)):
        return Region.NAVIGATION
    if (named := _NAVIGATION_CLASSES & classes) and not classes >= _POST_WIDGET:
        if named <= _OF_ARTICLE and _is_typed(document, number):
            return _CONTENT
        own = named <= _OF_ARTICLE and _in_article(document, number)
        return None if own or number in _main_columns(document) else Region.NAVIGATION
    if tag == "article":
        return None if _is_one_comment(document.elements[number].parent) else _CONTENT
    return None if _ARTICLE_CLASSES.isdisjoint(classes) else _CONTENT


def _is_one_comment(node: LexborNode | None) -> bool:
    """Whether an element is one comment: themes have an article without a name right within it."""
    return node is not None and not _ONE_COMMENT.isdisjoint((node.attributes.get("class") or "").split())


def _in_article(document: Document, number: int) -> bool:
    """Whether an element stands in an article, by the tag or class of what is around it."""
    here = document.elements[number].parent
    while here is not None and here.tag != "body" and here.is_element_node:
        around = document.order(here)
        if document.names[around] == "article" or not _ARTICLE_CLASSES.isdisjoint(document.classes[around]):
            return True
        here = here.parent
    return False
