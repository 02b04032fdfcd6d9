"""Elements of a page's own that are named after webmentions: `<webmention-list>` is a place of them, so is
what a script finds by `data-webmentions`, and `<web-mention url="…" author="…">` is one of them, which a
script shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.markup.document import Document, fold, once, text_of
from crawler.mentions.parts import done_in, explains, named_after
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date

# What the name of such an element begins with.
_BEGINNINGS = ("<webmention", "<web-mention", "<wm-")
_NAME = re.compile(r"(?:web-?mentions?|wm)(?:-[a-z]+)*\Z")
_ONE = re.compile(r"(?:web-mention|webmention|wm)(?:-(?:item|card|entry|reply|like|repost))?\Z")
_FILLED = frozenset(
    {"data-webmentions", "data-webmentions-target", "data-webmentions-url", "data-webmention-target",
     "data-webmention-url", "data-webmention-list"}
)  # fmt: skip
_SOURCES = ("source", "url", "href", "wm-source", "data-source", "data-url")
_AUTHORS = ("author", "author-name", "authorname", "name", "data-author")
_DATES = ("published", "date", "datetime", "data-published")
_ACTS = ("type", "property", "wm-property", "data-type")


@once
def found_by_scripts(document: Document) -> tuple[LexborNode, ...]:
    """The elements that an attribute says to be filled with webmentions."""
    if not document.has("data-webmentions", "data-webmention-"):
        return ()
    held = enumerate(document.attributes)
    nodes = [document.elements[number] for number, names in held if not _FILLED.isdisjoint(names)]
    return tuple(node for node in nodes if not (in_text(node) or in_margin(document, node)))


@once
def own_elements(document: Document) -> tuple[LexborNode, ...]:
    """The elements named so, in document order, none of them in a text or in a side bar."""
    if not document.has(*_BEGINNINGS):
        return ()
    names = sorted(name for name in set(document.names) if _NAME.match(name) and "-" in name)
    nodes = document.tagged(*names) if names else []
    return tuple(node for node in nodes if not (in_text(node) or in_margin(document, node)))


def told_by_elements(document: Document) -> Iterator[Linkback]:
    """One linkback for each such element that names another site's page and who wrote it."""
    for node in own_elements(document):
        held = document.attributes[document.order(node)]
        source = document.absolute(_first(held, _SOURCES) or "")
        author = _first(held, _AUTHORS)
        away = source is not None and not urls.is_same_host(source, document.url) and not explains(source)
        if not (away and author and _ONE.match(node.tag or "")) or document.within(node, "a"):
            continue
        act, named = _first(held, _ACTS), named_after([node.tag or ""])
        yield Linkback(
            kind=Kind.WEBMENTION,
            subtype=(named_after([act]) or done_in(act)) if act else (None if named == "mention" else named),
            source=source,
            author=fold(author),
            published=read_date(_first(held, _DATES) or ""),
            excerpt=text_of(node) or None,
            position=document.order(node),
        )


def _first(held: dict[str, str | None], names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(held.get, names)), None)
