"""A crawl of a server that misbehaves: what is fetched, what is not, and what the store says of it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from forked import crawl

from crawler.options import CrawlOptions, CrawlResult
from crawler.status import manifest, read_status

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[CrawlResult, Path, list[list[str]]]:
    """The crawl's result, its store, and what the server noted: [method, path, seconds]."""
    store = tmp_path_factory.mktemp("manners") / "s.db"
    with subprocess.Popen(
        [sys.executable, str(HERE / "faulty_server.py")], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        home = server.stdout.readline().strip()
        try:
            result = crawl(
                CrawlOptions(
                    seeds=(home, "http://127.0.0.1:9/", "http://no-such-host.invalid/"),
                    store=store,
                    delay=0.05,
                    timeout=2.5,
                    max_size=1_000_000,
                    retry_wait=0.05,
                    progress=False,
                    apart=True,
                )
            )
            with urllib.request.urlopen(f"{home}log") as answer:
                notes = [line.split() for line in answer.read().decode().splitlines()]
        finally:
            server.terminate()
    return result, store, notes


def _ledger(store: Path) -> dict[str, tuple[str, str | None]]:
    with sqlite3.connect(store) as base:
        rows = base.execute(
            "select urls.url, state, reason from ledger join urls on urls.id = ledger.url where role = 'post'"
        ).fetchall()
    base.close()
    return {url.strip("/").rpartition("/")[2]: (state, reason) for url, state, reason in rows}


@pytest.mark.parametrize(
    ("name", "state", "reason"),
    [
        ("good", "done", None),
        ("busy", "done", None),
        ("drip", "failed", "timeout"),
        ("bomb", "failed", "too_large"),
        ("large", "failed", "too_large"),
        ("loop", "failed", "redirect_loop"),
        ("cut", "failed", "cut_off"),
        ("gone", "failed", "http_410"),
        ("error", "failed", "http_500"),
        ("image", "skipped", "content_type"),
        ("away", "skipped", "moved_away"),
        ("inside", "skipped", "private_address"),
        ("forbidden", "skipped", "robots"),
    ],
)
def test_each_fault_has_its_name(
    crawled: tuple[CrawlResult, Path, list[list[str]]], name: str, state: str, reason: str | None
) -> None:
    assert _ledger(crawled[1])[name] == (state, reason)


def test_the_crawl_ends_and_reports_blogs_that_cannot_be_reached(
    crawled: tuple[CrawlResult, Path, list[list[str]]],
) -> None:
    result, store, _ = crawled
    assert (result.state, result.blogs, result.failed, result.left) == ("finished", 3, 2, 0)
    reasons = [one.reason or "" for one in read_status(store).blogs if one.state == "failed"]
    assert any("refuses the connection" in reason for reason in reasons)
    assert any("host name is unknown" in reason for reason in reasons)


def test_nothing_is_posted_and_nothing_forbidden_is_fetched(
    crawled: tuple[CrawlResult, Path, list[list[str]]],
) -> None:
    notes = crawled[2]
    assert {method for method, *_ in notes} == {"GET"}
    assert not [path for _, path, _ in notes if "forbidden" in path]
    assert notes[0][1] == "/robots.txt"


def test_retry_after_is_waited_for(crawled: tuple[CrawlResult, Path, list[list[str]]]) -> None:
    times = [float(at) for _, path, at in crawled[2] if path.endswith("/busy/")]
    assert len(times) == 2
    assert times[1] - times[0] >= 1.0
    between = [path for _, path, at in crawled[2] if times[0] < float(at) < times[1]]
    assert between == [], "the whole host waits"


def test_every_skip_is_counted_by_name(crawled: tuple[CrawlResult, Path, list[list[str]]]) -> None:
    problems = {(one.what, one.reason): one.count for one in read_status(crawled[1]).problems}
    for reason in ("robots", "private_address", "moved_away", "content_type"):
        assert problems["skip", reason] == 1
    assert problems["error", "http_410"] == 1


def test_the_example_of_a_redirect_is_the_post_that_was_asked_for(
    crawled: tuple[CrawlResult, Path, list[list[str]]],
) -> None:
    examples = {one.reason: one.example or "" for one in read_status(crawled[1]).problems}
    for reason, post in (
        ("moved_away", "/away/"),
        ("redirect_loop", "/loop/"),
        ("private_address", "/inside/"),
    ):
        assert examples[reason].endswith(post)


def test_the_manifest_holds_decisions_and_counts(crawled: tuple[CrawlResult, Path, list[list[str]]]) -> None:
    (one,) = manifest(crawled[1])
    assert one["settings"]["timeout"] == 2.5
    assert one["counts"]["requests"] >= 20
    assert {blog["state"] for blog in one["blogs"]} == {"finished", "failed"}
    assert next(b for b in one["blogs"] if b["state"] == "finished")["robots"]["status"] == 200
