# ruff: noqa: E501 (markup stands as blogs print it)
"""What pages of East Asian hosts and software say of their post: topics, dates, authors, comments."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page, PageKind
from crawler.words.dates import read_date
from crawler.words.labels import read_heading

URL = "http://blog.example/entry/12"


def read(body: str, url: str = URL) -> Page:
    return read_page(f"<html><head><title>散歩 - 空色</title></head><body>{body}</body></html>".encode(), url)


HEAD = '<h2 class="entry-title">散歩</h2>'


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('<span class="date">2008-05-06 17:21</span> | <a href="/c/1234">朝</a>', ("朝",)),
        ('<p class="posted">Posted by 凪 at 2004年11月20日 22:13 | <a href="/mt-tb.cgi?__mode=view&amp;entry_id=71">トラックバック</a></p>', ()),
        ('<p class="entry-footer">カテゴリー: <a href="/cat/1/">料理</a> | <a href="/entry/12">個別ページ</a></p>', ("料理",)),
        ('<p class="meta">2018. 7. 21. 10:15 | <a href="/category/trip">여행</a></p><ul><li><a href="/50?category=1">섬 여행</a></li></ul>', ("여행",)),
        ('<p class="meta">2018. 7. 21. 10:15 | <a href="/index.php?category=1">섬</a></p>', ("섬",)),
        ('<p class="meta">20 五月, 2007 | <a href="/index.php?op=Default&amp;postCategoryId=4&amp;blogId=1">散步</a></p>', ("散步",)),
        ('<p class="meta">Автор: master | 12-03-2011 | Категория: <a href="/stroyka/">Стройка</a></p>', ("Стройка",)),
        ('<ul><li>全站分類：<a href="/all/1">美味</a></li><li>個人分類：<a href="/bluecup/1">吃喝</a></li></ul>', ("吃喝",)),
    ],
)  # fmt: skip
def test_topics(line: str, tags: tuple[str, ...]) -> None:
    found = read(f'<div class="post">{HEAD}{line}<p>雨。</p></div>').post
    assert found is not None
    assert found.tags == tags


def test_the_brackets_of_a_topic_before_a_title_are_none_of_it() -> None:
    link = '<a href="/t/searchdiary?word=%2A%5Bemacs%5D">[emacs]</a>'
    anchor = '<a href="/entry/12"><span class="sanchor">■</span></a>'
    title = f'<h3 class="title">{anchor} <span class="categories">{link}</span>散歩</h3>'
    found = read(f"<div>{title}<p>雨。</p></div>").post
    assert found is not None
    assert found.tags == ("emacs",)


def test_a_topic_in_brackets_behind_a_title_that_is_no_heading() -> None:
    title = '<div class="articles-title"><a href="/entry/12">燕の巣</a> [<a href="/archive/c500001">観察</a>]</div>'
    found = read(f'{title}<p>雨。</p><a name="favorite"></a><h3>nice! 3</h3>').post
    assert found is not None
    assert (found.title, found.tags) == ("燕の巣", ("観察",))


@pytest.mark.parametrize(
    ("below", "published"),
    [
        ('<div id="cm"><h3>コメント</h3><dl><dt>はじめまして</dt><dd>2007/09/09(日) 10:11:12 | 通りすがり</dd></dl></div>', "2007-09-08"),
        ('<ul class="msg"><li>相关文章:</li><li><a href="/120">构图</a> (2007-3-2 10:1:1)</li></ul>', "2007-09-08"),
        ("<p>2007/09/08 10:11</p>", "2007-09-08T10:11"),
    ],
)  # fmt: skip
def test_dates_of_comments_and_of_other_posts_are_not_the_posts(below: str, published: str) -> None:
    post = '<div class="content"><h2>散歩</h2><ul class="entry_date"><li>2007/09/08</li><li>Sat</li></ul><p>雨。</p></div>'
    found = read(post + below).post
    assert found is not None
    assert found.published == published


@pytest.mark.parametrize("host", ["痞客邦 PIXNET", '<a href="https://www.pixnet.net">痞客邦</a>'])
def test_pixnet(host: str) -> None:
    spans = '<span class="month">Nov</span> <span class="date">08</span> <span class="day">Sat</span> <span class="year">2008</span> <span class="time">19:22</span>'
    head = f'<ul class="article-head"><li class="publish">{spans}</li><li class="title"><h2><a href="/entry/12">散歩</a></h2></li></ul>'
    foot = f'<p class="author">藍杯 發表在 {host} <a href="#comments">留言</a>(2)</p>'
    one = '<ul class="single-post"><li class="post-info"><a href="http://a.example/">餃子</a> 2008/11/09 10:10</li><li class="post-text">好吃</li></ul>'
    page = read(f'{head}<p>雨。</p>{foot}<div id="comment"><h3>留言列表 (2)</h3>{one}{one}</div>')
    assert page.post is not None
    assert (page.post.author, page.post.published, page.comments_count) == ("藍杯", "2008-11-08T19:22", 2)


@pytest.mark.parametrize(
    ("text", "date"),
    [("Nov 08 Sat 2008 19:22", "2008-11-08T19:22"), ("Nov 08 Sat 20081", None), ("Room 12 sat 2008 guests", None)],
)  # fmt: skip
def test_a_day_of_the_week_between_day_and_year(text: str, date: str | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<p class="state">| <a href="/?pid=1">汐</a> | <a href="/?cid=2">旅</a> | 16:11 |</p>', "汐"),
        ('<p class="state">| <a href="/blog/sb.cgi?pid=1">汐</a> | 16:11 |</p>', "汐"),
        ('<p>夏の<a href="/gallery/index.php?pid=12">海</a></p>', None),
        ('<p>夏の<a href="/forum/viewtopic.php?id=3&pid=12">海</a></p>', None),
        ('<aside><p class="author">執筆者：<a href="/author/kurashi/">くらし</a></p></aside>', "くらし"),
        ('<aside><p class="other">人気の人：<a href="/author/kurashi/">くらし</a></p></aside>', None),
    ],
)  # fmt: skip
def test_authors(line: str, author: str | None) -> None:
    found = read(f"<article>{HEAD}<p>2007年9月23日</p><p>雨。</p>{line}</article>").post
    assert found is not None
    assert found.author == author


def test_the_comments_of_hatena_diary_stand_in_one_block() -> None:
    one = '<p><span class="commentator">{}</span> <span class="timestamp">2011/03/13 23:18</span> <span class="commentbody">雨。</span></p>'
    block = f'<div class="comment"><div class="caption">コメント</div><div class="commentshort">{one.format("a")}{one.format("b")}</div></div>'
    assert read(f"{HEAD}<p>雨。</p>{block}").comments_count == 2


@pytest.mark.parametrize(
    "query", ["?__mode=view&entry_id=3", "?plugin=tb&__mode=view&tb_id=0f3", "?plugin=tb&x=1"]
)
def test_a_window_of_pings_is_no_post(query: str) -> None:
    assert read(f"{HEAD}<p>雨。</p>", f"http://blog.example/index.php{query}").page_kind is PageKind.OTHER


@pytest.mark.parametrize(
    ("text", "heads"),
    [("이 글에 남긴 엮인글", True), ("이 글의 트랙백 (2)", True), ("이 포스트에 달린 트랙백", True), ("이 글을 트랙백으로", False), ("그 글에 남긴 엮인글", False)],
)  # fmt: skip
def test_korean_headings(text: str, heads: bool) -> None:
    assert (read_heading(text) is not None) is heads


def test_the_newest_posts_of_a_topic_are_no_topic() -> None:
    line = '<div class="posted">【<a href="/category/1.html">猫の最新記事</a>】posted by 汐 at 10:11| <a href="/category/1.html">猫</a></div>'
    found = read(f'{HEAD}<h2 class="date">2012年11月08日</h2><p>雨。</p>{line}').post
    assert found is not None
    assert found.tags == ("猫",)


@pytest.mark.parametrize(
    ("block", "count"),
    [
        ('<div id="comment-area"><aside><h2>コメント</h2><ol><li class="comment" id="comment-3"><p>雨。</p></li></ol></aside></div>', 1),
        ('<div id="latest"><aside><h2>最近</h2><ol><li class="comment" id="comment-3"><p>雨。</p></li></ol></aside></div>', 0),
        ('<div class="ca"><h3>この記事へのコメント</h3><div class="cb"><p>雨。</p><p>2009.10.04 22:00 | くり</p></div></div>', 1),
        ('<div class="ca"><h3>この記事へのいいね</h3><div class="cb"><p>雨。</p><p>2009.10.04 22:00 | くり</p></div></div>', 0),
    ],
)  # fmt: skip
def test_comments_in_an_aside_of_their_own_and_below_a_longer_heading(block: str, count: int) -> None:
    assert read(f"{HEAD}<p>雨。</p>{block}").comments_count == count


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('2012年10月21日 由 <a href="/?author=1">秋叶</a> 发表在 <a href="/?cat=3">读书</a>', "秋叶"),
        ('秋叶 发表在 <a href="/?cat=3">读书</a> 2012年10月21日', "秋叶"),
        ('2012年10月21日 发表在 <a href="/?cat=3">读书</a>', None),
        ('| なつめ | <a href="/?cid=3">读书</a> | 14:11 | <a href="#comments">comments(2)</a> |', "なつめ"),
        ('<a href="/category/1">섬</a> | 2006/10/21 17:30 | 오름지기', "오름지기"),
        (
            '阿風 | 20 五月, 2007 16:45 | <a href="/index.php?op=Default&amp;postCategoryId=4">读书</a>',
            "阿風",
        ),
        ('2006/10/21 17:30 | <a href="/category/1">섬</a> | 태그', None),
        ('2006/10/21 17:30 | <a href="/category/1">섬</a> | 바람이 많이 부는 날', None),
        ('2006/10/21 17:30 | <a href="/category/1">섬</a> | 秋 | 冬枯れ', None),
    ],
)
def test_who_published_it_where(line: str, author: str | None) -> None:
    found = read(f'<div class="post">{HEAD}<p class="meta">{line}</p><p>雨。</p></div>').post
    assert found is not None
    assert found.author == author


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("散歩: severny_veter — LiveJournal", "severny_veter"),
        ("severny_veter: 散歩", "severny_veter"),
        ("散歩: neva_river — LiveJournal", None),
        ("散歩 — LiveJournal", None),
    ],
)
def test_the_user_whose_journal_a_page_is(title: str, author: str | None) -> None:
    user = '<span class="ljuser"><a href="/profile">i</a></span>'
    body = f"<title>{title}</title><body><h1>散歩</h1><p>2012-06-24 02:15</p><p>雨。</p>{user}</body>"
    found = read_page(body.encode(), "https://severny-veter.livejournal.com/88412.html").post
    assert found is not None
    assert found.author == author


@pytest.mark.parametrize(("mark", "count"), [("comment-id-5", 1), ("comment-id-", 0), ("comment-idle-5", 0)])
def test_the_comments_of_datalife_engine(mark: str, count: int) -> None:
    block = (
        f'<div id="{mark}"><div class="bcomment"><h3>ivan</h3><div id="comm-id-5">Спасибо</div></div></div>'
    )
    assert read(f"{HEAD}<p>雨。</p>{block}").comments_count == count


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        (f'<div class="refererlist"><div class="caption"><a name="tb">トラックバック</a> - {URL}</div></div>', URL),
        (f'<div class="refererlist"><div class="caption">トラックバックの話 - {URL}</div></div>', None),
        (f'<aside><div>トラックバックURL<input value="{URL}/trackback/" readonly></div></aside>', f"{URL}/trackback/"),
        ('<aside><div>トラックバックURL<input value="http://blog.example/entry/9/trackback/" readonly></div></aside>', None),
    ],
)  # fmt: skip
def test_addresses_for_pings(markup: str, address: str | None) -> None:
    shown = read(f"{HEAD}<p>2007年9月23日</p><p>雨。</p>{markup}").endpoints.trackback
    assert shown == ((address,) if address else ())


@pytest.mark.parametrize(
    "label",
    [
        "Tagit", "Taggar", "وسوم", "แท็ก", "टैग", "Tag", "Birkas", "Мітки", "Тагове", "Ознаке", "Etykiety",
        "Marcadores", "Etiquetes", "Etichette", "꼬리표", "關鍵字", "Etiketak", "Aihealue", "دسته\u200cبندی",
        "تصنيف", "श्रेणी", "Danh mục", "Kategorija", "Kategooria", "Категорија", "카테고리",
    ],
)  # fmt: skip
def test_labels_of_topics_in_many_languages(label: str) -> None:
    post = read(f'{HEAD}<p>雨。</p><p>{label}: <a href="/x/1">朝</a>, <a href="/x/2">森</a></p>').post
    assert post is not None
    assert post.tags == ("朝", "森")
    post = read(f'{HEAD}<p>雨。</p><p>{label} and so on <a href="/x/1">朝</a></p>').post
    assert post is not None
    assert post.tags == ()


@pytest.mark.parametrize(
    "heading",
    ["2 نظر", "نظرات (2)", "2 टिप्पणियाँ", "Komentāri (2)", "2 komentarai", "2 коментара", "꼬리표 2"],
)
def test_headings_of_comments_in_many_languages(heading: str) -> None:
    signed = "<li><cite>凪</cite> 2008-07-{} 10:00<p>いいですね。</p></li>"
    listing = f"<ol>{signed.format(10)}{signed.format(11)}</ol>"
    count = 0 if heading.startswith("꼬리표") else 2
    assert read(f"{HEAD}<p>雨。</p><h3>{heading}</h3>{listing}").comments_count == count


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (
            "静かな川と古い水車と森の写真をいくつもの場所に<a href='/k/1'>投稿</a>する人が朝早くから橋の上をゆっくり歩いていく。",
            None,
        ),
        (
            "静かな川と古い水車と森の写真をいくつもの場所に<a href='/k/1'>投稿</a>する人が朝早くから橋の上をゆっくり歩いていく！",
            None,
        ),
        ("2008年5月6日 <a href='/k/1'>投稿</a> 凪", "凪"),
        ("2008年5月6日 投稿者：凪。", "凪"),
    ],
)
def test_a_sentence_names_nobody(line: str, author: str | None) -> None:
    found = read(f'<div class="post">{HEAD}<p>{line}</p><p>雨。</p></div>').post
    assert found is not None
    assert found.author == author


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (
            '<p><a name="c{0}"><span class="canchor">#</span></a> 凪 <a href="#c{1}" name="c{1}">09:15</a> 雨。</p>',
            1,
        ),
        ('<p><a name="c{0}"><span class="canchor">#</span></a> 凪 09:15 雨。</p>', 1),
        ('<p><a href="#c{0}" name="c{0}">#</a> 凪 09:15 雨。</p>', 1),
        ('<p><a name="c{0}">#</a> 凪 雨。</p><p><a name="c{1}">#</a> 汐 雪。</p>', 2),
        ('<p><a name="c{0}">#</a> 凪 雨。</p><p><a href="#c{1}" name="c{1}">#</a> 汐 雪。</p>', 2),
    ],
)
def test_a_second_anchor_of_the_line_of_a_comment(line: str, count: int) -> None:
    block = f'<div class="comment"><h3>コメント</h3>{line.format(1142295300, 1142295301)}</div>'
    assert read(f"{HEAD}<p>雨。</p>{block}").comments_count == count
