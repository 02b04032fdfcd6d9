"""The text of a post as a feed or an API carries it: plain words, dates, and the links in it."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from crawler import urls
from crawler.markup.document import attribute, fold
from crawler.records import Link, Post, Region
from crawler.words.dates import read_date

EXCERPT = 1000
"""Characters of a summary that are kept."""
_ANCHOR_TEXT = 200
_MORE = re.compile(r"<a\b[^>]*\bclass=[\"'][^\"']*\bmore-link\b.*?</a>", re.I | re.S)
_TAG = re.compile(r"<[^<>]*>")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?)?)?")


def stated_post(way: str, **facts: Any) -> Post:
    """A post with the facts that a way of discovery states; those that it leaves empty have no origin."""
    return Post(origins=tuple((name, way) for name, value in facts.items() if value), **facts)


def plain(markup: str) -> str | None:
    """Markup as words: tags out, references resolved, white space folded; None where nothing is left."""
    text = _TAG.sub(" ", markup) if "<" in markup else markup
    return fold(html.unescape(text)) or None


def excerpt(markup: str) -> str | None:
    """A summary as words, at most `EXCERPT` characters, without the "continue reading" link."""
    text = plain(_MORE.sub("", markup) if "more-link" in markup else markup)
    return text[:EXCERPT] if text else None


def text_links(markup: str, base: str) -> tuple[Link, ...]:
    """The links of a post's text, absolute, in order, each target once with its first anchor text."""
    if "<a" not in markup and "<A" not in markup:
        return ()
    found: dict[str, Link] = {}
    for node in LexborHTMLParser(markup).css("a[href]"):
        target = urls.absolute(attribute(node, "href"), base)
        if target and target not in found:
            rel = tuple(attribute(node, "rel").lower().split())
            text = fold(node.text())[:_ANCHOR_TEXT]
            found[target] = Link(url=target, text=text, rel=rel, region=Region.CONTENT)
    return tuple(found.values())


def date(text: str, *, utc: bool = False) -> str | None:
    """A date of a feed (ISO 8601, RFC 822, or as pages write theirs) as ISO 8601, as precise as stated; None
    where it is none.

    `utc`: the field is defined as UTC, so the zone is added where the text leaves it out. "0000-…", which
    WordPress gives for drafts, is none.
    """
    text = text.strip()
    if not text or text.startswith("0000"):
        return None
    return _iso(text, utc) if _ISO.fullmatch(text) else _mail_date(text) or read_date(text, None)


def moment(stated: str | None) -> datetime | None:
    """The instant that a stated date means, UTC where it has no zone; None where there is none."""
    if not stated:
        return None
    padded = stated + "0000-01-01"[len(stated) :] if len(stated) in (4, 7) else stated
    try:
        found = datetime.fromisoformat(padded)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _iso(text: str, utc: bool) -> str | None:
    whole = text.replace(" ", "T", 1).replace(" ", "")
    if "T" not in whole:
        return whole if moment(whole) else None
    try:
        found = datetime.fromisoformat(whole)
    except ValueError:
        return None
    if utc and found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return found.isoformat(timespec="seconds")


def _mail_date(text: str) -> str | None:
    """RFC 822 with its usual slips; a zone of "-0000" is an unknown one and is left out."""
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
