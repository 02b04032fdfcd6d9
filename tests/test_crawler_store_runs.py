"""Runs: which goes on, and what is kept of those that ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_crawl import HOME, Crawl
from sqlalchemy import select, update

from crawler.errors import StoreError
from crawler.harvest import Ask, Event, Harvest, Role
from crawler.records import Discovered, Page, PageKind, Post
from crawler.store import Store, open_store, runs
from crawler.store import ledger as ledger_of
from crawler.store.schema import SAME_BLOG, aliases, blogs, ledger, posts
from crawler.store.schema import runs as all_runs
from crawler.store.states import state_of


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def test_a_run_that_was_broken_off_goes_on_and_a_finished_one_does_not(store: Store) -> None:
    first = runs.start_run(store, ["b", "a"], {}, "0")
    assert runs.start_run(store, ["a", "b"], {}, "0") == first
    assert runs.start_run(store, ["c"], {}, "0") == first + 1
    runs.finish_run(store, first + 1, "finished")
    assert runs.start_run(store, ["c"], {}, "0") == first + 2


def test_a_run_that_goes_on_has_the_settings_of_its_last_process(store: Store) -> None:
    run = runs.start_run(store, [HOME], {"delay": 1}, "0")
    runs.finish_run(store, run, "interrupted")
    runs.start_run(store, [HOME], {"delay": 2}, "1")
    (told,) = runs.manifests(store)
    assert (told["settings"], told["version"]) == ({"delay": 2}, "1")
    assert (told["state"], told["finished"]) == ("running", None)


def test_the_manifest_of_a_run_keeps_what_became_of_its_blogs(store: Store) -> None:
    first = Crawl(store)
    first.home()
    first.end()
    left = runs.manifests(store)[0]["blogs"]
    Crawl(store)
    before, now = runs.manifests(store)
    assert [(one["seed"], one["state"]) for one in left] == [(HOME, "finished")]
    assert before["blogs"] == left
    assert [one["state"] for one in now["blogs"]] == ["queued"]


@pytest.mark.parametrize(
    ("started", "answered", "goes_on"),
    [(0, None, True), (4, None, True), (5, None, False), (30, 4, True), (30, 5, False)],
)
def test_a_run_that_was_broken_off_long_ago_does_not_go_on(
    store: Store, started: int, answered: int | None, goes_on: bool
) -> None:
    crawl = Crawl(store)
    if answered is not None:
        crawl.home()
    day = 86_400
    with store.writing() as connection:
        connection.execute(update(all_runs).values(started=all_runs.c.started - started * day))
        connection.execute(update(ledger).values(fetched=ledger.c.fetched - (answered or 0) * day))
    assert (runs.start_run(store, [HOME], {}, "0") == crawl.run) is goes_on


def test_the_manifest_of_a_run_counts_its_own_events(store: Store) -> None:
    for run in (1, 2):
        assert runs.start_run(store, [HOME], {}, "0") == run
        for _ in range(run):
            event = Event(what="skip", reason="private_address", example=f"http://10.0.0.{run}/", count=3)
            runs.note(store, run, event)
        runs.count(store, run, {"requests": run})
        runs.count(store, run, {"requests": 10, "told": 1})
        runs.finish_run(store, run, "finished")
    told = [(one["counts"], one["events"]) for one in runs.manifests(store)]
    about = {"blog": None, "what": "skip", "reason": "private_address"}
    assert told == [
        ({"requests": 11, "told": 1}, [{**about, "count": 3, "example": "http://10.0.0.1/"}]),
        ({"requests": 12, "told": 1}, [{**about, "count": 6, "example": "http://10.0.0.2/"}]),
    ]


def test_what_answers_bring_is_counted_by_role_state_and_reason(store: Store) -> None:
    crawl = Crawl(store)
    crawl.home(*(Discovered(url=f"{HOME}{n}/", way="feed") for n in range(5)))
    tasks = [replace(task, tries=number) for number, task in enumerate(crawl.tasks())]
    page = Page(url=tasks[0].url, page_kind=PageKind.POST, post=Post(title="T"))
    more: list[dict[str, Any]] = [
        {"state": "done", "status": 200, "page": page},
        {"state": "done", "status": 304, "unchanged": True},
        {"state": "failed", "status": 500, "reason": "http_500"},
        {"state": "skipped", "reason": "robots", "fetched": False},
        {"state": "skipped", "reason": "content_type"},
    ]
    crawl.writer.write(
        [Harvest(task=task, url=task.url, **one) for task, one in zip(tasks, more, strict=True)],
        [(None, Event(what="trap", reason="calendar", example="x"))],
    )
    (told,) = runs.manifests(store)
    assert told["counts"] == {
        "entries_read": 0,
        "failed_http_500": 1,
        "pages_of_posts": 1,
        "posts_named": 5,
        "posts_unchanged": 1,
        "requests": 1 + (1 + 2 + 3 + 5) + 3,  # home; tries and answers; tries alone
        "requests_home": 1,
        "requests_post": 5,
        "skipped_content_type": 1,
        "skipped_robots": 1,
    }
    assert [(one["blog"], one["what"], one["reason"], one["example"]) for one in told["events"]] == [
        (None, "trap", "calendar", "x"),
        (HOME, "error", "http_500", tasks[2].url),
        (HOME, "skip", "content_type", tasks[4].url),
        (HOME, "skip", "robots", tasks[3].url),
    ]
    state = state_of(store)
    assert [(one.what, one.reason, one.count, one.blogs, one.example) for one in state.problems] == [
        ("error", "http_500", 1, 1, tasks[2].url),
        ("skip", "content_type", 1, 1, tasks[4].url),
        ("skip", "robots", 1, 1, tasks[3].url),
        ("trap", "calendar", 1, 0, "x"),
    ]
    (blog,) = state.blogs
    assert (blog.posts, blog.read, blog.inferred, blog.gone, blog.failed, blog.waiting) == (5, 1, 0, 0, 1, 0)
    assert (blog.unread, state.left, state.runs[0].requests) == (4, 0, 15)


_FAILED = update(ledger).where(ledger.c.status == 500)
_GONE = update(posts).where(posts.c.url.in_(select(ledger.c.url).where(ledger.c.status == 500)))
_READ = update(posts).where(posts.c.reading == "read")


@pytest.mark.parametrize(
    ("changes", "posts_and_unread", "failed", "waiting", "gone"),
    [
        ([], (3, 2), 1, 1, 0),
        ([_FAILED.values(role="listing")], (3, 2), 1, 1, 0),
        ([_FAILED.values(role="source")], (3, 2), 0, 1, 0),
        ([_FAILED.values(role="source", state="waiting")], (3, 2), 0, 2, 0),
        ([_FAILED.values(state="waiting")], (3, 2), 0, 2, 0),
        ([_FAILED.values(state="skipped")], (3, 2), 0, 1, 0),
        ([update(blogs).values(last_run=2)], (3, 2), 0, 1, 0),
        ([_GONE.values(gone_run=1)], (2, 1), 0, 1, 1),
        ([_GONE.values(gone_run=1), update(aliases).values(how="redirect")], (2, 1), 0, 1, 0),
        ([_GONE.values(gone_run=1), _FAILED.values(state="waiting")], (2, 1), 0, 2, 1),
        ([_READ.values(gone_run=1)], (2, 2), 1, 1, 1),
        ([_READ.values(reading="inferred")], (3, 2), 1, 1, 0),
    ],
)
def test_what_status_calls_failed_waiting_and_gone(
    store: Store,
    changes: list[Any],
    posts_and_unread: tuple[int, int],
    failed: int,
    waiting: int,
    gone: int,
) -> None:
    crawl = Crawl(store)
    crawl.home(*(Discovered(url=f"{HOME}{n}/", way="feed") for n in range(3)))
    task, other, _ = crawl.tasks()
    crawl.writer.write([Harvest(task=task, url=task.url, state="failed", status=500, reason="http_500")])
    crawl.read(other)
    with store.writing() as connection:
        alias = {"url": task.url_id, "target": other.url_id, "how": "moved", "last_run": 1}
        connection.execute(aliases.insert(), [alias])
        for change in changes:
            connection.execute(change)
    state = state_of(store)
    (blog,) = state.blogs
    assert (blog.posts, blog.unread) == posts_and_unread
    assert (blog.failed, blog.waiting, blog.gone, state.left) == (failed, waiting, gone, waiting)


def test_status_tells_runs_and_blogs_in_their_order_and_problems_of_the_last_run(store: Store) -> None:
    first = Crawl(store)
    runs.note(store, first.run, Event(what="trap", reason="calendar", example="x"))
    ways = {"sitemap": {"found": 2}, "feed": {"found": 1}, "rest": {"found": 0}, "archive": {}}
    robots = {"crawl_delay": 2.0, "applied_delay": 3.0}
    ledger_of.set_blog(store, first.blog, state="finished", ways=ways, robots=robots)
    runs.finish_run(store, first.run, "finished")
    homes = [f"https://{name}.example/" for name in "zb"]
    run = runs.start_run(store, homes, {}, "0")
    new = [ledger_of.NewBlog(seed=home, home=home, prefix=f"{home[8:]}") for home in homes]
    ledger_of.add_blogs(store, run, new)
    state = state_of(store)
    assert [(one.run, one.seeds, one.requests) for one in state.runs] == [(1, 1, 0), (2, 2, 0)]
    assert [one.home for one in state.blogs] == [HOME, *homes]
    assert state.problems == ()
    blog = state.blogs[0]
    assert (blog.ways, blog.crawl_delay, blog.applied_delay) == ("feed, sitemap", 2.0, 3.0)
    assert runs.seeds_of(store, 1) == [HOME]
    assert runs.seeds_of(store, 2) == homes


def test_what_became_of_the_blogs_of_a_crawl_is_summed_up(store: Store) -> None:
    became: dict[str, tuple[int, str, str | None]] = {
        "empty": (0, "finished", None),
        "failed": (0, "failed", "cannot be crawled: no answer"),
        "cited-failed": (1, "failed", "cannot be crawled: no answer"),
        "silent": (0, "stopped", "silent.example does not answer any more"),
        "busy": (0, "stopped", "busy.example asks to wait 2 hours"),
        "cited-busy": (1, "stopped", "cited-busy.example asks to wait 2 hours"),
        "long": (0, "stopped", "time limit"),
        "going": (0, "crawling", "busy.example asks to wait 2 hours"),
        "twin": (0, "stopped", f"{SAME_BLOG} as another"),
    }
    run = runs.start_run(store, [*became], {}, "0")
    homes = {f"https://{name}.example/": hops for name, (hops, _, _) in became.items()}
    new = [ledger_of.NewBlog(seed=h, home=h, prefix=h[8:], hops=hops) for h, hops in homes.items()]
    ledger_of.add_blogs(store, run, new)
    with store.writing() as connection:
        connection.execute(update(ledger).where(ledger.c.blog == 1).values(state="done"))
    for blog, (_, state, reason) in enumerate(became.values(), 1):
        ledger_of.set_blog(store, blog, state=state, reason=reason)
    assert ledger_of.totals(store, run) == {
        "run": run,
        "state": "running",
        "blogs": 8,
        "failed": 2,
        "failed_seeds": 1,
        "lost_seeds": 2,
        "empty": 1,
        "posts": 0,
        "linkbacks": 0,
        "requests": 0,
        "left": 8,
    }
    assert ledger_of.open_blogs(store, run) == [8]
    assert ledger_of.waiting_posts(store, run) == (8, 1)
    assert ledger_of.waiting_posts(store, run + 1) == (0, 0)


def test_only_the_last_run_goes_on(store: Store) -> None:
    """What is said of a run that goes on is said of no other one."""
    runs.start_run(store, [HOME], {"delay": 1}, "0")
    runs.finish_run(store, 1, "finished")
    for delay in (2, 3):
        runs.start_run(store, [HOME], {"delay": delay}, "0")
    told = [(one["settings"]["delay"], one["state"]) for one in runs.manifests(store)]
    assert told == [(1, "finished"), (3, "running")]


def test_a_run_that_never_ended_is_interrupted_when_another_begins(store: Store) -> None:
    runs.start_run(store, [HOME], {}, "0")
    runs.start_run(store, ["https://other.example/"], {}, "0")
    assert [one["state"] for one in runs.manifests(store)] == ["interrupted", "running"]


def test_what_failed_in_an_earlier_run_is_no_failure_of_this_one(store: Store) -> None:
    first = Crawl(store)
    ledger_of.set_blog(store, first.blog, state="failed", reason="cannot be crawled: no answer")
    runs.finish_run(store, first.run, "finished")
    assert ledger_of.totals(store, first.run)["failed_seeds"] == 1
    other = runs.start_run(store, ["https://other.example/"], {}, "0")
    totals = ledger_of.totals(store, other)
    assert (totals["blogs"], totals["failed_seeds"], totals["requests"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("status", "refused", "broken"),
    [
        (401, 401, False),
        (403, 403, False),
        (404, 404, False),
        (410, 410, False),
        (200, None, False),
        (429, None, False),
        (500, None, True),
        (503, None, True),
        (None, None, False),
    ],
)
def test_a_way_that_was_refused_lately_says_so_when_it_is_asked_for_again(
    store: Store, status: int | None, refused: int | None, broken: bool
) -> None:
    feed = Ask(url=f"{HOME}feed/", role=Role.FEED)
    for run in (1, 2):
        crawl = Crawl(store)
        assert crawl.run == run
        (home,) = crawl.tasks(discovery=True)
        crawl.writer.write([Harvest(task=home, url=HOME, state="done", status=200, asks=(feed,))])
        (task,) = crawl.tasks(discovery=True)
        if run == 1:
            state = "done" if status == 200 else "failed"
            crawl.writer.write([Harvest(task=task, url=task.url, state=state, status=status)])
            runs.finish_run(store, run, "finished")
    assert (task.url, task.refused, task.broken) == (feed.url, refused, broken)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda lock: lock.mkdir(), "unable to open database file"),
        (lambda lock: lock.write_text("some text\n" * 500), "file is not a database"),
    ],
)
def test_a_lock_that_cannot_be_taken_is_one_line(
    store: Store, make: Callable[[Path], object], why: str
) -> None:
    assert store.path is not None
    make(Path(f"{store.path}.crawling"))
    with pytest.raises(StoreError, match=rf"\.crawling, cannot be written: {why}\.$"), runs.crawling(store):
        pass
