"""A part of a page that may hold records of linkbacks, and the links in it that may lead to citing pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entry_parts import leads_away
from crawler.lists.tools import is_tool
from crawler.markup.document import Document, ancestors, attribute, classes, fold
from crawler.records import Kind

# Addresses for pings; those that name another page in turn are pages about it: "topsy.com/trackback?url=http://…".
NO_PAGE = re.compile(
    r"\A(?!.*(?:[?&]url=https?(?::|%3a)|/tb/[\w-]+\.\w))"
    r".*?(?:trackback|[/?&.=-]tb\b|mt-tb|__mode=|rserver\.php|[?&]tb=)",
    re.I | re.S,
)
_KINDS = {"pingback": Kind.PINGBACK, "trackback": Kind.TRACKBACK}
_NEAR = 6
_TOOL = re.compile(
    r"\W*+(?:read (?:more|on|the rest)|(?:continue|keep) reading|more|delete|del|edit|"
    r"reply|report|prosecute|spam|permalink|x|"
    r"close(?: (?:this )?window)?|"
    r"(?:(?:go )?back|return) to (?:the )?(?:main|home|blog|top|weblog|entry|post|article)(?: page)?|"
    r"続きを読む|"
    r"削除|삭제|신고|删除|刪除|檢舉|举报)?\W*+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page that may hold records: its elements, the numbers of the first and behind the last,
    its kind, and whether it is named as one by class or id, or stands below a heading that is one by tag;
    `stated` is the number of records that the heading states; `inside` whether it ends the post's own text,
    as a converter leaves it: then only what the heading states counts."""

    nodes: list[LexborNode]
    start: int
    stop: int
    kind: Kind
    named: bool
    hard: bool = False
    stated: int | None = None
    inside: bool = False


def kind_around(document: Document, anchor: LexborNode, start: int) -> Kind | None:
    """The kind that the class of an element around a record's link states, within the part that begins at the
    element `start`: `article.pingback` below "Trackbacks", as Styx has it."""
    for each in islice(ancestors(anchor), _NEAR):
        if document.order(each) < start:
            return None
        if len(kinds := [kind for name, kind in _KINDS.items() if name in classes(each)]) == 1:
            return kinds[0]
    return None


def is_source(document: Document, anchor: LexborNode) -> bool:
    """Whether a link may lead to a citing page: none of the tools, no address for pings, not this page."""
    return leads_elsewhere(document, anchor) and not NO_PAGE.search(attribute(anchor, "href"))


def leads_elsewhere(document: Document, anchor: LexborNode) -> bool:
    """Whether a link is none of the tools and leads to another page."""
    if urls.identity(document.absolute(attribute(anchor, "href")) or "") == urls.identity(document.url):
        return False
    return leads_away(anchor) and not is_tool(document, anchor) and not _TOOL.fullmatch(fold(anchor.text()))
