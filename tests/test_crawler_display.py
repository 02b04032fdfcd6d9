"""The line that says how far a crawl is."""

from __future__ import annotations

import pytest

from crawler.engine.display import left, line


@pytest.mark.parametrize(
    ("counts", "elapsed", "text"),
    [
        ({"requests": 100, "waiting": 50}, 10.0, "about 0:00:05 left"),
        ({"requests": 100, "waiting": 50, "slowest": 3700}, 10.0, "about 1:01:40 left"),
        ({"requests": 100, "waiting": 50, "slowest": 3}, 10.0, "about 0:00:05 left"),
        ({"requests": 100, "waiting": 50, "discovering": 1}, 10.0, "at least 0:00:05 left"),
        ({"requests": 100, "waiting": 50}, 1.0, "time left unknown"),
        ({}, 10.0, "time left unknown"),
    ],
)
def test_the_time_left(counts: dict[str, int], elapsed: float, text: str) -> None:
    assert left(counts, elapsed) == text


@pytest.mark.parametrize(
    ("blogs", "total", "posts", "linkbacks", "text"),
    [
        (0, 1, 1, 1, "0 of 1 blog, 1 post, 1 linkback, "),
        (1, 2, 0, 2, "1 of 2 blogs, 0 posts, 2 linkbacks, "),
    ],
)
def test_nouns_agree_with_their_numbers(
    blogs: int, total: int, posts: int, linkbacks: int, text: str
) -> None:
    counts = {"blogs": blogs, "blogs_total": total, "posts": posts, "linkbacks": linkbacks, "requests": 20}
    assert line(counts, 10.0).startswith(text)
