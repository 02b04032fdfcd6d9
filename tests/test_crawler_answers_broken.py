"""Feeds, sitemaps and lists of pings that tools broke: answers that are nearly right, with parts taken out,
cut, doubled or put for others. They are read as far as they go, and raise nothing."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_examples import examples

from crawler.discovery import Scene, read
from crawler.listings_elsewhere import Extra, Form, next_page, read_extra
from crawler.verify import find_mention

POST = "http://blog.example/2006/05/tea/"
SCENE = Scene(home="http://blog.example/", prefix="blog.example/")
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>B</title>
<link>http://blog.example/</link><atom:link rel="next" href="http://blog.example/feed/?paged=2"/>
<generator>Serendipity 1.6</generator><item><title>[ping] Tea</title><link>{POST}</link>
<pubDate>Wed, 03 May 2006 10:00:00 +0000</pubDate><dc:creator>A</dc:creator><category>t</category>
<author>a@b.example (Blog - Title)</author><slash:comments>3</slash:comments>
<description>&lt;p&gt;x &lt;a href="http://b.example/1"&gt;y&lt;/a&gt;</description></item></channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"
 xmlns:os="http://a9.com/-/spec/opensearchrss/1.0/"><title>B</title><os:totalResults>300</os:totalResults>
<os:startIndex>1</os:startIndex><link rel="next" href="/feeds/posts/default?start-index=26"/><entry>
<title type="html">T</title><link rel="alternate" href="{POST}"/><published>2006-05-03T10:00:00Z</published>
<author><name>A</name></author><category term="t"/><thr:total>2</thr:total></entry></feed>""".encode()
SITEMAP = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{POST}
</loc><lastmod>2006-05-03T10:00:00+00:00</lastmod></url></urlset>""".encode()
PINGS = b"""<response><error>0</error><rss version="0.91"><channel><title>T</title><item><title>Tea</title>
<link>http://b.example/1</link><description>x</description></item></channel></rss></response>"""
HTML = f"""<html><head><base href="/"><meta http-equiv="refresh" content="0; url=/x"></head><body>
<a href="{POST}">x</a><blockquote cite="{POST}">x</blockquote><img src="{POST}"></body></html>""".encode()
TOKEN = re.compile(rb"<[^>]*>|[^<]+")
LITTLE = [b"", b" ", b"&#xD800;", b"&#55357;&#56832;", b"\xed\xa0\x80", b"&#0;", b"http://[", b"<a"]
LITTLE += [b"]]>", b"&bad;", b"9" * 30, b"0000-00-00T00:00:00", b'xmlns="', b"http:", b"<![CDATA["]


def broken(answer: bytes, seed: int) -> bytes:
    source = random.Random(seed)
    share = source.choice((0.05, 0.2, 0.5))
    tokens = TOKEN.findall(answer)
    edits = (
        lambda token: source.choice(LITTLE),
        lambda token: token[: source.randrange(len(token) + 1)] + source.choice(LITTLE),
        lambda token: token * 2,
        lambda token: token.replace(b"http", b"x"),
    )
    return b"".join(source.choice(edits)(token) if source.random() < share else token for token in tokens)


@settings(max_examples=examples(600), deadline=None)
@given(st.integers(0, 2**32))
def test_broken_answers_never_raise(seed: int) -> None:
    for way, answer in (("feed", RSS), ("feed", ATOM), ("sitemap", SITEMAP)):
        body = broken(answer, seed)
        assert read("http://blog.example/x", way, status=200, headers={}, body=body, scene=SCENE).way == way
    for form, answer in ((Form.TRACKBACK_RSS, PINGS), (Form.COMMENT_FEED, RSS), (Form.JF2, ATOM)):
        extra = Extra(url="http://blog.example/feeds/trackbacks.rss2", form=form, target=POST)
        body = broken(answer, seed)
        assert isinstance(read_extra(body, extra), tuple)
        assert next_page(body, extra) is None
    find_mention(broken(HTML, seed), POST, content_type="text/html", url="http://b.example/")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (b"Tea &#55357;&#56832;", "Tea \U0001f600"),
        (b"Tea &#xD83D;&#xde00;!", "Tea \U0001f600!"),
        (b"Tea &#xD83D;", "Tea \ufffd"),
        (b"&#56832;&#55357; tea", "\ufffd\ufffd tea"),
        (b"Tea \xed\xa0\xbd", "Tea \ufffd"),
        ("한 &#55000;".encode(), "한 \ud6d8"),
        (b"Tea &#8212; time", "Tea — time"),
    ],
)
def test_halves_of_characters_in_feeds(written: bytes, title: str) -> None:
    body = RSS.replace(b"[ping] Tea", written)
    (post,) = read("http://blog.example/feed/", "feed", status=200, headers={}, body=body, scene=SCENE).posts
    assert post.post is not None
    assert post.post.title == title


def test_bytes_of_another_encoding_are_no_halves() -> None:
    head = b'<?xml version="1.0" encoding="GBK"?>'
    body = head + RSS.partition(b"?>")[2].replace(b"[ping] Tea", "頎健".encode("gbk"))
    (post,) = read("http://blog.example/feed/", "feed", status=200, headers={}, body=body, scene=SCENE).posts
    assert post.post is not None
    assert post.post.title == "頎健"


@pytest.mark.parametrize("broken_tag", [b"<By:>", b"<dc:creator>", b"<http:/>", b"<}title>"])
def test_elements_of_a_list_of_pings_with_names_that_xml_has_not(broken_tag: bytes) -> None:
    body = PINGS.replace(b"<item>", b"<item>" + broken_tag)
    extra = Extra(url="http://blog.example/mt-tb.cgi/1", form=Form.TRACKBACK_RSS, target=POST)
    assert isinstance(read_extra(body, extra), tuple)
