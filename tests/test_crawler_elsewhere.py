"""Listings that are not on the post's page: what is asked for, and what the answers give."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.listings_elsewhere import Extra, Form, elsewhere, is_popup, read_extra
from crawler.listings_elsewhere.jf2 import request_url
from crawler.listings_elsewhere.trackback_rss import listing_url
from crawler.records import Endpoints, Kind, Link, Linkback, Page, PageKind

POST = "https://host.example/2006/03/lamps.html"


def post(**facts: Any) -> Page:
    return Page(url=POST, page_kind=PageKind.POST, **facts)


def one(source: str | None = "https://a.example/1", **facts: Any) -> Linkback:
    return Linkback(kind=Kind.TRACKBACK, source=source, **facts)


MT = Endpoints(trackback=("https://host.example/mt/mt-tb.cgi/17",))
IO = "https://webmention.io/api/mentions.jf2"
DOTCLEAR_FEED = "https://host.example/feed/atom/comments/9"

ASKED = {
    "webmention.io is the endpoint": (
        post(endpoints=Endpoints(webmention="https://webmention.io/host.example/webmention")),
        f"{IO}?target=https%3A%2F%2Fhost.example%2F2006%2F03%2Flamps.html&page=0&per-page=100",
    ),
    "webmention.io, and a canonical of another spelling": (
        post(
            endpoints=Endpoints(webmention="https://webmention.io/host.example/webmention"),
            canonical="https://host.example/lamps",
        ),
        (
            f"{IO}?target%5B%5D=https%3A%2F%2Fhost.example%2Flamps"
            "&target%5B%5D=https%3A%2F%2Fhost.example%2F2006%2F03%2Flamps.html&page=0&per-page=100"
        ),
    ),
    "Movable Type states more than it shows": (
        post(endpoints=MT, announced=3, linkbacks=(one(),)),
        "https://host.example/mt/mt-tb.cgi/17?__mode=rss",
    ),
    "a ping URL with a query": (
        post(endpoints=Endpoints(trackback=("https://host.example/mt-tb.cgi?tb_id=17",)), announced=1),
        "https://host.example/mt-tb.cgi?tb_id=17&__mode=rss",
    ),
    "Dotclear links its comment feed": (
        post(announced=2, links=(Link(url=DOTCLEAR_FEED),), endpoints=MT),
        DOTCLEAR_FEED,
    ),
    "Dotclear without rewriting": (
        post(announced=2, links=(Link(url="https://host.example/index.php?feed/rss2/comments/9"),)),
        "https://host.example/index.php?feed/rss2/comments/9",
    ),
    "Nucleus states more than it shows": (
        post(
            endpoints=Endpoints(trackback=("https://host.example/action.php?action=plugin&tb_id=7",)),
            announced=1,
        ),
        "https://host.example/action.php?action=plugin&tb_id=7&__mode=rss",
    ),
    "the feed of the post goes before the feed of the blog": (
        post(announced=2, feeds=("https://host.example/feed/atom/comments", DOTCLEAR_FEED)),
        DOTCLEAR_FEED,
    ),
    "Serendipity names its feed of trackbacks": (
        post(announced=1, feeds=("https://host.example/feeds/trackbacks.rss2",)),
        "https://host.example/feeds/trackbacks.rss2",
    ),
}

NOT_ASKED = {
    "a page that says nothing": post(),
    "a list that is whole": post(endpoints=MT, announced=1, linkbacks=(one(),)),
    "no count stated": post(endpoints=MT),
    "a pop-up holds the list": post(
        endpoints=MT, announced=2, listing_urls=("https://host.example/mt-tb.cgi?__mode=view&entry_id=17",)
    ),
    "WordPress's ping URL leads back to the post": post(
        endpoints=Endpoints(trackback=(f"{POST}/trackback/",)), announced=2
    ),
    "WordPress's comment feed tells nothing": post(announced=2, feeds=(f"{POST}/feed/",)),
    "another receiver": post(endpoints=Endpoints(webmention="https://webmention.io.example/webmention")),
    "an index": Page(
        url=POST,
        page_kind=PageKind.INDEX,
        announced=4,
        endpoints=Endpoints(trackback=MT.trackback, webmention="https://webmention.io/x/webmention"),
    ),
}


@pytest.mark.parametrize(("page", "url"), ASKED.values(), ids=ASKED)
def test_what_is_asked_for(page: Page, url: str) -> None:
    assert [extra.url for extra in elsewhere(page)] == [url]


@pytest.mark.parametrize("page", NOT_ASKED.values(), ids=NOT_ASKED)
def test_what_is_not_asked_for(page: Page) -> None:
    assert elsewhere(page) == ()


@pytest.mark.parametrize(
    ("ping", "listing"),
    [
        ("https://h.example/mt-tb.cgi/1", "https://h.example/mt-tb.cgi/1?__mode=rss"),
        ("https://h.example/tb.php?id=1", "https://h.example/tb.php?id=1&__mode=rss"),
        ("https://h.example/tb.php?id=1#tb", "https://h.example/tb.php?id=1&__mode=rss"),
    ],
)
def test_listing_url_of_a_ping_url(ping: str, listing: str) -> None:
    assert listing_url(ping) == listing


TRACKBACK_RSS = """<?xml version="1.0" encoding="{0}"?>
<response>
<error>0</error>
<rss version="0.91"><channel>
<title>灯台の話</title><link>https://host.example/2006/03/lamps.html</link><description>…</description>
<item><title>灯台 &amp; 船</title><link>http://a.example/?p=1&amp;x=2</link>
<description>海の見える町から。</description></item>
<item><title>No link</title><link></link><description></description></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
</channel></rss></response>
"""


def read(body: str | bytes, form: Form, url: str = "") -> tuple[Linkback, ...]:
    raw = body.encode() if isinstance(body, str) else body
    url = url or (request_url([POST]) if form is Form.JF2 else "https://host.example/x")
    return read_extra(raw, Extra(url=url, form=form, target=POST))


@pytest.mark.parametrize("encoding", ["utf-8", "euc-jp", "shift_jis"])
def test_trackback_rss(encoding: str) -> None:
    body = TRACKBACK_RSS.format(encoding).replace("…", "").encode(encoding)
    found = read(body, Form.TRACKBACK_RSS)
    assert [(b.kind, b.source, b.title, b.excerpt, b.position) for b in found] == [
        (Kind.TRACKBACK, "http://a.example/?p=1&x=2", "灯台 & 船", "海の見える町から。", 0),
        (Kind.TRACKBACK, None, "No link", None, 1),
        (Kind.TRACKBACK, None, "Script", None, 2),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not XML",
        "<html><body><li><a href='http://a.example/'>a</a></li></body></html>",
        "<response><error>1</error><message>No such id</message></response>",
        "<response><error>1</error><rss><channel><item><title>x</title></item></channel></rss></response>",
        "<rss><channel><item><title>A post</title><link>http://a.example/</link></item></channel></rss>",
        "<response><error>0</error><rss><channel></channel></rss></response>",
    ],
)
def test_what_is_no_trackback_rss(body: str) -> None:
    assert read(body, Form.TRACKBACK_RSS) == ()


def test_entities_are_not_resolved() -> None:
    body = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        "<response><error>0</error><rss><channel><item><title>t &x;</title></item></channel></rss></response>"
    )
    assert [b.title for b in read(body, Form.TRACKBACK_RSS)] == ["t &x;"]


DOTCLEAR_ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Carnet - Commentaires</title>
<generator uri="https://www.dotclear.org/">Dotclear</generator>
<entry><title>[ping] Les phares - Le port</title><link href="{POST}#c7" rel="alternate"/>
<published>2008-05-21T08:17:00+02:00</published><author><name>Le port</name></author>
<content type="html">&lt;p&gt;&lt;a href="http://port.example/p7"&gt;Une nuit&lt;/a&gt;&lt;/p&gt;
&lt;p&gt;La lanterne tourne.&lt;/p&gt;</content></entry>
<entry><title>Les phares - Anne</title><link href="{POST}#c8" rel="alternate"/>
<published>2008-05-22T08:17:00+02:00</published><author><name>Anne</name></author>
<content type="html">&lt;p&gt;See &lt;a href="http://x.example/"&gt;this&lt;/a&gt;&lt;/p&gt;</content></entry>
<entry><title>[ping] Un autre billet - Le port</title><link href="https://host.example/other#c9"/>
<content type="html">&lt;p&gt;&lt;a href="http://port.example/p9"&gt;Ailleurs&lt;/a&gt;&lt;/p&gt;</content></entry>
</feed>"""


