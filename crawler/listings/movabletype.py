"""Movable Type 2-7 and TypePad: pings as the default templates print them, inline or as a pop-up page.

- 2.x pop-up (`mt-tb.cgi?__mode=view&entry_id=N`): TITLE as link, then the lines "Excerpt:", "Weblog:",
  "Tracked:" (題名, 概要, ウェブログ, 日付).
- 2.6-3.x inline: "» TITLE from SITE", the excerpt, "[Read More]", "Tracked on DATE".
- 3.2-7: the same within `div#ping-N.trackback`, `.trackback-content`, `p.trackback-footer`; `dt#trackbackN`
  and `dd`.
- Japanese templates: "» TITLE 送信元 SITE", "[続きを読む]", "トラックバック時刻: DATE".

The sentence "Listed below are links to weblogs that reference …" stands also above an empty list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.alike import parted
from crawler.lists.announced import first_heading, headings
from crawler.lists.entries import Entry, date_of, in_margin
from crawler.lists.entry_parts import leads_away, source_of, with_descriptions
from crawler.lists.page_language import language_of
from crawler.lists.record_part import NO_PAGE
from crawler.markup.document import Document, ancestors, attribute, classes, fold
from crawler.markup.ping_places import entry_marks, stretches
from crawler.markup.pings import Piece
from crawler.records import Kind, Linkback
from crawler.told.lines import told_of
from crawler.told.ping_fields import GUILLEMET, LONGEST_ENTRY, MORE, Ping, fill
from crawler.told.ping_lines import is_post, labelled, site_above, site_before, words_before
from crawler.words.dates import read_date
from crawler.words.labels import kind_of_name
from crawler.words.linkback_words import NEEDLES
from crawler.words.ping_words import INTRODUCING, SAID_FROM, TRANSLATED, introduces
from crawler.words.read_more import without_more

MARKS = (
    "#ping-", "#trackback", "tracked on", "tracked:", "[read more]", "listed below are links", "weblog:",
    "トラックバック", "mt-tb",
)  # fmt: skip

_NEEDLES = frozenset((*NEEDLES, "tracked", "mt-tb"))
# The software's own addresses for pings, and an entry's beginning: enough where its words are unknown.
_ADDRESSES = ("mt-tb", "typepad.com/t/trackback", "typepad.com/services/trackback")
_POINTED = ("» <a ", "&raquo; <a ", "&#187; <a ")
# Elements of what one ping is told in; what is larger holds others.
_LARGEST = 100
_BLOCKS = frozenset({"div", "li", "article", "section", "dl"})
_WHOLE = frozenset({"trackback", "ping"})
_WHOLE_ID = re.compile(r"(?:ping|trackback)-?\d+", re.I)
# What is left of an excerpt around "[Read More]" and before its text, and behind a blog's name.
_BEFORE_MORE = re.compile(r"\s*(?:\[\s*\]|…?\s*\[\s*)\Z")
_BEFORE_TEXT = re.compile(r"\Aから\s+|\A[).:,…\]］】\s]+(?=\S)(?!\.\.)")
_BEHIND_SITE = re.compile(r"\s*(?:[\[(|:]|,?\s+(?:on|at|am|le|il|el|em)|,)?\s*\Z")
_LEAST_BESIDE = 8
_LONGEST_DATE = 32
_HIGHEST = 6


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each link that is printed as a ping is; a bare link proves nothing."""
    if not _is_worth_reading(document):
        return
    language = language_of(document)
    marked = entry_marks(document)
    lines = stretches(document, marked, INTRODUCING, LONGEST_ENTRY)
    pings = (ping for line, titles in lines for ping in _pings(document, line, titles, marked))
    yield from parted([_linkback(document, ping, language) for ping in pings], language)


def _pings(document: Document, line: list[Piece], titles: set[int], marked: frozenset[int]) -> Iterator[Ping]:
    """The entries of a stretch of the page whose titles are among the links at some places in it."""
    introducing, introduced = document.has(*INTRODUCING), False
    behind = 0
    for i, piece in enumerate(line):
        if piece.anchor is None:
            if introducing:
                introduced = _still_introduced(introduced, piece)
        elif i >= behind and i in titles and _may_be_title(document, piece):
            ping, end = _read(document, line, i, introduced, marked)
            if ping is not None:
                behind = end
                yield ping


def _may_be_title(document: Document, piece: Piece) -> bool:
    """Whether a link may be an entry's: "trackback from your own site" is no page that pinged, nor is the
    blog's own address for pings."""
    if piece.anchor is None or not piece.text or not leads_away(piece.anchor):
        return False
    href = attribute(piece.anchor, "href")
    if NO_PAGE.search(href) and urls.is_same_host(document.absolute(href) or "", document.url):
        return False
    return MORE.fullmatch(piece.text) is None and kind_of_name(piece.text) is None


def _is_worth_reading(document: Document) -> bool:
    """Whether the page is worth reading as a run of words: many name trackbacks without any, or none."""
    if not document.held(_NEEDLES):
        return False
    marked = any(mark in document.marks for mark in MARKS[:2])
    worded = marked or document.has(*MARKS[2:-2]) or document.has(*TRANSLATED)
    return worded or (document.has(*_ADDRESSES) and document.has(*_POINTED))


