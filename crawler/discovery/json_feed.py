"""JSON Feed (version 1 and 1.1), as static sites and micro.blog have it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from crawler import urls
from crawler.discovery.content import date, excerpt, plain, stated_post, text_links
from crawler.records import Discovered

_MARK = b"jsonfeed.org/version"


def read_items(body: bytes, url: str) -> tuple[tuple[Discovered, ...], str | None] | None:
    """The posts of a feed in its order, and the address of its older page; None where it is no JSON Feed."""
    if _MARK not in body[:4096] and _MARK not in body.replace(rb"\/", b"/"):
        return None
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not isinstance(told.get("items"), list):
        return None
    older = urls.absolute(_text(told, "next_url"), url) if _text(told, "next_url") else None
    return tuple(_posts(told["items"], url, _text(told, "language"))), older


def _posts(items: list[Any], base: str, language: str) -> Iterator[Discovered]:
    for item in items:
        written = (_text(item, "url") or _text(item, "id")) if isinstance(item, dict) else ""
        address = urls.absolute(written, base) if "/" in written else None
        if address is None:
            continue
        text = _text(item, "content_html") or _text(item, "content_text")
        modified = date(_text(item, "date_modified"))
        tags = item.get("tags")
        post = stated_post(
            "feed",
            title=plain(_text(item, "title")),
            author=plain(_author(item)),
            published=date(_text(item, "date_published")),
            modified=modified,
            language=_text(item, "language") or language or None,
            tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
            excerpt=excerpt(_text(item, "summary")),
        )
        links = text_links(text, address)
        yield Discovered(url=address, way="feed", post=post, modified=modified, links=links)


def _author(item: Mapping[str, Any]) -> str:
    several = item.get("authors")
    first = several[0] if isinstance(several, list) and several else item.get("author")
    return _text(first, "name") if isinstance(first, dict) else ""


def _text(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name)
    return found.strip() if isinstance(found, str) else ""
