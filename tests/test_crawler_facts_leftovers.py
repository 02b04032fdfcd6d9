# ruff: noqa: E501 (markup stands as blogs print it)
"""What stands beside a post's own lines and is none of them: days, time zones, comments, signatures of pings."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import PageKind, Post

URL = "https://blog.example/2005/03/a-post/"
PAGE = """<html><head><title>{title}</title></head><body class="{body}"><h1>A walk</h1>
<div class="text"><p>{text}</p></div>{line}</body></html>"""
TEXT = "We went along the river, past the mill and the woods behind it, until it rained. " * 4


def post(line: str, title: str = "A walk | The Wood") -> Post:
    found = read_page(PAGE.format(line=line, title=title, body="single", text=TEXT).encode(), URL).post
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<ul class="info"><li>2005-03-02 (Wed)</li><li><a href="/category/walks/">Walks</a></li></ul>', None),
        ('<ul class="info"><li>2005-03-02 (Ann)</li><li><a href="/category/walks/">Walks</a></li></ul>', "Ann"),
        ('<p class="itemFooterStyle">3/2/2005 9:14:00 PM (GMT Standard Time, UTC+00:00) | <a href="/category/walks/">Walks</a></p>', None),
        ('<div class="node__meta"><div class="node__submitted">By <span><a href="/user/4">Ann Lee</a></span>, 2 March, 2005</div></div>', "Ann Lee"),
        ('<p><span class="byline"><a href="/ann/">Ann Lee</a></span></p>', "Ann Lee"),
        ('<ul class="info"><li>2005-03-02 (Mié)</li><li><a href="/category/walks/">Walks</a></li></ul>', None),
        ('<p class="meta">2 марта 2005 (Среда) | <a href="/category/walks/">Walks</a></p>', None),
        ('<p class="meta">2 maart 2005 (Woensdag) | <a href="/category/walks/">Walks</a></p>', None),
        ('<p class="meta">2005-03-02 | Sam | <a href="/category/walks/">Walks</a></p>', "Sam"),
        ('<p class="meta">March 2, 2005 | Central European Time | <a href="/category/walks/">Walks</a></p>', None),
        ('<p class="meta">Photo by Ann Lee</p>', None),
        ('<p class="postmetadata">2. März 2005 – Abgelegt unter <a href="/category/walks/">Walks</a></p>', None),
        ('<p class="postmetadata">2 mars 2005 – Publié dans <a href="/category/walks/">Walks</a></p>', None),
        ('<p class="meta">Walks, by Ann Lee</p>', "Ann Lee"),
        ('<div class="author-box"><h4>Our newsletter</h4></div>', None),
        ('<p><span class="byline">A Long Walk Home Again</span></p>', None),
        ('<p><span class="byline">Next post</span></p>', None),
        ('<div class="post-info"><i class="icon-users"></i><span>Ann Lee</span> <i class="icon-time"></i><span>2 March 2005</span></div>', "Ann Lee"),
        ('<p class="meta"><i class="fa fa-clock-o"></i> 2 March 2005 <i class="fa fa-user-circle-o"></i> ann <i class="fa fa-comment"></i> 2</p>', "ann"),
        ('<p class="meta"><span class="glyphicon glyphicon-user"></span> Log in <span class="glyphicon glyphicon-time"></span> 2 March 2005</p>', None),
        ('<p class="meta"><i class="fa fa-users"></i> 12 readers <i class="fa fa-user-plus"></i> Follow <i class="fa fa-user"></i> <i class="fa fa-clock-o"></i> 2 March 2005</p>', None),
        ('<p class="meta">2 March 2005</p><div class="nav"><i class="fa fa-user"></i> Ann</div>', None),
        ('<div class="comment_block"><div><div><div><div><div><p><span class="author"><a href="http://hen.example/">Hen</a></span></p></div></div></div></div></div></div>', None),
    ],
)  # fmt: skip
def test_the_author_of_a_line(line: str, author: str | None) -> None:
    assert post(line).author == author


def test_a_date_in_the_text_before_the_by_line_that_is_called_one() -> None:
    text = "<p>Tracked on July 1, 2005</p><p>So it went on and on.</p>"
    page = f'<title>A walk</title><h3>A walk</h3>{text}<p class="posted">Posted by Ann at July 4, 2005 9:12 PM</p>'
    found = read_page(page.encode(), "https://blog.example/a-walk.html").post
    assert found is not None
    assert found.published == "2005-07-04T21:12"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ('<p><span class="kdate">2005/03/02 <time class="updated" datetime="2006-01-05T10:00:00+0900">2006/01/05</time></span></p>', "2005-03-02"),
        ('<p><span class="kdate"><time class="updated" datetime="2006-01-05T10:00:00+0900">2006/01/05</time></span></p>', "2006-01-05"),
        ('<p class="date"><time class="published" datetime="2005-03-02T23:00:00+0900">2005/03/02</time> <time class="updated" datetime="2006-01-05T10:00:00+0900">2006/01/05</time></p>', "2005-03-02"),
    ],
)  # fmt: skip
def test_the_date_beside_that_of_a_change(line: str, published: str) -> None:
    page = f"<title>A walk</title><body><h1>A walk</h1>{line}<p>{TEXT}</p></body>"
    found = read_page(page.encode(), "https://blog.example/a-walk/").post
    assert found is not None
    assert (found.published or "")[:10] == published


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('<div class="entry-tags"><a class="tag-link tag-link-9" href="/tag/rain/">rain</a></div>', ("rain",)),
        ('<div class="entry-tags"><a class="tag-cloud-link tag-link-9" href="/tag/rain/">rain</a></div>', ()),
        ('<p><a rel="tag" href="/tag/cs">C#</a> <a rel="tag" href="/tag/f">#F#,</a> <a rel="tag" href="/tag/b">#bees</a></p>', ("C#", "F#", "bees")),
        ('<p><a href="javascript:void(0)" onclick="go()" rel="tag">summer</a></p>', ("summer",)),
        ('<div class="entry-tags">Tags: rain, oak trees\n</div>', ("rain", "oak trees")),
        ('<p class="tags">Tags: rain. I like it.</p>', ()),
        ('<div id="sidebar"><div class="tags">Tags: rain, oak</div></div>', ()),
        ('<p class="tags">Tags: <a href="/rain/">rain</a>, oak</p>', ("rain",)),
        ('<p>Category: <a href="/1/">Rain</a><br>Previous in This Category: <a href="/2/">Oaks</a></p>', ("Rain",)),
        ('<div class="info"><p>Text licensed under <a href="https://by.example/3/">CC-BY</a>.</p></div>', ()),
        ('<p><a href="javascript:void(0)" onclick="go()">print</a></p>', ()),
        ('<div id="sidebar"><a href="javascript:void(0)" onclick="go()" rel="tag">summer</a></div>', ()),
    ],
)  # fmt: skip
def test_tags(line: str, tags: tuple[str, ...]) -> None:
    assert post(line).tags == tags


def test_a_comment_s_title_is_no_post_s() -> None:
    page = '<title>A walk</title><p><b>A walk</b><br>March 2, 2005</p><h3 class="blog_comment_title">Agreed</h3><p>by Hen on 3/4/05</p>'
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert (found.title, found.author) == ("A walk", None)


def test_signatures_of_trackbacks_make_no_list_of_posts() -> None:
    pings = "".join(
        f'<li><strong>Pears {n}</strong><br>How the wood is cut in the frost.<div class="posted">Tracked on: '
        f'<a href="http://pear.example/{n}">Pear yard</a> at 2005 03 0{n} 17:20:11</div></li>'
        for n in (3, 4, 5)
    )
    line = f'<div class="posted">Posted by Ann on March 2, 2005</div><h2>Trackbacks:</h2><ol>{pings}</ol>'
    read = read_page(PAGE.format(line=line, title="The Wood", body="", text=TEXT).encode(), URL)
    assert (read.page_kind, len(read.linkbacks)) == (PageKind.POST, 3)


def test_a_month_in_the_author_s_line_is_nobody() -> None:
    line = '<div class="author"><small>9th of <a href="/?m=200611">November 2006</a> by ann</small></div>'
    assert post(line).author == "ann"


def test_the_words_for_no_comments_are_no_title() -> None:
    page = '<title>A walk</title><body><h2><a href="/2005/">Home</a></h2><p>March 2, 2005</p><h3>No Comments</h3></body>'
    found = read_page(page.encode(), "https://blog.example/2005/a-walk.html").post
    assert found is not None
    assert found.title == "A walk"


@pytest.mark.parametrize(("name", "kind"), [("archive post", "post"), ("archive", "index")])
def test_a_template_that_calls_a_post_an_archive(name: str, kind: str) -> None:
    page = f'<title>A walk</title><body class="{name}"><h1>A walk</h1><p>{TEXT}</p></body>'
    assert read_page(page.encode(), URL).page_kind == kind


@pytest.mark.parametrize(
    ("address", "author"),
    [("/author/ann/", "Ann Olsen"), ("/author/ann/index.html", "Ann Olsen"), ("/2005/02/mills/", None)],
)
def test_a_heading_that_links_the_author_is_no_other_post(address: str, author: str | None) -> None:
    html = (
        f'<title>A walk - Blog</title><div class="content"><h1>A walk</h1><h4><a href="{address}">Ann Olsen</a>'
        '</h4><span class="date">May 3, 2005</span><p>We went along the river.</p></div>'
    )
    found = read_page(html.encode(), "https://blog.example/2005/05/walk/").post
    assert found is not None
    assert found.author == author
