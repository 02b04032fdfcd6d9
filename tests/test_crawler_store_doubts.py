"""Pages that show nothing of a post which listed something are not believed at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_crawl import HOME, Crawl
from sqlalchemy import update

from crawler.harvest import Harvest, Role
from crawler.records import Discovered, Kind, Linkback, Page, PageKind, Post
from crawler.store import Store, open_store, runs
from crawler.store.schema import ledger, linkbacks, posts

PING = Linkback(kind=Kind.PINGBACK, source="https://s.example/1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def _week(store: Store, count: int | None, title: str | None = "A Post") -> Crawl:
    """A crawl of a blog that states a number of comments of its one post, which waits."""
    crawl = Crawl(store)
    crawl.home(Discovered(url=f"{HOME}p/", way="feed", count=count, post=Post(title=title)))
    return crawl


def _read(
    crawl: Crawl,
    *entries: Linkback,
    title: str | None,
    kind: PageKind = PageKind.POST,
    comments: int = 0,
    unended: bool = False,
) -> str | None:
    """The reason for which the post's page is not believed."""
    (task,) = crawl.tasks()
    page = Page(
        url=task.url, page_kind=kind, post=Post(title=title), linkbacks=entries, comments_count=comments
    )
    harvest = Harvest(
        task=task, url=task.url, state="done", status=200, page=page, linkbacks=entries, unended=unended
    )
    crawl.writer.write([harvest])
    with crawl.store.reading() as connection:
        row = connection.execute(ledger.select().where(ledger.c.url == task.url_id)).one()
    return str(row.reason) if row.state in ("failed", "skipped") else None


@pytest.mark.parametrize(
    ("shown", "title", "kind", "comments", "unended", "reason"),
    [
        ((), "A Post", PageKind.POST, 0, False, None),
        ((), " a  post", PageKind.POST, 0, False, None),
        ((), "A Post", PageKind.POST, 0, True, "cut_off"),
        ((), "A Post", PageKind.INDEX, 0, False, "other_page"),
        ((), "A Post: Blog", PageKind.POST, 0, False, "other_page"),
        ((), "Post", PageKind.POST, 0, True, "other_page"),
        ((), None, PageKind.POST, 0, False, "other_page"),
        ((), "Another", PageKind.POST, 1, True, None),
        ((PING,), "Another", PageKind.POST, 0, True, None),
    ],
)
def test_a_post_that_listed_something_and_shows_nothing(
    store: Store,
    shown: tuple[Linkback, ...],
    title: str | None,
    kind: PageKind,
    comments: int,
    unended: bool,
    reason: str | None,
) -> None:
    first = _week(store, 1)
    assert _read(first, PING, title="A Post") is None
    first.end()
    second = _week(store, 0)
    told = _read(second, *shown, title=title, kind=kind, comments=comments, unended=unended)
    assert told == reason
    assert second.all(linkbacks.c.gone_run) == [(None if reason or shown else 2,)]


