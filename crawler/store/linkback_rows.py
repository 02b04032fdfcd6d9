"""Entries of listings become rows; an entry seen again keeps its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, insert, select, update

from crawler import urls
from crawler.harvest import EXTRAS, Harvest, Role
from crawler.records import Linkback
from crawler.store.page_rows import is_post
from crawler.store.post_rows import Context
from crawler.store.schema import linkbacks
from crawler.store.schema import urls as addresses
from crawler.store.statements import among, chunks, execute_many

Pair = tuple[str, ...]
Key = tuple[int, str, int | None, str | None, str | None, str | None, int]

_NEW = insert(linkbacks)
_AGAIN = (
    update(linkbacks)
    .where(linkbacks.c.id == bindparam("key"))
    .values(
        last_run=bindparam("this_run"),
        gone_run=None,
        listing=bindparam("on"),
        position=bindparam("place"),
    )
)


def store_linkbacks(context: Context, batch: Sequence[Harvest], rows: dict[int, Row[Any]]) -> int:
    """Store all entries that the batch's pages list; how many were listed.

    An entry is the same as an earlier one of its post if kind, source, title, author and date agree, wherever
    it stands: entries move from one comment page to the next as others come in. What a pop-up or a feed lists
    though the post's page shows the same source is no entry of its own, whatever else it says.
    """
    shown = _shown(context, {h.task.post for h in batch if h.elsewhere and h.task.post is not None})
    seen = list(_entries(context, batch, rows, shown))
    confirmed = _confirmed(context, batch, rows)
    if not seen:
        return confirmed
    old = _stored(context, {post for post, *_ in seen})
    new: dict[Key, dict[str, Any]] = {}
    again: list[dict[str, Any]] = []
    for post, listing, one, repeat in seen:
        key = _key(context, post, one, repeat)
        if key in old:
            again.append({"key": old[key], "on": listing, "place": one.position, "this_run": context.run})
        else:
            new.setdefault(key, _row(context, post, listing, one, repeat))
    if new:
        execute_many(context.connection, _NEW, list(new.values()))
    if again:
        execute_many(context.connection, _AGAIN, again)
    return len(seen) + confirmed


def _entries(
    context: Context,
    batch: Sequence[Harvest],
    rows: dict[int, Row[Any]],
    shown: dict[int, dict[Pair, int]],
) -> Iterator[tuple[int, int, Linkback, int]]:
    """(post, listing page, entry, how many identical ones stand before it on that page)."""
    for harvest in batch:
        post = _post_of(context, harvest, rows)
        if post is None:
            continue
        listing = context.ids[harvest.url]
        places = shown.setdefault(post, {})
        repeats: Counter[Key] = Counter()
        for one in harvest.linkbacks:
            if (
                harvest.elsewhere
                and places.setdefault(_pair(one.source, one.title, one.site), listing) != listing
            ):
                continue
            key = _key(context, post, one, 0)
            yield post, listing, one, repeats[key]
            repeats[key] += 1


def _pair(source: str | None, title: str | None, site: str | None) -> Pair:
    """What tells two entries of one post apart, wherever they stand: the source in any spelling."""
    return (urls.identity(source),) if source else (title or "", site or "")


def _shown(context: Context, wanted: set[int]) -> dict[int, dict[Pair, int]]:
    """For each of the posts, what this run has seen listed, and on which page."""
    if not wanted:
        return {}
    c = linkbacks.c
    columns = select(c.post, c.listing, addresses.c.url, c.title, c.site)
    here = columns.outerjoin(addresses, c.source == addresses.c.id).order_by(c.id)
    found: dict[int, dict[Pair, int]] = {}
    for part in chunks(wanted):
        rows = context.connection.execute(
            here.where(c.post.in_(part), c.last_run == context.run, c.gone_run.is_(None))
        )
        for post, listing, source, title, site in rows:
            found.setdefault(post, {}).setdefault(_pair(source, title, site), listing)
    return found


def _post_of(context: Context, harvest: Harvest, rows: dict[int, Row[Any]]) -> int | None:
    if harvest.task.role is Role.LISTING or harvest.task.role in EXTRAS:
        return harvest.task.post
    row = rows.get(context.ids[harvest.url]) if is_post(harvest) else None
    return row.id if row is not None else None


def _key(context: Context, post: int, one: Linkback, repeat: int) -> Key:
    source = context.ids[one.source] if one.source else None
    return (post, one.kind.value, source, one.title, one.author, one.published, repeat)


def _stored(context: Context, wanted: set[int]) -> dict[Key, int]:
    found: dict[Key, int] = {}
    for part in chunks(wanted):
        for *key, row in context.connection.execute(_of(context.connection.dialect.name), {"keys": part}):
            found[tuple(key)] = row
    return found


@cache
def _of(dialect: str) -> Select[Any]:
    """The entries of the posts `keys`: what tells them apart, and their own integers."""
    c = linkbacks.c
    columns = select(c.post, c.kind, c.source, c.title, c.author, c.published, c.repeat, c.id)
    return columns.where(among(dialect, c.post))


def _row(context: Context, post: int, listing: int, one: Linkback, repeat: int) -> dict[str, Any]:
    return {
        "post": post,
        "listing": listing,
        "kind": one.kind.value,
        "subtype": one.subtype,
        "source": context.ids[one.source] if one.source else None,
        "title": one.title,
        "site": one.site,
        "excerpt": one.excerpt,
        "author": one.author,
        "published": one.published,
        "position": one.position,
        "convention": one.convention,
        "repeat": repeat,
        "first_run": context.run,
        "last_run": context.run,
        "first_seen": context.now,
    }


def _confirmed(context: Context, batch: Sequence[Harvest], rows: dict[int, Row[Any]]) -> int:
    """A page that answers "not modified" shows what it showed."""
    pages = [h.task for h in batch if h.unchanged]
    count = 0
    for part in chunks(pages):
        # By their posts, which have an index: by their listings alone the whole table is gone through.
        owners = {task.post or rows[task.url_id].id for task in part if task.post or task.url_id in rows}
        same = linkbacks.c.post.in_(owners) & linkbacks.c.listing.in_([task.url_id for task in part])
        same &= linkbacks.c.gone_run.is_(None)
        changed = context.connection.execute(update(linkbacks).where(same).values(last_run=context.run))
        count += changed.rowcount
    return count
