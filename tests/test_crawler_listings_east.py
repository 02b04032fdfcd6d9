# ruff: noqa: E501 (markup stands as blogs print it)
"""What entries of East Asian hosts and software say of their blog and of the citing page."""

from __future__ import annotations

import pytest

from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Linkback

URL = "https://orchard.example/2008/03/apples/"
OWLS = '<a href="https://barn.example/2008/03/owls.html">Owls at dusk</a>'
TEXT = "They hunt mice at night and never miss"


def read(markup: str) -> tuple[Linkback, ...]:
    return read_listings(Document(f"<body>{markup}</body>", URL), URL).linkbacks


@pytest.mark.parametrize(
    ("home", "below", "source"),
    [
        ("http://barn.example/", 'Title: <b>Owls</b><br>{text}...... <a href="http://barn.example/3">more</a>', "http://barn.example/3"),
        ("http://barn.example/", 'Title: <a href="http://barn.example/3">Owls</a><br>{text}...... <a href="http://barn.example/3">more</a>', "http://barn.example/3"),
        # What leads on elsewhere is not that blog's.
        ("http://barn.example/blog/", 'Title: <b>Owls</b><br>{text}...... <a href="http://mill.example/3">more</a>', "http://barn.example/blog/"),
    ],
)  # fmt: skip
def test_the_blogs_name_above_leads_home_and_the_title_or_more_to_the_page(home: str, below: str, source: str) -> None:  # fmt: skip
    head = f'<div>Tracked from <a href="{home}">Barn</a> at 2008-03-03 10:00</div>'
    rows = read(f'<div class="trackback">{head}<div>{below.format(text=TEXT)}</div></div>')
    assert [(row.source, row.title, row.site, row.published) for row in rows] == [(source, "Owls", "Barn", "2008-03-03T10:00")]  # fmt: skip


def test_two_links_of_one_blog_below_each_other_are_two_records() -> None:
    first = f"{OWLS} from Barn, March 3, 2008"
    second = f"{OWLS.replace('owls', 'mice')} from Barn, March 4, 2008"
    home = '<a href="https://barn.example/">The barn</a> from Barn, March 2, 2008'
    rows = read(f"<h3>Trackbacks</h3><p>{home}<br>{first}<br>{second}</p>")
    assert len(rows) == 3


def test_the_word_for_from_behind_the_blogs_name_begins_no_text() -> None:
    entry = f'<div class="trackback-content" id="p12"><p>&raquo; {OWLS} <a href="https://barn.example/">納屋</a>から<br />夜に出る。</p></div>'
    rows = read(f"<h3>トラックバック</h3>{entry}<p>トラックバック時刻: 2008年03月03日 10:00</p>")
    assert [(row.title, row.site, row.excerpt) for row in rows] == [("Owls at dusk", "納屋", "夜に出る。")]


BOX = '<div class="commentbox"><p class="lesscontent">{}</p><p class="lessdate">{} {} 2008-03-03 10:00</p></div>'


@pytest.mark.parametrize(
    ("below", "listed"),
    [
        (f"<h2>Comments(1)</h2>{BOX.format('Nice.', 'Kay', '')}", 1),
        # Without a heading of its own for the comments nobody knows whose box it is.
        (BOX.format("Nice.", "Kay", ""), 0),
    ],
)
def test_trackbacks_in_boxes_as_comments_have_above_those(below: str, listed: int) -> None:
    rows = read(f"<h2>Trackbacks(1)</h2>{BOX.format(TEXT, 'Barn', OWLS)}{below}")
    assert len(rows) == listed


def test_a_sentence_that_nothing_more_is_taken_is_no_text_of_the_last() -> None:
    entry = f'<div class="title">{OWLS}[ <a href="https://barn.example/">納屋</a> ]</div><div>夜に出る。</div><div>2008-03-03 10:00</div>'
    rows = read(f"<h3>トラックバック 1</h3><div>{entry}</div><p>トラックバックの受付は締め切りました</p>")
    assert [(row.title, row.site, row.excerpt) for row in rows] == [("Owls at dusk", "納屋", "夜に出る。")]


