# ruff: noqa: E501 (markup stands as blogs print it)
"""Lines of East Asian entries: where the blog, the title and the date stand, and in what parts."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Linkback

URL = "https://orchard.example/2008/03/apples/"
OWLS = '<a href="https://barn.example/2008/03/owls.html">Owls at dusk</a>'
LONG = "They hunt mice at night and never miss, as the farmer says who keeps them."
BARN = '<a href="https://barn.example/2008/03/owls.html">納屋</a>'


def read(markup: str) -> tuple[Linkback, ...]:
    page = f"<title>Apples - Orchard</title><body><h1>Apples</h1><p>They are ripe.</p>{markup}"
    return read_page(page.encode(), URL).linkbacks


@pytest.mark.parametrize(
    ("signature", "told"),
    [
        (f"ふくろうの夜【{BARN}】at 2008年03月03日 23:45", [("ふくろうの夜", "納屋")]),
        # Below a text other brackets hold an address, and a line without a date is no signature.
        (f"納屋より ({BARN}) at 2008年03月03日 23:45", [("納屋", None)]),
        (f"ふくろうの夜【{BARN}】", []),
    ],
)
def test_a_signature_below_the_text_links_the_blog(
    signature: str, told: list[tuple[str, str | None]]
) -> None:
    entry = f'<div class="body">夜に出て鼠を捕る。<br><div class="posted">{signature}</div></div>'
    found = read(f"<h3>この記事へのトラックバック</h3>{entry}<h3>コメント</h3>")
    assert [(row.title, row.site) for row in found] == told


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("https://barn.example/2008/03/owls.html", [("夜猫子", "谷仓", "2008-03-03T09:15")]),
        ("https://else.example/7", [("谷仓", None, "2008-03-03T09:15")]),  # another's words
    ],
)
def test_a_record_in_two_blocks(link: str, told: list[tuple[str, str | None, str]]) -> None:
    head = f'<div class="head"><strong>引用通告：{BARN.replace("納屋", "谷仓")} 于 2008-03-03 09:15 AM</strong></div>'
    fields = f'<b>标题：</b>夜猫子<br><b>链接：</b><a href="{link}">{link}</a><br><b>摘要：</b>夜里捉老鼠。'
    found = read(f'{head}<div class="main">{fields}</div>')[:1]
    assert [(row.title, row.site, row.published) for row in found] == told


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ('<span class="trackback-blog">[ 納屋 ]</span>', [("Owls at dusk", "納屋")]),
        # WordPress: the author is the blog, also where a theme calls the parts so.
        ("", [("Owls at dusk", "Owls at dusk")]),
        ('<i class="trackback-icon url"></i>', [("Owls at dusk", "Owls at dusk")]),
    ],
)
def test_parts_of_an_item_that_are_called_a_trackbacks(parts: str, told: list[tuple[str, str]]) -> None:
    link = OWLS.replace("<a ", '<a class="url" ') if "icon" in parts else OWLS
    head = f'{link} {parts} <span class="date">2008年03月03日 10:05</span>'
    found = read(
        f'<ol class="trackback-list"><li class="trackback"><div>{head}</div><div>{LONG}</div></li></ol>'
    )
    assert [(row.title, row.site) for row in found] == told


def test_the_block_of_all_comments_is_no_entry() -> None:
    posted = '<p class="posted">投稿: 花子 | <a href="#comment-1">2008年3月3日 (月) 10時15分</a></p>'
    address = '<h3><a id="trackback"></a>トラックバック</h3><p>この記事のトラックバックURL:<br>http://a.example/t/trackback/1</p>'
    assert read(f"<div>{address}<h3>コメント</h3><p>{LONG}</p>{posted}</div>") == ()


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("この記事にトラックバックしているブログ", 1),
        ("トラックバックしているサイト (1)", 1),
        ("この記事がトラックバックしたブログ", 0),  # pinged by the post
        ("トラックバックしているときの注意", 0),
    ],
)
def test_a_heading_of_the_blogs_that_ping(heading: str, number: int) -> None:
    entry = f"<dl><dt>{OWLS}【納屋】</dt><dd>夜に出て鼠を捕る。<span>(2008年03月03日 08:30)</span></dd></dl>"
    found = read(f"<h3>{heading}</h3>{entry}")
    assert [(row.title, row.site) for row in found] == [("Owls at dusk", "納屋")] * number


@pytest.mark.parametrize(
    ("line", "site", "text"),
    [
        (f"「{OWLS}」（納屋）から", "納屋", LONG),
        (f"<strong>납작한 헛간</strong> <span>2008/03/03 08:02</span> {OWLS}", "납작한 헛간", LONG),
        (f"{OWLS}</p><p>ブログ: 納屋 (受信: 2008/03/03 08:20)", "納屋", LONG),
        (f"<strong>오늘</strong> 소식 2008/03/03 08:02 {OWLS}", None, LONG),  # more than a name is bold
    ],
)
def test_where_the_blog_of_a_titled_line_stands(line: str, site: str | None, text: str) -> None:
    found = read(f'<div class="trackbacks"><h3>Trackbacks</h3><div><p>{line}</p><p>{text}</p></div></div>')
    assert [(row.title, row.site, row.excerpt) for row in found] == [("Owls at dusk", site, text)]


@pytest.mark.parametrize(("name", "number"), [("entry64Trackback", 1), ("entry64Comment", 0)])
def test_the_part_that_textcube_names(name: str, number: int) -> None:
    entry = f"<dl><dt>{OWLS}</dt><dd>헛간 | 2008/03/03 08:02 | 삭제</dd><dd>밤에 나와 쥐를 잡는다.</dd></dl>"
    address = "<p>트랙백 주소 : http://orchard.example/trackback/64</p>"
    found = read(f'<div id="{name}"><div class="list">{address if number else ""}{entry}</div></div>')
    assert [(row.title, row.site) for row in found] == [("Owls at dusk", "헛간")] * number


def test_the_word_url_beside_the_blogs_name() -> None:
    entry = f"<dl><dt>{OWLS}</dt><dd>夜に出て鼠を捕る。</dd><dd>【2008/03/03 10:20】 URL | 納屋</dd></dl>"
    assert [row.site for row in read(f"<h3>トラックバック</h3>{entry}")] == ["納屋"]


@pytest.mark.parametrize(
    ("rest", "site"),
    [
        ("<span> on 納屋</span><span>2008/03/03 08:00:01</span>", "納屋"),
        ("<span> on </span><span>投稿2008/03/03 08:00</span>", None),  # no name is stuck to the date
    ],
)
def test_a_blog_that_nothing_parts_from_the_date(rest: str, site: str | None) -> None:
    found = read(f'<h2 id="trackbacks">トラックバック一覧</h2><div><b>{OWLS}</b>{rest}<p>{LONG}</p></div>')
    told = [(row.title, row.site, (row.published or "")[:10]) for row in found]
    assert told == [("Owls at dusk", site, "2008-03-03")]


def test_a_switch_in_brackets_beside_the_title_is_no_blog() -> None:
    title = f'<div class="trackbackTitle"><a href="#">[-]</a> {OWLS}</div>'
    data = f'<div class="trackbackData">ブログ: 納屋 | 投稿: 2008/03/03 09:00</div><div class="trackbackBody">{LONG}</div>'
    assert [row.site for row in read(f'<div class="trackback">{title}{data}</div>')] == ["納屋"]


def test_the_words_that_open_the_citing_page_are_no_blog() -> None:
    again = OWLS.replace("Owls at dusk", "記事を開く")
    entry = f"<h4>2008年3月4日 8時05分 {OWLS}</h4><p>{LONG}</p><p>( 納屋 - {again} )</p>"
    assert [row.site for row in read(f"<h3>トラックバック (1件)</h3>{entry}")] != ["記事を開く"]


@pytest.mark.parametrize(("heading", "number"), [("글걸기", 1), ("글걸기 (1)", 1), ("글걸기 대회", 0)])
def test_textcubes_own_word(heading: str, number: int) -> None:
    entry = f"<ul><li>{OWLS} <span>헛간</span> <span>2008/03/03 10:00</span><p>밤에 나온다.</p></li></ul>"
    found = read(f"<div><h3>{heading}</h3>{entry}</div><h3>댓글</h3>")
    assert [(row.title, row.site) for row in found] == [("Owls at dusk", "헛간")] * number


@pytest.mark.parametrize(
    "note",
    [
        '<span>※ 스팸 트랙백 차단중 ...<a title="적용방법" href="https://tools.example/700">{ ? }</a></span>',
        '<p>트랙백 주소 : http://orchard.example/trackback/22 <a href="https://help.example/2">트랙백이란?</a></p>',
    ],
)
def test_the_tools_in_textcubes_part_are_no_entries(note: str) -> None:
    assert read(f'<div id="entry22Trackback"><div><h3>트랙백</h3>{note}</div></div>') == ()
