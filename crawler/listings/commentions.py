"""Kirby Commentions 0.x and 1.x: comments and webmentions in one list, `.commentions-list`.

Reactions stand in `ul.commentions-list-reactions` under a heading each ("Likes", "Bookmarks", "RSVP: yes"),
one link to the mention with its author's name; the rest in `li.commentions-list-item-reply` (before 1.0
`li.commentions-list-type-reply`). Those of the type "comment" were typed into the site's own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entry_parts import signed_by_host, source_of, subtype_above, text_in, written_date
from crawler.markup.document import Document, classes, text_of
from crawler.markup.kin import element_before
from crawler.mentions.parts import done_in, named_after
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".commentions-list",)

_TYPE = re.compile(r"commentions-list-(?:item|type)-([a-z]+)(?::\w+)?\Z")
_REACTIONS = "commentions-list-reactions"
_SUBTYPES = frozenset({"reply", "mention", "like", "repost", "bookmark", "rsvp"})
_SIGNED = re.compile(
    r"(?P<name>.*?)\s*(?:\b(?:mentioned|replied|liked|bookmarked|reposted|responded|commented)\b.*?)?"
    r"(?:\s*(?:\bat|@|\()\s*(?P<site>[\w.-]+\.\w+)\)?)?\s*\Z",
    re.S,
)
_LONGEST = 200
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+\Z")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The items whose page is elsewhere; typed comments are none, whatever page their author names."""
    for listing in document.marked(*MARKS):
        for item in (document.elements[number] for number in document.within(listing, "li")):
            row = _row(document, item, url)
            if row is not None:
                yield row


def _row(document: Document, item: LexborNode, url: str) -> Linkback | None:
    reaction = _reaction(item)
    subtype = reaction or _type(item)
    links = item.css("a[href]")
    # A name may link its owner's home, and the host that mentioned this the page.
    link = (signed_by_host(links) if reaction is None else None) or next(iter(links), None)
    source = source_of(document, link)
    if subtype is None or link is None or source is None or urls.is_same_host(source, url):
        return None
    name, site = _signature(text_of(link) if link.mem_id == links[0].mem_id else text_of(links[0]))
    site = site or (text_of(link) if link.mem_id != links[0].mem_id else None)
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=subtype,
        source=source,
        site=site,
        excerpt=None if reaction else text_in(item, ".commentions-list-message, .commentions-list-text"),
        author=name,
        published=written_date(document, text_in(item, ".commentions-list-date")),
        position=document.order(item),
    )


def _reaction(item: LexborNode) -> str | None:
    """What the list of reactions holds that the item stands in; None in any other list."""
    parent = item.parent
    if parent is None or _REACTIONS not in classes(parent):
        return None
    named = named_after(name.removeprefix(_REACTIONS) for name in sorted(classes(parent)))
    headed = element_before(parent)
    text = text_of(headed) if headed is not None else ""
    return named or ("rsvp" if text.lower().startswith("rsvp") else subtype_above(parent)) or "mention"


def _type(item: LexborNode) -> str | None:
    """The type that the item's class states; None for a comment."""
    found = (match[1] for name in classes(item) if (match := _TYPE.match(name)))
    return next((name for name in found if name in _SUBTYPES), None)


def _signature(text: str) -> tuple[str | None, str | None]:
    """Author and site of "NAME replied at example.org", "NAME (example.org)", "example.org mentioned this"
    and the like."""
    match = _SIGNED.match(text[:_LONGEST])
    name, site = (match["name"].strip(" ,"), match["site"]) if match else (text, None)
    if _HOST.match(name) and done_in(text):
        return None, site or name
    return name or None, site
