"""Many rows go in whole, however they fall into statements, and not at all where one of them cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from crawler.store import open_store
from crawler.store.schema import urls
from crawler.store.statements import VALUES, insert_many

SIZE = VALUES // len(urls.columns)


def addresses(count: int) -> list[tuple[int, str]]:
    return [(key, f"https://a.example/{key}") for key in range(1, count + 1)]


@pytest.mark.parametrize("count", [0, 1, SIZE - 1, SIZE, SIZE + 1, 2 * SIZE, 3 * SIZE + 7])
def test_all_rows_are_there(tmp_path: Path, count: int) -> None:
    with open_store(tmp_path / "s.db", create=True) as store:
        with store.writing() as connection:
            insert_many(connection, urls, addresses(count))
        with store.reading() as connection:
            found = [(row.id, row.url) for row in connection.execute(select(urls).order_by(urls.c.id))]
    assert found == addresses(count)


@pytest.mark.parametrize("count", [2, SIZE, SIZE + 1])
@pytest.mark.parametrize("first", [True, False])
def test_a_row_that_is_there_already(tmp_path: Path, count: int, first: bool) -> None:
    again = addresses(count)[0 if first else -1]
    with open_store(tmp_path / "s.db", create=True) as store:
        with store.writing() as connection:
            insert_many(connection, urls, [again])
        with pytest.raises(IntegrityError), store.writing() as connection:
            insert_many(connection, urls, addresses(count))
        with store.reading() as connection:
            assert [tuple(row) for row in connection.execute(select(urls))] == [again]
