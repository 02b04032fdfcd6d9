"""Answers become rows: all that a batch of them brought, and the ledger's word, in one transaction."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    func,
    literal,
    select,
    update,
)

from crawler.harvest import EXTRAS, Event, Harvest, Role, Task
from crawler.store import blog_rows, linkback_rows, page_rows, source_rows
from crawler.store.addresses import Known, UrlIds
from crawler.store.doubts import doubted
from crawler.store.opening import Store
from crawler.store.post_rows import NO_POST, Context, known_as, store_found
from crawler.store.runs import add_counts, add_events
from crawler.store.schema import ledger
from crawler.store.schema import posts as all_posts
from crawler.store.statements import ask_for, chunks, execute_many, upsert_selected

Loose = tuple[int | None, Event]
"""An event that belongs to no answer, with its blog (None: the whole run)."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch held: answers, pages of posts, entries of listings.

    `dropped`: blogs and addresses of pages that were read as posts and are none, with the reason for which
    they count as unread ("" where they are no posts).
    """

    harvests: int
    posts: int
    linkbacks: int
    dropped: tuple[tuple[int, str, str], ...] = ()


class Writer:
    """Stores answers for one run. One instance for each process; several processes may share a store."""

    def __init__(self, store: Store, run: int) -> None:
        self._store = store
        self._run = run
        self._ids = UrlIds()
        self._known = Known(run)

    def write(self, batch: Sequence[Harvest], loose: Iterable[Loose] = ()) -> Written:
        """Store a batch whole or not at all; what it found is in the ledger when this returns.

        Raises StoreError where the store cannot be written; the answers of the batch then count as never
        fetched.
        """
        try:
            with self._store.writing() as connection:
                written = self._write(connection, batch, list(loose))
        except BaseException:
            self._ids.forget()
            self._known.forget()
            raise
        self._ids.trim()
        return written

    def in_sitemap(self, blog: int, wanted: Iterable[str]) -> int:
        """How many of these pages, in whatever spelling, the blog's sitemap named in this run."""
        with self._store.reading() as connection:
            keys = {self._known.find(connection, blog, url) for url in wanted} - {None}
            named = select(func.count()).where(all_posts.c.sitemap_run == self._run)
            return _number_among(connection, named, all_posts.c.url, keys)

    def knows_all(self, blog: int, wanted: Iterable[str]) -> bool:
        """Whether all of these pages, in whatever spelling, were met by an earlier run as posts of the blog
        (or as none), or are named by the feed in this one."""
        with self._store.reading() as connection:
            keys = {self._known.find(connection, blog, url) for url in wanted}
            if None in keys:
                return False
            joined = ledger.outerjoin(all_posts, all_posts.c.url == ledger.c.url)
            met = ledger.c.fetched.is_not(None) | (all_posts.c.first_run < self._run)
            met |= all_posts.c.feed_run == self._run
            mine = (ledger.c.blog == blog) & (ledger.c.role == Role.POST)
            found = select(func.count()).select_from(joined).where(mine, met)
            return _number_among(connection, found, ledger.c.url, keys) == len(keys)

    def holds_new(self, blog: int, wanted: Iterable[str]) -> bool:
        """Whether all posts that the feed names for the first time are among these pages."""
        with self._store.reading() as connection:
            keys = {self._known.find(connection, blog, url) for url in wanted} - {None}
            new = (all_posts.c.blog == blog) & (all_posts.c.feed_run == self._run)
            new &= all_posts.c.first_run == self._run
            return keys.issuperset(connection.execute(select(all_posts.c.url).where(new)).scalars())

    def known_as(self, task: Task, url: str) -> str | None:
        """What a task's blog knows a page as that it leads to: "post" (read, or to be read), "no_post", or
        None; so too where it is the post itself, which came back to an address that it had left."""
        with self._store.reading() as connection:
            key = self._known.find(connection, task.blog, url)
            if key is None or key == task.url_id:
                return None
            return known_as(connection, task.blog, key, int(time.time()))

    def finished(self, blog: int) -> None:
        """Drop what is remembered of a blog."""
        self._known.forget(blog)

    def _write(self, connection: Connection, batch: Sequence[Harvest], loose: Sequence[Loose]) -> Written:
        self._ids.learn(connection, _urls_of(batch))
        context = Context(connection, self._run, int(time.time()), self._ids, self._known)
        doubts = doubted(context, batch)
        batch = [doubts.get(n, one) for n, one in enumerate(batch)]
        twins = blog_rows.store(context, batch)
        named = store_found(context, batch)
        posts = page_rows.store_pages(context, batch)
        listed = linkback_rows.store_linkbacks(context, batch, posts)
        source_rows.store_evidence(context, batch)
        _store_asks(context, [one for one in batch if one.task.blog not in twins], posts)
        _answer_rows(context, batch, posts)
        page_rows.close_listings(context, batch, posts)
        add_events(connection, self._run, _events(batch, loose))
        dropped = [(h.task.blog, h.url, "") for h in batch if _is_no_post(context, h, posts)]
        read = sum(page_rows.is_post(h) for h in batch) - len(dropped)
        dropped += [(h.task.blog, h.url, h.reason or "") for h in doubts.values()]
        written = Written(len(batch), read, listed, tuple(dropped))
        add_counts(connection, self._run, _counts(batch, written, named))
        return written


