"""How many linkbacks a page itself says that its post has: "3 Trackbacks", "TrackBack (2)"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.markup.document import Document, attribute, fold, once
from crawler.markup.kin import HEADINGS, elements_beside
from crawler.records import Kind
from crawler.words.labels import read_heading
from crawler.words.linkback_words import NEEDLES

_OF_MEMBER = re.compile(
    r"(?:posts|threads|joined|join date|member since|registered|location|reputation|messages|thanks|beiträge|"
    r"registriert seit|mensajes|inscrit le)\s*:\s*\S",
    re.I,
)
# "2 Responses, ", "1 comment and ", "3 Kommentare | "
_BESIDE = re.compile(
    r"\W*(?:\d{1,4}|one|no|ein|eine|un|une|um|uno)\s+[^\W\d_]{4,14}\s*(?:[,/&+|·•]|-|–|and|und|et|y|e|en|och|og|и|i)\s*"
    r"(?=\d|one\b|no\b|ein|un)",
    re.I,
)
# The word of Brazilian and Spanish themes, which heads other things where no number stands beside it.
_REFERENCES = re.compile(
    r"\W*(?:(\d{1,4})\s+refer[êe]ncias?|refer[êe]ncias?\s*\((\d{1,4})\))(?:\s+(?:para|a|en|em|de)\b.{0,160})?\W*",
    re.I,
)
_ALL_NEEDLES = frozenset(NEEDLES)
_BLOCK = (
    r"h[1-6]|div|p|li|dt|dd|ul|ol|section|a|legend|caption|td|th|header|button|strong|b|summary|br|"
    r"script|style"
)
_OPENING = re.compile(rf"</?(?:{_BLOCK})\b[^<>]*>", re.I)
# The end of a tag that is longer than the reach, as tabs with scripts have it.
_CUT_TAG = re.compile(r"[^<>]{40,}[\"');\s]>")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_SPAN_OPENS = re.compile(r"<span\b[^<>]*>[^<>]*\Z", re.I)
_TWO_PARTS = re.compile(r"([^<>]*)</span>\s*<small\b", re.I)
_TAG = re.compile(r"<[^<>]*>?")
# Addresses of software; that of a post may well hold the word.
_OF_PINGS = re.compile(
    r"/(?:trackbacks?|pingbacks?|webmentions?|tb)/?(?:\?|\Z)|mt-?tb|"
    r"(?:/tb|trackbacks?)\.(?:cgi|php|aspx?)|[?&](?:tb|trackbacks?|__mode|mode|action|tb_id)=",
    re.I,
)
_STATING = (
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "a", "span", "strong", "b", "div", "dt", "dd", "legend",
    "summary", "button", "td", "th",
)  # fmt: skip
_JOINTS = re.compile(r"\s+[|»«›‹·•:—–-]+\s+|:\s+")
# Elements within one that states a number: the number, a link, a picture.
_FEW = 6
_REACH = 160
_NEAR = 6
_MOST = 200
_LARGEST_HEADING = 8


def read_announced(document: Document) -> int | None:
    """The number of linkbacks that the page states; kinds that are counted apart are added up.

    None where it states none, or several (a page of many posts). A number of comments is none, nor is one
    that stands in a side bar or in a post's title ("One trackback").
    """
    said = [found for found in headings(document) if found[1] is not None]
    if not said:
        return None
    others = _of_other_things(document)
    stated: dict[Kind, set[int]] = {}
    for kind, number in said:
        if number is not None and (kind, number) not in others:
            stated.setdefault(kind, set()).add(number)
    if not stated or any(len(numbers) > 1 for numbers in stated.values()):
        return None
    if Kind.UNKNOWN in stated:
        return max(stated[Kind.UNKNOWN])
    return sum(max(numbers) for numbers in stated.values())


def _of_other_things(document: Document) -> set[tuple[Kind, int | None]]:
    """What is stated only in margins, in titles of posts and by headings within their text."""
    others: set[tuple[Kind, int | None]] = set()
    own: set[tuple[Kind, int | None]] = set()
    for node, found in stating(document):
        elsewhere = (
            in_margin(document, node)
            or _is_title(document, node)
            or _is_of_member(node)
            or _is_bibliography(node)
            or (node.tag in HEADINGS and in_text(node))
        )
        (others if elsewhere else own).add(found)
    return others - own


@once
def stating(document: Document) -> tuple[tuple[LexborNode, tuple[Kind, int | None]], ...]:
    """The small elements that state a number, innermost ones."""
    said: dict[int, tuple[Kind, int | None]] = {}
    last = -1
    for number in document.tags(*_STATING):
        if document.end(number) - number > _FEW:
            continue
        text = document.elements[number].text()
        if len(text) < _REACH and (found := _said(fold(text))) and found[1] is not None:
            if last >= 0 and number < document.end(last):
                del said[last]
            said[number] = found
            last = number
    return tuple((document.elements[number], found) for number, found in said.items())


def _is_of_member(node: LexborNode) -> bool:
    """Whether a number stands in a list of what a member of a forum has: "Posts: 120", "Trackbacks: 3"."""
    return any(_OF_MEMBER.match(fold(each.text()[:60])) for each in elements_beside(node))


def _is_bibliography(node: LexborNode) -> bool:
    """Whether a heading of references heads no list of what WordPress numbers as comments."""
    if _REFERENCES.fullmatch(fold(node.text())) is None:
        return False
    here, following = node, node.next
    for _ in range(_NEAR):
        while following is None and here.parent is not None and here.parent.tag != "body":
            here = here.parent
            following = here.next
        if following is not None and following.tag in ("ul", "ol", "div"):
            return following.css_first('li[id*="comment-"], .pingback, .trackback') is None
        following = following.next if following is not None else None
    return True


def _is_title(document: Document, node: LexborNode) -> bool:
    """Whether an element says what the page's own title begins with, or leads to another post."""
    text, title = fold(node.text()).lower(), _title_of_page(document)
    if title.startswith(text) or is_titled_with_number(text, title):
        return True
    each: LexborNode | None = node
    for _ in range(3):
        if each is None or each.tag == "body":
            return False
        if each.tag == "a" and "href" in each.attributes:
            return _leads_to_post(document, attribute(each, "href"))
        each = each.parent
    return False


