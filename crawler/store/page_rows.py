"""Read pages become rows: posts, tags, endpoints, linkbacks, links and aliases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Row, Select, Update, bindparam, delete, select, update

from crawler.harvest import EXTRAS, Harvest, Role
from crawler.records import Link, Page, PageKind, Post
from crawler.store.made_once import NEW_POSTS, without_links
from crawler.store.post_rows import (
    FACTS,
    VISIBLE,
    Context,
    closed_run,
    link_rows,
    named_by_rest,
    new_post,
    rows_of,
    store_tags,
)
from crawler.store.schema import aliases, endpoints, ledger, linkbacks, links, post_tags, posts
from crawler.store.statements import among, chunks, execute_many, insert_many, next_id, upsert

_EXCERPT = 1000

LISTINGS = (Role.LISTING, *EXTRAS)
"""Roles of further pages of a post's listing."""


_WRITTEN = (*FACTS, "canonical", "robots", "origins", "reading", "status", "blocked", "comments", "announced")
_COLUMNS = (*_WRITTEN, "accepts", "closed_run", "fetched", "first_read", "last_run", "gone_run")
_READ = (
    update(posts)
    .where(posts.c.id == bindparam("key"))
    .values({name: bindparam(f"new_{name}", type_=posts.c[name].type) for name in _COLUMNS})
)


def urls_of(page: Page) -> list[str]:
    """Every URL of a page that the store will name."""
    ends = page.endpoints
    found = filter(None, (page.url, page.canonical, page.shortlink))
    return [
        *found,
        *[link.url for link in page.links],
        *ends.trackback,
        *filter(None, (ends.pingback, ends.webmention)),
    ]


def is_post(harvest: Harvest) -> bool:
    """Whether the answer is the page of a post, read anew."""
    if harvest.page is None or harvest.task.role not in (Role.POST, Role.ARCHIVE):
        return False
    return harvest.page.page_kind is PageKind.POST or harvest.task.role is Role.POST


def store_pages(context: Context, batch: Sequence[Harvest]) -> dict[int, Row[Any]]:
    """Store what pages say of themselves; the rows of the posts concerned, by integer of their URL.

    The rows are as they were before this batch, but for posts met now for the first time.
    """
    pages = [h for h in batch if h.task.role in (Role.POST, Role.ARCHIVE)]
    rows = rows_of(context.connection, _keys(context, pages))
    read = [h for h in pages if is_post(h)]
    _rename(context, pages, rows)
    _leave(context, {context.ids[h.url] for h in read})
    _insert(context, read, rows)
    _update(context, pages, rows)
    _store_facts(context, read, rows)
    _store_links(context, dict(_linking(batch)))
    _store_aliases(context, [h for h in batch if _is_same_page(h)])
    return rows


def _keys(context: Context, pages: Sequence[Harvest]) -> set[int]:
    return {h.task.url_id for h in pages} | {context.ids[h.url] for h in pages}


def _rename(context: Context, pages: Sequence[Harvest], rows: dict[int, Row[Any]]) -> None:
    """A post redirected within its blog goes on under the new address; it is gone if that has a row."""
    for harvest in pages:
        old, new = harvest.task.url_id, context.ids[harvest.url]
        if old == new or old not in rows or not (is_post(harvest) or harvest.led):
            continue
        row = rows.pop(old)
        if new in rows or harvest.led:
            values: dict[str, Any] = {"gone_run": context.run, "status": 301}
            _tell_named(context, row, rows.get(new))
        else:
            values, rows[new] = {"url": new}, row
        context.connection.execute(update(posts).where(posts.c.id == row.id).values(**values))


def _tell_named(context: Context, row: Row[Any], new: Row[Any] | None) -> None:
    """Feed and sitemap that name a post by its old address name it all the same, and count its comments."""
    if new is None:
        return
    columns = ("in_feed", "in_sitemap", "feed_run", "sitemap_run")
    named = {name: value for name in columns if (value := getattr(row, name))}
    if (row.counted_run or 0) > (new.counted_run or 0):
        named |= {"count": row.stated, "counted_run": row.counted_run}
    if named:
        context.connection.execute(update(posts).where(posts.c.id == new.id).values(**named))


def _leave(context: Context, here: set[int]) -> None:
    """A post that is back at an address which had led on is no more where that led to."""
    for part in chunks(here):
        asked = {"keys": part, "this_run": context.run}
        context.connection.execute(_left(context.connection.dialect.name), asked)


@cache
def _left(dialect: str) -> Update:
    led = select(aliases.c.target).where(aliases.c.how == "redirect", among(dialect, aliases.c.url))
    # Those that were read themselves are there again by what their pages say.
    there = posts.c.url.in_(led) & posts.c.gone_run.is_(None)
    return update(posts).where(there).values(gone_run=bindparam("this_run"), status=301)


