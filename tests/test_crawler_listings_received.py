# ruff: noqa: E501 (markup stands as blogs print it)
"""Headings that say in further languages that linkbacks were received, and what stands around such entries."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page

URL = "https://orchard.example/2008/03/apples/"
OWLS = '<a href="https://barn.example/owls">Owls at dusk</a>'
DAY = "2008-03-03"
POST = "<html lang='{}'><title>{}</title><body><h1>Apples</h1><p>They are ripe.</p>{}"


def read(markup: str, language: str = "en", title: str = "Apples - Orchard") -> Page:
    return read_page(POST.format(language, title, markup).encode(), URL)


@pytest.mark.parametrize(
    ("heading", "listed"),
    [
        ("收到的引用", 1),
        ("收到的引用 (1)", 1),
        ("이 글에 걸린 트랙백 (1)", 1),
        ("트랙백 <span>하나</span> 받았습니다.", 1),
        ("트랙백 1개 달렸습니다", 1),
        ("Trackbacks recibidas", 1),
        ("記事「Apples」へのトラックバック", 1),
        ("Rétroliens reçus", 1),
        # Quotations, what a chapter tells of, and what the post itself sent.
        ("引用", 0),
        ("記事「Apples」への道", 0),
        ("「Apples」のトラックバックの話", 0),
        ("收到引用之后", 0),
        ("트랙백을 받았습니다", 0),
        ("Cartas recibidas", 0),
        ("내가 보낸 트랙백", 0),
    ],
)
def test_a_heading_of_what_was_received(heading: str, listed: int) -> None:
    assert len(read(f"<h3>{heading}</h3><ul><li>{OWLS} - Barn {DAY}</li></ul>").linkbacks) == listed


@pytest.mark.parametrize(
    ("above", "excerpt"),
    [
        ("<h3>트랙백 하나 받았습니다.</h3>", "They hunt mice."),
        ("<b>Trackbacks recibidas</b>", "They hunt mice."),
        (
            '<dl><dt>http://orchard.example/tb.php/8-1f2e3d4c</dt><dd><a href="javascript:;">この記事にトラックバックする(FC2ブログユーザー)</a></dd></dl>',
            "They hunt mice.",
        ),
        # A title in bold without a link is one of the entry's own words.
        ("<p>Night birds of the valley.</p>", "Night birds of the valley. They hunt mice."),
    ],
)
def test_what_heads_the_only_entry_is_none_of_its_text(above: str, excerpt: str) -> None:
    row = read(f'<div class="trackbacks">{above}<p>{OWLS} {DAY}<br>They hunt mice.</p></div>').linkbacks[0]
    assert (row.title, row.excerpt) == ("Owls at dusk", excerpt)


@pytest.mark.parametrize(
    ("headings", "listed"),
    [
        ("", 1),
        ("<h2>Wozu?</h2><p>Um zu antworten.</p>", 0),
        ("<h2>받은 트랙백 보기</h2><p>관리 화면에서 본다.</p>", 0),
        # Those of linkbacks are of the listing itself.
        ("<h2>Trackback-URL</h2>", 1),
    ],
)
def test_a_document_about_trackbacks_has_sections(headings: str, listed: int) -> None:
    page = read(
        f"<h2>Trackback</h2>{headings.replace('h2', 'h3')}<p>{OWLS} {DAY}</p>", title="Trackback - Lexikon"
    )
    assert len(page.linkbacks) == listed


@pytest.mark.parametrize(
    ("line", "language", "site"),
    [
        ("Kovač, četvrtak, 5. ožujka 2009.", "hr", "Kovač"),
        ("Хлебар, сряда, 4 март 2009", "bg", "Хлебар"),
        ("היקב, יום רביעי, 4 במרץ 2009", "he", "היקב"),
        ("Fırın, 5 Mart 2009 Perşembe", "tr", "Fırın"),
        ("종이접기 2010년 9월 6일 월요일", "ko", "종이접기"),
        ("於 2007年3月4日 PM 08:15 由 漁船日誌 引用", "zh-TW", "漁船日誌"),
        # A newspaper is called so.
        ("Sunday Times, 4 March 2009", "en", "Sunday Times"),
    ],
)  # fmt: skip
def test_the_day_of_the_week_is_no_blog(line: str, language: str, site: str) -> None:
    listing = f'<div class="trackbacks"><h3>Trackbacks</h3><div><p>{OWLS}</p><p>They hunt mice.</p><p>{line}</p></div></div>'
    assert [row.site for row in read(listing, language).linkbacks] == [site]


@pytest.mark.parametrize(
    ("beside", "foot", "site"),
    [
        ("de La chouette", "Notifié le 15 septembre 2006 à 08:40", "La chouette"),
        ("van De uil", "Getracked op 15 september 2006 08:40", "De uil"),
        ("", "Notifié le 15 septembre 2006 à 08:40", None),
        ("", "La chouette, le 15 septembre 2006", "La chouette"),
    ],
)
def test_typepad_in_the_language_of_the_blog(beside: str, foot: str, site: str | None) -> None:
    entry = f'<p class="trackback-title">» {OWLS} {beside}</p><p class="trackback-body">They hunt mice.</p><p class="trackback-footer">{foot}</p>'
    rows = read(f'<h2 class="trackbacks-header">TrackBack</h2>{entry}', "fr").linkbacks
    assert [(row.title, row.site) for row in rows] == [("Owls at dusk", site)]


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("トラックバックはありません。", 0),
        ("表示できるトラックバックありません。", 0),
        ("1件のトラックバックが登録されています。", 1),
        ("お金はありませんでしたが", 0),
        ("いつもありがとうございます。", 1),
    ],
)
def test_what_stands_behind_the_word_that_there_are_none(said: str, listed: int) -> None:
    page = read(f"<h3>トラックバック</h3><p>{said}</p><ul><li>{OWLS} {DAY}</li></ul>")
    assert len(page.linkbacks) == listed


@pytest.mark.parametrize(
    ("lines", "site", "excerpt"),
    [
        (("Barn", "2008年3月3日 10時20分", "They hunt mice at dusk."), "Barn", "They hunt mice at dusk."),
        (("綿屋", "2008年3月3日", "ふくろうを見に行きました。"), "綿屋", "ふくろうを見に行きました。"),
        # A sentence, one as long as the text, and a line that no text follows but the date.
        (("They hunt mice.", "2008年3月3日", "And voles."), None, "They hunt mice. And voles."),
        (("Mice and voles", "2008年3月3日", "They sleep."), None, "Mice and voles They sleep."),
        (("3件", "2008年3月3日", "They hunt mice at dusk."), None, "They hunt mice at dusk."),
    ],
)
def test_title_blog_date_and_text_on_lines_of_their_own(
    lines: tuple[str, str, str], site: str | None, excerpt: str
) -> None:
    items = "".join(f"<li>{line}</li>" for line in (OWLS, *lines))
    row = read(f"<h3>トラックバック</h3><ul>{items}</ul>", "ja").linkbacks[0]
    assert (row.title, row.site, row.excerpt) == ("Owls at dusk", site, excerpt)


@pytest.mark.parametrize(
    ("caption", "sender", "listed"),
    [
        ("<caption>트랙백리스트</caption>", "보낸이", 1),
        ("", "보낸 사람", 1),
        # The columns of a list of files tell of none who sent anything.
        ("", "크기", 0),
    ],
)
def test_a_table_with_a_caption(caption: str, sender: str, listed: int) -> None:
    heads = f"<tr><th></th><th>제목</th><th>{sender}</th><th>날짜</th></tr>"
    link = '<a href="https://barn.example/owls">{}</a>'
    cells = (
        f"<td></td><td>{link.format('Owls at dusk')}</td><td>{link.format('Barn')}</td><td>03.03 : 09:12</td>"
    )
    table = f"<table>{caption}<thead>{heads}</thead><tbody><tr>{cells}</tr></tbody></table>"
    name = "trackback" if sender != "크기" else "files"
    rows = read(f'<div id="{name}">{table}</div>', "ko").linkbacks
    assert [(row.title, row.site) for row in rows] == [("Owls at dusk", "Barn")] * listed


@pytest.mark.parametrize(
    ("behind", "site", "excerpt", "day"),
    [
        ("از Barn<br>They hunt mice. {}</p><p>رسیده در تاریخ 2008-03-03", "Barn", "They hunt mice.", DAY),
        ("از Barn<br>They hunt mice. {}</p><p>دنبالک در 2008-03-03", "Barn", "They hunt mice.", DAY),
        ("<br>They hunt mice. {}</p>", None, "They hunt mice.", ""),
    ],
)
def test_movable_type_in_persian(behind: str, site: str | None, excerpt: str, day: str) -> None:
    more = '<a href="https://barn.example/owls">[ادامه]</a>'
    entry = f'<div class="trackback" id="ping-7"><p>&raquo; {OWLS} {behind.format(more)}</p></div>'
    row = read(f'<h2 id="trackbacks">دنبالک</h2>{entry}', "fa").linkbacks[0]
    assert (row.site, row.excerpt, (row.published or "")[:10]) == (site, excerpt, day)
