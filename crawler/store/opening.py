"""Opening a store: engine, tables, version, and one clear line for everything that can be wrong with it."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
)

from crawler.errors import StoreError
from crawler.store import schema
from crawler.store.migrations import migrate
from crawler.store.statements import chunks

BUSY_SECONDS = 30.0
"""How long a writer waits for another one before it says that the store is locked."""
_WRITER = 7_261_931
"""The lock of PostgreSQL that its one writer has; `runs` has that of the crawl as a whole."""
_OF_ROWS = ("22", "54")
"""Classes of PostgreSQL's errors that a row is to blame for: what no text can hold, what is too long.
https://www.postgresql.org/docs/current/errcodes-appendix.html"""
_NO_STORE = "is no trackgraph store: name another one"
_AGAIN = "; run the same command again when it is back"
_CAUSES = (
    ("is locked", "is locked: another program is writing to it; try again when it is through"),
    ("readonly", "cannot be written: it is read-only"),
    ("read-only", "cannot be written: it is read-only"),
    ("is full", "cannot be written: the disk is full"),
    ("No space", "cannot be written: the disk is full"),
    ("not a database", _NO_STORE),
    ("malformed", "is damaged: restore a copy of it, or name another store"),
    ("unable to open", "cannot be opened: no such folder, or no permission"),
    ("disk I/O error", "cannot be read or written: disk I/O error; is the disk full?"),
    ("create a connection", "cannot be reached: its server does not answer" + _AGAIN),
    ("network error", "cannot be read or written: the connection to its server broke" + _AGAIN),
    ("terminating connection", "cannot be read or written: its server ended the connection" + _AGAIN),
    ("shutting down", "cannot be read or written: its server is shutting down" + _AGAIN),
)


class Store:
    """An open store, a context manager. `engine` is for the modules of `crawler.store` only."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    def close(self) -> None:
        """Release the connections; the store may be opened again at any time."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The file of a SQLite store; None for other databases."""
        database = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        return Path(database.removeprefix("file:")) if database else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store; database errors come out as StoreError."""
        with wrapped(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept or nothing; database errors come out as StoreError, those aside
        that a row is to blame for."""
        with wrapped(self.name, rows=True), self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    def is_free(self) -> bool:
        """Whether nobody is writing to a SQLite store at this moment; of other databases it is not asked."""
        if self.path is None:
            return True
        with wrapped(self.name), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout=0")
            try:
                cursor.execute("BEGIN IMMEDIATE")
                cursor.execute("ROLLBACK")
            except sqlite3.OperationalError:
                return False
            finally:
                cursor.execute(f"PRAGMA busy_timeout={1000 * BUSY_SECONDS:.0f}")
        return True


def open_store(url: str | Path = "trackgraph.db", *, create: bool = False) -> Store:
    """Open the store at a path or an SQLAlchemy URL; with `create`, make it where there is none.

    Raises StoreError, in one line, where there is no store (and `create` is off), where the file is something
    else, of another version, damaged, locked or read-only. Opening an existing store only for reading works
    on a read-only file, in a read-only folder or file system too.
    """
    address = _address(url)
    name = shown_name(url)
    _refuse_missing(address, name, create=create)
    engine = _engine(address if create else _as_it_lies(address), name)
    try:
        _connect(engine, name)
        with wrapped(name):
            _prepare(engine, name, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, name)


def shown_name(store: str | Path) -> str:
    """A store as it may be printed and kept: a SQLite file's path, a database URL without its password."""
    text = str(store)
    if "://" not in text:
        return text
    try:
        address = _address(text)
    except StoreError:
        return _without_password(text)
    if address.drivername.startswith("sqlite") and address.database:
        return address.database
    return _without_password(text)


def _without_password(text: str) -> str:
    text = re.sub(r"(?<=://)([^/@:]*):.*@", r"\1:***@", text)
    return re.sub(r"(?<=[?&])(password|passfile|sslpassword)=[^&]*", r"\1=***", text, flags=re.I)


