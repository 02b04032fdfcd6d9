"""Statements that several writers of the store share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Dialect,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

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


def execute_many(
    connection: Connection, statement: Insert | Update, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Execute a statement for each row: what `connection.execute` does, without its work on each value.

    All rows name the same parameters, more than one. The statement is to be one that is made once: what
    becomes of it is kept.
    """
    if connection.dialect.paramstyle != "qmark":
        connection.execute(statement, rows)
        return
    text, values = _plain(statement, tuple(rows[0]), connection.dialect)
    connection.exec_driver_sql(text, [values(row) for row in rows])


@lru_cache(maxsize=256)
def _plain(
    statement: Insert | Update, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    """A statement as text, and what makes the values of its question marks of a row with these names."""
    columns = statement.table.columns if isinstance(statement, Insert) else ()
    defaults = {
        one.name: one.default.arg for one in columns if isinstance(one.default, ScalarElementColumnDefault)
    }
    compiled = statement.compile(dialect=dialect, column_keys=[*dict.fromkeys((*names, *defaults))])
    order = compiled.positiontup or ()
    stated = {**compiled.params, **defaults}
    fixed = {name: stated[name] for name in order if name not in names}
    kinds = {name: compiled.binds[name].type.dialect_impl(dialect) for name in order}
    made = {name: make for name, kind in kinds.items() if (make := kind.bind_processor(dialect)) is not None}
    pick = itemgetter(*order)

    def values(row: Mapping[str, Any]) -> Any:
        whole = {**fixed, **row}
        for name, make in made.items():
            whole[name] = make(whole[name])
        return pick(whole)

    return str(compiled), values if fixed or made else pick


def among(dialect: str, column: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a column holds one of the parameter `keys`, a list of integers.

    For SQLite that is one value, however many they are: a list of question marks is written, read and planned
    anew for each number of them. Not for texts: SQLite ends those of JSON at a NUL.
    """
    if dialect != "sqlite":
        return column.in_(bindparam("keys", expanding=True))
    keys = func.json_each(bindparam("keys", type_=JSON)).table_valued("value")
    return column.in_(select(keys.c.value))


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        execute_many(connection, _insert_new(connection.dialect.name, table), rows)


@cache
def _insert_new(dialect: str, table: Table) -> sqlite.Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


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
    execute_many(connection, _upsert(connection.dialect.name, table, changed), rows)


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
    execute_many(connection, _ask(connection.dialect.name), full)


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
