"""One mention of webmention.io as JF2 tells it, where a bridge's copy stands for the original post."""

from __future__ import annotations

from typing import Any

from crawler import urls
from crawler.markup.document import fold
from crawler.markup.json_strings import characters
from crawler.records import Kind, Linkback
from crawler.words.dates import stated_date

_SUBTYPES = {
    "in-reply-to": "reply",
    "like-of": "like",
    "repost-of": "repost",
    "bookmark-of": "bookmark",
    "mention-of": "mention",
    "rsvp": "rsvp",
}
# Bridges that publish a page of their own for each reaction on a silo.
_PROXIES = frozenset({"brid.gy", "brid-gy.appspot.com", "fed.brid.gy", "bsky.brid.gy", "ap.brid.gy"})


def read_mention(child: dict[str, Any], position: int = 0) -> Linkback:
    """The mention that an entry of a feed tells, `position` the number of the element that holds it."""
    author = child.get("author")
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=_SUBTYPES.get(string(child.get("wm-property")) or ""),
        source=_source(child),
        title=string(child.get("name")),
        excerpt=_content(child),
        author=string(author.get("name")) if isinstance(author, dict) else string(author),
        published=_date(child.get("published")) or _date(child.get("wm-received")),
        position=position,
    )


def string(value: object) -> str | None:
    """A property as folded text; None where it is empty or something else. Lists stand for their first."""
    if isinstance(value, list) and value:
        value = value[0]
    return fold(characters(value)) or None if isinstance(value, str) else None


def _source(child: dict[str, Any]) -> str | None:
    """The page that mentions: `url` where `wm-source` is a bridge's copy of it."""
    source, url = (_absolute(child.get(name)) for name in ("wm-source", "url"))
    return url if url and (source is None or urls.host(source) in _PROXIES) else source


def _absolute(value: object) -> str | None:
    text = string(value)
    return urls.absolute(text, text) if text else None


def _content(child: dict[str, Any]) -> str | None:
    content = child.get("content")
    text = content.get("text") if isinstance(content, dict) else content
    return string(text) or string(child.get("summary"))


def _date(value: object) -> str | None:
    return stated_date(string(value) or "")
