# ruff: noqa: E501 (markup stands as blogs print it)
"""Who wrote a post and when, by lines in and beside its title that nothing names: of Textpattern, Tiki, Kubrick's
translations, and templates made by hand."""

from __future__ import annotations

import pytest
from made_post import TEXT, URL

from crawler import read_page
from crawler.records import Post

TITLE = f'<a rel="bookmark" href="{URL}">A walk</a>'


def post(body: str) -> Post:
    page = f"<html lang=en><head><title>A walk - The Wood</title></head><body><div id=content>{body}</div></body></html>"
    found = read_page(page.encode(), URL).post
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("heading", "author", "published"),
    [
        (f"<h3>{TITLE} &#183; 2 March 2006, 09:14 by Ann Lee</h3>", "Ann Lee", "2006-03-02T09:14"),
        (f"<h3>{TITLE} <small>by Ann Lee, March 2, 2006</small></h3>", "Ann Lee", "2006-03-02"),
        (f"<h3>{TITLE} &#183; 2 March 2006</h3>", None, "2006-03-02"),
        # no more than a title, or a text
        (f"<h3>{TITLE}</h3>", None, None),
        (f"<h3>{TITLE} {'and on and on ' * 20} by Ann Lee</h3>", None, None),
        (f'<h3><a href="{URL}">A walk</a> with Ann Lee</h3>', None, None),
    ],
)
def test_what_a_heading_says_besides_its_link(
    heading: str, author: str | None, published: str | None
) -> None:
    url = "https://blog.example/a-post/"
    page = f"<html lang=en><head><title>The Wood: A walk</title></head><body>{heading}<p>{TEXT}</p></body></html>"
    found = read_page(page.encode(), url).post
    assert found is not None
    assert (found.title[:6], found.author, found.published) == ("A walk", author, published)


LINE = "<div class=by_whom><div>Published by <a href=/u/7>Ann Lee</a> on Thu 02 of Mar., 2006 (09:14 UTC)</div></div>"


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (f"<h2>A walk</h2>{LINE}", "Ann Lee"),
        (f"<div><h2>A walk</h2></div>{LINE}", "Ann Lee"),
        (f"<div> <div>\n<h2>A walk</h2> </div> </div>{LINE}", "Ann Lee"),
        # what holds more than the title
        (f"<div><div><h2>A walk</h2></div><p>{TEXT}</p></div>{LINE}", None),
        (f"<ul><li><h2>A walk</h2></li><li>Walks</li></ul>{LINE}", None),
    ],
)
def test_a_line_beside_what_wraps_but_the_title(head: str, author: str | None) -> None:
    found = post(f"{head}<p>{TEXT}</p>")
    assert found.author == author
    assert (found.published or "2005-03-02")[:10] == ("2006-03-02" if author else "2005-03-02")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<small>2. März 2006, Ann Lee @ 09:14</small>", "Ann Lee"),
        ("<small>March 2, 2006, Thursday @ 09:14</small>", None),
        ("<p class=meta>02/03/2006 • Ann Lee</p>", "Ann Lee"),
        ("<p class=meta>02/03/2006 • Walks</p>", None),
        ("<p class=meta>3/4 • Ann Lee</p>", None),
        ("<address>Ann Lee</address><time datetime=2006-03-02>2 Mar</time>", "Ann Lee"),
        ("<address>12 Mill Lane</address>", None),
        ("<address>walks and talks</address>", None),
    ],
)
def test_names_beside_a_date(line: str, author: str | None) -> None:
    assert post(f"<h2>A walk</h2>{line}<p>{TEXT}</p>").author == author


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Last updated on 1 January 2018. First published on 4 March 2016 by Ann Lee", "2016-03-04", "2018-01-01"),
        ("Updated: 1 January 2018 | 4 March 2016", "2016-03-04", "2018-01-01"),
        ("4 March 2016, last updated on 1 January 2018", "2016-03-04", "2018-01-01"),
        ("Last updated on 1 January 2018", "2018-01-01", "2018-01-01"),
        ("Last updated on 1 January 2018, version 4", "2018-01-01", "2018-01-01"),
    ],
)  # fmt: skip
def test_the_date_of_the_last_change_before_that_of_the_post(
    line: str, published: str, modified: str
) -> None:
    found = post(f"<h2>A walk</h2><p class=meta>{line}</p><p>{TEXT}</p>")
    assert (found.published, found.modified) == (published, modified)