LINE = '{number}{anchor}&nbsp;&nbsp;[&nbsp;<a href="https://barn.example/2008/03/owls.html">納屋</a>&nbsp;]&nbsp;&nbsp;<span>{date}</span>'


@pytest.mark.parametrize(
    ("number", "date", "listed"),
    [
        ("1. ", "2008年03月03日 10:00", 1),
        ("<a name='t12'></a>12. ", "2008年03月03日 10:00", 1),
        ("1. ", "夜", 0),  # a list of links that a comment holds
        ("", "2008年03月03日 10:00", 0),
        ("Posted by ", "2008年03月03日 10:00", 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line", ["<div class='commenttop'>{}</div>", "<p class='commenttop'>{}</p>"])
def test_numbered_entries_with_the_classes_of_comments(
    line: str, number: str, date: str, listed: int
) -> None:
    head = line.format(LINE.format(number=number, anchor=OWLS, date=date))
    boxes = f"<div class='commentbody'>{head}<div class='commenttext'>夜に出る。</div></div>"
    rows = read(f"<div class='commenthead'><h3>この記事へのトラックバック</h3></div>{boxes}")
    fields = [(row.title, row.site, row.excerpt, row.published) for row in rows]
    assert fields == [("Owls at dusk", "納屋", "夜に出る。", "2008-03-03T10:00")] * listed


def test_a_day_of_the_week_in_brackets_within_those_of_the_date() -> None:
    rows = read(f"<h3>トラックバック</h3><div>{OWLS} (2008-03-03(月) 10:00)</div><p>夜に出る。鼠を捕る。</p>")
    assert [(row.title, row.published, row.excerpt) for row in rows] == [
        ("Owls at dusk", "2008-03-03T10:00", "夜に出る。鼠を捕る。")
    ]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ('<div class="summary">{}</div>', TEXT),
        ('<div class="text">{}</div>', TEXT),
        ('<div class="reply">{}</div>', None),
    ],
)
def test_the_text_of_an_entry_by_what_a_skin_calls_it(text: str, excerpt: str | None) -> None:
    told = '<div class="info"><span>Tracked from</span> <span class="name">Barn</span> <span class="date">2008/03/03 10:00</span></div>'
    rows = read(f'<ol><li><h4 class="text">{OWLS}</h4>{told}{text.format(TEXT)}</li></ol>')
    assert [(row.site, row.excerpt) for row in rows] == [("Barn", excerpt)]


@pytest.mark.parametrize(
    ("label", "kinds"),
    [("Трекбек от:", ["trackback"]), ("Pingback from:", ["pingback"]), ("Комментарий от:", [])],
)
def test_b2evolution_in_the_language_of_its_page(label: str, kinds: list[str]) -> None:
    body = f'<div class="bCommentText"><strong>Owls</strong><br>{TEXT}</div><div class="bCommentSmallPrint">03.03.08 @ 10:00</div>'
    name = '<a href="https://barn.example/2008/03/owls.html">Сова</a> [Посетитель]'
    rows = read(f'<div class="bComment"><div class="bCommentTitle">{label} {name}</div>{body}</div>')
    assert [row.kind for row in rows] == kinds
    assert all(row.published and row.convention == "b2evolution" for row in rows)


def test_the_words_that_each_ping_of_wretch_begins_with_are_no_excerpt() -> None:
    said = '<ul class="comments-user"><li><p>本篇文章引用自此</p></li>'
    line = (
        f'<li><div class="comments-post">{OWLS} 【納屋】 at July 29, 2008 04:23 AM Trackback</div></li></ul>'
    )
    rows = read(
        f'<a name="trackbacks">Trackback</a><div id="HiddenTrackback"><div class="trackbacks-body">{said}{line}</div></div>'
    )
    assert [(row.title, row.site, row.excerpt) for row in rows] == [("Owls at dusk", "納屋", None)]


@pytest.mark.parametrize("label", ["引用自:", "引用来自：", "Trackback from "])
def test_what_the_words_for_from_stand_before_is_a_blog(label: str) -> None:
    title = OWLS.replace("Owls at dusk", "Barn")
    rows = read(
        f'<h3>引用通告</h3><ul class="trackback"><li>{label}{title}</li><li>{OWLS}</li><li>2008-3-3 10:00:00</li></ul>'
    )
    assert [(row.title, row.site) for row in rows] == [("Owls at dusk", "Barn")]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Post on 2008, March 3, 10:00 AM by 納屋 {}", [("Owls at dusk", "納屋")]),
        ("Post on 2008, March 3, 10:00 AM by {}", [("Owls at dusk", "Owls at dusk")]),
        ("Post by 納屋 on 2008, March 3, 10:00 AM", []),
    ],
)
def test_a_blog_before_the_title_behind_by_and_a_date(
    line: str, fields: list[tuple[str, str | None]]
) -> None:
    box = f'<p class="lesscontent">{TEXT}</p><p class="lessdate">{line.format(OWLS)}</p>'
    rows = read(f"<h2>Trackbacks(1)</h2>{box}<h2>Comments(0)</h2>")
    assert [(row.title, row.site) for row in rows] == fields


