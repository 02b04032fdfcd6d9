# ruff: noqa: E501 (markup stands as blogs print it)
"""Entries and comments of East Asian software that little tells: a word in a table, headings made alike."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Linkback

URL = "https://orchard.example/2008/03/apples/"
OWLS = '<a href="https://barn.example/2008/03/owls.html">Owls at dusk</a>'
TEXT = "They hunt mice at night and never miss"
POST = "<title>Apples - Orchard</title><body><h1>Apples</h1><p>They are ripe.</p>{}"


def read(markup: str) -> tuple[Linkback, ...]:
    return read_page(POST.format(markup).encode(), URL).linkbacks


def count(markup: str) -> int:
    return read_page(POST.format(markup).encode(), URL).comments_count


LONG = f"{TEXT}, as the farmer says who keeps them."
FIELDS = f"<tr><td>{LONG}<br><b>来自：</b>Barn <b>时间：</b>2008-03-03 10:00:11</td></tr>"
MARK = '<img src="tb.gif"> <b>引用通告：</b>'


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (f"<tr><td>{MARK}{OWLS}</td></tr>{FIELDS}", [("Owls at dusk", "Barn", LONG)]),
        # Rows of many records, or of the page's layout, are no record.
        (f"<tr><td>{MARK}{OWLS}</td></tr>" + "<tr><td>So.</td></tr>" * 3, []),
        (f"<tr><td>{MARK}{OWLS}</td></tr><tr><td><table>{FIELDS}</table></td></tr>", []),
    ],
)
def test_a_table_is_one_record(rows: str, told: list[tuple[str, str, str]]) -> None:
    found = read(f"<table>{rows}</table>")
    assert [(row.title, row.site, row.excerpt) for row in found] == told


@pytest.mark.parametrize(
    ("names", "link", "words", "told"),
    [
        ("comment", OWLS, "[来自: Barn | 2008-03-03 10:00 AM]", [("Owls at dusk", "Barn", "2008-03-03T10:00")]),
        ("comment", OWLS, "[來自：Barn | 2008/03/03]", [("Owls at dusk", "Barn", "2008-03-03")]),
        # Where somebody is from, somebody's home page, and the news that a post lists.
        ("comment", OWLS, "[来自: 北京]", []),
        ("comment", '<a href="https://ann.example/">Ann</a>', "[来自: 北京 | 2008-03-03 10:00]", []),
        ("news", OWLS, "[来自: Barn | 2008-03-03 10:00]", []),
    ],
)  # fmt: skip
def test_from_which_blog_and_when_stands_in_brackets(
    names: str, link: str, words: str, told: list[tuple[str, str, str]]
) -> None:
    head = f'<div class="top"><strong>{link}</strong> <span>{words}</span></div>'
    found = read(f'<p>引用: 1</p><div class="{names}">{head}<div class="text">{TEXT}</div></div>')
    assert [(row.title, row.site, row.published) for row in found] == told


ENTRY = f'<div class="comments-body"><b>{OWLS}</b><br>{TEXT}<br><span>Weblog: Barn<br>Tracked: 2008-03-03 10:00</span></div>'
COMMENT = '<div class="comments-body"><p>So.</p><span>Posted by: Ann on 2008-03-03 09:00</span></div>'


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ('<div class="comments-head"><a name="pings"></a>Pings (1)</div>', 1),
        ('<div class="comments-head">トラックバック (1)</div>', 1),
        ('<div class="comments-head">Pings</div>', 0),  # heads other things as often
        ('<div class="comments-head">Links (1)</div>', 0),
    ],
)
def test_two_parts_made_alike(head: str, number: int) -> None:
    comments = f'<div class="comments-head"><a name="comments"></a>Comments</div>{COMMENT}'
    page = read_page(POST.format(f"{comments}{head}{ENTRY}<p>TrackBack URL</p>").encode(), URL)
    assert [(row.title, row.site) for row in page.linkbacks] == [("Owls at dusk", "Barn")] * number
    assert page.comments_count == 1


@pytest.mark.parametrize(
    ("heading", "beside", "number"),
    [
        ("引用 (1)", "评论 (2)", 1),
        ("引用（1）", "留言 (2)", 1),
        ("引用 (1)", "推荐 (2)", 0),
        ("引用", "评论 (2)", 0),
    ],
)
def test_a_number_behind_a_word_that_heads_other_things(heading: str, beside: str, number: int) -> None:
    entry = f"<p>{OWLS}<br>From: Barn 2008-03-03 10:00<br>{TEXT}</p>"
    parts = f"<div><h3>{heading}</h3>{entry}</div><div><h3>{beside}</h3><p>1. Ann 2008-03-03 9:00<br>So.</p></div>"
    assert len(read(parts)) == len(read(parts.replace("<div>", "").replace("</div>", ""))) == number


BOX = '<div class="re">{} <i>2008-03-0{} 09:00</i><p>So it was.</p></div>'
FORM = '<div class="f"><form><textarea></textarea></form></div>'
BOXES = BOX.format("Ann", 3) + BOX.format("Bo", 4)


@pytest.mark.parametrize(
    ("markup", "number"),
    [
        (BOXES + FORM, 2),
        (f"<div>{BOXES}</div>{FORM}", 2),
        (f"<div>{BOXES}{FORM}</div>", 2),
        ("".join(f"<table><tr><td>Ann {day} 9:00</td></tr><tr><td>So.</td></tr></table>" for day in ("2008-03-03", "2008-03-04")) + FORM, 2),
        # One alone may be anything that is dated; others count comments, name no time, or are no comments.
        (BOX.format("Ann", 3) + FORM, 0),
        (BOXES, 0),
        (BOXES.replace("So it was.", "Comments (3)") + FORM, 0),
        (BOXES.replace(" 09:00", "") + FORM, 0),
        (BOXES.replace("<p>", "<h2>Pears</h2><p>") + FORM, 0),
        (f'<div class="sidebar">{BOXES}{FORM}</div>', 0),
        # Teasers of other posts; the blog's own author links home.
        (BOXES.replace("Ann", '<a href="/2008/02/pears/">Pears</a>').replace("Bo", '<a href="/2008/02/figs/">Figs</a>') + FORM, 0),
        (BOXES.replace("Ann", '<a href="https://orchard.example/">Ann</a>') + FORM, 2),
        # A thread of a forum that a post quotes.
        (f'<div class="article-body">{BOXES}</div>{FORM}', 0),
        (f'<div class="body"><h2>Pears</h2>{BOXES}</div>{FORM}', 0),
        (BOX.format("Ann", 3) + '<div class="re">More of it.</div>' + FORM, 0),
    ],
)  # fmt: skip
def test_comments_before_the_form(markup: str, number: int) -> None:
    assert count(markup) == number


LINE = '<div class="commentmain"><div>{}. Posted by Ann 2008年3月3日 10:0{}</div><div>So.</div></div>'


@pytest.mark.parametrize(
    ("markup", "number"),
    [
        (f'<div class="commentbody"><div class="commenthead">この記事へのコメント</div>{LINE.format(1, 1)}{LINE.format(2, 2)}</div>', 2),
        (f'<div class="commentbody">{LINE.format(1, 1)}</div>', 1),
        ("<div><b>Commented by Ann at 2008-03-03 10:00</b><br>So.</div>" * 2, 2),
        (('<div class="comment"><div class="caption">ツッコミ</div><div class="commentbody">'
         '<div class="by"><a name="c01">_</a> Ann</div><p>So.</p><div class="by"><a name="c02">_</a> Bo</div><p>No.</p></div></div>'), 2),
    ],
)  # fmt: skip
def test_the_part_of_all_comments_is_none(markup: str, number: int) -> None:
    assert count(markup) == number


@pytest.mark.parametrize("beside", [f"[{OWLS.replace('Owls at dusk', 'Barn')}]", '送信元 <a href="https://barn.example/">Barn</a>'])  # fmt: skip
def test_the_linked_name_of_the_blog_is_no_text(beside: str) -> None:
    entry = f"<p>&raquo; {OWLS} {beside}</p><p>{TEXT} <a href='https://barn.example/2008/03/owls.html'>[続きを読む]</a></p><p>受信: 2008年3月3日 10時00分</p>"
    found = read(f'<h2>トラックバック</h2><div class="trackback" id="ping-1">{entry}</div>')
    assert [(row.title, row.site, row.excerpt) for row in found] == [("Owls at dusk", "Barn", TEXT)]


def test_the_note_of_a_host_above_the_entries_is_none_of_them() -> None:
    note = "<div>※ブログ作成者から承認されるまでは反映されません。</div>"
    found = read(f'<div class="trackback">{note}<div><b>{OWLS}</b> (Barn)<br>{TEXT}</div></div>')
    assert [(row.title, row.excerpt) for row in found] == [("Owls at dusk", TEXT)]


ITEM = '<li id="comment-{}"><cite>{} {}</cite><small><a href="#comment-1">2008年3月3日 10:00</a></small><p><strong>Owls</strong></p><p>So it is.</p></li>'


@pytest.mark.parametrize(
    ("name", "behind", "kinds"),
    [
        (OWLS, "のトラックバック:", ["trackback"]),
        (OWLS, "のピンバック：", ["pingback"]),
        (OWLS, "のコメント:", []),
        ("花子", "のトラックバック:", []),
    ],
)
def test_whose_trackback_an_entry_is_stands_behind_the_name(name: str, behind: str, kinds: list[str]) -> None:
    items = ITEM.format(1, name, behind) + ITEM.format(2, "太郎", "のコメント:")
    page = read_page(POST.format(f'<ol class="commentlist">{items}</ol>').encode(), URL)
    assert [row.kind for row in page.linkbacks] == kinds
    assert page.comments_count == 2 - len(kinds)


def test_a_number_heads_a_named_part_and_joins_the_blog_to_the_date() -> None:
    entry = f"<div>{OWLS} <span>納屋 於 2008-03-03 10:00:11</span><p>夜に出る。鼠を捕る。</p></div>"
    found = read(
        f'<div class="trackback"><h4>引用(1)</h4><p>引用網址：https://orchard.example/tb/1</p>{entry}</div>'
    )
    assert [(row.title, row.site, row.excerpt) for row in found] == [
        ("Owls at dusk", "納屋", "夜に出る。鼠を捕る。")
    ]


@pytest.mark.parametrize(
    ("date", "number"),
    [("2008/03/03 22:41", 1), ("", 0), ("3 comments", 0)],
)
def test_the_date_before_the_words_of_tattertools(date: str, number: int) -> None:
    rows = f'<tr><td><b>{OWLS}</b> {date} <a href="#">x</a></td></tr><tr><td>Tracked from <b>Barn</b></td></tr><tr><td>{LONG}</td></tr>'
    fields = [(row.title, row.site, row.excerpt, row.published) for row in read(f"<table>{rows}</table>")]
    assert fields == [("Owls at dusk", "Barn", LONG, "2008-03-03T22:41")] * number


@pytest.mark.parametrize("label", ["<b>トラックバック:</b>", "Trackback:", "トラックバック:"])
@pytest.mark.parametrize("date", ["(2006-01-02)", "2006-01-02 by Ann"])
def test_what_was_changed_in_a_version_is_no_record(label: str, date: str) -> None:
    entry = '<div class="rel">{} <a href="https://bugs.example/{}">Fixed</a> {}</div>'
    changes = entry.format(label, 3, date) + entry.format("コメント:", 4, date)
    assert read(f"<h2>更新履歴</h2>{changes}") == ()


def test_an_address_behind_the_words_of_a_tables_first_row() -> None:
    rows = f"<tr><th>引用通告：https://orchard.example/trackback.asp?tbID=33</th></tr><tr><td>{OWLS} (納屋) 2008-03-03 10:00</td></tr><tr><td>夜に出る。鼠を捕る。</td></tr>"
    found = read(
        f"<table>{rows}</table><table><tr><th>评论</th></tr><tr><td>花 2008-03-03 11:00</td></tr></table>"
    )
    assert [(row.title, row.site, row.excerpt) for row in found] == [
        ("Owls at dusk", "納屋", "夜に出る。鼠を捕る。")
    ]


@pytest.mark.parametrize(
    ("head", "entry", "told"),
    [
        ("<b>引用</b>", f"{OWLS} <span>[2008-03-03 20:11 来自 Barn]</span>", [("Owls at dusk", "Barn")]),
        ("<strong>引用</strong>", f"{OWLS} 来自 Barn 2008/03/03 20:11", [("Owls at dusk", "Barn")]),
        # The tool that quotes a comment, its author's home page, and what somebody quotes.
        ('<b>引用</b> <a href="#c1">#</a>', "Ann 2008-03-03 20:11", []),
        ("<b>引用</b>", '<a href="https://ann.example/">Ann</a> 2008-03-03 20:11', []),
        ("<b>引用</b> Ann:", f"{OWLS} 2008-03-03 20:11", []),
        ("引用", f"{OWLS} 2008-03-03 20:11", []),
    ],
)
def test_a_bold_word_heads_the_link_to_what_quotes_the_post(
    head: str, entry: str, told: list[tuple[str, str]]
) -> None:
    box = f'<div class="comment"><div class="top">{head} {entry}</div><div class="text">夜に出る。鼠を捕る。</div></div>'
    assert [(row.title, row.site) for row in read(box)] == told


@pytest.mark.parametrize(
    ("heading", "around", "number"),
    [
        ('<a name="tb"></a>▼この記事へのトラックバック', "", 1),
        ("最近のトラックバック", "", 0),
        ("トラックバック", ' class="sidebar"', 0),
    ],
)
def test_a_cell_of_a_table_heads_the_rows_below(heading: str, around: str, number: int) -> None:
    rows = f"<tr><td>{heading}</td></tr><tr><td>{OWLS}<br>夜に出る。鼠を捕る。<br>納屋 2008.03.03 22:15</td></tr>"
    comments = "<table><tr><td>▼この記事へのコメント</td></tr><tr><td>はい。<br>2008/03/03 21:10 | 花子</td></tr></table>"
    page = read_page(POST.format(f"<div{around}><table>{rows}</table></div>{comments}").encode(), URL)
    assert [(row.title, row.site) for row in page.linkbacks] == [("Owls at dusk", "納屋")] * number
    assert page.comments_count == 1


@pytest.mark.parametrize(
    ("markup", "number"),
    [
        ('<div class="comEnt" id="comEnt11">So.</div><div class="comEnt" id="comEnt12">No.</div>', 2),
        (f'<div><div class="k">Komentarze</div>{BOXES}</div>{FORM}', 2),
        (f'<div><div class="k">Komentarze</div>{BOXES}<p>RSS</p></div>{FORM}', 2),
        (f'<div><div class="k">1</div><div class="m">2</div>{BOXES}</div>{FORM}', 0),
    ],
)
def test_comments_of_other_hosts(markup: str, number: int) -> None:
    assert count(markup) == number


def test_the_blogs_name_in_japanese_quotation_marks() -> None:
    title = f'<div class="tb-title">{OWLS}</div><div class="tb-body">夜に出る。</div>'
    data = '<div class="tb-data">「<a href="https://barn.example/">納屋</a>」より 2008/03/03 09:11:00</div>'
    assert [row.site for row in read(f"<div>{title}{data}</div>")] == ["納屋"]
