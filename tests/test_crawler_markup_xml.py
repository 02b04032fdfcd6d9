"""XML that is not well formed, as feeds show it."""

from __future__ import annotations

import pytest

from crawler.discovery.feeds import read_feed

BLOG = "http://blog.example"
URL = f"{BLOG}/feed"


@pytest.mark.parametrize(
    ("link", "title", "url", "said"),
    [
        ("{}/?p=1&lang=en&x", "Salt & pepper", "{}/?p=1&lang=en&x", "Salt & pepper"),
        ("<![CDATA[{}/?p=1&lang=en]]>", "R&D", "{}/?p=1&lang=en", "R&D"),
        ("{}/?p=1&amp;lang=en", "A & B &#38; C", "{}/?p=1&lang=en", "A & B & C"),
        ("{}/?p=1", "<![CDATA[A & B]]>", "{}/?p=1", "A & B"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_unescaped_signs_stay(link: str, title: str, url: str, said: str, encoding: str) -> None:
    text = f"""<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>B &amp; B</title>
<item><title>{title}</title><link>{link.format(BLOG)}</link></item></channel></rss>"""
    feed = read_feed(text.encode(encoding), URL)
    assert feed is not None
    assert [(found.url, found.post.title if found.post else None) for found in feed.posts] == [
        (url.format(BLOG), said)
    ]


def test_signs_of_wide_encodings_are_not_told_by_their_bytes() -> None:
    item = f"<item><title>R&D \u2603</title><link>{BLOG}/1</link></item>"
    text = f'<?xml version="1.0"?><rss><channel>{item}</channel></rss>'
    feed = read_feed(text.encode("utf-16"), URL)
    assert feed is not None
    assert [found.url for found in feed.posts] == [f"{BLOG}/1"]
