# ruff: noqa: E501 (markup stands as blogs print it)
"""Which spellings are one page, and which look alike and are not."""

import ada_url
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scrapy import Request

from crawler import urls

SAME = [
    ("http://example.com/post", "https://example.com/post"),
    ("http://www.example.com/post", "http://example.com/post"),
    ("http://EXAMPLE.com:80/post", "http://example.com/post"),
    ("https://example.com:443/post", "http://example.com/post"),
    ("http://example.com./post", "http://example.com/post"),
    ("http://example.com", "http://example.com/"),
    ("http://example.com/post/", "http://example.com/post"),
    ("http://example.com/a/../post", "http://example.com/post"),
    ("http://example.com/post#comment-3", "http://example.com/post"),
    (" http://example.com/post\n", "http://example.com/post"),
    ("http://user:word@example.com/post", "http://example.com/post"),
    ("http://example.com/post?utm_source=feed&utm_medium=rss", "http://example.com/post"),
    ("http://example.com/post?fbclid=Iw123", "http://example.com/post"),
    ("http://example.com/?p=7&utm_campaign=x", "http://example.com/?p=7"),
    ("http://example.com/?b=2&a=1", "http://example.com/?a=1&b=2"),
    ("http://example.com/post?", "http://example.com/post"),
    ("http://example.com/post/?replytocom=12#respond", "http://example.com/post/"),
    ("http://example.com/post/comment-page-2/#comment-9", "http://example.com/post/"),
    ("http://example.com/?p=7&cpage=2", "http://example.com/?p=7"),
    ("http://example.com/post/trackback/", "http://example.com/post/"),
    ("http://example.com/post/feed/", "http://example.com/post/"),
    ("http://example.com/post/feed/atom/", "http://example.com/post/"),
    ("http://example.com/post/?feed=rss2", "http://example.com/post/"),
    ("http://example.com/post/amp/", "http://example.com/post/"),
    ("http://example.com/post/?amp=1", "http://example.com/post/"),
    ("http://example.com/post/?amp", "http://example.com/post/"),
    ("http://example.com/2005/03/post.html?m=1", "http://example.com/2005/03/post.html"),
    ("https://example-com.cdn.ampproject.org/c/s/example.com/post/amp/", "http://example.com/post"),
    ("https://example-com.cdn.ampproject.org/v/s/example.com/post?amp_js_v=0.1", "http://example.com/post"),
    ("http://example.com/post/print/", "http://example.com/post/"),
    ("http://example.com/post?print=1", "http://example.com/post"),
    ("http://example.com/index.php/2005/03/post/", "http://example.com/2005/03/post/"),
    ("http://example.com/blog/index.html", "http://example.com/blog/"),
    ("http://example.com/index.php?p=7", "http://example.com/?p=7"),
    ("http://web.archive.org/web/20130217080612/http://example.com/post", "http://example.com/post"),
    ("https://web.archive.org/web/2013id_/https://www.example.com/post/", "http://example.com/post"),
    ("//web.archive.org/web/20130217080612im_/http://example.com/post", "http://example.com/post"),
    ("/web/20130217080612/http://example.com/post", "http://example.com/post"),
    ("https://web.archive.org/web/2013/http:/example.com/post", "http://example.com/post"),
    ("https://web.archive.org/web/2013/example.com/post", "http://example.com/post"),
    (
        "https://web.archive.org/web/2015/https://web.archive.org/web/2013/http://example.com/post",
        "http://example.com/post",
    ),
    ("http://example.com/caf%c3%a9", "http://example.com/café"),
    ("http://example.com/%7Ealice/", "http://example.com/~alice/"),
    ("http://example.com/a%2Db", "http://example.com/a-b"),
    ("http://example.com/?q=a+b", "http://example.com/?q=a%20b"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://example.jp/%C6%FC%CB%DC%B8%EC", "http://example.jp/日本語"),
    ("http://example.jp/%93%FA%96%7B%8C%EA", "http://example.jp/日本語"),
    ("http://example.jp/%93%fa%96%7b%8c%ea/", "http://example.jp/%C6%FC%CB%DC%B8%EC"),
    ("http://example.jp/%A5%C8%A5%E9%A5%C3%A5%AF", "http://example.jp/トラック"),
    ("http://example.com/post;jsessionid=ABC123", "http://example.com/post"),
    ("http://example.com/%28a%29,b", "http://example.com/(a)%2Cb"),
    ("http://example.com/%40alice/a%3Ab!", "http://example.com/@alice/a:b%21"),
    ("http://example.com/?q=a'b", "http://example.com/?q=a%27b"),
    ("http://example.com/post?igsh=x&srsltid=y", "http://example.com/post"),
    ("http://example.com/post?_openstat=1&vero_id=2&matomo_campaign=z", "http://example.com/post"),
    ("http://example.com/post?ysclid=l1&xtor=RSS-3&itm_source=a", "http://example.com/post"),
    ("http://example.com/?a[b]=1&c={d}|^`", "http://example.com/?a%5Bb%5D=1&c=%7Bd%7D%7C%5E%60"),
    ("http://example.com/a[b]", "http://example.com/a%5bb%5D"),
    ("http://example.com/post?source=rss----0c1d2e3f---4", "http://example.com/post"),
    ("http://example.com/post?mibextid=x&epik=y&at_medium=rss&oly_enc_id=3", "http://example.com/post"),
    ("http://example.com/?p=7&tb=1", "http://example.com/?p=7"),
    ("http://example.com/?feed=rss2&p=7", "http://example.com/?p=7"),
    ("http://example.com/?m=1", "http://example.com/"),
    ("http://alice.blogspot.com/2009/01/x.html", "http://alice.blogspot.co.uk/2009/01/x.html"),
    ("http://alice.blogspot.de/2009/01/x.html", "http://alice.blogspot.com.br/2009/01/x.html"),
    (
        "http://alice.blogspot.com/2009/01/x.html?showComment=12&m=1#c3",
        "http://alice.blogspot.com/2009/01/x.html",
    ),
    ("http://alice.blogspot.com/2009/01/x.html?spref=tw", "http://alice.blogspot.com/2009/01/x.html"),
    ("http://alice.tistory.com/m/123", "http://alice.tistory.com/123"),
    ("http://alice.tistory.com/m/post/123", "http://alice.tistory.com/123"),
    ("http://alice.tistory.com/m/entry/a-post", "http://alice.tistory.com/entry/a-post"),
    ("http://web.archive.org/web/http://example.com/post", "http://example.com/post"),
    ("http://web.archive.org/web/20050101000000/http%3A//example.com/post", "http://example.com/post"),
    ("https://archive.today/20130101000000/http://example.com/post", "http://example.com/post"),
    ("https://archive.ph/2013.01.02-030405/https://example.com/post", "http://example.com/post"),
    ("https://archive.is/o/AbC1d/http://example.com/post", "http://example.com/post"),
    (
        "http://webcache.googleusercontent.com/search?q=cache:AbC-1_d:http://example.com/post+words&hl=en",
        "http://example.com/post",
    ),
    ("http://webcache.googleusercontent.com/search?q=cache:example.com/post", "http://example.com/post"),
    ("https://www.google.com/amp/s/example.com/post/amp", "http://example.com/post"),
    ("https://www.google.co.jp/amp/example.com/post", "http://example.com/post"),
]

DIFFERENT = [
    ("http://example.com/post?source=news", "http://example.com/post"),
    ("http://example.com/post?itm=1", "http://example.com/post?itm=2"),
    ("http://example.com/post?at=1", "http://example.com/post?at=2"),
    ("http://example.com/?p=1", "http://example.com/?p=2"),
    ("http://example.com/?p=1", "http://example.com/"),
    ("http://example.com/view?id=3", "http://example.com/view?id=4"),
    ("http://example.com/post/12", "http://example.com/post/1"),
    ("http://example.com/Post", "http://example.com/post"),
    ("http://example.com/my-feed/", "http://example.com/"),
    ("http://example.com/feed/", "http://example.com/"),
    ("http://example.com/trackback/", "http://example.com/"),
    ("http://example.com/print-shop/", "http://example.com/"),
    ("http://example.com/print/", "http://example.com/"),
    ("http://example.com/print/5", "http://example.com/5"),
    ("http://example.com/how-to-trackback", "http://example.com/how-to"),
    ("http://example.com/amp/", "http://example.com/"),
    ("http://example.com/post/amplifier", "http://example.com/post"),
    ("http://example.com/trackback/guide", "http://example.com/guide"),
    ("http://example.com/?m=200503", "http://example.com/"),
    ("http://example.com/show?cid=12", "http://example.com/show?cid=13"),
    ("http://example.com/show?print=poster", "http://example.com/show"),
    ("http://example.com/show?view=amplifier", "http://example.com/show"),
    ("http://example.com/show?utm=1", "http://example.com/show"),
    ("http://example.com/index.php?p=1", "http://example.com/index.php?p=2"),
    ("http://example.com/myindex.html", "http://example.com/"),
    ("http://example.com/index.html.bak", "http://example.com/"),
    ("http://example.com:8080/", "http://example.com/"),
    ("http://blog.example.com/", "http://example.com/"),
    ("http://wwwexample.com/", "http://example.com/"),
    ("http://example.com/web/2013/notes", "http://example.com/notes"),
    ("https://web.archive.org/web/", "https://web.archive.org/"),
    ("http://example.com/a%2Fb", "http://example.com/a/b"),
    ("http://example.com/caf%E9", "http://example.com/caf%C3%A9"),
    ("http://example.com/?q=a%26b", "http://example.com/?q=a&b"),
    ("http://example.com/~alice/", "http://example.com/~bob/"),
    ("http://example.com/comment-page-2-of-my-life", "http://example.com/"),
    ("http://example.com/2005/03/", "http://example.com/2005/"),
    ("mailto:a@example.com", "mailto:b@example.com"),
    ("http://example.com/?feed=rss2", "http://example.com/"),
    ("http://example.com/archive?y=2005&m=1", "http://example.com/archive?y=2005"),
    ("http://example.com/calendar?m=1", "http://example.com/calendar?m=0"),
    ("http://example.com/trackback.php?tb=1", "http://example.com/trackback.php?tb=2"),
    ("http://example.com/a%2Bb", "http://example.com/a b"),
    ("http://example.com/a%3Bb", "http://example.com/a"),
    ("http://alice.blogspot.com/2009/01/x.html", "http://bob.blogspot.de/2009/01/x.html"),
    ("http://blogspot.de/x", "http://blogspot.com/x"),
    ("http://alice.blogspot.example.com/x", "http://alice.blogspot.com/x"),
    ("http://alice.tistory.com/m", "http://alice.tistory.com/"),
    ("http://alice.tistory.com/m/tag/123", "http://alice.tistory.com/tag/123"),
    ("http://example.com/m/123", "http://example.com/123"),
    ("https://archive.is/AbC1d", "https://archive.is/eFg2h"),
    ("https://archive.org/details/a", "https://archive.org/details/b"),
    ("https://www.google.com/amp", "https://www.google.com/"),
    ("https://www.google.com/search?q=cache:example.com/post", "http://example.com/post"),
]

NO_URL = [
    "",
    "   ",
    "http://",
    "https:///",
    "mailto:me@example.com",
    "javascript:void(0)",
    "#top",
    "/path",
    "http://[",
    "\x00",
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_variants_are_one_page(one: str, other: str) -> None:
    assert urls.identity(one) == urls.identity(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_pages_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert urls.identity(one) != urls.identity(other)


@pytest.mark.parametrize("text", NO_URL)
def test_what_is_no_url_comes_back_stripped(text: str) -> None:
    assert urls.identity(text) == text.strip()


@pytest.mark.parametrize("url", [url for pair in SAME + DIFFERENT for url in pair])
def test_identity_is_idempotent(url: str) -> None:
    assert urls.identity(urls.identity(url)) == urls.identity(url)


PIECES = st.sampled_from(
    ["/", "a", "index.php", "trackback", "feed", "amp", "print", "%41", "%e3%81%82", "%C6%FC", "%93%FA", "?", "&", "=", "p", "#",
     "http://example.com", "https://web.archive.org/web/2013/", "/web/1/", "www.", "x.cdn.ampproject.org/c/s/", "https://archive.is/2013/", "http://google.com/amp/s/",
     "http://webcache.googleusercontent.com/search?q=cache:A:", "a.blogspot.de", "http://a.tistory.com/m/1", "feed=rss2", "m=1", "tb=1", "%", "+", ";", ":", "日"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(PIECES, max_size=12).map("".join),
        st.lists(PIECES, max_size=12).map(lambda p: "http://h.example/" + "".join(p)),
    )
)
@example("http://h.example/%%30a")
@example("http://h.example/%3%30")
def test_identity_never_raises_and_is_idempotent(text: str) -> None:
    once = urls.identity(text)
    assert urls.identity(once) == once


@given(st.text(max_size=60))
def test_host_site_and_absolute_never_raise(text: str) -> None:
    assert isinstance(urls.host(text), str)
    assert isinstance(urls.site(text), str)
    found = urls.absolute(text, "http://example.com/")
    assert found is None or found.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("http://alice.blogspot.com/2005/", "alice.blogspot.com"),
        ("http://alice.blogspot.co.uk/2005/", "alice.blogspot.com"),
        ("http://bob.wordpress.com/", "bob.wordpress.com"),
        ("http://www.example.co.uk/", "example.co.uk"),
        ("http://a.b.example.com/", "example.com"),
        ("http://127.0.0.1:8001/", "127.0.0.1:8001"),
        ("http://localhost/", "localhost"),
        ("no url", ""),
    ],
)
def test_site_is_the_registrable_domain(url: str, site: str) -> None:
    assert urls.site(url) == site


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.blog.example/a", "https://blog.example/", True),
        ("http://WWW.blog.example:8080/", "http://blog.example:8080/x", True),
        ("http://blog.example:8080/", "http://blog.example/", False),
        ("http://alice.blog.example/", "http://blog.example/", False),
        ("http://wwwblog.example/", "http://blog.example/", False),
    ],
)
def test_a_host_has_www_or_not(one: str, other: str, *, same: bool) -> None:
    assert urls.is_same_host(one, other) is same
    assert urls.is_same_host(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://d.hatena.ne.jp/alice/20060412", "http://d.hatena.ne.jp/Alice/", True),
        ("http://d.hatena.ne.jp/alice/20060412", "http://d.hatena.ne.jp/bob/20060413", False),
        ("http://www.wretch.cc/blog/alice/1", "http://www.wretch.cc/blog/bob/1", False),
        ("http://www.wretch.cc/blog/alice/1", "http://www.wretch.cc/blog/alice", True),
        ("http://alice.blog25.fc2.com/blog-entry-1.html", "http://bob.blog25.fc2.com/", False),
        ("http://alice.blog25.fc2.com/blog-entry-1.html", "http://alice.blog25.fc2.com/", True),
        ("http://www.example.org/alice/1", "http://example.org/bob/1", True),
        ("http://example.org/", "http://example.net/", False),
        ("", "http://d.hatena.ne.jp/", False),
    ],
)
def test_a_folder_is_a_blog_where_the_host_is_many(one: str, other: str, *, same: bool) -> None:
    assert urls.is_same_blog(one, other) is same
    assert urls.is_same_blog(other, one) is same


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("post", "http://example.com/blog/post"),
        ("../post", "http://example.com/post"),
        ("//other.example/x", "http://other.example/x"),
        ("", "http://example.com/blog/page?q=1"),
        ("?p=2", "http://example.com/blog/page?p=2"),
        ("javascript:void(0)", None),
        ("mailto:a@example.com", None),
        ("http://", None),
        ("ftp://example.com/", None),
        # how copies at the Wayback Machine link one another, saved to any host
        ("/web/20130217080612/http://b.example/x", "https://web.archive.org/web/20130217080612/http://b.example/x"),
        ("/web/20130217080612im_/https://b.example/x", "https://web.archive.org/web/20130217080612im_/https://b.example/x"),
        ("/web/2013/x", "http://example.com/web/2013/x"),
        ("/web/http://b.example/x", "http://example.com/web/http://b.example/x"),
        ("/a/web/20130217080612/http://b.example/", "http://example.com/a/web/20130217080612/http://b.example/"),
    ],
)  # fmt: skip
def test_absolute(href: str, found: str | None) -> None:
    assert urls.absolute(href, "http://example.com/blog/page?q=1") == found


