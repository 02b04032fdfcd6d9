"""What WordPress's REST answers, and the blog that is asked, for tests of discovery."""

from __future__ import annotations

import json
from typing import Any

from crawler.discovery import Answer, Scene, read

HOME = "http://blog.example/"
SCENE = Scene(home=HOME, prefix="blog.example/")
WORDPRESS = Scene(home=HOME, prefix="blog.example/", platform="wordpress")
REST = "http://blog.example/wp-json/wp/v2/posts?per_page=100"
HTML = b"<!DOCTYPE html><html><head><title>Home</title></head><body>Hello</body></html>"


def ask(
    url: str, way: str, body: bytes, *, status: int = 200, scene: Scene = WORDPRESS, **headers: str
) -> Answer:
    """The answer of a way to one body; header names have lines for hyphens."""
    stated = {name.replace("_", "-"): value for name, value in headers.items()}
    return read(url, way, status=status, headers=stated, body=body, scene=scene)


def item(number: int, **more: Any) -> dict[str, Any]:
    """A post as REST gives it."""
    return {
        "id": number,
        "type": "post",
        "link": f"http://blog.example/post-{number}/",
        "date_gmt": "2010-01-02T03:04:05",
        "modified_gmt": "2010-02-02T03:04:05",
        "title": {"rendered": "Tea &#038; <em>bread</em>"},
        "content": {"rendered": '<p><a href="http://other.example/">o</a></p>', "protected": False},
        "excerpt": {"rendered": "<p>Short</p>", "protected": False},
        "ping_status": "closed",
        "_embedded": {
            "author": [{"name": "Ann"}],
            "wp:term": [
                [{"name": "Food", "taxonomy": "category"}],
                [{"name": "Tea", "taxonomy": "post_tag"}],
            ],
        },
        **more,
    }


def rest(items: list[Any]) -> bytes:
    """An answer with these posts."""
    return json.dumps(items).encode()