def test_dotclear_feed_gives_the_pings_of_the_post_alone() -> None:
    assert read(DOTCLEAR_ATOM, Form.COMMENT_FEED) == (
        Linkback(
            kind=Kind.TRACKBACK,
            source="http://port.example/p7",
            title="Une nuit",
            site="Le port",
            excerpt="La lanterne tourne.",
            published="2008-05-21T08:17:00+02:00",
            convention="comment_feeds",
        ),
    )


DOTCLEAR_RSS = f"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>t</title>
<generator>Dotclear</generator>
<item><title>[ping] Les phares - Le port</title><link>{POST}#c7</link>
<pubDate>Wed, 21 May 2008 08:17:00 +0200</pubDate><dc:creator>Le port</dc:creator>
<description>&lt;p&gt;&lt;a href="http://port.example/p7"&gt;Une nuit&lt;/a&gt;&lt;/p&gt;</description></item>
</channel></rss>"""


def test_dotclear_rss() -> None:
    found = read(DOTCLEAR_RSS, Form.COMMENT_FEED)
    assert [(b.source, b.title, b.site, b.excerpt, b.published) for b in found] == [
        ("http://port.example/p7", "Une nuit", "Le port", None, "2008-05-21T08:17:00+02:00")
    ]


SERENDIPITY = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>b</title><generator>Serendipity 2.3.5 - http://www.s9y.org/</generator>
<item><title>Hafenblog - Nachts: Leuchttürme</title><link>{POST}#c5</link>
<author>nospam@example.com (Hafenblog - Nachts)</author><content:encoded>Das Licht geht um.</content:encoded>
<pubDate>Tue, 14 Mar 2006 08:05:00 +0100</pubDate></item>
<item><title>Seewetter: Leuchttürme</title><link>{POST}#c6</link>
<author>nospam@example.com (Seewetter)</author><pubDate>nonsense</pubDate></item>
<item><title>Hafenblog - Mittags: Anderes</title><link>https://host.example/other#c9</link></item>
</channel></rss>"""


