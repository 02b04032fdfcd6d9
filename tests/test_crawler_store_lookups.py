"""What is asked for each answer and each blog finds its rows by an index, however long the tables are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import event

from crawler.harvest import Ask, Harvest, Role, Task, Way
from crawler.records import Discovered, Kind, Link, Linkback, Page, PageKind, Post
from crawler.store import Store, earlier, ledger, open_store, runs
from crawler.store.decisions import Limits, drain, settle
from crawler.store.planned import planned
from crawler.store.source_rows import ask_sources
from crawler.store.writes import Writer

HOME = "https://a.example/"
LONG = {"evidence", "ledger", "linkbacks", "links", "posts", "urls"}
ONCE = "AND posts.gone_run IS NULL LIMIT"
"""Asked once when a run begins, up to the first such post: whether any blog states no counts of linkbacks."""


def _crawl(store: Store, *, again: bool) -> None:
    """One run over one blog of three posts with comment pages; `again`: all pages are as they were."""
    run = runs.start_run(store, [HOME], {}, "0")
    ledger.add_blogs(store, run, [ledger.NewBlog(seed=HOME, home=HOME, prefix="a.example/")])
    (blog,) = ledger.open_blogs(store, run)
    writer = Writer(store, run)
    (home,) = ledger.waiting(store, blog, limit=5, but=(), discovery=True)
    ways = tuple(Way(name=name, found=3, complete=True) for name in ("feed", "sitemap"))
    found = _named(count=5 if again else 1)
    writer.write([Harvest(task=home, url=HOME, state="done", status=200, found=found, ways=ways)])
    settle(store, run, blog, Limits(max_posts=9))
    for _ in range(3):
        tasks = ledger.waiting(store, blog, limit=50, but=(), discovery=False)
        writer.write([_unchanged(task) if again else _read(task) for task in tasks])
        ask_sources(store, run, blog)
    writer.knows_all(blog, [f"{HOME}0/"])
    writer.holds_new(blog, [f"{HOME}0/"])
    writer.in_sitemap(blog, [f"{HOME}0/"])
    for look in (ledger.blog_row, ledger.has_posts, earlier.fruitless):
        look(store, blog)
    for told in (ledger.named_by_feed, earlier.feed_goes_back, earlier.reach_of_feed):
        told(store, run, blog)
    planned(store, run)
    drain(store, run, blog)
    runs.finish_run(store, run, "finished")


def _named(count: int) -> tuple[Discovered, ...]:
    named = [(n, way) for n in range(3) for way in ("feed", "sitemap")]
    zero = Discovered(url=f"{HOME}zero/", way="feed", count=0)
    return (zero, *(Discovered(url=f"{HOME}{n}/", way=way, count=count + n) for n, way in named))


def _unchanged(task: Task) -> Harvest:
    return Harvest(task=task, url=task.url, state="done", status=304, unchanged=True)


def _read(task: Task) -> Harvest:
    entries = (Linkback(kind=Kind.PINGBACK, source=f"https://s.example/{task.url}"),)
    links = (Link(url="https://z.example/"),)
    page = Page(url=task.url, page_kind=PageKind.POST, post=Post(title="T"), linkbacks=entries, links=links)
    done: dict[str, Any] = {"task": task, "url": task.url, "state": "done", "status": 200}
    if task.role is Role.POST:
        further = Ask(url=f"{task.url}comment-page-2/", role=Role.LISTING)
        return Harvest(**done, page=page, linkbacks=entries, asks=(further,))
    return Harvest(**done, linkbacks=entries if task.role is Role.LISTING else ())


def test_no_long_table_is_gone_through_for_an_answer_or_a_blog(tmp_path: Path) -> None:
    asked: dict[str, Any] = {}

    def keep(_: Any, __: Any, statement: str, values: Any, ___: Any, many: bool) -> None:
        asked.setdefault(statement, values[0] if many else values)

    with open_store(tmp_path / "s.db", create=True) as store:
        event.listen(store.engine, "before_cursor_execute", keep)
        _crawl(store, again=False)
        _crawl(store, again=True)
    plans = {s: v for s, v in asked.items() if s.startswith(("SELECT", "UPDATE", "DELETE", "INSERT"))}
    assert len(plans) > 60
    with closing(sqlite3.connect(tmp_path / "s.db")) as base:
        through = [
            (row[3], " ".join(statement.split()))
            for statement, values in plans.items()
            if ONCE not in " ".join(statement.split())
            for row in base.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            if row[3].startswith("SCAN") and row[3].split()[1] in LONG
        ]
    assert through == []


def test_what_a_page_that_is_as_it_was_shows_stays_listed(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.db", create=True) as store:
        _crawl(store, again=False)
        _crawl(store, again=True)
    query = "select p.url = l.listing, l.last_run, count(*) from linkbacks l join posts p on p.id = l.post"
    with closing(sqlite3.connect(tmp_path / "s.db")) as base:
        rows = base.execute(f"{query} group by 1, 2").fetchall()
    assert rows == [(0, 1, 3), (1, 2, 3)], "the comment pages were not asked again"
