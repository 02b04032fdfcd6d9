"""Runs of the crawl: start or go on, counters, end, and the manifest."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, func, select, update

from crawler.errors import StoreError
from crawler.harvest import Event
from crawler.store.opening import Store
from crawler.store.schema import blogs, events, ledger, runs

_ADVISORY = 7_261_930
_LOCK_WAIT = 5.0
BROKEN_OFF_FOR = 5 * 86_400
"""Seconds after the last answer from which a broken-off run is not gone on with: it is time for the next one,
which looks at the blogs that it was through with as well."""


@contextmanager
def crawling(store: Store) -> Iterator[None]:
    """Hold the store for one crawl; StoreError at once (after a few seconds) where another crawl holds it.

    The lock is the database's own, so it goes away with the process that holds it, also after a kill.
    """
    if store.path is not None:
        # By links, one store has many names.
        with _file_lock(store.path.resolve()):
            yield
    elif store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            if not connection.execute(select(func.pg_try_advisory_lock(_ADVISORY))).scalar():
                raise _held(store.name)
            connection.commit()  # the lock is the session's; a transaction of hours would keep old rows alive
            yield
    else:
        yield


def start_run(store: Store, seeds: Sequence[str], settings: Mapping[str, Any], version: str) -> int:
    """The run to crawl in: the last one if it was broken off lately with the same seeds, else a new one."""
    with store.writing() as connection:
        last = connection.execute(select(runs).order_by(runs.c.id.desc()).limit(1)).first()
        if last is not None and _goes_on(connection, last, seeds):
            change = {"state": "running", "finished": None, "settings": dict(settings), "version": version}
            connection.execute(update(runs).where(runs.c.id == last.id).values(**change))
            return int(last.id)
        connection.execute(update(runs).where(runs.c.state == "running").values(state="interrupted"))
        if last is not None:
            became = {"blogs": _blog_states(connection, last.id)}
            connection.execute(update(runs).where(runs.c.id == last.id).values(**became))
        key = last.id + 1 if last is not None else 1
        row = {"id": key, "started": int(time.time()), "state": "running", "version": version}
        connection.execute(
            runs.insert(), [{**row, "seeds": list(seeds), "settings": dict(settings), "counts": {}}]
        )
        # Late: all that finds posts is loaded with it, which those who only read of runs do not need.
        from crawler.store.citations import mark_cited

        mark_cited(connection, key)
        return int(key)


def _goes_on(connection: Connection, last: Row[Any], seeds: Sequence[str]) -> bool:
    if last.state == "finished" or sorted(last.seeds) != sorted(seeds):
        return False
    answered: int = connection.execute(select(func.max(ledger.c.fetched))).scalar_one() or 0
    started: int = last.started
    return time.time() - max(started, answered) < BROKEN_OFF_FOR


def seeds_of(store: Store, run: int) -> list[str]:
    """The seeds of a run as the user wrote them."""
    with store.reading() as connection:
        return list(connection.execute(select(runs.c.seeds).where(runs.c.id == run)).scalar_one())


def finish_run(store: Store, run: int, state: str) -> None:
    """Set the end of a run; `state` is finished or interrupted."""
    with store.writing() as connection:
        connection.execute(
            update(runs).where(runs.c.id == run).values(state=state, finished=int(time.time()))
        )


def add_counts(connection: Connection, run: int, more: Mapping[str, int]) -> None:
    """Add to the named counters of a run."""
    old = connection.execute(select(runs.c.counts).where(runs.c.id == run)).scalar_one()
    total = Counter(old)
    total.update(more)
    connection.execute(update(runs).where(runs.c.id == run).values(counts=dict(sorted(total.items()))))


def add_events(
    connection: Connection, run: int, seen: Mapping[tuple[int | None, str, str], tuple[int, str]]
) -> None:
    """Add counts of named events; keys are (blog, what, reason), values (count, first example)."""
    for (blog, what, reason), (count, example) in seen.items():
        same = (
            (events.c.run == run)
            & (events.c.blog == blog)  # which is "IS NULL" for None
            & (events.c.what == what)
            & (events.c.reason == reason)
        )
        changed = connection.execute(update(events).where(same).values(count=events.c.count + count))
        if not changed.rowcount:
            row = {"run": run, "blog": blog, "what": what, "reason": reason}
            connection.execute(events.insert(), [{**row, "count": count, "example": example}])


def count(store: Store, run: int, more: Mapping[str, int]) -> None:
    """Add to the named counters of a run, beside any answer."""
    with store.writing() as connection:
        add_counts(connection, run, more)


def note(store: Store, run: int, event: Event) -> None:
    """Count an event that belongs to no blog and no answer."""
    with store.writing() as connection:
        add_events(connection, run, {(None, event.what, event.reason): (event.count, event.example)})


def manifests(store: Store) -> list[dict[str, Any]]:
    """All runs, first to last, ready for JSON: version, settings, seeds, robots decisions, counts, skips.

    What became of each blog, and of its robots.txt, is as the run left it; in stores made before version 6
    only where no later run looked at the blog.
    """
    with store.reading() as connection:
        return [
            {**row, "blogs": _blogs_of(connection, row), "events": _events(connection, row["id"])}
            for row in connection.execute(select(runs).order_by(runs.c.id)).mappings().all()
        ]


def _blogs_of(connection: Connection, run: RowMapping) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] | None = run["blogs"]
    return _blog_states(connection, run["id"]) if kept is None else kept


def _blog_states(connection: Connection, run: int) -> list[dict[str, Any]]:
    wanted = select(
        blogs.c.seed,
        blogs.c.prefix,
        blogs.c.moved_from,
        blogs.c.state,
        blogs.c.reason,
        blogs.c.ways,
        blogs.c.robots,
        blogs.c.inference,
        blogs.c.hops,
    )
    found = connection.execute(wanted.where(blogs.c.last_run == run).order_by(blogs.c.id))
    return [dict(row) for row in found.mappings()]


def _events(connection: Connection, run: int) -> list[dict[str, Any]]:
    wanted = select(
        blogs.c.seed.label("blog"), events.c.what, events.c.reason, events.c.count, events.c.example
    )
    joined = wanted.select_from(events.outerjoin(blogs, events.c.blog == blogs.c.id))
    ordered = joined.where(events.c.run == run).order_by(events.c.blog, events.c.what, events.c.reason)
    return [dict(row) for row in connection.execute(ordered).mappings()]


def _held(name: str) -> StoreError:
    return StoreError(f"The store {name} is in use by another crawl: wait for it, or name another store.")


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    with ExitStack() as held:
        try:
            lock = sqlite3.connect(f"{path}.crawling", timeout=_LOCK_WAIT, isolation_level=None)
            held.callback(lock.close)
            lock.execute("PRAGMA journal_mode=MEMORY")
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as exc:
            if "locked" in str(exc):
                raise _held(str(path)) from exc
            raise StoreError(f"The lock of the store, {path}.crawling, cannot be written: {exc}.") from exc
        yield
