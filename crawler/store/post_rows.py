"""Posts as feeds, sitemaps and REST name them, before their pages are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, Update, bindparam, delete, select, update

from crawler.harvest import Harvest, Role
from crawler.records import Discovered, Link, Post
from crawler.schedule import DAY, NO_POST_AGAIN
from crawler.store.addresses import Known, UrlIds
from crawler.store.made_once import NEW_POSTS, STATED, TAGS, posts_at, without_links
from crawler.store.schema import aliases, endpoints, ledger, links, post_tags, posts, tags
from crawler.store.statements import chunks, execute_many, insert_many, insert_new, next_id, upsert

FACTS = ("title", "author", "published", "modified", "language", "excerpt", "platform")
"""Columns of posts that hold a fact of records.Post of the same name."""

REDATED = "redated"
"""Reason of a post that waits because its sitemap or REST states another date of modification."""

NO_POST = "no_post"
"""Reason of a page that was read and is none: a sitemap that names it still makes it no post."""

PART = 1000
"""Posts that are stored at a time."""

_NAMED = {"sitemap": "in_sitemap", "feed": "in_feed"}


@dataclass(frozen=True, slots=True)
class Context:
    """One transaction: its connection, run, clock (Unix seconds) and dictionaries."""

    connection: Connection
    run: int
    now: int
    ids: UrlIds
    known: Known


def store_found(context: Context, batch: Sequence[Harvest]) -> int:
    """Store the posts that answers name; how many were named.

    A sitemap may name 50,000 of them: they are stored in parts, since each costs some kilobytes on its way.
    """
    found = ((h, one) for h in batch for one in h.found)
    return sum(_store_part(context, part) for part in chunks(found, PART))


def _store_part(context: Context, found: list[tuple[Harvest, Discovered]]) -> int:
    keys = {one.url: _key(context, h, one) for h, one in found}
    marks = _marks(context, keys.values())
    found = [(h, one) for h, one in found if _may_be_read(one, *marks.get(keys[one.url], (None, None)))]
    if not found:
        return 0
    keys = {one.url: keys[one.url] for _, one in found}
    old = rows_of(context.connection, keys.values())
    merged: dict[int, dict[str, Any]] = {}
    for harvest, one in found:
        _merge(merged, keys[one.url], harvest, one)
    _insert_posts(context, merged, old)
    rows = rows_of(context.connection, keys.values())
    _store_ledger(context, found, keys, old)
    _update_posts(context, merged, rows)
    fresh = {row.id for key, row in rows.items() if key not in old or old[key].last_run < context.run}
    store_tags(context, [(rows[keys[one.url]].id, one.post) for _, one in found], fresh)
    _store_text_links(context, [(rows[keys[one.url]], one) for _, one in found])
    _store_shortlinks(context, [(rows[keys[one.url]], one) for _, one in found])
    return len(merged)


def named_by_rest(blog: int | BindParameter[int] | None = None) -> Select[tuple[int]]:
    """The integers of the URLs of a blog's posts (None: of all) that REST has named: its dates win over the
    sitemap's."""
    named = select(ledger.c.url).where(ledger.c.stated_modified.like("rest %"))
    return named if blog is None else named.where(ledger.c.blog == blog)


def known_as(connection: Connection, blog: int, key: int, now: int) -> str | None:
    """What a blog knows a URL as: "post" that was read or is to be read in this run, "no_post" by a late
    reading, None where nothing is known, or where it could not be read."""
    columns = select(ledger.c.state, ledger.c.reason, ledger.c.fetched, posts.c.id, posts.c.gone_run)
    joined = columns.select_from(ledger.outerjoin(posts, posts.c.url == ledger.c.url))
    mine = (ledger.c.url == key) & (ledger.c.blog == blog) & (ledger.c.role == Role.POST)
    row = connection.execute(joined.where(mine)).first()
    if row is None:
        return None
    if row.reason == NO_POST:
        return "no_post" if (row.fetched or 0) > now - NO_POST_AGAIN else None
    waits = row.state == "waiting"
    kept = row.state == "done" or (row.state == "skipped" and row.reason == "no_comments")
    return "post" if waits or (kept and row.id is not None and row.gone_run is None) else None


