"""The by-lines of a post: which elements hold them, and whose name they give."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice, takewhile

from selectolax.lexbor import LexborNode

from crawler.comments.headed import is_heading, mentions_comments
from crawler.facts.byline_names import called_lines, is_called
from crawler.facts.leftover import beside_picture, beside_sign, is_linked_lead, leftover, user_link
from crawler.facts.teasers import in_teaser
from crawler.facts.wording import given_names, is_capital, is_person, posted_by, signed_name, tells_of_writing
from crawler.markup.document import Document, attribute, classes, fold, named_anchors
from crawler.markup.links import in_region
from crawler.records import Region
from crawler.words.dated import cut_date
from crawler.words.labels import read_heading

_AUTHORS = frozenset({"byline", "post-byline", "entry-byline", "postedby", "posted-by", "postauthor"})
_SHORTEST_SENTENCE = 30
_PROSE = frozenset({"p", "div", "span", "em"})
# What templates call the text of a post.
_TEXT = re.compile(
    r"(?:\A|[-_])(?:content|text|body|entry|excerpt|summary|storycontent|entrytext|entrybody)\Z"
)
# What leads on to other posts, in place of a line of this one.
_OTHERS = re.compile(
    r"\W*(?:(?:possibly )?related|similar|see also|you (?:may|might) also|"
    r"関連(?:記事|エントリー)|相关(?:文章|日志|阅读)|相關(?:文章|閱讀)|관련\s?글|"
    r"похожие|читайте также)",
    re.I,
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_FURTHER = (".wp-block-post", ".commentlist", ".comment-list", ".comment")
_DAY = len("2006-03-14")
_SPACES = 200
_LONGEST_BYLINE = 300
_BLOCKS = ("p", "div", "small", "li", "dt", "dd", "h2", "h3", "h4", "h5", "h6")
# What a line beside a title may be.
_BESIDE = frozenset(
    {"small", "p", "div", "span", "em", "h2", "h3", "h4", "h5", "h6", "li", "time", "abbr", "address",
     "ul", "tr"}
)  # fmt: skip
_LONGEST_CLOSING = 160
_LONGEST_HEADING = 40
_LONGEST_LABEL = 20
_AND = re.compile(r"\s*[,/&]\s*|\s+(?:and|und|et|y|e|en|og|och)\s+", re.I)
_BETWEEN = re.compile(r"\s+(?:to|in|under)\Z")
_MOST_CLOSING = 8
_MOST_LINKS = 20
_MOST_LOOSE = 20
_INLINE = frozenset({"-text", "a", "span", "b", "strong", "em", "i", "small", "abbr", "time", "br", "img"})


def read_lines(document: Document, title: LexborNode | None, end: int) -> Iterator[tuple[LexborNode, str]]:
    """Date lines and by-lines of the post with their text: named ones, and short ones beside the title; none
    from the element `end` on, at which the comments begin (-1: nowhere)."""
    beside = list(_beside(document, title, ends=end >= 0)) if title is not None else []
    named_so = [*document.marked(*called_lines(document)), *_footers(document, title)]
    called = [
        _line_of(node)
        for node in _from_title(document, named_so, title)
        if end < 0 or document.order(node) < end
    ]
    last = list(_closing(document, title)) if title is not None and not called else []
    named = range(len(beside), len(beside) + len(called))
    for place, node in enumerate(beside + called + last):
        begin = document.order(node)
        if 0 <= end < document.end(begin) and (end <= begin or place < len(beside)):
            continue  # behind the comments' heading, or the element around it
        text = _without_title(document, node, title, _separated(node))
        if _OTHERS.match(text) is not None:
            continue
        if 0 < len(text) <= 600 and (place in named or not _is_prose(document, node, text)):
            yield node, text
    if title is not None:
        yield from ((title, text) for text in (*_rest(document, title), *_loose(title)))


def _footers(document: Document, title: LexborNode | None) -> Iterator[LexborNode]:
    """The footer of the article that the title stands in, where no class says what it is."""
    for number in document.tags("footer") if title is not None else ():
        node = document.elements[number]
        article = node.parent
        if article is None or article.tag != "article" or "class" in node.attributes or title is None:
            continue
        start, end = document.span(article)
        if start < document.order(title) < end:
            yield node


def _line_of(node: LexborNode) -> LexborNode:
    """The paragraph that a named link stands in, of which it is but the author's name; the line around a
    named word that a date ends."""
    line = node.parent if node.tag in ("a", "span") else None
    if line is None or (node.tag == "a" and line.tag == "p"):
        return line or node
    name = "" if _is_longer(line, _LONGEST_CLOSING) else fold(node.text())
    behind = fold(line.text(separator=" ")).partition(name)[2] if name else ""
    return line if behind[:1] == " " and _is_date(behind) else node


def _is_date(text: str) -> bool:
    cut = cut_date(text, None) if any(map(str.isdigit, text)) else None
    return cut is not None and not (cut[0] + cut[2]).strip(" ,|·•–—-")


def comments_begin(document: Document, title: LexborNode | None) -> int:
    """The number of the element below the title at which the comments begin; -1 where none is named so."""
    start = document.order(title) if title is not None else 0
    named = (number for number, name in named_anchors(document) if name == "comments")
    begin = min((i for i in (*document.numbers("#comments"), *named) if i > start), default=-1)
    for number in document.tags("h2", "h3", "h4", "h5") if mentions_comments(document) else ():
        if 0 <= begin <= number:
            break
        if number > start and _heads_comments(document, number):
            return number
    return begin


def _heads_comments(document: Document, heading: int) -> bool:
    text = fold(document.elements[heading].text()[:80])
    if len(text) > _LONGEST_HEADING:
        return False
    parts = _AND.split(text)  # "1 comment, 2 trackbacks"
    return is_heading(parts[0]) and all(is_heading(part) or read_heading(part) for part in parts[1:])


def _without_title(document: Document, node: LexborNode, title: LexborNode | None, text: str) -> str:
    """The text of a line that the title stands in, without it."""
    if title is None or node.mem_id == title.mem_id:
        return text
    start, end = document.span(node)
    if not start < document.order(title) < end:
        return text
    return text.replace(_separated(title), "|", 1).strip("| ")


def _rest(document: Document, title: LexborNode) -> Iterator[str]:
    """What a heading says besides the title, which is its link to the post: Textpattern's date and author."""
    for number in document.within(title, "a")[:1]:
        if "bookmark" in (document.attributes[number].get("rel") or "").split():
            link = _separated(document.elements[number])
            rest = _separated(title).replace(link, "", 1).strip(" ·|–—-")
            if 0 < len(rest) <= _LONGEST_CLOSING:
                yield rest


