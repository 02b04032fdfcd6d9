# ruff: noqa: E501 (markup stands as blogs print it)
"""What a page says of others: of whom a post quotes, cites or answers, and of its comments."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Post

URL = "https://blog.example/2005/03/a-post/"
SOURCE = "https://kay.example/1"


def post(body: str, url: str = URL) -> Post:
    found = read_page(
        f"<html><head><title>A walk - Blog</title></head><body>{body}</body></html>".encode(), url
    ).post
    assert found is not None
    return found


ENTRY = '<article class="h-entry"><h1 class="p-name">A walk</h1><div class="e-content">Yes.</div></article>'


@pytest.mark.parametrize(
    ("page", "author"),
    [
        (f'<header>A blog by <span class="h-card">Jo Sand</span>.</header>{ENTRY}', "Jo Sand"),
        (f'{ENTRY}<footer class="h-card"><a class="p-name u-url" href="/">Jo Sand</a>, Oslo</footer>', "Jo Sand"),
        (f'<div class="h-card"><a class="p-name" href="/">Jo Sand</a></div>{ENTRY}<a class="h-card" href="/">Jo Sand</a>', "Jo Sand"),
        (f'<a class="h-card" href="/">Jo Sand</a><a class="h-card" href="/">Ed Moe</a>{ENTRY}', None),
        (f'{ENTRY}<p>Liked by <a class="h-card" href="https://kay.example/">Kay</a></p>', None),
        (f'{ENTRY}<p>Thanks to <span class="h-card">Kay</span></p>', None),
        (f'<div class="u-comment"><a class="h-card" href="/">Kay</a></div>{ENTRY}', None),
        (f'<a class="h-card" href="/"><img alt=""></a>{ENTRY}', None),
        ('<p class="h-card">Jo Sand</p><h1>A walk</h1><p>Yes, it was a long walk.</p>', None),
        (f'<p class="h-card">Jo Sand</p>{ENTRY.replace("Yes.", "<a class=p-author href=/kay>Kay</a>")}', "Kay"),
    ],
)  # fmt: skip
def test_the_card_of_whoevers_site_it_is(page: str, author: str | None) -> None:
    assert post(page).author == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (f'<p>Liked <a class="u-like-of h-cite" href="{SOURCE}">Maps</a> by <span class="p-author h-card">Kay</span></p>', "Jo Sand"),
        (f'<header>Replied to <a class="u-in-reply-to" href="{SOURCE}">Maps</a> by <a class="p-author" href="/k">Kay</a></header>', "Jo Sand"),
        (f'<p><span class="p-author h-card">Ann</span> liked <a class="u-like-of" href="{SOURCE}">Maps</a></p>', "Ann"),
        ("", "Jo Sand"),
    ],
)  # fmt: skip
def test_who_wrote_what_a_post_answers_is_not_its_author(line: str, author: str) -> None:
    page = f'<div class="h-entry">{line}<h1 class="p-name">A walk</h1><div class="e-content">Yes.</div><a class="p-author h-card" href="/">Jo Sand</a></div>'
    assert post(page).author == author


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ('<p class="posted">Posted on March 1, 2005 by Hal Moss</p><p>A walk by Rita Book, published by Press.</p>', "Hal Moss"),
        ('<p>A walk by Rita Book, published by Press.</p><p class="posted">Posted on March 1, 2005 by Hal Moss</p>', "Hal Moss"),
        ('<p class="posted">March 1, 2005</p><p>Posted by Hal Moss</p>', "Hal Moss"),
        ("<p>March 1, 2005</p><p>I read <cite>Elm</cite>. Author: Some Novelist. Publisher: Press.</p>", None),
        ("<p>March 1, 2005</p><p>Words.</p><p>I have read all of it twice. Author: Some Novelist.</p>", None),
        ("<p>March 1, 2005</p><p>Words.</p><p>Posted by Hal Moss.</p>", "Hal Moss"),
    ],
)  # fmt: skip
def test_who_wrote_what_a_post_is_about_is_not_its_author(lines: str, author: str | None) -> None:
    assert post(f'<div class="post"><h2>A walk</h2>{lines}</div>').author == author


def test_a_heading_among_the_comments_does_not_date_the_post() -> None:
    comments = '<section id="comments"><h3>Comments</h3><h4><a href="https://kay.example">Kay</a> 2005-03-02 10:00</h4></section>'
    lines = '<p class="posted">Posted by Hal on March 1, 2005</p><p>Words of a walk.</p>'
    assert post(f'<div class="post"><h2>A walk</h2>{lines}</div>{comments}').published == "2005-03-01"


@pytest.mark.parametrize(
    ("address", "tags"),
    [("/index.php?tag/mill", ("Mill",)), ("/?tag/mill", ("Mill",)), ("/tag/mill", ("Mill",)), ("/index.php?taglist/mill", ())],
)  # fmt: skip
def test_topics_whose_address_is_a_query(address: str, tags: tuple[str, ...]) -> None:
    listed = f'<ul class="post-tags"><li><a href="{address}">Mill</a></li></ul>'
    assert (
        post(f'<div class="post"><h2 class="post-title">A walk</h2>{listed}<p>Words.</p></div>').tags == tags
    )


@pytest.mark.parametrize("name", ["p-comment h-entry", "p-comment h-cite", "u-comment h-cite"])
def test_a_comment_within_the_entry_neither_signs_nor_dates_the_post(name: str) -> None:
    said = '<a class="p-author h-card" href="http://z.example/">Zo</a> <time class="dt-published" datetime="2020-01-01">x</time>'
    found = post(
        f'<article class="h-entry"><h1 class="p-name">Pears</h1><p>Words.</p><div class="{name}">{said}</div></article>'
    )
    assert (found.author, found.published) == (None, None)


@pytest.mark.parametrize(
    ("place", "own"),
    [
        *(
            (place, False)
            for place in ("webmentions", "mentions", "replies", "responses", "reactions", "related")
        ),
        ("replies-open", True),
        ("blog", True),
    ],
)
def test_an_entry_of_somebody_else_neither_signs_nor_dates_the_post(place: str, own: bool) -> None:
    entry = (
        '<div class="h-entry"><a class="p-author h-card" href="https://z.example/">Zo</a>'
        '<time class="dt-published" datetime="2020-01-01">1 January</time><p class="e-content">So.</p></div>'
    )
    found = post(f'<article><h1>Pears</h1><p>Words.</p></article><section class="{place}">{entry}</section>')
    assert (found.author, found.published) == (("Zo", "2020-01-01") if own else (None, None))


@pytest.mark.parametrize(
    ("name", "author"), [("webmention", "Jo Sand"), ("h-cite", "Jo Sand"), ("comment-body", "Jo Sand"), ("post", "Zo")]
)  # fmt: skip
def test_who_answers_in_an_article_does_not_sign_the_post(name: str, author: str) -> None:
    answer = f'<article class="{name}"><a class="p-author h-card" href="https://z.example/">Zo</a></article>'
    head = '<meta name="author" content="Jo Sand">'
    assert post(f"{head}<h1>A walk</h1><p>Words.</p>{answer}").author == author


@pytest.mark.parametrize(
    ("address", "tags"), [("/author/cat/", ()), ("/author/tag/", ()), ("/cat/mill/", ("Mill",))]
)
def test_an_author_who_is_called_like_a_topic_is_none(address: str, tags: tuple[str, ...]) -> None:
    line = f'<p class="byline">March 1, 2005 by <a href="{address}">Mill</a></p>'
    assert post(f'<div class="post"><h2 class="post-title">A walk</h2>{line}<p>Words.</p></div>').tags == tags


@pytest.mark.parametrize(
    ("around", "author"), [('class="comment even"', None), ('class="reply pingback"', None), ('class="column"', "Zo")]
)  # fmt: skip
def test_who_comments_in_an_article_does_not_sign_the_post(around: str, author: str | None) -> None:
    said = '<article class="cf"><header class="vcard"><cite class="fn">Zo</cite></header>So.</article>'
    assert post(f"<article><h1>A walk</h1><p>Words.</p></article><div {around}>{said}</div>").author == author


CATEGORY = '<a href="/topic/garden/" rel="{rel}">Garden</a>'


@pytest.mark.parametrize(
    ("place", "rel", "tags"),
    [
        ('<nav class="breadcrumbs">{}</nav>{post}', "category tag", ("Garden",)),
        ('<div id="breadcrumb" class="nav"><span><b>{}</b></span></div>{post}', "category tag", ("Garden",)),
        ('<nav class="breadcrumbs">{}</nav>{post}', "tag", ()),
        ('<nav class="menu">{}</nav>{post}', "category tag", ()),
        ("{post}<footer><aside>{}</aside></footer>", "category tag", ()),
        ("<article>{post}<footer><aside>{}</aside></footer></article>", "tag", ("Garden",)),
        ("<article>{post}<aside>{}</aside></article>", "tag", ()),
        ("<article>{post}</article><article><footer><aside>{}</aside></footer></article>", "category tag", ()),
        (
            '<article>{post}<footer><aside><div><h4><a href="/pears/">Pears</a></h4>{}</div></aside></footer></article>',
            "tag", (),
        ),
        ('<nav class="breadcrumbs">{}</nav>{post}<p><a rel="category tag" href="/topic/x/">Trees</a></p>', "category tag", ("Trees",)),
    ],
)  # fmt: skip
def test_topics_beside_the_content(place: str, rel: str, tags: tuple[str, ...]) -> None:
    page = place.replace("{}", CATEGORY.format(rel=rel)).replace("{post}", "<h1>A walk</h1><p>Words.</p>")
    assert post(page).tags == tags


def test_an_author_named_in_an_aside_of_the_footer() -> None:
    link = '<aside><div class="maker"><a href="/author/ida/">Ida</a></div></aside>'
    page = "<article><h1>A walk</h1><p>Words.</p>{}</article>"
    assert post(page.format(f"<footer>{link}</footer>")).author == "Ida"
    assert post(page.format(link)).author is None


@pytest.mark.parametrize(
    ("first", "published"),
    [
        ('<span class="entry-date published">2019.01.27</span>', "2019-01-27"),
        ('<span class="entry-date published">soon</span>', "2019-02-20"),
        ('<span class="entry-date">2019.01.27</span>', "2019-02-20"),
    ],
)
def test_a_publication_in_words_counts_before_a_change(first: str, published: str) -> None:
    change = '<time class="entry-date updated" datetime="2019-02-20">2019.02.20</time>'
    assert post(f"<article><h1>A walk</h1>{change}{first}<p>Words.</p></article>").published == published


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<span class="meta">von Rolf um 07:55, 5. September 2011</span>', "Rolf"),
        ('<span class="submitted">11. Mai 2009 - 9:30 — Silke</span>', "Silke"),
        ('<span class="submitted">11. Mai 2009 - 9:30</span>', None),
        ('<span class="submitted">11. Mai 2009 | 9:30 — Aus dem Garten</span>', None),
    ],
)
def test_authors_before_a_clock_and_behind_a_dash(line: str, author: str | None) -> None:
    assert post(f'<div class="post"><h2>A walk</h2>{line}<p>Words of a walk.</p></div>').author == author


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('<a href="/a/7">A walk</a> · <span>Jun 20, 10:51 AM</span> by Ann', "A walk"),
        ('<a href="/a/7">A walk</a> · part two', "A walk · part two"),
        ('Up · <a href="/a/7">A walk</a> · Jun 20, 10:51', "Up · A walk · Jun 20, 10:51"),
    ],
)
def test_a_heading_that_says_when_and_who(heading: str, title: str) -> None:
    assert post(f'<h3 class="entry-title">{heading}</h3><p>Words of a walk.</p>').title == title


def test_the_blog_s_name_that_leads_to_the_page_without_its_query() -> None:
    page = '<title>Cy\'s Weblog : Weblog</title><body><h1><a href="/page/cy">Cy\'s Weblog</a></h1><p class="entryTitle">Of queues</p><p>Words.</p>'
    found = read_page(page.encode(), "https://blog.example/page/cy?entry=of_queues").post
    assert found is not None
    assert found.title == "Of queues"


@pytest.mark.parametrize("address", ["/archiv/kat/draussen/", "/kategori/draussen/", "/rubrik/draussen/"])
def test_addresses_of_categories_in_other_languages(address: str) -> None:
    line = f'<p class="meta">March 1, 2005 · <a href="{address}">Out</a></p>'
    assert post(f'<div class="post"><h2>A walk</h2>{line}<p>Words.</p></div>').tags == ("Out",)


@pytest.mark.parametrize(
    ("heading", "author"),
    [
        ("1 Kommentar, 1 Trackback", None),
        ("Comments, Trackbacks, Pingbacks:", None),
        ("Comments, and more of it", "Olli"),
    ],
)
def test_whoever_comments_below_a_heading_of_several_kinds_signs_no_post(
    heading: str, author: str | None
) -> None:
    page = (
        f"<div><h3>A walk</h3><p>Words.</p><h4>{heading}</h4><div>Kommentar von: Olli [Besucher]</div></div>"
    )
    assert post(page).author == author


def test_lines_of_a_post_that_are_rows_of_a_table() -> None:
    row = "<tr><td>{}</td></tr>"
    text = "<p>Words of a walk that go on for long enough. </p>" * 8
    rows = [
        "Sunday, September 5, 2004",
        '<b class="title">A walk</b>',
        text,
        "posted by dora | 05:12 PM | <a href='/1'>link</a>",
    ]
    found = post(f"<title>A walk</title><body><table>{''.join(map(row.format, rows))}</table>")
    assert (found.author, found.published) == ("dora", "2004-09-05")


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('May 02, 2006 in <a href="/weblog/water/">Water</a> | <a href="/1">Permalink</a>', ("Water",)),
        ('May 02, 2006, seen in <a href="/weblog/water/">Water</a>', ()),
        ('More in <a href="/weblog/water/">Water</a>', ()),
    ],
)
def test_categories_behind_a_date(line: str, tags: tuple[str, ...]) -> None:
    page = f'<div class="post"><h2>A walk</h2><p>Words.</p><p class="entry-footer">{line}</p></div>'
    assert post(page).tags == tags


@pytest.mark.parametrize(
    ("heading", "author"),
    [
        ('<h1 class="vcard author"><a class="fn" href="/">Tides</a></h1>', "Hal Moss"),
        ('<h4 class="vcard author"><a class="fn" href="/">Ann Lee</a></h4>', "Ann Lee"),
    ],
)
def test_the_blog_is_no_author_though_its_heading_is_called_one(heading: str, author: str) -> None:
    line = '<h4 class="vcard author">by <span class="fn">Hal Moss</span></h4>'
    assert (
        post(f'{heading}<div class="hentry"><h3 class="entry-title">A walk</h3>{line}</div>').author == author
    )


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ('<header><i><time datetime="2005-03-01">then</time></i></header>', "2005-03-01"),
        ('<i><time datetime="2005-03-01T08:00Z">then</time></i><i><time datetime="2005-03-01T09:00Z">then</time></i>', "2005-03-01T08:00Z"),
        ('<i><time datetime="2005-03-01">then</time></i><i><time datetime="2005-03-02">then</time></i>', None),
        ('<p>We went there on <time datetime="2005-03-01">May Day</time>.</p>', None),
        ('<h2>Latest</h2><div><a href="/q">Owls</a> <time datetime="2005-03-01">then</time></div>', None),
        ('<p>Built <time datetime="2005-03-01">then</time></p>', None),
    ],
)  # fmt: skip
def test_the_only_time_that_stands_alone_is_that_of_the_post(stated: str, published: str | None) -> None:
    page = f'<article><h2><a href="/p">A walk</a></h2><p>{"Words. " * 60}</p>{"<p>So.</p>" * 9}{stated}{"<p>So.</p>" * 9}</article>'
    assert post(page, "https://blog.example/a-walk").published == published


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ("4.5.07 / 3pm", "2007-04-05"),
        ("4.5.07, 15:00", "2007-04-05T15:00"),
        ("5.4.07", "2007-04-05"),
        ("9.4.07", "2007-04-09"),
    ],
)
def test_a_dated_address_knows_the_order_of_a_date_in_figures(shown: str, published: str) -> None:
    page = f'<h1>A walk</h1><p class="posted">Published: {shown}</p><p>Words.</p>'
    assert post(page, "https://blog.example/2007/04/05/a-walk/").published == published


@pytest.mark.parametrize(("name", "title"), [("", None), ('<h2 class="p-name">Ferries</h2>', "Ferries")])
def test_a_note_on_a_page_called_after_the_blog_has_no_title(name: str, title: str | None) -> None:
    page = f'<html><head><title>Pages</title></head><body><h1><a href="/">Pages</a></h1><div class="h-entry">{name}<div class="e-content"><p>It was empty.</p></div></div></body></html>'
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.title == title


def test_by_lines_below_a_heading_of_comments_are_no_posts() -> None:
    posted = '<div class="posted">Posted by Ann on 09/11 at 04:18 PM</div>'
    page = f"<html><head><title>Type | Slabs</title></head><body><h2>Slabs</h2><p>Words.</p>{posted}<h2>Comments:</h2><div class='posted'></div>{'<p>Yes.</p>' + posted}</body></html>"
    assert read_page(page.encode(), "https://blog.example/index.php/site/comments/slabs/").page_kind == "post"


@pytest.mark.parametrize(
    ("heading", "text", "published"),
    [
        ("About this entry", "<p>You're reading A walk.</p><dl><dt>Published:</dt><dd>6.14.05 / 9am</dd></dl>", "2005-06-14"),
        ("Über diesen Artikel", "<p>A walk wurde am <nobr>19. Mai 2005</nobr> um <nobr>23:03</nobr> Uhr gepostet.</p>", "2005-05-19T23:03"),
        ("About this entry", "<p>You're reading A walk.</p><h2>Archives</h2><p>May 19, 2005</p>", None),
        ("About this garden", "<p>Planted on May 19, 2005.</p>", None),
    ],
)  # fmt: skip
def test_the_date_in_the_box_about_the_entry(heading: str, text: str, published: str | None) -> None:
    page = f'<div class="post"><h1>A walk</h1><p>{"Words. " * 60}</p></div><div id="sidebar"><h2>{heading}</h2>{text}</div>'
    assert post(page, "https://blog.example/a-walk").published == published


@pytest.mark.parametrize(
    ("name", "author"), [("lars_blogger_byline", "Hal Moss"), ("comment_byline", "Rita Book")]
)
def test_what_any_template_calls_the_by_line_comes_before_other_lines(name: str, author: str) -> None:
    lines = f'<p>{"Words. " * 60}</p><p class="{name}">10:15 AM, 14 Mar 2005 by Hal Moss</p><p>by Rita Book on 14 Mar 2005</p>'
    assert post(f'<div class="entry"><h2>A walk</h2>{lines}</div>').author == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<p class="author">Jo March | Filed under: <a href="/category/trees/" rel="category tag">Trees</a></p>', "Jo March"),
        ('<p class="author">Jo March in <a href="/author/jo/">Walks by Jo</a></p>', "Walks by Jo"),
        ('<span class="post-author">:: Jo March</span>', "Jo March"),
        ('<span class="post-author">— Jo-Ann</span>', "Jo-Ann"),
    ],
)  # fmt: skip
def test_an_author_is_neither_a_topic_nor_a_sign(line: str, author: str) -> None:
    assert post(f'<div class="post"><h2>A walk</h2>{line}<p>Words.</p></div>').author == author


@pytest.mark.parametrize(
    ("page", "published"),
    [
        ('<div class="post"><div class="calendar"><b>May</b> <b>3</b> <b>2009</b></div><h2>A walk</h2><p>Words.</p></div>', "2009-05-03"),
        ('<div class="post"><h2>A walk</h2><p>Words.</p></div><div class="calendar"><p>May 3, 2009</p></div>', None),
    ],
)  # fmt: skip
def test_a_calendar_within_the_post_dates_it(page: str, published: str | None) -> None:
    assert post(page, "https://blog.example/a-walk").published == published
