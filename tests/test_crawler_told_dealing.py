"""A link to the home page of the citing blog, beside that to the page: the blog's name, no second entry."""

from __future__ import annotations

import pytest

from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.told.dealing import is_home

URL = "http://orchard.example/2006/05/pruning"
PAGE = '<a href="http://pear.example/blog/12.html">Above the bud</a>'
HOME = '<a href="http://pear.example/blog/">Pear Yard</a>'
OTHER = '<a href="http://fig.example/?eid=4">Figs</a>'
ONE = ("http://pear.example/blog/12.html", "Above the bud", "Pear Yard")


def read(markup: str) -> list[tuple[str | None, str | None, str | None]]:
    text = f"<html><body><h1>Pruning</h1><h3>Trackbacks</h3><div>{markup}</div></body></html>"
    return [(r.source, r.title, r.site) for r in read_listings(Document(text, URL), URL).linkbacks]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>1. {PAGE} [ {HOME} ] 2006-05-04 01:15</p><div>Cut close to it.</div>",
        f"<p>{PAGE}</p><p>Cut close to it.</p><p>2006-05-04 [ {HOME} ]</p>",
        f"<p>{HOME}: {PAGE} on 2006-05-04</p>",
        # Two cells of one row, as BIGLOBE's webryblog has them.
        f"<table><tr><td>{PAGE}<br>Cut close to it.</td><td>{HOME}<br>2006-05-04</td></tr></table>",
    ],
)
def test_a_home_page_beside_the_page_is_its_blog(markup: str) -> None:
    assert read(markup) == [ONE]


def test_each_record_has_its_own_home() -> None:
    fig = '<a href="http://fig.example/">Fig Yard</a>'
    markup = f"<p>{PAGE} [ {HOME} ] 2006-05-04</p><p>{OTHER} [ {fig} ] 2006-05-05</p>"
    assert read(markup) == [ONE, ("http://fig.example/?eid=4", "Figs", "Fig Yard")]


def test_home_pages_in_lines_of_their_own_are_records() -> None:
    markup = f"<p>{PAGE}</p><p>2006-05-04</p><p>{HOME}</p><p>2006-05-05</p>"
    assert [source for source, _, _ in read(markup)] == [
        "http://pear.example/blog/12.html",
        "http://pear.example/blog/",
    ]


def test_what_the_post_itself_pinged_is_no_record() -> None:
    sent = f"<h4>トラックバック先の記事</h4><ul><li>{OTHER} 2006-05-05</li></ul>"
    markup = f"<h4>トラックバック</h4><ul><li>{PAGE} [ {HOME} ] 2006-05-04</li></ul>{sent}"
    assert read(markup) == [ONE]
    assert read(sent) == []


@pytest.mark.parametrize(
    ("home", "page", "is_one"),
    [
        ("http://pear.example/", "http://pear.example/2006/05/bud.html", True),
        ("http://www.pear.example", "http://pear.example/2006/05/bud.html", True),
        ("http://pear.example/blog", "http://pear.example/blog/12.html", True),
        ("http://pear.example/sb.cgi", "http://pear.example/sb.cgi?eid=12", True),
        ("https://web.archive.org/web/2006/http://pear.example/", "http://pear.example/12.html", True),
        ("http://pear.example/", "http://pear.example/", False),
        ("http://pear.example/blo", "http://pear.example/blog/12.html", False),
        ("http://pear.example/?cat=1", "http://pear.example/12.html", False),
        ("http://pear.example/blog/12.html", "http://pear.example/blog/", False),
        ("http://fig.example/", "http://pear.example/12.html", False),
        ("", "http://pear.example/12.html", False),
    ],
)
def test_home(home: str, page: str, *, is_one: bool) -> None:
    assert is_home(home, page) is is_one
