"""Feeds of all ages and their older pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import Scene, read
from crawler.discovery.feeds import read_feed
from crawler.records import Commented

URL = "http://blog.example/feed/"
SCENE = Scene(home="http://blog.example/", prefix="blog.example/")
WORDPRESS = Scene(home="http://blog.example/", prefix="blog.example/", platform="wordpress")
RSS2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">
<channel><title>Blog</title><link>http://blog.example/</link>%s
<item><title>Tea &amp; bread</title><link>http://blog.example/tea/</link>
<comments>http://blog.example/tea/#comments</comments>
<pubDate>Thu, 06 May 2004 08:30:00 +0200</pubDate><dc:creator>Ann</dc:creator>
<category>Food</category><category>Tea</category>
<guid isPermaLink="false">http://blog.example/?p=5</guid>
<description>In &lt;b&gt;short&lt;/b&gt;</description>
<content:encoded><![CDATA[<p>See <a href="http://other.example/x" rel="nofollow">there</a>
<a href="/near">near</a></p>]]>
</content:encoded><slash:comments>3</slash:comments>
<trackback:ping>http://blog.example/tea/trackback/</trackback:ping>
<trackback:about>http://far.example/post</trackback:about></item>
</channel></rss>"""
RSS1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">
<channel rdf:about="http://blog.example/"><title>B</title></channel>
<item rdf:about="http://blog.example/archives/000001.html"><title>One</title>
<link>http://blog.example/archives/000001.html</link><dc:date>2004-05-06T08:30:00+09:00</dc:date>
<dc:subject>Tea</dc:subject><trackback:ping rdf:resource="http://blog.example/mt-tb.cgi/1"/></item></rdf:RDF>"""
RSS091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>B</title>
<item><title>Caf&eacute;</title><link>http://blog.example/1</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"
 xml:base="http://blog.example/"><title>B</title>%s<entry><title type="html">A &amp;lt;b&amp;gt;</title>
<link rel="replies" href="http://blog.example/a#comments"/><link rel="alternate" type="text/html" href="a"/>
<id>tag:x</id><published>2010-01-02T03:04:05Z</published><updated>2010-02-01T00:00:00Z</updated>
<author><name>Ann</name></author><category term="Tea"/><thr:total>2</thr:total>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="http://other.example/">o</a></div></content>
</entry></feed>"""


def one(text: str, url: str = URL):  # type: ignore[no-untyped-def]
    feed = read_feed(text.encode(), url)
    assert feed is not None
    assert len(feed.posts) == 1
    return feed.posts[0]


def test_rss_2() -> None:
    post = one(RSS2 % "")
    assert (post.url, post.count, post.trackback) == (
        "http://blog.example/tea/",
        3,
        "http://blog.example/tea/trackback/",
    )
    facts = post.post
    assert (facts.title, facts.author, facts.published) == ("Tea & bread", "Ann", "2004-05-06T08:30:00+02:00")
    assert (facts.tags, facts.excerpt) == (("Food", "Tea"), "In short")
    assert [(link.url, link.text, link.rel) for link in post.links] == [
        ("http://other.example/x", "there", ("nofollow",)),
        ("http://blog.example/near", "near", ()),
        ("http://far.example/post", "", ("trackback",)),
    ]


def test_rss_1() -> None:
    post = one(RSS1)
    assert (post.url, post.trackback) == (
        "http://blog.example/archives/000001.html",
        "http://blog.example/mt-tb.cgi/1",
    )
    assert (post.post.published, post.post.tags, post.count) == ("2004-05-06T08:30:00+09:00", ("Tea",), None)


@pytest.mark.parametrize(
    ("feed", "language"),
    [
        (RSS2 % "<language>de-AT</language>", "de-AT"),
        (RSS1.replace("<title>B</title>", "<title>B</title><dc:language>ja</dc:language>"), "ja"),
        ((ATOM % "").replace("<feed ", '<feed xml:lang="pt-BR" '), "pt-BR"),
        (RSS2 % "<language>en-us</language>", None),
        (RSS2 % "<language>en</language>", None),
        (RSS2 % "<language>Deutsch, bitte</language>", None),
        (RSS2 % "", None),
    ],
)
def test_a_feed_states_the_language_of_its_posts(feed: str, language: str | None) -> None:
    """English is what templates state unasked."""
    post = one(feed).post
    assert post.language == language
    assert (("language", "feed") in post.origins) == (language is not None)


