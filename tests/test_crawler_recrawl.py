"""What a second run believes of what a blog says of itself: dates that are none, ways that failed before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from crawler.discovery import Scene, start
from crawler.harvest import Ask, Harvest, Role, Task, Way
from crawler.records import Discovered, Page, PageKind, Post
from crawler.seeds import prefix_of
from crawler.store import Store, open_store, runs
from crawler.store.blog_rows import owner_of_posts
from crawler.store.citations import CITED
from crawler.store.decisions import MANY_REDATED, Limits, drain, settle
from crawler.store.ledger import (
    NewBlog,
    add_blogs,
    blog_row,
    has_posts,
    open_blogs,
    waiting,
)
from crawler.store.schema import events, ledger, posts, urls
from crawler.store.writes import Writer

HOME = "https://a.example/"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def _dated(number: int, date: str, way: str = "sitemap") -> Discovered:
    published = Post(published="2001-01-01", modified=date)
    return Discovered(url=f"{HOME}{number}/", way=way, modified=date, post=published)


class Run:
    """A run over one blog, by hand."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.run = runs.start_run(store, [HOME], {}, "0")
        add_blogs(store, self.run, [NewBlog(seed=HOME, home=HOME, prefix="a.example/")])
        (self.blog,) = open_blogs(store, self.run)
        self.writer = Writer(store, self.run)

    def find(self, *found: Discovered, way: str = "sitemap", window: int | None = None) -> list[Task]:
        """The home page and a way are read; the tasks that are decided on."""
        (task,) = waiting(self.store, self.blog, limit=5, but=(), discovery=True)
        ways = (Way(name=way, found=len(found), complete=True, window=window),)
        done = Harvest(task=task, url=HOME, state="done", status=200, found=found, ways=ways)
        self.writer.write([done])
        settle(self.store, self.run, self.blog, Limits())
        return waiting(self.store, self.blog, limit=500, but=(), discovery=False)

    def read(self, tasks: list[Task]) -> None:
        for task in tasks:
            page = Page(url=task.url, page_kind=PageKind.POST, post=Post(title="T"))
            marks = {"etag": '"1"', "last_modified": "Fri"}
            self.writer.write(
                [Harvest(task=task, url=task.url, state="done", status=200, page=page, **marks)]
            )
        runs.finish_run(self.store, self.run, "finished")


def _events(store: Store) -> list[tuple[str, int]]:
    with store.reading() as connection:
        rows = connection.execute(select(events.c.reason, events.c.count).where(events.c.what == "warning"))
        return [(row.reason, row.count) for row in rows]


@pytest.mark.parametrize(
    ("posts", "redated", "read", "doubted"),
    [
        (MANY_REDATED, MANY_REDATED, 0, True),
        (MANY_REDATED + 5, MANY_REDATED, 0, True),
        (MANY_REDATED * 2, MANY_REDATED, MANY_REDATED, False),
        (MANY_REDATED - 1, MANY_REDATED - 1, MANY_REDATED - 1, False),
        (MANY_REDATED, 0, 0, False),
    ],
    ids=["all", "nearly all", "half", "few posts", "none"],
)
def test_a_sitemap_that_dates_nearly_all_posts_anew_is_not_believed(
    store: Store, posts: int, redated: int, read: int, doubted: bool
) -> None:
    first = Run(store)
    first.read(first.find(*(_dated(n, "2020-01-01") for n in range(posts))))
    second = Run(store)
    tasks = second.find(*(_dated(n, "2026-02-02" if n < redated else "2020-01-01") for n in range(posts)))
    assert len(tasks) == read
    whole = [task.etag is None and task.last_modified is None for task in tasks]
    assert all(whole), "a page that is said to have changed is asked for whole"
    assert _events(store) == ([("redated", redated)] if doubted else [])


def test_other_dates_of_new_posts_are_no_change(store: Store) -> None:
    first = Run(store)
    first.read(first.find(_dated(0, "2020-01-01")))
    second = Run(store)
    tasks = second.find(*(_dated(n, "2020-01-01") for n in range(MANY_REDATED + 1)))
    assert len(tasks) == MANY_REDATED
    assert _events(store) == []


@pytest.mark.parametrize(("count", "read"), [(None, [f"{HOME}1/"]), (3, [])])
def test_a_post_that_others_began_to_cite_is_read_once_more(
    store: Store, count: int | None, read: list[str]
) -> None:
    named = [replace(_dated(n, "2020-01-01"), count=count) for n in range(2)]
    first = Run(store)
    first.read(first.find(*named))
    mine = ledger.c.url.in_(select(urls.c.id).where(urls.c.url == f"{HOME}1/"))
    with store.writing() as connection:
        connection.execute(update(ledger).where(mine).values(reason=CITED))
    second = Run(store)
    tasks = second.find(*named)
    assert [task.url for task in tasks] == read
    second.read(tasks)
    assert Run(store).find(*named) == []


