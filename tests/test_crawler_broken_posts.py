"""Blogs of which some posts cannot be read: the others are, and the broken ones are tried again later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_weeks import Weeks, odd_blogs

pytestmark = pytest.mark.xdist_group("crawler_weeks")  # its fixture is made once

POSTS = 12


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with odd_blogs() as port:
        yield port


@pytest.mark.parametrize(
    ("name", "state", "read", "problems", "requests"),
    [
        ("broken-some", "finished", POSTS - 7, {"error http_500": 7}, 30),
        ("broken-all", "finished", 0, {"error http_500": POSTS}, 30),
        ("broken-busy", "finished", POSTS - 7, {"error http_503": 7}, 30),
        ("broken-short", "finished", POSTS - 7, {"error cut_off": 7}, 30),
        ("longer", "finished", POSTS, {"warning broke_off": POSTS}, POSTS + 3),
        ("dead", "stopped", 2, {}, 15),
    ],
)
def test_what_can_be_read_is_read(
    port: int, tmp_path: Path, name: str, state: str, read: int, problems: dict[str, int], requests: int
) -> None:
    weeks = Weeks(port, name, tmp_path / "s.db")
    result = weeks.crawl(1)
    assert weeks.rows("select state from blogs") == [(state,)]
    assert weeks.rows("select count(*) from posts where reading = 'read'") == [(read,)]
    assert weeks.problems == problems
    assert weeks.listed == read
    assert result.requests <= requests
    assert result.requests == weeks.asked.total() + 1, "each request is counted, robots.txt among them"
    assert result.lost_seeds == (state == "stopped")


def test_broken_posts_are_tried_again_in_the_next_crawl_and_stop_it_not(port: int, tmp_path: Path) -> None:
    weeks = Weeks(port, "broken-some", tmp_path / "s.db")
    weeks.crawl(1)
    second = weeks.crawl(2)
    assert (second.state, second.left, weeks.listed) == ("finished", 0, POSTS - 7)
    assert weeks.problems == {"error http_500": 7}
    assert max(weeks.asked.values()) <= 3
    weeks.crawl(3)
    assert (weeks.problems, weeks.listed) == ({}, POSTS)
