"""Webmentions as microformats: `h-cite` or `h-entry` within a post's `h-entry`.

IndieWeb sites of any software: `u-comment`, `u-mention-of`, `u-like`, `u-like-of`, `u-repost`, `u-bookmark`,
`p-rsvp`, `u-in-reply-to` and their `p-` forms; Semantic Linkbacks'
lists and facepiles; Known, Micro.blog, Bridgy proxies, static includes.

An entry is a webmention if its own page (`u-url`, not its author's) is elsewhere. Comments typed into the
page's own form carry the same classes: they have no page of their own, or one on this site, and are no
linkbacks. What the post itself answers, likes or reposts (`p-in-reply-to h-cite`, `u-like-of h-cite` …) is
outgoing, and none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.comments.classes import COMMENT_ID
from crawler.lists.entries import Entry, entries, in_margin, in_text, spilled_text
from crawler.lists.entry_parts import leads_away, signed_by_host
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, ancestors, attribute, classes, text_of
from crawler.mentions.loose_cites import is_loose_cite
from crawler.mentions.parts import (
    act_in,
    done_in,
    face_name,
    host_shown,
    is_address,
    is_face,
    leads_to_it,
)
from crawler.mentions.places import in_named_place, takes_webmentions
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date

# Property classes by which the post's entry holds what it received.
_RECEIVED = {
    "u-comment": "reply", "p-comment": "reply",
    "u-mention": "mention", "p-mention": "mention",
    "u-like": "like", "p-like": "like", "u-favorite": "like", "p-favorite": "like",
    "u-repost": "repost", "p-repost": "repost", "u-share": "repost",
    "u-bookmark": "bookmark", "p-bookmark": "bookmark", "u-tag": "tag", "u-tag-of": "tag",
    "u-rsvp": "rsvp", "u-reacji": "reaction", "p-reacji": "reaction", "comment": "reply",
}  # fmt: skip
# The same words as the received entry states them of itself, about this page.
_STATED = {
    "u-in-reply-to": "reply", "p-in-reply-to": "reply", "u-like-of": "like", "p-like-of": "like",
    "u-favorite-of": "like", "u-repost-of": "repost", "p-repost-of": "repost", "u-bookmark-of": "bookmark",
    "p-bookmark-of": "bookmark", "u-mention-of": "mention", "p-mention-of": "mention",
}  # fmt: skip
MARKS = (
    ".h-cite",
    ".h-entry",
    *(f".{name}" for name in (*_RECEIVED, *_STATED, "p-rsvp") if name != "comment"),
)

_OF_COMMENTS = frozenset({"comment", "even", "odd", "depth-1", "depth-2"})
_REACTIONS = frozenset({"like", "repost", "bookmark", "rsvp", "reaction", "tag"})
# A link alone that is a property of the post.
_BARE_LINKS = frozenset({"u-comment", "u-mention", "u-like", "u-repost", "u-bookmark"})
_AUTHORS = frozenset({"h-card", "p-author", "u-author"})
_WORDS = frozenset({"e-content", "p-content", "p-summary"})
_TEXTS = ("e-content", "p-content", "p-summary", "comment-content", "comment-text")
_NEAR = 4
_RESPONSES = re.compile(r"(?<![\w-])(?:post-)?(?:mentions|responses|reactions|interactions)(?![\w-])")
_HOLDERS = frozenset({"div", "section", "aside", "footer", "details", "ul", "ol", "li"})
_BARE = re.compile(r"https?://\S+\Z")
_KINDS = {"pingback": Kind.PINGBACK, "trackback": Kind.TRACKBACK}


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each received item that has a page of its own elsewhere, outermost items first."""
    nodes = [node for node in document.marked(*MARKS) if _is_item(document, node)]
    if not nodes:
        return
    language = language_of(document)
    fences = [*document.marked(".children"), *(node for node in nodes if node.tag == "li")]
    for entry in entries(document, nodes, fences):
        found = _linkback(entry, url, language)
        if found is not None and not in_margin(document, entry.node):
            yield found


def _is_item(document: Document, node: LexborNode) -> bool:
    """Whether the element can be a received item: a citation or an entry that is a property of another."""
    names = classes(node)
    if "h-cite" in names:
        return True
    if node.tag == "a" and names & _BARE_LINKS and "h-card" not in names:
        return _in_received(node) and not in_text(node)
    if "h-entry" not in names:
        return False
    return bool(names & _RECEIVED.keys() or names & _STATED.keys()) or _is_in_webmentions(document, node)