def _insert(context: Context, read: Sequence[Harvest], rows: dict[int, Row[Any]]) -> None:
    new = {context.ids[h.url]: h.task.blog for h in read if context.ids[h.url] not in rows}
    if not new:
        return
    first = next_id(context.connection, posts)
    made = [new_post(context, key, blog, first + n) for n, (key, blog) in enumerate(new.items())]
    execute_many(context.connection, NEW_POSTS, made)
    rows.update(rows_of(context.connection, new))


def _update(context: Context, pages: Sequence[Harvest], rows: dict[int, Row[Any]]) -> None:
    read: dict[int, dict[str, Any]] = {}
    for harvest in pages:
        row = rows.get(context.ids[harvest.url]) or rows.get(harvest.task.url_id)
        if row is None or harvest.led:
            continue
        if harvest.page is not None and _no_post(harvest, row):
            rows.pop(row.url, None)
            _drop(context, row.id)
        elif is_post(harvest):
            read[row.id] = {"key": row.id, **_page_values(context, harvest, row)}
        else:
            values = _status_values(context, harvest, row)
            context.connection.execute(update(posts).where(posts.c.id == row.id).values(**values))
    if read:
        execute_many(context.connection, _READ, list(read.values()))


def _no_post(harvest: Harvest, row: Row[Any]) -> bool:
    """A sitemap names other pages too; what no feed calls a post and reads as none is none."""
    assert harvest.page is not None
    named = row.title is not None or row.stated is not None or row.in_feed
    return harvest.page.page_kind is not PageKind.POST and not named and row.reading != "read"


def _drop(context: Context, post: int) -> None:
    for table in (post_tags, endpoints):
        context.connection.execute(delete(table).where(table.c.post == post))
    context.connection.execute(delete(posts).where(posts.c.id == post))


def _page_values(context: Context, harvest: Harvest, row: Row[Any]) -> dict[str, Any]:
    page = harvest.page
    assert page is not None
    post = page.post or Post()
    facts = {name: getattr(post, name) or getattr(row, name) for name in FACTS}
    if post.excerpt:
        facts["excerpt"] = post.excerpt[:_EXCERPT]
    accepts = page.endpoints.accepts or row.accepts
    denied = {"accepts": VISIBLE} if row.accepts and accepts != row.accepts else {}
    values = {
        **facts,
        "language": post.language or page.language or row.language,
        "platform": post.platform or page.platform or row.platform,
        "canonical": context.ids[page.canonical] if page.canonical else None,
        "robots": page.robots,
        "origins": {**row.origins, **dict(post.origins), **denied},
        "reading": "read",
        "status": harvest.status,
        "blocked": 0,
        "comments": page.comments_count,
        "announced": page.announced,
        "accepts": accepts,
        "closed_run": closed_run(context, row, accepts),
        "fetched": context.now,
        "first_read": row.first_read or context.run,
        "last_run": context.run,
        "gone_run": None,
    }
    return {f"new_{name}": value for name, value in values.items()}


def _status_values(context: Context, harvest: Harvest, row: Row[Any]) -> dict[str, Any]:
    values: dict[str, Any] = {"status": harvest.status} if harvest.status is not None else {}
    if harvest.unchanged:
        values = {"status": 200, "fetched": context.now, "last_run": context.run, "gone_run": None}
    elif harvest.gone:
        values["status"] = 301 if harvest.status == 200 else harvest.status
        values["gone_run"] = (row.gone_run or context.run) if _is_gone(context, harvest, row) else None
    elif harvest.reason == "robots":
        values["blocked"] = 1
    return values or {"blocked": 0}


def _is_gone(context: Context, harvest: Harvest, row: Row[Any]) -> bool:
    """Whether a post is no more. One that was read, and that its blog still names, is only when that is said
    twice in a row: a whole blog may answer so for a day."""
    named = row.last_run == context.run
    return harvest.status == 410 or row.reading == "unread" or not named or row.status in _NO_MORE


_NO_MORE = (301, 302, 303, 307, 308, 404, 410)
"""Statuses of a post that was gone when it was asked for last."""


def _store_facts(context: Context, read: Sequence[Harvest], rows: dict[int, Row[Any]]) -> None:
    known = [(rows[key], h.page) for h in read if (key := context.ids[h.url]) in rows and h.page is not None]
    fresh = _untagged(context, [row for row, _ in known])
    store_tags(context, [(row.id, page.post) for row, page in known if page.post is not None], fresh)
    found = [one for row, page in known for one in _endpoint_rows(context, row.id, page)]
    upsert(context.connection, endpoints, found, "last_run")


def _untagged(context: Context, rows: Sequence[Row[Any]]) -> set[int]:
    """Posts of which no feed and no REST told tags in this run: their pages' take the place of older ones."""
    old = [row for row in rows if row.first_run < context.run]
    told = {row.url for row in old if context.run in (row.feed_run, row.counted_run)}
    named = {row.url for row in old if row.last_run == context.run} - told
    for part in chunks(named):
        told.update(context.connection.execute(named_by_rest().where(ledger.c.url.in_(part))).scalars())
    return {row.id for row in old if row.url not in told}


