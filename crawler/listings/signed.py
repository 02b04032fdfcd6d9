"""Exports of WordPress that keep no markup: the line by which its first themes signed a ping, in a paragraph,
and the item that later ones print of it.

    <h2>Comments</h2>
    <p>[…] as the orchard says […]</p>
    <p>Pingback by <a href="http://pear.example/2009/pears">Pears » More</a> — May 3, 2009 @ 8:15 am</p>

    <h2>1 thought on “On pears”</h2>
    <ol><li>Pingback: <a href="http://pear.example/2009/pears">Pears » More</a></li></ol>

Converters to Markdown leave so much, often without the link of a signature. People sign nothing in such
words, and none of their comments is but a label and a link, without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.comments.headed import below_headings
from crawler.lists.entry_parts import is_name, leads_away, source_of
from crawler.lists.page_language import language_of
from crawler.lists.record_part import is_source
from crawler.markup.document import Document, fold
from crawler.markup.kin import HEADINGS
from crawler.records import Kind, Linkback
from crawler.words.dated import cut_date
from crawler.words.labels import without_label

MARKS = (
    "pingback by ", "trackback by ", "pingback von ", "trackback von ", "pingback par ", "trackback par ",
    "rétrolien par ", "pingback por ", "trackback por ", "pingback di ", "trackback di ", "pingback door ",
    "trackback door ", "pingback de ", "trackback de ", "pingback: <a", "trackback: <a", "pingback : <a",
    "ピンバック: <a", "notifica: <a", "rétrolien : <a", "уведомление: <a", "引用通告: <a", "引用通告： <a",
)  # fmt: skip

_SIGNATURE = re.compile(r"(?P<name>\S.{0,200}?)\s+(?:[—–|]|--?)\s+(?P<date>[^—–|]{6,60})", re.S)
# What stands behind the day: "@ 8:15 am", and a mark for the link to the comment.
_TIME = re.compile(
    r"\W*(?:(?:at|um|à|a las|às|om|alle)?\W*\d{1,2}[:.h]\d\d\W*(?:[ap]\.?m\.?|uhr)?)?\W*", re.I
)
_TAGS = frozenset({"p", "em", "cite", "small", "div", "li", "footer"})
_MOST = 400
_MOST_LINKS = 3
_MOST_PARTS = 40


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each comment below a heading whose line of signature calls it one."""
    language = language_of(document)
    lines = below_headings(document)[:_MOST]
    signed = {node.mem_id for node in lines}
    for node in lines:
        found = _linkback(document, node, signed, language) if node.tag in _TAGS else None
        found = found or (_short(document, node) if node.tag == "li" else None)
        if found is not None:
            yield found


def _linkback(
    document: Document, node: LexborNode, signed: set[int], language: str | None
) -> Linkback | None:
    """What a line signs; None where it is not all of that form, or links more than the citing page."""
    kind, rest = without_label(fold(node.text()))
    match = _SIGNATURE.fullmatch(rest) if kind is not None else None
    cut = cut_date(match["date"], language) if match is not None else None
    if kind is None or match is None or cut is None or cut[0].strip() or not _TIME.fullmatch(cut[2]):
        return None
    links = [document.elements[number] for number in document.linked_within(node)]
    sources = [link for link in links[:_MOST_LINKS] if is_source(document, link)]
    name = match["name"].strip()
    if len(sources) > 1 or any(fold(link.text()) != name for link in sources):
        return None
    lead, excerpt = _body(node, signed, kind)
    return Linkback(
        kind=kind,
        source=source_of(document, sources[0]) if sources else None,
        title=lead or name,
        site=name if lead or (kind is Kind.TRACKBACK and is_name(name)) else None,
        excerpt=excerpt or None,
        published=cut[1],
        position=document.order(node),
    )


def _short(document: Document, item: LexborNode) -> Linkback | None:
    """What an item is that says nothing but a label and the words of its one link."""
    kind, rest = without_label(fold(item.text()))
    links = document.within(item, "a")[:2]
    if kind is None or len(links) != 1:
        return None
    anchor = document.elements[links[0]]
    away = leads_away(anchor)
    if not rest or fold(anchor.text()) != rest or (away and not is_source(document, anchor)):
        return None
    site = rest if kind is Kind.TRACKBACK and is_name(rest) else None
    source = source_of(document, anchor) if away else None
    return Linkback(kind=kind, source=source, title=rest, site=site, position=document.order(item))


def _body(node: LexborNode, signed: set[int], kind: Kind) -> tuple[str, str]:
    """The leading <strong> of a trackback's text (its title), and the text that stands above the line."""
    parts: list[LexborNode] = []
    each = node.prev
    for _ in range(_MOST_PARTS):
        if each is None or each.mem_id in signed or each.tag in HEADINGS or each.tag == "hr":
            break
        if each.is_element_node:
            parts.insert(0, each)
        each = each.prev
    strong = parts[0].css_first("strong, b") if parts and kind is Kind.TRACKBACK else None
    lead = fold(strong.text()) if strong is not None else ""
    text = fold(" ".join(part.text() for part in parts))
    return (lead, text[len(lead) :].strip()) if lead and text.startswith(lead) else ("", text)
