"""The dictionary of URLs: text to integer, and what each blog's URLs are already known as."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from crawler import urls as identities
from crawler.harvest import Role
from crawler.store.schema import aliases, ledger, urls
from crawler.store.statements import chunks, insert_many, next_id

REMEMBERED = 25_000
"""URLs kept in memory before the memory is emptied: about 7 MB."""

_PAGES = (Role.POST, Role.ARCHIVE)


class UrlIds:
    """Integers of URLs within one writer. After a transaction that failed `forget` must be called.

    `known` are those in memory, for loops in which a call for each URL would be dear.
    """

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def learn(self, connection: Connection, wanted: Iterable[str]) -> None:
        """Look up or store all of `wanted`, so that `self[url]` answers for each of them."""
        if len(self.known) > REMEMBERED:
            self.known.clear()
        missing = [url for url in dict.fromkeys(wanted) if url not in self.known]
        if missing:
            self.known.update(_stored(connection, missing))
        new = [url for url in missing if url not in self.known]
        if new:
            self._store(connection, new)

    def forget(self) -> None:
        """Drop what is remembered: the transaction that stored it was undone."""
        self.known.clear()

    def __getitem__(self, url: str) -> int:
        return self.known[url]

    def _store(self, connection: Connection, new: Sequence[str]) -> None:
        first = next_id(connection, urls)
        insert_many(connection, urls, list(enumerate(new, first)))
        self.known.update((url, key) for key, url in enumerate(new, first))


def _stored(connection: Connection, wanted: list[str]) -> Iterable[tuple[str, int]]:
    if connection.dialect.name == "sqlite":
        # One parameter for all of them: an IN list of hundreds is written and parsed anew each time.
        query = "SELECT url, id FROM urls WHERE url IN (SELECT value FROM json_each(?))"
        return [(row[0], row[1]) for row in connection.exec_driver_sql(query, (json.dumps(wanted),))]
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
        led: dict[int, int] = {}
        for text, key, role, run, state, target in connection.execute(_of_blog(blog)):
            mark = _mark(text, Role(role))
            ids.setdefault(mark, key)
            if target is not None:
                led[mark] = target
            if run == self._run and state != "known":
                asked.add(mark)
        posts = set(ids.values())
        ids.update((mark, target) for mark, target in led.items() if target in posts)
        self._ids[blog], self._asked[blog] = ids, asked


def _of_blog(blog: int) -> Select[Any]:
    """All URLs of a blog's ledger, those that redirected with the address that they led to last."""
    c = ledger.c
    columns = select(urls.c.url, c.url, c.role, c.run, c.state, aliases.c.target)
    redirected = (aliases.c.url == c.url) & (aliases.c.how == "redirect") & (c.role == Role.POST)
    joined = columns.join(urls, c.url == urls.c.id).outerjoin(aliases, redirected)
    return joined.where(c.blog == blog).order_by(aliases.c.last_run)


def _mark(url: str, role: Role) -> int:
    """A hash instead of the text: 100,000 known URLs stay below 20 MB."""
    return hash(identities.identity(url)) if role in _PAGES or role is Role.HOME else hash((url, ""))