CELLS = "<table><tr><td>{}</td><td>2008/03/03 10:00</td></tr><tr><td>納屋</td></tr><tr><td>夜に出る。鼠を捕る。</td></tr></table>"


@pytest.mark.parametrize(
    ("anchor", "link", "listed"),
    [
        ('<a id="trackback55"></a>', OWLS, 1),
        ('<a id="comment55"></a>', OWLS, 0),
        ('<a id="trackback55" href="#">#</a>', OWLS, 0),
        ('<a id="trackback"></a>', OWLS, 0),
        ('<a id="trackback55"></a>', "Owls at dusk", 0),
    ],
)
def test_what_stands_behind_the_anchor_that_numbers_a_trackback(anchor: str, link: str, listed: int) -> None:
    rows = read(f'<div class="box">{anchor}{CELLS.format(link)}</div>')
    fields = [(row.title, row.site, row.excerpt, row.published) for row in rows]
    assert fields == [("Owls at dusk", "納屋", "夜に出る。鼠を捕る。", "2008-03-03T10:00")] * listed


@pytest.mark.parametrize(
    ("id_", "names", "kinds"),
    [
        ("pingback-12", "comment-body comment-parent comment-odd", ["pingback"]),
        ("trackback-12", "comment-body comment-child comment-odd", ["trackback"]),
        ("comment-12", "comment-body comment-parent comment-odd", []),
        ("pingback-12", "comment-body", []),
        ("pingback-form", "comment-body comment-parent", []),
    ],
)
def test_typecho_types_its_entries_by_their_ids(id_: str, names: str, kinds: list[str]) -> None:
    head = f'<div class="comment-author"><cite class="fn">{OWLS}</cite></div>'
    when = '<div class="comment-meta"><a href="#x"><time datetime="2008-03-03T10:00:00+08:00">March 3rd</time></a></div>'
    item = f'<li id="{id_}" class="{names}">{head}{when}<div class="comment-content"><p>[...]{TEXT}[...]</p></div></li>'
    rows = read(f'<h3>已有 1 条评论</h3><ol class="comment-list">{item}</ol>')
    assert [row.kind for row in rows] == kinds
    assert all((row.title, row.published) == ("Owls at dusk", "2008-03-03T10:00:00+08:00") for row in rows)


def test_a_list_by_the_chinese_words_with_their_number_behind() -> None:
    item = f'<li class="post-info">{OWLS} 於 2008/03/03 10:00 引用自 <a href="https://barn.example/">納屋</a></li><li class="post-text">夜に出る。鼠を捕る。</li>'
    rows = read(
        f'<h3>引用列表 (1)</h3><ul class="single-post">{item}</ul><p>引用 URL: https://orchard.example/trackback/1</p>'
    )
    assert [(row.title, row.published) for row in rows] == [("Owls at dusk", "2008-03-03T10:00")]


