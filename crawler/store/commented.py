"""Which posts have other comments or linkbacks than before, by the feed that shows a blog's newest ones.

Dates tell those that are new, but neither those that were held back for a while nor those that were taken
away: one of each on one post, and its count is what it was. What the feed showed in the crawl before tells
both.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update

from crawler.store.post_rows import Context
from crawler.store.schema import blogs, ledger

_SAME = blogs.c.id == bindparam("key")
_BEFORE = select(blogs.c.commented).where(_SAME)
_SHOWN = update(blogs).where(_SAME).values(commented=bindparam("shown", type_=blogs.c.commented.type))


class Shown(NamedTuple):
    """A comment or linkback: its post (integer of the URL), its name there, its date in Unix seconds, 0 where
    none is known."""

    post: int
    name: str
    date: int


def store(context: Context, blog: int, feed: str, shown: Collection[Shown]) -> None:
    """Keep what a feed of comments shows. Posts that were read before one came, or that lost one, wait."""
    key = {"key": blog}
    feeds: dict[str, Any] = context.connection.execute(_BEFORE, key).scalar_one() or {}
    before = [Shown(*one) for one in feeds.get(feed, ())]
    context.connection.execute(_SHOWN, {**key, "shown": {**feeds, feed: sorted(shown)}})
    again = {"state": "waiting", "run": context.run, "changed": context.now, "tries": 0, "reason": "changed"}
    read = (ledger.c.blog == blog) & (ledger.c.state == "done")
    for one in shown:
        late = (ledger.c.url == one.post) & (ledger.c.fetched < one.date)
        context.connection.execute(update(ledger).where(read & late).values(**again))
    others = read & ledger.c.url.in_(came_or_went(before, shown))
    context.connection.execute(update(ledger).where(others).values(**again))


def came_or_went(before: Collection[Shown], now: Collection[Shown]) -> list[int]:
    """The posts of those that only one of two readings of a feed shows, though it reaches as far back as they
    are old. Where nothing is known of one of the two, no post's."""
    if not before or not now:
        return []
    size = max(len(before), len(now))
    return sorted(_lacking(before, now, size) | _lacking(now, before, size))


def _lacking(shown: Collection[Shown], other: Collection[Shown], size: int) -> set[int]:
    """Posts of those shown that the other reading should show as well and does not."""
    names = {(one.post, one.name) for one in other}
    # A feed holds the newest ones: with fewer than it can hold it shows all that there are.
    since = min(one.date for one in other) if len(other) >= size else 0
    return {one.post for one in shown if one.date > since and (one.post, one.name) not in names}
