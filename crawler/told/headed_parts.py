"""What stands below a heading of trackbacks, up to where something else begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.lists.heading_places import (
    LIST_TAGS,
    among_menus,
    follows_posts,
    in_prose,
    in_wiki,
    is_of_another,
    titles_post,
)
from crawler.lists.record_part import NO_PAGE, Part
from crawler.markup.document import Document, attribute, classes, fold, once
from crawler.markup.kin import HEADINGS, is_made_alike, next_element, siblings_behind
from crawler.markup.mark_names import MarkNames
from crawler.records import Kind
from crawler.told.said_parts import is_one_of_labels
from crawler.words.expressions import expression
from crawler.words.labels import NUMBER, counted_name, may_head, read_heading, says_none, says_sent

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "th")
INLINE = frozenset({"b", "strong", "span"})
LONGEST_HEADING = 60
_FOR_ENTRY = expression(r"(?:track|ping)backs? (?:for|on|to) (?:this|the) (?:entry|post|article)\W*", re.I)
_STOP = expression(
    r"\b(?:comments?|cmts?|respond|respons|reply|related|similar|share|sharing|nav|navigation|sidebar|footer)",
    re.I,
)
# One record, called a comment of another kind.
_RECORD_NAME = expression(r"(?:track|ping)back[_-]comment\b", re.I)
_PING_ADDRESS = expression(r"(?:此文章|本文)?(?:的)?引用(?:通告)?\s?(?:ur[li]|地址|網址|网址)", re.I)
# "Trackback URL: http://…" as the heading of the records.
_ADDRESS_BEHIND = expression(r"\s*(?:ur[li]|address|주소|アドレス)?\s*[:：]*\s*https?://\S+\Z", re.I)
_COMMENTS = frozenset({".comment", ".commentlist", ".comment-list", ".comments", "#comments"})
_COMMENT_NAMES = MarkNames(lambda mark: mark in _COMMENTS or mark.startswith("#comment-"))
# Elements that a heading's holder may have besides: an anchor, a picture.
_FEW = 8
_HEADS_COMMENTS = expression(
    rf"\W*(?:\d+\W*|{NUMBER} )?(?:comment|comentario|comentário|commento|commenti|kommentar|reactie|"
    r"コメント|댓글|덧글|评论|評論|留言|迴響|回應|回响|коммент|коментар|yorum|koment[áā]?[rř]|תגובות|σχόλι|hozzászól|ツッコミ|टिप्पण)",
    re.I,
)
_COMMENT_NEEDLES = (
    "comment", "comentari", "comentário", "kommentar", "reacties", "コメント", "댓글", "评论", "評論",
    "комментарии",
)  # fmt: skip
_COMMENTS_ALONE = expression(
    r"\W*(?:\d{1,4}\W+)?(?:reader |user )?(?:comments?|comentarios|comentários|commenti|commentaires|"
    r"kommentare|reacties|コメント|댓글|评论|評論|комментарии)\W*\d{0,4}\W*",
    re.I,
)
_SIBLINGS = 400
_BESIDE = 100
_HIGHEST = 3


def below(document: Document, heading: LexborNode) -> Part | None:
    """What follows a heading of trackbacks, up to the next heading or a part of another name."""
    said = _said_by(heading)
    if said is None or said[1] == 0 or in_margin(document, heading) or in_wiki(heading):
        return None
    inside, hard = in_text(heading), heading.tag in HEADING_TAGS
    if (inside and not (hard and said[1])) or _heads_no_part(document, heading):
        return None
    nodes = list(following(document, heading))
    elements = [node for node in nodes if node.is_element_node]
    if not elements:
        return None
    if elements[0].tag in LIST_TAGS and in_prose(heading, elements[0]):
        return None
    if inside and not _ends_text(elements[-1]):
        return None
    start, stop = document.order(elements[0]), document.span(elements[-1])[1]
    return Part(nodes, start, stop, said[0], named=False, hard=hard, stated=said[1], inside=inside)


def _said_by(heading: LexborNode) -> tuple[Kind, int | None] | None:
    """The kind that a heading names, and the number; None where it names no linkbacks."""
    text = _ADDRESS_BEHIND.sub("", fold(heading.text()[:200]))
    if len(text) > LONGEST_HEADING:
        return None
    if said := read_heading(text):
        return said
    if _FOR_ENTRY.fullmatch(text) or (may_head(text) and _announces(next_element(heading))):
        return Kind.TRACKBACK, None
    number = counted_name(text)
    return (Kind.TRACKBACK, number) if number and _heads_comments_too(heading) else None


def _heads_no_part(document: Document, heading: LexborNode) -> bool:
    """Whether a heading stands where it is one of a menu, of a post or of another page, or one of labels."""
    if among_menus(heading) or titles_post(document, heading) or follows_posts(document, heading):
        return True
    if is_of_another(document, heading):
        return True
    return heading.tag in INLINE and heading.parent is not None and is_one_of_labels(heading.parent)


def _ends_text(node: LexborNode) -> bool:
    """Whether nothing stands behind an element but the comments, below a heading of theirs."""
    behind = next((each for each in siblings_behind(node) if each.is_element_node), None)
    heads = behind is not None and behind.tag in HEADINGS
    return behind is None or (heads and _HEADS_COMMENTS.match(fold(behind.text()[:100])) is not None)


def _announces(node: LexborNode | None) -> bool:
    """Whether what stands behind a heading is the address for pings: then the heading means them."""
    if node is not None and node.tag == "input":
        return NO_PAGE.match(attribute(node, "value")) is not None
    return node is not None and _PING_ADDRESS.match(fold(node.text()[:LONGEST_HEADING])) is not None


def following(document: Document, heading: LexborNode) -> Iterator[LexborNode]:
    """The elements and bare words of a heading's part: behind it, or behind what holds nothing else."""
    top = _highest_holder(document, heading)
    headed, commented = heading.tag in HEADINGS, document.has(*_COMMENT_NEEDLES)
    alike = not headed and bool(classes(top))
    as_comments = _comments_follow(top) or (commented and _heads_comments_too(top))

    def ends(node: LexborNode) -> bool:
        return (
            node.tag == "article"
            or (node.tag in HEADINGS and _heads_other(document, node, heading))
            or (alike and _heads_alike(document, node, top))
            or (_is_other(document, node) and not (as_comments and _is_made_alike(node)))
            or (commented and _opens_comments(node))
            or (headed and _opens_other(node, heading))
            or (node.tag == "p" and says_none(fold(node.text()[:LONGEST_HEADING])))
        )

    for each in islice(siblings_behind(top), _SIBLINGS):
        if each.is_element_node:
            if ends(each):
                return
            yield each
        elif each.is_text_node and (each.text_content or "").strip():
            yield each


