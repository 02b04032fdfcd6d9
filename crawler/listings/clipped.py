"""WordPress without classes: comments whose whole text is clipped as a pingback's is, or as a trackback's.

WordPress sets what it quotes from a citing page between "[...]" and "[...]" (since 3.6 "[…]"), for pingbacks
alone; people do not write so. What static sites made of such blogs has only that to tell them:

    <li><p><a href="http://pear.example/2009/pears">Pears » Blog Archive » More</a> on May 3rd, 2009</p>
    <p>[...] as the orchard says [...]</p></li>

Of a trackback it keeps the title, bold, and a text, both of which end with "…".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.comments.classes import COMMENT_ID
from crawler.comments.headed import below_headings
from crawler.lists.entry_parts import WORDPRESS, is_name, source_of, stated_time
from crawler.lists.list_items import is_clipped
from crawler.lists.page_language import language_of
from crawler.lists.record_part import leads_elsewhere
from crawler.lists.untyped import COMPANIONS, untyped_entries
from crawler.markup.document import Document, ancestors, attribute, classes, fold
from crawler.markup.kin import next_element
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date

_TITLED = tuple(f"{cut}</strong>" for cut in ("…", "&#8230;", "&hellip;"))
MARKS = ("[...] ", "[…] ", "[&#8230;] ", "[&#x2026;] ", "[&hellip;] ", *_TITLED)

_SAID = re.compile(
    r"(?:\s+(?:said|says|wrote|sagte?|meinte?|schreibt|schrieb|dit|a écrit|dijo|dice|escribió|disse|zegt))?"
    r"\s*:\Z",
    re.I,
)
# Disqus's plugin for WordPress prints an author's address beside his name, and links it not.
_OF_DISQUS = "#dsq-comment-"
_ADDRESS = re.compile(r"https?://\S+")
_WITHOUT_PINGBACKS = ("movable type", "typepad")
_BODIES = ("p", "blockquote", "div", "dd", "section")
_INLINE = frozenset({"br", "em", "i", "small", "span", "a", "strong", "b"})
_CALLED = frozenset({"li", "div", "article", "section", "blockquote"})
_MOST = 400
_LONGEST_SIGNATURE = 240
_LONGEST_BODY = 1500
_MOST_LINKS = 4
_MOST_OF_NAME = 4
# WordPress ends both the title and the text of a trackback so, which it cuts off behind 250 characters.
_CUT = ("...", "…")
_LONGEST_QUOTE = 300
_PARAGRAPHS = 2


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each comment that is but such a text and who signs it: of class "comment", numbered as
    one, or below a heading of comments."""
    if _takes_no_pingbacks(document):
        return
    language, printed = language_of(document), document.has(*WORDPRESS)
    titled = document.has(*_TITLED)
    called = [node for node in document.marked(".comment", _OF_DISQUS) if node.tag in _CALLED]
    comments = [
        *map(_line, below_headings(document)[:_MOST]), *called[:_MOST],
        *filter(_is_wordpress if printed else _is_listed, untyped_entries(document)[:_MOST]),
    ]  # fmt: skip
    known = {node.mem_id for node in comments}
    read: set[int] = set()
    for node in comments:
        if _is_typed(document, node):
            continue
        parts = [node, *_behind(node, known)]
        body = next(filter(None, (_body(document, part) for part in parts)), None)
        if body is None and titled and (printed or _is_listed(node)):
            body = next(filter(None, (_quote(document, part) for part in parts)), None)
        if body is None or body.start in read:
            continue
        # Who signs a text may stand outside of the line before it.
        if (found := _linkback(document, parts, body, language)) is not None:
            read.add(body.start)
            yield found


def _line(node: LexborNode) -> LexborNode:
    """The paragraph in which a line begins that an element within it, or a line break, sets apart."""
    within = node.tag in _INLINE and node.parent is not None and node.parent.tag == "p"
    return node.parent if within and node.parent is not None else node


def _is_listed(node: LexborNode) -> bool:
    """Whether an item without a type stands in what WordPress calls the list of comments."""
    return node.parent is not None and "commentlist" in (
        classes(node.parent) | {attribute(node.parent, "id")}
    )


def _is_wordpress(node: LexborNode) -> bool:
    """Whether an element stands in that list, or has the id that WordPress's themes give a comment while no
    class around it states a type."""
    if _is_listed(node) or COMMENT_ID.fullmatch(attribute(node, "id")) is None:
        return _is_listed(node)
    return not any(
        "comment" in names and names & COMPANIONS for names in map(classes, islice(ancestors(node), 3))
    )


def _takes_no_pingbacks(document: Document) -> bool:
    """Whether the page names as its generator software that takes none."""
    held = (document.attributes[number] for number in document.tags("meta"))
    named = (meta.get("content") or "" for meta in held if (meta.get("name") or "").lower() == "generator")
    return any(name.lower().startswith(_WITHOUT_PINGBACKS) for name in named)


