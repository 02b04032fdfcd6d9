"""b2evolution 0.8-7: feedback in one list, told apart by the word that opens each entry's title.

Until 0.9 the title is a heading without a class, and a block quotation with the date and the text follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import (
    first_link,
    source_of,
    stated_time,
    text_in,
    text_without,
    written_date,
)
from crawler.markup.document import Document, ancestors, classes, text_of
from crawler.markup.kin import next_element
from crawler.records import Kind, Linkback
from crawler.words.labels import without_label

MARKS: tuple[str, ...] = (".bcommenttitle", ".evo_comment_title", "trackback from:", "pingback from:")

_KIND = re.compile(r"(trackback|pingback)\b", re.I)
_FROM = re.compile(r"(track|ping)back from\s*:", re.I)
_HIGHEST = 8
_ENTRY = frozenset({"bcomment", "evo_comment"})
_BODY = ".bCommentText, .evo_comment_text"
_FOOT = ".bCommentSmallPrint, .evo_comment_footer"


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """Entries whose title opens with "Trackback" or "Pingback"."""
    for title in document.marked(".bcommenttitle", ".evo_comment_title"):
        stated = _kind(text_of(title))
        entry = next((node for node in islice(ancestors(title), _HIGHEST) if classes(node) & _ENTRY), None)
        if stated and entry is not None:
            yield _linkback(document, title, entry, stated)
    for heading in document.tagged("h3", "h4", "h5", "h6") if document.has("<blockquote") else ():
        said = _FROM.match(text_of(heading))
        quoted = next_element(heading) if said else None
        if said and quoted is not None and quoted.tag == "blockquote":
            yield _plain(document, heading, quoted, Kind(f"{said[1].lower()}back"))


def _kind(title: str) -> Kind | None:
    """What the word that opens a title names, in the language of the page; None for a comment."""
    said = _KIND.match(title)
    return Kind(said[1].lower()) if said is not None else without_label(title)[0]


def _plain(document: Document, heading: LexborNode, quoted: LexborNode, kind: Kind) -> Linkback:
    """An entry of the first versions: the date in small print, the text in a block of its own."""
    anchor = first_link(document, heading, "a")
    body, date = quoted.css_first("div"), quoted.css_first("small")
    bold = body.css_first("strong") if body is not None and kind is Kind.TRACKBACK else None
    published = written_date(document, text_of(date)) if date is not None else None
    return _row(document, heading, kind, anchor, body, bold, published)


def _linkback(document: Document, title: LexborNode, entry: LexborNode, kind: Kind) -> Linkback:
    """Where the text opens with the title in bold, the link names the site alone."""
    anchor = first_link(document, title, "a:not(.bComment-type):not(.evo_comment_type)")
    body, foot = entry.css_first(_BODY), entry.css_first(_FOOT)
    bold = _opening(body) if body is not None else None
    published = stated_time(entry) or (written_date(document, _date(foot)) if foot is not None else None)
    return _row(document, entry, kind, anchor, body, bold, published)


def _row(
    document: Document,
    place: LexborNode,
    kind: Kind,
    anchor: LexborNode | None,
    body: LexborNode | None,
    bold: LexborNode | None,
    published: str | None,
) -> Linkback:
    """The link names the citing page, or its site where the text has the title in `bold`."""
    named = (text_of(anchor) or None) if anchor is not None else None
    headline = text_of(bold) if bold is not None else None
    return Linkback(
        kind=kind,
        source=source_of(document, anchor),
        title=headline or named,
        site=named if headline else None,
        excerpt=(text_without(body, bold) or None) if body is not None else None,
        published=published,
        position=document.order(place),
    )


def _opening(body: LexborNode) -> LexborNode | None:
    """The bold words that a text opens with."""
    bold = body.css_first("strong")
    return bold if bold is not None and text_of(body).startswith(text_of(bold) or "\0") else None


def _date(foot: LexborNode) -> str:
    return text_in(foot, ".bComment-date, .evo_comment_date") or text_without(foot, *foot.css("a"))
