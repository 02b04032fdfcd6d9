# ruff: noqa: E501 (markup stands as blogs print it)
"""Authors, topics and titles that old templates tell by words alone: by-lines, labels, names before a date."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Post

COMMENTS = '<ol class="commentlist"><li id="comment-1"><p>So.</p></li></ol>'
URL = "https://blog.example/2005/03/a-post/"
PAGE = """<html><head><title>{title}</title></head><body><div id="top"><a href="/">The Wood</a></div>
<div class="box"><h2>A walk</h2><p>Text of the post, long enough to be some.</p>{line}</div></body></html>"""


def post(line: str, title: str = "A walk | The Wood") -> Post:
    found = read_page(PAGE.format(line=line, title=title).encode(), URL).post
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('<p>Categories: <a href="/w/walks">Walks</a>, <a href="/w/woods">Woods</a></p>', ("Walks", "Woods")),
        ('<p><b>Filed under:</b> <a href="/w/walks">Walks</a> and <a href="/w/woods">Woods</a></p>', ("Walks", "Woods")),
        ('<div><span>Tags:</span> <ul><li><a href="/w/walks">Walks</a></li><li><a href="/w/woods">Woods</a></li></ul></div>', ("Walks", "Woods")),
        ('<div><div>Tags:&nbsp;</div><div><div><a href="/w/walks">Walks</a></div></div></div>', ("Walks",)),
        ('<p>テーマ：<a href="/theme-1.html">散歩</a></p>', ("散歩",)),
        ('<h6>发布:ann | 分类:<a href="/w/1">散步</a> | 评论:0</h6>', ("散步",)),
        ('<p>Рубрика <a href="/w/1">Прогулки</a></p>', ("Прогулки",)),
        ('<p>Category: <a href="/w/walks">Walks</a> | <a href="/w/x">Permalink</a> | <a href="/w/c">3 comments</a></p>', ("Walks",)),
        ('<p class="post-info">Par Ann, 2 mars 2005 à 08:14 <span>::</span> <a href="/p/Bois">Bois</a> <span>::</span> <a href="/p/9">#9</a></p>', ("Bois",)),
        ('<p>Categories: <a href="https://other.example/walks">Walks</a></p>', ()),
        ('<p>Kategorier: <a href="/w/1">Skog</a> | <a href="https://blog.example/2005/03/a-post/">Permalenke</a></p>', ("Skog",)),
        ('<div class="cats">\n' + " " * 60 + 'Tags:\n</div> <a href="/w/walks">Walks</a>', ("Walks",)),
        ('<div id="left-menu"><h3>Categories</h3><ul><li><a href="/w/walks">Walks</a></li></ul></div>', ()),
        ('<div class="x">\n' + " " * 40 + 'Tags:\n' + " " * 40 + 'A B</div> <a href="/w/walks">Walks</a>', ()),
        ('<p>I like categories <i>and</i> <a href="/w/walks">walks</a>.</p>', ()),
        ('<p>Vintage <a href="/w/walks">walks</a></p>', ()),
        ('<div id="sidebar"><p>Categories: <a href="/w/walks">Walks</a></p></div>', ()),
        ('<div id="comments"><p>Tags: <a href="/w/walks">Walks</a></p></div>', ()),
    ],
)  # fmt: skip
def test_topics_behind_a_label(line: str, tags: tuple[str, ...]) -> None:
    assert post(line).tags == tags


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<p class="byline">Ann Lee — 8 March 2005</p>', "Ann Lee"),
        ('<p class="meta">Ann Lee, March 8, 2005</p>', "Ann Lee"),
        ('<p class="posted">Posted by ann @ 04:20 PM on March 8, 2005</p>', "ann"),
        ('<p class="posted">Posted by ann Tue, 08 Mar 2005 20:10:00 GMT</p>', "ann"),
        ('<ul class="storybyline"><li>March 8, 2005</li><li>Contributed by: <a href="/u/1">Ann</a></li><li>Views: 12</li></ul>', "Ann"),
        ('<p class="dat">Skrivet av Ann den 8 mars 2005</p>', "Ann"),
        ('<p class="byline">Napisał Jan, 8 marca 2005</p>', "Jan"),
        ("<table><tr><td>Text.<br>Posted by Ann Lee on March 8, 2005 07:12 AM<br></td></tr></table>", "Ann Lee"),
        ('<p class="byline">Vienna, March 8, 2005</p>', None),
        ('<p class="byline">Tuesday, March 8, 2005</p>', None),
        ('<p class="byline">A long walk through the wood, March 8, 2005</p>', None),
        ("<p>March 8, 2005</p><table><tr><td>Ink.</td><td>Posted by Hal on March 9, 2005</td></tr></table>", None),
    ],
)  # fmt: skip
def test_the_author_of_a_line(line: str, author: str | None) -> None:
    assert post(line).author == author


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("The Wood: A walk", "A walk"),
        ("The Wood || A walk", "A walk"),
        ("A walk - The Wood", "A walk"),
        ("A walk in The Wood tonight", "A walk in The Wood tonight"),
    ],
)
def test_the_blog_s_name_is_that_of_the_first_link_home(head: str, title: str) -> None:
    page = PAGE.format(line="", title=head).replace("<h2>A walk</h2>", "<b>A walk</b>")
    found = read_page((page + COMMENTS).encode(), URL).post
    assert found is not None
    assert found.title == title


def test_a_numbered_blog_title_is_a_post_s() -> None:
    line = '<h1 id="title-31" class="blog-title">A walk</h1>'
    assert post(line).title == "A walk"


def test_trackbacks_as_a_heading_is_no_title() -> None:
    line = "<h2>Trackbacks:</h2><p>None.</p>"
    assert post(line, title="The Wood | Trackbacks | A walk").title == "A walk"


def test_a_sign_of_the_permalink_is_no_part_of_the_title() -> None:
    page = '<title>The Wood</title><p class="weblogtitle">A walk <span>[<a href="/2005/03/a-post/">Permalink</a>]</span></p><p>Text.</p>'
    found = read_page((page + COMMENTS).encode(), URL).post
    assert found is not None
    assert found.title == "A walk"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.php?entry=entry060214-101112", "post"),
        ("index.php?id=12", "post"),
        ("index.php?page=about&p=", "index"),
        ("index.html", "index"),
    ],
)
def test_a_script_that_shows_one_entry_is_no_list(path: str, kind: str) -> None:
    page = "<title>A walk</title><h2>A walk</h2><p>Text.</p>"
    assert read_page(page.encode(), f"https://blog.example/{path}").page_kind == kind


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<p class="info">作者: 静 发表于 2005-03-02 10:00</p>', "静"),
        ('<p class="meta">글쓴이: 초록 | 2005년 3월 2일 10:00</p>', "초록"),
        ('<p class="info">Kirjoittanut Aino 2.3.2005 klo 12:00</p>', "Aino"),
        ('<p class="meta">par Ann publié dans : <a href="/w/1">Bois</a></p>', "Ann"),
        ('<p class="meta">by A on March 2, 2005</p>', None),
    ],
)
def test_names_in_other_languages(line: str, author: str | None) -> None:
    assert post(line).author == author


@pytest.mark.parametrize(
    ("path", "title", "kind"),
    [
        ("tb.php?id=4", "The Wood: Trackbacks", "other"),
        ("tb/wood/1095", "Host - TrackBack", "other"),
        ("trackback?u=1&p=31", "TrackBack on A walk", "other"),
        ("weblog/trackbacks/a-walk/", "My Blog: Trackbacks", "other"),
        ("tb/0806.01234", "Trackbacks | Papers and preprints", "other"),
        ("2005/03/trackbacks-explained/", "Trackbacks - an explanation", "post"),
        ("2005/trackbacks/", "The Wood: Trackbacks", "post"),
        ("2005/trackback/12-a-walk", "A walk", "post"),
    ],
)
def test_a_window_of_trackbacks_is_no_post(path: str, title: str, kind: str) -> None:
    page = f"<title>{title}</title><h3>Trackbacks</h3><p>{'Words. ' * 40}</p>"
    assert read_page(page.encode(), f"https://blog.example/{path}").page_kind == kind


FOAF = """<!-- <rdf:RDF><rdf:Description rdf:about="https://blog.example/"><foaf:maker rdf:parseType="Resource">
</foaf:maker></rdf:Description></rdf:RDF> -->"""
OF_POST = """<!-- <rdf:RDF><rdf:Description rdf:about="https://blog.example/{0}" trackback:ping="https://blog.example/tb/{0}"
dc:title="{0}" /></rdf:RDF> -->"""


@pytest.mark.parametrize(
    ("blocks", "kind"),
    [
        (FOAF + OF_POST.format("a-walk"), "post"),
        (OF_POST.format("a-walk") + OF_POST.format("a-swim"), "index"),
    ],
)
def test_who_made_the_site_is_no_post(blocks: str, kind: str) -> None:
    page = f"<title>A walk</title>{blocks}<h3>A walk</h3><p>{'Words. ' * 40}</p>"
    assert read_page(page.encode(), "https://blog.example/a-walk").page_kind == kind


@pytest.mark.parametrize(
    ("heading", "published"),
    [
        ("Possibly Related:", "2006-03-20"),
        ("You might also like", "2006-03-20"),
        ("Monday, 2 May 2005 at 10:00", "2006-03-20"),
    ],
)
def test_no_date_of_related_posts(heading: str, published: str) -> None:
    page = f"""<title>A walk</title><div><h2 class="date">[ March 20, 2006 ]</h2><div><h3 class="title">A walk</h3>