def spelled_by_parser(href: str, base: str) -> str | None:
    """What `urls.absolute` is, by the parser alone."""
    try:
        found: str = ada_url.join_url(base, href)
    except ValueError:
        return None
    return found if found.startswith(("http://", "https://")) else None


@pytest.mark.parametrize(
    "base",
    ["http://example.com/blog/page?q=1#top", "http://EXAMPLE.com:80/a/../b c", "https://u:w@example.com", "ftp://example.com/", "mailto:a@example.com", "http://xn--a.example/"],
)  # fmt: skip
@given(
    st.from_regex(
        r"#[a-z/.%\\<>\"` é#?:-]{0,10}|https?://[a-z0-9.-]{0,8}xn--[a-z]?\.com|https?://[a-z0-9.-]{1,12}\.[a-z1]{1,3}[/?#]?",
        fullmatch=True,
    )
)
def test_what_needs_no_parser_is_spelled_as_the_parser_spells_it(base: str, href: str) -> None:
    assert urls.absolute(href, base) == spelled_by_parser(href, base)


@given(
    st.from_regex(
        r"https?://(?:[a-z0-9.-]{1,9}\.[a-z1]{1,3}(?::[0-9]{1,3})?|127\.0\.0\.1:8001)/[a-z~.@:;,=&#?%|\"'<é \\/]{0,9}",
        fullmatch=True,
    )
)
@example("http://a.example/%2e%2e/b")
@example("http://xn--a.example/")
@example("http://a.example:80/b")
@example("http://a.example/b?")
@example("http://a.example/b/./c")
@example("http://a.example/b?#c")
def test_plain_addresses_are_changed_by_no_parser(url: str) -> None:
    if urls.is_plain(url):
        assert spelled_by_parser(url, "http://b.example/") == url
        asked = url.partition("#")[0]
        assert "?" in asked or Request(asked).url == asked