def test_a_way_that_found_nothing_names_no_post_as_missing(store: Store) -> None:
    first = Run(store)
    first.read(first.find(_dated(0, "2020-01-01")))
    assert Run(store).find(way="archive") == []


def test_a_way_that_found_others_does(store: Store) -> None:
    first = Run(store)
    first.read(first.find(_dated(0, "2020-01-01"), _dated(1, "2020-01-01")))
    assert [task.url for task in Run(store).find(_dated(0, "2020-01-01"))] == [f"{HOME}1/"]


def test_a_blog_counts_as_crawled_before_when_posts_were_read(store: Store) -> None:
    first = Run(store)
    (home,) = waiting(store, first.blog, limit=5, but=(), discovery=True)
    first.writer.write([Harvest(task=home, url=HOME, state="failed", reason="dns")])
    runs.finish_run(store, first.run, "finished")
    second = Run(store)
    assert not blog_row(store, second.blog).again, "it could not be reached"
    second.read(second.find(_dated(0, "2020-01-01")))
    assert not blog_row(store, second.blog).again
    third = Run(store)
    assert blog_row(store, third.blog).again
    assert waiting(store, third.blog, limit=5, but=(), discovery=True)[0].role is Role.HOME


def _named(store: Store, way: str) -> dict[str, int | None]:
    with store.reading() as connection:
        rows = connection.execute(
            select(urls.c.url, posts.c[f"in_{way}"]).join(urls, posts.c.url == urls.c.id)
        )
        return {url.removeprefix(HOME): named for url, named in rows}


@pytest.mark.parametrize("way", ["feed", "sitemap"])
@pytest.mark.parametrize(
    ("older_page", "still"), [("", 0), ("page=2", 1), ("orderby=comment_count%20ID&order=DESC#49", 0)]
)
def test_a_post_that_fell_out_of_a_way_is_in_it_no_more(
    store: Store, way: str, older_page: str, still: int
) -> None:
    first = Run(store)
    tasks = first.find(_dated(0, "2020-01-01", way), _dated(1, "2020-01-01", way), way=way)
    if older_page:
        ask = Ask(url=f"{HOME}{way}?{older_page}", role=Role(way))
        first.writer.write([Harvest(task=tasks[0], url=tasks[0].url, state="done", status=200, asks=(ask,))])
        (older,) = waiting(store, first.blog, limit=5, but=(), discovery=True)
        first.writer.write([Harvest(task=older, url=older.url, state="done", status=200)])
    first.read(tasks)
    drain(store, first.run, first.blog)
    assert _named(store, way) == {"0/": 1, "1/": 1}
    second = Run(store)
    second.read(second.find(_dated(1, "2020-01-01", way), _dated(2, "2020-01-01", way), way=way))
    drain(store, second.run, second.blog)
    # An older page that this run did not read may name it still; the feed by counts says nothing of it.
    assert _named(store, way) == {"0/": still, "1/": 1, "2/": 1}


def test_a_post_that_only_its_date_put_into_the_feed_is_in_it_where_the_feed_names_it(store: Store) -> None:
    first = Run(store)
    first.read(first.find(_dated(0, "2020-01-01", "archive"), way="archive", window=1))
    drain(store, first.run, first.blog)
    assert _named(store, "feed") == {"0/": 1}
    second = Run(store)
    second.read(second.find(_dated(1, "2020-01-01", "feed"), way="feed"))
    drain(store, second.run, second.blog)
    assert _named(store, "feed") == {"0/": 0, "1/": 1}


def test_only_posts_that_rest_names_have_no_comments_where_the_feed_by_counts_is_silent(store: Store) -> None:
    first = Run(store)
    (home,) = waiting(store, first.blog, limit=5, but=(), discovery=True)
    found = (_dated(0, "2020-01-01", "rest"), _dated(1, "2020-01-01"))
    ways = tuple(Way(name=name, found=1, complete=True) for name in ("rest", "sitemap", "counts"))
    first.writer.write([Harvest(task=home, url=HOME, state="done", status=200, found=found, ways=ways)])
    settle(store, first.run, first.blog, Limits())
    tasks = waiting(store, first.blog, limit=5, but=(), discovery=False)
    assert [task.url for task in tasks] == [f"{HOME}1/"]
    first.read(tasks)
    assert blog_row(store, Run(store).blog).beyond_rest


