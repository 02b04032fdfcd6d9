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


def test_one_of_the_others_may_have_no_date() -> None:
    bare = '<a href="https://quince.example/3">Quinces</a>'
    rows = read(listing("li", *DATED, bare, "A gone blog, 2005-04-09"))
    assert [row[1] for row in rows] == ["Owls", "Grinding flour", "Quinces", "A gone blog"]


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
        "« Older entry, 2005-04-09",
        "© Ann, 2005-04-09",
        "Filed under: Food, 2005-04-09",
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
        listing("li", DATED[0], "Ann, 2005-04-09", "Ben, 2005-04-10"),
        listing(
            "p", *DATED, "So it is.", "Ann, 2005-04-09", "No.", "Ben, 2005-04-10", "Well.", "Cy, 2005-04-11"
        ),
        listing("p", *DATED, "So it is.", "Ann, 2005-04-09"),
        listing("p", DATED[0], "They hunt.", DATED[1], "It turns.", "So it is.", "Ann, 2005-04-09"),
        listing("li", OWLS, "Nobody yet, 2005-04-09", "Who knows?"),
    ],
)
def test_what_others_do_not_look_like_is_no_entry(markup: str) -> None:
    assert all(row[0] for row in read(markup))


@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_second_line_of_another_date_is_no_blog(tag: str) -> None:
    assert [row[2] for row in read(listing(tag, DATED[0], "A gone blog, 2005-04-09"))] == [None]
    assert [row[2] for row in read(listing(tag, f"{OWLS}", "Barn, 2005-04-09"))] == ["Barn"]


INK = "<title>Ink</title><h1>Ink</h1><p>Words.</p>"
NAMES = INK + "<div id='comments'><h3>{head}</h3><ul class='track'>{items}</ul></div>"


@pytest.mark.parametrize(
    ("head", "items", "names"),
    [
        ("来自外部的引用： 2 条", ["茶事", "石头记"], ["茶事", "石头记"]),
        ("2 Trackbacks", ["Tea", "Stone"], ["Tea", "Stone"]),
        ("3 Trackbacks", ["Tea", "Stone"], []),
        ("Trackbacks", ["Tea", "Stone"], []),
        ("2 Trackbacks/Pingbacks", ["Tea", "Stone"], []),
        ("1 Trackback", ["Trackbacks are closed"], []),
        ("1 Trackback", ["This one was lost."], []),
        ("1 Trackback", ["<b>Tea</b> says so"], []),
        ("2 Comments", ["Tea", "Stone"], []),
    ],
)
def test_a_counted_list_of_names_alone(head: str, items: list[str], names: list[str]) -> None:
    page = NAMES.format(head=head, items="".join(f"<li>{item}</li>" for item in items))
    found = read_listings(Document(page, "https://quay.example/2014/ink/"), "https://quay.example/2014/ink/")
    assert [(row.title, row.source) for row in found.linkbacks] == [(name, None) for name in names]


@pytest.mark.parametrize(
    ("again", "count"),
    [
        ('<a href="http://warp.example/b">Bobbins</a>', 1),
        ('<a href="http://warp.example/b">Warp</a>', 2),
        ('<a href="http://warp.example/b">Bobbins</a> on May 3, 2016', 2),
    ],
)
def test_a_bare_list_that_repeats_the_comments(again: str, count: int) -> None:
    link = '<a href="http://warp.example/b" class="url">Bobbins</a>'
    item = f'<li id="comment-2" class="pingback odd depth-1">Pingback: {link}</li>'
    bare = f"<h3>Trackbacks</h3><ol><li>{again}</li></ol>"
    page = f"{INK}<ol class='commentlist'>{item}</ol>{bare}"
    found = read_listings(Document(page, "https://quay.example/2016/ink/"), "https://quay.example/2016/ink/")
    assert len(found.linkbacks) == count
