"""A crawl of blogs that nobody should have to meet: each ends, in few requests, and harms no other."""

from __future__ import annotations

import sqlite3
import urllib.request
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from forked import crawl

from crawler.engine.display import Display
from crawler.engine.display import line as line_of
from crawler.options import CrawlOptions, CrawlResult
from crawler.status import read_status
from crawler.store.states import BlogState
from tests.hostile_server import BLOGS
from tests.made_served import served_by


@dataclass(frozen=True)
class Crawled:
    """A crawl's result, its store, its blogs by name, and the paths that were asked of each."""

    result: CrawlResult
    store: Path
    blogs: Mapping[str, BlogState]
    asked: Mapping[str, list[str]]


def _options(homes: tuple[str, ...], store: Path) -> CrawlOptions:
    return CrawlOptions(
        seeds=homes,
        store=store,
        delay=0.001,
        timeout=5,
        max_size=1_000_000,
        retry_wait=0.01,
        progress=False,
        apart=True,
    )


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    store = tmp_path_factory.mktemp("hostile") / "s.db"
    with served_by(["tests/hostile_server.py"], len(BLOGS)) as homes:
        result = crawl(_options(homes, store))
        asked = defaultdict(list)
        with urllib.request.urlopen(homes[0].replace("good.localhost", "127.0.0.1") + "log") as answer:
            for line in answer.read().decode().splitlines():
                name, _, path = line.partition(" ")
                asked[name].append(path)
    blogs = {one.home.partition("://")[2].partition(".")[0]: one for one in read_status(store).blogs}
    return Crawled(result, store, blogs, asked)


def test_the_crawl_ends_and_leaves_only_what_its_host_does_not_answer(crawled: Crawled) -> None:
    left = sum(crawled.blogs[name].waiting for name in ("broken-host", "broken-row"))
    assert (crawled.result.state, crawled.result.left) == ("finished", left)
    asked = sum(len(paths) for paths in crawled.asked.values())
    assert crawled.result.requests == asked


@pytest.mark.parametrize(
    ("name", "reason", "asked"),
    [
        ("unmodified", "its home page answers 304", ["/robots.txt", "/"]),
        (
            "ever-on",
            "leads to another one without end",
            ["/robots.txt", "/", *(f"/?n={n}" for n in range(1, 11))],
        ),
        ("rules-cut", "its robots.txt cannot be read: it breaks off (", ["/robots.txt"] * 3),
        ("rules-large", "its robots.txt cannot be read: it is too large (", ["/robots.txt"]),
        ("rules-busy", "its robots.txt cannot be read: it answers 429 (", ["/robots.txt"] * 3),
    ],
)
def test_blogs_that_cannot_be_crawled_are_left(
    crawled: Crawled, name: str, reason: str, asked: list[str]
) -> None:
    assert crawled.blogs[name].state == "failed"
    assert reason in (crawled.blogs[name].reason or "")
    assert crawled.asked[name] == asked


def test_a_blog_that_moved_to_another_seed_asks_for_no_posts(crawled: Crawled) -> None:
    blog = crawled.blogs["twin"]
    other = next(one.home for name, one in crawled.blogs.items() if name == "other")
    assert (blog.state, blog.reason) == ("stopped", f"the same blog as {other}")
    assert crawled.asked["twin"] == ["/robots.txt", "/"]
    assert crawled.asked["other"].count("/") == 2
    assert crawled.asked["other"].count("/sitemap.xml") == 1


def test_several_addresses_of_one_blog_are_one_in_the_count(crawled: Crawled) -> None:
    again = sum((one.reason or "").startswith("the same blog as") for one in crawled.blogs.values())
    assert again
    assert crawled.result.blogs == len(crawled.blogs) - again


