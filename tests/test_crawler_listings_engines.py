# ruff: noqa: E501 (markup stands as engines print it)
"""Fields of entries as the templates of engines and plug-ins print them, and blocks that are no entries."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Linkback

URL = "https://orchard.example/2020/05/apples/"


def read(markup: str) -> tuple[Linkback, ...]:
    head = "<title>Apples</title><link rel='webmention' href='/webmention'>"
    post = "<article><h1>Apples</h1><div class='e-content'><p>They are red and round.</p></div></article>"
    page = f"<html lang='en'><head>{head}</head><body><main>{post}{markup}</main></body></html>"
    return read_page(page.encode(), URL).linkbacks


# Craft's webmention plug-in.
CRAFT = """<section class="webmentions"><h2>1 Webmentions</h2><article class="webmention webmention-mention p-comment h-cite">
<figure class="p-author h-card"><figcaption class="webmention__author-name p-name"><a href="https://barn.example/">Zed</a>
<a href="https://barn.example/1" class="u-url"><time datetime="2020-06-07 10:12:00" class="dt-published">7 June 2020 | 10:12</time></a></figcaption></figure>
<section class="webmention__body">{named}</section></article></section>"""


@pytest.mark.parametrize(
    ("named", "title", "excerpt"),
    [
        ('<a href="https://barn.example/1" class="u-url"><h3 class="webmention__name p-content p-name">Owls</h3></a>', "Owls", None),
        ('<h3><a href="https://barn.example/1">Owls</a></h3><p>They hunt.</p>', "Owls", "They hunt."),
        # a heading that leads elsewhere, or nowhere, is no title
        ('<h3><a href="https://barn.example/2">Owls</a></h3><p>They hunt.</p>', None, "They hunt."),
        ("<h3>Owls</h3><p>They hunt.</p>", None, "They hunt."),
        ('<p class="p-content">They hunt.</p>', None, "They hunt."),
    ],
)  # fmt: skip
def test_the_heading_that_links_the_mention(named: str, title: str | None, excerpt: str | None) -> None:
    (row,) = read(CRAFT.format(named=named))
    assert (row.source, row.author, row.published) == (
        "https://barn.example/1",
        "Zed",
        "2020-06-07T10:12:00",
    )
    assert (row.title, row.excerpt) == (title, excerpt)


# Components that end each reply with a link "source", below one heading.
REPLIES = '<div class="webmention-replies"><h3>{heading}</h3>{between}<article><strong class="p-name">Zed</strong><p>Owls hunt at night. <a href="https://barn.example/1">source</a></p></article>{between}<article><strong class="p-name">Ida</strong><p>{text} <a href="https://dune.example/2">source</a></p></article></div>'


@pytest.mark.parametrize(
    ("heading", "between", "text", "shown"),
    [
        ("2 Replies", "", "Mine sleep all day long.", [("reply", "Zed", "Owls hunt at night."), ("reply", "Ida", "Mine sleep all day long.")]),
        ("2 Likes", "", "Yes.", [("like", "Zed", "Owls hunt at night."), ("like", "Ida", None)]),
        # what the heading does not name, or names of others, is not said
        ("Around here", "", "Mine sleep all day long.", []),
        ("2 Replies", "<hr>", "Mine sleep all day long.", [(None, "Zed", "Owls hunt at night."), (None, "Ida", "Mine sleep all day long.")]),
    ],
)  # fmt: skip
def test_one_heading_is_said_of_all_blocks_below(
    heading: str, between: str, text: str, shown: list[tuple[str | None, str, str | None]]
) -> None:
    rows = read(REPLIES.format(heading=heading, between=between, text=text))
    assert [(row.subtype, row.author, row.excerpt) for row in rows] == shown


# Jigsaw's template of mentions: each block has its line with the links as a heading.
BLOCK = '<div class="text-base"><div class="flex"><img src="/{n}.jpg"><h3><a href="https://{n}.example/">{n}</a> <a href="https://{n}.example/1">{act}</a> <span>on {date}</span></h3></div></div>'


@pytest.mark.parametrize(
    ("acts", "dates", "subtypes"),
    [
        (("mentioned this", "liked this"), ("May 6, 2020", "May 7, 2020"), ["mention", "like"]),
        (("mentioned this", "mentioned this"), ("May 6, 2020", "the web"), []),  # "Mentions" asks for dates
    ],
)
def test_blocks_whose_heading_has_their_links(
    acts: tuple[str, str], dates: tuple[str, str], subtypes: list[str]
) -> None:
    blocks = "".join(
        BLOCK.format(n=n, act=act, date=date)
        for n, act, date in zip(("zed", "ida"), acts, dates, strict=True)
    )
    rows = read(f'<div><div id="mentions"><h2>Mentions</h2>{blocks}</div></div>')
    assert [row.subtype for row in rows] == subtypes
    assert {row.source for row in rows} <= {"https://zed.example/1", "https://ida.example/1"}


def test_sections_of_a_part_are_no_items() -> None:
    sections = "".join(
        f'<div class="s"><h3>{name}</h3><a href="https://{name}.example/">{name}</a> on May 6, 2020</div>'
        for name in ("zed", "ida")
    )
    assert read(f'<div><div id="mentions"><h2>Mentions</h2>{sections}</div></div>') == ()


def test_what_holds_a_list_of_one_is_no_item() -> None:
    item = '<li class="webmention-mention-item"><a class="webmention-author" href="https://barn.example/"><img src="/1.jpg"><strong class="webmention-author-name">Zed</strong></a><div class="webmention-content">Source: <a href="https://barn.example/1">https://barn.example/1</a></div><time datetime="2020-06-07">7 June</time></li>'
    rows = read(
        f'<div id="webmentions"><h2>Webmentions</h2><div><ul class="webmention-mentions">{item}</ul></div></div>'
    )
    assert [row.source for row in rows] == ["https://barn.example/1"]


@pytest.mark.parametrize(
    ("behind", "excerpt"),
    [
        (" on <em>2020-05-06</em>: Owls hunt.", "Owls hunt."),
        (" (6 May 2020, 10:12): Owls hunt.", "Owls hunt."),
        (": Owls hunt.", "Owls hunt."),
        (" on <em>2020-05-06</em>", None),
        (" on <em>2020-05-06</em> at 10:12", None),
        (" said on a day that I remember well: Owls hunt.", None),
    ],
)
def test_the_words_behind_a_colon(behind: str, excerpt: str | None) -> None:
    item = f'<li><strong><a href="https://barn.example/1">Zed</a></strong>{behind}</li>'
    (row,) = read(f'<section class="webmentions"><h2>Webmentions</h2><ul>{item}</ul></section>')
    assert (row.source, row.excerpt) == ("https://barn.example/1", excerpt)


# Themes of Serendipity and Styx: each puts the blog and the date elsewhere.
SERENDIPITY = """<html lang="en"><head><title>Apples</title><meta name="generator" content="Serendipity"></head><body>
<h2><a href="https://orchard.example/2020/05/apples/">Apples</a></h2><p>They are red and round.</p>
<section id="trackbacks" class="serendipity_comments serendipity_section_trackbacks"><h3>Trackbacks</h3>{entry}</section></body></html>"""
OWLS = '<a href="https://barn.example/1">Owls</a>'


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (f'<ol class="commentlist"><li id="trackback-3"><cite>Barn</cite><br><small class="commentmetadata"><a id="c3">07.06.2020 10:12:00</a></small><p>{OWLS}<br>They hunt.</p></li></ol>', ("Owls", "Barn", "2020-06-07T10:12:00", "They hunt.")),
        (f'<ol class="commentlist"><li id="trackback-3"><a id="c3"></a><strong>Barn: {OWLS}</strong> | <small class="commentmetadata">07. June 2020, 10:12</small><p>They hunt.</p></li></ol>', ("Owls", "Barn", "2020-06-07T10:12", "They hunt.")),
        (f'<dl id="c3" class="atrackback odd"><dt><strong><cite>Barn</cite>:</strong> {OWLS} (07.06.2020, 10:12):</dt><dd><q>They hunt.</q></dd></dl>', ("Owls", "Barn", "2020-06-07T10:12", "They hunt.")),
        ('<ul><li id="c3"><b><a class="url" href="https://barn.example/1">Owls &raquo; Barn</a></b> 7 Jun 2020</li></ul>', ("Owls", "Barn", "2020-06-07", None)),
        (f'<article id="c3" class="trackback"><h4>The Barn on <time datetime="2020-06-07">Jun 7. 2020</time>: {OWLS}</h4><details><summary>More</summary><div class="content">They hunt.</div></details></article>', ("Owls", "The Barn", "2020-06-07", "They hunt.")),
        (f'<article id="c3" class="trackback"><h4>Anonymous on <time datetime="2020-06-07">Jun 7. 2020</time>: {OWLS}</h4></article>', ("Owls", None, "2020-06-07", None)),
        # what is neither: a title with such a sign, words behind a link
        ('<ul><li id="c3"><b><a href="https://barn.example/1">Owls &raquo; Barn &raquo; 2</a></b></li></ul>', ("Owls » Barn » 2", None, None, None)),
        (f'<ul><li id="c3">{OWLS} and many other birds of the barn since May 2019, at last</li></ul>', ("Owls", None, None, None)),
    ],
)  # fmt: skip
def test_the_fields_in_themes_of_serendipity(entry: str, expected: tuple[str | None, ...]) -> None:
    (row,) = read_page(SERENDIPITY.format(entry=entry).encode(), URL).linkbacks
    assert row.source == "https://barn.example/1"
    assert (row.title, row.site, row.published, row.excerpt) == expected


def test_the_date_of_a_trackback_is_not_the_posts() -> None:
    entry = f'<article id="c3" class="serendipity_comment"><h4><cite>Barn</cite> on <time datetime="2020-06-07" pubdate>June 7</time>: {OWLS}</h4></article>'
    page = read_page(SERENDIPITY.format(entry=entry).encode(), URL)
    assert page.post is not None
    assert page.post.published is None


def read_trackbacks(markup: str) -> tuple[Linkback, ...]:
    page = f"<html lang='en'><head><title>Apples</title></head><body><h2>Apples</h2><p>They are red and round.</p>{markup}</body></html>"
    return read_page(page.encode(), URL).linkbacks


# Typo 4 and 5: the blog in a line above the link, the text below it.
TYPO = '<li id="trackback-{n}">From <strong>{site}</strong><br><a href="https://{site}.example/1">{title}</a><br>{text}</li>'
LONG = "Owls hunt at night, and sleep through the day in the barn."


@pytest.mark.parametrize(
    ("texts", "listed"),
    [
        ((LONG, "They hunt."), ["Zed", "Ida"]),
        (("They hunt.", LONG), ["Zed", "Ida"]),
        ((LONG, LONG), ["Zed", "Ida"]),
        (("They hunt.", "They sleep."), []),  # nothing tells what short lines are
    ],
)
def test_a_short_text_beside_a_longer_one(texts: tuple[str, str], listed: list[str]) -> None:
    items = "".join(
        TYPO.format(n=n, site=site, title="Owls", text=text)
        for n, site, text in zip((1, 2), ("Zed", "Ida"), texts, strict=True)
    )
    rows = read_trackbacks(f"<h4>Trackbacks</h4><ol>{items}</ol>")
    assert [row.site for row in rows] == listed
    assert [row.excerpt for row in rows] == list(texts[: len(listed)])


def test_a_short_text_of_another_shape() -> None:
    odd = '<li><a href="https://ida.example/1">Hens</a><br>They sleep.</li>'
    typo = TYPO.format(n=1, site="Zed", title="Owls", text=LONG)
    assert [row.site for row in read_trackbacks(f"<h4>Trackbacks</h4><ol>{typo}{odd}</ol>")] == ["Zed"]


# CubeCart: quotations that name their page.
QUOTING = '<p><a href="https://{n}.example/1">Owls</a><br><blockquote cite="https://{cite}.example/1">They hunt</blockquote></p>'


@pytest.mark.parametrize(
    ("heading", "cite", "listed"),
    [("Trackbacks", "{n}", 2), ("Trackbacks", "other", 0), ("Further reading", "{n}", 0)],
)
def test_quotations_that_name_the_citing_page(heading: str, cite: str, listed: int) -> None:
    records = "".join(QUOTING.format(n=n, cite=cite.format(n=n)) for n in ("zed", "ida"))
    rows = read_trackbacks(f"<div><h2>{heading}</h2>{records}<h3>Trackback URL</h3><p>{URL}tb</p></div>")
    assert [row.excerpt for row in rows] == ["They hunt"] * listed


@pytest.mark.parametrize(
    ("behind", "site", "excerpt"),
    [
        ("<cite>Barn</cite><div class='content'>They hunt.</div>", "Barn", "They hunt."),  # Publify
        ("<p class='blogname'>Barn</p><p>They hunt.</p>", "Barn", "They hunt."),
        ("<div class='content'>They hunt.</div>", None, "They hunt."),
        ("<cite>7 June 2020</cite><p>They hunt.</p>", None, "They hunt."),
        ("<cite><a href='/about/'>Barn</a></cite><p>They hunt.</p>", None, "They hunt."),
    ],
)
def test_the_blog_in_an_element_called_so(behind: str, site: str | None, excerpt: str) -> None:
    (row,) = read_trackbacks(f"<h3>Trackbacks</h3><ol class='trackback-list'><li>{OWLS} {behind}</li></ol>")
    assert (row.title, row.site, row.excerpt) == ("Owls", site, excerpt)


@pytest.mark.parametrize(
    ("behind", "excerpt"),
    [
        ("&raquo; […] at dusk they hunt […]", "[…] at dusk they hunt […]"),  # Habari
        ("[…] at dusk they hunt […]", "[…] at dusk they hunt […]"),
        ("&raquo; Barn", "Barn"),
    ],
)
def test_what_is_quoted_behind_a_sign(behind: str, excerpt: str) -> None:
    (row,) = read_trackbacks(f"<h2>Pingbacks</h2><ol id='pinglist'><li>{OWLS} {behind}</li></ol>")
    assert (row.title, row.site, row.excerpt) == ("Owls", None, excerpt)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('Red pears <span class="category">Trees</span> <span class="date">May 04, 2020</span>', "Red pears"),
        ('Red pears <span class="date">May 04, 2020</span>', "Red pears"),
        ('Red pears <span class="colour">of the south</span>', "Red pears of the south"),
    ],
)
def test_a_title_without_the_date_and_the_category_behind_it(heading: str, title: str) -> None:
    page = f"<html><head><title>Orchard - Red pears</title></head><body><div><h2>{heading}</h2><p>They are ripe in autumn.</p></div></body></html>"
    post = read_page(page.encode(), URL).post
    assert post is not None
    assert post.title == title


# emlog: "引用" heads quotations as often; the address for pings behind it tells.
EMLOG = '<div><h2>引用:<a name="tb"></a></h2>{behind}</div><p>来自：<strong><a href="https://barn.example/1">谷仓</a></strong><br>2020-05-04 09:10<br><a href="https://barn.example/1">猫头鹰</a> 它们在夜里打猎。</p>'


@pytest.mark.parametrize(
    ("behind", "listed"),
    [
        ('<input type="text" value="https://orchard.example/tb.php?sc=a1&amp;id=31">', 1),
        ('<input type="text" value="https://orchard.example/?post=31">', 0),
        ('<input type="text" name="q">', 0),
        ("<p>一首诗</p>", 0),
    ],
)
def test_a_word_that_the_address_for_pings_explains(behind: str, listed: int) -> None:
    page = f"<html lang='zh'><head><title>苹果</title></head><body><h1>苹果</h1><p>又红又圆。</p>{EMLOG.format(behind=behind)}</body></html>"
    rows = read_page(page.encode(), URL).linkbacks
    assert [(row.title, row.site) for row in rows] == [("猫头鹰", "谷仓")] * listed


# Eleventy: a part called the content holds author and date as well.
@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ('<div class="webmention-text">Owls hunt.</div>', "Owls hunt."),
        ("<p>Owls hunt.</p>", "Owls hunt."),
        ("", None),
    ],
)
def test_a_content_that_holds_the_author(text: str, excerpt: str | None) -> None:
    item = f'<li class="webmention-item"><div class="webmention-content"><span class="webmention-author"><a href="https://barn.example/">Zed</a></span> <span class="webmention-date"><a href="https://barn.example/1"><time datetime="2020-06-07">June 7</time></a></span>{text}</div></li>'
    (row,) = read(f'<div class="webmentions"><h3>Interactions</h3><ul>{item}</ul></div>')
    assert (row.source, row.author, row.excerpt) == ("https://barn.example/1", "Zed", excerpt)


# A Vue component: text and foot in one part called the content.
COMPONENT = '<article class="c-webmention"><header><h2 class="c-webmentions__author-name"><a href="https://{n}.example/">{n}</a></h2></header><main class="c-webmention__content">{text}<footer><time datetime="2020-06-07">June 7</time><a href="https://{n}.example/1">Source</a></footer></main></article>'


def test_a_content_that_holds_the_date() -> None:
    text = '<div class="c-webmentions__text">Owls hunt.</div>'
    items = "".join(COMPONENT.format(n=n, text=text) for n in ("zed", "ida"))
    rows = read(f'<section class="c-webmentions"><h2>Webmentions</h2>{items}</section>')
    assert [(row.author, row.excerpt) for row in rows] == [("zed", "Owls hunt."), ("ida", "Owls hunt.")]


# Kirby: the name of who reposted links the repost, and of who liked the page of that person; what is linked is
# the source.
@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("https://social.example/@oak/8", "https://social.example/@oak/8"),
        ("https://social.example/@oak", "https://social.example/@oak"),
        ("https://oak.example/", "https://oak.example/"),
        ("https://oak.example", "https://oak.example/"),
    ],
)
def test_a_name_that_links_a_page_below_its_persons(target: str, source: str | None) -> None:
    item = f'<li class="webmentions__item webmention--repost"><article class="h-cite webmention webmention--author-starts"><div class="webmention__author p-author h-card"><a class="u-url" href="{target}"><img class="u-photo" src="/1.jpg" alt="Oak"><b class="p-name">Oak</b></a></div></article></li>'
    (row,) = read(f'<ol class="webmentions__list">{item}</ol>')
    assert (row.source, row.author, row.subtype) == (source, "Oak", "repost")


# ExpressionEngine: each page has the blog's title, as its own and above all; Typo names the heading itself.
@pytest.mark.parametrize(
    ("above", "blog", "title"),
    [
        ('<div id="blogtitle"><h1>Orchard</h1></div>', "Orchard", "Red pears"),
        ('<h1 id="sitename">Orchard</h1>', "Orchard", "Red pears"),
        ("<h1>Orchard</h1>", None, "Orchard"),
    ],
)
def test_the_blogs_name_in_an_element_called_so(above: str, blog: str | None, title: str) -> None:
    post = '<div class="entry"><h2 class="title">Red pears</h2><p>They are ripe in autumn.</p></div>'
    page = f"<html><head><title>Orchard</title></head><body>{above}{post}</body></html>"
    read_in = read_page(page.encode(), URL)
    assert read_in.site_title == blog
    assert read_in.post is not None
    assert read_in.post.title == title