def test_rss_091_with_named_references() -> None:
    assert one(RSS091).post.title == "Café"


def test_atom() -> None:
    post = one(ATOM % "")
    assert (post.url, post.count, post.modified) == ("http://blog.example/a", 2, "2010-02-01T00:00:00+00:00")
    assert (post.post.title, post.post.author, post.post.tags) == ("A <b>", "Ann", ("Tea",))
    assert [link.url for link in post.links] == ["http://other.example/"]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>http://blog.example/g</guid>", "http://blog.example/g"),
        ("<link/><guid isPermaLink='true'>http://blog.example/g</guid>", "http://blog.example/g"),
        (
            "<link>http://feeds.example/~r/1</link><f:origLink xmlns:f='http://f/'>http://blog.example/o</f:origLink>",
            "http://blog.example/o",
        ),
        ("<link> /relative </link>", "http://blog.example/relative"),
        ("<link>javascript:x</link><guid>http://blog.example/g</guid>", "http://blog.example/g"),
    ],
)
def test_address_of_an_item(item: str, url: str) -> None:
    assert one(f"<rss><channel><item>{item}</item></channel></rss>").url == url


def test_an_item_of_rss_1_may_be_named_by_its_mark_alone() -> None:
    bare = RSS1.replace("<link>http://blog.example/archives/000001.html</link>", "")
    assert one(bare).url == "http://blog.example/archives/000001.html"


def test_what_a_text_of_a_feed_links() -> None:
    links = (
        '<A HREF="a" REL="NoFollow UGC"><b>One</b> link</A> <a href="/a">again</a>'
        f'<a href="javascript:x">x</a> <a name="y">y</a> <a href="/more/">{"m" * 300}</a>'
    )
    text = f"<item><link>/p</link><description><![CDATA[{links}]]></description></item>"
    found = one(f"<rss><channel>{text}</channel></rss>").links
    assert [(link.url, link.text, link.rel) for link in found] == [
        ("http://blog.example/a", "One link", ("nofollow", "ugc")),
        ("http://blog.example/more/", "m" * 200, ()),
    ]


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("", None),
        ("<p> </p>", None),
        ("In <b>short</b>&hellip;", "In short …"),
        ('Tea. <a href="/p" class="more-link">Go on</a>', "Tea."),
        ('Tea. <a href="/p" class="more">Go on</a>', "Tea. Go on"),
        ("x" * 1001, "x" * 1000),
    ],
)
def test_the_summary_of_an_item(text: str, summary: str | None) -> None:
    item = f"<item><link>/p</link><title> </title><description><![CDATA[{text}]]></description></item>"
    post = one(f"<rss><channel>{item}</channel></rss>").post
    assert (post.excerpt, post.title) == (summary, None)


@pytest.mark.parametrize(
    "item",
    [
        "<title>no link</title>",
        "<link>javascript:x</link>",
        "<guid>12</guid>",
        "<link>ftp://x.example/</link>",
    ],
)
def test_items_without_an_address(item: str) -> None:
    feed = read_feed(f"<rss><channel><item>{item}</item></channel></rss>".encode(), URL)
    assert feed is not None
    assert feed.posts == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html><html><body>home</body></html>",
        b"  <html><rss><item><link>http://blog.example/x</link></item></rss></html>",
        b'{"posts": []}',
        b"<urlset><url><loc>http://blog.example/a</loc></url></urlset>",
        b"plain words",
        b"\x00\xff\xfe\x00",
    ],
)
def test_no_feeds(body: bytes) -> None:
    assert read_feed(body, URL) is None


def test_broken_feed_is_mended() -> None:
    cut = (RSS2 % "")[:-60].replace("</item>", "").replace("Tea &amp; bread", "Tea & bread \x0b")
    assert one(cut).url == "http://blog.example/tea/"


