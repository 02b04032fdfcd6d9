"""Webmentions that a static site builds in: jekyll-webmention_io 1-4, and the Eleventy and Hugo includes and
the templates of django-indieweb 0.6 that share its class names (`.webmention`, `.webmention__author`,
`.webmention__source`, `.webmentions__item`).

These entries are h-cites too, but in several templates the first `u-url` is the author's home page; here the
class names tell which link is the mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_text
from crawler.lists.entry_parts import (
    first_link,
    leads_away,
    outermost,
    source_of,
    stated_time,
    subtype_above,
    text_in,
    text_without,
    written_date,
)
from crawler.markup.document import Document, ancestors, attribute, classes, once, text_of
from crawler.markup.kin import element_before, next_element
from crawler.mentions.faces import act_of_face
from crawler.mentions.parts import done_in, is_address, leads_to_it, lone_text, page_of
from crawler.records import Kind, Linkback
from crawler.told.dealing import is_home
from crawler.words.dates import read_date
from crawler.words.read_more import leads_on

MARKS: tuple[str, ...] = (
    ".webmention", ".webmentions__item", ".webmentions__face", ".webmention-item", ".webmention-face",
    ".webmention-reply", ".webmention-like", ".webmention-repost", ".webmention-mention",
    ".webmention-comment",
)  # fmt: skip

_SUBTYPES = {
    "reply": "reply", "replies": "reply", "comment": "reply", "comments": "reply", "in-reply-to": "reply",
    "like": "like", "likes": "like", "like-of": "like", "repost": "repost", "reposts": "repost",
    "repost-of": "repost", "bookmark": "bookmark", "bookmarks": "bookmark", "bookmark-of": "bookmark",
    "link": "mention", "links": "mention", "post": "mention", "posts": "mention", "mention": "mention",
    "mentions": "mention", "mention-of": "mention", "rsvp": "rsvp", "rsvps": "rsvp",
}  # fmt: skip
_HIGHEST = 12
_ACT = re.compile(r"\W*(?:(?:was )?(?:mentioned|linked|cited) (?:by|on|in|at|from))?\W*", re.I)
_LARGEST = 400
_LONGEST_LINE = 80
_BLOCK = re.compile(
    r"webmentions?(?:__item)?-(?:-([a-z-]+)|"
    r"(replies|likes|reposts|bookmarks|mentions|comments|links|reply|like|repost|bookmark|mention))$"
)
_AUTHOR = ".webmention__author, .webmention-author, .p-author"
_CONTENT = (
    ".webmention__content, .webmention-content, .webmention__text, .webmention__excerpt, "
    ".webmention-excerpt, p.webmention-body, .p-content, .e-content"
)
# What may be all of an entry, or the line that says who did what and when, as well as its text.
_BODY = "div.webmention-body"
_LINE = ".webmention-summary"
_DATE = (
    ".webmention__pubdate, .webmention__date, .webmention-pubdate, .webmention-date, .webmention-published, "
    ".postdate"
)
_META = ".webmention-meta, .webmention__meta"
_CALLED = "[class*='webmention'][class$='content'], [class*='webmention'][class$='text']"
_PAGE = (
    "a.webmention-date, .webmention-date a, "
    "a.webmention__source, a.webmention__link, a.webmention__url, .webmention__source a, "
    ".webmention-source a, a.webmention-source, a.webmention-link, a.webmention-url, a.webmention_url"
)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Entries of the class names, outermost first; an entry within an entry is the same one."""
    named = document.marked(*MARKS)
    own = (_whole(node) for node in named if not _holds_several(document, node) and _is_own(node))
    for entry in outermost(document, own):
        if _is_quoted(entry):
            continue
        found = _linkback(document, entry)
        bare = found is not None and found.source is None and entry.tag == "img"
        if found is not None and not (bare and found.author in _named_in_items(document)):
            yield found


@once
def _named_in_items(document: Document) -> frozenset[str]:
    """Whom the items of a list name: faces above it that link nothing show the same people."""
    items = document.marked(".webmentions__item")
    return frozenset(text_of(node) for item in items for node in item.css("a, b, strong, .p-name"))


def _is_quoted(entry: LexborNode) -> bool:
    """Whether an entry, or its list, stands among the paragraphs of a text, which shows it as an example;
    plugins append lists of them to one."""
    whole = entry.parent if entry.tag == "li" and entry.parent is not None else entry
    beside = [element_before(whole), next_element(whole)]
    return all(each is not None and each.tag == "p" for each in beside) and in_text(entry)


def _whole(node: LexborNode) -> LexborNode:
    """The entry that an element with an entry's class stands for: the link around a picture."""
    parent = node.parent
    return parent if node.tag == "img" and parent is not None and parent.tag == "a" else node


def _is_own(node: LexborNode) -> bool:
    """Whether the element uses these templates' names for parts, not only their name for an entry."""
    if any(name.startswith(("webmentions__", "webmention--")) for name in classes(node)):
        return True
    return node.css_first("[class*='webmention__'], [class*='webmention-']") is not None


