# ruff: noqa: E501 (markup stands as blogs print it)
"""What pages say of their posts: by JSON-LD, microformats, meta elements, and in plain sight."""

import pytest

from crawler import read_page
from crawler.records import Post

URL = "https://blog.example/2005/03/a-post/"


def post(markup: str, url: str = URL) -> Post:
    found = read_page(markup.encode(), url).post
    assert found is not None
    return found


def origin(found: Post, name: str) -> str | None:
    return dict(found.origins).get(name)


JSONLD = """<html lang="en"><script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "Person", "@id": "#me", "name": "Alice A."},
{"@type": ["BlogPosting"], "headline": "Fish &amp; chips", "author": {"@id": "#me"}, "datePublished": "2005-03-14T08:05:00+09:00",
"dateModified": "2005-03-15", "keywords": "fish, chips", "articleSection": ["Food"], "description": "On food",}]}</script>
<body class="single"><h1>Fish & chips</h1></body></html>"""

HATOM = """<html lang="en-GB"><head><title>Blog » The post</title><meta property="article:modified_time" content="2005-04-01"></head>
<body><div class="hentry"><h2 class="entry-title">The post</h2><div class="entry-content"><p>Text</p></div>
<div class="entry-meta">By <span class="author vcard"><a class="url fn n" href="/author/bob/">Bob</a></span> on
<abbr class="published" title="2005-03-14T08:05:00+0200">14/03/2005</abbr> in <a href="/cat/life/" rel="category tag">Life</a>
Tags: <a href="/tag/a" rel="tag">a</a>, <a href="/tag/b" rel="tag">B</a></div></div>
<div class="sidebar"><a href="/tag/z" rel="tag">z</a></div></body></html>"""

HENTRY = """<article class="h-entry"><h1 class="p-name">Note one</h1><a class="p-author h-card" href="/"><span class="p-name">Cy</span></a>
<time class="dt-published" datetime="2019-05-01T10:00:00Z">yesterday</time><p class="p-summary">Short</p>
<a class="p-category" href="/t/web">web</a><div class="e-content">text</div>
<div class="u-comment h-cite"><span class="p-author h-card">Eve</span><time class="dt-published" datetime="2020-01-01">x</time></div></article>"""

META = """<html><head><title>The post · Blog</title><meta property="og:title" content="The post · Blog">
<meta property="og:site_name" content="Blog"><meta property="og:type" content="article">
<meta property="article:published_time" content="2016-07-09T10:15:18+00:00"><meta name="author" content="Dee">
<meta property="article:tag" content="x"><meta property="article:section" content="Y">
<meta name="description" content="About it"></head><body><p>text</p></body></html>"""

KUBRICK = """<head><title>My Blog &raquo; Blog Archive &raquo; A walk</title></head><body>
<div id="header"><h1><a href="https://blog.example/">My Blog</a></h1></div><div id="content"><div class="post" id="post-9">
<h2><a href="https://blog.example/2005/03/a-post/" rel="bookmark">A walk</a></h2><small>March 14th, 2005 by Emil</small>
<div class="entry"><p>Text of the walk.</p></div>
<p class="postmetadata">Posted in <a href="/category/out/" rel="category tag">Out</a></p></div></div></body>"""

MOVABLE_TYPE = """<head><title>My Blog: A storm</title></head><body><h1><a href="../">My Blog</a></h1>
<div class="blog"><h2 class="date">March 14, 2005</h2><div class="blogbody"><h3 class="title">A storm</h3><p>Rain.</p>
<span class="posted">Posted by fay at March 14, 2005 05:02 PM</span></div>
<div class="comments-head"><a name="comments"></a>Comments</div><div class="comments-body"><p>Hm</p>
<span class="comments-post">Posted by: guy at March 20, 2005 01:00 PM</span></div></div></body>"""

JAPANESE = """<head><title>雑記: 春の話</title></head><body><h1><a href="https://blog.example/">雑記</a></h1>
<h2>2005年03月14日</h2><h3>春の話</h3><p>本文</p><p class="posted">投稿者 花子 : 2005年03月14日 20:15</p>
<h2 id="comments">コメント</h2></body>"""

