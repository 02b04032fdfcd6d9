"""JSON Feed: its posts and older pages, as a feed's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.discovery import Scene, read
from crawler.discovery.feeds import read_feed

URL = "https://blog.example/feed.json"
SCENE = Scene(home="https://blog.example/", prefix="blog.example/")
VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: Any, **more: Any) -> bytes:
    return json.dumps({"version": VERSION, "title": "B", "items": list(items), **more}).encode()


def test_a_post_with_all_that_is_told() -> None:
    item = {
        "id": "7",
        "url": "/2020/tea",
        "title": "Of <b>tea</b>",
        "authors": [{"name": "Ann"}],
        "date_published": "2020-03-05T08:00:00+01:00",
        "date_modified": "2020-03-06T08:00:00+01:00",
        "tags": ["tea", 7, "rain"],
        "summary": "In short",
        "content_html": '<p><a href="https://far.example/post">there</a></p>',
    }
    found = read_feed(feed(item, language="fr"), URL)
    assert found is not None
    (post,) = found.posts
    assert (post.url, post.way, post.modified) == (
        "https://blog.example/2020/tea",
        "feed",
        "2020-03-06T08:00:00+01:00",
    )
    assert post.post is not None
    told = post.post
    assert (told.title, told.author, told.published) == ("Of tea", "Ann", "2020-03-05T08:00:00+01:00")
    assert (told.tags, told.language, told.excerpt) == (("tea", "rain"), "fr", "In short")
    assert [link.url for link in post.links] == ["https://far.example/post"]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"url": "https://blog.example/a"}, "https://blog.example/a"),
        ({"id": "https://blog.example/a"}, "https://blog.example/a"),
        ({"id": "https://blog.example/7", "url": "https://blog.example/a"}, "https://blog.example/a"),
        ({"id": "7"}, None),
        ({"url": 7}, None),
        ({}, None),
        ("https://blog.example/a", None),
        (None, None),
    ],
)
def test_the_address_of_an_item(item: Any, url: str | None) -> None:
    found = read_feed(feed(item), URL)
    assert found is not None
    assert [post.url for post in found.posts] == ([url] if url else [])
    assert found.items == (1 if url else 0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"items": []}',
        json.dumps({"version": VERSION, "items": {}}).encode(),
        json.dumps({"version": "1", "items": [{"url": "https://blog.example/a"}]}).encode(),
        json.dumps([VERSION]).encode(),
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
    ],
)
def test_other_json_is_no_feed(body: bytes) -> None:
    assert read_feed(body, URL) is None


def test_the_mark_may_be_escaped_and_stand_behind_a_byte_order_mark() -> None:
    body = feed({"url": "https://blog.example/a"}).replace(b"/", rb"\/")
    found = read_feed(b"\xef\xbb\xbf" + body, URL)
    assert found is not None
    assert len(found.posts) == 1


@pytest.mark.parametrize(
    ("following", "older"),
    [
        ("https://blog.example/feed.json?page=2", ["https://blog.example/feed.json?page=2"]),
        ("/feed2.json", ["https://blog.example/feed2.json"]),
        ("https://other.example/feed.json", []),
        (URL, []),
        (None, []),
        (7, []),
    ],
)
def test_older_pages(following: Any, older: list[str]) -> None:
    body = feed({"url": "https://blog.example/a"}, next_url=following)
    answer = read(URL, "feed", status=200, headers={}, body=body, scene=SCENE)
    assert [one.url for one in answer.lookups] == older
    assert len(answer.posts) == 1