def _holds_several(document: Document, node: LexborNode) -> bool:
    """Whether an element with an entry's class is the list of them all."""
    start, end = document.span(node)
    if end - start > _LARGEST:
        return True
    return len(node.css(".webmentions__item")) > 1 or len(node.css(".webmention")) > 2


def _linkback(document: Document, entry: LexborNode) -> Linkback | None:
    """None where the element is no entry: it names neither a mention's page nor its author."""
    author = entry.css_first(_AUTHOR)
    title = first_link(document, entry, ".webmention__title a, a.webmention__title, .webmention-title a")
    anchor = _mention_link(entry, author) or title
    name = _name(entry, author)
    if anchor is None and name is None:
        return None
    if anchor is None:
        anchor = page_of(_told(entry), None) or _beside_name(author) or _only(_told(entry))
    if title is None and anchor is not None:
        title = _headed(entry, anchor)
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=_subtype(entry) or act_of_face(entry) or _act(anchor),
        source=source_of(document, anchor),
        title=(text_of(title) or None) if title is not None else _title(entry, anchor, name),
        excerpt=_excerpt(entry, anchor, title, author),
        author=name,
        published=_published(document, entry),
        position=document.order(entry),
    )


def _title(entry: LexborNode, anchor: LexborNode | None, name: str | None) -> str | None:
    """What the entry calls its title; else the words of the link to the mention's page, where nobody is named
    and they are neither its address, a date nor words like "source"."""
    stated = text_in(entry, ".webmention-title")
    if stated or name is not None or anchor is None:
        return stated
    text = text_of(anchor)
    says_where = leads_to_it(text) or is_address(text, attribute(anchor, "href"))
    return None if not text or says_where or read_date(text) is not None else text


def _headed(entry: LexborNode, anchor: LexborNode) -> LexborNode | None:
    """The heading that is another link to the mention's page."""
    for node in entry.css("h2, h3, h4, h5, h6"):
        link = node.parent if node.parent is not None and node.parent.tag == "a" else node.css_first("a")
        if link is None or link.mem_id == anchor.mem_id or link.css_first("time") is not None:
            continue
        if attribute(link, "href") == attribute(anchor, "href"):
            return node
    return None


def _excerpt(
    entry: LexborNode, anchor: LexborNode | None, title: LexborNode | None, author: LexborNode | None
) -> str | None:
    """The part that is the text by its name, where it says more than "mentioned by" and the address."""
    parts = [
        *entry.css(_CONTENT),
        *entry.css(_CALLED),
        *filter(_is_text, entry.css(_BODY)),
        *entry.css(_LINE),
    ]
    part = next((each for each in parts if not _holds(each, author)), None)
    if part is None or not text_of(part) or (title is not None and part.mem_id == title.mem_id):
        return _paragraphs(entry, anchor, title, author)
    said = anchor is not None and any(a.mem_id == anchor.mem_id for a in part.css("a"))
    if said and _ACT.fullmatch(text_without(part, anchor)):
        return None
    ends = said and anchor is not None and leads_on(text_of(anchor))
    return text_without(part, anchor) if ends else text_of(part)


def _is_text(part: LexborNode) -> bool:
    """Whether a part holds no face, date or name of an entry."""
    return part.css_first("img, time, .h-card, [class*='author']") is None


def _holds(part: LexborNode, author: LexborNode | None) -> bool:
    """Whether a part of an entry holds its author: then it is more than the text."""
    return author is not None and any(each.mem_id == part.mem_id for each in ancestors(author))


def _mention_link(entry: LexborNode, author: LexborNode | None) -> LexborNode | None:
    """The link marked as source, or that to a page below the author's home, or the words of what was done;
    else the author's link, in templates that put the mention's URL on it."""
    marked = entry.css_first(_PAGE)
    if marked is not None:
        return marked
    if (dated := _around_date(entry)) is not None:
        return dated
    if author is not None and author.tag == "a":
        home = attribute(author, "href")
        told = {node.mem_id for node in _told(entry)}
        beside = [node for node in _outside(entry, author) if node.mem_id in told]
        # "Linked in PAGE by AUTHOR": the words of a mention that marks nothing but the author's home.
        named = entry.css("a[href]") if not urls.split(home)[1].strip("/") else []
        page = (node for node in (*beside, *named) if is_home(home, attribute(node, "href")))
        if (below := next(page, None)) is not None:
            return below
    marks_parts = author is not None or entry.css_first(_CONTENT) is not None
    if marks_parts and (act := next(filter(_says_act, _told(entry)), None)) is not None:
        return act
    own = [entry] if entry.tag == "a" else []
    outer = [author] if author is not None and author.tag == "a" else []
    found = (*own, *outer, *_faces(entry), *_outside(entry, author))
    return next((node for node in found if attribute(node, "href")), None)


def _says_act(link: LexborNode) -> bool:
    """Whether a link to more than a host's home says what was done, or that it leads to where it was."""
    return leads_to_it(text_of(link)) and bool(urls.split(attribute(link, "href"))[1].strip("/"))


def _act(anchor: LexborNode | None) -> str | None:
    """What the words of the link to the mention's page say was done: "liked this"."""
    text = text_of(anchor) if anchor is not None else ""
    return done_in(text) if leads_to_it(text) else None


