"""The line of coverage under the headline numbers, and addresses in the tables of coverage."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_summary import frame, one_post
from selectolax.lexbor import LexborHTMLParser

from analysis.summary import Summary
from reports.html import render


def _page(summary: Summary) -> LexborHTMLParser:
    return LexborHTMLParser(render(summary, ()))


@pytest.mark.parametrize(
    ("complete", "rows", "says"),
    [
        (True, [], "nothing was read"),
        (
            True,
            [
                ("blogs crawled completely", 2, 2),
                ("posts fetched", 3, 9),
                ("posts inferred", 6, 9),
                ("runs", 1, None),
            ],
            "crawl complete posts fetched 3 of 9, inferred 6 runs 1",
        ),
        (
            False,
            [("blogs crawled completely", 1, 2), ("posts fetched", 3, 9), ("posts unread", 6, 9)],
            "crawl not complete blogs crawled completely 1 of 2 posts fetched 3 of 9, unread 6",
        ),
        (True, [("blogs crawled completely", 1, 2)], "crawl complete blogs crawled completely 1 of 2"),
        (
            True,
            [
                ("sources read as posts", 5, 9),
                ("sources fetched to check", 4, 9),
                ("sources unreachable", 4, 4),
            ],
            "crawl complete sources read as posts 5 of 9, fetched to check 4, unreachable 4 of 4",
        ),
        # No subject is left out where there is nothing else to say, nor where another one stood between.
        (True, [("posts", 1, None), ("post", 2, 9)], "crawl complete posts 1 post 2 of 9"),
        (
            True,
            [("posts fetched", 1, 9), ("runs", 1, None), ("posts unread", 8, 9)],
            "crawl complete posts fetched 1 of 9 runs 1 posts unread 8 of 9",
        ),
        (True, [("runs", 1, None), ("runs", 2, 9)], "crawl complete runs 1 runs 2 of 9"),
    ],
)
def test_coverage_names_a_subject_once(
    complete: bool, rows: list[tuple[str, int, int | None]], says: str
) -> None:
    counted = [{"what": what, "count": count, "of": of} for what, count, of in rows]
    summary = replace(one_post(), complete=complete, coverage=frame("coverage", counted))
    line = " ".join(_page(summary).css_first("header .coverage").text().split())
    assert line.removeprefix("Coverage ").removesuffix(" all of it") == says


@pytest.mark.parametrize(
    ("blog", "shown"),
    [
        ("https://a-long-name.blogs.example/", "a-long-name<wbr>.blogs<wbr>.example"),
        ("https://short.example/", "short.example"),
    ],
)
def test_the_address_of_a_blog_breaks_at_its_dots(blog: str, shown: str) -> None:
    row = {
        "blog": blog,
        "run": 1,
        "what": "error",
        "reason": "http_404",
        "count": 1,
        "example": f"{blog}a/b/c/d/e/f",
    }
    tree = _page(replace(one_post(), problems=frame("problems", [row])))
    first, *_, example = tree.css("#t-problems tbody tr > *")
    assert shown in (first.html or "")
    # What stands far to the right may be wide.
    assert "<wbr>" not in (example.html or "")