def dated(line: str, url: str) -> str | None:
    page = f"<html lang=en><title>A walk - The Wood</title><body><div class=post><h1>A walk</h1>{line}<p>{TEXT}</p></div></body></html>"
    found = read_page(page.encode(), url).post
    return found.published if found is not None else None


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("<p class=meta>Last updated on January 9, 2007</p>", "2006-04-12"),
        ("<ul class=meta><li>Added by <a href=/u/1>Ann Lee</a>, last edited by <a href=/u/2>Bo</a> on Jan 09, 2007</li></ul>", "2006-04-12"),
        ("<p class=meta>April 13, 2006, last updated on January 9, 2007</p>", "2006-04-13"),
        ("<p class=meta>January 9, 2007</p>", "2007-01-09"),
    ],
)  # fmt: skip
def test_the_address_says_the_day_where_a_line_says_but_that_of_the_last_change(
    line: str, published: str
) -> None:
    assert dated(line, "https://blog.example/2006/04/12/a-walk/") == published
    assert dated("<p class=meta>Last updated on January 9, 2007</p>", URL) == "2007-01-09"


@pytest.mark.parametrize(
    ("below", "published"),
    [
        ('<div id="footer">Created <time pubdate datetime="2006-04-12T09:14:00Z">Wed</time></div>', "2006-04-12T09:14:00Z"),
        ('<div id="footer"><time datetime="2006-04-12T09:14:00Z">Wed</time></div>', None),
        ('<div id="footer"><time pubdate datetime="2006-04-12">A</time> <time pubdate datetime="2006-04-13">B</time></div>', None),
        ('<div class="comment" id="c1"><p>So.</p><time pubdate datetime="2006-04-12">A</time></div>', None),
        # the date of a linkback, which DokuWiki makes an entry
        ('<div class="hentry linkback_trackback"><div><a class="url fn" href="http://barn.example/1">Owls</a>, <abbr class="published" title="2006-04-14T10:02:11Z">A</abbr> (Trackback)</div><p>So.</p></div>', None),
        ('<div class="hentry linked"><abbr class="published" title="2006-04-14T10:02:11Z">A</abbr><p>So.</p></div>', "2006-04-14T10:02:11Z"),
    ],
)  # fmt: skip
def test_dates_that_the_markup_states_below_the_post(below: str, published: str | None) -> None:
    page = f"<html lang=en><title>A walk</title><body><div id=content><h1>A walk</h1><p>{TEXT}</p></div>{below}</body></html>"
    found = read_page(page.encode(), "https://blog.example/a-walk/").post
    assert found is not None
    assert found.published == published


@pytest.mark.parametrize(
    ("title", "bold", "read"),
    [
        ("Ann: A walk", "A walk", "A walk"),
        ("Ann: A walk", "A talk", "Ann: A walk"),
        ("Ann: A walk: by night", "A walk: by night", "A walk: by night"),
        ("Ann: A walk", "Ann", "Ann: A walk"),
    ],
)
def test_the_title_of_a_page_of_tables(title: str, bold: str, read: str) -> None:
    date = "<font size=-1>April 12, 2006</font>"
    page = f"<html lang=en><title>{title}</title><body><table><tr><td><font size=+2><b>{bold}</b></font><br>{date}<br>{TEXT}</td></tr></table></body></html>"
    found = read_page(page.encode(), "https://blog.example/2006/walk.html").post
    assert (found.title if found else "Ann: A walk") == read
    if read == bold:
        assert found is not None
        assert found.published == "2006-04-12"


@pytest.mark.parametrize(
    ("href", "title", "site"),
    [
        ("//blog.example/a-walk", "A walk", "The Wood"),
        ("https://blog.example/a-walk/", "A walk", "The Wood"),
        ("https://blog.example/", "A walk - The Wood", "A walk"),
    ],
)
def test_what_leads_to_the_post_is_no_name_of_its_blog(href: str, title: str, site: str) -> None:
    head = '<title>A walk - The Wood</title><link rel="alternate" type="application/rss+xml" title="The Wood" href="/feed">'
    page = f'<html lang=en>{head}<body><div class="blog-post"><h2 class="blog-title"><a href="{href}">A walk</a></h2><p class="blog-date">4/12/2006</p><p>{TEXT}</p></div></body></html>'
    found = read_page(page.encode(), "https://blog.example/a-walk")
    assert found.site_title == site
    if site == "The Wood":
        assert found.post is not None
        assert found.post.title == title


