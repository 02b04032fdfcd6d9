"""Rows of posts that are another address of a post: one that moved with its blog has a row at both places.

The report takes them for one page (`analysis.pages`), for which the best read row speaks. Who counts posts
leaves the others out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, case, func, or_, select

from crawler.seeds import prefix_of
from crawler.store.schema import aliases, blogs, posts, urls

_OLD, _NEW = posts.alias("old"), posts.alias("new")
_LEFT, _HERE = urls.alias("left"), urls.alias("here")


def superseded(connection: Connection) -> dict[int, tuple[int, str]]:
    """Rows of posts for whose page another one speaks, neither of them gone: {id: (blog, reading)}."""
    found: dict[int, tuple[int, str]] = {}
    for wanted in (_led_on(), *(_left_behind(*move) for move in _moves(connection))):
        found.update((key, (blog, reading)) for key, blog, reading in connection.execute(wanted))
    return found


def _led_on() -> Select[Any]:
    """Of pairs of posts that redirects and canonical links make one page: not those with two titles, whatever
    their canonical link says, and not what leads to a home page, as dead pages do."""
    same = (aliases.c.how == "redirect") | (_OLD.c.title == _NEW.c.title)
    same |= (_OLD.c.reading != "read") | (_NEW.c.reading != "read")
    pairs = _worse().join(aliases, aliases.c.url == _OLD.c.url).join(_NEW, _NEW.c.url == aliases.c.target)
    pairs = pairs.join(_LEFT, _LEFT.c.id == _OLD.c.url).join(_HERE, _HERE.c.id == _NEW.c.url)
    homes = select(blogs.c.home)
    return pairs.where(aliases.c.how != "moved", same, _NEW.c.url.not_in(homes), *_BOTH_THERE)


def _left_behind(of: set[int], old: str, new: str) -> Select[Any]:
    """Of posts of some blogs below a prefix that they left, and the same paths below the new one."""
    pairs = _worse().join(_LEFT, _LEFT.c.id == _OLD.c.url).join(_HERE, _HERE.c.url.in_(_moved(old, new)))
    pairs = pairs.join(_NEW, _NEW.c.url == _HERE.c.id)
    return pairs.where(_OLD.c.blog.in_(of), *_BOTH_THERE)


_BOTH_THERE = (_OLD.c.gone_run.is_(None), _NEW.c.gone_run.is_(None), _OLD.c.id != _NEW.c.id)


def _worse() -> Select[Any]:
    old, new = ((_rank(one), url.c.url) for one, url in ((_OLD, _LEFT), (_NEW, _HERE)))
    takes_place = or_(new[0] < old[0], and_(old[0] == new[0], new[1] < old[1]))
    key, blog, reading = (case((takes_place, _OLD.c[n]), else_=_NEW.c[n]) for n in ("id", "blog", "reading"))
    return select(key, blog, reading).select_from(_OLD)


def _rank(post: FromClause) -> ColumnElement[int]:
    return case((post.c.reading == "read", 0), (post.c.reading == "inferred", 1), else_=2)


def _moved(old: str, new: str) -> list[ColumnElement[str]]:
    """The spellings that an address below one prefix may have below another."""
    bare = func.replace(
        func.replace(_LEFT.c.url, f"://www.{old}", f"://{old}"), f"http://{old}", f"https://{old}"
    )
    return [
        func.replace(bare, f"https://{old}", f"{scheme}://{www}{new}")
        for scheme in ("http", "https")
        for www in ("", "www.")
    ]


def _moves(connection: Connection) -> Iterator[tuple[set[int], str, str]]:
    """(blogs, prefix that they left, prefix where their posts may be now), also over several moves."""
    wanted = select(blogs.c.id, blogs.c.moved_from, blogs.c.prefix)
    told = [(row.id, _bare(row.moved_from or ""), _bare(row.prefix)) for row in connection.execute(wanted)]
    steps = {(old, new) for _, old, new in told if old}
    if not steps:
        return
    homes = select(_LEFT.c.url, _HERE.c.url).select_from(aliases).where(aliases.c.how == "moved")
    homes = homes.join(_LEFT, _LEFT.c.id == aliases.c.url).join(_HERE, _HERE.c.id == aliases.c.target)
    steps |= {(_bare(prefix_of(old)), _bare(prefix_of(new))) for old, new in connection.execute(homes)}
    owners: dict[str, set[int]] = defaultdict(set)
    for blog, _, prefix in told:
        owners[prefix].add(blog)
    for prefix in {new for _, old, new in told if old}:
        places = [prefix]
        for place in places:
            places += sorted({old for old, new in steps if new == place} - set(places))
        for new, old in combinations(places, 2):
            # What lies below both has not moved: a blog that moved to the folder above holds its old one.
            if not (old.startswith(new) or new.startswith(old)):
                yield owners[prefix] | owners[old], old, new


def _bare(prefix: str) -> str:
    return prefix.removeprefix("www.")
