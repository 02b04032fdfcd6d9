"""Next.js, SvelteKit and others that hand a page's data to scripts as JSON: webmention.io's mentions in it.

The scripts show them to readers, and where the page itself does too, that is read instead:

    <script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"mentions":[{"type":"entry",
    "author":{"name":"Zed"},"wm-source":"https://barn.example/1","wm-target":"https://orchard.example/apples/",
    "wm-property":"in-reply-to"}]}}}</script>

Only entries that name this very page as their target are taken: data may hold those of the whole site.
SvelteKit keeps an answer that it fetched as a string within the JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from crawler import urls
from crawler.markup.document import Document, attribute
from crawler.mentions.jf2 import read_mention, string
from crawler.records import Linkback

MARKS = ("wm-property",)

_PROPERTY = "wm-property"
# A string of JSON within JSON, as SvelteKit has it; deeper ones are somebody's text.
_DEEPEST = 1


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """The public entries whose target is this page, in the order of the data."""
    page = urls.identity(url)
    body = next(iter(document.tags("body")), 0)
    for number in document.tags("script"):
        node = document.elements[number]
        if "json" not in attribute(node, "type").lower():
            continue
        # What is listed begins behind the post, wherever its data stand.
        place = number if number > body else len(document.elements) - 1
        for entry in _entries(node.text(), _DEEPEST):
            target = string(entry.get("wm-target"))
            if target and urls.identity(target) == page and entry.get("wm-private") is not True:
                yield read_mention(entry, place)


def _entries(text: str, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a JSON text that say how they mention, in its order."""
    try:
        waiting = [json.loads(text)] if _PROPERTY in text else []
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict) and _PROPERTY in value:
            yield value
        elif isinstance(value, dict):
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, str) and depth:
            yield from _entries(value, depth - 1)