def _number_among(
    connection: Connection, wanted: Select[int], column: ColumnElement[int], keys: Iterable[int | None]
) -> int:
    """What a query counts, of these keys only: a page may name more of them than one query takes."""
    return sum(connection.execute(wanted.where(column.in_(part))).scalar_one() for part in chunks(keys))


def _counts(batch: Sequence[Harvest], written: Written, named: int) -> dict[str, int]:
    counts = Counter({"requests": sum(h.requests for h in batch)})
    counts.update(f"requests_{h.task.role}" for h in batch)
    counts.update(f"{h.state}_{h.counted_as}" for h in batch if h.state != "done")
    counts.update(posts_unchanged=sum(h.unchanged for h in batch))
    counts.update(pages_of_posts=written.posts, entries_read=written.linkbacks, posts_named=named)
    return dict(counts)


def _events(
    batch: Sequence[Harvest], loose: Iterable[Loose]
) -> dict[tuple[int | None, str, str], tuple[int, str]]:
    seen: dict[tuple[int | None, str, str], tuple[int, str]] = {}
    for blog, event in _all_events(batch, loose):
        key = (blog, event.what, event.reason)
        count, example = seen.get(key, (0, event.example))
        seen[key] = (count + event.count, example)
    return seen


def _all_events(batch: Sequence[Harvest], loose: Iterable[Loose]) -> Iterator[Loose]:
    yield from loose
    for harvest in batch:
        yield from ((harvest.task.blog, event) for event in harvest.events)
        if harvest.state in ("failed", "skipped"):
            what = "skip" if harvest.state == "skipped" else "error"
            yield harvest.task.blog, Event(what=what, reason=harvest.counted_as, example=harvest.task.asked)


def _urls_of(batch: Sequence[Harvest]) -> Iterator[str]:
    for harvest in batch:
        yield harvest.url
        yield from harvest.task.via
        yield from (names[0] for names in harvest.task.targets)
        yield from (ask.url for ask in harvest.asks)
        yield from (link.url for link in harvest.index_links)
        for one in harvest.found:
            yield one.url
            yield from (link.url for link in one.links)
            yield from filter(None, (one.trackback, one.shortlink))
        if harvest.page is not None:
            yield from page_rows.urls_of(harvest.page)
        yield from (one.source for one in harvest.linkbacks if one.source)