def test_serendipity_feed_of_trackbacks() -> None:
    found = read(SERENDIPITY, Form.COMMENT_FEED, "https://host.example/feeds/trackbacks.rss2")
    assert [(b.kind, b.source, b.title, b.site, b.excerpt, b.published) for b in found] == [
        (Kind.TRACKBACK, None, "Nachts", "Hafenblog", "Das Licht geht um.", "2006-03-14T08:05:00+01:00"),
        (Kind.PINGBACK, None, None, "Seewetter", None, None),
    ]


WORDPRESS = f"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Comments on</title><generator>https://wordpress.org/?v=6.1</generator>
<item><title>By: Le port » Une nuit</title><link>{POST}#comment-7</link><dc:creator>Le port</dc:creator>
<description>[&#8230;] lanterne [&#8230;]</description></item>
<item><title>[ping] By: fan</title><link>{POST}#comment-8</link></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (WORDPRESS, f"{POST}/feed/"),
        (SERENDIPITY, "https://host.example/feeds/comments.rss2"),
        (SERENDIPITY.replace("Serendipity", "Other"), "https://host.example/feeds/trackbacks.rss2"),
        (DOTCLEAR_ATOM.replace(POST, "https://host.example/another"), DOTCLEAR_FEED),
        ("<html></html>", DOTCLEAR_FEED),
        ("", DOTCLEAR_FEED),
    ],
    ids=["wordpress", "people's feed", "another engine", "another post", "html", "empty"],
)
def test_feeds_that_tell_no_ping(body: str, url: str) -> None:
    assert read(body, Form.COMMENT_FEED, url) == ()


@pytest.mark.parametrize(
    ("url", "popup"),
    [
        ("http://a.example/mt-tb.cgi?__mode=view&entry_id=7", True),
        ("http://a.example/2006/post/comment-page-2/", False),
        ("http://a.example/mt-tb.cgi/7?__mode=rss", False),
    ],
)
def test_pop_ups_are_told_from_comment_pages(url: str, popup: bool) -> None:
    assert is_popup(url) is popup


@given(st.binary(max_size=300), st.sampled_from(Form))
def test_no_answer_raises(body: bytes, form: Form) -> None:
    assert isinstance(read(body, form), tuple)
