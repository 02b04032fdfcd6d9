"""What earlier runs found out of a blog: the links of its home page, and ways that never led to a post."""

from __future__ import annotations

from sqlalchemy import select

from crawler.harvest import Role
from crawler.store.opening import Store
from crawler.store.post_rows import named_by_rest
from crawler.store.schema import blogs, links, posts, urls


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