def test_entity_bomb_is_harmless() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY l0 "lol">{entities}]><rss><channel><item><title>&l11;</title><link>http://blog.example/1</link></item></channel></rss>'
    assert len(one(bomb).post.title or "") < 20


def test_external_entity_is_not_read() -> None:
    text = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title><link>http://blog.example/1</link></item></channel></rss>'
    assert "root" not in (one(text).post.title or "")


def test_password_posts_are_hidden() -> None:
    item = (
        "<link>http://blog.example/s</link><description>&lt;form class='post-password-form'&gt;</description>"
    )
    feed = read_feed(f"<rss><channel><item>{item}</item></channel></rss>".encode(), URL)
    assert feed is not None
    assert (feed.posts, feed.hidden) == ((), ("http://blog.example/s",))


def test_a_feed_of_comments_tells_what_is_new() -> None:
    item = (
        "<link>http://blog.example/tea/comment-page-2/#comment-9</link>"
        "<guid>http://blog.example/tea/#comment-9</guid><pubDate>Thu, 06 May 2004 08:30:00 +0000</pubDate>"
    )
    answer = answer_of(
        f"<rss><channel><item>{item}</item></channel></rss>", "http://blog.example/comments/feed/"
    )
    said = Commented(post="http://blog.example/tea/", name="comment-9", date="2004-05-06T08:30:00+00:00")
    assert answer.commented == (said,)
    assert answer.posts == ()
    undated = "<rss><channel><item><link>http://blog.example/tea/#c9</link></item></channel></rss>"
    assert answer_of(undated).commented == (Commented(post="http://blog.example/tea/", name="c9"),)


def answer_of(text: str, url: str = URL, scene: Scene = SCENE, known=frozenset(), status: int = 200):  # type: ignore[no-untyped-def]
    return read(url, "feed", status=status, headers={}, body=text.encode(), scene=scene, known=known)


@pytest.mark.parametrize(
    ("head", "url", "scene", "older"),
    [
        (
            "<generator>https://wordpress.org/?v=6.1</generator>",
            URL,
            SCENE,
            "http://blog.example/feed/?paged=2#/1",
        ),
        (
            "<generator>https://wordpress.org/?v=6.1</generator>",
            URL + "?paged=7",
            SCENE,
            "http://blog.example/feed/?paged=8#/1",
        ),
        ("", URL, WORDPRESS, "http://blog.example/feed/?paged=2#/1"),
        (
            '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="prev-archive" href="/feed/2003"/>',
            URL,
            SCENE,
            "http://blog.example/feed/2003",
        ),
        (
            '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="/feed/?page=2"/>',
            URL,
            SCENE,
            "http://blog.example/feed/?page=2",
        ),
    ],
)
def test_older_pages(head: str, url: str, scene: Scene, older: str) -> None:
    answer = answer_of(RSS2 % head, url, scene)
    assert [lookup.url for lookup in answer.lookups] == [older]
    assert answer.complete is None


@pytest.mark.parametrize(
    "head",
    ["", '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="http://evil.example/feed"/>'],
)
def test_newest_posts_only_is_no_complete_way(head: str) -> None:
    answer = answer_of(RSS2 % head)
    assert (answer.lookups, answer.complete) == ((), False)


def test_blogger_pages_by_number() -> None:
    search = (
        '<o:totalResults xmlns:o="http://a9.com/-/spec/opensearchrss/1.0/">3</o:totalResults>'
        '<o:startIndex xmlns:o="http://a9.com/-/spec/opensearchrss/1.0/">%d</o:startIndex>'
    )
    url = "http://blog.example/feeds/posts/default?start-index=1&max-results=150"
    first = answer_of(ATOM % (search % 1), url)
    assert [one.url for one in first.lookups] == [
        "http://blog.example/feeds/posts/default?start-index=2&max-results=150"
    ]
    assert answer_of(ATOM % (search % 3), url).complete is True


def test_404_past_the_end_completes() -> None:
    assert answer_of("", URL + "?paged=9", WORDPRESS, status=404).complete is True
    gone = answer_of("", URL, SCENE, status=404)
    assert (gone.complete, gone.problem) == (False, "http_404")