def _loose(title: LexborNode) -> Iterator[str]:
    """The lines of bare text right behind the title, in the element that holds both."""
    parts: list[str] = []
    each = title.next
    while each is not None and len(parts) < _MOST_LOOSE:
        if each.is_element_node and each.tag not in _INLINE:
            break
        parts.append("\n" if each.tag == "br" else fold(each.text(separator=" ")[:_LONGEST_BYLINE]))
        each = each.next
    for line in " ".join(parts).split("\n")[:3]:
        text = fold(line)
        if 0 < len(text) <= _LONGEST_CLOSING and (text[-1] not in ".!?…。" or tells_of_writing(text)):
            yield text


def _is_prose(document: Document, node: LexborNode, text: str) -> bool:
    """Whether an element beside the title is the first of the post's text rather than one of its lines: it is
    called the text or holds a quotation, or it is a sentence that tells of no writing."""
    if is_called(node):
        return False
    if any(map(_TEXT.search, classes(node))) or document.within(node, "blockquote", "cite"):
        return True
    if (
        node.tag not in _PROSE
        or len(text) < _SHORTEST_SENTENCE
        or (node.tag == "p" and node.attributes.get("class"))
    ):
        return False
    return text[-1] in ".!?…。！？" and not tells_of_writing(text) and not text[0].isdigit()


def _separated(node: LexborNode) -> str:
    """Text of an element, its parts kept apart: "By <a>A</a><span>May 1</span>" is no "AMay"; the items of a
    list are parts of their own."""
    if node.tag == "ul":
        return " | ".join(fold(item.text(separator=" ")[:200]) for item in islice(node.iter(), 12))
    return fold(node.text(separator=" ")[:1000]).replace(" ,", ",").replace(" .", ".")


