"""Tattertools 1, Textcube 1-2 and Tistory to 2014: entries of the skin tag `s_tb_rep`, marked "Tracked from".

Skins are free in their markup; what all of the supplied ones share is the words "Tracked from" before the
citing blog's name, in an entry whose first link bears the citing post's title, and a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_text
from crawler.lists.entry_parts import (
    first_link,
    leads_away,
    source_of,
    text_in,
    text_without,
    written_date,
)
from crawler.lists.page_language import language_of
from crawler.lists.record_part import NO_PAGE
from crawler.markup.document import Document, ancestors, attribute, text_of
from crawler.markup.kin import next_element
from crawler.records import Kind, Linkback
from crawler.told.lines import told_of
from crawler.words.dated import cut_date
from crawler.words.dated import named as named_as

MARKS: tuple[str, ...] = ("tracked from", "#trackback")

_FROM = re.compile(r"Tracked from\b:?\s*")
_YEAR = re.compile(r"\s+\d{4}[/.-]")
_TEXTS = ".summary, .text, .content, .description, .tb_text, .tb_content"
_NUMBER = re.compile(r"trackback\d+")
_HIGHEST = 6
_LONGEST_DATE = 80
_ENTRY = frozenset({"li", "td", "tr", "table", "div", "dd", "dl", "article", "section"})


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Entries around each "Tracked from", and those behind an anchor that numbers them."""
    yield from _numbered(document)
    if not document.has("tracked from"):
        return
    known: dict[int, tuple[str, int]] = {}
    for node in document.css("span, div, p, cite, dd, td, h4, h5"):
        if not _FROM.match(node.text(deep=False).strip()):
            continue
        entry = _entry(document, node, known)
        if entry is not None and (anchor := _title(document, entry, node)) is not None:
            found = _linkback(document, entry, node, anchor)
            if found.published:
                yield found


def _numbered(document: Document) -> Iterator[Linkback]:
    """Behind `<a id="trackback12"></a>`, which the software prints where the skin numbers nothing: one
    element for each entry, whose first link is the title; its lines tell the rest."""
    for mark in document.marked("#trackback"):
        if mark.tag != "a" or mark.child is not None or not _NUMBER.fullmatch(attribute(mark, "id")):
            continue
        entry = next_element(mark)
        anchor = first_link(document, entry) if entry is not None and entry.tag in _ENTRY else None
        if entry is None or anchor is None or not leads_away(anchor) or "Tracked from" in entry.text():
            continue
        told = told_of(document, [entry], anchor, language_of(document))
        if told.date and told.title == text_of(anchor):
            if not told.site and len(told.texts) > 1 and named_as(told.texts[0][0]) == told.texts[0][0]:
                told.site = told.texts.pop(0)[0]  # a line of its own below the title
            yield Linkback(
                kind=Kind.TRACKBACK,
                source=source_of(document, anchor),
                title=told.title,
                site=told.site or None,
                excerpt=told.excerpt or None,
                published=told.date,
                position=document.order(entry),
            )


def _entry(document: Document, node: LexborNode, known: dict[int, tuple[str, int]]) -> LexborNode | None:
    """The nearest element around the label, and around no other, that holds a link before it: the title's.

    `known`, by `mem_id`: what was told of elements, since one may be around thousands of labels.
    """
    for place in (node, *islice(ancestors(node), _HIGHEST)):
        if place.tag in ("body", "html"):
            return None
        if place.tag not in _ENTRY:
            continue
        if place.mem_id not in known:
            known[place.mem_id] = _opening(document, place)
        opening, labels = known[place.mem_id]
        if labels > 1 or opening:
            return place if labels == 1 else None
    return None


def _opening(document: Document, place: LexborNode) -> tuple[str, int]:
    """The text before the first label of an element that has a link, and how many labels it holds."""
    parts = _FROM.split(text_of(place))
    opens = len(parts) > 1 and first_link(document, place) is not None
    return parts[0].strip() if opens else "", len(parts) - 1


def _title(document: Document, entry: LexborNode, label: LexborNode) -> LexborNode | None:
    """The one link before the label; None where there are several."""
    at = document.order(label)
    links = (anchor for anchor in entry.css("a") if document.order(anchor) < at and text_of(anchor))
    before = [anchor for anchor in links if not _is_place_or_address(anchor)]
    if len(before) != 1 or in_text(before[0]):
        return None
    named = first_link(document, label)
    return before[0] if named is None or _is_of_one_blog(document, before[0], named) else None


def _is_of_one_blog(document: Document, title: LexborNode, name: LexborNode) -> bool:
    """Whether the links of a title and of a blog's name lead to one host: else what stands before the name is
    no title (Egloos: "[도움말]")."""
    return urls.host(document.absolute(attribute(title, "href")) or "") == urls.host(
        document.absolute(attribute(name, "href")) or ""
    )


def _is_place_or_address(anchor: LexborNode) -> bool:
    """Whether a link leads to a place on the page, or spells the address for pings."""
    href = attribute(anchor, "href")
    return href.startswith("#") or (text_of(anchor).startswith("http") and NO_PAGE.search(href) is not None)


def _named_text(document: Document, entry: LexborNode, label: LexborNode) -> LexborNode | None:
    """The part behind the label that a skin calls the text."""
    at = document.order(label)
    return next((node for node in entry.css(_TEXTS) if document.order(node) > at), None)


def _last_paragraph(
    document: Document, entry: LexborNode, label: LexborNode, anchor: LexborNode
) -> LexborNode | None:
    """The last paragraph, or the last cell of a table, that holds neither the title nor the label."""
    known = (document.order(label), document.order(anchor))
    held = entry.css("p") or (entry.css("td") if entry.tag == "table" else [])
    bounds = ((node, *document.span(node)) for node in held)
    texts = [node for node, start, stop in bounds if not any(start <= place < stop for place in known)]
    return texts[-1] if texts else None


def _linkback(document: Document, entry: LexborNode, label: LexborNode, anchor: LexborNode) -> Linkback:
    before, after = _FROM.split(text_of(entry), maxsplit=1)
    link = first_link(document, label)
    named = text_of(link) if link is not None and leads_away(link) else text_in(label, ".name")
    named = _FROM.sub("", named or text_of(label))
    if not named and _YEAR.search(after):
        named = after  # the label is an element of its own
    said = re.split(rf"\s*[|·]\s*|\s{{2,}}|{_YEAR.pattern}", named)[0].strip()
    cut = cut_date(said, None)
    site = (named_as(cut[0]) if cut is not None else "") or said
    body = entry.css_first(".desc, .tb_desc, .excerpt, .tb_body, .body, blockquote")
    body = body or _last_paragraph(document, entry, label, anchor) or _named_text(document, entry, label)
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=text_of(anchor) or None,
        site=site or None,
        excerpt=(text_without(body) or None) if body is not None else None,
        published=written_date(document, text_in(entry, ".date, .tb_date, .time") or after[:80])
        or written_date(document, before.replace(text_of(anchor), "", 1)[-_LONGEST_DATE:]),
        position=document.order(entry),
    )
