"""Blogs whose posts only their own lists name: all are found, few lists are asked for, and not every week."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from made_weeks import Weeks, odd_blogs

from crawler.discovery import date_place, kind_of
from crawler.engine.walk import AHEAD, Walk
from crawler.harvest import Role, Task

POSTS = {
    "growing": 23,
    "two-pages": 15,
    "small": 14,
    "busy": 10,
    "still-front": 20,
    "weekly": 28,
    "cut-pages": 29,
}
LISTS = {
    "two-pages": 1,
    "cut-pages": 22,
    "cut-pages-with-tags": 9,
    "stray-next": 22,
    "numbered": 3,
    "turned-back": 9,
    "small": 2,
    "growing": 14,
    "recent-archive": 22,
    "featured": 21,
    "by-update": 30,
    "unfed": 30,
    "tagged": 8,
    "weekly": 7,
    "blog-below": 2,
    "busy": 1,
    "still-front": 11,
    "unformed": 2,
    "calendared": 21,
}
"""Lists that are asked for at first."""
WEEKLY = ("cut-pages", "two-pages", "small", "growing", "busy", "blog-below", "still-front")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with odd_blogs("listed_blogs.py") as port:
        yield port


@pytest.fixture
def weeks(port: int, tmp_path: Path) -> Weeks:
    return Weeks(port, tmp_path / "s.db")


def _lists(weeks: Weeks, name: str) -> list[str]:
    paths = weeks.asked(name).elements()
    beside = ("/", "/robots.txt", "/sitemap.xml", "/feed.xml")
    posts = ("post-no-", "?e=", "?p=")
    return [path for path in paths if not any(one in path for one in posts) and path not in beside]


def test_all_posts_are_found_by_few_lists(weeks: Weeks) -> None:
    weeks.crawl(1, *LISTS)
    assert {name: weeks.listed(name) for name in LISTS} == {name: POSTS.get(name, 30) for name in LISTS}
    assert {name: len(_lists(weeks, name)) for name in LISTS} == LISTS
    ways = dict(weeks.rows("select seed, ways from blogs"))
    found = {urlsplit(seed).netloc.partition(".")[0]: json.loads(way) for seed, way in ways.items()}
    named = {name: way["archive"]["found"] for name, way in found.items()}
    assert all(0 < number <= POSTS.get(name, 30) for name, number in named.items()), named
    assert all('"complete": true' in way.rpartition("archive")[2] for way in ways.values()), ways


def test_what_turns_for_ever_ends(weeks: Weeks) -> None:
    weeks.crawl(1, "turning")
    assert weeks.listed("turning") == 5
    assert 30 < len(_lists(weeks, "turning")) < 100


def test_lists_are_walked_again_when_there_is_reason(weeks: Weeks) -> None:
    weeks.crawl(1, *WEEKLY)
    walked = {}
    for week, days in ((2, 7), (3, 7), (4, 7), (5, 7)):
        weeks.crawl(week, *WEEKLY, days=days)
        walked[week] = {name for name in WEEKLY if _lists(weeks, name)}
        below = [path for path in _lists(weeks, "blog-below") if "page" in path]
        assert len(below) == (week in (3, 5)), (
            "the list is turned where it names a new post, or all are walked"
        )
        new = {"growing": 21 + 2 * week, "two-pages": 15, "small": 15 if week == 5 else 14, "busy": 30}
        new |= {"cut-pages": 30 if week == 5 else 29}
        new |= {"blog-below": 31 if week > 2 else 30, "still-front": 19 + week}
        assert {name: weeks.listed(name) for name in WEEKLY} == new
    # Without a feed the lists of all posts are looked at; and what is new must be led to.
    quiet = {"blog-below", "still-front"}
    assert walked == {2: quiet | {"busy"}, 3: quiet, 4: quiet, 5: {*WEEKLY} - {"busy"}}


def test_posts_of_other_hosts_in_a_sitemap_are_counted(
    weeks: Weeks, capfd: pytest.CaptureFixture[str]
) -> None:
    weeks.crawl(1, "mapped", "two-pages", days=30, verbose=True)
    assert weeks.problems("mapped") == {"skip outside_blog": 2}
    lines = capfd.readouterr().err.replace(f"localhost:{weeks.port}", "localhost").splitlines()
    home = "http://mapped.localhost/"
    assert {
        f"404 robots {home}robots.txt: read",
        f"200 home {home}: 1 more to ask",
        f"200 sitemap {home}sitemap.xml: 5 posts by sitemap, skip outside_blog",
        f"200 post {home}2004/05/post-no-4/: 1 linkback",
        "not asked archive http://two-pages.localhost/2004/02/: named_already",
        "404 sitemap http://two-pages.localhost/sitemap.xml: warning sitemap_http_404",
    } <= set(lines), lines
    weeks.crawl(1, "mapped")
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_a_home_page_that_links_nothing_is_told(weeks: Weeks, capfd: pytest.CaptureFixture[str]) -> None:
    weeks.crawl(1, "scripted")
    told = capfd.readouterr().err
    assert "found no posts, and its home page links nothing: does a script fill it in?" in told
    assert "is that the blog's home page?" not in told


@pytest.mark.parametrize("name", ["scripted", "unborn"])
def test_a_blog_without_posts_is_asked_about_once(
    capfd: pytest.CaptureFixture[str], weeks: Weeks, name: str
) -> None:
    told = []
    for seeds in ((name,), (name,), ("small",), (name, "small")):
        weeks.crawl(1, *seeds)
        told.append("found no posts" in capfd.readouterr().err)
        assert (name not in seeds) or weeks.problems(name)["warning no_posts"] == 1
    assert told == [True, False, False, False]


RANKS = {"list": 0.0, "pagination": 1.0002, "more": 1.5001, "date": 2.4, "category": 4.0001}


def _task(kind: str, rank: float | None = None) -> Task:
    here = RANKS[kind] if rank is None else rank
    return Task(url="http://a.example/x", blog=1, role=Role.ARCHIVE, rank=here - AHEAD)


@pytest.mark.parametrize(
    ("feed", "met", "kind", "over"),
    [
        ({1, 2}, ["date", "date"], "date", True),
        ({1, 2}, ["date"], "date", False),
        ({1, 2}, ["date", "date", "date new"], "date", False),
        (set(), ["date", "date"], "date", False),
        (set(), ["list", "date", "date"], "date", True),
        (set(), ["list", "category", "category", "category"], "category", True),
        ({1, 2, 3}, ["category", "category", "category"], "category", False),
        ({1, 2}, ["date new", "category"], "category", True),
        ({1, 2}, ["date new"], "category", False),
        ({1, 2}, ["date fed", "date fed"], "date", True),
        (set(), ["date fed", "date fed"], "date", False),
        (set(), ["list", "date", "category"], "category", True),
        (set(), ["list", "category"], "category", False),
        ({1, 2}, ["pagination", "date"], "date", True),
        ({1, 2}, ["pagination new", "more"], "more", True),
        ({1, 2}, ["pagination", "more"], "more", True),
        ({1, 2}, ["more"], "more", False),
        ({1, 2}, ["list", "pagination", "pagination"], "pagination", False),
        ({1, 2}, ["list"] * 9, "list", False),
        *((set(), [kind] * 5, kind, True) for kind in ("pagination", "more")),
        *((set(), [kind] * 4, kind, False) for kind in ("pagination", "more")),
        ({1, 2}, ["pagination", "pagination fed"] * 5, "pagination", False),
        (set(), ["pagination"] * 4 + ["pagination new"], "pagination", False),
        ({1, 2}, ["list all", "pagination"], "pagination", True),
        ({1, 2}, ["list all"], "pagination", False),
        ({1, 2}, ["list all", "pagination new"], "pagination", False),
        ({1, 2}, ["list all paged", "pagination"], "pagination", False),
        ({1, 2}, ["list ten", "pagination"], "pagination", False),
        ({1, 2, 99}, ["list all", "pagination"], "pagination", False),
        ({1, 2}, ["list all", "date"], "pagination", True),
        ({1, 2}, ["list ten", "date"], "pagination", True),
        ({1, 2}, ["list ten", "date new"], "pagination", False),
        ({1, 2}, ["list ten paged", "date"], "pagination", False),
        ({1, 2}, ["list", "date"], "pagination", False),
        ({1, 2}, ["list ten", "date"], "date", True),
        ({1, 2}, ["pagination new", "category"], "category", True),
        ({1, 2}, ["list all", "category"], "category", True),
        ({1, 2}, ["list ten", "category"], "category", False),
    ],
)
def test_what_is_passed_over(feed: set[int], met: list[str], kind: str, over: bool) -> None:
    assert _met(met, feed).passes_over(_task(kind)) is over


def _met(lists: list[str], feed: set[int], **facts: bool) -> Walk:
    """A walk that has met lists: each names a known post, and another that is new, or that the feed names."""
    walk = Walk(feed=frozenset(feed), **facts)
    beside = {"": set(), "new": {9}, "fed": {2}, "all": {2, 3, 4, 5, 6, 7}, "ten": {*range(2, 11)}}
    for one in lists:
        name, _, more = one.partition(" ")
        named, paged = {1, *beside[more.removesuffix(" paged")]}, more.endswith("paged")
        walk.met(_task(name), named, {1}, paged=paged)
    return walk


@pytest.mark.parametrize(
    ("page", "oldest", "month", "over"),
    [
        ("pagination", (2004, 3, 9), (2004, 3), True),
        ("pagination", (2004, 3, 0), (2004, 3), True),
        ("pagination", (2004, 2, 28), (2004, 3), True),
        ("pagination", (2004, 4, 1), (2004, 3), False),
        ("pagination", None, (2004, 3), False),
        ("pagination", (2004, 3, 9), (2004, 0), False),
        ("list", (2004, 3, 9), (2004, 3), False),
        ("category", (2004, 3, 9), (2004, 3), False),
    ],
)
def test_a_month_that_pages_have_reached_is_passed_over(
    page: str, oldest: tuple[int, int, int] | None, month: tuple[int, int], over: bool
) -> None:
    walk = Walk(feed=frozenset({1, 2}))
    walk.met(_task(page), {1, 9}, {1}, places={9: date_place(*oldest)} if oldest else {})
    assert walk.passes_over(_task("date", 2 + date_place(*month, 0))) is over


def test_the_oldest_month_tells_whether_a_list_was_cut() -> None:
    months = [_task("date", 2 + date_place(2004, month, 0)) for month in (3, 4)]
    tasks = [_task("pagination"), *months]
    assert _met(["list ten"], {1, 2}).in_turn(tasks, unstored=False) == months[:1]
    assert _met(["list ten"], {1, 2}).in_turn(tasks, unstored=True) == []
    for met in (["list"], ["list ten paged"], ["list all"], ["list ten", "date new"]):
        assert _met(met, {1, 2}).in_turn(tasks, unstored=False) == tasks[:1]
    assert _met(["list ten"], {1, 2}, whole=True).in_turn(tasks, unstored=False) == tasks[:1]


@pytest.mark.parametrize(
    ("facts", "turned", "over"),
    [
        ({}, False, True),
        ({"whole": True}, False, False),
        ({"whole": True}, True, False),
        ({"again": True}, False, False),
        ({"again": True}, True, True),
        ({"unordered": True}, False, False),
        ({"led": True}, False, True),
    ],
)
def test_when_no_list_is_passed_over(facts: dict[str, bool], turned: bool, over: bool) -> None:
    walk = _met(["date", "date", *["pagination"] * turned], {1, 2}, **facts)
    assert walk.passes_over(_task("date")) is over
    assert not walk.passes_over(replace(_task("date"), tries=1)), "it was asked for, and failed"
    assert not walk.passes_over(replace(_task("date"), role=Role.POST))


@pytest.mark.parametrize(
    ("ranks", "over"), [((2.4, 2.5), True), ((2.4, 2.4), False), ((1.9501, 1.9501, 2.4), True)]
)
def test_dates_of_which_it_is_not_known_which_is_first_are_all_walked(
    ranks: tuple[float, ...], over: bool
) -> None:
    walk = _met(["date", "date"], {1, 2})
    tasks = [_task("date", rank) for rank in ranks]
    assert walk.in_turn(tasks, unstored=False) == tasks
    assert walk.passes_over(_task("date")) is over


@pytest.mark.parametrize(
    ("date", "over"),
    [
        ((2004, 5, 0), False),
        ((2004, 6, 0), True),
        ((2004, 0, 0), False),
        ((2005, 0, 0), True),
        ((2003, 12, 0), False),
    ],
)
def test_months_that_the_feed_names_whole(date: tuple[int, int, int], over: bool) -> None:
    walk = Walk(feed=frozenset((1,)), reach=date_place(2004, 5, 31))
    assert walk.passes_over(_task("date", 2 + date_place(*date))) is over
    assert not walk.passes_over(_task("date", 1.9501)), "the second page of a month"


def test_one_look_will_do_where_posts_lead_to_those_before_them() -> None:
    assert _met(["date"], {1, 2}, led=True).passes_over(_task("date"))
    assert not _met(["date new"], {1, 2}, led=True).passes_over(_task("date"))


@pytest.mark.parametrize(
    ("facts", "kinds", "wait"),
    [
        ({}, ["date"] * 3, True),
        ({}, ["date"] * 2, False),
        ({}, ["category"] * 3, False),
        ({}, ["pagination"] * 3, False),
        ({"whole": True}, ["date"] * 3, False),
        ({"again": True}, ["date"] * 3, False),
        ({}, [], False),
    ],
)
def test_lists_of_dates_that_are_put_off(facts: dict[str, bool], kinds: list[str], wait: bool) -> None:
    assert Walk(**facts).may_wait([_task(kind) for kind in kinds]) is wait


def test_ranks_tell_kinds() -> None:
    assert [kind_of(rank) for rank in RANKS.values()] == list(RANKS)
    assert [kind_of(rank) for rank in (1.9501, 3.9501, 3.2)] == ["date", "category", "day"]


MONTHS = [_task("date", 2 + date_place(2004, month, 0)) for month in range(1, 8)]
PAGE = _task("pagination")


@pytest.mark.parametrize(
    ("facts", "tasks", "wait"),
    [
        ({}, [PAGE, *MONTHS], True),
        ({}, [PAGE, *MONTHS[:1]], True),
        ({}, [PAGE], False),
        ({}, [PAGE, _task("category")], False),
        ({}, [PAGE, _task("date", 2.95)], False),
        ({"reach": 0.1}, [PAGE, *MONTHS], False),
        ({"entire": True, "proven": True, "listed": True}, [PAGE, *MONTHS], False),
        ({"again": True}, [PAGE, *MONTHS], False),
        ({"whole": True}, [PAGE, *MONTHS], False),
    ],
)
def test_pages_that_are_put_off(facts: dict[str, Any], tasks: list[Task], wait: bool) -> None:
    walk = Walk(followed=True, **facts)
    assert walk.may_wait(walk.in_turn(tasks, unstored=False)) is wait
    # Until that is decided, no page is asked for ahead of what comes of answers.
    ahead = Walk(followed=True, **facts).in_turn(tasks, unstored=True)
    assert ahead == ([] if wait or "entire" in facts else [PAGE])


@pytest.mark.parametrize(
    ("named", "over", "left"),
    [
        ([{1}, {1}], True, [0, 4]),
        ([{1}, {9}], False, [0, 4]),
        ([{9}], False, [0]),
        ([set(), set()], False, [0, 1]),
    ],
    ids=["nothing new", "new in the middle", "new in the oldest", "empty months"],
)
def test_pages_are_not_turned_where_two_months_name_nothing_new(
    named: list[set[int]], over: bool, left: list[int]
) -> None:
    walk = Walk(feed=frozenset({1}), led=True)
    waiting, looked = list(MONTHS), []
    for posts in named:
        (month,) = walk.in_turn([PAGE, *waiting], unstored=False)
        assert not walk.passes_over(month)
        waiting.remove(month)
        looked.append(MONTHS.index(month))
        walk.met(month, posts, {1})
    assert looked == left
    assert walk.passes_over(PAGE) is over
    if not over and 9 in {one for posts in named for one in posts}:
        assert walk.in_turn([PAGE, *waiting], unstored=False) == [PAGE]


def test_lesser_lists_wait_for_answers_that_may_lead_to_better_ones() -> None:
    tasks = [_task("pagination"), _task("date")]
    walk = Walk()
    assert walk.in_turn(tasks, unstored=True) == tasks[:1]
    assert walk.in_turn(tasks[1:], unstored=True) == []
    assert walk.in_turn(tasks[1:], unstored=False) == tasks[1:]
    assert walk.in_turn([], unstored=False) == []


def test_dates_whose_order_is_not_known_are_all_looked_at() -> None:
    walk = Walk(feed=frozenset((1,)))
    weeks = [_task("date", 2.5) for _ in range(5)]
    assert walk.in_turn(weeks, unstored=False) == weeks
    for one in weeks[:3]:
        walk.met(one, {1}, {1})
    assert not walk.passes_over(weeks[3])
