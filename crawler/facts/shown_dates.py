"""When a post was published, as its page shows it to readers who find it stated for no machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.facts.byline_names import is_called
from crawler.facts.entry_dates import (
    date_in_parts,
    date_in_words,
    day_in_address,
    lone_date,
    machine_date,
    month_in_address,
    only_time,
    said_change,
    says_publication,
)
from crawler.facts.page_text import text_before, text_of_body
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, fold
from crawler.words.dated import cut_date
from crawler.words.dates import read_date

_ANYWHERE = re.compile(
    r"(?:posted|written|published)\s+(?:by\s+.{1,80}?\s(?:at|on)|on|at(?:\s+-)?)\s.{6,40}", re.I | re.S
)
# LiveJournal's first style links each part of the day.
_WROTE_AT = re.compile(r"\bwrote,\s*@\s*(\d{4}) ?- ?(\d\d) ?- ?(\d\d) (\d\d:\d\d(?::\d\d)?)\b")
_DIGITS = re.compile(r"(?:\d\D*){3}")
_PUBLISHED = frozenset({"published", "entry-date", "dt-published"})
_MOMENT = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_MOST_PARTS = 12
_DAY = len("2006-03-14")


def published_date(
    document: Document,
    headings: list[tuple[LexborNode, str]],
    lines: list[tuple[LexborNode, str]],
    end: int,
    title: str,
) -> str:
    """The day, and the time where it is shown, of the post called `title`; the comments begin at the element
    `end`. "" where the page shows none."""
    # A heading that is a date stands before the comments, if it is the post's.
    own = [each for each in headings if end < 0 or document.order(each[0]) < end]
    found = (
        _beside_title(document, own, lines, title)
        or _behind_age(document, lines)
        or _in_text(document, end)
        or only_time(document, end)
        or date_in_parts(document, end)
        or _wrote_at(document)
    )
    in_url = day_in_address(document.url)
    if in_url and (not found or found[:_DAY] == modified_date(lines)[:_DAY]):
        return in_url
    return found or lone_date(document, end) or _by_language(document, lines)


def in_order_of(url: str, date: str) -> str:
    """A date in figures that was read in one of two orders ("4.5.07"), in that of the post's address."""
    day = day_in_address(url)
    turned = f"{date[:5]}{date[8:_DAY]}-{date[5:7]}"
    own = turned == day if day else len(date) >= _DAY and month_in_address(url) == turned[: len("2006-03")]
    return turned + date[_DAY:] if own else date


def modified_date(lines: list[tuple[LexborNode, str]]) -> str:
    """The date that a line calls that of the last change; "" where none does."""
    said = (said_change(text) for _, text in lines)
    found = (read_date(match["when"]) for match in said if match is not None)
    return next(filter(None, found), "")


def is_date(text: str) -> bool:
    """Whether a heading's text is, or begins with, a date."""
    return len(text) <= 40 and _DIGITS.search(text) is not None and read_date(text) is not None


def posting_text(document: Document, end: int) -> str:
    """The page's text up to the element `end` (-1: all of it), where it says that anything was posted."""
    said = document.has("posted by", "written by", "posted on", "posted at", "published on")
    return text_before(document, end) if said else ""


def _beside_title(
    document: Document,
    headings: list[tuple[LexborNode, str]],
    lines: list[tuple[LexborNode, str]],
    title: str,
) -> str:
    """The date of the post's lines and headings: a date header says the day, in figures that may be read in
    two ways, a by-line the time as well."""
    dates: list[str] = []
    for date in islice(_shown_dates(document, headings, lines, title), 4):
        dates.append(date)
        if len(date) > _DAY and date[:_DAY] == dates[0][:_DAY]:
            return date
    # Figures that were read in the wrong order are those of the by-line too; another day is another's.
    timed = (date for date in dates if len(date) > _DAY and _is_same_figures(date, dates[0]))
    return next(timed, dates[0] if dates else "")


def _behind_age(document: Document, lines: list[tuple[LexborNode, str]]) -> str:
    """The moment that a part of a by-line holds for those who point at it: "2 years ago"."""
    for node, _ in lines:
        for number in (
            document.within(node, "span", "a", "small", "em")[:_MOST_PARTS] if is_called(node) else ()
        ):
            moment = _MOMENT.match((document.attributes[number].get("title") or "").strip())
            said = moment is not None and bool(document.elements[number].text().strip())
            if moment is not None and said and (date := read_date(moment[0])):
                return date
    return ""


def _is_same_figures(date: str, other: str) -> bool:
    return sorted(date[:_DAY]) == sorted(other[:_DAY])


def _shown_dates(
    document: Document,
    headings: list[tuple[LexborNode, str]],
    lines: list[tuple[LexborNode, str]],
    title: str,
) -> Iterator[str]:
    """The dates of the post's lines, of what is called a by-line first: a line of its text may say another;
    then that of the first heading that is one, or is one and the title."""
    called = sorted(lines, key=lambda line: not is_called(line[0]))
    yield from filter(None, (_date_of_line(document, node, text) for node, text in called))
    # Behind the one that follows the title, headings are of other posts.
    place = next((i for i, (_, text) in enumerate(headings) if text == title), len(headings))
    beside = (_beside(text, title) for _, text in headings[: place + 2])
    yield from islice((date for text in beside if is_date(text) and (date := read_date(text))), 1)


def _beside(text: str, title: str) -> str:
    """What a heading says before or behind the title; all of it where that is not all of its rest."""
    return (text.removesuffix(title) if text.endswith(title) else text.removeprefix(title)).strip() or text


def _date_of_line(document: Document, node: LexborNode, text: str) -> str | None:
    """The date that a line states for machines, unless that is but of the last change beside one in words."""
    stated, rest = machine_date(document, node), _without_change(document, node, text)
    shown = read_date(rest) if rest != text or not stated else None
    return shown if shown and shown[:_DAY] != stated[:_DAY] else stated or shown


def _without_change(document: Document, node: LexborNode, text: str) -> str:
    """A line without the date of the last change that themes hide in it, or that its words call so, where it
    says another as well."""
    changed = said_change(text)
    if changed is not None and (cut := cut_date(text[changed.start("when") :], None)) is not None:
        rest = f"{text[: changed.start()]} {cut[2]}"
        text = rest if read_date(rest) else text
    for number in document.marked_within(node, ".updated"):
        if not document.classes[number] & _PUBLISHED:
            rest = text.replace(fold(document.elements[number].text()), "", 1)
            return rest if read_date(rest) else text
    return text


def _in_text(document: Document, end: int) -> str:
    """The date behind words that something was posted, wherever they stand before the comments."""
    match = _ANYWHERE.search(posting_text(document, end))
    if match is not None and (date := read_date(match[0])):
        return date
    return (says_publication(document) and date_in_words(text_before(document, end))) or ""


def _wrote_at(document: Document) -> str:
    """The moment that LiveJournal's first style states, each part of it linked."""
    wrote = _WROTE_AT.search(text_of_body(document)) if document.has("ljuser") else None
    return f"{'-'.join(wrote.groups()[:3])}T{wrote[4]}" if wrote is not None else ""


def _by_language(document: Document, lines: list[tuple[LexborNode, str]]) -> str:
    """A date in figures that only the page's language tells apart: "03/04/2006"."""
    language = language_of(document)
    found = (read_date(text, language) for _, text in lines) if language else ()
    return next(filter(None, found), "")
