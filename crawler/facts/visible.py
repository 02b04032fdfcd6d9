"""A post's facts as a reader sees them: headings, date lines and by-lines of pages that mark up nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice, pairwise
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.comments.nodes import has_between
from crawler.facts.about_entry import date_about_entry
from crawler.facts.author_places import author_box, author_link
from crawler.facts.bylines import author_of, author_posting, comments_begin, read_lines
from crawler.facts.head import Head
from crawler.facts.shown_dates import (
    in_order_of,
    is_date,
    modified_date,
    posting_text,
    published_date,
)
from crawler.facts.titles import JOINTS, beside_kicker, goes_on, names_blog, without_site, words_of
from crawler.facts.topics import files_post, is_tag, read_topics
from crawler.markup.document import Document, attribute, classes, fold
from crawler.markup.links import Anchor, in_region
from crawler.markup.mark_names import MarkNames
from crawler.records import Link, Region
from crawler.words.labels import read_heading

_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLE_NAME = re.compile(
    r"\.(?:e|(?:blog)?entry|post|articles?|item|(?:web)?log|story|news|content|diary|read)?[-_]?title(?:style|name|\d)?|"
    r"\.(?:subject|headline|content-?heading|itemsubjectboldfont)"
)
# What heads a listing below the post, and is no post's title unless the page's own title says so.
_LISTING = re.compile(
    r"\W*(?:(?:\d+|no|keine|aucun|sin|nessun|geen|sem)\s*)?(?:reader |user )?"
    r"(?:comments?|responses?|replies|kommentare?|commentaires?|comentarios|"
    r"commenti|reacties|コメント|迴響|評論|评论|댓글|комментарии|post a comment|"
    r"leave a (?:reply|comment))\W*\d*\W*",
    re.I,
)
_OF_COMMENT = re.compile(r"(?:\A|[-_])(?:comment|reply|trackback|pingback)[-_](?:title|subject|head)")
_WORD = re.compile(r"\W+")
# What parts the steps of a way: "Home > Notes > TITLE".
_STEPS = frozenset(">»›→/\\")
_STEPS_OF_LIST = _STEPS | {"|"}  # as the items of a list are joined here
_BESIDE = (
    ".author", ".byline", ".storyauthor", ".post-author", ".entry-author", ".date", ".timestamp", ".category",
)  # fmt: skip
_SLOGANS = (".site-description", "#site-description", "#blog-description", ".tagline", "#tagline")
_CALLED = re.compile("title|subject|headline")
# What is there for those alone who have the page read to them: "You are here" of Drupal.
_UNSEEN = frozenset(
    {"element-invisible", "visually-hidden", "screen-reader-text", "sr-only", "assistive-text"}
)
_PARTED = re.compile(r"\s+[|:»«·•—–>~-]\s+|\s*[：｜]\s*")
_MOST_HEADINGS = 120
_MOST_LINKS = 4
_LONGEST_TOPIC = 40


class Visible:
    """The fields that a page shows. Author and date are read when they are asked for: a page whose markup
    states them is spared the search."""

    def __init__(
        self,
        title: str,
        topics: list[Link],
        author: Callable[[], str],
        published: Callable[[], str],
        modified: Callable[[], str],
    ) -> None:
        tags = [link.text for link in topics]
        categories = [link.text for link in topics if not is_tag(link)]
        self._fields: dict[str, Any] = {"title": title, "tags": tags, "categories": categories}
        self._later = {"author": author, "published": published, "modified": modified}

    def get(self, name: str, default: Any = None) -> Any:
        """A field; the default where the page does not show it."""
        if (read := self._later.pop(name, None)) is not None:
            self._fields[name] = read()
        return self._fields.get(name) or default


def read_visible(
    document: Document, head: Head, anchors: list[Anchor], site_title: str, known_title: str, begin: int = -1
) -> Visible:
    """The fields that the page shows. `known_title` is the title, where the page's markup has given it
    already: then it only serves to find the place. What stands from the element `begin` on, that of the first
    linkback, says nothing of the post."""
    headings = _headings(document)
    above = [each for each in headings if begin < 0 or document.span(each[0])[1] <= begin]
    title_node, title = _title(document, above or headings, head, site_title, known_title)
    end = comments_begin(document, title_node)
    lines = list(read_lines(document, title_node, end))
    if begin >= 0 and (title_node is None or document.order(title_node) < begin):
        lines = [line for line in lines if document.end(document.order(line[0])) <= begin]
        headings = [each for each in headings if document.order(each[0]) < begin]

    def published() -> str:
        date = published_date(document, headings, lines, end, title or known_title)
        return in_order_of(document.url, date or date_about_entry(document, title or known_title))

    topics = read_topics(document, anchors, lines, begin)
    return Visible(
        title,
        topics,
        author=lambda: (
            author_of(document, _without_way(lines, title or known_title), [link.text for link in topics])
            or author_link(document, anchors, begin)
            or author_box(document, title_node, end)
            or author_posting(posting_text(document, end), title or known_title, published)
        ),
        published=published,
        modified=lambda: modified_date(lines),
    )


def _without_way(lines: list[tuple[LexborNode, str]], title: str) -> list[tuple[LexborNode, str]]:
    """The lines without the way from the home page to the post, which its title ends: no author is in it."""
    way = [_leads_to(node, text, title) for node, text in lines]
    return [line for line, leads in zip(lines, way, strict=True) if not leads] if any(way) else lines


def _leads_to(node: LexborNode, text: str, title: str) -> bool:
    steps = _STEPS_OF_LIST if node.tag in ("ul", "ol") else _STEPS
    return text.endswith(title) and text.removesuffix(title).rstrip()[-1:] in steps


# Names of a post's title.
_TITLE_NAMES = MarkNames(_TITLE_NAME.fullmatch)
# Names of any title: what is called so is the post's where it says just what the page's own title does.
_OTHER_TITLES = MarkNames(
    re.compile(
        r"\.(?:[a-z][a-z_-]*[_-]?(?:title|subject|headline)|(?:panel|card)-heading|(?:[a-z]+[_-])?(?:titolo|titre|titel|titulo))\Z"
    ).match
)


def _headings(document: Document) -> list[tuple[LexborNode, str]]:
    numbers = document.tags(*_HEADINGS)[:_MOST_HEADINGS]
    if named := document.numbers(*_TITLE_NAMES.on(document))[:_MOST_HEADINGS]:
        alone = (n for n in named if not has_between(numbers, n + 1, document.end(n)))
        numbers = sorted({*numbers, *alone})
    if slogans := document.numbers(*_SLOGANS):
        numbers = [number for number in numbers if number not in slogans]
    nodes = map(document.elements.__getitem__, numbers)
    found = ((node, words_of(document, node)) for node in nodes)
    if document.numbers(*_BESIDE):
        found = ((node, _without_rest(document, node, text)) for node, text in found)
    return [(node, text) for node, text in found if 0 < len(text) <= 300 and not files_post(document, node)]


def _without_rest(document: Document, heading: LexborNode, text: str) -> str:
    """What stands before the author, the date or the category in a heading that holds it."""
    for number in document.marked_within(heading, *_BESIDE)[:1]:
        name = fold(document.elements[number].text()[:200])
        return (text.partition(name)[0].rstrip(JOINTS) if name else "") or text
    return text


def _title(
    document: Document, headings: list[tuple[LexborNode, str]], head: Head, site_title: str, known: str
) -> tuple[LexborNode | None, str]:
    """The heading that is the post's title, and its text; nothing where no heading is."""
    named = _key(known) or f" {_key(head.title)} | {_key(head.first('og:title'))} "
    site = _key(site_title)
    inside = [
        (node, text) for node, text in headings
        if (key := _key(text)) and key in named and key != site and _may_be_title(document, node)
    ]  # fmt: skip
    if inside:
        whole = {part.strip() for part in named.split("|")}
        node, text = max(inside, key=lambda each: _rank(each[1], named, whole))
        return node, _without_topic(document, node, text)
    if known:
        return _saying(document, known), ""
    for node, text in headings:
        if (own := beside_kicker(text, head, site_title)) and _may_be_title(document, node):
            return node, own
    rest = without_site(head.title, site_title)
    if (said := _saying_rest(document, headings, head.title, rest, site_title)) is not None:
        return said
    first, text = _unnamed(document, headings, site)
    if first is None and (said := _saying_part(document, head.title, site_title)) is not None:
        return said
    # "■[weather]First storm" in a page that calls itself "First storm - Cloud diary"; "First storm - no. 5".
    if rest != head.title and (text.endswith(rest) or goes_on(text, rest)):
        return first, rest
    return first, _without_topic(document, first, text) if first is not None else text