def _store_asks(context: Context, batch: Sequence[Harvest], posts: dict[int, Row[Any]]) -> None:
    rows: dict[tuple[int, int], dict[str, Any]] = {}
    for harvest in batch:
        for ask in harvest.asks:
            blog, wanted = harvest.task.blog, context.ids[ask.url]
            key = context.known.claim(context.connection, blog, ask.url, ask.role, wanted)
            if key is None:
                continue
            row = {"url": key, "blog": blog, "role": ask.role, "post": None, "rank": ask.rank}
            row["state"] = "done" if ask.done else "waiting"
            if ask.role is Role.LISTING or ask.role in EXTRAS:
                row["post"] = _post_of(context, harvest, posts)
            rows[key, blog] = row
    ask_for(context.connection, context.run, list(rows.values()))


def _post_of(context: Context, harvest: Harvest, posts: dict[int, Row[Any]]) -> int | None:
    if harvest.task.post is not None:
        return harvest.task.post
    row = posts.get(context.ids[harvest.url])
    return row.id if row is not None else None


_ANSWER = (
    update(ledger)
    .where((ledger.c.url == bindparam("key")) & (ledger.c.blog == bindparam("of")))
    .values(
        state=bindparam("new_state"),
        run=bindparam("new_run"),
        reason=bindparam("new_reason"),
        status=bindparam("new_status"),
        tries=ledger.c.tries + bindparam("more"),
        fetched=func.coalesce(bindparam("now", type_=Integer), ledger.c.fetched),
        etag=bindparam("new_etag"),
        last_modified=bindparam("new_last_modified"),
        role=bindparam("new_role"),
    )
)


def _answer_rows(context: Context, batch: Sequence[Harvest], posts: dict[int, Row[Any]]) -> None:
    """The ledger's word on each answer; it comes in the same transaction as all its rows."""
    rows = [
        {**_answer(context, harvest), **(_IS_NO_POST if _is_no_post(context, harvest, posts) else {})}
        for harvest in batch
        if harvest.task.url_id
    ]
    if rows:
        execute_many(context.connection, _ANSWER, rows)
    for harvest in batch:
        old, new = harvest.task.url_id, context.ids[harvest.url]
        if old and old != new and page_rows.is_post(harvest):
            _follow(context, harvest, old, new)
        for url in harvest.task.via if old and harvest.led else ():
            context.known.moved(harvest.task.blog, url, new)


# Without validators: what stands there once may be a post one day, and "not modified" would say nothing then.
_IS_NO_POST = {"new_reason": NO_POST, "new_etag": None, "new_last_modified": None}


def _is_no_post(context: Context, harvest: Harvest, posts: dict[int, Row[Any]]) -> bool:
    """Whether a page was read as a post, and dropped as none."""
    return page_rows.is_post(harvest) and context.ids[harvest.url] not in posts


def _follow(context: Context, harvest: Harvest, old: int, new: int) -> None:
    """A post that was redirected goes on under its new address: there it is asked for from now on, however
    often its blog still names the old one."""
    same = [getattr(ledger.c, name) for name in _KEPT]
    row = select(literal(new), *same).where(ledger.c.url == old, ledger.c.blog == harvest.task.blog)
    upsert_selected(context.connection, ledger, ("url", *_KEPT), row)
    for url in (*harvest.task.via, harvest.url):
        context.known.moved(harvest.task.blog, url, new)


_KEPT = tuple(column.name for column in ledger.columns if column.name != "url")


def _answer(context: Context, harvest: Harvest) -> dict[str, Any]:
    return {
        "key": harvest.task.url_id,
        "of": harvest.task.blog,
        "new_state": harvest.state,
        "new_run": context.run,
        "new_reason": harvest.reason,
        "new_status": harvest.status,
        "more": harvest.requests,
        "now": context.now if harvest.fetched else None,
        "new_etag": harvest.etag,
        "new_last_modified": harvest.last_modified,
        "new_role": Role.POST if page_rows.is_post(harvest) else harvest.task.role,
    }