def test_page_that_only_repeats_ends_the_walk() -> None:
    known = {"https://blog.example/tea"}
    generator = "<generator>https://wordpress.org/</generator>"
    assert answer_of(RSS2 % generator, URL + "?paged=2", SCENE, known).problem == "repeats"
    assert answer_of(RSS2 % generator, URL, SCENE, known).problem is None
    drupal = Scene(home=SCENE.home, prefix=SCENE.prefix, platform="drupal")
    # Counted from 0: the second one is 1.
    assert answer_of(RSS2 % "", URL + "?page=1", drupal, known).problem == "repeats"
    assert answer_of(RSS2 % "", URL, drupal, known).problem is None
    # A page with fewer posts than the first is the last.
    for per, following in (("#/1", 1), ("#/2", 0), ("", 1)):
        assert len(answer_of(RSS2 % "", f"{URL}?page=3{per}", drupal).lookups) == following


@pytest.mark.parametrize(
    ("url", "item", "goes_on"),
    [
        (URL, "<title>Of no address</title>", True),
        (URL + "?paged=2", "<title>Of no address</title>", False),
        (URL + "?paged=2", "<link>https://blog.example/new</link>", True),
        (URL + "?paged=2", "<link>https://blog.example/x</link><description>%s</description>", True),
    ],
)
def test_pages_of_items_without_an_address_end_the_walk(url: str, item: str, goes_on: bool) -> None:
    hidden = "&lt;form class=post-password-form&gt;"
    feed = f"<rss><channel><item>{item.replace('%s', hidden)}</item></channel></rss>"
    answer = answer_of(feed, url, WORDPRESS)
    assert [one.url for one in answer.lookups if "paged=" in one.url] == ([_next(url)] if goes_on else [])


def test_an_item_without_an_address_is_not_the_feed_itself() -> None:
    answer = answer_of("<b>Warning</b>\n<rss><channel><title>x</title><item>", URL + "?paged=2", WORDPRESS)
    assert (answer.problem, answer.posts, answer.complete) == ("not_a_feed", (), False)


def _next(url: str) -> str:
    return f"{URL}?paged={'3' if '?' in url else '2'}#/1"


@pytest.mark.parametrize(
    ("url", "items", "older"),
    [
        (URL, 3, f"{URL}?paged=2#/3"),
        (f"{URL}?paged=2#/3", 3, f"{URL}?paged=3#/3"),
        (f"{URL}?paged=2#/3", 2, None),
        (f"{URL}?paged=2", 2, f"{URL}?paged=3#/2"),
    ],
)
def test_a_page_with_fewer_posts_than_the_first_is_the_last(url: str, items: int, older: str | None) -> None:
    rows = "".join(f"<item><link>https://blog.example/{url[-8:]}{n}</link></item>" for n in range(items))
    answer = answer_of(f"<rss><channel>{rows}</channel></rss>", url, WORDPRESS)
    assert [one.url for one in answer.lookups] == ([older] if older else [])
    assert answer.complete is (None if older else True)


def test_pages_that_a_feed_names_itself_end_where_they_repeat() -> None:
    older = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/feed?c=3"/>'
    text = f"<rss><channel>{older}<item><link>https://blog.example/tea</link></item></channel></rss>"
    assert answer_of(text, URL + "?c=2").lookups != ()
    again = answer_of(text, URL + "?c=2", SCENE, {"https://blog.example/tea"})
    assert (again.problem, again.lookups, again.complete) == ("repeats", (), False)
    empty = answer_of(f"<rss><channel>{older}</channel></rss>", URL + "?c=2")
    assert empty.lookups == ()


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<rss><channel><item>", b"<feed>", b"<!DOCTYPE a [", b"\x1f\x8b"]),
)
def test_never_raises(noise: bytes, start: bytes) -> None:
    for url in (URL, "http://blog.example/feed/?orderby=comment_count%20ID", "", "nonsense"):
        read(url, "feed", status=200, headers={}, body=start + noise, scene=WORDPRESS)