def rows_of(connection: Connection, keys: Iterable[int]) -> dict[int, Row[Any]]:
    """Rows of `posts` by the integer of their URL."""
    found: dict[int, Row[Any]] = {}
    for part in chunks(set(keys)):
        for row in connection.execute(posts_at(connection.dialect.name), {"keys": part}):
            found[row.url] = row
    return found


VISIBLE = "visible"
"""Origin of `accepts` where the page denies what was said of it before; kept in no other case."""


def closed_run(context: Context, row: Row[Any], accepts: str | None) -> int | None:
    """The run that found a post closed which an earlier one had found open, given what is said of it now."""
    if accepts == "closed" and row.accepts == "open" and row.first_run < context.run:
        return context.run
    return row.closed_run if accepts == "closed" else None


def new_post(context: Context, key: int, blog: int, post_id: int) -> dict[str, Any]:
    """A row of `posts` of which nothing is known but its URL."""
    return {
        "id": post_id,
        "blog": blog,
        "url": key,
        "origins": {},
        "type": "post",
        "reading": "unread",
        "blocked": 0,
        "first_run": context.run,
        "last_run": context.run,
    }


def store_tags(context: Context, facts: Sequence[tuple[int, Post]], fresh: set[int]) -> None:
    """Store the posts' tags; those of `fresh` posts (new in this run) take the place of older ones."""
    stated = [(key, post) for key, post in facts if post.tags or post.categories]
    words = {word for _, post in stated for word in (*post.tags, *post.categories)}
    if not words:
        return
    ids = _tag_ids(context.connection, words)
    for part in chunks({key for key, _ in stated if key in fresh}):
        context.connection.execute(delete(post_tags).where(post_tags.c.post.in_(part)))
    rows = {
        (key, ids[word]): {"post": key, "tag": ids[word], "category": int(word in post.categories)}
        for key, post in stated
        for word in (*post.tags, *post.categories)
    }
    upsert(context.connection, post_tags, list(rows.values()), "category")


def _key(context: Context, harvest: Harvest, one: Discovered) -> int:
    return context.known.page(context.connection, harvest.task.blog, one.url, context.ids[one.url])


def _merge(merged: dict[int, dict[str, Any]], key: int, harvest: Harvest, one: Discovered) -> None:
    row = merged.setdefault(key, {"blog": harvest.task.blog, "origins": {}})
    row.update({name: value for name in FACTS if (value := getattr(one.post, name)) is not None})
    row["origins"].update(dict(one.post.origins))
    row.update({name: 1 for way, name in _NAMED.items() if way == one.way})
    if one.accepts is not None:
        row["accepts"] = one.accepts
    if one.count is not None:
        row["count"] = one.count
    if one.type != "post":
        row["type"] = one.type
    if one.trackback:
        row["trackback"] = one.trackback


def _insert_posts(context: Context, merged: dict[int, dict[str, Any]], old: dict[int, Row[Any]]) -> None:
    new = [key for key in merged if key not in old]
    if not new:
        return
    first = next_id(context.connection, posts)
    rows = [new_post(context, key, merged[key]["blog"], first + n) for n, key in enumerate(new)]
    execute_many(context.connection, NEW_POSTS, rows)


def _store_ledger(
    context: Context,
    found: Sequence[tuple[Harvest, Discovered]],
    keys: dict[str, int],
    old: dict[int, Row[Any]],
) -> None:
    """A new post is known and waits for the decision; one whose count or date changed is to be read again."""
    rows = {
        (keys[one.url], h.task.blog): {
            "url": keys[one.url],
            "blog": h.task.blog,
            "role": Role.POST,
            "state": "known",
            "run": context.run,
        }
        for h, one in found
    }
    insert_new(context.connection, ledger, list(rows.values()))
    _show_again(context, {keys[one.url] for _, one in found if one.way == "rest"})
    stated = _stated_dates(context.connection, {key for key, _ in rows})
    again: dict[tuple[int, int], dict[str, Any]] = {}
    for harvest, one in found:
        place = key, blog = keys[one.url], harvest.task.blog
        before = stated.get(place)
        stamp = _stamp(one)
        row = old.get(key)
        if stamp is not None and _replaces(before, one.way):
            stated[place] = stamp
        entry = again.setdefault(place, {"key": key, "of": blog, "why": None})
        entry["stamp"] = stated.get(place)
        if row is not None and _recounted(row, one):
            entry["why"] = "changed"
        elif row is not None and _redated(row, before, stamp):
            entry["why"] = entry["why"] or REDATED
    _write_stamps(context, list(again.values()))


