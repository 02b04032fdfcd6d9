"""What answers say about whole blogs: home page, move, robots.txt, ways, hidden and commented posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select, update

from crawler.discovery.content import moment
from crawler.harvest import BlogFacts, Harvest, Role
from crawler.store import commented
from crawler.store.opening import Store
from crawler.store.post_rows import Context
from crawler.store.schema import SAME_BLOG, blogs, ledger, posts, urls
from crawler.store.statements import insert_new

_SAME = blogs.c.id == bindparam("key")
_WAYS = select(blogs.c.ways).where(_SAME)
_NEW_WAYS = update(blogs).where(_SAME).values(ways=bindparam("new_ways", type_=blogs.c.ways.type))
_PLAIN = ("prefix", "moved_from", "title", "platform", "language", "state", "reason")


def store(context: Context, batch: Sequence[Harvest]) -> set[int]:
    """Store the facts on blogs that a batch brought; those that turned out to be another seed's blog."""
    twins = set()
    for harvest in batch:
        if harvest.blog is not None and not _store_facts(context, harvest.task.blog, harvest.blog):
            twins.add(harvest.task.blog)
        if harvest.ways:
            _store_ways(context, harvest)
        if harvest.hidden:
            _store_hidden(context, harvest)
        if harvest.commented:
            shown = [
                commented.Shown(_key(context, harvest, one.post), one.name, unix(one.date))
                for one in harvest.commented
            ]
            commented.store(context, harvest.task.blog, harvest.task.url, shown)
    return twins


def owner_of_posts(store: Store, blog: int) -> str | None:
    """The home page of another blog, above this one say, to which posts belong that this one names too."""
    named = (ledger.c.blog == blog) & (ledger.c.role == Role.POST)
    wanted = select(urls.c.url).join(blogs, blogs.c.home == urls.c.id).join(posts, posts.c.blog == blogs.c.id)
    wanted = wanted.join(ledger, (ledger.c.url == posts.c.url) & named).where(blogs.c.id != blog)
    with store.reading() as connection:
        return connection.execute(wanted.order_by(urls.c.url).limit(1)).scalar()


def _store_facts(context: Context, blog: int, facts: BlogFacts) -> bool:
    """Store facts on one blog; False where its home page is that of another blog, which goes on alone."""
    twin = None
    values: dict[str, Any] = {n: v for n in _PLAIN if (v := getattr(facts, n)) is not None}
    if facts.prefix is not None:
        context.known.forget(blog)  # what its posts led to may be out of it now
    if facts.robots:
        values["robots"] = dict(facts.robots)
    if facts.home is not None:
        context.ids.learn(context.connection, [facts.home])
        values["home"] = context.ids[facts.home]
        other = blogs.c.home == values["home"]
        twin = context.connection.execute(select(blogs.c.seed).where(other & (blogs.c.id != blog))).first()
        if twin is not None:
            del values["home"]
            values |= {"state": "stopped", "reason": f"{SAME_BLOG}{twin.seed}"}
            _skip_all(context, blog)
    if values:
        context.connection.execute(update(blogs).where(blogs.c.id == blog).values(**values))
    return twin is None


def _skip_all(context: Context, blog: int) -> None:
    waits = (ledger.c.blog == blog) & (ledger.c.state == "waiting")
    skipped = {"state": "skipped", "reason": "same_blog", "run": context.run}
    context.connection.execute(update(ledger).where(waits).values(**skipped))


def _store_ways(context: Context, harvest: Harvest) -> None:
    blog = {"key": harvest.task.blog}
    ways = dict(context.connection.execute(_WAYS, blog).scalar_one())
    for way in harvest.ways:
        one = dict(ways.get(way.name) or {"found": 0, "requests": 0, "complete": None})
        one["found"] += way.found
        # A home page is none of a way's answers: it says that one is not there.
        one["requests"] += harvest.task.role is not Role.HOME
        # complete: at least one answer said so and none denied it
        if way.complete is not None:
            one["complete"] = way.complete if one["complete"] is None else one["complete"] and way.complete
        if way.kept:
            one |= {"complete": True, "kept": True}
        if way.window is not None:
            one["window"] = max(way.window, one.get("window") or 0)
        ways[way.name] = one
    context.connection.execute(_NEW_WAYS, {**blog, "new_ways": ways})


def _store_hidden(context: Context, harvest: Harvest) -> None:
    """Hidden posts are never fetched."""
    for url in harvest.hidden:
        key = _key(context, harvest, url)
        same = (ledger.c.url == key) & (ledger.c.blog == harvest.task.blog)
        row = {
            "url": key,
            "blog": harvest.task.blog,
            "role": Role.POST,
            "state": "skipped",
            "run": context.run,
        }
        insert_new(context.connection, ledger, [row])
        context.connection.execute(update(ledger).where(same).values(state="skipped", reason="hidden"))
        context.connection.execute(update(posts).where(posts.c.url == key).values(gone_run=context.run))


def _key(context: Context, harvest: Harvest, url: str) -> int:
    context.ids.learn(context.connection, [url])
    return context.known.page(context.connection, harvest.task.blog, url, context.ids[url])


def unix(date: str) -> int:
    """Unix seconds of an ISO 8601 date, UTC where it names no zone, the first of an unstated month or day; 0
    where it is none."""
    found = moment(date)
    return int(found.timestamp()) if found is not None else 0
