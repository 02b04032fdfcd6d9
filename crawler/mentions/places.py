"""The parts of a page that list webmentions: by their name, because a heading "Webmentions" opens them, or
because they show the pictures of people that webmention.io hands out, or the form that sends one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.announced import headings, stating
from crawler.lists.entries import in_margin, in_text
from crawler.lists.entry_parts import headed_as
from crawler.lists.heading_places import among_menus, follows_posts, titles_post
from crawler.markup.document import Document, ancestors, attribute, classes, once, text_of
from crawler.markup.kin import HEADINGS, element_before, siblings_behind
from crawler.markup.mark_names import MarkNames
from crawler.mentions.act_labels import act_spans
from crawler.mentions.elements import found_by_scripts, own_elements
from crawler.mentions.forms import form_spans
from crawler.mentions.parts import parts_of_name
from crawler.records import Kind
from crawler.words.labels import heads_answers_of_the_web, heads_mentions, read_heading

# Entries that other conventions read, and the parts of an entry that are called its text.
CITED = frozenset({"h-cite", "webmention", "webmentions__item"})
CONTENT = re.compile(r"(?:.*[-_])?(?:content|text|excerpt|message|summary|body)\Z|prose\Z")
_AROUND = frozenset({"div", "section", "aside", "details", "footer"})
_NAME = re.compile(r"web-?mention")
# Parts of a listing that hold no list, and what stands beside it.
_NO_LIST = frozenset(
    {"form", "endpoint", "send", "submit", "input", "button", "count", "counts", "counter", "toggle", "title",
     "heading", "header", "help", "info", "intro", "note", "about", "explanation", "cta", "powered", "url",
     "link", "source", "target", "author", "avatar", "photo", "date", "content", "icon", "badge", "nav",
     "sources", "settings", "template", "meta", "details", "syndication", "stats", "sent", "outgoing",
     "outbound", "sending", "history", "updates", "guide", "howto", "faq", "docs", "policy", "spec",
     "services", "tools", "resources", "series", "share", "social"}
)  # fmt: skip
_HOLDERS = frozenset({"div", "section", "aside", "article", "footer", "ul", "ol", "details", "dl"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
# What heads the answers to a post, in the languages at hand.
_OF_ANSWERS = re.compile(
    r"\b(?:mention|respon|reacti|repl(?:y|ies)|like|favou?rite|repost|boost|share|bookmark|comment|interact|"
    r"conversation|discuss|talk|feedback|elsewhere|other (?:sites|blogs|people)|around the web|linked|"
    r"backlinks|rsvp|attend|going|received|"
    r"antwort|reakti|erwähn|gefällt|kommentar|erhalten|réponse|réaction|commentaire|reçu|respuesta|menci|"
    r"reaccion|comentario|recibid|recebid|rispost|ricevut|reageer|vermelding|reactie|ontvangen|svar|mottag|"
    r"odpowied|отзыв|ответ|комментар)|反応|返信|言及|コメント|回应|评论|互[动動]|❤|💬|🔁|⭐",
    re.I,
)
_NAMED_AGAIN = re.compile(r"\W*(?:\d+\s+)?web[- ]?mentions?\s*(?:[(:?]|\bvia\b|\bfrom\b|\Z)", re.I)
# What ends the section of a heading that no block holds.
_BEHIND = frozenset({"hr", "footer", "nav", "aside", "form", "article"})
_OTHERS = frozenset(
    {"comments", "comment", "respond", "related", "disqus", "footer", "sidebar", "nav", "navigation",
     "author", "pagination", "pager", "newsletter", "subscribe", "share"}
)  # fmt: skip
_MOST_BEHIND = 200
_BETWEEN = frozenset({"hr", "br", "script", "style", "a"})
_PARTS = frozenset({"article", "section", "div", "footer", "nav", "aside", "form", "header"})
_MAIN = frozenset({"html", "body", "main", "article"})
_PICTURES = ("webmention.io/avatar", "avatars.webmention.io")
_PICTURE = re.compile("|".join(map(re.escape, _PICTURES)))
_MOST_PICTURES = 1000
_NEAR = 4
_FAR = 12
_BLOCKS = frozenset({"div", "article", "section"})
_BESIDE = frozenset({"hr", "svg", "a", "span", "img", "i"})
_LONGEST = 200
_MOST = 4000


@once
def mention_places(document: Document) -> tuple[range, ...]:
    """The numbers of the elements of each such part, outermost ones, in document order; none in a side bar or
    in a text."""
    found = {document.span(node) for node in (*_named(document), *_labelled(document), *_pictured(document))}
    found |= {*_opened(document), *_counted(document)}
    places = _apart(found, [])
    if takes_webmentions(document):
        places = _apart({document.span(node) for node in _named_vaguely(document)}, places)
        places = _apart(form_spans(document), places)
        places = _apart(act_spans(document), places)
    return tuple(places)


def _apart(spans: Iterable[tuple[int, int]], places: list[range]) -> list[range]:
    """The places, and the outermost of the spans that meet none of them, in document order."""
    apart = list(places)
    for start, end in sorted(spans):
        at = bisect_right(apart, start, key=lambda place: place.start)
        clear = (at == 0 or apart[at - 1].stop <= start) and (at == len(apart) or apart[at].start >= end)
        if end - start <= _MOST and clear:
            apart.insert(at, range(start, end))
    return apart


def tagged_in(document: Document, place: range, *tags: str) -> list[LexborNode]:
    """The elements of a place with any of these tags, in document order."""
    numbers = document.tags(*tags)
    begin, behind = bisect_left(numbers, place.start), bisect_left(numbers, place.stop)
    return [document.elements[number] for number in numbers[begin:behind]]


def _names_list(mark: str) -> bool:
    return _NAME.search(mark) is not None and _NO_LIST.isdisjoint(parts_of_name(mark[1:]))


_LIST_NAMES = MarkNames(_names_list)
# No list of what the press or a post mentions: `.press-mentions`, `.book-mentions`.
_VAGUE = re.compile(
    r"[.#](?:(?:post|article|entry|page|list|site|external)[-_])?mentions?(?:(?<=s)|[-_]list)\Z"
)
_VAGUE_NAMES = MarkNames(_VAGUE.match)


def _named(document: Document) -> Iterator[LexborNode]:
    """The elements with a name of webmentions that is not one of a form, a title, an author …"""
    for node in document.marked(*_LIST_NAMES.on(document)):
        if node.tag not in _HOLDERS and not (node.tag == "p" and is_plain(node)):
            continue
        if in_text(node) or in_margin(document, node):
            continue
        if is_plain(node) or not _is_headed_otherwise(document, node):
            yield node
    yield from (node for node in found_by_scripts(document) if node.tag in _HOLDERS)
    for node in own_elements(document):
        if _NO_LIST.isdisjoint(parts_of_name(node.tag or "")) and not _is_headed_otherwise(document, node):
            yield node


def _labelled(document: Document) -> Iterator[LexborNode]:
    """The sections whose label, which a browser speaks, is "Webmentions"."""
    for number in document.tags("section", "aside"):
        said = read_heading(document.attributes[number].get("aria-label") or "")
        node = document.elements[number]
        if said is None or said[0] is not Kind.WEBMENTION or in_text(node) or in_margin(document, node):
            continue
        if not _is_headed_otherwise(document, node):
            yield node


def _named_vaguely(document: Document) -> Iterator[LexborNode]:
    """The elements that are called but mentions (`.mentions-list`)."""
    for node in document.marked(*_VAGUE_NAMES.on(document)):
        apart = node.tag in _HOLDERS and not (in_text(node) or in_margin(document, node))
        if apart and _is_headed_simply(document, node):
            yield node


def _is_headed_simply(document: Document, place: LexborNode) -> bool:
    """Whether the first heading in a place is but "Mentions", or names likes, replies …; or there is none."""
    first = next(iter(document.within(place, *_HEADINGS)), None)
    text = text_of(document.elements[first]) if first is not None else ""
    return not text or heads_mentions(text) or headed_as(text) not in (None, "mention")


def is_plain(node: LexborNode) -> bool:
    """Whether a part's very name is "webmentions"."""
    return "webmentions" in classes(node) or attribute(node, "id").lower() == "webmentions"