def _highest_holder(document: Document, heading: LexborNode) -> LexborNode:
    """The outermost element that holds a heading and nothing else; the heading itself where none does."""
    top, holder = heading, heading.parent
    for _ in range(_HIGHEST):
        if holder is None or not _holds_only(document, holder, heading):
            break
        top, holder = holder, holder.parent
    return top


def _heads_other(document: Document, node: LexborNode, heading: LexborNode) -> bool:
    """Whether a heading begins another part: one of the same or a higher level, or of the pings that were
    sent. Below what is none by its tag, a heading that is a link to another site is a record's title."""
    if says_sent(fold(node.text()[:LONGEST_HEADING])):
        return True
    if heading.tag in HEADINGS:
        return (node.tag or "") <= (heading.tag or "")
    links = [document.elements[number] for number in document.linked_within(node)]
    if len(links) != 1 or fold(links[0].text()) != fold(node.text()):
        return True
    target = document.absolute(attribute(links[0], "href"))
    return target is None or urls.is_same_blog(target, document.url)


def _heads_alike(document: Document, node: LexborNode, heading: LexborNode) -> bool:
    """Whether an element is made as a heading that is none by its tag: of its class, short, without links."""
    return (
        node.tag == heading.tag
        and classes(node) == classes(heading)
        and next(document.linked_within(node), None) is None
        and 0 < len(fold(node.text()[:LONGEST_HEADING])) < LONGEST_HEADING // 2
    )