TITLE_ONLY_SITE = """<head><title>My Blog</title></head><body><h2>03.14.05</h2><h3>Plain words</h3><p>text</p>
<span class="byline">//Posted by ida at March 14, 2005 12:06 AM</span><h4>links</h4></body>"""

SPACED = """<head><title>Talk - The Project</title></head><body><h1><span>x</span> <a href="/">The Project</a></h1>
<h2 id="post-4"><a href="/2005/03/a-post/" rel="bookmark">Talk</a></h2>
<p>By <span class="vcard"><a class="url fn" href="/m">Jo B. Smith</a></span> | March 14th, 2005 | Filed in
<a href="/c/" rel="category tag">Access</a></p><p>Long text</p></body>"""

GERMAN = """<head><title>Parken – Blog</title></head><body><h1><a href="/2005/03/a-post/" rel="bookmark">Parken</a></h1>
<p class="postmetadata">Dieser Beitrag wurde am Montag, 14. März 2005 um 10:22 Uhr veröffentlicht von Kai.</p></body>"""

FRONT_MATTER = """---\ntitle: "An old post"\ndate: "2005-03-14 12:00:00"\n---\n\n<p>text</p>"""

RDF = """<head><title>Blog: Titled</title></head><body><h3>Titled</h3><p>text</p>
<!-- <rdf:RDF><rdf:Description rdf:about="https://blog.example/2005/03/a-post/" trackback:ping="/tb/1" dc:title="Titled"
dc:identifier="https://blog.example/2005/03/a-post/" dc:creator="lee" dc:date="2005-03-14T02:05:56-08:00" /></rdf:RDF> --></body>"""

# name, page, title, author, published, tags, source of the title
PAGES = [
    ("JSON-LD with a trailing comma", JSONLD, "Fish & chips", "Alice A.", "2005-03-14T08:05:00+09:00", ("fish", "chips"), "jsonld"),
    ("hAtom", HATOM, "The post", "Bob", "2005-03-14T08:05:00+0200", ("Life", "a", "B"), "microformats"),
    ("h-entry", HENTRY, "Note one", "Cy", "2019-05-01T10:00:00Z", ("web",), "microformats"),
    ("meta", META, "The post", "Dee", "2016-07-09T10:15:18+00:00", ("Y", "x"), "meta"),
    ("WordPress, no classes", KUBRICK, "A walk", "Emil", "2005-03-14", ("Out",), "visible"),
    ("Movable Type 2", MOVABLE_TYPE, "A storm", "fay", "2005-03-14T17:02", (), "visible"),
    ("Movable Type 3, Japanese", JAPANESE, "春の話", "花子", "2005-03-14T20:15", (), "visible"),
    ("title of the page is the site's", TITLE_ONLY_SITE, "Plain words", "ida", "2005-03-14T00:06", (), "visible"),
    ("initial in the name", SPACED, "Talk", "Jo B. Smith", "2005-03-14", ("Access",), "visible"),
    ("German", GERMAN, "Parken", "Kai", "2005-03-14T10:22", (), "visible"),
    ("front matter", FRONT_MATTER, "An old post", None, "2005-03-14T12:00:00", (), "meta"),
    ("front matter of Windows", FRONT_MATTER.replace("\n", "\r\n"), "An old post", None, "2005-03-14T12:00:00", (), "meta"),
    ("TrackBack RDF", RDF, "Titled", "lee", "2005-03-14T02:05:56-08:00", (), "visible"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "title", "author", "published", "tags", "source"),
    [c[1:] for c in PAGES],
    ids=[c[0] for c in PAGES],
)
def test_post(
    page: str, title: str, author: str | None, published: str, tags: tuple[str, ...], source: str
) -> None:
    found = post(page)
    assert (found.title, found.author, found.published) == (title, author, published)
    if source != "jsonld":
        assert found.tags == tags
    assert origin(found, "title") == source


