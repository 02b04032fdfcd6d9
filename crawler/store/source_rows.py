"""Sources of linkbacks: which are due to be fetched, and what they showed."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from crawler import schedule
from crawler.harvest import Harvest, Role
from crawler.store.known_sources import known_sources
from crawler.store.opening import Store
from crawler.store.post_rows import Context
from crawler.store.schema import aliases, blogs, evidence, ledger, linkbacks, links, posts, urls
from crawler.store.statements import ask_for, chunks, insert_new
from crawler.verify import Mention

_SNIPPET = 500


def ask_sources(store: Store, run: int, blog: int) -> int:
    """Put the sources that a blog's listings name now, and that are due, in the ledger; how many they are.

    Left out are posts that were read, under whatever spelling, and link to the post (that is known), and what
    this run asked for already. Of a read post without such a link only a look at its whole page tells that
    it has none.
    """
    with store.writing() as connection:
        wanted = select(linkbacks.c.source).distinct().join(posts, linkbacks.c.post == posts.c.id)
        wanted = wanted.join(urls, linkbacks.c.source == urls.c.id).where(urls.c.url.like("http%"))
        wanted = wanted.where(_listed(blog), ~_seen_to_link(), ~_asked(run, blog), ~_fresh(int(time.time())))
        keys = list(connection.execute(wanted.order_by(linkbacks.c.source)).scalars())
        known = known_sources(connection, keys, _listed(blog))
        keys = [key for key in keys if key not in known]
        rows = [{"url": key, "blog": blog, "role": Role.SOURCE, "post": None, "rank": 0.0} for key in keys]
        for part in chunks(rows):
            ask_for(connection, run, part)
    return len(keys)


def _listed(blog: int) -> ColumnElement[bool]:
    shown = linkbacks.c.source.is_not(None) & linkbacks.c.gone_run.is_(None)
    return and_(posts.c.blog == blog, posts.c.gone_run.is_(None), shown)


def _seen_to_link() -> ColumnElement[bool]:
    other = posts.alias()
    read = exists().where(other.c.url == linkbacks.c.source, other.c.reading == "read")
    linking = (links.c.page == linkbacks.c.source) & (links.c.target == posts.c.url)
    return read & exists().where(linking, links.c.region != "comments")


def disproved() -> ColumnElement[bool]:
    """Of a linkback and its post: whether its source was fetched, and links there no more or never did."""
    same = (evidence.c.source == linkbacks.c.source) & (evidence.c.target == posts.c.url)
    last = select(evidence.c.verdict).where(same).order_by(evidence.c.run.desc()).limit(1)
    return func.coalesce(last.scalar_subquery() == "removed", False)


def _asked(run: int, blog: int) -> ColumnElement[bool]:
    mine = (ledger.c.url == linkbacks.c.source) & (ledger.c.blog == blog)
    return exists().where(mine, (ledger.c.role != Role.SOURCE) | (ledger.c.run == run))


def _fresh(now: int) -> ColumnElement[bool]:
    """Whether it was looked at, for this very post, not too long ago. One at a private address was not: the
    user may have named its network since."""
    same = (evidence.c.source == linkbacks.c.source) & (evidence.c.target == posts.c.url)
    same &= func.coalesce(evidence.c.error, "") != "private_address"
    times = (
        (evidence.c.verdict == verdict) & evidence.c.fetched.between(now - seconds + 1, now + schedule.DAY)
        for verdict, seconds in schedule.CHECKED_AGAIN.items()
    )
    return exists().where(same, or_(*times))


def targets_of(
    connection: Connection, blog: int, sources: Collection[int]
) -> dict[int, tuple[tuple[str, ...], ...]]:
    """For each source the posts of the blog whose listings name it now, each with its other addresses."""
    if not sources:
        return {}
    rows: list[Any] = []
    wanted = select(linkbacks.c.source, posts.c.url.label("post"), urls.c.url).distinct()
    wanted = wanted.join(posts, linkbacks.c.post == posts.c.id).join(urls, posts.c.url == urls.c.id)
    for part in chunks(sources):
        rows += connection.execute(wanted.where(_listed(blog), linkbacks.c.source.in_(part)))
    others = _other_names(connection, blog, {row.post: row.url for row in rows})
    found: dict[int, tuple[tuple[str, ...], ...]] = {}
    for row in rows:
        found[row.source] = (*found.get(row.source, ()), (row.url, *others[row.post]))
    return found


def _other_names(connection: Connection, blog: int, wanted: Mapping[int, str]) -> dict[int, list[str]]:
    """Addresses that redirect to a post, its short address, and that below the blog's former home."""
    former = select(blogs.c.prefix, blogs.c.moved_from).where(blogs.c.id == blog)
    prefix, moved_from = connection.execute(former).one()
    found: dict[int, list[str]] = {key: [] for key in wanted}
    for part in chunks(wanted):
        same = select(aliases.c.target, urls.c.url).join(urls, aliases.c.url == urls.c.id)
        same = same.where(aliases.c.target.in_(part), aliases.c.how.in_(("redirect", "shortlink")))
        for target, url in connection.execute(same.order_by(aliases.c.url)):
            found[target].append(url)
    for key, url in wanted.items():
        scheme, _, rest = url.partition("://")
        if moved_from and rest.startswith(prefix):
            found[key].append(f"{scheme}://{moved_from}{rest[len(prefix) :]}")
    return found


def store_evidence(context: Context, batch: Sequence[Harvest]) -> None:
    """Store what the sources of a batch showed, a row for each post that lists them."""
    rows = [row for h in batch if h.task.role is Role.SOURCE for row in _rows(context, h)]
    insert_new(context.connection, evidence, rows)


def _rows(context: Context, harvest: Harvest) -> Iterator[dict[str, Any]]:
    mentions = dict(harvest.mentions)
    for target, *_ in harvest.task.targets:
        mention = mentions.get(target)
        yield {
            "source": harvest.task.url_id,
            "target": context.ids[target],
            "run": context.run,
            "verdict": _verdict(harvest, mention),
            "exact": int(mention.exact) if mention is not None else None,
            "status": harvest.status,
            "error": "feed" if mention is not None and mention.partial else harvest.reason,
            "rel": mention.rel if mention is not None else None,
            "anchor": mention.anchor if mention is not None else None,
            "snippet": mention.snippet[:_SNIPPET] if mention is not None and mention.snippet else None,
            "fetched": context.now,
        }


def _verdict(harvest: Harvest, mention: Mention | None) -> str:
    """As the Webmention specification has it: only 410, or a page without the link, is a removal."""
    if mention is not None and mention.partial:
        return "unreachable"
    if harvest.state == "done":
        return "verified" if mention is not None and mention.found else "removed"
    return "removed" if harvest.status == 410 else "unreachable"