def _from_title(document: Document, nodes: list[LexborNode], title: LexborNode | None) -> list[LexborNode]:
    """Those of the first 80 that stand in the content, from shortly before the title on."""
    start = document.order(title) - 12 if title is not None else 0
    kept = [node for node in nodes if document.order(node) >= start][:80]
    inside = [node for node in kept if in_region(document, node) is Region.CONTENT]
    return [node for node in inside if not in_teaser(document, document.order(node))]


def _beside(document: Document, title: LexborNode, *, ends: bool) -> Iterator[LexborNode]:
    """Short elements right after, then right before, the title or what wraps it alone. `ends` tells that it
    is known where the comments begin."""
    row = _row(title)
    for start in (title, *_around(title)) if row is None else (row,):
        if start.tag in ("body", "html"):
            return
        behind = _siblings(document, start, forward=True)
        yield from behind if ends else takewhile(lambda node: not _opens_comments(document, node), behind)
        yield from _siblings(document, start, forward=False)


def _around(title: LexborNode) -> Iterator[LexborNode]:
    """The element that the title stands in, and those around that while they hold but the title: bold words
    in a link in a paragraph, a heading in a block of its own."""
    each, text = title.parent, fold(title.text())
    while each is not None:
        yield each
        if not _holds_but(each, text) or (each.tag not in _INLINE and not _holds_but(each.parent, text)):
            return
        each = each.parent


def _holds_but(node: LexborNode | None, text: str) -> bool:
    return node is not None and not _is_longer(node, len(text) + _SPACES) and fold(node.text()) == text


def _row(title: LexborNode) -> LexborNode | None:
    """The row of a table that holds but the title; None where it stands in none."""
    each: LexborNode | None = title
    for _ in range(3):
        if each is None or each.tag == "tr":
            break
        each = each.parent
    return each if each is not None and each.tag == "tr" and fold(each.text()) == fold(title.text()) else None


def _closing(document: Document, title: LexborNode) -> Iterator[LexborNode]:
    """The short lines that a post ends with, of templates that name none: "Posted by Ann | March 2, 2005"."""
    holder = (_row(title) or title).parent
    if holder is None or holder.tag in ("body", "html") or not holder.child:
        return
    each = holder.last_child
    for _ in range(_MOST_CLOSING):
        if each is None or each.mem_id == title.mem_id:
            return
        if each.is_element_node:
            if each.tag not in ("p", "div", "small", "span", "em", "tr") or _ends_post(document, each):
                return
            if "class" not in each.attributes:
                yield each
        each = each.prev


def _ends_post(document: Document, node: LexborNode) -> bool:
    return in_region(document, node) is not Region.CONTENT or _is_longer(node, _LONGEST_CLOSING)


def _is_comments(document: Document, node: LexborNode) -> bool:
    named = "comment" in attribute(node, "class").lower()
    return named and any(True for _ in document.linked_within(node))


def _siblings(document: Document, node: LexborNode, *, forward: bool) -> Iterator[LexborNode]:
    here = node.next if forward else node.prev
    seen = 0
    while here is not None and seen < 8:
        seen += 1
        if here.is_element_node and here.tag in _BESIDE:
            if (
                in_region(document, here) is not Region.CONTENT
                or _is_longer(here, 260)
                or _is_comments(document, here)
            ):
                return
            if _holds_posts(document, here) or (here.tag in _HEADINGS and _OTHERS.match(fold(here.text()))):
                return
            yield here
        here = here.next if forward else here.prev


def _opens_comments(document: Document, node: LexborNode) -> bool:
    """Whether an element of any kind but heads the comments, and says no number, which counts them, or is
    a heading called a comment's: what stands behind it is theirs."""
    if node.tag in _HEADINGS and "comment" in attribute(node, "class").lower():
        return True
    if _is_longer(node, _LONGEST_LABEL) or next(document.linked_within(node), None) is not None:
        return False
    text = fold(node.text())
    return bool(text) and not any(map(str.isdigit, text)) and is_heading(text)


