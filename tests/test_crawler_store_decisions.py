"""Which posts wait once discovery is through, and what is said of a blog when nothing waits any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_crawl import HOME, Crawl
from sqlalchemy import update

from crawler.harvest import Ask, Harvest, Role, Way
from crawler.records import Discovered, Kind, Linkback, Post
from crawler.store import Store, open_store, runs
from crawler.store.decisions import Limits, drain, settle
from crawler.store.schema import blogs, events, posts
from crawler.store.schema import runs as all_runs
from crawler.store.states import state_of

PING = Linkback(kind=Kind.PINGBACK, source="https://s.example/1")
FOUND = Way(name="archive", found=1, complete=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def _named(name: str, way: str = "feed", **more: Any) -> Discovered:
    return Discovered(url=f"{HOME}{name}/", way=way, **{"count": 1, **more})


def _found(crawl: Crawl, named: list[Discovered], ways: list[Way], **limits: int) -> list[str]:
    """What waits once these posts were named by these ways."""
    (home,) = crawl.tasks(discovery=True)
    told = Harvest(task=home, url=HOME, state="done", status=200, found=tuple(named), ways=tuple(ways))
    crawl.writer.write([told])
    settle(crawl.store, crawl.run, crawl.blog, Limits(**limits))
    return [task.url.removeprefix(HOME).rstrip("/") for task in crawl.tasks()]


def _read_all(store: Store, *named: Discovered) -> None:
    crawl = Crawl(store)
    _found(crawl, [*named], [])
    for task in crawl.tasks():
        crawl.read(task)
    crawl.end()


@pytest.mark.parametrize(
    ("once", "ways", "waits"),
    [
        ("feed", [FOUND], True),
        ("feed", [], False),
        ("feed", [Way(name="archive", found=1, complete=False)], False),
        ("feed", [Way(name="archive", found=0, complete=True)], False),
        ("feed", [Way(name="archive", found=1, kept=True)], False),
        ("sitemap", [FOUND], True),
        ("sitemap", [FOUND, Way(name="sitemap", complete=False)], False),
        ("feed", [FOUND, Way(name="sitemap", complete=False)], True),
        ("sitemap", [FOUND, Way(name="rest", complete=False)], True),
        ("sitemap", [FOUND, Way(name="sitemap", found=1, complete=True)], True),
        ("rest", [FOUND, Way(name="rest", complete=False)], False),
        ("rest", [FOUND, Way(name="sitemap", complete=False)], True),
        ("rest", [Way(name="sitemap", found=1, complete=True), Way(name="rest", complete=False)], True),
    ],
)
def test_a_post_that_is_named_no_more_is_looked_for_where_a_way_should_have_named_it(
    store: Store, once: str, ways: list[Way], waits: bool
) -> None:
    _read_all(store, _named("a"), _named("b", once, modified="2004-01-01"))
    assert _found(Crawl(store), [_named("a")], ways) == ["b"] * waits


@pytest.mark.parametrize(
    ("once", "way", "again"),
    [
        ("sitemap", "sitemap", False),
        ("feed", "feed", False),
        ("feed", "sitemap", False),
        ("sitemap", "archive", True),
        ("archive", "sitemap", True),
        ("rest", "rest", True),
    ],
)
def test_a_post_that_is_there_though_it_is_named_no_more_is_looked_for_once(
    store: Store, once: str, way: str, again: bool
) -> None:
    ways = [Way(name=way, found=1, complete=True)]
    _read_all(store, _named("a"), _named("b", once, modified="2004-01-01"))
    for waits in (True, again, again):
        crawl = Crawl(store)
        assert _found(crawl, [_named("a")], ways) == ["b"] * waits
        for task in crawl.tasks():
            crawl.read(task)
        crawl.end()


@pytest.mark.parametrize(
    ("ways", "waits"), [([FOUND], False), ([FOUND, Way(name="pages", found=1, complete=True)], True)]
)
def test_pages_that_were_not_asked_for_are_not_missing(store: Store, ways: list[Way], waits: bool) -> None:
    _read_all(store, _named("a"), _named("about", "rest", type="page"))
    assert _found(Crawl(store), [_named("a")], ways) == ["about"] * waits


@pytest.mark.parametrize(
    ("ways", "walked"),
    [
        ([FOUND], True),
        ([Way(name="archive", found=1, complete=False)], False),
        ([Way(name="archive", kept=True)], False),
        ([Way(name="feed", found=1, complete=True)], False),
    ],
)
def test_when_its_lists_were_walked_is_kept(store: Store, ways: list[Way], walked: bool) -> None:
    crawl = Crawl(store)
    _found(crawl, [_named("a")], ways)
    ((when,),) = crawl.all(blogs.c.walked)
    assert (when is not None and when > 1_000_000_000) is walked


def _drained(crawl: Crawl, shown: dict[str, tuple[Linkback, ...]]) -> None:
    while not drain(crawl.store, crawl.run, crawl.blog):
        for task in crawl.tasks():
            crawl.read(task, *shown.get(task.url.removeprefix(HOME).rstrip("/"), ()))


@pytest.mark.parametrize(
    ("days", "ways", "stand"),
    [
        ((7,), ["rest"], True),
        ((7, 7), ["counts"], True),
        ((7, 19), ["rest"], True),
        ((7, 21), ["rest"], False),
        ((60,), ["rest"], True),
        ((60, 30), ["rest"], False),
        ((7,), ["sitemap"], False),
    ],
)
def test_numbers_stand_for_a_month_while_the_feeds_of_wordpress_fail(
    store: Store, days: tuple[int, ...], ways: list[str], stand: bool
) -> None:
    first = Crawl(store)
    _found(first, [_named(f"{n}", count=0) for n in range(12)], [])
    _drained(first, {})
    runs.finish_run(store, first.run, "finished")
    assert first.all(posts.c.reading).count(("inferred",)) == 7
    failed = [Way(name=way, complete=False) for way in ways]
    for passed in days:
        with store.writing() as connection:
            older = {"started": all_runs.c.started - passed * 86_400}
            connection.execute(update(all_runs).values(**older))
        crawl = Crawl(store)
        waiting = _found(crawl, [], failed)
        runs.finish_run(store, crawl.run, "finished")
    assert len(waiting) == (0 if stand else 7)


@pytest.mark.parametrize(
    ("platform", "read"),
    [(None, 5), ("wordpress", 5), ("elementor", 5), ("blogger", 12), ("serendipity", 12), ("typepad", 12)],
)
def test_software_that_counts_comments_alone_says_nothing_of_linkbacks(
    store: Store, platform: str | None, read: int
) -> None:
    crawl = Crawl(store)
    with store.writing() as connection:
        connection.execute(update(blogs).values(platform=platform))
    _found(crawl, [_named(f"z{n}", count=0) for n in range(12)], [])
    for task in crawl.tasks():
        crawl.read(task)
    _drained(crawl, {})
    assert crawl.all(posts.c.reading).count(("read",)) == read


@pytest.mark.parametrize(
    ("blog", "waits"),
    [
        ({"platform": None}, False),
        ({"inference": "holds", "platform": "wordpress"}, False),
        ({"inference": "broken", "platform": "wordpress"}, True),
        ({"platform": "serendipity"}, True),
    ],
)
def test_counts_that_say_nothing_of_linkbacks_make_no_post_wait_longer(
    store: Store, blog: dict[str, str | None], waits: bool
) -> None:
    post = replace(_named("a"), post=Post(published="2015-01-01"))
    _read_all(store, post)
    with store.writing() as connection:
        connection.execute(update(blogs).values(**blog))
        connection.execute(update(posts).values(fetched=posts.c.fetched - 70 * 86_400))
    assert _found(Crawl(store), [post], []) == ["a"] * waits


def test_the_rule_is_held_against_posts_as_they_are_listed_now(store: Store) -> None:
    """Not against pages, which no feed counts, nor what a post listed once."""
    other = Linkback(kind=Kind.PINGBACK, source="https://s.example/2")
    zeros = [_named(f"z{n}", count=0) for n in range(12)]
    about = _named("about", "rest", type="page", count=0)
    for count, shown in ((2, (PING, other)), (1, (PING,))):
        crawl = Crawl(store)
        waits = _found(crawl, [*zeros, about, _named("p", count=count)], [])
        assert {"about", "p"} <= {*waits}
        pages = {"about": shown, "p": shown}
        for task in crawl.tasks():
            crawl.read(task, *pages.get(task.url.removeprefix(HOME).rstrip("/"), ()))
        _drained(crawl, pages)
        crawl.end()
        assert crawl.all(blogs.c.inference) == [("holds",)]


def test_what_the_limits_leave_out_is_not_inferred(store: Store) -> None:
    crawl = Crawl(store)
    _found(crawl, [_named(f"z{n}", count=0) for n in range(12)], [], max_posts=8)
    _drained(crawl, {})
    found = [reading for (reading,) in crawl.all(posts.c.reading)]
    assert [found.count(one) for one in ("read", "inferred", "unread")] == [5, 3, 4]
    assert crawl.all(events.c.reason, events.c.count) == [("max_posts", 4)]


@pytest.mark.parametrize(("status", "failed", "gone"), [(410, 0, 1), (404, 1, 0), (500, 1, 0)])
def test_a_post_that_is_gone_is_counted_as_gone_and_not_as_failed(
    store: Store, status: int, failed: int, gone: int
) -> None:
    _read_all(store, _named("a"))
    crawl = Crawl(store)
    _found(crawl, [_named("a", count=2)], [])
    (task,) = crawl.tasks()
    crawl.writer.write(
        [Harvest(task=task, url=task.url, state="failed", reason=f"http_{status}", status=status)]
    )
    _drained(crawl, {})
    (blog,) = state_of(store).blogs
    assert (blog.failed, blog.gone, blog.posts) == (failed, gone, 1 - gone)


def test_what_robots_txt_forbids_of_a_blog_is_counted_without_its_sources(store: Store) -> None:
    crawl = Crawl(store)
    _found(crawl, [_named(name) for name in "abcd"], [])
    a, b, c, d = crawl.tasks()
    source = Ask(url="https://s.example/1", role=Role.SOURCE)
    crawl.read(a, PING, asks=(source,))
    (asked,) = (task for task in crawl.tasks() if task.role is Role.SOURCE)
    for task, reason in ((b, "robots"), (c, "private_address"), (asked, "robots"), (d, "robots")):
        crawl.writer.write([Harvest(task=task, url=task.url, state="skipped", reason=reason, fetched=False)])
    _drained(crawl, {})
    assert [dict(robots)["disallowed"] for (robots,) in crawl.all(blogs.c.robots)] == [2]