@pytest.mark.parametrize(
    "url", ["http://a.example/", "https://a.example/b/?p=1#c", "http://127.0.0.1:8001/b.html"]
)
def test_usual_addresses_are_plain(url: str) -> None:
    assert urls.is_plain(url)


@pytest.mark.parametrize(
    "url",
    ["", "/b", "HTTP://a.example/", "http://a.example", "http://A.example/", "http://a.example:80/", "http://a.example/%41", "http://xn--a.example/", "http://a.example/b/../c", "http://a.example/é", "http://a.example/b c", "ftp://a.example/", "http://u@a.example/", "http://1.2/"],
)  # fmt: skip
def test_addresses_that_are_not_plain(url: str) -> None:
    assert not urls.is_plain(url)


_HOST_LIKE = st.from_regex(r"[ ]?https?://[a-zA-Z0-9.:@/?#\\%_-]{0,24}", fullmatch=True)


@given(
    _HOST_LIKE
    | st.sampled_from(["http://xn--a.com/", "http://a.com\\b", "https://ab.co:443?x", "http://a.b1/"])
)
@example("http:///0")
@example("https:////a.b/c")
def test_a_host_that_needs_no_parser_is_the_one_that_a_parser_finds(url: str) -> None:
    try:
        expected = ada_url.parse_url(url, ("host",))["host"]
    except ValueError:
        expected = ""
    assert urls.host(url) == expected