def _is_longer(node: LexborNode, length: int) -> bool:
    """Whether an element's text has more characters: that of the post itself need not be read to its end."""
    for each in node.traverse(include_text=True):
        if each.is_text_node and (length := length - len(each.text_content or "")) < 0:
            return True
    return False


def _holds_posts(document: Document, node: LexborNode) -> bool:
    """Whether an element is a list of other posts, as block themes show them below a post, or of comments."""
    start, end = document.span(node)
    return any(start < number < end for number in document.numbers(*_FURTHER))


def author_of(
    document: Document, lines: Iterable[tuple[LexborNode, str]], topics: Collection[str] = ()
) -> str:
    """The name that the by-lines give; "" where they give none. `topics` are those of the post."""
    short = [(node, text) for node, text in lines if 0 < len(text) <= _LONGEST_BYLINE]
    for place, given, sure in given_names([(text, is_called(node)) for node, text in short]):
        node = short[place][0]
        name = _cut(document, node, given, topics)
        if " " in name and topics:
            name = _without_topic(name, topics, _texts_of_links(document, node, least=1))
        # "Published in TOPIC", where the language has the word of another's "by".
        if sure or (
            name not in topics and (is_capital(name) or is_linked_lead(document, short[place], name))
        ):
            return name
    told = [(node, text) for node, text in short if is_called(node) or text[-1] not in ".!?…"]
    if name := user_link(document, told) or beside_sign(document, short) or leftover(document, short, topics):
        return name
    signed = filter(None, (signed_name(text, _linked(document, node)) for node, text in short))
    bare = (text for node, text in short if _is_bare_name(node, text))
    return next(signed, "") or next(bare, "") or beside_picture(document, short)


def _without_topic(name: str, topics: Collection[str], links: Collection[str]) -> str:
    """A name without the topic that stands right behind it, as one of the line's `links`: "NAME TOPIC"; and
    without the word between them: "NAME to TOPIC"."""
    behind = next((topic for topic in topics if topic in links and name.endswith(f" {topic}")), None)
    return _BETWEEN.sub("", name.removesuffix(f" {behind}").rstrip()) if behind else name


def _is_bare_name(node: LexborNode, text: str) -> bool:
    """Whether a line that is called one of an author, or is an address, says nothing but a full name."""
    return is_person(text) and (node.tag == "address" or not _AUTHORS.isdisjoint(classes(node)))


def author_posting(text: str, title: str, published: Callable[[], str]) -> str:
    """Who a page's text says posted something on the post's own day, where no line of the post tells: pages
    of tables and line breaks. "" where it says no such thing, or only in the title."""
    found = posted_by(text)
    if found is None or found[1][:_DAY] != published()[:_DAY]:
        return ""
    return "" if found[0].lower() in title.lower() else found[0]


def _cut(document: Document, node: LexborNode, name: str, topics: Collection[str]) -> str:
    """The part of a name that a link of its line holds, or that its block ends with: what follows without a
    sign, as icons part it, is another field. Where the verb comes last, a topic may stand before the name."""
    if " " not in name:
        return name
    links = _texts_of_links(document, node)
    first = next((text for text in links if name.startswith(f"{text} ")), "")
    if first in topics:
        first = next((text for text in links if name.endswith(f" {text}") and text not in topics), first)
    if first:
        return first
    blocks = [fold(document.elements[i].text()[:400]) for i in document.within(node, *_BLOCKS)[:_MOST_LINKS]]
    words = name.split()
    starts = (" ".join(words[:count]) for count in range(1, len(words)))
    start = next((start for start in starts if any(text.endswith(start) for text in blocks)), name)
    # The post's text, where that is short: what signs it stands behind.
    said = start[-1] in "。！？" or (start[-1] in ".!?…" and not is_capital(start))
    return name.removeprefix(start).strip() or name if said else start


def _linked(document: Document, node: LexborNode) -> frozenset[str]:
    return frozenset(_texts_of_links(document, node))


def _texts_of_links(document: Document, node: LexborNode, *, least: int = 2) -> list[str]:
    """What an element's first links say, those of fewer than `least` characters left out: a topic may be one
    sign, a name is none."""
    links = islice(document.linked_within(node), _MOST_LINKS)
    texts = (fold(document.elements[number].text()[:400]) for number in links)
    return [text for text in texts if len(text) >= least]
