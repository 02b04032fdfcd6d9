"""BlogEngine.NET 1.3-3: below the heading "Pingbacks and trackbacks (N)", entries made as its comments are.

Themes are free in the markup of a comment; what they share is the element `#id_GUID.comment` and the author's
link (`a.url`). The text tells the protocol: "Pingback from HOST", then the title; "Trackback from SITE".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import first_link, outermost, source_of, text_in, text_without, written_date
from crawler.markup.document import Document, attribute, text_of
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = ("#trackbackheader", "pingback from", "trackback from")

_ENTRY = re.compile(r"id_[0-9a-z-]{1,36}", re.I)
_DATE = ".date, .commentdate, #commentdate, .DateTime, .datetime, .comment-date, time"
_BODY = ".content, .comment-content, .commenttext, .text, .comment-text"
_PINGBACK = re.compile(r"\s*pingback from\s+\S+\s*", re.I)
_SAYS_SO = re.compile(r"\s*(?P<kind>ping|track)back from\s+", re.I)
_TRACKBACK = re.compile(r"\s*(?:[-–]\s*)?trackback from\s+(?P<site>.{1,200})\Z", re.I | re.S)


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The comments of the section that the heading opens; without one, those that say so themselves."""
    if not document.marked("#trackbackheader"):
        yield from _among_comments(document)
        return
    for section in document.marked("#trackbacks"):
        entries = [node for node in section.css("[id]") if _ENTRY.fullmatch(attribute(node, "id").strip())]
        for entry in outermost(document, entries):
            yield _linkback(document, entry)


def _among_comments(document: Document) -> Iterator[Linkback]:
    """1.3 and before: comments that open with their kind and the name that they are signed with."""
    numbered = (
        node for node in document.marked(".comment") if _ENTRY.fullmatch(attribute(node, "id").strip())
    )
    for entry in outermost(document, numbered):
        signed, body = entry.css_first("a.url"), entry.css_first(_BODY)
        if signed is None or body is None:
            continue
        name, text = text_of(signed), text_without(body)
        said = _SAYS_SO.match(text)
        if not name or said is None or not text.startswith(name, said.end()):
            continue
        pingback = said["kind"].lower() == "ping"
        yield Linkback(
            kind=Kind.PINGBACK if pingback else Kind.TRACKBACK,
            source=source_of(document, signed),
            title=text[said.end() + len(name) :].strip() or None,
            site=name,
            published=written_date(document, text_in(entry, _DATE)),
            position=document.order(entry),
        )


def _linkback(document: Document, entry: LexborNode) -> Linkback:
    body = entry.css_first(_BODY)
    anchor = entry.css_first("a.url") or first_link(document, entry)
    name = (text_of(anchor) or None) if anchor is not None else text_in(entry, ".fn")
    text = text_without(body) if body is not None else ""
    if (
        name
        and (said := _SAYS_SO.match(text))
        and said["kind"].lower() != "ping"
        and text.startswith(name, said.end())
    ):
        return _led(document, entry, anchor, name, text[said.end() + len(name) :].strip())
    pingback, trackback = _PINGBACK.match(text), _TRACKBACK.search(text)
    title = _title(body) if body is not None and pingback is None else None
    rest = text[pingback.end() :] if pingback else text[: trackback.start()] if trackback else text
    return Linkback(
        kind=Kind.PINGBACK if pingback else Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=(rest.strip() if pingback else title) or name,
        site=name,
        excerpt=None if pingback else rest.removeprefix(title or "").strip() or None,
        published=written_date(document, text_in(entry, _DATE)),
        position=document.order(entry),
    )


def _led(document: Document, entry: LexborNode, anchor: LexborNode | None, name: str, title: str) -> Linkback:
    """A trackback whose text opens with the blog's name: what follows is the title."""
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=title or name,
        site=name,
        published=written_date(document, text_in(entry, _DATE)),
        position=document.order(entry),
    )


def _title(body: LexborNode) -> str | None:
    """The first line of a trackback's text, where a line break ends it."""
    if body.css_first("br, p") is None:
        return None
    first = next((node for node in body.iter(include_text=True) if (node.text() or "").strip()), None)
    return (first.text() or "").strip()[:300] or None if first is not None and first.is_text_node else None
