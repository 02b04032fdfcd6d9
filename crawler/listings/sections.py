"""Any software: the records of a part that is named or headed as one of trackbacks, or that say so.

Of the software whose templates are read so: Geeklog, TikiWiki and bitweaver (a table), blojsom, Pebble, Typo
and Publify, PivotX, Sablog-X, emlog, Soojung, MetaBBS, Seezoo, SOY CMS and freo, Wretch, EasyBlog, Horde. In
them all a record is the link to the citing page and what stands around it: in an element of its own, or in
some lines between one link and the next. Its fields are told by labels ("来自:", "Title:"), by words ("from",
"left on … by"), or by their places (`crawler.markup.told`).

A part counts where its class or id names trackbacks or pingbacks, below a heading that does, or around words
that only a record has ("Trackback from:", "引用来自:"). A record must have more than its link: a label, a
blog's name, a date, or a text in a part that is named. Prefers silence to a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.markup.announced import headings
from crawler.markup.dates import read_date
from crawler.markup.dealing import Record, records
from crawler.markup.document import Document, ancestors, attribute, classes, fold, once
from crawler.markup.entries import in_margin, in_text, is_tool, language_of
from crawler.markup.entry_parts import leads_away
from crawler.markup.labels import kind_of_name, read_heading
from crawler.markup.lines import HEADINGS, MOST, Line, lines
from crawler.markup.told import Told, header_of, tell
from crawler.records import Kind, Linkback

_SAYING = (
    "trackback from", "pingback from", "trackbacked on", "引用来自", "引用來自", "引用时间", "引用時間",
    "[trackback]", "[pingback]",
)  # fmt: skip
# Sentences that stand right before records and nowhere else.
_INTRODUCING = (
    "references allow you to track sources", "what others have to say about", "sites linking to this page",
    "talkbacks to this article",
)  # fmt: skip
MARKS = (*_INTRODUCING, "#tbbody", "trackback", "pingback", "トラックバック", "引用", "트랙백", "엮인글")

_NAME = re.compile(
    r"[.#](?:[\w-]*[_-]|hidden|entry)?(?:track-?backs?|ping-?backs?)(?:list|s?[_-]?(?:list|links|body|section|content|items?|block|entries|area|box))?\Z|[.#]tbbody\Z"
)
_HARD = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption")
_SOFT = ("p", "b", "strong", "div", "dt", "span")
_LONGEST_HEADING = 60
_FOR_ENTRY = re.compile(r"(?:track|ping)backs? (?:for|on|to) (?:this|the) (?:entry|post|article)\W*", re.I)
_NO_RECORD = frozenset({"body", "html", "a", "input", "form", "head", "link", "img", "button"})
_WORDPRESS = frozenset({"even", "odd", "post", "depth-1"})
_WORDPRESS_ID = re.compile(r"(?:li-|div-)?comment-\d", re.I)
_STOP = re.compile(
    r"\b(?:comments?|respond|respons|reply|related|similar|share|sharing|nav|navigation|sidebar|footer)", re.I
)
_NO_PAGE = re.compile(r"trackback|[/?&.=-]tb\b|mt-tb|__mode=|rserver\.php|[?&]tb=", re.I)
_TOOL = re.compile(
    r"\W*(?:read (?:more|on)|more|delete|del|edit|reply|report|prosecute|spam|permalink|x|続きを読む|"
    r"削除|삭제|신고|删除|刪除|檢舉|举报)?\W*",
    re.I,
)
_ADDRESS = re.compile(
    r"(?:track ?back|ping ?back|引用|トラックバック|트랙백|엮인글)[^:：]{0,40}"
    r"(?:ur[li]|address|link|地址|網址|주소|アドレス)|(?:ur[li]|address)[^:：]{0,12}track ?back|"
    r"from your own site",
    re.I,
)
_INTRODUCTION = re.compile(
    r"listed below are|(?:weblogs|blogs|sites|posts) that (?:reference|link)|what others have to say|"
    r"この(?:一覧|リスト)|次のエントリー|beziehen sich auf|liens qui référencent|hacen referencia a|"
    r"die verwijzen",
    re.I,
)
_BARE_URL = re.compile(r"https?://\S+")
_COMMENTS = frozenset({".comment", ".commentlist", ".comment-list", ".comments", "#comments"})
_SAYS = re.compile(
    r"(?:track ?back from|ping ?back from|trackbacked on|引用来自|引用來自|引用时间|引用時間|"
    r"\[(?:track|ping)back\])\s*[:：]?\s*",
    re.I,
)
_SHORTEST_REST = 4
_SHORTEST_TEXT = 20
_MOST_PARTS = 300
_ROOM = 6
# Elements that a heading's holder may have besides: an anchor, a picture.
_FEW = 8
_SIBLINGS = 400
_HIGHEST = 3
_LONGEST_UNIT = 2000
_NO_UNIT = frozenset({"body", "html", "main", "article", "tbody", "table", "ul", "ol", "dl"})
_NO_UNITS = frozenset(
    {"content", "main", "container", "wrapper", "page", "hentry", "entry", "comments", "commentlist"}
)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The records of all such parts, each read once, in document order."""
    language = language_of(document)
    rows: dict[int, Linkback] = {}
    behind = -1
    parts = sorted(_parts(document), key=lambda each: (each.start, -each.stop))
    several = sum(part.named for part in parts) > 1
    # Parts may lie within each other: what is read stays in proportion to the page.
    room = _ROOM * len(document.elements)
    for part in parts:
        if part.start >= behind and (room := room - min(part.stop - part.start, MOST)) >= 0:
            found = list(_rows(document, part, url, language, several=several))
            behind = part.stop if found else behind
            for row in found:
                rows.setdefault(row.position, row)
    yield from (rows[number] for number in sorted(rows))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the page that may hold records: its elements, the numbers of the first and behind the last,
    its kind, and whether it is named as one by class or id."""

    nodes: list[LexborNode]
    start: int
    stop: int
    kind: Kind
    named: bool


def _parts(document: Document) -> Iterator[_Part]:
    yield from _named(document)
    if headings(document) or document.has("trackback for this"):
        yield from _headed(document)
    if document.has(*_SAYING):
        yield from _saying(document)
    if document.has(*_INTRODUCING):
        yield from _introduced(document)


def _named(document: Document) -> Iterator[_Part]:
    for mark in document.marks:
        if ("track" not in mark and "ping" not in mark and mark != "#tbbody") or not _NAME.match(mark):
            continue
        kind = Kind.PINGBACK if "ping" in mark else Kind.TRACKBACK
        for node in document.marked(mark)[:_MOST_PARTS]:
            if node.tag not in _NO_RECORD and not _is_wordpress(node) and not in_margin(document, node):
                start, stop = document.span(node)
                yield _Part([node], start, stop, kind, named=True)


def _is_wordpress(node: LexborNode) -> bool:
    """Whether an element is what comment_class() and wp_list_comments() print: read elsewhere."""
    return not _WORDPRESS.isdisjoint(classes(node)) or bool(_WORDPRESS_ID.match(attribute(node, "id")))


def _headed(document: Document) -> Iterator[_Part]:
    for found in (document.tagged(*_HARD), _soft(document)):
        parts = list(islice(filter(None, map(partial(_below, document), found)), _MOST_PARTS))
        yield from parts
        if parts or "#comment-" in document.marks:
            return


def _soft(document: Document) -> Iterator[LexborNode]:
    """Short elements of other kinds, that may head a part: those without elements of their own."""
    for number in document.tags(*_SOFT):
        node = document.elements[number]
        child = node.child
        if (
            child is not None
            and child.is_text_node
            and child.next is None
            and len(child.text_content or "") < _LONGEST_HEADING
        ):
            yield node


def _below(document: Document, heading: LexborNode) -> _Part | None:
    """What follows a heading of trackbacks, up to the next heading or a part of another name."""
    text = fold(heading.text()[:200])
    if len(text) > _LONGEST_HEADING:
        return None
    said = read_heading(text) or ((Kind.TRACKBACK, None) if _FOR_ENTRY.fullmatch(text) else None)
    if said is None or said[1] == 0 or in_margin(document, heading) or in_text(heading):
        return None
    nodes = list(_following(document, heading))
    if not nodes:
        return None
    return _Part(nodes, document.order(nodes[0]), document.span(nodes[-1])[1], said[0], named=False)


def _following(document: Document, heading: LexborNode) -> Iterator[LexborNode]:
    each: LexborNode | None = heading
    holder = heading.parent
    if heading.tag == "caption" and holder is not None:
        yield holder
        return
    if (
        holder is not None
        and holder.tag in ("header", "div", "td", "a")
        and document.end(document.order(holder)) - document.end(document.order(heading)) < _FEW
        and fold(holder.text()) == fold(heading.text())
    ):
        each = holder
    level = heading.tag if heading.tag in HEADINGS else "h6"
    for _ in range(_SIBLINGS):
        each = each.next if each is not None else None
        if each is None:
            return
        if not each.is_element_node:
            continue
        tag = each.tag or ""
        if (tag in HEADINGS and tag <= level) or tag == "article" or _is_other(document, each):
            return
        yield each


def _is_other(document: Document, node: LexborNode) -> bool:
    if node.tag in ("p", "a", "cite", "span", "br"):
        return False
    comments = _comments(document)
    start, stop = document.span(node)
    if bisect_left(comments, stop) > bisect_left(comments, start):
        return True
    return bool(_STOP.search(f"{attribute(node, 'class')} {attribute(node, 'id')}"))


@once
def _comments(document: Document) -> list[int]:
    """Numbers of the elements that are comments, lists of them, or forms."""
    named = [mark for mark in document.marks if mark in _COMMENTS or mark.startswith("#comment-")]
    return sorted({*document.numbers(*named), *document.tags("form")})


def _introduced(document: Document) -> Iterator[_Part]:
    """What follows a sentence that introduces records: behind its element, or behind the bare text."""
    for node in document.tagged("p", "div", "h3", "h4", "td", "section", "article"):
        said = next((text for text in node.iter(include_text=True) if _opens(text)), None)
        if said is None or in_margin(document, node):
            continue
        nodes = [each for each in _behind(said) if each.is_element_node] or list(_following(document, node))
        if nodes:
            stop = document.span(nodes[-1])[1]
            yield _Part(nodes, document.order(nodes[0]), stop, Kind.TRACKBACK, named=True)


def _opens(text: LexborNode) -> bool:
    return text.is_text_node and any(words in (text.text_content or "").lower() for words in _INTRODUCING)


def _behind(node: LexborNode) -> Iterator[LexborNode]:
    each = node.next
    while each is not None:
        yield each
        each = each.next


def _saying(document: Document) -> Iterator[_Part]:
    """Elements around words that only a record has."""
    language = language_of(document)
    for node in document.tagged("div", "p", "li", "span", "td", "dt", "cite", "h1", "h3", "h4"):
        match = _SAYS.match(own := _first_text(node))
        if match is None or in_margin(document, node):
            continue
        bracketed = match[0].startswith("[")
        if in_text(node) and not (bracketed or _is_comment(node)):
            continue
        unit = _unit(document, node)
        # A link follows, a blog's name and a date, or the link's own words: else it is somebody's sentence.
        rest = own[match.end() :]
        if unit is None or not (
            bracketed or len(rest) < _SHORTEST_REST or read_date(rest, language) or _repeats(unit, rest)
        ):
            continue
        start, stop = document.span(unit)
        kind = Kind.PINGBACK if "ping" in match[0].lower() else Kind.TRACKBACK
        yield _Part([unit], start, stop, kind, named=False)


def _repeats(unit: LexborNode, words: str) -> bool:
    """Whether a link of the unit says just these words: "Pingback from  TITLE" below the link TITLE."""
    return any(fold(link.text()) == words for link in unit.css("a[href]")[:8])


def _is_comment(node: LexborNode) -> bool:
    """Whether the words begin what is said in a comment of their own: the post's text holds no comment."""
    return any(
        "comment" in "".join(classes(each)) for each, _ in zip(ancestors(node), range(3), strict=False)
    )


