"""The words between which a line tells its fields: "from SITE", "on DATE", and the marks that part them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.words.dated import SENT, cut_date, named
from crawler.words.expressions import expression

SITE_WORDS = (
    rf"(?:{SENT})\s+(?:by|por|par|da|von|door)|"
    r"(?:track ?back|ping ?back|linkback|rétrolien)\s+(?:from|by|von|de|da|par|van|från|fra|od|z|ze|από)|"
    r"(?:трекб|пингб)[еэ]к\s+от|"
    r"tracked\s+(?:from|by)|from|by|via|(?-i:von|par|por|sur|da|door)|(?<!.)(?:von|par|por|da|door)|"
    # Names begin so too, where no link follows.
    r"(?<!.)(?:de|di|van|av|af|fra|från|od|z|от)(?=\s+[\ue000-\uf8ff])|送信元|จาก(?=\s+[\ue000-\uf8ff])|来自|來自|引用来自|引用自|引自|[從从](?=.{1,60}引用)"
)
_DATE_WORDS = (
    r"(?:trackbacké|tracké)\s+(?:sur|le)|"
    rf"(?:(?:{SENT})\s+)?"
    r"(?:on|at|(?<!\d )(?-i:am|um|le|el|il|em|op)(?=\s+(?:\S{3,12}\s+)?\d)(?!\s*\d{1,2}:)|"
    # The article of a name, where a word follows: "Il sestante, 12/02/06".
    r"(?-i:Am|Um|Le|El|Il|Em|Op)(?=\s+\d)(?!\s*\d{1,2}:))|@|"
    rf"(?:{SENT})(?=\s+\d)|"
    r"في(?=\s+\d)|引用时间|引用時間|(?:引用\s*)?[於于](?=\s*(?:\d|[A-Z][a-z]{2}))"
)
_JOINT = expression(
    rf"(?:(?<![^\W\d_])(?P<site>{SITE_WORDS})(?![^\W\d_])(?=\W*\w|.{{0,300}}[\ue000-\uf8ff])|(?<![^\W\d_])(?P<date>{_DATE_WORDS})(?![^\W\d_]))\s*[:：]?\s*|"
    r"(?P<bar>\s*[|｜·•]\s*|\s+[-–—~◆◇■□●○★☆▼▽▲△]+\s+(?!(?<=\d\d\s[-–—]\s)\d{1,2}:\d\d)|(?<=[\ue000-\uf8ff])\s+[»›]+\s+|,\s+(?=via\b|by\b|on\b))",
    re.I,
)

# The end of a sentence that goes on in small letters behind such a word, or more words than a name has.
_GOES_ON = expression(r"[^.!?…\ue000-\uf8ff]{2,160}[.!?…]|(?:\w\S{0,20} ){8}")
_LINK = expression("[\ue000-\uf8ff]")
# What ends the words about a record, before its text.
_MARK = expression(r"(?P<sure>\s?[:：](?!\S)|[)）\]】]+)[\s:：]*(?=\S)|\s[-–—]\s+|(?<=\w)\.\s+")
_AROUND = " \t,;|·•-–—@([（【"
_LONGEST_WORDS = 120
_SHORTEST_TEXT = 20
_QUOTE = expression(r"(?<!\w)\"[^\"]{3,150}\"(?!\w)|“[^“”]{3,150}”|„[^„“”]{3,150}[“”]")


def pieces(text: str, first: str = "") -> Iterator[tuple[str, str]]:
    """A line cut at the words that lead to a blog's name or a date: each piece with what it follows."""
    name, at = first, 0
    quotes = [quote.span() for quote in _QUOTE.finditer(text)] if '"' in text or "“" in text else []
    for match in _JOINT.finditer(text):
        if any(begin < match.start() < end for begin, end in quotes):
            continue  # a word of a title or of what is quoted
        if match["site"] and _is_in_sentence(text, at, match):
            continue
        if piece := text[at : match.start()].strip(" ,;"):
            yield name, piece
        name, at = (match.lastgroup or "") if match.lastgroup != "bar" else "", match.end()
    if piece := text[at:].strip(" ,;"):
        yield name, piece


def site_of(text: str) -> str:
    """The blog's name in what stands before a date, behind such a word: "from SITE on"; "" for none."""
    name, piece = next(pieces(text), ("", ""))
    return named(piece) if name == "site" else ""


def text_behind(text: str, at: int, language: str | None) -> tuple[str, str] | None:
    """A line up to where it has told of a record, and the record's text behind that: "LINK from SITE on DATE:
    TEXT", "LINK (SITE, DATE) TEXT"; `at` is the place of the link. None where it tells nothing first."""
    for mark in _MARK.finditer(text, at + 1, at + _LONGEST_WORDS):
        if sum(map(str.isalnum, text[mark.end() : mark.end() + _LONGEST_WORDS])) < _SHORTEST_TEXT:
            break
        if _tells(text[at + 1 : mark.start()].strip(_AROUND), language, sure=mark["sure"] is not None):
            return text[: mark.start()], text[mark.end() :]
    return None


def _tells(words: str, language: str | None, *, sure: bool) -> bool:
    """Whether words are but a date and a name beside it, or a name behind "from" before a `sure` mark."""
    if (cut := cut_date(words, language)) is None:
        return sure and bool(site_of(words)) and sum(1 for _ in pieces(words)) == 1
    names = [named(side) for side in (cut[0], cut[2])]
    return not all(names) and all(map(_is_name_or_nothing, (cut[0], cut[2]), names))


def _is_name_or_nothing(side: str, name: str) -> bool:
    return bool(name) or not any(map(str.isalnum, _JOINT.sub("", side)))


def _is_in_sentence(text: str, begin: int, word: re.Match[str]) -> bool:
    """Whether such a word stands within a sentence: "He went by boat, and came back." names no blog."""
    before = _LINK.split(text[begin : word.start()])[-1].strip(" :-–—")
    if not before or not text[word.end() : word.end() + 1].islower():
        return False
    return _GOES_ON.match(text, word.end()) is not None
