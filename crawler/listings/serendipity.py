"""Serendipity 0.8-2 and Styx 2-5: the section of trackbacks of default, 2k11, timeline, pure and kin.

One section holds what came by any protocol; only Styx writes the protocol into the entry's class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler.lists.entry_parts import (
    first_link,
    outermost,
    source_of,
    stated_time,
    text_in,
    text_without,
    written_date,
)
from crawler.markup.document import Document, ancestors, attribute, classes, text_of
from crawler.markup.kin import next_element
from crawler.markup.lines import lines
from crawler.records import Kind, Linkback

MARKS: tuple[str, ...] = (".serendipity_section_trackbacks", "serendipity")

_MOST_LINES = 40
_ENTRY_ID = re.compile(r"(?:(?:serendipity[-_])?(?:comment|trackback)[-_]?)?c?\d+$")
_LISTS = ("ol", "ul", "dl")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_WEBLOG = re.compile(r"\s*(?:weblog|blog)\s*:\s*", re.I)
_PINGBACK = re.compile(r"pingback(?:\s*:|\Z)", re.I)
_BY = re.compile(r"trackback (?:by|von|de|da|van|from)\b", re.I)
_SITE_THEN = re.compile(r"(?P<site>[^:]{1,80}?)\s*:\s*\Z")
_SITE_ON = re.compile(r"(?P<site>\S.{0,80}?)\s+\w{1,3}\s*:\s*\Z")  # "on", "am", "le" …
_LONGEST_DATE = 40
_LINES = ("li", "dt", "p", "div", *_HEADINGS)
_NOBODY = re.compile(r"anonym(?:ous|e|o)?", re.I)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?:\s*[ap]m)?\Z", re.I)
_SOURCE = ".serendipity_comment_source, .commentmetadata, .serendipity_commentSource, .comment_source"
# Templates without two bold labels: "Weblog: SITE", and "LABEL: DATE" on the next line or in brackets.
_PLAIN = re.compile(
    r"(?:weblog|blog):[^\S\n]*(?P<site>[^\n]{1,200}?)\s*"
    r"(?:[\n(][^\n:(]{3,30}|,\s[^\W\d]{3,16}(?=:[^\n:]{0,24}\d)):(?P<date>[^\n)]*)",
    re.I,
)
_BODY = (
    ".tb-text, .comment_text, li > div.content, .serendipity_commentBody, .serendipity_comment_body, "
    ".comment-content, details > div, .trackback-body, .comment-body, .atrackback > dd"
)
_SITE = ".trackback_author strong, .comment-author strong, .comment-author-details, cite"
# Where a template puts the title and the date, and the text stands bare behind that.
_HEAD = ".comment-meta"


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The entries of the page's section of trackbacks."""
    for section in outermost(document, _sections(document)):
        for entry in _entries(section):
            if (cite := _signature(entry)) is not None:
                yield _below_text(document, entry, cite)
                continue
            said = _said_in_next(entry)
            yield _signed(document, entry, said) if said is not None else _linkback(document, entry)


def _sections(document: Document) -> list[LexborNode]:
    """The sections, or in templates without their class the `#trackbacks` of a Serendipity page."""
    found = document.marked(".serendipity_section_trackbacks")
    if found or not document.has("serendipity"):
        return found
    named = [_section(node) for node in document.marked("#trackbacks")]
    return [
        node
        for node in named
        if node is not None
        and (node.tag in _LISTS or node.css_first("#comments:not(ol), [name=comments]") is None)
    ]


def _section(node: LexborNode) -> LexborNode | None:
    """What an id marks as the section: itself, what is around an anchor, the list below a heading."""
    if node.tag in _HEADINGS:
        return _list_behind(node)
    if node.tag != "a" or node.parent is None:
        return node
    heading = node.parent if node.parent.tag in _HEADINGS else _heading_behind(node)
    if heading is None:
        return node.parent
    return _list_behind(heading)


def _list_behind(heading: LexborNode) -> LexborNode | None:
    """The list that a heading heads."""
    following = heading.next
    while following is not None and following.tag not in (*_LISTS, *_HEADINGS):
        following = following.next
    return following if following is not None and following.tag in _LISTS else None


def _heading_behind(anchor: LexborNode) -> LexborNode | None:
    """The heading that an empty anchor stands right before."""
    following = next_element(anchor) if anchor.child is None else None
    return following if following is not None and following.tag in _HEADINGS else None


def _entries(section: LexborNode) -> Iterator[LexborNode]:
    """Elements that bear an entry's id (cN), or hold the anchor that bears it, or follow it; none that holds
    another of them."""
    found = list(_numbered(section))
    around = {each.mem_id for entry in found for each in ancestors(entry)} if len(found) > 1 else set()
    yield from (entry for entry in found if entry.mem_id not in around)