def _first_text(node: LexborNode) -> str:
    """The text that an element begins with, up to its first child."""
    first = node.child
    return fold(first.text_content or "") if first is not None and first.is_text_node else ""


def _unit(document: Document, node: LexborNode) -> LexborNode | None:
    """The highest element around a record's words that holds but one record's links."""
    found = None
    for each, _ in zip((node, *ancestors(node)), range(_HIGHEST + 1), strict=False):
        if each.tag in _NO_UNIT or not _NO_UNITS.isdisjoint((*classes(each), attribute(each, "id").lower())):
            break
        if len(text := each.text()) > _LONGEST_UNIT or len(_SAYS.findall(text)) > 1:
            break
        targets = {attribute(a, "href") for a in each.css("a[href]")[:8] if _is_source(document, a)}
        if len(targets) > 1:
            break
        found = each if targets else found
    return found


def _is_source(document: Document, anchor: LexborNode) -> bool:
    href = attribute(anchor, "href")
    if "#" in href and urls.identity(document.absolute(href) or "") == urls.identity(document.url):
        return False
    return (
        leads_away(anchor)
        and not is_tool(anchor)
        and not _NO_PAGE.search(href)
        and not _TOOL.fullmatch(fold(anchor.text()))
    )


def _rows(
    document: Document, part: _Part, url: str, language: str | None, *, several: bool
) -> Iterator[Linkback]:
    read = [line for line in lines(document, part.nodes) if not _is_about(line)]
    columns = _columns(read)
    read = [line for line in read if not (line.column >= 0 and header_of(line) and not line.links)]
    dealt = records(document, (part.start, part.stop), read, partial(_is_source, document))
    bare = part.named and (several or len(dealt) > 1)
    for record in dealt:
        told = tell(record.lines, record.own, language, columns)
        source = document.absolute(record.source)
        if source is not None and _is_sure(told, record, source, url, named=part.named, bare=bare):
            yield _row(document, part, record, source, told)


