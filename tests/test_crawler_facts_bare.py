# ruff: noqa: E501 (markup stands as pages print it)
"""What pages without any marks of a post say of it: dates in lines of their own."""

from __future__ import annotations

import pytest

from crawler import read_page

TEXT = "<p>We went along the river, past the mill and the woods behind it, until it rained.</p>"
SIGNED = '<div class="comments-head"><a name="comments"></a>Comments</div><div class="comments-body"><p>Yes!</p><p><i>{}</i></p></div>'


@pytest.mark.parametrize(
    ("column", "comment", "published"),
    [
        ("<p><i>March 30, 2003</i></p>", "Bo", "2003-03-30"),
        ("<p></p><span>30 March 2003, 10:15</span>", "Bo", "2003-03-30T10:15"),
        ("<small>(30.03.2003)</small>", "Bo", "2003-03-30"),
        # the same day twice; a comment of another
        ("<p>March 30, 2003</p><h3>A day</h3><p>March 30, 2003</p>", "Bo", "2003-03-30"),
        ("<p>March 30, 2003</p>", "April 1, 2003", "2003-03-30"),
        # words beside it; several days; a side bar's; that of a comment; figures
        ("<p>We start on March 30, 2003 at the mill.</p>", "Bo", None),
        ("<p>We start on <i>March 30, 2003</i> at the mill.</p>", "Bo", None),
        ("<p>March 30, 2003</p><p>May 3, 2003</p>", "Bo", None),
        ("</div></div></article><aside class=sidebar><p>March 30, 2003</p></aside>", "Bo", None),
        ("<p></p>", "April 1, 2003", None),
        ("<p>20 30 40</p>", "Bo", None),
        # what is called something else
        ('<p class="event-day">March 30, 2003</p>', "Bo", None),
        ('<p class="last_updated">March 30, 2003</p>', "Bo", None),
        ('<p class="x2">March 30, 2003</p>', "Bo", "2003-03-30"),
    ],
)
def test_a_day_in_a_line_of_its_own(column: str, comment: str, published: str | None) -> None:
    rows = (
        f"<div><div><h1>A walk</h1></div><div></div></div><div><div>{TEXT * 4}</div><div>{column}</div></div>"
    )
    body = f"<article>{rows}</article>{SIGNED.format(comment)}"
    page = f"<html lang=en><head><title>A walk: The Wood</title></head><body>{body}</body></html>"
    found = read_page(page.encode(), "https://blog.example/archives/000012.html").post
    assert found is not None
    assert found.published == published
