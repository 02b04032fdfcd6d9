# ruff: noqa: E501 (markup stands as blogs print it)
"""In what order the lines of a record tell title, blog, text and date, and to which record a line belongs."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Linkback

URL = "http://orchard.example/2006/05/pear"
PAGE = '<html lang="ja"><head><meta charset="utf-8"><title>剪定 - 果樹園</title></head><body><h1>果樹園</h1><div class="entry"><h2>剪定</h2><p>枝を切る。</p></div><h3>トラックバック</h3>{}<h3>コメント</h3></body></html>'
RECORDS = [
    (
        "http://pear.example/blog/12",
        "梨の木",
        "梨畑だより",
        "枝を切ったので、少し書いてみました。",
        "2007-03-22",
    ),
    (
        "http://plum.example/posts/7",
        "梅の花",
        "梅園の日記",
        "昨日の風で花が散らないか心配です。",
        "2007-03-24",
    ),
]
HOLDERS = {
    "blocks": ('<div class="box">{}</div>', "<p>{}</p>"),
    "lines of a block": ('<div class="box">{}</div>', "{}<br>"),
    "paragraphs in a row": ("{}", "<p>{}</p>"),
    "lines in a row": ("{}<hr>", "{}<br>"),
}
ORDERS = [
    "{title}|{text}|{site}|{date}",
    "{title}|{text}|{date}|{site}",
    "{title}|{site}|{text}|{date}",
    "{title}|{date}|{site}|{text}",
    "{date}|{title}|{site}|{text}",
    "{date} {title}|{text}|{site}",
    "{date} {site}|{title}|{text}",
    "{site}|{title}|{text}|{date}",
    "{plain}|{text}|{blog} at {date}",
]


def read(listing: str) -> list[Linkback]:
    return list(read_page(PAGE.format(listing).encode(), URL).linkbacks)


def told(order: str, holder: str, line: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    listing = ""
    for source, title, site, text, date in RECORDS:
        fields = {
            "title": f'<a href="{source}">{title}</a>',
            "blog": f'<a href="{source}">{site}</a>',
            "plain": title,
            "site": site,
            "text": text,
            "date": date.replace("-", "/"),
        }
        listing += holder.format("".join(line.format(each.format(**fields)) for each in order.split("|")))
    return [(row.title, row.site, row.excerpt, row.published) for row in read(listing)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("holder", HOLDERS)
def test_orders_of_a_record_s_fields(holder: str, order: str) -> None:
    assert told(order, *HOLDERS[holder]) == [tuple(record[1:]) for record in RECORDS]


LINK = '<p><a href="http://pear.example/blog/12">梨の木</a></p>'
DATE = "<p>2007/03/22 07:45</p>"


@pytest.mark.parametrize(
    ("listing", "site"),
    [
        (f"<div>{LINK}<p>梨畑だより</p>{DATE}</div>", "梨畑だより"),
        # A sentence, a longer line, one of another kind, and a text above the title name no blog.
        (f"<div>{LINK}<p>枝を切りました。</p>{DATE}</div>", None),
        (f"<div>{LINK}<p>枝を切ってから花が咲くまでのこと</p>{DATE}</div>", None),
        (f"<div>{LINK}<blockquote>梨畑だより</blockquote>{DATE}</div>", None),
        (f"<div><p>梨畑だより</p>{LINK}{DATE}</div>", None),
        # One record alone may begin its text with a short line.
        (f"<div>{LINK}<p>春が来た</p><p>枝を切ったので、少し書いてみました。</p>{DATE}</div>", None),
    ],
)
def test_a_short_line_before_the_date(listing: str, site: str | None) -> None:
    (row,) = read(listing)
    assert (row.title, row.site) == ("梨の木", site)


SIGNED = '<div><p>{}</p><p>枝を切ったので、少し書いてみました。</p><p><a href="http://pear.example/blog/12">{}</a> {}</p></div>'


@pytest.mark.parametrize(
    ("first", "link", "date", "title"),
    [
        ("梨の木", "梨畑だより", "2007/03/22", "梨の木"),
        # Sentences, and links that are titles, as WordPress's are.
        ("枝を切りました。", "梨畑だより", "2007/03/22", "梨畑だより"),
        ("[…] 枝", "梨畑だより", "2007/03/22", "梨畑だより"),
        ("梨の木", "梨畑 » 枝", "2007/03/22", "梨畑 » 枝"),
    ],
)
def test_a_title_above_the_text_and_the_blog_s_link(first: str, link: str, date: str, title: str) -> None:
    (row,) = read(SIGNED.format(first, link, date))
    assert row.title == title


LINE = '<p>{}</p><p><a href="http://{}.example/1">{}</a></p><p>枝を切ったので、少し書いてみました。</p>'


@pytest.mark.parametrize(
    ("end", "dates"),
    [
        ("", ["2007-03-22", "2007-03-24"]),
        # Behind the last record stands a date as well: they end the records.
        ("<p>2007/03/25</p>", ["2007-03-24", "2007-03-25"]),
    ],
)
def test_dates_that_lead_the_records(end: str, dates: list[str]) -> None:
    rows = read(
        LINE.format("2007/03/22", "pear", "梨の木") + LINE.format("2007/03/24", "plum", "梅の花") + end
    )
    assert [row.published for row in rows] == dates


@pytest.mark.parametrize(
    "heading", ["トラバ", "ピンバック", "먼댓글", "핑백", "טראקבקים", "دنبالک‌ها", "แทร็กแบ็ก"]
)
def test_records_below_the_word_of_the_page_s_language_alone(heading: str) -> None:
    page = PAGE.replace("トラックバック", heading).format(f"<div>{LINK}{DATE}</div>")
    rows = read_page(page.encode(), URL).linkbacks
    assert [row.title for row in rows] == ["梨の木"]
