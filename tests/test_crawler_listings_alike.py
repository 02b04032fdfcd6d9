# ruff: noqa: E501 (markup stands as blogs print it)
"""Listings whose entries are made alike: what their links join, what names and counts the list."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Linkback

URL = "http://orchard.example/2006/05/pear"
PAGE = '<html lang="{lang}"><head><meta charset="utf-8"><title>剪定 - 果樹園</title></head><body><h1>果樹園</h1><div class="entry"><h2>剪定</h2><p>枝を切る。{more}</p></div>{listing}</body></html>'
PEAR, PLUM = "http://pear.example/blog/12", "http://plum.example/posts/7"
NAMES = ("梨の木", "梨畑", "梅の花", "梅園")


def read(listing: str, lang: str = "ja", more: str = "") -> list[Linkback]:
    page = PAGE.format(lang=lang, more=more, listing=listing)
    return list(read_page(page.encode(), URL).linkbacks)


def told(listing: str, lang: str = "ja") -> list[tuple[str | None, str | None]]:
    return [(row.title, row.site) for row in read(listing, lang)]


VICUNA = '<dt id="ping-{}"><span class="name"><a href="{}">{}</a></span> <span class="date">2007-03-{} (Sat) 23:25</span></dt><dd>枝を切った。 <a href="{}">続きを読む</a></dd>'
VICUNAS = (
    VICUNA.format(31, PEAR, "{0} from {1}", 10, PEAR),
    VICUNA.format(32, PLUM, "{2} from {3}", 11, PLUM),
)
SECTION = '<div class="section" id="trackback"><h2>Trackback:<span class="count">2</span></h2><dl class="log">{}</dl></div>'


def test_terms_of_vicuna_end_at_the_next_term() -> None:
    rows = read(SECTION.format("".join(VICUNAS).format(*NAMES)))
    assert [(row.title, row.site, row.published, row.excerpt) for row in rows] == [
        ("梨の木", "梨畑", "2007-03-10T23:25", "枝を切った。"),
        ("梅の花", "梅園", "2007-03-11T23:25", "枝を切った。"),
    ]


@pytest.mark.parametrize(
    ("lang", "listing", "expected"),
    [
        ("ja", VICUNAS[0], [("梨の木", "梨畑")]),
        # One alone may be called so in English.
        ("en", VICUNAS[0], [("梨の木 from 梨畑", None)]),
        # Not all of them have the joint.
        ("ja", VICUNAS[0] + VICUNAS[1].replace("{2} from {3}", "{2}"), [("梨の木 from 梨畑", None), ("梅の花", None)]),
    ],
)  # fmt: skip
def test_title_and_blog_in_one_link(
    lang: str, listing: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert told(SECTION.format(listing).format(*NAMES), lang) == expected


XE = '<div class="item"><a name="trackback_{0}"></a><h4 class="author"><a href="{1}">{2}</a></h4><dl class="time"><dt>Time :</dt><dd>2010.03.0{0} 11:00</dd><dd>(211.*.22.10)</dd></dl><p class="itemContent">枝を切った。道具も研いだ。</p><div><span class="btn"><a href="/?act=dispBoardDeleteTrackback">삭제</a></span></div></div>'
XE_LIST = '<div class="feedbackList" id="trackback"><h3><a href="#trackback"><strong>2</strong> Trackbacks</a></h3><div class="trackbackList">{}</div></div>'


def test_addresses_of_senders_and_tools_are_no_text() -> None:
    rows = read(XE_LIST.format(XE.format(1, PEAR, "梨の木 - 梨畑") + XE.format(2, PLUM, "梅の花 - 梅園")))
    assert [(row.title, row.site, row.excerpt) for row in rows] == [
        ("梨の木", "梨畑", "枝を切った。道具も研いだ。"),
        ("梅の花", "梅園", "枝を切った。道具も研いだ。"),
    ]


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        (XE.format(1, PEAR, "梨の木 - 梨畑"), [("梨の木 - 梨畑", None)]),
        (XE.format(1, PEAR, "梨の木 - 梨畑") + XE.format(2, PLUM, "梅の花"), [("梨の木 - 梨畑", None), ("梅の花", None)]),
    ],
)  # fmt: skip
def test_a_dash_that_not_all_have_is_the_titles(
    listing: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert told(XE_LIST.format(listing)) == expected


ITEMS = f'<li id="comment-23"><a href="{PEAR}" rel="external nofollow">梨の木 | 梨畑</a> より</li><li id="comment-25"><a href="{PLUM}" rel="external nofollow">梅の花 | 梅園</a> より</li>'
TAB = '<ul id="tab"><li>トラックバック(2件)</li></ul><div>{}</div>'


@pytest.mark.parametrize(
    ("listing", "sources"),
    [
        (TAB.format(f'<ul class="trackback-body">{ITEMS}</ul>'), [PEAR, PLUM]),
        (f'<ul class="pingback_items">{ITEMS}</ul>', [PEAR, PLUM]),
        # Of all the blog; prose among the items; no list.
        (f'<div id="sidebar"><ul class="trackback-body">{ITEMS}</ul></div>', []),
        (
            f'<ul class="trackback-body"><li>枝の切り方はここに書いた。<a href="{PEAR}">梨の木</a></li></ul>',
            [],
        ),
        (f'<div class="trackback-body"><p>枝の切り方は <a href="{PEAR}">梨の木</a></p></div>', []),
    ],
)
def test_lists_named_after_trackbacks(listing: str, sources: list[str]) -> None:
    assert [row.source for row in read(listing)] == sources


@pytest.mark.parametrize(
    ("listing", "kinds"),
    [
        (f"<p>2件のトラックバック</p><ul>{ITEMS}</ul>", ["trackback", "trackback"]),
        # As many as it says, and right below it: else the items alone do not say what they are.
        (f"<p>3件のトラックバック</p><ul>{ITEMS}</ul>", []),
        (f"<p>2件のトラックバック</p><p>なし</p><ul>{ITEMS}</ul>", []),
    ],
)
def test_a_paragraph_that_counts_the_list_below(listing: str, kinds: list[str]) -> None:
    assert [row.kind.value for row in read(listing.replace(" より", "。枝の話"))] == kinds


BOX = '<div class="box"><span class="name"><a href="http://pear.example/">梨</a></span> <span>| 2009/10/02 07:30 | <a href="{}#{}">PERMALINK</a></span><br><div class="desc">トラックバックを送りました。</div></div>'


@pytest.mark.parametrize("holder", ["cmt_box", "replies_x"])
def test_comments_below_the_address_for_pings(holder: str) -> None:
    address = f'<div class="tb_address">Trackback Address :: {URL}/trackback/31</div>'
    assert read(f'{address}<div class="{holder}">{BOX.format(URL, "comment60")}</div>') == []


DATED = '<li class="comment"><div class="trackback-time">2011年9月12日</div><div class="trackback-title">{}<a href="{}">{}</a></div></li>'


@pytest.mark.parametrize(
    ("label", "site"),
    [
        ("Trackback from : ", None),
        ("トラックバック from : ", None),
        ("トラックバック元: ", None),
        ("梨畑: ", "梨畑"),
    ],
)
def test_a_label_behind_a_date_is_no_blog(label: str, site: str | None) -> None:
    items = DATED.format(label, PEAR, "梨の木") + DATED.format(label, PLUM, "梅の花")
    rows = read(f'<div id="trackback-list"><ol class="commentlist">{items}</ol></div>')
    assert [(row.title, row.site, row.excerpt, row.published) for row in rows] == [
        ("梨の木", site, None, "2011-09-12"),
        ("梅の花", site, None, "2011-09-12"),
    ]
