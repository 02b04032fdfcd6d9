""".Text, Community Server 1-2 and Subtext: pings among the comments, whose author's link has the title
"TrackBack" or "PingBack"; often it leads through the software's own `Redirect.aspx?U=ADDRESS`. Those without
a text have "Pingback/TrackBack" instead; cnblogs ends the text "NAME引用了该文章,地址:ADDRESS"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin
from crawler.lists.entry_parts import leads_away, text_without, written_date
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, ancestors, attribute, classes, text_of
from crawler.markup.kin import element_before
from crawler.records import Kind, Linkback
from crawler.words.dated import parted_date

MARKS: tuple[str, ...] = (
    'title="trackback"', 'title="pingback"', "title='trackback'", "title='pingback'", "title=trackback",
    "title=pingback", "pingback/trackback", "引用了该文章",
)  # fmt: skip

_KINDS = {"trackback": Kind.TRACKBACK, "pingback": Kind.PINGBACK}
_REDIRECT = re.compile(r"/redirect\.aspx\?u=(?P<address>https?(?:://|%3a%2f%2f)[^&#]+)", re.I)
_COMMENTS = frozenset({"comment", "commentitem", "feedbackitem", "singlecomment", "comment-item"})
_NO_NAME = re.compile(r"anonymous|track-?back|ping-?back", re.I)
_HEADINGS = "h2, h3, h4, h5, h6"
_HIGHEST = 5
_STOCK = "pingback/trackback"
_TITLES = frozenset({"dt", "h2", "h3", "h4", "h5", "h6"})
_FEW = 3
_MOST_PARTS = 12
_QUOTED_AT = "引用了该文章"
_SAYS_WHERE = re.compile(r"引用了该文章\s*[,，]\s*地址\s*[:：]\s*\Z")
_CALLED = re.compile(r"\s*\[track ?back\].*", re.I | re.S)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The comments whose author's link is called so and leads to another site."""
    attributes = document.attributes
    for number in document.tags("a"):
        kind = _KINDS.get((attributes[number].get("title") or "").strip().lower())
        link = document.elements[number]
        block = _comment(link) if kind is not None else None
        if kind is None or block is None:
            continue
        source = _source(document, link)
        if source is not None and urls.is_same_blog(source, url):
            continue
        if not in_margin(document, block):
            yield _linkback(document, block, link, kind, source)
    if document.has(_STOCK):
        yield from _without_text(document, url)
    if document.has(_QUOTED_AT):
        yield from _saying_where(document, url)


def _without_text(document: Document, url: str) -> Iterator[Linkback]:
    """Comments whose whole text is the software's own words."""
    for node in document.tagged("dd", "div", "p", "td", "span"):
        number, end = document.span(node)
        if end - number > _FEW or text_of(node).lower() != _STOCK or in_margin(document, node):
            continue
        parts = _around(node)
        links = (link for part in parts for link in part.css("a[href]") if text_of(link))
        link = next((each for each in links if _leads_off(document, each, url)), None)
        if link is not None:
            yield _titled(document, parts, link)


def _saying_where(document: Document, url: str) -> Iterator[Linkback]:
    """Comments whose text ends with who quotes the post, and where; above it stand title, date and name."""
    for link in map(document.elements.__getitem__, document.tags("a")):
        before, block = link.prev, link.parent
        text = (before.text_content or "") if before is not None and before.is_text_node else ""
        source = _source(document, link) if _SAYS_WHERE.search(text) else None
        head = element_before(block) if block is not None and source is not None else None
        if block is None or head is None or source is None or urls.identity(source) == urls.identity(url):
            continue
        said, name = text_of(head), next((text_of(a) for a in reversed(head.css("a"))), "")
        words = text_without(block, link).rpartition(_QUOTED_AT)[0]
        yield Linkback(
            kind=Kind.TRACKBACK,
            source=source,
            title=_CALLED.sub("", said).lstrip("# ") or None if _CALLED.search(said) else None,
            site=name or None,
            excerpt=words.removesuffix(name).strip() or None,
            published=written_date(document, said),
            position=document.order(head),
        )


def _leads_off(document: Document, link: LexborNode, url: str) -> bool:
    source = _source(document, link)
    return source is not None and not urls.is_same_blog(source, url)


def _titled(document: Document, parts: list[LexborNode], link: LexborNode) -> Linkback:
    """A ping that has a title, who left it, and when."""
    title = next((text_of(part) for part in parts if part.tag in _TITLES), "").lstrip("# ")
    dates = (written_date(document, text_of(part)) for part in parts if part.tag not in _TITLES)
    return Linkback(
        kind=Kind.UNKNOWN,
        source=_source(document, link),
        title=title or text_of(link),
        site=text_of(link) if title else None,
        published=next(filter(None, dates), None),
        position=document.order(parts[0]),
    )


def _around(text: LexborNode) -> list[LexborNode]:
    """The elements of the comment that a text ends: of a definition list the term and what describes it, else
    those that stand beside the text."""
    if text.tag != "dd":
        beside = list(islice(text.parent.iter(), _MOST_PARTS + 1)) if text.parent is not None else []
        return beside if len(beside) <= _MOST_PARTS else [text]
    found, each = [text], text.prev
    while each is not None and found[-1].tag != "dt" and len(found) < _MOST_PARTS:
        if each.is_element_node:
            found.append(each)
        each = each.prev
    return found[::-1]


def _comment(link: LexborNode) -> LexborNode | None:
    return next((node for node in islice(ancestors(link), _HIGHEST) if classes(node) & _COMMENTS), None)


def _source(document: Document, link: LexborNode) -> str | None:
    """Where the link leads, past the software's own redirect; None where it leads nowhere."""
    if not leads_away(link):
        return None
    href = attribute(link, "href")
    match = _REDIRECT.search(href)
    return document.absolute(unquote(match["address"]) if match is not None else href)


def _linkback(
    document: Document, block: LexborNode, link: LexborNode, kind: Kind, source: str | None
) -> Linkback:
    heading, foot = block.css_first(_HEADINGS), link.parent
    head = text_without(heading, *heading.css("a")) if heading is not None else ""
    title, published = parted_date(head, language_of(document))
    name = text_of(link)
    if foot is not None and foot.tag == "cite" and foot.parent is not None:
        foot = foot.parent  # "DATE | NAME" in the skins that cite the name
    within = foot is not None and foot.mem_id == block.mem_id
    return Linkback(
        kind=kind,
        source=source,
        title=title.rstrip(" @") or None,
        site=None if not name or _NO_NAME.fullmatch(name) else name,
        excerpt=(text_without(block, heading, link) if within else text_without(block, heading, foot))
        or None,
        published=published or (written_date(document, text_of(foot)) if foot is not None else None),
        position=document.order(block),
    )