def _saying_rest(
    document: Document, headings: list[tuple[LexborNode, str]], title: str, rest: str, site_title: str
) -> tuple[LexborNode, str] | None:
    """What says just the page's title without the blog's name (`rest`), and that; None where nothing does.
    Where no heading of the content does, one of the page's header may."""
    # FC2 joins the blog's name and the title by a space.
    bare = title.removeprefix(f"{site_title} ") if site_title and rest == title else rest
    if bare == title:
        return None
    saying = (node for node, text in headings if text == bare and not names_blog(document, node))
    said = next(saying, None) or _saying(document, bare)
    return (said, bare) if said is not None else None


def _saying_part(document: Document, title: str, site_title: str) -> tuple[LexborNode, str] | None:
    """What says the page's title or a part of it, and that: for exblog, and pages made by hand, where nothing
    else says which part is the blog's name."""
    parted = _PARTED.split(title)
    for part in dict.fromkeys((title, parted[0], parted[-1], title.partition(": ")[2])):
        if part and part != site_title and (said := _saying(document, part)) is not None:
            return said, part
    return None


def _rank(text: str, named: str, whole: set[str]) -> tuple[bool, bool, bool, int]:
    """How well a heading fits that the page's own titles hold: what is all of one goes before what is longer.
    "Trackbacks" heads a part of a page whose title names it too."""
    return not _heads_listing(text), _key(text) in whole, _at_end(text, named), len(text)


