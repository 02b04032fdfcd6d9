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


POST = """<html lang="{language}"><head><title>川沿いの桜並木 - 柳の日記</title></head><body><h1><a href="http://willow.example/">柳の日記</a></h1>
<div class="entry"><h3>川沿いの桜並木</h3>{line}<div class="body"><p>今年も川沿いを二時間ほど歩いてきました。</p></div></div>{below}
<form action="/c"><textarea></textarea></form></body></html>"""


@pytest.mark.parametrize("author", ["なつめ", "soramame55", "山田太郎"])
@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "<p class='posted'>投稿者 {author} : {date} | {topic}</p>"),
        ("ja", "<p class='footers'>{author} ({date}) | カテゴリ: {topic}</p>"),
        ("ja", "<p class='info'>{author} | {date} | {topic} | コメント(0)</p>"),
        ("ja", "<p class='info'>{date} │ {author} │ {topic}</p>"),
        ("ja", "<p class='info'>記入者：{author}　{date}　カテゴリ：{topic}</p>"),
        ("ja", "<p class='info'>書いた人：{author}｜{date}｜{topic}</p>"),
        ("ja", "<div class='entry-meta'>投稿日: {date} 作成者: {author} カテゴリー: {topic}</div>"),
        ("zh", "<p class='meta'>作者：{author} 发布于：{date} 分类：{topic}</p>"),
        ("zh", "<p class='meta'>{author} 发表于 {date} | 分类：{topic}</p>"),
        (
            "zh",
            "<div class='info'><span>{date}</span> | <span>分类: {topic}</span> | <span>{author}</span></div>",
        ),
        ("ko", "<p class='info'>{topic} | {date} | {author}</p>"),
        ("ko", "<p class='info'>작성자 {author} 작성일 {date} 카테고리 {topic}</p>"),
        ("ru", "<p class='meta'>{date} | {author} | {topic} | Комментариев: 2</p>"),
        ("ru", "<p class='meta'>Написал(а) {author} — {date}. Категория: {topic}</p>"),
    ],
)
def test_by_lines_of_any_order(language: str, line: str, author: str) -> None:
    topic = '<a href="/category/1">散歩</a>'
    shown = line.format(author=author, date="2006-04-03 09:12", topic=topic)
    post = read_page(POST.format(language=language, line=shown, below="").encode(), URL).post
    assert post is not None
    assert (post.author, post.tags, (post.published or "")[:10]) == (author, ("散歩",), "2006-04-03")


@pytest.mark.parametrize(
    "line",
    [
        "<p class='info'>2006-04-03 | {} | 続きを読む</p>",
        "<p class='info'>2006-04-03 | {} | 晴れのち曇り</p>",
        "<p class='info'>2006-04-03 | {} | trackback0</p>",
        "<p class='info'>2006-04-03 | {} | 川沿いの道をどこまでも歩く日</p>",
        "<p class='info'>文章 | 2006-04-03 | {}</p>",
    ],
)
def test_by_lines_without_an_author(line: str) -> None:
    shown = line.format('<a href="/category/1">散歩</a>')
    post = read_page(POST.format(language="ja", line=shown, below="").encode(), URL).post
    assert post is not None
    assert post.author is None


@pytest.mark.parametrize("around", ["<h4>{}</h4>", "<div class='title'>{}</div>", "<p><b>{}</b></p>"])
@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("この記事に対するコメント", 2),
        ("コメント一覧", 2),
        ("网友评论", 2),
        ("回應文章 (2)", 2),
        ("2개의 댓글", 2),
        ("Отзывы", 2),
        ("コメントを書く", 0),
        ("コメントについて", 0),
        ("最近のコメント", 0),
        ("コメント (0)", 0),
    ],
)
def test_comments_below_any_heading(heading: str, count: int, around: str) -> None:
    said = "".join(f"<p>いいですね。</p><p class='by'>燕 | 2006年04月0{day}日 19:55</p>" for day in (4, 5))
    line = "<p class='posted'>2006-04-03</p>"
    below = f"<div class='area'>{around.format(heading)}{said}</div>"
    assert read_page(POST.format(language="ja", line=line, below=below).encode(), URL).comments_count == count