@pytest.mark.parametrize(
    ("again", "beyond_rest", "ways"),
    [(False, False, ["rest", "sitemap"]), (True, False, ["rest"]), (True, True, ["rest", "sitemap"])],
)
def test_a_second_run_asks_the_sitemap_where_it_knows_more_than_rest(
    again: bool, beyond_rest: bool, ways: list[str]
) -> None:
    page = Page(url=HOME, rest=f"{HOME}wp-json/")
    scene = Scene(home=HOME, prefix="a.example/", platform="wordpress", again=again, beyond_rest=beyond_rest)
    assert [one.way for one in start(page, scene)] == ways


def test_a_sitemap_that_names_what_rest_names_is_not_asked_again(store: Store) -> None:
    first = Run(store)
    first.read(first.find(_dated(0, "2020-01-01", "sitemap"), _dated(0, "2020-01-01", "rest")))
    row = blog_row(store, Run(store).blog)
    assert (row.again, row.beyond_rest) == (True, False)


@pytest.mark.parametrize(
    ("days", "found", "again"),
    [
        (0, _dated(0, "2020-01-01"), False),
        (29, _dated(0, "2020-01-01"), False),
        (31, _dated(0, "2020-01-01"), True),
        (0, _dated(0, "2026-02-02"), True),
        (0, _dated(0, "2020-01-01", "feed"), True),
    ],
    ids=["at once", "a month", "later", "another date", "a feed"],
)
def test_a_page_of_a_sitemap_that_is_no_post_is_not_read_in_each_run(
    store: Store, days: int, found: Discovered, again: bool
) -> None:
    first = Run(store)
    page = Page(url=f"{HOME}0/", page_kind=PageKind.INDEX)
    for task in first.find(Discovered(url=f"{HOME}0/", way="sitemap", modified="2020-01-01")):
        read = Harvest(task=task, url=task.url, state="done", status=200, page=page, etag='"1"')
        first.writer.write([read])
    first.read([])
    with store.writing() as connection:
        connection.execute(update(ledger).values(fetched=ledger.c.fetched - days * 86_400))
    tasks = Run(store).find(found)
    assert [(task.url, task.etag) for task in tasks] == ([(f"{HOME}0/", None)] if again else [])
    with store.reading() as connection:
        assert bool(connection.execute(select(posts.c.id)).all()) is again


@pytest.mark.parametrize("way", ["feed", "sitemap"])
def test_a_way_that_was_not_read_names_what_it_named(store: Store, way: str) -> None:
    first = Run(store)
    first.read(first.find(_dated(0, "2020-01-01", way), way=way))
    drain(store, first.run, first.blog)
    second = Run(store)
    second.read(second.find(_dated(1, "2020-01-01", "archive"), way="archive"))
    drain(store, second.run, second.blog)
    assert _named(store, way) == {"0/": 1, "1/": None}


def _moved(task: Task, to: str) -> Harvest:
    page = Page(url=to, page_kind=PageKind.POST, post=Post(title="T"))
    return Harvest(task=replace(task, url=to, via=(task.url,)), url=to, state="done", status=200, page=page)


@pytest.mark.parametrize("to", [f"{HOME}0", f"{HOME}renamed/"], ids=["same page", "other name"])
def test_a_post_that_was_redirected_is_asked_for_at_its_new_address(store: Store, to: str) -> None:
    first = Run(store)
    (task,) = first.find(_dated(0, "2020-01-01"))
    first.writer.write([_moved(task, to)])
    first.read([])
    second = Run(store)
    assert second.find(_dated(0, "2020-01-01")) == [], "nothing changed"
    second.read([])
    third = Run(store)
    (again,) = third.find(_dated(0, "2026-02-02"))
    assert again.url == to
    third.read([again])
    with store.reading() as connection:
        rows = connection.execute(select(posts.c.gone_run, posts.c.last_run)).all()
    assert [tuple(row) for row in rows] == [(None, 3)], "one post, confirmed by its old address"


def test_posts_that_were_redirected_to_one_are_one(store: Store) -> None:
    first = Run(store)
    for task in first.find(_dated(0, "2020-01-01"), _dated(1, "2020-01-01")):
        first.writer.write([_moved(task, f"{HOME}both/")])
    first.read([])
    assert Run(store).find(_dated(0, "2020-01-01"), _dated(1, "2020-01-01")) == []


