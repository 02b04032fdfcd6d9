"""The dictionary of URLs: text to integer, and what each blog's URLs are already known as."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from crawler import urls as identities
from crawler.harvest import Role
from crawler.seeds import in_scope
from crawler.store.schema import aliases, blogs, ledger, posts, urls
from crawler.store.statements import chunks, insert_many, next_id

REMEMBERED = 25_000
"""URLs kept in memory before the memory is emptied: about 7 MB."""
ASKED = 2_000
"""URLs that are looked up by one query."""

_PAGES = (Role.POST, Role.ARCHIVE)


class UrlIds:
    """Integers of URLs within one writer. After a transaction that failed `forget` must be called.

    `known` are those in memory, for loops in which a call for each URL would be dear.
    """

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def learn(self, connection: Connection, wanted: Iterable[str]) -> None:
        """Look up or store all of `wanted`, so that `self[url]` answers for each of them."""
        missing = [url for url in dict.fromkeys(wanted) if url not in self.known]
        if missing:
            self.known.update(_stored(connection, missing))
        new = [url for url in missing if url not in self.known]
        if new:
            self._store(connection, new)

    def forget(self) -> None:
        """Drop what is remembered: the transaction that stored it was undone."""
        self.known.clear()

    def trim(self) -> None:
        """Drop what is remembered where it has become much, as it has after a sitemap of 50,000 entries."""
        if len(self.known) > REMEMBERED:
            self.known.clear()

    def __getitem__(self, url: str) -> int:
        return self.known[url]

    def _store(self, connection: Connection, new: Sequence[str]) -> None:
        first = next_id(connection, urls)
        insert_many(connection, urls, list(enumerate(new, first)))
        self.known.update((url, key) for key, url in enumerate(new, first))


def _stored(connection: Connection, wanted: list[str]) -> Iterable[tuple[str, int]]:
    if connection.dialect.name == "sqlite":
        # One parameter for many of them: an IN list of hundreds is written and parsed anew each time. SQLite
        # takes the fourfold of the parameter to read it.
        query = "SELECT url, id FROM urls WHERE url IN (SELECT value FROM json_each(?))"
        found = (connection.exec_driver_sql(query, (json.dumps(part),)) for part in chunks(wanted, ASKED))
        return [(row[0], row[1]) for part in found for row in part]
    columns = select(urls.c.url, urls.c.id)
    rows = (connection.execute(columns.where(urls.c.url.in_(part))) for part in chunks(wanted))
    return [(row[0], row[1]) for part in rows for row in part]


class Known:
    """The URLs that each blog's ledger knows, by identity, and those that this run has asked for.

    Spellings of one page (http, www., tracking parameters …) are one entry, so that no page is fetched twice.
    A blog is loaded from the ledger when it is first asked about and dropped when it is finished.
    """

    def __init__(self, run: int) -> None:
        self._run = run
        self._ids: dict[int, dict[int, int]] = {}
        self._asked: dict[int, set[int]] = {}

    def forget(self, blog: int | None = None) -> None:
        """Drop one blog, or all: it is loaded anew when it is asked about again."""
        for memory in (self._ids, self._asked):
            if blog is None:
                memory.clear()
            else:
                memory.pop(blog, None)

    def page(self, connection: Connection, blog: int, url: str, key: int) -> int:
        """The integer under which the blog knows this page, in whatever spelling; `key` where it is new."""
        return self._of(connection, blog).setdefault(_mark(url, Role.POST), key)

    def find(self, connection: Connection, blog: int, url: str) -> int | None:
        """The integer under which the blog knows this page, in whatever spelling; None where it does not."""
        return self._of(connection, blog).get(_mark(url, Role.POST))

    def claim(self, connection: Connection, blog: int, url: str, role: Role, key: int) -> int | None:
        """The integer to ask for; None where this run has asked for the page already."""
        known = self._of(connection, blog)
        mark = _mark(url, role)
        if mark in self._asked[blog]:
            return None
        self._asked[blog].add(mark)
        return known.setdefault(mark, key)

    def moved(self, blog: int, url: str, key: int) -> None:
        """The post at this address goes on under another one, whose integer is `key`."""
        if blog in self._ids:
            self._ids[blog][_mark(url, Role.POST)] = key

    def _of(self, connection: Connection, blog: int) -> dict[int, int]:
        if blog not in self._ids:
            self._load(connection, blog)
        return self._ids[blog]

    def _load(self, connection: Connection, blog: int) -> None:
        ids: dict[int, int] = {}
        asked: set[int] = set()
        for text, key, role, run, state, post in connection.execute(_of_blog(), {"blog": blog}):
            mark = _mark(text, Role(role))
            # Of several spellings that under which the post is kept: feeds name places of a page ("#a12").
            if post is not None or mark not in ids:
                ids[mark] = key
            if run == self._run and state != "known":
                asked.add(mark)
        ids.update(_led(connection, blog))
        self._ids[blog], self._asked[blog] = ids, asked


@cache
def _of_blog() -> Select[Any]:
    """All URLs of the ledger of a `blog`."""
    c = ledger.c
    wanted = select(urls.c.url, c.url, c.role, c.run, c.state, posts.c.id)
    wanted = wanted.select_from(ledger.join(urls, c.url == urls.c.id).outerjoin(posts, posts.c.url == c.url))
    return wanted.where(c.blog == bindparam("blog"))


def _led(connection: Connection, blog: int) -> Iterator[tuple[int, int]]:
    """Addresses of posts that redirect, as marks, with the URL at which the blog's post stands in the end.

    What was seen last counts: posts come back to an address that they left. A redirect out of the blog, as it
    is after its own move, or to a post that is no more, says nothing.
    """
    led: dict[int, int] = {}
    marks: dict[int, int] = {}
    prefix = connection.execute(select(blogs.c.prefix).where(blogs.c.id == blog)).scalar_one()
    for text, key, goal, target, gone in connection.execute(_redirects(), {"blog": blog}):
        ends = gone is not None and target not in led
        if key not in led and not ends and in_scope(goal, prefix) and _end(led, target) != key:
            led[key], marks[key] = target, _mark(text, Role.POST)
    return ((mark, _end(led, key)) for key, mark in marks.items())


def _end(led: dict[int, int], key: int) -> int:
    while key in led:
        key = led[key]
    return key


@cache
def _redirects() -> Select[Any]:
    """Redirects of posts of a `blog` to others that it knows, the latest first. Made once: it costs more than
    its rows.

    Without those of addresses that no way named in the run in which they led on: the blog had left them, and
    where it names one again, its post may be back there.
    """
    c, goal, there, left = ledger.c, ledger.alias(), urls.alias(), posts.alias()
    mine = (c.blog == bindparam("blog")) & (c.role == Role.POST)
    columns = select(urls.c.url, c.url, there.c.url, there.c.id, posts.c.gone_run)
    joined = columns.join(urls, c.url == urls.c.id)
    joined = joined.join(aliases, (aliases.c.url == c.url) & (aliases.c.how == "redirect"))
    joined = joined.join(goal, (goal.c.url == aliases.c.target) & (goal.c.blog == c.blog))
    joined = joined.join(there, there.c.id == goal.c.url).outerjoin(posts, posts.c.url == goal.c.url)
    named = func.coalesce(left.c.gone_run == left.c.last_run, True)
    joined = joined.outerjoin(left, left.c.url == c.url).where(mine, named)
    return joined.order_by(aliases.c.last_run.desc())


def _mark(url: str, role: Role) -> int:
    """A hash instead of the text: 100,000 known URLs stay below 20 MB."""
    return hash(identities.identity(url)) if role in _PAGES or role is Role.HOME else hash((url, ""))
