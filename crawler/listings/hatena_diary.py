"""Hatena Diary, 2003-19: a list below the caption "トラックバック - PING-URL", each link "BLOG - TITLE".

`div.refererlist` holds it, and the referrers as well, so that only the caption tells. What the link's `title`
says is the excerpt; it is shown to nobody who does not point at the link, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import source_of, text_in, text_without, written_date
from crawler.markup.document import Document, attribute, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".refererlist", "トラックバック</a> - http")

_CAPTION = re.compile(r"^トラックバック\s*-\s*https?://")
# "■" alone is an entry's own place.
_WORD = re.compile(r"\w")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each item of the lists that stand behind such a caption."""
    for caption in document.marked(".caption"):
        listing = caption.parent
        if listing is None or not _CAPTION.match(text_of(caption)):
            continue
        for entry in listing.css("ul > li"):
            links = [a for a in entry.css("a") if _WORD.search(text_of(a))]
            if links:
                yield _linkback(document, entry, links)


def _linkback(document: Document, entry: LexborNode, links: list[LexborNode]) -> Linkback:
    """ "BLOG - TITLE" is one link, or two to the same page; behind it stands the excerpt, if any."""
    anchor = links[0]
    same = [a for a in links if attribute(a, "href") == attribute(anchor, "href")][:2]
    site, _, title = " - ".join(map(text_of, same)).partition(" - ")
    date = text_in(entry, ".timestamp")
    rest = text_without(entry, *links, entry.css_first(".timestamp"))
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=title.strip() or site.strip() or None,
        site=(site.strip() or None) if title.strip() else None,
        excerpt=rest.strip("-■ ") or None,
        published=written_date(document, date),
        position=document.order(entry),
    )
