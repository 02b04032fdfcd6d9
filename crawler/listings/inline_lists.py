"""Any software: one line that names linkbacks and links them: "Pingbacks: A, B and C".

The line begins with the word and a colon, and holds nothing else than links to other sites and what stands
between the items of a list; or it is but that, and each line below it in its element holds such a link. A
single link counts only where the element is named after pings or a date stands behind the link: else it is as
often the address for pings, or a search.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.lists.entry_parts import leads_away
from crawler.lists.page_language import language_of
from crawler.lists.record_part import NO_PAGE
from crawler.markup.document import Document, attribute, classes, text_of
from crawler.markup.lines import LINK_SIGNS, Line, lines, link_number
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date
from crawler.words.expressions import expression
from crawler.words.labels import kind_of_label, read_heading

MARKS: tuple[str, ...] = (
    "trackbacks:",
    "pingbacks:",
    "webmentions:",
    "pings:",
    "rétroliens",
)

_TAGS = ("p", "div", "dd", "td", "span")
_COLON = expression("[:：]")
_LONGEST = 60
_MOST_ELEMENTS = 120
# The characters that stand for the links of a line.
_LINK = "[\ue000-\uf8ff]"
_JOINT = r"[^\w\ue000-\uf8ff]"
# "TITLE (BLOG)"
_ITEM = rf"{_LINK}(?:\s*\([^()\ue000-\uf8ff]{{2,60}}\))?"
_LIST = expression(
    rf"(?P<label>[^:：\ue000-\uf8ff]{{4,40}}[:：])\s*{_ITEM}"
    rf"(?:(?>{_JOINT}{{0,4}}(?:and|und|et|y|e|и|と)?{_JOINT}{{0,3}}){_ITEM})*+[\s.]*"
)
_BLOG = expression(rf"({_LINK})\s*\(([^()\ue000-\uf8ff]{{2,60}})\)")
_NAMED = expression(r"ping|track|linkback|webmention")


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
    line = _whole(lines(document, [node]))
    match = _LIST.fullmatch(line.text) if line is not None else None
    kind = _kind(match["label"]) if match is not None else None
    if line is None or kind is None:
        return
    language = language_of(document)
    behind = {link_number(mark): text for mark, text in _BLOG.findall(line.text)}
    blogs = {number: (text, read_date(text, language)) for number, text in behind.items()}
    enough = len(line.links) > 1 or _is_named(node) or any(date for _, date in blogs.values())
    if not (enough and all(_is_source(document, link, url) for link in line.links)):
        return
    if not in_margin(document, line.links[0]) and (_is_named(node) or not in_text(line.links[0])):
        for number, link in enumerate(line.links):
            yield _row(document, link, kind, *blogs.get(number, ("", None)))


def _kind(label: str) -> Kind | None:
    """The kind that a label states; unknown where it names several: "Pingbacks/Trackbacks:"."""
    heading = read_heading(label)
    return kind_of_label(label) or (heading[0] if heading is not None else None)


def _whole(said: list[Line]) -> Line | None:
    """A single line, or a line without a link and those below it with one each, as one line."""
    if len(said) == 1:
        return said[0]
    if not said or said[0].links or any(len(line.links) != 1 for line in said[1:]):
        return None
    texts = [line.text.replace(LINK_SIGNS[0], LINK_SIGNS[number]) for number, line in enumerate(said[1:])]
    links = [line.links[0] for line in said[1:]]
    return replace(said[0], parts=[" ".join([said[0].text, *texts])], links=links)


def _is_named(node: LexborNode) -> bool:
    return _NAMED.search(" ".join((*classes(node), attribute(node, "id").lower()))) is not None


def _is_source(document: Document, link: LexborNode, url: str) -> bool:
    target = document.absolute(attribute(link, "href")) if leads_away(link) else None
    if target is None or NO_PAGE.search(target) or urls.is_same_blog(target, url):
        return False
    return any(c.isalpha() for c in text_of(link))


def _row(document: Document, link: LexborNode, kind: Kind, blog: str, date: str | None) -> Linkback:
    return Linkback(
        kind=kind,
        source=document.absolute(attribute(link, "href")),
        title=text_of(link),
        site=blog if date is None and any(map(str.isalpha, blog)) else None,
        published=date,
        position=document.order(link),
    )
