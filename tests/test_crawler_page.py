# ruff: noqa: E501 (markup stands as blogs print it)
"""One page as a whole: encodings, links, kinds of pages, and pages made to hurt."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_examples import examples

from crawler import read_page
from crawler.records import Page, PageKind, Region

URL = "https://blog.example/2005/03/post/"
JAPANESE = "日本語のブログで、トラックバックについて書いています。"
CHINESE = "这是一个关于引用通告的中文博客，我们今天写文章。"
TAIWANESE = "這是一個關於引用通告的中文部落格，我們今天寫文章。"
KOREAN = "이것은 트랙백에 관한 한국어 블로그입니다. 오늘은 글을 씁니다."
RUSSIAN = "Это русский блог про обратные ссылки, сегодня мы пишем."
FRENCH = "Voilà un café très agréable – déjà vu"


def titled(text: str) -> str:
    return f"<html><head><title>{text}</title></head><body><h1>{text}</h1><p>words</p></body></html>"


def title_of(page: Page) -> str | None:
    return page.post.title if page.post else page.site_title


@pytest.mark.parametrize(
    ("text", "written", "header"),
    [
        (JAPANESE, "euc_jp", "text/html; charset=EUC-JP"),
        (JAPANESE, "cp932", "text/html; charset=Shift_JIS"),
        (JAPANESE, "cp932", "text/html; charset=x-sjis"),
        (JAPANESE, "iso2022_jp", "text/html; charset=iso-2022-jp"),
        (JAPANESE, "euc_jp", None),
        (JAPANESE, "cp932", None),
        (JAPANESE, "iso2022_jp", None),
        (JAPANESE, "euc_jp", "text/html; charset=utf-8"),
        (JAPANESE, "utf-8", "text/html; charset=euc-jp"),
        (JAPANESE, "utf-16", None),
        (CHINESE, "gb18030", None),
        (CHINESE, "gbk", "text/html; charset=gb2312"),
        (TAIWANESE, "big5", None),
        (KOREAN, "cp949", None),
        (KOREAN, "cp949", "text/html; charset=euc-kr"),
        (RUSSIAN, "cp1251", None),
        (RUSSIAN, "koi8-r", "text/html; charset=koi8-r"),
        (RUSSIAN, "koi8-r", None),
        (FRENCH, "cp1252", None),
        (FRENCH, "cp1252", "text/html; charset=iso-8859-1"),
        (FRENCH, "utf-8", "text/html; charset=iso-8859-1"),
        (FRENCH, "utf-8-sig", None),
        (FRENCH, "utf-8", "text/html; charset=no-such-thing"),
    ],
)
def test_encoding(text: str, written: str, header: str | None) -> None:
    page = read_page(titled(text).encode(written), URL, {"content-type": header} if header else None)
    assert title_of(page) == text


@pytest.mark.parametrize(
    "declaration",
    ['<meta charset="euc-jp">', '<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">', '<?xml version="1.0" encoding="EUC-JP"?>'],
)  # fmt: skip
def test_encoding_that_the_page_declares(declaration: str) -> None:
    page = read_page((declaration + titled("日本")).encode("euc_jp"), URL)
    assert (title_of(page), page.encoding) == ("日本", "euc_jp")


def test_a_page_that_was_decoded_already_is_told_to_be_none() -> None:
    with pytest.raises(TypeError, match="read_page wants the bytes of a page"):
        read_page("<p>Text</p>", "https://a.example/")  # type: ignore[arg-type]


def test_mixed_page_keeps_both_encodings() -> None:
    line = "これは別の文字コードで書かれたコメントです".encode("euc_jp")
    body = (
        titled(FRENCH).encode()
        + b"\n"
        + titled(JAPANESE * 8).encode()
        + b"\n<a href='/x'>"
        + line
        + b"</a>\n"
    )
    page = read_page(body, URL)
    assert title_of(page) in (FRENCH, JAPANESE * 8)
    assert page.links[0].text == "これは別の文字コードで書かれたコメントです"


def test_mojibake_is_kept() -> None:
    mojibake = "Caf\u00c3\u00a9 \u00e2\u20ac\u201d x"
    assert title_of(read_page(titled(mojibake).encode(), URL)) == mojibake


PAGE = """<html><body><div id="header"><a href="/">Home</a></div>
<article><header><h1><a href="/2005/03/post/">T</a></h1></header>
<p><a href="http://a.example/x" rel="NoFollow UGC">in  content</a> <a href="#top">top</a>
<a href="javascript:go()">js</a> <a href="mailto:me@example.com">mail</a> <a name="anchor">none</a></p>
<footer><a href="/tag/x" rel="tag">x</a></footer></article>
<div id="comments"><ol class="commentlist"><li><a href="http://b.example/">B</a></li></ol></div>
<ul class="sidebar"><li class="comment"><a href="http://c.example/">C</a></li></ul>
<nav><a href="/next">next</a></nav><a href="//d.example/y">after</a></body></html>"""


@pytest.mark.parametrize(
    ("around", "region"),
    [
        ('<div id="banner"><h1>{}</h1></div><div class="content"><p>T</p></div>', Region.NAVIGATION),
        ('<div id="banner"><div class="entry"><p>{}</p></div></div>', Region.CONTENT),
        ('<div class="content"><div id="banners"><p>{}</p></div></div>', Region.CONTENT),
    ],
)
def test_the_links_of_a_banner_lead_about_the_blog(around: str, region: Region) -> None:
    page = read_page(around.format('<a href="/">Home</a>').encode(), URL)
    assert [link.region for link in page.links] == [region]


@pytest.mark.parametrize(
    ("heading", "region"),
    [
        ('<h1><a href="/">My blog</a></h1>', Region.NAVIGATION),
        ('<h1><a href="/index.html">My blog</a></h1>', Region.NAVIGATION),
        ('<h1><a href="/2005/03/post/">A post</a></h1>', Region.CONTENT),
        ('<h1><a href="/2005/03/other/">Another</a></h1>', Region.CONTENT),
        ('<h1><a href="http://a.example/">A. Example</a></h1>', Region.CONTENT),
        ('<h1>A post</h1><p><a href="/">My blog</a> says</p>', Region.CONTENT),
        ('<h1></h1><a href="/">My blog</a>', Region.CONTENT),
        ('<h1><a name="top">A post</a></h1><a href="/">My blog</a>', Region.CONTENT),
    ],
)
def test_a_heading_with_the_blog_s_name_leads_about_the_blog(heading: str, region: Region) -> None:
    page = read_page(f"<body>{heading}<p>T</p></body>".encode(), URL)
    assert [link.region for link in page.links] == [region]


@pytest.mark.parametrize(
    ("around", "region"),
    [
        ('<article><p>T</p><nav class="post-tags">{}</nav></article>', Region.CONTENT),
        ('<article><p>T</p><nav class="nearby">{}</nav></article>', Region.NAVIGATION),
        ('<article><p>T</p></article><nav class="post-tags">{}</nav>', Region.NAVIGATION),
    ],
)
def test_topics_that_a_post_lists_as_navigation_are_its_own(around: str, region: Region) -> None:
    page = read_page(around.format('<a href="/tag/walks/">Walks</a>').encode(), URL)
    assert [link.region for link in page.links] == [region]


@pytest.mark.parametrize(
    ("around", "published"),
    [
        ('<article><h1>A walk</h1><p>T</p><nav class="entry-meta">{}</nav></article>', "2005-03-02"),
        ('<article><h1>A walk</h1><p>T</p><aside class="entry-meta">{}</aside></article>', "2005-03-02"),
        ('<article><h1>A walk</h1><p>T</p></article><nav class="entry-meta">{}</nav>', None),
        ('<article><h1>A walk</h1><p>T</p><nav class="nearby">{}</nav></article>', None),
    ],
)
def test_a_date_in_a_line_of_the_post_that_is_marked_as_navigation(
    around: str, published: str | None
) -> None:
    line = 'By <a href="/author/ann/">Ann</a> on <time datetime="2005-03-02">March 2</time>'
    post = read_page(around.format(line).encode(), "https://blog.example/a-walk/").post
    assert (post.published if post else None) == published


def test_links_and_their_regions() -> None:
    links = read_page(PAGE.encode(), URL).links
    assert [(link.url, link.region) for link in links] == [
        ("https://blog.example/", Region.NAVIGATION),
        ("https://blog.example/2005/03/post/", Region.CONTENT),
        ("http://a.example/x", Region.CONTENT),
        ("https://blog.example/2005/03/post/#top", Region.CONTENT),
        ("https://blog.example/tag/x", Region.CONTENT),
        ("http://b.example/", Region.COMMENTS),
        ("http://c.example/", Region.NAVIGATION),
        ("https://blog.example/next", Region.NAVIGATION),
        ("https://d.example/y", Region.CONTENT),
    ]
    assert (links[2].text, links[2].rel) == ("in content", ("nofollow", "ugc"))


def test_link_text_is_at_most_200_characters() -> None:
    assert len(read_page(b"<a href='/x'>" + b"y" * 5000 + b"</a>", URL).links[0].text) == 200


def test_base_element_counts() -> None:
    page = read_page(b"<base href='http://old.example/blog/'><a href='x'>x</a>", URL)
    assert page.links[0].url == "http://old.example/blog/x"


def test_empty_page() -> None:
    page = read_page(b"", URL)
    assert (page.page_kind, page.post, page.linkbacks, page.links) == (PageKind.OTHER, None, (), ())


ENTRY = "<div class='hentry'><h2 class='entry-title'><a href='/{0}'>P{0}</a></h2><div class='entry-content'>t</div></div>"
BYLINE = (
    "<h3 class='title'>P{0}</h3><p>text</p><span class='posted'>Posted by A at May {0}, 2004 10:00 AM</span>"
)


@pytest.mark.parametrize(
    ("url", "markup", "kind"),
    [
        (URL, "<body class='single'>" + ENTRY.format(1) + ENTRY.format(2), PageKind.POST),
        (URL, "<body>" + ENTRY.format(1), PageKind.POST),
        (
            URL,
            "<body>" + ENTRY.format(1) + "<div class='sidebar'>" + ENTRY.format(2) + "</div>",
            PageKind.POST,
        ),
        (URL, "<body>" + BYLINE.format(1), PageKind.POST),
        (URL, "<body>" + BYLINE.format(1) + "<h2 id='comments'>C</h2>" + BYLINE.format(2), PageKind.POST),
        (URL, "<meta property='og:type' content='article'><h1>T</h1>", PageKind.POST),
        ("https://blog.example/", "<title>Blog</title>" + ENTRY.format(1), PageKind.INDEX),
        (URL, "<body class='archive category'>" + ENTRY.format(1), PageKind.INDEX),
        (URL, "<body>" + ENTRY.format(1) + ENTRY.format(2) + ENTRY.format(3), PageKind.INDEX),
        ("https://blog.example/archives/2004_05.html", BYLINE.format(1) + BYLINE.format(2), PageKind.INDEX),
        ("https://blog.example/page/3/", "<title>Blog</title><p>x</p>", PageKind.INDEX),
        ("https://blog.example/category/life/", "<title>Blog</title><p>x</p>", PageKind.INDEX),
        (URL, "<body class='error404'><h1>Not found</h1>", PageKind.OTHER),
        (URL, "<title>404 Not Found</title><h1>Not Found</h1>", PageKind.OTHER),
        (
            "https://blog.example/mt-tb.cgi?__mode=view&entry_id=3",
            "<title>TrackBack</title><p>x</p>",
            PageKind.OTHER,
        ),
        (URL, "<form><input name=q></form>", PageKind.OTHER),
    ],
)
def test_page_kind(url: str, markup: str, kind: PageKind) -> None:
    assert read_page(markup.encode(), url).page_kind is kind


HOSTILE = {
    "nested divs": b"<div>" * 100_000 + b"x",
    "nested and closed": b"<div class=comment>" * 50_000 + b"x" + b"</div>" * 50_000,
    "nested spans in a listing": b"<div id=comments>" + b"<span class=pingback>" * 100_000,
    "nested formatting": b"".join(b"<b id=%d>" % i for i in range(20_000)) + b"<p>x</p>" * 20_000,
    "nested tables": b"<table><tr><td><a href=x>" * 30_000,
    "nested lists": b"<ul><li class='comment'>" * 50_000,
    "unmatched ends": b"<span>" * 50_000 + b"</x>" * 50_000,
    "many attributes": b"<div " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">x",
    "many quoted attributes": b"<div " + b" ".join(b"a%d='>'" % i for i in range(60_000)) + b">x",
    "one line": b"<p>" + b"word " * 1_000_000,
    "one line of links": b"<a href=/x>y</a>" * 60_000,
    "one class": b"<a class=\"" + b"x " * 500_000 + b"\">y</a>",
    "only <": b"<" * 1_000_000,
    "open tags": b"<a " * 300_000,
    "open comments": b"<!-- " * 200_000,
    "open quotes": b"<a href=\"" * 100_000,
    "NULs": b"\0" * 500_000 + b"<p>\0x</p>",
    "broken bytes": b"\xff\xfe\xfd" * 200_000,
    "trackbacks": b"trackback url closed pings " * 40_000,
    "rdf": b"<rdf:Description trackback:ping=\"x\" " * 30_000,
    "spaces": b"<title>" + b" " * 1_000_000 + b"x",
    "headings": b"<h2>May 3, 2004</h2>" * 30_000,
    "json": b"<script type='application/ld+json'>" + b"[" * 200_000 + b"</script>",
    "by-lines": b"<span class=posted>posted by " * 20_000,
}  # fmt: skip


# No test measures time: what is quadratic takes minutes here, and the limit ends it.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_page_is_read(body: bytes) -> None:
    assert read_page(body, URL).url == URL


MARKUP = st.lists(
    st.sampled_from(
        ["<div class='hentry'>", "<a rel=tag href='", "http://x.example/", "'>", "</a>", "<!--", "-->", "<h2>", "trackback", "\0",
         "<li class='pingback'>", "<script type='application/ld+json'>{\"@type\":\"Article\",", "</script>", "<time datetime=",
         "<meta name=", " content=", "\"", "'", "é", "日本", "<title>", "May 3, 2004", "Posted by", "<base href='", "&amp;", "<td>"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=examples(150), deadline=None)
@given(
    st.one_of(st.binary(max_size=300), MARKUP.map(str.encode), MARKUP.map(lambda t: t.encode("utf-16"))),
    st.sampled_from([URL, "", "x", "http://["]),
)
def test_never_raises(body: bytes, url: str) -> None:
    assert read_page(body, url, {"Link": body[:40].decode("latin-1")}).url == url


def test_truncated_pages_never_raise() -> None:
    body = PAGE.encode()
    assert all(read_page(body[:end], URL).url == URL for end in range(0, len(body), 7))


@pytest.mark.parametrize("tag", ["div", "blockquote", "span", "b", "li"])
@pytest.mark.parametrize("depth", [300, 700, 1900])
def test_a_part_that_is_named_as_a_listing_may_nest_as_deep_as_it_likes(tag: str, depth: int) -> None:
    record = '<a href="http://b.example/x">T</a> from Site, 2006-03-04'
    body = f"<h3>Trackbacks (1)</h3>{f'<{tag}>' * depth}{record}{f'</{tag}>' * depth}"
    page = read_page(f'<h1>P</h1><div class="trackbacks">{body}</div>'.encode(), "http://a.example/p/")
    assert [link.url for link in page.links] == ["http://b.example/x"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("/?p=46", "https://blog.example/?p=46"),
        ("https://wp.me/p1-3", "https://wp.me/p1-3"),
        ("https://blog.example/", None),
        ("/", None),
        (URL, None),
        ("javascript:void(0)", None),
        ("", None),
    ],
)
def test_the_short_address_of_a_page(written: str, found: str | None) -> None:
    page = f'<head><link rel="Shortlink" href="{written}"></head><body class="single"><h1>T</h1></body>'
    assert read_page(page.encode(), URL).shortlink == found


@pytest.mark.parametrize(
    ("head", "rels"),
    [
        ('<link rel="next" href="/page/2/">', [("http://blog.example/page/2/", ("next",))]),
        (
            '<link rel="prev" href="a.html"><link rel="up" href="b.html">',
            [("http://blog.example/a.html", ("prev",))],
        ),
        ('<link rel="prefetch" href="/page/2/"><link rel="next">', []),
    ],
)
def test_pages_beside_a_page(head: str, rels: list[tuple[str, tuple[str, ...]]]) -> None:
    page = read_page(f"<html><head>{head}</head><body>x</body></html>".encode(), "http://blog.example/")
    assert [(one.url, one.rel) for one in page.beside] == rels