def test_json_ld_gives_the_other_fields_too() -> None:
    found = post(JSONLD)
    assert (found.modified, found.excerpt, found.language, found.tags) == (
        "2005-03-15",
        "On food",
        "en",
        ("Food", "fish", "chips"),
    )
    assert (found.categories, origin(found, "author")) == (("Food",), "jsonld")


def test_categories_are_told_from_tags() -> None:
    assert post(HATOM).categories == ("Life",)


@pytest.mark.parametrize(
    "script",
    ["", "{", "null", "[1, 2]", '{"@type": "WebSite", "name": "No post"}', '{"@type": "Comment", "name": "x"}', '{"@type": 3}'],
)  # fmt: skip
def test_json_ld_without_a_post_is_passed_over(script: str) -> None:
    found = post(f'<script type="application/ld+json">{script}</script>' + KUBRICK)
    assert (found.title, origin(found, "title")) == ("A walk", "visible")


@pytest.mark.parametrize(
    ("markup", "field", "wrong"),
    [
        (MOVABLE_TYPE.replace("Posted by fay at March 14, 2005 05:02 PM", ""), "author", "guy"),
        (
            HENTRY.replace('<a class="p-author h-card" href="/"><span class="p-name">Cy</span></a>', ""),
            "author",
            "Eve",
        ),
        ('<meta name="author" content="me@example.com">' + KUBRICK, "author", "me@example.com"),
        (
            "<h1>A tale</h1><p>By the river we sat and talked about the rain.</p>",
            "author",
            "the river we sat",
        ),
        (KUBRICK.replace("A walk</title>", "</title>"), "title", "My Blog"),
    ],
)
def test_what_stands_elsewhere_is_not_taken(markup: str, field: str, wrong: str) -> None:
    assert getattr(post(markup), field) != wrong


def test_facts_of_the_page() -> None:
    page = read_page(
        b"""<html lang="pt-BR"><head><title>T</title><meta name="generator" content="WordPress 6.1">
        <link rel="canonical" href="/2005/03/a-post/"><meta name="robots" content="NOINDEX, follow">
        <link rel="alternate" type="application/rss+xml" title="My Blog &raquo; Feed" href="/feed/">
        <link rel="alternate" type="application/rss+xml" href="/feed/">
        <link rel="alternate" hreflang="en" href="/en/"><link rel="https://api.w.org/" href="/wp-json/">
        <meta property="og:site_name" content="My Blog"></head><body class="single"><h1>T</h1></body></html>""",
        URL,
        {"X-Robots-Tag": "noarchive"},
    )
    assert (page.language, page.platform, page.site_title) == ("pt-BR", "wordpress", "My Blog")
    assert (page.canonical, page.feeds) == (URL, ("https://blog.example/feed/",))
    assert (page.robots, page.rest) == ("noindex, follow, noarchive", "https://blog.example/wp-json/")
    assert page.post is not None
    assert page.post.canonical == URL


@pytest.mark.parametrize(
    ("markup", "platform"),
    [
        ('<meta name="generator" content="http://www.movabletype.org/">', "movabletype"),
        ('<meta name="generator" content="Movable Type 3.2">', "movabletype"),
        ('<meta name="generator" content="Serendipity v.2.3">', "serendipity"),
        ('<meta name="generator" content="Fancyblog 9">', "fancyblog"),
        ('<link rel="stylesheet" href="/wp-content/themes/x/style.css">', "wordpress"),
        ('<form action="/cgi-bin/mt-comments.cgi">', "movabletype"),
        ("<p>I moved from WordPress to Jekyll.</p>", None),
        ("", None),
    ],
)
def test_platform(markup: str, platform: str | None) -> None:
    assert read_page(markup.encode(), URL).platform == platform


def test_index_page_has_no_post_and_a_site_title() -> None:
    page = read_page(
        b"<title>My Blog</title><body class='home blog'><h1>My Blog</h1>", "https://blog.example/"
    )
    assert (page.post, page.site_title) == (None, "My Blog")