def _is_typed(document: Document, node: LexborNode) -> bool:
    """Whether WordPress's own classes call an element, or the first in it, a comment: they are right."""
    number = document.order(node)
    return any(
        "comment" in names and not names.isdisjoint(COMPANIONS)
        for names in document.classes[number : number + 2]
    )


def _behind(node: LexborNode, known: set[int]) -> Iterator[LexborNode]:
    """The element behind the line that signs a comment, where the comment has no element of its own."""
    each = next_element(node)
    if each is None or each.mem_id in known or node.tag in ("li", "article"):
        return
    if node.tag != "dt" or each.tag == "dd":
        yield each


class _Body(NamedTuple):
    """What an entry quotes, and where it begins and ends; `title` is that of a trackback."""

    start: int
    stop: int
    excerpt: str
    title: str = ""


def _body(document: Document, node: LexborNode) -> _Body | None:
    """The element whose whole text is clipped."""
    inner = (document.elements[number] for number in document.within(node, *_BODIES))
    for each in islice((node, *inner), _MOST_LINKS * 2):
        if is_clipped(fold(each.text()[:_LONGEST_BODY])):
            return _Body(*document.span(each), fold(each.text()))
    return None


def _quote(document: Document, node: LexborNode) -> _Body | None:
    """The two paragraphs as which WordPress keeps a trackback: a bold title, and a text that is cut off."""
    paragraphs = [document.elements[number] for number in document.within(node, "p")[: _MOST_LINKS * 2]]
    if len(paragraphs) < _PARAGRAPHS or not document.within(node, "strong"):
        return None
    first, last = paragraphs[-_PARAGRAPHS:]
    title, excerpt = (fold(each.text()[:_LONGEST_BODY]) for each in (first, last))
    strong = first.css_first("strong")
    if strong is None or not title or fold(strong.text()) != title or len(excerpt) > _LONGEST_QUOTE:
        return None
    cut = excerpt.endswith(_CUT) and title.endswith(_CUT)
    return _Body(document.span(first)[0], document.span(last)[1], excerpt, title) if cut else None


def _linkback(
    document: Document, parts: list[LexborNode], body: _Body, language: str | None
) -> Linkback | None:
    """None where no single page signs the text, or more stands beside it than a name and a date."""
    whole = fold(" ".join(part.text(separator=" ") for part in parts))
    signature = whole.replace(body.excerpt, "").replace(body.title, "", 1)
    outside = _links_beside(document, parts, body)
    signing = [link for link in outside[: _MOST_LINKS * 2] if _is_page(document, link)]
    if not (signing or body.title):
        signing = [link for link in outside[:1] if source_of(document, link) is None]
    if len({attribute(link, "href") for link in signing}) > 1 or len(signature) > _LONGEST_SIGNATURE:
        return None
    if signing:
        source, name = source_of(document, signing[0]), fold(signing[0].text())
    elif (spelled := _ADDRESS.match(signature)) is not None:
        source = document.absolute(spelled[0]) if _names_page(spelled[0]) else None
        name = signature[spelled.end() :].strip() if source else ""
    else:
        source, name = None, "" if outside else _bold(document, parts, body.start)
    if not (signing or name) or (body.title and not source):
        return None
    return Linkback(
        kind=Kind.TRACKBACK if body.title else Kind.PINGBACK,
        source=source,
        title=body.title or name or None,
        site=name or None if body.title else None,
        excerpt=body.excerpt,
        published=stated_time(parts[0]) or read_date(signature.replace(name, "", 1), language),
        position=document.order(parts[0]),
    )


def _links_beside(document: Document, parts: list[LexborNode], body: _Body) -> list[LexborNode]:
    """The links that stand outside of what is quoted, and lead away from this page."""
    numbers = (number for part in parts for number in document.within(part, "a"))
    links = (document.elements[number] for number in numbers if not body.start <= number < body.stop)
    return [link for link in links if not attribute(link, "href").strip().startswith("#")]


def _bold(document: Document, parts: list[LexborNode], body: int) -> str:
    """The title that signs a text without a link, where it is set apart and nobody's name:
    `<p><strong>BLOG » TITLE said:</strong> DATE</p>`."""
    numbers = (number for part in parts for number in document.within(part, "strong", "b", "cite"))
    texts = (fold(document.elements[number].text()) for number in numbers if number < body)
    title = next((_SAID.sub("", text) for text in texts if text), "")
    return title if not is_name(title) or len(title.split()) > _MOST_OF_NAME else ""


def _is_page(document: Document, link: LexborNode) -> bool:
    """Whether a link leads to a page: a pingback's source is none's front page. What signs a clipped text is
    no address for pings, though it may look so: "topsy.com/tb/…"."""
    return leads_elsewhere(document, link) and _names_page(document.absolute(attribute(link, "href")) or "")


def _names_page(address: str) -> bool:
    """Whether an address is no site's front page."""
    _, path, query = urls.split(address)
    return path.strip("/") != "" or query != ""