@pytest.mark.parametrize(
    ("header", "name", "title"),
    [
        ("<h1><a href='/'>The Wood</a></h1>", "The Wood", "A walk"),
        ("<h1><a href='/about'>The Wood</a></h1>", "A walk", "A walk - The Wood"),
        ("<h2><a href='/'>The Wood</a></h2>", "A walk", "A walk - The Wood"),
    ],
)
def test_a_heading_below_the_blog_s_name_is_no_other_name(header: str, name: str, title: str) -> None:
    page = f"<html lang=en><title>A walk - The Wood</title><body><div>{header}</div><div class=cf><h3 class=blog-title>A walk</h3><p>{TEXT}</p></div></body></html>"
    found = read_page(page.encode(), "https://blog.example/a-walk/")
    assert found.site_title == name
    if name == "The Wood":
        assert found.post is not None
        assert found.post.title == title


@pytest.mark.parametrize(
    ("above", "heading", "path", "title", "name"),
    [
        ("A walk", "A walk", "/a-walk/", "A walk", None),
        ('<a href="/">A walk</a>', "A walk", "/a-walk/", None, "A walk"),
        ("A walk", "Another walk", "/a-walk/", None, "A walk"),
        ("A walk", "A walk", "/", None, "A walk"),
        ("The Wood", "A walk", "/a-walk/", "A walk", "The Wood"),
    ],
)
def test_what_a_theme_calls_the_site_s_title_may_be_the_post_s(
    above: str, heading: str, path: str, title: str | None, name: str | None
) -> None:
    page = f"<html lang=en><title>A walk</title><body><div class=site-title><small>{above}</small></div><div class=post><h1>{heading}</h1><p>{TEXT}</p></div><h3>You might like</h3></body></html>"
    found = read_page(page.encode(), f"https://blog.example{path}")
    assert found.site_title == name
    if title is not None:
        assert found.post is not None
        assert found.post.title == title


@pytest.mark.parametrize("name", ["timestamp", "date", "author"])
def test_a_title_without_what_stands_beside_it(name: str) -> None:
    assert post(f"<h2>A walk <span class={name}>7 years ago</span></h2><p>{TEXT}</p>").title == "A walk"
    assert post(f"<h2>A walk <span>by night</span></h2><p>{TEXT}</p>").title == "A walk by night"


ASIDE = "<aside class=meta>{}</aside>"
TIME = "<time itemprop=datePublished datetime=2006-04-12>Wed</time>"
NAME = "<span itemprop=author>Ann Lee</span>"


@pytest.mark.parametrize(
    ("within", "below", "author", "published"),
    [
        (ASIDE.format(f"{TIME} {NAME}"), "", "Ann Lee", "2006-04-12"),
        (f"<header>{ASIDE.format(f'{TIME} {NAME}')}</header>", "", "Ann Lee", "2006-04-12"),
        # beside the article, or of other posts
        ("", ASIDE.format(f"{TIME} {NAME}"), None, None),
        (ASIDE.format(f"{TIME} {NAME} {TIME.replace('12', '13')} <span itemprop=author>Bo Roy</span>"), "", None, None),
        (ASIDE.format(f"<div class=comment>{TIME}</div>"), "", None, None),
    ],
)  # fmt: skip
def test_what_the_markup_states_in_an_aside_of_the_article(
    within: str, below: str, author: str | None, published: str | None
) -> None:
    page = f"<html lang=en><title>A walk</title><body><article><h1>A walk</h1><p>{TEXT}</p>{within}</article>{below}</body></html>"
    found = read_page(page.encode(), "https://blog.example/a-walk/").post
    assert found is not None
    assert (found.author, found.published) == (author, published)


@pytest.mark.parametrize(
    ("said", "path", "published"),
    [
        ("04.05.06", "/2006/05/a-walk/", "2006-05-04"),
        ("04.05.06", "/2006/04/a-walk/", "2006-04-05"),
        ("04.05.06", "/archives/2006/04/a-walk.html", "2006-04-05"),
        ("04.05.06", "/2006/04/05/a-walk/", "2006-04-05"),
        ("04.05.06", "/2006/07/a-walk/", "2006-05-04"),
        ("04.05.06", "/2007/04/a-walk/", "2006-05-04"),
        ("04.05.06", "/a-walk/", "2006-05-04"),
        ("14.05.06", "/2006/14/a-walk/", "2006-05-14"),
    ],
)
def test_the_order_of_figures_where_the_address_says_the_month(said: str, path: str, published: str) -> None:
    assert dated(f"<p class=date>{said}</p>", f"https://blog.example{path}") == published