@pytest.mark.parametrize(
    ("spelling", "blogs"),
    [
        ("http://www.a.example/", 1),
        ("http://a.example/", 1),
        ("https://a.example/b/", 2),
        ("https://b.example/", 2),
    ],
)
def test_a_blog_of_an_earlier_run_is_known_in_whatever_spelling(
    store: Store, spelling: str, blogs: int
) -> None:
    first = Run(store)
    first.read(first.find(_dated(0, "2020-01-01")))
    run = runs.start_run(store, [spelling], {}, "0")
    add_blogs(store, run, [NewBlog(seed=spelling, home=spelling, prefix=prefix_of(spelling))])
    (known,) = open_blogs(store, run)
    assert (blog_row(store, known).home == HOME) == (blogs == 1)


def test_posts_with_0_are_candidates_for_a_check_once(store: Store) -> None:
    def crawl(many: int) -> set[str]:
        run, asked = Run(store), set()
        found = (replace(_dated(n, "2020-01-01", "rest"), count=0) for n in range(many))
        tasks = run.find(*found, way="rest")
        while tasks:
            run.read(tasks)
            asked |= {task.url for task in tasks}
            drain(store, run.run, run.blog)
            tasks = waiting(store, run.blog, limit=500, but=(), discovery=False)
        assert drain(store, run.run, run.blog)
        runs.finish_run(store, run.run, "finished")
        return asked

    first = crawl(90)
    assert len(first) >= 90 // 30
    assert crawl(90) == set()
    later = crawl(150)
    assert len(later) == 60 // 30
    assert not later & {f"{HOME}{n}/" for n in range(90)}


@pytest.mark.parametrize(
    ("asked", "state", "days", "known"),
    [
        ("pages", "done", 0, True),
        ("pages", "done", 29, True),
        ("pages", "done", 31, False),
        ("pages", "failed", 0, False),
        ("posts", "done", 0, False),
        (None, "done", 0, False),
    ],
)
def test_pages_of_wordpress_are_asked_for_again_after_a_month(
    store: Store, asked: str | None, state: str, days: int, known: bool
) -> None:
    first = Run(store)
    (home,) = waiting(store, first.blog, limit=5, but=(), discovery=True)
    asks = (Ask(url=f"{HOME}wp-json/wp/v2/{asked}?per_page=100", role=Role.REST),) if asked else ()
    first.writer.write([Harvest(task=home, url=HOME, state="done", status=200, asks=asks)])
    for task in waiting(store, first.blog, limit=5, but=(), discovery=True):
        first.writer.write([Harvest(task=task, url=task.url, state=state)])
    with store.writing() as connection:
        connection.execute(update(ledger).values(fetched=ledger.c.fetched - days * 86_400))
    assert blog_row(store, first.blog).knows_pages is known


@pytest.mark.parametrize(("ways", "read"), [(("rest",), 0), (("rest", "pages"), 1)])
def test_a_page_that_was_not_asked_for_is_not_looked_for(
    store: Store, ways: tuple[str, ...], read: int
) -> None:
    page = replace(_dated(0, "2020-01-01", "rest"), type="page")
    post = _dated(1, "2020-01-01", "rest")
    first = Run(store)
    first.read(first.find(page, post, way="rest"))
    drain(store, first.run, first.blog)
    second = Run(store)
    (home,) = waiting(store, second.blog, limit=5, but=(), discovery=True)
    found = tuple(Way(name=name, found=1, complete=True) for name in ways)
    second.writer.write([Harvest(task=home, url=HOME, state="done", status=200, found=(post,), ways=found)])
    settle(store, second.run, second.blog, Limits())
    assert len(waiting(store, second.blog, limit=5, but=(), discovery=False)) == read


def test_posts_below_two_seeds_belong_to_the_one_that_named_them_first(store: Store) -> None:
    below = f"{HOME}kids/"
    run = runs.start_run(store, [HOME, below], {}, "0")
    add_blogs(store, run, [NewBlog(seed=one, home=one, prefix=one[8:]) for one in (HOME, below)])
    writer, (first, second) = Writer(store, run), open_blogs(store, run)
    found = (Discovered(url=f"{below}1/", way="archive", post=Post()),)
    for blog in (first, second):
        (task,) = waiting(store, blog, limit=5, but=(), discovery=True)
        writer.write([Harvest(task=task, url=task.url, state="done", status=200, found=found)])
    assert [has_posts(store, blog) for blog in (first, second)] == [True, False]
    assert [owner_of_posts(store, blog) for blog in (first, second)] == [None, HOME]