SOFTWARE = [
    ('Serendipity', 'https://blog.example/archives/1-My-post.html', '<html><head><title>My post | Blog</title><meta name="generator" content="Serendipity v.2.3"></head><body><h1><a href="/">Blog</a></h1><article class="serendipity_entry"><h2 class="serendipity_title"><a href="/archives/1-My-post.html">My post</a></h2><p class="serendipity_date">Tuesday, March 14. 2006</p><div class="serendipity_entry_body">x</div><footer class="serendipity_entryFooter">Posted by <a href="/authors/1">Karl</a> in <a href="/categories/2-Foo">Foo</a> at <a href="/archives/1-My-post.html">10:20</a></footer></article></body></html>', ('My post', 'Karl', '2006-03-14', ('Foo',))),
    ('Dotclear', 'https://blog.example/post/2006/03/14/Mon-billet', '<html lang="fr"><head><title>Mon billet - Mon blog</title><meta name="generator" content="Dotclear"></head><body class="dc-post"><div id="top"><h1><a href="/">Mon blog</a></h1></div><div id="p12" class="post"><h2 class="post-title">Mon billet</h2><p class="post-info">Par <a href="/a">Luc</a> le mardi 14 mars 2006, 10:20 - <a href="/category/Vie">Vie</a></p><ul class="post-tags"><li><a href="/tag/x" rel="tag">x</a></li></ul><div class="post-content">t</div></div></body></html>', ('Mon billet', 'Luc', '2006-03-14T10:20', ('Vie', 'x'))),
    ('Blogger', 'https://blog.example/2005/03/a-post/', '<html><head><title>Blog: My post</title><meta content="blogger" name="generator"></head><body class="item-view"><h1 class="title"><a href="https://blog.example/">Blog</a></h1><h2 class="date-header"><span>Tuesday, March 14, 2006</span></h2><div class="post hentry"><h3 class="post-title entry-title">My post</h3><div class="post-body entry-content">t</div><div class="post-footer">Posted by <span class="post-author vcard"><span class="fn">Ann</span></span> at <a class="timestamp-link" href="x"><abbr class="published" title="2006-03-14T10:20:00-08:00">10:20 AM</abbr></a><span class="post-labels">Labels: <a href="/search/label/foo" rel="tag">foo</a></span></div></div></body></html>', ('My post', 'Ann', '2006-03-14T10:20:00-08:00', ('foo',))),
    ('Drupal', 'https://blog.example/2005/03/a-post/', '<html><head><title>My post | Site</title></head><body class="not-front node-type-blog"><h1 class="title">My post</h1><div class="node"><span class="submitted">Submitted by ann on Tue, 03/14/2006 - 10:20</span><div class="taxonomy"><a href="/taxonomy/term/1" rel="tag">foo</a></div><div class="content">t</div></div></body></html>', ('My post', 'ann', '2006-03-14T10:20', ('foo',))),
    ('Hatena', 'https://blog.example/entry/1', '<html lang="ja"><head><title>春の話 - 雑記</title><meta property="og:site_name" content="雑記"><meta property="og:title" content="春の話 - 雑記"></head><body class="page-entry"><h1 id="title"><a href="https://blog.example/">雑記</a></h1><article class="entry hentry"><header class="entry-header"><div class="date entry-date first"><a href="/archive/2014/03/14"><time datetime="2014-03-14T01:00:00Z" title="x">2014-03-14</time></a></div><h1 class="entry-title"><a href="x" class="entry-title-link bookmark">春の話</a></h1><div class="entry-categories categories"><a href="/archive/category/x" class="entry-category-link">話</a></div></header><div class="entry-content">t</div><footer><span class="author vcard"><span class="fn">id:hana</span></span></footer></article></body></html>', ('春の話', 'id:hana', '2014-03-14T01:00:00Z', ('話',))),
    ('WordPress block theme', 'https://blog.example/2005/03/a-post/', '<html lang="en"><head><title>Hello – Blog</title><meta name="generator" content="WordPress 6.1"></head><body class="post-template-default single single-post postid-1"><div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="https://blog.example" rel="home">Blog</a></p></header><main><h1 class="wp-block-post-title">Hello</h1><div class="entry-content wp-block-post-content">t</div><div class="wp-block-post-date"><time datetime="2023-01-01T00:00:00+00:00">January 1, 2023</time></div><div class="wp-block-post-author"><p class="wp-block-post-author__name">ann</p></div><div class="taxonomy-category wp-block-post-terms"><a href="/category/u" rel="tag">U</a></div><div class="taxonomy-post_tag wp-block-post-terms"><a href="/tag/b" rel="tag">b</a></div></main></div></body></html>', ('Hello', 'ann', '2023-01-01T00:00:00+00:00', ('U', 'b'))),
    ('Twenty Ten', 'https://blog.example/2005/03/a-post/', '<html><head><title>P | Blog</title></head><body class="single single-post"><div id="header"><div id="site-title"><span><a href="https://blog.example/" rel="home">Blog</a></span></div></div><div id="post-1" class="post-1 post hentry"><h1 class="entry-title">P</h1><div class="entry-meta"><span class="meta-prep">Posted on</span> <a href="x" rel="bookmark"><span class="entry-date">March 14, 2006</span></a> by <span class="author vcard"><a class="url fn n" href="/author/a">ann</a></span></div><div class="entry-content">t</div><div class="entry-utility">This entry was posted in <a href="/category/u" rel="category tag">U</a>.</div></div></body></html>', ('P', 'ann', '2006-03-14', ('U',))),
]  # fmt: skip


