"""What tests need not wait for again and again: the disk, and the same statements for each of many stores."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Engine, create_engine

from crawler.store import opening

_tune = opening._tune


def hasten() -> None:
    """From now on, stores in files outlive the end of a process, as ever, but no power cut; and a statement
    that one of them has compiled is compiled for all."""
    opening._tune = _tuned
    opening.create_engine = _engine


def _tuned(connection: Any, record: Any) -> None:
    _tune(connection, record)
    connection.execute("PRAGMA synchronous=OFF")


def _engine(address: Any, **options: Any) -> Engine:
    engine = create_engine(address, **options)
    if engine.dialect.name == "sqlite":
        engine.dialect, engine._compiled_cache = _first().dialect, _first()._compiled_cache
    return engine


@cache
def _first() -> Engine:
    engine = create_engine("sqlite://")
    engine.connect().close()  # a dialect learns of its database when it first connects
    engine.dispose()
    return engine