def _is_in_webmentions(document: Document, node: LexborNode) -> bool:
    """Whether an entry stands in a part that is named after webmentions, or after mentions and responses on a
    page that takes webmentions: then it is one of them, whatever it says to be."""
    near = (each for each in islice(ancestors(node), _NEAR) if each.tag in _HOLDERS)
    names = " ".join(f"{attribute(each, 'class')} {attribute(each, 'id')}" for each in near).lower()
    return "webmention" in names or (_RESPONSES.search(names) is not None and takes_webmentions(document))


def _linkback(entry: Entry, url: str, language: str | None) -> Linkback | None:
    names = classes(entry.node)
    if names & _STATED.keys() and not names & _RECEIVED.keys():
        return _stated_of_itself(entry, names, url, language)
    subtype = _subtype(entry, names, url)
    if subtype is None:
        return None
    # Nobody types a mention into a form: one from this site is a self-linkback, where a reply is a comment.
    own = subtype == "mention" and bool(names & {"u-mention", "p-mention"} or _is_titled_mention(entry))
    source = _page(entry, url, own=own)
    if source is None and (subtype in _REACTIONS or _is_card_only(entry)):
        source = _card_link(entry, url)
        if subtype not in _REACTIONS and _is_typed(entry) and not _is_elsewhere(source or "", url):
            return None
    source = source or _card_page(entry, url)
    return _row(entry, source, subtype, names, language) if source else None


def _stated_of_itself(entry: Entry, names: frozenset[str], url: str, language: str | None) -> Linkback | None:
    """`li.h-cite.u-like-of`: received if it stands among such things, else what the post itself cites."""
    if in_text(entry.node) or not (
        _in_received(entry.node) or COMMENT_ID.fullmatch(attribute(entry.node, "id").strip())
    ):
        return None
    source = _page(entry, url) or _card_link(entry, url)
    subtype = next(value for name, value in _STATED.items() if name in names)
    return _row(entry, source, subtype, names, language) if source else None


def _in_received(node: LexborNode) -> bool:
    """Whether an element near above names a place for received things."""
    each = node.parent
    for _ in range(5):
        if each is None:
            return False
        names = " ".join(classes(each) | {attribute(each, "id").lower()})
        if re.search(
            r"webmention|mentions|facepile|linkbacks|responses|reactions|interactions|likes|reposts", names
        ):
            return True
        each = each.parent
    return False


def _in_mentions(node: LexborNode) -> bool:
    """Whether the nearest place for received things is one of "mentions", as of books that a post names."""
    for each in islice(ancestors(node), 5):
        names = " ".join(classes(each) | {attribute(each, "id").lower()})
        if "mentions" in names or "responses" in names:
            return re.search(r"(?<!web)(?<!web-)mentions", names) is not None and "responses" not in names
    return False


def _is_titled_mention(entry: Entry) -> bool:
    """Whether an entry stands in a place for mentions, and links its page by the page's title."""
    near = islice(ancestors(entry.node), _NEAR)
    called = any("mentions" in " ".join(classes(each) | {attribute(each, "id").lower()}) for each in near)
    linked = (node for node in entry.tagged("a") if {"u-url", "p-name"} <= classes(node))
    return called and any(read_date(text_of(node)) is None for node in linked)


def _says_who_or_when(entry: Entry) -> bool:
    return bool(entry.tagged("time")) or entry.find("h-card", "dt-published") is not None


def _is_card_only(entry: Entry) -> bool:
    """Whether an entry that is surely no typed comment links nothing but its author, who stands for it then:
    one that says to be a mention, or stands in a part of the page that is of webmentions."""
    named = entry.document.marked(".webmention", ".webmentions__item")
    if any(_OF_COMMENTS.isdisjoint(classes(node)) for node in named):
        return False  # those name their parts otherwise; comment_class() prints "webmention" as well
    if not {"u-mention", "p-mention"} & classes(entry.node):
        near = islice(ancestors(entry.node), 5)
        names = " ".join(f"{attribute(each, 'class')} {attribute(each, 'id')}" for each in near)
        if "webmention" not in names.lower() and not in_named_place(entry.document, entry.start):
            return False
    cards = _cards(entry)
    numbers = map(entry.document.order, filter(leads_away, entry.tagged("a")))
    return all(any(start <= number < end for start, end in cards) for number in numbers)


def _is_typed(entry: Entry) -> bool:
    """Whether an entry links its own place on this page, as comments typed here do: their author's home page
    is no mention."""
    return not all(map(leads_away, entry.tagged("a")))