def _is_headed_otherwise(document: Document, place: LexborNode) -> bool:
    """Whether the first heading in a place tells of something else: a history, what the author sent."""
    first = next(iter(document.within(place, *_HEADINGS)), None)
    text = text_of(document.elements[first]) if first is not None else ""
    known = read_heading(text) is not None or _OF_ANSWERS.search(text) or _NAMED_AGAIN.match(text)
    return bool(text) and not known


def _opened(document: Document) -> Iterator[tuple[int, int]]:
    """The spans of the blocks that a heading "Webmentions" opens, and of what follows such a heading that no
    block holds; in a text it stands among others."""
    for heading in document.tagged(*_HEADINGS):
        text = text_of(heading)
        said = read_heading(text) if len(text) < _LONGEST else None
        vague = said is None and heads_mentions(text)
        if (vague or (said is None and heads_answers_of_the_web(text))) and takes_webmentions(document):
            said = (Kind.WEBMENTION, None)
        if said is None or said[0] is not Kind.WEBMENTION or said[1] == 0 or in_text(heading):
            continue
        if among_menus(heading) or titles_post(document, heading) or follows_posts(document, heading):
            continue
        holder = _holder(heading)
        if in_margin(document, holder or heading):
            continue
        if holder is not None:
            yield document.span(holder)
        elif (row := _behind_block(heading)) is not None and (not vague or _is_behind_post(document, row)):
            yield _below(document, row, heading)


