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
