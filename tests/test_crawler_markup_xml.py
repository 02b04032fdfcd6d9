"""XML that is not well formed, as feeds show it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.feeds import read_feed
from crawler.markup import xml

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


FEED = f"""<?xml version="1.0" encoding="{{label}}"?><rss version="2.0"><channel><title>B</title>
<item><title>{{title}}</title><link>{BLOG}/1</link></item>
<item><title>Next</title><link>{BLOG}/2</link></item></channel></rss>"""


@pytest.mark.parametrize(
    ("label", "encoding", "title"),
    [
        # signs that Windows has beside the encoding that is named
        ("Shift_JIS", "cp932", "春①の話～"),
        ("EUC-JP", "euc_jp", "春の話"),
        ("GB2312", "gb18030", "囧镕的故事"),
        ("EUC-KR", "cp949", "뷁 이야기"),
        ("Big5", "big5hkscs", "裏頁的故事"),
        ("ISO-8859-1", "cp1252", "“Salt” – pepper"),
        ("iso-2022-jp", "iso2022_jp", "春の話"),
        # labels that are wrong
        ("utf-16", "utf-8", "Crème"),
        ("ISO-8859-1", "utf-8", "Crème 春"),
        ("us-ascii", "utf-8", "Crème"),
    ],
)
def test_feeds_are_read_to_their_end(label: str, encoding: str, title: str) -> None:
    feed = read_feed(FEED.format(label=label, title=title).encode(encoding), URL)
    assert feed is not None
    titles = [found.post.title for found in feed.posts if found.post]
    assert titles == [title, "Next"]


@pytest.mark.parametrize("broken", [b"\xff", b"\xc3", b"\xe6\x98"])
def test_broken_signs_end_no_feed(broken: bytes) -> None:
    body = FEED.format(label="utf-8", title="Crème @ brûlée").encode().replace(b"@", broken)
    feed = read_feed(body, URL)
    assert feed is not None
    first, second = (found.post.title for found in feed.posts if found.post)
    assert (first or "").startswith("Crème")
    assert second == "Next"


PIECES = (
    "",
    "&",
    "<",
    "</loc>",
    "<loc>",
    "<url>",
    "</url>",
    "<!-- a -->",
    "<![CDATA[&]]>",
    "&nbsp;",
    "\x00",
    "\ufffe",
)
ADDRESSES = st.sampled_from(
    ("http://blog.example/", "http://blog.example/?p=1&amp;q=2", "", " /a ", "&#233;")
)


@given(st.lists(st.tuples(ADDRESSES, st.sampled_from(("2012-03-04", "")))), st.data())
def test_what_is_read_without_a_tree_is_what_the_tree_holds(
    stated: list[tuple[str, str]], data: st.DataObject
) -> None:
    each = "".join(f"<url>\n<loc>{url}</loc><lastmod>{date}</lastmod></url>\n" for url, date in stated)
    text = f'<?xml version="1.0"?>\n<?style a?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{each}</urlset>'
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, min(begin + 9, len(text))))
    for body in (text.encode(), (text[:begin] + data.draw(st.sampled_from(PIECES)) + text[end:]).encode()):
        root = xml.parse(body)
        nodes = [] if root is None else list(root.iter("{*}url"))
        texts = [{xml.local(part): (part.text or "").strip() for part in node} for node in nodes]
        slow = [(one.get("loc", ""), one.get("lastmod", "")) for one in texts]
        read = xml.listed(body, ("url",), ("loc", "lastmod"))
        assert (read is None) == (root is None)
        if read is not None and root is not None:
            assert read == (xml.local(root), slow)