def _endpoint_rows(context: Context, post: int, page: Page) -> Iterator[dict[str, Any]]:
    ends = page.endpoints
    named = [("trackback", url) for url in ends.trackback]
    named += [("pingback", ends.pingback)] if ends.pingback else []
    named += [("webmention", ends.webmention)] if ends.webmention else []
    for protocol, url in dict.fromkeys(named):
        yield {"post": post, "protocol": protocol, "url": context.ids[url], "last_run": context.run}


def _linking(batch: Iterable[Harvest]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """The pages whose links are kept, with their links: home pages, posts, and pages that list posts."""
    for harvest in batch:
        if harvest.page is not None and (is_post(harvest) or harvest.task.role is Role.HOME):
            yield harvest.url, harvest.page.links
        elif harvest.index_links:
            yield harvest.url, harvest.index_links


def _store_links(context: Context, pages: Mapping[str, tuple[Link, ...]]) -> None:
    """Pages' links as they stand now: those of an earlier reading go."""
    for part in chunks({context.ids[url] for url in pages}):
        context.connection.execute(without_links(context.connection.dialect.name), {"keys": part})
    rows = [row for url, found in pages.items() for row in link_rows(context, context.ids[url], found)]
    insert_many(context.connection, links, rows)


def _store_aliases(context: Context, read: Sequence[Harvest]) -> None:
    rows = list(_alias_rows(context, read))
    upsert(context.connection, aliases, rows, "last_run")


def _is_same_page(harvest: Harvest) -> bool:
    """Whether redirects of an answer say that addresses are one page. Those of a source do where it still
    links: dead pages of a site are all sent to one."""
    if harvest.task.role is Role.SOURCE:
        return any(mention.found for _, mention in harvest.mentions)
    return harvest.state == "done"


def _alias_rows(context: Context, read: Sequence[Harvest]) -> Iterator[dict[str, Any]]:
    for harvest in read:
        target = context.ids[harvest.url]
        for url in dict.fromkeys(harvest.task.via):
            if context.ids[url] != target:
                how = "moved" if harvest.moved else "redirect"
                yield _alias(context, context.ids[url], target, how)
        page = harvest.page
        if page is not None and page.canonical and is_post(harvest) and page.canonical != harvest.url:
            yield _alias(context, target, context.ids[page.canonical], "canonical")
        if page is not None and page.shortlink and is_post(harvest) and context.ids[page.shortlink] != target:
            yield _alias(context, context.ids[page.shortlink], target, "shortlink")


def _alias(context: Context, url: int, target: int, how: str) -> dict[str, Any]:
    return {"url": url, "target": target, "how": how, "last_run": context.run}


def close_listings(context: Context, batch: Sequence[Harvest], rows: dict[int, Row[Any]]) -> None:
    """Where a post's whole listing was read in this run, say so; what it shows no more is gone."""
    concerned = _read_posts(context, batch, rows)
    if not concerned:
        return
    open_ones = _open_listings(context, concerned)
    complete = sorted(concerned - open_ones)
    flags = [{"key": key, "whole": int(key not in open_ones)} for key in concerned]
    execute_many(context.connection, _WHOLE, flags)
    for part in chunks(complete):
        asked = {"keys": part, "this_run": context.run}
        context.connection.execute(_stale(context.connection.dialect.name), asked)


_WHOLE = update(posts).where(posts.c.id == bindparam("key")).values(listing_complete=bindparam("whole"))


@cache
def _stale(dialect: str) -> Update:
    """Entries of the posts `keys` that a run did not see any more are gone since."""
    this_run: BindParameter[int] = bindparam("this_run")
    stale = among(dialect, linkbacks.c.post) & (linkbacks.c.last_run < this_run)
    return update(linkbacks).where(stale & linkbacks.c.gone_run.is_(None)).values(gone_run=this_run)


def _read_posts(context: Context, batch: Iterable[Harvest], rows: dict[int, Row[Any]]) -> set[int]:
    found = set()
    for harvest in batch:
        if harvest.task.role in LISTINGS and harvest.task.post is not None:
            found.add(harvest.task.post)
        elif is_post(harvest) and (row := rows.get(context.ids[harvest.url])) is not None:
            found.add(row.id)
    return found


def _open_listings(context: Context, wanted: set[int]) -> set[int]:
    """Posts of which some page of the listing is still to come or could not be read."""
    found: set[int] = set()
    for part in chunks(wanted):
        asked = {"keys": part, "this_run": context.run}
        found.update(context.connection.execute(_unread(context.connection.dialect.name), asked).scalars())
    return found


@cache
def _unread(dialect: str) -> Select[int]:
    unread = among(dialect, ledger.c.post) & ledger.c.role.in_(LISTINGS) & (ledger.c.state != "done")
    return select(ledger.c.post).where(unread & (ledger.c.run == bindparam("this_run")))
