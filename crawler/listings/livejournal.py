"""LiveJournal and its kin: pingbacks as comments of a robot, "User NAME referenced to your post from TITLE".

The sentence is the comment, in English or Russian; the link in it is the citing post, and behind "saying:"
stands what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.lists.entries import in_margin
from crawler.lists.entry_parts import source_of
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, ancestors, fold, text_of
from crawler.markup.kin import siblings_behind
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date

MARKS: tuple[str, ...] = (
    "referenced to your post from",
    "сослался на вашу запись",
    "сослалась на вашу запись",
)

_FROM = re.compile(
    r"(?:referenced to your post from|сосла\w+ на вашу запись в(?: (?:своей )?записи)?)\s*[«\"“]?\s*\Z", re.I
)
_USER = re.compile(r"\A\s*(?:user|пользователь)\b|\b(?:user|пользователь)\s*\Z", re.I)
_SAYING = re.compile(r"\s*[»\"”]?\s*(?:saying|в контексте)\s*[:：]\s*", re.I)
_SENTENCE = ("div", "p", "td", "span", "li", "section")
_HIGHEST = 5
# "User", the user with a picture or without, and the words.
_MOST_BEFORE = 5
_LONGEST_COMMENT = 3000


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each such sentence that a comment is."""
    language = language_of(document)
    for anchor in document.tagged("a"):
        before = anchor.prev
        if before is None or not before.is_text_node or not _FROM.search(before.text_content or ""):
            continue
        body = anchor.parent
        if body is None or body.tag not in _SENTENCE or not _names_user(before):
            continue
        if not in_margin(document, anchor):
            yield _linkback(document, body, anchor, language)


def _linkback(document: Document, body: LexborNode, anchor: LexborNode, language: str | None) -> Linkback:
    behind = "".join(each.text() or "" for each in siblings_behind(anchor))
    said = _SAYING.match(behind)
    comment, found = _dated(body, language)
    user = next((text for a in body.css("a") if a.mem_id != anchor.mem_id and (text := text_of(a))), None)
    return Linkback(
        kind=Kind.PINGBACK,
        source=source_of(document, anchor),
        title=text_of(anchor) or None,
        excerpt=fold(behind[said.end() :]) or None if said else None,
        author=user,
        published=found,
        position=document.order(comment),
    )


def _names_user(words: LexborNode) -> bool:
    """Whether "User NAME" stands right before the words, behind the comment's subject or without one."""
    each: LexborNode | None = words
    for _ in range(_MOST_BEFORE):
        if each is None:
            return False
        if each.is_text_node and _USER.search(each.text_content or ""):
            return True
        each = each.prev
    return False


def _dated(body: LexborNode, language: str | None) -> tuple[LexborNode, str | None]:
    """The comment around its text with the date in its head: what of it stands before the text; the text
    alone and None where none has a date."""
    for each in islice(ancestors(body), _HIGHEST):
        text = each.text(separator=" ")
        if each.tag == "body" or len(text) > _LONGEST_COMMENT:
            break
        if found := read_date(text.partition(body.text(separator=" "))[0], language):
            return each, found
    return body, None
