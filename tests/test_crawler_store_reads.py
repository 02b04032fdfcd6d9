"""What analysis reads from a store in blocks is what stands in its rows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from crawler.store import copy_store, open_store, reads, runs
from tests.made_network import Network, three_blogs

BLOG = "https://a.example/"


@pytest.fixture(params=[1, 7, 200_000])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Blocks of so many rows, however few the store has."""
    monkeypatch.setattr(reads, "_BLOCK", request.param)
    return int(request.param)


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    store = open_store(url)
    with reads.snapshot(store) as connection:
        yield connection
    store.close()


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with _connected(three_blogs().write(tmp_path_factory.mktemp("reads") / "made.db")) as connection:
        yield connection


def test_urls_in_blocks_are_those_of_the_rows(connection: Connection, block: int) -> None:
    ids, texts = reads.urls_in_use(connection)
    rows = reads.table(connection, "urls", ("id", "url"))
    assert (ids.tolist(), texts) == (rows["id"], rows["url"])


def test_entries_in_blocks_are_those_of_the_rows(connection: Connection, block: int) -> None:
    names = ("post", "source", "kind", "gone_run", "subtype")
    rows = zip(*reads.table(connection, "linkbacks", names).values(), strict=True)
    expected = [_entry(*row) for row in rows]
    found = reads.listed_edges(connection)
    assert list(zip(*(array.tolist() for array in found.values()), strict=True)) == expected
    assert len({entry[2:] for entry in expected}) > 3


def _entry(post: int, source: int | None, kind: Any, gone: int | None, subtype: str | None) -> Any:
    return post, source or 0, reads.KINDS.index(kind), gone is not None, subtype in reads.REACTIONS


@pytest.mark.parametrize("odd", ["https://b.example/a\nb", "\n", "https://b.example/ü\t", "a\r\nb\n"])
def test_urls_of_any_text_come_back(tmp_path: Path, block: int, odd: str) -> None:
    network = Network()
    urls = [BLOG, odd, f"{BLOG}1", f"{BLOG}2", f"{odd}/"]
    for url in urls[1:]:
        network.alias(url, BLOG)
    with _connected(network.write(tmp_path / "made.db")) as connection:
        assert sorted(reads.urls_in_use(connection)[1]) == sorted(urls)


def test_a_store_without_rows_gives_empty_arrays(tmp_path: Path) -> None:
    with _connected(Network().write(tmp_path / "made.db")) as connection:
        ids, texts = reads.urls_in_use(connection)
        entries = reads.listed_edges(connection)
    assert (len(ids), texts) == (0, [])
    assert {name: len(array) for name, array in entries.items()} == dict.fromkeys(
        ("post", "source", "kind", "gone", "reaction"), 0
    )


@pytest.mark.parametrize("unstored", [False, True], ids=["whole", "with a log beside it"])
def test_a_store_in_a_folder_that_cannot_be_written_is_read_as_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, unstored: bool
) -> None:
    folder = tmp_path / "a folder #1"
    folder.mkdir()
    with open_store(tmp_path / "s.db", create=True) as kept:
        run = runs.start_run(kept, [BLOG], {}, "0")
        if unstored:
            # As after a kill: the run stands in the log alone.
            shutil.copy(tmp_path / "s.db-wal", folder)
            shutil.copy(tmp_path / "s.db", folder)
    if not unstored:
        shutil.copy(tmp_path / "s.db", folder)
    # Root may write anywhere: the question is answered as for other users.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_store(folder / "s.db") as kept:
        assert runs.manifests(kept)[-1]["id"] == run
        beside = {p.name for p in folder.iterdir()} - {"s.db"}
        assert bool(beside) == unstored


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("{}/s.db", True),
        ("sqlite:///file:{}/s.db?mode=ro&immutable=1&uri=true", True),
        ("{}/none.db", False),
        ("sqlite:///file:{}/none.db?mode=ro&uri=true", False),
    ],
)
def test_a_copy_is_a_store_and_no_copy_of_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, there: bool
) -> None:
    with open_store(tmp_path / "s.db", create=True) as kept:
        run = runs.start_run(kept, [BLOG], {}, "0")
    # A folder that cannot be written, also for root: SQLite finds no place for its index of the log.
    (tmp_path / "s.db-shm").mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    copy_store(name.format(tmp_path), tmp_path / "copy.db")
    assert (tmp_path / "copy.db").exists() == there
    if there:
        with open_store(tmp_path / "copy.db") as copy:
            assert [one["id"] for one in runs.manifests(copy)] == [run]
