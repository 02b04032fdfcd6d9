"""What `trackgraph inspect` prints: all that a listing says of an entry, at the width of a terminal."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from crawler.inspecting import page_lines
from crawler.records import Kind, Linkback, Page, PageKind, Post

SOURCE = "http://ann.example/" + "a-long-address/" * 8
LONG = "words that go on " * 20


def shown(*linkbacks: Linkback, post: Post | None = None) -> list[str]:
    page = Page(url="http://blog.example/1", page_kind=PageKind.POST, post=post, linkbacks=linkbacks)
    return list(page_lines(page))


def entry(**facts: str) -> list[str]:
    """The lines of one webmention."""
    lines = shown(Linkback(kind=Kind.WEBMENTION, source="http://ann.example/2", **facts))
    return lines[lines.index("") + 1 :]


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ({}, ["webmention http://ann.example/2"]),
        ({"title": "Soup"}, ["webmention Soup", "           http://ann.example/2"]),
        ({"author": "Ann", "subtype": "like"}, ["like       by Ann", "           http://ann.example/2"]),
        (
            {"title": "Soup", "site": "Pots", "author": "Ann", "published": "2006-03-14", "excerpt": "Yes."},
            [
                "webmention Soup",
                "           http://ann.example/2",
                "           2006-03-14 · by Ann · Pots",
                "           > Yes.",
            ],
        ),
        (
            {"author": "Ann", "excerpt": "two\nlines"},
            ["webmention by Ann", "           http://ann.example/2", "           > two lines"],
        ),
    ],
    ids=["source", "title", "like", "all", "no title"],
)
def test_an_entry_shows_what_is_stated_of_it(facts: dict[str, str], lines: list[str]) -> None:
    assert entry(**facts) == lines


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"page_kind": PageKind.POST}, "No linkbacks are listed on this page."),
        ({"page_kind": PageKind.OTHER}, "No linkbacks are listed on this page."),
        ({"page_kind": PageKind.POST, "announced": 0}, "No linkbacks are listed on this page."),
        (
            {"page_kind": PageKind.POST, "announced": 2},
            "announces 2: a script may fill them in, or their markup is not known.",
        ),
        (
            {"page_kind": PageKind.POST, "announced": 2, "listing_urls": ("http://blog.example/1/c",)},
            "pages named above.",
        ),
        ({"page_kind": PageKind.INDEX}, "give the address of one."),
        ({"page_kind": PageKind.INDEX, "listing_urls": ("http://blog.example/1/c",)}, "pages named above."),
    ],
    ids=["post", "other", "none announced", "announced", "announced elsewhere", "list", "list elsewhere"],
)
def test_a_page_without_linkbacks_says_where_they_may_be(facts: dict[str, Any], said: str) -> None:
    last = list(page_lines(Page(url="http://blog.example/", **facts)))[-1]
    assert last.endswith(said)


def test_an_entry_without_a_link_says_so() -> None:
    assert shown(Linkback(kind=Kind.PINGBACK, title="Soup"))[-1] == "           (no link)"


def test_long_texts_stay_within_the_terminal_and_addresses_stay_whole() -> None:
    said = {"title": LONG, "site": LONG, "author": LONG, "excerpt": LONG}
    lines = shown(
        Linkback(kind=Kind.TRACKBACK, source=SOURCE, **said), post=Post(title=LONG, tags=("a tag",) * 40)
    )
    assert f"           {SOURCE}" in lines
    assert [one for line in lines if SOURCE not in line for one in line.split("\n") if len(one) > 80] == []
    excerpt = [line for line in lines if line.strip().startswith(">")]
    assert (len(excerpt), excerpt[-1][-1]) == (2, "…")


def test_signs_of_two_columns_are_counted_as_two() -> None:
    widths = [cell_len(line) for line in entry(excerpt="引用された長い題名" * 30)]
    assert 70 < max(widths) <= 80


def test_no_page_commands_the_terminal() -> None:
    evil = "a\x1b[2J\x07b\x9b31m\u202ec"
    lines = shown(
        Linkback(kind=Kind.PINGBACK, title=evil, site=evil, author=evil, excerpt=evil),
        post=Post(title=evil, author=evil, tags=(evil,)),
    )
    assert not set("".join(lines)) & set("\x1b\x07\x9b\u202e")
