"""People's comments that nothing names, numbers or heads: blocks made alike, each dated, before the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin
from crawler.lists.page_language import language_of
from crawler.lists.text_parts import is_text
from crawler.markup.document import Document, ancestors, fold
from crawler.markup.kin import HEADINGS, is_made_alike
from crawler.markup.links import leads_home
from crawler.words.dates import read_date

_TIMED = re.compile(r"\b\d{1,2}[:.]\d\d(?!\d)|\d\s?[時时点](?!間)|\d\s?[ap]\.?m\b", re.I)
# The lines below a post, and teasers: they say how many comments and pings there are, or lead on.
_OF_POST = re.compile(
    r"(?:comments?|コメント|评论|評論|回复|回應|留言|댓글|덧글|комментари\w+|"
    r"track ?backs?|トラックバック|引用(?:通告)?|트랙백|엮인글)"
    r"\s*[:：]?\s*[(（\[]?\s*\d|permalink|read more|続きを読む|阅读全文",
    re.I,
)
_BLOCKS = frozenset({"div", "li", "dl", "ul", "table", "p", "article", "section", "tr", "fieldset"})
_BETWEEN = frozenset({"br", "hr", "a", "script", "img", "span", "center", "ins", "noscript"})
_LONGEST_DATE = 160
_SHORTEST = 8
_SEVERAL = 2
_HIGHEST = 6
_MOST_FORMS = 3
_MOST_BESIDE = 300
_NEAR = 5
_DEEP = 4


def before_form(document: Document) -> list[LexborNode]:
    """The blocks of the first run that stands before a form with room for a text; [] where there is none."""
    language = language_of(document)

    def dated(node: LexborNode) -> bool:
        return _is_dated(document, node, language)

    for number in document.tags("textarea")[:_MOST_FORMS]:
        field = document.elements[number]
        if in_margin(document, field):
            continue
        for holder in (field, *islice(ancestors(field), _HIGHEST)):
            if holder.tag in ("body", "html"):
                break
            if found := _run(holder, dated):
                return [] if all(leads_on(document, each) for each in found) else found
    return []


def leads_on(document: Document, block: LexborNode) -> bool:
    """Whether a block links another page of the same blog, as one of teasers or of news does; the name of
    the blog's own author leads home."""
    here = urls.identity(document.url)
    for number in document.linked_within(block):
        href = document.attributes[number]["href"] or ""
        target = document.absolute(href) if not href.startswith("#") else None
        own = target is not None and urls.is_same_blog(target, document.url) and urls.identity(target) != here
        if own and not leads_home(document, href):
            return True
    return False


def _run(node: LexborNode, dated: Callable[[LexborNode], bool]) -> list[LexborNode]:
    """The blocks made alike that stand before an element, each dated; those that one block holds; [] for
    none."""
    for at, each in enumerate(_before(node)):
        if at == _NEAR:
            break
        if _is_post(each):
            break
        if each.tag in _BLOCKS and len(held := _held(each, dated)) >= _SEVERAL:
            return held
        if each.tag in _BLOCKS and dated(each):
            alike = [other for other in _before(node) if is_made_alike(other, each)]
            run = [other for other in alike if dated(other) and not _is_post(other)]
            return run[::-1] if len(run) == len(alike) >= _SEVERAL else []
    return []


def _held(block: LexborNode, dated: Callable[[LexborNode], bool]) -> list[LexborNode]:
    """The children of a block, or of what it holds alone, that are made alike and dated, where others are no
    more than what stands between, or one that heads them and one behind."""
    for _ in range(_DEEP):
        children = [child for child in block.iter() if child.tag in _BLOCKS or child.tag == "tbody"]
        if len(children) != 1:
            break
        block = children[0]
    else:
        return []
    if len(children) > _SEVERAL and not is_made_alike(children[0], children[1]):
        del children[0]
    if len(children) > _SEVERAL and not is_made_alike(children[-1], children[-2]):
        del children[-1]
    if len(children) < _SEVERAL or not all(is_made_alike(one, other) for one, other in pairwise(children)):
        return []
    return children if all(map(dated, children)) else []


def _before(node: LexborNode) -> Iterator[LexborNode]:
    """The elements before this one, the nearest first, without what but stands between blocks."""
    each = node.prev
    for _ in range(_MOST_BESIDE):
        if each is None:
            return
        if each.is_element_node and each.tag not in _BETWEEN and each.tag not in HEADINGS:
            yield each
        each = each.prev


def _is_post(node: LexborNode) -> bool:
    """Whether a block is the post, or holds it."""
    return is_text(node) or bool(node.css("h1, h2, .entry-content, .post-body")[:1])


def _is_dated(document: Document, node: LexborNode, language: str | None) -> bool:
    """Whether a block holds a text and, at one of its ends, a day and a time; it is no line below a post."""
    if document.within(node, "form", "textarea"):
        return False
    text = fold(node.text(separator=" "))
    ends = (text[:_LONGEST_DATE], text[-_LONGEST_DATE:])
    if _OF_POST.search(ends[0]) or _OF_POST.search(ends[1]):
        return False
    return any(
        (time := _TIMED.search(end)) is not None
        and read_date(end, language) is not None
        and len(end) - len(time[0]) > _SHORTEST
        for end in ends
    )
