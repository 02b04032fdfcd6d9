"""The same pair on a post's page and in a feed or pop-up is one linkback; what only they show is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crawler.harvest import Ask, Harvest, Role, Task
from crawler.records import Discovered, Kind, Linkback, Page, PageKind, Post
from crawler.store import Store, open_store, runs
from crawler.store.decisions import Limits, settle
from crawler.store.ledger import NewBlog, add_blogs, open_blogs, waiting
from crawler.store.schema import linkbacks, urls
from crawler.store.writes import Writer

HOME = "https://a.example/"
POST = f"{HOME}2006/post/"
FEED = f"{HOME}feed/rss2/comments/7#{POST}"
MORE = f"{POST}comment-page-2/"
ON_PAGE = (
    Linkback(kind=Kind.PINGBACK, source="http://www.b.example/x/", title="X"),
    Linkback(kind=Kind.TRACKBACK, title="Without a link", site="C"),
)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def _crawl(store: Store, page: tuple[Linkback, ...], further: dict[str, tuple[Linkback, ...]]) -> None:
    """A run in which the page lists `page`, and each further place what it lists; the feed is `elsewhere`."""
    run = runs.start_run(store, [HOME], {}, "0")
    add_blogs(store, run, [NewBlog(seed=HOME, home=HOME, prefix="a.example/")])
    (blog,) = open_blogs(store, run)
    writer = Writer(store, run)
    (task,) = waiting(store, blog, limit=5, but=(), discovery=True)
    found = (Discovered(url=POST, way="feed", post=Post(), count=run),)  # another count: it is read again
    writer.write([Harvest(task=task, url=HOME, state="done", status=200, found=found)])
    settle(store, run, blog, Limits(thorough=True))
    asks = tuple(Ask(url=url, role=_role(url), rank=-1.0) for url in further)
    (task,) = waiting(store, blog, limit=5, but=(), discovery=False)
    read = Page(url=POST, page_kind=PageKind.POST, post=Post(title="T"), linkbacks=page)
    writer.write([_answer(task, page=read, linkbacks=page, asks=asks)])
    tasks = waiting(store, blog, limit=5, but=(), discovery=False)
    assert {one.url for one in tasks} == set(further)
    writer.write([_answer(t, linkbacks=further[t.url], elsewhere=t.url == FEED) for t in tasks])
    runs.finish_run(store, run, "finished")


def _role(url: str) -> Role:
    return Role.COMMENT_FEED if url == FEED else Role.LISTING


def _answer(task: Task, **more: Any) -> Harvest:
    return Harvest(task=task, url=task.url.partition("#")[0], state="done", status=200, **more)


def _rows(store: Store) -> list[tuple[str | None, str | None, str, bool]]:
    """(source, title, kind, whether it is gone) of every row."""
    c = linkbacks.c
    wanted = select(urls.c.url, c.title, c.kind, c.gone_run).select_from(
        linkbacks.outerjoin(urls, c.source == urls.c.id)
    )
    with store.reading() as connection:
        rows = connection.execute(wanted.order_by(c.id)).all()
    return [(row.url, row.title, row.kind, row.gone_run is not None) for row in rows]


def _shown(store: Store) -> list[str | None]:
    return [source or title for source, title, _, gone in _rows(store) if not gone]


def test_a_pair_on_the_page_and_in_a_feed_is_one_row(store: Store) -> None:
    feed = (
        Linkback(kind=Kind.TRACKBACK, source="https://b.example/x", title="[ping] X", published="2006-03-14"),
        Linkback(kind=Kind.TRACKBACK, title="Without a link", site="C", published="2006-03-15"),
        Linkback(kind=Kind.TRACKBACK, source="https://d.example/", title="Only here"),
        Linkback(kind=Kind.PINGBACK, source="https://d.example/", title="Only here, again"),
    )
    for _ in range(2):
        _crawl(store, ON_PAGE, {FEED: feed})
        assert _rows(store) == [
            ("http://www.b.example/x/", "X", "pingback", False),
            (None, "Without a link", "trackback", False),
            ("https://d.example/", "Only here", "trackback", False),
            ("https://d.example/", "Only here, again", "pingback", False),
        ]


def test_the_same_source_on_two_comment_pages_stays_two_rows(store: Store) -> None:
    again = Linkback(kind=Kind.TRACKBACK, source="http://www.b.example/x/", title="X")
    _crawl(store, ON_PAGE, {MORE: (again,)})
    assert [row[0] for row in _rows(store)] == ["http://www.b.example/x/", None, "http://www.b.example/x/"]


def test_what_the_feed_alone_showed_moves_to_the_page_that_shows_it_now(store: Store) -> None:
    alone = Linkback(kind=Kind.TRACKBACK, source="https://d.example/", title="From the feed")
    _crawl(store, ON_PAGE, {FEED: (alone,)})
    assert _shown(store) == ["http://www.b.example/x/", "Without a link", "https://d.example/"]
    now = Linkback(kind=Kind.TRACKBACK, source="https://d.example/", title="On the page")
    _crawl(store, (*ON_PAGE, now), {FEED: (alone,)})
    assert [row[1] for row in _rows(store) if not row[3]] == ["X", "Without a link", "On the page"]


def test_what_the_page_shows_no_more_is_kept_while_the_feed_lists_it(store: Store) -> None:
    feed = (Linkback(kind=Kind.TRACKBACK, source="https://b.example/x", title="[ping] X"),)
    _crawl(store, ON_PAGE, {FEED: feed})
    _crawl(store, ON_PAGE[1:], {FEED: feed})
    assert _shown(store) == ["Without a link", "https://b.example/x"]
