# ruff: noqa: E501 (markup stands as pages print it)
"""Posts on pages of magazines: among teasers of other posts, below the frames of a large site."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page, PageKind, Post

TITLE = "A walk along the river"
HEAD = f"<title>{TITLE} - The Wood</title>"
URL = "https://wood.example/walks/2012/05/a-walk.html"
OTHER = "https://wood.example/walks/river"
TEXT = "<p>We went along the river, past the mill and the woods behind it, until it rained.</p>"
LONG = TEXT * 5
TEASERS = "".join(
    f'<div class="strip"><h3><a href="/blogs/{name}/">The {name} blog</a></h3><div class="byline">By Ann Lee, May {day}</div></div>'
    for day, name in enumerate(("kite", "mill", "boat"), 2)
)


def page(body: str, head: str = HEAD, url: str = URL, named: str = "") -> Page:
    return read_page(f"<html lang=en><head>{head}</head><body {named}>{body}</body></html>".encode(), url)


def post(body: str, head: str = HEAD) -> Post:
    found = page(body, head).post
    assert found is not None
    return found


def post_of(body: str) -> Post:
    found = page(body, url=OTHER).post
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("heading", "text", "url", "kind"),
    [
        (f"<h1>{TITLE}</h1>", TEXT, URL, PageKind.POST),
        (f"<h1>{TITLE}</h1>", LONG, OTHER, PageKind.POST),
        (f'<h1><a href="{URL}">{TITLE}</a></h1>', TEXT, URL, PageKind.POST),
        # the heading of a list: little stands below it; it leads to a post; it is no part of the title
        (f"<h1>{TITLE}</h1>", TEXT, OTHER, PageKind.INDEX),
        (f'<h1><a href="/walks/2012/04/mill.html">{TITLE}</a></h1>', LONG, URL, PageKind.INDEX),
        ("<h1>Another walk</h1>", LONG, URL, PageKind.INDEX),
        (f"<h1>{TITLE}</h1>", LONG, "https://wood.example/category/river", PageKind.INDEX),
        (f"<h1>{TITLE}</h1>", LONG, "https://wood.example/", PageKind.INDEX),
    ],
)
def test_by_lines_of_teasers_beside_a_post(heading: str, text: str, url: str, kind: PageKind) -> None:
    assert page(f"<div>{heading}{text}</div>{TEASERS}", url=url).page_kind is kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("not-front page-node node-type-story", PageKind.POST),
        ("path-node page-node-type-article", PageKind.POST),
        ("not-front node-type-blogpost section-walks", PageKind.POST),
        ("interior blog blog-post", PageKind.POST),
        ("not-front page-taxonomy", PageKind.INDEX),
        ("not-front node-type-webform", PageKind.INDEX),
        ("interior blog", PageKind.INDEX),
        ("interior blog posts", PageKind.INDEX),
    ],
)
def test_pages_that_software_calls_one_post(names: str, kind: PageKind) -> None:
    body = f"<h2>Walks</h2>{TEXT}{TEASERS if 'blog' not in names.split() else ''}"
    assert page(body, url="https://wood.example/walks", named=f'class="{names}"').page_kind is kind


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (f'{TITLE} <a href="/topics/walks/">Walks</a>', TITLE),
        (f"<span>Walks</span> {TITLE}", TITLE),
        # more than a kicker; no part of what the page calls itself
        (
            f"{TITLE} and what we saw there when the rain had gone",
            f"{TITLE} and what we saw there when the rain had gone",
        ),
        (f"{TITLE}bank", f"{TITLE}bank"),
        ("A walk in town <a href='/topics/walks/'>Walks</a>", "A walk in town Walks"),
    ],
)
def test_kickers_before_and_behind_a_title(heading: str, title: str) -> None:
    head = f'<title>The Wood</title><meta property="og:title" content="{TITLE}">'
    assert post(f"<div><h1>{heading}</h1>{TEXT}</div>", head).title == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('<h2 class="element-invisible">You are here</h2><h2>River walk</h2>', "River walk"),
        ('<h2 class="visually-hidden">Main navigation</h2><h3>River walk</h3>', "River walk"),
        # what the page's own title names is its heading, seen or not
        (f'<h1 class="screen-reader-text">{TITLE}</h1><h2>River walk</h2>', TITLE),
        ('<h2 class="visible">You are here</h2><h2>River walk</h2>', "You are here"),
    ],
)
def test_headings_that_nobody_sees(heading: str, title: str) -> None:
    head = HEAD if title == TITLE else "<title>The Wood</title>"
    assert post(f"<div>{heading}{TEXT}</div>", head).title == title


@pytest.mark.parametrize(
    ("above", "tags"),
    [
        ('<h3 class="entry-category"><a href="/category/walks/">Walks</a></h3>', ("Walks",)),
        ('<h4 class="post-category"><a href="/category/walks/">Walks</a></h4>', ("Walks",)),
        # the teaser of another post
        ('<h3 class="entry-title"><a href="/category/walks/mill">The mill</a></h3>', ()),
        ('<h3 class="strip"><a href="/category/walks/">Walks</a></h3>', ()),
    ],
)
def test_topics_as_headings_above_a_title(above: str, tags: tuple[str, ...]) -> None:
    body = f'<article class="hentry"><div>{above}</div><h1 class="entry-title">{TITLE}</h1>{TEXT}</article>'
    assert post(body).tags == tags


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (
            '<a href="/authors/ann/"><img src="a.png" alt=""></a> <a href="/authors/ann/">Ann Lee</a> - Editor',
            "Ann Lee",
        ),
        ('<a href="/authors/ann/">More by this editor</a>', None),
        ('<a href="/authors/">All of us</a>', None),
        ('<a href="https://other.example/authors/ann/">Ann Lee</a> - Editor', None),
    ],
)
def test_links_to_the_posts_of_an_author(line: str, author: str | None) -> None:
    assert post(f"<div><h1>{TITLE}</h1></div><div>{LONG}</div><div><div>{line}</div></div>").author == author


@pytest.mark.parametrize(
    ("named", "title"),
    [
        ('itemscope itemtype="http://schema.org/BlogPosting"', TITLE),
        ('itemscope itemtype="https://schema.org/NewsArticle"', TITLE),
        ('itemscope itemtype="https://schema.org/WPHeader"', "A kite"),
        ("", "A kite"),
    ],
)
def test_a_header_that_microdata_call_the_post(named: str, title: str) -> None:
    head = f'<title>{TITLE}</title><meta property="og:title" content="A tale">'
    body = f'<div id="header"><header class="header" {named}><h1>{TITLE}</h1></header></div><div><h2>A kite</h2>{LONG}</div>'
    assert post(body, head).title == title


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            'By <span class="by"><a href="/author/ann/" rel="author">Ann Lee</a></span> May 6, 2012 5:16 pm',
            "2012-05-06T17:16",
        ),
        (
            'By <span class="by"><a href="/author/ann/" rel="author">Ann Lee</a></span> | 6 May 2012',
            "2012-05-06",
        ),
        ('By <span class="by"><a href="/author/ann/" rel="author">Ann Lee</a></span> in 2012', None),
        ('By <span class="by"><a href="/author/ann/" rel="author">Ann Lee</a></span>', None),
    ],
)
def test_a_date_behind_the_name_far_from_the_title(line: str, day: str | None) -> None:
    between = '<div class="share"><a href="/share">Share</a></div>' * 9
    body = f'<div><div><h2>{TITLE}</h2></div></div>{between}<div><div class="category"><span class="red"><a href="/n/">News</a></span> <span>{line}</span></div>{LONG}</div>'
    assert post_of(body).published == day


@pytest.mark.parametrize(
    ("shown", "told", "tags"),
    [
        ("Walks", ("Walks", "River", "Mill"), ("Walks", "River", "Mill")),
        ("Walks", ("River", "Mill"), ("Walks",)),
        ("Walks", ("Walks",), ("Walks",)),
        ("Walks", (), ("Walks",)),
    ],
)
def test_topics_of_which_a_page_shows_but_some(
    shown: str, told: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    head = HEAD + "".join(f'<meta property="article:tag" content="{name}">' for name in told)
    body = f'<h1>{TITLE}</h1><p>Tags: <a href="/tag/walks/">{shown}</a></p>{LONG}'
    assert post(body, head).tags == tags


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            'Published May 6<span class="value-title" title="2012-05-06T09:56:35-04:00"></span>',
            "2012-05-06T09:56:35-04:00",
        ),
        ('Published May 6<span class="value-title" title="soon"></span>', None),
        ('Published May 6<span class="hint" title="2012-05-06T09:56:35-04:00"></span>', None),
    ],
)
def test_dates_in_an_empty_value_title(line: str, day: str | None) -> None:
    body = f'<div class="hentry"><h1 class="entry-title">{TITLE}</h1><p class="published dtstamp">{line}</p>{LONG}</div>'
    assert post_of(body).published == day


@pytest.mark.parametrize(
    ("marked", "author"),
    [
        ("8:04 a.m. EDT May 6, 2012", None),
        ("Google+", None),
        ("Twitter", None),
        ("Ann Lee", "Ann Lee"),
        ("Ann Lee, May 6, 2012", "Ann Lee, May 6, 2012"),
        ("Twitter Jane", "Twitter Jane"),
        # the office or the house behind a name, but no second name
        ("Ann Lee, Staff Writer", "Ann Lee"),
        ("Ann Lee, Science Editor, ABC News", "Ann Lee"),
        ("Ann Lee, ABC Sports", "Ann Lee"),
        ("Ann Lee and Bo Ray, Special for The Wood", "Ann Lee and Bo Ray"),
        ("Ann Lee, Bo Ray", "Ann Lee, Bo Ray"),
        ("ANN LEE, BOB RAY", "ANN LEE, BOB RAY"),
        ("Ann Lee, M.D.", "Ann Lee, M.D."),
        ("Bo Ray, III", "Bo Ray, III"),
    ],
)
def test_what_is_marked_as_the_author(marked: str, author: str | None) -> None:
    body = f'<h1>{TITLE}</h1><div itemprop="author"><span>{marked}</span></div>{LONG}'
    assert post(body).author == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Posted by Dr. Ann Lee May 6, 2012 08:03 AM", "Dr. Ann Lee"),
        ("Posted by Prof. Ann Lee on May 6, 2012", "Prof. Ann Lee"),
        ("Posted by Ann Lee. May 6, 2012", "Ann Lee"),
        ("Posted by Ander. Filed under walks on May 6, 2012", "Ander"),
    ],
)
def test_names_with_a_shortened_title(line: str, author: str) -> None:
    assert post(f"<h1>{TITLE}</h1><p>{line}</p>{LONG}").author == author


@pytest.mark.parametrize(
    ("label", "tags"),
    [
        ("Related Topics", ("Boats", "Kites")),
        ("Topics:", ("Boats", "Kites")),
        ("Popular Topics:", ()),
        ("Trending tags:", ()),
        ("All categories:", ()),
    ],
)
def test_topics_of_the_whole_site(label: str, tags: tuple[str, ...]) -> None:
    links = '<a href="/boats/1/">Boats</a>, <a href="/kites/2/">Kites</a>'
    assert post(f"<h1>{TITLE}</h1>{LONG}<div><p>{label} {links}</p></div>").tags == tags


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("<h2>May 6, 2012</h2>", "", "2012-05-06"),
        ("", "<h4>May 6, 2012</h4>", "2012-05-06"),
        ("", "<h3>By the mill</h3><p>Rain.</p><h3>Home</h3><h4>May 6, 2012</h4>", None),
    ],
)
def test_headings_that_are_dates(above: str, below: str, day: str | None) -> None:
    assert post_of(f"<div>{above}<h1>{TITLE}</h1>{LONG}{below}<p>Rain.</p></div>").published == day