def copy_store(url: str | Path, path: Path) -> None:
    """Copy a store to a new SQLite file; where there is none, nothing is made."""
    address = _address(url)
    _refuse_missing(address, shown_name(url), create=True)
    if address.get_backend_name() != "sqlite":
        _copy_rows(address, path)
    elif Path((address.database or "").removeprefix("file:")).is_file():
        with (
            open_store(url) as store,
            wrapped(store.name),
            closing(store.engine.raw_connection()) as old,
            closing(sqlite3.connect(path)) as new,
        ):
            old.driver_connection.backup(new)  # type: ignore[union-attr]


def _copy_rows(address: URL, path: Path) -> None:
    """The same from a database server, row by row."""
    url = address.render_as_string(hide_password=False)
    engine = _engine(address, shown_name(url))
    try:
        _connect(engine, shown_name(url))
        with wrapped(shown_name(url)):
            empty = not inspect(engine).get_table_names()
    finally:
        engine.dispose()
    if empty:
        return
    with (
        open_store(url) as old,
        open_store(path, create=True) as new,
        old.reading() as source,
        new.writing() as copy,
    ):
        copy.execute(schema.meta.delete())
        for table in schema.metadata.sorted_tables:
            rows = source.execute(select(table), execution_options={"stream_results": True})
            for part in chunks(rows.mappings(), 5_000):
                copy.execute(table.insert(), [dict(row) for row in part])