def _marks(context: Context, keys: Iterable[int]) -> dict[int, tuple[str, str | None]]:
    """Reason and stated date of those that are behind a password by REST, or that were no posts lately."""
    found: dict[int, tuple[str, str | None]] = {}
    lately = ledger.c.fetched.between(context.now - NO_POST_AGAIN + 1, context.now + DAY)
    columns = select(ledger.c.url, ledger.c.reason, ledger.c.stated_modified)
    for part in chunks(set(keys)):
        marked = (ledger.c.reason == "hidden") | ((ledger.c.reason == NO_POST) & lately)
        found.update(
            (row.url, (row.reason, row.stated_modified))
            for row in context.connection.execute(columns.where(ledger.c.url.in_(part), marked))
        )
    return found


def _may_be_read(one: Discovered, reason: str | None, stated: str | None) -> bool:
    """Whether what a way names is a post to be read: a sitemap names hidden ones and other pages as well."""
    if reason == "hidden":
        return one.way == "rest"
    return reason is None or one.way not in ("sitemap", "archive") or _stamp(one) not in (None, stated)


def _stamp(one: Discovered) -> str | None:
    """A way's date of modification, as the ledger keeps it."""
    return f"{one.way} {one.modified}" if one.modified else None


def _show_again(context: Context, keys: Iterable[int]) -> None:
    """Posts that were behind a password and that REST, which knows, now shows: they wait for the decision."""
    for part in chunks(set(keys)):
        hidden = (ledger.c.reason == "hidden") & ledger.c.url.in_(part)
        shown = context.connection.execute(select(ledger.c.url).where(hidden)).scalars().all()
        if shown:
            back = {"state": "waiting", "reason": "changed", "run": context.run, "tries": 0}
            context.connection.execute(update(ledger).where(hidden).values(**back))
            context.connection.execute(update(posts).where(posts.c.url.in_(shown)).values(gone_run=None))


def _stated_dates(connection: Connection, keys: Iterable[int]) -> dict[tuple[int, int], str | None]:
    """By URL and blog: a post that another blog lists stands in the ledger for that blog as well, as its
    source, without a date."""
    found: dict[tuple[int, int], str | None] = {}
    columns = select(ledger.c.url, ledger.c.blog, ledger.c.stated_modified)
    for part in chunks(set(keys)):
        rows = connection.execute(columns.where(ledger.c.url.in_(part)))
        found.update(((url, blog), stated) for url, blog, stated in rows)
    return found


def _replaces(before: str | None, way: str) -> bool:
    """Only one way's dates are compared with each other; REST's win."""
    return before is None or before.startswith(f"{way} ") or way == "rest"


def _recounted(row: Row[Any], one: Discovered) -> bool:
    return row.reading != "unread" and one.count is not None and one.count != (row.stated or 0)


def _redated(row: Row[Any], before: str | None, stamp: str | None) -> bool:
    if row.reading != "read" or stamp is None or before is None:
        return False
    return before.split(" ")[0] == stamp.split(" ")[0] and before != stamp


def _write_stamps(context: Context, rows: list[dict[str, Any]]) -> None:
    # Only what is bound: a further key that is a column's name would be written to that column.
    stamps = [{name: row[name] for name in ("key", "of", "stamp")} for row in rows]
    execute_many(context.connection, STATED, stamps)
    changed = [{name: row[name] for name in ("key", "of", "why")} for row in rows if row["why"]]
    if changed:
        again = {
            "state": "waiting",
            "run": context.run,
            "changed": context.now,
            "tries": 0,
            "reason": bindparam("why"),
        }
        same = (ledger.c.url == bindparam("key")) & (ledger.c.blog == bindparam("of"))
        waits_not = ledger.c.state != "waiting"
        context.connection.execute(update(ledger).where(same & waits_not).values(**again), changed)


