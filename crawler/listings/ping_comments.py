"""Community Server 2-2008, Telligent, an extension of Contao: pings kept as comments whose whole text is
"PingBack from ADDRESS", the address linked or not.

Semantic Linkbacks 1-3 and the Webmention plugin of WordPress, in themes that print their webmentions as any
comment: those whose whole text is "NAME liked this article on HOST", or "This article was mentioned on HOST",
the host linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.lists.entry_parts import signed_by_host, stated_time
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, ancestors, attribute, classes, fold, text_of
from crawler.markup.kin import element_before, next_element
from crawler.mentions.parts import done_in
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date

_PINGS = (
    "pingback from <a", "pingback from http", "trackback from <a", "trackback from http",
    "pingback from: <a", "trackback from: <a", "pingback from: http", "trackback from: http",
)  # fmt: skip
_ACTS = (
    "this article on <a", "this post on <a", "this entry on <a", "this page on <a", "this article via <a",
    "this post via <a", "mentioned on <a",
)  # fmt: skip
MARKS: tuple[str, ...] = (*_PINGS, *_ACTS)

_REACTS = re.compile(
    r"(?:(?P<name>\S.{0,50}?) (?P<act>(?:liked|favou?rited|starred|reposted|shared|boosted|retweeted|"
    r"bookmarked|mentioned|linked to|replied to)) this (?:article|post|entry|page)|"
    r"this (?:article|post|entry|page) was (?P<done>mentioned)) "
    r"(?:on|via) (?P<host>[\w-]+(?:\.[\w-]+)+)\W*",
    re.I,
)
_TAGS = ("p", "div", "span", "td", "dd", "blockquote")
_SAYS = re.compile(
    r"(?P<kind>ping|track)back from:?\s+(?P<address>https?://[^\s<>\"]+?)(?: received)?\.?", re.I
)
_MOST_WITHIN = 8
_LONGEST = 600
_LONGEST_ENTRY = 1000
_LONGEST_DATE = 120
_HIGHEST = 4
_ALL = frozenset({"body", "main", "ul", "ol", "dl", "table", "tbody"})
_ALL_NAMES = frozenset({"comments", "commentlist", "comment-list", "content", "feedback"})


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The innermost elements that say no more than this, outside the text of the post."""
    yield from _pings(document, url) if document.has(*_PINGS) else ()
    yield from _reactions(document, url) if document.has(*_ACTS) else ()


def _pings(document: Document, url: str) -> Iterator[Linkback]:
    behind = -1
    for node in reversed(document.tagged(*_TAGS)):
        number, end = document.span(node)
        # What holds more says more, and its text is not read for each element that holds it.
        if end - number > _MOST_WITHIN or 0 <= behind < end:
            continue
        text = fold(node.text())
        match = _SAYS.fullmatch(text) if len(text) < _LONGEST else None
        if match is None:
            continue
        behind = number
        if in_margin(document, node) or _is_of_post(document, node) or _goes_on(node):
            continue
        if (row := _linkback(document, node, match, url)) is not None:
            yield row


def _reactions(document: Document, url: str) -> Iterator[Linkback]:
    """The comments that say no more than what was done to the post on the host that they link."""
    for link in document.tagged("a"):
        body = link.parent
        if body is None or body.tag not in _TAGS or signed_by_host([link]) is None:
            continue
        text = fold(body.text())
        said = _REACTS.fullmatch(text) if len(text) < _LONGEST else None
        source = document.absolute(attribute(link, "href"))
        if said is None or source is None or urls.is_same_blog(source, url):
            continue
        if in_margin(document, body) or not _is_of_comment(body) or _goes_on(body):
            continue
        act = done_in(said["act"] or said["done"])
        yield Linkback(
            kind=Kind.WEBMENTION,
            subtype="mention" if act is None else act,
            source=source,
            site=said["host"],
            author=said["name"],
            published=_stated(document, body),
            position=document.order(body),
        )


def _is_of_comment(node: LexborNode) -> bool:
    """Whether something close around a text is called a comment."""
    near = islice((node, *ancestors(node)), _HIGHEST)
    return any("comment" in f"{attribute(each, 'class')} {attribute(each, 'id')}".lower() for each in near)


def _stated(document: Document, node: LexborNode) -> str | None:
    """The date of the comment that a text is all of: the first `time` near it, or a short text beside it."""
    for each in islice(ancestors(node), _HIGHEST):
        if each.tag in _ALL or not _ALL_NAMES.isdisjoint((*classes(each), attribute(each, "id").lower())):
            return None
        if found := stated_time(each) or _date(document, each, text_of(node)):
            return found
    return None


def _is_of_post(document: Document, node: LexborNode) -> bool:
    return in_text(node) and "comment" not in " ".join(
        f"{attribute(each, 'class')} {attribute(each, 'id')}".lower()
        for each in islice(ancestors(node), _HIGHEST + 2)
    )


def _goes_on(node: LexborNode) -> bool:
    """Whether a further paragraph follows: the comment, or the record, says more."""
    behind = next_element(node)
    return behind is not None and behind.tag == node.tag == "p" and text_of(behind) != ""


def _linkback(document: Document, node: LexborNode, match: re.Match[str], url: str) -> Linkback | None:
    link = node.css_first("a")
    source = document.absolute(attribute(link, "href") if link is not None else match["address"])
    if source is None or urls.is_same_blog(source, url):
        return None
    around = list(_around(document, node))
    # Where the date ends or begins the comment, its place is the comment's.
    dated = next(((each, date) for each in around if (date := _date(document, each, match[0]))), None)
    return Linkback(
        kind=Kind.PINGBACK if match["kind"].lower() == "ping" else Kind.TRACKBACK,
        source=source,
        title=next(filter(None, (_title(document, each, source) for each in around)), None),
        published=dated[1] if dated is not None else None,
        position=document.order(dated[0] if dated is not None else node),
    )


def _around(document: Document, node: LexborNode) -> Iterator[LexborNode]:
    """The elements of the comment that the words stand in: those before, behind and around them, the nearest
    first, up to what holds all comments."""
    for each in islice((node, *islice(ancestors(node), _HIGHEST)), _HIGHEST):
        if each.tag in _ALL or not _ALL_NAMES.isdisjoint((*classes(each), attribute(each, "id").lower())):
            return
        text = each.text()
        if len(text) > _LONGEST_ENTRY or len(_SAYS.findall(fold(text))) > 1:
            return
        yield from filter(None, (each, element_before(each), next_element(each)))


def _title(document: Document, node: LexborNode, source: str) -> str | None:
    """The words of a link to the citing page that are not its address."""
    for link in node.css("a[href]")[:8]:
        text = text_of(link)
        if text and not text.startswith("http") and document.absolute(attribute(link, "href")) == source:
            return text
    return None


def _date(document: Document, node: LexborNode, said: str) -> str | None:
    text = fold(node.text(separator=" ")).replace(said, " ")
    return read_date(text, language_of(document)) if len(text) <= _LONGEST_DATE else None
