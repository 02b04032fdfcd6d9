"""Community Server 2-2008, Telligent, an extension of Contao: pings kept as comments whose whole text is
"PingBack from ADDRESS", the address linked or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, ancestors, attribute, classes, fold, text_of
from crawler.markup.kin import element_before, next_element
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date

MARKS: tuple[str, ...] = (
    "pingback from <a", "pingback from http", "trackback from <a", "trackback from http",
    "pingback from: <a", "trackback from: <a", "pingback from: http", "trackback from: http",
)  # fmt: skip
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
