"""Whole crawls of blogs served by another process, compared with what was served, row by row."""

from __future__ import annotations

import dataclasses
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from forked import crawl
from made_served import served_blogs

from crawler.errors import StoreError
from crawler.options import CrawlOptions, CrawlResult
from crawler.store import open_store, runs

ROOT = Path(__file__).resolve().parents[1]
BLOGS, POSTS = 4, 12
CRAWL = """
import sys
from crawler.run import CrawlOptions, crawl
crawl(CrawlOptions(seeds=tuple(sys.argv[2:]), store=sys.argv[1], delay=0.0, progress=False))
"""


@dataclass(frozen=True)
class Served:
    """The homes of served blogs and what their listings show."""

    homes: tuple[str, ...]
    truth: dict[str, list[Any]]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    truth = tmp_path_factory.mktemp("served") / "truth.json"
    with served_blogs(BLOGS, POSTS, "--wait", "0.005", "--truth", str(truth), size=4000) as homes:
        yield Served(homes, json.loads(truth.read_text()))


def _options(served: Served, store: Path, **more: Any) -> CrawlOptions:
    return CrawlOptions(seeds=served.homes, store=store, delay=0.0, progress=False, apart=True, **more)


def _rows(store: Path, query: str) -> list[tuple[Any, ...]]:
    base = sqlite3.connect(store)
    try:
        return base.execute(query).fetchall()
    finally:
        base.close()


ENTRIES = (
    "select t.url, s.url, l.kind from linkbacks l join posts p on p.id = l.post join urls t on t.id = p.url "
    "left join urls s on s.id = l.source where l.gone_run is null"
)


def _assert_whole(store: Path, served: Served) -> None:
    wanted = Counter((post, source, kind) for post, source, kind in served.truth["linkbacks"])
    assert Counter(_rows(store, ENTRIES)) == wanted
    posts = [url for (url,) in _rows(store, "select urls.url from posts join urls on urls.id = posts.url")]
    assert sorted(posts) == sorted(served.truth["posts"])
    done = {
        u
        for (u,) in _rows(
            store, "select u.url from ledger l join urls u on u.id = l.url where state = 'done'"
        )
    }
    assert set(served.truth["listings"]) <= done
    assert _rows(store, "pragma integrity_check") == [("ok",)]
    assert _rows(store, "pragma foreign_key_check") == []
    assert _rows(store, "select distinct listing_complete from posts") == [(1,)]


def _counts(result: CrawlResult) -> tuple[str, int, int, int]:
    return result.state, result.blogs, result.posts, result.left


@pytest.mark.parametrize("processes", [1, 2])
def test_the_store_holds_what_was_served(served: Served, tmp_path: Path, processes: int) -> None:
    store = tmp_path / "s.db"
    result = crawl(_options(served, store, processes=processes))
    assert _counts(result) == ("finished", BLOGS, BLOGS * POSTS, 0)
    assert result.linkbacks == len(served.truth["linkbacks"])
    _assert_whole(store, served)
    again = crawl(_options(served, store, processes=processes))
    assert again.run == 2
    assert again.requests <= 0.5 * result.requests
    _assert_whole(store, served)
    assert _rows(store, "select distinct gone_run from linkbacks") == [(None,)]


def test_killed_again_and_again_it_loses_nothing(served: Served, tmp_path: Path) -> None:
    store, dice = tmp_path / "s.db", random.Random(4)
    command = [sys.executable, "-c", CRAWL, str(store), *served.homes]
    ended = 1
    for _ in range(3):
        child = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT)
        _begun(store, child)
        time.sleep(dice.uniform(0.0, 0.12))
        child.send_signal(signal.SIGKILL)
        child.wait()
        # A crawl that was quicker than the kill has ended its run; the next one begins another.
        ended += _rows(store, "select state from runs order by id desc limit 1") == [("finished",)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, cwd=ROOT)
    _assert_whole(store, served)
    assert _rows(store, "select count(*) from runs where state = 'finished'") == [(ended,)]
    assert _rows(store, "select count(*) from runs where state != 'finished'") == [(0,)]


def _begun(store: Path, child: subprocess.Popen[bytes]) -> None:
    """Until the crawl has stored some more answers."""
    until, before = time.monotonic() + 60, _done(store)
    while child.poll() is None and time.monotonic() < until and _done(store) < before + 4:
        time.sleep(0.02)


def _done(store: Path) -> int:
    if not store.exists():
        return 0
    try:
        return int(_rows(store, "select count(*) from ledger where state = 'done'")[0][0])
    except sqlite3.OperationalError:
        return 0


def test_ctrl_c_ends_cleanly_and_the_same_command_goes_on(served: Served, tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    command = [sys.executable, "-c", CRAWL.replace("delay=0.0", "delay=0.5"), str(store), *served.homes]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=ROOT)
    _begun(store, child)
    child.send_signal(signal.SIGINT)
    assert child.communicate(timeout=60)[1].count(b"Traceback") == 0
    assert _rows(store, "select state from runs") == [("interrupted",)]
    assert crawl(_options(served, store)).run == 1
    _assert_whole(store, served)


def test_limits_of_posts_are_kept_and_told(served: Served, tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    crawl(_options(served, store, max_posts=3))
    assert _rows(store, "select count(*) from posts where reading = 'read'") == [(3 * BLOGS,)]
    left_out = _rows(store, "select count(*) from ledger where state = 'skipped' and reason = 'max_posts'")
    assert left_out == [((POSTS - 3) * BLOGS,)]


def test_a_dry_run_plans_and_leaves_no_store(
    served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "s.db"
    result = crawl(_options(served, store, dry_run=True))
    assert not store.exists()
    assert [(plan.posts, plan.to_read) for plan in result.plans] == [(POSTS, POSTS)] * BLOGS
    assert served.homes[0].removeprefix("http:").strip("/") in capsys.readouterr().out


def test_a_dry_run_tells_once_of_a_dead_host(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    dead = "http://127.0.0.1:9/"
    options = CrawlOptions(
        seeds=(dead,), store=tmp_path / "s.db", retry_wait=0.0, dry_run=True, progress=False
    )
    result = crawl(dataclasses.replace(options, apart=True))
    told, why = capfd.readouterr()
    assert result.failed_seeds == 1
    assert [line.split()[:4] for line in told.splitlines()[1:]] == [
        ["127.0.0.1:9/", "cannot", "be", "crawled"],
        ["all", "0", "0", "0"],
    ]
    assert why == f"{dead}: cannot be crawled: it refuses the connection\n"


def test_a_second_crawl_of_the_same_store_is_refused(
    served: Served, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(runs, "_LOCK_WAIT", 0.1)
    store, link = tmp_path / "s.db", tmp_path / "link.db"
    link.symlink_to(store)
    with open_store(store, create=True) as held, runs.crawling(held):
        for name in (store, link):
            with pytest.raises(StoreError, match="in use"):
                crawl(_options(served, name))
