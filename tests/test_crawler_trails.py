"""Posts to which other posts lead: all are found, copies are not, and lists of dates need fewer looks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from forked import crawl
from made_weeks import Weeks, odd_blogs

from crawler.discovery import Scene
from crawler.engine.trail import Trail
from crawler.harvest import Harvest, Role, Task
from crawler.options import CrawlOptions
from crawler.records import Link, Page, PageKind
from crawler.urls import identity

FOUND = {
    "chained": 30,
    "monthly": 30,
    "broken": 30,
    "copied": 4,
    "dated": 30,
    "headed": 30,
    "by-hand": 8,
    "entire": 29,
    "yearly": 30,
    "shelved": 30,
}
LISTS = {"chained": 0, "monthly": 1, "broken": 21, "copied": 0, "headed": 2, "by-hand": 0, "entire": 2}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with odd_blogs("led_blogs.py") as port:
        yield port


@pytest.fixture
def weeks(port: int, tmp_path: Path) -> Weeks:
    return Weeks(port, tmp_path / "s.db")


def _lists(weeks: Weeks, name: str) -> int:
    """Requests of a blog beside its posts, its home page, feed, sitemap and robots.txt."""
    known = ("/", "/robots.txt", "/sitemap.xml", "/feed.xml")
    asked = weeks.asked(name)
    assert not {path: number for path, number in asked.items() if number > 1}, "asked for twice"
    return sum(path not in known and "post-no-" not in path and "/words/" not in path for path in asked)


def test_posts_are_found_by_other_posts(weeks: Weeks) -> None:
    weeks.crawl(1, *FOUND)
    assert {name: weeks.listed(name) for name in FOUND} == FOUND
    assert {name: _lists(weeks, name) for name in LISTS} == LISTS
    told = {name: weeks.problems(name).get("warning archive_partial", 0) for name in FOUND}
    assert told == {**dict.fromkeys(FOUND, 0), "chained": 21, "dated": told["dated"]}
    assert told["dated"] > 20
    assert 30 + 3 < weeks.asked("dated").total() < 30 + 25, "days without posts are left in the end"
    names = weeks.rows("select u.url from posts p join urls u on u.id = p.url where u.url like '%//copied.%'")
    assert len(names) == 4, "no copies"


def test_thorough_crawls_walk_all_lists_and_find_the_same(weeks: Weeks) -> None:
    weeks.crawl(1, "monthly", "entire", thorough=True)
    assert (weeks.listed("monthly"), weeks.listed("entire")) == (30, 29)
    assert (_lists(weeks, "monthly"), _lists(weeks, "entire")) == (30, 6)


@pytest.mark.parametrize("limit", [{"max_posts": 12}, {"max_age": 36500}])
def test_where_posts_are_limited_none_is_led_to(weeks: Weeks, limit: dict[str, int]) -> None:
    weeks.crawl(1, "chained", **limit)
    assert weeks.listed("chained") == 10


def test_what_was_led_to_is_known_in_the_next_week(weeks: Weeks) -> None:
    weeks.crawl(1, "chained", "monthly", "by-hand")
    weeks.crawl(2, "chained", "monthly", "by-hand")
    assert [weeks.listed(name) for name in ("chained", "monthly", "by-hand")] == [30, 30, 8]
    gone = weeks.rows("select count(*) from posts where gone_run is not null")
    assert gone == [(0,)]


def test_what_a_home_page_never_named_is_not_missing(weeks: Weeks) -> None:
    for week, posts in ((1, 29), (2, 30), (3, 30)):
        weeks.crawl(week, "windowed")
        assert weeks.listed("windowed") == posts
        assert week == 1 or weeks.asked("windowed").total() < 8


@pytest.mark.parametrize(
    ("name", "folder", "listed"), [("beside", "blog", 12), ("apart", "diary", 0), ("apart", "", 10)]
)
def test_a_home_page_in_a_folder_beside_its_posts(weeks: Weeks, name: str, folder: str, listed: int) -> None:
    seed = f"http://{name}.localhost:{weeks.port}/{folder}"
    options = CrawlOptions(seeds=(seed,), store=weeks.store, delay=0.0, progress=False, apart=True)
    crawl(options)
    assert weeks.listed(name) == listed


@pytest.mark.parametrize("name", ["anchored", "bracketed"])
def test_posts_that_are_named_in_another_spelling_are_not_read_each_week(weeks: Weeks, name: str) -> None:
    for week in (1, 2, 3):
        weeks.crawl(week, name)
        assert weeks.listed(name) == 8
        assert max(weeks.asked(name).values()) == 1, "asked for twice"
        assert weeks.asked(name).total() < (20 if week == 1 else 5)


@pytest.mark.parametrize("mapped", [False, True])
def test_links_to_known_posts_tell_that_posts_lead_on_only_where_lists_are_walked(mapped: bool) -> None:
    home, trail = "https://a.example/", Trail(on=True, mapped=mapped)
    paths = [f"{home}2020/01/walk-{one}/" for one in "abcde"]
    named = {hash(identity(url)) for url in paths[:-1]}
    found = [
        trail.follow(_post(url, before), Scene(home=home, prefix="a.example/"), named, frozenset())
        for url, before in pairwise(paths)
    ]
    assert [one.url for each in found for one in each] == paths[-1:]
    assert trail.leads is not mapped


def _post(url: str, before: str) -> Harvest:
    """The page of a post that links the one before it."""
    page = Page(url=url, page_kind=PageKind.POST, links=(Link(url=before, text="Older", rel=("prev",)),))
    return Harvest(task=Task(url=url, blog=1, role=Role.POST), url=url, state="done", page=page)
