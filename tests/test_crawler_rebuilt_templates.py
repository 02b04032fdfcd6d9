# ruff: noqa: E501 (markup stands as blogs print it)
"""Lists of trackbacks in templates that bloggers rebuilt: any heading of theirs above any order of the fields."""

from __future__ import annotations

import pytest

from crawler import read_page

URL = "http://willow.example/2006/04/river.html"
ENTRIES = (
    ("お花見の日", "花の通信", "桜の季節に写真を何枚か撮りました。", "http://hana.example/12.html", "2006年04月04日 21:40"),
    ("川と自転車", "川端の道", "花びらでいっぱいの道をゆっくり走る。", "http://kawa.example/34.html", "2006年04月06日 07:03"),
)  # fmt: skip
PAGE = """<html lang="ja"><head><title>柳の日記: 川沿いの桜並木</title></head><body><h1><a href="http://willow.example/">柳の日記</a></h1>
<div class="entry"><h2>2006年04月03日</h2><h3>川沿いの桜並木</h3><div class="body"><p>今年も川沿いを二時間ほど歩いてきました。</p></div></div>
<h4>{heading}</h4>{address}{entries}<h4>コメント</h4><div><p>いいですね。</p><p>投稿者 燕 : 2006年04月03日 19:55</p></div></body></html>"""
ADDRESS = "<p>このエントリーのトラックバックURL:<br>http://willow.example/mt-tb.cgi/57</p>"
LINK = '<a href="{url}">{title}</a>'
HEADINGS = [
    "トラックバック",
    "この記事へのトラックバック",
    "この記事に対するトラックバック",
    "受け取ったトラックバック",
    "皆様からのトラックバック",
    "トラックバック一覧",
    "Trackbacks (2)",
    "引用列表 (2)",
    "받은 트랙백",
    "트랙백 목록",
    "2 трекбека",
]
NO_HEADINGS = [
    "最近のトラックバック",
    "トラックバックの話",
    "引用",
    "引用された詩",
    "관련글",
    "トラックバックされた記事",
    "リンク",
]
SHAPES = {
    "a line": "<ul>{}</ul>#<li>" + LINK + " ({site}) {date}</li>",
    "the date first": "<ul>{}</ul>#<li>{date} " + LINK + " - {site}</li>",
    "the blog first": "<ul>{}</ul>#<li>{site}: " + LINK + " ({date})</li>",
    "by": "<ul>{}</ul>#<li>" + LINK + "<br>{text}<br><span>by {site} ({date})</span></li>",
    "a list of terms": "<dl>{}</dl>#<dt>" + LINK + "</dt><dd>{text}</dd><dd>{site} {date}</dd>",
    "terms that sign": "<dl>{}</dl>#<dt>{date} {site}</dt><dd>" + LINK + "<br>{text}</dd>",
    "brackets": "{}#<p>" + LINK + " [{site}]<br>{text}<br>{date}</p>",
    "blocks": "{}#<div class='tb'><p class='t'>" + LINK + " from {site}</p><p>{text}</p><p class='d'>{date}</p></div>",
    "headings": "{}#<h5>" + LINK + "</h5><p>{text}</p><p class='meta'>from: {site} / {date}</p>",
    "labels": "{}#<div>■ブログ名：{site}<br>■タイトル：" + LINK + "<br>■概要：{text}<br>■日時：{date}</div>",
    "a label behind": "{}#<p><strong>" + LINK + "</strong></p><p>{text}</p><p>投稿元：{site} | 日時：{date}</p>",
    "a bold blog": "{}#<p><b>{site}</b> " + LINK + "<br>{text}<br><small>{date}</small></p>",
    "a slash": "{}#<div class='item'>" + LINK + "／{site}<br>{text}<div class='date'>{date}</div></div>",
    "quotation marks": "{}#<p>{text}</p><p>{site}「" + LINK + "」 {date}</p>",
    "from somebody": "{}#<p>{date} {site}さんより<br>" + LINK + "<br>{text}</p>",
    "a table": "<table><tr><th>日時</th><th>ブログ名</th><th>タイトル</th></tr>{}</table>#<tr><td>{date}</td><td>{site}</td><td>" + LINK + "</td></tr>",
}  # fmt: skip


def page(heading: str, shape: str, address: str) -> bytes:
    around, _, entry = SHAPES[shape].partition("#")
    rows = (
        entry.format(title=title, site=site, text=text, url=url, date=date)
        for title, site, text, url, date in ENTRIES
    )
    return PAGE.format(heading=heading, address=address, entries=around.format("".join(rows))).encode()


@pytest.mark.parametrize("address", ["", ADDRESS])
@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_heading_of_trackbacks_above_any_order_of_the_fields(
    shape: str, heading: str, address: str
) -> None:
    read = read_page(page(heading, shape, address), URL)
    shown = [(row.source, row.title, row.site, (row.published or "")[:10]) for row in read.linkbacks]
    assert shown == [
        ("http://hana.example/12.html", "お花見の日", "花の通信", "2006-04-04"),
        ("http://kawa.example/34.html", "川と自転車", "川端の道", "2006-04-06"),
    ]
    assert read.comments_count == 1


@pytest.mark.parametrize("heading", NO_HEADINGS)
@pytest.mark.parametrize("shape", ["a line", "the date first", "a list of terms", "brackets", "a table"])
def test_other_headings_above_the_same(shape: str, heading: str) -> None:
    assert read_page(page(heading, shape, ""), URL).linkbacks == ()
