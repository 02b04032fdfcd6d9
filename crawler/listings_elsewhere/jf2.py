"""webmention.io's public answer for one target: a feed in JF2."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler import urls
from crawler.mentions.jf2 import read_mention, string
from crawler.records import Linkback

PER_PAGE = 100
"""Mentions asked for at a time: the most that the service gives."""
MOST_PAGES = 500
"""Number of the last page that is asked for."""

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
        target = string(child.get("wm-target"))
        if child.get("wm-private") is True or (target and urls.identity(target) not in asked):
            continue
        yield replace(read_mention(child), convention="jf2")


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