@pytest.mark.parametrize(
    ("address", "listed"),
    [("この記事のトラックバックURL<br>https://orchard.example/tb.php/12", 1), ("読んだ記事", 0)],
)
def test_a_bold_word_heads_a_table_that_holds_the_address_for_pings(address: str, listed: int) -> None:
    record = f"<tr><td>■{OWLS} (納屋)<br>夜に出る。鼠を捕る。耳がよい。</td></tr>"
    rows = read(f"<table><tr><td><b>トラックバック</b></td></tr><tr><td>{address}</td></tr>{record}</table>")
    assert [(row.title, row.site) for row in rows] == [("Owls at dusk", "納屋")] * listed


@pytest.mark.parametrize(
    "side",
    [
        "<div id='right'><h4>トラックバックされた記事</h4>{}</div>",
        "<div id='left'><h2>BlogPet</h2><h2>トラックバック</h2>{}<h2>リンク集</h2></div>",
        "<div id='left'><h2>プロフィール</h2><h2>トラックバック</h2>{}</div>",
    ],
)
def test_what_stands_in_a_column_beside_the_post_is_of_the_blog(side: str) -> None:
    assert read(side.format(f"<ul><li>{OWLS} (納屋) 2008/03/03</li></ul>")) == ()


def test_the_words_for_whence_a_trackback_came_are_no_blog() -> None:
    item = f'<li class="comment"><div>2008年3月3日</div><div class="trackback-title">トラックバック元 : {OWLS}</div></li>'
    rows = read(
        f'<div id="trackback_area"><ol class="commentlist">{item}{item.replace("owls", "mice")}</ol></div>'
    )
    assert [(row.title, row.site) for row in rows] == [("Owls at dusk", None)] * 2


@pytest.mark.parametrize(
    ("beside", "site", "excerpt"),
    [
        ("[納屋]<br>夜に出る。", "納屋", "夜に出る。"),
        ("［納屋］<br>夜に出る。", "納屋", "夜に出る。"),
        ("<br>[写真] 夜に出る。", None, "[写真] 夜に出る。"),
    ],
)
def test_the_blog_in_brackets_on_the_line_of_the_title(beside: str, site: str | None, excerpt: str) -> None:
    introduced = '<p>Listed below are links to weblogs that reference <a href="https://orchard.example/2008/03/apples/">Apples</a>:</p>'
    more = OWLS.replace("Owls at dusk", "[Read More]")
    rows = read(
        f'<h2>TrackBack</h2>{introduced}<p>&raquo; {OWLS} {beside} {more}</p><p class="posted">Tracked on March 3, 2008</p>'
    )
    assert [(row.title, row.site, row.excerpt) for row in rows] == [("Owls at dusk", site, excerpt)]


@pytest.mark.parametrize(
    ("listed", "text", "kinds"),
    [
        ('class="commentlist"', "[...] 落叶去了百望山，避开了人潮 [...]", ["pingback"]),
        ('class="commentlist"', "[...] 落叶去了百望山", []),
        ('class="replies"', "[...] 落叶去了百望山，避开了人潮 [...]", []),
    ],
)
def test_numbered_comments_clipped_as_pingbacks_are(listed: str, text: str, kinds: list[str]) -> None:
    item = f'<li id="comment-52"><cite>{OWLS}</cite> 说：<br><small><a href="#comment-52">2008年10月14日 09:30</a></small><p>{text}</p></li>'
    rows = read(f'<h3 id="comments">1 条评论 关于 “北京的秋天”</h3><ol {listed}>{item}</ol>')
    assert [row.kind for row in rows] == kinds


@pytest.mark.parametrize(
    ("around", "name", "script", "kinds"),
    [
        ("entry", "comment-52", "/wp-content/a.js", ["pingback"]),
        ("entry", "comment-52", "/a.js", []),
        ("entry", "note-52", "/wp-content/a.js", []),
        ("comment even", "comment-52", "/wp-content/a.js", []),
    ],
)
def test_clipped_comments_that_wordpress_numbers_need_no_list(
    around: str, name: str, script: str, kinds: list[str]
) -> None:
    inner = f'<p>[&#8230;] owls fly at dusk [&#8230;]</p><div class="meta">Von <cite>{OWLS}</cite> am <a href="#{name}">03.03.08</a></div>'
    rows = read(
        f'<script src="{script}"></script><div class="{around}"><div class="words" id="{name}">{inner}</div></div>'
    )
    assert [row.kind for row in rows] == kinds