def _subtype(entry: Entry, names: frozenset[str], url: str) -> str | None:
    """What the item is to the post; None where it is nothing that the post received."""
    received = next((value for name, value in _RECEIVED.items() if name in names), None)
    if received is not None:
        return received
    placed = _in_received(entry.node) or is_loose_cite(entry)
    if not placed or (_in_mentions(entry.node) and not _says_who_or_when(entry)):
        return None
    quoted = [node for node in entry.elements if not _WORDS.isdisjoint(classes(node))]
    return done_in(entry.text(*quoted)) or "mention"


def _page(entry: Entry, url: str, *, own: bool = False) -> str | None:
    """The item's own page, its `u-url` outside its author's card; with `own` also one on this site."""
    document = entry.document
    cards = _cards(entry)
    for number in _urls(entry):
        held = document.attributes[number]
        written = held.get("href") or held.get("value")
        found = document.absolute(written) if written else None  # an item without any is not the page's base
        if (
            found
            and not any(start <= number < end for start, end in cards)
            and _is_elsewhere(found, url, own=own)
        ):
            return found
    signed = signed_by_host(entry.tagged("a"))
    found = document.absolute(attribute(signed, "href")) if signed is not None else None
    return found if found and _is_elsewhere(found, url) else _dated_link(entry, url, cards)


def _dated_link(entry: Entry, url: str, cards: list[tuple[int, int]]) -> str | None:
    """The link around a reply's date: entries by hand mark no `u-url`, or have it in the author's card."""
    document = entry.document
    if not {"u-comment", "p-comment"} & classes(entry.node) and not in_named_place(document, entry.start):
        return None
    language = language_of(document)
    words = [(i, document.end(i)) for i, names in entry.classes() if not names.isdisjoint(_WORDS)]
    for node in entry.tagged("a"):
        number, text = document.order(node), text_of(node)
        marked = node.css_first(".dt-published, time") is not None
        if len(text) > 40 or (not marked and any(start <= number < end for start, end in cards)):
            continue
        if any(start <= number < end for start, end in words):
            continue
        found = document.absolute(attribute(node, "href"))
        if found and _is_elsewhere(found, url) and (marked or read_date(text, language)):
            return found
    return None


def _cards(entry: Entry) -> list[tuple[int, int]]:
    """Begin and end of the parts that describe an author."""
    return [(i, entry.document.end(i)) for i, names in entry.classes() if not names.isdisjoint(_AUTHORS)]


def _card_link(entry: Entry, url: str) -> str | None:
    """All that a facepile links for a like or repost: its author. Replies have a page of their own."""
    for node in entry.tagged("a"):
        found = entry.document.absolute(attribute(node, "href"))
        if found and not urls.is_same_host(found, url):
            return found
    return None


def _card_page(entry: Entry, url: str) -> str | None:
    """The page well below a host that an author's card links as its own, where an entry has no other link and
    the page takes webmentions: templates that put the mention's address there."""
    links = [node for node in entry.tagged("a") if leads_away(node)]
    if not links or not takes_webmentions(entry.document):
        return None
    found = entry.document.absolute(attribute(links[-1], "href")) or ""
    if len(links) == 2:  # the author's face, and behind the name, which is no link, the page
        linked = is_face(links[0]) and "u-author" in classes(links[0]) and "u-url" in classes(links[1])
        return found if linked and not text_of(links[0]) and _is_elsewhere(found, url) else None
    if len(links) > 1 or not {"h-card", "u-url"} <= classes(links[0]):
        return None
    return found if "/" in urls.split(found)[1].strip("/") and _is_elsewhere(found, url) else None


def _urls(entry: Entry) -> list[int]:
    """Its `u-url` links, one that is `u-uid` too first; the item itself where it is a link."""
    classes = entry.document.classes
    named = [entry.start, *(number for number, names in entry.classes() if "u-url" in names)]
    return sorted(named, key=lambda number: "u-uid" not in classes[number])


def _is_elsewhere(found: str, url: str, *, own: bool = False) -> bool:
    _, path, query = urls.split(found)
    here = urls.identity(found) == urls.identity(url) if own else urls.is_same_host(found, url)
    return not here and bool(path.strip("/") or query)


