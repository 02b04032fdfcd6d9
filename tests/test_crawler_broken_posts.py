"""Blogs of which some posts cannot be read: the others are, and the broken ones are tried again later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_weeks import Weeks, odd_blogs

from crawler.run import CrawlResult

POSTS = 12
CASES = [
    ("broken-some", "finished", POSTS - 7, {"error http_500": 7}, 30),
    ("broken-all", "finished", 0, {"error http_500": POSTS}, 30),
    ("broken-busy", "finished", POSTS - 7, {"error http_503": 7}, 30),
    ("broken-short", "finished", POSTS - 7, {"error cut_off": 7}, 30),
    ("longer", "finished", POSTS, {"warning broke_off": POSTS}, POSTS + 3),
    ("dead", "stopped", 2, {}, 15),
]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Weeks, CrawlResult]]:
    with odd_blogs() as port:
        weeks = Weeks(port, tmp_path_factory.mktemp("broken") / "s.db")
        yield weeks, weeks.crawl(1, *(name for name, *_ in CASES))


@pytest.fixture
def weeks(tmp_path: Path) -> Iterator[Weeks]:
    """Blogs that a test crawls by itself."""
    with odd_blogs() as port:
        yield Weeks(port, tmp_path / "s.db")


@pytest.mark.parametrize(("name", "state", "read", "problems", "requests"), CASES)
def test_what_can_be_read_is_read(
    crawled: tuple[Weeks, CrawlResult],
    name: str,
    state: str,
    read: int,
    problems: dict[str, int],
    requests: int,
) -> None:
    weeks, _ = crawled
    assert (weeks.blog(name).state, weeks.blog(name).read) == (state, read)
    assert weeks.problems(name) == problems
    assert weeks.listed(name) == read
    assert weeks.asked(name).total() <= requests


def test_each_request_is_counted_and_only_the_dead_host_is_lost(crawled: tuple[Weeks, CrawlResult]) -> None:
    weeks, result = crawled
    assert result.requests == sum(weeks.asked(name).total() for name, *_ in CASES)
    assert (result.failed_seeds, result.lost_seeds) == (0, 1)


def test_a_post_is_read_again_where_a_page_of_its_comments_was_broken(weeks: Weeks) -> None:
    name = "paged"
    weeks.crawl(1, name)
    assert (weeks.listed(name), weeks.problems(name)) == (POSTS, {"error http_500": 1})
    weeks.crawl(2, name)
    assert (weeks.listed(name), weeks.problems(name)) == (POSTS + 1, {})
    weeks.crawl(3, name)
    assert weeks.asked(name)["/2020/01/p-0/"] == 0, "not due"


def test_broken_posts_are_tried_again_in_the_next_crawl_and_stop_it_not(weeks: Weeks) -> None:
    name = "broken-some"
    weeks.crawl(1, name)
    second = weeks.crawl(2, name)
    assert (second.state, second.left, second.lost_seeds, weeks.listed(name)) == ("finished", 0, 0, POSTS - 7)
    assert weeks.problems(name) == {"error http_500": 7}
    assert max(weeks.asked(name).values()) <= 3
    weeks.crawl(3, name)
    assert (weeks.problems(name), weeks.listed(name)) == ({}, POSTS)