def _numbered(section: LexborNode) -> Iterator[LexborNode]:
    seen: set[int] = set()
    for node in section.css("[id]"):
        if not _ENTRY_ID.match(attribute(node, "id")):
            continue
        entry = _of_anchor(node, section) if node.tag == "a" else node
        if entry is not None and entry.mem_id != section.mem_id and entry.mem_id not in seen:
            seen.add(entry.mem_id)
            yield entry
    for item in section.iter() if not seen and section.tag in _LISTS else ():
        if item.tag == "li" and item.css_first(_SOURCE) is not None and _WEBLOG.search(text_of(item)):
            yield item


def _of_anchor(anchor: LexborNode, section: LexborNode) -> LexborNode | None:
    """The element around an entry's anchor; the one behind it where all anchors stand in the list itself."""
    parent = anchor.parent
    if parent is None:
        return None
    if parent.tag == "li" and next_element(anchor) is None and parent.css_first("a") != anchor:
        return next_element(parent)  # an unclosed item has taken in the next one's anchor
    if anchor.text().strip() and parent.tag == "small":
        return next((each for each in ancestors(parent) if each.tag == "li"), None)  # around the date
    shared = parent.mem_id == section.mem_id or parent.tag in _LISTS
    if not shared and sum(child.tag == "a" and "id" in child.attributes for child in parent.iter()) < 2:
        following = next_element(anchor)
        if following is None or following.tag != "dl":
            return parent
    return next_element(anchor)


def _linkback(document: Document, entry: LexborNode) -> Linkback:
    anchor = first_link(document, entry, "a[href], a:not([id])")
    body, labels = entry.css_first(_BODY) or _body_behind(entry), entry.css_first(_SOURCE)
    if body is not None and (author := entry.css_first(".comment_author")) is not None:
        return _by_author(document, entry, body, author)
    site, date = _labelled(document, labels) if labels is not None else (None, None)
    if not (site or date):
        site, date = _told(document, entry)
        date = date or (text_of(labels) if labels is not None else None)
    within = anchor if body is not None and anchor is not None and _holds(body, anchor) else None
    title = (text_of(anchor) or None) if anchor is not None else None
    if not site and title and entry.tag == "li" and anchor is not None and title.count(" » ") == 1:
        # Kubrick: `<cite><a>SITE » TITLE</a></cite>`; others: `<b><a>TITLE » SITE</a></b>`
        if _stands_in(anchor, "cite"):
            site, _, title = title.rpartition(" » ")
        elif _stands_in(anchor, "b", "strong"):
            title, _, site = title.rpartition(" » ")
    if site and title and title.endswith(f" - {site}"):
        title = title.removesuffix(f" - {site}")
    if anchor is not None and within is None:
        site, date = site or _before(anchor), date or _behind(anchor)
    return Linkback(
        kind=_kind(entry, title),
        source=source_of(document, anchor),
        title=None if title and _PINGBACK.fullmatch(title) else title,  # none was told
        site=site or None,
        excerpt=_excerpt(entry, body, within, anchor, labels),
        published=stated_time(entry) or written_date(document, date),
        position=document.order(entry),
    )


def _body_behind(entry: LexborNode) -> LexborNode | None:
    """The text that follows what a row says, where all of them stand in the list itself."""
    behind = next_element(entry)
    return behind if behind is not None and "comment-body" in classes(behind) else None


def _by_author(document: Document, entry: LexborNode, body: LexborNode, author: LexborNode) -> Linkback:
    """Templates that show them as they show comments: the text, and below it the blog with a date."""
    anchor, text = author.css_first("a[href]:not([href^='#'])"), text_of(body)
    return Linkback(
        kind=Kind.PINGBACK if _PINGBACK.fullmatch(text) else Kind.TRACKBACK,
        source=source_of(document, anchor),
        site=text_of(anchor) or None if anchor is not None else None,
        excerpt=None if _PINGBACK.fullmatch(text) else text or None,
        published=stated_time(entry) or written_date(document, text_without(author, anchor)),
        position=document.order(entry),
    )


def _stands_in(anchor: LexborNode, *tags: str) -> bool:
    return anchor.parent is not None and anchor.parent.tag in tags


def _before(anchor: LexborNode) -> str | None:
    """The blog before a link in its line: "SITE: TITLE", "SITE on DATE: TITLE"."""
    line = anchor.parent
    if line is None or line.tag not in (*_HEADINGS, "strong", "b"):
        return None
    time = line.css_first("time")
    match = (_SITE_ON if time is not None else _SITE_THEN).match(text_without(line, anchor, time))
    return None if match is None or _NOBODY.fullmatch(match["site"]) else match["site"]


def _behind(anchor: LexborNode) -> str | None:
    """The short text behind a link in its line, which may be a date."""
    line = next((each for each in ancestors(anchor) if each.tag in _LINES), None)
    text = text_of(line).partition(text_of(anchor))[2].strip(" :()|") if line is not None else ""
    return text if len(text) <= _LONGEST_DATE else None