@pytest.mark.parametrize(("url", "page", "facts"), [c[1:] for c in SOFTWARE], ids=[c[0] for c in SOFTWARE])
def test_post_of_other_software(url: str, page: str, facts: tuple[str, str, str, tuple[str, ...]]) -> None:
    found = post(page, url)
    assert (found.title, found.author, found.published, found.tags) == facts


FILED = """<head><title>Blog: On trees</title></head><body><div id="banner"><h1><a href="http://typed.example/blog/">Blog</a></h1></div>
<div class="content"><h2 class="date-header">March 05, 2010</h2><div class="entry"><h3 class="entry-header">On trees</h3>
<div class="entry-body"><p>Text in <a href="http://other.example/1">Berlin</a></p></div><p class="entry-footer">
<span class="post-footers">{line} | <a class="permalink" href="http://typed.example/blog/2010/03/trees.html">Permalink</a>
| <a href="http://typed.example/blog/2010/03/trees.html#comments">Comments (2)</a></span></p></div></div></body>"""


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('Posted by Ann at 08:10 AM in <a href="http://typed.example/blog/trees/">Trees</a>', ("Trees",)),
        ('Posted at 08:10 AM in <a href="/blog/trees/">Trees</a>, <a href="/blog/pears/">Pears</a>', ("Trees", "Pears")),
        ('Posted by <a href="http://ann.example/">Ann</a> at 08:10 AM', ()),
        ('Posted by Ann at 08:10 AM | <a href="/blog/trees/">Trees</a>', ("Trees",)),
        ('Posted by Ann at 08:10 AM | <a href="/m?7">Email this</a>', ()),
        ('Posted by Ann at 08:10 AM | <a href="/p/7">Link</a>', ()),
        ('Living in <a href="http://berlin.example/">Berlin</a>', ()),
        ('Posted by Ann at 08:10 AM in <a href="/blog/trees/">Trees</a> for <a href="/x/">Xan</a>', ("Trees",)),
    ],
)  # fmt: skip
def test_topics_of_bylines_without_category_addresses(line: str, tags: tuple[str, ...]) -> None:
    assert post(FILED.format(line=line), "http://typed.example/blog/2010/03/trees.html").tags == tags


LISTED = """<head><title>On trees</title></head><body><div id="content"><h1>On trees</h1>{own}<p>Text.</p>
<div class="box"><a href="http://orchard.example/">Home</a></div>{listing}</div></body>"""
TEXTCUBE_PING = """<ul><li id="tb5"><h4><a href="http://pear.example/1">Pears</a></h4><span class="from">Tracked from
<span class="name">Pear blog</span></span><br><span class="date">2010/03/05 08:10</span><p>pruning</p></li></ul>"""
POP_UP_PING = """<div class="trackback-body"><span class="trackback-post"><a href="http://pear.example/1">Pears</a><br>
<b>Excerpt:</b> pruning<br><b>Weblog:</b> Pear blog<br><b>Tracked:</b> March 5, 2010 08:10 AM</span></div>"""
STATIC_MENTION = """<ul class="mentions"><li class="webmention webmention--mention"><a class="webmention__title"
href="https://pear.example/1">Pears</a> <time datetime="2010-03-05">5 March</time></li></ul>"""