def _is_behind_post(document: Document, row: LexborNode) -> bool:
    """Whether right before the line of a heading the post ends, and no other label says what was done."""
    before = element_before(row)
    while before is not None and before.tag in _BETWEEN:
        before = element_before(before)
    number = document.order(row)
    labels = any(start <= number < stop for start, stop in act_spans(document))
    return not labels and before is not None and bool(document.within(before, "h1"))


def _counted(document: Document) -> Iterator[tuple[int, int]]:
    """The spans of as many blocks alike as a line right above them states: "3 webmentions"."""
    named = any(kind is Kind.WEBMENTION for kind, _ in headings(document))
    for node, (kind, number) in stating(document) if named else ():
        blocks = list(islice((each for each in siblings_behind(node) if each.is_element_node), number))
        alike = {(each.tag, classes(each)) for each in blocks}
        if (
            kind is not Kind.WEBMENTION
            or len(blocks) != number
            or len(alike) != 1
            or blocks[0].tag not in _BLOCKS
        ):
            continue
        if not (in_text(node) or in_margin(document, node)):
            yield document.order(node), document.span(blocks[-1])[1]


def _behind_block(heading: LexborNode) -> LexborNode | None:
    """A heading, or the line that it stands in, where a whole part of the page is before it: behind
    paragraphs it stands in their text."""
    row = heading.parent if heading.parent is not None and _is_row(heading.parent) else heading
    before = element_before(row)
    while before is not None and before.tag in _BETWEEN:
        before = element_before(before)
    return row if before is not None and before.tag in _PARTS else None


def _below(document: Document, row: LexborNode, heading: LexborNode) -> tuple[int, int]:
    """From the line of a heading to what is no more of its section."""
    start, end = document.span(row)
    for each in islice(siblings_behind(row), _MOST_BEHIND):
        if (
            each.tag in _BEHIND
            or (each.tag in HEADINGS and str(each.tag) <= str(heading.tag))
            or _is_other(each)
        ):
            break
        end = document.span(each)[1] if each.is_element_node else end
    return start, end


def _is_other(node: LexborNode) -> bool:
    """Whether a part is named after something else that stands below posts."""
    names = (*classes(node), attribute(node, "id").lower()) if node.is_element_node else ()
    return any(not _OTHERS.isdisjoint(parts_of_name(name)) for name in names)


@once
def takes_webmentions(document: Document) -> bool:
    """Whether the page names where it takes webmentions."""
    held = (document.attributes[number].get("rel") or "" for number in document.tags("link", "a"))
    return any("webmention" in rel.lower().split() for rel in held)


