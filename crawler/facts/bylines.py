"""The by-lines of a post: which elements hold them, and whose name they give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.facts.teasers import in_teaser
from crawler.markup.dated import cut_date, named
from crawler.markup.dates import read_date
from crawler.markup.document import Document, attribute, fold
from crawler.markup.links import Anchor, in_region
from crawler.records import Region

# Names of by-lines and date lines, as templates spell them in one word: "-" and "_" are passed over.
_NAMES = frozenset(
    {"posted", "byline", "entrymeta", "postmeta", "postmetadata", "postinfo", "meta", "entryfooter",
     "postfooter", "dateline", "date", "dates", "timestamp", "entrydate", "postdate", "entryfooterinfo",
     "dateheader", "published", "itemdate", "dateposted", "metadata", "entryheader", "postheader",
     "postdetails", "entryinfo", "articledate", "postbyline", "serendipitydate", "serendipityentryfooter",
     "daydate", "postinfoco", "postauthor", "credit", "submitted", "entrypublished", "author", "contentinfo",
     "postedon", "articlemeta", "assetmeta", "metawrapper", "itemfooterstyle", "entryinformation",
     "journalentrytag", "lessdate", "underp", "storybyline", "posttail", "textboxlabel", "entrystate",
     "entrydata", "blogmeta", "posthead", "bsmallhead", "weblogbottomline", "postfoot", "postedby", "by",
     "lesscontent", "documentbyline", "articleinfo", "info", "blosxomdateline", "contentitempostedby",
     "infos", "signature", "autor", "auteur", "autore", "dateinfo", "createdate", "itemfooter",
     "postfooterline", "fuss", "foot"}
)  # fmt: skip
# "td-module-meta-info", "single-post-meta-top", "fusion-meta-info-wrapper", "elementor-post-info"
_NAME_PARTS = re.compile(
    r"\.(?:[a-z0-9]+[-_])*(?:meta(?:[-_](?:info|data|wrap(?:per)?|inner|line|top|bottom|single))*|"
    r"(?:post|entry|article|story)[-_](?:info|details|byline|date))\Z"
)
_NOT_OF_POST = re.compile(r"comment|widget|related|author|product|site|image|attachment|sidebar|nav|slide")
_STOP = (
    r"(?=\s*(?:$|[|·•—–/(\[<:,;@]|\se-?mail\b|\s(?:den|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,|"
    r"at|on|in|am|um|the|le|el|il|a las|à|em|en|dans|vom|op|unter|filed|"
    r"w|i|v|в|во|posted|published|with|no comments|comments?|permalink|publié|publicado|pubblicato|"
    r"日期|发表于|發表於|às|alle|and filed|under|\S+\s\d{1,2}(?:st|nd|rd|th)?,)(?:\s|$)|\s(?:\d|-\s)"
    r"|\s(?:[^\W\d_]{2,16}|(?:catégories?|rubrique|date|mots-clés|étiquettes)\s)[:：](?!:))"
    r"|(?<=[^\W\d_]{2})\.(?:\s|$))"
)
# "a trackback from your own site", "von deiner Seite": no names.
_NO_NAME = (
    r"(?:the|a|an|this|that|der|die|das|la|le|el|(?-i:my|your|our|their|another|other|dem|den|deine[rmns]?|"
    r"ihre[rmns]?|eine[rmns]?|unsere[rmns]?|votre|ton|vos|notre|un|une|una|tu|su|il|lo|tuo|tua|nostro|seu|"
    r"sua|um|uma|jouw|je|uw|een|het|в|во|на|для))"
)
_NAME = rf"(?P<name>(?!{_NO_NAME}\s)[^\W\d_][^|<>\n]{{0,60}}?)"
_WROTE = (
    r"(?:posted|written|published|submitted|geschrieben|veröffentlicht|verfasst|eingestellt|publié|rédigé|"
    r"escrito|publicado|postado|pubblicato|postato|inviato|scritto|geplaatst|gepost|gepubliceerd|skrevet|"
    r"skrivet|publicerat|opublikowano|publikováno|enviado|contributed|authored|napisane)"
)
_WRITING = re.compile(rf"\b{_WROTE}\b|\b(?:by|von|par|por|filed|updated)\b", re.I)
_SHORTEST_SENTENCE = 30
_BEFORE_NAME = r"\s+(?:by|von|par|por|da|door|av|af)\s*:?\s+"
_AUTHOR_WORD = (
    r"(?:投稿者|投稿|作者|著者|筆者|发布者|發佈者|发表者|發表者|撰文|发布(?=\s*[:：])|發佈(?=\s*[:：])|автор|"
    r"napisał[ay]?|kirjoittanut|글쓴이|작성자|"
    r"posted by|author|autor|auteur|autore)\s*[:：]?\s*"
)
_SAID = (
    r"\s+(?:(?:schrieb|wrote|skrev) (?:am|on|den)\s|(?:发表于|發表於|发布于|發佈於|发布在|escribió el|"
    r"a écrit le|ha scritto il)\s?)(?=.{0,12}\d)"
)
_WROTE_ON = re.compile(_SAID, re.I)
_BY = (
    re.compile(r"(?:^|\s)由\s*(?P<name>[^\s|]{1,40}?)\s*(?:發表|发表|發佈|发布|張貼|张贴|撰写|撰寫|[于於])"),
    re.compile(_WROTE + _BEFORE_NAME + _NAME + _STOP, re.I),
    re.compile(_WROTE + r"\s.{3,40}?" + _BEFORE_NAME + _NAME + _STOP, re.I),
    re.compile(_AUTHOR_WORD + _NAME + _STOP, re.I),
    re.compile(r"^" + _NAME + _SAID, re.I),
    re.compile(r"(?:опубликова(?:но|ла?)|написала?)\s*:?\s+" + _NAME + _STOP, re.I),
    re.compile(r"(?:^|[\s|·•(])(?:by|von|par|por|di|door|przez|av|af)\s+" + _NAME + _STOP, re.I),
    # WordPress 1.5: "Filed under: A — NAME @ 10:12 am"
    re.compile(r"[—–]\s(?P<name>[^\W\d_][^|<>@\n—–]{1,40}?)\s@\s\d{1,2}[:.h]\d\d"),
)
_POSTED_BY = re.compile(rf"(?:posted|written)\s+by\s+{_NAME}{_STOP}(?P<when>.{{6,60}})", re.I)
_BEFORE_DATE = re.compile(r"[,—–|·•-]\s*\Z")
_FULL_NAME = re.compile(r"[^\W\d_][\w.'’-]+(?: [^\W\d_][\w.'’-]*){1,2}")
_DAY = len("2006-03-14")
_LONGEST_BYLINE = 300
_LONGEST_NAME = 80
_LONGEST_CLOSING = 160
_MOST_CLOSING = 8
_MOST_LINKS = 20
_AUTHOR_URL = re.compile(r"/author/[^/?#]+/?\Z|[?&]author=\d+\Z", re.I)
# "All posts by Ann", "12 Articles": links to the same place that are no names.
_MORE_POSTS = re.compile(
    r"\d|[»→←«]|\b(?:posts?|articles?|entries|all|view|more|beiträge|artikel|alle|entradas|artículos|articoli|"
    r"artigos|billets|tous|berichten|записи)\b|一覧|文章|記事",
    re.I,
)


def read_lines(document: Document, title: LexborNode | None) -> Iterator[tuple[LexborNode, str]]:
    """Date lines and by-lines of the post with their text: named ones, and short ones beside the title."""
    beside = list(_beside(document, title)) if title is not None else []
    called = _from_title(document, document.marked(*_named(document)), title)
    last = list(_closing(document, title)) if title is not None and not called else []
    for place, node in enumerate(beside + called + last):
        text = _separated(node)
        if 0 < len(text) <= 600 and not (place < len(beside) and _is_prose(node, text)):
            yield node, text


def _is_prose(node: LexborNode, text: str) -> bool:
    """Whether a paragraph beside the title is the first of the post: a sentence that tells of no writing."""
    if node.tag != "p" or len(text) < _SHORTEST_SENTENCE or "class" in node.attributes:
        return False
    return text[-1] in ".!?…" and _WRITING.search(text) is None and not text[0].isdigit()


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


def _beside(document: Document, title: LexborNode) -> Iterator[LexborNode]:
    """Short elements right after, then right before, the title or what wraps it alone."""
    for start in (title, title.parent):
        if start is None or start.tag in ("body", "html"):
            return
        yield from _siblings(document, start, forward=True)
        yield from _siblings(document, start, forward=False)


def _closing(document: Document, title: LexborNode) -> Iterator[LexborNode]:
    """The short lines that a post ends with, of templates that name none: "Posted by Ann | March 2, 2005"."""
    holder = title.parent
    if holder is None or holder.tag in ("body", "html") or not holder.child:
        return
    each = holder.last_child
    for _ in range(_MOST_CLOSING):
        if each is None or each.mem_id == title.mem_id:
            return
        if each.is_element_node:
            if each.tag not in ("p", "div", "small", "span", "em") or _ends_post(document, each):
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
        if here.is_element_node and here.tag in (
            "small",
            "p",
            "div",
            "span",
            "em",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "time",
            "abbr",
            "ul",
        ):
            if (
                in_region(document, here) is not Region.CONTENT
                or _is_longer(here, 260)
                or _is_comments(document, here)
            ):
                return
            if _holds_posts(document, here):
                return
            yield here
        here = here.next if forward else here.prev


def _is_longer(node: LexborNode, length: int) -> bool:
    """Whether an element's text has more characters: that of the post itself need not be read to its end."""
    for each in node.traverse(include_text=True):
        if each.is_text_node and (length := length - len(each.text_content or "")) < 0:
            return True
    return False