@pytest.mark.parametrize(
    ("name", "read", "failed", "most_requests"),
    [
        ("good", 2, 0, 6),
        ("other", 2, 0, 7),
        ("rules-image", 2, 0, 6),
        ("rules-marked", 1, 0, 5),
        ("half-unmodified", 1, 1, 6),
        ("odd-wait", 1, 1, 8),
        ("odd-length", 1, 1, 6),
        ("raw-redirect", 2, 0, 7),
        ("renamed", 1, 0, 6),
        ("same-feed", 2, 0, 8),
        ("same-rest", 100, 0, 115),
        ("poisoned-rest", 3, 0, 12),
        ("comment-pages", 2, 0, 8),
        ("last-first", 2, 0, 9),
        ("first-first", 2, 0, 7),
        ("lists", 1, 0, 6),
        ("broken-posts", 16, 4, 36),
        ("to-home", 2, 0, 12),
        ("pages-only", 6, 0, 22),
        ("sent-on", 6, 0, 12),
    ],
)
def test_the_others_are_read(crawled: Crawled, name: str, read: int, failed: int, most_requests: int) -> None:
    blog = crawled.blogs[name]
    assert (blog.state, blog.read, blog.failed) == ("finished", read, failed)
    assert len(crawled.asked[name]) <= most_requests


def test_a_blog_of_broken_posts_whose_home_page_answers_is_no_broken_host(crawled: Crawled) -> None:
    blog = crawled.blogs["broken-host"]
    assert (blog.state, blog.failed, blog.waiting) == ("finished", 8, 0)
    asked = crawled.asked["broken-host"]
    posts = [path for path in asked if path.startswith("/2020/")]
    assert asked[asked.index(posts[4]) + 1] == "/", "five posts in a row failed"
    assert (asked.count("/"), len(posts) <= 8 + 5) == (2, True)


def test_a_sitemap_of_pages_is_not_believed_later_either(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with served_by(["tests/hostile_server.py"], len(BLOGS)) as homes:
        options = _options(tuple(home for home in homes if "pages-only" in home), tmp_path / "s.db")
        for asked in (("6 posts", "18"), ("0 posts", "3")):
            crawl(options)
            told = {one.reason for one in read_status(options.store).problems}
            assert "sitemap_partial" in told
            line = capfd.readouterr().err
            assert all(f"{one} re" in line for one in asked), line


def test_broken_posts_in_a_row_hide_no_others(crawled: Crawled) -> None:
    assert (crawled.blogs["broken-row"].state, crawled.blogs["broken-row"].read) == ("finished", 14)


def test_a_post_that_leads_to_the_home_page_does_not_ask_for_it_again(crawled: Crawled) -> None:
    assert crawled.asked["to-home"].count("/") == 1


def test_what_is_wrong_has_its_name(crawled: Crawled) -> None:
    names = {(one.what, one.reason) for one in read_status(crawled.store).problems}
    assert {("warning", "feed_repeats"), ("warning", "rest_repeats"), ("error", "http_304")} <= names
    assert ("error", "fault") not in names


def test_half_of_an_emoji_is_stored_as_a_replacement(crawled: Crawled) -> None:
    with sqlite3.connect(crawled.store) as base:
        tags = base.execute("select tag from tags").fetchall()
    base.close()
    assert tags == [("cut \ufffd \ufffd",)]


def test_a_redirect_in_raw_bytes_is_followed(crawled: Crawled) -> None:
    assert "/2020/02/%E6%97%A5%E6%9C%AC/" in crawled.asked["raw-redirect"]


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("renamed", "1 post read, 1 linkback, 6 requests", None),
        ("last-first", "2 posts read, 4 linkbacks, 9 requests", None),
        ("first-first", "2 posts read, 3 linkbacks, 7 requests", None),
        ("lists", "1 post read, 1 linkback, 6 requests", "0 posts read, 0 linkbacks, 3 requests"),
    ],
)
def test_posts_and_linkbacks_of_a_line_are_those_of_the_store(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    first: str,
    second: str | None,
) -> None:
    """A post that another address leads to, entries that two comment pages show, a page that is no post. The
    display counts linkbacks as the line does."""
    shown: list[str] = []
    monkeypatch.setattr(Display, "show", lambda self, counts: shown.append(line_of(counts, 9.0)))
    with served_by(["tests/hostile_server.py"], len(BLOGS)) as homes:
        seeds = tuple(home for home in homes if f"/{name}." in home)
        options = replace(_options(seeds, tmp_path / "s.db"), progress=True)
        for line in (first, second):
            if line is not None:
                crawl(options)
                assert f"/: {line}\n" in capfd.readouterr().err
                assert f", {line.split(', ')[1]}, " in shown[-1]
    (blog,) = read_status(tmp_path / "s.db").blogs
    assert first.startswith(f"{blog.posts} post")
    assert blog.unread == 0
