"""The order of lists of dates, by the dates that their addresses name."""

from __future__ import annotations

import pytest

from crawler.discovery import Scene, read_archive
from crawler.records import Link, Page

HOME = "http://blog.example/"
SCENE = Scene(home=HOME, prefix="blog.example/")


def ranks(*paths: str) -> list[float]:
    page = Page(url=HOME, links=tuple(Link(url=HOME + path, text="Then") for path in paths))
    found = {one.url: one.rank for one in read_archive(page, scene=SCENE).lookups}
    return [found[HOME + path] for path in paths]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("?y=04&m=12", "?y=05&m=02"),
        ("?m=12&y=04", "?m=2&y=05"),
        ("?x=y:98;m:09", "?x=y:04;m:03"),
        ("?x=y:05;m:02", "?x=y:05;m:03"),
        ("?x=y:05", "?x=y:05;m:03"),
        ("?x=y:05;m:12", "?x=y:06"),
        ("?a=2004-m10", "?a=2005-m02"),
        ("archive-12-2004.html", "archive-02-2005.html"),
        ("week/2004/20", "week/2005/9"),
    ],
)
def test_lists_of_dates_come_in_their_order(first: str, second: str) -> None:
    earlier, later = ranks(first, second)
    assert earlier < later


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("week/2004/9", "week/2004/20"),  # no September
        ("?day=04&m=200412&x=1", "?day=05&m=200412"),
        ("?ty=05&m=200501", "?ty=04&m=200501"),
    ],
)
def test_of_these_none_is_known_to_be_the_first(one: str, other: str) -> None:
    assert len({*ranks(one, other)}) == 1
