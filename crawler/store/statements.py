"""Statements that several writers of the store share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, func, select
from sqlalchemy.dialects import sqlite

from crawler.store.schema import ledger

CHUNK = 500
"""Parameters of one IN list: databases bound their number."""
VALUES = 999
"""Values of one INSERT of many rows: older SQLites take no more."""

T = TypeVar("T")


def chunks(rows: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Rows in lists of at most `size`."""
    it = iter(rows)
    while part := list(islice(it, size)):
        yield part


def _insert(dialect: str, table: Table) -> sqlite.Insert:
    """The dialect's INSERT, which knows ON CONFLICT; both dialects spell it alike."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)  # type: ignore[return-value]
    return sqlite.insert(table)


def insert_many(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows that hold all columns of the table, in its order: the quick way for many small rows.

    SQLAlchemy's own way handles each parameter of each row, which costs more than the insertion itself; and
    SQLite inserts many rows of one statement in two thirds of the time of as many statements.
    """
    names = [column.name for column in table.columns]
    if connection.dialect.paramstyle != "qmark":
        if rows:
            connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
        return
    into = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES "
    marks, size = f"({', '.join('?' * len(names))})", VALUES // len(names)
    whole = len(rows) - len(rows) % size
    for part in chunks(rows[:whole], size):
        connection.exec_driver_sql(into + ", ".join([marks] * size), tuple(chain.from_iterable(part)))
    if whole < len(rows):
        connection.exec_driver_sql(into + marks, list(rows[whole:]))


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        connection.execute(_insert(connection.dialect.name, table).on_conflict_do_nothing(), rows)


def upsert_selected(connection: Connection, table: Table, names: Sequence[str], rows: Select[Any]) -> None:
    """Insert what a query finds, or set these columns of rows whose key is there."""
    # SQLite cannot tell ON CONFLICT from the ON of a join where a query has no condition: ours have one.
    into = _insert(connection.dialect.name, table).from_select(names, rows)
    keys = [column.name for column in table.primary_key]
    new = {name: into.excluded[name] for name in names if name not in keys}
    connection.execute(into.on_conflict_do_update(index_elements=keys, set_=new))


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *changed: str) -> None:
    """Insert rows, or set the `changed` columns of those whose key is there."""
    if not rows:
        return
    connection.execute(_upsert(connection.dialect.name, table, changed), rows)


@cache
def _upsert(dialect: str, table: Table, changed: tuple[str, ...]) -> sqlite.Insert:
    stmt = _insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    new = {name: stmt.excluded[name] for name in changed}
    return stmt.on_conflict_do_update(index_elements=keys, set_=new)


def ask_for(connection: Connection, run: int, rows: Sequence[dict[str, Any]]) -> None:
    """Put URLs in the ledger to be fetched.

    A URL that this run asked for before stays as it is, and so does one that turned out to be a post: those
    are fetched again by decision, not because a page links there.
    """
    if not rows:
        return
    full = [{"state": "waiting", **row, "run": run, "tries": 0} for row in rows]
    connection.execute(_ask(connection.dialect.name), full)


@cache
def _ask(dialect: str) -> sqlite.Insert:
    stmt = _insert(dialect, ledger)
    return stmt.on_conflict_do_update(
        index_elements=["url", "blog"],
        set_={c: stmt.excluded[c] for c in ("role", "post", "rank", "state", "run", "tries")},
        where=(ledger.c.run < stmt.excluded.run) & (ledger.c.role != "post"),
    )


def next_id(connection: Connection, table: Table) -> int:
    """The first unused integer of a table, within a transaction that writes."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1
