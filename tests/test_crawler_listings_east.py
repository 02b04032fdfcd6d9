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