@pytest.mark.parametrize("listing", [TEXTCUBE_PING, POP_UP_PING, STATIC_MENTION])
@pytest.mark.parametrize(
    ("own", "published"), [("", None), ('<p class="date">March 1, 2010</p>', "2010-03-01")]
)
def test_dates_of_linkbacks_are_not_the_posts(listing: str, own: str, published: str | None) -> None:
    page = LISTED.format(own=own, listing=listing)
    assert post(page, "https://blog.example/a-post/").published == published


def test_a_chinese_byline_names_the_author() -> None:
    page = '<title>签名</title><h3 class="title">签名</h3><p>文</p><span class="posted">由 shu 發表於 March 5, 2010 05:16 PM</span>'
    assert post(page).author == "shu"


BYLINE = """<html{lang}><head><title>Blog &raquo; A walk</title></head><body><div class="post" id="post-9"><h2>A walk</h2>
<p class="postinfo">{line}</p><div class="entry"><p>Text.</p></div></div></body></html>"""


@pytest.mark.parametrize(
    ("lang", "line", "published"),
    [
        (' lang="it-IT"', "02/03/2005", "2005-03-02"),
        (' lang="en-US"', "02/03/2005", "2005-02-03"),
        (' lang="en-GB"', "02/03/2005", "2005-03-02"),
        ("", "02/03/2005", None),
        (' lang="en-US"', "02/03/2005 | updated April 9, 2005", "2005-04-09"),
        ("", "</p><p>It was in June 2001, on June 3, 2001, that I first went.", None),
    ],
)
def test_figures_of_a_date_are_read_by_the_page_s_language(
    lang: str, line: str, published: str | None
) -> None:
    assert post(BYLINE.format(lang=lang, line=line), "https://blog.example/walk/").published == published


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Filed under: Out &#8212; Emil @ 10:12 am", "Emil"),
        ("Publicado el 2 de marzo de 2005 por Emilia en Fuera", "Emilia"),
        ("Write to us &#8212; me @ example", None),
    ],
)
def test_forms_of_by_lines(line: str, author: str | None) -> None:
    assert post(BYLINE.format(lang="", line=line)).author == author


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("comment-{}", 2),
        ("comment{}", 2),
        ("CO{}", 2),
        ("c{}", 2),
        ("comments", 0),
        ("comment-form", 0),
        ("c{}x", 0),
    ],
)
def test_comments_that_only_anchors_number(name: str, count: int) -> None:
    boxes = "".join(
        f'<div class="box"><div class="by"><a name="{name.format(i)}"></a>Ann</div><p>So.</p></div>'
        for i in (1, 2)
    )
    page = BYLINE.format(lang="", line="March 2, 2005").replace("</body>", f"<h3>Comments</h3>{boxes}</body>")
    assert read_page(page.encode(), URL).comments_count == count


BLOCKS = """<html lang="en"><head><title>Fog – Mara</title></head><body class="single"><h1 class="wp-block-post-title">Fog</h1>
<div class="entry-content wp-block-post-content"><p>Text</p></div>{date}<ul class="wp-block-post-template"><li class="wp-block-post">
<h3 class="wp-block-post-title"><a href="/x/">Other</a></h3><div class="wp-block-post-date"><time datetime="2021-02-03T10:00:00+01:00">
February 3, 2021</time></div></li></ul></body></html>"""
BLOCK_DATE = (
    '<div class="wp-block-post-date"><time datetime="2021-03-05T21:07:00+01:00">March 5, 2021</time></div>'
)


@pytest.mark.parametrize(("date", "wanted"), [(BLOCK_DATE, "2021-03-05T21:07:00+01:00"), ("", None)])
def test_block_themes_date_the_post_below_its_text_and_others_in_lists(date: str, wanted: str | None) -> None:
    assert post(BLOCKS.format(date=date), "https://blog.example/fog/").published == wanted


