"""The benchmark of loading compares like with like: both ways find the same references."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, delete

from benchmarks.store import ours, theirs, write_store
from crawler.store import schema
from crawler.urls import identity


def test_both_ways_find_the_same_references(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    write_store(path, 6_000)
    _without_gone_entries(path)
    graph, plain = ours(path), theirs(path)
    merged = {(identity(source), identity(target)) for source, target in plain.edges()}
    assert {(identity(source), identity(target)) for source, target in graph.edges()} == merged
    assert graph.number_of_edges() == len(merged) < plain.number_of_edges() < 6_000


def _without_gone_entries(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(delete(schema.linkbacks).where(schema.linkbacks.c.gone_run.is_not(None)))
    engine.dispose()
