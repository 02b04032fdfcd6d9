"""Any software: one line that names linkbacks and links them: "Pingbacks: A, B and C".

The line begins with the word and a colon, and holds nothing else than links to other sites and what stands
between the items of a list. A single link counts only where the element is named after pings: else it is as
often the address for pings, or a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.lists.entry_parts import leads_away
from crawler.lists.record_part import NO_PAGE
from crawler.markup.document import Document, attribute, classes, text_of
from crawler.markup.lines import Line, lines
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date
from crawler.words.labels import kind_of_label

MARKS: tuple[str, ...] = (
    "trackbacks:",
    "pingbacks:",
    "webmentions:",
    "pings:",
    "rétroliens",
)

_TAGS = ("p", "div", "dd", "td", "span")
_COLON = re.compile("[:：]")
_LONGEST = 60
_MOST_ELEMENTS = 120
_LINK = "[\ue000-\uf8ff]"
_JOINT = r"[^\w\ue000-\uf8ff]"
# "TITLE (BLOG)"
_ITEM = rf"{_LINK}(?:\s*\([^()\ue000-\uf8ff]{{2,60}}\))?"
_LIST = re.compile(
    rf"(?P<label>[^:：\ue000-\uf8ff]{{4,40}}[:：])\s*{_ITEM}"
    rf"(?:(?>{_JOINT}{{0,4}}(?:and|und|et|y|e|и|と)?{_JOINT}{{0,3}}){_ITEM})*+[\s.]*"
)
_BLOG = re.compile(rf"({_LINK})\s*\(([^()\ue000-\uf8ff]{{2,60}})\)")
_NAMED = re.compile(r"ping|track|linkback|webmention")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The links of such lines, in document order."""
    seen = -1
    for number in document.tags(*_TAGS):
        end = document.end(number)
        if number < seen or end - number > _MOST_ELEMENTS:
            continue
        rows = list(_rows(document, document.elements[number], url))
        if rows:
            seen = end
            yield from rows


def _rows(document: Document, node: LexborNode, url: str) -> Iterator[Linkback]:
    if not _COLON.search(node.text()[:_LONGEST]) or node.css_first("a[href]") is None:
        return
    said = lines(document, [node])
    match = _LIST.fullmatch(said[0].text) if len(said) == 1 else None
    kind = kind_of_label(match["label"]) if match is not None else None
    if kind is None or not _are_sources(document, said[0], url, node):
        return
    first = said[0].links[0]
    if not in_margin(document, first) and (_is_named(node) or not in_text(first)):
        blogs = {ord(mark) - 0xE000: name for mark, name in _BLOG.findall(said[0].text)}
        yield from (_row(document, link, kind, blogs.get(i)) for i, link in enumerate(said[0].links))


def _are_sources(document: Document, line: Line, url: str, node: LexborNode) -> bool:
    """Whether all links lead to pages of other sites, and are enough to be a list."""
    enough = len(line.links) > 1 or _is_named(node)
    return enough and all(_is_source(document, link, url) for link in line.links)


def _is_named(node: LexborNode) -> bool:
    return _NAMED.search(" ".join((*classes(node), attribute(node, "id").lower()))) is not None


def _is_source(document: Document, link: LexborNode, url: str) -> bool:
    target = document.absolute(attribute(link, "href")) if leads_away(link) else None
    if target is None or NO_PAGE.search(target) or urls.is_same_blog(target, url):
        return False
    return any(c.isalpha() for c in text_of(link))


def _row(document: Document, link: LexborNode, kind: Kind, blog: str | None) -> Linkback:
    return Linkback(
        kind=kind,
        source=document.absolute(attribute(link, "href")),
        title=text_of(link),
        site=blog if blog and any(map(str.isalpha, blog)) and read_date(blog) is None else None,
        published=read_date(blog) if blog else None,
        position=document.order(link),
    )
