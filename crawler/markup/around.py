"""The source around some words, without tags: for what stands in plain text, whatever elements hold it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from crawler.markup.document import Document, fold

_TAGS = re.compile(r"<[^>]*>")
# An address that a piece of the source ends within.
_CUT_URL = re.compile(r"https?://[^\s<>\"]*\Z")


def around_words(document: Document, words: frozenset[str], *, before: int, behind: int) -> Iterator[str]:
    """The source without tags around each of the words, at most 200 pieces: a word in the first half of the
    piece of another has none of its own."""
    end = 0
    for place in sorted(_places(document, words))[:200]:
        if place >= end:
            earlier, later = document.around(place, before, behind)
            end = place + len(later.encode()) // 2
            yield fold(html.unescape(_TAGS.sub(" ", _without_cut_tags(earlier + later))))


def _without_cut_tags(piece: str) -> str:
    """A piece of the source without what a tag leaves at its begin, and a tag or an address at its end."""
    first = piece.find(">")
    if first >= 0 and "<" not in piece[:first]:
        piece = f" {piece[first + 1 :]}"
    last = piece.rfind("<")
    if last >= 0 and ">" not in piece[last:]:
        return f"{piece[:last]} "
    return _CUT_URL.sub(" ", piece)


def _places(document: Document, words: frozenset[str]) -> list[int]:
    """Where the words stand in the source, the first 20 and the last 20 places of each word."""
    found: list[int] = []
    for word in document.held(words):
        apart = _apart(document.places_of(word))
        found += apart if len(apart) <= 40 else [*apart[:20], *apart[-20:]]
    return found


def _apart(places: list[int]) -> list[int]:
    """Those places that stand at least 100 bytes behind the one before."""
    kept: list[int] = []
    for place in places:
        if not kept or place >= kept[-1] + 100:
            kept.append(place)
    return kept
