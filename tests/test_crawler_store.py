"""Opening and writing the store: what can be wrong with it is one clear line, and it stays whole."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_crawl import HOME, Crawl
from sqlalchemy import event, func, select

from crawler.errors import StoreError
from crawler.harvest import Ask, Harvest, Role, Way
from crawler.records import Discovered, Kind, Link, Linkback, Page, PageKind, Post, Region
from crawler.store import Store, open_store, runs, shown_name
from crawler.store.decisions import Limits, drain, settle
from crawler.store.schema import aliases, blogs, events, ledger, linkbacks, links, meta, posts
from crawler.store.writes import Writer


def test_a_store_is_made_once_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with open_store(path, create=True) as store:
        assert store.path == path
    with open_store(f"sqlite:///{path}") as store, store.reading() as connection:
        assert (
            connection.execute(select(meta.c.value).where(meta.c.key == "program")).scalar() == "trackgraph"
        )
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal", "readers do not wait"


def _foreign(path: Path) -> str:
    sqlite3.connect(path).execute("create table meta (x)").connection.close()
    return str(path)


def _other_version(path: Path) -> str:
    open_store(path, create=True).close()
    base = sqlite3.connect(path)
    base.execute("update meta set value = '999' where key = 'schema_version'")
    base.commit()
    base.close()
    return str(path)


def _damaged(path: Path) -> str:
    open_store(path, create=True).close()
    path.write_bytes(path.read_bytes()[:8000])
    return str(path)


def _text(path: Path) -> str:
    path.write_text("some text\n" * 500)
    return str(path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: str(path), "There is no store"),
        (lambda path: str(path.parent), "is a folder: name a file in it"),
        (lambda path: "", "has no name: give a file"),
        (lambda path: " ", "has no name: give a file"),
        (lambda path: ":memory:", "has no name: give a file"),
        (lambda path: "sqlite://", "has no name: give a file"),
        (lambda path: "sqlite:///:memory:", "has no name: give a file"),
        (lambda path: f"nosuch://{path}", "no database that is known"),
        (lambda path: "https://alice.example/", "no path, and no database that is known: a file"),
        (lambda path: "http://[", "no database that is known"),
        (lambda path: "mysql+pymysql://bob@localhost/x", "driver that is not installed"),
        (lambda path: "postgresql:///x", "'user'.*Write postgresql://USER@HOST/NAME"),
        (lambda path: "postgresql://bob@localhost:1/x?colour=red", "'colour'"),
        (lambda path: f"sqlite:///{_foreign(path)}?timeout=long", "cannot be opened"),
        (lambda path: "a b://x", "neither a path nor"),
        (_foreign, "is no trackgraph store: name another"),
        (_other_version, "version 999;.*: update trackgraph, or name another store"),
        (_text, "is no trackgraph store: name another"),
        (_damaged, "is damaged: restore a copy"),
    ],
)
def test_what_is_wrong_with_a_store_is_one_line(tmp_path: Path, make: Any, words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        open_store(make(tmp_path / "s.db"))
    assert "\n" not in str(caught.value)


def _empty(path: Path) -> str:
    path.touch()
    return str(path)


@pytest.mark.parametrize(
    ("make", "create"),
    [(_foreign, True), (_other_version, True), (_text, True), (_damaged, True), (_empty, False)],
)
def test_what_is_no_store_is_not_made_one(tmp_path: Path, make: Any, create: bool) -> None:
    path = Path(make(tmp_path / "s.db"))
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"trackgraph store|damaged|update trackgraph"):
        open_store(path, create=create)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://bob:s3cret@db.example/x", "postgresql://bob:***@db.example/x"),
        (
            "postgresql+pg8000://bob:s3:cr@et@db.example:5432/x",
            "postgresql+pg8000://bob:***@db.example:5432/x",
        ),
        (
            "postgresql://db.example/x?user=bob&password=s3cret",
            "postgresql://db.example/x?user=bob&password=***",
        ),
        ("not a scheme://bob:s3cret@h", "not a scheme://bob:***@h"),
        ("postgresql://bob@db.example/x", "postgresql://bob@db.example/x"),
        ("sqlite:///folder/s.db", "folder/s.db"),
        ("my.db", "my.db"),
    ],
)
def test_a_store_is_shown_without_its_password(given: str, shown: str) -> None:
    assert shown_name(given) == shown


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bob:s3cret@127.0.0.1:1/x",
        "nosuch://bob:s3cret@127.0.0.1:1/x",
        "a b://bob:s3cret@h",
        "postgresql://bob:s3cret@127.0.0.1:port/x",
    ],
)
def test_no_error_tells_a_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url, create=True)
    assert "s3cret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("mark", "command"),
    [
        (None, f'"{sys.executable}" -m pip install pg8000'),
        ("pipx_metadata.json", "pipx inject trackgraph pg8000"),
        ("uv-receipt.toml", f'uv pip install --python "{sys.executable}" pg8000'),
    ],
)
def test_a_missing_driver_is_told_by_the_command_that_brings_it(
    mark: str | None, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if mark:
        (tmp_path / mark).touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pg8000", None)
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://bob@127.0.0.1:1/x")
    assert str(caught.value).endswith(f": {command}")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "none" / "s.db", create=True)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def _ping(source: str, **more: Any) -> Linkback:
    return Linkback(kind=Kind.PINGBACK, source=source, **more)


def _post(name: str, **more: Any) -> Discovered:
    return Discovered(url=f"{HOME}{name}/", way="feed", post=Post(title="T"), **more)


def test_two_spellings_of_a_post_are_fetched_once(store: Store) -> None:
    crawl = Crawl(store)
    crawl.home(_post("p"), Discovered(url="http://www.a.example/p/?utm_source=feed", way="sitemap"))
    assert [task.url for task in crawl.tasks()] == ["https://a.example/p/"]
    assert crawl.all(posts.c.in_feed, posts.c.in_sitemap) == [(1, 1)]


def test_an_entry_keeps_its_row_and_is_gone_only_after_a_whole_reading(store: Store) -> None:
    first = Crawl(store)
    first.home(_post("p", count=2))
    first.read(first.tasks()[0], _ping("https://s.example/1"), _ping("https://s.example/2"))
    first.end()
    second = Crawl(store)
    second.home(_post("p", count=1))
    (task,) = second.tasks()
    listing = Ask(url=f"{HOME}p/comment-page-2/", role=Role.LISTING)
    second.read(task, _ping("https://s.example/1"), asks=(listing,))
    rows = (linkbacks.c.first_run, linkbacks.c.last_run, linkbacks.c.gone_run)
    assert second.all(*rows) == [(1, 2, None), (1, 1, None)], "a page of the listing is still to come"
    (page,) = second.tasks()
    second.writer.write([Harvest(task=page, url=page.url, state="done", status=200)])
    assert second.all(*rows) == [(1, 2, None), (1, 1, 2)]
    second.end()
    third = Crawl(store)
    third.home(_post("p", count=3))
    third.read(third.tasks()[0], _ping("https://s.example/1"))
    assert third.all(*rows) == [(1, 3, None), (1, 1, 2)], "it went in the second run"
    third.end()
    last = Crawl(store)
    last.home(_post("p", count=2))
    last.read(last.tasks()[0], _ping("https://s.example/1"), _ping("https://s.example/2"))
    assert last.all(*rows) == [(1, 4, None), (1, 4, None)], "it reappeared"


def test_a_listing_with_a_page_missing_makes_nothing_gone(store: Store) -> None:
    first = Crawl(store)
    first.home(_post("p", count=1))
    first.read(first.tasks()[0], _ping("https://s.example/1"))
    first.end()
    second = Crawl(store)
    second.home(_post("p", count=2))
    second.read(second.tasks()[0], asks=(Ask(url=f"{HOME}p/comment-page-2/", role=Role.LISTING),))
    (page,) = second.tasks()
    second.writer.write([Harvest(task=page, url=page.url, state="failed", reason="timeout")])
    assert second.all(linkbacks.c.gone_run) == [(None,)]
    assert second.all(posts.c.listing_complete) == [(0,)]


def test_repeats_are_kept_once_each(store: Store) -> None:
    crawl = Crawl(store)
    crawl.home(_post("p", count=3))
    same = [
        _ping("https://s.example/1"),
        _ping("https://s.example/1"),
        _ping("https://s.example/1", title="x"),
    ]
    crawl.read(crawl.tasks()[0], *same)
    assert sorted(crawl.all(linkbacks.c.repeat, linkbacks.c.title), key=str) == [
        (0, "x"),
        (0, None),
        (1, None),
    ]


def test_an_unchanged_blog_is_not_read_again_and_a_changed_count_is(store: Store) -> None:
    first = Crawl(store)
    first.home(_post("a", count=1), _post("b", count=1))
    for task in first.tasks():
        first.read(task, _ping("https://s.example/1"))
    first.end()
    second = Crawl(store)
    second.home(_post("a", count=1), _post("b", count=2))
    assert [task.url for task in second.tasks()] == [f"{HOME}b/"]


def test_when_a_post_was_seen_changed_stays_until_it_changes_again(store: Store) -> None:
    counts, stamps = (1, 2, 2), []
    for count in counts:
        crawl = Crawl(store)
        crawl.home(_post("a", count=count), _post("b", count=1))
        for task in crawl.tasks():
            crawl.read(task, _ping("https://s.example/1"))
        crawl.end()
        rows = crawl.all(ledger.c.url, ledger.c.role, ledger.c.changed)
        stamps.append([changed for _, role, changed in sorted(rows) if role == Role.POST])
    never, once, still = stamps
    assert never == [None, None]
    assert once[0] is not None
    assert once[0] > 1_000_000_000, "Unix seconds"
    assert (once[1], still) == (None, once)


def test_a_post_that_its_blog_names_no_more_is_looked_for_and_found_gone(store: Store) -> None:
    first = Crawl(store)
    first.home(_post("a", count=1), _post("b", count=1))
    for task in first.tasks():
        first.read(task)
    first.end()
    second = Crawl(store)
    (home,) = second.tasks(discovery=True)
    way = Way(name="rest", found=1, complete=True)
    second.writer.write(
        [Harvest(task=home, url=HOME, state="done", found=(_post("a", count=1),), ways=(way,))]
    )
    settle(store, second.run, second.blog, Limits())
    (task,) = second.tasks()
    assert task.url == f"{HOME}b/"
    second.writer.write([Harvest(task=task, url=task.url, state="failed", reason="http_410", status=410)])
    assert sorted(second.all(posts.c.gone_run), key=str) == [(2,), (None,)]


@pytest.mark.parametrize(("shown", "inference", "read"), [(0, "holds", 5), (1, "broken", 12)])
def test_posts_without_comments_are_inferred_only_where_the_rule_holds(
    store: Store, shown: int, inference: str, read: int
) -> None:
    crawl = Crawl(store)
    crawl.home(*(_post(f"post-{n}", count=0) for n in range(12)))
    entries = [_ping(f"https://s.example/{n}") for n in range(shown)]
    while True:
        for task in crawl.tasks():
            crawl.read(task, *entries)
        if drain(store, crawl.run, crawl.blog):
            break
    assert crawl.all(blogs.c.inference) == [(inference,)]
    assert crawl.all(posts.c.reading).count(("read",)) == read
    assert crawl.all(posts.c.reading).count(("inferred",)) == 12 - read


def test_redirects_within_a_blog_are_aliases_and_one_post(store: Store) -> None:
    crawl = Crawl(store)
    crawl.home(_post("old", count=1))
    (task,) = crawl.tasks()
    moved = replace(task, url=f"{HOME}new/", via=(task.url,))
    crawl.read(moved)
    assert crawl.all(aliases.c.how) == [("redirect",)]
    assert crawl.all(func.count(posts.c.id)) == [(1,)]


def test_links_of_the_last_reading_take_the_place_of_older_ones(store: Store) -> None:
    for target in ("https://x.example/1", "https://x.example/2"):
        crawl = Crawl(store)
        crawl.home(_post("p", count=int(target[-1])))
        (task,) = crawl.tasks()
        page = Page(url=task.url, page_kind=PageKind.POST, post=Post(title="T"), links=(Link(url=target),))
        crawl.writer.write([Harvest(task=task, url=task.url, state="done", status=200, page=page)])
        crawl.end()
    assert crawl.all(links.c.last_run) == [(2,)]


def test_links_of_pages_that_list_posts_are_kept(store: Store) -> None:
    crawl = Crawl(store)
    (task,) = crawl.tasks(discovery=True)
    listed = (Link(url=f"{HOME}a/"), Link(url=f"{HOME}page/3/", region=Region.NAVIGATION))
    index = replace(task, url=f"{HOME}page/2/", role=Role.ARCHIVE)
    crawl.writer.write([Harvest(task=index, url=index.url, state="done", status=200, index_links=listed)])
    assert sorted(crawl.all(links.c.region)) == [("content",), ("navigation",)]
    assert crawl.all(posts.c.id) == [], "the page itself is no post"


def test_a_full_disk_undoes_the_batch_whole(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.db", create=True) as made:
        crawl = Crawl(made)
        crawl.home(*(_post(f"p{n}", count=1) for n in range(3)))
    with open_store(tmp_path / "s.db") as full:
        pages = (tmp_path / "s.db").stat().st_size // 4096
        full.engine.dispose()
        event.listen(
            full.engine, "connect", lambda base, _: base.execute(f"pragma max_page_count={pages + 1}")
        )
        crawl.store, crawl.writer = full, Writer(full, crawl.run)
        task = crawl.tasks()[0]
        many = tuple(_ping(f"https://s.example/{n}", excerpt="x" * 500) for n in range(500))
        with pytest.raises(StoreError, match="disk is full"):
            crawl.read(task, *many)
        assert crawl.all(ledger.c.state).count(("waiting",)) == 3, "it counts as never fetched"
        assert crawl.all(linkbacks.c.id) == []
    base = sqlite3.connect(tmp_path / "s.db")
    assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    base.close()


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    open_store(tmp_path / "s.db", create=True).close()
    with (
        open_store(f"sqlite:///file:{tmp_path}/s.db?mode=ro&uri=true") as kept,
        pytest.raises(StoreError, match="read-only"),
    ):
        runs.start_run(kept, [HOME], {}, "0")


def test_events_are_counted_by_name_with_the_first_example(store: Store) -> None:
    crawl = Crawl(store)
    crawl.home(*(_post(f"p{n}") for n in range(3)))
    for task in crawl.tasks():
        crawl.writer.write(
            [Harvest(task=task, url=task.url, state="skipped", reason="robots", fetched=False)]
        )
    assert crawl.all(events.c.what, events.c.reason, events.c.count, events.c.example) == [
        ("skip", "robots", 3, f"{HOME}p0/")
    ]
    assert runs.manifests(store)[-1]["counts"]["requests"] == 1


def test_a_store_is_free_while_nobody_else_writes(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with open_store(path, create=True) as store, open_store(path) as other:
        assert store.is_free()
        with other.reading() as connection:
            connection.execute(select(meta)).all()
            assert store.is_free(), "who reads keeps nobody from writing"
        with other.writing():
            assert not store.is_free()
        assert store.is_free()
        with store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000, "as it was before"