def _told(entry: LexborNode) -> list[LexborNode]:
    """The links of an entry that are not in its text, unless that is all of it."""
    within = {node.mem_id for part in entry.css(_CONTENT) for node in part.css("a")}
    links = [node for node in entry.css("a[href]") if leads_away(node)]
    return [node for node in links if node.mem_id not in within] or links


def _only(links: list[LexborNode]) -> LexborNode | None:
    """The one place that an entry links, though it is called its author's."""
    return links[0] if len({attribute(link, "href") for link in links}) == 1 else None


def _around_date(entry: LexborNode) -> LexborNode | None:
    """The link around the date, which is the mention's wherever the author's card holds it."""
    dates = (time.parent for time in entry.css("time"))
    return next((node for node in dates if node is not None and node.tag == "a" and leads_away(node)), None)


def _outside(entry: LexborNode, author: LexborNode | None) -> list[LexborNode]:
    """The `u-url` beside the author's card, as the link around the date."""
    within = {node.mem_id for node in author.css("a")} if author is not None else set()
    return [node for node in entry.css("a.u-url[href]") if node.mem_id not in within]


def _beside_name(author: LexborNode | None) -> LexborNode | None:
    """The one page within an author's card whose name is no link: "A website mentioned this PAGE"."""
    links = author.css("a.u-url[href]") if author is not None else []
    if author is None or len(links) != 1 or not urls.split(attribute(links[0], "href"))[1].strip("/"):
        return None
    name = author.css_first(".p-name")
    linked = name is not None and any(node.tag == "a" for node in (name, *ancestors(name)))
    return None if name is None or linked else links[0]


def _faces(entry: LexborNode) -> list[LexborNode]:
    """The one link of an entry that is nothing but a face: `a.h-card.u-url` is the like itself, and so is
    the only link around a picture."""
    if entry.css_first(_CONTENT) is not None:
        return []
    links = entry.css("a[href]")
    bare = len(links) == 1 and not links[0].text().strip() and links[0].css_first("img") is not None
    if entry.css_first("div.webmention__author") is not None:
        # A person's home page is no mention: neither a host's, nor, where it is named, one right below.
        paths = (urls.split(attribute(node, "href"))[1].strip("/") for node in links)
        return links if len(links) == 1 and any(path and (bare or "/" in path) for path in paths) else []
    return entry.css("a.u-url[href]")[:1] or (links if bare else [])


def _paragraphs(entry: LexborNode, *without: LexborNode | None) -> str | None:
    """The paragraphs, else the block, of an entry that names no part for its text, but those with its links,
    its date or a picture."""
    links = {node.mem_id for node in without if node is not None}
    whole = entry.css_first("article") if entry.tag == "li" else None
    children = (whole if whole is not None else entry).iter()
    blocks = [node for node in children if node.tag == "div" and node.css_first("img") is None]
    texts = [
        text_of(node)
        for node in entry.css("p, blockquote") or blocks
        if "webmention" not in attribute(node, "class")
        and node.css_first("time") is None
        and links.isdisjoint(each.mem_id for each in node.css("a"))
    ]
    body = entry.css_first(".webmention__body")
    bare = text_without(body, *body.css("h2, h3, h4, h5, h6")) if body is not None else ""
    return " ".join(texts) or bare or lone_text(entry, None)


def _name(entry: LexborNode, author: LexborNode | None) -> str | None:
    author = author if author is not None else entry.css_first(".h-card")
    place = author if author is not None else entry
    called = place.css_first(".webmention__author__name, .p-name, .fn")
    named = text_without(called, *called.css("time")) or None if called is not None else None
    if named is None and (author is not None or entry.tag == "a"):
        named = text_of(place)
    image = place.css_first("img[alt], img[title]")
    if author is None and entry.css_first("img") is None:
        return None
    return (
        named or (attribute(image, "alt") or attribute(image, "title") if image is not None else "") or None
    )


def _published(document: Document, entry: LexborNode) -> str | None:
    date = text_in(entry, _DATE) or text_in(entry, _META) or text_in(entry, "time")
    author = entry.css_first(_AUTHOR) if date is None else None
    beside = text_without(author, *author.css("a")) if author is not None else None
    line = (text_in(entry, _LINE) or "")[:_LONGEST_LINE] if date is None else None
    return stated_time(entry) or written_date(document, date or beside or line)


def _subtype(entry: LexborNode) -> str | None:
    """What the entry's classes say, else those of the list around it, else the heading above the list."""
    for node in (entry, *entry.css(".webmention"), *islice(ancestors(entry), _HIGHEST)):
        for name in classes(node):
            if name.endswith(("-of", "-to")) and name in _SUBTYPES:
                return _SUBTYPES[name]
            block = _BLOCK.match(name)
            if block and (subtype := _SUBTYPES.get(block[1] or block[2])):
                return subtype
        if node.tag in ("ol", "ul", "section", "div") and (subtype := subtype_above(node)):
            return subtype
        if "webmentions" in classes(node) or attribute(node, "id") == "webmentions":
            return None
    return None
