"""Headings that no element holds: `■トラックバック<br>`, `<hr>Trackbacks<br>`; templates made by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.entries import in_margin, in_text
from crawler.lists.heading_places import LIST_TAGS, heads_own_column, in_wiki
from crawler.lists.record_part import Part
from crawler.markup.document import Document, fold
from crawler.markup.kin import HEADINGS, siblings_behind
from crawler.markup.lines import LINK_SIGNS, lines
from crawler.words.dated import cut_date
from crawler.words.labels import read_heading, says_none, says_sent

_BEHIND = ("br", "ul", "ol", "dl", "table")
_BREAKS = HEADINGS | LIST_TAGS | {"br", "hr", "p", "div", "table", "blockquote", "center", "form", "pre"}
_ENDS = HEADINGS | {"hr", "form", "article"}
_LETTERS = re.compile(r"[^\W\d_]")
_LONGEST = 40
_FEW_LETTERS = 8
_MOST = 400


def below_bare_headings(document: Document) -> Iterator[Part]:
    """What follows each piece of text that stands between two breaks and is but a heading of linkbacks, up to
    a rule, a form, or the next heading of either sort."""
    for number in document.tags(*_BEHIND)[:_MOST]:
        behind = document.elements[number]
        said = read_heading(words) if (words := _alone(behind.prev)) else None
        if said is None or said[1] == 0 or in_margin(document, behind):
            continue
        if in_text(behind) or in_wiki(behind):
            continue
        nodes = list(_following(behind))
        elements = [node for node in nodes if node.is_element_node]
        if any(node.tag != "br" for node in elements) and _opens_with_link(document, nodes):
            start, stop = document.order(elements[0]), document.span(elements[-1])[1]
            yield Part(nodes, start, stop, said[0], named=False, stated=said[1])


def _opens_with_link(document: Document, nodes: list[LexborNode]) -> bool:
    """Whether the first line that links something begins so, or with a date and hardly more: no sentence."""
    first = next((line for line in lines(document, nodes) if line.links), None)
    lead = first.text.partition(LINK_SIGNS[0])[0] if first is not None else ""
    cut = cut_date(lead, None)
    return len(_LETTERS.findall(cut[0] + cut[2] if cut else lead)) <= _FEW_LETTERS


def _alone(node: LexborNode | None) -> str:
    """A short text that begins a line, before whatever ends that; empty where it is none."""
    if node is None or not node.is_text_node or len(text := fold(node.text_content or "")) > _LONGEST:
        return ""
    before = node.prev
    begins = before is None or before.tag in _BREAKS
    return text if begins and _LETTERS.search(text) else ""


def _following(node: LexborNode) -> Iterator[LexborNode]:
    if node.tag != "br":
        yield node
    for each in islice(siblings_behind(node), _MOST):
        if each.is_element_node and each.tag in _ENDS:
            return
        if each.is_text_node and each.next is not None and each.next.tag in _BREAKS and _heads(_alone(each)):
            return
        yield each


def _heads(text: str) -> bool:
    """Whether a line begins another part: the comments, pings of another kind, or that there are none."""
    return bool(text) and (
        heads_own_column(text) or read_heading(text) is not None or says_sent(text) or says_none(text)
    )
