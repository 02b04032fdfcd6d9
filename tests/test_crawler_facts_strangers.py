# ruff: noqa: E501 (markup stands as pages print it)
"""What a page holds of other sites and of its own frame: partners of shops, lists of blogs, slogans, parts that are
numbered as comments are elsewhere."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page, Post

URL = "https://blog.example/2005/03/a-post/"
TEXT = "<p>We went along the river, past the mill and the woods behind it, until it rained.</p>"


def page(body: str, head: str = "<title>A walk - The Wood</title>", url: str = URL) -> Page:
    return read_page(f"<html lang=en><head>{head}</head><body>{body}</body></html>".encode(), url)


def post(body: str, head: str = "<title>A walk - The Wood</title>") -> Post:
    found = page(body, head).post
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("href", "tags"),
    [
        ("/?tag=kites", ("Kites",)),
        ("https://blog.example/index.php?cat=5", ("Kites",)),
        ("http://www.blog.example/?tag=kites", ("Kites",)),
        ("https://tags.example/tag/kites", ("Kites",)),
        # the partner of a shop, the category of somebody else
        ("https://www.shop.example/Kites/dp/B000000000?ie=UTF8&tag=thewood-21", ()),
        ("https://forum.example/index.php?category=5", ()),
    ],
)
def test_topics_by_queries_are_the_page_s_own(href: str, tags: tuple[str, ...]) -> None:
    line = f'<p class="entry-meta">March 3, 2005 | <a href="{href}">Kites</a></p>'
    assert post(f'<div class="post"><h1>A walk</h1>{line}{TEXT}</div>').tags == tags


@pytest.mark.parametrize(
    ("stated", "tags"),
    [
        ("Kites,Walks", ("Kites", "Walks")),
        ("Kites, Walks", ("Kites, Walks",)),
        ("Kites,Walks, Talks", ("Kites", "Walks, Talks")),
        ("Kites", ("Kites",)),
    ],
)
def test_sections_that_a_bare_comma_joins(stated: str, tags: tuple[str, ...]) -> None:
    told = f'<script type="application/ld+json">{{"@type": "BlogPosting", "headline": "A walk", "articleSection": "{stated}"}}</script>'
    assert post(TEXT, told).tags == tags


LISTED = """<div class="blog-content"><div class="blog-title"><a href="{}">Other Shore</a></div>
<div class="item-title">Herons</div></div>"""


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (f"<ul><li>{LISTED.format('https://shore.example/')}</li></ul>", None),
        (f"<ul><li>{LISTED.format('/')}</li></ul>", "Other Shore"),
        (LISTED.format("https://shore.example/"), "Other Shore"),
        (
            f'<p class="blog-title">The Wood</p><ul><li>{LISTED.format("https://shore.example/")}</li></ul>',
            "The Wood",
        ),
    ],
)
def test_a_list_of_other_blogs_does_not_name_this_one(body: str, name: str | None) -> None:
    assert page(f"<h2>A walk</h2>{TEXT}{body}").site_title == name


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("A walk¶", "A walk"),
        ("A walk <a href='#a-walk'>¶</a>", "A walk"),
        ("<a href='#a-walk'>#</a> A walk", "A walk"),
        # signs that are part of a title
        ("Walk in C#", "Walk in C#"),
        ("#walks in March", "#walks in March"),
        ("¶ and other signs of walk", "and other signs of walk"),
    ],
)
def test_signs_of_links_to_a_heading(heading: str, title: str) -> None:
    assert post(f"<article><h1>{heading}</h1>{TEXT}</article>", "<title>Notes</title>").title == title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ('id="site-description"', "A walk by the river"),
        ('class="tagline"', "A walk by the river"),
        ('class="site-description"', "A walk by the river"),
        ('class="described"', "All about woods, walks and rivers"),
    ],
)
def test_a_slogan_is_no_title(name: str, title: str) -> None:
    head = "<title>A walk by the river | The Wood</title>"
    header = f'<header><h1 id="site-title"><a href="/" rel="home">The Wood</a></h1><h2 {name}>All about woods, walks and rivers</h2></header>'
    assert post(f"{header}<article>{TEXT}</article>", head).title == title


@pytest.mark.parametrize(
    ("called", "heading", "title"),
    [
        ("By the river | The Wood", "By the river", "By the river"),
        ("By the river | The Wood - Notes on woods", "By the river", "By the river"),
        ("By the river - The Wood in May", "By the river", "What it is"),
        ("The Wood - The Wood | Trees", '<a href="/">The Wood</a>', "What it is"),
        ("The Wood", "By the river", "What it is"),
    ],
)
def test_a_heading_in_the_header_that_says_what_the_page_is_called(
    called: str, heading: str, title: str
) -> None:
    head = f"<title>{called}</title><meta property='og:site_name' content='The Wood'>"
    body = f'<div class="header"><h1>{heading}</h1></div><div id="content"><h3>What it is</h3>{TEXT}</div>'
    assert post(body, head).title == title


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("post-author-name", "Ann Lee"),
        ("post-meta-author", "Ann Lee"),
        ("entry_author", "Ann Lee"),
        ("article-author__name", "Ann Lee"),
        ("wp-block-post-author__name", "Ann Lee"),
        ("post-authority", None),
        ("authored", None),
        ("postauthorbio", None),
    ],
)
def test_what_templates_call_the_author(name: str, author: str | None) -> None:
    body = f'<article class="hentry"><h1 class="entry-title">A walk</h1><img alt=""><p class="{name}">Ann Lee</p>{TEXT}</article>'
    assert post(body).author == author


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ('von <a href="/author/ann/" class="author">Ann Lee</a>, 8.5.12', "Ann Lee", "2012-05-08"),
        ('by <a href="/author/ann/" class="author">Ann Lee</a>', "Ann Lee", None),
    ],
)
def test_a_line_around_the_author_far_from_the_title(line: str, author: str, published: str | None) -> None:
    hero = '<div class="hero"><div class="in"><h2>A walk</h2></div></div>'
    found = post(f"<main>{hero}<div><div><p></p></div><p>{line}</p><div>{TEXT}</div></div></main>")
    assert (found.author, found.published) == (author, published)


NUMBERED = "".join(
    f'<div id="c{n}" class="{{}}"><p>We went past the mill {n}.</p></div>' for n in (12, 13, 14)
)


@pytest.mark.parametrize(
    ("head", "name", "count"),
    [
        ("", "serendipity_comment", 3),
        ('<meta name="generator" content="Serendipity">', "said", 3),
        ('<meta name="generator" content="TYPO3 CMS">', "said", 0),
        ("", "csc-default", 0),
        ("", "frame frame-default frame-type-text", 0),
        ("<title>Comments in TYPO3</title>", "said", 3),
    ],
)
def test_parts_that_are_numbered_as_comments(head: str, name: str, count: int) -> None:
    assert page(f"<h1>A walk</h1>{TEXT}{NUMBERED.format(name, name, name)}", head).comments_count == count


@pytest.mark.parametrize(
    ("body", "platform"),
    [
        ('<link rel=stylesheet href="http://wood.typepad.com/styles.css">', "typepad"),
        ('<img src="http://static.typepad.com/a.png">', "typepad"),
        ('<a href="http://wood.typepad.com/">Wood</a>', None),
        ('<a href="http://wood.typepad.com/">http://wood.typepad.com/</a>', None),
        ('<a href="http://www.blogger.com/profile/7">Ann</a>', None),
        ('<a href="https://www.blogger.com/comment.g?blogID=7">Post a comment</a>', "blogger"),
        ('<script src="https://www.blogger.com/static/v1/w.js"></script>', "blogger"),
        ('<a href="https://wood.hatenablog.com/entry/1">Wood</a>', None),
        ('<a href="http://wood.tistory.com/">Wood</a><form action="http://a.tistory.com/s">', "tistory"),
        ('<img src="/images/dotclear.gif">', None),
        ('Powered by <a href="https://dotclear.org/">Dotclear</a>', "dotclear"),
        ('<meta name="generator" content="Blogger">', "blogger"),
        ('<meta name="generator" content="NanoBlogger 3.3">', "nanoblogger"),
        ('<meta name="generator" content="PyBlosxom http://py.example/ 1.3">', "pyblosxom"),
        ('<meta name="generator" content="http://www.typepad.com/">', "typepad"),
    ],
)
def test_links_to_hosts_of_blogs_do_not_tell_the_software(body: str, platform: str | None) -> None:
    assert page(f"<h1>A walk</h1>{TEXT}{body}").platform == platform


@pytest.mark.parametrize(
    ("url", "platform"), [("http://wood.tistory.com/7", "tistory"), ("https://history.example/7", None)]
)
def test_the_page_s_own_host_tells_the_software(url: str, platform: str | None) -> None:
    assert page(f'{TEXT}<a href="http://wood.tistory.com/8">next</a>', url=url).platform == platform


@pytest.mark.parametrize(
    ("url", "href", "title"),
    [
        # Copies of blogs are named by their files: the folder's own address is the post's, not the blog's.
        ("/2005/03/a-post/index.html", "/2005/03/a-post/", "A walk"),
        ("/2005/03/a-post/", "/2005/03/a-post/index.html", "A walk"),
        ("/2005/03/a-post/index.html", "/2005/03/", "By the mill"),
        ("/index.php?p=3", "/", "By the mill"),
        ("/wood/index.php?p=3", "/wood/", "By the mill"),
    ],
)
def test_the_link_of_a_title_leads_home_only_above_the_page(url: str, href: str, title: str) -> None:
    body = f'<div class="post"><h2><a href="{href}" rel="bookmark">A walk</a></h2>{TEXT}<h3>By the mill</h3>{TEXT}</div>'
    found = page(body, "<title>A walk | By the mill | The Wood</title>", f"https://blog.example{url}").post
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize("file", ["", "index.html", "index.htm"])
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('March 3, 2005 | <a href="/author/zofia/{}">Zofia</a>', ("Zofia", ())),
        ('2005/03/03 14:22:05 - <a href="/member/1/{}">Zofia</a> - <a href="/category/4/{}">Kites</a>', ("Zofia", ("Kites",))),
        ('by <b>Zofia</b> | March 3, 2005 | <a href="/i2/{}">Kites</a> | <a href="#tb">Trackback (1)</a>', ("Zofia", ("Kites",))),
        # a file of another name is a page of its own
        ('March 3, 2005 | <a href="/i2/{}kites.html">Kites</a>', (None, ())),
    ],
)  # fmt: skip
def test_folders_that_copies_name_by_their_files(
    line: str, told: tuple[str | None, tuple[str, ...]], file: str
) -> None:
    found = post(
        f'<div class="post"><h1>A walk</h1><p class="meta">{line.replace("{}", file)}</p>{TEXT}</div>'
    )
    assert (found.author, found.tags) == told


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"<h1>A walk</h1>{TEXT}<div><strong class=p-name>Zofia</strong><p>Fine.</p></div>", "A walk"),
        (f"<h1>A walk</h1>{TEXT}<div><a href='https://z.example/'><span class=p-name>Zofia</span></a></div>", "A walk"),
        # titles of posts: above all headings, a heading themselves, or in an entry
        (f"<div class=p-name>The walk</div><h1>A wood</h1>{TEXT}", "The walk"),
        (f"<header><h1><a href='/'>The Wood</a></h1></header><div><p class=p-name>The walk</p>{TEXT}</div>", "The walk"),
        (f"<h1>The Wood</h1><h2 class=p-name>The walk</h2>{TEXT}", "The walk"),
        (f"<h1>The Wood</h1><div class=h-entry><span class=p-name>The walk</span>{TEXT}</div>", "The walk"),
    ],
)  # fmt: skip
def test_names_below_a_post_do_not_title_it(body: str, title: str) -> None:
    assert post(body, "<title>The Wood</title>").title == title


@pytest.mark.parametrize("within", ['<span class="posted">{}</span>', "<p>{}</p>", "{}<br>"])
@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Posted by  at March 2, 2005 7:36 AM", None),
        ("Posted by on March 2, 2005", None),
        ("Posted by Ann at March 2, 2005 7:36 AM", "Ann"),
        ("Posted by AM at March 2, 2005 7:36 AM", "AM"),
    ],
)
def test_a_name_that_the_template_left_empty(line: str, author: str | None, within: str) -> None:
    assert (
        post(f'<div class="blogbody"><h3 class="title">A walk</h3>{TEXT}{within.format(line)}</div>').author
        == author
    )


@pytest.mark.parametrize(
    ("words", "stamp", "author"),
    [
        ("\nLo dijo\nZofia\n", "<span class=post-timestamp>\na las\n14:22</span>", "Zofia"),
        ("\nScribbled by\nZofia Berg\n", "<span class=post-timestamp>14:22</span>", "Zofia Berg"),
        ("\nPosted by\nZofia\n", "<span class=post-timestamp>14:22</span>", "Zofia"),
        # but a name; one that breaks; other software's
        ("\nZofia Berg\n", "<span class=post-timestamp>14:22</span>", "Zofia Berg"),
        ("\nZofia\nvan den\nBerg\n", "<span class=post-timestamp>14:22</span>", "Zofia van den Berg"),
        ("\nZofia\nBerg\n", "<span class=date>14:22</span>", "Zofia Berg"),
    ],
)
def test_the_name_below_what_a_blog_says_for_posted_by(words: str, stamp: str, author: str) -> None:
    line = f'<div class="post-footer"><span class="post-author">{words}</span> {stamp}</div>'
    assert post(f'<div class="post"><h3 class="post-title">A walk</h3>{TEXT}{line}</div>').author == author


@pytest.mark.parametrize(
    ("title", "published"),
    [
        ('<p class="x"><a href="/a-post/" rel="bookmark"><b>A walk</b></a></p>', "2005-03-02T21:35"),
        ('<p class="x"><b>A walk</b></p>', "2005-03-02T21:35"),
        # bold words of the text stand in no line of their own
        ('<div><p class="x"><b>A walk</b> is what we took that day, all of us.</p></div>', None),
    ],
)
def test_the_line_above_a_title_of_bold_words(title: str, published: str | None) -> None:
    body = f'<div class="post"><div class="y"><em>Walks</em>2 Mar 2005 09:35 pm</div>{title}{TEXT}</div><h2 id="comments">2 Comments</h2>'
    found = page(body, "<title>The Wood &raquo; A walk</title>", "https://blog.example/2005/03/a-post/").post
    assert found is not None
    assert found.published == published


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By <a href='http://z.example/'>Zofia de hÓra</a> under Walks on 2 March 2005", "Zofia de hÓra"),
        ("By Zofia d'Ys | March 2, 2005", "Zofia d'Ys"),
        ("by <a href='http://z.example/'>zofia berg</a> on March 2, 2005", "zofia berg"),
        ("von <a href='http://z.example/'>zofia berg</a> am 2. März 2005", "zofia berg"),
        # words that are no name: not linked, not dated, not the line's beginning
        ("by popular demand on March 2, 2005", None),
        ("by <a href='http://z.example/'>popular demand</a> again", None),
        ("found by <a href='http://z.example/'>my friends</a> on March 2, 2005", None),
    ],
)
def test_names_in_small_letters(line: str, author: str | None) -> None:
    assert post(f"<div class=post><h1>A walk</h1><small>{line}</small>{TEXT}</div>").author == author


@pytest.mark.parametrize(
    ("host", "href", "tags"),
    [
        ("cat-and-dog.example", "/tag/oak", ("Oak",)),
        ("cat-and-dog.example", "https://www.cat-and-dog.example/cat-5-oak.html", ("Oak",)),
        ("blog.example", "/cat-5-oak.html", ("Oak",)),
        # names of hosts and of users
        ("cat-and-dog.example", "/source/of/oak.html", ()),
        ("tag-end.example", "/source/of/oak.html", ()),
        ("blog.example", "https://forge.example/cat-and-dog/source/oak.html", ()),
    ],
)
def test_names_of_hosts_and_users_are_no_topics(host: str, href: str, tags: tuple[str, ...]) -> None:
    line = f'<div class="post-meta">March 2, 2005: <a href="{href}">Oak</a></div>'
    url = f"https://{host}/2005/03/a-walk"
    found = page(f"<div class=post><h1>A walk</h1>{line}{TEXT}</div>", url=url).post
    assert found is not None
    assert found.tags == tags


@pytest.mark.parametrize(
    ("marked", "tags"),
    [
        ("<a href=/walks/ itemprop=articleSection>Walks 15</a>", ("Walks 15",)),
        ('<span itemprop="articleSection"><a href="/walks/">Walks</a></span>', ("Walks",)),
        ("<p itemprop='keywords'>Tags: oak, elm</p>", ("oak", "elm")),
        ("<p itemprop='keywords'>oak, elm</p>", ("oak", "elm")),
        ("<nav><a href=/walks/ itemprop=articleSection>Walks</a> <a href=/next>Next</a></nav>", ("Walks",)),
        # beside the links that tell; in what is not of the post; what readers do not see
        ('<span itemprop="articleSection">All</span> <a href="/tag/oak" rel="tag">oak</a>', ("oak",)),
        ("<nav itemscope><a href=/walks/ itemprop=articleSection>Walks</a></nav>", ()),
        (
            "<aside itemscope itemtype=https://schema.org/WPSideBar><a href=/walks/ itemprop=articleSection>Walks</a></aside>",
            (),
        ),
        ('<meta itemprop="keywords" content="oak, elm">', ()),
    ],
)
def test_topics_of_microdata(marked: str, tags: tuple[str, ...]) -> None:
    body = f"<article itemscope itemtype='https://schema.org/BlogPosting'><h1 itemprop=headline>A walk</h1><div>{marked}</div>{TEXT}</article>"
    assert post(body).tags == tags
