"""The way up from each former version of the schema."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection


def _with_first_read(connection: Connection) -> None:
    """Version 2 knows when a listing was first read; of older stores the run that met the post is the best
    guess."""
    connection.exec_driver_sql("ALTER TABLE posts ADD COLUMN first_read INTEGER REFERENCES runs (id)")
    connection.exec_driver_sql("UPDATE posts SET first_read = first_run WHERE reading <> 'unread'")


def _with_listings_by_post(connection: Connection) -> None:
    """Version 3 finds the further pages of a post's listing without looking through the whole ledger."""
    connection.exec_driver_sql("CREATE INDEX ledger_post ON ledger (post) WHERE post IS NOT NULL")


def _with_runs_of_ways(connection: Connection) -> None:
    """Version 4 knows which run last saw a post in a feed and in the sitemap; of older stores the post's own
    last run is the best guess."""
    for way in ("feed", "sitemap"):
        connection.exec_driver_sql(f"ALTER TABLE posts ADD COLUMN {way}_run INTEGER REFERENCES runs (id)")
        connection.exec_driver_sql(f"UPDATE posts SET {way}_run = last_run WHERE in_{way} = 1")


def _with_walks(connection: Connection) -> None:
    """Version 5 knows when a blog's own pages were last walked to their end; of older stores that is not
    known, so they are walked again."""
    connection.exec_driver_sql("ALTER TABLE blogs ADD COLUMN walked INTEGER")


def _with_blogs_of_runs(connection: Connection) -> None:
    """Version 6 keeps with each run what became of its blogs, and finds the spellings of a page without
    looking through all; of former runs only the blogs that no later one looked at are known."""
    connection.exec_driver_sql("ALTER TABLE runs ADD COLUMN blogs JSON")
    connection.exec_driver_sql("CREATE INDEX aliases_target ON aliases (target)")


def _with_closed_runs(connection: Connection) -> None:
    """Version 7 knows which run found that a post takes linkbacks no more; of older stores nobody knows."""
    connection.exec_driver_sql("ALTER TABLE posts ADD COLUMN closed_run INTEGER REFERENCES runs (id)")


def _with_comments_shown(connection: Connection) -> None:
    """Version 8 knows which comments a blog's feed showed; of older stores the next crawl is the first to."""
    connection.exec_driver_sql("ALTER TABLE blogs ADD COLUMN commented JSON")


STEPS: dict[int, Callable[[Connection], None]] = {
    1: _with_first_read,
    2: _with_listings_by_post,
    3: _with_runs_of_ways,
    4: _with_walks,
    5: _with_blogs_of_runs,
    6: _with_closed_runs,
    7: _with_comments_shown,
}
"""For each former version the function that brings a store from it to the next one; 1 is the first."""


def migrate(connection: Connection, version: int, goal: int) -> int:
    """Bring a store from `version` up to `goal`; the version reached, less where no way leads on."""
    while version < goal and version in STEPS:
        STEPS[version](connection)
        version += 1
    return version