def _holds_posts(document: Document, node: LexborNode) -> bool:
    """Whether an element is a list of other posts, as block themes show them below a post."""
    start, end = document.span(node)
    return any(start < number < end for number in document.numbers(".wp-block-post"))


def _named(document: Document) -> list[str]:
    """The classes of the page that are names of by-lines."""
    return [mark for mark in document.marks if mark[0] == "." and _is_named(mark)]


@lru_cache(maxsize=8192)
def _is_named(mark: str) -> bool:
    """Whether a class is the name of a by-line."""
    if mark[1:].replace("-", "").replace("_", "") in _NAMES:
        return True
    return _NAME_PARTS.match(mark) is not None and _NOT_OF_POST.search(mark) is None


def before_verb(text: str) -> str:
    """The name in "NAME wrote on DATE"; the whole text where it says no such thing."""
    said = _WROTE_ON.search(text)
    return text[: said.start()] if said else text


def author_of(document: Document, lines: Iterable[tuple[LexborNode, str]]) -> str:
    """The name that the by-lines give; "" where they give none."""
    short = [(node, text) for node, text in lines if len(text) <= _LONGEST_BYLINE]
    for pattern in _BY:
        for node, text in short:
            if (match := pattern.search(text)) and _is_name(match["name"].strip()):
                return _linked(document, node, match["name"].strip(" -–—.,|[]"))
    return next(filter(None, (_signed(text) for _, text in short)), "")


