"""Posts at new addresses since their blog was relaunched, though nothing at the old ones says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Stated(NamedTuple):
    """A post as its blog states it: keys of its URL and its blog, and the runs that met it first, and that
    found it gone (None while it is there)."""

    url: int
    blog: int
    title: str | None
    published: str | None
    first_run: int
    gone_run: int | None


def relaunched(posts: Iterable[Stated]) -> Iterator[tuple[int, int]]:
    """(former URL, present URL) of posts: one that is gone, and one of the same blog, title and day that a
    later run met first. Where several are there, or were met at once, none is taken for another."""
    alike: dict[tuple[int, str, str], list[Stated]] = defaultdict(list)
    for post in posts:
        if post.title and post.published:
            alike[post.blog, post.title.strip().casefold(), post.published[:10]].append(post)
    for group in alike.values():
        here = [post for post in group if post.gone_run is None]
        met = [post.first_run for post in group]
        if len(here) == 1 and len(set(met)) == len(group) and here[0].first_run == max(met):
            yield from ((post.url, here[0].url) for post in group if post is not here[0])
