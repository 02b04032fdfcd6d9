# ruff: noqa: E501 (markup stands as blogs print it)
"""What hosts of East Asia tell line by line, in no list of their own: linkbacks, comments, authors, topics."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page, PageKind

URL = "http://orchard.example/blog/12"
PEAR = "http://pear.example/blog/12.html"
HEAD = "<h1>果樹園</h1><div class='post'><h2 class='entry-title'>剪定</h2>{line}<p>春に枝を切る。</p></div>"
AT = "2007/04/19 10:02"


def read(body: str, line: str = "") -> Page:
    page = (
        f"<html><head><title>剪定 - 果樹園</title></head><body>{HEAD.format(line=line)}{body}</body></html>"
    )
    return read_page(page.encode(), URL)


def rows(body: str) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    found = read(body).linkbacks
    return [(row.kind.value, row.title, row.site, row.excerpt, row.published) for row in found]


TITLED = f'<a href="{PEAR}">梨畑 : 梨の木</a>'
NAMED = f'<a href="{PEAR}">梨畑</a>'


@pytest.mark.parametrize(
    ("body", "row"),
    [
        (f'<div>Linked at {TITLED} at {AT}<br/>... 枝を切る ... <a href="{PEAR}">more</a></div>', ("梨の木", "梨畑", "... 枝を切る ...")),
        (f'<div>Linked from {TITLED} at {AT}</div><div>... 枝を切る ... <a href="{PEAR}">more</a></div>', ("梨の木", "梨畑", "... 枝を切る ...")),
        # What stands behind and is no piece of a text is something else.
        (f"<p>Linked at {TITLED} at {AT}</p><p>Commented by 旅人 at {AT}</p>", ("梨の木", "梨畑", None)),
    ],
)  # fmt: skip
def test_pingbacks_of_exblog_and_egloos(body: str, row: tuple[str, str, str | None]) -> None:
    assert rows(body) == [("pingback", *row, "2007-04-19T10:02")]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Linked at {NAMED} at {AT} by me</p>",
        f"<p>Linked at {NAMED} and others at {AT}</p>",
        f"<p>I linked at {NAMED} at noon.</p>",
        f"<p>他说 [ 老子 于 2006 引用 ] 的话</p><p>{NAMED} 参见 [ 小站 于 {AT} 引用 ] 后文</p>",
        f"<p>[ {AT} 引用 ] {NAMED}</p>",
    ],
)
def test_sentences_that_are_made_alike(body: str) -> None:
    assert rows(body) == []


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="tb"><a href="{PEAR}">梨の木</a> [ 梨畑 于 {AT} 引用 ]<br/>枝を切る。</div>',
        f'<div class="tb"><b>梨の木</b> [ {NAMED} 於 {AT} 引用 ]<br/>枝を切る。</div>',
        f'<div class="box"><div class="box-title"><a href="{PEAR}">梨の木</a> [ <a href="http://pear.example/">梨畑</a> 于 {AT} 引用 ]</div><div class="box-content">枝を切る。</div></div>',
    ],
)
def test_bo_blog_tells_blog_and_date_in_brackets(body: str) -> None:
    assert rows(body) == [("trackback", "梨の木", "梨畑", "枝を切る。", "2007-04-19T10:02")]


HELP = '<div>트랙백 주소 : <a href="http://orchard.example/tb/12">http://orchard.example/tb/12</a> <a href="/help">[도움말]</a></div>'


def test_egloos_with_an_element_for_each_line_below_a_link_to_the_help() -> None:
    lines = f'<div class="who">Tracked from {NAMED} at {AT}</div><div>제목 : 梨の木</div><div>枝を切る......<a href="{PEAR}">more</a></div>'
    page = read(f'<div class="all">{HELP}<div class="tb">{lines}</div></div>')
    assert [(row.source, row.title, row.site, row.excerpt) for row in page.linkbacks] == [(PEAR, "梨の木", "梨畑", "枝を切る......")]  # fmt: skip


PEOPLE = f'<ul class="cmlist"><li><dl><dt><a href="http://blog.example/kay">케이</a> {AT}</dt><dd>정말로 예쁘네요 어디서 사셨나요</dd></dl></li></ul>'


@pytest.mark.parametrize("behind", ["", "<ul></ul>"])
def test_people_behind_the_part_of_the_trackbacks_are_none(behind: str) -> None:
    address = "<p>엮인글 주소 http://blog.example/tb/12</p>"
    assert rows(f'<div id="trackback1">{address}{behind}</div>{PEOPLE}') == []


def test_a_list_of_trackbacks_whose_items_are_called_comments() -> None:
    item = f'<li class="comment"><div class="date">2009年9月5日 | <a href="#comment-5">#1</a></div><div class="title"><a href="{PEAR}">梨畑 &raquo; 梨の木</a></div></li>'
    assert rows(f'<ol id="thetrackbacks" class="commentlist">{item}</ol>') == [("trackback", "梨畑 » 梨の木", None, None, "2009-09-05")]  # fmt: skip


def test_parts_whose_names_are_of_several_words_and_a_link_that_leads_on() -> None:
    goo = f'<ul><li><span class="trackback-title"><a href="{PEAR}">梨の木</a></span> <span class="trackback-blog-name">(梨畑)</span><div class="trackback-body">枝を切る。</div></li></ul>'
    assert rows(goo) == [("trackback", "梨の木", "梨畑", "枝を切る。", None)]
    so_net = f'<h4><a href="{PEAR}">梨の木</a></h4><p>枝を切る。春の朝の話。<a href="{PEAR}">[続く]</a></p><p>梨畑 (2007-04-19 10:02)</p>'
    assert rows(f'<div class="trackback"><h3>トラックバック 1</h3><div>{so_net}</div></div>') == [("trackback", "梨の木", "梨畑", "枝を切る。春の朝の話。", "2007-04-19T10:02")]  # fmt: skip


def test_what_names_the_blog_first_is_no_title_though_it_is_called_one() -> None:
    head = f'<div class="tb_ttl">Tracked from {NAMED} at {AT}</div>'
    body = f'<div class="tb_body">タイトル : <a href="{PEAR}">梨の木</a><br>枝を切る。<a href="{PEAR}">more</a></div>'
    assert rows(f'<div class="tb">{head}{body}</div>') == [("trackback", "梨の木", "梨畑", "枝を切る。", "2007-04-19T10:02")]  # fmt: skip


def test_a_date_of_a_class_of_its_own_beside_parts_that_are_named() -> None:
    head = f'<a class="tb_title" href="{PEAR}">梨の木</a> <span class="tb_site">from <b>梨畑</b></span> <span class="date">{AT}</span>'
    assert rows(f'<ol><li><div>{head}</div><div class="tb_body">枝を切る。</div></li></ol>') == [("trackback", "梨の木", "梨畑", "枝を切る。", "2007-04-19T10:02")]  # fmt: skip


def test_the_link_that_deletes_a_trackback_names_no_blog() -> None:
    title = f'<p class="subject"><a href="{PEAR}">배나무</a></p>'
    told = f'<p class="from">Tracked from <b>배밭</b> {AT} <a href="#" onclick="x(5)">삭제</a></p>'
    assert rows(f'<div class="tb">{title}{told}<p class="desc">눈.</p></div>') == [("trackback", "배나무", "배밭", "눈.", "2007-04-19T10:02")]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "title"),
    [("Trackback: Körtefák", "Körtefák"), ("Körtefák", "Körtefák")],
)  # fmt: skip
def test_blog_hu_heads_the_address_and_labels_the_title(label: str, title: str) -> None:
    address = "<h3>A bejegyzés trackback címe:</h3><p>http://orchard.example/api/trackback/id/tr12</p>"
    entry = f'<h4><a href="{PEAR}">{label}</a> <span>2007.04.19. 10:02:00</span></h4><p>A körtefákat márciusban metsszük.</p>'
    found = rows(f'<div id="trackbacks">{address}<h3>Trackbackek, pingbackek:</h3><div>{entry}</div></div>')
    assert [row[1] for row in found] == [title]


def test_bare_lines_below_a_bold_heading_and_the_address_for_pings() -> None:
    address = "この記事のトラックバックURL：http://orchard.example/tbinterface/12/22<br><br>"
    entry = f'<a href="{PEAR}">梨の木</a> (梨畑)<br>枝を切る。来年までおやすみなさい。<br><br>'
    assert rows(f"<table><tr><td><b>トラックバック</b><br>{address}{entry}</td></tr></table>") == [("trackback", "梨の木", "梨畑", "枝を切る。来年までおやすみなさい。", None)]  # fmt: skip
    assert rows(f"<table><tr><td><b>トラックバック</b><br>{entry}</td></tr></table>") == []


def test_the_line_that_names_the_blog_is_no_excerpt() -> None:
    title = f'<p><a href="{PEAR}">梨の木</a></p><p>枝を切る。</p>'
    body = f'<div class="trackback">{title}<p>Tracked from 梨畑 on Thu, 19 Apr 2007 10:02</p></div>'
    assert rows(f"<h3>TrackBacks</h3>{body}") == [
        ("trackback", "梨の木", "梨畑", "枝を切る。", "2007-04-19T10:02")
    ]


def test_a_drupal_byline_whose_parts_a_comma_joins() -> None:
    byline = (
        '<div class="submitted">от <a href="http://pear.example/">Груша</a>, 19 апреля, 2007 - 10:02</div>'
    )
    body = f'<div class="trackback" id="trackback-7"><h3 class="title"><a href="{PEAR}">Обрезка</a></h3>{byline}<div class="content">Режем весной.</div></div>'
    assert rows(body) == [("trackback", "Обрезка", "Груша", "Режем весной.", "2007-04-19T10:02")]


FIRST = f'<a href="{PEAR}">梨の木</a>'
SECOND = '<a href="http://fig.example/blog/3">無花果</a>'
RECORDS = [
    # The labels of several fields, each on a line of its own or several on one.
    ("<div><b>記事名：</b>{link}<br><b>ブログ名：</b>{site}<br><b>内容：</b>枝を切る話です。<br><b>受信日時：</b>2007年04月19日 10:02</div>", "梨畑"),
    ("<div><p>{link}</p><p>枝を切る話です。</p><p>Блог: {site}, дата: 19 апреля 2007, 10:02</p></div>", "Груша"),
    # Words between the blog's name and the title, and the other way round.
    ("<p>[2007-4-19 10:02] {site} 引用了本文：{link}</p>", "梨园"),
    ("<p><b>{site}</b> пишет в статье {link}:<br>枝を切る話です。<br>19.04.2007 10:02</p>", "Груша"),
    ("<p>{link} с сайта «{site}» (19 апреля 2007, 10:02)<br>枝を切る話です。</p>", "Груша"),
    ("<p>{link}（{site}，2007-4-19 10:02）<br>枝を切る話です。</p>", "梨园"),
    ("<p>◆ {link} …… {site} [2007/04/19 10:02]</p>", "梨畑"),
    # A name is not cut where it but ends as a word for "from" does.
    ("<p>{link} [ {site} ] 2007/04/19 10:02<br>枝を切る話です。</p>", "書斎から"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "site"), RECORDS)
def test_whose_blog_a_record_is_of(record: str, site: str) -> None:
    listed = record.format(link=FIRST, site=site) + record.format(link=SECOND, site=site)
    found = rows(f"<h3>トラックバック (2)</h3>{listed}")
    assert [(row[1], row[2], (row[4] or "")[:10]) for row in found] == [("梨の木", site, "2007-04-19"), ("無花果", site, "2007-04-19")]  # fmt: skip


JUGEM = f'<div class="comment_body">いいね。</div><div class="comment_state">| 旅人 | {AT} |</div>'
OWN = '<div class="box"><span class="name">케이</span> <span>| {date} | <a href="{page}#comment{number}">PERMALINK</a></span><div>예쁘네요.</div></div>'


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (OWN.format(date=AT, page="/blog/12", number=8) + OWN.format(date=AT, page="/blog/12", number=9), 2),
        (OWN.format(date=AT, page="/blog/7", number=8), 0),
        (OWN.format(date="", page="/blog/12", number=8), 0),
        (f'<div class="comment" id="comments"><h3>コメント</h3>{JUGEM * 2}</div>', 2),
        (f'<div class="comment">{JUGEM}</div>', 1),
        (f'<main><article><aside><div id="comments"><ol><li class="comment depth-1" id="comment-9"><cite>Kay</cite><p>{AT} Nice.</p></li></ol></div></aside></article></main>', 1),
        (f'<main><aside><ul><li class="comment" id="comment-9"><cite>Kay</cite><p>{AT} Nice.</p></li></ul></aside></main>', 0),
    ],
)  # fmt: skip
def test_comments(body: str, count: int) -> None:
    assert read(body).comments_count == count


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<p class="posted">投稿者 梨子の母 午後 06時40分 | <a href="#c">固定リンク</a></p>', "梨子の母"),
        ('<p class="meta"><span class="author">pear88 發表在 <a href="/">痞客邦</a></span></p>', "pear88"),
        ('<p class="posted">momoko77 在 <a href="/">無名小站</a> 於 10:20 PM 發表 | <a href="#c">回應(1)</a></p>', "momoko77"),
        ('<p class="postmetadata">本文於 2007/07/15 22:15:08 發表，屬於 <a href="/category/tree" rel="category tag">樹</a> 分類。</p>', None),
        ('<p class="info">Разместил: Боцман, 5 мая 2011.</p>', "Боцман"),
        ('<p class="meta">Написав <strong>Мельник</strong> 20 квітня 2010</p>', "Мельник"),
        ('<p class="postmetadata">Публикация от понеделник, юни 15th, 2009 в 19:05.</p>', None),
        ('<ul><li><a href="/">首頁</a></li><li><a href="/category/tree/">樹</a></li><li>剪定</li></ul>', None),
    ],
)  # fmt: skip
def test_authors(line: str, author: str | None) -> None:
    post = read("", line).post
    assert post is not None
    assert post.author == author


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('<h6 class="post-footer">发布:梨子 | 分类:果树 | 评论:2</h6>', ("果树",)),
        ('<h6 class="post-footer">发布:梨子 | 分类:果树 | Tags:<a href="/catalog.asp?tags=a">梨</a> | 评论:2</h6>', ("果树", "梨")),
        ('<div class="meta">Автор: Груша | Раздел: <a href="/razdel/sad">Сад</a></div>', ("Сад",)),
        ('<h6 class="post-footer">发布:梨子 | 分类: | 评论:2</h6>', ()),
        ('<h6 class="post-footer">发布:梨子 | 分类:<a href="/category/2/">果树</a> | 评论:2</h6>', ("果树",)),
    ],
)  # fmt: skip
def test_a_category_that_is_not_linked(line: str, tags: tuple[str, ...]) -> None:
    post = read("", line).post
    assert post is not None
    assert post.tags == tags


def test_a_post_of_seesaa_with_comments_is_no_list_of_posts() -> None:
    said = (
        "<div class='comment'>いいね。</div><div class='posted'>Posted by 旅人 at 2007年04月19日 10:02</div>"
    )
    line = "<div class='posted'>posted by 梨子 at 09:15 | <a href='#comment'>Comment(2)</a></div>"
    assert read(f"<a name='comment'></a>{said * 2}", line).page_kind is PageKind.POST


def test_the_day_of_a_journal_each_part_of_which_is_a_link() -> None:
    day = '<a href="/2008/">2008</a>-<a href="/2008/06/">06</a>-<a href="/2008/06/03/">03</a> 21:15:00'
    user = '<span class="ljuser"><a href="/profile"><b>bober</b></a></span>'
    post = read(f"<table><tr><td>({user}) wrote,<br>@ {day}</td></tr></table><p>Весной.</p>").post
    assert post is not None
    assert post.published == "2008-06-03T21:15:00"


def test_an_address_for_pings_behind_a_czech_label() -> None:
    page = read(f"<p>Adresa pro zpětný odkaz: {URL}/trackback/</p>")
    assert page.endpoints.trackback == (f"{URL}/trackback/",)


def test_a_russian_heading_and_the_address_for_pings() -> None:
    page = read(f"<h3>Обратные ссылки (0)</h3><p>{URL}/trackback/</p>")
    assert page.endpoints.trackback == (f"{URL}/trackback/",)


def test_whence_a_trackback_came_is_no_part_of_its_text() -> None:
    item = f'<li><h4><a href="{PEAR}">梨の木</a></h4><p>来自：梨园</p><p>枝を切る話です。</p><p>2007年4月19日 10:02</p></li>'
    assert rows(f"<h3>引用通告 (1)</h3><ol>{item}</ol>") == [("trackback", "梨の木", "梨园", "枝を切る話です。", "2007-04-19T10:02")]  # fmt: skip
