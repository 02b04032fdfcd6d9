# ruff: noqa: E501 (markup stands as pages print it)
"""What stands beside a title, a date or a label: a subtitle, the section, a day, an icon; and names of several
properties."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page, PageKind, Post

URL = "https://blog.example/2005/03/a-post/"
TEXT = "<p>We went along the river, past the mill and the woods behind it, until it rained.</p>"
HEAD = "<title>A walk - The Wood</title>"


def page(body: str, head: str = HEAD, url: str = URL) -> Page:
    return read_page(f"<html lang=en><head>{head}</head><body>{body}</body></html>".encode(), url)


def post(body: str, head: str = HEAD, url: str = URL) -> Post:
    found = page(body, head, url).post
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("marked", "published"),
    [
        ('itemprop="datePublished"', "2005-03-03T23:28:33-08:00"),
        ('itemprop="dateCreated datePublished"', "2005-03-03T23:28:33-08:00"),
        # the last change, and names that but hold that of the publication
        ('itemprop="dateModified"', "2005-03-04T07:28:33Z"),
        ('itemprop="dateCreated notDatePublished"', "2005-03-04T07:28:33Z"),
    ],
)
def test_a_date_marked_as_two_properties(marked: str, published: str) -> None:
    head = f'{HEAD}<meta property="article:published_time" content="2005-03-04T07:28:33Z">'
    line = f'<p>Posted <time {marked} datetime="2005-03-03T23:28:33-08:00">on a Thursday</time> near the mill</p>'
    assert post(f"<article><h1>A walk</h1>{line}{TEXT}</article>", head).published == published


@pytest.mark.parametrize(
    ("stated", "shown", "published"),
    [
        ("2005-03-04T05:19:36.000Z", "2005-03-03", "2005-03-03"),
        ("2005-03-03T16:00:00+00:00", "2005-03-04", "2005-03-04"),
        # the same day, a day of the author's own clock, a day alone, days apart
        ("2005-03-04T05:19:36Z", "2005-03-04", "2005-03-04T05:19:36Z"),
        ("2005-03-04T05:19:36+01:00", "2005-03-03", "2005-03-04T05:19:36+01:00"),
        ("2005-03-04", "2005-03-03", "2005-03-04"),
        ("2005-03-04T05:19:36Z", "2005-03-02", "2005-03-04T05:19:36Z"),
        ("2005-03-04T05:19:36Z", "", "2005-03-04T05:19:36Z"),
        ("soon Z", "2005-03-03", "2005-03-03"),
    ],
)
def test_a_day_that_readers_see_beside_a_time_in_utc(stated: str, shown: str, published: str) -> None:
    told = f'<script type="application/ld+json">{{"@type": "BlogPosting", "headline": "A walk", "datePublished": "{stated}"}}</script>'
    line = f'<time class="post-date" datetime="{shown}">a day in spring</time>'
    found = post(
        f"<article><h1>A walk</h1>{line}{TEXT}</article>", f"{HEAD}{told}", "https://blog.example/a-walk/"
    )
    assert found.published == published


@pytest.mark.parametrize(
    ("address", "tags"),
    [
        ("/categorias/kites/", ("Kites", "Talks")),
        ("/categorie/kites/", ("Kites", "Talks")),
        ("/etiquettes/kites/", ("Kites", "Talks")),
        ("/rubriques/kites/", ("Kites", "Talks")),
        ("/categoriasy/kites/", ("Talks",)),
        ("/kites/categorical/", ("Talks",)),
    ],
)
def test_topics_in_brackets_by_their_address(address: str, tags: tuple[str, ...]) -> None:
    line = f'<span>3 March 2005 [<a href="{address}">Kites</a>] #<a href="/etiquetas/talks/">Talks</a></span>'
    assert post(f"<article><h1>A walk</h1>{line}{TEXT}</article>").tags == tags


@pytest.mark.parametrize(
    ("feed", "site"),
    [
        ("A walk &raquo; The Wood &raquo; RSS 2.0", "The Wood"),
        ("A walk » The Wood » ATOM 1.0", "The Wood"),
        ("The Wood » RSS 2.0", "The Wood"),
        ("The Wood » Feed", "The Wood"),
        ("The Wood » A walk Comments Feed", "The Wood"),
        ("The Wood » A walk » Comments Feed", "The Wood"),
    ],
)
def test_the_blog_s_name_in_the_title_of_a_feed(feed: str, site: str) -> None:
    head = f'<title>A walk - The Wood</title><link rel="alternate" type="application/rss+xml" title="{feed}" href="/feed/10.html">'
    found = page(f"<header><h1>A walk</h1></header><article>{TEXT}</article>", head)
    assert found.site_title == site
    assert found.post is not None
    assert found.post.title == "A walk"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('<h1><span itemprop="headline">Kilns</span><small>post</small></h1>', "Kilns"),
        ("<h1><small>Part 2</small> <a itemprop=headline href=#>Kilns</a></h1>", "Kilns"),
        # not one part that says anything
        ('<h1><span itemprop="headline"></span>Kilns</h1>', "Kilns"),
        (
            '<h1><span itemprop="headline">Kilns</span> <span itemprop="headline">and clay</span></h1>',
            "Kilns and clay",
        ),
        ('<h1><span itemprop="name">Kilns</span> <small>and clay</small></h1>', "Kilns and clay"),
        ('<h1 itemprop="headline"><span>Kilns</span> <small>and clay</small></h1>', "Kilns and clay"),
    ],
)
def test_a_headline_within_a_heading(heading: str, title: str) -> None:
    assert post(f"<article>{heading}{TEXT}</article>", "<title>The Wood</title>").title == title


@pytest.mark.parametrize(
    ("named", "og", "title"),
    [
        ("Kilns", "Kilns: what the clay tells us", "Kilns"),
        ("The Wood - Kilns", "Kilns", "Kilns"),
        ("The Wood", "what the clay tells us", "what the clay tells us"),
        # neither heading is all that a title says
        ("Kilns: what the clay tells us", "", "what the clay tells us"),
        ("Notes: Kilns, what the clay tells us", "", "what the clay tells us"),
    ],
)
def test_a_heading_that_is_the_whole_title_before_the_subtitle(named: str, og: str, title: str) -> None:
    head = f'<title>{named}</title><meta property="og:title" content="{og}">'
    body = f"<article><h1>Kilns</h1><h2>what the clay tells us</h2>{TEXT}</article>"
    assert post(body, head).title == title


ALL_BLOG = '<title>A walk - The Wood</title><meta property="og:type" content="blog">'


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/blog/2005/03/a-walk.html", PageKind.POST),
        ("/2005/03/04/a-walk/", PageKind.POST),
        ("/2005/03/", PageKind.INDEX),
        ("/2005/03/04/", PageKind.INDEX),
        ("/2005/03/index.html", PageKind.INDEX),
        ("/2005/03/page/2/", PageKind.INDEX),
        ("/2005/03/archive.html", PageKind.INDEX),
        ("/notes/", PageKind.INDEX),
        ("/walks/a-walk.html", PageKind.INDEX),
    ],
)
def test_a_blog_that_calls_all_its_pages_so(path: str, kind: PageKind) -> None:
    body = f"<h2>The Wood</h2><h1>A walk</h1>{TEXT}"
    assert page(body, ALL_BLOG, f"https://blog.example{path}").page_kind == kind


@pytest.mark.parametrize(
    ("names", "href", "kind"),
    [
        ("blog", "/?p=12", PageKind.POST),
        ("home blog", "https://blog.example/?lang=en&amp;p=12", PageKind.POST),
        ("blog", "/", PageKind.INDEX),
        ("blog", "/?page=12", PageKind.INDEX),
        ("blog", "/?p=walks", PageKind.INDEX),
    ],
)
def test_a_short_address_is_a_post_s(names: str, href: str, kind: PageKind) -> None:
    head = f'<title>A walk</title><link rel="shortlink" href="{href}">'
    body = f'<body class="{names}"><h1>A walk</h1>{TEXT}'
    assert page(body, head, "https://blog.example/a-walk/").page_kind is kind


ARTICLE = '<meta property="og:type" content="article">'


@pytest.mark.parametrize(
    ("head", "heading", "path", "kind"),
    [
        (ARTICLE, '<h1><a href="/a-walk">A walk</a></h1>', "/a-walk", PageKind.POST),
        (ARTICLE, '<h1><a href="/">Wood</a></h1><h1><a href="/a-walk">A walk</a></h1>', "/a-walk", PageKind.POST),
        ("", '<h1><a href="/a-walk">A walk</a></h1>', "/a-walk", PageKind.INDEX),
        (ARTICLE, '<h1><a href="/a-talk">A talk</a></h1>', "/a-walk", PageKind.INDEX),
        (ARTICLE, '<h2><a href="/a-walk">A walk</a></h2>', "/a-walk", PageKind.INDEX),
        (ARTICLE, '<h1><a href="/">Wood</a></h1>', "/", PageKind.INDEX),
    ],
)  # fmt: skip
def test_an_article_whose_heading_leads_to_the_page(
    head: str, heading: str, path: str, kind: PageKind
) -> None:
    body = f'<body class="blog">{heading}{TEXT}'
    assert page(body, f"<title>A walk</title>{head}", f"https://blog.example{path}").page_kind is kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/index.php?/archives/2-a-walk.html", PageKind.POST),
        ("/index.php?/archives/2005/03.html", PageKind.INDEX),
        ("/index.php?blog=2&title=a_walk&more=1&c=1", PageKind.POST),
        ("/index.php?op=ViewArticle&articleId=5", PageKind.POST),
        ("/index.php?cat=5", PageKind.INDEX),
        ("/index.php?title=a_walk", PageKind.INDEX),
        ("/index.php", PageKind.INDEX),
    ],
)
def test_what_a_script_called_index_shows(path: str, kind: PageKind) -> None:
    assert (
        page(f"<h1>A walk</h1>{TEXT}", "<title>A walk</title>", f"https://blog.example{path}").page_kind
        is kind
    )


def test_teasers_below_the_address_of_a_post_in_such_a_blog() -> None:
    teasers = "".join(
        f'<h2><a href="/2005/0{n}/one-{n}.html">Walk {n}</a></h2><p>Short.</p>' for n in (1, 2, 3)
    )
    found = page(teasers, ALL_BLOG, "https://blog.example/2005/03/a-walk.html")
    assert found.page_kind is PageKind.INDEX


@pytest.mark.parametrize(
    ("heading", "published"),
    [
        ("2004年3月16日<br />A walk", "2004-03-16"),
        ("March 16, 2004<br>A walk", "2004-03-16"),
        ("A walk <small>16 March 2004</small>", "2004-03-16"),
        ("A walk", None),
        ("A walk <small>no. 16</small>", None),
        ("A walk by 100 ponds", None),
    ],
)
def test_a_day_beside_the_title_in_its_heading(heading: str, published: str | None) -> None:
    found = post(f"<article><h1>{heading}</h1>{TEXT}</article>", url="https://blog.example/a-walk.html")
    assert found.published == published


ICON = "<i class=icon></i>"


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        (
            f"<span>Filed Under</span> {ICON} <a href=/l/kites>Kites</a> • <a href=/l/talks>Talks</a>",
            ("Kites", "Talks"),
        ),
        (f"Tags: {ICON} <a href=/l/kites>Kites</a>", ("Kites",)),
        ("<b>Tags</b> <svg><path d=M0/></svg> <a href=/l/kites>Kites</a>", ("Kites",)),
        # an icon begins another part; one that says something is none; two labels
        (f"Tags: <a href=/l/kites>Kites</a> {ICON} <a href=/l/ann>Ann</a>", ("Kites",)),
        ("Tags: <i>none of</i> <a href=/l/kites>Kites</a>", ()),
        (f"<span>Reading Time</span> {ICON} <a href=/l/kites>Kites</a>", ()),
        (f"<span>Tags</span> of 2004 {ICON} <a href=/l/kites>Kites</a>", ()),
    ],
)
def test_an_icon_between_a_label_and_its_links(line: str, tags: tuple[str, ...]) -> None:
    assert post(f"<article><h1>A walk</h1><footer>March 3, 2005 {line}</footer>{TEXT}</article>").tags == tags


@pytest.mark.parametrize(
    ("marked", "tags"),
    [
        ('<li property="schema:about">Kites</li><li property="schema:about">Talks</li>', ("Kites", "Talks")),
        ('<li property="schema:about"><a href="/taxonomy/9">Kites</a></li>', ("Kites",)),
        ('<li property="schema:name">Kites</li>', ()),
        ("<li>Kites</li>", ()),
    ],
)
def test_what_a_node_is_about(marked: str, tags: tuple[str, ...]) -> None:
    body = f'<article typeof="schema:Article"><h1>A walk</h1><ul>{marked}</ul>{TEXT}</article>'
    assert post(body).tags == tags


def test_what_a_menu_s_node_is_about() -> None:
    menu = '<nav><ul><li property="schema:about">Kites</li></ul></nav>'
    assert post(f"{menu}<article><h1>A walk</h1>{TEXT}</article>").tags == ()


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Раздел: Без рубрики &nbsp;|&nbsp; <a href=#respond>Комментарий</a>", ("Без рубрики",)),
        ("March 3, 2005 | Category: Kites | 2 comments", ("Kites",)),
        ("Kategorie: Drachen | 3. März 2005", ("Drachen",)),
        # no category, more than one, no line of parts, a sentence
        ("March 3, 2005 | Category: | 2 comments", ()),
        ("March 3, 2005 | Category: Kites, Talks | 2 comments", ()),
        ("Category: Kites", ()),
        ("Sub-category: Kites | 2 comments", ()),
        ("Category: this is what we have made of all that | 2 comments", ()),
    ],
)
def test_a_category_that_a_line_of_parts_but_says(line: str, tags: tuple[str, ...]) -> None:
    body = f'<div class="post"><h1>A walk</h1>{TEXT}<p class="postmetadata">{line}</p></div>'
    assert post(body).tags == tags


PLACE = '<div class="{}" itemscope itemtype="http://schema.org/Comment">{}</div>'
FORM = "<h2>Comments</h2><form><textarea name=comment></textarea></form>"
SAID = "<span itemprop=author>Ann</span> <time itemprop=datePublished datetime=2005-03-04>4 March 2005</time> <p itemprop=text>Well walked.</p>"


@pytest.mark.parametrize(
    ("parts", "count"),
    [
        ((FORM,), 0),
        ((SAID, FORM), 1),
        ((SAID, SAID), 2),
        # the form to answer it stands in the comment; a comment of bare words
        ((SAID + FORM,), 1),
        (("<b>Ann</b> 4 March 2005 <p>Well walked.</p>",), 1),
    ],
)
def test_a_place_for_comments_that_is_marked_as_one(parts: tuple[str, ...], count: int) -> None:
    marked = "".join(PLACE.format("reply", part) for part in parts)
    assert page(f"<article><h1>A walk</h1>{TEXT}</article>{marked}").comments_count == count