def _row(entry: Entry, source: str, subtype: str, names: frozenset[str], language: str | None) -> Linkback:
    # The small print of Semantic Linkbacks, that names the page that the text was taken from.
    small = [node for node in entry.tagged("small") if _names_page(entry, node, source)]
    content = next(filter(None, (_text(entry, each, *small) for each in _TEXTS)), None)
    name = (
        _text(entry, "p-name", *small)
        or _linked_title(entry, source, subtype, language)
        or _headline(entry, source)
    )
    act = act_in(content) if content else None
    if act is not None:  # "Liked this post."
        name = name if name != content else None
        content, subtype = None, act if subtype in {"reply", "mention"} else subtype
    kind = next((value for key, value in _KINDS.items() if key in names), Kind.WEBMENTION)
    return Linkback(
        kind=kind,
        subtype=None if kind is not Kind.WEBMENTION else subtype,
        source=source,
        title=name if name and name != content and len(name) <= 300 and not _BARE.match(name) else None,
        site=_text(entry, "p-publication") or host_shown(entry, source),
        excerpt=content,
        author=_author(entry) or (_face(entry) if subtype in _REACTIONS else None),
        published=_published(entry, language),
        position=entry.start,
    )


def _linked_title(entry: Entry, source: str, subtype: str, language: str | None) -> str | None:
    """The words of a mention's link to its page, outside its author's card, unless they but lead there, or
    are whom the entry says to have mentioned this."""
    own = [entry.node] if entry.node.tag == "a" else []
    cards = _cards(entry)
    for node in [*own, *entry.tagged("a")] if subtype == "mention" else ():
        number, text = entry.document.order(node), text_of(node)
        if entry.document.absolute(attribute(node, "href")) != source or not text:
            continue
        if "u-url" not in classes(node) and node.mem_id != entry.node.mem_id:
            continue
        if any(start <= number < end for start, end in cards) or node.css_first("time") is not None:
            continue
        leads = leads_to_it(text) or is_address(text, source) or read_date(text, language)
        return None if leads or done_in(entry.text(node)) else text
    return None


def _headline(entry: Entry, source: str) -> str | None:
    """The words of a heading that links the page of the entry, and not by whom it was written."""
    cards = _cards(entry)
    for node in entry.tagged("h2", "h3", "h4", "h5", "h6"):
        number, link = entry.document.order(node), node.css_first("a[href]")
        if link is None or any(start <= number < end for start, end in cards) or "h-card" in classes(link):
            continue
        text = text_of(link)
        if entry.document.absolute(attribute(link, "href")) == source and not leads_to_it(text):
            return text
    return None


def _names_page(entry: Entry, node: LexborNode, source: str) -> bool:
    link = node.css_first("cite a")
    return link is not None and entry.document.absolute(attribute(link, "href")) == source


def _face(entry: Entry) -> str | None:
    """The name of who reacted, where no card but a picture in the link tells it."""
    own = [entry.node] if entry.node.tag == "a" else []
    return next(filter(None, map(face_name, [*own, *entry.tagged("a")])), None)


def _author(entry: Entry) -> str | None:
    """The author's name: the card's `p-name`, its text, or the words that stand for its photo."""
    cards = _cards(entry)
    if not cards:
        return None
    document, (start, end) = entry.document, cards[0]
    elements, inside = document.elements, range(start, min(end, entry.stop))
    card = elements[start]
    named = (elements[i] for i in inside if "p-name" in document.classes[i])
    name = next((node for node in named if text_of(node)), None) or entry.find("fn") or card
    pictures = (document.attributes[i].get("alt") for i in inside if document.names[i] == "img")
    return text_of(name) or next(filter(None, pictures), "") or attribute(card, "title") or None


def _text(entry: Entry, name: str, *without: LexborNode) -> str | None:
    """Text of the item's own property, not of its author's card, without that of some elements."""
    document = entry.document
    for number, names in entry.classes() if f".{name}" in document.marks else ():
        if name in names and not any(start <= number < end for start, end in _cards(entry)):
            node = document.elements[number]
            return entry.text_of(node, *without) or spilled_text(entry, node) or None
    return None


def _published(entry: Entry, language: str | None) -> str | None:
    for number, names in entry.classes():
        if "dt-published" in names:
            node = entry.document.elements[number]
            stated = attribute(node, "datetime") or attribute(node, "title") or text_of(node)
            # "2 months ago", and the date in the title of the link around it.
            around = attribute(node.parent, "title") if node.parent is not None else ""
            return read_date(stated, language) or read_date(around, language)
    times = (attribute(node, "datetime") for node in entry.tagged("time"))
    return next(filter(None, (read_date(stated, language) for stated in times)), None)