def _is_name(text: str) -> bool:
    """Whether a name is long enough: of one letter only where one may be a word."""
    return len(text) > 1 or (len(text) == 1 and ord(text) > 0x2E7F)


def _signed(text: str) -> str:
    """The name of a line that is but a name of two or three words and a date: "Ann Lee, 3 May 2006"."""
    cut = cut_date(text, None)
    if cut is None or cut[2].strip() or not _BEFORE_DATE.search(cut[0]):
        return ""
    name = named(cut[0])
    return name if _FULL_NAME.fullmatch(name) else ""


def author_posting(text: str, published: Callable[[], str]) -> str:
    """Who a page's text says posted something on the post's own day, where no line of the post tells: pages
    of tables and line breaks. "" where it says no such thing."""
    match = _POSTED_BY.search(text)
    date = read_date(match["when"]) if match is not None else None
    if match is None or date is None or date[:_DAY] != published()[:_DAY]:
        return ""
    return match["name"].strip(" -–—.,|[]")


def _linked(document: Document, node: LexborNode, name: str) -> str:
    """The part of a name that a link of its line holds: what follows without a sign, as icons part it, is
    another field."""
    if " " not in name:
        return name
    links = islice(document.linked_within(node), _MOST_LINKS)
    texts = (fold(document.elements[number].text()[:400]) for number in links)
    return next((text for text in texts if len(text) > 1 and name.startswith(f"{text} ")), name)


def author_link(document: Document, anchors: Iterable[Anchor], begin: int) -> str:
    """The name on the first link to an author's posts that stands in the content above the element `begin`
    (-1: anywhere); "" where there is none."""
    if not document.has("/author/", "author="):
        return ""
    for anchor in anchors:
        link = anchor.link
        if 0 <= begin < anchor.number:
            break
        if link.region is not Region.CONTENT or not _AUTHOR_URL.search(link.url):
            continue
        if 1 < len(link.text) <= _LONGEST_NAME and not _MORE_POSTS.search(link.text):
            return link.text if not in_teaser(document, anchor.number) else ""
    return ""