TEASER = """<div class="{around}"><h3>You might also like</h3><{tag} class="item"><a href="/category/tar/" rel="category tag">Tar</a>
<h4><a href="/2006/tar/">Tar on boards</a></h4><a href="/tag/boats/" rel="tag">boats</a></{tag}></div>"""
OWN = """<div class="post"><h2><a href="https://blog.example/2005/03/a-post/">A walk</a></h2><p>Text.</p>
<p class="filed"><a href="/category/out/" rel="category tag">Out</a> <a href="/tag/hill/" rel="tag">hill</a></p>{teaser}</div>"""


@pytest.mark.parametrize(
    ("around", "tag"), [("read-next", "article"), ("x", "li"), ("related-by-theme", "div"), ("y", "section")]
)
def test_topics_of_teasers_are_not_the_post_s(around: str, tag: str) -> None:
    teaser = TEASER.format(around=around, tag=tag)
    inside, behind = OWN.format(teaser=teaser), OWN.format(teaser="") + teaser
    assert [post(page).tags for page in (inside, behind)] == [("Out", "hill")] * 2


def test_topics_beside_a_title_that_leads_to_a_copy_of_the_post_stay() -> None:
    assert post(OWN.format(teaser=""), "http://mirror.example/2005/03/a-post/").tags == ("Out", "hill")


def test_the_sign_of_the_permalink_is_no_part_of_the_title() -> None:
    assert post('<h1 class="entry-title">A walk <a href="#x">\u00b6</a></h1><p>Text</p>').title == "A walk"


def test_a_date_in_words_of_a_page_without_marks() -> None:
    page = (
        "<title>A walk</title><table><tr><td><b>A walk</b><br><small>Posted on March 2, 2005 by Emil</small>"
        + 40 * " A word of it."
        + "</td></tr></table>"
    )
    assert post(page, "https://blog.example/walk/").published == "2005-03-02"


HERO = """<html><head><title>A walk - Blog</title></head><body class="single"><header class="site-header"><a href="/category/home/" rel="tag">Home</a></header>
<section><header class="entry-header post-title"><span class="category-links"><a href="/category/out/" rel="category tag">Out</a></span><h1 class="entry-title">A walk</h1>
<div class="meta"><time class="entry-date date updated" datetime="2006-01-01T10:00:00+00:00">x</time><span class="entry-date date published"><meta itemprop="datePublished" content="2005-03-02T10:00:00+00:00">2005.03.02</span>
<ul><li itemprop="author"><a href="/by/emil/">Emil</a></li></ul></div></header></section>
<article class="post type-post hentry"><div class="entry-content"><p>Text.</p></div>{foot}</article>
<div class="more"><article class="hentry"><h3 class="entry-title"><a href="/2004/tar/">Tar</a></h3><span class="author vcard">Eve</span><time class="published" datetime="2004-01-01">x</time></article></div></body></html>"""


def test_a_header_before_the_article_is_the_post_s() -> None:
    found = post(HERO.format(foot=""))
    assert (found.title, found.tags) == ("A walk", ("Out",))


def test_teasers_and_changes_give_neither_date_nor_author() -> None:
    found = post(HERO.format(foot=""))
    assert (found.published, found.author) == ("2005-03-02T10:00:00+00:00", "Emil")


@pytest.mark.parametrize(
    ("around", "tags"),
    [
        (
            '<div class="entry-categories"><a class="cat-link" href="/category/hill/">Hill</a></div>',
            ("Hill",),
        ),
        ('<ul class="all"><li class="cat-item"><a href="/category/hill/">Hill</a></li></ul>', ()),
        ('<p>See <a href="/category/hill/">the hill</a>.</p>', ()),
    ],
)
def test_links_to_topics_without_marks(around: str, tags: tuple[str, ...]) -> None:
    page = (
        HERO.replace(' rel="category tag"', "")
        .replace('href="/category/out/"', 'href="/out/"')
        .format(foot=around)
    )
    assert post(page).tags == tags
