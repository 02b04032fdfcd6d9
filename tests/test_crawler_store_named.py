"""What a page names is looked up however much it is: databases bound what one query may hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from crawler.harvest import Ask, Harvest, Role
from crawler.records import Discovered
from crawler.store import Store, open_store, runs
from crawler.store.ledger import NewBlog, add_blogs, open_blogs, waiting
from crawler.store.writes import Writer

HOME = "https://a.example/"
BOUND = 999
"""Parameters of a query, as older SQLite has it."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.db", create=True) as made:
        made.engine.dispose()
        event.listen(made.engine, "connect", _bounded)
        yield made


def _bounded(connection: Any, _: object) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, BOUND)


def _crawled(store: Store, *found: Discovered, asks: tuple[Ask, ...] = ()) -> tuple[Writer, int]:
    """A run whose home page names these posts; what was written, and the blog."""
    run = runs.start_run(store, [HOME], {}, "0")
    add_blogs(store, run, [NewBlog(seed=HOME, home=HOME, prefix="a.example/")])
    (blog,) = open_blogs(store, run)
    (task,) = waiting(store, blog, limit=5, but=(), discovery=True)
    writer = Writer(store, run)
    writer.write([Harvest(task=task, url=HOME, state="done", status=200, found=found, asks=asks)])
    runs.finish_run(store, run, "finished")
    return writer, blog


@pytest.mark.parametrize("number", [1, BOUND, 2 * BOUND + 1])
def test_as_many_posts_as_a_page_names(store: Store, number: int) -> None:
    named = [f"{HOME}{n}/" for n in range(number)]
    first, blog = _crawled(store, *(Discovered(url=url, way="sitemap") for url in named))
    assert first.in_sitemap(blog, named) == number
    assert first.in_sitemap(blog, [f"{HOME}other/"]) == 0
    assert not first.knows_all(blog, named), "this run was the first to meet them"
    second, blog = _crawled(store, Discovered(url=f"{HOME}new/", way="feed"))
    assert second.in_sitemap(blog, named) == 0, "an earlier run's sitemap named them"
    assert second.knows_all(blog, [*named, f"{HOME}new/"])
    assert not second.knows_all(blog, [*named, f"{HOME}other/"])
    assert not second.holds_new(blog, named)
    assert second.holds_new(blog, [*named, f"{HOME}new/"])
    third, blog = _crawled(store, *(Discovered(url=f"{HOME}{name}/", way="feed") for name in ("new", "last")))
    assert third.holds_new(blog, [f"{HOME}last/"]), "the other was named before"
    assert not third.holds_new(blog, [f"{HOME}new/"])


def test_what_is_no_post_or_named_by_other_ways_does_not_count(store: Store) -> None:
    mapped = (Discovered(url=f"{HOME}{name}/", way=way) for name, way in (("a", "sitemap"), ("b", "feed")))
    lists = Ask(url=f"{HOME}list/", role=Role.ARCHIVE)
    first, blog = _crawled(store, *mapped, asks=(lists,))
    assert first.holds_new(blog, [f"{HOME}b/"]), "the other is new in the sitemap alone"
    assert not first.holds_new(blog, [f"{HOME}a/"])
    (task,) = (one for one in waiting(store, blog, limit=5, but=(), discovery=True) if one.role is lists.role)
    first.write([Harvest(task=task, url=task.url, state="done", status=200)])
    second, blog = _crawled(store)
    assert second.knows_all(blog, [f"{HOME}a/", f"{HOME}b/"])
    assert not second.knows_all(blog, [f"{HOME}a/", lists.url])
