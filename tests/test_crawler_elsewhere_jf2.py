"""Mentions that webmention.io has of a post (JF2): what the answers give, page after page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.listings_elsewhere import Extra, Form, elsewhere, next_page, read_extra
from crawler.listings_elsewhere.jf2 import request_url
from crawler.records import Endpoints, Kind, Linkback, Page, PageKind

POST = "https://host.example/2006/03/lamps.html"
IO = "https://webmention.io/api/mentions.jf2"
MENTIONED = Endpoints(webmention="https://webmention.io/h/webmention")


def read(body: str | bytes, form: Form, url: str = "") -> tuple[Linkback, ...]:
    raw = body.encode() if isinstance(body, str) else body
    url = url or (request_url([POST]) if form is Form.JF2 else "https://host.example/x")
    return read_extra(raw, Extra(url=url, form=form, target=POST))


def mention(**facts: Any) -> dict[str, Any]:
    return {
        "type": "entry",
        "wm-source": "https://a.example/1",
        "wm-target": POST,
        "wm-property": "mention-of",
        "wm-received": "2024-02-03T10:00:00Z",
        **facts,
    }


def jf2(*children: Any, **feed: Any) -> bytes:
    return json.dumps({"type": "feed", "name": "Webmentions", "children": list(children), **feed}).encode()


@pytest.mark.parametrize(
    ("stated", "subtype"),
    [
        ("in-reply-to", "reply"),
        ("like-of", "like"),
        ("repost-of", "repost"),
        ("bookmark-of", "bookmark"),
        ("mention-of", "mention"),
        ("rsvp", "rsvp"),
        ("follow-of", None),
        (None, None),
    ],
)
def test_jf2_property_is_the_subtype(stated: str | None, subtype: str | None) -> None:
    (found,) = read(jf2(mention(**{"wm-property": stated})), Form.JF2)
    assert (found.kind, found.subtype) == (Kind.WEBMENTION, subtype)


def test_jf2_fields() -> None:
    child = mention(
        name="On  lamps",
        published="2024-02-01T09:00:00+01:00",
        author={"type": "card", "name": "Anna", "url": "https://a.example/"},
        content={"html": "<p>Light</p>", "text": "Light"},
    )
    assert read(jf2(child), Form.JF2) == (
        Linkback(
            kind=Kind.WEBMENTION,
            subtype="mention",
            source="https://a.example/1",
            title="On lamps",
            excerpt="Light",
            author="Anna",
            published="2024-02-01T09:00:00+01:00",
            convention="jf2",
        ),
    )


@pytest.mark.parametrize(
    ("facts", "source"),
    [
        ({"url": "https://b.example/2"}, "https://a.example/1"),
        (
            {"wm-source": "https://brid.gy/comment/mastodon/@a/1/2", "url": "https://m.example/@b/2"},
            "https://m.example/@b/2",
        ),
        (
            {"wm-source": "https://brid-gy.appspot.com/like/x/1", "url": ["https://m.example/3"]},
            "https://m.example/3",
        ),
        ({"wm-source": "https://brid.gy/like/x/1", "url": ""}, "https://brid.gy/like/x/1"),
        ({"wm-source": "javascript:alert(1)"}, None),
        ({"wm-source": None, "url": "https://b.example/2"}, "https://b.example/2"),
    ],
)
def test_jf2_source(facts: dict[str, Any], source: str | None) -> None:
    assert [found.source for found in read(jf2(mention(**facts)), Form.JF2)] == [source]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"nonsense",
        b'{"links": []}',
        b'{"children": {"a": 1}}',
        b'{"children": [1, null, "x"]}',
        b"[" * 100_000,
        jf2(mention(**{"wm-private": True})),
        jf2(mention(**{"wm-target": "https://host.example/other"})),
    ],
    ids=range(9),
)
def test_what_is_no_mention_of_the_target(body: bytes) -> None:
    assert read(body, Form.JF2) == ()


def test_jf2_pages_follow_until_one_is_not_full() -> None:
    (extra,) = elsewhere(Page(url=POST, page_kind=PageKind.POST, endpoints=MENTIONED))
    full = jf2(*(mention() for _ in range(100)))
    second = next_page(full, extra)
    assert second is not None
    assert second.url.endswith("&page=1&per-page=100")
    assert next_page(full, second) == Extra(
        url=extra.url.replace("page=0", "page=2"), form=Form.JF2, target=POST
    )
    assert next_page(jf2(mention()), second) is None
    far = replace(extra, url=extra.url.replace("page=0", "page=500"))
    assert next_page(full, far) is None
    assert next_page(full, Extra(url=POST, form=Form.TRACKBACK_RSS, target=POST)) is None


INNER_KEYS = st.sampled_from(
    ["wm-source", "wm-target", "wm-property", "author", "url", "name", "content", "text"]
)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "x", "https://a.example/", "javascript:1"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(INNER_KEYS, inner, max_size=2),
    max_leaves=4,
)
KEYS = st.sampled_from(
    ["wm-source", "wm-target", "wm-property", "author", "url", "name", "content", "published"]
)


@given(st.lists(st.dictionaries(KEYS, json_values), max_size=3))
def test_no_jf2_raises(children: list[dict[str, Any]]) -> None:
    assert isinstance(read(jf2(*children), Form.JF2), tuple)
