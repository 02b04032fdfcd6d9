"""Sources that need no look: posts that were read under another spelling, and link to all that list them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, select

from crawler.store.schema import linkbacks, links, posts, urls
from crawler.store.statements import chunks
from crawler.urls import identity

Identities = Mapping[int, set[str]]


def known_sources(connection: Connection, sources: Iterable[int], listed: ColumnElement[bool]) -> set[int]:
    """Those of some sources (keys of `urls`) that stand for a post which was read and links to each of the
    posts that list them; `listed` says which linkbacks and posts count."""
    found: set[int] = set()
    for part in chunks(sources):
        named = _named(connection, part)
        pages = _read_posts(connection, set(named.values()))
        cited = _cited(connection, set().union(*pages.values()))
        for source, listing in _listing(connection, part, listed).items():
            of_source = (cited.get(page, set()) for page in pages.get(named[source], ()))
            if any(listing <= targets for targets in of_source):
                found.add(source)
    return found


def _named(connection: Connection, keys: list[int]) -> dict[int, str]:
    rows = connection.execute(select(urls.c.id, urls.c.url).where(urls.c.id.in_(keys)))
    return {key: identity(url) for key, url in rows}


def _read_posts(connection: Connection, wanted: set[str]) -> dict[str, set[int]]:
    """By identity, the addresses under which posts were read."""
    found: dict[str, set[int]] = defaultdict(set)
    read = select(urls.c.id, urls.c.url).join(posts, posts.c.url == urls.c.id)
    read = read.where(posts.c.reading == "read", posts.c.gone_run.is_(None))
    for part in chunks(spelling for name in sorted(wanted) for spelling in _spellings(name)):
        for key, url in connection.execute(read.where(urls.c.url.in_(part))):
            found[identity(url)].add(key)
    return found


def _spellings(name: str) -> Iterator[str]:
    """How blogs write an identity most often: either scheme, with `www.` and a closing slash, or without."""
    _, _, rest = name.partition("://")
    ends = (rest,) if "?" in rest or rest.endswith("/") else (rest, f"{rest}/")
    for begin in ("https://", "http://", "https://www.", "http://www."):
        yield from (begin + end for end in ends)


def _cited(connection: Connection, pages: set[int]) -> Identities:
    """What each page links outside its comments."""
    found: dict[int, set[str]] = defaultdict(set)
    wanted = select(links.c.page, urls.c.url).join(urls, links.c.target == urls.c.id)
    wanted = wanted.where(links.c.region != "comments")
    for part in chunks(sorted(pages)):
        for page, url in connection.execute(wanted.where(links.c.page.in_(part))):
            found[page].add(identity(url))
    return found


def _listing(connection: Connection, sources: list[int], listed: ColumnElement[bool]) -> Identities:
    """The posts that list each source."""
    found: dict[int, set[str]] = defaultdict(set)
    wanted = select(linkbacks.c.source, urls.c.url).distinct().join(posts, linkbacks.c.post == posts.c.id)
    wanted = wanted.join(urls, posts.c.url == urls.c.id).where(listed, linkbacks.c.source.in_(sources))
    for source, url in connection.execute(wanted):
        found[source].add(identity(url))
    return found
