"""Records of linkbacks that say so themselves: "Trackback from SITE", "[Pingback]", "引用来自"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.lists.entry_parts import leads_away
from crawler.lists.heading_places import heads_own_column
from crawler.lists.page_language import language_of
from crawler.lists.record_part import Part, is_source
from crawler.markup.document import Document, ancestors, attribute, classes, fold, text_of
from crawler.markup.kin import HEADINGS, elements_beside, is_made_alike, next_element
from crawler.records import Kind
from crawler.told.field_labels import is_label
from crawler.words.dated import cut_date, named
from crawler.words.dates import read_date
from crawler.words.labels import read_heading

SAYING = (
    "trackback from", "pingback from", "trackback by ", "pingback by ",
    "trackbacked on", "tracked on <", "引用来自", "引用來自", "引用时间",
    "引用時間", "引用通告：", "引用通告:", "[来自", "[來自", "<b>引用</b>", "<strong>引用</strong>",
    "[trackback]", "[pingback]", "trackback:", "pingback:", "excerpt:", "标题:", "標題:",
    "trackback från", "trackback fra ", "trackback od ", "pingback från", "trackback von",
    "pingback von", "trackback de ", "pingback de ", "trackback da ", "trackback van",
    "pingback van", "rétrolien de", "трекбек от", "трекбэк от", "пингбек от", "пингбэк от",
)  # fmt: skip
_SAYS = re.compile(
    r"(?:(?:track ?back|ping ?back) (?:from|by|von|de|da|van|från|fra|od)|rétrolien de|"
    r"(?:трекб|пингб)[еэ]к от|"
    r"(?:tracked|trackbacked) on|\[?引用来自|\[?引用來自|引用时间|引用時間|"
    r"引用通告(?=\s*[:：])|\[(?:track|ping)back\]|"
    # PJBlog: "[来自: SITE | DATE]" behind the link; where a person is from has no date beside it.
    r"\[[来來]自(?=\s*[:：][^\[\]|｜]{1,60}[|｜]\s*\d{4}[-/.年]\d[^\[\]]{3,40}\]))\s*[:：]?\s*",
    re.I,
)
# "(16.5.2012, 10:00) Pingback von …"
_DATED = re.compile(r"\A[(\[]\d[\d.,:/\s-]{5,24}[)\]]\W*(?=(?:track|ping) ?back)", re.I)
# A label alone, before the link of a record that says more.
_SAID = re.compile(r"(?:(?:track|ping)-?back|excerpt|标题|標題)\s*[:：]", re.I)
_QUOTED = "引用"
_ANY = re.compile(".+")
_SAYING_TAGS = (
    "div", "p", "li", "span", "td", "dt", "cite", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "em",
    "small", "a",
)  # fmt: skip
_BY = re.compile(r"\bby\b", re.I)
_SUBJECT = re.compile(
    r"(?:is|are|was|were|does|do|did|has|have|had|can|can't|should|will|would|works?|doesn['’]t|isn['’]t|"
    r"and|or|spam|links?|urls?)\b"
)
_LONGEST_SIGNATURE = 160
_MOST_ABOVE = 8
_HIGHEST = 3
_MOST_BESIDE = 80
_VERSION = re.compile(r"\W*(?:version |release |v\.? ?)?\d+\.\d+|change-?log|changes\b", re.I)
_SAYS_KIND = re.compile(r"\W*(?:(?:track|ping)-?back|rétrolien|трекб|пингб|引用)", re.I)
_OTHER_LABEL = re.compile(r"([^\W\d_]{2,20})\s?[:：]\s?\S")
_ABOVE = ("h1", "h2", "h3", "h4", "h5", "h6", "p")
_LONGEST_UNIT = 2000
_LARGEST_UNIT = 300
_MOST_LINKS = 8
_NO_UNIT = frozenset({"body", "html", "main", "article", "table", "ul", "ol", "dl"})
# Rows of a table that is one record: its heading, its text, its signature.
_MOST_ROWS = 3
_NO_UNITS = frozenset(
    {"content", "main", "container", "wrapper", "page", "hentry", "entry", "comments", "commentlist"}
)


def said_parts(document: Document) -> Iterator[Part]:
    """Elements around words that only a record has."""
    language = language_of(document)
    for node in document.tagged(*_SAYING_TAGS):
        own = _DATED.sub("", _first_text(node))
        match = _SAYS.match(own) or _SAID.fullmatch(own) or (_is_bold_word(node, own) and _ANY.match(own))
        if not match or _stands_elsewhere(document, node) or _is_prose(node, match, language):
            continue
        said = match[0].lower()
        bracketed = said.rstrip().endswith("]")
        placed = said.startswith(("[来", "[來")) or own == _QUOTED
        if (placed or (in_text(node) and not bracketed)) and not _is_comment(node):
            continue  # news that a post lists says where it is from as well
        kind = Kind.PINGBACK if said.startswith(("ping", "[ping", "пинг")) else Kind.TRACKBACK
        unit = _unit(document, node)
        if unit is None:
            signed = _signature(document, node, language) if bracketed else None
            if signed is not None:
                stop = document.span(signed)[1]
                yield Part([node, signed], document.order(node), stop, kind, named=False)
            continue
        if is_one_of_labels(unit):
            continue  # "Trackback: LINK" beside "Comments: LINK": what was changed in a version
        if (bracketed or placed) and not _links_a_page(document, unit):
            continue  # a comment that begins with the word: its author's home page is no post
        if bracketed or node.tag == "a" or _goes_on_as_record(unit, own[match.end() :], language):
            above = _title_above(unit) if node is unit else []
            nodes = [*above, unit, *_going_on(document, unit)]
            start, stop = document.order(nodes[0]), document.span(nodes[-1])[1]
            yield Part(nodes, start, stop, kind, named=False)


def _stands_elsewhere(document: Document, node: LexborNode) -> bool:
    """Whether an element is of a margin, a link within the page, or an item of a section of the text."""
    if in_margin(document, node) or (node.tag == "a" and not leads_away(node)):
        return True
    return node.tag == "li" and not node.attributes and _is_of_section(document, node)


def _is_prose(node: LexborNode, match: re.Match[str], language: str | None) -> bool:
    """Whether the words of a record are part of a sentence, or of a record that others tell."""
    said = match[0].lower()
    if said.startswith("tracked") and match.end() < len(match.string):
        return True  # the date behind it is of a record that others tell
    if _BY.search(said) and not _is_signed_by(node, language):
        return True  # somebody's words
    if said.rstrip().endswith("]") and _SUBJECT.match(match.string, match.end()):
        return True  # "[Trackback] is off here"
    return _says_of_link(node)  # "Pingback: LINK is how I turned them off"


def _goes_on_as_record(unit: LexborNode, rest: str, language: str | None) -> bool:
    """Whether behind the words a link follows, a blog's name and a date, or the link's own words: else they
    are somebody's sentence."""
    return not any(map(str.isalpha, rest)) or read_date(rest, language) is not None or _repeats(unit, rest)