<p>Text of the post, long enough to be some.</p><h2>{heading}</h2>
<div><ul><li><a href="/b">A swim</a> - May 2, 2008</li><li><a href="/c">links for 2005-06-29</a></li></ul></div></div></div>"""
    found = read_page(page.encode(), "https://blog.example/a-walk").post
    assert found is not None
    assert found.published == published


@pytest.mark.parametrize(("posts", "kind"), [(1, "post"), (2, "index")])
def test_by_lines_above_and_below_one_post(posts: int, kind: str) -> None:
    post = """<div class="post" id="post-{0}"><h2 class="posttitle"><a href="/2009/01/walk-{0}/" rel="bookmark">Walk {0}</a></h2>
<div class="postmetadata">13th January 2009, 07:36 pm</div><div class="postentry"><p>Words.</p></div>
<div class="postmetadata"><div class="postmetadata">Category: <a href="/category/w/" rel="category tag">Walks</a></div></div></div>"""
    page = "<title>Walk 1</title>" + "".join(post.format(n) for n in range(1, posts + 1))
    assert read_page(page.encode(), "https://blog.example/2009/01/walk-1/").page_kind == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('<a href="/tb/12">Trackback URI</a> | <a href="/feed">Feed of the comments</a>', "post"),
        ("Posted on May 4, 2005 by Ann", "index"),
        ("Ann at 10:15", "index"),
    ],
)
def test_a_line_of_links_called_a_by_line_is_no_second_post(line: str, kind: str) -> None:
    page = f"""<title>A walk</title><h2>A walk</h2><p class="posted">Posted on May 3, 2005 by Ann</p><p>Words.</p>
<p class="posted">{line}</p>"""
    assert read_page(page.encode(), "https://blog.example/?p=12").page_kind == kind


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        (r"Valves 1.2\-beta, 1.2\-gamma", "Valves 1.2-beta, 1.2-gamma"),
        (r"Valves in C:\Pipes", r"Valves in C:\Pipes"),
    ],
)
def test_hyphens_that_would_end_the_comment(stated: str, title: str) -> None:
    found = read_page(
        OF_POST.format("a-walk").replace('"a-walk" />', f'"{stated}" />').encode(),
        "https://blog.example/a-walk",
    ).post
    assert found is not None
    assert found.title == title