@contextmanager
def wrapped(name: str, *, rows: bool = False) -> Iterator[None]:
    """Turn the errors of the database into one StoreError that names the store. With `rows`, those that it
    does not take are no error of its own."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as exc:
        if rows and _is_of_row(exc):
            raise
        raise StoreError(f"The store {name} {_cause(exc)}.") from exc


def _is_of_row(exc: Exception) -> bool:
    return isinstance(exc, (DataError, IntegrityError)) or _told(exc).get("C", "")[:2] in _OF_ROWS


def _told(exc: Exception) -> dict[str, str]:
    """What PostgreSQL tells of an error, by the letters of its protocol; empty for other databases."""
    told = getattr(getattr(exc, "orig", None), "args", None)
    return told[0] if told and isinstance(told[0], dict) else {}


def _cause(exc: Exception) -> str:
    text = _told(exc).get("M") or str(getattr(exc, "orig", None) or exc)
    return next(
        (words for sign, words in _CAUSES if sign in text), f"failed: {text.splitlines()[0].rstrip('.')}"
    )


def _address(url: str | Path) -> URL:
    text = str(url)
    try:
        address = make_url(text) if "://" in text else URL.create("sqlite", database=text.strip() and text)
    except (ArgumentError, ValueError) as exc:
        raise StoreError(f"{_without_password(text)} is neither a path nor a database URL.") from exc
    if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
        # SQLite would keep it in memory, and lose it.
        raise StoreError("The store has no name: give a file (my.db), or postgresql://USER@HOST/NAME")
    if address.drivername in ("postgresql", "postgres"):
        # The driver that `trackgraph[postgresql]` brings, not the older one that SQLAlchemy would look for.
        return address.set(drivername="postgresql+pg8000")
    return address


def _refuse_missing(address: URL, name: str, *, create: bool) -> None:
    if address.get_backend_name() != "sqlite":
        return
    path = Path((address.database or "").removeprefix("file:"))
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as exc:
        raise StoreError(f"The store {name} cannot be opened: {exc.strerror}.") from exc
    if is_folder:
        raise StoreError(f"The store {name} is a folder: name a file in it.")
    if not create and not is_there:
        raise StoreError(f"There is no store {name}: run `trackgraph crawl` first, or name it with --store.")


def _as_it_lies(address: URL) -> URL:
    """The address of a store whose folder cannot be written, for reading what is in the file.

    SQLite keeps an index of the log beside a store, also to read it. A log that is not in the file yet would
    be passed over: such a store is opened as ever, and SQLite says what is wrong.
    https://www.sqlite.org/wal.html#read_only_databases
    """
    database = address.database or ""
    if address.get_backend_name() != "sqlite" or database in ("", ":memory:") or address.query:
        return address
    path = Path(database.removeprefix("file:")).absolute()
    log = Path(f"{path}-wal")
    if os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size):
        return address
    lying = f"file:{quote(str(path))}"
    return address.set(database=lying, query={"mode": "ro", "immutable": "1", "uri": "true"})


def _adding(package: str) -> str:
    """The command that adds a package to the environment that runs this, by the tool that made it."""
    if (Path(sys.prefix) / "pipx_metadata.json").exists():
        return f"pipx inject trackgraph {package}"
    if (Path(sys.prefix) / "uv-receipt.toml").exists():
        return f'uv pip install --python "{sys.executable}" {package}'
    return f'"{sys.executable}" -m pip install {package}'


def _engine(address: URL, name: str) -> Engine:
    try:
        if address.get_backend_name() != "sqlite":
            engine = create_engine(address)
            if engine.dialect.name == "postgresql":
                event.listen(engine, "begin", _begin_served)
                # What it says of a connection that broke, at length, our one line says.
                logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
            return engine
        engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})
    except ModuleNotFoundError as exc:
        if address.get_backend_name() == "postgresql":
            command = _adding("pg8000")
            raise StoreError(f"The store {name} needs the driver of PostgreSQL: {command}") from exc
        raise StoreError(f"The store {name} needs a database driver that is not installed: {exc}.") from exc
    except NoSuchModuleError as exc:
        raise StoreError(
            f"The store {name} is no path, and no database that is known: a file (my.db) or postgresql://…"
        ) from exc
    except (SQLAlchemyError, ValueError) as exc:
        raise StoreError(f"The store {name} cannot be opened: {exc}.") from exc
    event.listen(engine, "connect", _tune)
    event.listen(engine, "begin", _begin)
    return engine


def _connect(engine: Engine, name: str) -> None:
    """Connect once: a driver that the address tells too little or too much says so as Python does."""
    try:
        with wrapped(name), engine.connect():
            pass
    except (TypeError, ValueError) as exc:
        said = str(exc).removeprefix("connect() ")
        raise StoreError(
            f"The store {name} cannot be opened by this address ({said}). Write postgresql://USER@HOST/NAME"
        ) from exc


def _tune(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: `_begin` does, for reads as well, so that a reader sees
    # one state of the store. https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "synchronous=NORMAL",
        "cache_size=-4000",
        "temp_store=MEMORY",
        "journal_size_limit=67108864",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that will write says so at once: one that reads first cannot wait for another writer.
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if "writes" in connection.get_execution_options() else "BEGIN"
    )


def _begin_served(connection: Connection) -> None:
    # As in SQLite: one writer at a time, since each takes the next integers; and a reader sees one state.
    connection.exec_driver_sql(
        f"SELECT pg_advisory_xact_lock({_WRITER})"
        if "writes" in connection.get_execution_options()
        else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
    )


def _prepare(engine: Engine, name: str, *, create: bool) -> None:
    tables = set(inspect(engine).get_table_names())
    if "meta" in tables and "ledger" in tables:
        _check_version(engine, name)
    elif tables or not create:
        raise StoreError(f"The store {name} {_NO_STORE}.")
    else:
        _make(engine)


def _make(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        raw.cursor().execute("PRAGMA journal_mode=WAL")
        raw.close()
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        facts = {
            "program": "trackgraph",
            "schema_version": str(schema.SCHEMA_VERSION),
            "created": str(int(time.time())),
        }
        connection.execute(schema.meta.insert(), [{"key": k, "value": v} for k, v in facts.items()])


def _check_version(engine: Engine, name: str) -> None:
    with engine.connect() as connection:
        version = _version(connection, name)
    if version < schema.SCHEMA_VERSION:
        version = _migrated(engine, name)
    if version != schema.SCHEMA_VERSION:
        raise StoreError(
            f"The store {name} is of version {version}; this program reads version {schema.SCHEMA_VERSION}:"
            " update trackgraph, or name another store."
        )


def _version(connection: Connection, name: str) -> int:
    version = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "schema_version"))
    if version is None or not version.isdigit():
        raise StoreError(f"The store {name} {_NO_STORE}.")
    return int(version)


def _migrated(engine: Engine, name: str) -> int:
    with engine.execution_options(writes=True).begin() as connection:
        # Asked again: another program may have brought it up while this one waited for it.
        reached = migrate(connection, _version(connection, name), schema.SCHEMA_VERSION)
        change = schema.meta.update().where(schema.meta.c.key == "schema_version")
        connection.execute(change.values(value=str(reached)))
    return reached
