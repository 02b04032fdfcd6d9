"""webmention.io's public answer for one target: JF2, where a bridge's copy stands for the original post."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler import urls
from crawler.markup.document import fold
from crawler.markup.json_strings import characters
from crawler.records import Kind, Linkback
from crawler.words.dates import stated_date

PER_PAGE = 100
"""Mentions asked for at a time: the most that the service gives."""
MOST_PAGES = 500
"""Number of the last page that is asked for."""

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
_TARGET = re.compile(r"target(?:\[\])?$")
_PAGE = re.compile(r"(?<=[?&]page=)\d+")


def request_url(targets: Sequence[str]) -> str:
    """The URL that asks for the first page of mentions of one post, by all spellings of its URL at once."""
    name = "target" if len(targets) == 1 else "target[]"
    query = [*((name, target) for target in targets), ("page", "0"), ("per-page", str(PER_PAGE))]
    return f"https://webmention.io/api/mentions.jf2?{urlencode(query)}"


def extract(body: bytes, url: str) -> Iterator[Linkback]:
    """The public mentions of the targets that `url` asks for; nothing where the answer is no JF2 feed."""
    asked = {urls.identity(value) for name, value in parse_qsl(urlsplit(url).query) if _TARGET.match(name)}
    for child in _children(body):
        target = _string(child.get("wm-target"))
        if child.get("wm-private") is True or (target and urls.identity(target) not in asked):
            continue
        author = child.get("author")
        yield Linkback(
            kind=Kind.WEBMENTION,
            subtype=_SUBTYPES.get(_string(child.get("wm-property")) or ""),
            source=_source(child),
            title=_string(child.get("name")),
            excerpt=_content(child),
            author=_string(author.get("name")) if isinstance(author, dict) else _string(author),
            published=_date(child.get("published")) or _date(child.get("wm-received")),
            convention="jf2",
        )


def next_url(body: bytes, url: str) -> str | None:
    """The URL of the next page; None where this one was not full, or the last that is asked for."""
    number = _PAGE.search(url)
    if len(_children(body)) < PER_PAGE or not number or int(number[0]) >= MOST_PAGES:
        return None
    return _PAGE.sub(lambda found: str(int(found[0]) + 1), url)


def _children(body: bytes) -> list[dict[str, Any]]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError):
        return []
    children = feed.get("children") if isinstance(feed, dict) else None
    return [child for child in children if isinstance(child, dict)] if isinstance(children, list) else []


def _source(child: dict[str, Any]) -> str | None:
    """The page that mentions: `url` where `wm-source` is a bridge's copy of it."""
    source, url = (_absolute(child.get(name)) for name in ("wm-source", "url"))
    return url if url and (source is None or urls.host(source) in _PROXIES) else source


def _absolute(value: object) -> str | None:
    text = _string(value)
    return urls.absolute(text, text) if text else None


def _content(child: dict[str, Any]) -> str | None:
    content = child.get("content")
    text = content.get("text") if isinstance(content, dict) else content
    return _string(text) or _string(child.get("summary"))


def _date(value: object) -> str | None:
    return stated_date(_string(value) or "")


def _string(value: object) -> str | None:
    """A property as folded text; None where it is empty or something else. Lists stand for their first."""
    if isinstance(value, list) and value:
        value = value[0]
    return fold(characters(value)) or None if isinstance(value, str) else None
