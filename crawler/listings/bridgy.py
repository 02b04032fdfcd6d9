"""Bridgy's webmentions of blogs at WordPress.com and Blogger, which it posts as comments of their owner:

    <p><a href="http://ann.example/">Ann</a>: mentioned this in <a href="http://ann.example/1">Oaks</a>.
    <br /> <a href="http://ann.example/1">via ann.example</a></p>

An answer has its text behind the name. People do not begin and end a comment so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entry_parts import stated_time
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, ancestors, attribute, fold, text_of
from crawler.mentions.parts import bare_host
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date

MARKS = (">via ",)

_VIA = re.compile(r"via (?P<host>[\w-]+(?:\.[\w-]+)+)")
_MENTIONED = re.compile(r"mentioned this in\b")
_LONGEST = 80
_LONGEST_DATE = 120
_HIGHEST = 5
# A comment's elements: what holds more is no single one, and its text is not read for each.
_MOST_WITHIN = 100
_ALL = frozenset({"body", "main", "ul", "ol", "dl"})


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each such comment."""
    for node in document.tagged("a"):
        match = _VIA.fullmatch(fold(node.text()[:_LONGEST]))
        source = document.absolute(attribute(node, "href")) if match is not None else None
        if match is None or source is None or urls.is_same_blog(source, url):
            continue
        said = match["host"].lower().removeprefix("www.")
        body = _body(document, node) if bare_host(source) == said else None
        if body is not None and _is_comment(body):
            yield _linkback(document, body, node, source, match["host"])


def _body(document: Document, via: LexborNode) -> LexborNode | None:
    """The element that begins with "NAME: ", the name linked, and ends with the link; None for any other."""
    for body in islice(ancestors(via), 2):
        if _size(document, body) > _MOST_WITHIN:
            return None
        author = body.css_first("a[href]")
        text = text_of(body)
        if author is not None and author.mem_id != via.mem_id and text.startswith(f"{text_of(author)}: "):
            return body if text_of(author) and text.endswith(text_of(via)) else None
    return None


def _is_comment(body: LexborNode) -> bool:
    """Whether something close around a text is called a comment: notes of link blogs begin and end so too."""
    near = islice((body, *ancestors(body)), _HIGHEST)
    return any("comment" in f"{attribute(each, 'class')} {attribute(each, 'id')}".lower() for each in near)


def _linkback(document: Document, body: LexborNode, via: LexborNode, source: str, host: str) -> Linkback:
    links = [link for link in body.css("a[href]") if link.mem_id != via.mem_id]
    author = text_of(links[0])
    said = text_of(body).removeprefix(f"{author}: ").removesuffix(text_of(via)).strip()
    mentions = _MENTIONED.match(said) is not None
    cited = (link for link in links[1:] if document.absolute(attribute(link, "href")) == source)
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype="mention" if mentions else "reply",
        source=source,
        title=next(filter(None, map(text_of, cited)), None) if mentions else None,
        site=host,
        excerpt=None if mentions else said or None,
        author=author,
        published=_date(document, body),
        position=document.order(body),
    )


def _date(document: Document, body: LexborNode) -> str | None:
    """The date that stands beside the text in its comment."""
    said, language = text_of(body), language_of(document)
    for each in islice(ancestors(body), _HIGHEST):
        if each.tag in _ALL or _size(document, each) > _MOST_WITHIN:
            break
        beside = text_of(each).replace(said, " ", 1)
        found = stated_time(each) or (read_date(beside, language) if len(beside) <= _LONGEST_DATE else None)
        if found:
            return found
    return None


def _size(document: Document, node: LexborNode) -> int:
    start, stop = document.span(node)
    return stop - start
