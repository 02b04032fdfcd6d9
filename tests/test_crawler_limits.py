"""Limits of whole crawls: the age of posts, the time for a blog, and the room on the disk."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from forked import crawl
from made_served import served_blogs, served_by

from analysis.summary import summarize
from crawler.harvest import Harvest
from crawler.options import CrawlOptions
from crawler.records import Discovered, Post
from crawler.status import read_status
from crawler.store import ledger, open_store, runs
from crawler.store.decisions import Limits, settle
from crawler.store.writes import Writer

ROOT = Path(__file__).resolve().parents[1]
BLOGS, POSTS = 2, 10
TODAY = date(2024, 6, 1)
FULL = """
import sys
from crawler.store import opening
tune = opening._tune
def small(connection, record):
    tune(connection, record)
    connection.execute("PRAGMA max_page_count=48")
opening._tune = small
import trackgraph
sys.exit(trackgraph.main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def homes() -> Iterator[tuple[str, ...]]:
    with served_blogs(BLOGS, POSTS) as homes:
        yield homes


@pytest.fixture
def sample_homes() -> Iterator[tuple[str, ...]]:
    with served_by(["-m", "sample", "0", TODAY.isoformat()], 8) as homes:
        yield homes


def _rows(store: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(store)) as base:
        return base.execute(query).fetchall()


def test_posts_over_the_age_are_left_out_and_counted(sample_homes: tuple[str, ...], tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    wordpress = tuple(home for home in sample_homes if "crumb" in home)
    age = (datetime.now(UTC).date() - TODAY + timedelta(days=365)).days
    options = CrawlOptions(
        seeds=wordpress, store=store, max_age=age, thorough=True, delay=0.0, progress=False, apart=True
    )
    crawl(options)
    told = _rows(store, "select l.reason, p.reading, p.published from ledger l join posts p on p.url = l.url")
    cut = (TODAY - timedelta(days=365)).isoformat()
    old = [row for row in told if str(row[2]) < cut]
    new = [row for row in told if str(row[2]) > cut + "T99"]
    assert old
    assert new
    assert {row[:2] for row in old} == {("max_age", "unread")}
    assert {row[:2] for row in new} == {(None, "read")}


@pytest.mark.parametrize(
    ("published", "reason"),
    [
        ("2004", "max_age"),
        ("2004-11", "max_age"),
        ("2004-11-09T23:30:00-05:00", "max_age"),
        (f"{date.today().year + 1}", None),
        ("2004-13", None),
        ("", None),
    ],
)
def test_the_age_of_a_post_is_told_by_its_month_or_year(
    published: str, reason: str | None, tmp_path: Path
) -> None:
    home = "https://a.example/"
    found = (Discovered(url=f"{home}1/", way="feed", post=Post(published=published or None)),)
    with open_store(tmp_path / "s.db", create=True) as store:
        run = runs.start_run(store, [home], {}, "0")
        ledger.add_blogs(store, run, [ledger.NewBlog(seed=home, home=home, prefix="a.example/")])
        (task,) = ledger.waiting(store, 1, limit=5, but=(), discovery=True)
        Writer(store, run).write([Harvest(task=task, url=home, state="done", status=200, found=found)])
        settle(store, run, 1, Limits(max_age=timedelta(days=365).total_seconds()))
    assert _rows(tmp_path / "s.db", "select reason from ledger where role = 'post'") == [(reason,)]


def test_what_a_limit_leaves_out_is_told_until_a_run_without_it(
    homes: tuple[str, ...], tmp_path: Path
) -> None:
    store = tmp_path / "s.db"
    options = CrawlOptions(seeds=homes, store=store, delay=0.0, progress=False, apart=True)
    left = POSTS - 3
    crawl(replace(options, max_posts=3))
    told = [(one.what, one.reason, one.count, one.blogs) for one in read_status(store).problems]
    assert told == [("skip", "max_posts", left * BLOGS, BLOGS)]
    cut = summarize(store)
    assert not cut.complete
    assert set(cut.blogs["state"]) == {f"finished: {left} posts left out by max_posts"}
    assert set(cut.posts["orphan"]) == {f"inconclusive: {left} posts left out by max_posts"}
    note = cut.coverage.set_index("what").loc["blogs crawled completely", "note"]
    assert f"{left * BLOGS} posts left out by max_posts" in str(note)
    crawl(options)
    assert read_status(store).problems == ()
    assert summarize(store).complete


def test_posts_that_were_read_are_not_left_out_by_a_later_limit(
    homes: tuple[str, ...], tmp_path: Path
) -> None:
    store = tmp_path / "s.db"
    options = CrawlOptions(seeds=homes, store=store, delay=0.0, progress=False, apart=True)
    crawl(options)
    crawl(replace(options, max_age=1, max_posts=3))
    assert read_status(store).problems == ()
    assert summarize(store).complete


def test_a_blog_out_of_time_is_stopped_and_the_next_run_reads_the_rest(
    homes: tuple[str, ...], tmp_path: Path
) -> None:
    store = tmp_path / "s.db"
    cut = crawl(
        CrawlOptions(seeds=homes, store=store, time_per_blog=1, delay=0.4, progress=False, apart=True)
    )
    assert cut.state == "finished"
    assert _rows(store, "select distinct state, reason from blogs") == [("stopped", "time limit")]
    assert _rows(store, "select count(*) from posts where reading = 'read'")[0][0] < BLOGS * POSTS  # type: ignore[operator]
    crawl(CrawlOptions(seeds=homes, store=store, delay=0.0, progress=False, apart=True))
    assert _rows(store, "select count(*) from posts where reading = 'read'") == [(BLOGS * POSTS,)]


def test_a_full_disk_is_one_line_and_the_crawl_goes_on_later(homes: tuple[str, ...], tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    arguments = ["crawl", *homes, "--store", str(store), "--delay", "0"]
    full = subprocess.run(
        [sys.executable, "-c", FULL, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert full.returncode == 2
    assert full.stderr.splitlines()[-1].endswith("cannot be written: the disk is full.")
    assert "Traceback" not in full.stderr
    assert _rows(store, "pragma integrity_check") == [("ok",)]
    result = crawl(CrawlOptions(seeds=homes, store=store, delay=0.0, progress=False, apart=True))
    assert (result.run, result.state, result.posts, result.left) == (1, "finished", BLOGS * POSTS, 0)
