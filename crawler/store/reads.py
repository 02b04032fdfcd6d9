"""What analysis reads from a store: whole columns as lists, and the edges as integers; no opinion."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Connection, Select, Text, case, cast, func, literal, select
from sqlalchemy.sql import ColumnElement

from crawler.records import Kind
from crawler.store import schema
from crawler.store.opening import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

KINDS = (Kind.TRACKBACK, Kind.PINGBACK, Kind.WEBMENTION, Kind.UNKNOWN)
"""Kinds in the order of their codes 0 to 3."""

REACTIONS = ("like", "repost", "bookmark", "reaction")
"""Subtypes of webmentions that applaud a post without citing it, or do not say what they do."""

_SOURCE_BITS, _POST_BITS = 31, 28
_BLOCK = 200_000
"""Rows that are read as one text: 4 MB of integers, or some 15 MB of URLs."""


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


def urls_in_use(connection: Connection) -> tuple[Integers, list[str]]:
    """Integers and spellings of all URLs of the dictionary, by integer."""
    url = schema.urls.c
    ids, texts = [], list[str]()
    for integers, block in _blocks(connection, url.id, cast(url.id, Text), url.url):
        ids.append(_parsed(integers))
        found = block.split("\n")
        texts += found if len(found) == len(ids[-1]) else _texts(connection, ids[-1])
    return _joined(ids), texts


def linking_pages(connection: Connection) -> Integers:
    """Integers of the URLs of all pages whose links are stored."""
    import numpy as np

    query = select(schema.links.c.page).distinct().order_by(schema.links.c.page)
    return np.fromiter(chain.from_iterable(_rows(connection, query)), dtype=np.int64)


def listed_edges(connection: Connection) -> dict[str, np.ndarray[Any, Any]]:
    """Every entry of every listing as integers: arrays `post`, `source`, `kind`, `gone`, `reaction`.

    `post` is the key of the post, `source` that of a URL (0 where the entry has no link), `kind` a place in
    `KINDS`. They come packed, one integer for each entry.
    """
    import numpy as np

    blocks = _blocks(connection, schema.linkbacks.c.id, cast(_packed(), Text))
    packed = _joined([_parsed(integers) for (integers,) in blocks])
    post_shift, kind_shift = _SOURCE_BITS, _SOURCE_BITS + _POST_BITS
    return {
        "post": (packed >> post_shift) & ((1 << _POST_BITS) - 1),
        "source": packed & ((1 << _SOURCE_BITS) - 1),
        "kind": ((packed >> kind_shift) & 3).astype(np.uint8),
        "gone": ((packed >> (kind_shift + 2)) & 1).astype(bool),
        "reaction": ((packed >> (kind_shift + 3)) & 1).astype(bool),
    }


def _blocks(
    connection: Connection, key: Column[int], *values: ColumnElement[str]
) -> Iterator[tuple[str, ...]]:
    """Some texts of all rows of a table, in blocks of rows, the rows' values joined by newlines.

    A row costs the driver ten times as much as its place in a joined text.
    """
    last = 0
    while True:
        named = [value.label(f"value{place}") for place, value in enumerate(values)]
        block = select(key.label("key"), *named).where(key > last).order_by(key).limit(_BLOCK).subquery()
        joined = [func.aggregate_strings(block.c[value.name], "\n") for value in named]
        largest, *texts = next(iter(_rows(connection, select(*(func.max(block.c.key), *joined)))))
        if largest is None:
            return
        yield tuple(texts)
        last = largest


def _parsed(integers: str) -> Integers:
    import numpy as np

    return np.fromstring(integers, dtype=np.int64, sep="\n")


def _joined(blocks: Sequence[Integers]) -> Integers:
    import numpy as np

    return np.concatenate([np.zeros(0, dtype=np.int64), *blocks])


def _texts(connection: Connection, ids: Integers) -> list[str]:
    """Spellings of the URLs from the first to the last of some integers, of which one holds a newline."""
    url = schema.urls.c
    query = select(url.url).where(url.id.between(int(ids[0]), int(ids[-1]))).order_by(url.id)
    return list(chain.from_iterable(_rows(connection, query)))


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
