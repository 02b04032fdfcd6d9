"""How many linkbacks a page itself says that its post has: "3 Trackbacks", "TrackBack (2)"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from crawler.document import Document, fold
from crawler.labels import read_heading
from crawler.records import Kind

_NEEDLES = (
    "trackback", "pingback", "webmention", "track back", "rétrolien", "retroenlace", "retroenllaç",
    "トラックバック", "ピンバック", "引用", "트랙백", "핑백", "엮인글", "обратн", "трекб", "трэкб", "пингб", "уведомлени",
    "zpětné odkazy", "geri izleme", "lacak balik", "linkback",
)  # fmt: skip
_BLOCK = r"h[1-6]|div|p|li|dt|dd|ul|ol|section|a|legend|td|th|header|button|strong|b|summary|br"
_OPENING = re.compile(rf"</?(?:{_BLOCK})\b[^<>]*>", re.I)
_TAG = re.compile(r"<[^<>]*>?")
_REACH = 160
_MOST = 200


def read_announced(document: Document) -> int | None:
    """The number of linkbacks that the page states; kinds that are counted apart are added up.

    None where it states none, or several (a page of many posts). A number of comments is none.
    """
    stated: dict[Kind, set[int]] = {}
    for text in _mentions(document):
        heading = read_heading(text)
        if heading is not None and heading[1] is not None:
            stated.setdefault(heading[0], set()).add(heading[1])
    if not stated or any(len(numbers) > 1 for numbers in stated.values()):
        return None
    if Kind.UNKNOWN in stated:
        return max(stated[Kind.UNKNOWN])
    return sum(max(numbers) for numbers in stated.values())


def _mentions(document: Document) -> Iterator[str]:
    """The text of the smallest block around each place where the page names linkbacks."""
    lower, text = document.lower, document.text
    if len(lower) != len(text):
        return
    for needle in _NEEDLES:
        if not document.has(needle):
            continue
        at, left = lower.find(needle), _MOST
        while at >= 0 and left:
            if (block := _block(text, at)) is not None:
                yield block
            at, left = lower.find(needle, at + len(needle)), left - 1


def _block(text: str, at: int) -> str | None:
    """The text around a place up to the nearest tags of blocks and links; None inside a tag or long text."""
    before, after = text[max(0, at - _REACH) : at], text[at : at + _REACH]
    if before.rfind("<") > before.rfind(">"):
        return None
    opening = next(reversed(list(_OPENING.finditer(before))), None)
    closing = _OPENING.search(after)
    if opening is None or closing is None:
        return None
    return fold(html.unescape(_TAG.sub("", before[opening.end() :] + after[: closing.start()])))
