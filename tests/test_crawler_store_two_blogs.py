"""Two blogs of one store: what is decided of one changes no row of the other, and does not hang on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crawler.harvest import Harvest, Way
from crawler.records import Discovered, Kind, Linkback, Page, PageKind, Post
from crawler.store import Store, open_store, runs
from crawler.store.decisions import Limits, drain, settle
from crawler.store.ledger import NewBlog, add_blogs, open_blogs, rearm_home, set_blog, waiting
from crawler.store.schema import blogs, ledger, linkbacks, posts, urls
from crawler.store.source_rows import ask_sources
from crawler.store.writes import Writer

HOMES = ("https://a.example/", "https://b.example/")
DATES = ("2020-01-01", "2026-02-02")
SOURCE = "https://s.example/1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def _begin(store: Store, homes: Sequence[str]) -> tuple[int, Writer, list[int]]:
    run = runs.start_run(store, homes, {}, "0")
    add_blogs(store, run, [NewBlog(seed=home, home=home, prefix=home[8:]) for home in homes])
    return run, Writer(store, run), open_blogs(store, run)


def _find(writer: Writer, store: Store, blog: int, date: str) -> None:
    """Sixty posts in sitemap and feed, fifty of them with a comment."""
    (task,) = waiting(store, blog, limit=5, but=(), discovery=True)
    named = [
        Discovered(
            url=f"{task.url}{n}/", way=way, modified=date, count=int(n < 50), post=Post(published=date)
        )
        for n in range(60)
        for way in ("sitemap", "feed")
    ]
    ways = tuple(Way(name=way, found=60, complete=True) for way in ("sitemap", "feed"))
    writer.write([Harvest(task=task, url=task.url, state="done", status=200, found=tuple(named), ways=ways)])


def _crawl(writer: Writer, store: Store, run: int, blog: int, limits: Limits) -> list[str]:
    """The posts that are read. Each one of the second blog lists something, also where it is said to have no
    comment."""
    settle(store, run, blog, limits)
    read = []
    while True:
        for task in waiting(store, blog, limit=500, but=(), discovery=False):
            read.append(task.url)
            listed = (Linkback(kind=Kind.PINGBACK, source=SOURCE),) if HOMES[1] in task.url else ()
            page = Page(url=task.url, page_kind=PageKind.POST, post=Post(title="T"), linkbacks=listed)
            done = Harvest(task=task, url=task.url, state="done", status=200, page=page, linkbacks=listed)
            writer.write([done])
        if drain(store, run, blog):
            return read


def _rows(store: Store, blog: int) -> list[list[tuple[Any, ...]]]:
    entries = select(linkbacks).join(posts, linkbacks.c.post == posts.c.id).where(posts.c.blog == blog)
    wanted = (
        select(blogs).where(blogs.c.id == blog),
        select(posts).where(posts.c.blog == blog).order_by(posts.c.id),
        select(ledger).where(ledger.c.blog == blog).order_by(ledger.c.url),
        entries.order_by(linkbacks.c.id),
    )
    with store.reading() as connection:
        return [[tuple(row) for row in connection.execute(one)] for one in wanted]


def _outcome(store: Store, blog: int) -> list[list[tuple[Any, ...]]]:
    """What became of a blog, without the numbers that a store gives its rows."""
    c, p = ledger.c, posts.c
    due = select(urls.c.url, c.role, c.state, c.reason, c.rank, c.run).join(urls, c.url == urls.c.id)
    read = select(urls.c.url, p.reading, p.count, p.in_feed, p.first_read).join(urls, p.url == urls.c.id)
    wanted = (
        select(blogs.c.state, blogs.c.inference, blogs.c.ways).where(blogs.c.id == blog),
        due.where(c.blog == blog).order_by(urls.c.url),
        read.where(p.blog == blog).order_by(urls.c.url),
    )
    with store.reading() as connection:
        return [[tuple(row) for row in connection.execute(one)] for one in wanted]


LIMITS = [Limits(), Limits(max_posts=3), Limits(thorough=True)]


@pytest.mark.parametrize("limits", LIMITS, ids=["no limit", "three posts", "thorough"])
@pytest.mark.parametrize("settled", [False, True], ids=["not settled", "settled"])
def test_what_is_done_for_a_blog_touches_no_other(store: Store, limits: Limits, settled: bool) -> None:
    for date in DATES:
        run, writer, (one, other) = _begin(store, HOMES)
        for blog in (one, other):
            _find(writer, store, blog, date)
        if settled:
            settle(store, run, other, limits)
        before = _rows(store, other)
        _crawl(writer, store, run, one, limits)
        ask_sources(store, run, one)
        set_blog(store, one, reason="said")
        rearm_home(store, run, one)
        assert _rows(store, other) == before
        _crawl(writer, store, run, other, limits)
        runs.finish_run(store, run, "finished")


@pytest.mark.parametrize("limits", LIMITS, ids=["no limit", "three posts", "thorough"])
@pytest.mark.parametrize("home", HOMES)
def test_a_blog_fares_beside_another_as_it_does_alone(home: str, limits: Limits, tmp_path: Path) -> None:
    found, read = [], []
    for homes in ((home,), HOMES):
        with open_store(tmp_path / f"{len(homes)}.db", create=True) as store:
            for date in DATES:
                run, writer, both = _begin(store, homes)
                for blog, its in zip(both, homes, strict=True):
                    # The other one's dates stay as they are.
                    _find(writer, store, blog, date if its == home else DATES[0])
                done = [_crawl(writer, store, run, blog, limits) for blog in both]
                read.append(done[homes.index(home)])
                runs.finish_run(store, run, "finished")
            found.append(_outcome(store, both[homes.index(home)]))
    assert found[0] == found[1]
    assert read[:2] == read[2:]


def test_an_answer_for_one_blog_is_none_for_another_that_lists_the_same_source(store: Store) -> None:
    run, writer, both = _begin(store, HOMES)
    for blog in both:
        _find(writer, store, blog, DATES[0])
        settle(store, run, blog, Limits(max_posts=1))
        (task,) = waiting(store, blog, limit=5, but=(), discovery=False)
        listed = (Linkback(kind=Kind.PINGBACK, source=SOURCE),)
        page = Page(url=task.url, page_kind=PageKind.POST, post=Post(title="T"), linkbacks=listed)
        done = Harvest(task=task, url=task.url, state="done", status=200, page=page, linkbacks=listed)
        writer.write([done])
        ask_sources(store, run, blog)
    asked = [waiting(store, blog, limit=5, but=(), discovery=False) for blog in both]
    assert [[one.url for one in tasks] for tasks in asked] == [[SOURCE], [SOURCE]]
    writer.write([Harvest(task=asked[0][0], url=SOURCE, state="done", status=200)])
    assert [len(waiting(store, blog, limit=5, but=(), discovery=False)) for blog in both] == [0, 1]
