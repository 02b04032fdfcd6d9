# ruff: noqa: E501 (markup stands as blogs print it)
"""What hosts and engines of East Asia print, beyond what each convention's own pages show."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page

URL = "http://orchard.example/2006/05/pear.html"
PEAR = "http://pear.example/blog/12.html"
PAGE = """<html><head><meta charset="utf-8"><title>剪定 - 果樹園</title></head><body><h1>果樹園</h1>
<div class="entry"><h2>剪定</h2>{line}<div class="entry-body"><p>{text}</p></div></div>{listing}</body></html>"""
TEXT = "春に枝を切る。切り方の話を書いておく。" * 12


def read(listing: str = "", line: str = "", url: str = URL) -> Page:
    return read_page(PAGE.format(listing=listing, line=line, text=TEXT).encode(), url)


TOLD = "Tracked from {blog} at 2006-05-04 08:10 <a href='#'><img src='x.gif'></a><br>{label}{title}<br>枝を切った。"
BLOG = '<a href="http://pear.example/">梨畑</a>'
SAID = '<div class="commentbox"><div class="title"><b>引用来自</b> <a href="http://pear.example/blog/12.html">梨畑</a></div><div>2006/05/04 08:10</div><div>枝を切った。道具も研いだ。</div></div>'
LISTINGS = [
    (
        "exblog: the blog and the title are links",
        "<div class='tb'>"
        + TOLD.format(blog=BLOG, label="<b>タイトル : </b>", title=f'<a href="{PEAR}">梨の木</a>')
        + "</div>",
        ("梨の木", "梨畑", "2006-05-04T08:10", "枝を切った。"),
    ),
    (
        "Egloos: the address above is a link that spells itself",
        '<div class="TB">트랙백 주소 : <a href="http://orchard.example/tb/12">http://orchard.example/tb/12</a><br><div>'
        + TOLD.format(blog=BLOG, label="제목 : ", title=f'<a href="{PEAR}">梨の木</a>')
        + "</div></div>",
        ("梨の木", "梨畑", "2006-05-04T08:10", "枝を切った。"),
    ),
    (
        "Bo-Blog: a comment made alike stands next to it",
        f'<div id="all">{SAID}<div class="commentbox"><div class="title">旅人</div><div>2006/05/05 08:00</div><div>いいね。</div></div></div>',
        ("梨畑", "梨畑", "2006-05-04T08:10", "枝を切った。道具も研いだ。"),
    ),
    (
        "Nucleus: the title is the name, and its link",
        f'<div class="tb"><h3>トラックバック</h3><div class="item"><div class="name"><a href="{PEAR}">梨の木</a></div><div class="body">枝を切った。道具も研いだ。</div><div class="date">from 梨畑 at 2006/05/04 08:10</div></div></div>',
        ("梨の木", "梨畑", "2006-05-04T08:10", "枝を切った。道具も研いだ。"),
    ),
    (
        "Z-Blog: the link is the title, and the blog has a label of its own",
        f'<ul class="msg trackback"><li class="tbname">1.引用来自:<a href="{PEAR}">梨の木</a></li><li>Blog:梨畑</li><li>枝を切った。道具も研いだ。</li><li>2006-5-4 8:10:00</li></ul>',
        ("梨の木", "梨畑", "2006-05-04T08:10:00", "枝を切った。道具も研いだ。"),
    ),
    (
        "Movable Type in Chinese",
        f'<h2>引用</h2><p>本文引用網址：<br>http://orchard.example/mt-tb.cgi/12</p><p id="p41">&raquo; <a href="{PEAR}">梨の木</a> 來自 梨畑<br>枝を切った。 <a href="{PEAR}">[閱讀全文]</a></p><p class="posted">引用時間： 2006年05月04日 08:10</p>',
        ("梨の木", "梨畑", "2006-05-04T08:10", "枝を切った。"),
    ),
    (
        "Ameblo: name and date in the foot",
        f'<div id="trackback"><h5 class="trackback_title">1 ■<a href="{PEAR}">梨の木</a></h5><div class="trackback_body">枝を切った。</div><div class="trackback_foot">梨畑 2006-05-04 08:10:00</div></div>',
        ("梨の木", "梨畑", "2006-05-04T08:10:00", "枝を切った。"),
    ),
    (
        "blosxom: the address is announced in English",
        f'<div class="trackback"><h4>TrackBack</h4><p>TrackBack ping me at<br>http://orchard.example/12.trackback</p><p><b>Title:</b> <a href="{PEAR}">梨の木</a><br><b>Blog:</b> 梨畑<br><b>Excerpt:</b> 枝を切った。</p></div>',
        ("梨の木", "梨畑", None, "枝を切った。"),
    ),
]
TERM = '<dt id="trackback11"><a href="{href}" target="_blank">{title}</a></dt><dd>{text}</dd><dd class="tb_data">2006-05-04 Thu 08:10 | {blog}</dd>'
TERMS = TERM.format(href=PEAR, title="梨の木", text="枝を切った。道具も研いだ。", blog="梨畑") + TERM.replace(
    "11", "12"
).format(href="http://plum.example/3", title="紅い花", text="梅も切った。", blog="梅林")
POPUP = """<div class="trackback-body">このリストは、次のエントリーを参照しています: '<a href="http://orchard.example/2006/05/pear.html">剪定</a>'.</div>
<div class="trackback-body"><a name="77"></a><a href="http://pear.example/blog/12.html">梨の木</a><br><b>概要:</b> 枝を切った。<br><b>ウェブログ:</b> 梨畑<br><b>日時:</b> 2006年05月04日 08:10</div>"""


@pytest.mark.parametrize(
    ("listing", "told"), [each[1:] for each in LISTINGS], ids=[each[0] for each in LISTINGS]
)
def test_listings(listing: str, told: tuple[str, str | None, str | None, str]) -> None:
    rows = read(listing).linkbacks
    assert [row.source for row in rows] == [PEAR]
    assert (rows[0].title, rows[0].site, rows[0].published, rows[0].excerpt) == told


def test_terms_of_fc2_end_where_the_next_one_begins() -> None:
    aside = "<dl><dt>最近のトラックバック</dt><dd><a href='/2006/04/'>船:海図</a></dd></dl>"
    rows = read(f"<h3>トラックバック</h3><dl>{TERMS}</dl>{aside}").linkbacks
    assert [(row.title, row.site, row.published, row.excerpt) for row in rows] == [
        ("梨の木", "梨畑", "2006-05-04T08:10", "枝を切った。道具も研いだ。"),
        ("紅い花", "梅林", "2006-05-04T08:10", "梅も切った。"),
    ]


def test_the_author_that_tistory_states() -> None:
    page = PAGE.format(listing="", line="", text=TEXT).replace(
        "<title>", '<meta property="og.article.author" content="돌담"><title>'
    )
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.author == "돌담"


def test_the_post_in_the_introduction_of_a_pop_up_is_no_ping() -> None:
    rows = read(POPUP, url="http://orchard.example/mt-tb.cgi?__mode=view&entry_id=9").linkbacks
    assert [(row.source, row.site) for row in rows] == [(PEAR, "梨畑")]


@pytest.mark.parametrize(
    "listing",
    [
        f'<div class="widget-recent-trackbacks widget"><h3>最近のトラックバック</h3><ul><li><a href="{PEAR}">梨の木</a> (梨畑) on <a href="/2006/04/">摘果</a></li></ul></div>',
        f'<div class="recent-trackbacks"><h3>最近のトラックバック</h3><ul><li><a href="{PEAR}">梨の木</a> from 梨畑 2006/05/04</li></ul></div>',
        '<div class="TB">트랙백 주소 : <a href="http://orchard.example/tb/12">http://orchard.example/tb/12</a></div>',
        '<div class="tb"><div class="item"><div class="name">梨畑</div><div class="body">枝を切った。</div></div></div>',
    ],
)
def test_lists_of_the_blog_and_addresses_are_no_listing(listing: str) -> None:
    assert read(listing).linkbacks == ()


@pytest.mark.parametrize(
    ("listing", "number"),
    [
        ("<div>Commented by <b>ミナ</b> at 2006-05-04 10:10 <br>見に行きます</div>" * 2, 2),
        ("<p>This was commented by many people in May.</p>", 0),
        (
            '<ol class="commentlist"><li class="comment"><div class="comment-content"><p class="no_comment">この記事へのコメントはありません。</p></div></li></ol>',
            0,
        ),
        (
            '<ol class="commentlist"><li class="comment"><div class="comment-content"><p>コメントはありません、と言われた。</p></div></li></ol>',
            1,
        ),
        ('<div id="comment_30036900000" style="display:none"></div>', 0),
        ('<div id="comment-12"><p>見に行きます</p></div>', 1),
        ('<div class="c"><a id="comment-12"></a><p>見に行きます</p></div>', 1),
    ],
)
def test_comments(listing: str, number: int) -> None:
    assert read(listing).comments_count == number


@pytest.mark.parametrize(
    ("listing", "found"),
    [
        (
            "<h3>トラックバックURL（承認制）</h3><p>http://tb.orchard.example/diary/200605040000/aa11b/</p>",
            ("http://tb.orchard.example/diary/200605040000/aa11b/",),
        ),
        (
            '<a href="/cmd.asp?act=tb&amp;id=147&amp;key=9f" title="引用地址">TrackBack</a>',
            ("http://orchard.example/cmd.asp?act=tb&id=147&key=9f",),
        ),
        ('<p>引用 <a href="/post/147.html" title="引用地址">TrackBack</a></p>', ()),
        (
            '<h5>引用</h5><input type="text" value="http://orchard.example/tb.php?sc=9a8b&amp;id=42">',
            ("http://orchard.example/tb.php?sc=9a8b&id=42",),
        ),
        ('<h5>引用</h5><input type="text" value="http://orchard.example/search.php?id=42">', ()),
        (
            "<p>Трэкбэк URL для данной записи: <span>http://orchard.example/mt-tb.cgi/31</span></p>",
            ("http://orchard.example/mt-tb.cgi/31",),
        ),
        ('<p>トラックバック <a href="/tb/list">一覧</a></p>', ()),
    ],
)
def test_addresses_for_pings(listing: str, found: tuple[str, ...]) -> None:
    assert read(listing).endpoints.trackback == found


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('<h3><a href="#p01">_</a> [<a href="./?category=linux">linux</a>] 枝の話</h3>', ("linux",)),
        (
            '<h3><a href="#p">■</a> <a href="/taro/searchdiary?word=%2A%5B%C5%B7%5D" class="sectioncategory">[天気]</a>枝の話</h3>',
            ("天気",),
        ),
        ('<h3>枝の話 <a href="./?category=linux">linux</a></h3>', ()),
        ('<div class="info"><a href="/catalog.asp?cate=2" rel="category">木工</a></div>', ("木工",)),
        (
            '<table><tr><td><span>标签：</span><h3><a href="http://search.orchard.example/?q=1">雨季</a></h3> <h3><a href="http://search.orchard.example/?q=2">山</a></h3></td></tr></table>',
            ("雨季", "山"),
        ),
        ('<div>カテゴリー</div><h3><a href="/other.html">枝の話</a></h3>', ()),
    ],
)
def test_topics(line: str, tags: tuple[str, ...]) -> None:
    found = read(line=line).post
    assert found is not None
    assert found.tags == tags


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (
            '<div class="entry_state">もり | <a href="/?cid=3">木工</a> | 22:10 | <a href="#c">comments(1)</a> | - | -</div>',
            "もり",
        ),
        (
            '<p class="state">momiji | <a href="/?cid=2">和菓子</a> | 09:30 PM | <a href="#c">comments(1)</a></p>',
            "momiji",
        ),
        (
            '<div class="entry_state">快晴 | <a href="/?cid=3">木工</a> | <a href="#c">comments(1)</a></div>',
            None,
        ),
        (
            '<div class="entry_state"><a href="/?cid=3">木工</a> | 22:10 | <a href="#c">comments(1)</a></div>',
            None,
        ),
        ('<p class="posted">2012年10月08日 13:05 投稿者: 森守 <a href="/?category=aki">秋</a></p>', "森守"),
        ('<p class="posted">投稿者: 森 秋 | <a href="/?category=fuyu">冬</a></p>', "森 秋"),
        ('<p class="infoAuthor"><span><dfn>Posted</dfn> by</span> <cite>돌담</cite></p>', "돌담"),
        ('<p class="posted">發表人 nanshan 於 2005年11月06日 21:14</p>', "nanshan"),
    ],
)
def test_authors(line: str, author: str | None) -> None:
    found = read(line=line).post
    assert found is not None
    assert found.author == author