def _still_introduced(introduced: bool, piece: Piece) -> bool:
    """Whether entries stand behind a piece of text, as a sentence says that no heading has ended."""
    if len(piece.text) > 1 and introduces(piece.text):
        return True
    return introduced and piece.text != "\f"


def _read(
    document: Document, line: list[Piece], at: int, introduced: bool, marked: frozenset[int]
) -> tuple[Ping | None, int]:
    """The entry whose title is the link at `at`, and the place behind it; (None, at) where it is none."""
    anchor = line[at].anchor
    assert anchor is not None
    before = words_before(line, at)
    if SAID_FROM.search(before):
        return None, at  # "Trackback from SITE", as other software says it
    pointed = bool(GUILLEMET.search(before))
    if at and is_post(line, at, pointed=pointed):
        return None, at
    node = _entry_node(document, anchor, marked) if marked else None
    if not (pointed or node is not None or labelled(line, at, before)):
        return None, at
    ping = Ping(anchor, node if node is not None else anchor, line[at].text)
    ping.last = _last(document, node) if node is not None else -1
    whole = _whole(anchor) if node is not None else None
    if whole is not None:
        ping.node, ping.site = whole, site_before(whole, line[at - 1]) if at else ""
    elif node is not None and node.tag == "dt":
        whole = with_descriptions(node)[-1]
    if whole is not None:
        line = line[: _behind(document, whole, line, at)]
    end = fill(ping, line, at)
    if not ping.site and before[-1:] in (":", "："):
        ping.site = site_above(line, at)
    enough = 1 if pointed or node is not None else 2
    sure = ping.proofs >= enough or (introduced and pointed) or (node is not None and (pointed or ping.named))
    if node is None and not introduced and not _is_headed(document, ping):
        return None, at  # "» TITLE from SITE [Read More]" is said of what an author has read as well
    return (ping, end) if sure and not in_margin(document, anchor) else (None, at)


def _is_headed(document: Document, ping: Ping) -> bool:
    """Whether the page has a heading of linkbacks, or the entry a date; an example that a post quotes stands
    above all headings."""
    quoted = any(each.tag == "blockquote" for each in islice(ancestors(ping.anchor), _HIGHEST))
    if quoted:
        return first_heading(document) < document.order(ping.anchor)
    return bool(ping.date or headings(document))


def _whole(anchor: LexborNode) -> LexborNode | None:
    """The block that the later templates make around all of one ping: `div#ping-N.trackback`."""
    for _, node in zip(range(6), ancestors(anchor), strict=False):
        if node.tag in _BLOCKS and _WHOLE_ID.fullmatch(attribute(node, "id").strip()):
            return node if _WHOLE & classes(node) else None
    return None


def _last(document: Document, node: LexborNode) -> int:
    """The element that an entry ends with: the block made for it, where it holds more than the link."""
    if node.tag not in _BLOCKS or not _WHOLE & classes(node):
        return -1
    links = document.within(node, "a")
    words = sum(len(fold(document.elements[link].text())) for link in links[:_HIGHEST])
    return document.order(node) if len(fold(node.text())) > words + _LEAST_BESIDE else -1


def _behind(document: Document, whole: LexborNode, line: list[Piece], at: int) -> int:
    """The place behind the block: that of the line on which the first link behind it stands."""
    stop = document.end(document.order(whole))
    end = min(len(line), at + LONGEST_ENTRY)
    for i in range(at + 1, end):
        anchor = line[i].anchor
        if anchor is not None and document.order(anchor) >= stop:
            while i > at + 1 and line[i - 1].text != "\n":
                i -= 1
            return i
    return end


def _entry_node(document: Document, anchor: LexborNode, marked: frozenset[int]) -> LexborNode | None:
    """The element that the template makes for one ping, among the nearest that hold the link."""
    places, each = document.places, anchor.parent
    for _ in range(_HIGHEST):
        if each is None:
            return None
        if places.get(each.mem_id) in marked:
            return each
        each = each.parent
    return None


def _linkback(document: Document, ping: Ping, language: str | None) -> Linkback:
    excerpt = without_more(fold(ping.excerpt))
    if excerpt.endswith(("[", "]")):
        excerpt = _BEFORE_MORE.sub("", excerpt).strip()
    excerpt = _BEFORE_TEXT.sub("", excerpt)
    site = _BEHIND_SITE.sub("", fold(ping.site))
    published = read_date(ping.date or ping.sited, language)
    start, stop = document.span(ping.node)
    alone = ping.node.mem_id == ping.anchor.mem_id or stop - start > _LARGEST
    if not (site and published) and not alone:
        # Own templates: the blog's name stands before the title, or a line of its own tells name and date.
        told = told_of(document, with_descriptions(ping.node), ping.anchor, language)
        if told.date and not published:
            only_date = len(excerpt) < _LONGEST_DATE and read_date(excerpt, language) == told.date
            published, excerpt = told.date, told.excerpt or ("" if only_date else excerpt)
        site = site or (told.site if ping.title not in told.site else "")
        own = Entry(document, ping.node, start, stop)
        published = published or date_of(own, ping.anchor, language)
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, ping.anchor),
        title=fold(ping.title) or None,
        site=site or None,
        excerpt=excerpt or None,
        published=published,
        position=document.order(ping.node),
    )