def _kind(entry: LexborNode, title: str | None) -> Kind:
    """A pingback's by its class in Styx, or by the word that stands for the blog's name or the title."""
    kinds = classes(entry)
    named = "pingback" in kinds and "trackback" not in kinds
    named = named or any(map(_PINGBACK.match, (title or "", text_in(entry, "cite") or "")))
    return Kind.PINGBACK if named else Kind.TRACKBACK


def _signature(entry: LexborNode) -> LexborNode | None:
    """Templates made after WordPress's: `<cite>Trackback by <a>SITE</a> — DATE</cite>` behind the text, which
    the title opens."""
    cite = entry.css_first("cite")
    signed = cite is not None and cite.css_first("a") is not None and _BY.match(text_of(cite)) is not None
    return cite if signed and entry.css_first("strong") is not None else None


def _below_text(document: Document, entry: LexborNode, cite: LexborNode) -> Linkback:
    anchor, strong = cite.css_first("a"), entry.css_first("strong")
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=text_of(strong) or None if strong is not None else None,
        site=text_of(anchor) or None if anchor is not None else None,
        excerpt=text_without(entry, strong, cite) or None,
        published=stated_time(entry) or written_date(document, text_without(cite, anchor)),
        position=document.order(entry),
    )


def _said_in_next(entry: LexborNode) -> LexborNode | None:
    """Kubrick: an item says which blog and when, the item behind it has title and text."""
    item = entry.parent
    if entry.tag != "div" or item is None or item.tag != "li" or entry.css_first("cite a") is None:
        return None
    behind = next_element(item)
    if behind is None or behind.tag != "li" or behind.css_first("h3, h4, h5") is None:
        return None
    return behind if behind.css_first("[id]") is None else None


def _signed(document: Document, entry: LexborNode, said: LexborNode) -> Linkback:
    anchor, heading = entry.css_first("cite a"), said.css_first("h3, h4, h5")
    return Linkback(
        kind=Kind.TRACKBACK,
        source=source_of(document, anchor),
        title=text_of(heading) or None if heading is not None else None,
        site=text_of(anchor) or None if anchor is not None else None,
        excerpt=text_without(said, heading) or None,
        published=stated_time(entry) or written_date(document, text_in(entry, "small")),
        position=document.order(entry),
    )


def _told(document: Document, entry: LexborNode) -> tuple[str | None, str | None]:
    """Site and date of an entry that has no element for both: its author's, or what its own labels say."""
    if _WEBLOG.search(text_of(entry)) and len(entry.css("b, strong")) > 1:
        return _labelled(document, entry)
    site = text_in(entry, ".author")
    date = text_in(entry, ".date, .serendipity_commentDate, .timestamp")
    if (cite := entry.css_first("cite")) is not None and (link := cite.css_first("a")) is not None:
        # "SITE: TITLE" in one element; who left no name is called anonymous.
        before = text_without(cite, link).rstrip(" :")
        nobody = _NOBODY.fullmatch(before) or _PINGBACK.match(before)
        return (None if nobody else before or text_in(entry, ".author")), date
    site = _WEBLOG.sub("", site) if site and _WEBLOG.match(site) else text_in(entry, _SITE)
    return (site if site and not _CLOCK.search(site) else None), date


def _excerpt(
    entry: LexborNode,
    body: LexborNode | None,
    within: LexborNode | None,
    anchor: LexborNode | None,
    labels: LexborNode | None,
) -> str | None:
    """The body without the title; where no element is the body, the text between title and labels."""
    if body is not None:
        text = text_without(body, within, body.css_first(".trackback_author"))
        return text if text.strip("[]… .") else None
    if labels is None and not _WEBLOG.search(text_of(entry)):
        head = entry.css_first(_HEAD)
        bare = head is not None and anchor is not None and _holds(head, anchor)
        return (text_without(entry, head) or None) if bare else None
    said = anchor.parent if anchor is not None and _stands_in(anchor, "b", "strong") else anchor
    rest = text_without(entry, said, entry.css_first("cite"), entry.css_first("time"), labels)
    return _WEBLOG.split(rest, maxsplit=1)[0].strip(" |") or None


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    return any(each.mem_id == inner.mem_id for each in outer.css("a"))


def _labelled(document: Document, labels: LexborNode) -> tuple[str | None, str | None]:
    """Site and date of "Weblog: SITE  Tracked: DATE", in whatever language the labels are."""
    heads = [text_of(node) for node in labels.css("b, strong")]
    if len(heads) < 2 or not heads[0] or not heads[1]:
        plain = _PLAIN.match(
            "\n".join(line.shown(line.text) for line in lines(document, (labels,), _MOST_LINES))
        )
        return (plain["site"], plain["date"]) if plain is not None else (None, None)
    text = text_without(labels, *labels.css("a"))
    site, _, date = text.partition(heads[0])[2].partition(heads[1])
    return site.strip(" :") or None, date.strip(" :()") or None
