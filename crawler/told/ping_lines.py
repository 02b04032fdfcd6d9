"""What stands before a link in the run of words in which pings are told."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler.markup.document import fold
from crawler.markup.pings import Piece
from crawler.words.ping_words import LABEL, NAMES_POST, introduces

_ABOVE = 6
_SITE_FIRST = re.compile(r"\s*(\S.{0,120}?)\s+[-–—:]\s*")


def is_post(line: list[Piece], at: int, *, pointed: bool) -> bool:
    """Whether a link is the post itself, in the sentence above the entries."""
    if not pointed:
        return introduces(line[at - 1].text)
    words = ""
    for i in range(at - 1, max(at - 5, -1), -1):
        if line[i].anchor is not None:
            return False
        words = line[i].text + words
    return NAMES_POST.search(words.rstrip(" \n»≫→")) is not None


def words_before(line: list[Piece], at: int) -> str:
    """The last words before the link, if they stand near."""
    for i in range(at - 1, max(at - 4, -1), -1):
        if text := line[i].text.strip():
            return text
    return ""


def labelled(line: list[Piece], at: int, before: str) -> bool:
    """Whether a label ("Title:") stands right before the link, or one ("Excerpt:") right behind it."""
    match = LABEL.fullmatch(before + " ") if before[-1:] in (":", "：") else None
    if match is not None and match["title"]:
        return True
    behind = "".join(each.text for each in line[at + 1 : at + 6] if each.anchor is None).lstrip()
    if ":" not in behind and "：" not in behind:
        return False
    match = LABEL.match(behind)
    return match is not None and not match["title"]


def site_above(line: list[Piece], at: int) -> str:
    """The blog's name behind its label, on the line above the title's: "Blog: SITE", "Title: TITLE"."""
    for i in range(at - 1, max(at - _ABOVE, -1), -1):
        if line[i].anchor is not None:
            break
        label = LABEL.match(line[i].text)
        if label is not None and label["site"]:
            return line[i].text[label.end() :].strip()
    return ""


def site_before(whole: LexborNode, before: Piece) -> str:
    """The blog's name of an entry that begins with it: "SITE - TITLE (DATE)"."""
    found = _SITE_FIRST.fullmatch(before.text) if before.anchor is None else None
    return found[1].strip() if found and fold(whole.text()).startswith(before.text.strip()) else ""