def _is_bold_word(node: LexborNode, own: str) -> bool:
    """Whether an element is the bold word that heads a quotation of the post, before the link to it; people's
    comments offer it as a tool, which links nothing away."""
    if own != _QUOTED or node.tag not in ("b", "strong") or text_of(node) != own:
        return False
    following = node.next
    while following is not None and following.is_text_node and not (following.text_content or "").strip():
        following = following.next
    return following is not None and following.tag == "a" and leads_away(following)


def _is_signed_by(node: LexborNode, language: str | None) -> bool:
    """Whether an element, or the line that it is in, says no more than "Trackback by NAME on DATE", the name
    linked."""
    link = node.css_first("a[href]") if node.tag != "a" else None
    if link is None or node.parent is None:
        return False
    for line in (node, node.parent):
        cut = cut_date(fold(line.text()), language)
        before = named(cut[0]) if cut is not None else ""
        if cut is not None and _SAYS.sub("", before) == text_of(link) and not any(map(str.isalnum, cut[2])):
            return True
    return False


def _says_of_link(node: LexborNode) -> bool:
    """Whether the words behind the first link of an element say what that does: somebody's sentence."""
    link = next((each for each in node.iter() if each.tag == "a" and each.child is not None), None)
    behind = link.next if link is not None else None
    return (
        behind is not None
        and behind.is_text_node
        and _SUBJECT.match(fold(behind.text_content or "")) is not None
    )


def _is_of_section(document: Document, node: LexborNode) -> bool:
    """Whether the heading above the plain list of an item heads a section of the text: it is neither the
    post's title nor one of what was answered, and other items are no records; or it is that of a version."""
    holder = node.parent
    if holder is None or holder.attributes:
        return False
    alone = all(_SAYS_KIND.match(item.text()) for item in holder.iter())
    each = holder.prev
    for _ in range(_MOST_BESIDE):
        if each is None:
            return False
        if each.tag in HEADINGS:
            text = fold(each.text()[:_LONGEST_SIGNATURE])
            if alone:
                return _VERSION.match(text) is not None
            title = next(map(text_of, document.tagged("title")[:1]), "")
            return not (each.tag == "h1" or text in title or heads_own_column(text) or read_heading(text))
        each = each.prev
    return False


def _title_above(unit: LexborNode) -> list[LexborNode]:
    """The heading and the texts that stand above a paragraph which only says who linked and when; none where
    no heading opens them, or they have links."""
    found: list[LexborNode] = []
    each = unit.prev if unit.tag == "p" else None
    for _ in range(_MOST_ABOVE):
        if each is None or not (each.is_element_node or not fold(each.text_content or "")):
            return []
        if each.is_element_node:
            if each.tag not in _ABOVE or each.css_first("a[href]") is not None:
                return []
            found.insert(0, each)
            if each.tag in HEADINGS:
                return found if len(found) > 1 else []
        each = each.prev
    return []


