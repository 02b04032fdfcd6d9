"""What analysis reads from a store: whole columns as lists, and the edges as integers; no opinion."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Connection, Select, case, cast, func, literal, select
from sqlalchemy.sql import ColumnElement

from crawler.records import Kind
from crawler.store import schema
from crawler.store.opening import Store

if TYPE_CHECKING:
    import numpy as np

KINDS = (Kind.TRACKBACK, Kind.PINGBACK, Kind.WEBMENTION, Kind.UNKNOWN)
"""Kinds in the order of their codes 0 to 3."""

REACTIONS = ("like", "repost", "bookmark")
"""Subtypes of webmentions that applaud a post without citing it."""

_SOURCE_BITS, _POST_BITS = 31, 28


def table(connection: Connection, name: str, columns: Sequence[str]) -> dict[str, list[Any]]:
    """Columns of a table as lists of equal length, in the order of its key; empty lists for an empty table.

    The driver's own rows are taken, because a million of SQLAlchemy's cost as much as the rest of a report.
    """
    source = schema.metadata.tables[name]
    query = select(*(source.c[column] for column in columns)).order_by(*source.primary_key.columns)
    with _uncollected():
        rows = _rows(connection, query)
        lists = [list(values) for values in zip(*rows, strict=True)] or [[] for _ in columns]
    return dict(zip(columns, lists, strict=True))


def urls_in_use(connection: Connection) -> dict[str, list[Any]]:
    """`id` and `url` of the dictionary of URLs, by id."""
    return table(connection, "urls", ("id", "url"))


def linking_pages(connection: Connection) -> np.ndarray[Any, Any]:
    """Integers of the URLs of all pages whose links are stored."""
    import numpy as np

    query = select(schema.links.c.page).distinct().order_by(schema.links.c.page)
    return np.fromiter(chain.from_iterable(_rows(connection, query)), dtype=np.int64)


def listed_edges(connection: Connection) -> dict[str, np.ndarray[Any, Any]]:
    """Every entry of every listing as integers: arrays `post`, `source`, `kind`, `gone`, `reaction`.

    `post` is the key of the post, `source` that of a URL (0 where the entry has no link), `kind` a place in
    `KINDS`. One packed integer a row halves the time that the driver needs for a million of them.
    """
    import numpy as np

    packed = np.fromiter(chain.from_iterable(_rows(connection, select(_packed()))), dtype=np.int64)
    post_shift, kind_shift = _SOURCE_BITS, _SOURCE_BITS + _POST_BITS
    return {
        "post": (packed >> post_shift) & ((1 << _POST_BITS) - 1),
        "source": packed & ((1 << _SOURCE_BITS) - 1),
        "kind": ((packed >> kind_shift) & 3).astype(np.uint8),
        "gone": ((packed >> (kind_shift + 2)) & 1).astype(bool),
        "reaction": ((packed >> (kind_shift + 3)) & 1).astype(bool),
    }


def _packed() -> ColumnElement[int]:
    entry = schema.linkbacks.c
    kind_shift = _SOURCE_BITS + _POST_BITS
    kind = case(
        *((entry.kind == value, _big(code << kind_shift)) for code, value in enumerate(KINDS[:3])),
        else_=_big(3 << kind_shift),
    )
    gone = case((entry.gone_run.is_(None), _big(0)), else_=_big(1 << (kind_shift + 2)))
    reaction = case((entry.subtype.in_(REACTIONS), _big(1 << (kind_shift + 3))), else_=_big(0))
    ends = cast(entry.post, BigInteger) * _big(1 << _SOURCE_BITS) + func.coalesce(entry.source, 0)
    return ends + kind + gone + reaction


def _big(value: int) -> ColumnElement[int]:
    return literal(value, BigInteger)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: rows hold none, and would be gone through again and again."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def _rows(connection: Connection, query: Select[Any]) -> Any:
    compiled = query.compile(connection.engine, compile_kwargs={"literal_binds": True})
    driver: Any = connection.connection.driver_connection
    return driver.cursor().execute(str(compiled))


@contextmanager
def snapshot(store: Store) -> Iterator[Connection]:
    """A connection that sees one state of the store until the block ends, while a crawl goes on writing."""
    with store.reading() as connection, connection.begin():
        yield connection
