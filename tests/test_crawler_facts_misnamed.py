# ruff: noqa: E501 (markup stands as templates print it)
"""Facts of templates whose marks mean something else than their names say, or hold more than the fact."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Post, Region

URL = "https://blog.example/a-kettle/"
TEXT = "<p>The kettle stood on the stove all winter, and nobody thought of moving it.</p>"


def post(body: str, url: str = URL) -> Post:
    markup = f"<html><head><title>A kettle | Barn</title></head><body>{body}</body></html>"
    found = read_page(markup.encode(), url).post
    assert found is not None
    return found


def _article(line: str) -> str:
    return f"<article><h1>A kettle</h1>{line}{TEXT}</article>"


PERSON = 'itemprop="author" itemscope itemtype="https://schema.org/Person"'


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (f'<dd class="createdby" {PERSON}>Écrit par : <span itemprop="name">Ann Roy</span></dd>', "Ann Roy"),
        (f'<div {PERSON}><div><a href="https://ann.example" itemprop="url"><span itemprop="name">Ann Roy</span></a></div><small>Farmer</small></div>', "Ann Roy"),
        (f'<span {PERSON}><meta itemprop="name" content="Ann Roy"></span>', "Ann Roy"),
        (f'<span {PERSON}><meta itemprop="name" content="ann">Ann Roy</span>', "Ann Roy"),
        ('<span itemprop="author">Ann Roy</span>', "Ann Roy"),
        (f'<div {PERSON.replace("author", "publisher")}>By the <span itemprop="name">Barn Press</span></div>', None),
        ('<div class="author"><img alt="Ann Roy"><div><div>Auteur</div><div>Ann Roy</div></div></div>', "Ann Roy"),
        ('<div class="post-copyright"><div class="post-copyright__author"><span>文章作者: </span><span><a href="/">小禾</a></span></div></div>', "小禾"),
        ('<div class="post-copyright"><div class="post-copyright__notice"><span>版权声明: </span><span><a href="/">小禾</a></span></div></div>', None),
        ('<div class="meta"><a href="mailto:ann@blog.example">Ann</a> Wednesday 14 December 2011 - 09:05 am</div>', "Ann"),
        ('<div class="meta"><a href="mailto:ann@blog.example">Contact</a> Wednesday 14 December 2011 - 09:05 am</div>', None),
        ('<div class="meta"><a href="mailto:ann.roy@blog.example">Mail</a> Wednesday 14 December 2011 - 09:05 am</div>', None),
        ('<div class="meta"><a href="mailto:a.roy@blog.example">Ann Roy</a> Wednesday 14 December 2011 - 09:05 am</div>', "Ann Roy"),
        ('<div class="meta"><a href="mailto:webmaster@blog.example">Webmaster</a> Wednesday 14 December 2011 - 09:05 am</div>', None),
        ('<div class="meta"><a href="mailto:?subject=A%20kettle">Ann</a> Wednesday 14 December 2011 - 09:05 am</div>', None),
        ('<p>Опубликовано: Март 4, 2015 в 9:15</p>', None),
        ('<p>Опубликовано: Марта Ром 4 мая 2015 в 9:15</p>', "Марта Ром"),
    ],
)  # fmt: skip
def test_the_name_of_an_author_is_the_name_alone(line: str, author: str | None) -> None:
    assert post(_article(line)).author == author


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ('<meta itemprop="datePublished" content="2020-11-05"><p><strong>Updated:</strong> <time class="dt-published" datetime="2021-02-01">February 1, 2021</time></p>', "2020-11-05"),
        ('<meta itemprop="datePublished" content="2020-11-05"><p>Updates: <time class="dt-published" datetime="2021-02-01">February 1, 2021</time></p>', "2021-02-01"),
        ('<p>Published: <time class="dt-published" datetime="2021-02-01">February 1, 2021</time></p>', "2021-02-01"),
        ('<p><time class="dt-published" datetime="2020-11-05">Nov 5, 2020</time>, updated <time datetime="2021-02-01">Feb 1, 2021</time></p>', "2020-11-05"),
    ],
)  # fmt: skip
def test_what_is_called_the_publication_and_said_to_be_a_change_is_one(
    line: str, published: str | None
) -> None:
    assert post(_article(line)).published == published


@pytest.mark.parametrize(
    ("stated", "shown", "published"),
    [
        ("2016-12-31T16:00:00.000Z", "2017-01-01", "2017-01-01"),
        ("2017-01-01T02:30:00.000Z", "Dec 31, 2016", "2016-12-31"),
        ("2017-01-01T12:00:00.000Z", "2017-01-01", "2017-01-01T12:00:00.000Z"),
        ("2017-01-01T23:30:00+00:00", "2017-01-02", "2017-01-01T23:30:00+00:00"),
        ("2017-01-01T16:00:00.000Z", "2017-03-01", "2017-01-01T16:00:00.000Z"),
        ("2017-01-01T16:00:00.000Z", "yesterday", "2017-01-01T16:00:00.000Z"),
        ("2017-01-01T16:00:00.000Z", "January 2017", "2017-01-01T16:00:00.000Z"),
    ],
)
def test_the_day_of_a_time_in_utc_is_the_one_that_readers_see(
    stated: str, shown: str, published: str
) -> None:
    line = f'<time datetime="{stated}" itemprop="datePublished">{shown}</time>'
    assert post(_article(line)).published == published


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("<p>Posted at - Jan. 12, 2010, 7:10 a.m.</p>", "2010-01-12T07:10"),
        ("<p>Posted at Jan. 12, 2010</p>", "2010-01-12"),
        ("<p>Posted at the gate, as ever.</p>", None),
    ],
)
def test_a_day_behind_the_text_that_something_was_posted_at(line: str, published: str | None) -> None:
    body = f"<div><h1>A kettle</h1><article class='text'>{TEXT}{line}</article></div>"
    assert post(body).published == published


@pytest.mark.parametrize(
    ("classes", "href", "tags"),
    [
        ("article-tag-list-link color3", "javascript:void(0)", ("iron",)),
        ("article-share-link", "javascript:void(0)", ()),
        ("article-tag-list-link", "javascript:share()", ()),
    ],
)
def test_tags_that_are_links_to_a_script(classes: str, href: str, tags: tuple[str, ...]) -> None:
    cloud = f'<div class="article-tag tagcloud"><ul><li><a href="{href}" class="{classes}">iron</a></li></ul></div>'
    assert post(_article(cloud)).tags == tags
    beside = f'{_article("")}<div class="tagcloud"><ul><li><a href="{href}" class="{classes}">iron</a></li></ul></div>'
    assert post(beside).tags == ()


@pytest.mark.parametrize(
    ("href", "tags"),
    [("/tags#iron", ("iron",)), ("/categories#Iron", ("iron",)), ("/notes#iron", ())],
)
def test_tags_that_are_places_on_one_page(href: str, tags: tuple[str, ...]) -> None:
    line = f'<div class="after-post-tags"><ul class="tags"><li><a href="{href}">#iron</a></li></ul></div>'
    assert post(_article("<p>March 2, 2019</p>" + line)).tags == tags


LABELS = '<span class="post-labels"><a href="/search/label/iron" rel="tag">iron</a></span>'


@pytest.mark.parametrize(
    ("widget", "region"),
    [("widget Blog", Region.CONTENT), ("widget PopularPosts", Region.NAVIGATION)],
)
def test_the_widget_of_blogger_that_holds_the_post_is_its_content(widget: str, region: Region) -> None:
    body = f'<main class="centered-bottom"><div class="main section"><div class="{widget}"><article class="post-outer-container"><div class="post"><h3 class="post-title entry-title">A kettle</h3>{TEXT}<a href="https://oak.example/">An oak</a>{LABELS}</div></article></div></div></main>'
    markup = f"<html><head><title>A kettle</title></head><body>{body}</body></html>"
    page = read_page(markup.encode(), "https://barn.blogspot.com/2020/02/a-kettle.html")
    assert [link.region for link in page.links if link.url == "https://oak.example/"] == [region]
    assert page.post is not None
    assert page.post.tags == (("iron",) if region is Region.CONTENT else ())


@pytest.mark.parametrize("side", ["blog-sidebar", "sidebar-module", "sidebar-widget"])
def test_tags_of_the_blog_in_a_side_bar_are_none_of_the_post(side: str) -> None:
    tags = (
        '<h4>Tags</h4><ul><li><a href="/tags/hay/">hay</a></li><li><a href="/tags/yoke/">yoke</a></li></ul>'
    )
    assert post(f'{_article("")}<div class="{side}">{tags}</div>').tags == ()
    assert post(_article(tags)).tags == ("hay", "yoke")


CARD = '<a href="/" class="p-author h-card" rel="author">{}</a>'


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (CARD.format('<img src="/a.png" alt="Ann Roy">'), "Ann Roy"),
        (CARD.format('<img src="/a.png" alt="A photo"> Ann Roy'), "Ann Roy"),
        (CARD.format('<img src="/a.png" alt="">'), None),
        (CARD.format('<img src="/a.png" alt="Ann Roy"><img src="/b.png" alt="A cat">'), None),
        ('<a href="/" class="author"><img src="/a.png" alt="A kettle on a stove"></a>', None),
        ('<address class="vcard">By <a class="fn" href="/ann">Ann Roy</a></address>', "Ann Roy"),
        ('<address class="vcard">Powered by <a href="https://kettles.example">Kettles</a></address>', None),
        ('<address class="vcard">Proudly powered by <a href="https://kettles.example">Kettles</a>, which boils.</address>', None),
        ('<address class="vcard"><a href="/ann">Powered Ann</a></address>', "Powered Ann"),
    ],
)  # fmt: skip
def test_a_card_that_is_a_picture_or_a_credit(line: str, author: str | None) -> None:
    assert post(f"<div class=h-entry><h1 class=p-name>A kettle</h1>{line}{TEXT}</div>").author == author
