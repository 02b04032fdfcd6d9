"""Which comment page a post's own address shows, told by the pages that it links."""

from __future__ import annotations

import pytest

from crawler.markup.further import shown_page

POST = "http://blog.example/2012/tea/"


@pytest.mark.parametrize(
    ("linked", "shown"),
    [
        (["comment-page-1/", "comment-page-2/"], f"{POST}comment-page-3/"),
        (["comment-page-1/", "comment-page-8/"], f"{POST}comment-page-9/"),
        (["comment-page-1"], f"{POST}comment-page-2"),
        (["comment-page-2/", "comment-page-3/"], f"{POST}comment-page-1/"),
        (["comment-page-2/", "comment-page-9/"], f"{POST}comment-page-1/"),
        (["?p=3&cpage=2"], f"{POST}?p=3&cpage=1"),
        ([], None),
        (["?__mode=view&entry_id=3"], None),
    ],
)
def test_shown_page(linked: list[str], shown: str | None) -> None:
    assert shown_page([POST + one for one in linked]) == shown