def _holds_only(document: Document, holder: LexborNode, heading: LexborNode) -> bool:
    """Whether an element is but the holder of a heading: a cell, and the row of that cell. One with a list,
    were it empty, is where the records would stand."""
    return (
        holder.tag in ("header", "div", "td", "tr", "a")
        and not document.within(holder, "ul", "ol", "dl")
        and document.end(document.order(holder)) - document.end(document.order(heading)) < _FEW
        and fold(holder.text()) == fold(heading.text())
    )


def _comments_follow(heading: LexborNode) -> bool:
    """Whether a heading of the same level heads the comments further on: what stands before it is none."""
    each = heading.next
    for _ in range(_SIBLINGS):
        if each is None:
            return False
        if each.tag == heading.tag and each.tag in HEADINGS:
            return _HEADS_COMMENTS.match(fold(each.text()[:100])) is not None
        each = each.next
    return False


def _heads_comments_too(heading: LexborNode) -> bool:
    """Whether an element of the same kind beside a heading, or that opens a block beside the one it opens,
    heads the comments: a template gives its two parts headings made alike, and their entries too."""
    if not (heading.tag in HEADINGS or classes(heading)):
        return False
    holder = heading.parent
    opens = holder is not None and holder.tag in ("div", "section") and _first(holder) == heading
    return any(map(partial(_heads_comments, heading), _beside(heading))) or (
        opens
        and holder is not None
        and any(
            is_made_alike(each, holder) and _heads_comments(heading, _first(each)) for each in _beside(holder)
        )
    )


def _heads_comments(heading: LexborNode, node: LexborNode | None) -> bool:
    """Whether an element is made as a heading, and heads the comments."""
    if node is None or not is_made_alike(node, heading):
        return False
    text = fold(node.text()[:LONGEST_HEADING])
    return len(text) < LONGEST_HEADING and _HEADS_COMMENTS.match(text) is not None


def _first(holder: LexborNode) -> LexborNode | None:
    return next(iter(holder.iter()), None)


def _beside(node: LexborNode) -> Iterator[LexborNode]:
    """The elements beside this one, those behind it first."""
    for forward in (True, False):
        each = node.next if forward else node.prev
        for _ in range(_BESIDE):
            if each is None:
                break
            if each.is_element_node:
                yield each
            each = each.next if forward else each.prev


def _opens_comments(node: LexborNode) -> bool:
    """Whether an element is but a heading of the comments, whatever its tag: a row of a table."""
    text = node.text().strip()
    return len(text) < LONGEST_HEADING and _COMMENTS_ALONE.fullmatch(text) is not None


def _opens_other(node: LexborNode, heading: LexborNode) -> bool:
    """Whether a block opens with a heading of its own, like the one above it: that heads other things. The
    heading of a record is its link."""
    first = next(iter(node.iter()), None)
    if first is None or first.tag not in HEADINGS:
        return False
    if (first.tag or "") > (heading.tag or "") or first.css_first("a[href]") is not None:
        return False
    return read_heading(fold(first.text()[:200])) is None and node.css_first("a[href]") is not None


def _is_made_alike(node: LexborNode) -> bool:
    """Whether an element has the class of one comment, and holds no form."""
    names = classes(node)
    return any(name.startswith("comment") for name in names) and all(
        # PivotX calls the signature so too.
        each.mem_id == node.mem_id
        for each in node.css("form, .comment:not(cite)")
    )


def _is_other(document: Document, node: LexborNode) -> bool:
    if node.tag in ("p", "a", "cite", "span", "br"):
        return False
    comments = _comments(document)
    start, stop = document.span(node)
    if bisect_left(comments, stop) > bisect_left(comments, start):
        return True
    names = f"{attribute(node, 'class')} {attribute(node, 'id')}"
    return _STOP.search(names) is not None and _RECORD_NAME.search(names) is None


@once
def _comments(document: Document) -> list[int]:
    """Numbers of the elements that are comments, lists of them, or forms."""
    return sorted({*document.numbers(*_COMMENT_NAMES.on(document)), *document.tags("form")})