def _update_posts(context: Context, merged: dict[int, dict[str, Any]], rows: dict[int, Row[Any]]) -> None:
    """Facts that a way states fill gaps of read pages and replace those of unread ones."""
    pings = []
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for key, facts in merged.items():
        row = rows[key]
        values = _stated(context, facts, row)
        alike[tuple(values)].append({"key": row.id, **{f"new_{n}": value for n, value in values.items()}})
        if "trackback" in facts:
            pings.append(_endpoint(context, row.id, facts["trackback"]))
    for names, changes in alike.items():
        execute_many(context.connection, _with(names), changes)
    upsert(context.connection, endpoints, pings, "last_run")


def _stated(context: Context, facts: dict[str, Any], row: Row[Any]) -> dict[str, Any]:
    """New values of a post's columns."""
    values: dict[str, Any] = {
        n: facts[n] for n in ("count", "accepts", "in_feed", "in_sitemap", "type") if n in facts
    }
    if "accepts" in facts and _is_overruled(facts["accepts"], row):
        del values["accepts"]
    elif "accepts" in facts:
        values["closed_run"] = closed_run(context, row, facts["accepts"])
    for name in FACTS:
        if name in facts and (row.reading != "read" or getattr(row, name) is None):
            values[name] = facts[name]
    replaced = {name: origin for name, origin in facts["origins"].items() if name in values}
    values["origins"] = {**facts["origins"], **row.origins, **replaced}
    if "accepts" in values:
        values["origins"].pop("accepts", None)
    values["last_run"] = context.run
    values |= {f"{way}_run": context.run for way, name in _NAMED.items() if name in facts}
    if "count" in facts:
        values["counted_run"] = context.run
    return values


def _is_overruled(accepts: str, row: Row[Any]) -> bool:
    """Whether REST goes on to say what the post's page denied: else it would be open and closed by turns."""
    return bool(row.accepts != accepts and row.origins.get("accepts") == VISIBLE)


@cache
def _with(names: tuple[str, ...]) -> Update:
    """The statement that sets these columns of many posts: made once, since it costs more than its rows."""
    new = {name: bindparam(f"new_{name}", type_=posts.c[name].type) for name in names}
    return update(posts).where(posts.c.id == bindparam("key")).values(new)


def _endpoint(context: Context, post: int, url: str) -> dict[str, Any]:
    return {"post": post, "protocol": "trackback", "url": context.ids[url], "last_run": context.run}


def _tag_ids(connection: Connection, words: set[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for part in chunks(sorted(words)):
        ids.update((tag, key) for tag, key in connection.execute(TAGS, {"words": part}))
    new = sorted(words - ids.keys())
    if new:
        first = next_id(connection, tags)
        insert_many(connection, tags, list(enumerate(new, first)))
        ids.update((word, key) for key, word in enumerate(new, first))
    return ids


def _store_text_links(context: Context, found: Sequence[tuple[Row[Any], Discovered]]) -> None:
    """Links of the text that a way carries; the page's own links count more, once it is read."""
    unread = [(row, one) for row, one in found if one.links and row.reading != "read"]
    for part in chunks({row.url for row, _ in unread}):
        context.connection.execute(without_links(context.connection.dialect.name), {"keys": part})
    once = {post.url: one for post, one in unread}
    rows = [row for page, one in once.items() for row in link_rows(context, page, one.links)]
    insert_many(context.connection, links, rows)


def _store_shortlinks(context: Context, found: Sequence[tuple[Row[Any], Discovered]]) -> None:
    """Addresses by number of posts that are not read: pages that are read state theirs themselves."""
    told = {
        context.ids[one.shortlink]: row.url for row, one in found if one.shortlink and row.reading != "read"
    }
    how = {"how": "shortlink", "last_run": context.run}
    rows = [{"url": url, "target": post, **how} for url, post in told.items() if url != post]
    upsert(context.connection, aliases, rows, "last_run")


def link_rows(context: Context, page: int, found: Iterable[Link]) -> list[tuple[Any, ...]]:
    """Rows of `links`, all columns: once for each target and region, with the text of the first."""
    number, run = context.ids.known, context.run
    rows: dict[tuple[int, str], tuple[Any, ...]] = {}
    for link in found:
        # `_value_`: a page has a hundred links, and the property `value` costs more than the rest of a row.
        key = (number[link.url], link.region._value_)
        if key not in rows:
            rows[key] = (page, *key, " ".join(link.rel), link.text[:200], run)
    return list(rows.values())
