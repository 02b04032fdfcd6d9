"""Stores of former versions: brought up when they are opened, with what they hold."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from analysis import load
from crawler.errors import StoreError
from crawler.store import open_store, opening
from crawler.store.schema import SCHEMA_VERSION
from tests.made_network import ALPHA, A, three_blogs


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A store as version 1 made it."""
    path = tmp_path / "old.db"
    three_blogs().write(path)
    with closing(sqlite3.connect(path)) as base:
        # SQLite drops no column that refers to another table: the table is made anew without it.
        [(made,)] = base.execute("select sql from sqlite_master where name = 'posts'").fetchall()
        indexes = "select sql from sqlite_master where type = 'index' and tbl_name = 'posts' and sql <> ''"
        again = base.execute(indexes).fetchall()
        later = "first_read|feed_run|sitemap_run|closed_run"
        columns = [
            row[1] for row in base.execute("pragma table_info(posts)") if row[1] not in later.split("|")
        ]
        without = re.sub(
            rf"\s*(?:{later}) INTEGER,|\s*FOREIGN KEY\((?:{later})\) REFERENCES runs \(id\),", "", made
        )
        base.execute("alter table posts rename to newer")
        base.execute(without)
        base.execute(f"insert into posts select {', '.join(columns)} from newer")
        base.execute("drop table newer")
        for (index,) in again:
            base.execute(index)
        base.execute("drop index ledger_post")
        base.execute("alter table blogs drop column walked")
        base.execute("alter table blogs drop column commented")
        base.execute("alter table runs drop column blogs")
        base.execute("drop index aliases_target")
        base.execute("update meta set value = '1' where key = 'schema_version'")
        base.commit()
    return path


def test_a_store_of_the_first_version_is_brought_up(first_version: Path) -> None:
    open_store(first_version).close()
    with closing(sqlite3.connect(first_version)) as base:
        found = base.execute("select value from meta where key = 'schema_version'").fetchall()
        known = base.execute("select count(*) from posts where first_read = first_run").fetchall()
        indexes = "name in ('ledger_post', 'aliases_target')"
        listings = base.execute(f"select count(*) from sqlite_master where {indexes}").fetchall()
        unknown = base.execute("select count(*) from posts where first_read is null").fetchall()
        named = base.execute("select count(*) from posts where feed_run = last_run").fetchall()
        seen = base.execute("select count(*) from posts where in_feed = 1").fetchall()
    assert listings == [(2,)]
    assert named == seen != [(0,)]
    assert (found, known, unknown) == ([(str(SCHEMA_VERSION),)], [(10,)], [(2,)])


def _shape(store: Path) -> tuple[set[tuple[str, str, str]], set[str]]:
    """The columns of all tables with their types, and the names of all indexes."""
    with closing(sqlite3.connect(store)) as base:
        tables = base.execute("select name from sqlite_master where type = 'table'").fetchall()
        columns = {
            (table, row[1], row[2])
            for (table,) in tables
            for row in base.execute(f"pragma table_info({table})")
        }
        indexes = base.execute("select name from sqlite_master where type = 'index'").fetchall()
    return columns, {name for (name,) in indexes}


def test_a_store_that_was_brought_up_is_made_as_a_new_one(first_version: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    open_store(new, create=True).close()
    assert _shape(first_version) != _shape(new)
    open_store(first_version).close()
    assert _shape(first_version) == _shape(new)


def test_what_it_holds_can_be_read(first_version: Path) -> None:
    with load(first_version) as corpus:
        posts = corpus.posts.set_index("url")
    assert posts.loc[A[1], "first_read"] == 1
    assert set(posts["blog_id"]) == {0, 1, 2}
    assert ALPHA in posts.index[0]


def test_two_programs_that_open_it_at_once_bring_it_up_once(
    first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated, migrate, both = opening._migrated, opening.migrate, threading.Barrier(2)

    def at_once(*given: Any) -> int:
        both.wait(60)
        return migrated(*given)

    def slowly(*given: Any) -> int:
        time.sleep(0.1)
        return migrate(*given)

    monkeypatch.setattr(opening, "_migrated", at_once)
    monkeypatch.setattr(opening, "migrate", slowly)
    with ThreadPoolExecutor(2) as programs:
        for one in [programs.submit(open_store, first_version) for _ in range(2)]:
            one.result().close()
    open_store(first_version).close()


@pytest.mark.parametrize("change", ["delete from meta", "update meta set value = 'new'"])
def test_a_store_that_states_no_version_is_none(tmp_path: Path, change: str) -> None:
    open_store(tmp_path / "s.db", create=True).close()
    with closing(sqlite3.connect(tmp_path / "s.db")) as base, base:
        base.execute(change)
    with pytest.raises(StoreError, match="is no trackgraph store: name another one"):
        open_store(tmp_path / "s.db")
