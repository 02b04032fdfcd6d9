"""Which comment page a post's own address shows, told by the pages that it links."""

from __future__ import annotations

import pytest

from crawler.markup.further import first_page, shown_page

POST = "http://blog.example/2012/tea/"


@pytest.mark.parametrize(
    ("linked", "shown"),
    [
        (["comment-page-1/", "comment-page-2/"], f"{POST}comment-page-3/"),
        (["comment-page-1/", "comment-page-8/"], f"{POST}comment-page-9/"),
        (["comment-page-1"], f"{POST}comment-page-2"),
        (["comment-page-2/", "comment-page-3/"], f"{POST}comment-page-1/"),
        (["comment-page-2/", "comment-page-9/"], f"{POST}comment-page-1/"),
        (["?p=3&cpage=2", "?p=3&cpage=3"], f"{POST}?p=3&cpage=1"),
        (["comment-page-7/"], f"{POST}comment-page-8/"),
        (["comment-page-2/"], None),
        ([], None),
        (["?__mode=view&entry_id=3"], None),
    ],
)
def test_shown_page(linked: list[str], shown: str | None) -> None:
    assert shown_page([POST + one for one in linked]) == shown


@pytest.mark.parametrize(
    ("number", "linked", "first"),
    [
        (2, ["comment-page-1/"], True),
        (2, ["comment-page-1/", "comment-page-3/"], False),
        (3, ["comment-page-1/"], False),
        (2, ["comment-page-3/"], False),
        (2, [], False),
    ],
)
def test_the_first_page_was_seen_where_the_second_is_the_last(
    number: int, linked: list[str], first: bool
) -> None:
    found = first_page(f"{POST}comment-page-{number}/", [POST + one for one in linked])
    assert found == (f"{POST}comment-page-1/" if first else None)
