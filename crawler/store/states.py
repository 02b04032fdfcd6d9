"""What `trackgraph status` shows: runs, blogs, what is left, and errors and skips by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from crawler.harvest import Role
from crawler.store.former import superseded
from crawler.store.opening import Store
from crawler.store.schema import aliases, blogs, events, ledger, posts, runs, urls


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """One run. `started` and `finished` are Unix seconds; `requests` its number of requests."""

    run: int
    started: int
    finished: int | None
    state: str
    seeds: int
    requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogState:
    """One blog: posts known, read, inferred (each once, wherever it stood), and gone beside them; URLs of any
    kind that wait, or that failed in its last run (gone posts are none of these).

    `ways` names what found its posts; `hops` is 0 for a blog that the user named.
    """

    home: str
    state: str
    reason: str | None
    posts: int
    read: int
    inferred: int
    waiting: int
    failed: int
    ways: str
    inference: str
    crawl_delay: float | None
    applied_delay: float | None
    gone: int = 0
    hops: int = 0

    @property
    def unread(self) -> int:
        """Posts of which nothing is known: they wait, failed, or were left out."""
        return self.posts - self.read - self.inferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A named skip, error, warning or trap of the last run: over all blogs, with the first example."""

    what: str
    reason: str
    count: int
    blogs: int
    example: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreState:
    """A store at one moment. `left`: URLs that wait, over all blogs."""

    name: str
    runs: tuple[RunState, ...]
    blogs: tuple[BlogState, ...]
    problems: tuple[Problem, ...]
    left: int


def state_of(store: Store) -> StoreState:
    """The state of a store; empty where nothing was crawled yet."""
    with store.reading() as connection:
        found = _runs(connection)
        told = _blogs(connection)
        problems = _problems(connection, found[-1].run) if found else ()
    left = sum(one.waiting for one in told)
    return StoreState(name=store.name, runs=found, blogs=told, problems=problems, left=left)


def _runs(connection: Connection) -> tuple[RunState, ...]:
    return tuple(
        RunState(
            run=row.id,
            started=row.started,
            finished=row.finished,
            state=row.state,
            seeds=len(row.seeds),
            requests=row.counts.get("requests", 0),
        )
        for row in connection.execute(select(runs).order_by(runs.c.id))
    )


def _blogs(connection: Connection) -> tuple[BlogState, ...]:
    known = _numbers(
        connection,
        select(posts.c.blog, posts.c.reading, func.count())
        .where(posts.c.gone_run.is_(None))
        .group_by(posts.c.blog, posts.c.reading),
    )
    for blog, reading in superseded(connection).values():
        known[blog][reading] -= 1
    renamed = select(aliases.c.url).where(aliases.c.how == "redirect")
    gone = _numbers(
        connection,
        select(posts.c.blog, posts.c.type, func.count())
        .where(posts.c.gone_run.is_not(None), posts.c.url.not_in(renamed))
        .group_by(posts.c.blog, posts.c.type),
    )
    rows = _numbers(
        connection,
        # A source that cannot be read is no failure of the blog that lists it, nor is what failed once.
        select(ledger.c.blog, ledger.c.state, func.count())
        .join(blogs, ledger.c.blog == blogs.c.id)
        .outerjoin(posts, (posts.c.url == ledger.c.url) & posts.c.gone_run.is_not(None))
        .where((ledger.c.state != "failed") | posts.c.id.is_(None))
        .where((ledger.c.role != Role.SOURCE) | (ledger.c.state == "waiting"))
        .where((ledger.c.state != "failed") | (ledger.c.run == blogs.c.last_run))
        .group_by(ledger.c.blog, ledger.c.state),
    )
    found = connection.execute(
        select(blogs, urls.c.url.label("address")).join(urls, blogs.c.home == urls.c.id).order_by(blogs.c.id)
    )
    return tuple(
        _blog(row, known.get(row.id, {}), rows.get(row.id, {}), sum(gone.get(row.id, {}).values()))
        for row in found
    )


def _blog(row: Row[Any], known: dict[str, int], rows: dict[str, int], gone: int) -> BlogState:
    fact = row._mapping
    return BlogState(
        home=fact["address"],
        state=fact["state"],
        reason=fact["reason"],
        posts=sum(known.values()),
        read=known.get("read", 0),
        inferred=known.get("inferred", 0),
        waiting=rows.get("waiting", 0),
        failed=rows.get("failed", 0),
        ways=", ".join(sorted(name for name, way in fact["ways"].items() if way.get("found"))),
        inference=fact["inference"],
        crawl_delay=fact["robots"].get("crawl_delay"),
        applied_delay=fact["robots"].get("applied_delay"),
        gone=gone,
        hops=fact["hops"],
    )


def _numbers(connection: Connection, wanted: Select[int, str, int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for key, name, number in connection.execute(wanted):
        found.setdefault(key, {})[name] = number
    return found


def _problems(connection: Connection, run: int) -> tuple[Problem, ...]:
    c = events.c
    wanted = select(
        c.what,
        c.reason,
        func.sum(c.count).label("number"),
        func.count(func.distinct(c.blog)).label("blogs"),
        func.min(c.example).label("example"),
    )
    grouped = (
        wanted.where(c.run == run)
        .group_by(c.what, c.reason)
        .order_by(c.what, func.sum(c.count).desc(), c.reason)
    )
    return tuple(
        Problem(what=r.what, reason=r.reason, count=r.number, blogs=r.blogs, example=r.example)
        for r in connection.execute(grouped)
    )