def _saying(document: Document, title: str) -> LexborNode | None:
    """The first bold words, cell, or element called a title that say just the page's title, where no heading
    does."""
    named = document.numbers(*names) if (names := _OTHER_TITLES.on(document)) else ()
    numbers = document.tags("b", "strong", "td", "th")[:_MOST_HEADINGS]
    for number in sorted({*numbers, *named[:_MOST_HEADINGS]}) if named else numbers:
        node = document.elements[number]
        if document.end(number) - number <= _MOST_LINKS and fold(node.text()[:300]) == title:
            return node if in_region(document, node) is Region.CONTENT else None
    return None


def _without_topic(document: Document, node: LexborNode, text: str) -> str:
    """A heading's text without a topic that stands in brackets before or behind the title as a link."""
    for number in islice(document.linked_within(node), _MOST_LINKS):
        topic = f"[{fold(document.elements[number].text()[:_LONGEST_TOPIC])}]"
        if len(topic) > 2 and (text.startswith(topic) or text.endswith(topic)):
            text = text.removeprefix(topic).removesuffix(topic).strip() or text
    return text


def _at_end(text: str, named: str) -> bool:
    """Whether a heading's words begin or end one of the page's own titles: "WIKI : BLOG : TITLE"."""
    key = _key(text)
    return any(whole.strip().startswith(key) or whole.strip().endswith(key) for whole in named.split("|"))


def _unnamed(
    document: Document, headings: list[tuple[LexborNode, str]], site: str
) -> tuple[LexborNode | None, str]:
    """The title where the page's own title does not hold it: the heading that follows a date, or the first
    that links to the post, or that is called a title, or the first at all."""
    usable = [
        (n, t) for n, t in headings
        if _key(t) != site and not _heads_listing(t) and _may_be_title(document, n)
        and _UNSEEN.isdisjoint(classes(n))
    ]  # fmt: skip
    ranks: list[list[tuple[LexborNode, str]]] = [
        [b for a, b in pairwise(headings) if is_date(a[1]) and not is_date(b[1]) and b in usable],
        [(n, t) for n, t in usable if _holds_bookmark(document, n)],
        [(n, t) for n, t in usable if _CALLED.search(attribute(n, "class").lower()) and not is_date(t)],
        [(n, t) for n, t in usable if n.tag in ("h1", "h2", "h3") and not is_date(t)],
    ]
    return next((rank[0] for rank in ranks if rank), (None, ""))


def _holds_bookmark(document: Document, node: LexborNode) -> bool:
    links = (document.attributes[number] for number in document.within(node, "a"))
    return any("bookmark" in (held.get("rel") or "").split() for held in links)


def _heads_listing(text: str) -> bool:
    return _LISTING.fullmatch(text) is not None or read_heading(text) is not None


def _key(text: str) -> str:
    return _WORD.sub(" ", text.lower()).strip()


def _may_be_title(document: Document, node: LexborNode) -> bool:
    """Whether the heading stands in the content and does not lead to the blog's home page."""
    if any(map(_OF_COMMENT.search, classes(node))):
        return False
    return not names_blog(document, node) and in_region(document, node) is Region.CONTENT