def is_headed_vaguely(document: Document, place: range) -> bool:
    """Whether but the name or a heading "Mentions" tells of a part of a page that takes webmentions."""
    node = document.elements[place.start]
    if any(_NAME.search(name) for name in (*classes(node), attribute(node, "id").lower())):
        return False
    vague = _VAGUE_NAMES.on(document)
    if any(f".{name}" in vague for name in classes(node)) or f"#{attribute(node, 'id')}" in vague:
        return True
    first = next(iter(document.within(node, *_HEADINGS)), None)
    return first is not None and heads_mentions(text_of(document.elements[first]))


def is_named(document: Document, place: range) -> bool:
    """Whether its name, its label or its first heading says that a place is of webmentions."""
    node = document.elements[place.start]
    if any(_NAME.search(name) for name in (*classes(node), attribute(node, "id").lower())):
        return True
    first = next(iter(document.within(node, *_HEADINGS)), None)
    labels = (attribute(node, "aria-label"), text_of(document.elements[first]) if first is not None else "")
    return any((said := read_heading(text)) is not None and said[0] is Kind.WEBMENTION for text in labels)


def in_named_place(document: Document, number: int) -> bool:
    """Whether an element stands in a part that its name, its label or its heading says to be of
    webmentions."""
    return any(number in place and is_named(document, place) for place in mention_places(document))


def has_picture(node: LexborNode) -> bool:
    """Whether an element shows a picture that webmention.io hands out."""
    return any(_PICTURE.search(_address(image)) for image in node.css("img"))


def is_loose(document: Document, place: range) -> bool:
    """Whether a place is but what follows a heading that no block holds."""
    node = document.elements[place.start]
    return node.tag in HEADINGS or _is_row(node)


def _pictured(document: Document) -> Iterator[LexborNode]:
    """The largest block around each picture of webmention.io that holds no title, where it shows several;
    around a single one, which may be the author's own, the list or the link that it stands in."""
    if not document.has(*_PICTURES):
        return
    images = [node for node in document.tagged("img") if _PICTURE.search(_address(node))][:_MOST_PICTURES]
    places = [document.order(node) for node in images]
    for image in images:
        holder = _without_title(document, image)
        start, end = document.span(holder)
        if bisect_left(places, end) - bisect_left(places, start) < 2:
            lists = (each for each in islice(ancestors(image), _NEAR) if each.tag in ("ul", "ol"))
            link = image.parent
            holder = next(lists, link.parent if link is not None and link.tag == "a" else None) or image
        if holder.tag != "img" and not in_text(holder) and not in_margin(document, holder):
            yield holder


def _address(image: LexborNode) -> str:
    return attribute(image, "src") + attribute(image, "data-src")


def _without_title(document: Document, node: LexborNode) -> LexborNode:
    """The outermost block around an element that is no main part of the page and has no h1."""
    titles = document.tags("h1")
    for each in islice(ancestors(node), _FAR):
        start, end = document.span(each)
        if each.tag in _MAIN or bisect_left(titles, start) < bisect_left(titles, end):
            break
        node = each
    return node


def _holder(heading: LexborNode) -> LexborNode | None:
    """The block that a heading opens; None where anything is said before it."""
    each = heading.prev
    while each is not None:
        if each.is_text_node and (each.text_content or "").strip():
            return None
        if each.is_element_node and each.tag not in _BESIDE and not _is_divider(each):
            return None
        each = each.prev
    parent = heading.parent
    if parent is not None and (parent.tag == "header" or _is_row(parent)):
        return _holder(parent)
    return parent if parent is not None and parent.tag in _AROUND else None


def _is_divider(block: LexborNode) -> bool:
    return block.tag == "div" and next(iter(block.iter(include_text=True)), None) is None


def _is_row(block: LexborNode) -> bool:
    """Whether a block is but the line of a heading, with a mark or a word that is a link beside it."""
    return block.tag == "div" and all(
        node.tag in _BESIDE or node.tag in _HEADINGS
        if node.is_element_node
        else not (node.text_content or "").strip()
        for node in block.iter(include_text=True)
    )


def is_apart(document: Document, node: LexborNode, place: range) -> bool:
    """Whether an element is no part of an item or of a quoted text."""
    for each in ancestors(node):
        if document.order(each) < place.start:
            break
        if each.tag not in _AROUND or classes(each) & CITED or any(map(CONTENT.match, classes(each))):
            return False
    return True