def _is_about(line: Line) -> bool:
    """Whether a line heads the part, announces the address for pings, or introduces the records."""
    text = line.text
    if (not line.links and _BARE_URL.fullmatch(text)) or _INTRODUCTION.search(text):
        return True
    return (not line.links or len(text) < _LONGEST_HEADING) and (
        read_heading(line.shown(text)) is not None
        or bool(
            _ADDRESS.search(text) and not any(not _NO_PAGE.search(attribute(a, "href")) for a in line.links)
        )
    )


def _columns(read: list[Line]) -> dict[int, str]:
    """Which field each column of a table holds, as its first row says."""
    named: dict[int, str] = {}
    for line in read:
        if line.column < 0 or line.links or line.column in named or (name := header_of(line)) is None:
            break
        named[line.column] = name
    return named if len(named) > 1 else {}


def _row(document: Document, part: _Part, record: Record, source: str, told: Told) -> Linkback:
    return Linkback(
        kind=told.kind or part.kind,
        source=source,
        title=told.title or None,
        site=told.site or None,
        excerpt=told.excerpt or None,
        published=told.date,
        position=document.order(record.first),
    )


def _is_sure(told: Told, record: Record, source: str, url: str, *, named: bool, bare: bool) -> bool:
    """Whether there is enough of a record around its link, and no prose. `bare` says that a text will do."""
    title = fold(record.first.text())
    if kind_of_name(title) is not None or read_heading(title) is not None:
        return False
    lead = _lead(record)
    if (len(lead) > 40 and not told.date) or urls.identity(source) == urls.identity(url):
        return False
    if urls.site(source) == urls.site(url) and not (told.date and told.site):
        return False
    if told.date or told.labels > 1:
        return True
    if len(told.excerpt) < _SHORTEST_TEXT and not (bare and told.proofs):
        return False
    return (named and told.proofs > 0) or (bare and not lead.strip(" »>-–—*·•"))


def _lead(record: Record) -> str:
    """What stands before the record's first link in its line."""
    for line in record.lines:
        for number, link in enumerate(line.links):
            if link.mem_id in record.own:
                return line.text.partition(chr(0xE000 + number))[0]
    return ""
