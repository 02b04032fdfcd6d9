# ruff: noqa: E501 (markup stands as blogs print it)
"""Listings, addresses, titles and by-lines whose words are of languages that a template was translated to."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page
from crawler.words.dates import read_date

URL = "https://orchard.example/2008/03/apples.html"
OWLS = "https://barn.example/owls"
LINK = f'<a href="{OWLS}">Owls at dusk</a>'
DAY = "2008-03-03"
COMMENT = '<li class="comment"><cite>Ann</cite> <span>2008-03-02</span><p>So they are.</p></li>'


def read(markup: str, title: str = "Apples - Orchard") -> Page:
    return read_page(
        f"<title>{title}</title><body><h1>Apples</h1><p>They are ripe.</p>{markup}".encode(), URL
    )


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ('<h3 id="trackbacks">הפניות</h3>', f"<li>{LINK} {DAY}</li>"),
        (
            '<h4 class="pings">Zmínky</h4>',
            f'<li><a rel="external nofollow" href="{OWLS}">Owls at dusk</a></li>',
        ),
        ('<h2 id="pingbacks">Mit anderen Worten</h2>', f"<li>{DAY} – {LINK}</li>"),
    ],
)
def test_a_heading_is_told_by_its_name(heading: str, items: str) -> None:
    rows = read(f"{heading}<ul>{items}</ul>").linkbacks
    assert [(row.kind, row.source) for row in rows] == [("unknown", OWLS)]


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("<h3>הפניות</h3>", f"<li>{LINK} {DAY}</li>"),
        ('<h3 id="trackbacks">Komentáře</h3>', f"<li>{LINK} {DAY}</li>"),
        ('<h3 id="trackbacks">הפניות</h3>', f"<li>{LINK}</li>"),
        ('<h3 id="trackbacks">הפניות</h3>', f'<li><a href="/2">Pears</a> {DAY}</li>'),
        ('<h3 id="trackbacks">הפניות</h3>', f"<li>{LINK} {DAY}</li><li>{DAY}</li>"),
        ('<h3 class="caption">הפניות</h3>', f"<li>{LINK} {DAY}</li>"),
    ],
)
def test_a_heading_of_no_known_word_needs_more(heading: str, items: str) -> None:
    assert read(f"{heading}<ul>{items}</ul>").linkbacks == ()


def test_a_title_beside_the_link_to_its_own_place_is_kept() -> None:
    ping = (
        f'<li class="pingback"><cite>{LINK}</cite> <a href="#d">{DAY}</a><p>[...] apples are [...]</p></li>'
    )
    rows = read(f'<ol class="commentlist">{COMMENT}{ping}</ol>').linkbacks
    assert [(row.title, row.excerpt, row.published) for row in rows] == [
        ("Owls at dusk", "[...] apples are [...]", DAY)
    ]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (
            "",
            'このブログのトラックバックURLは<br><a href="/trackback/12">https://orchard.example/trackback/12</a>です。',
        ),
        ("<p>Adres trackback dla tego wpisu:<br>https://orchard.example/trackback/12</p>", ""),
    ],
)
def test_the_address_for_pings_is_no_text(before: str, behind: str) -> None:
    ping = f'<div class="item"><span>{LINK}</span> on Barn <span>{DAY}</span><div><p>They hunt mice at night.</p></div></div>'
    rows = read(f'<h2 id="trackbacks">Trackbacks</h2>{before}{ping}<div>{behind}</div>').linkbacks
    assert [(row.site, row.excerpt) for row in rows] == [("Barn", "They hunt mice at night.")]


@pytest.mark.parametrize(
    "name",
    [
        '<span class="name">Tracked from Barn</span>',
        '<span class="from">Tracked from <span class="name">Barn</span></span>',
    ],
)
def test_a_blogs_name_without_the_words_before_it(name: str) -> None:
    ping = f'<li><h4>{LINK}</h4>{name} <span class="date">{DAY}</span><p>Mice.</p></li>'
    assert [row.site for row in read(f"<h3>관련글</h3><ol>{ping}</ol>").linkbacks] == ["Barn"]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("관련글 주소 ::", True),
        ("引用此篇文章的網址:", True),
        ("引用本文網址：", True),
        ("关联文章", False),
        ("引用自", False),
    ],
)
def test_addresses_for_pings_behind_their_labels(label: str, found: bool) -> None:
    address = "https://orchard.example/entries/receive.php?id=7"
    assert read(f"<p>{label} {address}</p>").endpoints.trackback == ((address,) if found else ())


@pytest.mark.parametrize(
    ("title", "cells", "expected"),
    [
        ("渡し船 : 川端通信", "<td>渡し船</td>", "渡し船"),
        ("川端通信：渡し船", "<td><b>渡し船</b></td>", "渡し船"),
        ("渡し船 : 川端通信", "<td>渡し船に乗る</td>", "渡し船 : 川端通信"),
        ("渡し船:川端通信", "<td>渡し船</td>", "渡し船:川端通信"),
    ],
)
def test_the_part_of_the_pages_title_that_a_cell_says(title: str, cells: str, expected: str) -> None:
    body = f"<table><tr>{cells}</tr></table><p>竹竿で渡す。</p><div id='comment-1'><p>はい。</p></div>"
    post = read_page(f"<title>{title}</title><body>{body}".encode(), URL).post
    assert post is not None
    assert post.title == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("4月 18th. 2009", "2009-04-18"),
        ("Apr 18th. 2009 8:15 am", "2009-04-18T08:15"),
        ("April 18th.2009", None),
        ("Chapter 18th. 2009", None),
    ],
)
def test_a_stop_behind_an_ordinal(text: str, date: str | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("20 iunie 2009 de Radu", "Radu"),
        ("Publicat pe 20 iunie 2009 de către Ana Lupu", "Ana Lupu"),
        ("20 iunie 2009 de la ora 8", ""),
        ("20 de junio 2009 de Lima", ""),
        ("Cele 20 de mere", ""),
    ],
)
def test_who_wrote_it_in_romanian(line: str, author: str) -> None:
    post = read_page(
        f"<title>Apples</title><h1>Apples</h1><p class='meta'>{line}</p><p>So.</p>".encode(), URL
    ).post
    assert post is not None
    assert (post.author or "") == author


@pytest.mark.parametrize(("name", "published"), [("logtitle", f"{DAY}T22:10:00"), ("logo", None)])
def test_a_log_has_a_title(name: str, published: str | None) -> None:
    body = f'<p><a href="/">Orchard</a></p><div class="{name}">Apples</div><div class="loginfo">Ann wrote it on {DAY} 22:10:00</div><div>So.</div><div id="comment-1"><p>So.</p></div>'
    post = read_page(f"<title>Apples -- Orchard</title><body>{body}".encode(), URL).post
    assert post is not None
    assert post.published == published


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("References to this entry", 1),
        ("2 references to this post:", 1),
        ("References", 0),
        ("References to these pears", 0),
    ],
)
def test_references_to_the_post(heading: str, count: int) -> None:
    assert len(read(f"<h3>{heading}</h3><ul><li>{LINK} {DAY}</li></ul>").linkbacks) == count


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("ﾄﾗｯｸﾊﾞｯｸ(1)", 1),
        ("ﾄﾗｯｸﾊﾞｯｸ", 1),
        ("トラックバック：全１件", 1),
        ("ﾄﾗｯｸﾊﾞｯｸ(0)", 0),
        ("ﾄﾗｯｸの話", 0),
        ("トラックバック全盛", 0),
    ],
)
def test_headings_in_half_width_and_of_all(heading: str, count: int) -> None:
    ping = f"<div>■{LINK}（Barn）{DAY} 20:10<br>They hunt mice at night.</div>"
    for encoding in ("utf-8", "cp932"):
        page = f"<meta charset={encoding}><title>Apples</title><h1>Apples</h1><p>はい。</p><h3>{heading}</h3>{ping}"
        assert len(read_page(page.encode(encoding), URL).linkbacks) == count


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("התראות (Trackbacks)", "מאת Barn ב־3 במרץ 2008"),
        ("التعقيبات (1)", "من Barn في 3 مارس 2008"),
        ("دنبالک‌ها", "از Barn, 3 March 2008"),
        ("Trackbacks", "from Barn on 3 March 2008"),
    ],
)
def test_the_words_before_a_blogs_name(heading: str, words: str) -> None:
    ping = f"<li>{LINK} {words}<p>They hunt mice at night.</p></li>"
    assert [row.site for row in read(f"<h3>{heading}</h3><ul>{ping}</ul>").linkbacks] == ["Barn"]


@pytest.mark.parametrize("words", ["مقال في 3 مارس 2008", "مأخوذ من 3 مارس 2008"])
def test_such_words_leave_title_and_date(words: str) -> None:
    ping = f"<li>{LINK} – {words}</li>"
    rows = read(f"<h3>التعقيبات (1)</h3><ul>{ping}</ul>").linkbacks
    assert [row.published for row in rows] == [DAY]
    assert [row.title for row in rows] == ["Owls at dusk"]


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("みんなのコメント (2)", 2),
        ("코멘트", 2),
        ("2 Megjegyzések", 2),
        ("Iruzkinak", 2),
        ("Athugasemdir (2)", 2),
        ("კომენტარები", 2),
        ("Մեկնաբանություններ", 2),
        ("Şərhlər", 2),
        ("تبصرے", 2),
        ("Komente", 2),
        ("みんなの写真", 0),
        ("Komensky", 0),
        ("Hungarian megjegyzés jelek", 0),
    ],
)
def test_headings_of_comments(heading: str, count: int) -> None:
    items = "".join(f"<li><b>{name}</b> {DAY} 10:00<br>So they are.</li>" for name in ("Ann", "Bob"))
    assert read(f"<h3>{heading}</h3><ul>{items}</ul>").comments_count == count


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("9. julija 2008 avtor: Marta Kern", "Marta Kern"),
        ("Autors: Marta Kern, 2008. gada 9. jūlijs", "Marta Kern"),
        ("Parašė Marta Kern 2008-07-09", "Marta Kern"),
        ("9. júlí 2008 eftir Marta Kern", "Marta Kern"),
        ("Objavio Marta Kern dana 9. srpnja 2008.", "Marta Kern"),
        ("Skrevet af Marta Kern d. 9. juli 2008", "Marta Kern"),
        ("Αναρτήθηκε από Marta Kern την 9 Ιουλίου 2008", "Marta Kern"),
        ("كتبها Marta Kern ، في 9 يوليو 2008", "Marta Kern"),
        ("Írta: Marta Kern 2008. július 9.", "Marta Kern"),
        ("9. júlí 2008 eftir hádegi", ""),
        ("Autorská práva 9. července 2008", ""),
        ("Αναρτήθηκε την 9 Ιουλίου 2008", ""),
    ],
)
def test_who_wrote_it(line: str, author: str) -> None:
    body = (
        f"<h1>Orchard</h1><div><h2>Apples</h2><p>{line}</p><p>They are ripe, and some were eaten.</p></div>"
    )
    page = f"<title>Apples - Orchard</title>{body}<div id='comment-1'><p>So.</p></div>"
    post = read_page(page.encode(), URL).post
    assert post is not None
    assert (post.author or "") == author
    assert (post.published or "")[:10] in ("2008-07-09", "2008-03")