def _going_on(document: Document, unit: LexborNode) -> list[LexborNode]:
    """The block right behind a block that says who quoted when, where all that it links is the same page:
    L-Blog's title, link and text."""
    each = next_element(unit) if unit.tag == "div" else None
    if each is None or each.tag != unit.tag:
        return []
    own, behind = (
        {attribute(a, "href") for a in node.css("a[href]")[:_MOST_LINKS] if is_source(document, a)}
        for node in (unit, each)
    )
    return [each] if own == behind else []


def _signature(document: Document, node: LexborNode, language: str | None) -> LexborNode | None:
    """The line right behind a text that says by its one link and a date who wrote it; None without one."""
    each = next_element(node)
    if (
        each is None
        or each.tag not in ("p", "div", "span")
        or len(text := fold(each.text())) > _LONGEST_SIGNATURE
    ):
        return None
    sources = [a for a in each.css("a[href]")[:4] if is_source(document, a)]
    dated = len(sources) == 1 and read_date(text, language) is not None
    return each if dated and _links_a_page(document, each) else None


def _links_a_page(document: Document, node: LexborNode) -> bool:
    """Whether a link leads to more than the home page of a host."""
    targets = (
        document.absolute(attribute(a, "href")) for a in node.css("a[href]")[:8] if is_source(document, a)
    )
    return any(target and urls.split(target)[1:] not in (("/", ""), ("", "")) for target in targets)


def _repeats(unit: LexborNode, words: str) -> bool:
    """Whether a link of the unit says just these words: "Pingback from  TITLE" below the link TITLE."""
    return any(fold(link.text()) == words for link in unit.css("a[href]")[:8])


def _is_comment(node: LexborNode) -> bool:
    """Whether the words begin what is said in a comment of their own: the post's text holds no comment."""
    return any(
        "comment" in "".join(classes(each)) for each, _ in zip(ancestors(node), range(3), strict=False)
    )


def _first_text(node: LexborNode) -> str:
    """The text that an element begins with, up to its first child but empty anchors and pictures."""
    first = node.child
    while first is not None and (first.tag == "img" or (first.tag == "a" and first.child is None)):
        first = first.next
    return fold(first.text_content or "") if first is not None and first.is_text_node else ""


def _holds_two_records(document: Document, node: LexborNode, words: int) -> bool:
    """Whether an element holds a heading without a link behind a record's words, or two of one level: another
    part begins."""
    numbers = document.within(node, *HEADINGS)
    heads = [n for n in numbers if next(document.linked_within(document.elements[n]), None) is None]
    levels = [document.elements[number].tag for number in heads]
    return bool(heads and heads[-1] > words) or len(set(levels)) < len(levels)


def _unit(document: Document, node: LexborNode) -> LexborNode | None:
    """The highest element around a record's words that holds but one record's links."""
    found = None
    for each in islice(chain((node,), ancestors(node)), _HIGHEST + 1):
        named = () if each.tag == "p" else (*classes(each), attribute(each, "id").lower())
        if each.tag in _NO_UNIT or not _NO_UNITS.isdisjoint(named) or _is_table_of_many(each):
            break
        start, stop = document.span(each)
        if (
            stop - start > _LARGEST_UNIT
            or len(text := each.text()) > _LONGEST_UNIT
            or len(_SAYS.findall(text)) > 1
        ):
            break
        if _holds_two_records(document, each, document.order(node)):
            break
        targets = {attribute(a, "href") for a in each.css("a[href]")[:8] if is_source(document, a)}
        if len(targets) > 1 or (found is not None and _is_one_of_many(found)):
            break
        found = each if targets else found
    return found


def is_one_of_labels(unit: LexborNode) -> bool:
    """Whether an element beside a record's, made like it, has the label of another thing and a link."""
    for each in elements_beside(unit):
        if not is_made_alike(each, unit):
            continue
        text = fold(each.text()[:_LONGEST_SIGNATURE])
        match = _OTHER_LABEL.match(text)
        if match and not (_SAYS_KIND.match(text) or is_label(match[1])):
            return each.css_first("a[href]") is not None
    return False


def _is_table_of_many(node: LexborNode) -> bool:
    """Whether an element is the rows of a table that are more than one record has, or hold tables."""
    if node.tag != "tbody":
        return False
    return sum(row.tag == "tr" for row in node.iter()) > _MOST_ROWS or node.css_first("table") is not None


def _is_one_of_many(node: LexborNode) -> bool:
    """Whether an element next to a record's is made like it, by its tag and a class: another's, though it may
    link no page."""
    own = classes(node)
    return bool(own) and any(
        each.tag == node.tag and not own.isdisjoint(classes(each)) for each in elements_beside(node)
    )
