"""Lines of a part that lists webmentions: those that name several people and what all of them did, and
paragraphs that are one mention each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import in_margin, in_text
from crawler.lists.entry_parts import act_of_sign, headed_as, labelled_as, subtype_above, text_without
from crawler.markup.document import Document, attribute, fold, text_of
from crawler.mentions.fields import REACTIONS
from crawler.mentions.parts import act_in, done_in, explains, face_name, is_face, leads_to_it, says_where
from crawler.mentions.places import (
    is_apart,
    is_headed_vaguely,
    mention_places,
    tagged_in,
    takes_webmentions,
)
from crawler.records import Kind, Linkback

_JOINED = re.compile(r"(?:[\W_]|\b(?:and|und|et|y|e|en|och|og)\b)*", re.I)
_BY = re.compile(r"(.{3,30}?)\s(?:by|von|par|por|da|av|af|door)\b", re.I)
# "… and 2 others": those that a line does not name.
_OTHERS = re.compile(r"\d+ (?:others?|more|weitere[nr]?|andere[nr]?|autres?|más|outros|anderen)\b", re.I)
_OF_THIS = re.compile(r"(?:(?:to|in|on)\s)?(?:this|your)\b|[:：]|\Z", re.I)
_SAID_BY = ("mentioned by", "liked by", "reposted by", "bookmarked by", "boosted by")
_BEGINS = re.compile(r"\W*(?:mentioned|liked|reposted|bookmarked|boosted)\s+by\b", re.I)
_LINE = re.compile(
    r"\W*((?:mentioned|liked|reposted|bookmarked|boosted)) by(?:[\W_]|\b(?:and|also)\b)*", re.I
)
_LARGEST = 60
_LONGEST = 160
_LONGEST_NAME = 40


def named_in_lines(document: Document, url: str) -> Iterator[Linkback]:
    """The people of lines with nothing else: "Liked by: ANN, BEN", or several below a heading "Likes"."""
    for place in mention_places(document):
        for line in tagged_in(document, place, "p") if not is_headed_vaguely(document, place) else ():
            links = [document.elements[number] for number in document.linked_within(line)]
            if links and is_apart(document, line, place) and (subtype := _subtype_of_line(line, links)):
                sources = [document.absolute(attribute(link, "href")) or "" for link in links]
                if all(each and not urls.is_same_host(each, url) and not explains(each) for each in sources):
                    yield from (_bare(document, *row, subtype) for row in zip(links, sources, strict=True))


def lines_by(document: Document, url: str) -> Iterator[Linkback]:
    """The links of a line "Mentioned by: A, B" that stands outside of all such places, where the page takes
    webmentions: pages where it was mentioned, people where they reacted."""
    told, behind = document.has(*_SAID_BY) and takes_webmentions(document), -1
    for line in document.tagged("p", "div", "footer") if told else ():
        start, end = document.span(line)
        if end - start > _LARGEST or not _BEGINS.match(line.text()[:_LONGEST_NAME]):
            continue
        if start < behind or any(start in place for place in mention_places(document)):
            continue
        links = [document.elements[number] for number in document.linked_within(line)]
        said = _LINE.fullmatch(_OTHERS.sub("", text_without(line, *links)))
        if not links or said is None or in_text(links[0]) or in_margin(document, links[0]):
            continue
        subtype = done_in(said[1]) or "mention"
        sources = [document.absolute(attribute(link, "href")) or "" for link in links]
        if all(_is_page(each, url, deep=subtype not in REACTIONS) for each in sources):
            behind = end
            yield from (_bare(document, *row, subtype) for row in zip(links, sources, strict=True))


def _is_page(source: str, url: str, *, deep: bool) -> bool:
    """Whether an address is that of another site's page, with `deep` not of its home."""
    _, path, query = urls.split(source)
    away = bool(source) and not urls.is_same_host(source, url) and not explains(source)
    return away and (not deep or bool(path.strip("/") or query))


def _subtype_of_line(line: LexborNode, links: list[LexborNode]) -> str | None:
    """What a line says that these people did, which is but a label and links, or "ANN and BEN liked this"."""
    label = line.css_first("strong, b, em")
    words = text_without(line, label, *links)
    if label is None and (act := act_of_sign(words)) is not None:
        return act
    joints = _JOINED.match(words)
    if joints is not None and (rest := words[joints.end() :]):
        if label is not None:
            return None
        act = act_in(rest)
        return act if act in REACTIONS else _said_before(line, rest)
    if label is not None:
        return headed_as(text_of(label))
    headed = subtype_above(line) if len(links) > 1 else None
    return headed if headed in REACTIONS else None


def _said_before(line: LexborNode, words: str) -> str | None:
    """What the words say that a line begins with and that are all but its links: "Liked by: ANN, BEN"."""
    first = line.child
    begins = first is not None and first.is_text_node and bool((first.text_content or "").strip())
    said = _BY.match(words) if begins else None
    if said is None or not _JOINED.fullmatch(_OTHERS.sub("", words[said.end() :])):
        return None
    # "Mentions powered by SITE" names no one who did it.
    noun = labelled_as(said[1])
    return done_in(said[1]) or (noun if noun in REACTIONS else None)


def _bare(document: Document, link: LexborNode, source: str, subtype: str) -> Linkback:
    """A mention of which a line shows no more than a link: its title, elsewhere who reacted."""
    named = face_name(link) if is_face(link) else text_of(link) or None
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=subtype,
        source=source,
        title=named if subtype == "mention" and not is_face(link) else None,
        author=None if subtype == "mention" and not is_face(link) else named,
        position=document.order(link),
    )


def is_line(document: Document, node: LexborNode, place: range) -> bool:
    """Whether a paragraph is a line of a list: short, begun with its only link, or a name, linked or not, and
    the link that says what was done, and no part of an item."""
    links = node.css("a[href]")
    if len(links) > 2 or not is_apart(document, node, place):
        return False
    if len(links) == 2:
        return len(text_of(links[0])) <= _LONGEST_NAME and _says_act(links[1])
    first = node.child
    while first is not None and first.is_text_node and not (first.text_content or "").strip():
        first = first.next
    if first is not None and first.is_text_node and links:
        return _is_told(first, links[0]) or says_where(fold(first.text_content or ""))
    return first is not None and first.tag == "a" and len(node.text()) <= _LONGEST


def _is_told(name: LexborNode, link: LexborNode) -> bool:
    """Whether a text is a short name, and the link right behind it says what was done to this: "ANN
    <a>replied to</a> this: …"."""
    behind = name.next
    if behind is None or behind.mem_id != link.mem_id or len(name.text_content or "") > _LONGEST_NAME:
        return False
    return _says_act(link)


def _says_act(link: LexborNode) -> bool:
    """Whether a link says what was done, and the words behind it that it was done to this."""
    act, words = text_of(link), text_of(link.next) if link.next is not None else ""
    return done_in(act) is not None and leads_to_it(act) and _OF_THIS.match(words) is not None