@pytest.mark.parametrize(
    ("heading", "signed", "said", "listed"),
    [
        ("2 Comments", "<strong>Tweets that mention these owls said:</strong><br><em>9 August, 2010</em>", "[...] owls fly [...]", [("Tweets that mention these owls", None)]),
        ("Kommentare (Archiv)", '<strong><a href="http://topsy.example/tb/owls">Owls -- Topsy</a></strong> <a href="#c1">9 August, 2010</a>', "[...] owls fly [...]", [("Owls -- Topsy", "http://topsy.example/tb/owls")]),
        ("2 Comments", "<strong>Ann said:</strong><br><em>9 August, 2010</em>", "[...] owls fly, they say", []),
        ("2 Comments", "<strong>Ann Lee said:</strong><br><em>9 August, 2010</em>", "[...] owls fly [...]", []),
        ("2 Posts", "<strong>Ann said:</strong><br><em>9 August, 2010</em>", "[...] owls fly [...]", []),
    ],
)  # fmt: skip
def test_clipped_comments_of_exports(
    heading: str, signed: str, said: str, listed: list[tuple[str, str | None]]
) -> None:
    rows = read(f"<h3>{heading}</h3><p>{signed}</p><p>{said}</p>")
    assert [(row.title, row.source) for row in rows] == listed


@pytest.mark.parametrize(
    ("signed", "behind", "told"),
    [
        ("<cite>Trackback by <strong>{a}</strong> &#8212; 2008-5-14 21:33</cite><br/>", "{b}<br/>想试试。", ("也来打井", "Owls at dusk", "想试试。")),
        ("trackback by <strong>{a}</strong> on 2008-5-14 <br />", "{b}<br/>想试试。", ("也来打井", "Owls at dusk", "想试试。")),
        ("<cite>Trackback by <strong>{a}</strong> &#8212; 2008-5-14 21:33</cite><br/>", "{a}<br/>", ("Owls at dusk", "Owls at dusk", None)),
        ("<cite>Trackback by <strong>{a}</strong> &#8212; 2008-5-14 21:33</cite>", "<p>想试试。</p>", ("Owls at dusk", "Owls at dusk", "想试试。")),
        ("<cite>Trackback by <strong>{a}</strong> &#8212; 2008-5-14 21:33</cite><br/>", '<a href="https://other.example/1">也来打井</a>', ("Owls at dusk", "Owls at dusk", None)),
    ],
)  # fmt: skip
def test_the_title_that_a_trackback_links_behind_its_blog(
    signed: str, behind: str, told: tuple[str, str, str | None]
) -> None:
    again = OWLS.replace("Owls at dusk", "也来打井")
    item = (signed + behind).replace("{a}", OWLS).replace("{b}", again)
    rows = read(f'<h2>评论</h2><ol id="commentlist"><li id="comment-2">{item}</li></ol>')
    assert [(row.title, row.site, row.excerpt) for row in rows] == [told]


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (f"<li>{OWLS} </li><li>BLOG: Barn</li><li>2008-03-03 10:00</li>", [("Owls at dusk", "Barn", "2008-03-03T10:00")]),
        # Each an entry, or none with a link: then the list is no entry's.
        (f"<li>{OWLS} 2008-03-03</li><li>{OWLS.replace('owls', 'mice')} 2008-03-04</li>", [("Owls at dusk", None, "2008-03-03"), ("Owls at dusk", None, "2008-03-04")]),
        ("<li>Owls at dusk</li><li>BLOG: Barn</li><li>2008-03-03 10:00</li>", []),
    ],
)  # fmt: skip
def test_a_list_named_for_pings_may_be_one_entry(items: str, told: list[tuple[str, str, str]]) -> None:
    rows = read(f'<div class="trackbacklist">{items}</div>')
    assert [(row.title, row.site, row.published) for row in rows] == told