@pytest.mark.parametrize(
    ("named", "lists", "kind", "title", "origin", "weeks"),
    [
        (False, True, PageKind.INDEX, None, "visible", ["other_page", "moved_away"]),
        (False, False, PageKind.INDEX, None, "visible", ["moved_away"]),
        (False, False, PageKind.INDEX, "The blog", "jsonld", ["moved_away"]),
        (True, False, PageKind.INDEX, None, "visible", [None]),
        (True, True, PageKind.INDEX, None, "visible", ["other_page", None]),
        (False, False, PageKind.INDEX, "A Post", "visible", [None]),
        (False, False, PageKind.INDEX, None, "feed", [None]),
        (False, False, PageKind.POST, "The blog", "visible", [None]),
        (False, False, PageKind.OTHER, None, "visible", [None]),
    ],
)
def test_a_post_that_is_named_no_more_and_shows_a_list_is_gone(
    store: Store,
    named: bool,
    lists: bool,
    kind: PageKind,
    title: str | None,
    origin: str,
    weeks: list[str | None],
) -> None:
    first = _week(store, None)
    (task,) = first.tasks()
    entries = (PING,) if lists else ()
    post = Post(title="A Post", origins=(("title", origin),))
    page = Page(url=task.url, page_kind=PageKind.POST, post=post, linkbacks=entries)
    read = Harvest(task=task, url=task.url, state="done", status=200, page=page, linkbacks=entries)
    first.writer.write([read])
    first.end()
    for reason in weeks:
        crawl = Crawl(store)
        crawl.home(*[Discovered(url=f"{HOME}p/", way="feed")] * named)
        with store.writing() as connection:
            due = {"state": "waiting", "run": crawl.run}
            connection.execute(update(ledger).where(ledger.c.url == task.url_id).values(**due))
        assert _read(crawl, title=title, kind=kind) == reason
        crawl.end()
    assert crawl.all(posts.c.gone_run) == [(crawl.run if weeks[-1] else None,)]


@pytest.mark.parametrize(
    ("reading", "title", "kind", "reason"),
    [
        ("inferred", None, PageKind.INDEX, "moved_away"),
        ("inferred", "Blog: A post", PageKind.INDEX, None),
        ("inferred", None, PageKind.POST, None),
        ("unread", None, PageKind.INDEX, None),
    ],
)
def test_an_inferred_post_that_is_named_no_more_and_shows_a_list_is_gone(
    store: Store, reading: str, title: str | None, kind: PageKind, reason: str | None
) -> None:
    first = _week(store, 0)
    with store.writing() as connection:
        connection.execute(update(posts).values(reading=reading))
    runs.finish_run(store, first.run, "finished")
    second = Crawl(store)
    with store.writing() as connection:
        due = {"state": "waiting", "run": second.run}
        connection.execute(update(ledger).where(ledger.c.role == Role.POST).values(**due))
    (task,) = (one for one in second.tasks() if one.role is Role.POST)
    page = Page(url=task.url, page_kind=kind, post=Post(title=title))
    second.writer.write([Harvest(task=task, url=task.url, state="done", status=200, page=page)])
    assert [told for told, role in second.all(ledger.c.reason, ledger.c.role) if role == Role.POST] == [
        reason
    ]
    assert first.all(posts.c.gone_run) == [(second.run if reason else None,)]


def test_what_shows_the_same_twice_is_believed(store: Store) -> None:
    first = _week(store, 1)
    _read(first, PING, title="A Post")
    first.end()
    for reason, gone in (("other_page", None), (None, 3)):
        crawl = _week(store, 0)
        assert _read(crawl, title="Name for sale") == reason
        assert crawl.all(linkbacks.c.gone_run) == [(gone,)]
        crawl.end()


def test_a_post_that_listed_nothing_may_change_its_title(store: Store) -> None:
    first = _week(store, 2)
    assert _read(first, title="A Post", comments=2) is None
    first.end()
    second = _week(store, 0)
    assert _read(second, title="Another", unended=True) is None
    assert second.all(posts.c.title) == [("Another",)]


@pytest.mark.parametrize(
    ("count", "stated", "title", "unended", "reason"),
    [
        (2, "A Post", "A Post", False, None),
        (2, "A Post", "Blog » A post!", True, None),
        (2, "A Post (with notes)", "A post", False, None),
        (2, None, "Name for sale", False, None),
        (2, "A Post", "Name for sale", False, "other_page"),
        (2, "A Post", "…", False, "other_page"),
        (2, "A Post", None, False, "other_page"),
        (None, "A Post", "Name for sale", False, None),
    ],
)
def test_a_post_that_was_not_read_yet_is_titled_as_its_blog_says(
    store: Store, count: int | None, stated: str | None, title: str | None, unended: bool, reason: str | None
) -> None:
    assert _read(_week(store, count, stated), title=title, unended=unended) == reason
