"""Many rows go in whole, however they fall into statements, and not at all where one of them cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Insert, Update, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError

from crawler.store import open_store
from crawler.store.schema import blogs, posts, tags, urls
from crawler.store.statements import VALUES, among, execute_many, insert_many

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


SAME = posts.c.id == bindparam("key")
POST = {"blog": 1, "url": 1, "reading": "read", "first_run": 3, "last_run": 3}
STATEMENTS: list[tuple[Insert | Update, list[dict[str, Any]]]] = [
    # Columns that are not named have their defaults, of Python and of the database.
    (insert(posts), [{"id": n, **POST, "url": n, "origins": {"title": "h1 \u201eé"}} for n in (4, 5, 6)]),
    (insert(posts), [{**POST, "url": 4, "origins": {}, "type": "page", "count": None, "title": "'\0\"?:x"}]),
    # A number of the statement's own, a value that is computed, a name that stands in it twice, JSON.
    (
        update(posts)
        .where(SAME, posts.c.last_run < 9)
        .values(status=404, count=posts.c.first_run + bindparam("more"), last_run=bindparam("more")),
        [{"key": 1, "more": 7}, {"more": 8, "key": 2}, {"key": 99, "more": 1}],
    ),
    (
        update(posts)
        .where(SAME)
        .values(origins=bindparam("said", type_=posts.c.origins.type), title=bindparam("named")),
        [{"key": 1, "said": {"a": [1, None]}, "named": None}, {"key": 2, "said": {}, "named": "x"}],
    ),
    # What is no column and not bound is passed over.
    (
        update(posts).where(SAME).values(author=bindparam("who")),
        [{"key": 3, "who": "Ann", "why": "nobody asks"}],
    ),
]


@pytest.mark.parametrize(("statement", "rows"), STATEMENTS)
def test_many_rows_as_sqlalchemy_writes_them(
    tmp_path: Path, statement: Insert | Update, rows: list[dict[str, Any]]
) -> None:
    found = []
    for name in ("ours", "theirs"):
        with open_store(tmp_path / name, create=True) as store:
            with store.writing() as connection:
                connection.execute(
                    insert(posts), [{**POST, "id": n, "url": n, "origins": {}} for n in (1, 2, 3)]
                )
                for _ in range(2 if isinstance(statement, Update) else 1):
                    if name == "ours":
                        execute_many(connection, statement, rows)
                    else:
                        connection.execute(statement, rows)
            with store.reading() as connection:
                found.append([tuple(row) for row in connection.execute(select(posts).order_by(posts.c.id))])
    assert found[0] == found[1]
    assert any(row[1:] != found[0][0][1:] for row in found[0])


@pytest.mark.parametrize("bad", [0, 1])
def test_a_row_that_cannot_go_in_keeps_all_out(tmp_path: Path, bad: int) -> None:
    rows = [{"id": 1, "tag": "a"}, {"id": 2, "tag": "b"}]
    rows[bad] |= {"tag": None}
    with open_store(tmp_path / "s.db", create=True) as store:
        with pytest.raises(IntegrityError), store.writing() as connection:
            execute_many(connection, insert(tags), rows)
        with store.reading() as connection:
            assert not connection.execute(select(tags)).all()


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ([], []),
        ([2], [2]),
        ([3, 1, 3], [1, 3]),
        ([0, 4, -1, 2**62], []),
        ([True], [1]),
        (list(range(-600, 3)), [1, 2]),
    ],
)
def test_among(tmp_path: Path, keys: list[int], found: list[int]) -> None:
    with open_store(tmp_path / "s.db", create=True) as store:
        with store.writing() as connection:
            insert_many(connection, urls, addresses(3))
        with store.reading() as connection:
            asked = select(urls.c.id).where(among(connection.dialect.name, urls.c.id)).order_by(urls.c.id)
            assert list(connection.execute(asked, {"keys": keys}).scalars()) == found


def test_among_elsewhere() -> None:
    asked = select(blogs.c.id).where(among("postgresql", blogs.c.id))
    text = str(asked.compile(dialect=postgresql.dialect()))
    assert "json" not in text
    assert " IN (" in text
