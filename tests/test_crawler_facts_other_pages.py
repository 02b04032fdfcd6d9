# ruff: noqa: E501 (markup stands as software prints it)
"""Pages that are no posts by their software: threads of forums, articles of wikis, pages of links."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import PageKind

POST = '<h1>Apples</h1><p class="author">by <b>ann</b> on Mon Mar 03, 2008 10:00 am</p><div class="content"><p>They are red and round.</p></div>'
PING = '<h3>1 Trackback</h3><ol><li><a href="http://barn.example/owls">Owls</a> from Barn, March 4, 2008</li></ol>'
LINKS = "<ul>" + "".join(f'<li><a href="https://s{i}.example/">Site {i}</a></li>' for i in range(6)) + "</ul>"
OWN = (
    LINKS.replace("https://s", "https://orchard.example/s")
    .replace(".example/", "/")
    .replace("orchard/", "orchard.example/")
)


def page(body: str, head: str = "", attributes: str = "") -> str:
    return f"<html lang='en'><head><title>Apples - Orchard</title>{head}</head><body {attributes}>{body}</body></html>"


def generator(name: str) -> str:
    return f'<meta name="generator" content="{name}">'


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (page(POST, generator("MediaWiki 1.35.1")), PageKind.OTHER),
        (page(POST, attributes='class="mediawiki ltr ns-0"'), PageKind.OTHER),
        (page(f'<div id="mw-content-text">{POST}</div>'), PageKind.OTHER),
        (page(POST, attributes='id="phpbb" class="section-viewtopic ltr"'), PageKind.OTHER),
        (page(POST, generator("Discourse 2.9.0 - https://github.com/discourse/discourse")), PageKind.OTHER),
        (page(POST, generator("vBulletin 3.8.4")), PageKind.OTHER),
        (page(POST, attributes='class="topic single single-topic bbpress"'), PageKind.OTHER),
        (page(f'<div id="forumposts">{POST}</div>'), PageKind.OTHER),
        (page(POST + PING, generator("MediaWiki 1.9.3")), PageKind.POST),
        (
            page(f'{POST}<div id="mw_trackbacks">Trackbacks</div>', generator("MediaWiki 1.9.3")),
            PageKind.POST,
        ),
        (page(POST, generator("DokuWiki")), PageKind.POST),
        (page(POST, generator("WordPress 2.3")), PageKind.POST),
        (page(POST + "<p>About phpBB, MediaWiki and Discourse.</p>"), PageKind.POST),
    ],
)
def test_forums_and_wikis(markup: str, kind: PageKind) -> None:
    assert read_page(markup.encode(), "https://orchard.example/apples/").page_kind is kind


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("links/", f"<h1>Links</h1>{LINKS}", PageKind.OTHER),
        (
            "links.html",
            f'<div class="post" id="post-4"><h2>Links</h2><div class="entry">{LINKS}</div></div>',
            PageKind.OTHER,
        ),
        ("blogroll", f"<h1>What I read</h1><p>These:</p>{LINKS}", PageKind.OTHER),
        ("2008/03/links/", f"<h1>Links</h1><p>Three today.</p>{LINKS}{PING}", PageKind.POST),
        ("2008/03/links/", f"<h1>Links</h1>{LINKS}", PageKind.POST),
        ("2008/03/apples/", f"<h1>Apples</h1>{LINKS}", PageKind.POST),
        ("links/", f"<h1>Links</h1><p>How to link.</p>{OWN}", PageKind.POST),
        (
            "links/",
            f"<h1>Links</h1><p>How to link to a page.</p><div id='sidebar'>{LINKS}</div>",
            PageKind.POST,
        ),
        ("sausage-links/", f"<h1>Sausages</h1>{LINKS}", PageKind.POST),
    ],
)
def test_pages_of_links(path: str, body: str, kind: PageKind) -> None:
    assert read_page(page(body).encode(), f"https://orchard.example/{path}").page_kind is kind


def test_an_article_of_a_wiki_lists_nothing() -> None:
    text = f'<div class="mw-parser-output"><p>Apples are red.</p><h2>Trackbacks</h2>{PING.partition("</h3>")[2]}</div>'
    read = read_page(page(f"<h1>Apples</h1>{text}").encode(), "https://orchard.example/wiki/Apples")
    assert read.linkbacks == ()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a-long-walk/index.html", PageKind.POST),
        ("weblog/index.html", PageKind.INDEX),
        ("a-blog/index.php", PageKind.INDEX),
        ("index.html", PageKind.INDEX),
    ],
)
def test_the_folder_of_a_mirrored_post_is_no_list(path: str, kind: PageKind) -> None:
    text = "<h1>A long walk</h1><p>It rained, and we sat in the barn and ate apples until it was over.</p>"
    assert read_page(page(text).encode(), f"https://orchard.example/{path}").page_kind is kind


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("comments.php?y=08&m=03&entry=entry080303-100000", PageKind.POST),
        ("index.php?entry=entry080303-100000", PageKind.POST),
        ("index.php?m=03&y=08", PageKind.INDEX),
        ("index.php?cat=food", PageKind.INDEX),
    ],
)
def test_an_address_that_names_an_entry_and_its_month(query: str, kind: PageKind) -> None:
    body = (
        '<div class="blog_subject">Apples</div><div class="blog_date">Monday, March 3, 2008, 10:00 AM</div>'
    )
    text = "<div class='blog_body'>They are red and round, and we ate some of them at the barn.</div>" * 4
    read = read_page(page(body + text).encode(), f"https://orchard.example/{query}")
    assert read.page_kind is kind
    if read.post is not None:
        assert (read.post.title, (read.post.published or "")[:10]) == ("Apples", "2008-03-03")


@pytest.mark.parametrize(
    ("path", "headings", "kind"),
    [
        ("apples.html", '<h1><a href="/apples.html" rel="bookmark">Apples</a></h1>', PageKind.POST),
        ("", '<h1><a href="/apples.html" rel="bookmark">Apples</a></h1>', PageKind.INDEX),
        ("index2.html", '<h1><a href="/apples.html" rel="bookmark">Apples</a></h1>', PageKind.INDEX),
        ("apples.html", '<h1><a href="/apples.html">Apples</a></h1>', PageKind.INDEX),
        (
            "apples.html",
            '<h1><a href="/apples.html" rel="bookmark">Apples</a></h1><h1><a href="/b.html" rel="bookmark">B</a></h1>',
            PageKind.INDEX,
        ),
    ],
)
def test_a_theme_that_calls_every_page_the_home_page(path: str, headings: str, kind: PageKind) -> None:
    body = f"<title>Apples</title><body id='index' class='home'><article>{headings}<p>Red.</p></article>"
    assert read_page(body.encode(), f"https://orchard.example/{path}").page_kind is kind


@pytest.mark.parametrize(
    ("path", "heading", "kind"),
    [
        # a copy of "/frost/", whose heading is its permanent link
        ("frost/index.html", '<h2><a href="index.html" rel="bookmark">Frost</a></h2>', PageKind.POST),
        ("frost/index.html", '<h2><a href="/frost/" rel="bookmark">Frost</a></h2>', PageKind.POST),
        (
            "weblog/index.html",
            '<h2><a href="/weblog/frost.html" rel="bookmark">Frost</a></h2>',
            PageKind.INDEX,
        ),
        ("weblog/index.html", '<h2><a href="index.html">Frost</a></h2>', PageKind.INDEX),
    ],
)
def test_a_copy_whose_heading_is_its_own_permanent_link(path: str, heading: str, kind: PageKind) -> None:
    body = (
        f"<title>Frost - The Wood</title>{heading}<p>It was cold, and the pond was white in the morning.</p>"
    )
    assert read_page(body.encode(), f"https://blog.example/{path}").page_kind is kind


_PING = "<p>トラックバックURL: http://orchard.example/tb.php?id={}</p>"


@pytest.mark.parametrize(
    ("path", "title", "shown", "kind"),
    [
        # One post's address for pings stands beside that post, whatever the script is called.
        ("index.php?key=jo1-5", "Apples", _PING.format(5), PageKind.POST),
        ("?r=home&m=bbs&uid=5", "Apples", _PING.format(5), PageKind.POST),
        ("index.php?key=jo1-5", "Apples", "", PageKind.INDEX),
        ("index.php?key=jo1-5", "Apples", _PING.format(5) + _PING.format(6), PageKind.INDEX),
        ("?m=200603", "Apples", _PING.format(5), PageKind.INDEX),
        # A window of its own for the trackbacks of a post.
        ("tb.cgi?id=4", "記事「Apples」へのトラックバック", "", PageKind.OTHER),
        ("apples.html", "記事「Apples」へのトラックバック", "", PageKind.POST),
    ],
)
def test_one_address_for_pings_is_of_one_post(path: str, title: str, shown: str, kind: PageKind) -> None:
    body = f"<title>{title}</title><body><h2>Apples</h2><p>They are ripe.</p>{shown}"
    assert read_page(body.encode(), f"http://orchard.example/{path}").page_kind is kind
