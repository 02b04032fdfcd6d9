# ruff: noqa: E501 (markup stands as blogs print it)
"""What pages of East Asian hosts and old engines say of their posts in places of their own."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Post

URL = "https://orchard.example/2008/03/apples.html"


def read(title: str, body: str, url: str = URL) -> Post:
    comment = '<div id="comment-1"><p>So.</p></div>'
    post = read_page(f"<title>{title}</title><body>{body}{comment}".encode(), url).post
    return post or Post()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("りんご | 果樹園 - 楽天ブログ（Blog）", "りんご"),
        ("果樹園：りんご - livedoor Blog（ブログ）", "りんご"),
        ("りんご - 果樹園 - Yahoo!ブログ", "りんご"),
        ("りんご_果樹園_新浪博客", "りんご"),
        ("りんご 果樹園／ウェブリブログ", "りんご 果樹園"),
        # A post about the host.
        ("楽天ブログ | 果樹園", "楽天ブログ"),
    ],
)
def test_the_host_that_ends_every_title(title: str, expected: str) -> None:
    assert read(title, '<p><a href="/">果樹園</a></p><div>はい。</div>').title == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("果樹園 - 2008-03-03", '<h1>果樹園</h1><h2><span class="date">2008-03-03</span> <span class="title">りんご</span></h2>', "りんご"),
        ("果樹園(2008-03-03(月))", '<h1>果樹園</h1><h2><span class="date">2008-03-03(月)</span> <span class="title">りんご</span></h2>', "りんご"),
        # Textcube's Periwinkle numbers its posts beside the title.
        ("果樹園 :: りんご", '<p><a href="/">果樹園</a></p><h3><a href="/5">りんご</a> <small>- 5번째 이야기</small></h3>', "りんご"),
        ("果樹園 :: りん", '<p><a href="/">果樹園</a></p><h3><a href="/5">りんごの木</a></h3>', "りんごの木"),
        ("2008-03-03 - 果樹園", '<h1>果樹園</h1><h2><span class="date">2008-03-03</span> <span class="title">りんご</span></h2>', "りんご"),
        # PyBlosxom names its pages by their paths.
        ("Orchard : /fruit/apples.html", '<h1>Orchard</h1><h2>Mon, 03 Mar 2008</h2><h3><a name="apples">Apples</a></h3>', "Apples"),
        ("Orchard : /etc/fstab", "<h1>Orchard : /etc/fstab</h1><h3>What it holds</h3>", "Orchard : /etc/fstab"),
        ("果樹園 - 2008-03-03 りんご", "<h1>果樹園</h1><h2>2008-03-03 りんご</h2>", "2008-03-03 りんご"),
    ],
)  # fmt: skip
def test_the_title_of_a_day_or_a_path(title: str, body: str, expected: str) -> None:
    assert read(title, body + "<p>はい。</p>").title == expected


@pytest.mark.parametrize(
    ("body", "author", "published"),
    [
        # Bold words that say the page's title, and what stands behind them.
        ('<p><a href="/">我的果园</a></p><div><b>苹果</b> [ 2008-03-03 20:33:01 | 作者: <a href="/m">小明</a> ]</div>', "小明", "2008-03-03T20:33:01"),
        ('<p><a href="/">我的果园</a></p><div><b>梨</b> [ 2008-03-03 20:33:01 | 作者: <a href="/m">小明</a> ]</div>', None, None),
        # The line is the next item.
        ('<p><a href="/">我的果园</a></p><ul><li><h1>苹果</h1></li><li>小明 发表于2008-03-03 20:33:01</li></ul>', "小明", "2008-03-03T20:33:01"),
        # PIXNET's line at the end of the post; elsewhere such a box tells of the author.
        ('<p><a href="/">我的果园</a></p><h1>苹果</h1><p>是的。</p><p class="author-profile">小明 發表在 <a href="https://www.pixnet.net/">痞客邦</a> 留言(2)</p>', "小明", None),
        ('<p><a href="/">我的果园</a></p><h1>苹果</h1><p>是的。</p><p class="author-profile">小明 likes apples.</p>', None, None),
        # The category's line, and the text in a block of its own.
        ('<p><a href="/">我的果园</a></p><h1>苹果</h1><div><small>2008/03/03 - Posted by : haru</small><div>好吃。</div></div>', "haru", "2008-03-03"),
    ],
)  # fmt: skip
def test_lines_of_the_post(body: str, author: str | None, published: str | None) -> None:
    post = read("我的果园 - 苹果", body, "https://orchard.example/apples.html")
    assert (post.author, post.published) == (author, published)


@pytest.mark.parametrize(
    ("href", "tags"),
    [("category3-1.html", ("果物",)), ("blog-category-3.html", ("果物",)), ("blog-entry-3.html", ())],
)
def test_categories_of_fc2(href: str, tags: tuple[str, ...]) -> None:
    line = f'<ul class="entry_footer"><li>2008/03/03 23:12:40|</li><li><a href="https://orchard.example/{href}">果物</a>|</li></ul>'
    assert read("果樹園 りんご", f"<h2>りんご</h2><p>はい。</p>{line}").tags == tags


@pytest.mark.parametrize(
    ("title", "bold", "expected"),
    [("果樹園便り りんご", "りんご", "りんご"), ("果樹園便り りんご", "梨", "果樹園便り りんご")],
)
def test_the_blogs_name_and_the_title_with_a_space_between(title: str, bold: str, expected: str) -> None:
    cells = (
        f'<tr><td><a href="/">果樹園便り</a></td></tr><tr><td><b>{bold}</b></td></tr><tr><td>はい。</td></tr>'
    )
    assert read(title, f"<table>{cells}</table>").title == expected


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('<ul class="info"><li class="date">2007-02-22 (Thu)</li><li class="category"><a href="/web/">Web</a></li></ul>', ("Web",)),
        ('<ul class="info"><li class="date">2007-02-22 (Thu)</li><li class="category"><a href="/web/"></a><a href="/web/">Web</a></li></ul>', ("Web",)),
        ('<ul class="info"><li class="date">2007-02-22 (Thu)</li><li class="category"><a href="/web/">Web</a>, <a href="/css/">CSS</a></li></ul>', ("Web", "CSS")),
        # Without a date, with more words, one of several.
        ('<ul class="info"><li class="category"><a href="/web/">Web</a></li></ul>', ()),
        ('<ul class="info"><li class="date">2007-02-22</li><li class="category">see <a href="/web/">Web</a></li></ul>', ()),
        ('<ul class="info"><li class="date">2007-02-22</li><li class="category"><a href="/web/">Web</a></li><li class="category"><a href="/css/">CSS</a></li></ul>', ()),
    ],
)  # fmt: skip
def test_what_is_called_the_category(line: str, tags: tuple[str, ...]) -> None:
    assert (
        read("りんご - 果樹園", f'<p><a href="/">果樹園</a></p><h1>りんご</h1>{line}<p>はい。</p>').tags
        == tags
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<div class="postDesc">posted @ 2008-03-03 10:20 <a href="/m/">小明</a> 阅读(33) 评论(0)</div>', "小明"),
        ('<div class="postDesc">posted @ 2008-03-03 10:20 阅读(33) 评论(0)</div>', None),
        ('<p class="story-information">2008年3月 3日(月) 10:20 投稿者: 会長 表示回数 120</p>', "会長"),
        # A header with the title between date and topic: the title is nobody.
        ('<div class="post-header"><ul><li>2008.03.03</li></ul><h1>りんご</h1><ul><li><a href="/category/mi" rel="category tag">実</a></li></ul></div>', None),
    ],
)  # fmt: skip
def test_the_author_in_a_line_that_ends_or_holds_the_title(line: str, author: str | None) -> None:
    title = "" if "<h1>" in line else "<h1>りんご</h1>"
    assert read("りんご | 果樹園", f"{title}<div><p>はい。</p></div>{line}").author == author


def test_the_date_beside_the_user_at_naver() -> None:
    line = '<div class="box"><span class="nick"><a href="/m">들꽃</a></span> <span class="se_publishDate pcol2">2008. 3. 3. 12:30</span></div>'
    body = f'<div class="series"><a href="/2">식물</a></div><div class="head"><p>사과</p></div>{line}<div>그렇다.</div>'
    assert read("사과 : 네이버 블로그", body).published == "2008-03-03T12:30"


def test_a_title_in_a_cell_that_is_called_the_subject() -> None:
    cells = '<table><tr><td class="{}">달무리</td></tr><tr><td>2005/10/18 22:40</td></tr></table>'
    page = '<div id="header"><h1><a href="/">하늘 관찰</a></h1></div>'
    assert read("하늘 관찰", page + cells.format("subject")).title == "달무리"
    assert read("하늘 관찰", page + cells.format("intro")).title == "하늘 관찰"
