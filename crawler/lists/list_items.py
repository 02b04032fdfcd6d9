"""What an item of a list of linkbacks says beside its link: its kind, text, site and date."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urldefrag

from crawler import urls
from crawler.lists.entries import Entry
from crawler.records import Kind
from crawler.words.dated import cut_date, named
from crawler.words.dates import read_date
from crawler.words.labels import kind_of_name

NUMBERED = re.compile(r"(?:li-)?comment-\d+")
"""How WordPress numbers what it lists, comments and linkbacks alike."""

_NEXT_WORD = re.compile(r"[\W_]{0,8}([^\W\d_]{4,20})")
# How WordPress begins the text that it quotes.
_QUOTE = re.compile(r"\s*(?:[-–—:»]\s+)?(?P<text>\[?(?:…|\.\.\.).+)", re.S)
_QUOTED = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]")
_CLIPPED = re.compile(r"\[(?:\.\.\.|…)\] .{3,} \[(?:\.\.\.|…)\]")
_DASH = re.compile(r"\s*(?:[-–—:»]+|&raquo;)\s+")
_LINKED = re.compile(
    r"\b(?:linked|links|linking|pinged|ping|tracked back|trackbacked|pingbacked)\b(?:\s+(?:to|from))?"
    r"(?:\s+(?:this|here|your)(?:\s+(?:post|entry|article|page))?)?",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]")
_CLOCK = re.compile(r"\b(?:at|um|uhr|à|h|a las|alle|kl|om|às|o|klo|[ap]\.?m|#\d+|permalink|link)\b\.?", re.I)
_RESPONSES = re.compile(r"(?:(?:track|ping)-?backs?|pings?|tb|comments?)(?:[-_]?\d+)?\Z", re.I)
_LONGEST_DATE = 60
_LONGEST_LINK = 160
# Elements within a small one, and small ones that are asked.
_FEW = 3
_MOST = 8


def kind_beside(entry: Entry, rest: str, language: str | None) -> Kind | None:
    """The kind that an item says behind its link, or in a small element of its own: "(Pingback)",
    "- Trackback on 09/04/22"; None for text."""
    nodes = islice(
        (node for node in entry.tagged("dd", "small", "em", "span") if entry.size(node) <= _FEW), _MOST
    )
    return next(
        filter(None, (_kind_behind(text, language) for text in (rest, *map(entry.text_of, nodes)))), None
    )


def _kind_behind(rest: str, language: str | None) -> Kind | None:
    match = _NEXT_WORD.match(rest) if len(rest) <= _LONGEST_DATE else None
    kind = kind_of_name(match[1].removesuffix("ed")) if match else None
    if kind is None or match is None:
        return None
    behind = rest[match.end() :]
    done = match[1].endswith("ed")  # "pingbacked 3 years ago"
    return kind if done or not behind.strip(" )]:-–—") or read_date(behind, language) else None


def is_bare_date(rest: str, language: str | None) -> bool:
    """Whether what stands behind a link is a date and no words: "on May 3, 2010", "linked here on May 3"."""
    cut = cut_date(rest, language) if len(rest) <= _LONGEST_DATE else None
    if cut is None or _LETTERS.search(_CLOCK.sub("", cut[2])):
        return False
    return not named(_LINKED.sub("", cut[0]))


def act_within(text: str, language: str | None) -> str:
    """The words with a date that a link's own words end with: "NAME pingbacked on DATE"; "" for none."""
    match = _LINKED.search(text, 1) if len(text) <= _LONGEST_LINK else None
    if match is None or (cut := cut_date(text[match.end() :], language)) is None:
        return ""
    more = named(cut[0]) or _LETTERS.search(_CLOCK.sub("", cut[2]))
    return "" if more or not text[: match.start()].strip() else text[match.start() :]


def without_act(text: str | None) -> str | None:
    """A text; None where it only says that a page links here."""
    return None if text is None or _LINKED.fullmatch(text.strip(" .:,")) else text


def quoted(rest: str) -> str | None:
    """What a line quotes behind its link, as WordPress begins it: "[...] text", "- ... text"."""
    match = _QUOTE.fullmatch(rest)
    return match["text"].strip() if match else None


def settled(kind: Kind, excerpt: str | None, *, titled: bool) -> Kind:
    """The kind of what WordPress lists below a heading for both (`kind` is unknown), by how it keeps them: a
    pingback's text is "[...] what it quotes [...]", a trackback's opens with its title. A heading that names
    one kind is believed."""
    if kind is Kind.UNKNOWN and titled:
        return Kind.TRACKBACK
    if kind is Kind.UNKNOWN and excerpt and _QUOTED.match(excerpt):
        return Kind.PINGBACK
    return kind


def is_clipped(text: str) -> bool:
    """Whether a text is clipped on both sides, as WordPress sets what it quotes of a citing page; people do
    not write so."""
    return _CLIPPED.fullmatch(text) is not None


def rest_of_line(text: str, language: str | None) -> tuple[str | None, str | None]:
    """What stands behind the link on its line as excerpt ("- TEXT") and date."""
    if len(text) <= _LONGEST_DATE and (date := read_date(text, language)):
        return None, date
    dash = _DASH.match(text)
    return (text[dash.end() :].strip() or None if dash is not None else None), None


def is_own(source: str, url: str) -> bool:
    """Whether a link goes to this very page, or to what belongs to it (its feed, its trackback address)."""
    here, there = urldefrag(url)[0].rstrip("/"), urldefrag(source)[0].rstrip("/")
    return (
        urls.identity(source) == urls.identity(url)
        or there.startswith(here + "/trackback")
        or "mt-tb" in there
        or leads_to_responses(source, url)
    )


def leads_to_responses(source: str, url: str) -> bool:
    """Whether a link goes to what the blog's own posts were answered: "What's new: TITLE [2]" lists the posts
    that were pinged, none that pings."""
    return _RESPONSES.match(urldefrag(source)[1]) is not None and urls.is_same_blog(source, url)
