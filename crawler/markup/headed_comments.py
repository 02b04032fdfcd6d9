"""People's comments that only a heading tells: the items, or the signed lines, below "3 Comments"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.markup.dates import read_date
from crawler.markup.document import Document, fold, text_of
from crawler.markup.entries import in_margin, in_text, language_of
from crawler.markup.labels import read_heading
from crawler.markup.lines import HEADINGS, lines

_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "th", "b", "strong")
_NEEDLES = frozenset((
    "comment", "respon", "replies", "kommentar", "comentario", "comentário", "reacti", "feedback", "コメント",
    "댓글", "덧글", "评论", "評論", "комментари",
))  # fmt: skip
_HEADING = re.compile(
    r"\W*(?:(?P<n>\d{1,4})\s*)?(?:reader |user )?(?:comments?|responses?|replies|kommentare?|commentaires?|"
    r"comentarios?|comentários?|commenti|reacties|feedback|コメント|댓글|덧글|评论|評論|комментари[ий])"
    r"(?:\s(?:on|to|for|zu|zum|sur|à|su|op) (?:this|the|cet|ce|questo|dit|diesem|dem) \w{4,12})?"
    r"\s*[:：]?\W{0,3}(?P<m>\d{1,4})?\s*(?:comments?|件|개|条)?\W*",
    re.I,
)
_NONE = re.compile(
    r"\W*(?:no comments|there are no|none\b|noch keine|keine|aucun|pas de|nessun|no hay|sin comentarios|"
    r"nenhum|geen|inga |brak|нет|комментариев нет|まだ|コメントはありません|댓글이 없|暂无|没有)",
    re.I,
)
# A signature whose date lacks its year: "Posted by Ann on 04/17 at 08:00 AM".
_SIGNED = re.compile(
    r"(?:posted|left|written|said|comment|sent) (?:by|from):? .{1,80}\bat \d{1,2}:\d\d", re.I
)
_DIGIT = re.compile("[0-9]")
_LONGEST_HEADING = 40
_LONGEST_SIGNATURE = 160
_SIBLINGS = 400
_HIGHEST = 3
_LISTS = frozenset({"ol", "ul", "dl"})
_ITEMS = frozenset({"li", "dt"})


def below_headings(document: Document) -> list[LexborNode]:
    """One element for each comment below the first heading that has any: an item, or a signed line's."""
    if not document.held(_NEEDLES):
        return []
    for heading in _headings(document):
        nodes = list(_following(heading))
        if nodes and _NONE.match(text_of(nodes[0])):
            continue
        if found := _items(nodes) or _signed(document, nodes):
            return found
    return []


def _headings(document: Document) -> Iterator[LexborNode]:
    for node in document.tagged(*_TAGS):
        text = fold(node.text()[: 2 * _LONGEST_HEADING])
        match = _HEADING.fullmatch(text) if len(text) <= _LONGEST_HEADING else None
        if match is None or (match["n"] or match["m"]) == "0":
            continue
        if not (in_margin(document, node) or in_text(node)):
            yield node


def _following(heading: LexborNode) -> Iterator[LexborNode]:
    """What follows a heading, or the cell, row or header that holds it alone, up to the next heading."""
    each: LexborNode | None = heading
    for _ in range(_HIGHEST):
        holder = each.parent if each is not None else None
        if holder is None or holder.tag not in ("td", "tr", "p", "div", "header", "font"):
            break
        if fold(holder.text()[:200]) != text_of(heading):
            break
        each = holder
    for _ in range(_SIBLINGS):
        each = each.next if each is not None else None
        if each is None or _ends(each, heading):
            return
        if each.is_element_node and each.tag != "form":
            yield each


def _ends(node: LexborNode, heading: LexborNode) -> bool:
    """Whether another part begins: a heading of the same or a higher level, or one of trackbacks."""
    if node.tag not in HEADINGS and node.tag not in (heading.tag, "b", "strong"):
        return False
    if node.tag in HEADINGS and (heading.tag not in HEADINGS or (node.tag or "") <= (heading.tag or "")):
        return True
    return read_heading(fold(node.text()[:200])) is not None


def _items(nodes: list[LexborNode]) -> list[LexborNode]:
    """The items of the first list, where a list is what stands there."""
    listing = next((node for node in nodes if node.tag in _LISTS or node.tag in HEADINGS), None)
    if listing is None or listing.tag in HEADINGS:
        return []
    return [item for item in listing.iter() if item.tag in _ITEMS and text_of(item)]


def _signed(document: Document, nodes: list[LexborNode]) -> list[LexborNode]:
    """The elements in which the short lines with a date begin: one for each comment."""
    language = language_of(document)
    found: list[LexborNode] = []
    for line in lines(document, nodes):
        text = line.text
        if line.place < 0 or len(text) > _LONGEST_SIGNATURE or _DIGIT.search(text) is None:
            continue
        if read_date(text, language) or _SIGNED.match(line.shown(text)):
            found.append(document.elements[line.place])
    return found
