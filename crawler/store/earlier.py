"""What earlier runs found out of a blog: the links of its home page, ways that never led to a post, and when
its own pages were walked."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from sqlalchemy import func, select

from crawler.discovery import date_place
from crawler.harvest import Role
from crawler.schedule import DAY, WALKED_AGAIN, lately
from crawler.store.blog_rows import unix
from crawler.store.opening import Store
from crawler.store.post_rows import named_by_rest
from crawler.store.schema import blogs, events, links, posts, urls

NEWEST = 50
"""Posts of a feed of which the form of its addresses is learned."""
RUNS_BACK = 10
"""Runs in which it is looked up what was told of a blog: several lists of seeds may take turns."""


def links_of_home(store: Store, blog: int) -> tuple[str, ...]:
    """The links of a blog's home page, when it was read last."""
    with store.reading() as connection:
        wanted = select(urls.c.url).join(links, links.c.target == urls.c.id)
        home = select(blogs.c.home).where(blogs.c.id == blog).scalar_subquery()
        return tuple(connection.execute(wanted.where(links.c.page == home)).scalars())


def fruitless(store: Store, blog: int) -> frozenset[Role]:
    """Ways of discovery that have never named a post of a blog."""
    mine = select(posts.c.id).where(posts.c.blog == blog)
    named = {
        Role.REST: named_by_rest(blog),
        Role.SITEMAP: mine.where(posts.c.in_sitemap == 1),
        Role.FEED: mine.where(posts.c.in_feed == 1),
    }
    with store.reading() as connection:
        return frozenset(
            way for way, found in named.items() if connection.execute(found.limit(1)).first() is None
        )


def told_of(store: Store, run: int, blog: int, reason: str) -> bool:
    """Whether one of the last runs before this one counted an event of this name for a blog."""
    # Run by run: by blog alone the events have no index.
    before = events.c.run.in_(range(run - RUNS_BACK, run))
    mine = before & (events.c.blog == blog) & (events.c.reason == reason)
    with store.reading() as connection:
        return connection.execute(select(events.c.run).where(mine).limit(1)).first() is not None


def walked_lately(store: Store, blog: int) -> bool:
    """Whether a blog's own pages were walked to their end within `schedule.WALKED_AGAIN`."""
    with store.reading() as connection:
        walked = connection.execute(select(blogs.c.walked).where(blogs.c.id == blog)).scalar()
    return lately(walked or 0, int(time.time()), WALKED_AGAIN)


def feed_goes_back(store: Store, run: int, blog: int) -> bool:
    """Whether the feed names a post that was known before this run, and that is older than those which were
    not: then none was published between. True of a feed that names nothing, too."""
    mine = select(posts.c.first_run, posts.c.published).where(posts.c.blog == blog, posts.c.feed_run == run)
    with store.reading() as connection:
        rows = connection.execute(mine).all()
    new = [unix(row.published or "") for row in rows if row.first_run == run]
    old = [unix(row.published or "") for row in rows if row.first_run < run]
    if not new:
        return bool(old) or not rows
    return bool(old) and 0 < min(old) <= min(new)


def newest_of_feed(store: Store, blog: int) -> tuple[str, ...]:
    """Addresses of posts that a blog's feed names, the newest of them."""
    mine = (
        select(urls.c.url)
        .join(posts, posts.c.url == urls.c.id)
        .where(posts.c.blog == blog, posts.c.in_feed == 1)
    )
    with store.reading() as connection:
        return tuple(connection.execute(mine.order_by(posts.c.id.desc()).limit(NEWEST)).scalars())


def some_posts(store: Store, blog: int) -> tuple[str, ...]:
    """Addresses of posts of a blog, those that were named last."""
    wanted = select(urls.c.url).join(posts, posts.c.url == urls.c.id).where(posts.c.blog == blog)
    with store.reading() as connection:
        return tuple(connection.execute(wanted.order_by(posts.c.id.desc()).limit(NEWEST)).scalars())


def in_sitemap(store: Store, run: int, blog: int, most: int) -> tuple[str, ...]:
    """Addresses of posts that a blog's sitemap names in this run, at most so many."""
    wanted = select(urls.c.url).join(posts, posts.c.url == urls.c.id)
    mine = wanted.where(posts.c.blog == blog, posts.c.sitemap_run == run).limit(most)
    with store.reading() as connection:
        return tuple(connection.execute(mine).scalars())


def never_in_sitemap(store: Store, run: int, blog: int) -> int:
    """How many posts of a blog were read in earlier runs, and are there, that no sitemap has named."""
    mine = (posts.c.blog == blog) & (posts.c.type == "post") & posts.c.gone_run.is_(None)
    mine &= (posts.c.first_run < run) & posts.c.fetched.is_not(None)
    with store.reading() as connection:
        wanted = select(func.count()).where(mine, func.coalesce(posts.c.in_sitemap, 0) != 1)
        found: int = connection.execute(wanted).scalar_one()
    return found


def lacks_most(store: Store, run: int, blog: int, named: int) -> bool:
    """Whether the blog had more than twice as many posts in earlier runs as are `named` now."""
    mine = (posts.c.blog == blog) & (posts.c.type == "post") & posts.c.gone_run.is_(None)
    with store.reading() as connection:
        wanted = select(func.count()).where(mine, posts.c.first_run < run)
        known: int = connection.execute(wanted).scalar_one()
    return known > 2 * named


def reach_of_feed(store: Store, run: int, blog: int) -> float | None:
    """The end (by `discovery.date_place`) of the month down to which the feed names all posts of a blog.

    None where that cannot be told: where it is not in the order of their dates, or was read in an earlier run
    as well, so that its order is not known.
    """
    wanted = select(posts.c.first_run, posts.c.published).where(posts.c.blog == blog, posts.c.feed_run == run)
    with store.reading() as connection:
        rows = connection.execute(wanted.order_by(posts.c.id)).all()
    dates = [row.published or "" for row in rows if row.first_run == run]
    moments = [unix(date) for date in dates]
    if not rows or len(dates) < len(rows) or not all(moments) or moments != sorted(moments, reverse=True):
        return None
    # The blog may count its days in another zone than its feed does.
    last = datetime.fromtimestamp(moments[-1] + DAY, UTC)
    return date_place(last.year, last.month, 31)
