# ruff: noqa: E501 (markup stands as sites print it)
"""A page of a post that takes webmentions, with whatever stands behind the post."""

from __future__ import annotations

from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Linkback

URL = "https://orchard.example/2020/05/apples/"
TAKES = '<link rel="webmention" href="/webmention">'
ZED = "https://barn.example/1"
ANN = "https://byre.example/2"


def read(
    markup: str, head: str = TAKES, post: str = "<p>They are red and round.</p>"
) -> tuple[Linkback, ...]:
    article = f"<article class='h-entry'><h1>Apples</h1><div class='e-content'>{post}</div></article>"
    page = f"<html lang='en'><head><title>Apples</title>{head}</head><body><main>{article}{markup}</main></body></html>"
    return read_listings(Document(page, URL), URL).linkbacks
