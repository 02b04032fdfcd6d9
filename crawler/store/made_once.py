"""Statements that every batch needs, made once, since making one costs more than its rows. `dialect` is the
name of the connection's: "sqlite", "postgresql"."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Delete, Select, bindparam, delete, insert, select, update

from crawler.store.schema import ledger, links, posts, tags
from crawler.store.statements import among

NEW_POSTS = insert(posts)

STATED = (
    update(ledger)
    .where((ledger.c.url == bindparam("key")) & (ledger.c.blog == bindparam("of")))
    .values(stated_modified=bindparam("stamp"))
)
"""Sets the date of modification that a way states for the post `key` of a blog `of`."""

TAGS = select(tags.c.tag, tags.c.id).where(tags.c.tag.in_(bindparam("words", expanding=True)))
"""The tags `words` and their integers."""


@cache
def posts_at(dialect: str) -> Select[Any]:
    """Rows of posts at the URLs `keys`."""
    return select(posts, posts.c.count.label("stated")).where(among(dialect, posts.c.url))


@cache
def without_links(dialect: str) -> Delete:
    """Drops the links of the pages `keys`."""
    return delete(links).where(among(dialect, links.c.page))