def is_titled_with_number(text: str, title: str) -> bool:
    """Whether a text that states a number is one of several parts of a page's title: a post's title. Pop-ups
    are called "Trackbacks" too, without a number."""
    parts = _JOINTS.split(title) if text and text in title else []
    return len(parts) > 1 and text in parts and (read_heading(text) or (None, None))[1] is not None


def _title_of_page(document: Document) -> str:
    return next((fold(document.elements[i].text()).lower() for i in document.tags("title")), "")


def _leads_to_post(document: Document, href: str) -> bool:
    """Whether a link leads to a page that is neither this one nor one of pings."""
    target = document.absolute(href)
    if not target or "#" in target or _OF_PINGS.search(target):
        return False
    return urls.split(target) != urls.split(document.url)


@once
def headings(document: Document) -> tuple[tuple[Kind, int | None], ...]:
    """Every piece of the page that reads as a heading of linkbacks, by its source alone: kind and number.

    Costs no walk over the tree, so that pages without any are known cheaply.
    """
    return tuple(found for text in mentions(document) if (found := _said(text)) is not None)


@once
def first_heading(document: Document) -> int:
    """The number of the first element that is but a heading of linkbacks; past the last where none is."""
    marked = document.numbers(".comments-head", ".trackback-header", ".trackbacks-header")
    for number in sorted({*document.tags(*HEADINGS, "b", "strong"), *marked}):
        if document.end(number) - number > _LARGEST_HEADING:
            continue
        if read_heading(fold(document.elements[number].text()[:_REACH])) is not None:
            return number
    return len(document.elements)


def _said(text: str) -> tuple[Kind, int | None] | None:
    """What a heading says of linkbacks, alone or behind a number of comments: "2 Responses, 3 Trackbacks"."""
    if (found := read_heading(text)) is not None or len(text) > _REACH:
        return found
    beside = _BESIDE.match(text)
    found = read_heading(text[beside.end() :]) if beside else None
    if found is not None and found[1] is not None:
        return found
    if "refer" not in text and "Refer" not in text:
        return None
    references = _REFERENCES.fullmatch(text[beside.end() :] if beside else text)
    return (Kind.UNKNOWN, int(references[1] or references[2])) if references else None


@once
def mentions(document: Document) -> tuple[str, ...]:
    """The text of the smallest block around each place where the page names linkbacks."""
    return tuple(_mentions(document))


def _mentions(document: Document) -> Iterator[str]:
    data, held = document.data, document.held(_ALL_NEEDLES)
    for needle in NEEDLES if held else ():
        for place in document.places_of(needle)[:_MOST] if needle in held else ():
            begin = max(0, place - _REACH)
            # Most of these words stand in tags, as classes.
            if data.rfind(b"<", begin, place) > data.rfind(b">", begin, place):
                continue
            before, after = (_COMMENT.sub("", part) for part in document.around(place, _REACH, _REACH))
            if (block := _block(before, after)) is not None:
                yield block


def _block(before: str, after: str) -> str | None:
    """The text around a place up to the nearest tags of blocks and links; None inside a tag or long text."""
    if before.rfind("<") > before.rfind(">"):
        return None
    opening = next(reversed(list(_OPENING.finditer(before))), None) or _CUT_TAG.match(before)
    closing = _OPENING.search(after)
    if opening is None or closing is None:
        return None
    before, after = before[opening.end() :], after[: closing.start()]
    if _SPAN_OPENS.search(before) and (parts := _TWO_PARTS.match(after)) is not None:
        after = parts[1]  # a header of two parts: the heading, and the address for pings
    return fold(html.unescape(_TAG.sub("", before + after)))
