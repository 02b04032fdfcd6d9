"""Entries of a list that link no page, among others that do."""

from __future__ import annotations

import pytest

from crawler.listings import read_listings
from crawler.markup.document import Document

URL = "https://orchard.example/2005/04/apples/"
OWLS = '<a href="https://barn.example/owls">Owls</a>'
MILL = '<a href="http://mill.example/17">Grinding flour</a>'
DATED = (f"{OWLS} 2005-04-05", f"{MILL} 2005-04-08")
SITED = (f"{OWLS} from Barn", f"{MILL} from Mill")
BOTH = (f"{OWLS} from Barn, 2005-04-05", f"{MILL} from Mill, 2005-04-08")


def listing(tag: str, *items: str) -> str:
    lines = "".join(f"<{tag}>{item}</{tag}>" for item in items)
    return f"<ul>{lines}</ul>" if tag == "li" else lines


def read(markup: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    page = f"<title>Apples</title><h1>Apples</h1><p>They are red.</p><h3>Trackbacks</h3>{markup}"
    found = read_listings(Document(f"<body>{page}</body>", URL), URL).linkbacks
    return [(row.source and row.source[-4:], row.title, row.site, row.published) for row in found]


@pytest.mark.parametrize("tag", ["li", "p", "div"])
@pytest.mark.parametrize(
    ("others", "line", "expected"),
    [
        (DATED, "A gone blog, 2005-04-09", ("A gone blog", None, "2005-04-09")),
        (DATED, "A gone blog — April 9, 2005", ("A gone blog", None, "2005-04-09")),
        (DATED, "A gone blog on April 9, 2005", ("A gone blog", None, "2005-04-09")),
        (DATED, "2005-04-09: A gone blog", ("A gone blog", None, "2005-04-09")),
        (DATED, "News from Rome, 2005-04-09", ("News from Rome", None, "2005-04-09")),
        (BOTH, "News from Rome, 2005-04-09", ("News", "Rome", "2005-04-09")),
        (BOTH, "A gone blog, 2005-04-09", ("A gone blog", None, "2005-04-09")),
        (DATED, "Pingback: A gone blog 2005-04-09", ("A gone blog", None, "2005-04-09")),
    ],
)
def test_an_entry_whose_link_is_gone(
    tag: str, others: tuple[str, str], line: str, expected: tuple[str | None, ...]
) -> None:
    linked = read(listing(tag, *others))
    assert read(listing(tag, *others, line)) == [*linked, (None, *expected)]
    assert read(listing(tag, line, *others)) == [(None, *expected), *linked]


def test_its_text_is_its_own() -> None:
    rows = (f"{DATED[0]}<br>They hunt.", f"{DATED[1]}<br>It turns.", "A gone blog, 2005-04-09<br>It spoke.")
    page = f"<h3>Trackbacks</h3>{listing('li', *rows)}"
    found = read_listings(Document(f"<body>{page}</body>", URL), URL).linkbacks
    assert [row.excerpt for row in found] == ["They hunt.", "It turns.", "It spoke."]


def test_an_item_says_a_title_and_a_blog_as_all_others_do() -> None:
    linked = [("owls", "Owls", "Barn", None), ("e/17", "Grinding flour", "Mill", None)]
    assert read(listing("li", *SITED)) == linked
    assert read(listing("li", *SITED, "Pears from Quince")) == [*linked, (None, "Pears", "Quince", None)]


@pytest.mark.parametrize("tag", ["li", "p", "div"])
@pytest.mark.parametrize(
    "line",
    [
        "Trackbacks were closed on 2005-04-09",
        "Trackbacks closed, 2005-04-09",
        "Posted by Ann, 2005-04-09",
        "Last updated: 2005-04-09",
        "Closed on 2005-04-09",
        "It all ended there. 2005-04-09",
        "2005-04-09",
    ],
)
def test_a_line_of_other_things_is_no_entry_and_no_blog(tag: str, line: str) -> None:
    rows = read(listing(tag, *DATED, line))
    assert [(row[0], row[2]) for row in rows] == [("owls", None), ("e/17", None)]


@pytest.mark.parametrize(
    "markup",
    [
        listing("li", "A gone blog, 2005-04-09"),
        listing("p", "A gone blog, 2005-04-09"),
        listing("li", OWLS, MILL, "A gone blog"),
        listing("li", OWLS, "Nobody yet, 2005-04-09", "Who knows?"),
    ],
)
def test_what_others_do_not_look_like_is_no_entry(markup: str) -> None:
    assert all(row[0] for row in read(markup))


@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_second_line_of_another_date_is_no_blog(tag: str) -> None:
    assert [row[2] for row in read(listing(tag, DATED[0], "A gone blog, 2005-04-09"))] == [None]
    assert [row[2] for row in read(listing(tag, f"{OWLS}", "Barn, 2005-04-09"))] == ["Barn"]
